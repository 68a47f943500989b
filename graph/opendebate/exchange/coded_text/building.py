"""Documents and coded passages of a file as a debate, on top of what this library wrote into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.dates import edtf
from opendebate.exchange.actors import ActorNames
from opendebate.exchange.coded_debate import (
    CodedDebate,
    SourceData,
    StatementData,
    filled,
    new_coded_debate,
    passages_of,
    sort_statements,
)
from opendebate.exchange.coded_text.claims import ClaimBuilder, add_own
from opendebate.exchange.coded_text.model import CodedDocument, CodedSegment
from opendebate.exchange.coded_text.several_coders import SeveralCoders
from opendebate.exchange.coded_text.speakers import SpeakerFinder
from opendebate.exchange.coded_text.written import Written
from opendebate.exchange.coders import (
    coded_by_several,
    of_coder,
    refuse_overlap,
)
from opendebate.exchange.extension import restore
from opendebate.exchange.ids import Ids
from opendebate.exchange.languages import assume_language
from opendebate.exchange.merged_codings import coder_name, file_of, home_of, split_name
from opendebate.exchange.passages import seal_body
from opendebate.exchange.repair import repair
from opendebate.exchange.report import ImportNotes, line
from opendebate.stances import without_default

_NO_PASSAGE = "Coded passages whose place in the text is not known"


class CodedDebateBuilder:
    """Makes the coded debate of a file's documents and coded passages.

    Parameters
    ----------
    title : str
        Of the debate, where this library did not write the file.
    where : str
        The file, for messages.
    report : ImportNotes
    written : Written
        What this library wrote into the file.
    """

    def __init__(self, title: str, where: str, report: ImportNotes, written: Written) -> None:
        self.report, self.where, self.written = report, where, written
        self.coded = new_coded_debate(line(title) or "A coded text")
        self.ids = Ids()
        self.language = ""  # of the texts, where a file names it
        self.documents: dict[str, CodedDocument] = {}
        self.slugs: dict[str, str] = {}
        self.several = SeveralCoders(self.coded, self.ids, report)
        self._numbers: dict[tuple[str, str], Ids] = {}
        self._days: dict[tuple[str, str], list[str]] = {}  # on which each new source was coded
        self._restore()
        self.claims = ClaimBuilder(self.coded, self.ids, report, {*written.coded.claims})
        self.actors = ActorNames(self.coded, self.ids)
        self.speakers = SpeakerFinder(self.coded, self.actors, report)

    def build(
        self, documents: Iterable[CodedDocument], passages: Sequence[CodedSegment], coder: str = ""
    ) -> CodedDebate:
        """Return the coded debate.

        Parameters
        ----------
        documents : iterable of CodedDocument
        passages : sequence of CodedSegment
        coder : str
            The coder whose codings are read; empty for all: then a document that several coders
            coded is in a coding of each.
        """
        for document in documents:
            self.source(document)
        pairs = [(segment, segment.coder) for segment in passages]
        chosen = of_coder(pairs, coder, self.where, self.report) if coder else passages
        if coder:
            self.coded.codings = {name: files for name, files in self.coded.codings.items()
                                  if coder_name(self.coded, name) == coder}  # fmt: skip
        self.several.coders = self._coded_by_several(chosen)
        for passage in chosen:
            self.statement(passage)
        self._finish(passages)
        return self.coded

    def _coded_by_several(self, passages: Iterable[CodedSegment]) -> dict[str, list[str]]:
        """Return the documents of which each coder gets a coding, by their keys.

        What this library wrote is one coding, whoever its attributes name; a new coding beside it
        is refused.
        """
        new = [
            segment
            for segment in passages
            if not self._written(segment) and not self._coding_of(segment)
        ]
        ours = {key: document.title for key, document in self.documents.items() if document.slug}
        pairs = ((segment.document, segment.coder) for segment in new)
        refuse_overlap(((ours[key], coder) for key, coder in pairs if key in ours), self.where)
        theirs = [segment for segment in new if segment.document not in ours]
        return coded_by_several((segment.document, segment.coder) for segment in theirs)

    def source(self, document: CodedDocument) -> None:
        """Add a document as a source, unless this library wrote it."""
        self.documents[document.key] = document
        if document.slug in self._ours:
            self.slugs[document.key] = document.slug
            return
        slug = self.ids.new(document.title, "document")
        body = seal_body(document.content.text) if document.raw and document.is_article else None
        authors = [self.actors.get(name) for name in map(line, document.authors) if name]
        source: SourceData = filled(
            {"title": line(document.title) or "Untitled", "kind": "other"},
            authors=list(dict.fromkeys(authors)),
            url=document.url if document.url.startswith(("http://", "https://")) else "",
            scope="selective",
            text=body,
        )
        for label, value in document.attributes.items():
            add_own(self.coded, self.report, source, "source", label, value, document)
        self.slugs[document.key] = slug
        self.coded.sources[slug] = {"source": source, "statements": []}

    def statement(self, passage: CodedSegment) -> None:
        """Add a coded passage as a statement, or restore the statement that it was written for."""
        document = self.documents[passage.document]
        if self.several.is_of_nobody(passage):
            return
        claim = self.claims.claim(passage.code, self._copies)
        if written := self._written(passage):
            restored = self._restore_statement(written, passage, claim)
            if passage.is_recast:
                self.speakers.recast(restored, passage, document, self.slugs[document.key])
            return
        coder = self.several.coder(passage) or self._coding_of(passage)
        if not passage.at:
            self.report.note(_NO_PASSAGE, passage.label)
        speakers = self.speakers.speakers(passage, document, self.slugs[document.key])
        statement: StatementData = filled(
            {"id": self._new_id(document, coder, next(iter(speakers), "author"))},
            speaker=speakers,
            mode="verbatim" if passage.is_quoted else "paraphrase",
            claim=claim,
            stance=without_default(passage.stance),
            at=passage.at or "unknown",
        )
        if not coder:
            add_own(self.coded, self.report, statement, "statement", "Coder", passage.coder)
        add_own(self.coded, self.report, statement, "statement", "Memo", passage.memo, document)
        for label, value in passage.attributes.items():
            add_own(self.coded, self.report, statement, "statement", label, value, document)
        if passage.day and not document.slug:
            self._days.setdefault((self.slugs[document.key], coder), []).append(passage.day)
        self.speakers.fit_mode(statement, self.slugs[document.key])
        self._listed(passage, coder).append(statement)
        self.report.note(
            "The file does not say how words are given: “verbatim” is assumed where the passage is "
            "one quotation, else “paraphrase”", times=0,
        )  # fmt: skip
        if not passage.stance:
            self.report.note("The file does not say who agrees: all speakers are assumed to affirm",
                             times=0)  # fmt: skip

    @property
    def _ours(self) -> set[str]:
        """The sources that this library wrote."""
        coded = self.written.coded
        return {*coded.sources, *(slug for files in coded.codings.values() for slug in files)}

    def _coding_of(self, passage: CodedSegment) -> str:
        """Return the coder whose coding of the document this library wrote, if it is this one."""
        slug = self.documents[passage.document].slug
        codings = self.written.coded.codings
        return next((coder for coder, files in codings.items()
                     if slug in files and coder_name(self.written.coded, coder) == passage.coder),
                    "")  # fmt: skip

    def _listed(self, passage: CodedSegment, coder: str) -> list[StatementData]:
        """Return the statements that one of a passage belongs to."""
        slug = self.slugs[passage.document]
        if coder and passage.document in self.several.coders:
            return self.several.statements(passage.document, coder)
        if not coder and slug not in self.coded.sources:  # only coders have coded it
            source = {**file_of(self.coded, slug)["source"]}
            self.coded.sources[slug] = {"source": cast("SourceData", source), "statements": []}
        file = home_of(self.coded, slug, coder)
        assert file is not None
        return file["statements"]

    def _written(self, passage: CodedSegment) -> StatementData | None:
        """Return the statement that this library wrote a passage for, if it did."""
        written = self.written.statements.get(cast("tuple[str, str]", passage.written))
        is_here = passage.written[:1] == (self.slugs[passage.document],)
        return written if written and is_here else None

    def _new_id(self, document: CodedDocument, coder: str, name: str) -> str:
        slug = self.slugs[document.key]
        if (document.key, coder) not in self._numbers:
            self._numbers[document.key, coder] = Ids(
                number for source, number in self.written.statements if source == slug
            )
        return self._numbers[document.key, coder].new(name)

    @property
    def _copies(self) -> Iterator[CopyFinder]:
        return (document.copies for document in self.documents.values() if document.raw)

    def _restore_statement(
        self, written: StatementData, passage: CodedSegment, claim: str
    ) -> StatementData:
        file = home_of(self.coded, passage.written[0], split_name(passage.written[1])[0])
        assert file is not None
        listed = file["statements"]
        restored = next(
            (statement for statement in listed if statement["id"] == written["id"]), None
        )
        if restored is None:
            listed.append(restored := cast("StatementData", {**written, "claim": claim}))
            if passage.part is not None:
                restored["at"] = []
        before = passages_of(written)
        if passage.part is not None and isinstance(restored["at"], list):
            number = passage.part
            restored["at"] += passage.at if passage.is_moved else before[number : number + 1]
        elif passage.is_moved:
            restored["at"] = passage.at or "unknown"
        return restored

    def _restore(self) -> None:
        """Begin with the debate that this library wrote into the file."""
        written = self.written.coded
        restore(written, self.coded, self.report)
        self.coded.codings = {
            coder: {
                slug: {"source": cast("Any", {**file["source"]}), "statements": []}
                for slug, file in files.items()
            }
            for coder, files in written.codings.items()
        }
        self.ids.reserve(*self.coded.ids(), *self.coded.codings)

    def _finish(self, passages: Sequence[CodedSegment]) -> None:
        order: dict[tuple[str, str], list[str]] = {}
        for slug, name in self.written.statements:
            coder, statement_id = split_name(name)
            order.setdefault((slug, coder), []).append(statement_id)
        for coder, files in (("", self.coded.sources), *self.coded.codings.items()):
            for slug, file in files.items():
                sort_statements(file["statements"], order.get((slug, coder), ()))
                for statement in file["statements"]:
                    statement["at"] = statement["at"] or "unknown"
        titles = {key: document.title for key, document in self.documents.items()}
        self.several.divide(self.slugs, titles)
        for (slug, coder), days in self._days.items():
            theirs = self.several.files(coder, slug)
            theirs[slug]["source"]["coded"] = edtf(min(days), max(days))
        if self.language:
            self.coded.debate["language"] = self.language
        elif not self.written.is_ours:
            assume_language(self.coded, self.report, "file")
        has_names = any(passage.speakers for passage in passages)
        if (
            has_names or {*self.actors.added} - {*self.speakers.unnamed.values()}
        ) and not self.written.is_ours:
            self.report.note("All who are named are assumed to be persons", times=0)
        repair(self.coded, self.report)
        self.coded.report = self.report.sentences()

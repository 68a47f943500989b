"""A project of REFI-QDA as a coded debate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from opendebate.coding import records
from opendebate.coding.debate_files import display_path
from opendebate.exchange.coded_debate import CodedDebate, add_once
from opendebate.exchange.coded_text.building import CodedDebateBuilder
from opendebate.exchange.coded_text.claims import add_own
from opendebate.exchange.coded_text.model import CodedDocument
from opendebate.exchange.coded_text.written import Written, read_written
from opendebate.exchange.extension import KEY
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.json_input import json_record
from opendebate.exchange.refi_qda.archive import Archive, child, children, description_of, guid, tag
from opendebate.exchange.refi_qda.codes import add_codes, add_sets, read_codes
from opendebate.exchange.refi_qda.elements import read_parts
from opendebate.exchange.refi_qda.passages import INNER, PassageReader
from opendebate.exchange.refi_qda.restoring import Restorer
from opendebate.exchange.refi_qda.writing import KIND, RELATIONS
from opendebate.exchange.report import ImportNotes, line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")


def read(path: Path, coder: str = "") -> CodedDebate:
    """Return a project of REFI-QDA as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
    coder : str
        Whose codings are read; empty for all: then a document that several coders coded is in a
        coding of each.

    Raises
    ------
    InputError
        If it is broken.
    UsageError
        If there is nothing of this coder.

    Examples
    --------
    >>> import tempfile
    >>> import opendebate
    >>> from opendebate.exchange.from_graph import read_graph
    >>> from opendebate.exchange.refi_qda.writing import write
    >>> coded = read_graph(opendebate.load().engine)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "debate.qdpx")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).sources == coded.sources
    True
    """
    archive = Archive(read_bytes(path), display_path(path))
    return _Reader(archive, path.stem).read(coder)


class _Reader:
    """Reads codes, documents, cases and links."""

    def __init__(self, archive: Archive, title: str) -> None:
        self.archive, self.report = archive, ImportNotes()
        self.root = archive.project()
        self.parts = read_parts(self.root, self.text)
        self.written = self._written()
        self.restorer = Restorer(self.written)
        codes = child(child(self.root, "CodeBook"), "Codes")
        self.codes = read_codes(codes, self.parts.notes, self.report, self.restorer.claims)
        name = line(self.root.get("name", "")) or title
        self.builder = CodedDebateBuilder(name, archive.where, self.report, self.written)

    def read(self, coder: str) -> CodedDebate:
        coded, claims = self.builder.coded, self.builder.claims
        sources = [*children(child(self.root, "Sources"), *_SOURCES)]
        documents = [self.document(element) for element in sources]
        reader = PassageReader(self.codes, self.parts, self.restorer, self.report)
        pairs = zip(sources, documents, strict=True)
        passages = [passage for pair in pairs for passage in reader.read(*pair)]
        counts = {"codes": self.codes, "documents": documents, "coded passages": passages,
                  "cases": self.parts.cases}  # fmt: skip
        coded.counts.update({name: len(items) for name, items in counts.items()})
        if not self.written.is_ours and (description := line(description_of(self.root))):
            coded.debate["description"] = description
        self.cases()
        copies = [document.copies for document in documents if document.raw]
        add_codes(self.codes, claims, copies)
        add_sets(child(self.root, "Sets"), self.codes, claims, self.report)
        self.links()
        self.report_remainder()
        self.builder.build(documents, passages, coder)
        for attribute in coded.debate.get("attributes", {}).values():
            if not self.written.is_ours and attribute["label"] in self.parts.numbers:
                attribute["type"] = "number"
        return coded

    def _written(self) -> Written:
        notes = children(child(self.root, "Notes"), "Note")
        own = next((guid(note) for note in notes if note.get("name") == KEY), "")
        text = self.parts.notes.pop(own, None)
        return read_written(None if text is None else json_record(text) or {}, self.report)

    def text(self, element: Element) -> str:
        """Return the text of a document or note: in the XML, or beside it."""
        content = child(element, "PlainTextContent")
        if content is not None:
            return content.text or ""
        return self.archive.text(element.get("plainTextPath", "")) or ""

    def document(self, element: Element) -> CodedDocument:
        number, title = guid(element), line(element.get("name", "")) or "Untitled"
        raw = self.text(element) or "".join(map(self.text, [*children(element, *INNER)][:1]))
        slug = self.restorer.slugs.get(number, "")
        if not raw.strip() and not slug:
            self.report.note("Documents without a text have no known passages", title)
        attributes = self.parts.values(element)
        if not slug and (memo := self.parts.memo(element)):
            attributes["Memo"] = memo
        return CodedDocument(number or f"document {title}", title, raw=raw if raw.strip() else "",
                        slug=slug, is_article=not slug or slug in self.written.articles,
                        speakers=tuple(self.parts.of_document.get(number, ())),
                        attributes=attributes)  # fmt: skip

    def cases(self) -> None:
        """Add cases as actors, with their attributes."""
        coded = self.builder.coded
        for case in self.parts.cases:
            name = line(case.name)
            known = self.restorer.actors.get(case.guid, "")
            if not name or (known and known not in coded.actors):
                self.report.note("Cases without a name are left out", case.guid)
                continue
            kind = case.values.pop(KIND, "person")
            kind = kind if kind in get_args(records.ActorKind) else "person"
            actor = coded.actors[known or self.builder.actors.get(name, kind)]
            if known:
                actor["name"] = name
            elif case.description:
                actor.setdefault("description", line(case.description))
            for label, value in case.values.items():
                add_own(coded, self.report, actor, "actor", label, value)

    def links(self) -> None:
        """Read links between codes that are relations of claims; others are reported."""
        claims = self.builder.coded.claims
        for link in children(child(self.root, "Links"), "Link"):
            ends = [self.codes.get(guid(link, end)) for end in ("originGUID", "targetGUID")]
            relation = link.get("name", "")
            first, second = (one and not one.is_folder and self.builder.claims.claim(one.code)
                             for one in ends)  # fmt: skip
            if relation not in RELATIONS or not first or not second or first == second:
                self.report.note("Links of other kinds are left out", line(relation))
                continue
            add_once(claims[first], relation, second)

    def report_remainder(self) -> None:
        """Report what a debate has no place for."""
        graphs = child(self.root, "Graphs")
        self.report.note_number("Graphs are left out", len(graphs) if graphs is not None else 0)
        numbers = {guid(ref, "targetGUID") for ref in children(self.root, "NoteRef")}
        of_project = [note for number, note in self.parts.notes.items() if number in numbers]
        self.report.note_each("Notes on the project are left out", *filter(None, of_project))
        media = [element.get("name", "") for element in children(child(self.root, "Sources"),
                                                                 *_SOURCES[2:])]  # fmt: skip
        self.report.note_each("Of pictures, sounds and films no passage is known", *media)
        others = [tag(one) for one in self.root if tag(one) not in _READ]
        self.report.note_each("Parts of the project that are not known are left out", *others)


_READ = {"Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs",
         "Description", "NoteRef"}  # fmt: skip

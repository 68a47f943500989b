"""DNA's statements as statements of the coding: who, as whom, on what, which stance, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, get_args

from opendebate.coding import records
from opendebate.coding.consistency import SOURCE_MODES
from opendebate.coding.field_types import UNKNOWN
from opendebate.exchange.coded_debate import PassageData, StatementData, filled, is_source_voice
from opendebate.exchange.coders import coder_id, note_codings
from opendebate.exchange.dna.context import DnaContext, ImportedSource
from opendebate.exchange.dna.database import DnaStatement, entity_of, text_of
from opendebate.exchange.dna.variables import Stances, StatementForm, label_of
from opendebate.exchange.document_text import Characters
from opendebate.exchange.extension import first_fault
from opendebate.exchange.ids import Ids, is_id
from opendebate.exchange.json_input import json_record
from opendebate.exchange.report import shorten

_NO_DATE = "Values of “said” that are no dates are left out"


class _ImportedStatement(NamedTuple):
    """A statement before it has its id: DNA's, and that of the coding if it was written."""

    origin: DnaStatement
    written_id: str
    speaker: str
    record: StatementData


def read_statements(
    context: DnaContext, entities: Mapping[int, str], sources: Mapping[int, ImportedSource]
) -> None:
    """Put every statement that says something into the source of its document.

    `entities` has the actor or claim of each entity, `sources` the source of each document.
    """
    reader = _Statements(context, entities)
    by_document = attrgetter("document")
    statements = sorted(context.database.statements, key=by_document)
    for document, group in groupby(statements, key=by_document):
        source, listed = sources.get(document), list[_ImportedStatement]()
        for statement in group:
            form = context.variables.forms.get(statement.type)
            if source is None or form is None:
                problem = "Statements without a document or a type are left out"
                context.report.note(problem, label_of(statement))
            elif not form.makes_statements:
                reader.report_no_stance(statement, source)
            elif imported := reader.read(statement, form, source):
                listed.append(imported)
        if source:
            _add_statements(context, source, listed)
            source.content.forget()


def _add_statements(
    context: DnaContext, source: ImportedSource, listed: list[_ImportedStatement]
) -> None:
    """Put the statements of a document into its source.

    If a passage has statements of several coders, or coders coded the document in files of their
    own, each coder has a coding of the document instead: statements of one text by two coders must
    not be added up.
    """
    file = context.coded.sources[source.slug]
    names = sorted({imported.origin.coder for imported in listed})
    title = str(file["source"]["title"])
    is_apart = any(imported.origin.document in context.database.apart for imported in listed)
    is_apart = is_apart and len(names) > 1
    if not (is_apart or _share_passages([imported.origin for imported in listed])):
        if len(names) > 1:
            problem = "Coders of one document who share no passage have one coding"
            context.report.note(problem, f"{title}: {' and '.join(names)}")
        file["statements"] = _joined(listed, source)
        return
    del context.coded.sources[source.slug]
    for name in names:
        coder = coder_id(context.coded, context.ids, name, source.slug)
        theirs = [imported for imported in listed if imported.origin.coder == name]
        context.coded.codings.setdefault(coder, {})[source.slug] = {
            "source": deepcopy(file["source"]), "statements": _joined(theirs, source),
        }  # fmt: skip
    note_codings(context.report, title, names)


def _share_passages(statements: Iterable[DnaStatement]) -> bool:
    """Tell whether the spans of two statements overlap that different coders made."""
    ends: dict[str, int] = {}  # coder → how far the passages reach that were seen
    for statement in sorted(statements, key=attrgetter("start", "stop")):
        others = (end for coder, end in ends.items() if coder != statement.coder)
        if any(end > statement.start for end in others):
            return True
        ends[statement.coder] = max(ends.get(statement.coder, statement.stop), statement.stop)
    return False


class _Statements:
    """Reads statements."""

    def __init__(self, context: DnaContext, entities: Mapping[int, str]) -> None:
        self.context, self.entities, self.report = context, entities, context.report
        self.stances = Stances(context.database, context.report)

    def read(
        self, statement: DnaStatement, form: StatementForm, source: ImportedSource
    ) -> _ImportedStatement | None:
        """Return a statement, or None, with a note, for what cannot be one."""
        person, organization, claim = (
            entity_of(statement, form.roles.get(role), self.entities)
            for role in ("person", "organization", "concept")
        )
        written = self.written(statement, form)
        speaker = person or organization or next(iter(source.voices), None)
        self.report_remainder(statement, form)
        if person and organization:
            self.add_membership(person, organization)
        if claim is None:
            problem = "Statements without a concept have no claim, and are left out"
        elif speaker is None:
            problem = "Statements that name nobody, in documents without an author, are left out"
        elif not (at := self.passages(statement, source, written)):
            problem = "Statements in documents without words have no passage, and are left out"
        else:
            is_named = bool(person or organization)
            record = filled(
                {"as": written.get("as") or (organization if person else None)},
                on_behalf_of=written.get("on behalf of"),
                drafted_by=written.get("drafted by"),
                accepted_by=written.get("accepted by"),
                via=written.get("via", "").split(),
                mode=self.mode(statement, written, speaker, source, is_named=is_named),
                claim=claim,
                stance=self.stances.stance(statement, form.qualifier, written),
                because=written.get("because", "").split(),
                said=self.report.date(written.get("said"), _NO_DATE, label_of(statement)),
                at=at,
                attributes=_own_attributes(written.get("attributes", "")),
            )
            return _ImportedStatement(statement, written.get("opendebate id", ""), speaker, record)
        self.report.note(problem, label_of(statement))
        return None

    def written(self, statement: DnaStatement, form: StatementForm) -> dict[str, str]:
        """Return what variables of this library hold, in databases that it wrote."""
        return {
            variable.name: text_of(statement.values.get(variable.id)).strip()
            for variable in form.remaining
            if self.context.is_ours(variable)
        }

    def add_membership(self, person: str, organization: str) -> None:
        """Make a person a member of the organisation they speak for, unless that is coded."""
        if person not in self.context.written.coded.actors:
            self.context.actors.add_membership(person, organization)

    def mode(
        self,
        statement: DnaStatement,
        written: Mapping[str, str],
        speaker: str,
        source: ImportedSource,
        *,
        is_named: bool,
    ) -> str:
        """Return how the words are given: as was written, or as the span looks."""
        mode = written.get("mode", "")
        if self.context.coded.actors[speaker].get("hypothetical"):
            return "hypothetical"
        can_be = speaker in source.voices or mode not in SOURCE_MODES
        if mode in get_args(records.Mode) and can_be:
            return mode
        if not is_named:
            whose = "narrator" if source.record.effective_narrator else "author"
            problem = f"Statements that name nobody are assumed to be the {whose}'s"
            self.report.note(problem, label_of(statement))
            if source.record.effective_narrator:
                return "narration"
        self.report.note(
            "DNA does not hold how words are given: “verbatim” is assumed where the span is one "
            "quotation, else “paraphrase”"
        )
        quoted = source.content.quoted(*_characters(statement, source))
        return "verbatim" if quoted else "paraphrase"

    def passages(
        self, statement: DnaStatement, source: ImportedSource, written: Mapping[str, str]
    ) -> list[PassageData] | str | None:
        """Return the passages of a statement: as they were written with it, or of its span."""
        if at := _written_passages(written.get("passages", ""), statement):
            return at
        span = _characters(statement, source)
        passage = source.content.passage(*span)
        if span[0] > span[1] or source.content.inside(*span) != span:
            problem = "Spans that reach outside their documents' texts are cut"
            self.report.note(problem, label_of(statement))
        if passage is None and (passage := source.content.passage(0, len(source.content.raw))):
            problem = "Statements whose spans hold no word rest on their complete documents"
            self.report.note(problem, label_of(statement))
        if passage and not source.is_article:
            passage = source.content.without_place(passage, *span)
        return [passage] if passage else None

    def report_remainder(self, statement: DnaStatement, form: StatementForm) -> None:
        """Report values of variables that have no place in a statement."""
        for variable in form.remaining:
            value = text_of(statement.values.get(variable.id)).strip()
            if value and not self.context.is_ours(variable):
                problem = f"Values of the variable “{shorten(variable.name)}” are left out"
                self.report.note(problem, value)

    def report_no_stance(self, statement: DnaStatement, source: ImportedSource) -> None:
        """Report a statement in which nobody says something, with what it holds."""
        values = filter(None, (text_of(value).strip() for value in statement.values.values()))
        content = "; ".join(values)
        label = shorten(self.context.database.types[statement.type])
        problem = f"Statements of the type “{label}”, in which nobody takes a stance on a concept"
        place = f"{label_of(statement)} in {source.slug}"
        self.report.note(f"{problem}, are left out", f"{place}: {content}" if content else place)


def _characters(statement: DnaStatement, source: ImportedSource) -> Characters:
    """Return the span of a statement, which DNA holds in UTF-16 units."""
    return source.content.from_utf16(statement.start, statement.stop)


def _own_attributes(text: str) -> dict[str, str]:
    """Return the study's own attributes of a statement that was written."""
    pairs = (json_record(text) or {}).items()
    return {name: value for name, value in pairs if is_id(name) and isinstance(value, str)}


def _joined(listed: list[_ImportedStatement], source: ImportedSource) -> list[StatementData]:
    """Return the records with their ids and speakers; joint statements are one again."""
    statements: list[StatementData] = []
    ids = Ids()
    previous: _ImportedStatement | None = None
    for statement in listed:
        is_joint = previous and statement.written_id and statement[1::2] == previous[1::2]
        if is_joint and statement.speaker not in statements[-1]["speaker"]:
            statements[-1]["speaker"].append(statement.speaker)
            continue
        name = statement.written_id
        if not is_id(name) or name in ids:
            name = ids.new(f"s-{statement.origin.id}")
        ids.reserve(name)
        statements.append({"id": name, "speaker": [statement.speaker], **statement.record})
        previous = statement
    for record in statements:
        if is_source_voice(source.record, record["mode"], record["speaker"]):
            del record["speaker"]
    return statements


def _written_passages(text: str, statement: DnaStatement) -> list[PassageData] | str:
    """Return the passages that were written with a statement, if its span is still the same."""
    content = json_record(text) or {}
    if content.get("span") != [statement.start, statement.stop]:
        return []
    at: Any = content.get("at")
    if isinstance(at, list):
        return [] if any(first_fault(records.Passage, passage) for passage in at) else at
    return UNKNOWN if at == UNKNOWN else []

"""DNA's statements as statements of the coding: who, as whom, on what, which stance, and where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from opendebate.coding import records
from opendebate.coding.consistency import NARRATED
from opendebate.coding.dates import parse_edtf
from opendebate.coding.field_types import UNKNOWN
from opendebate.exchange.dna.importing import Import, Source
from opendebate.exchange.dna.kept import is_id
from opendebate.exchange.dna.report import briefly
from opendebate.exchange.dna.roles import Form
from opendebate.exchange.dna.stances import Stances
from opendebate.exchange.dna.tables import Entity, Statement
from opendebate.exchange.draft import Record, free_id

_TOLD = {"narration", "evaluation"}


class _Said(NamedTuple):
    """A statement before it has its id: of DNA's, and of the coding if it was told."""

    id: int
    told: str
    speaker: str
    record: Record


def read_statements(whole: Import, ids: Mapping[int, str], sources: Mapping[int, Source]) -> None:
    """Put every statement that says something into the source of its document.

    Parameters
    ----------
    whole : Import
        Its draft holds the actors, claims and sources.
    ids : mapping of int to str
        For each entity its actor or claim.
    sources : mapping of int to Source
        By document.
    """
    reader = _Statements(whole, ids)
    said: dict[int, list[_Said]] = {document: [] for document in sources}
    last: Source | None = None
    for one in sorted(whole.database.statements, key=lambda one: one.document):
        source, form = sources.get(one.document), whole.roles.forms.get(one.type)
        if last and last is not source:
            last.place.forget()
        last = source
        if source is None or form is None:
            what = "Statements of no document, or of no type, are left out"
            whole.report.note(what, f"statement {one.id}")
        elif not form.makes_statements:
            reader.tell_left_out(one, source)
        elif found := reader.statement(one, form, source):
            said[one.document].append(found)
    for document, several in said.items():
        source = sources[document]
        whole.draft.sources[source.slug]["statements"] = _joined(several, source)


class _Statements:
    """Reads statements one after the other."""

    def __init__(self, whole: Import, ids: Mapping[int, str]) -> None:
        self.whole, self.ids, self.report = whole, ids, whole.report
        self.stances = Stances(whole.database, whole.report)

    def statement(self, one: Statement, form: Form, source: Source) -> _Said | None:
        """Return a statement, or None, with a note, for what cannot be one."""
        person, organization = (self.entity(one, part) for part in (form.person, form.organization))
        claim, told = self.entity(one, form.concept), self.told(one, form)
        speaker = person or organization or next(iter(source.voices), None)
        self.tell_leftovers(one, form)
        if person and organization:
            self.join(person, organization)
        if claim is None:
            what = "Statements without a concept have no claim, and are left out"
        elif speaker is None:
            what = "Statements that name nobody, in documents without an author, are left out"
        elif not (at := self.passages(one, source, told)):
            what = "Statements in documents without words have no passage, and are left out"
        else:
            record = {
                "as": told.get("as") or (organization if person else None),
                "on_behalf_of": told.get("on behalf of"),
                "via": told.get("via", "").split(),
                "mode": self.mode(one, told, speaker, source, named=bool(person or organization)),
                "claim": claim,
                "stance": self.stances.of(one, form.qualifier, told),
                "because": told.get("because", "").split(),
                "said": self.said(one, told),
                "at": at,
            }
            record = {key: value for key, value in record.items() if value}
            return _Said(one.id, told.get("opendebate id", ""), speaker, record)
        self.report.note(what, f"statement {one.id}")
        return None

    def entity(self, one: Statement, variable: int | None) -> str | None:
        """Return the actor or claim that a variable of a statement holds, if any."""
        value = one.values.get(variable) if variable is not None else None
        return self.ids.get(value.id) if isinstance(value, Entity) else None

    def told(self, one: Statement, form: Form) -> dict[str, str]:
        """Return what variables of this library say, in databases that it wrote."""
        return {
            v.name: _text(one.values.get(v.id)).strip() for v in form.others if self.whole.made(v)
        }

    def join(self, person: str, organization: str) -> None:
        """Make a person a member of the organization they speak for, unless that is coded."""
        if person in self.whole.kept.files["actors"]:
            return
        places = self.whole.draft.actors[person].setdefault("memberships", [])
        if all(one["organization"] != organization for one in places):
            places.append({"organization": organization})

    def mode(
        self, one: Statement, told: Mapping[str, str], speaker: str, source: Source, *, named: bool
    ) -> str:
        """Return how the words are given: as was told, or as the span looks."""
        mode = told.get("mode", "")
        if self.whole.draft.actors[speaker].get("hypothetical"):
            return "hypothetical"
        if mode in get_args(records.Mode) and (speaker in source.voices or mode not in _TOLD):
            return mode
        if not named:
            whose = "the narrator's" if source.narrated else "the author's"
            what = f"Statements that name nobody are taken for {whose}"
            self.report.note(what, f"statement {one.id}")
        if not named and source.narrated:
            return "narration"
        what = (
            "How words are given is not told: “verbatim” is taken where the span is one quotation"
        )
        self.report.note(f"{what}, else “paraphrase”")
        return "verbatim" if source.place.quoted(one.start, one.stop) else "paraphrase"

    def said(self, one: Statement, told: Mapping[str, str]) -> str | None:
        """Return when a statement was said, if that is told."""
        try:
            return told["said"] if told.get("said") and parse_edtf(told["said"]) else None
        except ValueError:
            what = "Values of “said” that are no dates are left out"
            self.report.note(what, f"statement {one.id}")
            return None

    def passages(
        self, one: Statement, source: Source, told: Mapping[str, str]
    ) -> list[Record] | str | None:
        """Return the passages of a statement: as they were written with it, or of its span."""
        if _unknown(told.get("passages", ""), one):
            return UNKNOWN
        if written := _passages(told.get("passages", ""), one):
            return written
        found = source.place.passage(one.start, one.stop)
        if source.place.reaches_beyond(one.start, one.stop):
            what = "Spans that reach outside their documents' texts are cut"
            self.report.note(what, f"statement {one.id}")
        if found is None and (found := source.place.whole()):
            what = "Statements whose spans hold no word rest on their whole documents"
            self.report.note(what, f"statement {one.id}")
        if found and not source.article:
            # Paragraphs here are none of the article's; nor is a seal over words left out its own.
            lost = [
                "paragraph",
                *(["words", "sha256"] if source.place.gaps(one.start, one.stop) else []),
            ]
            found = {key: value for key, value in found.items() if key not in lost}
        return [found] if found else None

    def tell_leftovers(self, one: Statement, form: Form) -> None:
        """Report values of variables that have no place in a statement."""
        for variable in form.others:
            value = _text(one.values.get(variable.id)).strip()
            if value and not self.whole.made(variable):
                what = f"Values of the variable “{briefly(variable.name)}” have no place"
                self.report.note(what, value)

    def tell_left_out(self, one: Statement, source: Source) -> None:
        """Report a statement in which nobody says something, with what it holds."""
        values = [_text(value).strip() for value in one.values.values()]
        held = "; ".join(filter(None, values))
        label = briefly(self.whole.database.types[one.type])
        what = f"Statements of the type “{label}”, in which nobody takes a stance on a concept"
        where = f"statement {one.id} in {source.slug}"
        self.report.note(f"{what}, are left out", f"{where}: {held}" if held else where)


def _joined(several: list[_Said], source: Source) -> list[Record]:
    """Return the records with their ids and speakers; joint statements are one again."""
    found: list[Record] = []
    taken: set[str] = set()
    last: _Said | None = None
    for one in several:
        alike = last and one.told and (one.told, one.record) == (last.told, last.record)
        if alike and one.speaker not in found[-1]["speaker"]:
            found[-1]["speaker"].append(one.speaker)
            continue
        id_ = one.told if is_id(one.told) and one.told not in taken else f"s-{one.id}"
        id_ = free_id(id_, taken) if id_ in taken else id_
        taken.add(id_)
        found.append({"id": id_, "speaker": [one.speaker], **one.record})
        last = one
    for record in found:
        own = record["mode"] in NARRATED or not source.narrated
        if own and {*record["speaker"]} == {*source.voices}:
            del record["speaker"]
    return found


def _passages(told: str, one: Statement) -> list[Record]:
    """Return the passages that were written with a statement, if its span is still the same."""
    try:
        found: Any = json.loads(told) if told else None
        if not isinstance(found, dict) or found.get("span") != [one.start, one.stop]:
            return []
        at = found.get("at")
        for passage in at if isinstance(at, list) else ():
            records.Passage.model_validate(passage)
    except (ValueError, RecursionError, ValidationError):
        return []
    return at if isinstance(at, list) else []


def _unknown(told: str, one: Statement) -> bool:
    """Tell whether a statement was written as one whose passage nobody knows."""
    try:
        found: Any = json.loads(told) if told else None
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found == {"span": [one.start, one.stop], "at": UNKNOWN}


def _text(value: Entity | str | int | None) -> str:
    if value is None:
        return ""
    return value.value if isinstance(value, Entity) else str(value)

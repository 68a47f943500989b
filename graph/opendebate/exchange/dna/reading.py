"""A DNA database as a debate: what was written into it, its entities, and what has no place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from opendebate.exchange.actors import ActorNames
from opendebate.exchange.attributes import add_attribute
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.coders import of_coder
from opendebate.exchange.dna.attributes import COLOUR, full_label, rgb
from opendebate.exchange.dna.context import DnaContext, read_settings
from opendebate.exchange.dna.database import Database, DnaEntity
from opendebate.exchange.dna.rows import (
    SHOWN_OF_CLAIMS,
    EntityRow,
    change_actor,
    change_claim,
    entity_rows,
)
from opendebate.exchange.dna.sources import read_sources
from opendebate.exchange.dna.statements import read_statements
from opendebate.exchange.dna.variables import Variables
from opendebate.exchange.extension import KEY, restore
from opendebate.exchange.ids import Ids
from opendebate.exchange.languages import assume_language
from opendebate.exchange.repair import repair
from opendebate.exchange.report import ImportNotes

_ID = "opendebate id"
_COUNTED = {
    "CODERS": "Coders, and which of them coded what, are left out",
    "CODERRELATIONS": "Relations between coders are left out",
    "REGEXES": "Regular expressions for highlighting are left out",
    "VARIABLELINKS": "Links between variables are left out",
    "STATEMENTLINKS": "Links between statements are left out",
}


def make_coded_debate(
    database: Database,
    title: str,
    variables: Variables | None = None,
    coder: str = "",
    report: ImportNotes | None = None,
) -> CodedDebate:
    """Return what a database says as a coded debate.

    Parameters
    ----------
    database : Database
    title : str
        Of the debate, where the database has none.
    variables : Variables, optional
        Without them, their names show their roles.
    coder : str
        Only what this coder coded; empty for all.
    report : ImportNotes, optional
        With what is to be reported of the database already.

    Raises
    ------
    UsageError
        If there is no such coder.
    """
    report, ids = report or ImportNotes(), Ids()
    if coder:
        coded_by = [(statement, statement.coder) for statement in database.statements]
        statements = of_coder(coded_by, coder, "the database", report)
        database = replace(database, statements=tuple(statements))
    written = read_settings(database.settings, report)
    variables = variables or Variables(database)
    coded = new_coded_debate(report.line(title) or "A DNA database")
    context = DnaContext(database, coded, written, variables, report, ids, ActorNames(coded, ids))
    _restore(context)
    entities = _Entities(context).read()
    read_statements(context, entities, read_sources(context, entities))
    repair(coded, report)
    _count(database, coded)
    _report_remainder(context)
    coded.report = report.sentences()
    return coded


def _restore(context: DnaContext) -> None:
    """Restore what this library wrote into the database, without what was deleted in DNA."""
    database, coded, written = context.database, context.coded, context.written
    entities = {entity.attributes.get(_ID, "") for entity in database.entities.values()}
    documents = {document.id for document in database.documents}
    sources = {slug for document, slug in written.documents.items() if document in documents}
    present = {"actors": entities, "claims": entities, "sources": sources}
    restore(written.coded, coded, context.report, present)
    context.ids.reserve(*coded.ids())
    context.actors = ActorNames(coded, context.ids)


class _Entities:
    """Reads persons, organisations and concepts; the same name is the same entity."""

    def __init__(self, context: DnaContext) -> None:
        self.context, self.coded, self.report = context, context.coded, context.report
        self.written = entity_rows(context.written.coded)
        self.ids: dict[int, str] = {}
        self.by_name: dict[tuple[str, str], str] = {}

    def read(self) -> dict[int, str]:
        """Put all entities into the coded debate; return for each its actor or claim."""
        entities = self.context.database.entities.values()
        for entity in entities:
            self.entity(entity)
        for entity in entities:
            self.part_of(entity)
        return self.ids

    def entity(self, entity: DnaEntity) -> None:
        kind, value = self.context.variables.kind_of(entity), self.report.line(entity.value)
        if kind is None or not value:  # DNA has an empty entity for "none"
            return
        records = self.coded.claims if kind == "concept" else self.coded.actors
        name = entity.attributes.get(_ID, "")
        if name not in self.written or name not in records:
            name = self.by_value(kind, value) or self.new(kind, value)
        self.by_name[kind, value] = self.ids[entity.id] = name
        self.describe(entity, name, kind)

    def by_value(self, kind: str, value: str) -> str | None:
        kinds = ("person", "organization", "who") if kind == "who" else (kind,)
        names = (self.by_name.get((kind, value)) for kind in kinds)
        return next((name for name in names if name), None)

    def new(self, kind: str, value: str) -> str:
        if kind == "concept":
            self.report.note(
                "Concepts have neither kind nor side: “descriptive” and “neither” are assumed"
            )
            name = self.context.ids.new(value, "claim")
            self.coded.claims[name] = {"text": value, "kind": "descriptive", "side": "neither"}
            return name
        if kind == "who":
            problem = "Names that may be those of persons or of organisations become groups"
            self.report.note(problem, value)
        return self.context.actors.add(value, "group" if kind == "who" else kind)

    def describe(self, entity: DnaEntity, name: str, kind: str) -> None:
        """Change a record where DNA says something else of its entity than was written."""
        written = self.written.get(name)
        changes = self.changes(entity, written)
        renamed = written and entity.value != written.value
        if kind == "concept":
            claim = self.coded.claims[name]
            if renamed:
                claim["text"] = self.report.line(entity.value)
            for label, value in change_claim(claim, changes).items():
                if not (written and label in SHOWN_OF_CLAIMS):
                    add_attribute(self.coded, claim, "claim", full_label(self.coded, label), value)
                elif value:
                    problem = "Attributes of concepts are left out"
                    self.report.note(problem, f"{name}: {label}: {value}")
            return
        if renamed:
            self.coded.actors[name]["name"] = self.report.line(entity.value)
        if changes:
            actor = self.coded.actors[name]
            for label, value in change_actor(actor, changes).items():
                add_attribute(self.coded, actor, "actor", full_label(self.coded, label), value)

    def changes(self, entity: DnaEntity, written: EntityRow | None) -> dict[str, str]:
        clean = self.report.line
        before = written.attributes if written else {}
        now = {COLOUR: _same_colour(entity.colour, before), **entity.attributes}
        return {
            name: clean(now.get(name, ""))
            for name in {**before, **now}
            if name != _ID and clean(now.get(name, "")) != clean(before.get(name, ""))
        }

    def part_of(self, entity: DnaEntity) -> None:
        """Make an organisation a part of the one that it is a child of in DNA."""
        if entity.child_of is None or entity.id not in self.ids:
            return
        child, parent = self.ids[entity.id], self.ids.get(entity.child_of, "")
        kinds = {self.coded.actors.get(name, {}).get("kind", "person") for name in (child, parent)}
        if child != parent and "person" not in kinds:
            self.coded.actors[child].setdefault("part_of", parent)
        else:
            problem = "That persons and concepts are children of others in DNA is left out"
            self.report.note(problem, entity.value)


def _same_colour(colour: str, before: Mapping[str, str]) -> str:
    """Return a colour, as it was written if it is the same one."""
    written = before.get(COLOUR, "")
    is_black = not colour and rgb(before) == rgb({})
    return written if is_black or colour.casefold() == written.casefold() else colour


def _count(database: Database, coded: CodedDebate) -> None:
    counts = coded.counts
    counts["documents"] = len(database.documents)
    counts["statements"] = len(database.statements)
    for statement in database.statements:
        counts[f"statements of type {database.types.get(statement.type, 'unknown')!r}"] += 1
    for entity in database.entities.values():
        if entity.value.strip() and entity.variable in database.variables:
            counts[f"values of {database.variables[entity.variable].name!r}"] += 1
    for table, number in database.counted.items():
        if number:
            counts[f"rows of {table}"] = number


def _report_remainder(context: DnaContext) -> None:
    """Report what a debate has no place for."""
    database, report, is_ours = context.database, context.report, context.written.is_ours
    for table, problem in _COUNTED.items():
        number = database.counted.get(table, 0)
        if table == "CODERS":  # those of documents that several coded stand in the debate
            number -= len(context.coded.debate.get("coders", {}))
        if number > (is_ours and table == "CODERS"):  # the one that the writer must make
            report.note(problem, times=number)
    coloured = sum(bool(entity.colour) and context.variables.kind_of(entity) is None
                   for entity in database.entities.values())  # fmt: skip
    report.note_number("Colours of values that are no actor or claim are left out", coloured)
    for table, number in database.dangling.items():
        problem = f"Rows of {table} that point at what does not exist are left out"
        report.note_number(problem, number)
    problem = "In texts that are not UTF-8, � stands for each unreadable byte"
    report.note_number(problem, database.undecodable)
    names = sorted(database.settings.keys() - {"version", "date"})
    foreign = (name for name in names if name.partition(":")[0] != KEY)
    report.note_each("Other settings are left out", *foreign)
    if not is_ours:
        assume_language(context.coded, report, "database")

"""Statements as plain lists, to be written as JSON and read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from opendebate.ask.entities import Entity
from opendebate.ask.statement import Passage, Statement

Table = dict[str, list[list[Any]]]


def to_table(statements: Iterable[Statement]) -> Table:
    """Return statements as lists, and the entities they name, each once."""
    numbers: dict[Entity, int] = {}

    def number(entity: Entity) -> int:
        return numbers.setdefault(entity, len(numbers))

    def maybe(entity: Entity | None) -> int | None:
        return None if entity is None else number(entity)

    rows = [
        [
            s.id, s.iri, number(s.source), number(s.claim), s.side, [*map(number, s.speakers)],
            maybe(s.affiliation), s.capacity, maybe(s.on_behalf_of), [*map(number, s.via)], s.mode,
            s.stance, s.narrated, [*map(number, s.given_up_by)], [*map(number, s.because)],
            s.earliest, s.latest,
            [[p.paragraph, p.first, p.last, p.words, p.sha256, p.link] for p in s.passages],
        ]
        for s in statements
    ]  # fmt: skip
    entities = [[entity.kind, entity.id, entity.name, entity.iri] for entity in numbers]
    return {"things": entities, "statements": rows}


class StatementTable:
    """Statements as `to_table` lists them: each becomes an object when somebody asks for it."""

    def __init__(self, table: Table) -> None:
        self._entity_rows, self._rows = table["things"], table["statements"]
        self._entities: dict[int, Entity] = {}
        self._statements: dict[int, Statement] = {}

    def statements(self) -> list[Statement]:
        """Return all statements, in the order of the table."""
        return [self._statement(n) for n in range(len(self._rows))]

    def with_iris(self, iris: Collection[str]) -> list[Statement]:
        """Return the statements that have one of some IRIs, in the order of the table."""
        return [self._statement(n) for n, row in enumerate(self._rows) if row[1] in iris]

    def on_claims(self, claims: Collection[str]) -> list[Statement]:
        """Return the statements on claims, given by IRI, in the order of the table."""
        numbers = {n for n, row in enumerate(self._entity_rows) if row[3] in claims}
        return [self._statement(n) for n, row in enumerate(self._rows) if row[3] in numbers]

    def _entity(self, number: int) -> Entity:
        if number not in self._entities:
            self._entities[number] = Entity(*self._entity_rows[number])
        return self._entities[number]

    def _optional_entity(self, number: int | None) -> Entity | None:
        return None if number is None else self._entity(number)

    def _statement(self, number: int) -> Statement:
        if number not in self._statements:
            self._statements[number] = Statement(*self._fields(self._rows[number]))
        return self._statements[number]

    def _fields(self, row: list[Any]) -> Iterator[Any]:
        """Yield the fields of a statement, in the order in which the class has them."""
        (id_, iri, source, claim, side, speakers, affiliation, capacity, body, via, mode, stance,
         narrated, given_up_by, because, earliest, latest, passages) = row  # fmt: skip
        entity, optional = self._entity, self._optional_entity
        yield from (id_, iri, entity(source), entity(claim), side, tuple(map(entity, speakers)))
        yield from (optional(affiliation), capacity, optional(body), tuple(map(entity, via)), mode)
        yield from (stance, narrated, tuple(map(entity, given_up_by)), tuple(map(entity, because)))
        yield from (earliest, latest, tuple(Passage(*passage) for passage in passages))

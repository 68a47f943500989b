"""Statements as plain lists, to be written as JSON and read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def from_table(table: Table) -> list[Statement]:
    """Return the statements that `to_table` made lists of."""
    entities = [Entity(*row) for row in table["things"]]
    return [_statement(row, entities) for row in table["statements"]]


def _statement(row: Sequence[Any], entities: Sequence[Entity]) -> Statement:
    (id_, iri, source, claim, side, speakers, affiliation, capacity, body, via, mode, stance,
     narrated, given_up_by, because, earliest, latest, passages) = row  # fmt: skip
    return Statement(
        id_,
        iri,
        entities[source],
        entities[claim],
        side,
        tuple([entities[n] for n in speakers]),
        None if affiliation is None else entities[affiliation],
        capacity,
        None if body is None else entities[body],
        tuple([entities[n] for n in via]),
        mode,
        stance,
        narrated,
        tuple([entities[n] for n in given_up_by]),
        tuple([entities[n] for n in because]),
        earliest,
        latest,
        tuple([Passage(*passage) for passage in passages]),
    )

"""Statements as plain lists, to be written as JSON and read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from opendebate.ask.entities import Entity
from opendebate.ask.statement import Passage, Statement

Table = dict[str, list[list[Any]]]


def to_table(said: Iterable[Statement]) -> Table:
    """Return statements as lists, and the things they name, each once."""
    numbers: dict[Entity, int] = {}

    def number(one: Entity) -> int:
        return numbers.setdefault(one, len(numbers))

    def maybe(one: Entity | None) -> int | None:
        return None if one is None else number(one)

    rows = [
        [
            one.id, one.iri, number(one.source), number(one.claim), one.side,
            [*map(number, one.speakers)], maybe(one.affiliation), one.capacity,
            maybe(one.on_behalf_of), [*map(number, one.via)], one.mode, one.stance, one.narrated,
            [*map(number, one.given_up_by)], [*map(number, one.because)], one.earliest, one.latest,
            [[p.paragraph, p.first, p.last, p.words, p.sha256, p.link] for p in one.passages],
        ]
        for one in said
    ]  # fmt: skip
    things = [[one.kind, one.id, one.name, one.iri] for one in numbers]
    return {"things": things, "statements": rows}


def from_table(table: Table) -> list[Statement]:
    """Return the statements that `to_table` made lists of."""
    things = [Entity(*row) for row in table["things"]]
    return [_statement(row, things) for row in table["statements"]]


def _statement(row: Sequence[Any], things: Sequence[Entity]) -> Statement:
    (id_, iri, source, claim, side, speakers, affiliation, capacity, body, via, mode, stance,
     narrated, given_up_by, because, earliest, latest, places) = row  # fmt: skip
    return Statement(
        id_,
        iri,
        things[source],
        things[claim],
        side,
        tuple([things[n] for n in speakers]),
        None if affiliation is None else things[affiliation],
        capacity,
        None if body is None else things[body],
        tuple([things[n] for n in via]),
        mode,
        stance,
        narrated,
        tuple([things[n] for n in given_up_by]),
        tuple([things[n] for n in because]),
        earliest,
        latest,
        tuple([Passage(*place) for place in places]),
    )

"""The statements and arguments behind the ties of the debate network."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from opendebate.ask.entities import entity_of
from opendebate.ask.query_texts import query_text
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

Key = tuple[str, str, str]


def local_name(iri: str) -> str:
    """Return the last part of a term of the ontology, in small letters."""
    return iri.rpartition("#")[2].lower()


def stances_behind(engine: Engine) -> defaultdict[Key, set[str]]:
    """Return the ids of the statements behind each actor's stance on a claim."""
    rows = engine.select(query_text("stances_behind"))
    statements_of: defaultdict[Key, set[str]] = defaultdict(set)
    for row in rows:
        speaker, stance, claim = (row[name].value for name in ("speaker", "stance", "claim"))
        statement = entity_of(engine, row["statement"].value).id
        relation = local_name(stance)
        for stance_name in {relation, stances()[relation].position}:
            statements_of[speaker, stance_name, claim].add(statement)
    return statements_of


def statements_carried(engine: Engine) -> defaultdict[tuple[str, str], set[str]]:
    """Return the ids of the statements of each speaker that each carrier passes on."""
    rows = engine.select(query_text("statements_carried"))
    statements_of: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        pair = row["speaker"].value, row["carrier"].value
        statements_of[pair].add(entity_of(engine, row["statement"].value).id)
    return statements_of


def arguments_behind(engine: Engine) -> defaultdict[Key, set[tuple[str, str]]]:
    """Return basis and statement of the arguments from each claim to another."""
    rows = engine.select(query_text("arguments_behind"))
    grounds_of: defaultdict[Key, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        key = row["premise"].value, local_name(row["relation"].value), row["conclusion"].value
        statement = entity_of(engine, row["statement"].value).id if row["statement"] else ""
        grounds_of[key].add((local_name(row["basis"].value), statement))
    return grounds_of


def basis_of(arguments: set[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the attributes that a tie between claims has from the arguments behind it."""
    return {
        "basis": tuple(sorted({basis for basis, _ in arguments})),
        "statements": tuple(sorted({statement for _, statement in arguments if statement})),
    }

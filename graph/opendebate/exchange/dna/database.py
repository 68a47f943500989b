"""A DNA database as plain data: its rows, resolved where they point at each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """A document, with its text."""

    id: int
    title: str
    text: str
    author: str
    source: str
    section: str
    notes: str
    type: str
    date: int | None


@dataclass(frozen=True, slots=True)
class DnaVariable:
    """A variable of a statement type; `datatype` is DNA's word for what it holds."""

    id: int
    name: str
    datatype: str
    type: int

    def is_called(self, name: str) -> bool:
        """Tell whether a variable has a name, in small letters."""
        return self.name.strip().casefold() == name


class DnaEntity(NamedTuple):
    """A value of a variable of short text: a person, an organisation, a concept.

    Its colour is such as ``#FF0000``; it is empty for DNA's usual one, black.
    """

    id: int
    variable: int
    value: str
    colour: str
    child_of: int | None
    attributes: Mapping[str, str]


Value = DnaEntity | str | int


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """A statement: a span of a document, and the values of its variables by variable id.

    Its coder has a name; it is empty where the database does not say who coded.
    """

    id: int
    type: int
    document: int
    start: int
    stop: int
    values: Mapping[int, Value]
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Database:
    """All that is read of a DNA database."""

    settings: Mapping[str, str]
    types: Mapping[int, str]  # labels of statement types, by id
    variables: Mapping[int, DnaVariable]
    entities: Mapping[int, DnaEntity]
    documents: tuple[DnaDocument, ...]
    statements: tuple[DnaStatement, ...]
    counted: Mapping[str, int]  # rows of tables of which nothing else is read
    dangling: Mapping[str, int]  # rows, by table, that point at what does not exist
    undecodable: int  # texts that are not UTF-8
    apart: frozenset[int] = frozenset()  # documents that coders of several files coded


def text_of(value: Value | None) -> str:
    """Return the value of a statement's variable as text."""
    return value.value if isinstance(value, DnaEntity) else "" if value is None else str(value)


def entity_of(
    statement: DnaStatement, variable: int | None, entities: Mapping[int, str]
) -> str | None:
    """Return the actor or claim that a variable of a statement holds, if any."""
    value = statement.values.get(variable) if variable is not None else None
    return entities.get(value.id) if isinstance(value, DnaEntity) else None

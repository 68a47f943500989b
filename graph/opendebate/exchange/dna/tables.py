"""A DNA database as plain data: its rows, resolved where they point at each other."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from opendebate.exchange.dna import old
from opendebate.exchange.dna.door import COUNTED, count, is_old, opened, rows
from opendebate.exchange.dna.numbers import number, number_or_none


@dataclass(frozen=True, slots=True)
class Document:
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
class Variable:
    """A variable of a statement type; `datatype` is DNA's word for what it holds."""

    id: int
    name: str
    datatype: str
    type: int


class Entity(NamedTuple):
    """A value of a variable of short text: a person, an organization, a concept."""

    id: int
    variable: int
    value: str
    coloured: bool
    child_of: int | None
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: a span of a document, and the values of its variables by variable id."""

    id: int
    type: int
    document: int
    start: int
    stop: int
    values: Mapping[int, Entity | str | int]


@dataclass(frozen=True, slots=True)
class Database:
    """All that is read of a DNA database.

    Attributes
    ----------
    settings : mapping of str to str
    types : mapping of int to str
        Labels of statement types.
    variables, entities : mapping of int to Variable, Entity
    documents, statements : tuple
    counted : mapping of str to int
        Rows of tables that are only counted.
    dangling : mapping of str to int
        Rows, by table, that point at what is not there.
    undecodable : int
        Texts that were not UTF-8.
    old : bool
        Whether it is a database of DNA 2.
    """

    settings: Mapping[str, str]
    types: Mapping[int, str]
    variables: Mapping[int, Variable]
    entities: Mapping[int, Entity]
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    counted: Mapping[str, int]
    dangling: Mapping[str, int]
    undecodable: int
    old: bool = False


def read_tables(path: Path) -> Database:
    """Return the rows of a DNA database.

    Raises
    ------
    InputError
        If it is no whole database of DNA 3 or 2.
    """
    with opened(path) as connection:
        return _Tables(connection).database()


class _Tables:
    """Reads the tables one after the other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.dangling: Counter[str] = Counter()
        self.undecodable = 0
        self.is_old = is_old(connection)
        self.values_2: old.Values | None = None
        connection.text_factory = self.decoded

    def decoded(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.undecodable += 1
            return raw.decode(errors="replace")

    def database(self) -> Database:
        connection = self.connection
        variables = {
            one.id: one
            for id_, name, kind, of in rows(connection, "VARIABLES")
            for one in [Variable(number(id_), self.text(name), self.text(kind), number(of))]
        }
        entities = self.old_entities() if self.is_old else self.entities()
        return Database(
            {self.text(name): self.text(value) for name, value in rows(connection, "SETTINGS")},
            {number(id_): self.text(label) for id_, label in rows(connection, "STATEMENTTYPES")},
            variables,
            entities,
            self.documents(),
            self.statements(variables, entities),
            {table: count(connection, table) for table in COUNTED},
            self.dangling,
            self.undecodable,
            self.is_old,
        )

    def text(self, value: object) -> str:
        """Return a value as text, whatever SQLite holds there."""
        if isinstance(value, bytes):
            return self.decoded(value)
        return "" if value is None else str(value)

    def documents(self) -> tuple[Document, ...]:
        found = []
        for id_, *texts, date in rows(self.connection, "DOCUMENTS"):
            title, text, author, source, section, notes, kind = map(self.text, texts)
            day = old.seconds(number_or_none(date)) if self.is_old else number_or_none(date)
            found.append(
                Document(number(id_), title, text, author, source, section, notes, kind, day)
            )
        return tuple(found)

    def entities(self) -> dict[int, Entity]:
        attributes = self.attributes()
        found = {}
        for id_, variable, value, *colours, child_of in rows(self.connection, "ENTITIES"):
            one = number(id_)
            found[one] = Entity(
                one,
                number(variable),
                self.text(value),
                any(colours),
                number_or_none(child_of),
                attributes.pop(one, {}),
            )
        self.dangling["ATTRIBUTEVALUES"] += sum(map(len, attributes.values()))
        return found

    def old_entities(self) -> dict[int, Entity]:
        found: list[Entity] = []
        parents: dict[int, str] = {}
        for id_, variable, value, *more in rows(self.connection, "ATTRIBUTES"):
            *texts, parent = map(self.text, more[3:])
            told = zip(old.ATTRIBUTES, texts, strict=True)
            attributes = {name: one for name, one in told if one.strip()}
            coloured = any(number(one) > 0 for one in more[:3])
            one = (number(id_), number(variable), self.text(value), coloured, None, attributes)
            found.append(Entity(*one))
            parents |= {number(id_): parent} if parent.strip() else {}
        self.values_2 = old.Values(found, parents)
        return self.values_2.entities

    def attributes(self) -> dict[int, dict[str, str]]:
        """Return the attributes of each entity by name; empty ones are left out."""
        names = {
            number(i): self.text(name) for i, name in rows(self.connection, "ATTRIBUTEVARIABLES")
        }
        found: dict[int, dict[str, str]] = {}
        for entity, variable, value in rows(self.connection, "ATTRIBUTEVALUES"):
            told = self.text(value)
            if not told.strip():
                continue
            if number(variable) in names:
                found.setdefault(number(entity), {})[names[number(variable)]] = told
            else:
                self.dangling["ATTRIBUTEVALUES"] += 1
        return found

    def statements(
        self, variables: Mapping[int, Variable], entities: Mapping[int, Entity]
    ) -> tuple[Statement, ...]:
        places = [tuple(map(number, row)) for row in rows(self.connection, "STATEMENTS")]
        values: dict[int, dict[int, Entity | str | int]] = {one[0]: {} for one in places}
        for table in ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"):
            for statement, variable, raw in rows(self.connection, table):
                of = values.get(number(statement))
                told = self.value(table, raw, number(variable), entities)
                if of is None or told is None or number(variable) not in variables:
                    self.dangling[table] += 1
                else:
                    of[number(variable)] = told
        return tuple(
            Statement(id_, kind, document, start, stop, values[id_])
            for id_, kind, document, start, stop in places
        )

    def value(
        self, table: str, raw: object, variable: int, entities: Mapping[int, Entity]
    ) -> Entity | str | int | None:
        if table == "DATASHORTTEXT" and self.values_2:
            return self.values_2.get(variable, self.text(raw))
        if table == "DATASHORTTEXT":
            return entities.get(number(raw))
        return self.text(raw) if table == "DATALONGTEXT" else number(raw)

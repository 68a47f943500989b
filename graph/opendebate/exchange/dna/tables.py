"""A DNA database as plain data: its rows, resolved where they point at each other.

In a database of DNA 2 the values of variables are texts, and dates are milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from opendebate.exchange.dna.sqlite_reader import COUNTED, count, is_old, opened, rows

_ATTRIBUTES_2 = ("Type", "Alias", "Notes")
_SECOND = 1_000  # milliseconds


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

    def is_called(self, name: str) -> bool:
        """Tell whether a variable has a name, in small letters."""
        return self.name.strip().casefold() == name


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
    settings, types, variables, entities, documents, statements
        Types are labels of statement types, by id.
    counted : mapping of str to int
        Rows of tables of which nothing else is read.
    dangling : mapping of str to int
        Rows, by table, that point at what does not exist.
    undecodable : int
        Texts that are not UTF-8.
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


def read_tables(path: Path) -> Database:
    """Return the rows of a DNA database.

    Raises
    ------
    InputError
        If it is no complete database of DNA 3 or 2.
    """
    with opened(path) as connection:
        return _Tables(connection).database()


def text_of(value: Entity | str | int | None) -> str:
    """Return the value of a statement's variable as text."""
    return value.value if isinstance(value, Entity) else "" if value is None else str(value)


class _Tables:
    """Reads the tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.dangling: Counter[str] = Counter()
        self.undecodable = 0
        self.is_old = is_old(connection)
        self.texts_2: _Texts2 | None = None
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
            _number(id_): Variable(
                _number(id_), self.text(name), self.text(datatype), _number(statement_type)
            )
            for id_, name, datatype, statement_type in rows(connection, "VARIABLES")
        }
        entities = self.entities_2() if self.is_old else self.entities()
        return Database(
            {self.text(name): self.text(value) for name, value in rows(connection, "SETTINGS")},
            {_number(id_): self.text(label) for id_, label in rows(connection, "STATEMENTTYPES")},
            variables,
            entities,
            tuple(self.document(row) for row in rows(connection, "DOCUMENTS")),
            self.statements(variables, entities),
            {table: count(connection, table) for table in COUNTED},
            self.dangling,
            self.undecodable,
        )

    def text(self, value: object) -> str:
        """Return a value as text, whatever SQLite holds there."""
        if isinstance(value, bytes):
            return self.decoded(value)
        return "" if value is None else str(value)

    def document(self, row: tuple[object, ...]) -> Document:
        id_, *texts, date = row
        title, text, author, source, section, notes, kind = map(self.text, texts)
        time = _number_or_none(date)
        if self.is_old and time is not None:
            time //= _SECOND
        return Document(_number(id_), title, text, author, source, section, notes, kind, time)

    def entities(self) -> dict[int, Entity]:
        attributes = self.attributes()
        entities = {}
        for row in rows(self.connection, "ENTITIES"):
            id_, variable, value, *colours, child_of = row
            number = _number(id_)
            entities[number] = Entity(
                number,
                _number(variable),
                self.text(value),
                any(colours),
                _number_or_none(child_of),
                attributes.pop(number, {}),
            )
        self.dangling["ATTRIBUTEVALUES"] += sum(map(len, attributes.values()))
        return entities

    def entities_2(self) -> dict[int, Entity]:
        entities: list[Entity] = []
        parents: dict[int, str] = {}
        for row in rows(self.connection, "ATTRIBUTES"):
            id_, variable, value, *colours, _, _, _, _ = row
            *texts, parent = map(self.text, row[6:])
            pairs = zip(_ATTRIBUTES_2, texts, strict=True)
            attributes = {name: text for name, text in pairs if text.strip()}
            coloured = any(_number(colour) > 0 for colour in colours)
            entity = (_number(id_), _number(variable), self.text(value), coloured, None, attributes)
            entities.append(Entity(*entity))
            if parent.strip():
                parents[_number(id_)] = parent
        self.texts_2 = _Texts2(entities, parents)
        return self.texts_2.entities

    def attributes(self) -> dict[int, dict[str, str]]:
        """Return the attributes of each entity by name; empty ones are left out."""
        names = {
            _number(id_): self.text(name)
            for id_, name in rows(self.connection, "ATTRIBUTEVARIABLES")
        }
        attributes: dict[int, dict[str, str]] = {}
        for entity, variable, raw in rows(self.connection, "ATTRIBUTEVALUES"):
            value = self.text(raw)
            if not value.strip():
                continue
            if _number(variable) in names:
                attributes.setdefault(_number(entity), {})[names[_number(variable)]] = value
            else:
                self.dangling["ATTRIBUTEVALUES"] += 1
        return attributes

    def statements(
        self, variables: Mapping[int, Variable], entities: Mapping[int, Entity]
    ) -> tuple[Statement, ...]:
        spans = [tuple(map(_number, row)) for row in rows(self.connection, "STATEMENTS")]
        values: dict[int, dict[int, Entity | str | int]] = {span[0]: {} for span in spans}
        for table in ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"):
            for statement, variable, raw in rows(self.connection, table):
                target = values.get(_number(statement))
                value = self.value(table, raw, _number(variable), entities)
                if target is None or value is None or _number(variable) not in variables:
                    self.dangling[table] += 1
                else:
                    target[_number(variable)] = value
        return tuple(
            Statement(id_, statement_type, document, start, stop, values[id_])
            for id_, statement_type, document, start, stop in spans
        )

    def value(
        self, table: str, raw: object, variable: int, entities: Mapping[int, Entity]
    ) -> Entity | str | int | None:
        if table == "DATASHORTTEXT":
            if self.texts_2:
                return self.texts_2.entity(variable, self.text(raw))
            return entities.get(_number(raw))
        return self.text(raw) if table == "DATALONGTEXT" else _number(raw)


class _Texts2:
    """The entities of DNA 2, which statements name by their texts."""

    def __init__(self, listed: Iterable[Entity], parents: Mapping[int, str]) -> None:
        self.entities = {entity.id: entity for entity in listed}
        self.by_text = {
            (entity.variable, entity.value): entity for entity in self.entities.values()
        }
        for id_, name in parents.items():
            child = self.entities[id_]
            if parent := self.by_text.get((child.variable, name)):
                self.entities[id_] = child._replace(child_of=parent.id)

    def entity(self, variable: int, text: str) -> Entity:
        """Return the entity of a text; DNA 2 need not list it."""
        if (variable, text) not in self.by_text:
            entity = Entity(max(self.entities, default=0) + 1, variable, text, False, None, {})
            self.entities[entity.id] = self.by_text[variable, text] = entity
        return self.by_text[variable, text]


def _number(value: object) -> int:
    """Return an integer, whatever SQLite holds there; -1 where it holds none."""
    number = _number_or_none(value)
    return -1 if number is None else number


def _number_or_none(value: object) -> int | None:
    if isinstance(value, int):
        return value
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    try:
        return int(str(value).strip())
    except ValueError:
        return None

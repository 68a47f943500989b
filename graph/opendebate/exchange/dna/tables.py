"""Reads the rows of a DNA database.

In a database of DNA 2 the values of variables are texts, and dates are milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from opendebate.exchange.coded_debate import Record
from opendebate.exchange.dna import sqlite_reader
from opendebate.exchange.dna.database import (
    Database,
    DnaDocument,
    DnaEntity,
    DnaStatement,
    DnaVariable,
    Value,
)

_ATTRIBUTES_2 = ("Type", "Alias", "Notes")
_SECOND = 1_000  # milliseconds
# What holds a number; all other columns are read as texts.
_NUMBERS = {"ID", "VariableId", "StatementTypeId", "DocumentId", "StatementId", "EntityId",
            "AttributeVariableId", "Entity", "Start", "Stop", "Coder", "Red", "Green",
            "Blue"}  # fmt: skip
_COLOURS = ("Red", "Green", "Blue")


def read_tables(path: Path) -> Database:
    """Return the rows of a DNA database.

    Raises
    ------
    InputError
        If it is no complete database of DNA 3 or 2.
    """
    with sqlite_reader.opened(path) as connection:
        return _Tables(connection).database()


class _Tables:
    """Reads the tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.dangling: Counter[str] = Counter()
        self.undecodable = 0
        self.is_old = sqlite_reader.is_old(connection)
        self.by_text: dict[tuple[int, str], DnaEntity] = {}  # in DNA 2, where statements hold texts
        connection.text_factory = self.decoded

    def decoded(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.undecodable += 1
            return raw.decode(errors="replace")

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table: numbers and texts, whatever SQLite holds there."""
        for row in sqlite_reader.rows(self.connection, table):
            yield {
                name: _number(value) if name in _NUMBERS else self.text(value)
                for name, value in row.items()
            }

    def text(self, value: object) -> str:
        if isinstance(value, bytes):
            return self.decoded(value)
        return "" if value is None else str(value)

    def database(self) -> Database:
        variables = {
            row["ID"]: DnaVariable(
                row["ID"], row["Variable"], row["DataType"], row["StatementTypeId"]
            )
            for row in self.rows("VARIABLES")
        }
        entities = self.entities_2() if self.is_old else self.entities()
        return Database(
            {row["Property"]: row["Value"] for row in self.rows("SETTINGS")},
            {row["ID"]: row["Label"] for row in self.rows("STATEMENTTYPES")},
            variables,
            entities,
            tuple(self.document(row) for row in self.rows("DOCUMENTS")),
            self.statements(variables, entities),
            {table: sqlite_reader.count(self.connection, table) for table in sqlite_reader.COUNTED},
            self.dangling,
            self.undecodable,
        )

    def document(self, row: Record) -> DnaDocument:
        time = _number_or_none(row["Date"])
        if self.is_old and time is not None:
            time //= _SECOND
        return DnaDocument(**{name.lower(): value for name, value in row.items()} | {"date": time})

    def entities(self) -> dict[int, DnaEntity]:
        attributes = self.attributes()
        entities = {
            row["ID"]: _entity(row, _number_or_none(row["ChildOf"]), attributes.pop(row["ID"], {}))
            for row in self.rows("ENTITIES")
        }
        self.dangling["ATTRIBUTEVALUES"] += sum(map(len, attributes.values()))
        return entities

    def attributes(self) -> dict[int, dict[str, str]]:
        """Return the attributes of each entity by name; empty ones are left out."""
        names = {row["ID"]: row["AttributeVariable"] for row in self.rows("ATTRIBUTEVARIABLES")}
        attributes: dict[int, dict[str, str]] = {}
        for row in self.rows("ATTRIBUTEVALUES"):
            if not row["AttributeValue"].strip():
                continue
            if name := names.get(row["AttributeVariableId"]):
                attributes.setdefault(row["EntityId"], {})[name] = row["AttributeValue"]
            else:
                self.dangling["ATTRIBUTEVALUES"] += 1
        return attributes

    def entities_2(self) -> dict[int, DnaEntity]:
        """Return the entities of DNA 2, which names the parent of one by its text."""
        entities, parents = {}, {}
        for row in self.rows("ATTRIBUTES"):
            attributes = {name: row[name] for name in _ATTRIBUTES_2 if row[name].strip()}
            entities[row["ID"]] = _entity(row, None, attributes)
            parents[row["ID"]] = row["ChildOf"]
        self.by_text = {(entity.variable, entity.value): entity for entity in entities.values()}
        for number, name in parents.items():
            parent = self.by_text.get((entities[number].variable, name)) if name.strip() else None
            if parent:
                entities[number] = entities[number]._replace(child_of=parent.id)
        return entities

    def entity_2(self, variable: int, text: str, entities: dict[int, DnaEntity]) -> DnaEntity:
        """Return the entity of a text; DNA 2 need not list it."""
        if (variable, text) not in self.by_text:
            entity = DnaEntity(max(entities, default=0) + 1, variable, text, "", None, {})
            entities[entity.id] = self.by_text[variable, text] = entity
        return self.by_text[variable, text]

    def statements(
        self, variables: Mapping[int, DnaVariable], entities: dict[int, DnaEntity]
    ) -> tuple[DnaStatement, ...]:
        spans = [tuple(row.values()) for row in self.rows("STATEMENTS")]
        values: dict[int, dict[int, Value]] = {number: {} for number, *_ in spans}
        for table in ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"):
            for row in self.rows(table):
                statement, variable, raw = row.values()
                value = self.value(table, variable, raw, entities)
                if statement not in values or value is None or variable not in variables:
                    self.dangling[table] += 1
                else:
                    values[statement][variable] = value
        names = sqlite_reader.coders(self.connection)
        return tuple(
            DnaStatement(
                id_, statement_type, document, start, stop, values[id_],
                names.get(coder) or _unnamed(coder),
            )
            for id_, statement_type, document, start, stop, coder in spans
        )  # fmt: skip

    def value(
        self, table: str, variable: int, raw: Any, entities: dict[int, DnaEntity]
    ) -> Value | None:
        if table == "DATASHORTTEXT":
            return self.entity_2(variable, raw, entities) if self.is_old else entities.get(raw)
        return str(raw) if table == "DATALONGTEXT" else _number(raw)


def _unnamed(coder: int) -> str:
    """Return what a coder without a name is called; empty where there is none."""
    return f"Coder {coder}" if coder >= 0 else ""


def _entity(row: Record, child_of: int | None, attributes: Mapping[str, str]) -> DnaEntity:
    parts = [max(0, min(row[colour], 255)) for colour in _COLOURS]
    colour = "#{:02X}{:02X}{:02X}".format(*parts) if any(parts) else ""
    return DnaEntity(row["ID"], row["VariableId"], row["Value"], colour, child_of, attributes)


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

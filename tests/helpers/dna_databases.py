"""Databases of DNA 3 in the making, for tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from opendebate.exchange.dna.schema import CREATE

# An invented quarrel: should the bell of Old Wendel ring at six in the morning?
TEXT = (
    "The bell\n\nThe council heard both sides. Ida Brandauer of the Bakers' Guild said the bell "
    "must ring at six, since no clock is as sure. “Nobody who sleeps until eight has ever missed "
    "a bell,” said the sexton. The hotel keepers deny that anybody needs it."
)
RING = "The bell should ring at six."
STANDARD = {"person": 1, "organization": 2, "concept": 3, "agreement": 4}


class Dna:
    """A database of DNA 3 in the making, in which even what DNA forbids can be put."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in CREATE:
            self.connection.execute(statement)
        self.run("INSERT INTO SETTINGS VALUES ('version', '3.0.7')")
        self.kind(1, "DNA Statement")
        for name, n in STANDARD.items():
            self.variable(n, name, "boolean" if name == "agreement" else "short text")
        self.said = 0

    def run(self, sql: str, *values: object) -> int:
        return self.connection.execute(sql, values).lastrowid or 0

    def kind(self, n: int, label: str) -> None:
        self.run("INSERT INTO STATEMENTTYPES VALUES (?, ?, 0, 0, 0)", n, label)

    def variable(self, n: int, name: str, datatype: str, kind: int = 1) -> None:
        self.run("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", n, name, datatype, kind)

    def document(self, text: object = TEXT, title: object = "The bell", **more: Any) -> int:
        named = {"Author": "", "Source": "", "Section": "", "Notes": "", "Type": "", "Date": 0}
        values = (named | more).values()
        marks = "INSERT INTO DOCUMENTS VALUES (NULL, ?, ?, 1, ?, ?, ?, ?, ?, ?)"
        return self.run(marks, title, text, *values)

    def entity(self, variable: int, value: object, parent: int | None = None) -> int:
        found = self.connection.execute(
            "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, value)
        ).fetchone()
        return int(found[0]) if found else self.run(
            "INSERT INTO ENTITIES VALUES (NULL, ?, ?, 0, 0, 0, ?)", variable, value, parent
        )  # fmt: skip

    def attribute(self, entity: int, name: str, value: str, variable: int = 2) -> None:
        sql = "INSERT INTO ATTRIBUTEVARIABLES VALUES (NULL, ?, ?)"
        attribute = self.run(sql, variable, name)
        self.run("INSERT INTO ATTRIBUTEVALUES VALUES (NULL, ?, ?, ?)", entity, attribute, value)

    def span(self, document: int, start: object, stop: object, kind: int = 1) -> int:
        self.said += 1
        sql = "INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, 1)"
        return self.run(sql, self.said, kind, document, start, stop)

    def values(self, statement: int, values: dict[int, object], table: str) -> None:
        for variable, value in values.items():
            told = self.entity(variable, value) if table == "DATASHORTTEXT" else value
            sql = f"INSERT INTO {table} VALUES (NULL, ?, ?, ?)"  # noqa: S608
            self.run(sql, statement, variable, told)

    def says(  # noqa: PLR0917
        self,
        person: object = "",
        organization: object = "",
        concept: object = RING,
        agreement: int = 1,
        document: int = 1,
        words: str = "The council heard both sides",
    ) -> int:
        start = TEXT.index(words)
        made = self.span(document, start, start + len(words))
        self.values(made, {1: person, 2: organization, 3: concept}, "DATASHORTTEXT")
        self.values(made, {4: agreement}, "DATABOOLEAN")
        return made

"""A debate as a DNA database: rows of DNA's tables, and rows of SETTINGS for what has no table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from opendebate.exchange.coded_debate import (
    CodedDebate,
    SourceFileData,
    StatementData,
    passages_of,
    speakers_of,
)
from opendebate.exchange.dna import schema
from opendebate.exchange.dna.attributes import attribute_names, rgb
from opendebate.exchange.dna.context import settings_of
from opendebate.exchange.dna.rows import document_row, entity_rows
from opendebate.exchange.document_text import Characters, DocumentText, placed
from opendebate.stances import opposes, stance_of

_CODER = _TYPE = 1
_VARIABLES = {name: number for number, name in enumerate((*schema.STANDARD, *schema.EXTRA), 1)}
_DATATYPES = schema.STANDARD | schema.EXTRA
_TABLES = {"boolean": "DATABOOLEAN", "short text": "DATASHORTTEXT", "long text": "DATALONGTEXT"}


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a coded debate as a database of DNA 3.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        The articles at hand, by source. They become part of the database.

    Returns
    -------
    bytes
        The same for the same coded debate and texts.

    Examples
    --------
    >>> from opendebate.exchange.coded_debate import new_coded_debate
    >>> write(new_coded_debate("On maps", "Should maps be free?"), {})[:15]
    b'SQLite format 3'
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for pragma in ("page_size=4096", "encoding='UTF-8'", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for statement in schema.CREATE:
            connection.execute(statement)
        _Writer(connection, coded, texts).write()
        connection.execute("COMMIT")
        return connection.serialize()


class _Writer:
    """Writes the rows, table by table."""

    def __init__(
        self, connection: sqlite3.Connection, coded: CodedDebate, texts: Mapping[str, str]
    ) -> None:
        self.connection, self.coded, self.texts = connection, coded, texts
        self.rows = entity_rows(coded)
        self.entities: dict[tuple[str, str], int] = {}  # variable and value
        self.attributes: dict[tuple[str, str], int] = {}  # variable and attribute
        self.names = attribute_names(coded)
        self.statements = 0

    def write(self) -> None:
        self.settings()
        for variable in self.names:
            self.entity(variable, "")
        for row in self.rows.values():
            self.entity(row.variable, row.value, row.attributes)
        documents = {}
        for number, (slug, source) in enumerate(self.coded.sources.items(), 1):
            is_article, spans = self.document(number, slug, source)
            documents[slug] = (number, is_article)
            for statement, span in zip(source["statements"], spans, strict=True):
                speakers = speakers_of(statement, source["source"])
                self.statement(number, speakers, statement, span)
        for name, section in settings_of(self.coded, documents):
            self.add("SETTINGS", name, section)

    def add(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608

    def settings(self) -> None:
        """Write the settings, the coder, the statement type and its variables."""
        self.add("SETTINGS", "version", schema.VERSION)
        self.add("SETTINGS", "date", schema.DATE)
        coder = (
            "INSERT INTO CODERS (ID, Name, Red, Green, Password) VALUES (?, 'Admin', 255, 255, ?)"
        )
        self.connection.execute(coder, (_CODER, schema.PASSWORD_DIGEST))
        self.add("STATEMENTTYPES", _TYPE, schema.STATEMENT_TYPE, 239, 208, 51)
        for name, number in _VARIABLES.items():
            self.add("VARIABLES", number, name, _DATATYPES[name], _TYPE)
        for variable, names in self.names.items():
            for name in names:
                number = self.attributes[variable, name] = len(self.attributes) + 1
                self.add("ATTRIBUTEVARIABLES", number, _VARIABLES[variable], name)

    def entity(self, variable: str, value: str, attributes: Mapping[str, str] | None = None) -> int:
        """Return the entity of a value; write it, with its attributes, where it is new."""
        if (variable, value) not in self.entities:
            number = self.entities[variable, value] = len(self.entities) + 1
            self.add("ENTITIES", number, _VARIABLES[variable], value, *rgb(attributes or {}), None)
            for name in self.names.get(variable, ()):
                attribute = self.attributes[variable, name]
                text = (attributes or {}).get(name, "")
                self.add("ATTRIBUTEVALUES", None, number, attribute, text)
        return self.entities[variable, value]

    def document(
        self, number: int, slug: str, source: SourceFileData
    ) -> tuple[bool, list[Characters]]:
        """Write a document; return whether it holds the article, and where the passages stand."""
        passages = [next(iter(passages_of(statement)), None) for statement in source["statements"]]
        located = [passage for passage in passages if passage]
        text = self.texts.get(slug, "").encode("utf-8", "replace").decode()
        is_article = bool(text.strip())
        text, characters = placed(located, source["source"], text if is_article else None)
        text = text or "…"  # DNA has no statement without a span of text
        to_utf16 = DocumentText(text).to_utf16
        complete, places = to_utf16((0, len(text))), map(to_utf16, characters)
        row = document_row(source["source"], self.coded.actors)
        notes = "" if is_article else schema.NO_ARTICLE
        fields = (row.author, row.source, "", notes, row.type, row.date)
        self.add("DOCUMENTS", number, row.title, text, _CODER, *fields)
        return is_article, [next(places) if passage else complete for passage in passages]

    def statement(
        self, document: int, speakers: Iterable[str], statement: StatementData, span: Characters
    ) -> None:
        """Write a statement once for each of its speakers: DNA knows one at a time."""
        for speaker in speakers:
            self.statements += 1
            self.add("STATEMENTS", self.statements, _TYPE, document, *span, _CODER)
            values = self.who(speaker, statement.get("as")) | self.what(statement, span)
            for name, number in _VARIABLES.items():
                self.value(number, name, values.get(name, ""))

    def value(self, variable: int, name: str, value: object) -> None:
        datatype = _DATATYPES[name]
        if datatype == "short text":
            value = self.entity(name, str(value))
        self.add(_TABLES[datatype], None, self.statements, variable, value)

    def who(self, speaker: str, spoken_as: str | None) -> dict[str, str]:
        """Return person, organisation and, where these do not suffice, capacity or affiliation."""
        row = self.rows[speaker]
        body = self.rows.get(spoken_as) if spoken_as else None
        if row.variable == "person" and body and body.variable == "organization":
            return {"person": row.value, "organization": body.value}
        return {row.variable: row.value, "as": spoken_as or ""}

    def what(self, statement: StatementData, span: Characters) -> dict[str, Any]:
        stance, own = stance_of(statement), statement.get("attributes")
        return {
            "concept": self.rows[statement["claim"]].value,
            "agreement": int(not opposes(stance)),
            "stance": stance,
            "mode": statement["mode"],
            "said": str(statement.get("said", "")),
            "on behalf of": statement.get("on_behalf_of", ""),
            "drafted by": statement.get("drafted_by", ""),
            "accepted by": statement.get("accepted_by", ""),
            "opendebate id": statement["id"],
            "via": " ".join(statement.get("via", ())),
            "because": " ".join(statement.get("because", ())),
            "attributes": json.dumps(own, ensure_ascii=False) if own else "",
            "passages": json.dumps({"span": span, "at": statement["at"]}, ensure_ascii=False),
        }

"""A draft as a DNA database: rows for DNA, and rows of SETTINGS for what DNA has no table for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from opendebate.coding import records
from opendebate.exchange.dna import schema
from opendebate.exchange.dna.kept import kept_rows
from opendebate.exchange.dna.rows import document_row, entity_rows
from opendebate.exchange.dna.stances import AGREES
from opendebate.exchange.dna.texts import Article, Place, lay_out
from opendebate.exchange.draft import Draft, Record, passages_of

_CODER = _TYPE = 1
_VARIABLES = {name: n for n, name in enumerate((*schema.STANDARD, *schema.EXTRA), 1)}
_DATATYPES = schema.STANDARD | schema.EXTRA
_TABLES = {
    "boolean": "DATABOOLEAN",
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
}
Spans = list[tuple[int, int]]


def database_bytes(draft: Draft, texts: Mapping[str, str]) -> bytes:
    """Return a draft as a database of DNA 3, the same bytes for the same draft and texts."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for pragma in ("page_size=4096", "encoding='UTF-8'", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for statement in schema.CREATE:
            connection.execute(statement)
        _Writer(connection, draft, texts).write()
        connection.execute("COMMIT")
        return connection.serialize()


class _Writer:
    """Writes the rows, table by table."""

    def __init__(
        self, connection: sqlite3.Connection, draft: Draft, texts: Mapping[str, str]
    ) -> None:
        self.connection, self.draft, self.texts = connection, draft, texts
        self.rows = entity_rows(draft.actors, draft.claims, draft.topics)
        self.entities: dict[tuple[str, str], int] = {}  # variable and value
        self.attributes: dict[tuple[str, str], int] = {}  # variable and attribute
        self.statements = 0

    def write(self) -> None:
        self.frame()
        for variable in schema.ATTRIBUTES:
            self.entity(variable, "")
        for row in self.rows.values():
            self.entity(row.variable, row.value, row.attributes)
        documents = {}
        for n, (slug, source) in enumerate(self.draft.sources.items(), 1):
            article, spans = self.document(n, slug, source)
            documents[slug] = (n, article)
            for one, span in zip(source["statements"], spans, strict=True):
                self.statement(n, source["source"], one, span)
        for name, kept in kept_rows(self.draft, documents):
            self.add("SETTINGS", name, kept)

    def add(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608

    def frame(self) -> None:
        """Write the settings, the coder, the statement type and its variables."""
        self.add("SETTINGS", "version", schema.VERSION)
        self.add("SETTINGS", "date", schema.DATE)
        coder = (
            "INSERT INTO CODERS (ID, Name, Red, Green, Password) VALUES (?, 'Admin', 255, 255, ?)"
        )
        self.connection.execute(coder, (_CODER, schema.PASSWORD_DIGEST))
        self.add("STATEMENTTYPES", _TYPE, schema.STATEMENT_TYPE, 239, 208, 51)
        for name, n in _VARIABLES.items():
            self.add("VARIABLES", n, name, _DATATYPES[name], _TYPE)
        for variable, names in schema.ATTRIBUTES.items():
            for name in names:
                self.attributes[variable, name] = len(self.attributes) + 1
                attribute = self.attributes[variable, name]
                self.add("ATTRIBUTEVARIABLES", attribute, _VARIABLES[variable], name)

    def entity(self, variable: str, value: str, told: Mapping[str, str] | None = None) -> int:
        """Return the entity of a value; write it, with its attributes, where it is new."""
        if (variable, value) not in self.entities:
            n = self.entities[variable, value] = len(self.entities) + 1
            self.add("ENTITIES", n, _VARIABLES[variable], value, 0, 0, 0, None)
            for name in schema.ATTRIBUTES.get(variable, ()):
                attribute = self.attributes[variable, name]
                self.add("ATTRIBUTEVALUES", None, n, attribute, (told or {}).get(name, ""))
        return self.entities[variable, value]

    def document(self, n: int, slug: str, source: Record) -> tuple[bool, Spans]:
        """Write a document; tell whether it holds the article, and where the passages stand."""
        firsts = [next(iter(passages_of(one)), None) for one in source["statements"]]
        passages = [one for one in firsts if one]
        text = self.texts.get(slug, "").encode("utf-8", "replace").decode()
        if article := bool(text.strip()):
            read = Article(text, source["source"])
            spans = [read.find(at) for at in passages]
        else:
            text, spans = lay_out(passages)
        text = text or "…"  # DNA has no statement without a span of text
        known = iter(spans)
        spans = [next(known) if one else (0, Place(text).to_dna(len(text))) for one in firsts]
        row = document_row(source["source"], self.draft.actors)
        notes = "" if article else schema.NO_ARTICLE
        named = (row.author, row.source, "", notes, row.type, row.date)
        self.add("DOCUMENTS", n, row.title, text, _CODER, *named)
        return article, spans

    def statement(self, document: int, source: Record, one: Record, span: tuple[int, int]) -> None:
        """Write a statement once for each of its speakers: DNA knows one at a time."""
        voices = records.Source.model_validate(source).voices
        for speaker in one.get("speaker") or voices:
            self.statements += 1
            self.add("STATEMENTS", self.statements, _TYPE, document, *span, _CODER)
            values = self.who(speaker, one.get("as")) | self.what(one, span)
            for name, n in _VARIABLES.items():
                self.value(n, name, values.get(name, ""))

    def value(self, variable: int, name: str, value: object) -> None:
        kind = _DATATYPES[name]
        told: object = self.entity(name, str(value)) if kind == "short text" else value
        self.add(_TABLES[kind], None, self.statements, variable, told)

    def who(self, speaker: str, spoken_as: str | None) -> dict[str, str]:
        """Return person, organization and, where these cannot tell it, hat or affiliation."""
        row = self.rows[speaker]
        other = self.rows.get(spoken_as) if spoken_as else None
        if row.variable == "person" and other and other.variable == "organization":
            return {"person": row.value, "organization": other.value}
        return {row.variable: row.value, "as": spoken_as or ""}

    def what(self, one: Record, span: tuple[int, int]) -> dict[str, Any]:
        stance = one.get("stance", "affirms")
        return {
            "concept": self.rows[one["claim"]].value,
            "agreement": int(AGREES[stance]),
            "stance": stance,
            "mode": one["mode"],
            "said": str(one.get("said", "")),
            "on behalf of": one.get("on_behalf_of", ""),
            "opendebate id": one["id"],
            "via": " ".join(one.get("via", ())),
            "because": " ".join(one.get("because", ())),
            "passages": json.dumps({"span": span, "at": one["at"]}, ensure_ascii=False),
        }

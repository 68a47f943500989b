"""What DNA has no tables for: rows of SETTINGS, which it keeps without looking at them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError

from opendebate.coding import records
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.folder import KINDS
from opendebate.exchange.dna.report import Report
from opendebate.exchange.dna.schema import FORM, PREFIX
from opendebate.exchange.draft import Draft, Record


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source: its record, the document that stands for it, and whether that has its text."""

    record: Record
    document: int
    article: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What this library wrote into a database; empty for every other.

    Attributes
    ----------
    ours : bool
        Whether this library wrote the database, so that variables have its meanings.
    debate : dict or None
    files : dict of str to dict
        Records by the name of their file and their id.
    sources : dict of str to KeptSource
    """

    ours: bool = False
    debate: Record | None = None
    files: Mapping[str, dict[str, Record]] = field(
        default_factory=lambda: {name: {} for name in KINDS}
    )
    sources: Mapping[str, KeptSource] = field(default_factory=dict)


def kept_rows(draft: Draft, documents: Mapping[str, tuple[int, bool]]) -> list[tuple[str, str]]:
    """Return the rows of SETTINGS that hold a draft's records.

    Parameters
    ----------
    draft : Draft
    documents : mapping of str to (int, bool)
        For each source the id of its document, and whether that holds the article.
    """
    sources = {
        slug: {
            "source": one["source"],
            "document": documents[slug][0],
            "article": documents[slug][1],
        }
        for slug, one in draft.sources.items()
    }
    parts: dict[str, Any] = {"debate": draft.debate, **draft.files(), "sources": sources}
    rows = [(PREFIX, FORM)]
    return rows + [(f"{PREFIX}:{name}", _json(part)) for name, part in parts.items() if part]


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read_kept(settings: Mapping[str, str], report: Report) -> Kept:
    """Return what a database keeps for this library; records that are broken are reported."""
    form = settings.get(PREFIX)
    if form is None:
        return Kept()
    if form != FORM:
        report.note(
            f"The rows of SETTINGS for opendebate have another form, {form!r}, and are not read"
        )
        return Kept()
    reader = _Kept(settings, report)
    debate = reader.valid(records.Debate, "debate", reader.part("debate"))
    files = {
        name: {
            id_: record
            for id_, raw in reader.part(name).items()
            if is_id(id_) and (record := reader.valid(model, f"{name}/{id_}", raw)) is not None
        }
        for name, (_, model) in KINDS.items()
    }
    sources = {
        slug: found
        for slug, raw in reader.part("sources").items()
        if is_id(slug) and (found := reader.source(slug, raw)) is not None
    }
    return Kept(True, debate, files, sources)


@dataclass(frozen=True, slots=True)
class _Kept:
    settings: Mapping[str, str]
    report: Report

    def part(self, name: str) -> dict[str, Any]:
        """Return the JSON of a row; an empty one where it is missing or broken."""
        raw = self.settings.get(f"{PREFIX}:{name}", "{}")
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        self.broken(f"{PREFIX}:{name}")
        return {}

    def valid(self, model: type[BaseModel], name: str, raw: Any) -> Record | None:
        try:
            model.model_validate(raw)
        except ValidationError:
            self.broken(name)
            return None
        return _plain(model, raw)

    def source(self, slug: str, raw: Any) -> KeptSource | None:
        whole = raw if isinstance(raw, dict) else {}
        record = self.valid(records.Source, f"sources/{slug}", whole.get("source"))
        document = whole.get("document")
        if record is None or not isinstance(document, int):
            return None
        return KeptSource(record, document, whole.get("article") is True)

    def broken(self, name: str) -> None:
        what = "Records that are kept in SETTINGS, but are broken, are left out"
        self.report.note(what, name)


def _plain(model: type[BaseModel], raw: Mapping[str, Any]) -> Record:
    """Return a valid record with lists for lists, also of one, and without empty keys."""
    several = {
        field.alias or name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple
    }
    return {
        key: [value] if key in several and not isinstance(value, list) else value
        for key, value in raw.items()
        if value is not None
    }


def is_id(name: str) -> bool:
    """Tell whether a name can be an id of the coding files."""
    return len(name) <= MAX_ID and re.fullmatch(ID_PATTERN, name) is not None

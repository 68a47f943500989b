"""What all steps of an import from DNA share, and the rows of SETTINGS that this library adds.

DNA keeps such rows without looking at them. They hold what it has no tables for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding import records
from opendebate.exchange.actors import ActorNames
from opendebate.exchange.coded_debate import CodedDebate, filled
from opendebate.exchange.dna.database import Database, DnaVariable
from opendebate.exchange.dna.schema import EXTRA, FORM
from opendebate.exchange.dna.variables import Variables
from opendebate.exchange.document_text import DocumentText
from opendebate.exchange.extension import KEY, Extension
from opendebate.exchange.ids import Ids
from opendebate.exchange.json_input import json_record
from opendebate.exchange.report import ImportNotes

_BROKEN_ROW = "Rows of SETTINGS for opendebate that are broken are left out"


@dataclass(slots=True)
class WrittenDatabase:
    """What this library wrote into a database; empty for every other."""

    coded: CodedDebate
    is_ours: bool = False  # this library wrote the database, so that variables have its meanings
    documents: dict[int, str] = field(default_factory=dict)  # the source that each stands for
    articles: set[str] = field(default_factory=set)  # the sources whose documents hold the article


@dataclass(slots=True)
class DnaContext:
    """A database on its way into a coded debate."""

    database: Database
    coded: CodedDebate
    written: WrittenDatabase
    variables: Variables
    report: ImportNotes
    ids: Ids
    actors: ActorNames

    def is_ours(self, variable: DnaVariable) -> bool:
        """Tell whether this library made a variable, so that it has its meaning."""
        return self.written.is_ours and EXTRA.get(variable.name) == variable.datatype


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """The source that stands for a document."""

    slug: str
    content: DocumentText
    record: records.Source
    voices: tuple[str, ...]  # who speaks where nobody is named
    is_article: bool  # the text is the article's, not passages' first and last words


def settings_of(
    coded: CodedDebate, documents: Mapping[str, tuple[int, bool]]
) -> list[tuple[str, str]]:
    """Return the rows of SETTINGS that hold a coded debate's records.

    Parameters
    ----------
    coded : CodedDebate
    documents : mapping of str to (int, bool)
        For each source the id of its document, and whether that holds the article.
    """
    sources = {
        slug: {"source": source["source"], "document": number, "article": is_article}
        for (slug, source), (number, is_article) in zip(
            coded.sources.items(), documents.values(), strict=True
        )
    }
    rows = [
        (f"{KEY}:{name}", json.dumps(section, ensure_ascii=False, separators=(",", ":")))
        for name, section in filled(coded.sections(), sources=sources).items()
    ]
    return [(KEY, FORM), *rows]


def read_settings(settings: Mapping[str, str], report: ImportNotes) -> WrittenDatabase:
    """Return what this library wrote into a database; broken records are reported."""
    form = settings.get(KEY)
    if form != FORM:
        problem = "The rows of SETTINGS for opendebate have another form"
        if form is not None:
            report.note(f"{problem}, {form!r}, and are not read")
        return WrittenDatabase(CodedDebate({}))
    sections = {name.partition(":")[2]: _section(name, settings, report)
                for name in settings if name.startswith(f"{KEY}:")}  # fmt: skip
    entries = {
        slug: entry
        for slug, entry in sections.get("sources", {}).items()
        if isinstance(entry, dict) and isinstance(entry.get("document"), int)
    }
    sections["sources"] = {slug: entry.get("source") for slug, entry in entries.items()}
    written = WrittenDatabase(CodedDebate({}), is_ours=True)
    Extension("", "", report).read(sections, written.coded, claims=True)
    for slug in written.coded.sources:
        written.documents[entries[slug]["document"]] = slug
        if entries[slug].get("article") is True:
            written.articles.add(slug)
    return written


def _section(name: str, settings: Mapping[str, str], report: ImportNotes) -> dict[str, Any]:
    section = json_record(settings[name])
    if section is None:
        report.note(_BROKEN_ROW, name)
    return section or {}

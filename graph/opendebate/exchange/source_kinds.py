"""Kinds of sources, by what other tools call documents."""

from __future__ import annotations

import re
from typing import get_args

from opendebate.coding import records
from opendebate.exchange.report import ImportNotes

_KINDS: dict[str, str] = {kind.replace("-", " "): kind for kind in get_args(records.SourceKind)} | {
    "article": "news-article",
    "newspaper article": "news-article",
    "news": "news-article",
    "commentary": "opinion",
}


def source_kind(written: str, report: ImportNotes) -> str:
    """Return the kind of a source that a document's type means; of others, “other”, with a note.

    Examples
    --------
    >>> source_kind("Newspaper_article", ImportNotes())
    'news-article'
    """
    name = " ".join(re.split(r"[\s_-]+", written.strip().casefold()))
    if name not in _KINDS:
        problem = "Documents whose type is no kind of source are of the kind “other”"
        report.note(problem, written)
    return _KINDS.get(name, "other")

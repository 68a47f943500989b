"""Debates that are written in a format and read again: what must be the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.exchange.draft import Draft
from opendebate.exchange.formats import formats
from opendebate.exchange.importing import read_draft

FIELDS = (
    "debate", "actors", "models", "policies", "claims", "topics", "events", "context", "stories",
    "sources",
)  # fmt: skip


def records(draft: Draft) -> dict[str, Any]:
    """Return all records of a draft."""
    return {name: getattr(draft, name) for name in FIELDS}


def again(form: str, draft: Draft, folder: Path, texts: Mapping[str, str] | None = None) -> Draft:
    """Return a draft that was written in a format, and read as a command does."""
    kind = formats()[form]
    path = folder / f"again{kind.suffix}"
    path.write_bytes(kind.load().write(draft, texts or {}))
    return read_draft(form, path)

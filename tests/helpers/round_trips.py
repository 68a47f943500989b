"""Debates that are written in a format and read again: what must be the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import formats
from opendebate.exchange.importing import read_coded_debate

FIELDS = (
    "debate", "actors", "models", "policies", "claims", "topics", "events", "context", "stories",
    "sources",
)  # fmt: skip


def records(coded: CodedDebate) -> dict[str, Any]:
    """Return all records of a coded debate."""
    return {name: getattr(coded, name) for name in FIELDS}


def statements(coded: CodedDebate) -> list[Any]:
    """Return the statements of all sources."""
    return [statement for _, statement in coded.statements()]


def again(
    form: str, coded: CodedDebate, folder: Path, texts: Mapping[str, str] | None = None
) -> CodedDebate:
    """Return a coded debate that was written in a format, and read as a command does."""
    kind = formats()[form]
    path = folder / f"again{kind.suffix}"
    path.write_bytes(kind.load().write(coded, texts or {}))
    return read_coded_debate(form, path)

"""Rows of SETTINGS of several DNA databases, some of which this library may have written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.extension import KEY
from opendebate.exchange.json_input import json_record

_MOST = 5  # ids that a message lists


def add_settings(
    settings: dict[str, str], added: Mapping[str, str], documents: Mapping[int, int], path: Path
) -> None:
    """Put the rows of a database behind those of others; a row that is there already stays.

    Parameters
    ----------
    settings : dict
        It gets the rows.
    added : mapping of str to str
    documents : mapping of int to int
        The new number of each document of the database.
    path : pathlib.Path
        The database, for messages.

    Raises
    ------
    InputError
        If records of opendebate have one id and contradict each other.
    """
    conflicts: list[str] = []
    for name, text in added.items():
        section = json_record(text) if name.startswith(f"{KEY}:") else None
        if section is None:
            settings.setdefault(name, text)
            continue
        kind = name.partition(":")[2]
        if kind == "sources":
            section = _renumbered(section, documents)
        there = json_record(settings.get(name, "{}")) or {}
        if kind != "debate":
            conflicts += [f"{kind}/{id_}" for id_ in _differing(there, section)]
        merged = json.dumps({**section, **there}, ensure_ascii=False, separators=(",", ":"))
        settings[name] = merged
    if conflicts:
        more = "" if len(conflicts) <= _MOST else ", …"
        raise InputError(
            "opendebate wrote this database and another that is joined with it, and what they say "
            f"of the same ids differs: {', '.join(conflicts[:_MOST])}{more}.",
            where=display_path(path),
            advice="Export both from the same debate, or rename the ids in one: opendebate actors "
            "rename, opendebate claims rename.",
        )


def _renumbered(section: Mapping[str, Any], documents: Mapping[int, int]) -> dict[str, Any]:
    return {
        slug: {**entry, "document": documents.get(entry.get("document", -1), -1)}
        if isinstance(entry, dict) and isinstance(entry.get("document", -1), int) else entry
        for slug, entry in section.items()
    }  # fmt: skip


def _differing(there: Mapping[str, Any], added: Mapping[str, Any]) -> Iterator[str]:
    """Yield ids whose records differ, other than in the number of a document."""
    for id_ in there.keys() & added.keys():
        one, other = (
            record.get("source") if isinstance(record, dict) and "document" in record else record
            for record in (there[id_], added[id_])
        )
        if one != other:
            yield id_

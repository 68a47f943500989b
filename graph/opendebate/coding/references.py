"""Which places of the coding files refer to a record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.debate_files import STORIES
from opendebate.coding.field_types import RefersTo
from opendebate.coding.folder import KINDS
from opendebate.coding.story_records import Story
from opendebate.coding.validation_messages import nested_model, reference_mark
from opendebate.coding.yaml_tree import Keys

_DEPARTURE = RefersTo(("claim", "statement"))  # of a context fact
_PROPOSED = {  # fields of a proposal
    "speaker": RefersTo(("actor",)),
    "claim": RefersTo(("claim",)),
    "because": RefersTo(("claim",)),
    "similar": RefersTo(("claim",)),
}


@cache
def links(model: type[BaseModel]) -> list[tuple[str, RefersTo | None, type[BaseModel] | None]]:
    """Return key, mark and record class of the fields that refer to records or contain them."""
    listed = [
        (field.alias or name, reference_mark(field), nested_model(field))
        for name, field in model.model_fields.items()
    ]
    return [link for link in listed if link[1] or link[2]]


def references(
    model: type[BaseModel], data: Any, path: Keys = ()
) -> Iterator[tuple[Keys, str, RefersTo]]:
    """Yield the path, id and mark of each reference in the data of a record."""
    if not isinstance(data, dict):
        return
    for key, mark, nested in links(model):
        value = data.get(key)
        for i, member in enumerate(value if isinstance(value, list) else [value]):
            at = (*path, key, i) if isinstance(value, list) else (*path, key)
            if nested:
                yield from references(nested, member, at)
            elif mark and isinstance(member, str):
                yield at, member, mark


def referring_paths(key: str, data: Any, kind: str, name: str) -> Iterator[Keys]:
    """Yield the paths in a file whose value refers to a record.

    Parameters
    ----------
    key : str
        The file: ``"claims"`` or ``"sources/SLUG"``.
    data : dict
        Its data.
    kind : str
        The kind of the record, in the singular.
    name : str
        Its id; of a statement ``SLUG/STATEMENT``.
    """
    for path, member, mark in file_references(key, data):
        if member == name and kind in mark.kinds:
            yield path
    slug, _, statement = name.partition("/")
    if key == f"sources/{slug}" and kind == "statement":
        listed = data.get("statements")
        numbered = dict(enumerate(listed)) if isinstance(listed, list) else {}
        for path, target in _values(numbered, "replies_to"):
            if target == statement:
                yield "statements", *path


def decision_paths(data: Any, slug: str, statement: str) -> Iterator[Keys]:
    """Yield the paths of decisions that name a statement, in ``decisions.yaml`` or in a draft.

    Parameters
    ----------
    data : dict
        The data of the file.
    slug : str
        The source.
    statement : str
        ``CODER/STATEMENT`` in ``decisions.yaml``, and the id of the statement in a draft.
    """
    listed = data.get("decisions") if isinstance(data, dict) else None
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(entry, dict) or entry.get("source") != slug:
            continue
        if entry.get("statement") == statement:
            yield "decisions", number, "statement"
        others = entry.get("paired_with")
        for n, other in enumerate(others if isinstance(others, list) else ()):
            if other == statement:
                yield "decisions", number, "paired_with", n
    listed = data.get("proposals") if isinstance(data, dict) else None
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        decision = entry.get("decision") if isinstance(entry, dict) else None
        if isinstance(decision, dict) and decision.get("statement") == statement:
            yield "proposals", number, "decision", "statement"


def _values(records_by_id: Any, field: str) -> Iterator[tuple[Keys, Any]]:
    """Yield the paths and values of a field of records, which may hold a list."""
    for name, record in records_by_id.items() if isinstance(records_by_id, dict) else ():
        listed = record.get(field) if isinstance(record, dict) else None
        for i, item in enumerate(listed if isinstance(listed, list) else [listed]):
            yield ((name, field, i) if isinstance(listed, list) else (name, field)), item


def file_references(key: str, data: Any) -> Iterator[tuple[Keys, str, RefersTo]]:
    """Yield the path, id and mark of each reference in a file.

    Parameters
    ----------
    key : str
        The file: ``"claims"``, ``"sources/SLUG"``, ``"codings/CODER/SLUG"`` or ``"drafts/SLUG"``.
    data : dict
        Its data.
    """
    if key.startswith(("sources/", "codings/")):
        yield from references(records.SourceFile, data)
    elif key.startswith("drafts/"):
        yield from _draft_references(data)
    elif isinstance(data, dict) and (key in KINDS or key == STORIES):
        model = Story if key == STORIES else KINDS[key][1]
        for name, record in data.items():
            yield from references(model, record, (name,))
    if key == "context":
        for path, target in _values(data, "departs_from"):
            if isinstance(target, str):
                yield path, target, _DEPARTURE


def _draft_references(data: Any) -> Iterator[tuple[Keys, str, RefersTo]]:
    """Yield the path, id and mark of each reference in the proposals of a draft."""
    listed = data.get("proposals") if isinstance(data, dict) else None
    numbered = dict(enumerate(listed)) if isinstance(listed, list) else {}
    for field, mark in _PROPOSED.items():
        for path, target in _values(numbered, field):
            if isinstance(target, str):
                yield ("proposals", *path), target, mark

"""The record that stays when entities are merged: it takes over what it does not have itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from opendebate.coding.folder import KINDS
from opendebate.coding.references import links, references
from opendebate.coding.yaml_values import as_list

Data = dict[str, Any]


def merged_record(
    kind: str, name: str, record: Data, others: Iterable[Data], ids: Mapping[str, str]
) -> Data:
    """Return a record with what it lacks of others, and with ids replaced.

    Lists are joined, and a value that the record does not have is taken over. Another name becomes
    one of the other names. A relation of the entity to itself is left out.

    Parameters
    ----------
    kind : str
        ``"claims"``, ``"actors"``, …
    name : str
        The id of the entity that stays.
    record : dict
        Its record, as read from its file.
    others : iterable of dict
        The records that are merged into it.
    ids : mapping of str to str
        Id → id in its place.

    Examples
    --------
    >>> maps = {"text": "Maps help.", "side": "for", "supports": "open"}
    >>> more = {"text": "Maps are good.", "side": "for", "supports": ["maps", "free"]}
    >>> merged_record("claims", "maps", maps, [more], {"good": "maps"})
    {'text': 'Maps help.', 'side': 'for', 'supports': ['open', 'free']}
    """
    merged = _replaced(kind, record, ids)
    for other in others:
        _take_over(kind, merged, _replaced(kind, other, ids))
    for key, mark, _ in links(KINDS[kind][1]):
        if mark and KINDS[kind][0] in mark.kinds and key in merged:
            merged[key] = _without(merged[key], name)
    return {key: value for key, value in merged.items() if value not in (None, [])}


def differences_of(
    kind: str, merged: Mapping[str, Iterable[str]], records: Mapping[str, Data]
) -> Iterator[str]:
    """Yield what is lost of entities that are merged into others, as sentences.

    Parameters
    ----------
    kind : str
    merged : mapping of str to iterable of str
        The one that stays → those that go.
    records : mapping of str to dict
        The records of all.
    """
    singular = KINDS[kind][0]
    for keeper, others in merged.items():
        for other in others:
            for key, lost, stays in _lost_values(kind, records[keeper], records[other]):
                yield f"The {singular} {other} loses its {key}, “{lost}”; {keeper} keeps “{stays}”."


def _lost_values(kind: str, record: Any, other: Any) -> Iterator[tuple[str, str, str]]:
    """Yield field, value that is lost, and value that stays; texts and names are passed over."""
    if not isinstance(record, dict) or not isinstance(other, dict):
        return
    for name, field in KINDS[kind][1].model_fields.items():
        key = field.alias or name
        lost, stays = other.get(key), record.get(key)
        if lost is None or key in {"text", "name"} or field.default == ():
            continue
        if isinstance(field.default, dict):
            for attribute in lost.keys() & (stays or {}).keys():
                if record[key][attribute] != lost[attribute]:
                    yield f"attribute {attribute}", lost[attribute], record[key][attribute]
        elif stays is None and field.default is not None:
            if str(lost) != str(field.default).casefold():
                yield key, lost, str(field.default).casefold()
        elif stays is not None and stays != lost:
            yield key, lost, stays


def _replaced(kind: str, record: Data, ids: Mapping[str, str]) -> Data:
    """Return a record with other ids in place of some."""
    singular, model = KINDS[kind]
    changed = deepcopy(record)
    for path, member, mark in references(model, record):
        if member in ids and singular in mark.kinds:
            inner: Any = changed
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = ids[member]
    return changed


def _take_over(kind: str, record: Data, other: Data) -> None:
    """Add to a record what it lacks of another."""
    for name, field in KINDS[kind][1].model_fields.items():
        key = field.alias or name
        theirs = other.get(key)
        if theirs is None:
            continue
        if field.default == ():
            record[key] = _joined(record.get(key), theirs)
        elif isinstance(field.default, dict):
            record[key] = {**theirs, **(record.get(key) or {})}
        elif field.default is None and record.get(key) is None:
            record[key] = theirs
    their_name = other.get("name")
    named = {None, record.get("name")}
    if "other_names" in KINDS[kind][1].model_fields and their_name not in named:
        record["other_names"] = _joined(record.get("other_names"), their_name)


def _joined(first: Any, second: Any) -> Any:
    """Return the members of two lists, each once; a single value stays one if nothing is added."""
    members = as_list(first)
    added = [member for member in as_list(second) if member not in members]
    return [*members, *added] if added else first


def _without(value: Any, name: str) -> Any:
    kept = list(dict.fromkeys(each for each in as_list(value) if each != name))
    return kept if len(kept) < len(as_list(value)) else value

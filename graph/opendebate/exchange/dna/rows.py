"""Actors, claims and sources as DNA shows them, and what changes in DNA mean for their records.

One set of functions says what DNA shows of a record. The writer writes that; the reader compares
it with what it finds, so that whatever was changed in DNA since is taken from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from opendebate.coding import records
from opendebate.coding.dates import parse_edtf
from opendebate.exchange.dna.schema import LONGEST
from opendebate.exchange.draft import Record

_EPOCH = date(1970, 1, 1)
_DAY = 86_400
_CHOSEN = {"Type": ("kind", get_args(records.ClaimKind)), "Side": ("side", get_args(records.Side))}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity as DNA shows it: a value of a variable, with attributes."""

    variable: str
    value: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as DNA shows it, without its text."""

    title: str
    author: str
    source: str
    type: str
    date: int


def entity_rows(
    actors: Mapping[str, Record], claims: Mapping[str, Record], topics: Mapping[str, Record]
) -> dict[str, EntityRow]:
    """Return the entities for all actors and claims, by id."""
    found: dict[str, EntityRow] = {}
    taken: set[tuple[str, str]] = set()
    for name, variable, told, attributes in _entities(actors, claims, topics):
        value, n = cut(told) or name, 1
        while (variable, value) in taken:
            n += 1
            end = f" ({n})"
            value = cut(told, LONGEST - len(end)) + end
        taken.add((variable, value))
        shown = {key: cut(one) for key, one in attributes.items()}
        found[name] = EntityRow(variable, value, shown | {"opendebate id": name})
    return found


def _entities(
    actors: Mapping[str, Record], claims: Mapping[str, Record], topics: Mapping[str, Record]
) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for name, actor in actors.items():
        variable = "person" if actor["kind"] == "person" else "organization"
        kind = f"{'hypothetical ' if actor.get('hypothetical') else ''}{actor['kind']}"
        shown = {
            "Type": kind,
            "Alias": "; ".join(actor.get("other_names", ())),
            "Notes": str(actor.get("description", "")),
        }
        yield name, variable, actor["name"], shown
    for name, claim in claims.items():
        named = [str(topics.get(one, {}).get("name", one)) for one in claim.get("topics", ())]
        shown = {"Type": claim["kind"], "Side": claim["side"], "Topics": "; ".join(named)}
        yield name, "concept", claim["text"], shown


def cut(text: object, room: int = LONGEST) -> str:
    """Return a text that is short enough for DNA.

    Examples
    --------
    >>> cut("x" * 191)[-3:], len(cut("x" * 191)), len(cut("x" * 190))
    ('xx…', 190, 190)
    """
    told = str(text)
    return told if len(told) <= room else f"{told[: room - 1]}…"


def change_actor(record: Record, changes: Mapping[str, str]) -> None:
    """Take attributes of a person or organization that say something new into its record.

    Examples
    --------
    >>> actor = {"name": "Mill Lane", "kind": "organization"}
    >>> change_actor(actor, {"Type": "Residents", "Alias": "The Lane; ML", "Notes": "300 homes"})
    >>> actor["description"], actor["other_names"]
    ('300 homes; Type: Residents', ['The Lane', 'ML'])
    """
    told = [changes["Notes"] if "Notes" in changes else str(record.get("description", ""))]
    for name, value in changes.items():
        if name == "Alias":
            record["other_names"] = [one.strip() for one in value.split(";") if one.strip()]
        elif name == "Type" and value == "group" and record["kind"] == "organization":
            record["kind"] = "group"
        elif name != "Notes" and value:
            told.append(f"{name}: {value}")
    record["description"] = "; ".join(filter(None, told))
    for key in ("description", "other_names"):
        if not record.get(key):
            record.pop(key, None)


def change_claim(record: Record, changes: Mapping[str, str]) -> list[str]:
    """Take attributes of a concept into its claim; return those that have no place there."""
    left = []
    for name, value in changes.items():
        key, known = _CHOSEN.get(name, ("", ()))
        if value in known:
            record[key] = value
        elif value:
            left.append(f"{name}: {value}")
    return left


def document_row(source: Record, actors: Mapping[str, Record]) -> DocumentRow:
    """Return what DNA shows of a source."""
    names = [str(actors.get(one, {}).get("name", one)) for one in source.get("authors", ())]
    publisher = source.get("publisher")
    return DocumentRow(
        cut(source["title"]),
        cut("; ".join(names)),
        cut(actors.get(publisher, {}).get("name", publisher)) if publisher else "",
        cut(source["kind"]),
        seconds(source.get("published")),
    )


def seconds(published: Any) -> int:
    """Return the first day of a date as DNA keeps it, in seconds since 1970 in UTC; 0 for none.

    Examples
    --------
    >>> seconds("2005-01-26"), seconds("2005-01-26/2005-02"), seconds(None)
    (1106697600, 1106697600, 0)
    """
    if not published:
        return 0
    return (parse_edtf(str(published)).earliest - _EPOCH).days * _DAY


def day(since: int) -> str | None:
    """Return the day of a number of seconds; None where no calendar has it.

    Examples
    --------
    >>> day(1106697600), day(10**15)
    ('2005-01-26', None)
    """
    try:
        return (_EPOCH + timedelta(days=since // _DAY)).isoformat()
    except OverflowError:
        return None

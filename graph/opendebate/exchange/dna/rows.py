"""Actors, claims and sources as DNA shows them, and what changes in DNA mean for their records.

These functions say what DNA shows of a record. The writer writes that. The reader compares it with
the database, so that whatever somebody changed in DNA changes the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from opendebate.coding.dates import parse_edtf
from opendebate.exchange.coded_debate import (
    CLAIM_CODES,
    ActorData,
    ClaimData,
    CodedDebate,
    Record,
    SourceData,
)
from opendebate.exchange.dna.attributes import own_attributes, short
from opendebate.exchange.dna.schema import LONGEST
from opendebate.shortening import cut

_EPOCH = date(1970, 1, 1)
DAY = 86_400  # seconds
_KEYS = {"Type": "kind", "Side": "side"}
SHOWN_OF_CLAIMS = {*_KEYS, "Topics"}  # attributes that show what a claim's own fields hold


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


def entity_rows(coded: CodedDebate) -> dict[str, EntityRow]:
    """Return the entities for all actors and claims, by id."""
    rows: dict[str, EntityRow] = {}
    values: set[tuple[str, str]] = set()
    for name, variable, text, attributes in _entities(coded):
        value, number = short(text) or name, 1
        while (variable, value) in values:
            number += 1
            suffix = f" ({number})"
            value = cut(text, LONGEST - len(suffix)) + suffix
        values.add((variable, value))
        shown = {key: short(attribute) for key, attribute in attributes.items()}
        rows[name] = EntityRow(variable, value, shown | {"opendebate id": name})
    return rows


def _entities(coded: CodedDebate) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for name, actor in coded.actors.items():
        variable = "person" if actor["kind"] == "person" else "organization"
        kind = f"{'hypothetical ' if actor.get('hypothetical') else ''}{actor['kind']}"
        yield name, variable, actor["name"], {
            "Type": kind,
            "Alias": "; ".join(actor.get("other_names", ())),
            "Notes": actor.get("description", ""),
            **own_attributes(coded, actor.get("attributes", {})),
        }  # fmt: skip
    for name, claim in coded.claims.items():
        topics = [coded.topics.get(name, {}).get("name", name) for name in claim.get("topics", ())]
        attributes = {"Type": claim["kind"], "Side": claim["side"], "Topics": "; ".join(topics)}
        own = own_attributes(coded, claim.get("attributes", {}))
        yield name, "concept", claim["text"], attributes | own


def change_actor(actor: ActorData, changes: Mapping[str, str]) -> dict[str, str]:
    """Put changed attributes of a person or organisation into its record; return the others.

    Examples
    --------
    >>> actor = {"name": "Mill Lane", "kind": "organization"}
    >>> change_actor(actor, {"Type": "Residents", "Alias": "The Lane; ML", "Notes": "300 homes"})
    {'Type': 'Residents'}
    >>> actor["description"], actor["other_names"]
    ('300 homes', ['The Lane', 'ML'])
    """
    others = {}
    for name, value in changes.items():
        if name == "Alias":
            names = [alias.strip() for alias in value.split(";")]
            actor["other_names"] = [alias for alias in names if alias]
        elif name == "Type" and value == "group" and actor["kind"] == "organization":
            actor["kind"] = "group"
        elif name == "Notes":
            actor["description"] = value
        else:
            others[name] = value
    for key in ("description", "other_names"):
        if not actor.get(key):
            cast("Record", actor).pop(key, None)
    return others


def change_claim(claim: ClaimData, changes: Mapping[str, str]) -> dict[str, str]:
    """Put changed attributes of a concept into its claim; return the others."""
    others = {}
    for name, value in changes.items():
        key = _KEYS.get(name, "")
        if value in CLAIM_CODES.get(key, ()):
            cast("Record", claim)[key] = value
        else:
            others[name] = value
    return others


def document_row(source: SourceData, actors: Mapping[str, ActorData]) -> DocumentRow:
    """Return what DNA shows of a source."""
    names = [actors.get(author, {}).get("name", author) for author in source.get("authors", ())]
    publisher = source.get("publisher", "")
    return DocumentRow(
        short(source["title"]),
        short("; ".join(names)),
        short(actors.get(publisher, {}).get("name", publisher)),
        short(source["kind"]),
        seconds(source.get("published")),
    )


def seconds(published: str | None) -> int:
    """Return the last day of a date as DNA keeps it, in seconds since 1970 in UTC; 0 for none.

    On that day a statement counts here, too: before, it is not certain.

    Examples
    --------
    >>> seconds("2005-01-26"), seconds("2005-01/2005-01-26"), seconds(None)
    (1106697600, 1106697600, 0)
    """
    if not published:
        return 0
    return (parse_edtf(str(published)).latest - _EPOCH).days * DAY


def day(since: int) -> str:
    """Return the day of a number of seconds; empty where no calendar has it.

    Examples
    --------
    >>> day(1106697600), day(10**15)
    ('2005-01-26', '')
    """
    try:
        return (_EPOCH + timedelta(days=since // DAY)).isoformat()
    except OverflowError:
        return ""

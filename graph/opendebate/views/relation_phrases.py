"""What a tie is and what it rests on, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from opendebate.views.page_security import plain
from opendebate.views.palette import look_of

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement

MOST = 150  # characters of a name in a sentence
_VERBS = {
    "about": "is about",
    "addressee": "is addressed to",
    "advisedAgainstBy": "was advised against by",
    "attacks": "attacks",
    "benefits": "says that there is a gain for",
    "carrier": "is reported by",
    "decidedBy": "was decided by",
    "developer": "is developed by",
    "isVersionOf": "is a version of",
    "issuer": "is issued by",
    "licence": "has the licence",
    "formerMemberOf": "was a member of",
    "memberOf": "is a member of",
    "partOf": "is part of",
    "proposedBy": "was proposed by",
    "respondsTo": "responds to",
    "targets": "targets",
}
_NEVER_DRAWN = {"event", "topic"}
_PLAIN = {"affirms", "concedes", "denies", "doubts", "supports", "undercuts"}
_BASES = {"analytic": "drawn by the coder (analytic)", "stated": "stated by a speaker"}


def called(node: Mapping[str, Any]) -> str:
    """Return a thing's name as it stands in a sentence: claims in quotes, long ones cut.

    Examples
    --------
    >>> called({"kind": "claim", "name": "Open is good."})
    '“Open is good.”'
    """
    name = plain(node["name"])
    name = name if len(name) <= MOST else f"{name[: MOST - 1]}…"
    if node["kind"] == "step":
        return name[:1].lower() + name[1:]
    return f"“{name}”" if node["kind"] == "claim" else name


def told(start: Mapping[str, Any], edge: Mapping[str, Any], end: Mapping[str, Any]) -> str:
    """Return what a tie is, as a sentence without a full stop.

    Examples
    --------
    >>> hall, claim = {"kind": "actor", "name": "Hall"}, {"kind": "claim", "name": "It is so."}
    >>> told(hall, {"relation": "denies", "label": "denies"}, claim)
    'Hall denies “It is so.”'
    """
    relation = edge["relation"]
    if relation in {"agrees", "disagrees"}:
        return f"{called(start)} {relation} with {called(end)} {shared(edge)}"
    verb = relation if relation in _PLAIN else _VERBS.get(relation, f"— {plain(edge['label'])}:")
    return f"{called(start)} {verb} {called(end)}"


def shared(edge: Mapping[str, Any]) -> str:
    """Return on how many claims a tie between actors rests; nothing of other ties.

    Examples
    --------
    >>> shared({"weight": 2})
    'on 2 claims'
    """
    weight = edge.get("weight", 0)
    return f"on {weight:,} claim{'s' * (weight > 1)}" if weight else ""


def grounds(edge: Mapping[str, Any], places: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a tie rests on: its basis, then the claims, then where it is said.

    Parameters
    ----------
    edge : mapping
        Attributes of an edge.
    places : mapping of str to str
        Statement id → where it stands, in words.
    """
    basis = (_BASES.get(basis_name, plain(basis_name)) for basis_name in edge.get("basis", ()))
    said = (plain(places.get(statement, statement)) for statement in edge.get("statements", ()))
    return (*basis, *map(plain, edge.get("tells", ())), *said)


def hover(sentence: str, rests: tuple[str, ...], most: int = 4) -> str:
    """Return what is shown where one points at a tie: a line each, the first few of them."""
    shown = [
        f"· {ground if len(ground) <= 2 * MOST else ground[: 2 * MOST - 1] + '…'}"
        for ground in rests
    ]
    more = [f"· and {len(rests) - most} more: click an end to see all"]
    head = [f"{sentence}."] if not sentence.endswith((".", ".”")) else [sentence]
    return "\n".join([*head, *shown[:most], *(more if len(rests) > most else [])])


def many(kind: str) -> str:
    """Return what several things of a kind are called.

    Examples
    --------
    >>> many("policy"), many("claim")
    ('policies', 'claims')
    """
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def words_of(node: Mapping[str, Any]) -> str:
    """Return what a thing is, in words.

    Examples
    --------
    >>> words_of({"kind": "actor", "type": "group", "hypothetical": True})
    'Group nobody speaks for'
    """
    if node["kind"] in _NEVER_DRAWN:
        return str(node["kind"]).capitalize()
    if node["kind"] != "actor":
        return look_of(node).words
    kind = str(node.get("type", "actor")).capitalize()
    if "side" in node:
        return f"{kind} · {look_of(node).words.lower()}"
    return f"{kind} nobody speaks for" if node.get("hypothetical") else kind


def told_from(said: Sequence[Statement]) -> str:
    """Return how many statements of which sources a page is made from.

    Examples
    --------
    >>> told_from([])
    '0 statements in 0 sources'
    """
    names = sorted({statement.source.name for statement in said})
    few = ", ".join(f"“{plain(name)}”" for name in names[:3])
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return (
        f"{len(said):,} statement{'s' * (len(said) != 1)} in {len(names):,} "
        f"source{'s' * (len(names) != 1)}{': ' * bool(few)}{few}{more}"
    )

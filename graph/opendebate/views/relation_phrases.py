"""What a tie means and what it is based on, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from opendebate.shortening import cut
from opendebate.stances import stances
from opendebate.views.page_security import plain
from opendebate.views.palette import look_of

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement

MAX_NAME = 150  # characters of a name in a sentence
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
    "succeeds": "came in the place of",
    "targets": "targets",
}
_NEVER_DRAWN = {"event", "topic"}
_PLAIN = {*stances(), "supports", "undercuts"}
_BASES = {"analytic": "drawn by the coder (analytic)", "stated": "stated by a speaker"}


def name_in_sentence(node: Mapping[str, Any]) -> str:
    """Return a node's name for a sentence: claims in quotes, long names shortened.

    Examples
    --------
    >>> name_in_sentence({"kind": "claim", "name": "Open is good."})
    '“Open is good.”'
    """
    name = plain(node["name"])
    name = cut(name, MAX_NAME)
    if node["kind"] == "step":
        return name[:1].lower() + name[1:]
    return f"“{name}”" if node["kind"] == "claim" else name


def relation_sentence(
    start: Mapping[str, Any], edge: Mapping[str, Any], end: Mapping[str, Any]
) -> str:
    """Return what a tie means, as a sentence without a full stop.

    Examples
    --------
    >>> hall, claim = {"kind": "actor", "name": "Hall"}, {"kind": "claim", "name": "It is so."}
    >>> relation_sentence(hall, {"relation": "denies", "label": "denies"}, claim)
    'Hall denies “It is so.”'
    """
    relation = edge["relation"]
    if relation in {"agrees", "disagrees"}:
        return f"{name_in_sentence(start)} {relation} with {name_in_sentence(end)} {shared(edge)}"
    if relation == "doubts" and end["kind"] == "actor":
        doubter, other = name_in_sentence(start), name_in_sentence(end)
        return f"{doubter} doubts what {other} affirms {shared(edge)}"
    verb = relation if relation in _PLAIN else _VERBS.get(relation, f"— {plain(edge['label'])}:")
    return f"{name_in_sentence(start)} {verb} {name_in_sentence(end)}"


def shared(edge: Mapping[str, Any]) -> str:
    """Return on how many claims a tie between actors is based; empty for other ties.

    Examples
    --------
    >>> shared({"weight": 2})
    'on 2 claims'
    """
    weight = edge.get("weight", 0)
    return f"on {weight:,} claim{'s' * (weight > 1)}" if weight else ""


def grounds(edge: Mapping[str, Any], places: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a tie is based on: its basis, then the claims, then where it is said.

    Parameters
    ----------
    edge : mapping
        Attributes of an edge.
    places : mapping of str to str
        Statement id → its citation, in words.
    """
    basis = (_BASES.get(basis_name, plain(basis_name)) for basis_name in edge.get("basis", ()))
    citations = (
        plain(places.get(statement, statement)) for statement in edge.get("statements", ())
    )
    return (*basis, *map(plain, edge.get("tells", ())), *citations)


def tooltip(sentence: str, rests: tuple[str, ...], limit: int = 4) -> str:
    """Return the tooltip of a tie: a sentence, and the first few grounds on a line each."""
    lines = [
        f"· {ground if len(ground) <= 2 * MAX_NAME else ground[: 2 * MAX_NAME - 1] + '…'}"
        for ground in rests
    ]
    rest_line = [f"· and {len(rests) - limit} more: click an end to see all"]
    head = [f"{sentence}."] if not sentence.endswith((".", ".”")) else [sentence]
    return "\n".join([*head, *lines[:limit], *(rest_line if len(rests) > limit else [])])


def plural_of(kind: str) -> str:
    """Return the plural of a kind.

    Examples
    --------
    >>> plural_of("policy"), plural_of("claim")
    ('policies', 'claims')
    """
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def kind_in_words(node: Mapping[str, Any]) -> str:
    """Return the kind of a node, in words.

    Examples
    --------
    >>> kind_in_words({"kind": "actor", "type": "group", "hypothetical": True})
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


def format_sources(statements: Sequence[Statement]) -> str:
    """Return how many statements of which sources a page is based on.

    Examples
    --------
    >>> format_sources([])
    'no statement yet'
    """
    if not statements:
        return "no statement yet"
    names = sorted({statement.source.name for statement in statements})
    listed = ", ".join(f"“{plain(name)}”" for name in names[:3])
    others = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return (
        f"{len(statements):,} statement{'s' * (len(statements) != 1)} in {len(names):,} "
        f"source{'s' * (len(names) != 1)}{': ' * bool(listed)}{listed}{others}"
    )

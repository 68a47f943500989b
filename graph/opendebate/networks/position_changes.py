"""Who changed position, and what of what they said a network counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from opendebate.ask.positions import Position, positions
from opendebate.ask.statements import all_statements
from opendebate.networks.selection import Selection

if TYPE_CHECKING:
    from opendebate.ask.entities import Thing
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

Said = list[tuple[str, "Statement"]]

_TOLD = 5  # changes of position that are told each


def at_last(said: Said, selection: Selection) -> tuple[Said, tuple[str, ...]]:
    """Return what somebody says in the end, and a sentence on each who changed their position."""
    found = [one for one in positions(said) if one.kind != "held"]
    found = [one for one in found if len(one.latest) < len(one.statements)]
    if not found:
        return said, ()
    old = {
        (one.actor, iri)
        for one in found
        for iri in {any_.iri for any_ in one.statements} - {left.iri for left in one.latest}
    }
    kept = [(actor, one) for actor, one in said if (actor, one.iri) not in old]
    latest = selection.positions == "latest"
    return (kept if latest else said), tuple(_told_changes(said, found, latest=latest))


def _told_changes(said: Said, changed: list[Position], *, latest: bool) -> Iterator[str]:
    """Yield a sentence on each change of position, and one on all beyond the first few."""
    names = {who.iri: who.name for _, one in said for who in _voices(one)}
    how = (
        'Only the latest position counts; --positions all (positions="all") counts each.'
        if latest
        else "Each position counts."
    )
    for one in changed[:_TOLD]:
        who, claim = names.get(one.actor, one.actor.rpartition("/")[2]), one.statements[0].claim
        yield f"{who} changed position on “{claim.name}” [{claim.id}]. {how}"
    if len(changed) > _TOLD:
        yield f"There are {len(changed) - _TOLD} more changes of position. {how}"


def changes_of_position(
    engine: Engine, selection: Selection, claims: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return a sentence on each actor who changed their position on a claim.

    Parameters
    ----------
    engine : Engine
    selection : Selection
        Its `positions` say how they count.
    claims : collection of str, optional
        IRIs of the only claims that matter; by default all.
    """
    imagined = imagined_actors(engine)
    said = [
        (actor.iri, one)
        for one in all_statements(engine)
        if one.mode != "hypothetical" and (claims is None or one.claim.iri in claims)
        for actor in _voices(one)
        if actor.iri not in imagined
    ]
    return at_last(said, selection)[1]


def _voices(one: Statement) -> list[Thing]:
    """Return a statement's speakers, and the body that it is made for."""
    bodies = [one.on_behalf_of] if one.on_behalf_of else []
    return list(dict.fromkeys([*one.speakers, *bodies]))


def imagined_actors(engine: Engine) -> set[str]:
    """Return the IRIs of actors whom somebody only imagines."""
    rows = engine.select("SELECT ?actor { ?actor od:hypothetical true }")
    return {row["actor"].value for row in rows}

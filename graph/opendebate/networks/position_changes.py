"""Changes of position: which statements count after them, and a note on each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from opendebate.ask.positions import Position, positions
from opendebate.ask.statements import all_statements
from opendebate.counting import counted
from opendebate.networks.selection import Selection

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

ActorStatements = list[tuple[str, "Statement"]]

_MAX_CHANGES = 5  # more changes of position are only counted


def latest_statements(
    actor_statements: ActorStatements, selection: Selection
) -> tuple[ActorStatements, tuple[str, ...]]:
    """Return the statements that count, and a sentence on each change of position.

    A body changes its position also by what a person says on its behalf.
    """
    actors = {actor for actor, _ in actor_statements}
    bodies = [
        (said.on_behalf_of.iri, said)
        for _, said in actor_statements
        if said.on_behalf_of and said.on_behalf_of.iri in actors
    ]
    each = {(who, said.iri): (who, said) for who, said in [*actor_statements, *bodies]}
    changes = [position for position in positions(each.values()) if position.kind != "held"]
    changes = [position for position in changes if len(position.latest) < len(position.statements)]
    if not changes:
        return actor_statements, ()
    outdated = {
        (position.actor, iri)
        for position in changes
        for iri in {statement.iri for statement in position.statements}
        - {latest_statement.iri for latest_statement in position.latest}
    }
    current = [
        (actor, statement)
        for actor, statement in actor_statements
        if (actor, statement.iri) not in outdated
    ]
    latest = selection.positions == "latest"
    return (current if latest else actor_statements), tuple(
        _change_notes(actor_statements, changes, latest=latest)
    )


def _change_notes(
    actor_statements: ActorStatements, changed: list[Position], *, latest: bool
) -> Iterator[str]:
    """Yield a sentence on each change of position, and one on all beyond the first few.

    The last one says what counts.
    """
    names = {who.iri: who.name for _, statement in actor_statements for who in _voices(statement)}
    how = (
        'Only the latest position counts; --positions all (positions="all") counts each.'
        if latest
        else "Each position counts."
    )
    for position in changed[:_MAX_CHANGES]:
        who, claim = (
            names.get(position.actor, position.actor.rpartition("/")[2]),
            position.statements[0].claim,
        )
        end = f" {how}" if position is changed[-1] else ""
        yield f"{who} changed position on “{claim.name}” [{claim.id}].{end}"
    if len(changed) > _MAX_CHANGES:
        further = counted(len(changed) - _MAX_CHANGES, "further change")
        yield f"Not shown: {further} of position. {how}"


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
    actor_statements = [
        (actor.iri, statement)
        for statement in all_statements(engine)
        if statement.mode != "hypothetical" and (claims is None or statement.claim.iri in claims)
        for actor in _voices(statement)
        if actor.iri not in imagined
    ]
    return latest_statements(actor_statements, selection)[1]


def _voices(statement: Statement) -> list[Entity]:
    """Return a statement's speakers, and the body that it is made for."""
    bodies = [statement.on_behalf_of] if statement.on_behalf_of else []
    return list(dict.fromkeys([*statement.speakers, *bodies]))


def imagined_actors(engine: Engine) -> set[str]:
    """Return the IRIs of actors whom somebody only imagines."""
    rows = engine.select("SELECT ?actor { ?actor od:hypothetical true }")
    return {row["actor"].value for row in rows}

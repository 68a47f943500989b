"""Statements on the pages of a site: by stance, and those of imagined speakers apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from opendebate.ask.statements import source_order, time_order
from opendebate.site.page_content import Section
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.site.debate_index import DebateIndex

_IMAGINED = "The source imagines these words; nobody is known to say them."


def statement_sections(index: DebateIndex, entity: Entity) -> Iterator[Section]:
    """Yield the statements on a claim, by an actor or in a source, and what an entity passes on."""
    iri, name = entity.iri, entity.name
    passed_on = tuple(index.statements_via.get(iri, ()))
    if entity.kind == "claim":
        yield from _by_stance(index.statements_on.get(iri, ()))
    elif entity.kind == "actor":
        yield from _by_stance(index.statements_of.get(iri, ()), f" {name}")
        yield Section(f"Passed on by {name} for others", statements=passed_on)
    elif entity.kind == "source":
        inside = sorted(index.statements_in.get(iri, ()), key=source_order)
        order = "in the order of the text"
        yield Section("Statements", order=order, statements=tuple(inside))
    elif entity.kind == "policy":
        yield Section(f"Passed on by {name}", statements=passed_on)


def _by_stance(statements: Iterable[Statement], who: str = "") -> Iterator[Section]:
    """Yield statements by stance; those of imagined speakers apart, since nobody takes them."""
    ordered = sorted(statements, key=time_order)
    for name, stance in reversed([*stances().items()]):
        chosen = (s for s in ordered if s.stance == name and s.mode != "hypothetical")
        heading = f"{stance.inverse.capitalize()}{who}"
        yield Section(heading, order="in order of time", statements=tuple(chosen))
    imagined = (statement for statement in ordered if statement.mode == "hypothetical")
    yield Section("Imagined by the source", _IMAGINED, statements=tuple(imagined))

"""One thing told as a tree: facts, what it says, what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.ask.render_trace import (
    format_citation,
    format_dates,
    format_names,
    format_role,
    format_stance,
)
from opendebate.ask.text_tree import Branch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from opendebate.ask.description import Description, Fact
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement

_SAID = {"argument", "passage", "statement"}  # kinds that are themselves part of what is said
_SHORT = 200  # facts longer than this get a line for each value


def render_description(card: Description) -> Branch:
    """Return what a debate holds on one thing as a tree of text."""
    facts = [_said(label, told) for label, told in _dated(card.facts).items()]
    own = card.entity.kind == "claim"
    alone = {s for s in card.statements_by if [one.iri for one in s.speakers] == [card.entity.iri]}
    sections = [
        _section(
            "what it says", [_statement(s, speaker=s not in alone) for s in card.statements_by]
        ),
        _section(
            "people affiliated with it who speak here, for themselves",
            [Branch(f"{one.name} [{one.id}]") for one in card.affiliated_speakers],
        ),
        _section(
            "what it passes on", [_statement(one, speaker=True) for one in card.statements_carried]
        ),
        _section(
            "where it is said" if card.entity.kind in _SAID else "what is said about it",
            [_statement(s, speaker=True, own=own) for s in card.statements_about],
        ),
        _section("from outside the sources", [_fact(one) for one in card.context]),
    ]
    head = f"{card.entity.name} [{card.entity.id}] · {card.entity.kind}"
    return Branch(head, style="head", branches=(*facts, *(one for one in sections if one)))


def _dated(facts: Mapping[str, Sequence[Entity | str]]) -> dict[str, Sequence[Entity | str]]:
    """Return facts with first and last day told as one date."""
    ends = [str(day) for name in ("earliest", "latest") for day in facts.get(name, ())]
    rest = {label: told for label, told in facts.items() if label not in {"earliest", "latest"}}
    return {**({"date": (format_dates(*ends),)} if ends else {}), **rest}


def _said(label: str, told: Sequence[Entity | str]) -> Branch:
    """Return a fact on one line, or each of its values on a line of its own."""
    words = "; ".join(map(format_entity, told))
    if len(told) == 1 or len(label) + len(words) < _SHORT:
        return Branch(words, lead=label, style="fact")
    return Branch(
        "", lead=label, style="fact", branches=[Branch(format_entity(one)) for one in told]
    )


def format_entity(value: Entity | str) -> str:
    """Return a thing as it is told with its id; a text as it is."""
    return value if isinstance(value, str) else f"{value.name} [{value.id}]"


def _section(name: str, branches: list[Branch]) -> Branch | None:
    return Branch("", lead=name, style="section", branches=branches) if branches else None


def _statement(one: Statement, *, speaker: bool, own: bool = False) -> Branch:
    if own:  # of a claim: its text stands above already
        return Branch(format_citation(one), lead=format_stance(one))
    who = f"{format_names(one.speakers)} · " if speaker else ""
    return Branch(
        f"{one.claim.name} [{one.claim.id}]",
        lead=f"{who}{one.stance}",
        branches=[Branch(format_citation(one), lead=format_role(one).strip(" ()"))],
    )


def _fact(fact: Fact) -> Branch:
    when = format_dates(fact.earliest, fact.latest)
    below = [Branch(fact.reference, lead="reference")]
    below += [Branch(fact.url, lead="link")] if fact.url else []
    below += (
        [Branch(", ".join(fact.departs_from), lead="differs from")] if fact.departs_from else []
    )
    return Branch(fact.text, lead=when, branches=below)

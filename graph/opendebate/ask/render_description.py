"""The description of an entity as a tree: facts, what somebody says, what others say about it."""

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

_KINDS_OF_SPEECH = {"argument", "passage", "statement"}  # where a description says "said"
_SHORT = 200  # facts longer than this get a line for each value


def render_description(description: Description) -> Branch:
    """Return the description of an entity as a tree of text."""
    facts = [_fact_branch(label, values) for label, values in _dated(description.facts).items()]
    is_claim = description.entity.kind == "claim"
    alone = {
        s
        for s in description.statements_by
        if [speaker.iri for speaker in s.speakers] == [description.entity.iri]
    }
    name = description.entity.name
    sections = [
        _section(
            f"said by {name}",
            [_statement(s, speaker=s not in alone) for s in description.statements_by],
        ),
        _section(
            f"people affiliated with {name} who speak here, for themselves",
            [
                Branch(f"{speaker.name} [{speaker.id}]")
                for speaker in description.affiliated_speakers
            ],
        ),
        _section(
            f"passed on by {name}",
            [_statement(statement, speaker=True) for statement in description.statements_carried],
        ),
        _section(
            _about(description.entity),
            [_statement(s, speaker=True, claim=not is_claim) for s in description.statements_about],
        ),
        _section("from outside the sources", [_fact(fact) for fact in description.context]),
    ]
    head = f"{description.entity.name} [{description.entity.id}] · {description.entity.kind}"
    return Branch(
        head, style="head", branches=(*facts, *(section for section in sections if section))
    )


def _about(entity: Entity) -> str:
    """Return the heading of the statements that concern an entity."""
    if entity.kind in _KINDS_OF_SPEECH:
        return "where it is said"
    if entity.kind == "source":
        return "what is said in it"
    return f"said about {entity.name}" if entity.kind == "actor" else "what is said about it"


def _dated(facts: Mapping[str, Sequence[Entity | str]]) -> dict[str, Sequence[Entity | str]]:
    """Return facts with first and last day joined to one date."""
    ends = [str(day) for name in ("earliest", "latest") for day in facts.get(name, ())]
    others = {
        label: values for label, values in facts.items() if label not in {"earliest", "latest"}
    }
    return {**({"date": (format_dates(*ends),)} if ends else {}), **others}


def _fact_branch(label: str, values: Sequence[Entity | str]) -> Branch:
    """Return a fact on one line, or each of its values on a line of its own."""
    words = "; ".join(map(format_entity, values))
    if len(values) == 1 or len(label) + len(words) < _SHORT:
        return Branch(words, lead=label, style="fact")
    return Branch(
        "", lead=label, style="fact", branches=[Branch(format_entity(value)) for value in values]
    )


def format_entity(value: Entity | str) -> str:
    """Return an entity by its name and id; a text as it is."""
    return value if isinstance(value, str) else f"{value.name} [{value.id}]"


def _section(name: str, branches: list[Branch]) -> Branch | None:
    return Branch("", lead=name, style="section", branches=branches) if branches else None


def _statement(statement: Statement, *, speaker: bool, claim: bool = True) -> Branch:
    if not claim:  # its text is in the first line already
        return Branch(format_citation(statement), lead=format_stance(statement))
    who = f"{format_names(statement.speakers)} · " if speaker else ""
    return Branch(
        f"{statement.claim.name} [{statement.claim.id}]",
        lead=f"{who}{statement.stance}",
        branches=[Branch(format_citation(statement), lead=format_role(statement).strip(" ()"))],
    )


def _fact(fact: Fact) -> Branch:
    when = format_dates(fact.earliest, fact.latest)
    below = [Branch(fact.reference, lead="reference")]
    below += [Branch(fact.url, lead="link")] if fact.url else []
    below += (
        [Branch(", ".join(fact.departs_from), lead="differs from")] if fact.departs_from else []
    )
    return Branch(fact.text, lead=when, branches=below)

"""``opendebate show`` and ``opendebate path``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate_cli.main import State
from opendebate_cli.output import emit_json, output_options, printable, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from opendebate.ask.show import Card, Fact
    from opendebate.ask.statements import Statement
    from opendebate.ask.things import Thing
    from opendebate.ask.tree import Branch

_SHORT = 200  # facts longer than this get a line for each value


@click.command("show")
@click.argument("entity", help="Id, IRI or name.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show_command(state: State, entity: str, as_json: bool) -> None:
    """Show one thing, and all that is said by it and about it.

    \b
    Examples:
      opendebate show llama-2
      opendebate show "Mark Zuckerberg"
    """
    from opendebate.ask.tree import render

    card = state.load().show(entity)
    if as_json:
        emit_json(card.to_dict())
        return
    click.echo(render(_card(card), width(), _paint))


def _paint(text: str, style: str) -> str:
    bold = style in {"head", "section-lead", "fact-lead"}
    return click.style(printable(text), bold=bold) if text else ""


def _card(card: Card) -> Branch:
    from opendebate.ask.tree import Branch

    facts = [_said(label, told) for label, told in _dated(card.facts).items()]
    own = card.thing.kind == "claim"
    alone = {s for s in card.by if [one.iri for one in s.speakers] == [card.thing.iri]}
    sections = [
        _section("what it says", [_statement(s, speaker=s not in alone) for s in card.by]),
        _section("what it passes on", [_statement(one, speaker=True) for one in card.carried]),
        _section(
            "what is said about it", [_statement(s, speaker=True, own=own) for s in card.about]
        ),
        _section("from outside the sources", [_fact(one) for one in card.context]),
    ]
    head = f"{card.thing.name} [{card.thing.id}] · {card.thing.kind}"
    return Branch(head, style="head", branches=(*facts, *(one for one in sections if one)))


def _dated(facts: Mapping[str, Sequence[Thing | str]]) -> dict[str, Sequence[Thing | str]]:
    """Return facts with first and last day told as one date."""
    from opendebate.ask.tell import tell_dates

    ends = [str(day) for name in ("earliest", "latest") for day in facts.get(name, ())]
    rest = {label: told for label, told in facts.items() if label not in {"earliest", "latest"}}
    return {**({"date": (tell_dates(*ends),)} if ends else {}), **rest}


def _said(label: str, told: Sequence[Thing | str]) -> Branch:
    """Return a fact on one line, or each of its values on a line of its own."""
    from opendebate.ask.tree import Branch

    words = "; ".join(map(_told, told))
    if len(told) == 1 or len(label) + len(words) < _SHORT:
        return Branch(words, lead=label, style="fact")
    return Branch("", lead=label, style="fact", branches=[Branch(_told(one)) for one in told])


def _told(value: Thing | str) -> str:
    return value if isinstance(value, str) else f"{value.name} [{value.id}]"


def _section(name: str, branches: list[Branch]) -> Branch | None:
    from opendebate.ask.tree import Branch

    return Branch("", lead=name, style="section", branches=branches) if branches else None


def _statement(one: Statement, *, speaker: bool, own: bool = False) -> Branch:
    from opendebate.ask.tell import tell_names, tell_taken, tell_where
    from opendebate.ask.tree import Branch

    if own:  # of a claim: its text stands above already
        return Branch(tell_where(one), lead=tell_taken(one))
    who = f"{tell_names(one.speakers)} · " if speaker else ""
    return Branch(
        f"{one.claim.name} [{one.claim.id}]",
        lead=f"{who}{one.stance}",
        branches=[Branch(tell_where(one))],
    )


def _fact(fact: Fact) -> Branch:
    from opendebate.ask.tell import tell_dates
    from opendebate.ask.tree import Branch

    when = tell_dates(fact.earliest, fact.latest)
    below = [Branch(fact.reference, lead="reference")]
    below += [Branch(fact.url, lead="link")] if fact.url else []
    below += (
        [Branch(", ".join(fact.departs_from), lead="differs from")] if fact.departs_from else []
    )
    return Branch(fact.text, lead=when, branches=below)


@click.command("path")
@click.argument("start", help="Id, IRI or name to begin from.")
@click.argument("end", help="Id, IRI or name to reach.")
@output_options
@click.pass_obj
def path_command(state: State, start: str, end: str, form: str) -> None:
    """Show how two things are connected: a shortest way along the ties of the graph.

    \b
    Example:
      opendebate path wendy-hall mark-zuckerberg
    """
    steps = state.load().path(start, end)
    if steps is None:
        click.echo("There is no way between them in this debate.", err=True)
        click.get_current_context().exit(1)
    if form == "json":
        emit_json([step.to_dict() for step in steps])
        return
    if form == "csv":
        from opendebate_cli.output import emit

        rows = [{"from": s.start.id, "relation": s.label, "to": s.end.id} for s in steps]
        emit(rows, form, columns=("from", "relation", "to"))
        return
    if not steps:
        click.echo("They are one and the same.")
        return
    click.echo("\n".join(_way(_told(steps[0].start), ((s.label, _told(s.end)) for s in steps))))


def _way(start: str, steps: Iterable[tuple[str, str]]) -> Iterator[str]:
    import textwrap

    yield textwrap.fill(printable(start), width())
    for label, name in steps:
        yield click.style(f"  {label} ↓", dim=True)
        yield textwrap.fill(printable(name), width())

"""From locutions and what they do to statements."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.exchange.aif.context import AifContext, ImportedStatement, ReportingChain
from opendebate.exchange.aif.schemes import is_analysing, is_known, stance_of_act
from opendebate.exchange.coded_debate import StatementData, filled
from opendebate.stances import without_default

MOST_CARRIERS = 20
_REPEATED = "they repeat another of the same locution"
_ANALYSIS = "they are the analyst's, who is no party to the dialogue"
_MUTE = "they belong to no locution that has words"
_SECOND = "they report a locution that another reports too, or that reports them"


def read_statements(context: AifContext) -> None:
    """Make a statement of each stance that a locution takes on a claim."""
    acts = _acts_by_locution(context)
    for name in context.dialogue.uttered:
        for spot in _reported(name, context):
            for act in acts.get(spot, ()):
                _read_act(act, spot, context)
    for name, locution in context.dialogue.all.items():
        if locution.node.extension:
            for act in acts.get(name, ()):
                _read_added(act, name, context)


def _acts_by_locution(context: AifContext) -> dict[str, list[str]]:
    """Return the illocutions that bear on claims, by the locution they are performed in."""
    acts: dict[str, list[str]] = {}
    for node in context.graph.of("YA"):
        if is_analysing(node.scheme):
            context.outcomes.set_aside(node.id, _ANALYSIS)
        elif context.graph.out(node.id, "I") and not node.extension:
            acts.setdefault(context.locution_of(node.id)[0], []).append(node.id)
    for act in acts.pop("", ()):
        context.outcomes.set_aside(act, _MUTE)
    return acts


def _reported(name: str, context: AifContext) -> Iterator[str]:
    """Yield a locution and those that it reports, and note the chain that leads to each."""
    graph = context.graph
    waiting = [(name, ReportingChain(name))]
    while waiting:
        spot, chain = waiting.pop()
        if spot in context.chains:
            continue
        locution = context.dialogue.all[spot]
        carriers = ((context.actor(locution.by),) if locution.by else ()) + chain.via
        context.chains[spot] = ReportingChain(name, carriers, chain.path)
        yield spot
        for act in reversed(graph.out(spot, "YA")):
            if is_analysing(graph.nodes[act].scheme) or len(chain.path) >= MOST_CARRIERS:
                continue
            for inner in reversed(graph.out(act, "L")):
                context.outcomes.set_aside(act, _SECOND)
                via = (context.actor(locution.name), *carriers)
                waiting.append((inner, ReportingChain(name, via, (*chain.path, (spot, act)))))


def _read_act(act: str, spot: str, context: AifContext) -> None:
    """Make the statements of an illocution."""
    scheme = context.graph.nodes[act].scheme
    stance = stance_of_act(scheme)
    if stance is None:
        context.outcomes.set_aside(act, f"{scheme} takes no stance")
        return
    for claim in context.claims_of(context.graph.out(act, "I")):
        if context.lookup(spot, claim, stance):
            context.outcomes.set_aside(act, _REPEATED)
            continue
        if not is_known(scheme):
            context.guessed[scheme or "no name"] += 1
        context.ground(add_statement(context, spot, claim, stance), act)


def add_statement(context: AifContext, spot: str, claim: str, stance: str) -> ImportedStatement:
    """Make a statement in a locution.

    The locutions are a transcript, so what is uttered is verbatim, however the analyst words the
    claim; what is only reported is a paraphrase.
    """
    chain, locution = context.chains[spot], context.dialogue.all[spot]
    uttered = context.dialogue.all[chain.uttered]
    record: StatementData = filled(
        speaker=[context.actor(locution.name)],
        via=list(chain.via),
        mode="verbatim" if spot == chain.uttered else "paraphrase",
        claim=claim,
        stance=without_default(stance),
        said=uttered.node.start,
        at=[uttered.at.copy()] if uttered.at else None,
    )
    return context.add(spot, context.slug, record)


def _read_added(act: str, spot: str, context: AifContext) -> None:
    """Make statements of what others have added to a locution that this library wrote."""
    sibling = next(iter(context.statements.get(spot, ())), None)
    stance = stance_of_act(context.graph.nodes[act].scheme)
    if not sibling or not stance:
        return
    for claim in context.claims_of(context.graph.out(act, "I")):
        if not context.lookup(spot, claim, stance):
            record: StatementData = filled(
                sibling.record,
                id=context.ids.new(f"{sibling.record['id']}-added"),
                claim=claim,
                stance=without_default(stance),
                because=None,
                replies_to=None,
            )
            context.ground(context.add(spot, sibling.source, record), act)

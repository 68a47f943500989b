"""Who replies to whom, and what claims, locutions and rephrasings stand for."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.exchange.aif.context import AifContext, ImportedStatement
from opendebate.exchange.aif.graph import AifNode

_REPEATED = "another joins the same two statements already"
_ITSELF = "they join a statement with itself"


def read_replies(context: AifContext) -> None:
    """Make a reply of each transition between locutions with statements."""
    main = _main_statements(context)
    for node in context.graph.of("TA"):
        for target, statement in context.pairs(node.id, *_ends(node, main, context)):
            _add_reply(node.id, statement, target, context)


def _ends(
    node: AifNode, main: dict[str, ImportedStatement], context: AifContext
) -> tuple[list[ImportedStatement], list[ImportedStatement]]:
    """Return the statements that a transition leads from and to: as we wrote, or by its edges."""
    source = str(node.extension.get("source"))
    target, reply = (
        context.written.get((source, str(node.extension.get(key)))) for key in ("to", "reply")
    )
    if target and reply:
        return [target], [reply]
    starts = [main[name] for name in context.graph.into(node.id, "L") if name in main]
    return starts, [main[name] for name in context.graph.out(node.id, "L") if name in main]


def _add_reply(
    node: str, statement: ImportedStatement, target: ImportedStatement, context: AifContext
) -> None:
    reply, name = statement.record, target.record["id"]
    if statement is target or statement.source != target.source:
        context.outcomes.set_aside(node, _ITSELF)
    elif name in reply.get("replies_to", ()):
        context.outcomes.set_aside(node, _REPEATED)
    else:
        reply.setdefault("replies_to", []).append(name)
        context.outcomes.add(node, "reply", statement.source, reply["id"], name)


def _main_statements(context: AifContext) -> dict[str, ImportedStatement]:
    """Return a statement of each locution; of one that only reports, the reported one."""
    main = {spot: statements[0] for spot, statements in context.statements.items()}
    for spot, chain in context.chains.items():
        for outer, _ in chain.path if spot in main else ():
            main.setdefault(outer, main[spot])
    return main


def settle(context: AifContext) -> None:
    """Note what claims, locutions and the illocutions of rephrasings stand for."""
    outcomes = context.outcomes
    for node, claim in context.claims.items():
        outcomes.add(node, "claim", claim)
    for spot, statements in context.statements.items():
        for statement in statements if spot else ():
            _settle(spot, statement, context)
    for rephrasing in context.graph.of("MA"):
        for act in context.graph.into(rephrasing.id, "YA"):
            for relation, *ends in outcomes.keys.get(rephrasing.id, ()):
                if relation == "rephrases":
                    outcomes.add(act, "restating", *ends)


def _settle(spot: str, statement: ImportedStatement, context: AifContext) -> None:
    """Note which locutions a statement is made and reported in, from within outwards."""
    outcomes, path = context.outcomes, (statement.source, statement.record["id"])
    outcomes.add(spot, "spot", *path, *statement.speakers)
    carriers = statement.record.get("via", [])
    reports = _reports(spot, len(carriers), context)
    for (number, carrier), (outer, act) in zip(enumerate(carriers, 1), reports, strict=False):
        outcomes.add(outer, "carrier", *path, str(number), carrier)
        if act:
            outcomes.add(act, "report", *path, str(number), carrier)


def _reports(spot: str, limit: int, context: AifContext) -> Iterator[tuple[str, str]]:
    """Yield who reports a locution: the reporting locution, and the illocution if it is another.

    In a file of our own the statement has the carriers, and their locutions are those along the
    illocutions that lead to it.
    """
    chain, graph = context.chains.get(spot), context.graph
    if chain is None:
        for _ in range(limit):
            acts = graph.into(spot, "YA")
            outer = ((name, act) for act in acts for name in graph.into(act, "L"))
            spot, act = next(outer, ("", ""))
            if not spot:
                return
            yield spot, act
        return
    for inner, act in ((spot, ""), *reversed(chain.path)):
        if act:
            yield inner, act
        if context.dialogue.all[inner].by:
            yield inner, ""

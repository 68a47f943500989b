"""The last things read: who replies to whom, reasons in circles, and what was made of each node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendebate.coding import records
from opendebate.exchange.aif.graph import MOST_PAIRS
from opendebate.exchange.aif.relations import HUGE, Reason, Relations
from opendebate.exchange.aif.state import Reading, Said

if TYPE_CHECKING:
    import networkx as nx

AGAIN = "another joins the same two statements already"
ONE = "they join a statement with itself"
CIRCLE = "the reason they give goes round in a circle, so it is drawn as the coder's"


def read_replies(reading: Reading) -> None:
    """Make a reply of each transition between locutions with statements."""
    graph, main = reading.graph, _main(reading)
    seen: set[tuple[str, str, str]] = set()
    for node in graph.of("TA"):
        kept = [
            reading.kept.get((str(node.kept.get("source")), str(node.kept.get(key))))
            for key in ("to", "reply")
        ]
        starts = [main[one] for one in graph.into(node.id, "L") if one in main]
        ends = [main[one] for one in graph.out(node.id, "L") if one in main]
        if kept[0] and kept[1]:
            starts, ends = [kept[0]], [kept[1]]
        if len(starts) * len(ends) > MOST_PAIRS:
            reading.account.leave(node.id, HUGE)
            continue
        for target in starts:
            for one in ends:
                _reply(node.id, one, target, seen, reading)


def _reply(
    node: str, one: Said, target: Said, seen: set[tuple[str, str, str]], reading: Reading
) -> None:
    if one is target or one.source != target.source:
        reading.account.leave(node, ONE)
        return
    key = (one.source, one.record["id"], target.record["id"])
    if key in seen:
        reading.account.leave(node, AGAIN)
        return
    seen.add(key)
    one.record.setdefault("replies_to", []).append(target.record["id"])
    reading.account.keep(node, "reply", *key)


def _main(reading: Reading) -> dict[str, Said]:
    """Return the first statement of each locution; of one that only reports, the reported one."""
    main = {spot: said[0] for spot, said in reading.said.items()}
    for spot, handed in reading.handed.items():
        for outer, _ in handed.path if spot in main else ():
            main.setdefault(outer, main[spot])
    return main


def open_circles(relations: Relations) -> list[Reason]:
    """Draw reasons that rest on themselves as the coder's, and return them.

    A coding has no reasons of one speaker that go round in a circle within a source.
    """
    import networkx as nx

    reading = relations.reading
    ways: dict[tuple[str, str], nx.DiGraph[str]] = {}
    for one in relations.reasons:
        for key in _voices(one.said, reading):
            claim = one.said.record["claim"]
            ways.setdefault(key, nx.DiGraph()).add_edge(claim, one.premise)
    part: dict[tuple[str, str, str], int] = {}
    for key, graph in ways.items():
        for n, claims in enumerate(nx.strongly_connected_components(graph)):
            part.update({(*key, claim): n for claim in claims if len(claims) > 1})
    taken = [
        one
        for one in relations.reasons
        if any(
            (*key, one.premise) in part
            and part[*key, one.premise] == part.get((*key, one.said.record["claim"]))
            for key in _voices(one.said, reading)
        )
    ]
    _take_out(taken, relations)
    return taken


def _voices(said: Said, reading: Reading) -> list[tuple[str, str]]:
    """Return the source and speakers of a statement; without one the source's own voice speaks."""
    head = records.Source.model_validate(reading.draft.sources[said.source]["source"])
    return [(said.source, name) for name in said.speakers or head.voices or ("",)]


def _take_out(taken: list[Reason], relations: Relations) -> None:
    gone: dict[int, set[str]] = {}
    for one in taken:
        gone.setdefault(id(one.said), set()).add(one.premise)
    for said in {id(one.said): one.said for one in taken}.values():
        left = [premise for premise in said.reasons() if premise not in gone[id(said)]]
        said.record["because"] = left
        if not left:
            del said.record["because"]
    account = relations.reading.account
    for one in taken:
        told = (one.said.source, one.said.record["id"], one.premise)
        account.drop(one.node, "because", *told)
        account.drop(one.act, "arguing", *told)
        account.why[one.act] = CIRCLE
        if not one.said.direct:  # a denial that is told by its reason alone
            account.keep(one.act, *one.said.key)
        relation = "supports" if one.said.holds else "attacks"
        relations.draw(one.node, relation, one.premise, one.said.record["claim"])


def settle(reading: Reading) -> None:
    """Say what claims, locutions and the illocutions of rephrasings stand for."""
    for node, claim in reading.claims.items():
        reading.account.keep(node, "claim", claim)
    for spot, said in reading.said.items():
        for one in said if spot else ():
            _settle(spot, one, reading)
    for rephrasing in reading.graph.of("MA"):
        for act in reading.graph.into(rephrasing.id, "YA"):
            for relation, *ends in reading.account.made.get(rephrasing.id, ()):
                if relation == "rephrases":
                    reading.account.keep(act, "restating", *ends)


def _settle(spot: str, said: Said, reading: Reading) -> None:
    """Say which locutions a statement is made in, and is handed on in, from within outwards."""
    account, here = reading.account, (said.source, said.record["id"])
    account.keep(spot, "spot", *here, *said.speakers)
    left = list(enumerate(said.record.get("via", ()), 1))
    for outer, act in _reports(spot, len(left), reading):
        if not left:
            break
        n, carrier = left.pop(0)
        account.keep(outer, "carrier", *here, str(n), carrier)
        if act:
            account.keep(act, "report", *here, str(n), carrier)


def _reports(spot: str, most: int, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield who hands on a locution: the locution that does, and the illocution if it is another.

    In a file of our own the carriers are read from the statement, and their locutions found along
    the illocutions that lead here.
    """
    handed, graph = reading.handed.get(spot), reading.graph
    if handed is None:
        for _ in range(most):
            acts = graph.into(spot, "YA")
            outer = ((one, act) for act in acts for one in graph.into(act, "L"))
            spot, act = next(outer, ("", ""))
            if not spot:
                return
            yield spot, act
        return
    for inner, act in ((spot, ""), *reversed(handed.path)):
        if act:
            yield inner, act
        if reading.dialogue.all[inner].by:
            yield inner, ""

"""The last things read: who replies to whom, reasons in circles, and what was made of each node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from opendebate.exchange.aif.relations import HUGE, MOST_PAIRS, Reason, Relations
from opendebate.exchange.aif.state import Reading, Said
from opendebate.exchange.draft import Draft, Record

if TYPE_CHECKING:
    import networkx as nx

AGAIN = "another joins the same two statements already"
ONE = "they join a statement with itself"
RESTATED = "no transition joins statements of the two claims"
TOLD = "what they say another of the same locution says with its reason"
CIRCLE = "the reason they give goes round in a circle, so it is drawn as the coder's"
BESIDE = "a denial whose reason goes round in a circle is a statement of its own"
TWO = "a locution that names who hands it on is written as two"
BY_CHANCE = "a rephrasing between statements that reply is written with its illocution"


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
    reading.account.keep(node)


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
    """Return the source and speakers of a statement; without a speaker the narrator speaks."""
    head: Mapping[str, object] = reading.draft.sources[said.source]["source"]
    authors = head.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else head.get("publisher")
    speakers = said.speakers or (str(head.get("narrator") or first or ""),)
    return [(said.source, name) for name in speakers]


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
        account.keep(one.node, -1)
        account.keep(one.act, -1)
        account.why[one.act] = CIRCLE
        relation = "supports" if one.said.holds else "attacks"
        relations.draw(one.node, relation, one.premise, one.said.record["claim"])


def replied(draft: Draft) -> set[tuple[str, str]]:
    """Return the pairs of claims, both ways, whose statements a reply joins."""
    found: set[tuple[str, str]] = set()
    for source in draft.sources.values():
        claims: dict[str, str] = {one["id"]: one["claim"] for one in source["statements"]}
        for one in source["statements"]:
            for target in one.get("replies_to", ()):
                if target in claims:
                    both = (one["claim"], claims[target])
                    found |= {both, both[::-1]}
    return found


def settle(reading: Reading) -> None:
    """Say what was made of claims, locutions, denials and rephrasings."""
    account = reading.account
    for node in reading.claims:
        account.keep(node)
    _settle_locutions(reading)
    for said in (one for listed in reading.said.values() for one in listed):
        if said.record.get("stance") != "denies":
            continue
        if said.record.get("because"):
            for act in said.direct:
                account.keep(act, -1)
                account.why[act] = TOLD
        elif not said.direct:
            account.more["YA", BESIDE] += 1
    _settle_rephrasings(reading)


def _settle_locutions(reading: Reading) -> None:
    spots = {spot: None for spot, said in reading.said.items() if said}
    acts: dict[str, None] = {}
    for spot in list(spots):
        handed = reading.handed.get(spot)
        for outer, act in handed.path if handed else ():
            spots[outer] = acts[act] = None
        if spot in reading.dialogue.all and handed and reading.dialogue.all[spot].by:
            reading.account.more["L", TWO] += 1
            reading.account.more["YA", TWO] += 1
    _settle_reports(spots, acts, reading)
    for node in (*spots, *acts):
        reading.account.keep(node)


def _settle_reports(spots: dict[str, None], acts: dict[str, None], reading: Reading) -> None:
    """Add the locutions that report those which this tool wrote."""
    graph = reading.graph
    waiting = [spot for spot in spots if spot and graph.nodes[spot].kept]
    while waiting:
        for act in graph.into(waiting.pop(), "YA"):
            for outer in graph.into(act, "L"):
                acts[act] = None
                if outer not in spots and graph.nodes[outer].kept:
                    spots[outer] = None
                    waiting.append(outer)


def _settle_rephrasings(reading: Reading) -> None:
    """Count the illocutions of rephrasings, which `write` writes where a reply joins the two."""
    graph, joined = reading.graph, replied(reading.draft)
    records: dict[str, Record] = reading.draft.claims
    told = {(name, one) for name, claim in records.items() for one in claim.get("rephrases", ())}
    for node in graph.of("MA"):
        acts = graph.into(node.id, "YA")
        if reading.account.why.get(node.id) == HUGE:
            continue
        for again in graph.into(node.id, "I"):
            for first in graph.out(node.id, "I"):
                pair = (reading.claims.get(again, ""), reading.claims.get(first, ""))
                if pair not in told:
                    continue
                told.remove(pair)
                if pair not in joined:
                    for act in acts:
                        reading.account.leave(act, RESTATED)
                elif acts:
                    reading.account.keep(acts[0])
                else:
                    reading.account.more["YA", BY_CHANCE] += 1

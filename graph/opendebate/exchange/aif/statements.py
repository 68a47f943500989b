"""From locutions and what they do to statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opendebate.exchange.aif.schemes import is_analysing, is_known, stance_of
from opendebate.exchange.aif.state import Handed, Reading, Said

AGAIN = "they say again what another of the same locution says"
ANALYSIS = "the analyst's, who is no party to the dialogue"
MUTE = "they hang on no locution that has words"
MOST_CARRIERS = 20
SECOND = "they report a locution that another reports too, or that reports them"


def read_statements(reading: Reading) -> None:
    """Make a statement of each stance that a locution takes on a claim."""
    acts = _acts_by_locution(reading)
    for name in reading.dialogue.uttered:
        for spot in _reports(name, reading):
            for act in acts.get(spot, ()):
                _act(act, spot, reading)
    for name, one in reading.dialogue.all.items():
        if one.node.kept:
            for act in acts.get(name, ()):
                _beside_kept(act, name, reading)


def _acts_by_locution(reading: Reading) -> dict[str, list[str]]:
    """Return the illocutions that bear on claims, by the locution they are performed in."""
    graph, found = reading.graph, {}
    made: dict[str, list[str]] = {}
    for node in graph.of("YA"):
        if is_analysing(node.scheme):
            reading.account.leave(node.id, ANALYSIS)
        elif graph.out(node.id, "I") and not node.kept:
            found[node.id] = reading.voice(node.id)[0]
            made.setdefault(found[node.id], []).append(node.id)
    for act in made.pop("", ()):
        reading.account.leave(act, MUTE)
    return made


def _reports(name: str, reading: Reading) -> Iterator[str]:
    """Yield a locution and those that it reports, and note how each is handed on."""
    graph = reading.graph
    waiting = [(name, Handed(name))]
    while waiting:
        spot, handed = waiting.pop()
        if spot in reading.handed:
            continue
        one = reading.dialogue.all[spot]
        carriers = ((reading.actor(one.by),) if one.by else ()) + handed.via
        reading.handed[spot] = Handed(name, carriers, handed.path)
        yield spot
        for act in reversed(graph.out(spot, "YA")):
            if is_analysing(graph.nodes[act].scheme) or len(handed.path) >= MOST_CARRIERS:
                continue
            for inner in reversed(graph.out(act, "L")):
                reading.account.leave(act, SECOND)
                via = (reading.actor(one.name), *carriers)
                waiting.append((inner, Handed(name, via, (*handed.path, (spot, act)))))


def _act(act: str, spot: str, reading: Reading) -> None:
    """Make the statements of one illocution."""
    graph, node = reading.graph, reading.graph.nodes[act]
    stance = stance_of(node.scheme)
    if stance is None:
        reading.account.leave(act, f"{node.scheme} takes no stance")
        return
    for target in graph.out(act, "I"):
        claim = reading.claims.get(target)
        if claim is None:
            continue
        if find(reading, spot, claim, stance):
            reading.account.leave(act, AGAIN)
            continue
        if not is_known(node.scheme):
            reading.guessed[node.scheme or "no name"] += 1
        made = state(reading, spot, claim, stance)
        made.direct.append(act)
        reading.account.keep(act, *made.key)


def find(reading: Reading, spot: str, claim: str, *stances: str) -> Said | None:
    """Return the statement that takes one of some stances on a claim in a locution."""
    found = (reading.taken.get((spot, claim, stance)) for stance in stances)
    return next((one for one in found if one), None)


def state(reading: Reading, spot: str, claim: str, stance: str) -> Said:
    """Make a statement in a locution.

    The locutions are a transcript, so what is uttered is verbatim, however the analyst words the
    claim; what is only reported is a paraphrase.
    """
    handed, one = reading.handed[spot], reading.dialogue.all[spot]
    uttered = reading.dialogue.all[handed.uttered]
    record: dict[str, Any] = {
        "speaker": [reading.actor(one.name)],
        **({"via": list(handed.via)} if handed.via else {}),
        "mode": "verbatim" if spot == handed.uttered else "paraphrase",
        "claim": claim,
        **({"stance": stance} if stance != "affirms" else {}),
        **({"said": uttered.node.start} if uttered.node.start else {}),
        "at": [dict(uttered.at or {})],
    }
    return reading.statement(spot, reading.slug, record)


def _beside_kept(act: str, spot: str, reading: Reading) -> None:
    """Make statements in a locution that this tool has written, of what others have added."""
    sibling = next(iter(reading.said.get(spot, ())), None)
    stance = stance_of(reading.graph.nodes[act].scheme)
    for target in reading.graph.out(act, "I"):
        claim = reading.claims.get(target)
        if sibling and claim and stance and not find(reading, spot, claim, stance):
            keep = ("speaker", "via", "as", "on_behalf_of", "said", "mode", "at")
            record = {key: sibling.record[key] for key in keep if key in sibling.record}
            record |= {"claim": claim} | ({} if stance == "affirms" else {"stance": stance})
            name = reading.ids.new(f"{sibling.record['id']}-added")
            made = reading.statement(spot, sibling.source, {"id": name, **record})
            made.direct.append(act)
            reading.account.keep(act, *made.key)

"""From an AIF graph to the draft of a debate."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding.field_types import ID_PATTERN, LANGUAGE_PATTERN
from opendebate.exchange.aif import kept
from opendebate.exchange.aif.account import Account
from opendebate.exchange.aif.graph import Graph, Node
from opendebate.exchange.aif.locutions import read_dialogue
from opendebate.exchange.aif.people import whole_name
from opendebate.exchange.aif.relations import Relations
from opendebate.exchange.aif.remains import remains_of
from opendebate.exchange.aif.replies import open_circles, read_replies, settle
from opendebate.exchange.aif.state import NOBODY, Ids, Reading
from opendebate.exchange.aif.statements import read_statements
from opendebate.exchange.draft import Draft, Record, body, new_draft

_WORDLESS = "they have no text"
_OF_CLAIM = ("kind", "side", "topics", "about", "benefits", "motive_of", "cause_of")


def draft_of(graph: Graph, title: str) -> Draft:
    """Return what an AIF graph says, as a draft.

    Each I-node becomes a claim, each stance that a locution takes on one a statement. An inference
    that a speaker draws for a claim of their own becomes a reason of that statement, and a conflict
    by which they disagree a denial with its reason; all others are drawn as the coder's.

    Parameters
    ----------
    graph : Graph
    title : str
        What the debate and the dialogue are called, where the graph does not tell.
    """
    title = title or "AIF"
    draft = new_draft(title, f"What is argued in {title}?")
    if _matches(LANGUAGE_PATTERN, graph.language):
        draft.debate["language"] = graph.language
    kept.read_whole(graph.kept, draft, graph.where)
    account = Account()
    dialogue = read_dialogue(graph, account)
    taken = {one for things in draft.files().values() for one in things} | draft.sources.keys()
    reading = Reading(graph, draft, account, Ids(taken), dialogue)
    _read_claims(reading)
    for one in dialogue.all.values():
        for name in (one.name, one.by) if not one.node.kept else ():
            if name:
                reading.actor(name)
    _open_source(title, reading)
    kept.read_statements(reading)
    read_statements(reading)
    relations = Relations(reading)
    relations.read()
    circles = open_circles(relations)
    read_replies(reading)
    settle(reading)
    _close_source(reading)
    draft.counts.update(graph.counts)
    draft.remains["aif"] = remains_of(reading)
    draft.report += [*graph.notes, *account.sentences(graph), *_remarks(reading, len(circles))]
    if graph.kept or any(node.kept for node in graph.nodes.values()):
        kept.check(draft, graph.where)
    return draft


def _matches(pattern: str, text: object) -> bool:
    import re

    return isinstance(text, str) and re.fullmatch(pattern, text) is not None


def _read_claims(reading: Reading) -> None:
    own = {node.id: node.kept.get("id") for node in reading.graph.of("I")}
    for name in own.values():
        if _matches(ID_PATTERN, name):
            reading.ids.taken.add(str(name))
    for node in reading.graph.of("I"):
        if not node.text:
            reading.account.leave(node.id, _WORDLESS)
            continue
        name = own[node.id]
        if not _matches(ID_PATTERN, name) or name in reading.draft.claims:
            name = reading.ids.new(node.text, "claim")
        reading.claims[node.id] = str(name)
        reading.draft.claims[str(name)] = _claim(node)


def _claim(node: Node) -> Record:
    own = {key: node.kept[key] for key in _OF_CLAIM if key in node.kept}
    return {"text": node.text, "kind": "descriptive", "side": "neither", **own}


def _open_source(title: str, reading: Reading) -> None:
    if not reading.dialogue.uttered:
        return
    head: Record = {"title": title, "kind": "other"}
    days = sorted(one.node.start for one in reading.dialogue.all.values() if one.node.start)
    if days:
        head["published"] = days[0] if days[0] == days[-1] else f"{days[0]}/{days[-1]}"
    if sealed := body(reading.dialogue.text):
        head["text"] = sealed
    reading.slug = reading.ids.new(title, "dialogue")
    reading.draft.sources[reading.slug] = {"source": head, "statements": []}
    reading.draft.texts[reading.slug] = reading.dialogue.text.raw
    if reading.dialogue.analysts:
        reading.draft.debate.setdefault("creators", list(reading.dialogue.analysts))


def _close_source(reading: Reading) -> None:
    """Leave out the day on which a statement was made where the whole dialogue was."""
    if reading.slug:
        source = reading.draft.sources[reading.slug]
        for one in source["statements"]:
            if one.get("said") == source["source"].get("published"):
                one.pop("said", None)


def _remarks(reading: Reading, circles: int) -> Iterator[str]:
    """Yield what had to be guessed, and what stands elsewhere than one would look for it."""
    draft, dialogue, graph = reading.draft, reading.dialogue, reading.graph
    if any("kind" not in graph.nodes[name].kept for name in reading.claims):
        yield "AIF tells neither kind nor side of a claim: all are descriptive, on neither side."
    if not graph.actors and reading.slug:
        yield "AIF does not tell persons from organizations: all speakers are taken for persons."
    known = {*graph.actors.values(), *(graph.kept.get("actors") or {})}
    if any(one["name"] == NOBODY for id_, one in draft.actors.items() if id_ not in known):
        yield f"Statements whose speaker is not named are those of {NOBODY!r}."
    if dialogue.analysts:
        names = ", ".join(name[:80] for name in dialogue.analysts[:5])
        yield f"Taken for analysts who retell, and so for creators of the coding: {names}."
    for scheme, n in sorted(reading.guessed.items()):
        many = _counted(n, "illocution", "illocutions")
        yield f"{many} called {scheme!r}: taken for asserting."
    speaking = {one.name for one in dialogue.all.values()}
    people = {whole_name(*parts) for parts in graph.participants.values()}
    if silent := sorted(people - speaking - graph.actors.keys()):
        listed = ", ".join(name[:80] for name in silent[:5])
        who = ("participant utters nothing and is", "participants utter nothing and are")
        yield (
            f"{_counted(len(silent), *who)} not in the graph: {listed}. "
            "An export to AIF writes this again."
        )
    if dialogue.circle:
        yield "The transitions go round in a circle: the text has the order of the file."
    if circles:
        reasons = _counted(circles, "reason of a speaker goes", "reasons of a speaker go")
        yield f"{reasons} round in a circle: drawn as the coder's."


def _counted(n: int, singular: str, plural: str) -> str:
    return f"{n:,} {singular if n == 1 else plural}"

"""From an AIF graph to the coded debate."""

from __future__ import annotations

import re
from typing import cast

from opendebate.coding.field_types import ID_PATTERN, LANGUAGE_PATTERN
from opendebate.exchange.aif import extension
from opendebate.exchange.aif.context import NOBODY, AifContext, NodeOutcomes
from opendebate.exchange.aif.graph import AifNode, Graph
from opendebate.exchange.aif.locutions import read_dialogue
from opendebate.exchange.aif.people import full_name
from opendebate.exchange.aif.relations import AifRelations
from opendebate.exchange.aif.replies import read_replies, settle
from opendebate.exchange.aif.skeleton import make_skeleton
from opendebate.exchange.aif.statements import read_statements
from opendebate.exchange.coded_debate import (
    ClaimData,
    CodedDebate,
    SourceData,
    filled,
    new_coded_debate,
)
from opendebate.exchange.extension import Extension
from opendebate.exchange.ids import Ids
from opendebate.exchange.passages import seal_body
from opendebate.exchange.repair import CODERS_INSTEAD

_OF_CLAIM = ("kind", "side", "topics", "about", "benefits", "motive_of", "cause_of",
             "attributes")  # fmt: skip


def make_coded_debate(graph: Graph, title: str) -> CodedDebate:
    """Return what an AIF graph says, as a coded debate.

    Each I-node becomes a claim, each stance that a locution takes on one a statement. An inference
    that a speaker draws for a claim of their own becomes a reason of that statement, and a conflict
    by which they disagree a denial with its reason; all others are the coder's.

    Parameters
    ----------
    graph : Graph
    title : str
        What the debate and the dialogue are called, where the graph has no title.
    """
    title = title or "AIF"
    coded = new_coded_debate(title)
    if _matches(LANGUAGE_PATTERN, graph.language):
        coded.debate["language"] = graph.language
    Extension(graph.where, extension.ADVICE).read(graph.extension, coded)
    outcomes = NodeOutcomes()
    dialogue = read_dialogue(graph, outcomes.set_aside)
    context = AifContext(graph, coded, outcomes, Ids(coded.ids()), dialogue)
    _read_claims(context)
    for locution in dialogue.all.values():
        for name in (locution.name, locution.by) if not locution.node.extension else ():
            if name:
                context.actor(name)
    _open_source(title, context)
    extension.read_statements(context)
    read_statements(context)
    relations = AifRelations(context)
    relations.read()
    read_replies(context)
    settle(context)
    _close_source(context)
    coded.counts.update(graph.counts)
    coded.skeletons["aif"] = make_skeleton(context)
    _note_assumptions(context, relations.cycles)
    coded.report += [*graph.report.sentences(), *outcomes.sentences(graph)]
    if graph.extension or any(node.extension for node in graph.nodes.values()):
        extension.check(coded, graph.where)
    return coded


def _matches(pattern: str, text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(pattern, text) is not None


def _read_claims(context: AifContext) -> None:
    written = {node.id: node.extension.get("id") for node in context.graph.of("I")}
    context.ids.reserve(*(str(name) for name in written.values() if _matches(ID_PATTERN, name)))
    for node in context.graph.of("I"):
        if not node.text:
            context.outcomes.set_aside(node.id, "they have no text")
            continue
        name = written[node.id]
        if not _matches(ID_PATTERN, name) or name in context.coded.claims:
            name = context.ids.new(node.text, "claim")
        context.claims[node.id] = str(name)
        context.coded.claims[str(name)] = _claim(node)


def _claim(node: AifNode) -> ClaimData:
    fields = {key: node.extension[key] for key in _OF_CLAIM if node.extension.get(key) is not None}
    claim = {"text": node.text, "kind": "descriptive", "side": "neither", **fields}
    return cast("ClaimData", claim)


def _open_source(title: str, context: AifContext) -> None:
    dialogue, coded = context.dialogue, context.coded
    if not dialogue.uttered:
        return
    days = sorted({item.node.start for item in dialogue.all.values() if item.node.start})
    period = "/".join(days[:1] + days[1:][-1:])
    body = seal_body(dialogue.text)
    source: SourceData = filled(title=title, kind="other", published=period, text=body)
    context.slug = context.ids.new(title, "dialogue")
    coded.sources[context.slug] = {"source": source, "statements": []}
    coded.texts[context.slug] = dialogue.text.raw
    if dialogue.analysts:
        coded.debate.setdefault("creators", list(dialogue.analysts))


def _close_source(context: AifContext) -> None:
    """Remove the day of a statement where it is that of the complete dialogue."""
    if context.slug:
        source = context.coded.sources[context.slug]
        for statement in source["statements"]:
            if statement.get("said") == source["source"].get("published"):
                statement.pop("said", None)


def _note_assumptions(context: AifContext, cycles: int) -> None:
    """Note what had to be assumed, and what does not stand where one would look for it."""
    coded, dialogue, graph = context.coded, context.dialogue, context.graph
    report = graph.report
    if any("kind" not in graph.nodes[name].extension for name in context.claims):
        problem = "AIF has neither kind nor side of a claim: all are descriptive, on neither side"
        report.note(problem, times=0)
    if not graph.actors and context.slug:
        report.note("AIF has no organisations: all speakers are assumed to be persons", times=0)
    coded_actors = {*graph.actors.values(), *(graph.extension.get("actors") or {})}
    if any(coded.actors[name]["name"] == NOBODY for name in coded.actors.keys() - coded_actors):
        report.note(f"Statements whose speaker is not named are those of {NOBODY!r}", times=0)
    report.note_each("Analysts who report, and so creators of the coding", *dialogue.analysts)
    for scheme, number in sorted(context.guessed.items()):
        report.note(f"Illocutions called {scheme!r} are assumed to be asserting", times=number)
    speaking = {locution.name for locution in dialogue.all.values()}
    people = {full_name(*names) for names in graph.participants.values()}
    problem = "Participants who utter nothing stand in the skeleton only"
    report.note_each(problem, *sorted(people - speaking - graph.actors.keys()))
    if dialogue.is_cyclic:
        report.note("The transitions form a cycle: the text has the order of the file", times=0)
    report.note_number(CODERS_INSTEAD, cycles)

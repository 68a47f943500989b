"""The locutions of an AIF graph: who utters each, in what order, and the text they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

from opendebate.coding.text import Text
from opendebate.coding.tokenizer import joined_words, tokenize
from opendebate.exchange.aif.graph import MOST_PAIRS, AifNode, Graph
from opendebate.exchange.aif.schemes import is_analysing
from opendebate.exchange.aif.speaker_names import Names, has_label
from opendebate.exchange.coded_debate import PassageData
from opendebate.exchange.passages import seal_passage

_ENDS = ".!?…\"'”’»)]"  # noqa: RUF001 - what ends a sentence, so that a short one is a paragraph
_LEAST_SIMILAR = 85  # of 100: an analyst's copy of a locution may have a word less
_COPY = "an analyst repeats a locution of the dialogue"
_REPORTED = "an analyst reports what is not analysed further; the text has speaker and words"
_LOOSE = "they name no speaker, and nothing depends on them"
SetAside = Callable[[str, str], None]  # of a node, and why


@dataclass(slots=True)
class Locution:
    """A locution: who utters it, and what is uttered."""

    node: AifNode
    name: str
    words: str
    by: str = ""  # who reports it, where its text names two
    at: PassageData | None = None  # the passage in the text of the dialogue


@dataclass(slots=True)
class Dialogue:
    """The locutions of a graph."""

    all: dict[str, Locution] = field(default_factory=dict)  # by node
    # Those that make the text, in the order of the dialogue.
    uttered: list[str] = field(default_factory=list)
    # Who report others' locutions and are no party to the dialogue, each once.
    analysts: list[str] = field(default_factory=list)
    # The words uttered, a paragraph each.
    text: Text = field(default_factory=lambda: Text.of(""))
    is_cyclic: bool = False  # the transitions form a cycle, so that they give no order


def read_dialogue(graph: Graph, set_aside: SetAside) -> Dialogue:
    """Return the locutions of a graph.

    A locution that another reports is not uttered itself: its passage is that of the other.
    """
    dialogue = Dialogue()
    parsed = graph.of("L")
    names = Names((node.text for node in parsed), {node.person for node in parsed if node.person})
    dialogue.all = {node.id: _locution(node, names) for node in parsed}
    locutions = list(dialogue.all.values())
    _name_by_number(locutions)
    problem = "Locutions in which no name stands before the colon, so that all of it is words"
    for locution in locutions:
        node = locution.node
        if not locution.name and not node.extension and has_label(node.text):
            graph.report.note(problem, node.id)
    silent = _silent(graph, dialogue, set_aside)
    for act in graph.of("YA"):
        if not is_analysing(act.scheme) and graph.into(act.id, "L"):
            silent.update(graph.out(act.id, "L"))
    speaking = [item for item in locutions if not item.node.extension and tokenize(item.words)]
    _sort([item.node for item in speaking if item.node.id not in silent], graph, dialogue)
    _write_text(dialogue)
    return dialogue


def _locution(node: AifNode, names: Names) -> Locution:
    parsed = names.split(node.text, node.person)
    by = parsed.by if parsed.by.casefold() != parsed.name.casefold() else ""
    return Locution(node, node.person or parsed.name, parsed.words, by)


def _name_by_number(locutions: list[Locution]) -> None:
    """Give locutions without a name that of the locutions with the same number of a person."""
    names_of: defaultdict[str, set[str]] = defaultdict(set)
    for locution in locutions:
        if locution.name and not locution.by:
            names_of[locution.node.record.get("personID", "")].add(locution.name)
    for locution in locutions:
        number = locution.node.record.get("personID", "")
        if number and not locution.name and len(names_of[number]) == 1:
            (locution.name,) = names_of[number]
            locution.node.person = locution.name


def _silent(graph: Graph, dialogue: Dialogue, set_aside: SetAside) -> set[str]:
    """Return the locutions that are not uttered in the dialogue, and note why.

    An analyst reports each locution right after it. In the exported file the copies lead to
    nothing, or only to illocutions called Analysing.
    """
    foreign = [locution for locution in dialogue.all.values() if not locution.node.extension]
    loose = {locution.node.id for locution in foreign if _is_loose(graph, locution)}
    folds = {locution.node.id: _folded(locution) for locution in foreign}
    uttered = {fold for name, fold in folds.items() if name not in loose}
    silent: set[str] = set()
    before = ("", "")
    for locution in foreign:
        name, fold = locution.node.id, folds[locution.node.id]
        if name not in loose:
            before = fold
            continue
        analyst = locution.by or locution.name
        if analyst and analyst not in dialogue.analysts:
            dialogue.analysts.append(analyst)
        if locution.by and fold not in uttered and not _are_alike(fold, before):
            set_aside(name, _REPORTED)
        else:
            set_aside(name, _COPY if analyst else _LOOSE)
            silent.add(name)
    return silent


def _is_loose(graph: Graph, locution: Locution) -> bool:
    """Tell whether a locution is an analyst's, or nothing depends on it."""
    acts = graph.out(locution.node.id, "YA")
    if graph.before[locution.node.id] or graph.out(locution.node.id, "TA"):
        return False
    if not all(is_analysing(graph.nodes[act].scheme) for act in acts):
        return False
    return bool(acts or locution.by or not locution.name)


def _folded(locution: Locution) -> tuple[str, str]:
    return locution.name.casefold(), joined_words(locution.words)


def _are_alike(fold: tuple[str, str], before: tuple[str, str]) -> bool:
    from rapidfuzz import fuzz

    return fold[0] == before[0] and fuzz.ratio(fold[1], before[1]) >= _LEAST_SIMILAR


def _sort(uttered: list[AifNode], graph: Graph, dialogue: Dialogue) -> None:
    """Order locutions by their transitions; else by their times, or as in the file."""
    import networkx as nx

    timed = all(node.start for node in uttered)
    key = {node.id: (node.start if timed else "", number) for number, node in enumerate(uttered)}
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(key)
    for change in graph.of("TA"):
        ends = [name for name in graph.out(change.id, "L") if name in key]
        starts = [name for name in graph.into(change.id, "L") if name in key]
        if len(starts) * len(ends) <= MOST_PAIRS:
            edges = product(starts, ends)
            order.add_edges_from((start, end) for start, end in edges if start != end)
    try:
        dialogue.uttered = list(nx.lexicographical_topological_sort(order, key=key.__getitem__))
    except nx.NetworkXUnfeasible:
        dialogue.uttered, dialogue.is_cyclic = sorted(key, key=key.__getitem__), True


def _write_text(dialogue: Dialogue) -> None:
    """Make the text of the dialogue, and give each locution its passage in it."""
    paragraphs, places, at = [], {}, 0
    for name in dialogue.uttered:
        text = dialogue.all[name].words
        places[name] = (at, at + len(text))
        is_sentence = text.endswith(tuple(_ENDS))
        paragraphs.append(text if is_sentence else f"{text.rstrip(',;:-– ')}.")  # noqa: RUF001
        at += len(paragraphs[-1]) + 2
    dialogue.text = Text.of("\n\n".join(paragraphs))
    for name, (start, end) in places.items():
        dialogue.all[name].at = seal_passage(dialogue.text, start, end)

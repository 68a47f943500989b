"""The locutions of an AIF graph: who utters each, in what order, and the text they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from opendebate.coding.text import Text
from opendebate.coding.tokenizer import words
from opendebate.exchange.aif.account import Account
from opendebate.exchange.aif.graph import MOST_PAIRS, Graph, Node, note
from opendebate.exchange.aif.names import Names, has_label
from opendebate.exchange.aif.schemes import is_analysing
from opendebate.exchange.draft import Record, passage

if TYPE_CHECKING:
    import networkx as nx

_ENDS = ".!?…\"'”’»)]"  # noqa: RUF001 - what ends a sentence, so that a short one is a paragraph
_ALIKE = 85  # of 100: an analyst's copy of a locution may have a word less
COPY = "an analyst retells a locution that is there too"
RETOLD = "an analyst retells what is not analysed further; its speaker and words are kept"
LOOSE = "they name no speaker, and nothing hangs on them"


@dataclass(slots=True)
class Locution:
    """A locution.

    Attributes
    ----------
    node : Node
    name, words : str
        Who utters it, and what is uttered.
    by : str
        Who hands it on, where its text names two.
    at : dict or None
        The passage in the text of the dialogue.
    """

    node: Node
    name: str
    words: str
    by: str = ""
    at: Record | None = None


@dataclass(slots=True)
class Dialogue:
    """The locutions of a graph.

    Attributes
    ----------
    all : dict of str to Locution
        By node.
    uttered : list of str
        Those that make the text, in the order of the dialogue.
    analysts : list of str
        Who retell others' locutions and are no party to the dialogue, each once.
    text : Text
        The words uttered, a paragraph each.
    circle : bool
        Whether the transitions go round in a circle, so that they give no order.
    """

    all: dict[str, Locution] = field(default_factory=dict)
    uttered: list[str] = field(default_factory=list)
    analysts: list[str] = field(default_factory=list)
    text: Text = field(default_factory=lambda: Text.of(""))
    circle: bool = False


def read_dialogue(graph: Graph, account: Account) -> Dialogue:
    """Return the locutions of a graph.

    A locution that another reports is not uttered itself: its passage is that of the other.
    """
    made = Dialogue()
    spoken = graph.of("L")
    names = Names((node.text for node in spoken), {node.person for node in spoken if node.person})
    for node in spoken:
        made.all[node.id] = _locution(node, names)
    _name_by_number(made)
    _tell_colons(graph, made)
    silent = _set_apart(graph, made, account)
    for act in graph.of("YA"):
        if not is_analysing(act.scheme) and graph.into(act.id, "L"):
            silent.update(graph.out(act.id, "L"))
    uttered = [
        one.node
        for one in made.all.values()
        if one.node.id not in silent and not one.node.kept and words(one.words)
    ]
    _put_in_order(uttered, graph, made)
    _write_down(made)
    return made


def _name_by_number(made: Dialogue) -> None:
    """Give locutions without a name that of the one whom the file numbers alike."""
    known: dict[str, set[str]] = {}
    for one in made.all.values():
        if one.name and not one.by:
            known.setdefault(one.node.record.get("personID", ""), set()).add(one.name)
    known.pop("", None)
    for one in made.all.values():
        names = known.get(one.node.record.get("personID", ""), set())
        if not one.name and len(names) == 1:
            (one.name,) = names
            one.node.person = one.name


def _tell_colons(graph: Graph, made: Dialogue) -> None:
    """Note the locutions in which something else than a name stands before a colon."""
    unnamed = [one.node for one in made.all.values() if not one.name and not one.node.kept]
    note(
        graph,
        [node.id for node in unnamed if has_label(node.text)],
        "Locutions in which no name stands before the colon, so that all of it is taken for words",
    )


def _locution(node: Node, names: Names) -> Locution:
    spoken = names.split(node.text, node.person)
    by = spoken.by if spoken.by.casefold() != spoken.name.casefold() else ""
    return Locution(node, node.person or spoken.name, spoken.words, by)


def _set_apart(graph: Graph, made: Dialogue, account: Account) -> set[str]:
    """Return the locutions that are not uttered in the dialogue, and say why.

    An analyst retells each locution right after it; in what is exported the copies hang on
    nothing, or only on illocutions called Analysing.
    """
    plain = [one for one in made.all.values() if not one.node.kept]
    apart = {one.node.id for one in plain if _is_apart(graph, one)}
    folds = {one.node.id: _folded(one) for one in plain} if apart else {}
    said = {folds[one.node.id] for one in plain if one.node.id not in apart} if apart else set()
    silent: set[str] = set()
    before = ("", "")
    for one in plain if apart else ():
        name, folded = one.node.id, folds[one.node.id]
        if name not in apart:
            before = folded
            continue
        analyst = one.by or one.name
        if analyst and analyst not in made.analysts:
            made.analysts.append(analyst)
        copy = folded in said or _alike(folded, before) or not one.by
        if one.by and not copy:
            account.leave(name, RETOLD)
            continue
        account.leave(name, COPY if analyst else LOOSE)
        silent.add(name)
    return silent


def _is_apart(graph: Graph, one: Locution) -> bool:
    """Tell whether a locution is an analyst's, or hangs together with nothing."""
    acts = graph.out(one.node.id, "YA")
    if graph.before[one.node.id] or graph.out(one.node.id, "TA"):
        return False
    if not all(is_analysing(graph.nodes[act].scheme) for act in acts):
        return False
    return bool(acts or one.by or not one.name)


def _folded(one: Locution) -> tuple[str, str]:
    return one.name.casefold(), " ".join(word.text for word in words(one.words))


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    from rapidfuzz import fuzz

    return one[0] == other[0] and fuzz.ratio(one[1], other[1]) >= _ALIKE


def _put_in_order(uttered: list[Node], graph: Graph, made: Dialogue) -> None:
    """Order locutions by their transitions; else by their times, or as in the file."""
    timed = all(node.start for node in uttered)
    key = {node.id: (node.start if timed else "", n) for n, node in enumerate(uttered)}
    import networkx as nx

    ways: nx.DiGraph[str] = nx.DiGraph()
    ways.add_nodes_from(key)
    for change in graph.of("TA"):
        ends = [one for one in graph.out(change.id, "L") if one in key]
        starts = [one for one in graph.into(change.id, "L") if one in key]
        if len(starts) * len(ends) <= MOST_PAIRS:
            ways.add_edges_from(way for way in product(starts, ends) if way[0] != way[1])
    try:
        made.uttered = list(nx.lexicographical_topological_sort(ways, key=key.__getitem__))
    except nx.NetworkXUnfeasible:
        made.uttered, made.circle = sorted(key, key=key.__getitem__), True


def _write_down(made: Dialogue) -> None:
    """Make the text of the dialogue, and give each locution its passage in it."""
    parts, places, at = [], {}, 0
    for name in made.uttered:
        said = made.all[name].words
        places[name] = (at, at + len(said))
        parts.append(said if said.endswith(tuple(_ENDS)) else f"{said.rstrip(',;:-– ')}.")  # noqa: RUF001
        at += len(parts[-1]) + 2
    made.text = Text.of("\n\n".join(parts))
    for name, (start, end) in places.items():
        made.all[name].at = passage(made.text, start, end)

"""An AIF document as a graph of typed nodes."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.dates import parse_edtf

KEPT = "opendebate"  # the key under which stands what AIF has no place for
LONG = 20_000  # signs of a text or name, as for the coding files
MOST_PAIRS = 10_000  # of premises and conclusions, or locutions, that one node may join
SHORT = 200  # signs of an id, or the name of a scheme
# Signs that turn the writing round, control other signs, or are no signs at all.
HIDDEN = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# How HTML writes a sign; without the semicolon "Q&A" and "a&b" would be mistaken for it.
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[ T])")


@dataclass(slots=True)
class Node:
    """A node of an AIF graph.

    Attributes
    ----------
    id, type : str
        The type is ``"I"``, ``"L"``, ``"RA"``, ``"CA"``, ``"MA"``, ``"YA"``, ``"TA"`` or another.
    text, scheme, scheme_id : str
        White space is collapsed, and signs that nobody sees are gone.
    timestamp : str
        When the node was put in, as the file writes it.
    person : str
        Who utters a locution, where the file has participants.
    start : str
        When a locution was uttered, as a day; empty where nothing tells.
    record : dict of str to str
        What the file says of a locution under ``locutions``.
    kept : dict
        What stands under `KEPT`.
    """

    id: str
    type: str
    text: str = ""
    scheme: str = ""
    person: str = ""
    start: str = ""
    scheme_id: str = ""
    timestamp: str = ""
    record: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Graph:
    """An AIF document.

    Attributes
    ----------
    where : str
        The file, as it is shown in errors.
    nodes : dict of str to Node
        In the order of the file.
    before, after : dict of str to list of str
        For each node, those that edges lead from and to.
    edges : list of (str, str)
        In the order of the file.
    edge_ids : list of str
        Those of the edges.
    participants : dict of str to (str, str)
        First name and surname by number, as the file has them.
    fulfilled : dict of str to list of dict
        What the file says of schemes and their descriptors, by its key.
    kept : dict
        What stands under `KEPT` of the document.
    actors : dict of str to str
        For each participant's name, the actor it is, where `KEPT` tells.
    language : str
        Of the texts, where the file tells.
    counts : Counter of str
        What was read.
    more : dict of str to Counter of str
        For nodes, edges and so on, the keys that nothing is made of.
    notes : list of str
        What was left out on the way, a sentence each.
    """

    where: str
    nodes: dict[str, Node] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)
    edge_ids: list[str] = field(default_factory=list)
    participants: dict[str, tuple[str, str]] = field(default_factory=dict)
    fulfilled: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    language: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    more: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    notes: list[str] = field(default_factory=list)
    _near: dict[tuple[str, bool, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        """Put a node in."""
        self.nodes[node.id] = node
        self.before[node.id], self.after[node.id] = [], []
        self.counts[f"{node.type}-nodes"] += 1

    def join(self, start: str, end: str, name: str = "") -> None:
        """Put an edge in."""
        self.counts["edges"] += 1
        self.edges.append((start, end))
        self.edge_ids.append(name)
        self.after[start].append(end)
        self.before[end].append(start)
        self._near.clear()

    def of(self, *types: str) -> list[Node]:
        """Return the nodes of some types, in the order of the file."""
        return [node for node in self.nodes.values() if node.type in types]

    def into(self, node: str, *types: str) -> list[str]:
        """Return the nodes of some types from which edges lead to a node, each once."""
        return self._of(self.before[node], types, (node, True))

    def out(self, node: str, *types: str) -> list[str]:
        """Return the nodes of some types to which edges lead from a node, each once."""
        return self._of(self.after[node], types, (node, False))

    def _of(self, ids: list[str], types: tuple[str, ...], where: tuple[str, bool]) -> list[str]:
        key = (*where, types)
        if key not in self._near:  # a hub is asked for as often as it has neighbours
            found = [one for one in dict.fromkeys(ids) if self.nodes[one].type in types]
            self._near[key] = tuple(found)
        return list(self._near[key])


def clean(value: object) -> str:
    r"""Return a text on one line, without signs that nobody sees.

    Examples
    --------
    >>> clean(" Maps\n save\x00 lives. "), clean(None), clean(7)
    ('Maps save lives.', '', '7')
    """
    text = "" if value is None or isinstance(value, dict | list) else str(value)
    return " ".join(HIDDEN.sub("", text).split())


def plain(value: object) -> str:
    """Return a text on one line, where HTML's way to write a sign is undone, once.

    Examples
    --------
    >>> plain("Anna&#39;s ferry &amp; R&D"), plain("&amp;quot;")
    ("Anna's ferry & R&D", '&quot;')
    """
    text = clean(value)
    if "&" not in text:
        return text
    return clean(_ENTITY.sub(lambda found: html.unescape(found.group()), text))


def marked(text: str) -> str:
    """Return a text such that `plain` gives it back.

    Examples
    --------
    >>> marked("R&D"), marked("&quot;")
    ('R&D', '&amp;quot;')
    """
    return _ENTITY.sub(lambda found: f"&amp;{found.group()[1:]}", text)


def cut(text: str, most: int = LONG) -> str:
    """Return a text of which no more is left than a place takes."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def day(value: object) -> str:
    """Return the day of a time such as AIFdb writes; empty where there is none.

    Examples
    --------
    >>> day("2024-03-12 22:45:00"), day(None)
    ('2024-03-12', '')
    """
    found = _DAY.match(value) if isinstance(value, str) else None
    if not found:
        return ""
    try:
        parse_edtf(found.group())
    except ValueError:
        return ""
    return found.group()


def note(graph: Graph, ids: list[str], what: str) -> None:
    """Note how many things were left out, and the first of them."""
    if ids:
        first = ", ".join(one[:40] for one in ids[:3])
        graph.notes.append(f"{what}: {len(ids):,} (first: {first}).")

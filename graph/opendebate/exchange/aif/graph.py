"""An AIF document as a graph of typed nodes."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from opendebate.errors import InputError
from opendebate.exchange.report import ImportNotes

MOST_PAIRS = 10_000  # of premises and conclusions, or locutions, that one node may join
SHORT = 200  # characters of an id, or the name of a scheme
# Characters that turn the writing round, control others, or are none at all.
HIDDEN = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# How HTML writes a character; without the semicolon "Q&A" and "a&b" would be mistaken for it.
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(slots=True)
class AifNode:
    """A node of an AIF graph; white space is collapsed in its texts."""

    id: str
    type: str  # I, L, RA, CA, MA, YA, TA or another
    text: str = ""
    scheme: str = ""
    person: str = ""  # who utters a locution, where the file has participants
    start: str = ""  # when a locution was uttered, as a day; empty where that is not known
    scheme_id: str = ""
    timestamp: str = ""  # when the node was put in, as the file writes it
    record: dict[str, str] = field(default_factory=dict)  # its entry under "locutions"
    extension: dict[str, Any] = field(default_factory=dict)  # what this library wrote into it


@dataclass(slots=True)
class Graph:
    """An AIF document: its nodes and edges in the order of the file."""

    where: str  # the file, as errors name it
    nodes: dict[str, AifNode] = field(default_factory=dict)
    # By node, those that edges lead from, and those that edges lead to.
    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)
    edge_ids: list[str] = field(default_factory=list)
    # First name and surname by number, as the file has them.
    participants: dict[str, tuple[str, str]] = field(default_factory=dict)
    # What the file says of schemes and their descriptors, by its key.
    fulfilled: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    extension: dict[str, Any] = field(default_factory=dict)  # what this library wrote into it
    # By a participant's name, the actor, where we wrote it.
    actors: dict[str, str] = field(default_factory=dict)
    language: str = ""  # of the texts, where the file has it
    counts: Counter[str] = field(default_factory=Counter)
    # For nodes, edges and so on, the keys that are not read.
    unread: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    report: ImportNotes = field(default_factory=ImportNotes)
    _near: dict[tuple[str, bool, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)

    def error(self, problem: str, advice: str, place: str = "") -> InputError:
        """Return an error at the file, or at a place in it."""
        return InputError(problem, where=f"{self.where}{place}", advice=advice)

    def add(self, node: AifNode) -> None:
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

    def of(self, *types: str) -> list[AifNode]:
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
        if key not in self._near:  # a hub has this question once for each neighbour
            near = (name for name in dict.fromkeys(ids) if self.nodes[name].type in types)
            self._near[key] = tuple(near)
        return list(self._near[key])


def clean(value: object) -> str:
    r"""Return a text on one line, without characters that nobody sees.

    Examples
    --------
    >>> clean(" Maps\n save\x00 lives. "), clean(None), clean(7)
    ('Maps save lives.', '', '7')
    """
    text = "" if value is None or isinstance(value, dict | list) else str(value)
    return " ".join(HIDDEN.sub("", text).split())


def plain(value: object) -> str:
    """Return a text on one line, where HTML's way to write a character is undone, once.

    Examples
    --------
    >>> plain("Anna&#39;s ferry &amp; R&D"), plain("&amp;quot;")
    ("Anna's ferry & R&D", '&quot;')
    """
    text = clean(value)
    if "&" not in text:
        return text
    return clean(_ENTITY.sub(lambda match: html.unescape(match.group()), text))


def marked(text: str) -> str:
    """Return a text such that `plain` gives it back.

    Examples
    --------
    >>> marked("R&D"), marked("&quot;")
    ('R&D', '&amp;quot;')
    """
    return _ENTITY.sub(lambda match: f"&amp;{match.group()[1:]}", text)

"""An AIF document as a graph of typed nodes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.dates import parse_edtf

KEPT = "opendebate"  # the key under which stands what AIF has no place for
LONG = 20_000  # signs of a text or name, as for the coding files
# Signs that turn the writing round, control other signs, or are no signs at all.
_HIDDEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[ T])")


@dataclass(slots=True)
class Node:
    """A node of an AIF graph.

    Attributes
    ----------
    id, type : str
        The type is ``"I"``, ``"L"``, ``"RA"``, ``"CA"``, ``"MA"``, ``"YA"``, ``"TA"`` or another.
    text, scheme : str
        White space is collapsed, and signs that nobody sees are gone.
    person : str
        Who utters a locution, where the file has participants.
    start : str
        When a locution was uttered, as a day; empty where nothing tells.
    kept : dict
        What stands under `KEPT`.
    """

    id: str
    type: str
    text: str = ""
    scheme: str = ""
    person: str = ""
    start: str = ""
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
    kept : dict
        What stands under `KEPT` of the document.
    actors : dict of str to str
        For each participant's name, the actor it is, where `KEPT` tells.
    language : str
        Of the texts, where the file tells.
    counts : Counter of str
        What was read.
    notes : list of str
        What was left out on the way, a sentence each.
    """

    where: str
    nodes: dict[str, Node] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    language: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Put a node in."""
        self.nodes[node.id] = node
        self.before[node.id], self.after[node.id] = [], []
        self.counts[f"{node.type}-nodes"] += 1

    def join(self, start: str, end: str) -> None:
        """Put an edge in."""
        self.counts["edges"] += 1
        self.edges.append((start, end))
        self.after[start].append(end)
        self.before[end].append(start)

    def of(self, *types: str) -> list[Node]:
        """Return the nodes of some types, in the order of the file."""
        return [node for node in self.nodes.values() if node.type in types]

    def into(self, node: str, *types: str) -> list[str]:
        """Return the nodes of some types from which edges lead to a node, each once."""
        return self._of(self.before[node], types)

    def out(self, node: str, *types: str) -> list[str]:
        """Return the nodes of some types to which edges lead from a node, each once."""
        return self._of(self.after[node], types)

    def _of(self, ids: Iterable[str], types: tuple[str, ...]) -> list[str]:
        return [one for one in dict.fromkeys(ids) if self.nodes[one].type in types]


def clean(value: object) -> str:
    r"""Return a text on one line, without signs that nobody sees.

    Examples
    --------
    >>> clean(" Maps\n save\x00 lives. "), clean(None), clean(7)
    ('Maps save lives.', '', '7')
    """
    text = "" if value is None or isinstance(value, dict | list) else str(value)
    text = " ".join(_HIDDEN.sub("", text).split())
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"


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

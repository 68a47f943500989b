"""Text trees that fit a width."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Paint = Callable[[str, str], str]
# Latin letters, dashes and quotation marks: each takes one column.
_NARROW = re.compile("[\0-\u02ff\u2010-\u2027]*")


class Branch(NamedTuple):
    """A line of a tree with the branches below it.

    Attributes
    ----------
    text : str
        Wrapped to the width of the page; a command is not, so that it can be copied.
    lead : str
        Shown before the text and emphasised: ``"because (stated)"``.
    style : str
        What the line is about, for colours: ``"claim"``, ``"reason"``, ``"dispute"``, ``"where"``;
        ``"command"`` for what can be run.
    branches : sequence of Branch
    """

    text: str
    lead: str = ""
    style: str = ""
    branches: Sequence[Branch] = ()


def fold(tree: Branch, most: Sequence[int]) -> tuple[Branch, int]:
    """Return a tree with the first branches of each kind, and the number of branches left out.

    Branches are of one kind if their leads are alike up to a bracket: reasons, disputes, stances.
    What lies below a branch that is left out is not counted.

    Parameters
    ----------
    tree : Branch
    most : sequence of int
        How many branches of a kind are shown at each depth; the last number is also for all below.

    Examples
    --------
    >>> tree = Branch("letters", branches=[Branch(letter) for letter in "abcd"])
    >>> folded, left_out = fold(tree, [2])
    >>> [branch.text for branch in folded.branches], left_out
    (['a', 'b', '… 2 more'], 2)
    """
    kinds = [branch.lead.partition(" (")[0] for branch in tree.branches]
    total, shown = Counter(kinds), Counter[str]()
    branches: list[Branch] = []
    left_out = 0
    for kind, branch in zip(kinds, tree.branches, strict=True):
        shown[kind] += 1
        if shown[kind] <= most[0] or total[kind] <= most[0] + 1:
            folded, below = fold(branch, most[1:] or most)
            branches.append(folded)
            left_out += below
        elif shown[kind] == most[0] + 1:
            number = total[kind] - most[0]
            branches.append(Branch(f"… {number} more", lead=kind, style="where"))
            left_out += number
    return tree._replace(branches=tuple(branches)), left_out


def render(tree: Branch, width: int = 80, paint: Paint | None = None) -> str:
    """Return a tree as text.

    Parameters
    ----------
    tree : Branch
    width : int
        Columns of the page.
    paint : callable, optional
        Takes a piece of text and its style; returns it with colours.
    """
    return "\n".join(_lines(tree, "", "", width, paint or (lambda text, _: text)))


def _lines(tree: Branch, first: str, indent: str, width: int, paint: Paint) -> Iterator[str]:
    lead = f"{tree.lead}: " if tree.lead and tree.text else tree.lead
    below = indent + ("│ " if tree.branches else "  ") if first else ""
    room = max(24, width - len(first)), max(24, width - len(below))
    wrapped = [lead + tree.text] if tree.style == "command" else _wrap(lead + tree.text, *room)
    for n, line in enumerate(wrapped):
        if n == 0:
            head, tail = line[: len(lead)], line[len(lead) :]
            yield first + paint(head, f"{tree.style}-lead") + paint(tail, tree.style)
        else:
            yield below + paint(line, tree.style)
    for n, branch in enumerate(tree.branches, 1):
        last = n == len(tree.branches)
        yield from _lines(
            branch,
            indent + ("└─ " if last else "├─ "),
            indent + ("   " if last else "│  "),
            width,
            paint,
        )


def _wrap(text: str, first: int, following: int) -> list[str]:
    if columns(text) <= first:
        return [text]
    lines = textwrap.wrap(
        text, min(first, following), break_long_words=True, break_on_hyphens=False
    )
    if all(columns(line) <= first for line in lines):
        return lines
    return textwrap.wrap(
        text, min(first, following) // 2, break_on_hyphens=False
    )  # wide characters


def preformatted(text: str) -> str:
    """Return text as HTML that keeps its lines, for a notebook.

    Examples
    --------
    >>> preformatted("a < b")
    '<pre style="white-space:pre-wrap">a &lt; b</pre>'
    """
    import html

    return f'<pre style="white-space:pre-wrap">{html.escape(text)}</pre>'


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )

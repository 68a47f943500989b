"""Words of an article that were copied into its coding: claims are in the coder's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from opendebate.coding.free_text import key_of, strings
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import Word, words
from opendebate.coding.yaml_reader import Tree
from opendebate.errors import Fault

RUN = 8  # words in a row that are a quotation
NAMES = {"name", "other_names", "former_names", "title"}  # which may be an official one
_COMMENT = re.compile(r"(?:^|\s)#+(.*)")
_ENDS = 3  # words that a message shows at each end


class Run(NamedTuple):
    """Words in a row that an article has too: how many, and their ends as they are written."""

    length: int
    ends: str


class Copies:
    """Finds words in a row that stand in an article.

    Parameters
    ----------
    article : Text
        Its body.

    Examples
    --------
    >>> copies = Copies(Text.of("Maps that nobody may see will save nobody at all."))
    >>> copies.find("They say: maps that nobody may see will save nobody.")
    Run(length=8, ends='maps that nobody … will save nobody')
    >>> copies.find("Maps that are hidden save nobody.")
    """

    def __init__(self, article: Text) -> None:
        folded = article.folded
        self.runs = set(zip(*(folded[i:] for i in range(RUN)), strict=False))

    def find(self, text: str) -> Run | None:
        """Return the longest run of words of a text that the article has, of 8 words or more."""
        if len(text) < RUN or (text.isascii() and text.count(" ") < RUN // 2):
            return None  # nearly all values: ids, codes, digests, dates, short names
        own = words(text)
        folded = [word.text for word in own]
        best, start, length = (0, 0), 0, 0
        for i in range(len(own) - RUN + 1):
            if tuple(folded[i : i + RUN]) not in self.runs:
                length = 0
                continue
            start, length = (start if length else i), length + 1
            best = max(best, (length + RUN - 1, -start))
        count, start = best[0], -best[1]
        return Run(count, _shown(text, own, start, start + count)) if count else None


def _shown(text: str, own: list[Word], start: int, stop: int) -> str:
    head = text[own[start].start : own[start + _ENDS - 1].end]
    tail = text[own[stop - _ENDS].start : own[stop - 1].end]
    return " ".join(f"{head} … {tail}".split())


def copied(tree: Tree, path: Path, copies: Copies, slug: str) -> Iterator[Fault]:
    """Yield a fault for every text and comment of a coding file that copies an article.

    Parameters
    ----------
    tree : Tree
        What is in the file.
    path : pathlib.Path
        The file.
    copies : Copies
        The article.
    slug : str
        Its source.
    """
    for keys, value in strings(tree.data):
        if run := copies.find(value):
            name = key_of(keys) in NAMES
            yield _fault(tree, tree.place(keys), run, slug, name=name)
    for line, column, comment in _comments(path):
        if run := copies.find(comment):
            yield _fault(tree, (line, column), run, slug)


def _fault(tree: Tree, place: tuple[int, int], run: Run, slug: str, *, name: bool = False) -> Fault:
    told = f"{run.length} words in a row stand in the article {slug} too: “{run.ends}”. "
    if name:
        told += "Write a shorter name, unless it is the official one."
        return Fault(tree.file, *place, told, "warning")
    told += f"Say it in your own words: {RUN} or more of its words in a row are a quotation."
    return Fault(tree.file, *place, told)


def _comments(path: Path) -> Iterator[tuple[int, int, str]]:
    """Yield the comments of a file with their places; lines that follow each other are one."""
    begin, parts = (0, 0), list[str]()
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    for number, line in enumerate([*lines, ""], 1):
        match = _COMMENT.search(line)
        if parts and not (match and not line[: match.start()].strip()):
            yield *begin, " ".join(parts)
            parts = []
        if match:
            begin = begin if parts else (number, line.index("#", match.start()) + 1)
            parts.append(match.group(1))

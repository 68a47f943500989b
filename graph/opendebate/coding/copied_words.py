"""Words that were copied from an article into its coding, which is in the coder's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from opendebate.coding.free_text import last_key, strings
from opendebate.coding.text import Text
from opendebate.coding.text_input import NotText, text_of
from opendebate.coding.tokenizer import Word, tokenize
from opendebate.coding.yaml_tree import Tree
from opendebate.counting import counted
from opendebate.errors import Fault

RUN_LENGTH = 8  # as many words in a row count as a quotation
NAME_KEYS = {"name", "other_names", "former_names", "title"}  # where official names may stand
_COMMENT = re.compile(r"(?:^|\s)#+(.*)")
_ENDS = 3  # words that a message shows at each end


class CopiedRun(NamedTuple):
    """Words in a row that are also in an article: how many, and their ends as written."""

    length: int
    ends: str


class CopyFinder:
    """Finds words in a row that are also in an article.

    Parameters
    ----------
    article : Text
        Its body.

    Examples
    --------
    >>> copies = CopyFinder(Text.of("Maps that nobody may see will save nobody at all."))
    >>> copies.find("They say: maps that nobody may see will save nobody.")
    CopiedRun(length=8, ends='maps that nobody … will save nobody')
    >>> copies.find("Maps that are hidden save nobody.")
    """

    def __init__(self, article: Text) -> None:
        folded = article.folded
        self.runs = set(zip(*(folded[i:] for i in range(RUN_LENGTH)), strict=False))

    def find(self, text: str) -> CopiedRun | None:
        """Return the longest run of 8 or more words of a text that is also in the article."""
        if len(text) < RUN_LENGTH or (text.isascii() and len(text.split()) <= RUN_LENGTH // 2):
            return None  # nearly all values: ids, codes, digests, dates, short names
        text_words = tokenize(text)
        folded = [word.text for word in text_words]
        best, start, length = (0, 0), 0, 0
        for i in range(len(text_words) - RUN_LENGTH + 1):
            if tuple(folded[i : i + RUN_LENGTH]) not in self.runs:
                length = 0
                continue
            start, length = (start if length else i), length + 1
            best = max(best, (length + RUN_LENGTH - 1, -start))
        count, start = best[0], -best[1]
        return CopiedRun(count, _ends_of(text, text_words, start, start + count)) if count else None


def _ends_of(text: str, text_words: list[Word], start: int, stop: int) -> str:
    head = text[text_words[start].start : text_words[start + _ENDS - 1].end]
    tail = text[text_words[stop - _ENDS].start : text_words[stop - 1].end]
    return " ".join(f"{head} … {tail}".split())


def copy_faults(tree: Tree, path: Path, copies: CopyFinder, slug: str) -> Iterator[Fault]:
    """Yield a fault for every text and comment of a coding file that copies an article.

    Parameters
    ----------
    tree : Tree
        The content of the file.
    path : pathlib.Path
        The file.
    copies : CopyFinder
        The article.
    slug : str
        Its source.
    """
    for keys, value in strings(tree.data):
        if run := copies.find(value):
            name = last_key(keys) in NAME_KEYS
            yield _fault(tree, tree.location(keys), run, slug, name=name)
    for line, column, comment in _comments(path):
        if run := copies.find(comment):
            yield _fault(tree, (line, column), run, slug)


def _fault(
    tree: Tree, location: tuple[int, int], run: CopiedRun, slug: str, *, name: bool = False
) -> Fault:
    message = (
        f"{counted(run.length, 'word')} in a row are also in the article {slug}: “{run.ends}”. "
    )
    if name:
        message += "Write a shorter name, unless it is the official one."
        return Fault(tree.file, *location, message, "warning")
    message += (
        f"Use your own words: {RUN_LENGTH} or more words of the article in a row are a quotation."
    )
    return Fault(tree.file, *location, message)


def _comments(path: Path) -> Iterator[tuple[int, int, str]]:
    """Yield the comments of a file with their locations; adjacent lines are one comment."""
    begin, comment_lines = (0, 0), list[str]()
    try:
        lines = text_of(path.read_bytes()).split("\n")
    except (NotText, FileNotFoundError):
        return  # reading the file has reported it, or an edit is about to create it
    for number, line in enumerate([*lines, ""], 1):
        match = _COMMENT.search(line)
        if comment_lines and not (match and not line[: match.start()].strip()):
            yield *begin, " ".join(comment_lines)
            comment_lines = []
        if match:
            begin = begin if comment_lines else (number, line.index("#", match.start()) + 1)
            comment_lines.append(match.group(1))

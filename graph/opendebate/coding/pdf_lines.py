"""Paragraphs of a PDF, whose pages have lines only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2  # lines at the top and bottom of a page that may be its header or footer
_MIN_PAGES = 3  # pages from which a repeated line is a header or footer
_SHORT = 0.85  # of the usual width: a line below it may end a paragraph
_ENDS = re.compile("[.!?…:][\"'”’»“)\\]]*$")  # noqa: RUF001
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)


def paragraphs_of_pages(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the paragraphs of pages, without their headers, footers and numbers.

    A paragraph ends at a blank line, or at a short line that ends a sentence. Words that a line
    end divides are joined, unless the text writes them with a hyphen elsewhere.

    Examples
    --------
    >>> pages = [["Maps help every person in a flood, since wa-", "ter is fast.", "Others differ."]]
    >>> paragraphs_of_pages(pages)
    ['Maps help every person in a flood, since water is fast.', 'Others differ.']
    """
    lines = [line for page in _without_edges(pages) for line in page]
    width = _usual_width(lines)
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line))
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        text = " ".join(line.split())
        if text:
            paragraphs[-1].append(text)
        if not text or (len(text) < _SHORT * width and _ENDS.search(text)):
            paragraphs.append([])
    return [_joined(each, known) for each in paragraphs if each]


def _without_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of pages without those that stand at the edge of most of them."""
    stripped = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(
        key for page in stripped
        for key in {_key(line) for line in [*page[:_EDGE], *page[-_EDGE:]]}
    )  # fmt: skip
    repeated = {key for key, count in edges.items()
                if len(pages) >= _MIN_PAGES and 2 * count > len(pages)}  # fmt: skip
    return [_inner(page, repeated) for page in pages]


def _inner(page: Sequence[str], repeated: set[str]) -> list[str]:
    lines = list(page)
    for at in (0, -1):
        for _ in range(_EDGE):
            while lines and not lines[at].strip():
                del lines[at]
            if lines and (_key(lines[at]) in repeated or _NUMBER.fullmatch(lines[at])):
                del lines[at]
    return lines


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()).casefold())


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _joined(lines: Sequence[str], known: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        divided = _HYPHEN.search(text)
        following = re.match(r"[^\W\d_]+", line)
        if divided and following and following.group()[0].islower():
            with_hyphen = f"{divided.group(1)}-{following.group()}".casefold()
            text = text[:-1] + line if not known[with_hyphen] else text + line
        elif divided and following:
            text += line
        else:
            text += f" {line}"
    return text

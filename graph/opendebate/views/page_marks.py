"""Which files may be replaced unasked by what is written: only by the same page or content.

A mark in a page says of which kind it is, and of which debate. Files of data have no mark: they
are the same if each byte is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from opendebate.errors import UsageError

_GENERATOR = '<meta name="generator" content="opendebate">'
_NAME = "opendebate-page"
_MARK = re.compile(rf'(?:<meta name="{_NAME}" content|<svg data-{_NAME})="([^"|]*)\|([^"]*)"')
_HEAD = 10_000  # characters of a page that contain both
_ADVICE = "Name another file with -o, or replace this one: --force."
ADVICE_IN_PYTHON = "Name another file, or replace this one: force=True."


@dataclass(frozen=True, slots=True)
class PageMark:
    """What a page is.

    Attributes
    ----------
    kind : str
        In words: ``"the debate"``, ``"the network actors"``.
    debate : str
        IRI of the debate.
    """

    kind: str
    debate: str

    def put_into(self, page: str) -> str:
        """Return a page, or a picture in SVG, with the mark.

        Examples
        --------
        >>> PageMark("the map", "https://example.org/").put_into('<svg width="1"/>')
        '<svg data-opendebate-page="the map|https://example.org/" width="1"/>'
        """
        mark = html.escape(f"{self.kind}|{self.debate}")
        if page.startswith("<svg "):
            return page.replace("<svg ", f'<svg data-{_NAME}="{mark}" ', 1)
        return page.replace(_GENERATOR, f'{_GENERATOR}\n<meta name="{_NAME}" content="{mark}">', 1)


def explorer_mark(debate: str, *, has_article: bool = False) -> PageMark:
    """Return the mark of the page of a debate; with an article it is another page."""
    return PageMark(f"the page of the debate{' with an article' * has_article}", debate)


def network_mark(debate: str, name: str) -> PageMark:
    """Return the mark of the page of a network."""
    return PageMark(f"the network {name}", debate)


def picture_mark(debate: str) -> PageMark:
    """Return the mark of the picture of the map."""
    return PageMark("the picture of the map", debate)


def agreement_mark(debate: str) -> PageMark:
    """Return the mark of the report of an agreement."""
    return PageMark("the agreement of coders", debate)


def check_replaceable(
    files: Sequence[tuple[Path, PageMark]], *, force: bool = False, advice: str = _ADVICE
) -> None:
    """Refuse to replace a file by a page, unless the same page or nothing is in it.

    Parameters
    ----------
    files : sequence of (pathlib.Path, PageMark)
        What is to be written.
    force : bool
        Whether the user allows it.
    advice : str
        How to allow it, in words.

    Raises
    ------
    UsageError
        If a file is another one, or cannot be read.
    """
    for path, mark in files:
        if not force and path.is_file() and (problem := _problem(path, mark)):
            raise UsageError(f"{path} is there, and {problem}. Nothing was written.", advice=advice)


def check_contents(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Refuse to replace a file of data, unless the same content or nothing is in it.

    Parameters
    ----------
    files : mapping of pathlib.Path to bytes
        What is to be written.
    force : bool
        Whether the user allows it.

    Raises
    ------
    UsageError
        If a file has other content, or cannot be read.
    """
    for path, content in files.items():
        if not force and path.is_file() and not _has_content(path, content):
            raise UsageError(
                f"{path} is there, and has other content. Nothing was written.", advice=_ADVICE
            )


def _has_content(path: Path, content: bytes) -> bool:
    """Tell whether a file is empty or has a content."""
    try:
        size = path.stat().st_size
        return not size or (size == len(content) and path.read_bytes() == content)
    except OSError:
        return False


def has_mark(path: Path, mark: PageMark) -> bool:
    """Tell whether a file is there and says that it is a page of this kind and debate."""
    try:
        return _mark_in(_head(path)) == mark
    except OSError:
        return False


def _head(path: Path) -> str:
    """Return the part of a file that contains its mark, if it has one."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(_HEAD)


def _mark_in(head: str) -> PageMark | None:
    """Return the mark that the head of a page contains."""
    found = _MARK.search(head)
    return PageMark(*map(html.unescape, found.groups())) if found else None


def _problem(path: Path, mark: PageMark) -> str:
    """Return what is wrong with replacing a file, in words; empty where nothing is."""
    try:
        head = _head(path)
    except OSError:
        return "cannot be read"
    if not head:
        return ""
    if there := _mark_in(head):
        return "" if there == mark else f"is another page: {there.kind}, of {there.debate}"
    if _GENERATOR in head:
        return "is a page of opendebate, but does not say which one"
    return "is no page of opendebate"

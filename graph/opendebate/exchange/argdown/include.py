"""What makes up an Argdown document: parts that it includes, and blocks of Argdown in Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from opendebate.coding.debate_files import shown
from opendebate.coding.text_input import decoded, read_bytes
from opendebate.errors import InputError
from opendebate.exchange.argdown.lex import tokenize
from opendebate.exchange.argdown.notes import Notes

_INCLUDE = re.compile(r"@include\(([^()\r\n]*)\)")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*argdown\b.*\n", re.MULTILINE)
_FRONT = re.compile(r"\s*^={3,}[ \t]*\n.*?^={3,}[ \t]*$", re.DOTALL | re.MULTILINE)
_PART = "Give a part of it."
ADVICE = "Give an Argdown document."


class _Piece(NamedTuple):
    """A run of text that comes from one file: where it begins, and its first line there."""

    start: int
    file: str
    line: int


class Whole(NamedTuple):
    """A document with all that it includes.

    Attributes
    ----------
    text : str
        What is to be read as Argdown; what is not stands as blanks, at its place.
    raw : str
        The text as it was written, of the same length.
    pieces : list
    """

    text: str
    raw: str
    pieces: list[_Piece]

    def place(self, file: str, told: str) -> str:
        """Return a message in which lines of the whole are lines of the file they come from."""
        if len(self.pieces) == 1:
            return told
        return re.sub(rf"{re.escape(file)}:(\d+)", lambda found: self._at(int(found[1])), told)

    def _at(self, line: int) -> str:
        at = sum(len(one) + 1 for one in self.raw.split("\n")[: line - 1])
        piece = self.pieces[bisect_right([one.start for one in self.pieces], at) - 1]
        before = self.raw.count("\n", piece.start, at)
        return f"{piece.file}:{piece.line + before}"


def read_whole(path: Path, most: int, notes: Notes) -> Whole:
    """Return a document with the files that it includes, and without Markdown around its blocks.

    Parameters
    ----------
    path : pathlib.Path
    most : int
        Bytes of all files together.
    notes : Notes
        Parts that are left out are noted here, and why.

    Raises
    ------
    InputError
        If a file cannot be read, is no text, or all are too large.
    """
    reader = _Reader(path, most, notes)
    reader.read(path, ())
    raw = "".join(reader.parts)
    text, blocks = _argdown_alone(raw)
    if blocks:
        notes.add("markdown", *[""] * blocks)
    return Whole(text, raw, reader.pieces)


class _Reader:
    """Reads a file and the files that it includes, in their places."""

    def __init__(self, path: Path, most: int, notes: Notes) -> None:
        self.root = path.resolve().parent
        self.left, self.notes = most, notes
        self.parts: list[str] = []
        self.pieces: list[_Piece] = []
        self.length = 0

    def read(self, path: Path, above: tuple[Path, ...]) -> None:
        file = shown(path)
        data = read_bytes(path, self.left, advice=_PART)
        self.left -= len(data)
        text = decoded(data, file, advice=ADVICE)
        if above:
            text = self._without_front(text)
        at = 0
        for found in _included(text):
            self._put(text, at, found.start(), file)
            at = found.end()
            part = (path.parent / found[1].strip()).resolve()
            if why := self._refused(part, (*above, path.resolve())):
                self.notes.add("include", f"{found[1].strip()} ({why})")
            else:
                self.read(part, (*above, path.resolve()))
        self._put(text, at, len(text), file)

    def _put(self, text: str, start: int, end: int, file: str) -> None:
        line = text.count("\n", 0, start) + 1
        self.pieces.append(_Piece(self.length, file, line))
        self.parts.append(text[start:end])
        self.length += end - start

    def _refused(self, part: Path, above: tuple[Path, ...]) -> str:
        """Say why a part is not read; an empty text where it is."""
        if not part.is_relative_to(self.root):
            return "it is not below the document's folder"
        if part in above:
            return "it includes itself"
        return "" if part.is_file() else "there is no such file"

    def _without_front(self, text: str) -> str:
        """Blank the front matter of a part: a document has one, at its beginning."""
        found = _FRONT.match(text)
        if not found:
            return text
        self.notes.add("part-front", "")
        return _blank(found.group()) + text[found.end() :]


def _included(text: str) -> Iterator[re.Match[str]]:
    """Yield the inclusions that stand in no comment."""
    if "@include(" not in text:
        return
    comments = [(one.start, one.end) for one in tokenize(text) if one.kind == "comment"]
    for found in _INCLUDE.finditer(text):
        if not any(start <= found.start() < end for start, end in comments):
            yield found


def _argdown_alone(text: str) -> tuple[str, int]:
    r"""Return a Markdown text with all but its blocks of Argdown as blanks, and how many they are.

    Examples
    --------
    >>> _argdown_alone("Hi:\n```argdown\n[A]: a.\n```\n")
    ('   \n          \n[A]: a.\n   \n', 1)
    """
    parts, at, blocks = [], 0, 0
    while found := _FENCE.search(text, at):
        fence = found["fence"]
        end = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
        close = end.search(text, found.end())
        stop = close.start() if close else len(text)
        parts += [_blank(text[at : found.end()]), text[found.end() : stop]]
        at, blocks = close.end() if close else stop, blocks + 1
        if close:
            parts.append(_blank(close.group()))
    rest = text[at:]
    return "".join([*parts, _blank(rest) if blocks else rest]), blocks


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def relocated(error: InputError, whole: Whole, file: str) -> InputError:
    """Return an error of the whole at its place in the file that it comes from."""
    where = whole.place(file, error.where or "")
    return InputError(error.what, where=where, advice=error.advice)

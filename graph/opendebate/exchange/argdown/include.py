"""What makes up an Argdown document: files that it includes, and blocks of Argdown in Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import decoded, read_bytes
from opendebate.exchange.argdown.lex import tokenize
from opendebate.exchange.report import ImportNotes

_INCLUDE = re.compile(r"@include\(([^()\r\n]*)\)")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*argdown\b.*\n", re.MULTILINE)
_FRONT = re.compile(r"\s*^={3,}[ \t]*\n.*?^={3,}[ \t]*$", re.DOTALL | re.MULTILINE)
_SMALLER = "Give a smaller file."
ADVICE = "Give an Argdown document."


class _Piece(NamedTuple):
    """A run of text that comes from one file: where it begins, and its first line there."""

    start: int
    file: str
    line: int


class IncludedText(NamedTuple):
    """A document with all that it includes.

    Attributes
    ----------
    text : str
        What is Argdown; blanks stand in place of everything else.
    raw : str
        The text as it was written, of the same length.
    pieces : list
    """

    text: str
    raw: str
    pieces: list[_Piece]

    def place(self, file: str, message: str) -> str:
        """Return a message in which lines are those of the files that they come from."""
        if len(self.pieces) == 1:
            return message
        return re.sub(rf"{re.escape(file)}:(\d+)", lambda match: self._at(int(match[1])), message)

    def _at(self, line: int) -> str:
        at = sum(len(text) + 1 for text in self.raw.split("\n")[: line - 1])
        piece = self.pieces[bisect_right([piece.start for piece in self.pieces], at) - 1]
        before = self.raw.count("\n", piece.start, at)
        return f"{piece.file}:{piece.line + before}"


def read_text(path: Path, limit: int, report: ImportNotes) -> IncludedText:
    """Return a document with the files that it includes, and without Markdown around its blocks.

    Parameters
    ----------
    path : pathlib.Path
    limit : int
        Bytes of all files together.
    report : ImportNotes
        Notes files that are left out, and why.

    Raises
    ------
    InputError
        If a file cannot be read, is no text, or all are too large.
    """
    reader = _Reader(path, limit, report)
    reader.read(path, ())
    raw = "".join(reader.texts)
    text, blocks = _argdown_alone(raw)
    if blocks:
        report.note("Text outside the blocks of Argdown in this Markdown is left out", times=0)
    return IncludedText(text, raw, reader.pieces)


class _Reader:
    """Reads a file and the files that it includes, in their places."""

    def __init__(self, path: Path, limit: int, report: ImportNotes) -> None:
        self.root = path.resolve().parent
        self.room, self.report = limit, report
        self.texts: list[str] = []
        self.pieces: list[_Piece] = []
        self.length = 0

    def read(self, path: Path, above: tuple[Path, ...]) -> None:
        file = display_path(path)
        data = read_bytes(path, self.room, advice=_SMALLER)
        self.room -= len(data)
        text = decoded(data, file, advice=ADVICE)
        if above:
            text = self._without_front(text)
        at = 0
        for match in _included(text):
            self._add(text, at, match.start(), file)
            at = match.end()
            name = match[1].strip()
            included = (path.parent / name).resolve()
            if reason := self._refused(included, (*above, path.resolve())):
                self.report.note("Included files are left out", f"{name} ({reason})")
            else:
                self.read(included, (*above, path.resolve()))
        self._add(text, at, len(text), file)

    def _add(self, text: str, start: int, end: int, file: str) -> None:
        line = text.count("\n", 0, start) + 1
        self.pieces.append(_Piece(self.length, file, line))
        self.texts.append(text[start:end])
        self.length += end - start

    def _refused(self, included: Path, above: tuple[Path, ...]) -> str:
        """Return why a file is not included; an empty text where it is."""
        if not included.is_relative_to(self.root):
            return "it is not below the document's folder"
        if included in above:
            return "it includes itself"
        return "" if included.is_file() else "there is no such file"

    def _without_front(self, text: str) -> str:
        """Blank the front matter of a part: a document has one, at its beginning."""
        match = _FRONT.match(text)
        if not match:
            return text
        self.report.note("Front matter of included files is left out")
        return _blank(match.group()) + text[match.end() :]


def _included(text: str) -> Iterator[re.Match[str]]:
    """Yield the inclusions that stand in no comment."""
    if "@include(" not in text:
        return
    comments = [(token.start, token.end) for token in tokenize(text) if token.kind == "comment"]
    for match in _INCLUDE.finditer(text):
        if not any(start <= match.start() < end for start, end in comments):
            yield match


def _argdown_alone(text: str) -> tuple[str, int]:
    r"""Return a Markdown text with all but its blocks of Argdown as blanks, and how many they are.

    Examples
    --------
    >>> _argdown_alone("Hi:\n```argdown\n[A]: a.\n```\n")
    ('   \n          \n[A]: a.\n   \n', 1)
    """
    texts, at, blocks = [], 0, 0
    while match := _FENCE.search(text, at):
        fence = match["fence"]
        end = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
        close = end.search(text, match.end())
        stop = close.start() if close else len(text)
        texts += [_blank(text[at : match.end()]), text[match.end() : stop]]
        at, blocks = close.end() if close else stop, blocks + 1
        if close:
            texts.append(_blank(close.group()))
    tail = text[at:]
    return "".join([*texts, _blank(tail) if blocks else tail]), blocks


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

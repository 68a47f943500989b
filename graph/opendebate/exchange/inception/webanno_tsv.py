"""WebAnno TSV 3, which INCEpTION writes, too: a line for each token, a column for each feature.

References
----------
INCEpTION User Guide, Appendix "WebAnno TSV 3.3"
"""

from __future__ import annotations

import re
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import decoded
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.coded_text.building import CodedDebateBuilder
from opendebate.exchange.coded_text.model import CodedDocument
from opendebate.exchange.coded_text.written import Written
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.inception.layers import passages_of
from opendebate.exchange.inception.tsv_columns import Columns, plain
from opendebate.exchange.inception.tsv_spans import Spans
from opendebate.exchange.report import ImportNotes

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV (\d+(?:\.\d+)*)\s*")
_TOKEN = re.compile(r"\d{1,9}-\d{1,9}(\.\d{1,9})?")
_PLACES = re.compile(r"(\d{1,9})-(\d{1,9})")
_GAP = 100_000  # characters between two tokens
_ADVICE = "Export the document as WebAnno TSV 3."


def read(path: Path) -> CodedDebate:
    """Return a document in WebAnno TSV 3 as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        The annotations of one document by one person; the file's name becomes its title.

    Raises
    ------
    InputError
        If it is broken, or of another version.
    """
    where, report = display_path(path), ImportNotes()
    lines = decoded(read_bytes(path), where).split("\n")
    match = _FORMAT.fullmatch(lines[0].lstrip("\ufeff"))
    if not match or match[1].split(".")[0] != "3":
        version = f"It is WebAnno TSV {match[1]}" if match else "It is no WebAnno TSV"
        raise InputError(f"{version}, not WebAnno TSV 3.", where=f"{where}, line 1",
                         advice=_ADVICE)  # fmt: skip
    reader = _Reader(where, report)
    for number, line in enumerate(lines, 1):
        reader.line(line, number)
    if not reader.raw:
        raise InputError("There is no token in it.", where=where, advice=_ADVICE)
    document = CodedDocument(path.stem, path.stem, raw="".join(reader.raw), is_article=False)
    builder = CodedDebateBuilder(path.stem, where, report, Written())
    passages = list(passages_of(document, reader.spans.annotations(), {}, report))
    builder.coded.counts["annotations"] = len(passages)
    return builder.build([document], passages)


class _Reader:
    """Reads lines, and puts the text together from tokens and their places."""

    def __init__(self, where: str, report: ImportNotes) -> None:
        self.where, self.report = where, report
        self.columns = Columns(report)
        self.spans = Spans(self.columns)
        self.raw: list[str] = []
        self.length = 0  # as Java counts

    def line(self, line: str, number: int) -> None:
        if line.startswith("#") and self.columns.add(line):
            return
        cells = line.split("\t")
        match = _TOKEN.fullmatch(cells[0])
        if not match:
            return  # a sentence's text, another comment, or an empty line
        places = _PLACES.fullmatch(cells[1]) if len(cells) > 2 else None
        if places is None:
            raise self._error("A token has no place or no text", number)
        begin, end = int(places[1]), int(places[2])
        if not match[1]:  # a part of a token repeats its text
            self._token(plain(cells[2]), begin, number)
        self.spans.add(cells[3:], begin, end, number)

    def _token(self, text: str, begin: int, number: int) -> None:
        gap = begin - self.length
        if not 0 <= gap <= _GAP:
            raise self._error("A token does not follow the one before it", number)
        self.raw += [" " * gap, text]
        self.length = begin + len(text) + sum(ord(character) > 0xFFFF for character in text)

    def _error(self, problem: str, number: int) -> InputError:
        return InputError(f"{problem}.", where=f"{self.where}, line {number}", advice=_ADVICE)

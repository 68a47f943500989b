"""What the first lines of a plain text say of it: headline, author and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opendebate.coding.bylines import byline_authors
from opendebate.coding.text import Text
from opendebate.coding.transcripts import turns

MAX_LINES = 8  # lines before the first sentence that are looked at
_MAX_TITLE = 30  # words
_ENDS_SENTENCE = re.compile("[.!?…:;,][\"'”’)]*$")  # noqa: RUF001
_PARTS = re.compile(r"\s+[|·•]\s+")
_ABBREVIATED = re.compile(r"\b(?:[JS]r|Ph\.?D|M\.?D|Esq|Inc|Prof|Dr)\.$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:first\s+)?(?:published|posted|updated)(?:\s+on)?:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:dear|to the)\b", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(
        r"(?:[a-z]+,\s+)?(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:[a-z]+,\s+)?(?P<month>[a-z]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
)
_GOES_ON = re.compile(r"\s+[a-z]{3}")  # a sentence or title that begins with a date


def head_of(text: Text) -> dict[str, object]:
    """Return ``title``, ``authors`` and ``date`` (year-month-day), as far as a text has them.

    Only the lines before its first sentence, or before the first turn of a transcript, are looked
    at.

    Examples
    --------
    >>> head_of(Text.of("On maps\\n\\nBy Ada Brook and Kim Li\\n\\n12 March 2024\\n\\n"
    ...                 "Maps help everybody in the town, and nobody has to pay for them."))
    {'title': 'On maps', 'authors': ['Ada Brook', 'Kim Li'], 'date': '2024-03-12'}
    """
    head: dict[str, object] = {}
    for line in _first_lines(text):
        parts = _PARTS.split(line)
        named = [part for part in parts if _takes(part, head)]
        may_be_title = len(parts) == 1 and not named and not _ADDRESS.match(line)
        if may_be_title and not head:
            head["title"] = line
    return head


def _first_lines(text: Text) -> Iterator[str]:
    spoken = next((turn.start for turn in turns(text)), len(text.words))
    for block in text.blocks[:MAX_LINES]:
        end = text.words[block.stop - 1].end
        behind = text.raw[end:].partition("\n")[0].strip() if block.stop < len(text.words) else "."
        line = " ".join(text.slice(block.start, block.stop).split())
        ends = _ENDS_SENTENCE.search(behind) and not _ABBREVIATED.search(line + behind)
        if ends or len(line.split()) > _MAX_TITLE or block.stop > spoken:
            return
        yield f"{line}{behind}"


def _takes(part: str, head: dict[str, object]) -> bool:
    """Note the authors or the date that a part of a line names; tell whether it names some."""
    if date := _date(part):
        head.setdefault("date", date)
        return True
    authors = byline_authors(part)
    if authors is None or (authors and not ("title" in head or " " in "".join(authors))):
        return False  # such as "By Land and Sea", which is a title
    if authors:
        head.setdefault("authors", authors)
    if date := next(filter(None, map(_date, _dates_behind(part))), ""):
        head.setdefault("date", date)
    return True


def _dates_behind(part: str) -> Iterator[str]:
    """Yield what stands behind a comma or space before a number, where dates may stand."""
    for match in re.finditer(r"[\s,](?=\w+\.?\s+\d|\d)", part):
        yield part[match.end() :]


def _date(part: str) -> str:
    """Return the date with which a part of a line begins; empty if with none."""
    written = _LABEL.sub("", part)
    for pattern in _DATES:
        if match := pattern.match(written):
            month = _month(match["month"].casefold())
            if month and not _GOES_ON.match(written, match.end()):
                return f"{match['year']}-{month:02}-{int(match['day']):02}"
    return ""


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    numbers = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(written))
    return next(numbers, 0) if len(written) > 2 else 0

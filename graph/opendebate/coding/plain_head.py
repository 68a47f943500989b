"""What the first lines of a plain text say of it: headline, author and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opendebate.coding.bylines import byline_authors
from opendebate.coding.month_names import month_number
from opendebate.coding.text import Text
from opendebate.coding.transcripts import is_thread, turns

_MONTHS, _DAYS = 12, 31
MAX_LINES = 8  # lines before the first sentence that are looked at
_MAX_TITLE = 30  # words
_MAX_POST_TITLE = 15  # words
_MAX_LINE = 80  # characters of a line of a letterhead
_ENDS_SENTENCE = re.compile("[.!?…:;,][\"'”’)]*$")  # noqa: RUF001
_PARTS = re.compile(r"\s+[|·•]\s+")
_ABBREVIATED = re.compile(r"\b(?:[JS]r|Ph\.?D|M\.?D|Esq|Inc|Prof|Dr)\.$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:first\s+)?(?:published|posted|updated)(?:\s+on)?:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:dear|to the)\b", re.IGNORECASE)
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\b"),
    re.compile(
        r"(?:[^\W\d_]+,\s+){0,2}(?:[^\W\d_]+,?\s+)?(?P<day>\d{1,2})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?"
        r"(?P<month>[^\W\d_]+)\.?,?\s+(?:de\s+)?(?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:[^\W\d_]+,\s+)?(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
)
# The place before the date with which a first sentence begins: Averley, 12 March 2024. Maps …
_DATELINE = re.compile(r"[^\W\d_][^\d.;:!?]{1,40}[,(/]\s*")
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
    in_transcript = bool(turns(text))
    for line in _first_lines(text):
        segments = _PARTS.split(line)
        named = [segment for segment in segments if _takes(segment, head)]
        may_be_title = len(segments) == 1 and not named and not _ADDRESS.match(line)
        institution = in_transcript and str(head.get("title", "")).isupper() and not line.isupper()
        if may_be_title and (not head or institution):
            head["title"] = line
    if is_thread(text) and (opening := _first_post(text)):
        head["title"] = opening
    if "date" not in head and (date := _dateline(text)):
        head["date"] = date
    return head


def _first_post(text: Text) -> str:
    """Return the first line of a thread's first post, which is its title where it is short."""
    first = turns(text)[0].start
    block = next(block for block in text.blocks if block.start <= first < block.stop)
    line = text.raw[text.words[first].start :].partition("\n")[0].strip()
    return line if block.stop - first <= _MAX_POST_TITLE else ""


def _first_lines(text: Text) -> Iterator[str]:
    spoken = next((turn.start for turn in turns(text)), len(text.words))
    for block in text.blocks[:MAX_LINES]:
        end = text.words[block.stop - 1].end
        behind = text.raw[end:].partition("\n")[0].strip() if block.stop < len(text.words) else "."
        start = text.words[block.start].start
        if block.stop < spoken and (lines := _letterhead(text.raw[start:end])):
            yield from lines
            continue
        opening = text.raw[:start].rpartition("\n")[2].lstrip()
        line = " ".join(f"{opening}{text.raw[start:end]}".split())
        ends = _ENDS_SENTENCE.search(behind) and not _ABBREVIATED.search(line + behind)
        if ends or len(line.split()) > _MAX_TITLE or block.stop > spoken:
            return
        yield f"{line}{behind}"


def _letterhead(block: str) -> list[str]:
    """Return the lines of a block that is no running text; none of another block.

    Each of its lines begins with a capital or a digit, and they are several.
    """
    lines = [" ".join(line.split()) for line in block.splitlines() if line.strip()]
    is_one = len(lines) > 1 and all(line[0].isupper() or line[0].isdigit() for line in lines)
    return lines if is_one and all(len(line) <= _MAX_LINE for line in lines) else []


def _takes(segment: str, head: dict[str, object]) -> bool:
    """Note the authors or the date that a part of a line names; tell whether it names some."""
    if date := _date(segment):
        head.setdefault("date", date)
        return True
    authors = byline_authors(segment)
    if authors is None or (authors and not ("title" in head or " " in "".join(authors))):
        return False  # such as "By Land and Sea", which is a title
    if authors:
        head.setdefault("authors", authors)
    if date := next(filter(None, map(_date, _dates_behind(segment))), ""):
        head.setdefault("date", date)
    return True


def _dates_behind(segment: str) -> Iterator[str]:
    """Yield what stands behind a comma or space before a number, where dates may stand."""
    for match in re.finditer(r"[\s,](?=\w+\.?\s+\d|\d)", segment):
        yield segment[match.end() :]


def _date(segment: str, *, may_go_on: bool = False) -> str:
    """Return the date with which a part of a line begins; empty if with none."""
    written = _LABEL.sub("", segment)
    for pattern in _DATES:
        if match := pattern.match(written):
            month = _month(match["month"])
            if (
                0 < month <= _MONTHS
                and 0 < int(match["day"]) <= _DAYS
                and (may_go_on or not _GOES_ON.match(written, match.end()))
            ):
                return f"{match['year']}-{month:02}-{int(match['day']):02}"
    return ""


def _month(written: str) -> int:
    return int(written) if written.isdigit() else month_number(written)


def _dateline(text: Text) -> str:
    """Return the date with which the first sentence of a text begins, behind a place."""
    first = next(iter(text.paragraphs), None)
    opening = text.raw[text.words[first.start].start :].partition("\n")[0] if first else ""
    match = _DATELINE.match(opening)
    return _date(opening[match.end() :], may_go_on=True) if match else ""

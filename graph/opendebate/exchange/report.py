"""What an import left out or assumed: a sentence for each kind, with a number and examples."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from opendebate.coding.dates import parse_edtf
from opendebate.coding.field_types import MAX_TEXT
from opendebate.coding.yaml_reader import visible
from opendebate.shortening import cut

_EXAMPLES = 3
_LENGTH = 120  # characters of an example
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[ T])")


@dataclass(slots=True)
class ImportNotes:
    """Collects notes, and counts those of the same kind.

    Examples
    --------
    >>> report = ImportNotes()
    >>> for number in (4, 7):
    ...     report.note("Statements without a concept are left out", f"statement {number}")
    >>> report.note("The file does not name its language: English is assumed", times=0)
    >>> report.sentences()
    ['Statements without a concept are left out: 2 (statement 4, statement 7).', \
'The file does not name its language: English is assumed.']
    """

    _examples: dict[str, list[str]] = field(default_factory=dict)
    _times: Counter[str] = field(default_factory=Counter)

    def note(self, sentence: str, example: str = "", times: int = 1) -> None:
        """Add a note; with `times` 0 the sentence shows no number."""
        self._times[sentence] += times
        examples = self._examples.setdefault(sentence, [])
        if example and example not in examples and len(examples) <= _EXAMPLES:
            examples.append(example)

    def note_number(self, sentence: str, number: int) -> None:
        """Add a note with a number, where there are any."""
        if number:
            self.note(sentence, times=number)

    def note_each(self, sentence: str, *examples: str) -> None:
        """Add a note for each example, where there are any."""
        for example in examples:
            self.note(sentence, example)

    def line(self, text: str) -> str:
        """Return a name or short text as coding files can hold it; note one that is cut."""
        text = visible(text)
        if len(text) > MAX_TEXT:
            self.note(f"Names and concepts of more than {MAX_TEXT:,} characters are cut", text)
        return cut(text, MAX_TEXT)

    def date(self, date: object, sentence: str, example: str) -> str:
        """Return a date if it is EDTF; else add a note, and return an empty text."""
        try:
            return str(date) if date and parse_edtf(str(date)) else ""
        except ValueError:
            self.note(sentence, example)
            return ""

    def sentences(self) -> list[str]:
        """Return a sentence for each kind of note, in the order of their first notes."""
        return [self._sentence(sentence) for sentence in self._examples]

    def _sentence(self, sentence: str) -> str:
        times, examples = self._times[sentence], self._examples[sentence]
        number = f": {times:,}" if times else ""
        listed = ", ".join(shorten(example).rstrip(".") for example in examples[:_EXAMPLES])
        ellipsis = ", …" if len(examples) > _EXAMPLES else ""
        return f"{sentence}{number}{f' ({listed}{ellipsis})' if listed else ''}."


def day_of(moment: object) -> str:
    """Return the day of a moment as other programs write it; empty where it is none.

    Examples
    --------
    >>> day_of("2024-05-02T10:00:00Z"), day_of("2024-05-02 10:00:00"), day_of("2024-13-02")
    ('2024-05-02', '2024-05-02', '')
    """
    match = _DAY.match(moment) if isinstance(moment, str) else None
    try:
        return date.fromisoformat(match.group()).isoformat() if match else ""
    except ValueError:
        return ""


def line(text: str) -> str:
    """Return a name or short text as coding files can hold it."""
    return cut(visible(text), MAX_TEXT)


def shorten(text: str) -> str:
    """Return a text on one line, cut where it is long, with nothing that cannot be displayed."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return cut(" ".join(printable.split()), _LENGTH)

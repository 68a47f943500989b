"""Which documents of several DNA databases are the same, and where their spans lie."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from opendebate.exchange.dna.database import Database, DnaDocument
from opendebate.exchange.dna.rows import DAY
from opendebate.exchange.document_text import Characters, DocumentText
from opendebate.exchange.report import ImportNotes

Key = Callable[[DnaDocument], object]


def _characters(document: DnaDocument) -> str:
    """Return a text without its spaces and line ends, which programs write differently."""
    return "".join(document.text.split())


def _title(document: DnaDocument) -> str:
    return " ".join(document.title.casefold().split())


def _date(document: DnaDocument) -> int | None:
    return None if document.date is None else document.date // DAY


# What two documents must have in common to be the same, from the surest on.
_KEYS: tuple[Key, ...] = (
    lambda document: (_characters(document), _title(document), _date(document)),
    lambda document: (text := _characters(document)) and (text, _title(document)),
    lambda document: (text := _characters(document)) and (text, _date(document)),
    _characters,
    lambda document: (title := _title(document)) and (title, _date(document)),
)


class SameDocuments:
    """Finds the documents of a database that are there already.

    Parameters
    ----------
    there : iterable of DnaDocument
    report : ImportNotes
        It gets documents that are the same although they are described otherwise, or are not
        although they have one title and date.
    """

    def __init__(self, there: Iterable[DnaDocument], report: ImportNotes) -> None:
        self.there, self.report = tuple(there), report

    def of(self, database: Database) -> dict[int, int]:
        """Return, for documents of a database that are there, the number of the same one."""
        same: dict[int, int] = {}
        spans: defaultdict[int, list[Characters]] = defaultdict(list)
        for statement in database.statements:
            spans[statement.document].append((statement.start, statement.stop))
        for key in _KEYS:
            candidates: defaultdict[object, list[DnaDocument]] = defaultdict(list)
            for document in self.there:
                if document.id not in same.values() and key(document):
                    candidates[key(document)].append(document)
            for document in database.documents:
                if document.id in same or not (listed := candidates.get(key(document), [])):
                    continue
                chosen = next(
                    (other for other in listed if self.holds(document, other, spans)), None
                )
                if chosen:
                    listed.remove(chosen)
                    same[document.id] = chosen.id
                    self.note_other_description(document, chosen)
                elif key is _KEYS[-1]:
                    problem = "Documents of one title and date with other words are two sources"
                    self.report.note(problem, document.title)
        return same

    @staticmethod
    def holds(
        document: DnaDocument, other: DnaDocument, spans: dict[int, list[Characters]]
    ) -> bool:
        """Tell whether the words of all statements of a document stand in another."""
        return _characters(document) == _characters(other) or all(
            move_span(document.text, other.text, *span) for span in spans[document.id]
        )

    def note_other_description(self, document: DnaDocument, other: DnaDocument) -> None:
        """Report a document of another title or date."""
        if (_title(document), _date(document)) != (_title(other), _date(other)):
            problem = "Documents of one text with two titles or dates are one source"
            self.report.note(problem, f"{other.title}; {document.title}")


def move_span(text: str, other: str, start: int, stop: int) -> Characters | None:
    """Return where the words of a span stand in another text, in UTF-16 units as in DNA.

    Spaces and line ends may differ. Of several places it is the one nearest to that of the span.
    None if the words are not there.

    Examples
    --------
    >>> move_span("The bell\\nrings.", "A page: The  bell rings.", 4, 14)
    (13, 23)
    >>> move_span("The bell rings.", "No clock is as sure.", 4, 14) is None
    True
    """
    if text == other:
        return start, stop
    content, target = DocumentText(text), DocumentText(other)
    begin, end = content.inside(*content.from_utf16(start, stop))
    words = "".join(text[begin:end].split())
    characters, positions = _positions(other)
    before = bisect_left(_positions(text)[1], begin)
    if not words or (at := _nearest(characters, words, before)) is None:
        return None
    return target.to_utf16((positions[at], positions[at + len(words) - 1] + 1))


@lru_cache(maxsize=4)
def _positions(text: str) -> tuple[str, list[int]]:
    """Return the characters of a text that are no spaces, and where they stand."""
    pairs = [(character, n) for n, character in enumerate(text) if not character.isspace()]
    return "".join(character for character, _ in pairs), [n for _, n in pairs]


def _nearest(characters: str, words: str, wanted: int) -> int | None:
    """Return where words begin, as near as can be to a position."""
    before = characters.rfind(words, 0, wanted + len(words))
    after = characters.find(words, wanted)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - wanted), default=None)

"""A debate on its way from or to another format: the coding files' records as plain data."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.debate_files import ENTITY_FILES
from opendebate.coding.field_types import MAX_ID, UNKNOWN
from opendebate.coding.passages import Span, seal
from opendebate.coding.text import Text

Record = dict[str, Any]
_OWN = {"risk", "benefit"}  # the ontology's own topics
LONG_ID = 40  # signs of an id that is made of a name; a number may still follow


@dataclass(slots=True)
class Draft:
    """What the coding files of a debate say, before they are files, or without their being any.

    Attributes
    ----------
    debate : dict
        ``title``, ``question``, ``iri`` and what else stands in ``debate.yaml``.
    actors, models, policies, claims, topics, events, context : dict of str to dict
        Records by id, with the keys of the coding files; lists are lists, even of one.
    sources : dict of str to dict
        By slug, with ``source`` and ``statements``.
    texts : dict of str to str
        Texts of sources by slug, where a format holds them. They are never written into the
        debate's folder.
    remains : dict of str to dict
        By format, what a file of it holds besides, for writing it again; no words of sources.
    report : list of str
        What had no place to go, and what had to be guessed, a sentence each.
    counts : Counter of str
        How many things of each kind of the other format were read, such as ``"I-nodes"``.
    """

    debate: Record
    actors: dict[str, Record] = field(default_factory=dict)
    models: dict[str, Record] = field(default_factory=dict)
    policies: dict[str, Record] = field(default_factory=dict)
    claims: dict[str, Record] = field(default_factory=dict)
    topics: dict[str, Record] = field(default_factory=dict)
    events: dict[str, Record] = field(default_factory=dict)
    context: dict[str, Record] = field(default_factory=dict)
    sources: dict[str, Record] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    remains: dict[str, Record] = field(default_factory=dict)
    report: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _tried: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def files(self) -> dict[str, dict[str, Record]]:
        """Return the entities by the name of the file they belong in."""
        return {name: getattr(self, name) for name in ENTITY_FILES}

    def new_id(self, name: str, fallback: str = "thing") -> str:
        """Return an id that nothing in the draft has, made of a name's letters and digits.

        Ids are unique over all kinds and sources, as they must be in the coding files.

        Examples
        --------
        >>> draft = Draft({})
        >>> draft.new_id("Éva Kovács")
        'eva-kovacs'
        """
        whole = slug(name) or fallback
        kinds = (*self.files().values(), self.sources, _OWN)
        n = self._tried.get(whole, 1)  # many may be called alike
        while any(numbered(whole, n) in things for things in kinds):
            n += 1
        self._tried[whole] = n
        return numbered(whole, n)

    def add(self, kind: str, name: str, record: Record, fallback: str = "thing") -> str:
        """Put a record into the file `kind` under a new id made of `name`; return the id."""
        made = self.new_id(name, fallback)
        self.files()[kind][made] = record
        return made


def new_draft(title: str, question: str, iri: str | None = None, language: str = "en") -> Draft:
    """Return an empty draft of a debate.

    Examples
    --------
    >>> new_draft("On maps", "Should maps be free?").debate["iri"]
    'https://example.org/on-maps/'
    """
    iri = iri or f"https://example.org/{slug(title) or 'debate'}/"
    debate = {"title": title, "question": question, "iri": iri, "language": language}
    return Draft(debate)


def passages_of(statement: Record) -> list[Record]:
    """Return the passages of a statement's record; none where they are unknown.

    Examples
    --------
    >>> passages_of({"id": "a", "at": "unknown"})
    []
    """
    at = statement["at"]
    return [] if at == UNKNOWN else at if isinstance(at, list) else [at]


def slug(name: str) -> str:
    """Return the letters and digits of a name as an id; empty where it has none.

    Examples
    --------
    >>> slug("Senator Müller's  reply!"), slug("…")
    ('senator-mullers-reply', '')
    """
    apart = unicodedata.normalize(
        "NFKD", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", name.casefold())
    )
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    parts = re.findall("[a-z0-9]+", plain)
    whole = "-".join(parts)
    if len(whole) <= LONG_ID:
        return whole
    return whole[: LONG_ID + 1].rpartition("-")[0] or whole[:LONG_ID]


def free_id(name: str, taken: set[str] | Mapping[str, Any], fallback: str = "thing") -> str:
    """Return an id made of a name that is not among those taken.

    Examples
    --------
    >>> free_id("Ann", {"ann", "ann-2"}), free_id("…", set(), "claim")
    ('ann-3', 'claim')
    """
    whole = slug(name) or fallback
    numbers = (numbered(whole, n) for n in range(1, len(taken) + 2))
    return next(made for made in numbers if made not in taken)


def numbered(name: str, n: int) -> str:
    """Return the n-th id of those who have the same name."""
    return name if n == 1 else f"{name[: MAX_ID - 8]}-{n}"


def passage(text: Text, start: int, end: int) -> Record | None:
    """Return what a coding file keeps of a run of characters; None where it holds no word.

    Parameters
    ----------
    text : Text
        The source's text.
    start, end : int
        The first character and the one after the last, in ``text.raw``. Words that are cut are
        taken whole.

    Examples
    --------
    >>> made = passage(Text.of("We sell maps. Nobody knows why."), 14, 31)
    >>> made["from"], made["to"], made["words"]
    ('Nobody knows why', 'Nobody knows why', 3)
    """
    first = bisect_right(text.words, start, key=lambda word: word.end)
    stop = bisect_left(text.words, end, key=lambda word: word.start)
    if first >= stop:
        return None
    span = Span(first, stop, text.paragraph_at(first))
    sealed = seal(span, text)
    place = {"paragraph": sealed.paragraph, "from": sealed.first, "to": sealed.last}
    made = {**place, "words": sealed.words, "sha256": sealed.sha256}
    return {key: value for key, value in made.items() if value is not None}


def body(text: Text) -> Record:
    """Return what a coding file keeps of a source's whole text."""
    if not text.words:
        return {}
    sealed = seal(Span(0, len(text.words), None), text)
    return {
        "from": sealed.first,
        "to": sealed.last,
        **({"paragraphs": len(text.paragraphs)} if text.paragraphs else {}),
        "words": sealed.words,
        "sha256": sealed.sha256,
    }

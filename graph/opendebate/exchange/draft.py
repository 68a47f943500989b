"""A debate on its way from or to another format: the coding files' records as plain data."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from opendebate.coding.debate_files import ENTITY_FILES
from opendebate.coding.passages import Span, seal
from opendebate.coding.text import Text
from opendebate.exchange.ids import slug
from opendebate.exchange.typed import (
    ActorData,
    BodyData,
    ClaimData,
    ContextFactData,
    DebateData,
    EventData,
    ModelData,
    PassageData,
    PolicyData,
    Record,
    SourceFileData,
    StatementData,
    TopicData,
)

__all__ = ["Draft", "Record", "new_draft", "seal_body", "seal_passage"]


@dataclass(slots=True)
class Draft:
    """What the coding files of a debate say, before they are files, or without any files.

    Attributes
    ----------
    debate, actors, models, policies, claims, topics, events, context
        Records, by id, with the keys of the coding files; lists are lists, even of one item.
    sources
        By slug, with ``source`` and ``statements``.
    texts
        Texts of sources by slug, where a format holds them. They are never written into the
        debate's folder.
    skeletons
        By format, what a file of that format holds and a coding cannot, so that an export writes
        it again. It holds no words of sources.
    report
        What an import left out or assumed, a sentence each.
    counts
        How many things of each kind of the other format were read, such as ``"I-nodes"``.
    """

    debate: DebateData
    actors: dict[str, ActorData] = field(default_factory=dict)
    models: dict[str, ModelData] = field(default_factory=dict)
    policies: dict[str, PolicyData] = field(default_factory=dict)
    claims: dict[str, ClaimData] = field(default_factory=dict)
    topics: dict[str, TopicData] = field(default_factory=dict)
    events: dict[str, EventData] = field(default_factory=dict)
    context: dict[str, ContextFactData] = field(default_factory=dict)
    sources: dict[str, SourceFileData] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    skeletons: dict[str, Record] = field(default_factory=dict)
    report: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def files(self) -> dict[str, dict[str, Record]]:
        """Return the entities by the name of the file they belong in."""
        return {name: getattr(self, name) for name in ENTITY_FILES}

    def ids(self) -> Iterator[str]:
        """Yield the ids of all entities and sources."""
        for entities in self.files().values():
            yield from entities
        yield from self.sources

    def statements(self) -> Iterator[tuple[str, StatementData]]:
        """Yield every statement, after the slug of its source."""
        for source_slug, source in self.sources.items():
            for statement in source["statements"]:
                yield source_slug, statement

    def steps(self) -> set[tuple[str, str]]:
        """Return each premise and conclusion that a speaker or the coder joins."""
        steps = {
            (premise, conclusion)
            for premise, claim in self.claims.items()
            for conclusion in (*claim.get("supports", ()), *claim.get("attacks", ()))
        }
        for _, statement in self.statements():
            steps |= {(premise, statement["claim"]) for premise in statement.get("because", ())}
        return steps


def new_draft(title: str, question: str, iri: str | None = None, language: str = "en") -> Draft:
    """Return an empty draft of a debate.

    Examples
    --------
    >>> new_draft("On maps", "Should maps be free?").debate["iri"]
    'https://example.org/on-maps/'
    """
    iri = iri or f"https://example.org/{slug(title) or 'debate'}/"
    return Draft({"title": title, "question": question, "iri": iri, "language": language})


def seal_passage(text: Text, start: int, end: int) -> PassageData | None:
    """Return what a coding file keeps of a run of characters; None where it holds no word.

    Parameters
    ----------
    text : Text
    start, end : int
        The first character and the one after the last, in ``text.raw``. Words that are cut count
        as parts of the passage.

    Examples
    --------
    >>> passage = seal_passage(Text.of("We sell maps. Nobody knows why."), 14, 31)
    >>> passage["from"], passage["to"], passage["words"]
    ('Nobody knows why', 'Nobody knows why', 3)
    """
    begin = bisect_right(text.words, start, key=lambda word: word.end)
    stop = bisect_left(text.words, end, key=lambda word: word.start)
    if begin >= stop:
        return None
    sealed = seal(Span(begin, stop, text.paragraph_at(begin)), text)
    passage = {
        "paragraph": sealed.paragraph,
        "from": sealed.first,
        "to": sealed.last,
        "words": sealed.words,
        "sha256": sealed.sha256,
    }
    return cast("PassageData", {key: value for key, value in passage.items() if value is not None})


def seal_body(text: Text) -> BodyData:
    """Return what a coding file keeps of a source's full text."""
    if not text.words:
        return {}
    sealed = seal(Span(0, len(text.words), None), text)
    body = {
        "from": sealed.first,
        "to": sealed.last,
        "paragraphs": len(text.paragraphs) or None,
        "words": sealed.words,
        "sha256": sealed.sha256,
    }
    return cast("BodyData", {key: value for key, value in body.items() if value is not None})

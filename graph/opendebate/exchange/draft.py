"""A debate on its way from or to another format: the coding files' records as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from opendebate.coding.debate_files import ENTITY_FILES
from opendebate.exchange.ids import slug
from opendebate.exchange.typed import ActorData, ClaimData, Record, SourceFileData, StatementData


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

    debate: Record
    actors: dict[str, ActorData] = field(default_factory=dict)
    models: dict[str, Record] = field(default_factory=dict)
    policies: dict[str, Record] = field(default_factory=dict)
    claims: dict[str, ClaimData] = field(default_factory=dict)
    topics: dict[str, Record] = field(default_factory=dict)
    events: dict[str, Record] = field(default_factory=dict)
    context: dict[str, Record] = field(default_factory=dict)
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

    def steps(self, *relations: str) -> set[tuple[str, str]]:
        """Return each premise and conclusion that a speaker or, by some relations, the coder joins.

        Relations are ``supports``, ``attacks`` or both.
        """
        steps = {
            (premise, conclusion)
            for premise, claim in cast("dict[str, Record]", self.claims).items()
            for relation in relations
            for conclusion in claim.get(relation, ())
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

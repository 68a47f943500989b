"""Voices: whose stance a statement is, and which of them have a name.

The glossary defines both. The page's ``voices.js`` does the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.counting import counted

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

_LONG = 24  # characters of a name that has no room on the map


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of a debate's statements.

    Attributes
    ----------
    imagined : frozenset of str
        IRIs of actors that a source only imagines: they are no voices.
    unnamed : frozenset of str
        IRIs of voices without a name: anonymous persons, and groups that author no source.

    Examples
    --------
    >>> import opendebate
    >>> debate = opendebate.load(only=["why-meta-opened-up"])
    >>> voices = voices_of(debate.engine)
    >>> len(voices.named(debate.statements()))
    11
    """

    imagined: frozenset[str]
    unnamed: frozenset[str]

    def of(self, statement: Statement) -> tuple[Entity, ...]:
        """Return the voices of a statement; a hypothetical statement has none."""
        if statement.mode == "hypothetical":
            return ()
        return tuple(voice for voice in statement.voices if voice.iri not in self.imagined)

    def named(self, statements: Iterable[Statement]) -> list[Entity]:
        """Return the voices of statements that have a name, each once, in order."""
        voices = dict.fromkeys(voice for statement in statements for voice in self.of(statement))
        return [voice for voice in voices if voice.iri not in self.unnamed]

    def counted(self, statements: Iterable[Statement]) -> str:
        """Return how many voices statements have: ``"3 named voices and 1 without a name"``."""
        voices = {voice.iri for statement in statements for voice in self.of(statement)}
        unnamed = len(voices & self.unnamed)
        named = len(voices) - unnamed
        if not named and unnamed:
            return counted(unnamed, "voice without a name", "voices without a name")
        return counted(named, "named voice") + (f" and {unnamed} without a name" if unnamed else "")


def voices_of(engine: Engine) -> Voices:
    """Return which actors of a debate are voices, and which of them have a name."""
    return Voices(
        _actors(engine, "?actor od:hypothetical true"),
        _actors(
            engine,
            """{ ?actor od:anonymous true } UNION { ?actor a od:Group
            FILTER NOT EXISTS { ?source a od:Source ; dcterms:creator ?actor } }""",
        ),
    )


def short_name(name: str, others: Iterable[str]) -> str:
    """Return the name of an actor where there is little room.

    Examples
    --------
    >>> short_name("Machine Intelligence Research Institute", ["MIRI"])
    'MIRI'
    >>> short_name("Meta", ["META"])
    'Meta'
    """
    abbreviations = (other for other in sorted(others) if _is_abbreviation(other))
    return next(abbreviations, name) if len(name) > _LONG else name


def short_names(engine: Engine) -> dict[str, str]:
    """Return IRI → name, where there is little room, of the actors with more than one name."""
    names: dict[str, str] = {}
    others: defaultdict[str, list[str]] = defaultdict(list)
    for row in engine.select(
        "SELECT ?actor ?name ?other { ?actor rdfs:label ?name ; skos:altLabel ?other }"
    ):
        names[row["actor"].value] = row["name"].value
        others[row["actor"].value].append(row["other"].value)
    return {iri: short_name(name, others[iri]) for iri, name in names.items()}


def _is_abbreviation(name: str) -> bool:
    return 1 < len(name) < 9 and all(c.isupper() or c.isdigit() or c in "&.-" for c in name)


def _actors(engine: Engine, pattern: str) -> frozenset[str]:
    rows = engine.select(f"SELECT ?actor {{ {pattern} }}")
    return frozenset(row["actor"].value for row in rows)

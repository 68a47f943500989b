"""What networks are counted from: who takes which stance on what, one row for each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opendebate.ask.duplicate_texts import same_texts
from opendebate.ask.statements import all_statements
from opendebate.networks.duplicates import once
from opendebate.networks.position_changes import Said, at_last, imagined_actors
from opendebate.networks.selection import DUPLICATES, Selection

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

__all__ = ["DUPLICATES", "Observation", "Observed", "Selection", "observe", "observe_all", "once"]

# Stance and side of the claim → the side that is taken, as in rules/40-takes-side.rq.
_TAKES = {
    ("affirms", "for"): "for",
    ("affirms", "against"): "against",
    ("denies", "for"): "against",
    ("denies", "against"): "for",
}


@dataclass(frozen=True, slots=True)
class Observation:
    """One actor's stance on one claim or topic, at one time in one source.

    Attributes
    ----------
    actor, target : str
        IRIs; the target is a claim or a topic.
    stance : str
        As in the coding files.
    statement : str
        Its id.
    source : str
        The source's id.
    day : datetime.date or None
        The first day on which it can have been said.
    takes : str
        ``"for"`` or ``"against"``, where the stance takes that side of the debate's question.
    second_hand : bool
        Whether it reached the source through somebody else than the actor.
    text : str
        Of several sources that hold one text, the id of the first; else empty.
    via : tuple of str
        IRIs of those that carried it to the source.
    """

    actor: str
    target: str
    stance: str
    statement: str
    source: str
    day: date | None
    takes: str = ""
    second_hand: bool = False
    text: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observed:
    """What a selection leaves of a debate.

    Attributes
    ----------
    rows : tuple of Observation
    notes : tuple of str
        What one should know before counting them: who changed their position, which sources hold
        one text, and who is counted beside a body that speaks through them. A sentence each.
    """

    rows: tuple[Observation, ...]
    notes: tuple[str, ...] = ()


def observe(engine: Engine, selection: Selection | None = None) -> list[Observation]:
    """Return what a selection leaves of a debate, one row for each actor and target.

    Parameters
    ----------
    engine : Engine
        The built debate.
    selection : Selection, optional
        All that somebody is known to have said, by default.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load().engine
    >>> len({one.actor for one in observe(engine)})
    12
    """
    return list(observe_all(engine, selection or Selection()).rows)


def observe_all(engine: Engine, selection: Selection) -> Observed:
    """Return what a selection leaves of a debate, with what one should know of it.

    Parameters
    ----------
    engine : Engine
    selection : Selection
    """
    selection = selection.resolved(engine)
    facts = _facts(engine)
    said = [
        (actor, one)
        for one in all_statements(engine)
        if selection.takes(one, facts.ids(one), facts.kind.get(one.claim.iri, ""))
        for actor in _actors(one, selection)
        if (selection.hypothetical or actor not in facts.imagined)
        and actor not in selection.exclude
    ]
    said, changed = at_last(said, selection)
    texts = same_texts(engine, (one for _, one in said))
    made = [
        row for actor, one in said for row in _observations(actor, one, selection, facts, texts)
    ]
    notes = (*changed, *(_told_twice(texts) if selection.duplicates != "text" else ()))
    notes += tuple(_told_through(said)) if selection.by == "body" else ()
    return Observed(tuple(once(made, selection.duplicates)), notes)


def _told_through(said: Said) -> Iterator[str]:
    """Yield a sentence on each person who is counted beside a body that speaks through them."""
    actors = {actor for actor, _ in said}
    through = {
        (who.name, one.on_behalf_of.name)
        for _, one in said
        if one.on_behalf_of
        for who in one.speakers
        if who.iri in actors
    }
    for person, body in sorted(through):
        yield (
            f"{person} speaks both in their own name and on behalf of {body}. A tie between the "
            "two joins one person's own words."
        )


def _told_twice(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence on each text that several sources hold."""
    for first in sorted(set(texts.values())):
        sources = [one for one, head in texts.items() if head == first]
        yield (
            f"{len(sources)} sources hold the same text: {', '.join(sources)}. What is said there "
            'counts once for each. --duplicates text (duplicates="text") counts it once.'
        )


def _actors(one: Statement, selection: Selection) -> list[str]:
    """Return the IRIs of those whose stance it is; an affiliation lends a body none."""
    if selection.by == "body" and one.on_behalf_of:
        return [one.on_behalf_of.iri]
    return [speaker.iri for speaker in one.speakers]


def _observations(
    actor: str, one: Statement, selection: Selection, facts: _Facts, texts: Mapping[str, str]
) -> Iterator[Observation]:
    claim = one.claim.iri
    for target in sorted(facts.own[claim]) if selection.on == "topic" else [claim]:
        yield Observation(
            actor=actor,
            target=target,
            stance=one.stance,
            statement=one.id,
            source=one.source.id,
            day=date.fromisoformat(one.earliest) if one.earliest else None,
            takes=_TAKES.get((one.stance, one.side), ""),
            second_hand=_passed_on(one, facts.documents),
            text=texts.get(one.source.id, ""),
            via=tuple(carrier.iri for carrier in one.via),
        )


def _passed_on(one: Statement, own: Collection[tuple[str, str]]) -> bool:
    """Return whether somebody else than a speaker, or its own document, carried it."""
    ways = ((carrier.iri, speaker.iri) for carrier in one.via for speaker in one.speakers)
    return one.mode == "hearsay" or any(a != b and (a, b) not in own for a, b in ways)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of claims and actors.

    Attributes
    ----------
    own, wide : mapping of str to set of str
        Claim → its topics, and these with all that are broader.
    kind : mapping of str to str
        Claim → the code of its kind.
    imagined : set of str
        Actors nobody speaks for.
    documents : set of pairs
        Documents, each with an issuer or author.
    """

    own: Mapping[str, set[str]]
    wide: Mapping[str, set[str]]
    kind: Mapping[str, str]
    imagined: set[str]
    documents: set[tuple[str, str]]

    def ids(self, one: Statement) -> set[str]:
        """Return the ids of the topics of a statement's claim, with all that are broader."""
        return {topic.rpartition("/")[2] for topic in self.wide[one.claim.iri]}


def _facts(engine: Engine) -> _Facts:
    own: defaultdict[str, set[str]] = defaultdict(set)
    wide: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select("SELECT ?claim ?topic { ?claim od:topic ?topic }"):
        own[row["claim"].value].add(row["topic"].value)
    for row in engine.select("SELECT ?claim ?topic { ?claim od:topic/skos:broader* ?topic }"):
        wide[row["claim"].value].add(row["topic"].value)
    kinds = engine.select("SELECT ?claim ?kind { ?claim od:claimKind/skos:notation ?kind }")
    kind = {row["claim"].value: row["kind"].value for row in kinds}
    return _Facts(own, wide, kind, imagined_actors(engine), _own_documents(engine))


def _own_documents(engine: Engine) -> set[tuple[str, str]]:
    rows = engine.select("SELECT ?document ?actor { ?document od:issuer|dcterms:creator ?actor }")
    return {(row["document"].value, row["actor"].value) for row in rows}

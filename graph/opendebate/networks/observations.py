"""Observations, from which networks are counted: an actor takes a stance on a target."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opendebate.ask.attribute_filter import AttributeFilter
from opendebate.ask.duplicate_texts import same_texts
from opendebate.ask.statements import all_statements
from opendebate.counting import counted
from opendebate.networks.duplicates import without_duplicates
from opendebate.networks.position_changes import ActorStatements, latest_statements
from opendebate.networks.selection import DUPLICATES, Selection
from opendebate.networks.selection_facts import SelectionFacts, selection_facts
from opendebate.stances import side_taken

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

__all__ = [
    "DUPLICATES",
    "Observation",
    "ObservedDebate",
    "Selection",
    "observe",
    "observe_with_notes",
    "without_duplicates",
]


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
        The statement's id.
    source : str
        The source's id.
    day : datetime.date or None
        The last day on which the statement can have been made, from which it counts.
    side : str
        ``"for"`` or ``"against"``, where the stance takes that side of the debate's question.
    second_hand : bool
        Whether somebody other than the actor transmitted it to the source.
    text : str
        The id of the first of several sources with the same text; otherwise empty.
    via : tuple of str
        IRIs of its carriers.
    speakers : tuple of str
        IRIs of those who speak on the actor's behalf; empty where the actor speaks.
    """

    actor: str
    target: str
    stance: str
    statement: str
    source: str
    day: date | None
    side: str = ""
    second_hand: bool = False
    text: str = ""
    via: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObservedDebate:
    """The observations of a selection, with notes for the reader.

    Attributes
    ----------
    rows : tuple of Observation
    notes : tuple of str
        Sentences on actors who changed their position, on sources with the same text, and on
        persons who count beside a body on whose behalf they speak.
    """

    rows: tuple[Observation, ...]
    notes: tuple[str, ...] = ()


def observe(engine: Engine, selection: Selection | None = None) -> list[Observation]:
    """Return the observations of a selection, one for each actor and target of a statement.

    Parameters
    ----------
    engine : Engine
        The built debate.
    selection : Selection, optional
        By default, all statements that are not hypothetical.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load(only=["why-meta-opened-up"]).engine
    >>> len({observation.actor for observation in observe(engine)})
    12
    """
    return list(observe_with_notes(engine, selection or Selection()).rows)


def observe_with_notes(engine: Engine, selection: Selection) -> ObservedDebate:
    """Return the observations of a selection, with notes for the reader."""
    selection = selection.resolved(engine)
    facts = selection_facts(engine)
    actor_statements, texts, notes = _selected(engine, selection, facts)
    observations = [
        row
        for actor, statement in actor_statements
        for row in _observations(actor, statement, selection, facts, texts)
    ]
    return ObservedDebate(tuple(without_duplicates(observations, selection.duplicates)), notes)


def selection_notes(engine: Engine, selection: Selection) -> tuple[str, ...]:
    """Return the notes of :func:`observe_with_notes`."""
    selection = selection.resolved(engine)
    return _selected(engine, selection, selection_facts(engine))[2]


def _selected(
    engine: Engine, selection: Selection, facts: SelectionFacts
) -> tuple[ActorStatements, Mapping[str, str], tuple[str, ...]]:
    """Return who takes part in which selected statements, sources of one text, and notes."""
    has_values = AttributeFilter(engine, selection.where)
    actor_statements = [
        (actor, statement)
        for statement in all_statements(engine)
        if selection.includes(
            statement, facts.topic_ids(statement), facts.claim_kind.get(statement.claim.iri, "")
        )
        for actor in _actors(statement, selection)
        if (selection.hypothetical or actor not in facts.hypothetical_actors)
        and actor not in selection.exclude
        and has_values.includes(actor, statement)
    ]
    actor_statements, changed = latest_statements(actor_statements, selection)
    if selection.by == "affiliation":
        actor_statements, left_out = _by_affiliation(actor_statements)
        changed += left_out
    texts = same_texts(engine, (statement for _, statement in actor_statements))
    notes = (*changed, *(_same_text_notes(texts) if selection.duplicates != "text" else ()))
    notes += tuple(_on_behalf_notes(actor_statements)) if selection.by == "body" else ()
    return actor_statements, texts, notes


def _by_affiliation(
    actor_statements: ActorStatements,
) -> tuple[ActorStatements, tuple[str, ...]]:
    """Return statements by the bodies of their speakers, each once, and notes on that."""
    statements = {statement.iri: statement for _, statement in actor_statements}
    bodies = {iri: statement.on_behalf_of or statement.affiliation
              for iri, statement in statements.items()}  # fmt: skip
    grouped = [(body.iri, statements[iri]) for iri, body in bodies.items() if body]
    left_out = len(statements) - len(grouped)
    notes: tuple[str, ...] = (
        "Each actor stands for all speakers who are affiliated with a body, or speak on its "
        "behalf. The body need not hold what they say.",
    )
    if left_out:
        notes += (f"Left out: {counted(left_out, 'statement')} without an affiliation.",)
    return grouped, notes


def _on_behalf_notes(actor_statements: ActorStatements) -> Iterator[str]:
    """Yield a sentence on each person who counts beside a body on whose behalf they speak."""
    actors = {actor for actor, _ in actor_statements}
    pairs = {
        (speaker.name, statement.on_behalf_of.name)
        for _, statement in actor_statements
        if statement.on_behalf_of
        for speaker in statement.speakers
        if speaker.iri in actors
    }
    for person, body in sorted(pairs):
        yield (
            f"{person} speaks both in their own name and on behalf of {body}. Where both say the "
            "same, the two agree only if the body also speaks without this person."
        )


def _same_text_notes(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence on each text that several sources have in common."""
    for first_source in sorted(set(texts.values())):
        sources = [source for source, head in texts.items() if head == first_source]
        yield (
            f"{counted(len(sources), 'source')} have the same text, or half of their passages: "
            f"{', '.join(sources)}. Each statement in it counts once for each source. "
            '--duplicates text (duplicates="text") counts it once.'
        )


def _actors(statement: Statement, selection: Selection) -> list[str]:
    """Return the IRIs of the actors whose stance it is; an affiliated body is not among them."""
    if selection.by == "voice":
        return [voice.iri for voice in statement.voices]
    if selection.by == "body" and statement.on_behalf_of:
        return [statement.on_behalf_of.iri]
    return [speaker.iri for speaker in statement.speakers]


def _observations(
    actor: str,
    statement: Statement,
    selection: Selection,
    facts: SelectionFacts,
    texts: Mapping[str, str],
) -> Iterator[Observation]:
    claim = statement.claim.iri
    on_behalf = statement.on_behalf_of is not None and statement.on_behalf_of.iri == actor
    speakers = tuple(speaker.iri for speaker in statement.speakers) if on_behalf else ()
    for target in sorted(facts.topics[claim]) if selection.on == "topic" else [claim]:
        yield Observation(
            actor=actor,
            target=target,
            stance=statement.stance,
            statement=statement.id,
            source=statement.source.id,
            day=date.fromisoformat(statement.latest) if statement.latest else None,
            side=side_taken(statement.stance, statement.side),
            second_hand=_is_second_hand(statement, facts.document_authors),
            text=texts.get(statement.source.id, ""),
            via=tuple(carrier.iri for carrier in statement.via),
            speakers=speakers,
        )


def _is_second_hand(statement: Statement, document_authors: Collection[tuple[str, str]]) -> bool:
    """Return whether a carrier is neither a speaker nor a document of a speaker."""
    transmissions = (
        (carrier.iri, speaker.iri) for carrier in statement.via for speaker in statement.speakers
    )
    return statement.mode == "hearsay" or any(
        a != b and (a, b) not in document_authors for a, b in transmissions
    )

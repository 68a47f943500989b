"""What networks are counted from: who takes which stance on what, one row for each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, get_args

from opendebate.ask.listing import list_things
from opendebate.ask.statements import statements
from opendebate.coding.dates import Span, parse_edtf
from opendebate.errors import UnknownName, UsageError, close_matches, did_you_mean

if TYPE_CHECKING:
    from opendebate.ask.engine import Engine
    from opendebate.ask.statements import Statement

BY = ("speaker", "affiliation")
ON = ("claim", "topic")
# Stance and side of the claim → the side that is taken, as in rules/40-takes-side.rq.
_TAKES = {
    ("affirms", "for"): "for",
    ("affirms", "against"): "against",
    ("denies", "for"): "against",
    ("denies", "against"): "for",
}
DUPLICATES = ("include", "source", "day", "week", "month", "year", "range")


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
    """

    actor: str
    target: str
    stance: str
    statement: str
    source: str
    day: date | None
    takes: str = ""
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements count, as what, and how often.

    Attributes
    ----------
    by : str
        ``"speaker"``, or ``"affiliation"``: the body that a speaker speaks for, where the source
        says so, in the speaker's place.
    on : str
        ``"claim"``, or ``"topic"``: each topic of the claim in its place.
    sources, modes, sides, topics : collection of str
        Ids and codes; empty for all. A topic brings its narrower ones.
    hypothetical : bool
        Whether what nobody is known to have said counts too.
    since, until : str or None
        EDTF dates; a statement counts if it can have been made between them.
    duplicates : str
        One of `DUPLICATES`: within what the same actor's same stance on the same target counts
        but once. A statement's day is the first on which it can have been made.
    """

    by: str = "speaker"
    on: str = "claim"
    sources: Collection[str] = ()
    modes: Collection[str] = ()
    sides: Collection[str] = ()
    topics: Collection[str] = ()
    hypothetical: bool = False
    since: str | None = None
    until: str | None = None
    duplicates: str = "include"
    window: Span = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _check("by", self.by, BY)
        _check("on", self.on, ON)
        _check("duplicates", self.duplicates, DUPLICATES)
        _check_codes(self.modes, self.sides)
        since = _span("since", self.since).earliest if self.since else date.min
        until = _span("until", self.until).latest if self.until else date.max
        if since > until:
            raise UsageError(f"{self.since} is after {self.until}.", advice="Turn them round.")
        object.__setattr__(self, "window", Span(since, until))

    def takes(self, one: Statement, topics: Collection[str]) -> bool:
        """Return whether a statement on a claim with these topics counts."""
        return (
            (self.hypothetical or one.mode != "hypothetical")
            and (not self.sources or one.source.id in self.sources)
            and (not self.modes or one.mode in self.modes)
            and (not self.sides or one.side in self.sides)
            and (not self.topics or not set(self.topics).isdisjoint(topics))
            and self._within(one)
        )

    def _within(self, one: Statement) -> bool:
        if not (self.since or self.until):
            return True
        if not one.earliest or not one.latest:
            return False
        earliest, latest = map(date.fromisoformat, (one.earliest, one.latest))
        return earliest <= self.window.latest and self.window.earliest <= latest


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
    selection = selection or Selection()
    _check_names(engine, selection)
    topics, imagined, own = _topics(engine), _imagined(engine), _own_documents(engine)
    made = (
        one
        for said in statements(engine, "?statement a od:Statement .")
        if selection.takes(said, {*map(_id, topics.wide[said.claim.iri])})
        for one in _observations(said, selection, topics.own[said.claim.iri], own)
        if selection.hypothetical or one.actor not in imagined
    )
    return list(once(made, selection.duplicates))


def once(
    observations: Iterable[Observation], within: str, *, stance: bool = True
) -> Iterator[Observation]:
    """Yield observations, each that repeats an earlier one left out.

    Parameters
    ----------
    observations : iterable of Observation
    within : str
        One of `DUPLICATES`.
    stance : bool
        Whether another stance makes another observation; under ``ignore`` it does not.
    """
    if within == "include":
        yield from observations
        return
    seen = set()
    for one in observations:
        key = (one.actor, one.target, stance and one.stance, _period(one, within))
        if key not in seen:
            seen.add(key)
            yield one


def _period(one: Observation, within: str) -> object:
    """Return the source or time within which the same counts once."""
    day = one.day
    if within == "source" or (day is None and within != "range"):
        return one.source
    if within == "range" or day is None:
        return None
    week = day.isocalendar()
    periods = {
        "day": day,
        "week": (week.year, week.week),
        "month": (day.year, day.month),
        "year": day.year,
    }
    return periods[within]


def _observations(
    one: Statement,
    selection: Selection,
    topics: Collection[str],
    own: Collection[tuple[str, str]],
) -> Iterator[Observation]:
    actors = [speaker.iri for speaker in one.speakers]
    if selection.by == "affiliation" and one.speaks_for:
        actors = [one.speaks_for.iri]
    targets = sorted(topics) if selection.on == "topic" else [one.claim.iri]
    day = date.fromisoformat(one.earliest) if one.earliest else None
    takes = _TAKES.get((one.stance, one.side), "")
    passed_on = _passed_on(one, own)
    for actor in actors:
        for target in targets:
            yield Observation(
                actor, target, one.stance, one.id, one.source.id, day, takes, passed_on
            )


def _passed_on(one: Statement, own: Collection[tuple[str, str]]) -> bool:
    """Return whether somebody else than a speaker, or its own document, carried it."""
    ways = ((carrier.iri, speaker.iri) for carrier in one.via for speaker in one.speakers)
    return one.mode == "hearsay" or any(a != b and (a, b) not in own for a, b in ways)


@dataclass(frozen=True, slots=True)
class _Topics:
    """Topics of claims: their own, and these with all that are broader."""

    own: Mapping[str, set[str]]
    wide: Mapping[str, set[str]]


def _topics(engine: Engine) -> _Topics:
    own: defaultdict[str, set[str]] = defaultdict(set)
    wide: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select("SELECT ?claim ?topic { ?claim od:topic ?topic }"):
        own[row["claim"].value].add(row["topic"].value)
    for row in engine.select("SELECT ?claim ?topic { ?claim od:topic/skos:broader* ?topic }"):
        wide[row["claim"].value].add(row["topic"].value)
    return _Topics(own, wide)


def _own_documents(engine: Engine) -> set[tuple[str, str]]:
    rows = engine.select("SELECT ?document ?actor { ?document od:issuer|dcterms:creator ?actor }")
    return {(row["document"].value, row["actor"].value) for row in rows}


def _imagined(engine: Engine) -> set[str]:
    return {
        row["actor"].value for row in engine.select("SELECT ?actor { ?actor od:hypothetical true }")
    }


def _id(iri: str) -> str:
    return iri.rpartition("/")[2]


def _check_codes(modes: Collection[str], sides: Collection[str]) -> None:
    if not (modes or sides):
        return
    from opendebate.coding.records import Mode, Side

    for mode in modes:
        _check("mode", mode, get_args(Mode))
    for side in sides:
        _check("side", side, get_args(Side))


def _check_names(engine: Engine, selection: Selection) -> None:
    """Raise `UnknownName` for sources and topics that are not in the debate."""
    for kind, names in (("source", selection.sources), ("topic", selection.topics)):
        if names:
            there = {str(row["id"]) for row in list_things(engine, f"{kind}s")}
            for name in sorted(set(names) - there):
                raise UnknownName(kind, name, close_matches(name, there))


def _check(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        close = did_you_mean(close_matches(value, known))
        advice = f"{close} It can be {', '.join(known)}.".strip()
        raise UsageError(f"{name} cannot be {value!r}.", advice=advice)


def _span(name: str, text: str) -> Span:
    try:
        return parse_edtf(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error

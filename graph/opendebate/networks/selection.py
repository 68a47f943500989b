"""Selections: which statements networks are counted from, as what, and how often."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from opendebate.ask.entities import find
from opendebate.coding.dates import DateRange, parse_edtf
from opendebate.errors import UsageError, close_matches, did_you_mean

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

BY = ("speaker", "body")
ON = ("claim", "topic")
POSITIONS = ("latest", "all")
DUPLICATES = ("include", "source", "day", "week", "month", "year", "range", "text")
NARRATOR = "narrator"  # among those excluded: who tells the story, in each source


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements count, as what, and how often.

    Attributes
    ----------
    by : str
        ``"speaker"``, or ``"body"``: the body on whose behalf a speaker speaks, where the source
        says so, in the speaker's place. A mere affiliation lends a body no stance.
    on : str
        ``"claim"``, or ``"topic"``: each topic of the claim in its place.
    sources, modes, sides, topics, kinds : collection of str
        Sources and topics by id, IRI or name; codes of modes, sides and kinds of claims. Empty
        for all. A topic brings its narrower ones.
    exclude : collection of str
        Actors whose statements do not count, by id, IRI or name; ``"narrator"`` for the narrator
        of each source.
    hypothetical : bool
        Whether what nobody is known to have said counts too.
    since, until : str or None
        EDTF dates; a statement counts if it can have been made between them.
    duplicates : str
        One of `DUPLICATES`: within what the same actor's same stance on the same target counts
        but once. A statement's day is the first on which it can have been made. Under ``"text"``,
        where several sources hold one text, a stance counts as often as in the one of them that
        has it most often.
    positions : str
        ``"latest"``: what somebody said on a claim before they said the opposite does not count;
        or ``"all"``. See :mod:`opendebate.ask.positions`.
    """

    by: str = "speaker"
    on: str = "claim"
    sources: Collection[str] = ()
    modes: Collection[str] = ()
    sides: Collection[str] = ()
    topics: Collection[str] = ()
    kinds: Collection[str] = ()
    exclude: Collection[str] = ()
    hypothetical: bool = False
    since: str | None = None
    until: str | None = None
    duplicates: str = "include"
    positions: str = "latest"
    window: DateRange = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("sources", "modes", "sides", "topics", "kinds", "exclude"):
            if isinstance(getattr(self, name), str):
                object.__setattr__(self, name, (getattr(self, name),))
        _check("by", self.by, BY)
        _check("on", self.on, ON)
        _check("duplicates", self.duplicates, DUPLICATES)
        _check("positions", self.positions, POSITIONS)
        _check_codes(self.modes, self.sides, self.kinds)
        since = _span("since", self.since).earliest if self.since else date.min
        until = _span("until", self.until).latest if self.until else date.max
        if since > until:
            raise UsageError(f"{self.since} is after {self.until}.", advice="Turn them round.")
        object.__setattr__(self, "window", DateRange(since, until))

    def resolved(self, engine: Engine) -> Selection:
        """Return the same selection, with sources and topics by id and actors by IRI.

        Raises
        ------
        UnknownName, AmbiguousName
            For names that mean nothing in the debate, or several things.
        """
        if not (self.sources or self.topics or self.exclude):
            return self
        return replace(
            self,
            sources={find(engine, one, {"source"}).id for one in self.sources},
            topics={find(engine, one, {"topic"}).id for one in self.topics},
            exclude={
                one if one == NARRATOR else find(engine, one, {"actor"}).iri for one in self.exclude
            },
        )

    def takes(self, one: Statement, topics: Collection[str], kind: str) -> bool:
        """Return whether a statement on a claim of this kind, with these topics, counts."""
        return (
            (self.hypothetical or one.mode != "hypothetical")
            and (not self.sources or one.source.id in self.sources)
            and (not self.modes or one.mode in self.modes)
            and (not self.sides or one.side in self.sides)
            and (not self.topics or not set(self.topics).isdisjoint(topics))
            and (not self.kinds or kind in self.kinds)
            and not (one.narrated and NARRATOR in self.exclude)
            and self._within(one)
        )

    def _within(self, one: Statement) -> bool:
        if not (self.since or self.until):
            return True
        if not one.earliest or not one.latest:
            return False
        earliest, latest = map(date.fromisoformat, (one.earliest, one.latest))
        return earliest <= self.window.latest and self.window.earliest <= latest


def _check_codes(modes: Collection[str], sides: Collection[str], kinds: Collection[str]) -> None:
    if not (modes or sides or kinds):
        return
    from opendebate.coding.records import ClaimKind, Mode, Side

    for name, given, codes in (("mode", modes, Mode), ("side", sides, Side),
                               ("kind", kinds, ClaimKind)):  # fmt: skip
        for one in given:
            _check(name, one, get_args(codes))


def _check(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        close = did_you_mean(close_matches(value, known))
        advice = f"{close} It can be {', '.join(known)}.".strip()
        raise UsageError(f"{name} cannot be {value!r}.", advice=advice)


def _span(name: str, text: str) -> DateRange:
    try:
        return parse_edtf(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error

"""Selections: which statements count in a network, for which node, and how often."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from opendebate.ask.entities import find
from opendebate.coding.dates import DateRange, parse_edtf
from opendebate.errors import UsageError, check_known

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

BY_CHOICES = ("speaker", "body", "voice", "affiliation")
ON_CHOICES = ("claim", "topic")
POSITIONS = ("latest", "all")
DUPLICATES = ("include", "source", "day", "week", "month", "year", "range", "text")
NARRATOR = "narrator"  # in `exclude`: the narrator of each source


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements count in a network, for which node, and how often.

    Attributes
    ----------
    by : str
        ``"speaker"``, or ``"body"``: a statement on behalf of a body counts for the body, not
        for the speaker; or ``"voice"``: it counts for both. A statement with only an affiliation
        never counts for a body; with ``"affiliation"`` it counts for all speakers of the body
        together, such as those of a party, who are one node then.
    on : str
        ``"claim"``, or ``"topic"``: a statement counts for each topic of its claim.
    sources, modes, sides, topics, kinds : collection of str
        Sources and topics by id, IRI or name; codes of modes, sides and kinds of claims. Empty
        for all. A topic includes its narrower topics.
    exclude : collection of str
        Actors whose statements do not count, by id, IRI or name; ``"narrator"`` for the narrator
        of each source.
    where : collection of str
        ``"NAME=VALUE"`` of the study's own attributes, which the actor, claim, source or statement
        must have; values of one attribute are alternatives.
    hypothetical : bool
        Whether hypothetical statements count, too.
    since, until : str or None
        EDTF dates; a statement counts if the last day on which it can have been made lies between
        them: one dated 2023 counts from the end of 2023, since only then it is certain.
    duplicates : str
        One of `DUPLICATES`: within it the same actor's same stance on the same target counts
        once. A statement's day is the last on which it can have been made, as for `since`. Under
        ``"text"``, for several sources with the same text, a stance counts as often as in the
        source that has it most often.
    positions : str
        ``"latest"``: statements on a claim before the actor said the opposite do not count; or
        ``"all"``. See :mod:`opendebate.ask.positions`.
    """

    by: str = "speaker"
    on: str = "claim"
    sources: Collection[str] = ()
    modes: Collection[str] = ()
    sides: Collection[str] = ()
    topics: Collection[str] = ()
    kinds: Collection[str] = ()
    exclude: Collection[str] = ()
    where: Collection[str] = ()
    hypothetical: bool = False
    since: str | None = None
    until: str | None = None
    duplicates: str = "include"
    positions: str = "latest"
    window: DateRange = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("sources", "modes", "sides", "topics", "kinds", "exclude", "where"):
            if isinstance(getattr(self, name), str):
                object.__setattr__(self, name, (getattr(self, name),))
        _check_value("by", self.by, BY_CHOICES)
        _check_value("on", self.on, ON_CHOICES)
        _check_value("duplicates", self.duplicates, DUPLICATES)
        _check_value("positions", self.positions, POSITIONS)
        _check_codes(self.modes, self.sides, self.kinds)
        since = _parse_date("since", self.since).earliest if self.since else date.min
        until = _parse_date("until", self.until).latest if self.until else date.max
        if since > until:
            raise UsageError(f"{self.since} is after {self.until}.", advice="Exchange the two.")
        object.__setattr__(self, "window", DateRange(since, until))

    def resolved(self, engine: Engine) -> Selection:
        """Return the same selection, with sources and topics by id and actors by IRI.

        Raises
        ------
        UnknownName, AmbiguousName
            For names of no entity of the debate, or of several.
        """
        if not (self.sources or self.topics or self.exclude):
            return self
        return replace(
            self,
            sources={find(engine, name, {"source"}).id for name in self.sources},
            topics={find(engine, name, {"topic"}).id for name in self.topics},
            exclude={
                name if name == NARRATOR else find(engine, name, {"actor"}).iri
                for name in self.exclude
            },
        )

    def includes(self, statement: Statement, topics: Collection[str], kind: str) -> bool:
        """Return whether a statement on a claim of this kind, with these topics, counts."""
        return (
            (self.hypothetical or statement.mode != "hypothetical")
            and (not self.sources or statement.source.id in self.sources)
            and (not self.modes or statement.mode in self.modes)
            and (not self.sides or statement.side in self.sides)
            and (not self.topics or not set(self.topics).isdisjoint(topics))
            and (not self.kinds or kind in self.kinds)
            and not (statement.narrated and NARRATOR in self.exclude)
            and self._within_window(statement)
        )

    def _within_window(self, statement: Statement) -> bool:
        if not (self.since or self.until):
            return True
        if not statement.latest:
            return False
        return self.window.earliest <= date.fromisoformat(statement.latest) <= self.window.latest


def _check_codes(modes: Collection[str], sides: Collection[str], kinds: Collection[str]) -> None:
    if not (modes or sides or kinds):
        return
    from opendebate.coding.records import ClaimKind, Mode, Side

    for name, chosen, codes in (("mode", modes, Mode), ("side", sides, Side),
                               ("kind", kinds, ClaimKind)):  # fmt: skip
        for code in chosen:
            _check_value(name, code, get_args(codes))


def _check_value(name: str, value: str, choices: Collection[str]) -> None:
    check_known(value, choices, f"{name} cannot be {value!r}.", "It can be")


def _parse_date(name: str, text: str) -> DateRange:
    try:
        return parse_edtf(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error

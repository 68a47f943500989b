"""What a trace consists of: claims with who says so, why, where, and what is against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opendebate.ask.entities import Entity
from opendebate.ask.plain_data import plain_fields
from opendebate.ask.statements import Statement
from opendebate.ask.text_tree import preformatted

# Keys of plain data whose attributes are called otherwise.
_ATTRIBUTES = {"affirmed_by": "speakers", "also": "others", "because": "reasons",
               "bears_on": "bearings", "claims": "nodes"}  # fmt: skip


class _Step:
    """Something that a speaker states, or the coder draws."""

    __slots__ = ()
    stated: bool

    @property
    def basis(self) -> str:
        """``"stated"`` or ``"analytic"``."""
        return "stated" if self.stated else "analytic"


@dataclass(frozen=True, slots=True)
class Dispute(_Step):
    """Something said against a claim or against a step to it.

    Attributes
    ----------
    relation : str
        ``"attack"``, ``"undercut"``, ``"denial"`` or ``"doubt"``; against a stance that denies or
        doubts, ``"support"`` or ``"affirmation"``.
    stated : bool
        Whether a speaker makes the connection; else the coder drew it.
    claim : Entity
        What is held against it; of a denial, doubt or affirmation, the claim itself.
    speakers : tuple of Entity
        Who makes the connection, where it is stated.
    statements : tuple of Statement
        Who affirms the claim, and where.
    answers : tuple of Dispute
        What is said against the dispute in turn.
    voiced : bool
        Whether somebody affirms the claim, so that it disputes anything.
    imagined : bool
        Whether only imagined speakers make the connection; then it has no effect.
    """

    relation: str
    stated: bool
    claim: Entity
    statements: tuple[Statement, ...]
    speakers: tuple[Entity, ...] = ()
    answers: tuple[Dispute, ...] = ()
    voiced: bool = True
    imagined: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data."""
        keys = "relation basis claim speakers statements voiced imagined answers"
        return plain_fields(self, keys)


@dataclass(frozen=True, slots=True)
class Bearing(_Step):
    """What a claim is given for or against.

    Attributes
    ----------
    relation : str
        ``"support"``, ``"attack"``, or ``"undercut"`` where it disputes a step to the conclusion.
    stated : bool
        Whether a speaker makes the connection; else the coder drew it.
    claim : Entity
        The conclusion.
    speakers : tuple of Entity
        Who affirms the conclusion.
    voiced : bool
        Whether somebody affirms the claim itself, so that it bears on anything.
    imagined : bool
        Whether only imagined speakers make the connection; then it has no effect.
    """

    relation: str
    stated: bool
    claim: Entity
    speakers: tuple[Entity, ...]
    voiced: bool = True
    imagined: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data."""
        return plain_fields(self, "relation basis claim affirmed_by voiced imagined", _ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class Reason(_Step):
    """A claim given for another, with its own reasons in turn.

    Attributes
    ----------
    stated : bool
        Whether a speaker gives it; else the coder drew it.
    speakers : tuple of Entity
        Who gives it.
    node : Node
        The premise.
    undercuts : tuple of Dispute
        What is said against the step, as against its premise.
    voiced : bool
        Whether somebody affirms the premise, so that it supports anything.
    imagined : bool
        Whether only imagined speakers make the connection; then it has no effect.
    """

    stated: bool
    speakers: tuple[Entity, ...]
    node: Node
    undercuts: tuple[Dispute, ...]
    voiced: bool = True
    imagined: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data."""
        step = plain_fields(self, "undercuts voiced imagined")
        return {**plain_fields(self, "basis speakers"), **self.node.to_dict(), **step}


@dataclass(frozen=True, slots=True)
class Node:
    """A claim within a trace: who says so and where, why, and what is against it.

    Attributes
    ----------
    claim : Entity
    statements : tuple of Statement
        At the start of an actor's trace only the actor's own.
    others : tuple of Statement
        Other actors' statements of the same stance.
    reasons : tuple of Reason
    disputes : tuple of Dispute
    bearings : tuple of Bearing
        At the start of a trace, what the claim itself is given for and against.
    policies : tuple of Entity
        Policies that respond to the claim.
    elsewhere : tuple of str
        At the start of a trace, where others report it differently, with the reference.
    repeated : bool
        Whether the claim occurs earlier in the trace, with what belongs to it.
    """

    claim: Entity
    statements: tuple[Statement, ...]
    others: tuple[Statement, ...] = ()
    reasons: tuple[Reason, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    policies: tuple[Entity, ...] = ()
    elsewhere: tuple[str, ...] = ()
    repeated: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data."""
        keys = "claim statements also because disputes bears_on policies elsewhere repeated"
        return plain_fields(self, keys, _ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a debate argues about one entity: who argues what, why, and where.

    Attributes
    ----------
    focus : Entity
    roles : tuple of str
        Of an actor, its memberships in words: ``"professor, University of Southampton"``.
    nodes : tuple of Node
        The claims it leads to, in the order they are made.
    """

    focus: Entity
    roles: tuple[str, ...]
    nodes: tuple[Node, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        return plain_fields(self, "focus roles claims", _ATTRIBUTES)

    def __str__(self) -> str:
        from opendebate.ask.render_trace import render_trace
        from opendebate.ask.text_tree import render

        return render(render_trace(self))

    def _repr_html_(self) -> str:
        return preformatted(str(self))

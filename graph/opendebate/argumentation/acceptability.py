"""Standing of claims: what is attacked, what is answered, and what can be held together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.argumentation.claim_acceptability import NOTE, ClaimStanding, Line
from opendebate.argumentation.extensions import acceptance, labels
from opendebate.argumentation.framework import (
    Framework,
    Node,
    Pair,
    Step,
    drawn_steps,
    flat,
    from_network,
    sources,
)
from opendebate.argumentation.gradual_semantics import NotSettled, df_quad
from opendebate.ask.entities import Thing, thing
from opendebate.networks.claims import argued

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claims of a debate stand that take part in any argument.

    Attributes
    ----------
    claims : tuple of ClaimStanding
        By id.
    attacks, supports, undercuts : int
        How many steps from claim to claim there are of each kind.
    stated : dict of str to int
        How many of each kind speakers state; the coder draws the rest.
    refused : tuple of str
        What could not be found out, and why.
    note : str
        What all this is about, and what not.
    """

    claims: tuple[ClaimStanding, ...]
    attacks: int
    supports: int
    undercuts: int
    stated: Mapping[str, int]
    refused: tuple[str, ...] = ()
    note: str = NOTE

    @property
    def n(self) -> int:
        """How many claims take part."""
        return len(self.claims)

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        return {
            "note": self.note,
            "n": self.n,
            "attacks": self.attacks,
            "supports": self.supports,
            "undercuts": self.undercuts,
            "stated": dict(self.stated),
            "refused": list(self.refused),
            "claims": [one.to_dict() for one in self.claims],
        }

    def __str__(self) -> str:
        counts = ", ".join(
            f"{number} {kind}" + f" ({self.stated[kind]} stated by speakers)" * (number > 0)
            for kind, number in (
                ("attacks", self.attacks),
                ("supports", self.supports),
                ("undercuts", self.undercuts),
            )
        )
        head = f"{self.note}\nn = {self.n} claims; {counts}."
        return "\n".join([head, *self.refused, *(one.told for one in self.claims)])


def standing(engine: Engine, *, hypothetical: bool = False, most: int = 1000) -> Standing:
    """Return how the claims of a debate stand.

    Parameters
    ----------
    engine : Engine
        The built debate.
    hypothetical : bool
        Whether arguments and premises count that nobody is known to have voiced.
    most : int
        How many preferred extensions to go through, at the most, for each part of the debate that
        hangs together.

    Notes
    -----
    Only what somebody affirms supports, attacks or undercuts. Who affirms it, and how many do, is
    not weighed: each claim counts once. A denial without
    a reason is no argument, so it neither attacks nor answers; the question `unanswered-attacks`
    counts it as an answer. Supports bear on the score alone.

    Examples
    --------
    >>> import opendebate
    >>> found = standing(opendebate.load().engine)
    >>> found.note
    'This is about the structure of what was said, not about what is true.'
    >>> next(one for one in found.claims if one.claim.id == "responsible-release").standing
    'unanswered'
    """
    network = argued(engine, hypothetical=hypothetical)
    framework = from_network(network)
    claims = {iri: thing(engine, iri, about["name"]) for iri, about in network.nodes(data=True)}
    return stand(framework, claims, most, drawn_steps(network))


def stand(
    framework: Framework,
    claims: Mapping[str, Thing],
    most: int = 1000,
    drawn: Collection[Pair] = (),
) -> Standing:
    """Return how the arguments of a framework stand.

    Parameters
    ----------
    framework : Framework
        Not flat.
    claims : mapping of str to Thing
        What each of its arguments stands for.
    most : int
        As for :func:`standing`.
    drawn : collection of pairs
        What only the coder draws: of a step, the step and its conclusion; of an undercut, its
        premise and the step.
    """
    maker = _Maker(framework, claims, most, drawn)
    return Standing(
        tuple(maker.claim(iri) for iri in map(str, framework.arguments)),
        len(framework.attacks),
        len(framework.supports),
        len(framework.undercuts),
        _stated(framework, drawn),
        tuple(maker.refused),
    )


def _stated(framework: Framework, drawn: Collection[Pair]) -> dict[str, int]:
    """Return how many steps of each kind speakers state."""
    steps = {
        kind: [(Step(str(start), kind, str(end)), end) for start, end in pairs]
        for kind, pairs in (("attacks", framework.attacks), ("supports", framework.supports))
    }
    every = {**steps, "undercuts": framework.undercuts}
    return {kind: sum(pair not in drawn for pair in pairs) for kind, pairs in every.items()}


class _Maker:
    """Puts together what the semantics say of each claim."""

    def __init__(
        self,
        framework: Framework,
        claims: Mapping[str, Thing],
        most: int,
        drawn: Collection[Pair] = (),
    ) -> None:
        self.claims, self.drawn = claims, drawn
        self.attackers, self.supporters = sources(framework.attacks), sources(framework.supports)
        self.undercutters = sources(framework.undercuts)
        self.flat_attackers = sources(flat(framework).attacks)
        self.labels = labels(framework)
        self.accepted = acceptance(framework, most)
        self.refused = list(self.accepted.refused)
        try:
            self.scores = df_quad(framework)
        except NotSettled as error:
            self.scores = error.scores
            self.refused.append(error.what)

    def claim(self, iri: str) -> ClaimStanding:
        attacks, label = self.lines(iri, "attacks"), self.labels[iri]
        known, score = iri not in self.accepted.unknown, self.scores.get(iri)
        return ClaimStanding(
            claim=self.claims[iri],
            standing="defended" if attacks and label == "in" else _standing(attacks),
            attacks=attacks,
            supports=self.lines(iri, "supports"),
            defenders=self.defenders(iri) if label == "in" else (),
            grounded=label,
            credulous=iri in self.accepted.some if known else None,
            sceptical=iri in self.accepted.every if known else None,
            score=None if score is None else round(score, 3),
        )

    def lines(self, iri: str, relation: str) -> tuple[Line, ...]:
        starts = self.attackers if relation == "attacks" else self.supporters
        return tuple(self.line(Step(str(one), relation, iri)) for one in starts[iri])

    def line(self, step: Step) -> Line:
        # What attacks itself does not answer itself.
        itself = (
            {step.premise}
            if (step.relation, step.premise) == ("attacks", step.conclusion)
            else set()
        )
        attackers = [one for one in self.attackers[step.premise] if one not in itself]
        undercutters = self.undercutters[step]
        steps = [(Step(str(one), "attacks", step.premise), step.premise) for one in attackers]
        drawn = {end.premise for end, at in steps if (end, at) in self.drawn}
        drawn |= {str(one) for one in undercutters if (one, step) in self.drawn}
        return Line(
            self.claims[step.premise],
            self.things(attackers),
            self.things(undercutters),
            (step, step.conclusion) not in self.drawn,
            frozenset(drawn),
        )

    def defenders(self, iri: str) -> tuple[Thing, ...]:
        """Return the claims of the grounded extension that attack an attacker."""
        found = {
            one.premise if isinstance(one, Step) else one
            for attacker in self.flat_attackers[iri]
            for one in self.flat_attackers[attacker]
            if self.labels[one] == "in"
        }
        return self.things(sorted(found - {iri}))

    def things(self, nodes: Iterable[Node]) -> tuple[Thing, ...]:
        return tuple(self.claims[str(one)] for one in nodes)


def _standing(attacks: tuple[Line, ...]) -> str:
    """Return how a claim stands by what answers the attacks on it."""
    answered = sum(line.answered for line in attacks)
    if not attacks:
        return "unattacked"
    if not answered:
        return "unanswered"
    return "answered" if answered == len(attacks) else "contested"

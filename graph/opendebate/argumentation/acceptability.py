"""Acceptability of a debate's claims: which are attacked, answered, and defended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.argumentation.claim_acceptability import COLUMNS, NOTE, ArgumentLine, ClaimStanding
from opendebate.argumentation.extensions import grounded_labels, preferred_acceptance
from opendebate.argumentation.framework import (
    Framework,
    Node,
    Pair,
    Step,
    analytic_steps,
    flatten,
    from_network,
    predecessors,
)
from opendebate.argumentation.gradual_semantics import ScoresDoNotConverge, df_quad
from opendebate.ask.entities import Entity, entity_of
from opendebate.ask.plain_data import plain_fields
from opendebate.counting import counted
from opendebate.networks.claims import affirmed_claim_network
from opendebate.table import Table

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class Standing:
    """The acceptability of all claims that are a premise or a conclusion of an argument.

    Attributes
    ----------
    claims : tuple of ClaimStanding
        By id.
    attacks, supports, undercuts : int
        How many distinct arguments there are of each kind.
    stated : dict of str to int
        How many of each kind speakers state; the others are the coder's reading.
    refused : tuple of str
        What could not be computed, and why.
    note : str
        What acceptability means, and what it does not mean.
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
        """The number of claims."""
        return len(self.claims)

    @property
    def table(self) -> Table[ClaimStanding]:
        """A row for each claim, for CSV, data frames and notebooks.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load(only=["why-meta-opened-up"]).standing().table.columns[:3]
        ('claim', 'text', 'standing')
        """
        return Table(self.claims, COLUMNS, shown=COLUMNS[:3], flat=ClaimStanding.to_row)

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        return plain_fields(self, "note n attacks supports undercuts stated refused claims")

    def __str__(self) -> str:
        counts = ", ".join(
            f"{number} {kind}" + f" ({self.stated[kind]} stated by speakers)" * (number > 0)
            for kind in ("attacks", "supports", "undercuts")
            for number in [getattr(self, kind)]
        )
        summary = f"{self.note}\nn = {counted(self.n, 'claim')}; {counts}."
        return "\n".join([summary, *self.refused, *(claim.summary for claim in self.claims)])


def assess_debate(engine: Engine, *, hypothetical: bool = False) -> Standing:
    """Return the acceptability of the claims of a debate.

    Parameters
    ----------
    engine : Engine
        The built debate.
    hypothetical : bool
        Whether arguments and premises count that nobody is known to have voiced.

    Notes
    -----
    A claim supports, attacks or undercuts only if somebody affirms it. Each claim counts once,
    whoever affirms it and however many do. A denial without a reason is not an argument, so it
    neither attacks nor answers; the question `unanswered-attacks` counts it as an answer.
    Supports change only the score.

    Examples
    --------
    >>> import opendebate
    >>> standing = assess_debate(opendebate.load(only=["why-meta-opened-up"]).engine)
    >>> standing.note
    'This is about the structure of what was said, not about what is true.'
    >>> rows = {row.claim.id: row for row in standing.claims}
    >>> rows["responsible-release"].standing
    'unanswered'
    """
    claim_graph = affirmed_claim_network(engine, hypothetical=hypothetical)
    framework = from_network(claim_graph)
    claims = {
        iri: entity_of(engine, iri, attributes["name"])
        for iri, attributes in claim_graph.nodes(data=True)
    }
    return assess_framework(framework, claims, analytic=analytic_steps(claim_graph))


def assess_framework(
    framework: Framework,
    claims: Mapping[str, Entity],
    max_extensions: int = 1000,
    analytic: Collection[Pair] = (),
) -> Standing:
    """Return the acceptability of the arguments of a framework.

    Parameters
    ----------
    framework : Framework
        A framework that is not flattened.
    claims : mapping of str to Entity
        The claim that each argument of the framework stands for.
    max_extensions : int
        The largest number of preferred extensions to compute for each connected component.
    analytic : collection of pairs
        The arguments and undercuts that only the coder draws, as :func:`analytic_steps` of
        :mod:`opendebate.argumentation.framework` returns them.
    """
    builder = _StandingBuilder(framework, claims, max_extensions, analytic)
    return Standing(
        tuple(builder.standing_of(iri) for iri in map(str, framework.arguments)),
        len(framework.attacks),
        len(framework.supports),
        len(framework.undercuts),
        _stated(framework, analytic),
        tuple(builder.refused),
    )


def _stated(framework: Framework, analytic: Collection[Pair]) -> dict[str, int]:
    """Return how many arguments of each kind speakers state."""
    steps = {
        kind: [
            (Step(str(premise), kind, str(conclusion)), conclusion) for premise, conclusion in pairs
        ]
        for kind, pairs in (("attacks", framework.attacks), ("supports", framework.supports))
    }
    pairs_by_kind = {**steps, "undercuts": framework.undercuts}
    return {
        kind: sum(pair not in analytic for pair in pairs) for kind, pairs in pairs_by_kind.items()
    }


class _StandingBuilder:
    """Combines the results of all semantics for each claim."""

    def __init__(
        self,
        framework: Framework,
        claims: Mapping[str, Entity],
        max_extensions: int,
        analytic: Collection[Pair] = (),
    ) -> None:
        self.claims, self.analytic = claims, analytic
        self.attackers = predecessors(framework.attacks)
        self.supporters = predecessors(framework.supports)
        self.undercutters = predecessors(framework.undercuts)
        self.flat_attackers = predecessors(flatten(framework).attacks)
        self.labels = grounded_labels(framework)
        self.accepted = preferred_acceptance(framework, max_extensions)
        self.refused = list(self.accepted.refused)
        try:
            self.scores = df_quad(framework)
        except ScoresDoNotConverge as error:
            self.scores = error.scores
            self.refused.append(error.what)

    def standing_of(self, iri: str) -> ClaimStanding:
        attacks, label = self.argument_lines(iri, "attacks"), self.labels[iri]
        determined, score = iri not in self.accepted.unknown, self.scores.get(iri)
        return ClaimStanding(
            claim=self.claims[iri],
            standing="defended" if attacks and label == "in" else _standing_by_answers(attacks),
            attacks=attacks,
            supports=self.argument_lines(iri, "supports"),
            defenders=self.defenders(iri) if label == "in" else (),
            grounded=label,
            credulous=iri in self.accepted.credulous if determined else None,
            sceptical=iri in self.accepted.sceptical if determined else None,
            score=None if score is None else round(score, 3),
        )

    def argument_lines(self, iri: str, relation: str) -> tuple[ArgumentLine, ...]:
        starts = self.attackers if relation == "attacks" else self.supporters
        return tuple(
            self.argument_line(Step(str(premise), relation, iri)) for premise in starts[iri]
        )

    def argument_line(self, step: Step) -> ArgumentLine:
        # A claim that attacks itself does not answer its own attack.
        own_premise = (
            {step.premise}
            if (step.relation, step.premise) == ("attacks", step.conclusion)
            else set()
        )
        attackers = [
            attacker for attacker in self.attackers[step.premise] if attacker not in own_premise
        ]
        undercutters = self.undercutters[step]
        attacks = [
            (Step(str(attacker), "attacks", step.premise), step.premise) for attacker in attackers
        ]
        analytic_iris = {end.premise for end, at in attacks if (end, at) in self.analytic}
        analytic_iris |= {
            str(undercutter) for undercutter in undercutters if (undercutter, step) in self.analytic
        }
        return ArgumentLine(
            self.claims[step.premise],
            self.entities(attackers),
            self.entities(undercutters),
            (step, step.conclusion) not in self.analytic,
            frozenset(analytic_iris),
        )

    def defenders(self, iri: str) -> tuple[Entity, ...]:
        """Return the claims in the grounded extension that attack an attacker."""
        claims = {
            defender.premise if isinstance(defender, Step) else defender
            for attacker in self.flat_attackers[iri]
            for defender in self.flat_attackers[attacker]
            if self.labels[defender] == "in"
        }
        return self.entities(sorted(claims - {iri}))

    def entities(self, nodes: Iterable[Node]) -> tuple[Entity, ...]:
        return tuple(self.claims[str(node)] for node in nodes)


def _standing_by_answers(attacks: tuple[ArgumentLine, ...]) -> str:
    """Return the standing that follows from how many attacks are answered."""
    answered = sum(line.answered for line in attacks)
    if not attacks:
        return "unattacked"
    if not answered:
        return "unanswered"
    return "answered" if answered == len(attacks) else "contested"

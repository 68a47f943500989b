"""Who argues what, why, and where exactly they say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from opendebate.ask.arguments import Argument
from opendebate.ask.entities import Entity, find
from opendebate.ask.statements import Statement, statements, statements_on, time_order
from opendebate.ask.surroundings import Surroundings, surroundings
from opendebate.ask.trace_model import Bearing, Dispute, Node, Reason, Trace
from opendebate.engines.engine import Engine
from opendebate.errors import UsageError
from opendebate.natural import natural
from opendebate.printed_commands import printed_command
from opendebate.stances import expressing, opposes

# Patterns for the statements that a trace begins with, by the kind of entity. The focus stands in
# each branch: an engine that joins it afterwards goes through all facts.
_ROOTS = {
    # An actor who says nothing is spoken about, or passes on what others say.
    "actor": "{ ?statement od:speaker|od:onBehalfOf ?focus } "
    "UNION { ?statement od:claim/(od:about|od:benefits) ?focus } "
    "UNION { ?statement od:carrier ?focus }",
    "claim": "?statement od:claim ?focus .",
    "model": "?one dcterms:isVersionOf* ?focus . ?statement od:claim/od:about ?one .",
    "policy": "{ ?one od:partOf* ?focus . ?statement od:claim/od:about ?one } "
    "UNION { ?one od:partOf* ?focus ; od:respondsTo/^od:claim ?statement } "
    "UNION { ?statement od:carrier ?focus }",
    "topic": "?one skos:broader* ?focus . ?statement od:claim/od:topic ?one .",
    "event": "?statement od:claim/(od:about|od:motiveOf|od:causeOf) ?focus .",
    "source": "?statement od:source ?focus .",
    "statement": "BIND(?focus AS ?statement)",
    "context": """{ ?focus od:departsFrom ?statement } UNION
        { ?focus od:departsFrom ?other . ?statement od:claim ?other }
        ?statement a od:Statement .""",
}


def trace(engine: Engine, name: str) -> Trace:
    """Return who argues what, why, and where, beginning from an entity.

    Parameters
    ----------
    engine : Engine
    name : str
        Id, IRI or name of an actor, claim, model, policy, topic, event, source, statement or fact
        from outside the sources: of the last, what is traced are the statements it departs from.

    Raises
    ------
    UnknownName, AmbiguousName
        If the name means no entity, or several.
    """
    focus = find(engine, name)
    refuse_without_trace(focus)
    roots = statements(engine, _ROOTS[focus.kind].replace("?focus", str(NamedNode(focus.iri))))
    if focus.kind == "actor":
        roots = [statement for statement in roots if _by(statement, focus.iri)] or roots
    claims = list(dict.fromkeys(statement.claim for statement in roots))
    if focus.kind == "claim" and not claims:
        claims = [focus]
    near = surroundings(engine, focus, claims)
    arguments = near.arguments
    reached = {claim.iri for claim in claims} | {a.premise for a in arguments}
    around = statements_on(engine, reached | {a.target for a in arguments})
    weaver = _TraceBuilder(near, around)
    focus_first = focus.kind in {"source", "statement"} or any(
        _by(statement, focus.iri) for statement in roots
    )
    nodes = [
        weaver.root(claim, [s for s in roots if s.claim == claim], focus_first) for claim in claims
    ]
    return Trace(focus, tuple(weaver.near.roles), tuple(nodes))


def refuse_without_trace(focus: Entity) -> None:
    """Raise `UsageError` for an entity of which nobody says anything: an attribute."""
    if focus.kind not in _ROOTS:
        raise UsageError(
            f"{focus.id} is an attribute: nobody says anything of it.",
            advice=f"To see what it is, run: {printed_command('show', focus.id)}",
        )


def _by(statement: Statement, actor: str) -> bool:
    return actor in {voice.iri for voice in statement.voices}


def _direct_dispute(
    relation: str, claim: Entity, statements: Collection[Statement]
) -> tuple[Dispute, ...]:
    """Return the dispute of statements that take a stance on the claim itself, if any."""
    ordered = tuple(sorted(statements, key=time_order))
    return (Dispute(relation, True, claim, ordered),) if ordered else ()


def _denials_and_doubts(claim: Entity, statements: Collection[Statement]) -> tuple[Dispute, ...]:
    """Return the disputes that statements which deny or doubt a claim make."""
    return tuple(
        dispute
        for relation, position in (("denial", "denies"), ("doubt", "doubts"))
        for dispute in _direct_dispute(
            relation, claim, {one for one in statements if one.stance in expressing(position)}
        )
    )


class _TraceBuilder:
    """Builds the nodes of a trace from claims, statements and arguments."""

    def __init__(self, near: Surroundings, around: Sequence[Statement]) -> None:
        self.near, arguments = near, near.arguments
        self.of_claim: dict[str, list[Statement]] = defaultdict(list)
        self.names: dict[str, Entity] = dict(near.premises_and_targets)
        for statement in sorted(around, key=time_order):
            self.of_claim[statement.claim.iri].append(statement)
            self.names[statement.claim.iri] = statement.claim
        self.by_iri = {statement.iri: statement for statement in around}
        self.into: dict[str, list[Argument]] = defaultdict(list)
        self.outof: dict[str, list[Argument]] = defaultdict(list)
        for argument in arguments:
            self.into[argument.target].append(argument)
            self.outof[argument.premise].append(argument)
        self.conclusions = {a.iri: a.target for a in arguments if a.relation != "undercut"}
        self.shown: set[str] = set()

    def root(self, claim: Entity, roots: list[Statement], focus_first: bool) -> Node:
        """Return a claim that a trace begins with; with `focus_first`, the roots stand first."""
        roots.sort(key=time_order)
        node = (
            self.focus_node(claim, tuple(roots)) if focus_first else self.node(claim, frozenset())
        )
        iris = (claim.iri, *(statement.iri for statement in node.statements))
        elsewhere = dict.fromkeys(text for iri in iris for text in self.near.elsewhere.get(iri, ()))
        return replace(node, bearings=self.bearings(claim), elsewhere=tuple(elsewhere))

    def focus_node(self, claim: Entity, focus_statements: tuple[Statement, ...]) -> Node:
        """Return a claim with the stance that the focus takes on it."""
        if all(opposes(statement.stance) for statement in focus_statements):
            return self.denied_node(claim, focus_statements)
        other_statements = self.without(focus_statements, claim)
        same_side = tuple(self.affirming(other_statements))
        node = self.node(claim, frozenset())
        disputes = (*_denials_and_doubts(claim, other_statements), *node.disputes)
        return replace(node, statements=focus_statements, others=same_side, disputes=disputes)

    def denied_node(self, claim: Entity, focus_statements: tuple[Statement, ...]) -> Node:
        """Return a claim that is denied: attacks are the reasons, supports the disputes."""
        other_statements = self.without(focus_statements, claim)
        focus_iris = {statement.iri for statement in focus_statements}
        attacks = [
            a for a in self.into[claim.iri] if a.relation == "attack" and a.stated_in in focus_iris
        ]
        supports = [a for a in self.into[claim.iri] if a.relation == "support"]
        same_side = tuple(statement for statement in other_statements if opposes(statement.stance))
        affirmed = _direct_dispute("affirmation", claim, set(other_statements) - set(same_side))
        return Node(
            claim,
            focus_statements,
            others=same_side,
            reasons=self.reasons(attacks, frozenset({claim.iri})),
            disputes=(*affirmed, *self.answers(supports)),
            policies=tuple(self.near.policies.get(claim.iri, ())),
        )

    def bearings(self, claim: Entity) -> tuple[Bearing, ...]:
        """Return what a claim is given for and against, and the steps to what it disputes."""
        conclusions = {
            (a.relation, self.conclusions.get(a.target, a.target)): a
            for a in sorted(
                self.outof[claim.iri], key=lambda a: (a.imagined, not a.stated), reverse=True
            )
        }
        return tuple(
            Bearing(
                relation, a.stated, self.names[target], self.affirmers(target), a.voiced, a.imagined
            )
            for (relation, target), a in sorted(conclusions.items())
        )

    def affirming(self, statements: Iterable[Statement]) -> list[Statement]:
        return [statement for statement in statements if not opposes(statement.stance)]

    def without(self, excluded: Collection[Statement], claim: Entity) -> list[Statement]:
        """Return the statements on a claim, but some."""
        return [item for item in self.of_claim[claim.iri] if item not in excluded]

    def affirmers(self, claim: str) -> tuple[Entity, ...]:
        affirming = self.affirming(self.of_claim[claim])
        sincere = (statement for statement in affirming if statement.mode != "hypothetical")
        voices = (
            v for statement in sincere for v in statement.voices if v not in statement.given_up_by
        )
        return tuple(dict.fromkeys(voices))

    def node(self, claim: Entity, trail: frozenset[str]) -> Node:
        statements = tuple(self.of_claim[claim.iri])
        bearing = self.into[claim.iri]
        if claim.iri in self.shown or claim.iri in trail:
            return Node(claim, statements, repeated=bool(bearing))
        self.shown.add(claim.iri)
        return Node(
            claim,
            statements,
            reasons=self.reasons(bearing, trail | {claim.iri}, "support"),
            disputes=self.disputes(a for a in bearing if a.relation == "attack"),
            policies=tuple(self.near.policies.get(claim.iri, ())),
        )

    def reasons(
        self, bearing: Iterable[Argument], trail: frozenset[str], relation: str = ""
    ) -> tuple[Reason, ...]:
        """Return arguments of a relation as reasons, one for each premise; stated ones first."""
        arguments = [a for a in bearing if a.relation == (relation or a.relation)]
        return tuple(
            Reason(
                stated=group[0].stated,
                speakers=self.speakers(group),
                node=self.node(self.names[group[0].premise], trail),
                undercuts=self.disputes(u for a in group for u in self.into[a.iri]),
                voiced=group[0].voiced,
                imagined=group[0].imagined,
            )
            for group in _by_premise(arguments)
        )

    def speakers(self, arguments: Iterable[Argument]) -> tuple[Entity, ...]:
        """Return who makes arguments: imagined speakers only where there are no others."""
        ordered = sorted(arguments, key=lambda a: a.imagined)
        alike = [a for a in ordered if a.imagined == ordered[0].imagined]
        stated_in = [self.by_iri[a.stated_in] for a in alike if a.stated_in in self.by_iri]
        return tuple(
            dict.fromkeys(speaker for statement in stated_in for speaker in statement.speakers)
        )

    def disputes(self, against: Iterable[Argument]) -> tuple[Dispute, ...]:
        """Return attacks or undercuts, one for each premise, with what answers them.

        Answers are attacks on the premise, undercuts of the step, and denials and doubts of the
        premise; what is only imagined answers nothing.
        """
        return tuple(self.dispute(group) for group in _by_premise(against))

    def dispute(self, arguments: list[Argument]) -> Dispute:
        claim = self.names[arguments[0].premise]
        attacks = [a for a in self.into[claim.iri] if a.relation == "attack"]
        against = [*attacks, *(u for a in arguments for u in self.into[a.iri])]
        answers = self.answers(a for a in against if a.has_effect)
        seriously_stated = [
            statement
            for statement in self.of_claim[claim.iri]
            if statement.mode != "hypothetical" and not statement.given_up
        ]
        denials = _denials_and_doubts(claim, seriously_stated)
        return self.as_dispute(
            arguments, self.affirming(self.of_claim[claim.iri]), (*answers, *denials)
        )

    def answers(self, arguments: Iterable[Argument]) -> tuple[Dispute, ...]:
        """Return arguments one for each premise, with who says so but no further."""
        groups = _by_premise(arguments)
        return tuple(self.as_dispute(group, self.of_claim[group[0].premise]) for group in groups)

    def as_dispute(
        self,
        group: list[Argument],
        statements: Iterable[Statement],
        answers: Sequence[Dispute] = (),
    ) -> Dispute:
        """Return arguments of one premise as a dispute."""
        first, speakers = group[0], self.speakers(group)
        claim, taken = self.names[first.premise], tuple(statements)
        return Dispute(first.relation, first.stated, claim, taken, speakers, tuple(answers),
                       first.voiced, first.imagined)  # fmt: skip


def _by_premise(arguments: Iterable[Argument]) -> list[list[Argument]]:
    """Return arguments in groups of the same relation and premise; stated ones first.

    Those of imagined speakers come last.
    """
    groups: dict[tuple[str, str], list[Argument]] = {}
    for argument in sorted(
        set(arguments), key=lambda a: (a.imagined, not a.stated, natural(a.iri))
    ):
        groups.setdefault((argument.relation, argument.premise), []).append(argument)
    return list(groups.values())

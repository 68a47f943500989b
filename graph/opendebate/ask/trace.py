"""Who argues what, why, and where exactly they say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from opendebate.ask.arguments import Argument, arguments_of, pattern_around
from opendebate.ask.entities import Entity, entity_of, find
from opendebate.ask.memberships import MEMBERSHIP_COLUMNS, format_membership, is_past
from opendebate.ask.memberships import MEMBERSHIP_PATTERN as MEMBERSHIP
from opendebate.ask.statements import Statement, statements, statements_on, time_order
from opendebate.ask.trace_model import Bearing, Dispute, Node, Reason, Trace
from opendebate.engines.engine import Engine, values_block
from opendebate.natural import natural

# What finds the statements that a trace begins with, by the kind of thing it is of.
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
_OPPOSED = {"denies", "doubts"}


def trace(engine: Engine, name: str) -> Trace:
    """Return who argues what, why, and where, beginning from a thing.

    Parameters
    ----------
    engine : Engine
    name : str
        Id, IRI or name of an actor, claim, model, policy, topic, event, source, statement or fact
        from outside the sources: of the last, what is traced are the statements it departs from.

    Raises
    ------
    UnknownName, AmbiguousName
        If the name means nothing, or several things.
    """
    focus = find(engine, name)
    here = values_block("focus", [NamedNode(focus.iri)])
    roots = statements(engine, f"{here} {_ROOTS[focus.kind]}")
    if focus.kind == "actor":
        roots = [one for one in roots if _by(one, focus.iri)] or roots
    claims = list(dict.fromkeys(one.claim for one in roots))
    if focus.kind == "claim" and not claims:
        claims = [focus]
    near = _surroundings(engine, focus, claims)
    arguments = near.arguments
    reached = {one.iri for one in claims} | {a.premise for a in arguments}
    around = statements_on(engine, reached | {a.target for a in arguments})
    weaver = _Weaver(near, around)
    own = focus.kind in {"source", "statement"} or any(_by(one, focus.iri) for one in roots)
    nodes = [weaver.root(claim, [s for s in roots if s.claim == claim], own) for claim in claims]
    return Trace(focus, tuple(weaver.near.roles), tuple(nodes))


def _by(one: Statement, actor: str) -> bool:
    return actor in {voice.iri for voice in one.voices}


@dataclass(frozen=True, slots=True)
class _Near:
    """What stands near to claims.

    These are the arguments around them, with the claims that these join by IRI; the focus' roles;
    the policies that respond; and other reports.
    """

    arguments: list[Argument]
    named: dict[str, Entity]
    roles: list[str]
    policies: dict[str, list[Entity]]
    elsewhere: dict[str, list[str]]


def _surroundings(engine: Engine, focus: Entity, claims: Iterable[Entity]) -> _Near:
    """Return what stands near to claims, in one request."""
    iris = [one.iri for one in claims]
    wanted = values_block("claim", map(NamedNode, iris))
    parts = [
        f"""{values_block("actor", [NamedNode(focus.iri)])}
            ?actor org:hasMembership ?place . ?place org:organization/rdfs:label ?organization
            {MEMBERSHIP}"""
    ]
    if iris:  # some engines refuse a path that begins nowhere
        parts += [
            pattern_around(iris),
            f"{wanted} ?policy od:respondsTo ?claim ; rdfs:label ?name",
            f"""{wanted} ?told od:claim? ?claim . ?fact od:departsFrom ?told ;
                od:text ?text ; od:reference/dcterms:title ?title""",
        ]
    found = engine.select(
        f"""SELECT DISTINCT ?claim ?policy ?name {MEMBERSHIP_COLUMNS} ?organization
                   ?told ?text ?title
                   ?argument ?type ?premise ?target ?basis ?in ?voiced ?because ?so {{
          {{ {" } UNION { ".join(parts)} }} }}
        ORDER BY ?place ?policy ?fact"""
    )
    rows = list(found)
    arguments = [row for row in rows if row["argument"]]
    near = _Near(arguments_of(arguments), {}, [], defaultdict(list), defaultdict(list))
    for row in arguments:
        for iri, text in ((row["premise"], row["because"]), (row["target"], row["so"])):
            if text:
                near.named[iri.value] = entity_of(engine, iri.value, text.value)
    roles: list[tuple[bool, str]] = []
    for row in rows:
        if row["policy"]:
            policy = entity_of(engine, row["policy"].value, row["name"].value)
            near.policies[row["claim"].value].append(policy)
        elif row["told"]:
            told = f"{row['text'].value} ({row['title'].value})"
            near.elsewhere[row["told"].value].append(told)
        elif row["organization"]:
            roles.append((is_past(row), format_membership(row, row["organization"].value)))
    near.roles.extend(told for _, told in sorted(roles, key=lambda role: role[0]))
    return near


def _whole(relation: str, claim: Entity, said: Collection[Statement]) -> tuple[Dispute, ...]:
    """Return the dispute that statements on a claim as a whole make, if there are any."""
    ordered = tuple(sorted(said, key=time_order))
    return (Dispute(relation, True, claim, ordered),) if ordered else ()


class _Weaver:
    """Puts claims, reasons and disputes together."""

    def __init__(self, near: _Near, around: Sequence[Statement]) -> None:
        self.near, arguments = near, near.arguments
        self.of_claim: dict[str, list[Statement]] = defaultdict(list)
        self.names: dict[str, Entity] = dict(near.named)
        for one in sorted(around, key=time_order):
            self.of_claim[one.claim.iri].append(one)
            self.names[one.claim.iri] = one.claim
        self.by_iri = {one.iri: one for one in around}
        self.into: dict[str, list[Argument]] = defaultdict(list)
        self.outof: dict[str, list[Argument]] = defaultdict(list)
        for argument in arguments:
            self.into[argument.target].append(argument)
            self.outof[argument.premise].append(argument)
        self.conclusions = {a.iri: a.target for a in arguments if a.relation != "undercut"}
        self.shown: set[str] = set()

    def root(self, claim: Entity, roots: list[Statement], own: bool) -> Node:
        """Return a claim that a trace begins with; `own` statements stand before all others."""
        roots.sort(key=time_order)
        node = self.begun(claim, tuple(roots)) if own else self.node(claim, frozenset())
        told = (claim.iri, *(one.iri for one in node.statements))
        elsewhere = dict.fromkeys(text for iri in told for text in self.near.elsewhere.get(iri, ()))
        return replace(node, bearings=self.bearings(claim), elsewhere=tuple(elsewhere))

    def begun(self, claim: Entity, own: tuple[Statement, ...]) -> Node:
        """Return a claim with the stance that own statements take on it."""
        if all(one.stance in _OPPOSED for one in own):
            return self.denied(claim, own)
        rest = [one for one in self.of_claim[claim.iri] if one not in own]
        same = tuple(one for one in rest if one.stance not in _OPPOSED)
        node = self.node(claim, frozenset())
        disputes = (*_whole("denial", claim, set(rest) - set(same)), *node.disputes)
        return replace(node, statements=own, others=same, disputes=disputes)

    def denied(self, claim: Entity, own: tuple[Statement, ...]) -> Node:
        """Return a claim that is denied: attacks are the reasons, supports the disputes."""
        rest = [one for one in self.of_claim[claim.iri] if one not in own]
        mine = {one.iri for one in own}
        attacks = [
            a for a in self.into[claim.iri] if a.relation == "attack" and a.stated_in in mine
        ]
        supports = [a for a in self.into[claim.iri] if a.relation == "support"]
        same = tuple(one for one in rest if one.stance in _OPPOSED)
        affirmed = _whole("affirmation", claim, set(rest) - set(same))
        return Node(
            claim,
            own,
            others=same,
            reasons=self.reasons(attacks, frozenset({claim.iri})),
            disputes=(*affirmed, *self.answers(supports)),
            policies=tuple(self.near.policies.get(claim.iri, ())),
        )

    def bearings(self, claim: Entity) -> tuple[Bearing, ...]:
        """Return what a claim is given for and against, and the steps to what it disputes."""
        found = {
            (a.relation, self.conclusions.get(a.target, a.target)): a
            for a in sorted(self.outof[claim.iri], key=lambda a: not a.stated, reverse=True)
        }
        return tuple(
            Bearing(relation, a.stated, self.names[target], self.affirmers(target), a.voiced)
            for (relation, target), a in sorted(found.items())
        )

    def affirmers(self, claim: str) -> tuple[Entity, ...]:
        said = [one for one in self.of_claim[claim] if one.stance not in _OPPOSED]
        held = [one for one in said if one.mode != "hypothetical"]
        voices = (v for one in held for v in one.voices if v not in one.given_up_by)
        return tuple(dict.fromkeys(voices))

    def node(self, claim: Entity, trail: frozenset[str]) -> Node:
        said = tuple(self.of_claim[claim.iri])
        bearing = self.into[claim.iri]
        if claim.iri in self.shown or claim.iri in trail:
            return Node(claim, said, repeated=bool(bearing))
        self.shown.add(claim.iri)
        return Node(
            claim,
            said,
            reasons=self.reasons(bearing, trail | {claim.iri}, "support"),
            disputes=self.disputes(a for a in bearing if a.relation == "attack"),
            policies=tuple(self.near.policies.get(claim.iri, ())),
        )

    def reasons(
        self, bearing: Iterable[Argument], trail: frozenset[str], relation: str = ""
    ) -> tuple[Reason, ...]:
        """Return arguments of a relation as reasons, one for each premise; stated ones first."""
        wanted = [a for a in bearing if a.relation == (relation or a.relation)]
        return tuple(
            Reason(
                stated=made[0].stated,
                speakers=self.speakers(made),
                node=self.node(self.names[made[0].premise], trail),
                undercuts=self.disputes(u for a in made for u in self.into[a.iri]),
                voiced=made[0].voiced,
            )
            for made in _by_premise(wanted)
        )

    def speakers(self, made: Iterable[Argument]) -> tuple[Entity, ...]:
        found = [self.by_iri[a.stated_in] for a in made if a.stated_in in self.by_iri]
        return tuple(dict.fromkeys(speaker for one in found for speaker in one.speakers))

    def disputes(self, against: Iterable[Argument]) -> tuple[Dispute, ...]:
        """Return attacks or undercuts, one for each premise, with what answers them.

        Answers are attacks on the premise, undercuts of the step, and denials of the premise;
        what is only imagined answers nothing.
        """
        return tuple(self.dispute(made) for made in _by_premise(against))

    def dispute(self, made: list[Argument]) -> Dispute:
        claim = self.names[made[0].premise]
        attacks = [a for a in self.into[claim.iri] if a.relation == "attack"]
        against = [*attacks, *(u for a in made for u in self.into[a.iri])]
        answers = self.answers(a for a in against if a.voiced)
        said = [
            one
            for one in self.of_claim[claim.iri]
            if one.mode != "hypothetical" and not one.given_up
        ]
        denials = _whole("denial", claim, {one for one in said if one.stance in _OPPOSED})
        held = tuple(one for one in self.of_claim[claim.iri] if one.stance not in _OPPOSED)
        return Dispute(
            made[0].relation,
            made[0].stated,
            claim,
            held,
            self.speakers(made),
            (*answers, *denials),
            voiced=made[0].voiced,
        )

    def answers(self, arguments: Iterable[Argument]) -> tuple[Dispute, ...]:
        """Return arguments one for each premise, with who says so but no further."""
        return tuple(
            Dispute(
                made[0].relation,
                made[0].stated,
                self.names[made[0].premise],
                tuple(self.of_claim[made[0].premise]),
                self.speakers(made),
                voiced=made[0].voiced,
            )
            for made in _by_premise(arguments)
        )


def _by_premise(arguments: Iterable[Argument]) -> list[list[Argument]]:
    """Return arguments in groups of the same relation and premise; stated ones first."""
    groups: dict[tuple[str, str], list[Argument]] = {}
    for one in sorted(set(arguments), key=lambda a: (not a.stated, natural(a.iri))):
        groups.setdefault((one.relation, one.premise), []).append(one)
    return list(groups.values())

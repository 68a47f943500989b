"""What surrounds the claims of a trace: arguments, roles, policies and other reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode

from opendebate.ask.arguments import Argument, arguments_of, pattern_around
from opendebate.ask.entities import Entity, entity_of
from opendebate.ask.memberships import MEMBERSHIP_COLUMNS, format_membership, is_past
from opendebate.ask.memberships import MEMBERSHIP_PATTERN as MEMBERSHIP
from opendebate.engines.engine import Engine, values_block


class Surroundings(NamedTuple):
    """What surrounds claims.

    These are the arguments around them, with the claims that these join by IRI; the focus' roles;
    the policies that respond; and other reports.
    """

    arguments: list[Argument]
    premises_and_targets: dict[str, Entity]
    roles: list[str]
    policies: dict[str, list[Entity]]
    elsewhere: dict[str, list[str]]


def surroundings(engine: Engine, focus: Entity, claims: Iterable[Entity]) -> Surroundings:
    """Return what surrounds claims, in one request."""
    rows = list(engine.select(_query_around(focus, [claim.iri for claim in claims])))
    arguments = [row for row in rows if row["argument"]]
    near = Surroundings(arguments_of(arguments), {}, [], defaultdict(list), defaultdict(list))
    for row in arguments:
        for iri, text in ((row["premise"], row["because"]), (row["target"], row["so"])):
            if text:
                near.premises_and_targets[iri.value] = entity_of(engine, iri.value, text.value)
    roles: list[tuple[bool, str]] = []
    for row in rows:
        if row["policy"]:
            policy = entity_of(engine, row["policy"].value, row["name"].value)
            near.policies[row["claim"].value].append(policy)
        elif row["reported"]:
            difference = f"{row['text'].value} ({row['title'].value})"
            near.elsewhere[row["reported"].value].append(difference)
        elif row["organization"]:
            roles.append((is_past(row), format_membership(row, row["organization"].value)))
    near.roles.extend(role for _, role in sorted(roles, key=lambda role: role[0]))
    return near


def _query_around(focus: Entity, iris: list[str]) -> str:
    """Return the query for the roles of an actor, and for what surrounds claims."""
    claim_values = values_block("claim", map(NamedNode, iris))
    patterns = [
        f"""{values_block("actor", [NamedNode(focus.iri)])}
            ?actor org:hasMembership ?place . ?place org:organization/rdfs:label ?organization
            {MEMBERSHIP}"""
    ]
    if iris:  # some engines refuse a path that begins nowhere
        patterns += [
            pattern_around(iris),
            f"{claim_values} ?policy od:respondsTo ?claim ; rdfs:label ?name",
            f"""{claim_values} ?reported od:claim? ?claim . ?fact od:departsFrom ?reported ;
                od:text ?text ; od:reference/dcterms:title ?title""",
        ]
    return f"""SELECT DISTINCT ?claim ?policy ?name {MEMBERSHIP_COLUMNS} ?organization
                   ?reported ?text ?title
                   ?argument ?type ?premise ?target ?basis ?in ?voiced ?imagined
                   ?because ?so {{
          {{ {" } UNION { ".join(patterns)} }} }}
        ORDER BY ?place ?policy ?fact"""

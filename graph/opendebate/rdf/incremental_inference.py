"""Which derived facts change when a few sources of a debate change, without a run over all of it.

The rules are run over the surroundings of the changed facts twice: as they were, and as they are
now. The difference between the two results is what changes. The surroundings hold all facts that
bear on a derived fact which the change may reach: all statements of the actors concerned, all
statements on the claims of these, and on the claims that reasons lead to. This was worked out for
the rules whose digest is `KNOWN_RULES`; of other rules the reach is not known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

import opendebate_ontology
from opendebate.rdf.inference import derive, terms_in_rules
from opendebate.rdf.namespaces import iri_of, term

KNOWN_RULES = "6d910fa15959dcd215df4ae1292b39f37bbd96be5f5663dd8c1b5f56a0eac770"
_VOICES = frozenset(map(iri_of, ("od:speaker", "od:onBehalfOf")))
_CLAIMS = frozenset(map(iri_of, ("od:claim", "od:premise", "od:conclusion")))
_LISTS = frozenset(map(iri_of, ("od:via", "rdf:first", "rdf:rest")))


def rules_digest() -> str:
    """Return the SHA-256 of the rules without their comments and line breaks."""
    rules = sorted(opendebate_ontology.path("rules").glob("*.rq"))
    bodies = (re.sub(r"^\s*#.*$", "", rule.read_text("utf-8"), flags=re.MULTILINE)
              for rule in rules)  # fmt: skip
    return hashlib.sha256("\n".join(" ".join(body.split()) for body in bodies).encode()).hexdigest()


def changed_derivations(
    store: Store, removed: Iterable[Quad], added: Iterable[Quad], graph: NamedNode
) -> tuple[set[Quad], set[Quad]] | None:
    """Return which derived facts are removed and which are added when coded facts change.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate before the change.
    removed, added : iterable of Quad
        The coded facts that are removed and added.
    graph : pyoxigraph.NamedNode
        The named graph for derived facts.

    Returns
    -------
    tuple of set of Quad, or None
        None where the reach of the rules is not known.
    """
    if rules_digest() != KNOWN_RULES:
        return None
    before, after = _changed(_relevant(removed), _relevant(added))
    surroundings = _surroundings(store, [*before, *after]) - {quad.triple for quad in before}
    nearby = Store()
    nearby.extend(Quad(fact.subject, fact.predicate, fact.object) for fact in surroundings)
    nearby.extend(before)
    derived_before = derive(nearby, graph)
    for quad in before:
        nearby.remove(quad)
    nearby.extend(after)
    derived_after = derive(nearby, graph)
    return derived_before - derived_after, derived_after - derived_before


def _relevant(quads: Iterable[Quad]) -> list[Quad]:
    """Return the facts with properties that some rule names."""
    names = {iri_of(name) for name in terms_in_rules()} | {iri_of("rdf:type")}
    return [quad for quad in quads if quad.predicate.value in names]


def _changed(before: list[Quad], after: list[Quad]) -> tuple[list[Quad], list[Quad]]:
    """Leave out the statements and arguments that are the same before and after."""
    stated_in = term("od:statedIn")
    touched: set[object] = {quad.subject for quad in set(before) ^ set(after)}
    stated = {(quad.subject, quad.object) for quad in (*before, *after)
              if quad.predicate == stated_in}  # fmt: skip
    touched |= {statement for argument, statement in stated if argument in touched}
    touched |= {argument for argument, statement in stated if statement in touched}

    def is_changed(quad: Quad) -> bool:
        return quad.subject in touched or quad.predicate.value in _LISTS

    return list(filter(is_changed, before)), list(filter(is_changed, after))


def _surroundings(store: Store, changed: Sequence[Quad]) -> set[Triple]:
    """Return the facts of a debate that bear on the derived facts a change may reach."""
    actors, claims = _values(changed, _VOICES), _values(changed, _CLAIMS)
    statements = {statement for actor in actors for relation in ("od:speaker", "od:onBehalfOf")
            for statement in _subjects(store, relation, actor)}  # fmt: skip
    claims |= _claims_of(store, statements) | _reasons_of(store, statements)
    claims |= _claims_of(store, _statements_giving(store, claims))
    listed = " ".join(sorted(map(str, claims)))
    query = Path(__file__).with_name("surroundings.rq").read_text("utf-8")
    triples = store.query(query.replace("$claims", listed), use_default_graph_as_union=True)
    assert isinstance(triples, QueryTriples)
    return set(triples)


Nodes = set[NamedNode]


def _values(quads: Iterable[Quad], properties: frozenset[str]) -> Nodes:
    objects = (quad.object for quad in quads if quad.predicate.value in properties)
    return {value for value in objects if isinstance(value, NamedNode)}


def _subjects(store: Store, relation: str, value: NamedNode) -> Nodes:
    return {quad.subject for quad in store.quads_for_pattern(None, term(relation), value)
            if isinstance(quad.subject, NamedNode)}  # fmt: skip


def _objects(store: Store, subject: NamedNode, relation: str) -> Nodes:
    return {quad.object for quad in store.quads_for_pattern(subject, term(relation), None)
            if isinstance(quad.object, NamedNode)}  # fmt: skip


def _claims_of(store: Store, statements: Nodes) -> Nodes:
    return {claim for statement in statements for claim in _objects(store, statement, "od:claim")}


def _reasons_of(store: Store, statements: Nodes) -> Nodes:
    arguments = {
        argument
        for statement in statements
        for argument in _subjects(store, "od:statedIn", statement)
    }
    return {reason for argument in arguments for reason in _objects(store, argument, "od:premise")}


def _statements_giving(store: Store, claims: Nodes) -> Nodes:
    """Return the statements that give some claims as reasons."""
    arguments = {argument for claim in claims for argument in _subjects(store, "od:premise", claim)}
    return {
        statement
        for argument in arguments
        for statement in _objects(store, argument, "od:statedIn")
    }

"""What the rules say anew when a few sources of a debate change, without going over all of it.

The rules are run over the surroundings of what has changed, once as they were and once as they
are; what differs is what changes. Surroundings are closed so that whatever a change reaches has
all that bears on it within them: all statements of the actors concerned, all statements on the
claims of these, and on the claims that reasons lead to. For other rules than those that this was
thought through for, `KNOWN` tells that nothing is known of their reach.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

import opendebate_ontology
from opendebate.rdf.inference import derive, named_in_rules
from opendebate.rdf.namespaces import iri_of, term

KNOWN = "727b961f7f29183159b20263498d359ed73773328d584e8d0dce750ef4504a92"
_VOICES = frozenset(map(iri_of, ("od:speaker", "od:onBehalfOf")))
_CLAIMS = frozenset(map(iri_of, ("od:claim", "od:premise", "od:conclusion")))
# What is said of all statements and arguments on some claims, as far as rules look at it.
_ABOUT = """
PREFIX od: <https://w3id.org/opendebate/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
CONSTRUCT { ?thing ?property ?value }
WHERE {
  {
    VALUES ?claim { %(claims)s }
    ?thing od:claim ?claim ; ?property ?value .
    FILTER (?property IN (od:claim, od:speaker, od:onBehalfOf, od:mode, od:stance, od:earliest,
                          od:latest))
  }
  UNION
  {
    VALUES ?claim { %(claims)s }
    ?thing od:premise|od:conclusion ?claim ; ?property ?value .
    FILTER (?property IN (rdf:type, od:premise, od:conclusion, od:statedIn))
  }
  UNION
  { VALUES ?thing { %(claims)s } ?thing od:side ?value . BIND (od:side AS ?property) }
  UNION
  { ?thing od:hypothetical ?value . BIND (od:hypothetical AS ?property) }
}
"""


def rules_digest(folder: Path | None = None) -> str:
    """Return the SHA-256 of what the rules say, whatever their comments and line breaks."""
    rules = sorted((folder or opendebate_ontology.path("rules")).glob("*.rq"))
    bodies = (re.sub(r"^\s*#.*$", "", rule.read_text("utf-8"), flags=re.MULTILINE)
              for rule in rules)  # fmt: skip
    return hashlib.sha256("\n".join(" ".join(body.split()) for body in bodies).encode()).hexdigest()


def rederived(
    store: Store, removed: Iterable[Quad], added: Iterable[Quad], graph: NamedNode
) -> tuple[set[Quad], set[Quad]] | None:
    """Return which derived facts go and which come when coded facts change.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate before the change.
    removed, added : iterable of Quad
        What is changed.
    graph : pyoxigraph.NamedNode
        The named graph for derived facts.

    Returns
    -------
    tuple of set of Quad, or None
        None where the reach of the rules is not known.
    """
    if rules_digest() != KNOWN:
        return None
    before, after = _relevant(removed), _relevant(added)
    around = _surroundings(store, [*before, *after]) - {quad.triple for quad in before}
    then = _run(around, before, graph)
    now = _run(around, after, graph)
    return then - now, now - then


def _relevant(quads: Iterable[Quad]) -> list[Quad]:
    """Return the facts with properties that some rule names."""
    names = {iri_of(name) for name in named_in_rules()} | {iri_of("rdf:type")}
    return [quad for quad in quads if quad.predicate.value in names]


def _run(around: Iterable[Triple], changed: Iterable[Quad], graph: NamedNode) -> set[Quad]:
    store = Store()
    store.bulk_extend(Quad(one.subject, one.predicate, one.object) for one in around)
    store.bulk_extend(changed)
    derive(store, graph)
    return set(store.quads_for_pattern(None, None, None, graph))


def _surroundings(store: Store, changed: Sequence[Quad]) -> set[Triple]:
    """Return the facts of a debate that bear on what a change may reach."""
    actors, claims = _values(changed, _VOICES), _values(changed, _CLAIMS)
    said = {one for actor in actors for relation in ("od:speaker", "od:onBehalfOf")
            for one in _subjects(store, relation, actor)}  # fmt: skip
    claims |= _claims_of(store, said) | _reasons_of(store, said)
    claims |= _claims_of(store, _on(store, claims) | _giving(store, claims))
    listed = " ".join(sorted(map(str, claims)))
    found = store.query(_ABOUT % {"claims": listed}, use_default_graph_as_union=True)
    assert isinstance(found, QueryTriples)
    return set(found)


Nodes = set[NamedNode]


def _values(quads: Iterable[Quad], properties: frozenset[str]) -> Nodes:
    found = (quad.object for quad in quads if quad.predicate.value in properties)
    return {value for value in found if isinstance(value, NamedNode)}


def _subjects(store: Store, relation: str, value: NamedNode) -> Nodes:
    return {quad.subject for quad in store.quads_for_pattern(None, term(relation), value)
            if isinstance(quad.subject, NamedNode)}  # fmt: skip


def _objects(store: Store, thing: NamedNode, relation: str) -> Nodes:
    return {quad.object for quad in store.quads_for_pattern(thing, term(relation), None)
            if isinstance(quad.object, NamedNode)}  # fmt: skip


def _claims_of(store: Store, statements: Nodes) -> Nodes:
    return {claim for one in statements for claim in _objects(store, one, "od:claim")}


def _reasons_of(store: Store, statements: Nodes) -> Nodes:
    arguments = {one for said in statements for one in _subjects(store, "od:statedIn", said)}
    return {reason for one in arguments for reason in _objects(store, one, "od:premise")}


def _on(store: Store, claims: Nodes) -> Nodes:
    return {one for claim in claims for one in _subjects(store, "od:claim", claim)}


def _giving(store: Store, claims: Nodes) -> Nodes:
    """Return the statements that give some claims as reasons."""
    arguments = {one for claim in claims for one in _subjects(store, "od:premise", claim)}
    return {said for one in arguments for said in _objects(store, one, "od:statedIn")}

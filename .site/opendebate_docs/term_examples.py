"""Examples of the ontology's terms in Turtle, from the built-in debate or an invented one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

import opendebate
from opendebate.debate import Debate
from opendebate.engines.engine import prefixes
from opendebate_docs.terms import Term, below

_INTERVIEW = Path(__file__).parent / "interview"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_DEFINITION = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
_SELECTOR = "http://www.w3.org/ns/oa#"
_LONGEST = 90
_MOST = 7
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


@cache
def debates() -> tuple[Debate, Debate]:
    """Return the built-in debate, and the invented one with what the built-in debate lacks."""
    return opendebate.load(), opendebate.load(_INTERVIEW)


@cache
def example(term: Term) -> tuple[Debate, str]:
    """Return an example of a term in Turtle without prefixes, and the debate that it is from.

    Raises
    ------
    LookupError
        If neither debate uses the term.
    """
    for debate in debates():
        facts = _of_class(debate, term) if term.is_class else _of_property(debate, term)
        if facts:
            return debate, _turtle(debate, facts)
    raise LookupError(f"No debate uses od:{term.name}: extend the debate in {_INTERVIEW.name}.")


@cache
def derived(debate: Debate) -> frozenset[str]:
    """Return the properties whose facts rules derive."""
    graph = debate.iris.graph("derived")
    quads = debate.store.quads_for_pattern(None, None, None, graph)
    return frozenset(quad.predicate.value for quad in quads)


def heading_prefixes(debate: Debate) -> str:
    """Return the prefixes of a debate's examples, as Turtle writes them."""
    pairs = sorted(prefixes(debate.iris).items())
    return "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in pairs)


def _iri(name: str) -> NamedNode:
    return NamedNode(f"https://w3id.org/opendebate/ontology#{name}")


def _of_class(debate: Debate, term: Term) -> list[Fact]:
    best: list[Fact] = []
    for name in sorted(below(term.name), key=lambda name: (name != term.name, name)):
        quads = debate.store.quads_for_pattern(None, _TYPE, _iri(name), None)
        subjects = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        best = min((_about(debate, one) for one in subjects), key=_suited, default=[])
        if best:
            break
    return best


def _of_property(debate: Debate, term: Term) -> list[Fact]:
    pairs = debate.store.quads_for_pattern(None, _iri(term.name), None, None)
    fact = min(_facts(pairs), key=_order, default=None)
    if fact is None:
        below_it = _subproperties(debate, term)
        fact = min(_facts(below_it), key=_order, default=None)
    if fact is None:
        return []
    subject, _, value = fact
    others = [one for one in _about(debate, subject) if one[1] in {_TYPE, _LABEL} and one != fact]
    named = _named(debate, value) if isinstance(value, NamedNode) else []
    return [*others, fact, *(one for one in named if one[0] != subject)]


def _subproperties(debate: Debate, term: Term) -> Iterable[Quad]:
    step = NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")
    for quad in debate.store.quads_for_pattern(None, step, _iri(term.name), None):
        if isinstance(quad.subject, NamedNode):
            yield from debate.store.quads_for_pattern(None, quad.subject, None, None)


def _named(debate: Debate, value: NamedNode) -> list[Fact]:
    return [one for one in _about(debate, value) if one[1] == _LABEL]


def _about(debate: Debate, subject: NamedNode) -> list[Fact]:
    """Return the short facts on a subject, its types and its name first."""
    derived_graph = debate.iris.graph("derived")
    quads = debate.store.quads_for_pattern(subject, None, None, None)
    facts = sorted(_facts(quad for quad in quads if quad.graph_name != derived_graph), key=_order)
    chosen = [one for one in facts if not one[1].value.startswith(_SELECTOR)]
    return sorted(chosen[:_MOST], key=lambda one: (one[1] != _TYPE, one[1] != _LABEL))


def _facts(quads: Iterable[Quad]) -> Iterable[Fact]:
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not (isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)):
            continue
        if len(value.value) <= (_LONGEST if quad.predicate != _DEFINITION else 2 * _LONGEST):
            yield subject, quad.predicate, value


def _order(fact: Fact) -> tuple[bool, bool, str, str, str]:
    subject, predicate, value = fact
    return predicate != _TYPE, predicate != _LABEL, subject.value, predicate.value, str(value)


def _suited(facts: list[Fact]) -> tuple[int, int, str]:
    """Order subjects: those with a name, a definition, most facts; then by their IRIs."""
    predicates = {predicate for _, predicate, _ in facts}
    missing = (_LABEL not in predicates) + (_DEFINITION not in predicates)
    return missing, -len(facts), facts[0][0].value


def _turtle(debate: Debate, facts: list[Fact]) -> str:
    triples = [Triple(*fact) for fact in facts]
    raw = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes(debate.iris))
    text = (raw or b"").decode()
    lines = [line for line in text.splitlines() if not line.startswith("@prefix")]
    return "\n".join(lines).replace("\t", "  ").strip()

"""Terms of a query that occur nowhere: a misspelt name finds nothing, and no engine says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pyoxigraph import NamedNode

from opendebate.engines.engine import Engine, prefixes, values_block
from opendebate.engines.safety import nodes_of
from opendebate.errors import did_you_mean
from opendebate.rdf.namespaces import PREFIXES

_SKIPPED = {"literal", "DatasetClause"}  # a datatype is no term of the debate
_CONSTRUCTED = {"template", "iri", "datatype"}  # keys: what CONSTRUCT makes, and functions
_TYPE = f"{PREFIXES['rdf']}type"
_MAX_TERMS = 60  # terms that are looked up; a longer list was made by a program


@dataclass(slots=True)
class _Terms:
    """The IRIs that a query names.

    Attributes
    ----------
    anywhere, predicates : set of str
    pairs : set of pairs
        Property and value, where a pattern names both.
    """

    anywhere: set[str] = field(default_factory=set)
    predicates: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)


def unknown_terms(engine: Engine, tree: Any) -> list[str]:
    """Return a sentence on each term that occurs in neither the ontology nor the debate.

    Also on each that occurs, but not in that position: ``od:stance od:affirms``, where the value
    is ``od:Affirms``.

    Parameters
    ----------
    engine : Engine
    tree : object
        The query, as :func:`opendebate.engines.safety.parse` returns it.
    """
    prefix_map = {**prefixes(engine.iris), **_declared(tree)}
    query_terms = _Terms()
    _visit(tree, prefix_map, query_terms)
    if not 0 < len(query_terms.anywhere) <= _MAX_TERMS:
        return []
    occurring = _occurring(engine, query_terms.anywhere)
    names = _Names(engine, prefix_map)
    return [
        *(names.nowhere(iri) for iri in sorted(query_terms.anywhere - occurring)),
        *names.misplaced(query_terms, occurring),
    ]


def _declared(tree: Any) -> dict[str, str]:
    """Return the prefixes that a query declares."""
    return {
        _prefix(node): str(node["iri"])
        for node in nodes_of(tree)
        if getattr(node, "name", "") == "PrefixDecl"
    }


def _prefix(node: Any) -> str:
    """Return a prefix; the empty one, where a name begins with a colon."""
    return str(node["prefix"]) if "prefix" in node else ""  # its get() answers with the key itself


def _visit(tree: Any, prefix_map: Mapping[str, str], out: _Terms) -> None:
    """Collect what a query names."""
    waiting = [(tree, False)]
    while waiting:
        node, as_predicate = waiting.pop()
        if iri := _iri(node, prefix_map):
            if not iri.startswith(PREFIXES["xsd"]):
                out.anywhere.add(iri)
                out.predicates |= {iri} if as_predicate else set()
        elif isinstance(node, dict):
            if getattr(node, "name", "") not in {*_SKIPPED, "PrefixDecl", "Base"}:
                waiting.extend(_below(node, prefix_map, out, as_predicate=as_predicate))
        elif not isinstance(node, str) and hasattr(node, "__iter__"):
            waiting.extend((child, as_predicate) for child in node)


def _below(
    node: Mapping[str, Any], prefix_map: Mapping[str, str], out: _Terms, *, as_predicate: bool
) -> Iterator[tuple[Any, bool]]:
    for key, content in node.items():
        if key in _CONSTRUCTED:
            continue
        if key != "triples":
            yield content, as_predicate
            continue
        for flat in content:
            triples = list(flat)
            for subject, predicate, value in zip(*[iter(triples)] * 3, strict=False):
                yield from ((subject, False), (predicate, True), (value, False))
                pair = _iri(_one_step(predicate), prefix_map), _iri(value, prefix_map)
                if all(pair):
                    out.pairs.add(pair)


def _one_step(path: Any) -> Any:
    """Return the property that a path of one step is; the path itself, where it has more."""
    while getattr(path, "name", "").startswith("Path") and "mod" not in path:
        parts_of_path = path["part"]
        if not isinstance(parts_of_path, list):
            path = parts_of_path
        elif len(parts_of_path) == 1:
            path = parts_of_path[0]
        else:
            break
    return path


def _iri(node: Any, prefix_map: Mapping[str, str]) -> str:
    """Return the IRI that a part of a query is; empty where it is none."""
    if getattr(node, "name", "") == "pname":
        base = prefix_map.get(_prefix(node), "")
        return base + str(node["localname"]) if base else ""
    is_iri = type(node).__name__ == "URIRef" and str(node).startswith(("http://", "https://"))
    return str(node) if is_iri else ""


def _nodes(iris: Iterable[str]) -> Iterator[NamedNode]:
    for iri in sorted(iris):
        try:
            yield NamedNode(iri)
        except ValueError:
            continue


def _occurring(engine: Engine, iris: set[str]) -> set[str]:
    """Return those that are in any fact, or name a graph."""
    rows = engine.select(
        f"""SELECT ?term {{ {values_block("term", _nodes(iris))}
          FILTER (EXISTS {{ ?term ?a ?b }} || EXISTS {{ ?c ?term ?d }} || EXISTS {{ ?e ?f ?term }})
        }}"""
    )
    return {row["term"].value for row in rows} | (iris & engine.graphs())


class _Names:
    """Finds names that look like another, and abbreviates IRIs as a query does."""

    def __init__(self, engine: Engine, prefix_map: Mapping[str, str]) -> None:
        self.engine = engine
        # The longest first, so that actor: comes before what the debate's IRIs begin with.
        self.namespaces = sorted(prefix_map.items(), key=lambda entry: -len(entry[1]))
        self.terms_by_namespace: dict[str, set[str]] = {}

    def short(self, iri: str) -> str:
        for prefix, base in self.namespaces:
            if base and iri.startswith(base):
                return f"{prefix}:{iri.removeprefix(base)}"
        return f"<{iri}>"

    def nowhere(self, iri: str) -> str:
        twin = self.twin(iri, self.namesakes(iri))
        close = [twin] if twin else self.close(iri)
        meant = did_you_mean([self.short(iri_) for iri_ in close])
        sentence = f"{self.short(iri)} occurs neither in the ontology nor in this debate. {meant}"
        return sentence.strip()

    def close(self, iri: str) -> list[str]:
        """Return the name that looks most like another, where one does."""
        base = self.base(iri)
        names = [iri_.removeprefix(base) for iri_ in sorted(self.namesakes(iri))]
        return [base + name for name in get_close_matches(iri.removeprefix(base), names, 1, 0.7)]

    def base(self, iri: str) -> str:
        return next((base for _, base in self.namespaces if base and iri.startswith(base)), "")

    def misplaced(self, query_terms: _Terms, occurring: set[str]) -> Iterator[str]:
        """Yield a sentence on each term whose twin occurs in this position, but not the term."""
        for iri in sorted(query_terms.predicates & occurring):
            if self.occurs(f"?s <{iri}> ?o"):
                continue
            twin = self.twin(iri, self.namesakes(iri))
            if twin and self.occurs(f"?s <{twin}> ?o"):
                yield f"{self.short(iri)} is no property. {did_you_mean([self.short(twin)])}"
        for property_, value in sorted(query_terms.pairs):
            if {property_, value} <= occurring and not self.occurs(f"?s <{property_}> <{value}>"):
                twin = self.twin(value, self.namesakes(value))
                if twin and self.occurs(f"?s <{property_}> <{twin}>"):
                    yield (
                        f"{self.short(property_)} never has the value {self.short(value)}. "
                        f"{did_you_mean([self.short(twin)])}"
                    )
                elif property_ == _TYPE and self.occurs(f"?s a/rdfs:subClassOf+ <{value}>"):
                    name = self.short(value)
                    yield (
                        f"Only subclasses of {name} are stored as types. Write: "
                        f"a/rdfs:subClassOf* {name}"
                    )

    def twin(self, iri: str, others: set[str]) -> str:
        """Return what differs from a name by capitals alone."""
        return next((o for o in others if o != iri and o.casefold() == iri.casefold()), "")

    def occurs(self, pattern: str) -> bool:
        return self.engine.ask(f"ASK {{ {pattern} }}")

    def namesakes(self, iri: str) -> set[str]:
        """Return the IRIs of the same namespace that the debate or the ontology has."""
        base = self.base(iri)
        if not base:
            return set()
        if base not in self.terms_by_namespace:
            rows = self.engine.select(
                f"""SELECT DISTINCT ?term {{
                  {{ ?term a ?type }} UNION {{ SELECT DISTINCT ?term {{ ?s ?term ?o }} }}
                  FILTER (ISIRI(?term) && STRSTARTS(STR(?term), "{base}")) }}"""
            )
            self.terms_by_namespace[base] = {
                row["term"].value for row in rows if "/" not in row["term"].value[len(base) :]
            }
        return self.terms_by_namespace[base]

"""Terms of a query that occur nowhere: a misspelt name finds nothing, and no engine says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pyoxigraph import NamedNode

from opendebate.engines.engine import Engine, prefixes, values_block
from opendebate.errors import did_you_mean
from opendebate.rdf.namespaces import PREFIXES

_SKIPPED = {"literal", "DatasetClause"}  # a datatype is no term of the debate
_MADE = {"template", "iri", "datatype"}  # keys: what CONSTRUCT makes, and functions
_MOST = 60  # terms that are looked up; more are a list that somebody made by machine


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

    Also on each that occurs, but never so: ``od:stance od:affirms``, where the value is called
    ``od:Affirms``.

    Parameters
    ----------
    engine : Engine
    tree : object
        The query, as :func:`opendebate.engines.safety.parse` returns it.
    """
    known = {**prefixes(engine.iris), **_declared(tree)}
    found = _Terms()
    _visit(tree, known, found)
    if not 0 < len(found.anywhere) <= _MOST:
        return []
    there = _occurring(engine, found.anywhere)
    names = _Names(engine, known)
    return [
        *(names.nowhere(iri) for iri in sorted(found.anywhere - there)),
        *names.misplaced(found, there),
    ]


def _declared(tree: Any) -> dict[str, str]:
    """Return the prefixes that a query declares."""
    return {
        _prefix(part): str(part["iri"])
        for part in _parts(tree)
        if getattr(part, "name", "") == "PrefixDecl"
    }


def _prefix(part: Any) -> str:
    """Return a prefix; the empty one, where a name begins with a colon."""
    return str(part["prefix"]) if "prefix" in part else ""  # its get() answers with the key itself


def _parts(tree: Any) -> Iterator[Any]:
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)


def _visit(tree: Any, known: Mapping[str, str], out: _Terms) -> None:
    """Collect what a query names."""
    waiting = [(tree, False)]
    while waiting:
        part, as_predicate = waiting.pop()
        if iri := _iri(part, known):
            if not iri.startswith(PREFIXES["xsd"]):
                out.anywhere.add(iri)
                out.predicates |= {iri} if as_predicate else set()
        elif isinstance(part, dict):
            if getattr(part, "name", "") not in {*_SKIPPED, "PrefixDecl", "Base"}:
                waiting.extend(_below(part, known, out, as_predicate=as_predicate))
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend((one, as_predicate) for one in part)


def _below(
    part: Mapping[str, Any], known: Mapping[str, str], out: _Terms, *, as_predicate: bool
) -> Iterator[tuple[Any, bool]]:
    for key, held in part.items():
        if key in _MADE:
            continue
        if key != "triples":
            yield held, as_predicate
            continue
        for flat in held:
            triples = list(flat)
            for subject, predicate, value in zip(*[iter(triples)] * 3, strict=False):
                yield from ((subject, False), (predicate, True), (value, False))
                pair = _iri(_one_step(predicate), known), _iri(value, known)
                if all(pair):
                    out.pairs.add(pair)


def _one_step(path: Any) -> Any:
    """Return the property that a path of one step is; the path itself, where it has more."""
    while getattr(path, "name", "").startswith("Path") and "mod" not in path:
        held = path["part"]
        if not isinstance(held, list):
            path = held
        elif len(held) == 1:
            path = held[0]
        else:
            break
    return path


def _iri(part: Any, known: Mapping[str, str]) -> str:
    """Return the IRI that a part of a query is; empty where it is none."""
    if getattr(part, "name", "") == "pname":
        base = known.get(_prefix(part), "")
        return base + str(part["localname"]) if base else ""
    is_iri = type(part).__name__ == "URIRef" and str(part).startswith(("http://", "https://"))
    return str(part) if is_iri else ""


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
    """Finds names that look like another, and writes IRIs as a query does."""

    def __init__(self, engine: Engine, known: Mapping[str, str]) -> None:
        self.engine = engine
        # The longest first, so that actor: comes before what the debate's IRIs begin with.
        self.known = sorted(known.items(), key=lambda one: -len(one[1]))
        self.there: dict[str, set[str]] = {}

    def short(self, iri: str) -> str:
        for prefix, base in self.known:
            if base and iri.startswith(base):
                return f"{prefix}:{iri.removeprefix(base)}"
        return f"<{iri}>"

    def nowhere(self, iri: str) -> str:
        twin = self.twin(iri, self.beside(iri))
        close = [twin] if twin else self.close(iri)
        meant = did_you_mean([self.short(one) for one in close])
        told = f"{self.short(iri)} occurs neither in the ontology nor in this debate. {meant}"
        return told.strip()

    def close(self, iri: str) -> list[str]:
        """Return the name that looks most like another, where one does."""
        base = self.base(iri)
        names = [one.removeprefix(base) for one in sorted(self.beside(iri))]
        return [base + one for one in get_close_matches(iri.removeprefix(base), names, 1, 0.7)]

    def base(self, iri: str) -> str:
        return next((base for _, base in self.known if base and iri.startswith(base)), "")

    def misplaced(self, found: _Terms, there: set[str]) -> Iterator[str]:
        """Yield a sentence on what occurs, but not in this place, where its twin does."""
        for iri in sorted(found.predicates & there):
            twin = self.twin(iri, self.beside(iri))
            if twin and not self.holds(f"?s <{iri}> ?o") and self.holds(f"?s <{twin}> ?o"):
                yield f"{self.short(iri)} is no property. {did_you_mean([self.short(twin)])}"
        for one, other in sorted(found.pairs):
            if {one, other} <= there and not self.holds(f"?s <{one}> <{other}>"):
                twin = self.twin(other, self.beside(other))
                if twin and self.holds(f"?s <{one}> <{twin}>"):
                    yield (
                        f"{self.short(one)} never has the value {self.short(other)}. "
                        f"{did_you_mean([self.short(twin)])}"
                    )

    def twin(self, iri: str, others: set[str]) -> str:
        """Return what differs from a name by capitals alone."""
        return next((o for o in others if o != iri and o.casefold() == iri.casefold()), "")

    def holds(self, pattern: str) -> bool:
        return self.engine.ask(f"ASK {{ {pattern} }}")

    def beside(self, iri: str) -> set[str]:
        """Return the IRIs of the same namespace that the debate or the ontology has."""
        base = self.base(iri)
        if not base:
            return set()
        if base not in self.there:
            rows = self.engine.select(
                f"""SELECT DISTINCT ?term {{
                  {{ ?term a ?type }} UNION {{ SELECT DISTINCT ?term {{ ?s ?term ?o }} }}
                  FILTER (ISIRI(?term) && STRSTARTS(STR(?term), "{base}")) }}"""
            )
            self.there[base] = {
                row["term"].value for row in rows if "/" not in row["term"].value[len(base) :]
            }
        return self.there[base]

"""What opendebate's lessons use of pyoxigraph, where it is not to be had: in a browser.

It goes into the site of lessons under the name ``pyoxigraph``, whose interface it has; rdflib
answers the queries. A query may read this debate alone: nothing is fetched.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import rdflib
import rdflib.plugins.sparql
from rdflib.plugins.sparql import evaluate
from rdflib.plugins.sparql.sparql import FrozenDict
from rdflib.term import Identifier, Node

__version__ = "VERSION"  # of the library this stands for: what was built there is found here

_GRAPHS = re.compile(r"\b(graph|from)\b", re.IGNORECASE)
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def _join(left: Iterable[Any], right: Iterable[Any]) -> Iterator[Any]:
    """Join rows by what all of them bind; rdflib compares each with each."""
    ones, others = list(left), list(right)
    if not ones or not others:
        return
    shared = sorted(set.intersection(*map(set, ones)) & set.intersection(*map(set, others)))
    index: dict[tuple[Any, ...], list[Any]] = {}
    for row in others:
        index.setdefault(tuple(row[name] for name in shared), []).append(row)
    for row in ones:
        for other in index.get(tuple(row[name] for name in shared), ()):
            if row.compatible(other):
                yield row.merge(other)


def _eval_join(ctx: Any, join: Any) -> Iterable[Any]:
    """Join the parts of a query; a plain pattern is looked up for each row of the other part.

    rdflib reads first all that fits the pattern. Of a path such as ``(a|b/c*)?`` that is each
    thing with itself and all else that it reaches.
    """
    first, second = join.p1, join.p2
    if second.name != "BGP" and first.name == "BGP":
        first, second = second, first
    if second.name != "BGP":
        return _join(evaluate.evalPart(ctx, first), evaluate.evalPart(ctx, second))
    return (
        row.merge(other)
        for row in evaluate.evalPart(ctx, first)
        for other in evaluate.evalPart(ctx.thaw(row), second)
    )


def _hash(row: Any) -> int:
    """Return the hash of a row; rdflib's is the same for all rows that hold a thing twice."""
    return hash(frozenset(row.items()))


def settle() -> None:
    """Set rdflib up for a process of its own, and tell where built debates are: beside this."""
    os.environ.setdefault("OPENDEBATE_CACHE", str(Path(__file__).parent / "opendebate_built"))
    rdflib.NORMALIZE_LITERALS = False
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    # rdflib offers no other way to join and to compare rows in less than a minute.
    setattr(evaluate, "evalJoin", _eval_join)  # noqa: B010
    setattr(FrozenDict, "__hash__", _hash)  # noqa: B010
    # Literals that are no number or date of their type are data, too.
    warnings.filterwarnings("ignore", module=r"rdflib\.term")
    warnings.filterwarnings("ignore", "Dataset", DeprecationWarning)


@dataclass(frozen=True, slots=True)
class NamedNode:
    """An IRI."""

    value: str

    def __str__(self) -> str:
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True)
class BlankNode:
    """A node without an IRI."""

    value: str

    def __str__(self) -> str:
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True)
class DefaultGraph:
    """The graph without a name."""

    value: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a query."""

    value: str

    def __str__(self) -> str:
        return f"?{self.value}"


class Literal:
    """A text with a datatype or a language."""

    __slots__ = ("datatype", "language", "value")

    def __init__(
        self, value: object, *, datatype: NamedNode | None = None, language: str | None = None
    ) -> None:
        made = rdflib.Literal(value)
        self.value = str(made)
        self.language = language
        native = str(made.datatype) if made.datatype else _STRING
        self.datatype = NamedNode(_LANG_STRING) if language else datatype or NamedNode(native)

    def __str__(self) -> str:
        return str(_to_rdflib(self).n3())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Literal) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, NamedNode, str | None]:
        return self.value, self.datatype, self.language


Term = NamedNode | BlankNode | Literal


class Triple(NamedTuple):
    """A fact."""

    subject: Any
    predicate: Any
    object: Any

    def __str__(self) -> str:
        return " ".join(map(str, self))


class Quad(NamedTuple):
    """A fact in a graph."""

    subject: Any
    predicate: Any
    object: Any
    graph_name: Any = DefaultGraph()

    @property
    def triple(self) -> Triple:
        """The fact alone."""
        return Triple(*self[:3])


class RdfFormat(Enum):
    """Formats of facts, by rdflib's names for them."""

    N_QUADS = "nquads"
    N_TRIPLES = "nt"
    TRIG = "trig"
    TURTLE = "turtle"
    JSON_LD = "json-ld"
    RDF_XML = "xml"


class QueryBoolean:
    """The answer to ASK."""

    def __init__(self, value: bool) -> None:
        self.value = value

    def __bool__(self) -> bool:
        return self.value


class QueryTriples(list[Triple]):
    """The facts of CONSTRUCT and DESCRIBE."""


class QuerySolution:
    """A row of an answer."""

    def __init__(self, variables: list[Variable], terms: tuple[Any, ...]) -> None:
        self._names = {variable.value: place for place, variable in enumerate(variables)}
        self._terms = terms

    def __getitem__(self, key: int | str | Variable) -> Any:
        if isinstance(key, Variable):
            key = key.value
        return self._terms[self._names[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)


class QuerySolutions:
    """The rows of SELECT."""

    def __init__(self, variables: list[Variable], rows: Iterable[tuple[Any, ...]]) -> None:
        self.variables = variables
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[QuerySolution]:
        return self

    def __next__(self) -> QuerySolution:
        return QuerySolution(self.variables, next(self._rows))


class Store:
    """Facts in named graphs, in memory."""

    def __init__(self) -> None:
        self._held = rdflib.Dataset(default_union=True)
        self._union: rdflib.Graph | None = None

    def bulk_load(
        self,
        input: Any = None,  # noqa: A002 - pyoxigraph's names
        format: RdfFormat = RdfFormat.N_QUADS,  # noqa: A002
        *,
        lenient: bool = False,
    ) -> None:
        """Read facts from a file that is open, or from bytes; rdflib is lenient at all times."""
        self._union = None
        try:
            content = input if isinstance(input, bytes) else input.read()
            self._held.parse(data=content, format=format.value)
        except rdflib.exceptions.ParserError as error:
            raise SyntaxError(str(error)) from error

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add facts."""
        for quad in quads:
            self.add(quad)

    bulk_extend = extend

    def add(self, quad: Quad) -> None:
        """Add a fact."""
        self._union = None
        graph = self._held.graph(_to_rdflib(quad.graph_name))
        graph.add(tuple(map(_to_rdflib, quad[:3])))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Quad]:
        return self.quads_for_pattern(None, None, None, None)

    def quads_for_pattern(
        self,
        subject: Any,
        predicate: Any,
        object: Any,  # noqa: A002
        graph_name: Any = None,
    ) -> Iterator[Quad]:
        """Yield the facts that fit, each with its graph."""
        pattern: Any = tuple(
            None if one is None else _to_rdflib(one)
            for one in (subject, predicate, object, graph_name)
        )
        for *fact, graph in self._held.quads(pattern):
            named = DefaultGraph() if graph is None else NamedNode(str(graph))
            one, relation, other = map(_from_rdflib, fact)
            yield Quad(one, relation, other, named)

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of the graphs."""
        for graph in self._held.graphs():
            if len(graph) and graph.identifier != rdflib.graph.DATASET_DEFAULT_GRAPH_ID:
                yield NamedNode(str(graph.identifier))

    def query(
        self,
        query: str,
        *,
        use_default_graph_as_union: bool = True,
        prefixes: Mapping[str, str] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query; what is no query raises SyntaxError."""
        self._held.default_union = use_default_graph_as_union
        one = use_default_graph_as_union and not _GRAPHS.search(query)
        try:
            found = (self._whole() if one else self._held).query(query, initNs=prefixes or {})
            if found.type == "ASK":
                return QueryBoolean(bool(found.askAnswer))
            if found.type != "SELECT":
                return QueryTriples(Triple(*map(_from_rdflib, fact)) for fact in found.graph or ())
            names = found.vars or []
            rows = [tuple(_from_rdflib(row.get(name)) for name in names) for row in found.bindings]
        except OSError:
            raise
        except Exception as error:
            raise SyntaxError(f"{type(error).__name__}: {error}") from error
        return QuerySolutions([Variable(str(name)) for name in names], rows)

    def _whole(self) -> rdflib.Graph:
        """Return all facts in one graph, which answers much faster than a union of graphs."""
        if self._union is None:
            self._union = rdflib.Graph()
            for fact in self:
                self._union.add(tuple(map(_to_rdflib, fact[:3])))
        return self._union


def serialize(
    input: Iterable[Triple | Quad],  # noqa: A002 - pyoxigraph's names
    output: Any = None,
    format: RdfFormat = RdfFormat.N_TRIPLES,  # noqa: A002
    *,
    prefixes: Mapping[str, str] | None = None,
) -> bytes | None:
    """Write facts in a format, into a file that is open, or as bytes."""
    held = rdflib.Dataset() if format in (RdfFormat.N_QUADS, RdfFormat.TRIG) else rdflib.Graph()
    for prefix, iri in (prefixes or {}).items():
        held.bind(prefix, iri)
    for fact in input:
        terms = tuple(map(_to_rdflib, fact[:3]))
        if isinstance(held, rdflib.Dataset):
            named = getattr(fact, "graph_name", DefaultGraph())
            held.graph(_to_rdflib(named)).add(terms)
        else:
            held.add(terms)
    data = held.serialize(format=format.value, encoding="utf-8")
    if output is None:
        return data
    output.write(data)
    return None


def _to_rdflib(term: Any) -> Any:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, DefaultGraph):
        return rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if kind == _STRING else rdflib.URIRef(kind))


def _from_rdflib(term: Node | Identifier | None) -> Any:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    kind = NamedNode(str(term.datatype)) if term.datatype else None
    return Literal(str(term), datatype=kind, language=term.language)


if __name__ == "pyoxigraph":
    settle()

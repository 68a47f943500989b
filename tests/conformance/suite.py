"""The W3C's SPARQL 1.1 tests: manifests read, data put into a server of ours, answers compared.

Sources: W3C, SPARQL 1.1 test cases, and the vocabularies of test manifests and result sets.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import rdflib
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from starlette.testclient import TestClient

from opendebate.debate import Debate
from opendebate.engines.embedded import EmbeddedEngine
from opendebate.rdf.namespaces import Iris
from opendebate.serve.app import Site
from opendebate.serve.bounds import Bounds
from opendebate.serve.served_dataset import written_dataset

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
DEFAULT = "urn:x-test:default"
NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "double", "float")}
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
KINDS = {MF.QueryEvaluationTest, MF.CSVResultFormatTest}
_SUFFIXES = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML}
_RESULTS = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON,
            ".tsv": QueryResultsFormat.TSV}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A test of the suite.

    Attributes
    ----------
    name : str
    query, result : pathlib.Path
    data : tuple of pathlib.Path
        Of the default graph.
    graphs : tuple of (str, pathlib.Path)
        Named graphs.
    """

    name: str
    query: Path
    result: Path
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]


def cases(manifest: Path) -> Iterator[Case]:
    """Yield the tests of a manifest, and of those it includes, that ask and have a result.

    Tests of entailment regimes are left out: what is concluded here is concluded by our own rules.
    """
    graph = rdflib.Graph()
    graph.parse(manifest, publicID=manifest.as_uri())
    for included in graph.objects(None, MF.include):
        for one in Collection(graph, included):
            if local(one).exists():
                yield from cases(local(one))
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            regimes = graph.objects(graph.value(test, MF.action), SD.entailmentRegime)
            if set(graph.objects(test, RDF.type)) & KINDS and not any(regimes):
                yield _case(graph, test, manifest)


def _case(graph: rdflib.Graph, test: Any, manifest: Path) -> Case:
    action = graph.value(test, MF.action)
    named = []
    for one in graph.objects(action, QT.graphData):
        place = graph.value(one, QT.graph) or one
        named.append((str(place), local(place)))
    return Case(
        f"{manifest.parent.name}/{graph.value(test, MF.name)}",
        local(graph.value(action, QT.query)),
        local(graph.value(test, MF.result)),
        tuple(local(one) for one in graph.objects(action, QT.data)),
        tuple(named),
    )


def local(iri: Any) -> Path:
    """Return the file that an IRI of a manifest names."""
    return Path(unquote(urlsplit(str(iri)).path))


@contextmanager
def served(case: Case) -> Iterator[TestClient]:
    """Serve the data of a test."""
    store = Store()
    for path in case.data:
        store.extend(_quads(path, DEFAULT))
    for name, path in case.graphs:
        store.extend(_quads(path, name))
    debate = Debate(EmbeddedEngine(store, Iris("urn:x-test:")))
    with (
        written_dataset(debate) as place,
        TestClient(Site(place, Bounds(workers=1), log=False), base_url="http://127.0.0.1") as one,
    ):
        yield one


def _quads(path: Path, graph: str) -> Iterator[Quad]:
    form = _SUFFIXES[path.suffix]
    for one in parse(path=str(path), format=form, base_iri=path.as_uri()):
        yield Quad(one.subject, one.predicate, one.object, NamedNode(graph))


def answer(case: Case, client: TestClient) -> tuple[int, str, bytes]:
    """Return the status, type and body of a test's answer."""
    media = {".csv": "text/csv", ".tsv": "text/tab-separated-values",
             ".srx": "application/sparql-results+xml"}  # fmt: skip
    params: list[tuple[str, str | int | float | bool | None]] = []
    # What stands in a query relative to nothing is relative to its file.
    params.append(("query", f"BASE <{case.query.as_uri()}>\n{case.query.read_text('utf-8')}"))
    graphs = {name for name, _ in case.graphs}
    if any(True for path in case.data for _ in _quads(path, DEFAULT)):  # an empty one is none here
        params.append(("default-graph-uri", DEFAULT))
    params += [("named-graph-uri", name) for name in sorted(graphs)]
    kind = media.get(case.result.suffix, "application/sparql-results+json, text/turtle;q=0.9")
    found = client.get("/sparql", params=params, headers={"Accept": kind})
    return found.status_code, found.headers["content-type"].partition(";")[0], found.content


def agrees(case: Case, media: str, body: bytes) -> bool:
    """Tell whether an answer is the expected one."""
    suffix = case.result.suffix
    if suffix == ".csv":
        return _table(body) == _table(case.result.read_bytes())
    if media == "text/turtle":
        found, expected = rdflib.Graph(), rdflib.Graph()
        found.parse(data=body, format="turtle")
        expected.parse(case.result, publicID=case.result.as_uri())
        return isomorphic(found, expected)
    forms = {"results+xml": QueryResultsFormat.XML, "separated-values": QueryResultsFormat.TSV}
    form = next((f for end, f in forms.items() if media.endswith(end)), QueryResultsFormat.JSON)
    return _rows(parse_query_results(body, format=form)) == _expected(case.result)


def _table(raw: bytes) -> object:
    names, *rows = csv.reader(io.StringIO(raw.decode()))  # SELECT * leaves their order free
    return sorted(sorted(zip(names, map(_cell, row), strict=True)) for row in rows), sorted(names)


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_"
    try:
        return repr(float(text))
    except ValueError:
        return text


def _rows(found: QuerySolutions | QueryBoolean) -> object:
    """Return rows in no order, with all blank nodes taken for one."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = sorted(variable.value for variable in found.variables)
    return Counter(
        tuple((name, _plain(row[name])) for name in names if row[name] is not None) for row in found
    )


def _plain(term: Any) -> str:
    """Return a term so that equal values are equal: 1.0 and 1 of one type, and blank nodes."""
    if isinstance(term, BlankNode):
        return "_"
    if isinstance(term, Literal) and term.datatype.value in NUMBERS:
        try:
            return f"{float(term.value)!r}^^{term.datatype}"
        except ValueError:
            pass
    return str(term)


def _expected(path: Path) -> object:
    if path.suffix in _RESULTS:
        return _rows(parse_query_results(path.read_bytes(), format=_RESULTS[path.suffix]))
    graph = rdflib.Graph()
    graph.parse(path, publicID=path.as_uri())
    (whole,) = graph.subjects(RDF.type, RS.ResultSet)
    told = graph.value(whole, RS.boolean)
    if told is not None:
        return bool(told.toPython())  # type: ignore[attr-defined]
    rows = []
    for solution in graph.objects(whole, RS.solution):
        cells = {}
        for binding in graph.objects(solution, RS.binding):
            cells[str(graph.value(binding, RS.variable))] = graph.value(binding, RS.value)
        rows.append(tuple((name, _written(cells[name])) for name in sorted(cells)))
    return Counter(rows)


def _written(term: Any) -> str:
    """Return a term of rdflib as pyoxigraph writes it."""
    if isinstance(term, rdflib.BNode):
        return "_"
    (one,) = parse(f"<urn:s> <urn:p> {term.n3()} .", format=RdfFormat.N_TRIPLES)
    return _plain(one.object)

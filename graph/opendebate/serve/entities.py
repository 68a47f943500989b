"""Every thing at the path of its IRI: a page for people, facts for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from opendebate.ask.entities import find, kind_of
from opendebate.ask.render_trace import tell_trace
from opendebate.engines.engine import values_block
from opendebate.errors import OpenDebateError, UnknownName
from opendebate.rdf.namespaces import PREFIXES
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, TYPES, best
from opendebate.serve.jobs import Job
from opendebate.serve.pages import Pages
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import is_known, problem, tag, tagged, unchanged
from opendebate.serve.served_dataset import Prepared
from opendebate.serve.sparql_endpoint import Answers, while_connected

if TYPE_CHECKING:
    from opendebate.ask.description import Card
    from opendebate.ask.entities import Thing
    from opendebate.ask.text_tree import Branch

_HTML = {"text/html": "html", "application/xhtml+xml": "html"}
_SUFFIXES = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".json": "jsonld",
             ".html": "html"}  # fmt: skip
_ONTOLOGY = PREFIXES["od"].removesuffix("ontology#")
_VOCABULARIES = ("ontology", "vocabularies")
_CONSTRUCT = "CONSTRUCT {{ ?s ?p ?o }} {{ {pattern} }}"


@dataclass(frozen=True, slots=True)
class Told:
    """A thing as its page tells it.

    Attributes
    ----------
    kind, name, iri, path : str
    card : Card or None
        What `show` tells, where it tells anything.
    trace : Branch or None
        The trace as a tree of text, where there is one.
    facts : list of (str, str)
        Of what is neither shown nor traced: properties and values.
    """

    kind: str
    name: str
    iri: str
    path: str
    card: Card | None
    trace: Branch | None
    facts: list[tuple[str, str]]


class Things:
    """The pages and facts of things: of all that has an IRI below the debate's.

    Parameters
    ----------
    prepared : Prepared
    answers : Answers
    pages : Pages
    rendering : Rendering
    """

    def __init__(
        self, prepared: Prepared, answers: Answers, pages: Pages, rendering: Rendering
    ) -> None:
        self.prepared, self.answers, self.pages = prepared, answers, pages
        self.rendering = rendering
        self.base = prepared.debate.iris.base

    async def answer(self, request: Request) -> Response:
        """Answer a request for a thing."""
        path = request.path_params["path"]
        suffix = next((one for one in _SUFFIXES if path.endswith(one)), "")
        path = path.removesuffix(suffix)
        accept = request.headers.get("accept")
        form = _SUFFIXES.get(suffix) or best(accept, {**_HTML, **FACTS}) or "turtle"
        try:
            found = await while_connected(request, self._found(request, path, form))
        except ValueError:
            return problem(UnknownName("thing", path[:200]), 404)
        except OpenDebateError as error:
            return problem(error)
        return found or Response(status_code=499)

    async def facts(self, request: Request, path: str, form: str) -> Response:
        """Answer with what is stated of the thing at a path, and of what refers to it."""
        mark = tag(self.prepared.digest, path, form)
        if is_known(request, mark):
            return unchanged(mark)
        sparql = _CONSTRUCT.format(pattern=self._pattern(path))
        job = Job(sparql, None, form, checked=True)
        found = await self.answers.of(job, client_of(request.scope))
        return tagged(found.body, TYPES[found.media], mark)

    async def _found(self, request: Request, path: str, form: str) -> Response:
        engine, iri = self.prepared.debate.engine, self._iri(path)
        is_there = f"{{ {values_block('s', [iri])} {{ ?s ?p ?o }} UNION {{ GRAPH ?s {{ }} }} }}"
        if not path or not engine.ask(f"ASK {is_there}"):
            raise await self.rendering.do(client_of(request.scope), lambda: self._unknown(path))
        if form != "html":
            return await self.facts(request, path, form)
        mark = tag(self.prepared.digest, path, form)
        if is_known(request, mark):
            return unchanged(mark)
        client = client_of(request.scope)
        made = await self.rendering.page(("thing", path), client, lambda: self._page(path).encode())
        return self.pages.tagged(made, mark)

    def _iri(self, path: str) -> NamedNode:
        """Return what is at a path; the ontology is here, too, whose IRI is not the debate's."""
        return NamedNode((_ONTOLOGY if path in _VOCABULARIES else self.base) + path)

    def _pattern(self, path: str) -> str:
        """Return the pattern of the facts of a thing, of a graph, or of a vocabulary's terms."""
        iri = self._iri(path)
        if iri.value in self.prepared.known["known"]:
            return f"GRAPH {iri} {{ ?s ?p ?o }}"
        if path in _VOCABULARIES:
            return f'?s ?p ?o FILTER(?s = {iri} || STRSTARTS(STR(?s), "{iri.value}#"))'
        return f"{{ BIND({iri} AS ?s) ?s ?p ?o }} UNION {{ BIND({iri} AS ?o) ?s ?p ?o }}"

    def _unknown(self, path: str) -> UnknownName:
        """Return the error for a path that no thing has, with names that look like it."""
        try:
            find(self.prepared.debate.engine, path.rpartition("/")[2] or path)
        except UnknownName as error:
            return error
        except OpenDebateError:
            pass
        return UnknownName("thing", path[:200])

    def _page(self, path: str) -> str:
        return self.pages.thing(self.told(path))

    def told(self, path: str) -> Told:
        """Return what the page of a thing tells."""
        debate, iri = self.prepared.debate, self._iri(path).value
        kind = kind_of(debate.engine, iri)
        card, trace, name = None, None, path
        if kind:
            thing: Thing = find(debate.engine, iri)
            name = thing.name
            if kind != "statement":
                card = debate.show(iri)
            if kind != "context":
                trace = tell_trace(debate.trace(iri))
        facts = [] if card else self._graph(iri) or self._properties(iri)
        return Told(kind or path.partition("/")[0], name, iri, path, card, trace, facts)

    def _graph(self, iri: str) -> list[tuple[str, str]]:
        """Return what the page of a graph tells; nothing for anything else."""
        if iri not in self.prepared.known["known"]:
            return []
        engine = self.prepared.debate.engine
        rows: Any = engine.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        return [("facts in this graph", row["n"].value) for row in rows]

    def _properties(self, iri: str) -> list[tuple[str, str]]:
        here = values_block("thing", [NamedNode(iri)])
        rows: Any = self.prepared.debate.engine.select(
            f"SELECT ?p ?label ?o {{ {here} ?thing ?p ?o OPTIONAL {{ ?p rdfs:label ?label }} }}"
            " ORDER BY ?p ?o"
        )
        return [
            (row["label"].value if row["label"] else row["p"].value, row["o"].value) for row in rows
        ]

"""Each entity at the path of its IRI: a page for people, facts for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from opendebate.ask.entities import find, kind_of, wide_topics
from opendebate.ask.render_trace import render_trace
from opendebate.engines.engine import values_block
from opendebate.errors import AmbiguousName, UnknownName
from opendebate.rdf.namespaces import PREFIXES
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import FACTS, MEDIA_TYPES, preferred_form
from opendebate.serve.jobs import Job
from opendebate.serve.pages import Pages
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import cacheable, new_etag, problem
from opendebate.serve.served_dataset import ServedDataset
from opendebate.serve.sparql_endpoint import AnswerCache, while_connected
from opendebate.serve.stories import Stories
from opendebate.site.debate_index import KINDS

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.ask.text_tree import Branch
    from opendebate.site.page_content import EntityContent

_HTML = {"text/html": "html", "application/xhtml+xml": "html"}
_SUFFIXES = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".json": "jsonld",
             ".html": "html"}  # fmt: skip
_ONTOLOGY = PREFIXES["od"].removesuffix("ontology#")
_VOCABULARIES = ("ontology", "vocabularies")
# What people type who look for all entities of a kind, or for all data → advice, and paths.
_OF_OTHERS = {
    word: (
        f"The address of one {kind} is /{kind}/ and its id. The page of the debate has all.",
        "/",
    )
    for kind in KINDS
    for word in (kind, "policies" if kind == "policy" else f"{kind}s")
} | dict.fromkeys(
    ("data", "dataset", "dump", "download"),
    ("The data are described, with the addresses of all formats, at /void.", "/void"),
)
_CONSTRUCT = "CONSTRUCT {{ ?s ?p ?o }} {{ {pattern} }}"


@dataclass(frozen=True, slots=True)
class EntityDetails:
    """What the page of an entity shows.

    Attributes
    ----------
    kind, name, iri, path : str
    content : EntityContent or None
        What the page says; None for what has no page on the static site, such as a statement.
    trace : Branch or None
        The trace of a statement as a tree of text.
    facts : list of (str, str)
        Properties and values, if there is no content.
    """

    kind: str
    name: str
    iri: str
    path: str
    content: EntityContent | None
    trace: Branch | None
    facts: list[tuple[str, str]]


class _Absent(UnknownName):
    """Nothing has the IRI of this path; `see` has the paths of entities of similar names."""

    def __init__(
        self, path: str, close: Sequence[str], paths: Sequence[str], advice: str = ""
    ) -> None:
        self.see = [path for path in paths if path]
        super().__init__("entity", path, close, advice=advice)


class Entities:
    """The pages and facts of all that has an IRI below the debate's."""

    def __init__(
        self, dataset: ServedDataset, answers: AnswerCache, pages: Pages, rendering: Rendering
    ) -> None:
        self.dataset, self.answers, self.pages = dataset, answers, pages
        self.rendering = rendering
        self.base = dataset.debate.iris.base
        self.stories = Stories(dataset, pages, rendering)
        self.wide_topics = {f"topic/{one.id}": one for one in wide_topics(dataset.debate.engine)}

    async def answer(self, request: Request) -> Response:
        """Answer a request for an entity, a graph or a vocabulary."""
        path = request.path_params["path"]
        suffix = next((ending for ending in _SUFFIXES if path.endswith(ending)), "")
        path = path.removesuffix(suffix)
        accept = request.headers.get("accept")
        form = _SUFFIXES.get(suffix) or preferred_form(accept, {**_HTML, **FACTS}) or "turtle"
        try:
            return await while_connected(request, self._response(request, path, form))
        except ValueError:
            return problem(UnknownName("entity", path[:200]), 404)

    async def facts(self, request: Request, path: str, form: str) -> Response:
        """Answer with the facts about the entity at a path, and those that refer to it."""
        etag = new_etag(request, self.dataset.digest, path, form)
        sparql = _CONSTRUCT.format(pattern=self._pattern(path))
        job = Job(sparql, None, form, checked=True)
        answer = await self.answers.answer(job, client_of(request.scope))
        return cacheable(answer.body, MEDIA_TYPES[answer.media], etag)

    async def _response(self, request: Request, path: str, form: str) -> Response:
        if path.startswith("story/"):
            story = await self.stories.answer(request, path, form)
            if story is not None:
                return story
        engine, iri = self.dataset.debate.engine, self._iri(path)
        pattern = f"{{ {values_block('s', [iri])} {{ ?s ?p ?o }} UNION {{ GRAPH ?s {{ }} }} }}"
        if not path or not engine.ask(f"ASK {pattern}"):
            raise await self.rendering.do(client_of(request.scope), lambda: self._unknown(path))
        if form != "html":
            return await self.facts(request, path, form)
        etag = new_etag(request, self.dataset.digest, path, form)
        client = client_of(request.scope)
        page = await self.rendering.page(
            ("entity", path), client, lambda: self._page(path).encode()
        )
        return self.pages.cacheable(page, etag)

    def _iri(self, path: str) -> NamedNode:
        """Return the IRI for a path; the ontology's does not begin with the debate's."""
        if path in self.wide_topics:
            return NamedNode(self.wide_topics[path].iri)
        return NamedNode((_ONTOLOGY if path in _VOCABULARIES else self.base) + path)

    def _pattern(self, path: str) -> str:
        """Return the pattern of the facts of an entity, a graph, or a vocabulary's terms."""
        iri = self._iri(path)
        if iri.value in self.dataset.context["graph_iris"]:
            return f"GRAPH {iri} {{ ?s ?p ?o }}"
        if path in _VOCABULARIES:
            return f'?s ?p ?o FILTER(?s = {iri} || STRSTARTS(STR(?s), "{iri.value}#"))'
        return f"{{ BIND({iri} AS ?s) ?s ?p ?o }} UNION {{ BIND({iri} AS ?o) ?s ?p ?o }}"

    def _unknown(self, path: str) -> _Absent:
        """Return the error for an unknown path, with the paths of entities of similar names."""
        if path in _OF_OTHERS:
            advice, *see = _OF_OTHERS[path]
            return _Absent(path, (), see, advice)
        engine, name = self.dataset.debate.engine, path.rpartition("/")[2] or path
        try:
            ids: Sequence[str] = (find(engine, name).id,)
        except UnknownName as error:
            ids = error.close
        except AmbiguousName as error:
            ids = error.ids
        return _Absent(
            path[:200], ids, [self.pages.local(find(engine, close).iri) for close in ids]
        )

    def _page(self, path: str) -> str:
        return self.pages.entity(self.details(path))

    def details(self, path: str) -> EntityDetails:
        """Return what the page of an entity shows."""
        debate, iri = self.dataset.debate, self._iri(path).value
        kind = "topic" if path in self.wide_topics else kind_of(debate.engine, iri)
        content, trace, name = None, None, path
        if kind:
            entity: Entity = self.wide_topics.get(path) or find(debate.engine, iri)
            name = entity.name
            if kind in KINDS:
                content = self.pages.contents.of(entity)
            elif kind == "statement":
                trace = render_trace(debate.trace(iri))
        facts = [] if content else self._graph(iri) or self._properties(iri)
        return EntityDetails(kind or path.partition("/")[0], name, iri, path, content, trace, facts)

    def _graph(self, iri: str) -> list[tuple[str, str]]:
        """Return what the page of a graph shows; an empty list for anything else."""
        if iri not in self.dataset.context["graph_iris"]:
            return []
        engine = self.dataset.debate.engine
        rows: Any = engine.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        return [("facts in this graph", row["n"].value) for row in rows]

    def _properties(self, iri: str) -> list[tuple[str, str]]:
        binding = values_block("entity", [NamedNode(iri)])
        rows: Any = self.dataset.debate.engine.select(
            f"SELECT ?p ?label ?o {{ {binding} ?entity ?p ?o OPTIONAL {{ ?p rdfs:label ?label }} }}"
            " ORDER BY ?p ?o"
        )
        return [
            (row["label"].value if row["label"] else row["p"].value, row["o"].value) for row in rows
        ]

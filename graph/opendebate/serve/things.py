"""Every thing at the path of its IRI: a page for people, facts for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from opendebate.ask.engine import KINDS, values
from opendebate.ask.tell import tell_trace
from opendebate.ask.things import find, kind_of
from opendebate.errors import OpenDebateError, UnknownName
from opendebate.serve.answers import is_known, problem, tag, tagged, unchanged
from opendebate.serve.negotiate import FACTS, TYPES, best
from opendebate.serve.pages import Pages
from opendebate.serve.place import Prepared
from opendebate.serve.pool import Job
from opendebate.serve.sparql import Answers, while_connected

if TYPE_CHECKING:
    from opendebate.ask.show import Card
    from opendebate.ask.things import Thing
    from opendebate.ask.tree import Branch

_HTML = {"text/html": "html", "application/xhtml+xml": "html"}
_SUFFIXES = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".html": "html"}
PATHS = (*KINDS, "argument")


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
    """The pages and facts of things.

    Parameters
    ----------
    prepared : Prepared
    answers : Answers
    pages : Pages
    """

    def __init__(self, prepared: Prepared, answers: Answers, pages: Pages) -> None:
        self.prepared, self.answers, self.pages = prepared, answers, pages
        self.base = prepared.debate.iris.base

    async def answer(self, request: Request) -> Response:
        """Answer a request for a thing."""
        path = f"{request.path_params['kind']}/{request.path_params['rest']}"
        suffix = next((one for one in _SUFFIXES if path.endswith(one)), "")
        path = path.removesuffix(suffix)
        accept = request.headers.get("accept")
        form = _SUFFIXES.get(suffix) or best(accept, {**_HTML, **FACTS}) or "turtle"
        try:
            iri = NamedNode(self.base + path)
            mark = tag(self.prepared.digest, path, form)
            if not self.prepared.debate.engine.ask(f"ASK {{ {values('s', [iri])} ?s ?p ?o }}"):
                raise await run_in_threadpool(self._unknown, path)
            if is_known(request, mark):
                return unchanged(mark)
            if form == "html":
                body = await run_in_threadpool(self._page, path)
                return self.pages.tagged(body, mark)
            return await self._facts(request, iri, form, mark)
        except ValueError:
            return problem(UnknownName("thing", path[:200]), 404)
        except OpenDebateError as error:
            return problem(error)

    async def _facts(self, request: Request, iri: NamedNode, form: str, mark: str) -> Response:
        here = values("thing", [iri])
        sparql = (
            "CONSTRUCT { ?thing ?p ?o . ?s ?q ?thing } "
            f"{{ {here} {{ ?thing ?p ?o }} UNION {{ ?s ?q ?thing }} }}"
        )
        work = self.answers.of(Job(sparql, None, form, checked=True))
        found = await while_connected(request, work)
        if found is None:
            return Response(status_code=499)
        return tagged(found.body, TYPES[found.media], mark)

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
        debate, iri = self.prepared.debate, self.base + path
        kind = kind_of(debate.engine, iri)
        card, trace, name = None, None, path
        if kind:
            thing: Thing = find(debate.engine, iri)
            name = thing.name
            if kind != "statement":
                card = debate.show(iri)
            if kind != "context":
                trace = tell_trace(debate.trace(iri))
        facts = [] if card else self._properties(iri)
        return Told(kind or path.partition("/")[0], name, iri, path, card, trace, facts)

    def _properties(self, iri: str) -> list[tuple[str, str]]:
        here = values("thing", [NamedNode(iri)])
        rows: Any = self.prepared.debate.engine.select(
            f"SELECT ?p ?label ?o {{ {here} ?thing ?p ?o OPTIONAL {{ ?p rdfs:label ?label }} }}"
            " ORDER BY ?p ?o"
        )
        return [
            (row["label"].value if row["label"] else row["p"].value, row["o"].value) for row in rows
        ]

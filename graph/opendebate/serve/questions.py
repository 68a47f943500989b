"""The named questions as addresses: JSON and CSV for programs, a page for people."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from opendebate.ask.questions import Question, names, question
from opendebate.engines.rows import Rows
from opendebate.errors import OpenDebateError
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import best
from opendebate.serve.jobs import Job
from opendebate.serve.pages import Pages
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import is_known, problem, tag, tagged, unchanged
from opendebate.serve.served_dataset import Prepared
from opendebate.serve.sparql_endpoint import Answers, while_connected
from opendebate.version import __version__

_FORMS = {"text/html": "html", "application/json": "json", "text/csv": "csv"}


class Questions:
    """``/q/NAME``, with the parameters of the question.

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

    async def list(self, request: Request) -> Response:
        """Answer with the page that lists the questions."""
        mark = tag(self.prepared.digest, "questions")
        if is_known(request, mark):
            return unchanged(mark)
        return self.pages.tagged(self.pages.questions([question(one) for one in names()]), mark)

    async def answer(self, request: Request) -> Response:
        """Answer a question."""
        name, _, suffix = request.path_params["name"].partition(".")
        form = suffix or best(request.headers.get("accept"), _FORMS) or "json"
        try:
            found = await while_connected(request, self._found(request, question(name), form))
        except OpenDebateError as error:
            return problem(error)
        return found or Response(status_code=499)

    async def _found(self, request: Request, asked: Question, form: str) -> Response:
        client, do = client_of(request.scope), self.rendering.do
        given = {key: value for key, value in request.query_params.items() if value}
        engine = self.prepared.debate.engine
        sparql = await do(client, lambda: asked.with_values(engine, given))
        mark = tag(self.prepared.digest, sparql, form)
        if is_known(request, mark):
            return unchanged(mark)
        found = await self.answers.of(Job(sparql, "json", None, checked=True), client)
        body, media = await do(client, lambda: self._told(found.body, asked, given, form))
        if form == "html":
            return self.pages.tagged(body, mark)
        return tagged(body, media, mark)

    def _told(
        self, body: bytes, asked: Question, given: dict[str, str], form: str
    ) -> tuple[str, str]:
        """Return rows in a form, and its media type."""
        rows = _rows(body)
        if form == "html":
            return self.pages.question(asked, given, rows), "text/html"
        if form == "csv":
            return rows.to_csv(), "text/csv; charset=utf-8"
        return json.dumps(rows.to_dicts(), ensure_ascii=False) + "\n", "application/json"


def _rows(body: bytes) -> Rows:
    """Return rows of a worker as Python reads them."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return Rows.of(found)


def openapi(title: str) -> dict[str, Any]:
    """Return the description of all questions, for programs: OpenAPI 3.1."""
    found: dict[str, Any] = {}
    for name in names():
        asked = question(name)
        for suffix, media in (("json", "application/json"), ("csv", "text/csv")):
            found[f"/q/{name}.{suffix}"] = {"get": _operation(asked, suffix, media)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": __version__,
            "description": "Named questions on a debate: who argues what, why, and where.",
        },
        "paths": found,
    }


def _operation(asked: Question, suffix: str, media: str) -> dict[str, Any]:
    rows = (
        {"type": "array", "items": {"type": "object"}} if suffix == "json" else {"type": "string"}
    )
    wrong = {"description": "What is wrong, and what to do.",
             "content": {"application/problem+json": {"schema": {"type": "object"}}}}  # fmt: skip
    return {
        "operationId": f"{asked.name}-{suffix}",
        "summary": asked.title,
        "description": asked.description,
        "parameters": [_parameter(one) for one in asked.parameters],
        "responses": {
            "200": {"description": "The rows.", "content": {media: {"schema": rows}}},
            "400": wrong,
            "404": wrong,
            "503": wrong,
        },
    }


def _parameter(one: Any) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if one.kind == "number" else "string"}
    schema |= {"enum": list(one.choices)} if one.choices else {}
    schema |= {"default": one.default} if one.default else {}
    return {"name": one.name, "in": "query", "required": False, "description": one.help,
            "schema": schema}  # fmt: skip

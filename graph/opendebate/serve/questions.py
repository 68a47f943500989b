"""Each named question at its address: JSON and CSV for programs, a page for people."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from opendebate.ask.questions import Question, names, question
from opendebate.engines.rows import Rows
from opendebate.errors import UnknownName
from opendebate.serve.client_access import client_of
from opendebate.serve.content_negotiation import preferred_form
from opendebate.serve.jobs import Job
from opendebate.serve.pages import Pages
from opendebate.serve.rendering import Rendering
from opendebate.serve.responses import cacheable, new_etag, problem
from opendebate.serve.served_dataset import ServedDataset
from opendebate.serve.sparql_endpoint import AnswerCache, while_connected
from opendebate.version import __version__

_FORMS = {"text/html": "html", "application/json": "json", "text/csv": "csv"}


class QuestionPages:
    """The list at ``/q``, and the questions at ``/q/NAME``, with their parameters."""

    def __init__(
        self, dataset: ServedDataset, answers: AnswerCache, pages: Pages, rendering: Rendering
    ) -> None:
        self.dataset, self.answers, self.pages = dataset, answers, pages
        self.rendering = rendering

    async def list(self, request: Request) -> Response:
        """Answer with the page that lists the questions."""
        etag = new_etag(request, self.dataset.digest, "questions")
        return self.pages.cacheable(
            self.pages.questions([question(name) for name in names()]), etag
        )

    async def answer(self, request: Request) -> Response:
        """Answer a question."""
        name, _, suffix = request.path_params["name"].partition(".")
        form = suffix or preferred_form(request.headers.get("accept"), _FORMS) or "json"
        try:
            return await while_connected(request, self._response(request, question(name), form))
        except UnknownName as error:
            is_question = error.kind == "question"
            return problem(error, see=[f"/q/{name}" for name in error.close if is_question])

    async def _response(self, request: Request, named_question: Question, form: str) -> Response:
        client, do = client_of(request.scope), self.rendering.do
        values = {key: value for key, value in request.query_params.items() if value}
        engine = self.dataset.debate.engine
        sparql = await do(client, lambda: named_question.with_values(engine, values))
        etag = new_etag(request, self.dataset.digest, sparql, form)
        answer = await self.answers.answer(Job(sparql, "json", None, checked=True), client)
        body, media = await do(
            client, lambda: self._in_form(answer.body, named_question, values, form)
        )
        if form == "html":
            return self.pages.cacheable(body, etag)
        return cacheable(body, media, etag)

    def _in_form(
        self, body: bytes, named_question: Question, values: dict[str, str], form: str
    ) -> tuple[str, str]:
        """Return rows in a form, and its media type."""
        rows = _rows(body)
        if form == "html":
            return self.pages.question(named_question, values, rows), "text/html"
        if form == "csv":
            return rows.to_csv(), "text/csv; charset=utf-8"
        return json.dumps(rows.to_dicts(), ensure_ascii=False) + "\n", "application/json"


def _rows(body: bytes) -> Rows:
    """Parse the rows that a worker returned."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    solutions = parse_query_results(body, format=QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)
    return Rows.of(solutions)


def openapi(title: str) -> dict[str, Any]:
    """Return the description of all questions, for programs: OpenAPI 3.1."""
    paths: dict[str, Any] = {}
    for name in names():
        named_question = question(name)
        for suffix, media in (("json", "application/json"), ("csv", "text/csv")):
            paths[f"/q/{name}.{suffix}"] = {"get": _operation(named_question, suffix, media)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": __version__,
            "description": "Named questions on a debate: who argues what, why, and where.",
        },
        "paths": paths,
    }


def _operation(named_question: Question, suffix: str, media: str) -> dict[str, Any]:
    rows = (
        {"type": "array", "items": {"type": "object"}} if suffix == "json" else {"type": "string"}
    )
    error = {"description": "What is wrong, and what to do.",
             "content": {"application/problem+json": {"schema": {"type": "object"}}}}  # fmt: skip
    return {
        "operationId": f"{named_question.name}-{suffix}",
        "summary": named_question.title,
        "description": named_question.description,
        "parameters": [_parameter(parameter) for parameter in named_question.parameters],
        "responses": {
            "200": {"description": "The rows.", "content": {media: {"schema": rows}}},
            "400": error,
            "404": error,
            "503": error,
        },
    }


def _parameter(parameter: Any) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.kind == "number" else "string"}
    schema |= {"enum": list(parameter.choices)} if parameter.choices else {}
    schema |= {"default": parameter.default} if parameter.default else {}
    return {"name": parameter.name, "in": "query", "required": False, "description": parameter.help,
            "schema": schema}  # fmt: skip

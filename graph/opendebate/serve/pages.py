"""The pages of the server, but for the explorer: made from templates in which all is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from opendebate.ask.questions import Question
from opendebate.engines.rows import Rows
from opendebate.serve.responses import FRESH
from opendebate.views.page_security import content_policy, plain

if TYPE_CHECKING:
    from opendebate.debate import Debate
    from opendebate.serve.entities import Told

FOLDER = Path(__file__).parent / "templates"
MOST_ROWS = 500  # of a table on a page
MOST_NODES = 60  # of a picture of rows


class Pages:
    """Makes pages.

    Parameters
    ----------
    debate : Debate
    """

    def __init__(self, debate: Debate) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        self.debate = debate
        self.environment = Environment(
            autoescape=True, loader=FileSystemLoader(FOLDER), trim_blocks=True, lstrip_blocks=True,
            undefined=StrictUndefined,
        )  # fmt: skip
        self.environment.filters["plain"] = plain
        self.environment.filters["local"] = self.local
        self.style = (FOLDER / "page.css").read_text("utf-8")
        self.script = (FOLDER / "sparql.js").read_text("utf-8")
        same = content_policy((), (self.style,)).replace("form-action 'none'", "form-action 'self'")
        self.policy = same
        # The page for queries sends them to this server, and to no other.
        self.asking = same.replace("script-src 'none'", _script(self.script))
        self.asking += "; connect-src 'self'"

    def local(self, iri: str) -> str:
        """Return the path of a thing of the debate here; empty for anything else."""
        path = iri.removeprefix(self.debate.iris.base)
        # What begins with another slash would be an address on another host.
        return f"/{path}" if path != iri and re.match(r"[^/\\\s]+/", path) else ""

    def tagged(self, page: str | bytes, mark: str, policy: str = "") -> Response:
        """Return a page that may be kept, under its tag."""
        headers = {
            "ETag": mark,
            "Cache-Control": FRESH,
            "Vary": "Accept",
            "Content-Security-Policy": policy or self.policy,
        }
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    def thing(self, told: Told) -> str:
        """Return the page of a thing."""
        return self._render("thing.html", told=told, title=told.name)

    def problem(self, told: Mapping[str, Any]) -> str:
        """Return the page of an error."""
        return self._render(
            "problem.html", told={"where": "", "detail": "", **told}, title=told["title"]
        )

    def questions(self, asked: Sequence[Question]) -> str:
        """Return the page that lists the questions."""
        return self._render("questions.html", asked=asked, title="Questions")

    def question(self, asked: Question, given: Mapping[str, str], rows: Rows) -> str:
        """Return the page of a question, with its rows."""
        return self._render(
            "question.html", asked=asked, given=given, rows=rows[:MOST_ROWS], n=len(rows),
            title=asked.title, most=MOST_ROWS,
        )  # fmt: skip

    def sparql(self, query: str, asked: Sequence[Question]) -> str:
        """Return the page for queries."""
        return self._render(
            "sparql.html", query=query, asked=asked, script=self.script, title="SPARQL",
            base=self.debate.iris.base, most_rows=MOST_ROWS, most_nodes=MOST_NODES,
        )  # fmt: skip

    def _render(self, template: str, **values: Any) -> str:
        from markupsafe import Markup

        values["script"] = Markup(values.get("script", ""))  # noqa: S704 - our own file
        return self.environment.get_template(template).render(
            debate=self.debate,
            style=Markup(self.style),  # noqa: S704 - our own file
            **values,
        )


def _script(text: str) -> str:
    return content_policy((text,), ()).split("; ")[1]

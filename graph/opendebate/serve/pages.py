"""The pages of the server, except the explorer, from templates that escape all values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from opendebate.ask.questions import Question
from opendebate.engines.rows import Rows
from opendebate.serve.responses import CACHE_CONTROL
from opendebate.site.debate_index import DebateIndex
from opendebate.site.entity_content import EntityContents
from opendebate.site.previews import FOLDER as SITE_TEMPLATES
from opendebate.site.site_pages import entity_environment
from opendebate.site.story_content import story_contents
from opendebate.views.map.map_model import debate_map
from opendebate.views.page_security import content_policy

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.debate import Debate
    from opendebate.serve.entities import EntityDetails
    from opendebate.site.page_content import StoryContent

FOLDER = Path(__file__).parent / "templates"
MAX_ROWS = 500  # of a table on a page
MAX_NODES = 60  # of a network of rows


class Pages:
    """Renders the templates of the pages."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.environment = entity_environment(FOLDER)
        self.environment.filters["local"] = self.local
        sheets = (SITE_TEMPLATES / "site.css", FOLDER / "page.css")
        self.style = "".join(sheet.read_text("utf-8") for sheet in sheets)
        self.script = (FOLDER / "sparql.js").read_text("utf-8")
        policy = content_policy((), (self.style,)).replace(
            "form-action 'none'", "form-action 'self'"
        )
        self.policy = policy
        # The page for queries sends them to this server, and to no other.
        self.query_page_policy = policy.replace("script-src 'none'", _script_policy(self.script))
        self.query_page_policy += "; connect-src 'self'"

    @cached_property
    def contents(self) -> EntityContents:
        """What the pages of entities say: the same as those of the static site."""
        return EntityContents(DebateIndex(self.debate.engine))

    @cached_property
    def stories(self) -> dict[str, StoryContent]:
        """What the pages of stories say, by their paths, which are those of the static site."""
        shown = debate_map(self.debate.engine)
        return {content.key: content for content in story_contents(self.contents, shown)}

    def path_of(self, entity: Entity) -> str:
        """Return the path of an entity's page on this server; empty where it has none."""
        index = self.contents.index
        if entity.iri in index.wide_topics:
            return f"/{index.key(entity)}"
        return self.local(entity.iri)

    def local(self, iri: str) -> str:
        """Return the path of an IRI of the debate on this server; empty for any other IRI."""
        path = iri.removeprefix(self.debate.iris.base)
        # What begins with another slash would be an address on another host.
        return f"/{path}" if path != iri and re.match(r"[^/\\\s]+/", path) else ""

    def cacheable(self, page: str | bytes, etag: str, policy: str = "") -> Response:
        """Return a response with a page that clients may cache."""
        headers = {
            "ETag": etag,
            "Cache-Control": CACHE_CONTROL,
            "Vary": "Accept",
            "Content-Security-Policy": policy or self.policy,
        }
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    def entity(self, details: EntityDetails) -> str:
        """Return the page of an entity."""
        return self._render(
            "entity.html", entity=details, title=details.name, content=details.content,
            href=self.path_of, data=f"/{details.path}",
            explorer=f"/#/{details.path}" if self.local(details.iri) else "",
            licence=self.contents.index.licence, language=self.contents.index.language,
        )  # fmt: skip

    def story(self, content: StoryContent) -> str:
        """Return the page of a story."""
        return self._render(
            "story.html", title=content.entity.name, content=content, href=self.path_of,
            data=f"/{content.key}", explorer="/", licence=self.contents.index.licence,
            language=self.contents.index.language,
        )  # fmt: skip

    def story_list(self) -> str:
        """Return the page that lists the stories."""
        return self._render("stories.html", title="Stories", contents=self.stories.values())

    def problem(self, fields: Mapping[str, Any]) -> str:
        """Return the page of an error."""
        return self._render(
            "problem.html",
            problem={"where": "", "detail": "", "see": (), **fields},
            title=fields["title"],
        )

    def questions(self, questions: Sequence[Question]) -> str:
        """Return the page that lists the questions."""
        return self._render("questions.html", questions=questions, title="Questions")

    def question(self, question: Question, values: Mapping[str, str], rows: Rows) -> str:
        """Return the page of a question, with its rows."""
        return self._render(
            "question.html", question=question, values=values, rows=rows[:MAX_ROWS], n=len(rows),
            title=question.title, max_rows=MAX_ROWS,
        )  # fmt: skip

    def sparql(self, query: str, questions: Sequence[Question]) -> str:
        """Return the page for queries."""
        return self._render(
            "sparql.html", query=query, questions=questions, script=self.script, title="SPARQL",
            base=self.debate.iris.base, max_rows=MAX_ROWS, max_nodes=MAX_NODES,
        )  # fmt: skip

    def _render(self, template: str, **context: Any) -> str:
        from markupsafe import Markup

        context.setdefault("licence", "")
        context["script"] = Markup(context.get("script", ""))  # noqa: S704 - our own file
        return self.environment.get_template(template).render(
            debate=self.debate,
            style=Markup(self.style),  # noqa: S704 - our own file
            **context,
        )


def _script_policy(text: str) -> str:
    return content_policy((text,), ()).split("; ")[1]

"""The pages of a site as HTML, from templates that escape all values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from opendebate.ask.quoting import quote_ends
from opendebate.ask.render_trace import format_mode, format_names, format_role, in_sentence
from opendebate.counting import counted
from opendebate.site.addresses import page_path, relative
from opendebate.site.list_groups import list_groups
from opendebate.site.page_summary import described_by_name
from opendebate.site.previews import FOLDER
from opendebate.stances import stances
from opendebate.views.credits import licence_name, version_lines
from opendebate.views.page_security import content_policy
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from opendebate.ask.entities import Entity
    from opendebate.ask.statement import Passage, Statement
    from opendebate.site.debate_index import DebateIndex
    from opendebate.site.page_content import ClaimItem, HomeMap, PageContent, SourceItem
    from opendebate.site.structured_data import Node

# Kind → its list's path and heading, in the order of the site's menu.
LISTS = {
    "story": ("stories.html", "Stories"),
    "claim": ("claims.html", "Claims"),
    "actor": ("actors.html", "Actors"),
    "policy": ("policies.html", "Policies"),
    "model": ("models.html", "Models"),
    "topic": ("topics.html", "Topics"),
    "event": ("events.html", "Events"),
    "source": ("sources.html", "Sources"),
}


def entity_environment(*folders: Any) -> Environment:
    """Return an environment for templates that show what `EntityContents` makes."""
    environment = template_environment(*folders, FOLDER)
    environment.filters.update(
        quoted=_quoted,
        role=format_role,
        mode=format_mode,
        in_sentence=in_sentence,
        later=_later,
        inverse=_inverse,
        published=_published,
        role_line=_role_line,
        elsewhere=name_of_address,
        counted=counted,
    )
    return environment


def name_of_address(address: str) -> str:
    """Return a record elsewhere by its name, if it is one of Wikidata, else by its address.

    Examples
    --------
    >>> name_of_address("http://www.wikidata.org/entity/Q42")
    'Wikidata Q42'
    >>> name_of_address("https://www.example.org/ana")
    'example.org/ana'
    """
    item = address.removeprefix("http://www.wikidata.org/entity/")
    if item != address:
        return f"Wikidata {item}"
    return address.partition("://")[2].removeprefix("www.")


class SitePages:
    """Renders the pages of a site.

    Parameters
    ----------
    index : DebateIndex
    base : str
        The address of the site.
    by_kind : mapping of str to sequence of PageContent
        Kind → what the pages of its entities or stories say.
    sources : sequence of SourceItem
        All sources of the debate.
    """

    def __init__(
        self,
        index: DebateIndex,
        base: str,
        by_kind: Mapping[str, Sequence[PageContent]],
        sources: Sequence[SourceItem],
        picture: str = "",
    ) -> None:
        self.index, self.base, self.sources, self.picture = index, base, sources, picture
        self.kinds = [kind for kind in LISTS if by_kind.get(kind)]
        self.with_page = {c.entity.iri for contents in by_kind.values() for c in contents}
        self.environment = entity_environment()
        self.style = (FOLDER / "site.css").read_text("utf-8")
        self.icon = (
            f"data:image/svg+xml,{quote((FOLDER / 'favicon.svg').read_text('utf-8').strip())}"
        )
        self.scripts = {
            name: f"\n{(FOLDER / f'{name}.js').read_text('utf-8').strip()}\n"
            for name in ("search", "print")
        }

    @cached_property
    def site(self) -> dict[str, Any]:
        """What every page says of the site."""
        index = self.index
        licence = index.licence
        return {
            "title": index.title,
            "question": index.question,
            "description": index.description,
            "licence": licence,
            "licence_name": licence_name(licence),
            "lists": [LISTS[kind] for kind in self.kinds],
            "sources": self.sources,
            "version_lines": version_lines(index.engine),
        }

    def page(self, content: PageContent, described: Node, picture: str) -> str:
        """Return the page of an entity or a story.

        Parameters
        ----------
        content : PageContent
        described : dict
            What search engines read of it.
        picture : str
            The address of its picture for previews; empty where it has none.
        """
        path, is_story = page_path(content.key), content.entity.kind == "story"
        template = "site_story.html" if is_story else "site_entity.html"
        state = "" if is_story else f"#/{content.key}"
        is_explored = content.entity.iri not in self.index.wide_topics
        return self._render(
            template, path, content.entity.name, content.summary,
            description=described_by_name(content), og_type="article", described=described,
            picture=picture, content=content,
            data=relative(content.key, path),
            explorer=relative(f"explore.html{state}", path) if is_explored else "",
        )  # fmt: skip

    def home(
        self,
        claims: Sequence[tuple[str, str, Sequence[ClaimItem], int]],
        stories: Sequence[PageContent],
        home_map: HomeMap | None,
        described: Node,
        picture: str,
    ) -> str:
        """Return the first page: the question, the map, stories, and claims for and against."""
        summary = self.index.description or self.index.question
        return self._render(
            "site_home.html", "index.html", self.index.title, summary, described=described,
            picture=picture, claims=claims, stories=stories, map=home_map,
            has_claims="claim" in self.kinds,
        )  # fmt: skip

    def list(self, kind: str, contents: Sequence[PageContent]) -> str:
        """Return the list of all entities of a kind, or of all stories."""
        path, heading = LISTS[kind]
        count = counted(len(contents), kind, heading.lower())
        return self._render(
            "site_list.html", path, heading, f"{count} of “{self.index.title}”.", kind=kind,
            heading=heading, count=count, groups=list(list_groups(self.index, kind, contents)),
            **self._site_picture(),
        )  # fmt: skip

    def search(self, entries: Sequence[Sequence[str]]) -> str:
        """Return the page that searches all pages."""
        summary = f"Search all pages of “{self.index.title}”."
        return self._render(
            "site_search.html", "search.html", "Search", summary, entries=entries,
            script=Markup(self.scripts["search"]),  # noqa: S704 - our own file
            policy=self._policy("search"), **self._site_picture(),
        )  # fmt: skip

    def not_found(self) -> str:
        """Return the page for addresses where there is none; its links begin with the host."""
        return self._render(
            "site_not_found.html",
            "404.html",
            "There is no page here",
            f"At this address “{self.index.title}” has no page.",
            root=self.base,
            address="",
        )

    def previewed(self, page: str, path: str, title: str, summary: str) -> str:
        """Return a page that another layer drew, with its address and preview in its head.

        Parameters
        ----------
        page : str
            The page.
        path, title, summary : str
            Where it is on the site, what it is called, and a sentence on it.
        """
        head = self._render("preview_head.html", path, title, summary, **self._site_picture())
        return page.replace("\n<title>", f"\n{head.strip()}\n<title>", 1)

    def _site_picture(self) -> dict[str, str]:
        """Return the picture of the first page, for pages that have none of their own."""
        return {"picture": self.picture, "picture_shows": self.index.title}

    def _render(self, template: str, path: str, title: str, summary: str, **context: Any) -> str:
        values = {
            "address": self.base + ("" if path == "index.html" else path),
            "root": relative("", path),
            "href": self._href(path),
            "policy": self._policy(),
            "og_type": "website",
            "picture": "",
            "picture_shows": "",
            "described": None,
            **context,
        }
        return self.environment.get_template(template).render(
            title=title, summary=summary, site=self.site, current=path,
            language=self.index.language, icon=self.icon,
            style=Markup(self.style),  # noqa: S704 - our own file
            print_script=Markup(self.scripts["print"]),  # noqa: S704 - our own file
            **values,
        )  # fmt: skip

    def _policy(self, *names: str) -> str:
        """Return the security policy of a page: no request; its icon stands in the page."""
        scripts = tuple(self.scripts[name] for name in (*names, "print"))
        return f"{content_policy(scripts, (self.style,))}; img-src data:"

    def _href(self, page: str) -> Callable[[Entity], str]:
        """Return a function that gives the path to the page on which an entity stands."""

        def href(entity: Entity) -> str:
            if entity.kind == "statement":
                source, _, name = self.index.key(entity).rpartition("/")
                return relative(f"{page_path(source)}#{name}", page)
            has_page = entity.iri in self.with_page
            return relative(page_path(self.index.key(entity)), page) if has_page else ""

        return href


def _quoted(passage: Passage) -> str:
    words = counted(passage.words, "word") if passage.words else "not sealed"
    return f"{quote_ends(passage.first, passage.last)} ({words})"


def _later(statement: Statement) -> str:
    if not statement.given_up_by:
        return ""
    voices = (in_sentence(voice.name) for voice in statement.given_up_by)
    return f"; later {format_names(voices)} took the opposite stance"


def _role_line(statement: Statement) -> str:
    """Return in what role the speaker speaks, as a line: “On behalf of Meta”."""
    words = format_role(statement).removeprefix(" (").removesuffix(")")
    return words[:1].upper() + words[1:]


def _published(date: str) -> str:
    """Return when something was published, in words: “between 2024-01-22 and 2024-01-28”."""
    first, _, last = date.partition(" to ")
    if last:
        return f"between {first} and {last}"
    return f"on {first}" if first.count("-") == 2 else f"in {first}"


def _inverse(statement: Statement) -> str:
    return stances()[statement.stance].inverse

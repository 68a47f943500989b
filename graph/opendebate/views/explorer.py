"""The explorer: a page that shows who argues what, and why, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from opendebate.ask.compact_jsonld import compact_jsonld
from opendebate.ask.render_trace import format_citation, format_stance
from opendebate.ask.statements import all_statements
from opendebate.counting import counted
from opendebate.engines.cached_results import result_cache
from opendebate.stances import stances
from opendebate.version import __version__
from opendebate.views.compact_nodes import page_nodes
from opendebate.views.credits import (
    first_licence,
    licence_of,
    sources_on_the_web,
    titles,
    version_lines,
)
from opendebate.views.linked_pages import save_linked
from opendebate.views.map.map_image import finding, map_svg
from opendebate.views.map.map_model import debate_map
from opendebate.views.map.map_order import map_order
from opendebate.views.map.map_story import stories_of
from opendebate.views.page import Page, fallback, image_element
from opendebate.views.page_marks import explorer_mark
from opendebate.views.page_security import TEMPLATES, content_policy, page_address, plain
from opendebate.views.relation_phrases import format_sources
from opendebate.views.script_bundle import bundle, minified
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine
    from opendebate.views.map.map_model import DebateMap

FOLDER = TEMPLATES / "explorer"
MAX_CLAIMS = 300  # statements whose claims the page lists where no script runs
_PLACE = "address-of-the-network-{}"  # in cached pages
_HEADS = ("Claim", "Whose", "Because", "Where")


class ExplorerView(Page):
    """A debate's page; it shows itself in a notebook.

    Parameters
    ----------
    engine : Engine
        The built debate.
    start : str, optional
        Key of the entity whose trace the page opens with (``"actor/wendy-hall"``); by default
        the page opens with the overview.
    texts : mapping of str to str, optional
        Source → its article's text, to be shown beside the coding. The page then contains the
        article, and says so.
    networks : mapping of str to str, optional
        Name of a lens → the address of its page, to which the page then links: see
        :func:`opendebate.views.lens_pages.lens_addresses`. Without it, `save` writes them, too.

    Examples
    --------
    >>> import opendebate
    >>> view = opendebate.load().view()
    >>> view.html().startswith("<!doctype html>")
    True
    """

    def __init__(
        self,
        engine: Engine,
        start: str | None = None,
        texts: Mapping[str, str] | None = None,
        networks: Mapping[str, str] | None = None,
    ) -> None:
        self.engine, self.start, self.texts = engine, start, dict(texts or {})
        self.networks = {name: page_address(page) for name, page in (networks or {}).items()}
        self.title, self.question = map(plain, titles(engine))
        self.mark = explorer_mark(engine.iris.base, has_article=bool(self.texts))

    @cached_property
    def map(self) -> DebateMap:
        """What the map shows."""
        return debate_map(self.engine)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the page's script reads."""
        shown = self.map
        stories = [story.to_dict() for story in stories_of(self.engine, self.question, shown)]
        return {
            **compact_jsonld(self.engine),
            "licence": licence_of(self.engine),
            "start": self.start,
            "version": __version__,
            "map": map_order(shown).to_dict(),
            **({"stories": stories} if stories else {}),
            "texts": self.texts,
            **(
                {"networks": {name: _PLACE.format(name) for name in self.networks}}
                if self.networks
                else {}
            ),
            "stances": _stances(),
        }

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement of the debate."""
        return all_statements(self.engine)

    def __repr__(self) -> str:
        return f"<ExplorerView of {self.title!r}: {counted(len(self.statements), 'statement')}>"

    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""
        return self._page

    def linked(self, networks: Mapping[str, str]) -> ExplorerView:
        """Return the page with links to the pages of networks: addresses by names of lenses."""
        return ExplorerView(self.engine, self.start, self.texts, networks)

    def save(self, path: str | Path, *, force: bool = False, networks: bool = True) -> None:
        """Write the page, and beside it a folder with the networks' pages, to which it links.

        Parameters
        ----------
        path : str or pathlib.Path
        force : bool
            Whether files may be replaced that are other pages, or no pages of opendebate.
        networks : bool
            Whether the networks are written. They are not where the page has their addresses.

        Raises
        ------
        UsageError
            If such a file is there, and `force` is not set. Then nothing is written.
        InputError
            If a file cannot be written; a page that is there is never half written.
        """
        if networks and not self.networks:
            save_linked(self, Path(path), force=force)
        else:
            super().save(path, force=force)

    def picture(self, *, dark: bool = False) -> str:
        """Return the map as a still picture in SVG, made without a browser.

        Parameters
        ----------
        dark : bool
            Whether it is for a dark page.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load().view().picture()[:4]
        '<svg'
        """
        source = f"{format_sources(self.statements)} · opendebate {__version__}"
        licence = first_licence(self.engine)
        note = f"{source} · {licence}" if licence else source
        return map_svg(self.map, self.title, self.question, note, dark=dark)

    def unframed(self) -> str:
        """Return the map as a still picture, and a closed table of all statements."""
        picture = image_element(self.picture(), f"{self.title}. {finding(self.map)}")
        return fallback(picture, _HEADS, [_row(statement) for statement in self.statements])

    @cached_property
    def _page(self) -> str:
        """The page; it is rendered once, and then read from the cache, whatever its links are."""
        cacheable = self.start is None and not self.texts
        cache = result_cache(self.engine) if cacheable else None
        name = "-".join(["page", *self.networks])
        page: str | None = None if cache is None else cache.get(name)
        if page is None:
            page = self._render()
            if cache is not None:
                cache.put(name, page)
        for lens, address in self.networks.items():
            page = page.replace(_PLACE.format(lens), htmlsafe_json_dumps(address)[1:-1])
        return page

    def _render(self) -> str:
        script, style = explorer_script(), explorer_style()
        template = template_environment().get_template("explorer.html")
        return template.render(
            title=self.title,
            question=self.question,
            note=self._note(),
            version_lines=[plain(line) for line in version_lines(self.engine)],
            licence=self.data["licence"],
            sources=sources_on_the_web(self.engine),
            data={**self.data, "things": page_nodes(self.data["things"])},
            private=self._private(),
            language=self.data["language"],
            claims=self._claims(),
            script=Markup(script),  # noqa: S704 — our own files
            style=Markup(style),  # noqa: S704 — our own files
            policy=content_policy((script,), (style,)),
        )

    def _claims(self) -> dict[str, list[str]]:
        """Return the claims for and against, for readers without scripts."""
        sides: dict[str, dict[str, None]] = {"for": {}, "against": {}}
        for statement in self.statements[:MAX_CLAIMS]:
            if statement.side in sides:
                sides[statement.side][plain(statement.claim.name)] = None
        return {side: list(claims) for side, claims in sides.items()}

    def _private(self) -> list[str]:
        """Return the titles of the sources whose text the page contains."""
        titles = {
            statement.source.id: plain(statement.source.name) for statement in self.statements
        }
        return [titles.get(slug, slug) for slug in self.data["texts"]]

    def _note(self) -> str:
        return (
            f"Made by opendebate {__version__} from {format_sources(self.statements)}. "
            "The page shows what is said there, not what is true. Claims are in the coder's words. "
            "Stated reasons are a speaker's own; analytic ones were drawn by the coder. The page "
            "asks nothing of the network."
        )


def _row(statement: Statement) -> tuple[str, ...]:
    """Return a statement as a row of a table, for readers without scripts."""
    because = "; ".join(reason.name for reason in statement.because)
    return statement.claim.name, format_stance(statement), because, format_citation(statement)


@cache
def explorer_script() -> str:
    """Return the page's script, bundled and minified: once for all pages of a process."""
    return f"\n{minified(bundle(FOLDER, 'main'))}"


@cache
def explorer_style() -> str:
    """Return the page's style sheets joined: common rules first, rules for print last."""
    names = sorted(file.stem for file in FOLDER.glob("*.css"))
    names.sort(key=lambda name: {"base": 0, "print": 2}.get(name, 1))
    sheets = "".join(FOLDER.joinpath(f"{name}.css").read_text("utf-8") for name in names)
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
    return re.sub(r" ?([{};]) ?|(?<=:) (?=[^:;{}]*[;}])", r"\1", bare)


def _stances() -> dict[str, dict[str, Any]]:
    """Return what the page's script knows of stances, those for a claim first."""
    return {
        name: {
            "agrees": stance.agrees,
            "position": stance.position,
            "inverse": stance.inverse,
        }
        for name, stance in reversed([*stances().items()])
    }

"""The explorer: one page on which anybody can see who argues what, and why, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from opendebate.ask.compact_jsonld import compact_jsonld
from opendebate.ask.render_trace import format_citation, format_stance
from opendebate.ask.statements import all_statements
from opendebate.engines.cached_results import result_cache
from opendebate.version import __version__
from opendebate.views.compact_nodes import compact
from opendebate.views.lens_pages import lens_view, titles
from opendebate.views.page import Page, fallback
from opendebate.views.page_security import TEMPLATES, content_policy, plain
from opendebate.views.relation_phrases import told_from
from opendebate.views.script_bundle import bundle, squeezed

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

FOLDER = TEMPLATES / "explorer"
MOST = 300  # statements whose claims are told in words where no script runs
_HEADS = ("Claim", "Whose", "Because", "Where")


class ExplorerView(Page):
    """A debate's page; it shows itself in a notebook.

    Parameters
    ----------
    engine : Engine
        The built debate.
    start : str, optional
        Key of the thing whose trace the page opens with (``"actor/wendy-hall"``); without it the
        overview.
    texts : mapping of str to str, optional
        Source → its article's text, to be shown beside the coding. The page then holds the
        article, and says so.

    Examples
    --------
    >>> import opendebate
    >>> view = opendebate.load().view()
    >>> view.html().startswith("<!doctype html>")
    True
    """

    def __init__(
        self, engine: Engine, start: str | None = None, texts: Mapping[str, str] | None = None
    ) -> None:
        self.engine, self.start, self.texts = engine, start, dict(texts or {})
        self.title, self.question = map(plain, titles(engine))

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the page's script reads."""
        return {
            **compact_jsonld(self.engine),
            "start": self.start,
            "version": __version__,
            "texts": self.texts,
        }

    @cached_property
    def said(self) -> list[Statement]:
        """Every statement of the debate."""
        return all_statements(self.engine)

    def __repr__(self) -> str:
        return f"<ExplorerView of {self.title!r}: {len(self.said)} statements>"

    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""
        return self._page

    def unframed(self) -> str:
        """Return a still picture of who agrees with whom, and all statements as a table, closed."""
        picture = lens_view(self.engine, "actors").still()
        return fallback(picture, _HEADS, [_row(statement) for statement in self.said])

    @cached_property
    def _page(self) -> str:
        """The page; that of a large debate is made once, and read the next time."""
        plainly = self.start is None and not self.texts
        kept = result_cache(self.engine) if plainly else None
        page: str | None = None if kept is None else kept.get("page")
        if page is None:
            page = self._made()
            if kept is not None:
                kept.put("page", page)
        return page

    def _made(self) -> str:
        from jinja2 import Environment, FileSystemLoader

        environment = Environment(
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            loader=FileSystemLoader(TEMPLATES),
        )
        environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "separators": (",", ":"),
            "sort_keys": False,
        }
        script, style = explorer_script(), explorer_style()
        template = environment.get_template("explorer.html")
        return template.render(
            title=self.title,
            question=self.question,
            note=self._note(),
            data={**self.data, "things": compact(self.data["things"])},
            private=self._private(),
            language=self.data["language"],
            claims=self._claims(),
            script=Markup(script),  # noqa: S704 — our own files
            style=Markup(style),  # noqa: S704 — our own files
            policy=content_policy((script,), (style,)),
        )

    def _claims(self) -> dict[str, list[str]]:
        """Return what is claimed for and against, for where no script runs."""
        sides: dict[str, dict[str, None]] = {"for": {}, "against": {}}
        for statement in self.said[:MOST]:
            if statement.side in sides:
                sides[statement.side][plain(statement.claim.name)] = None
        return {side: list(claims) for side, claims in sides.items()}

    def _private(self) -> list[str]:
        """Return the titles of the sources whose text the page holds."""
        titles = {statement.source.id: plain(statement.source.name) for statement in self.said}
        return [titles.get(slug, slug) for slug in self.data["texts"]]

    def _note(self) -> str:
        return (
            f"Made by opendebate {__version__} from {told_from(self.said)}. "
            "The page shows what is said there, not what is true. Claims are in the coder's words. "
            "Stated reasons are a speaker's own; analytic ones were drawn by the coder. The page "
            "asks nothing of the network."
        )


def _row(statement: Statement) -> tuple[str, ...]:
    """Return a statement as it stands in a table, for readers without scripts."""
    because = "; ".join(reason.name for reason in statement.because)
    return statement.claim.name, format_stance(statement), because, format_citation(statement)


def explorer_script() -> str:
    """Return the page's script, as it will stand in it."""
    return f"\n{squeezed(bundle(FOLDER, 'main'))}"


def explorer_style() -> str:
    """Return the page's style sheets as one: first what all share, last what is for paper."""
    names = sorted(file.stem for file in FOLDER.glob("*.css"))
    names.sort(key=lambda name: {"base": 0, "print": 2}.get(name, 1))
    sheets = "".join(FOLDER.joinpath(f"{name}.css").read_text("utf-8") for name in names)
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
    return re.sub(r" ?([{};]) ?|(?<=:) (?=[^:;{}]*[;}])", r"\1", bare)

"""The pages of a debate: the explorer, lenses, stories, and a site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, overload

from opendebate.debate.built_debate import DebateGraph
from opendebate.errors import UnknownName, UsageError, close_matches
from opendebate.printed_commands import printed_command
from opendebate.table import Table

if TYPE_CHECKING:
    from opendebate.ask.stories import Story
    from opendebate.site.site_writing import SiteReport
    from opendebate.views.explorer import ExplorerView
    from opendebate.views.page import Page

_Articles: TypeAlias = Mapping[str, str | Path]


class DebatePages(DebateGraph):
    """Pages on a debate."""

    @overload
    def view(
        self, lens: None = None, *, start: str | None = None, texts: _Articles | None = None,
        explorer: str | None = None, most: int | None = None, colour: str | None = None,
    ) -> ExplorerView: ...  # fmt: skip

    @overload
    def view(
        self, lens: str, *, start: str | None = None, texts: _Articles | None = None,
        explorer: str | None = None, most: int | None = None, colour: str | None = None,
    ) -> Page: ...  # fmt: skip

    def view(  # noqa: PLR0913 — each is a choice of the caller
        self,
        lens: str | None = None,
        *,
        start: str | None = None,
        texts: _Articles | None = None,
        explorer: str | None = None,
        most: int | None = None,
        colour: str | None = None,
    ) -> Page:
        """Return a page on the debate: a notebook displays it, and ``save`` writes it to a file.

        Parameters
        ----------
        lens : str, optional
            ``"actors"``, ``"claims"``, ``"debate"`` or ``"policies"``: a network instead of the
            explorer.
        start : str, optional
            Id, IRI or name of what the explorer opens with; without it the overview.
        texts : mapping of str to str or pathlib.Path, optional
            Source → its article, or the path of its file, for private use: the explorer shows the
            words themselves.
        explorer : str, optional
            Address of the explorer's page, to which a lens then links.
        most : int, optional
            How many nodes a lens draws; by default all of a small network, and of a larger one
            those with the most ties.
        colour : str, optional
            An attribute that `debate.yaml` declares, such as ``"party"``: the nodes of a lens get
            a colour and a shape by its value.

        Raises
        ------
        UsageError
            If there is no such lens or attribute, or `most` or `colour` is given without a lens.
        UnknownName, AmbiguousName
            If a name, or the source of a text, names no entity or several.
        """
        if lens is not None:
            from opendebate.views.lens_pages import lens_view

            return lens_view(self.engine, lens, explorer, most, colour)
        for name, value in (("most", most), ("colour", colour)):
            if value is not None:
                raise UsageError(
                    f"{name} has no effect without a lens.", advice="Name a lens, too."
                )
        return self._explorer(start, texts)

    def save_pages(
        self,
        path: str | Path,
        *,
        start: str | None = None,
        texts: _Articles | None = None,
        force: bool = False,
    ) -> list[Path]:
        """Write the explorer and its networks as ``view().save`` does, and return the files.

        Parameters
        ----------
        path : str or pathlib.Path
            Of the explorer's page; the folder of the networks, beside it, has its name.
        start, texts : optional
            As for :meth:`view`.
        force : bool
            Whether files may be replaced that are other pages, or no pages of opendebate.

        Returns
        -------
        list of pathlib.Path
            The files, the explorer first.

        Raises
        ------
        UsageError
            If such a file is there, and `force` is not set. Then nothing is written.
        InputError
            If they cannot be written; a page that is there is never half written.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load().save_pages("openness.html")  # doctest: +SKIP
        """
        from opendebate.views.linked_pages import save_linked

        return save_linked(self._explorer(start, texts), Path(path), force=force)

    def _explorer(self, start: str | None = None, texts: _Articles | None = None) -> ExplorerView:
        from opendebate.views.explorer import ExplorerView

        return ExplorerView(self.engine, self._key(start), self._articles(texts or {}))

    def _key(self, entity: str | None) -> str | None:
        """Return the key of an entity by its id, IRI or name, such as ``"actor/wendy-hall"``."""
        return self.start_of(entity)[1] if entity else None

    def start_of(self, name: str) -> tuple[str, str]:
        """Return what a page can open with: its kind and id, joined, and its key on the page.

        Parameters
        ----------
        name : str
            Id, IRI or name of an entity that has a trace, or of a story.

        Raises
        ------
        UnknownName, AmbiguousName, UsageError
            If the page has nothing of this name.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load().start_of("Wendy Hall")
        ('actor-wendy-hall', 'actor/wendy-hall')
        """
        from opendebate.ask.entities import find, kind_of
        from opendebate.ask.stories import find_story
        from opendebate.ask.trace import refuse_without_trace

        try:
            entity = find(self.engine, name)
        except UnknownName:
            story = find_story(self.stories(), name.strip().removeprefix(self.iris.base))
            if story is None:
                raise
            path = f"{story[0].id}/{story[1]}" if story[1] else story[0].id
            return f"story-{path.replace('/', '-')}", f"story/{path}"
        refuse_without_trace(entity)
        if not kind_of(self.engine, entity.iri):
            raise UsageError(
                f"{entity.id} is a topic of the ontology, and the page opens with none of these.",
                advice=f"To see what is said below it, run: {printed_command('trace', entity.id)}",
            )
        return f"{entity.kind}-{entity.id.replace('/', '-')}", f"{entity.kind}/{entity.id}"

    def stories(self) -> Table[Story]:
        """Return the stories that lead through the page, each with its steps.

        A debate without stories of its coders has one of five steps, made from its map.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load().stories()[0].title
        'Who would open the most capable AI, and who would not'
        """
        from opendebate.views.map.map_model import debate_map
        from opendebate.views.map.map_story import stories_of

        found = stories_of(self.engine, self.question, debate_map(self.engine))
        return Table(found, ("id", "title", "steps"))

    def site(self, folder: str | Path, *, base: str, force: bool = False) -> SiteReport:
        """Write a site of static pages: one for each claim, actor, policy, source …

        The pages can be read without JavaScript and without a server. The Turtle and the JSON-LD of
        each stand beside it, and a picture for previews where the packages for it are installed.
        Only changed files are written; those of entities that are gone are removed.

        Parameters
        ----------
        folder : str or pathlib.Path
            An empty or new folder, or one with an earlier site.
        base : str
            The address where the site will be, such as ``"https://example.org/debate/"``.
        force : bool
            Whether the site of another debate in the folder may be replaced.

        Raises
        ------
        UsageError
            If `base` is no address of the web.
        InputError
            If there is something else in the folder, or the site of another debate, or it cannot
            be written.

        Examples
        --------
        >>> import opendebate
        >>> debate = opendebate.load()
        >>> debate.site("public", base="https://example.org/debate/")  # doctest: +SKIP
        """
        from opendebate.site.site_writing import write_site

        return write_site(self.engine, Path(folder), base, force=force)

    def _articles(self, texts: _Articles) -> dict[str, str]:
        """Return the articles of sources that the debate has; the files of paths are read."""
        from opendebate.ask.listing import list_entities
        from opendebate.coding.article_files import text_of_article

        slugs = (
            {str(row["id"]) for row in list_entities(self.engine, "sources")} if texts else set()
        )
        for unknown in sorted(set(texts) - slugs):
            raise UnknownName("source", unknown, close_matches(unknown, slugs))
        return {slug: text_of_article(article).raw for slug, article in texts.items()}

"""What is made of a debate for others: pages, files of other tools, RDF, stores."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.debate.built_debate import DebateGraph
from opendebate.errors import UnknownName, UsageError, close_matches
from opendebate.old_spellings import warn_of_old_spelling
from opendebate.printed_commands import printed_command
from opendebate.table import Table

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.ask.stories import Story
    from opendebate.debate.exporting import Export
    from opendebate.publish.plan import PublishReport
    from opendebate.site.site_writing import SiteReport
    from opendebate.views.page import Page


class Outputs(DebateGraph):
    """Pages, files and published graphs of a debate."""

    def view(  # noqa: PLR0913 — each is a choice of the caller
        self,
        lens: str | None = None,
        *,
        start: str | None = None,
        texts: Mapping[str, str | Path] | None = None,
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
        from opendebate.views.explorer import ExplorerView

        return ExplorerView(self.engine, self._key(start), self._articles(texts or {}))

    def save_pages(
        self,
        path: str | Path,
        *,
        start: str | None = None,
        texts: Mapping[str, str | Path] | None = None,
        force: bool = False,
    ) -> list[Path]:
        """Write the explorer, and beside it the page of each network; all lead to each other.

        Parameters
        ----------
        path : str or pathlib.Path
            Of the explorer's page; the names of the other files begin like it.
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
        from opendebate.views.linked_pages import linked_pages
        from opendebate.views.page_marks import ADVICE_IN_PYTHON, check_replaceable

        path = Path(path)
        pages = linked_pages(self.engine, path.name, self._key(start), self._articles(texts or {}))
        files = [(path.with_name(name), page.mark) for name, page in pages.items() if page.mark]
        check_replaceable(files, force=force, advice=ADVICE_IN_PYTHON)
        for name, page in pages.items():
            page.save(path.with_name(name), force=force)
        return [path.with_name(name) for name in pages]

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

    def _articles(self, texts: Mapping[str, str | Path]) -> dict[str, str]:
        """Return the articles of sources that the debate has; the files of paths are read."""
        from opendebate.ask.listing import list_entities
        from opendebate.coding.article_files import text_of_article

        slugs = (
            {str(row["id"]) for row in list_entities(self.engine, "sources")} if texts else set()
        )
        for unknown in sorted(set(texts) - slugs):
            raise UnknownName("source", unknown, close_matches(unknown, slugs))
        return {slug: text_of_article(article).raw for slug, article in texts.items()}

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

    def publish(self, address: str, query: str | None = None, kind: str = "auto") -> PublishReport:
        """Make the graphs of this debate in another store equal to its named graphs.

        Parameters
        ----------
        address : str
            Of a Graph Store (SPARQL 1.1 Graph Store HTTP Protocol), or of an endpoint for SPARQL
            Update.
        query : str, optional
            Of a query endpoint of the same data; with a Graph Store it finds graphs that the
            debate no longer has.
        kind : str
            ``"graph-store"``, ``"update"``, or ``"auto"`` to find out.

        See :func:`opendebate.publish.publishing.publish`.
        """
        from opendebate.publish.publishing import publish
        from opendebate.publish.stores import open_target

        return publish(self.engine, open_target(address, query, kind))

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

    def serialize(
        self,
        format: str = "trig",  # noqa: A002 — as rdflib calls it
        *,
        familiar: bool = False,
    ) -> bytes:
        """Return the graph in an RDF format.

        Parameters
        ----------
        format : str
            ``"trig"``, ``"nquads"`` or ``"jsonld"``, which keep the named graphs; ``"turtle"`` or
            ``"ntriples"``, which write their union. A suffix such as ``".ttl"`` still works, with a
            DeprecationWarning.
        familiar : bool
            Whether the same stands there in the words of FOAF, PROV, schema.org and SKOS, too, for
            those who know nothing of this ontology; and who coded which named graph.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load().serialize(format="turtle").startswith(b"@prefix")
        True
        """
        from opendebate.rdf.serialize import name_of_suffix, serialize

        if format.startswith("."):
            name = name_of_suffix(format)
            warn_of_old_spelling(f"serialize({format!r})", f"serialize(format={name!r})")
            format = name  # noqa: A001
        return serialize(self.store, self.iris, format, familiar=familiar)

    def export(
        self,
        name: str,
        *,
        texts: Mapping[str, str | Path] | None = None,
        familiar: bool = False,
        codings: bool = False,
    ) -> Export:
        """Return the debate in another tool's format: ``save`` writes it.

        Parameters
        ----------
        name : str
            ``"argdown"``, ``"aif"``, ``"dna"``; ``"csv"``, a folder of tables; or an RDF format,
            as for :meth:`serialize`.
        texts : mapping of str to str or pathlib.Path, optional
            Source → its article, or the path of its file, where the format holds articles.
        familiar : bool
            Of RDF: as for :meth:`serialize`.
        codings : bool
            Also the codings of all coders, ``codings/CODER/SLUG.yaml``: in RDF with named graphs
            each in a graph of its own, with who made it, when, and by which codebook; in
            ``"refi-qda"`` each under its user.

        Returns
        -------
        Export
            Its ``omissions`` say what the format cannot hold.

        Examples
        --------
        >>> import opendebate
        >>> argdown = opendebate.load().export("argdown")
        >>> argdown.content.decode().splitlines()[1]
        'title: The AI openness debate'
        >>> argdown.save("debate.argdown")  # doctest: +SKIP
        """
        from opendebate.debate.exporting import export_debate

        articles = self._articles(texts or {})
        return export_debate(
            self.engine, self.store, name, texts=articles, folder=self.folder, familiar=familiar,
            codings=codings,
        )  # fmt: skip

    def export_network(self, network: nx.Graph[str], name: str, *, title: str = "") -> Export:
        """Return a network in another program's format, with all attributes: ``save`` writes it.

        Parameters
        ----------
        network : networkx.Graph
            As :meth:`network` returns it.
        name : str
            ``"gexf"`` (for Gephi), ``"graphml"``, ``"dot"``, ``"node-link"``, ``"cytoscape"``; or
            ``"csv"``, a folder with a table of nodes and one of ties; ``"matrix"``, a CSV file
            with a row and a column for each node, for ties of one kind.
        title : str, optional
            What the network is; otherwise the debate's title.

        Examples
        --------
        >>> import opendebate
        >>> debate = opendebate.load()
        >>> conflicts = debate.network("actors", ties="conflict")
        >>> debate.export_network(conflicts, "gexf").save("conflicts.gexf")  # doctest: +SKIP
        """
        from opendebate.debate.exporting import export_network

        return export_network(self.engine, network, name, title=title or self.title)

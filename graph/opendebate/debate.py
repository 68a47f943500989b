"""A debate, loaded: the one object that researchers, notebooks and the command line use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import opendebate_ontology
from opendebate.engines.embedded import EmbeddedEngine
from opendebate.engines.rows import Rows
from opendebate.errors import QueryError, UnknownName, UsageError, close_matches
from opendebate.old_spellings import warn_of_old_spelling
from opendebate.table import Table

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyoxigraph import Store

    from opendebate.argumentation.acceptability import Standing
    from opendebate.ask.description import Description
    from opendebate.ask.entities import Entity
    from opendebate.ask.relations import Step
    from opendebate.ask.statements import Statement
    from opendebate.ask.trace_model import Trace
    from opendebate.engines.engine import Engine
    from opendebate.exchange.exporting import Export
    from opendebate.publish.plan import Report
    from opendebate.rdf.build import Progress
    from opendebate.rdf.built_debate import OpenedDebate
    from opendebate.rdf.namespaces import Iris
    from opendebate.views.page import Page

Result = TypeVar("Result")
BUILT_IN = opendebate_ontology.path("debate")


def load(
    folder: str | Path | None = None,
    *,
    store: str | Path | None = None,
    progress: Progress | None = None,
) -> Debate:
    """Load a debate, building it first if anything has changed since it was built.

    Parameters
    ----------
    folder : str or pathlib.Path, optional
        The debate's folder, or the address of a SPARQL endpoint that holds one, such as
        ``"https://host/sparql"``; without it the built-in debate on AI openness.
    store : str or pathlib.Path, optional
        A folder on disk for the built debate: it opens at once the next time, however large it is.
        Without `folder`, the debate in it is opened unchanged. With an endpoint, every fact is
        copied into it each time, and questions are answered from the copy.
    progress : callable, optional
        Called with stage, done and total while it is built.

    Raises
    ------
    InputError
        If the folder is no debate.
    FaultsFound
        If its coding files have faults; the error lists them all.
    RemoteError
        If the endpoint cannot be reached, or answers what it should not.

    Examples
    --------
    >>> load().question
    'Should the most capable AI models be released openly?'
    """
    if isinstance(folder, str) and is_address(folder):
        from opendebate.engines.remote.engine import connect

        remote = connect(folder)
        if store is None:
            return Debate(remote)
        from opendebate.rdf.disk_store import copy_to_disk

        return _open_embedded(copy_to_disk(Path(store), remote.quads(), remote.iris))
    from opendebate.rdf.cache import load as load_in_memory
    from opendebate.rdf.cache import load_on_disk

    path = None if folder is None else Path(folder)
    if store is not None:
        return _open_embedded(load_on_disk(Path(store), path, BUILT_IN, progress), path)
    return _open_embedded(load_in_memory(path or BUILT_IN, progress), path or BUILT_IN)


def _open_embedded(opened: OpenedDebate, folder: Path | None = None) -> Debate:
    """Return the debate of a store in this process."""
    from opendebate.engines.cached_results import ResultCache

    extracts = ResultCache(opened.extracts) if opened.extracts else None
    debate = Debate(EmbeddedEngine(opened.store, opened.iris, cache=extracts), folder)
    if opened.facts is not None:
        debate.fact_count = opened.facts
    return debate


def is_address(text: str) -> bool:
    """Tell whether a debate is named by the address of an endpoint, and not by a folder.

    Examples
    --------
    >>> is_address("https://example.org/sparql"), is_address("my-debate")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))


def _result_of(kind: type[Result], result: object) -> Result:
    """Return the result of a query if it is of a kind."""
    if isinstance(result, kind):
        return result
    form, method = next(
        (form, method)
        for type_, form, method in (
            (Rows, "rows", "select"), (bool, "yes or no", "ask"), (object, "a graph", "construct"),
        )
        if isinstance(result, type_)
    )  # fmt: skip
    raise QueryError(
        f"The result of this query is {form}.", advice=f"Use debate.{method}, or debate.query."
    )


def _step_cells(step: Step) -> dict[str, Any]:
    return {
        "from": step.start.id, "relation": step.label, "to": step.end.id, "basis": step.basis
    }  # fmt: skip


class Debate:
    """A knowledge graph of who argues what, why, and where they say so.

    Parameters
    ----------
    engine : Engine
        What answers questions on a built debate, as :func:`opendebate.load` makes it.
    folder : pathlib.Path, optional
        The debate's folder, if there is one.
    """

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self.engine, self.folder = engine, folder

    def __repr__(self) -> str:
        return f"<Debate {self.title!r}>"

    @cached_property
    def fact_count(self) -> int:
        """How many facts the graph has."""
        return len(self.store)

    @cached_property
    def store(self) -> Store:
        """A store with every fact, for pyoxigraph's own interface; of an endpoint, a copy."""
        if isinstance(self.engine, EmbeddedEngine):
            return self.engine.store
        from pyoxigraph import Store

        store = Store()
        store.bulk_extend(self.engine.quads())
        return store

    @property
    def iris(self) -> Iris:
        """The IRIs of the debate's entities."""
        return self.engine.iris

    @property
    def title(self) -> str:
        """The debate's name."""
        return self._text_of("dcterms:title")

    @property
    def question(self) -> str:
        """What is debated."""
        return self._text_of("od:question/od:text")

    def _text_of(self, property_path: str) -> str:
        sparql = f"SELECT ?text {{ ?d a od:Debate ; {property_path} ?text }}"
        row = next(iter(self.engine.select(sparql)))
        return str(row["text"].value)

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The graph for rdflib: a dataset whose default graph is the union of all graphs.

        A copy: changes to it are not seen by the debate's other methods.
        """
        from opendebate.engines.engine import kind_prefixes
        from opendebate.rdf.rdflib_bridge import to_dataset

        return to_dataset(self.engine.quads(), kind_prefixes(self.iris))

    def query(self, question: str, **parameters: object) -> Rows | bool | rdflib.Graph:
        """Ask a named question, or any SPARQL query.

        Parameters
        ----------
        question : str
            The name of a question (``"who-affirms"``), or SPARQL 1.1 text. The prefixes od, rdfs,
            skos, dcterms, prov's kin and actor, claim, model, … are known.
        **parameters
            Of the named question: ids, IRIs or names.

        Returns
        -------
        Rows, bool or rdflib.Graph
            For SELECT, for ASK, and for CONSTRUCT and DESCRIBE.

        Raises
        ------
        QueryError
            If it is not SPARQL, or would reach beyond the debate.
        UnknownName
            If there is no such question, or a parameter names nothing.

        Examples
        --------
        >>> debate = load()
        >>> debate.query("ASK { actor:wendy-hall a od:Person }")
        True
        """
        from opendebate.ask.query import ask

        return ask(self.engine, question, parameters)

    def select(self, question: str, **parameters: object) -> Rows:
        """Return the rows of a named question or of a SELECT query, as :meth:`query` does.

        Raises
        ------
        QueryError
            If it is another kind of query.

        Examples
        --------
        >>> rows = load().select("who-affirms", claim="misuse-harm")
        >>> rows[0]["speakerName"]
        'Wendy Hall'
        >>> frame = rows.to_pandas()  # doctest: +SKIP
        """
        return _result_of(Rows, self.query(question, **parameters))

    def ask(self, question: str) -> bool:
        """Return the answer to an ASK query, as :meth:`query` does.

        Raises
        ------
        QueryError
            If it is another kind of query.

        Examples
        --------
        >>> load().ask("ASK { actor:david-evan-harris od:takesSide od:For, od:Against }")
        True
        """
        return _result_of(bool, self.query(question))

    def construct(self, question: str) -> rdflib.Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE query, as :meth:`query` does.

        Raises
        ------
        QueryError
            If it is another kind of query.

        Examples
        --------
        >>> len(load().construct("DESCRIBE actor:wendy-hall")) > 5
        True
        """
        import rdflib

        return _result_of(rdflib.Graph, self.query(question))

    def trace(self, name: str) -> Trace:
        """Return who argues what, why, and where, from an actor, claim, model or policy.

        See :func:`opendebate.ask.trace.trace`.
        """
        from opendebate.ask.trace import trace

        return trace(self.engine, name)

    def show(self, name: str) -> Description:
        """Return the description of an entity. See :func:`opendebate.ask.description.show`."""
        from opendebate.ask.description import show

        return show(self.engine, name)

    def search(self, words: str, most: int = 20) -> Table[Entity]:
        """Return entities whose names or texts match some of the words, best first."""
        from opendebate.ask.search import search

        columns = ("kind", "id", "name", "iri")
        return Table(search(self.engine, words, most), columns, shown=columns[:3])

    def path(self, start: str, end: str) -> Table[Step] | None:
        """Return a shortest path between entities, or None if there is none.

        See :func:`opendebate.ask.relations.path`.
        """
        from opendebate.ask.relations import path

        steps = path(self.engine, start, end)
        if steps is None:
            return None
        return Table(steps, ("from", "relation", "to", "basis"), flat=_step_cells)

    def statements(self) -> Table[Statement]:
        """Return every statement, by source and paragraph.

        Examples
        --------
        >>> statements = load().statements()
        >>> statements[0].source.name
        'Why Meta opened up'
        >>> statements.to_csv().partition("\\n")[0][:24]
        'id,source,speakers,as,on'
        """
        from opendebate.ask.statements import FIELDS, all_statements

        shown = ("id", "speakers", "stance", "claim_text", "earliest", "latest")
        return Table(all_statements(self.engine), FIELDS, shown=shown)

    def entities(self, kind: str) -> Rows:
        """Return all entities of a kind: ``"actors"``, ``"claims"``, ``"sources"``, …

        See :func:`opendebate.ask.listing.list_entities`.

        Examples
        --------
        >>> load().entities("sources")[0]["name"]
        'Why Meta opened up'
        """
        from opendebate.ask.listing import list_entities

        return list_entities(self.engine, kind)

    def list(self, kind: str) -> Rows:
        """Return all entities of a kind: the older name of :meth:`entities`."""
        warn_of_old_spelling(f"list({kind!r})", f"entities({kind!r})")
        return self.entities(kind)

    def network(
        self,
        name: str = "debate",
        *,
        ties: str | Sequence[str] | None = None,
        normalisation: str | None = None,
        levels: str | None = None,
        **selection: Any,
    ) -> nx.Graph[str]:
        """Return a network of the debate, for networkx.

        Parameters
        ----------
        name : str
            ``"debate"``, everything and every tie; ``"affiliation"``, actors by claims;
            ``"actors"`` or ``"claims"``, tied by what they share; ``"arguments"``, ``"carriers"``
            or ``"policies"``. See :mod:`opendebate.networks.registry`.
        ties : str or sequence of str, optional
            Of actors and claims: ``congruence``, ``conflict``, ``doubt``, ``subtract``,
            ``ignore``; the first three by default. Of affiliation: ``stance`` (by default),
            ``subtract``, ``ignore``, ``combine``.
        normalisation : str, optional
            Of actors and claims: ``average``, ``jaccard``, ``cosine``, ``activity_product``; of
            affiliation: ``activity``, ``prominence``.
        levels : str, optional
            ``"ternary"`` (by default), ``"binary"`` or ``"graded"``. See
            :func:`opendebate.networks.stance_counts.count`.
        **selection
            Which statements count: `by`, `on`, `sources`, `modes`, `sides`, `topics`, `kinds`,
            `exclude`, `since`, `until`, `hypothetical`, `duplicates`, `positions`, as in
            :class:`opendebate.networks.selection.Selection`.

        Returns
        -------
        networkx.Graph
            Its attribute ``graph["notes"]``, if there is one, says who changed position, and which
            sources have the same text.

        Raises
        ------
        UsageError
            If there is no such network, tie or choice, or a choice has no effect on the network.

        Examples
        --------
        >>> network = load().network("actors", ties="conflict")
        >>> network.number_of_edges()
        1
        """
        from opendebate.networks.options import check_choices
        from opendebate.networks.projection import check_choice
        from opendebate.networks.registry import NETWORKS, Method, make_network, split_aggregations
        from opendebate.networks.selection import Selection

        method = {"ties": ties, "normalisation": normalisation, "levels": levels}
        options = (*(key for key, value in method.items() if value is not None), *selection)
        check_choice("network", name, NETWORKS)
        check_choices(name, options)
        method_choice = Method(
            split_aggregations(ties or ()), normalisation or "none", levels or "ternary"
        )
        return make_network(self.engine, name, Selection(**selection), method_choice, options)

    def standing(self, *, hypothetical: bool = False) -> Standing:
        """Return the acceptability of claims: which ones hold against the claims that attack them.

        See :func:`opendebate.argumentation.acceptability.assess_debate`.
        """
        from opendebate.argumentation.acceptability import assess_debate

        return assess_debate(self.engine, hypothetical=hypothetical)

    def view(
        self,
        lens: str | None = None,
        *,
        start: str | None = None,
        texts: Mapping[str, str | Path] | None = None,
        explorer: str | None = None,
        most: int | None = None,
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

        Raises
        ------
        UsageError
            If there is no such lens, or `most` is given without one.
        UnknownName, AmbiguousName
            If a name, or the source of a text, names no entity or several.
        """
        from opendebate.ask.entities import find

        if lens is not None:
            from opendebate.views.lens_pages import lens_view

            return lens_view(self.engine, lens, explorer, most)
        if most is not None:
            raise UsageError("most has no effect without a lens.", advice="Name a lens, too.")
        from opendebate.views.explorer import ExplorerView

        articles = self._articles(texts or {})
        focus = find(self.engine, start).iri.removeprefix(self.iris.base) if start else None
        return ExplorerView(self.engine, focus, articles)

    def _articles(self, texts: Mapping[str, str | Path]) -> dict[str, str]:
        """Return the articles of sources that the debate has; the files of paths are read."""
        from opendebate.coding.text import text_of_article

        slugs = {str(row["id"]) for row in self.entities("sources")} if texts else set()
        for unknown in sorted(set(texts) - slugs):
            raise UnknownName("source", unknown, close_matches(unknown, slugs))
        return {slug: text_of_article(article).raw for slug, article in texts.items()}

    def publish(self, address: str, query: str | None = None, kind: str = "auto") -> Report:
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

    def serialize(self, format: str = "trig") -> bytes:  # noqa: A002 — as rdflib calls it
        """Return the graph in an RDF format.

        Parameters
        ----------
        format : str
            ``"trig"``, ``"nquads"`` or ``"jsonld"``, which keep the named graphs; ``"turtle"`` or
            ``"ntriples"``, which write their union. A suffix such as ``".ttl"`` still works, with a
            DeprecationWarning.

        Examples
        --------
        >>> load().serialize(format="turtle").startswith(b"@prefix")
        True
        """
        from opendebate.rdf.serialize import name_of_suffix, serialize

        if format.startswith("."):
            name = name_of_suffix(format)
            warn_of_old_spelling(f"serialize({format!r})", f"serialize(format={name!r})")
            format = name  # noqa: A001
        return serialize(self.store, self.iris, format)

    def export(self, name: str, *, texts: Mapping[str, str | Path] | None = None) -> Export:
        """Return the debate in another tool's format: ``save`` writes it.

        Parameters
        ----------
        name : str
            ``"argdown"``, ``"aif"``, ``"dna"``; ``"csv"``, a folder of tables; or an RDF format,
            as for :meth:`serialize`.
        texts : mapping of str to str or pathlib.Path, optional
            Source → its article, or the path of its file, where the format holds articles.

        Returns
        -------
        Export
            Its ``omissions`` say what the format cannot hold.

        Examples
        --------
        >>> argdown = load().export("argdown")
        >>> argdown.content.decode().splitlines()[1]
        'title: The AI openness debate'
        >>> argdown.save("debate.argdown")  # doctest: +SKIP
        """
        from opendebate.exchange.exporting import export_debate

        articles = self._articles(texts or {})
        return export_debate(self.engine, self.store, name, texts=articles, folder=self.folder)

    def export_network(self, network: nx.Graph[str], name: str, *, title: str = "") -> Export:
        """Return a network in another program's format, with all attributes: ``save`` writes it.

        Parameters
        ----------
        network : networkx.Graph
            As :meth:`network` returns it.
        name : str
            ``"gexf"`` (for Gephi), ``"graphml"``, ``"dot"``, ``"node-link"``, ``"cytoscape"``; or
            ``"csv"``, a folder with a table of nodes and one of ties.
        title : str, optional
            What the network is; otherwise the debate's title.

        Examples
        --------
        >>> debate = load()
        >>> conflicts = debate.network("actors", ties="conflict")
        >>> debate.export_network(conflicts, "gexf").save("conflicts.gexf")  # doctest: +SKIP
        """
        from opendebate.exchange.exporting import export_network

        return export_network(self.engine, network, name, title=title or self.title)

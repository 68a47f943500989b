"""What is made of a debate for other tools: their files, RDF, and graphs in stores."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.debate.pages import DebatePages
from opendebate.old_spellings import warn_of_old_spelling

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.debate.exporting import Export
    from opendebate.publish.plan import PublishReport


class Outputs(DebatePages):
    """Pages, files and published graphs of a debate."""

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

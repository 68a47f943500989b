"""The debate as one picture: a page that anybody can open, with nothing fetched from anywhere."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from opendebate.files import write_file
from opendebate.views.layout import layout
from opendebate.views.palette import EDGES, INK, INK_DARK, NODES, line_of, look_of
from opendebate.views.safe import TEMPLATES, content_policy, inline, plain, web_link

if TYPE_CHECKING:
    import networkx as nx

VIS = "lib/vis-9.1.2/vis-network.min.js"  # in pyvis
SHOWN = ("actor", "claim", "model", "policy")


class NetworkView:
    """A picture of a debate's network; it shows itself in a notebook.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As :func:`opendebate.networks.whole.whole_network` makes it. It is not changed.
    title, question : str
        Of the debate.
    places : mapping of str to str, optional
        Statement id → where it stands, in words; shown with the ties that rest on it.
    note : str
        What the page is made from, shown at its end.

    Examples
    --------
    >>> import opendebate
    >>> view = opendebate.load().view()
    >>> view.html().startswith("<!doctype html>")
    True
    """

    def __init__(
        self,
        network: nx.MultiDiGraph[str],
        title: str,
        question: str,
        places: Mapping[str, str] | None = None,
        note: str = "",
    ) -> None:
        shown = [node for node in network if network.nodes[node]["kind"] in SHOWN]
        self.network = network.subgraph(shown)
        self.title, self.question, self.note = plain(title), plain(question), plain(note)
        self.places = places or {}

    def __repr__(self) -> str:
        return f"<NetworkView of {self.title!r}: {len(self.network)} things>"

    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""
        return self._page

    def save(self, path: str | Path) -> None:
        """Write the page to a file, as UTF-8.

        Raises
        ------
        InputError
            If it cannot be written; what was there is kept.
        """
        write_file(Path(path), self._page)

    def _repr_html_(self) -> str:
        # Without allow-same-origin the page cannot touch the notebook it stands in.
        return (
            f'<iframe sandbox="allow-scripts allow-popups" title="{html.escape(self.title)}"'
            f' width="100%" height="800" srcdoc="{html.escape(self._page)}"></iframe>'
        )

    @cached_property
    def _page(self) -> str:
        from jinja2 import Environment, FileSystemLoader
        from pyvis.network import Network

        drawing = Network(directed=True)
        drawing.path = "network.html"
        drawing.templateEnv = Environment(
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=FileSystemLoader(TEMPLATES),
        )
        self._draw(drawing)
        drawing.templateEnv.globals.update(self._words())
        page: str = drawing.generate_html()
        return page

    def _draw(self, drawing: Any) -> None:
        """Add nodes and edges, with places, looks and the words of the panel."""
        places = layout(self.network, lambda edge: line_of(edge).pull)
        degrees = dict(self.network.degree())
        for node in sorted(self.network.nodes):
            about = self.network.nodes[node]
            look, name = look_of(about), plain(about["name"])
            x, y = places[node]
            drawing.add_node(
                key_of(about),
                label=_wrap(name),
                shape=look.shape,
                color=look.colour,
                size=round(min(16.0, 7.0 + degrees[node] ** 0.5), 1),
                x=x,
                y=y,
                name=name,
                kind=words_of(about),
                link=web_link(about.get("link")),
            )
        for number, (start, end, edge) in enumerate(self._ties()):
            drawing.add_edge(
                key_of(start),
                key_of(end),
                id=number,
                line=line_of(edge).key,
                words=edge["label"],
                inverse=edge["inverse"],
                more=self._grounds(edge),
            )

    def _ties(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]]:
        """Yield start, end and tie, sorted; what only repeats a concession is left out."""
        nodes = self.network.nodes
        for start, end, relation, edge in sorted(
            self.network.edges(keys=True, data=True), key=lambda one: one[:3]
        ):
            conceded = self.network.get_edge_data(start, end, "concedes")
            if relation == "affirms" and conceded and conceded["statements"] == edge["statements"]:
                continue
            yield nodes[start], nodes[end], edge

    def _grounds(self, edge: Mapping[str, Any]) -> str:
        """Return how a tie is known: stated or analytic, and where it is said."""
        said = (plain(self.places.get(one, one)) for one in edge.get("statements", ()))
        return "; ".join((*edge.get("basis", ()), *said))

    def _words(self) -> dict[str, object]:
        """Return what the template shows besides the drawing."""
        vis, script, style = inline(VIS), inline("network.js"), inline("network.css")
        nodes = self.network.nodes
        rows = [
            (plain(start["name"]), edge["label"], plain(end["name"]), self._grounds(edge))
            for start, end, edge in self._ties()
        ]
        rows.sort(key=lambda row: (row[0].casefold(), row[1], row[2]))
        return {
            "title": self.title,
            "question": self.question,
            "note": self.note,
            "looks": NODES,
            "lines": EDGES,
            "styles": {line.key: asdict(line) for line in EDGES},
            "ink": {"from": INK, "to": INK_DARK},
            "rows": rows,
            "names": sorted({plain(nodes[node]["name"]) for node in self.network}),
            "vis": Markup(vis),  # noqa: S704 — pyvis's own file
            "script": Markup(script),  # noqa: S704 — our own file
            "style": Markup(style),  # noqa: S704 — our own file
            "policy": content_policy((vis, script), (style,)),
        }


def key_of(node: Mapping[str, Any]) -> str:
    """Return how the page calls a thing: kind and id."""
    return f"{node['kind']}/{node['id']}"


def words_of(node: Mapping[str, Any]) -> str:
    """Return what a thing is, in words.

    Examples
    --------
    >>> words_of({"kind": "actor", "type": "group", "hypothetical": True})
    'Group nobody speaks for'
    """
    if node["kind"] != "actor":
        return look_of(node).words
    kind = str(node.get("type", "actor")).capitalize()
    return f"{kind} nobody speaks for" if node.get("hypothetical") else kind


def _wrap(name: str) -> str:
    """Return a name as a label of at most three short lines."""
    lines = textwrap.wrap(name[:200], 24, max_lines=3, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines)

"""Lenses: pages that each show one network of a debate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.ask.render_trace import format_citation
from opendebate.ask.statements import all_statements
from opendebate.errors import UsageError, did_you_mean
from opendebate.networks.lens_phrases import network_size
from opendebate.networks.lenses import LENSES, Lens, make_lens
from opendebate.networks.registry import NETWORKS
from opendebate.networks.tie_weights import doubter_first
from opendebate.views.credits import licence_of, sources_on_the_web, titles
from opendebate.views.drawing_limits import without_repeats
from opendebate.views.network_page import NetworkView
from opendebate.views.page_marks import network_mark
from opendebate.views.relation_phrases import format_sources

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

__all__ = ["LENSES", "lens_addresses", "lens_view", "network_view"]


def lens_view(
    engine: Engine,
    name: str,
    explorer: str | None = None,
    most: int | None = None,
    colour: str | None = None,
) -> NetworkView:
    """Return the page of a lens.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of `LENSES`.
    explorer : str, optional
        File name or web address of the explorer's page, to which the page then links.
    most : int, optional
        Maximum number of nodes in the picture: see
        :class:`opendebate.views.network_page.NetworkView`.
    colour : str, optional
        An attribute of the study, by which nodes get their colour and shape.

    Raises
    ------
    UsageError
        If there is no such lens or attribute.

    Examples
    --------
    >>> import opendebate
    >>> lens_view(opendebate.load(only=["why-meta-opened-up"]).engine, "claims")
    <NetworkView 'The AI openness debate: claims', 53 nodes>
    """
    if name not in LENSES:
        close = did_you_mean(get_close_matches(name, LENSES, 1))
        advice = f"{close} The lenses are {', '.join(LENSES[:-1])} and {LENSES[-1]}.".strip()
        raise UsageError(f"There is no lens {name!r}.", advice=advice)
    lens = _coloured(engine, make_lens(engine, name), colour)
    return _page(engine, name, lens, explorer, most)


def lens_addresses(pattern: str = "network-{}.html") -> dict[str, str]:
    """Return where the page of each lens is, by the name of the lens.

    Examples
    --------
    >>> lens_addresses()["actors"]
    'network-actors.html'
    """
    return {name: pattern.format(name) for name in LENSES}


def network_view(  # noqa: PLR0913 — each is a choice of the caller
    engine: Engine,
    name: str,
    graph: nx.Graph[str],
    most: int | None = None,
    explorer: str | None = None,
    *,
    colour: str | None = None,
) -> NetworkView:
    """Return a page that draws a network of :mod:`opendebate.networks.registry`.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        The name of the network.
    graph : networkx.Graph
    most : int, optional
        Maximum number of nodes in the picture: see
        :class:`opendebate.views.network_page.NetworkView`.
    explorer : str, optional
        File name or web address of the explorer's page, to which the page then links.
    colour : str, optional
        An attribute of the study, by which nodes get their colour and shape.

    Examples
    --------
    >>> import opendebate
    >>> debate = opendebate.load(only=["why-meta-opened-up"])
    >>> network_view(debate.engine, "actors", debate.network("actors"))
    <NetworkView 'The AI openness debate: network', 12 nodes>
    """
    drawable = without_repeats(_drawable(graph))
    description = f"Network of {name}: {NETWORKS[name][0]}."
    finding = network_size(len(drawable), drawable.number_of_edges())
    lens = _coloured(engine, Lens("network", drawable, description, finding), colour)
    return _page(engine, name, lens, explorer, most)


def _page(
    engine: Engine, name: str, lens: Lens, explorer: str | None, most: int | None
) -> NetworkView:
    """Return the page of a lens, with what stands on it of the debate as a whole."""
    title, question = titles(engine)
    statements, licence = all_statements(engine), licence_of(engine)
    view = NetworkView(
        lens, title, question, Citations(statements), _note(statements), explorer, most,
        " · ".join([format_sources(statements), *([licence["name"]] if licence else [])]),
    )  # fmt: skip
    view.mark = network_mark(engine.iris.base, name)
    view.licence, view.sources = licence, sources_on_the_web(engine)
    return view


def _coloured(engine: Engine, lens: Lens, attribute: str | None) -> Lens:
    """Return a lens whose nodes look as their value of an attribute does, if one is named."""
    if not attribute:
        return lens
    from opendebate.views.value_looks import with_value_looks

    return replace(lens, network=with_value_looks(engine, lens.network, attribute))


class Citations(Mapping[str, str]):
    """The citation of each statement, in words, written when it is first needed."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements = {statement.id: statement for statement in statements}

    def __getitem__(self, name: str) -> str:
        return format_citation(self._statements[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


def _drawable(graph: nx.Graph[str]) -> nx.MultiDiGraph[str]:
    """Return a network whose ties have their weight and grounds in words."""
    drawable: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawable.add_nodes_from(graph.nodes(data=True))
    for start, end, attributes in graph.edges(data=True):
        ends = doubter_first(start, end, attributes)
        relation = attributes["relation"]
        if relation == "subtract":
            relation += "+" if attributes["sign"] > 0 else "-"
        tie: dict[str, Any] = {
            key: attributes[key] for key in ("statements", "basis") if key in attributes
        }
        if "weight" in attributes:
            tie["strength"] = attributes["weight"]
        weight = [f"weight {attributes['weight']:.3g}"] if "weight" in attributes else []
        shared = [
            f"on “{graph.nodes[claim]['name']}”" if claim in graph else ""
            for claim in attributes.get("shared", ())
        ]
        label, inverse = attributes["label"], attributes.get("inverse", attributes["label"])
        drawable.add_edge(*ends, key=relation, relation=relation, label=label, inverse=inverse,
                       tells=(*weight, *filter(None, shared)), **tie)  # fmt: skip
    return drawable


def _note(statements: list[Statement]) -> str:
    """Return a note on the sources of the page."""
    return (
        f"Drawn from {format_sources(statements)}. It shows what is said there, not what is true. "
        "Stated ties are based on a speaker's words; analytic ones are the coder's."
    )

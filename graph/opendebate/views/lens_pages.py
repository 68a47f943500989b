"""Lenses: pages that show one network of a debate each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import networkx as nx

from opendebate.ask.render_trace import format_citation
from opendebate.ask.statements import all_statements
from opendebate.errors import UsageError, did_you_mean
from opendebate.networks.lenses import LENSES, Lens, make_lens
from opendebate.networks.registry import NETWORKS
from opendebate.views.drawing_limits import without_repeats
from opendebate.views.network_page import NetworkView
from opendebate.views.relation_phrases import told_from

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

__all__ = ["LENSES", "lens_view", "network_view", "titles"]


def lens_view(
    engine: Engine, name: str, explorer: str | None = None, most: int | None = None
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
        How many things the picture shows. See :class:`opendebate.views.network_page.NetworkView`.

    Raises
    ------
    UsageError
        If there is no such lens.

    Examples
    --------
    >>> import opendebate
    >>> lens_view(opendebate.load().engine, "claims")
    <NetworkView 'The AI openness debate: claims', 53 things>
    """
    if name not in LENSES:
        close = did_you_mean(get_close_matches(name, LENSES, 1))
        advice = f"{close} The lenses are {', '.join(LENSES[:-1])} and {LENSES[-1]}.".strip()
        raise UsageError(f"There is no lens {name!r}.", advice=advice)
    title, question = titles(engine)
    said = all_statements(engine)
    places = Places(said)
    return NetworkView(
        make_lens(engine, name), title, question, places, _note(said), explorer, most
    )


def network_view(
    engine: Engine,
    name: str,
    graph: nx.Graph[str],
    most: int | None = None,
    explorer: str | None = None,
) -> NetworkView:
    """Return a page that draws a network of :mod:`opendebate.networks.registry`.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        What the network is called.
    graph : networkx.Graph
    most : int, optional
        How many things the picture shows. See :class:`opendebate.views.network_page.NetworkView`.
    explorer : str, optional
        File name or web address of the explorer's page, to which the page then links.

    Examples
    --------
    >>> import opendebate
    >>> debate = opendebate.load()
    >>> network_view(debate.engine, "actors", debate.network("actors"))
    <NetworkView 'The AI openness debate: network', 12 things>
    """
    title, question = titles(engine)
    said = all_statements(engine)
    places = Places(said)
    drawn = without_repeats(_drawable(graph))
    shows = f"Network of {name}: {NETWORKS[name][0]}."
    finding = f"{len(drawn):,} things, {drawn.number_of_edges():,} ties."
    lens = Lens("network", drawn, shows, finding)
    return NetworkView(lens, title, question, places, _note(said), explorer, most)


class Places(Mapping[str, str]):
    """Where each statement stands, in words, which are found when somebody asks for them."""

    def __init__(self, said: Iterable[Statement]) -> None:
        self._said = {statement.id: statement for statement in said}

    def __getitem__(self, name: str) -> str:
        return format_citation(self._said[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


def _drawable(graph: nx.Graph[str]) -> nx.MultiDiGraph[str]:
    """Return a network whose ties say in words what they weigh and rest on."""
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn.add_nodes_from(graph.nodes(data=True))
    for start, end, about in graph.edges(data=True):
        relation = about["relation"]
        if relation == "subtract":
            relation += "+" if about["sign"] > 0 else "-"
        tie = {key: about[key] for key in ("statements", "basis") if key in about}
        weight = [f"weight {about['weight']:.3g}"] if "weight" in about else []
        shared = [
            f"on “{graph.nodes[one]['name']}”" if one in graph else ""
            for one in about.get("shared", ())
        ]
        label, inverse = about["label"], about.get("inverse", about["label"])
        drawn.add_edge(start, end, key=relation, relation=relation, label=label, inverse=inverse,
                       tells=(*weight, *filter(None, shared)), **tie)  # fmt: skip
    return drawn


def titles(engine: Engine) -> tuple[str, str]:
    """Return the title and the question of a debate."""
    rows = engine.select(
        """SELECT ?title ?text {
          ?debate a od:Debate ; dcterms:title ?title ; od:question/od:text ?text }"""
    )
    row = next(iter(rows))
    return row["title"].value, row["text"].value


def _note(said: list[Statement]) -> str:
    """Return what the page is drawn from."""
    return (
        f"Drawn from {told_from(said)}. It shows what is said there, not what is true. Stated "
        "ties rest on a speaker's words; analytic ones are the coder's."
    )

"""A picture shows what there is room for, and says what it leaves out."""

from __future__ import annotations

from itertools import permutations

import networkx as nx

from opendebate.networks.lenses import Lens
from opendebate.views.network import NetworkView
from opendebate.views.room import GROUNDS, MOST_TIES, strongest


def crowd(size: int) -> nx.MultiDiGraph[str]:
    """Everybody agrees with everybody, on the more claims the earlier in the alphabet they are."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [f"a{n:03}" for n in range(size)]
    for name in names:
        about = {"kind": "actor", "id": name, "name": name, "type": "person", "side": "for"}
        graph.add_node(name, **about, hypothetical=False)
    words = {"relation": "agrees", "label": "agrees with", "inverse": "agrees with"}
    for n, (one, other) in enumerate(permutations(names, 2)):
        tells = tuple(f"Both affirm claim {i}." for i in range(40))
        weight = 1 + (n < 50)
        graph.add_edge(one, other, "agrees", **words, weight=weight, tells=tells, statements=())
    return graph


def test_the_strongest_ties_are_kept_and_the_network_is_not_changed() -> None:
    graph = crowd(20)
    fewer = strongest(graph, 60)
    weights = list(nx.get_edge_attributes(fewer, "weight").values())
    assert len(weights) == 60
    assert weights.count(2) == 50
    assert graph.number_of_edges() == 20 * 19
    assert strongest(graph, 1000) is graph


def test_a_crowd_is_drawn_in_part_and_the_page_says_so() -> None:
    graph = crowd(60)
    assert graph.number_of_edges() > MOST_TIES
    page = NetworkView(Lens("actors", graph, "All.", "All agree."), "Crowd", "Is it?").html()
    assert f"Of the ties the {MOST_TIES:,} strongest are drawn, and 540 are left out." in page
    assert f"and {40 + 1 - GROUNDS} more" in page, "what a tie rests on is told in part"
    assert len(page) < 12_000_000
    small = NetworkView(Lens("actors", crowd(5), "All.", "All agree."), "Few", "Is it?")
    assert "strongest are drawn" not in small.html()

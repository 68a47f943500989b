"""Places of a drawn network: steady, apart and rounded."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import pytest

from opendebate.views.layout import LEAST_DISTANCE, _tied, layout


def random_network(nodes: int, seed: int = 7) -> nx.MultiDiGraph[str]:
    graph = nx.gnm_random_graph(nodes, nodes * 2, seed=seed)
    edges = [(f"n{a}", f"n{b}") for a, b in graph.edges()]
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from(f"n{number}" for number in range(nodes))
    network.add_edges_from(edges)
    return network


@pytest.mark.parametrize("nodes", [0, 1, 2, 3, 4, 40, 160])
def test_no_two_symbols_overlap(nodes: int) -> None:
    places = layout(random_network(nodes))
    assert len(places) == nodes
    pairs = itertools.combinations(places.values(), 2)
    assert all(math.dist(a, b) >= LEAST_DISTANCE - 1 for a, b in pairs)


def test_the_order_of_nodes_and_edges_makes_no_difference() -> None:
    network = random_network(30)
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network)))
    turned.add_edges_from(reversed(list(network.edges())))
    places = layout(network)
    _tied.cache_clear()
    assert layout(turned) == places


def test_a_layout_that_is_remembered_is_not_changed_by_who_gets_it() -> None:
    places = layout(random_network(12))
    copied = dict(places)
    places.clear()
    assert layout(random_network(12)) == copied


def test_places_are_rounded_and_around_the_origin() -> None:
    places = layout(random_network(25))
    xs = [x for x, _ in places.values()]
    assert xs == [round(x, 1) for x in xs]
    assert abs(sum(xs) / len(xs)) < 0.1


def test_nodes_without_any_tie_and_ties_to_oneself() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "a")])
    network.add_nodes_from("bcde")
    places = layout(network)
    assert len(set(places.values())) == 5


@pytest.mark.parametrize("alone", [1, 2, 7, 60])
def test_what_has_no_tie_stands_in_rows_beneath_and_not_far(alone: int) -> None:
    network = random_network(12)
    network.remove_nodes_from([node for node, degree in network.degree() if not degree])
    network.add_nodes_from(f"z{number}" for number in range(alone))
    places = layout(network)
    tied = [place for node, place in places.items() if not node.startswith("z")]
    bottom = max(y for _, y in tied)
    rows = sorted({y for node, (_, y) in places.items() if node.startswith("z")})
    assert bottom + LEAST_DISTANCE < rows[0] < bottom + 2 * LEAST_DISTANCE
    assert all(
        LEAST_DISTANCE < low - high < 2 * LEAST_DISTANCE for high, low in itertools.pairwise(rows)
    )
    assert len(rows) <= math.ceil(math.sqrt(alone))


def test_what_is_tied_strongly_stands_nearer() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for side in ("a", "b"):
        for one, other in itertools.combinations(range(6), 2):
            network.add_edge(f"{side}{one}", f"{side}{other}", pull=1.0)
    network.add_edge("a0", "b0", pull=0.1)
    places = layout(network, lambda edge: float(edge["pull"]))
    assert math.dist(places["a1"], places["a2"]) < math.dist(places["a1"], places["b1"])


def test_the_network_is_not_changed() -> None:
    network = random_network(10)
    before = (list(network.nodes(data=True)), list(network.edges(data=True)))
    layout(network)
    assert (list(network.nodes(data=True)), list(network.edges(data=True))) == before

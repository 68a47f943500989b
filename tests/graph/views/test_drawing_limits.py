"""A picture shows what there is room for, and says what it leaves out."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from opendebate.networks.lenses import Lens
from opendebate.views.drawing_limits import ALL, BACKBONE, GROUNDS, limits_for, most_tied, strongest
from opendebate.views.network_page import NetworkView


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
    fewer = strongest(graph, 70)
    weights = list(nx.get_edge_attributes(fewer, "weight").values())
    assert len(weights) == 70
    assert weights.count(2) == 50
    assert graph.number_of_edges() == 20 * 19
    assert strongest(graph, 1000) is graph


def test_a_crowd_is_drawn_in_part_and_the_page_says_so() -> None:
    graph = crowd(60)
    assert graph.number_of_edges() > ALL.ties
    left = 60 * 59 - BACKBONE.ties
    page = NetworkView(Lens("actors", graph, "All.", "All agree."), "Crowd", "Is it?").html()
    drawn = f"the {BACKBONE.ties} strongest are on this page, and {left:,} are left out"
    assert f"Of the ties among the nodes that are shown, {drawn}" in page
    assert f"and {40 + 1 - GROUNDS} more" in page, "what a tie rests on is told in part"
    assert len(page) < 12_000_000
    small = NetworkView(Lens("actors", crowd(5), "All.", "All agree."), "Few", "Is it?")
    assert "strongest are on this page" not in small.html()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9)), max_size=300),
       st.integers(40, 80))  # fmt: skip
def test_what_is_joined_stays_joined_and_what_is_left_out_is_weaker(
    ties: list[tuple[int, int, int]], most: int
) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one, other, weight in ties:
        graph.add_edge(f"a{one:02}", f"a{other:02}", key="agrees", weight=weight)
    fewer = strongest(graph, most)
    assert set(fewer) == set(graph)
    assert fewer.number_of_edges() == min(most, graph.number_of_edges())
    parts = nx.number_weakly_connected_components
    assert not graph or parts(fewer) == parts(graph)
    weight_of = nx.get_edge_attributes(graph, "weight")
    by_weight = sorted(weight_of, key=lambda tie: (-weight_of[tie], tie))
    assert not by_weight or fewer.has_edge(*by_weight[0])


def test_a_small_network_is_drawn_whole_and_a_large_one_as_its_backbone() -> None:
    assert limits_for(crowd(20)) == ALL
    assert limits_for(crowd(60)) == BACKBONE
    assert limits_for(crowd(60), 60).nodes == 60


def test_what_the_headline_names_is_drawn_whatever_its_ties() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph([(f"a{n}", "a0") for n in range(9)])
    graph.add_node("alone")
    assert "alone" in most_tied(graph, 3, ["alone"])
    assert "alone" not in most_tied(graph, 3)

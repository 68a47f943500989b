"""Camps in signed networks: worked examples, laws, and another way to the same number."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.networks.structural_balance import (
    MAX_EXACT_NODES,
    external_internal,
    frustration,
    signed_modularity,
)


def signed(ties: Mapping[tuple[str, str], float]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for (one, other), value in ties.items():
        graph.add_edge(one, other, weight=abs(value), sign=1 if value > 0 else -1)
    return graph


TWO_CAMPS = signed(
    {
        ("a", "b"): 2, ("b", "c"): 1, ("d", "e"): 3,
        ("a", "d"): -1, ("b", "e"): -2, ("c", "d"): -1,
    }
)  # fmt: skip

values = st.sampled_from([-2.0, -1.0, 1.0, 2.0])
pairs = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(
    lambda pair: pair[0] < pair[1]
)
networks = st.dictionaries(pairs, values, min_size=1).map(signed)


def by_the_formula(graph: nx.Graph[str], camp: dict[str, int]) -> float:
    """Sum over all ordered pairs, as the paper writes it."""
    nodes = list(graph)
    w = np.zeros((len(nodes), len(nodes)))
    for i, j in product(range(len(nodes)), repeat=2):
        if graph.has_edge(nodes[i], nodes[j]):
            about = graph.edges[nodes[i], nodes[j]]
            w[i, j] = about["weight"] * about["sign"]
    plus, minus = np.where(w > 0, w, 0), np.where(w < 0, -w, 0)
    total = 0.0
    for i, j in product(range(len(nodes)), repeat=2):
        if camp[nodes[i]] == camp[nodes[j]]:
            total += w[i, j]
            if plus.sum():
                total -= plus[i].sum() * plus[j].sum() / plus.sum()
            if minus.sum():
                total += minus[i].sum() * minus[j].sum() / minus.sum()
    return float(total / (plus.sum() + minus.sum()))


@given(graph=networks, numbers=st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_modularity_is_what_the_formula_says(graph: nx.Graph[str], numbers: list[int]) -> None:
    camp = dict(zip("abcdef", numbers, strict=True))
    camps = [[node for node in graph if camp[node] == n] for n in range(3)]
    assert signed_modularity(graph, camps) == pytest.approx(by_the_formula(graph, camp))


@given(graph=networks)
def test_one_camp_has_no_modularity(graph: nx.Graph[str]) -> None:
    assert signed_modularity(graph, [list(graph)]) == pytest.approx(0)


@given(graph=networks, numbers=st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_without_negative_ties_it_is_newmans(graph: nx.Graph[str], numbers: list[int]) -> None:
    for _, _, about in graph.edges(data=True):
        about["sign"] = 1
    camp = dict(zip("abcdef", numbers, strict=True))
    camps = [{node for node in graph if camp[node] == n} for n in range(3)]
    newman = nx.community.modularity(graph, [one for one in camps if one])
    assert signed_modularity(graph, camps) == pytest.approx(newman)


def test_the_true_camps_of_a_divided_debate_have_the_highest_modularity() -> None:
    true = signed_modularity(TWO_CAMPS, ["abc", "de"])
    assert true > signed_modularity(TWO_CAMPS, ["abd", "ce"])
    camp = {node: int(node in "de") for node in "abcde"}
    assert true == pytest.approx(by_the_formula(TWO_CAMPS, camp))
    assert true > signed_modularity(TWO_CAMPS, ["ab", "c", "de"])


def test_a_divided_debate_frustrates_nobody() -> None:
    found = frustration(TWO_CAMPS)
    assert found.share == 0
    assert found.exact
    assert set(found.camps) == {frozenset("abc"), frozenset("de")}


def test_three_who_all_disagree_cannot_be_divided_in_two() -> None:
    found = frustration(signed({("a", "b"): -1, ("b", "c"): -1, ("a", "c"): -1}))
    assert found.share == pytest.approx(1 / 3)


def test_the_cheapest_ties_are_given_up() -> None:
    found = frustration(signed({("a", "b"): -5, ("b", "c"): -5, ("a", "c"): -2}))
    assert found.share == pytest.approx(2 / 12)


@given(graph=networks)
def test_a_network_is_balanced_where_no_cycle_has_an_odd_number_of_conflicts(
    graph: nx.Graph[str],
) -> None:
    # Harary's theorem, by walking through the network once.
    camp: dict[str, bool] = {}
    balanced = True
    for start in graph:
        stack = [(start, camp.get(start, False))]
        while stack:
            node, side = stack.pop()
            if node in camp:
                balanced &= camp[node] == side
                continue
            camp[node] = side
            stack += [
                (other, side == (graph.edges[node, other]["sign"] > 0)) for other in graph[node]
            ]
    assert (frustration(graph).share == 0) == balanced


def test_a_large_network_gets_a_bound_and_says_so() -> None:
    two = [f"n{n:02}" for n in range(MAX_EXACT_NODES + 4)]
    ties = {
        (one, other): 1 if (n % 2 == m % 2) else -1
        for n, one in enumerate(two)
        for m, other in enumerate(two)
        if n < m
    }
    found = frustration(signed(ties))
    assert not found.exact
    assert found.share == 0, "the camps are found all the same"


def test_the_index_runs_from_all_within_to_all_between() -> None:
    groups = {"a": "for", "b": "for", "c": "against"}
    assert external_internal(signed({("a", "b"): 1}), groups) == -1
    assert external_internal(signed({("a", "c"): 1}), groups) == 1
    assert external_internal(signed({("a", "b"): 3, ("b", "c"): 1}), groups) == -0.5
    assert external_internal(signed({("a", "d"): 1}), groups) is None
    assert external_internal(signed({("a", "c"): -1, ("a", "b"): 1}), groups) == -1


def test_the_index_weighs_ties_between_groups_against_those_within() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=3, sign=1)
    graph.add_edge("b", "c", weight=1, sign=1)
    graph.add_edge("a", "c", weight=9, sign=-1)  # no tie of agreement
    graph.add_edge("a", "d", weight=9, sign=1)  # of no group
    groups = {"a": "x", "b": "x", "c": "y"}
    assert external_internal(graph, groups) == (1 - 3) / (1 + 3)
    assert external_internal(graph, {"a": "x", "c": "y"}) is None

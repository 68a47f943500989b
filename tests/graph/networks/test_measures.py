"""Measures: what they say of small networks by hand, and when they refuse to say anything."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from opendebate.debate import Debate
from opendebate.errors import UsageError
from opendebate.networks.affiliation import affiliation_network
from opendebate.networks.discourse_networks import projected_network
from opendebate.networks.measures import MEASURES, NOTE, NetworkTooSmall, measure
from opendebate.networks.observations import Selection


def camps() -> nx.MultiGraph[str]:
    """Two camps of four, one who agrees with one of each, and two quarrels between them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for camp, side in (("abcd", "for"), ("efgh", "against")):
        for node in camp:
            graph.add_node(node, id=node, name=node.upper(), side=side, n=2, second_hand=0)
        for x, y in combinations(camp, 2):
            graph.add_edge(x, y, "congruence", weight=2.0, sign=1)
    graph.add_node("m", id="m", name="M", side="both", n=4, second_hand=3)
    for end in "ae":
        graph.add_edge("m", end, "congruence", weight=1.0, sign=1)
        graph.add_edge("m", end, "conflict", weight=1.0, sign=-1)
    graph.add_edge("b", "f", "conflict", weight=3.0, sign=-1)
    return graph


def test_degree_counts_others_and_weighs_signs() -> None:
    told = measure(camps(), "degree")
    by = {row["id"]: row for row in told.rows}
    assert (by["a"]["degree"], by["a"]["positive"], by["a"]["negative"]) == (4, 7.0, 1.0)
    assert (by["m"]["degree"], by["m"]["positive"], by["m"]["negative"]) == (2, 2.0, 2.0)
    assert told.n == 9
    assert told.note.startswith(NOTE)


def test_who_ties_the_camps_stands_between_them() -> None:
    told = measure(camps(), "betweenness", anyway=True)
    assert {row["id"] for row in told.rows[:5]} >= {"a", "e", "m"}
    assert measure(camps(), "bridges").rows[0] | {"id": "m"} == {
        "id": "m", "name": "M", "to those for": 1, "to those against": 1, "across": 1,
    }  # fmt: skip


def test_communities_are_the_camps() -> None:
    told = measure(camps(), "communities", anyway=True)
    groups = [set(row["members"]) - {"M"} for row in told.rows]
    assert {frozenset(group) for group in groups} == {frozenset("ABCD"), frozenset("EFGH")}
    assert measure(camps(), "modularity", anyway=True).value == pytest.approx(0.5, abs=0.15)


def test_camps_leave_only_the_one_between_them_unsatisfied() -> None:
    told = measure(camps(), "frustration")
    # M is in one camp: its tie of agreement with the other, and its quarrel with its own.
    assert told.value == pytest.approx(2 / (2 * 12 + 4 + 3))
    assert "Every division was tried" in told.note


def test_the_index_leaves_out_who_takes_both_sides() -> None:
    told = measure(camps(), "e-i")
    assert told.value == -1
    assert [row["size"] for row in told.rows] == [4, 4]


def test_shares_are_told_with_their_n() -> None:
    told = measure(camps(), "second-hand")
    assert told.rows[0] == {"id": "m", "name": "M", "n": 4, "share": 0.75}
    assert told.value == pytest.approx(3 / 20)


def test_too_little_is_refused_with_its_reason() -> None:
    two: nx.Graph[str] = nx.Graph()
    two.add_edge("a", "b", weight=1.0, sign=1)
    with pytest.raises(
        NetworkTooSmall, match=r"degree is not shown: there are 2 nodes, and below 3"
    ) as told:
        measure(two, "degree")
    assert told.value.exit_code == 1
    even_so = measure(two, "degree", anyway=True)
    assert even_so.n == 2
    assert "too few nodes for it to mean anything" in even_so.note


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_at_all_is_refused_and_told_even_so(name: str) -> None:
    empty: nx.Graph[str] = nx.Graph()
    with pytest.raises(NetworkTooSmall):
        measure(empty, name)
    told = measure(empty, name, anyway=True)
    assert told.n == 0
    assert not [row for row in told.rows if row.get("members")]


def test_an_unknown_measure_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no measure 'betweeness'.*Did you mean betweenness"):
        measure(camps(), "betweeness")


@pytest.mark.parametrize("which", ["affiliation", "actors", "claims"])
def test_every_measure_tells_every_network_of_a_debate(debate: Debate, which: str) -> None:
    selection = Selection()
    graph = (
        affiliation_network(debate.engine, selection)
        if which == "affiliation"
        else projected_network(debate.engine, selection, of=which)
    )
    for name in MEASURES:
        told = measure(graph, name, anyway=True)
        assert told.to_dict()["n"] == told.n
        if which == "affiliation":
            assert told == measure(graph, name, anyway=True), "the same every time"


def test_hall_is_heard_second_hand_only(debate: Debate) -> None:
    graph = affiliation_network(debate.engine, Selection())
    rows = {row["id"]: row for row in measure(graph, "second-hand").rows}
    assert rows["wendy-hall"]["share"] == 1
    assert rows["mark-zuckerberg"]["share"] == 0
    even = {row["id"]: row for row in measure(graph, "both-sides").rows}
    assert even["david-evan-harris"]["for"] == 2
    assert even["david-evan-harris"]["against"] == 3
    assert even["david-evan-harris"]["evenness"] == pytest.approx(0.8)

"""Signs of ties: hand-computed values of every measure that counts weights, under every tie.

Ann affirms maps twice, Ben once; Ben denies dikes once; Cleo denies maps once and dikes once. So
Ann and Ben agree (2), Ben and Cleo agree on dikes (1) and oppose each other on maps (1), Ann and
Cleo oppose each other (2).
"""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest

from opendebate.errors import UsageError
from opendebate.networks.discourse_networks import add_projected_ties
from opendebate.networks.measures import MEASURES, measure
from opendebate.networks.node_measures import communities, degree
from opendebate.networks.observations import Observation
from opendebate.networks.stance_counts import count
from opendebate.networks.structural_balance import frustration
from opendebate.networks.tie_weights import signed_weight

SAID = {
    ("ann", "maps"): ["affirms", "affirms"],
    ("ben", "maps"): ["affirms"],
    ("ben", "dikes"): ["denies"],
    ("cleo", "maps"): ["denies"],
    ("cleo", "dikes"): ["denies"],
}
SIDES = {"ann": "for", "ben": "both", "cleo": "against"}


def town(*ties: str) -> nx.MultiGraph[str]:
    """Return the actors of `SAID` with ties of these kinds."""
    seen = [
        Observation(actor, claim, stance, f"s/{actor}-{claim}-{n}", "s", None)
        for (actor, claim), stances in SAID.items()
        for n, stance in enumerate(stances)
    ]
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for actor, side in SIDES.items():
        mine = [one for one in seen if one.actor == actor]
        graph.add_node(actor, id=actor, name=actor, side=side, n=len(mine))
    for one in ties:
        add_projected_ties(graph, count(seen), one)
    return graph


# Ties → actor → (degree, positive, negative), or (degree, strength) where stances are ignored.
DEGREES: dict[tuple[str, ...], dict[str, tuple[float, ...]]] = {
    ("congruence", "conflict"): {"ann": (2, 2, 2), "ben": (2, 3, 1), "cleo": (2, 1, 3)},
    ("congruence",): {"ann": (1, 2, 0), "ben": (2, 3, 0), "cleo": (1, 1, 0)},
    ("conflict",): {"ann": (1, 0, 2), "ben": (1, 0, 1), "cleo": (2, 0, 3)},
    # Ben and Cleo: 1 - 1 = 0, no tie.
    ("subtract",): {"ann": (2, 2, 2), "ben": (1, 2, 0), "cleo": (1, 0, 2)},
    # Ben and Cleo: 1 on maps and 1 on dikes.
    ("ignore",): {"ann": (2, 4), "ben": (2, 4), "cleo": (2, 4)},
}


@pytest.mark.parametrize("ties", DEGREES)
def test_degree_keeps_every_sign(ties: tuple[str, ...]) -> None:
    rows = measure(town(*ties), "degree", anyway=True).rows
    found = {row["id"]: tuple(row.values())[2:] for row in rows}
    assert found == DEGREES[ties]


# Ties → actor → (to those for, to those against): not negative ones only.
BRIDGES = {
    ("congruence", "conflict"): {"ann": (0, 0), "ben": (1, 1), "cleo": (0, 0)},
    ("congruence",): {"ann": (0, 0), "ben": (1, 1), "cleo": (0, 0)},
    ("conflict",): {"ann": (0, 0), "ben": (0, 0), "cleo": (0, 0)},
    ("subtract",): {"ann": (0, 0), "ben": (1, 0), "cleo": (0, 0)},
    ("ignore",): {"ann": (0, 1), "ben": (1, 1), "cleo": (1, 0)},
}


@pytest.mark.parametrize("ties", BRIDGES)
def test_bridges_are_made_of_ties_that_are_not_negative(ties: tuple[str, ...]) -> None:
    rows = measure(town(*ties), "bridges", anyway=True).rows
    found = {row["id"]: (row["to those for"], row["to those against"]) for row in rows}
    assert found == BRIDGES[ties]


@pytest.mark.parametrize(
    ("ties", "value"),
    [
        # Ann and Ben against Cleo: only Ben's and Cleo's agreement on dikes is left over, 1 of 6.
        (("congruence", "conflict"), 1 / 6),
        (("congruence",), 0.0),
        (("conflict",), 0.0),
        (("subtract",), 0.0),
    ],
)
def test_frustration_keeps_every_sign(ties: tuple[str, ...], value: float) -> None:
    assert measure(town(*ties), "frustration", anyway=True).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("ties", "value"),
    [
        # Positive ties between those for and those against: Ann and Cleo have none.
        (("congruence", "conflict"), None),
        (("subtract",), None),
        # Ignored stances have no sign: 2 between, none within.
        (("ignore",), 1.0),
    ],
)
def test_the_index_counts_positive_ties_or_those_without_a_sign(
    ties: tuple[str, ...], value: float | None
) -> None:
    assert measure(town(*ties), "e-i", anyway=True).value == value


def test_modularity_of_subtract_is_that_of_its_signs() -> None:
    # Ties +2 (Ann, Ben) and -2 (Ann, Cleo); Louvain joins Ann and Ben and leaves Cleo alone.
    told = measure(town("subtract"), "modularity", anyway=True)
    assert [row["members"] for row in told.rows] == [["ann", "ben"], ["cleo"]]
    # w+ = w- = 2. Positive: 2·2 - (4²)/4 = 0. Negative: 0 - (2² + 2²)/4 = -2. Q = (0 + 2) / 8.
    assert told.value == pytest.approx(0.25)


def test_a_weight_that_is_negative_already_stays_so() -> None:
    tie = town("subtract").edges["ann", "cleo", "subtract"]
    assert (tie["weight"], tie["sign"]) == (-2.0, -1)
    assert signed_weight(tie) == -2.0
    conflict = town("conflict").edges["ann", "cleo", "conflict"]
    assert (conflict["weight"], conflict["sign"]) == (2.0, -1)
    assert signed_weight(conflict) == -2.0


MUTANTS: dict[str, Callable[[dict[str, float]], float]] = {
    "the sign is multiplied in twice": lambda tie: tie["weight"] * tie["sign"],
    "the sign is lost": lambda tie: abs(tie["weight"]),
    "the weight is lost": lambda tie: tie["sign"],
    "all is turned about": lambda tie: -abs(tie["weight"]) * (tie["sign"] or 1),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_wrong_way_to_weigh_a_tie_would_be_caught(
    mutant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opendebate.networks.node_measures.signed_weight", MUTANTS[mutant])
    wrong = {
        ties
        for ties, expected in DEGREES.items()
        for row in measure(town(*ties), "degree", anyway=True).rows
        if tuple(row.values())[2:] != expected[row["id"]]
    }
    assert wrong


def test_n_is_the_number_of_rows_and_who_is_left_out_is_named() -> None:
    graph = town("congruence")
    graph.add_node("dora", id="dora", name="Dora")
    for name, kind in MEASURES.items():
        if kind.per_node and kind.requires != "statements":
            told = measure(graph, name, anyway=True)
            assert told.n == len(told.rows) == 3
            assert "Left out, without a tie: Dora." in told.note


def test_all_best_divisions_are_counted_and_what_they_share_is_named() -> None:
    # A triangle of quarrels has three best divisions; nobody is always beside anybody else.
    triangle: nx.Graph[str] = nx.Graph()
    for one, other in ("ab", "bc", "ca"):
        triangle.add_edge(one, other, weight=1, sign=-1, relation="conflict")
    found = frustration(triangle)
    assert found.n_optimal == 3
    assert len(found.invariant_nodes) == 1
    # With d always beside a, and e always against it, these three are divided in one way.
    triangle.add_edge("a", "d", weight=5, sign=1)
    triangle.add_edge("a", "e", weight=5, sign=-1)
    found = frustration(triangle)
    assert found.n_optimal == 3
    assert found.invariant_nodes == {"a", "d", "e"}
    told = measure(triangle, "frustration", anyway=True)
    assert "one of 3 divisions that do equally well" in told.note
    assert sorted(one for row in told.rows for one in row["always"]) == ["a", "d", "e"]


def test_one_best_division_is_called_the_only_one() -> None:
    told = measure(town("congruence", "conflict"), "frustration", anyway=True)
    assert "No other division does as well." in told.note
    assert [row["always"] for row in told.rows] == [row["members"] for row in told.rows]


def test_two_parts_without_a_tie_between_them_can_each_be_turned_about() -> None:
    parts: nx.Graph[str] = nx.Graph()
    for one, other in ("ab", "bc", "xy"):
        parts.add_edge(one, other, weight=1, sign=-1)
    found = frustration(parts)
    assert (found.share, found.n_optimal) == (0, 2)
    assert found.invariant_nodes == {"a", "b", "c"}


def test_a_measure_is_refused_where_the_network_has_not_what_it_measures() -> None:
    plain: nx.Graph[str] = nx.path_graph("abcdefgh")
    for name, kind in MEASURES.items():
        if kind.requires:
            with pytest.raises(UsageError, match=f"The measure {name} "):
                measure(plain, name, anyway=True)
        else:
            assert measure(plain, name, anyway=True).n


@pytest.mark.parametrize(
    ("ties", "note"),
    [
        (("congruence",), "Degree counts others; positive and negative sum weights."),
        (
            ("ignore",),
            "Degree counts others; strength sums the weights of ties that have no sign.",
        ),
        (("conflict",), "Degree counts others; positive and negative sum weights."),
    ],
)
def test_degree_says_what_it_sums(ties: tuple[str, ...], note: str) -> None:
    assert degree(town(*ties), 1)[2] == note


def test_nodes_without_a_tie_are_named_the_first_five() -> None:
    graph = town("congruence")
    graph.add_nodes_from((f"alone-{n}", {"name": f"Alone {n}"}) for n in range(7))
    left = "Left out, without a tie: Alone 0, Alone 1, Alone 2, Alone 3, Alone 4 and 2 more."
    assert degree(graph, 1)[2].endswith(f"weights. {left}")


def test_communities_add_the_weights_of_ties_between_two_nodes() -> None:
    """Within each trio five ties of weight 1 for each pair outweigh one of 2 between them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    pairs = ["ab", "bc", "ac", "xy", "yz", "xz"]
    for pair in pairs:
        for _ in range(5):
            graph.add_edge(*pair, weight=1)
    for pair in ("ax", "by", "cz"):
        graph.add_edge(*pair, weight=2)
    assert communities(graph, 1) == [{"a", "b", "c"}, {"x", "y", "z"}]

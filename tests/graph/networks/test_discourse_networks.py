"""Discourse networks of real debates: whom they tie, by what, and that all is carried along."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendebate.debate import Debate
from opendebate.errors import UsageError
from opendebate.networks.affiliation import affiliation_network
from opendebate.networks.discourse_networks import add_projected_ties, projected_network
from opendebate.networks.observations import Observation, Selection, observe
from opendebate.networks.projection import AGGREGATIONS, one_mode, two_mode
from opendebate.networks.registry import NETWORKS, Method, make_network
from opendebate.networks.stance_counts import LEVELS, count
from stance_counting import counts_of


def test_hall_and_zuckerberg_oppose_each_other_on_one_claim(debate: Debate) -> None:
    graph = projected_network(debate.engine, Selection())
    hall, zuckerberg = (
        debate.iris("actor", name).value for name in ("wendy-hall", "mark-zuckerberg")
    )
    tie = graph.edges[hall, zuckerberg, "conflict"]
    assert tie["weight"] == 2, "he says it twice"
    assert tie["sign"] == -1
    assert tie["shared"] == (debate.iris("claim", "open-agi").value,)
    assert len(tie["statements"]) == 3
    assert not graph.has_edge(hall, zuckerberg, "congruence")


def test_every_tie_rests_on_statements_of_both_ends(debate: Debate) -> None:
    by = {(one.statement, one.actor) for one in observe(debate.engine)}
    for aggregations in (["congruence", "conflict"], ["subtract"], ["ignore"]):
        graph = projected_network(debate.engine, Selection(), aggregations)
        assert graph.number_of_edges()
        for one, other, tie in graph.edges(data=True):
            assert {
                end for end in (one, other) for said in tie["statements"] if (said, end) in by
            } == {one, other}
            assert tie["shared"]


def test_claims_are_tied_by_those_who_speak_on_both(town_debate: Debate) -> None:
    graph = projected_network(town_debate.engine, Selection(), of="claims")
    names = {graph.nodes[node]["kind"] for node in graph}
    assert names == {"claim"}
    right, publish = (
        town_debate.iris("claim", name).value for name in ("right-to-know", "publish")
    )
    assert graph.edges[right, publish, "congruence"]["shared"] == (
        town_debate.iris("actor", "marta-oyelaran").value,
    )


def test_nodes_carry_what_is_known_and_counted_of_them(debate: Debate) -> None:
    graph = affiliation_network(debate.engine, Selection())
    hall = graph.nodes[debate.iris("actor", "wendy-hall").value]
    assert (hall["kind"], hall["type"], hall["side"]) == ("actor", "person", "against")
    assert (hall["n"], hall["second_hand"], hall["speaks_against"]) == (4, 4, 4)
    claim = graph.nodes[debate.iris("claim", "open-agi").value]
    assert (claim["side"], claim["affirmed"], claim["denied"], claim["doubted"]) == ("for", 2, 1, 0)


def test_a_doubt_is_a_doubt_a_denial_or_less_than_one(debate: Debate) -> None:
    ternary, binary, graded = (
        {
            key
            for *_, key in affiliation_network(debate.engine, Selection(), levels=levels).edges(
                keys=True
            )
        }
        for levels in ("ternary", "binary", "graded")
    )
    assert ternary == {"affirms", "denies", "doubts"}
    assert binary == {"affirms", "denies"}
    assert graded > binary
    assert "doubts" in graded


def test_a_table_has_a_row_for_each_actor(debate: Debate) -> None:
    counts = counts_of(debate.engine, Selection())
    rows, columns = counts.rows, counts.columns
    table = two_mode(counts, "subtract").toarray().tolist()
    hall = rows.index(debate.iris("actor", "wendy-hall").value)
    assert table[hall][columns.index(debate.iris("claim", "open-agi").value)] == -1
    assert len(table) == len(rows) == 12


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_can_be_made_of_any_debate(
    debate: Debate, town_debate: Debate, name: str
) -> None:
    for one in (debate, town_debate):
        graph = make_network(one.engine, name)
        assert graph.number_of_nodes()
        assert all("kind" in about for _, about in graph.nodes(data=True))


def test_filters_hold_for_arguments_and_carriers(town_debate: Debate) -> None:
    letter = Selection(sources=["a-letter-on-the-maps"])
    arguments = make_network(town_debate.engine, "arguments", letter)
    said = {one for *_, tie in arguments.edges(data=True) for one in tie["statements"]}
    assert said == {"a-letter-on-the-maps/tanagers-in"}
    carriers = make_network(town_debate.engine, "carriers", letter)
    whole = make_network(town_debate.engine, "carriers")
    assert 0 < carriers.number_of_edges() < whole.number_of_edges()


def test_the_library_gives_the_same(town_debate: Debate) -> None:
    network = town_debate.network("actors", ties="congruence", normalisation="jaccard", by="body")
    again = make_network(
        town_debate.engine,
        "actors",
        Selection(by="body"),
        Method(("congruence",), "jaccard"),
    )
    assert network.edges == again.edges


def test_an_unknown_network_or_tie_is_told(debate: Debate) -> None:
    with pytest.raises(UsageError, match="no network 'actor'.*Did you mean actors"):
        debate.network("actor")
    with pytest.raises(UsageError, match="no kind of tie 'agree'"):
        debate.network("actors", ties="agree")


@pytest.mark.parametrize("levels", ["ternary", "binary", "graded"])
@pytest.mark.parametrize("of", ["actors", "claims"])
@pytest.mark.parametrize("aggregation", AGGREGATIONS)
@given(
    said=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(sorted(LEVELS["graded"]))),
        max_size=40,
    )
)
@settings(max_examples=25, deadline=None)
def test_ties_weigh_what_the_product_of_the_matrices_says(
    said: list[tuple[int, int, str]], aggregation: str, of: str, levels: str
) -> None:
    """What is summed up from pairs is, to the last digit, what scipy makes of the matrices."""
    seen = [
        Observation(f"a{who}", f"c{what}", stance, f"s/{n}", "s", None)
        for n, (who, what, stance) in enumerate(said)
    ]
    counts = count(seen, levels)
    counts = counts.transposed() if of == "claims" else counts
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(counts.rows)
    add_projected_ties(graph, counts, aggregation)
    ties = one_mode(counts, aggregation).tocoo()
    expected = {
        (counts.rows[i], counts.rows[j]): weight
        for i, j, weight in zip(*ties.coords, ties.data.tolist(), strict=True)
        if i < j
    }
    told = {(a, b): about["weight"] for a, b, about in graph.edges(data=True)}
    assert {tuple(sorted(pair)): weight for pair, weight in told.items()} == expected

"""Attributes of nodes: in GraphML for networkx and igraph, and in CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pytest

from opendebate.debate import Debate
from opendebate.exchange.network_files import write_network
from opendebate.exchange.tables.network import write_network_tables
from opendebate.networks.attributes import with_attributes


def written(debate: Debate, folder: Path, name: str) -> Path:
    path = folder / "network.graphml"
    graph = with_attributes(debate.engine, debate.network(name))
    path.write_bytes(write_network(graph, "graphml", title="Actors"))
    return path


def test_networkx_reads_what_is_known_of_each_node(debate: Debate, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(debate, tmp_path, "affiliation"))
    hall = graph.nodes[debate.iris("actor", "wendy-hall").value]
    assert hall["iri"] == debate.iris("actor", "wendy-hall").value
    assert (hall["local_id"], hall["label"], hall["type"]) == ("wendy-hall", "Wendy Hall", "person")
    assert "University of Southampton" in hall["affiliation"].split("; ")
    assert "professor" in hall["role"].split("; ")
    claim = graph.nodes[debate.iris("claim", "open-agi").value]
    assert (claim["side"], claim["claim_kind"]) == ("for", "normative")
    assert claim["topics"]


def test_a_past_post_is_no_affiliation(debate: Debate) -> None:
    graph = with_attributes(debate.engine, debate.network("actors"))
    harris = graph.nodes[debate.iris("actor", "david-evan-harris").value]
    assert "Meta" not in harris.get("affiliation", ())


def test_igraph_keeps_the_iri_and_the_id(debate: Debate, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = igraph.Graph.Read_GraphML(str(written(debate, tmp_path, "actors")))
    hall = graph.vs.find(local_id="wendy-hall")
    iri = debate.iris("actor", "wendy-hall").value
    assert (hall["iri"], hall["id"], hall["label"]) == (iri, iri, "Wendy Hall")
    assert graph.ecount() == debate.network("actors").number_of_edges()
    assert set(graph.es["sign"]) == {1, 0, -1}  # a doubt has no sign


def test_tables_of_a_network_keep_numbers_and_signs(debate: Debate) -> None:
    graph = with_attributes(debate.engine, debate.network("actors", ties="subtract"))
    files = write_network_tables(graph, "Actors")
    ties = list(csv.DictReader(io.StringIO(files["edges.csv"].decode())))
    assert len(ties) == graph.number_of_edges()
    assert {float(tie["weight"]) < 0 for tie in ties} == {True, False}
    assert all((float(tie["weight"]) < 0) == (tie["sign"] == "-1") for tie in ties)
    nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"].decode())))
    assert {node["iri"] for node in nodes} == set(graph)


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx", "'=x"])
def test_no_csv_of_ours_holds_a_formula(text: str) -> None:
    from opendebate.cells import csv_text
    from opendebate.engines.rows import Rows

    rows = Rows(("a", "n"), [[text, -18]])
    for told in (rows.to_csv(), csv_text([{"a": text, "n": -18}], ["a", "n"])):
        (row,) = csv.DictReader(io.StringIO(told))
        assert row == {"a": f"'{text}", "n": "-18"}

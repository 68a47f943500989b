"""Networks in other programs' formats, read back by networkx, expat, Graphviz and small parsers."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from article import load_article
from invented import write_knots
from opendebate.errors import UsageError
from opendebate.exchange.network_files import NETWORK_FORMATS, write_network
from opendebate.exchange.network_files.text import as_text, encodable, joined, writable
from opendebate.networks.actors import actor_network
from opendebate.networks.affiliation import affiliation_network
from opendebate.networks.claims import claim_network
from opendebate.networks.debate_network import build_debate_network
from opendebate.networks.discourse_networks import projected_network
from opendebate.networks.observations import Selection
from opendebate.networks.policies import policy_network

Graph = Any  # any of networkx's four
Nodes = dict[str, dict[str, Any]]
Edges = dict[tuple[str, str, Any], dict[str, Any]]
XML = ("graphml", "gexf")
JSON = ("node-link", "cytoscape")
HOSTILE = {
    "long": "x" * 10_000,
    "quotes": """"it's" “so” `too` \\""",
    "backslashes": '\\N \\\\ \\" \\',
    "section end": "]]> <![CDATA[ <!-- --> <b> &amp; &#0; &",
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "control": "a\x00b\x01\x0b\x1f\x7f\x85",
    "line ends": "a\nb\r\nc\rd\te\u2028f",
    "surrogates": "a\ud800b\udfff",
    "noncharacters": "\ufffe\uffff\U0001fffe",
    "right to left": "\u202e\u05e2\u05d1\u05e8\u202c \u0627\u0644\u0639",
    "spaces": "  a  b  ",
    "empty": "",
    "list": "a; b\\; c",
    "formula": "=1+1",
    "beyond": "\U0001f5fa\ufe0f \U0001d510",
}


# Reading back: for each format, the nodes and edges that a reader finds.


def read_graphml(content: bytes) -> Graph:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def read_gexf(content: bytes) -> Graph:
    return nx.read_gexf(io.BytesIO(content))


def read_node_link(content: bytes) -> Graph:
    return nx.node_link_graph(json.loads(content), edges="edges")


def read_cytoscape(content: bytes) -> Graph:
    return nx.cytoscape_graph(json.loads(content))


READERS = {
    "graphml": read_graphml,
    "gexf": read_gexf,
    "node-link": read_node_link,
    "cytoscape": read_cytoscape,
}
ADDED = {  # attributes of nodes and of edges that a reader finds besides ours
    "graphml": ({"label"}, {"key"}),
    "gexf": ({"label"}, {"id"}),
    "node-link": (set(), set()),
    "cytoscape": ({"id", "value"}, {"id", "source", "target", "key"}),
}


def read(content: bytes, form: str) -> tuple[Nodes, Edges]:
    found = READERS[form](content)
    of_nodes, of_edges = ADDED[form]
    nodes = {one: _without(about, of_nodes) for one, about in found.nodes(data=True)}
    edges: Edges = {}
    for start, end, key, about in _edges(found):
        ends = _ends(found, start, end)
        # networkx takes a GEXF file without parallel edges for a simple graph, without keys.
        kind = _kinds(content)[ends] if form == "gexf" and not found.is_multigraph() else key
        edges[*ends, kind] = _without(about, of_edges)
    return nodes, edges


def expected(graph: Graph, form: str) -> tuple[Nodes, Edges]:
    nodes = {one: _written(about, form) for one, about in graph.nodes(data=True)}
    if form in {*JSON, "graphml"}:  # where id is the IRI
        for about in nodes.values():
            if "id" in about:
                about["local_id"] = about.pop("id")
    if form == "cytoscape":
        for one, about in nodes.items():
            about.setdefault("name", one)
    edges = {
        (*_ends(graph, start, end), _text(key, form)): _written(about, form)
        for start, end, key, about in _edges(graph)
    }
    return nodes, edges


def _edges(graph: Graph) -> Iterator[tuple[str, str, Any, dict[str, Any]]]:
    if graph.is_multigraph():
        yield from graph.edges(keys=True, data=True)
    else:
        for start, end, about in graph.edges(data=True):
            yield start, end, None, about


def _ends(graph: Graph, start: str, end: str) -> tuple[str, str]:
    return (start, end) if graph.is_directed() or start <= end else (end, start)


def _kinds(content: bytes) -> dict[tuple[str, str], str]:
    edges = ET.fromstring(content).iter("{http://gexf.net/1.3}edge")  # noqa: S314 - our own
    return {(one.attrib["source"], one.attrib["target"]): one.attrib["kind"] for one in edges}


def _without(about: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name not in names}


def _written(about: dict[str, Any], form: str) -> dict[str, Any]:
    kept = {name: value for name, value in about.items() if value is not None or form in JSON}
    return {name: _text(value, form) for name, value in kept.items()}


def _text(value: Any, form: str) -> Any:
    if isinstance(value, tuple):
        return [_text(one, form) for one in value] if form in JSON else writable(joined(value))
    if isinstance(value, str):
        return encodable(value) if form in JSON else writable(value)
    return value


# The networks that are written.


@pytest.fixture(scope="module")
def networks() -> dict[str, Graph]:
    return _networks(load_article())


def _networks(debate: opendebate.Debate) -> dict[str, Graph]:
    engine, selection = debate.engine, Selection()
    everything = build_debate_network(engine)
    return {
        "whole": everything,
        "claims": claim_network(everything, engine),
        "policies": policy_network(everything),
        "actors": actor_network(everything, engine),
        "affiliation": affiliation_network(engine, selection),
        "projected": projected_network(engine, selection, ["congruence", "conflict", "subtract"]),
    }


def small() -> Graph:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ann = {"kind": "actor", "id": "ann", "name": "Ann", "hypothetical": False, "n": 2}
    graph.add_node("https://x.example/actor/ann", **ann, names=("A.", "Annie; the mapper"))
    graph.add_node("https://x.example/claim/maps", kind="claim", id="maps", link=None)
    ends = ("https://x.example/actor/ann", "https://x.example/claim/maps")
    graph.add_edge(*ends, key="affirms", weight=1, sign=1, statements=("a/1", "a/2"))
    graph.add_edge(*ends, key="denies", weight=0.5, sign=-1, statements=("b/1",))
    graph.add_edge(ends[1], ends[0], key="affirms", weight=3, sign=0, statements=())
    return graph


WHICH = ["whole", "claims", "policies", "actors", "affiliation", "projected"]


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("which", WHICH)
def test_a_network_read_back_has_the_same_nodes_edges_keys_and_attributes(
    networks: dict[str, Graph], which: str, form: str
) -> None:
    graph = networks[which]
    found = write_network(graph, form, title="A network")
    assert read(found, form) == expected(graph, form)
    assert READERS[form](found).is_directed() == graph.is_directed()


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("seed", range(3))
def test_networks_of_knotted_debates_are_read_back_the_same(
    seed: int, form: str, tmp_path: Path
) -> None:
    for graph in _networks(opendebate.load(write_knots(tmp_path / "knots", seed))).values():
        assert read(write_network(graph, form), form) == expected(graph, form)


TEXTS = st.text(st.characters(), max_size=8) | st.sampled_from(sorted(HOSTILE.values()))
ATTRIBUTES = {
    "id": TEXTS,
    "name": TEXTS,
    "type": TEXTS,
    "link": st.none() | TEXTS,
    "names": st.lists(TEXTS, max_size=3).map(tuple),
    "n": st.integers(-(2**63), 2**63 - 1),
    "share": st.floats(allow_nan=False, allow_infinity=False),
    "hypothetical": st.booleans(),
}
NODE = st.fixed_dictionaries({}, optional=ATTRIBUTES)
EDGE = st.fixed_dictionaries(
    {}, optional={**_without(ATTRIBUTES, {"id"}), "weight": st.floats(-9, 9), "label": TEXTS}
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    kinds: list[Any] = [nx.MultiDiGraph, nx.MultiGraph]
    graph = draw(st.sampled_from(kinds))()
    names = [f"https://x.example/{n}?a=b&c='\"" for n in range(draw(st.integers(1, 4)))]
    graph.add_nodes_from((name, draw(NODE)) for name in names)
    for _ in range(draw(st.integers(0, 5))):
        ends = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        graph.add_edge(*ends, key=draw(st.sampled_from(["affirms", "denies", "1", "<&>"])))
        graph.edges[*_last(graph, *ends)].update(draw(EDGE))
    return graph


def _last(graph: Graph, start: str, end: str) -> tuple[str, str, str]:
    return start, end, list(graph[start][end])[-1]


@pytest.mark.parametrize("form", READERS)
@given(graph=graphs())
@settings(max_examples=40, deadline=None)
def test_any_network_read_back_is_the_same_up_to_the_text_of_lists(graph: Graph, form: str) -> None:
    found = write_network(graph, form, title="“Any” <network>")
    assert read(found, form) == expected(graph, form)
    again = graph.__class__()
    again.add_nodes_from(reversed(list(graph.nodes(data=True))))
    again.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert write_network(again, form, title="“Any” <network>") == found


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_writing_changes_nothing_and_gives_the_same_bytes_each_time(form: str) -> None:
    graph = small()
    first = write_network(graph, form, dates={"a/1": ("2024-01-01", "2024-01-02")})
    assert first == write_network(small(), form, dates={"a/1": ("2024-01-01", "2024-01-02")})
    assert nx.utils.graphs_equal(graph, small())


@pytest.mark.parametrize("form", READERS)
def test_simple_graphs_are_written_too(form: str) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("a", "b", {"weight": 2.0}), ("b", "a", {"weight": 1.0})])
    found = READERS[form](write_network(graph, form))
    assert _weights(found) == {("a", "b"): 2.0, ("b", "a"): 1.0}


def _weights(graph: Graph) -> dict[tuple[str, str], float]:
    return {(start, end): about["weight"] for start, end, about in graph.edges(data=True)}


def test_colours_of_a_study_are_those_of_nodes_in_gephi() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("x:ann", colour="#FF9900")
    graph.add_node("x:ben", colour="orange")
    nodes = nx.read_gexf(io.BytesIO(write_network(graph, "gexf"))).nodes
    assert nodes["x:ann"]["viz"]["color"] == {"r": 255, "g": 153, "b": 0, "a": 1.0}
    assert nodes["x:ann"]["colour"] == "#FF9900"
    assert "viz" not in nodes["x:ben"]


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_an_empty_network_is_a_file_too(form: str) -> None:
    content = write_network(nx.MultiDiGraph(), form)
    assert content
    if form in READERS:
        assert read(content, form) == ({}, {})


def test_an_unknown_format_is_refused_with_what_it_may_have_meant() -> None:
    with pytest.raises(UsageError, match="graphm") as raised:
        write_network(small(), "graphm")
    assert "graphml" in str(raised.value.advice)


# Lists as texts.


def parted(text: str) -> list[str]:
    """Return the items of a list that was written as one text."""
    items = [""] if text else []
    for piece in re.findall(r"\\.|; |.", text, re.DOTALL):
        if piece == "; ":
            items.append("")
        elif piece != "\\0":
            items[-1] += piece[-1]
    return items


@given(st.lists(TEXTS))
def test_a_list_that_was_joined_comes_apart_into_the_same_items(items: list[str]) -> None:
    assert parted(joined(items)) == items


def test_plain_lists_are_read_by_people() -> None:
    assert joined(["a", "b"]) == "a; b"
    assert joined(["a; b"]) != joined(["a", "b"])
    assert joined([""]) != joined([])


# Hostile texts.


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("which", HOSTILE)
def test_hostile_names_survive_or_are_replaced_visibly(which: str, form: str) -> None:
    name = HOSTILE[which]
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:a", name=name, names=(name, "b"))
    graph.add_edge("x:a", "x:a", key="knows", label=name, tells=(name,))
    graph.add_edge("x:a", "x:a", key="denies")
    nodes, edges = read(write_network(graph, form, title=name), form)
    allowed = encodable(name) if form in JSON else writable(name)
    assert len(allowed) == len(name)
    assert nodes["x:a"]["name"] == allowed
    assert edges["x:a", "x:a", "knows"]["label"] == allowed
    assert (nodes, edges) == expected(graph, form)


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("which", HOSTILE)
def test_xml_is_well_formed_and_has_no_document_type(which: str, form: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:<a&'\">", **{f"a <{which}>": HOSTILE[which]}, name=HOSTILE[which])
    graph.graph["note"] = HOSTILE[which]
    content = write_network(graph, form, title=HOSTILE[which])
    parser = expat.ParserCreate()
    seen: list[str] = []
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("doctype")
    parser.EntityDeclHandler = lambda *_: seen.append("entity")
    parser.Parse(content, True)
    assert seen == []
    assert b"<!" not in content


@pytest.mark.parametrize("form", XML)
def test_numbers_without_bounds_are_written_as_the_format_has_them(form: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:a", most=float("inf"), least=float("-inf"))
    found = READERS[form](write_network(graph, form)).nodes["x:a"]
    assert (found["most"], found["least"]) == (float("inf"), float("-inf"))
    assert as_text(float("nan")) == "NaN"


@pytest.mark.parametrize("form", JSON)
def test_json_has_no_numbers_that_json_does_not_have(form: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:a", most=float("inf"), odd=float("nan"))

    def refuse(word: str) -> None:
        raise ValueError(word)

    json.loads(write_network(graph, form), parse_constant=refuse)


@pytest.mark.parametrize("form", XML)
def test_values_of_two_types_are_one_attribute_that_holds_both(form: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("a", number=1, mixed=True, huge=2**70)
    graph.add_node("b", number=0.5, mixed="true; so", huge=1)
    found = READERS[form](write_network(graph, form)).nodes
    assert [found[one]["number"] for one in "ab"] == [1.0, 0.5]
    assert [found[one]["mixed"] for one in "ab"] == ["true", "true; so"]
    assert [found[one]["huge"] for one in "ab"] == [str(2**70), "1"]


@pytest.mark.parametrize("form", READERS)
def test_numbers_of_numpy_are_numbers(form: str) -> None:
    import numpy as np

    graph: Graph = nx.MultiDiGraph()
    graph.add_node("a", n=np.int64(3), yes=np.bool_(True))
    graph.add_edge("a", "a", key="k", weight=np.float32(0.5))
    graph.add_edge("a", "a", key="l", weight=np.float64(2))
    found = READERS[form](write_network(graph, form))
    assert (found.nodes["a"]["n"], found.nodes["a"]["yes"]) == (3, True)
    assert found.edges["a", "a", "k"]["weight"] == 0.5


# What the formats ask for.


def test_graphml_keeps_the_rules_of_its_schema() -> None:
    root = ET.fromstring(write_network(small(), "graphml", title="Maps"))  # noqa: S314
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert root.tag == f"{space}graphml"
    tags = [one.tag.removeprefix(space) for one in root]
    assert tags == ["desc", *["key"] * (len(tags) - 2), "graph"]
    keys = {one.attrib["id"]: one.attrib for one in root.iter(f"{space}key")}
    assert len(keys) == tags.count("key")
    assert {one["attr.type"] for one in keys.values()} <= {"boolean", "long", "double", "string"}
    # Gephi takes these ids for labels of yEd's, whatever the attribute is called.
    assert not {"d3", "d7"} & keys.keys()
    graph = root[-1]
    assert graph.attrib == {"edgedefault": "directed"}
    nodes = [one.attrib["id"] for one in graph if one.tag == f"{space}node"]
    assert len(nodes) == len(set(nodes)) == 2
    for one in graph:
        kind = one.tag.removeprefix(space)
        used = [data.attrib["key"] for data in one]
        assert len(used) == len(set(used))
        assert {keys[key]["for"] for key in used} <= {kind}
        assert set(one.attrib) == ({"id"} if kind == "node" else {"source", "target"})
        if kind == "edge":
            assert {one.attrib["source"], one.attrib["target"]} <= set(nodes)


def test_gephi_finds_labels_weights_and_true_or_false_in_graphml() -> None:
    content = write_network(small(), "graphml").decode()
    assert re.search(r'for="node" attr\.name="label" attr\.type="string"', content)
    assert re.search(r'for="edge" attr\.name="weight" attr\.type="double"', content)
    assert re.search(r'for="node" attr\.name="hypothetical" attr\.type="boolean"', content)
    assert ">false<" in content
    assert ">Ann<" in content


GEXF_ALLOWED = {  # gexf.net/1.3/gexf.rnc and dynamics.rnc
    "gexf": {"version", "variant"},
    "meta": {"lastmodifieddate"},
    "creator": set(),
    "description": set(),
    "graph": {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation"},
    "attributes": {"class", "mode"},
    "attribute": {"id", "title", "type"},
    "nodes": set(),
    "node": {"id", "label", "start", "end"},
    "edges": set(),
    "edge": {"id", "source", "target", "label", "weight", "kind", "start", "end"},
    "attvalues": set(),
    "attvalue": {"for", "value"},
}  # fmt: skip


@pytest.mark.parametrize("dates", [None, {"a/1": ("2024-01-01", "2024-01-02")}])
def test_gexf_keeps_the_rules_of_its_schema(dates: Any) -> None:
    root = ET.fromstring(write_network(small(), "gexf", title="Maps", dates=dates))  # noqa: S314
    space = "{http://gexf.net/1.3}"
    for one in root.iter():
        assert set(one.attrib) <= GEXF_ALLOWED[one.tag.removeprefix(space)]
    assert root.attrib == {"version": "1.3"}
    assert [one.tag.removeprefix(space) for one in root] == ["meta", "graph"]
    graph = root[1]
    parts = [one.tag.removeprefix(space) for one in graph]
    assert parts == ["attributes", "attributes", "nodes", "edges"]
    for of, declared in zip(("node", "edge"), graph[:2], strict=True):
        assert declared.attrib["class"] == of
        kinds = {one.attrib["id"]: one.attrib["type"] for one in declared}
        assert set(kinds.values()) <= {"boolean", "long", "double", "string"}
        used = [value.attrib["for"] for one in graph.iter(space + of) for value in one.iter()
                if "for" in value.attrib]  # fmt: skip
        assert set(used) == set(kinds)
    ids = [one.attrib["id"] for one in graph.iter(f"{space}edge")]
    assert ids == ["0", "1", "2"]


def test_gephi_tells_parallel_edges_apart_by_their_kind() -> None:
    root = ET.fromstring(write_network(small(), "gexf"))  # noqa: S314
    edges = [one.attrib for one in root.iter("{http://gexf.net/1.3}edge")]
    assert [(one["kind"], float(one["weight"])) for one in edges] == [
        ("affirms", 1.0), ("denies", 0.5), ("affirms", 3.0),
    ]  # fmt: skip


DATES = {"a/1": ("2024-01-05", "2024-01-31"), "a/2": ("2023-12-01", "2024-01-10")}


def test_an_edge_lasts_from_the_first_day_of_its_statements_to_the_last() -> None:
    content = write_network(small(), "gexf", dates=DATES)
    assert b'mode="dynamic" timeformat="date"' in content
    found = read_gexf(content)
    assert found.graph["mode"] == "dynamic"
    ends = ("https://x.example/actor/ann", "https://x.example/claim/maps")
    lasting = found.edges[*ends, "affirms"]
    assert (lasting["start"], lasting["end"]) == ("2023-12-01", "2024-01-31")
    assert "start" not in found.edges[*ends, "denies"]
    assert read_gexf(write_network(small(), "gexf")).graph["mode"] == "static"


@pytest.mark.parametrize("form", ["graphml", *JSON])
def test_other_formats_hold_the_days_as_attributes(form: str) -> None:
    found = READERS[form](write_network(small(), form, dates=DATES))
    ends = ("https://x.example/actor/ann", "https://x.example/claim/maps")
    about = found.edges[*ends, "affirms"]
    assert (about["start"], about["end"]) == ("2023-12-01", "2024-01-31")


def test_an_attribute_that_a_format_uses_itself_gets_another_name() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:a", id="a", local_id="b", value=1)
    graph.add_edge("x:a", "x:a", key="k", source="s", start="never", statements=("a/1",))
    data = json.loads(write_network(graph, "cytoscape", dates=DATES))["elements"]
    node, edge = data["nodes"][0]["data"], data["edges"][0]["data"]
    assert (node["id"], node["local_id"], node["local_local_id"]) == ("x:a", "b", "a")
    assert node["local_value"] == 1
    assert (edge["source"], edge["local_source"]) == ("x:a", "s")
    assert (edge["start"], edge["local_start"]) == ("2024-01-05", "never")


def test_ends_of_edges_are_ids_of_nodes_in_cytoscape() -> None:
    elements = json.loads(write_network(small(), "cytoscape"))["elements"]
    nodes = {one["data"]["id"] for one in elements["nodes"]}
    ids = [one["data"]["id"] for one in elements["edges"]]
    assert {one["data"][end] for one in elements["edges"] for end in ("source", "target")} == nodes
    assert len(set(ids)) == len(ids) == 3
    assert nodes.isdisjoint(ids)


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_the_title_and_what_a_network_says_of_itself_arrive(form: str) -> None:
    graph = small()
    graph.graph["note"] = "of our own"
    content = write_network(graph, form, title="Who maps what").decode()
    assert "Who maps what" in content
    assert "of our own" in content


# DOT.

TOKEN = re.compile(
    r'\s*(?:"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*|-?\d[\d.]*)|(->|--|[{}\[\],;=]))', re.DOTALL
)


def read_dot(content: bytes) -> tuple[Nodes, Edges]:
    """Read back what we write: a small parser of DOT's words."""
    words = [_dot_word(found) for found in TOKEN.finditer(content.decode())]
    nodes: Nodes = {}
    edges: Edges = {}
    at = 3  # after: digraph "title" {
    while words[at] != ("mark", "}"):
        start, end = _plain(words[at][1]), None
        at += 1
        if words[at] in {("mark", "->"), ("mark", "--")}:
            end, at = _plain(words[at + 1][1]), at + 2
        about: dict[str, Any] = {}
        if words[at] == ("mark", "["):
            while words[at] != ("mark", "]"):
                name, value = words[at + 1][1], words[at + 3][1]
                about[name] = _label(value) if name == "label" else _plain(value)
                at += 4
            at += 1
        assert words[at] == ("mark", ";")
        at += 1
        if end is None:
            nodes[start] = about
        else:
            edges[start, end, about.pop("key")] = about
    return nodes, edges


def _dot_word(found: re.Match[str]) -> tuple[str, str]:
    quoted, bare, mark = found.groups()
    if mark:
        return "mark", mark
    return "text", bare if quoted is None else quoted


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _label(text: str) -> str:
    lines = re.sub(r"\\(.)", lambda found: found[1].replace("n", "\n"), text)
    return lines.replace("&amp;", "&")


def dot_expected(graph: Graph) -> tuple[Nodes, Edges]:
    """Return what DOT, where all is text, has of a network."""
    nodes, edges = expected(graph, "dot")
    for one, about in nodes.items():
        about["label"] = about.get("name", one)
        if "name" in about:
            about["local_name"] = about.pop("name")
    for about in [*nodes.values(), *edges.values()]:
        about |= {name: as_text(value) for name, value in about.items()}
        if "label" in about:
            about["label"] = re.sub("\r\n|\r", "\n", about["label"])
    return nodes, edges


@pytest.mark.parametrize("which", WHICH)
def test_dot_read_by_its_grammar_has_everything(networks: dict[str, Graph], which: str) -> None:
    assert read_dot(write_network(networks[which], "dot")) == dot_expected(networks[which])


@given(graph=graphs())
@settings(max_examples=40, deadline=None)
def test_dot_of_any_network_read_by_its_grammar_has_everything(graph: Graph) -> None:
    assert read_dot(write_network(graph, "dot")) == dot_expected(graph)


def graphviz(content: bytes, *options: str) -> bytes:
    found = shutil.which("dot")
    if not found:
        pytest.skip("Graphviz is not installed")
    done = subprocess.run([found, *options], input=content, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("which", WHICH)
def test_graphviz_reads_every_node_edge_and_key(networks: dict[str, Graph], which: str) -> None:
    content = write_network(networks[which], "dot")
    data = json.loads(graphviz(content, "-Tdot_json"), strict=False)
    names = [one["name"] for one in data["objects"]]
    nodes, edges = dot_expected(networks[which])
    assert set(names) == set(nodes)
    for one in data["objects"]:
        assert one["kind"] == nodes[one["name"]]["kind"]
    found = {(names[one["tail"]], names[one["head"]], one["relation"]) for one in data["edges"]}
    assert found == set(edges)
    assert graphviz(content, "-Tcanon").count(b"[key=") == len(edges)
    assert data["directed"] == networks[which].is_directed()


@pytest.mark.parametrize("which", HOSTILE)
def test_graphviz_reads_hostile_texts_and_nothing_besides(which: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:a", name=HOSTILE[which], **{HOSTILE[which][:9] or "e": "v"})
    graph.add_edge("x:a", "x:b", key="k", tells=HOSTILE[which])
    data = json.loads(graphviz(write_network(graph, "dot"), "-Tdot_json"), strict=False)
    assert [one["name"] for one in data["objects"]] == ["x:a", "x:b"]
    (edge,) = data["edges"]
    assert edge.get("tells", "") == writable(HOSTILE[which]).replace("\\", "\\\\")


def test_graphviz_draws_lines_and_signs_of_a_label_as_they_are() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("x:a", name='\\N "maps" &amp; <plans>\nand towns')
    drawn = graphviz(write_network(graph, "dot"), "-Tsvg").decode()
    texts = [one.text for one in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    assert texts == ['\\N "maps" &amp; <plans>', "and towns"]


def test_pydot_reads_every_node_and_edge() -> None:
    pydot = pytest.importorskip("pydot", reason="pydot, another reader of DOT, is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyparsing's, on names that it means to change
        (graph,) = pydot.graph_from_dot_data(write_network(small(), "dot").decode())
    assert len(graph.get_nodes()) == 2
    assert [one.get("key") for one in graph.get_edges()] == ['"affirms"', '"denies"', '"affirms"']

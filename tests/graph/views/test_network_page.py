"""The page of a network: safe with any name, the same each time, complete."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import opendebate
from article import article_folder
from opendebate.ask.compact_jsonld import web_link
from opendebate.errors import InputError
from opendebate.networks.lenses import Lens
from opendebate.networks.registry import NETWORKS
from opendebate.views.drawing_limits import BACKBONE
from opendebate.views.lens_pages import network_view
from opendebate.views.network_page import NetworkView
from opendebate.views.page_security import plain

FLOOD = Path(__file__).parents[2] / "data" / "flood-maps"
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "see href=javascript:alert(1) for more",
    "{{ 7 * 7 }}{% raw %}",
    "gpj.\u202eexe",
    "x" * 10_000,
    "Zoë — “日本”",
]


def network_of(*names: str) -> nx.MultiDiGraph[str]:
    """Return claims with these names, each supported and attacked by the next."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, name in enumerate(names):
        network.add_node(f"i{number}", kind="claim", id=f"c{number}", name=name, side="for")
    for number in range(1, len(names)):
        ends = f"i{number}", f"i{number - 1}"
        for relation in ("supports", "attacks"):
            network.add_edge(
                *ends,
                key=relation,
                relation=relation,
                label=relation,
                inverse=f"{relation} (back)",
                basis=("analytic",),
                statements=(),
            )
    return network


def view_of(network: nx.MultiDiGraph[str], explorer: str | None = None) -> NetworkView:
    lens = Lens("debate", network, "All of it.", "Nobody & <nothing>.", "2 others are left out.")
    return NetworkView(lens, "A <debate>", "Is it & how?", explorer=explorer)


def page_of(network: nx.MultiDiGraph[str]) -> str:
    return view_of(network).html()


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_makes_no_tag_and_no_attribute(name: str) -> None:
    tame, wild = Tags(page_of(network_of("a", "b"))), Tags(page_of(network_of(name, "b")))
    assert [tag for tag, _ in tame.tags] == [tag for tag, _ in wild.tags]
    assert [set(attrs) for _, attrs in tame.tags] == [set(attrs) for _, attrs in wild.tags]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_kept_as_text(name: str) -> None:
    names = [node["name"] for node in data_of(page_of(network_of(name, "b")))["nodes"]]
    assert names[0] == name.replace("\u202e", "\N{REPLACEMENT CHARACTER}")


def test_long_names_get_short_labels() -> None:
    label = data_of(page_of(network_of("word " * 3000)))["nodes"][0]["label"]
    assert label.count("\n") <= 2
    assert max(map(len, label.split("\n"))) <= 24


def test_title_and_question_are_escaped() -> None:
    page = page_of(network_of("a"))
    assert "<title>A &lt;debate&gt;</title>" in page
    assert "Is it &amp; how?" in page


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " http:x", "", None]
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    network = network_of("a")
    network.nodes["i0"]["link"] = address
    assert data_of(page_of(network))["nodes"][0]["link"] is None
    assert web_link("https://example.org/") == "https://example.org/"


def test_two_builds_are_equal_to_the_byte() -> None:
    assert page_of(network_of(*HOSTILE)).encode() == page_of(network_of(*HOSTILE)).encode()


def test_parallel_ties_are_kept_in_picture_and_table() -> None:
    page = page_of(network_of("a", "b"))
    assert [edge["line"] for edge in data_of(page)["edges"]] == [
        "attacks-analytic",
        "supports-analytic",
    ]
    assert page.count('<td role="cell" data-label="Tie">') == 2


def test_every_cell_of_the_table_says_what_it_is_of() -> None:
    tags = Tags(page_of(network_of("a", "b"))).tags
    labels = [attrs["data-label"] for tag, attrs in tags if tag == "td"]
    assert labels == ["Who or what", "Tie", "To whom or what", "What it is based on"] * 2


def test_names_stand_first_at_what_the_headline_names_then_at_the_most_tied() -> None:
    network = network_of("a", "b", "c", "d", "e")
    lens = Lens("debate", network, "All.", "Of e.", highlighted=("i4",))
    nodes = data_of(NetworkView(lens, "A", "B?").html())["nodes"]
    turns = [node["name"] for node in sorted(nodes, key=lambda node: int(node["rank"]))]
    assert turns == ["e", "b", "c", "d", "a"]


@pytest.mark.parametrize(("size", "told"), [(25, False), (26, True)])
def test_a_picture_with_names_of_the_most_tied_only_says_so(size: int, told: bool) -> None:
    page = page_of(network_of(*map(str, range(size))))
    assert ("Names of the most tied; point at or choose a symbol" in page) is told


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_left_out_is_in_the_data_with_why(name: str) -> None:
    left = (
        {"kind": "claim", "id": "c", "name": name, "names": (name,), "side": "for"},
        {"kind": "policy", "id": "p", "name": "Rule"},
        {"kind": "topic", "id": "t", "name": "Parks"},
    )
    lens = Lens("debate", network_of("a"), "All.", "Much.", omitted=left)
    claim, policy, topic = data_of(NetworkView(lens, "A", "B?").html())["left"]
    assert claim == {
        "id": "claim/c", "name": plain(name), "names": [plain(name)], "kind": "Claim for",
        "why": "it has no tie of this kind",
    }  # fmt: skip
    assert policy["why"] == "policies are not shown"
    assert (topic["kind"], topic["why"]) == ("Topic", "topics are not shown")


def test_a_concession_is_not_drawn_twice() -> None:
    network = network_of("a")
    network.add_node("p", kind="actor", id="p", name="P", type="person", hypothetical=False)
    for relation in ("affirms", "concedes"):
        tie = {"relation": relation, "label": relation, "inverse": "by", "statements": ("s/1",)}
        network.add_edge("p", "i0", key=relation, **tie)
    assert [edge["words"] for edge in data_of(page_of(network))["edges"]] == ["concedes"]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("folder", [article_folder(), FLOOD], ids=["built in", "flood maps"])
def test_the_heading_counts_the_ties_of_the_table(folder: Path | None, name: str) -> None:
    debate = opendebate.load(folder)
    view = network_view(debate.engine, name, debate.network(name))
    page = view.html()
    rows = len(data_of(page)["edges"])
    left = re.search(r"strongest are on this page, and ([\d,]+) are left out", page)
    ties = rows + (int(left[1].replace(",", "")) if left else 0)
    assert view.lens.finding == f"{len(view.lens.network):,} nodes, {ties:,} ties."
    assert f"<summary>{rows:,} ties as a table</summary>" in page


def test_the_network_is_not_changed() -> None:
    network = network_of("a", "b")
    before = repr((list(network.nodes(data=True)), list(network.edges(keys=True, data=True))))
    page_of(network)
    after = repr((list(network.nodes(data=True)), list(network.edges(keys=True, data=True))))
    assert before == after


def test_an_empty_network_makes_a_page_in_words_alone() -> None:
    page = page_of(network_of())
    assert "<h1>" in page
    assert "<script" not in page
    assert "<button" not in page


def test_the_policy_allows_the_pages_own_scripts_and_style_only() -> None:
    page = page_of(network_of("a"))
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = html.unescape(found[1])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    texts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    assert len(digests) == 3
    assert all(f"'sha256-{digest}'" in policy for digest in digests)


def test_nothing_is_loaded_from_anywhere() -> None:
    tags = Tags(page_of(network_of("a", "b"))).tags
    assert not [one for one in tags if {"src", "href", "style", "srcdoc"} & set(one[1])]
    assert not [one for one in tags if one[0] in ("link", "iframe", "img", "object", "form")]


def test_it_is_saved_as_utf8(tmp_path: Path) -> None:
    view = view_of(network_of("Zoë — “日本”"))
    view.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_bytes() == view.html().encode()
    with pytest.raises(InputError):
        view.save(tmp_path / "nowhere" / "map.html")


def test_in_a_notebook_it_is_sandboxed_and_followed_by_a_still_and_a_table() -> None:
    view = view_of(network_of('"><script>', "</td><img src=x>"))
    (tag, attrs), *others = Tags(view._repr_html_()).tags
    assert tag == "iframe"
    assert "allow-same-origin" not in str(attrs["sandbox"])
    assert attrs["srcdoc"] == view.html()
    assert {tag for tag, _ in others} == {
        "details", "summary", "p", "img", "table", "thead", "tbody", "tr", "th", "td", "bdi",
    }  # fmt: skip
    (picture,) = [attrs for tag, attrs in others if tag == "img"]
    assert str(picture["src"]).startswith("data:image/svg+xml;base64,")
    assert "Nobody & <nothing>. 2 others are left out." in str(picture["alt"])


def test_things_link_to_a_page_on_the_web_or_beside_and_to_nothing_else() -> None:
    def link(explorer: str | None) -> object:
        return data_of(view_of(network_of("a"), explorer).html())["explorer"]

    assert link("my debate.html") == "my%20debate.html"
    assert link("https://example.org/debate#/x") == "https://example.org/debate"
    assert link("javascript:alert(1)") is None
    assert link(None) is None


def test_the_legend_has_only_what_is_drawn() -> None:
    page = page_of(network_of("a", "b"))
    assert "Claim for" in page
    assert "Claim against" not in page
    assert set(data_of(page)["lines"]) == {"supports-analytic", "attacks-analytic"}


def test_a_network_too_large_to_draw_is_cut_to_the_most_tied_and_says_so() -> None:
    network = network_of(*map(str, range(1000)))
    by_itself = page_of(network.copy())
    assert len(data_of(by_itself)["nodes"]) == BACKBONE.nodes
    assert f"it shows {BACKBONE.nodes} of 1,000 nodes, those with the most ties" in by_itself
    network.add_nodes_from(
        (f"x{n}", {"kind": "claim", "id": f"x{n}", "name": "alone", "side": "for"})
        for n in range(2)
    )
    page = NetworkView(Lens("claims", network, "All.", "All."), "Many", "Is it?", most=1000).html()
    names = {node["name"] for node in data_of(page)["nodes"]}
    assert names == set(map(str, range(1000)))
    why = {one["why"] for one in data_of(page)["left"]}
    assert why == {"only the 1,000 most tied are shown"}
    assert (
        "it shows 1,000 of 1,002 nodes, those with the most ties, and leaves out 2 others." in page
    )
    assert "have more drawn: --most 1002 on the command line, most=1002 in Python." in page


def test_line_breaks_and_controls_become_harmless() -> None:
    assert (
        plain(" a\n\tb\x00c\u2067d ") == "a b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}d"
    )

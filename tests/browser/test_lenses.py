"""The lenses in a real browser: each draws, is searched, tells its ties, and leads on."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import opendebate
from article import load_article
from axe import CHECKED, violations
from opendebate import Debate
from opendebate.networks.lenses import Lens
from opendebate.views.lens_pages import LENSES
from opendebate.views.network_page import NetworkView
from waiting import drawn, find, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Open = Callable[..., Any]
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
HALL = {"actors": "actor/wendy-hall", "debate": "actor/wendy-hall"}
NAMES = {
    "actors": "Hall", "claims": "publish openly", "debate": "Hall", "policies": "Executive order",
}  # fmt: skip
INKED = """() => {
  const canvas = document.querySelector("#network canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at + 3] > 250) colours.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
  return [...colours];
}"""
AGREE, DISAGREE = "0,158,115", "204,121,167"


# Keeps what is written since the canvas was wiped: each line of a label, with its rectangle.
WRITTEN = """() => {
  const pen = CanvasRenderingContext2D.prototype, { fillText: fill, clearRect: wipe } = pen;
  pen.clearRect = function (...all) {
    window.written = [];
    wipe.apply(this, all);
  };
  pen.fillText = function (text, x, y) {
    const { a, e, d, f } = this.getTransform(), left = a * x + e, middle = d * y + f;
    const half = parseFloat(this.font) * a / 2;
    const right = left + this.measureText(text).width * a;
    const line = { text, left, right, top: middle - half, bottom: middle + half };
    if (text.trim()) window.written.push(line);
    fill.call(this, text, x, y);
  };
}"""
STRUCK = """() => {
  const pen = document.querySelector("#network canvas").getContext("2d");
  return window.written.filter(({ left, right, top, bottom }) => {
    const pixels = pen.getImageData(left, top, right - left, bottom - top).data;
    for (let at = 0; at < pixels.length; at += 4) {
      const [r, g, b] = pixels.slice(at, at + 3);
      if (Math.max(r, g, b) - Math.min(r, g, b) > 40) return true;
    }
    return false;
  });
}"""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The page of each lens on the built-in debate, with links to an explorer beside it."""
    debate: Debate = load_article()
    return {lens: debate.view(lens, explorer="opendebate.html").html() for lens in LENSES}


def data_of(page: Page) -> dict[str, Any]:
    data: dict[str, Any] = page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    return data


@pytest.mark.parametrize("window", CHECKED)
@pytest.mark.parametrize("lens", LENSES)
def test_it_draws_without_a_fault_and_axe_finds_nothing(
    visit: Open, pages: dict[str, str], lens: str, window: str
) -> None:
    size, scheme = window.split(", ")
    rules = CHECKED[window]
    width, height = SIZES[size]
    seen = visit(pages[lens], width=width, height=height, color_scheme=scheme)
    drawn(seen.page)
    assert int(seen.page.get_attribute("#network", "data-labels")) >= 6
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(seen.page, rules) == []
    find(seen.page, NAMES[lens])
    assert seen.page.get_attribute("#network", "data-chosen")
    assert violations(seen.page, rules) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.faults() == []


@pytest.mark.parametrize("lens", LENSES)
def test_the_headline_counts_what_the_table_shows_and_the_legend_has_what_is_drawn(
    visit: Open, pages: dict[str, str], lens: str
) -> None:
    page = visit(pages[lens]).page
    drawn(page)
    heading = page.locator("summary", has_text="as a table")
    heading.click()
    rows = page.locator("tbody tr").all_inner_texts()
    assert heading.inner_text() == f"{len(rows)} ties as a table"
    relations = [row.split("\t")[1] for row in rows]
    finding = page.locator("h1").inner_text()
    legend_has_what_is_drawn_and_nothing_else(page)
    if lens == "actors":
        agree, disagree = (relations.count(f"{verb} with") for verb in ("agrees", "disagrees"))
        assert f"{agree} pairs agree on a claim, {disagree} disagree" in finding
    if lens == "claims":
        attacked = {row.split("\t")[2] for row in rows if row.split("\t")[1].startswith("attack")}
        stated, more = (int(n) for n in re.findall(r"attack (\d+) of .* (\d+) more", finding)[0])
        assert stated + more == len(attacked)
        drawn_by_coder_are_dotted(page)
    if lens == "policies":
        responding = {row.split("\t")[0] for row in rows if row.split("\t")[1] == "responds to"}
        assert finding.startswith(f"{len(responding)} of ")


def drawn_by_coder_are_dotted(page: Page) -> None:
    """No argument of the coder's is drawn, named or hidden as one that a speaker states."""
    rests = {
        basis: {edge["line"] for edge in data_of(page)["edges"] if words in edge["more"]}
        for basis, words in (("stated", "stated by a speaker"), ("analytic", "drawn by the coder"))
    }
    assert rests["stated"] == {"supports", "attacks"}
    assert rests["analytic"] - rests["stated"] == {
        "supports-analytic", "attacks-analytic", "undercuts-analytic"
    }  # fmt: skip
    for line, style in data_of(page)["lines"].items():
        assert style["words"].endswith("in the coder's reading") == line.endswith("-analytic")
        assert (style["dashes"][0] <= 2) == line.endswith("-analytic")


def legend_has_what_is_drawn_and_nothing_else(page: Page) -> None:
    data = data_of(page)
    boxes = page.locator(".legend input").evaluate_all("all => all.map((one) => one.value)")
    assert set(boxes) == {edge["line"] for edge in data["edges"]}
    symbols = page.get_by_role("list", name="Symbols").get_by_role("listitem").count()
    assert symbols == len({(node["shape"], node["color"]) for node in data["nodes"]})


def labels_of(page: Page) -> list[dict[str, Any]]:
    """Return the labels that are drawn, each with its words and its rectangle."""
    drawn(page)
    page.evaluate(WRITTEN)
    page.get_by_role("button", name="Show all").click()
    until(page, "window.written && window.written.length")
    labels: list[dict[str, Any]] = []
    for line in page.evaluate("window.written"):
        last = labels[-1] if labels else None
        if last and 0 < line["top"] - last["bottom"] < 4 and meets(last, line):
            last["text"] += f" {line['text']}"
            last["bottom"] = line["bottom"]
            last["left"] = min(last["left"], line["left"])
            last["right"] = max(last["right"], line["right"])
        else:
            labels.append(line)
    return labels


def meets(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["left"] < other["right"] and other["left"] < one["right"])


def names(label: dict[str, Any], node: dict[str, Any]) -> bool:
    return bool(node["name"].startswith(label["text"].removesuffix("…").rstrip()))


@dataclass
class Picture:
    """What is drawn of a lens in a window when it opens, with all names shown."""

    labels: list[dict[str, Any]]
    nodes: list[dict[str, Any]]
    counted: int
    struck: list[dict[str, Any]]
    says_which_are_named: bool


@pytest.fixture(scope="module")
def pictures() -> dict[tuple[str, str], Picture]:
    """The pictures that were looked at before: several tests look at the same."""
    return {}


@pytest.fixture
def picture(
    visit: Open,
    pages: dict[str, str],
    pictures: dict[tuple[str, str], Picture],
    lens: str,
    size: str,
) -> Picture:
    """The picture of the test's lens in the test's window."""
    if (lens, size) not in pictures:
        width, height = SIZES[size]
        page = visit(pages[lens], width=width, height=height).page
        labels = labels_of(page)
        counted = int(page.get_attribute("#network", "data-labels"))
        struck = page.evaluate(STRUCK)
        if size == "phone":
            page.get_by_text("Legend and controls").click()
        says = page.get_by_text("Names of the most tied").is_visible()
        pictures[lens, size] = Picture(labels, data_of(page)["nodes"], counted, struck, says)
    return pictures[lens, size]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lens", LENSES)
def test_labels_do_not_touch_and_no_line_strikes_them_through(picture: Picture) -> None:
    assert len(picture.labels) == picture.counted
    for one, other in itertools.combinations(picture.labels, 2):
        across = max(one["left"] - other["right"], other["left"] - one["right"])
        down = max(one["top"] - other["bottom"], other["top"] - one["bottom"])
        assert max(across, down) >= 5, (one, other)
    assert picture.struck == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lens", ["actors", "policies"])
def test_in_a_small_network_everything_has_its_label(picture: Picture) -> None:
    labels, nodes = picture.labels, picture.nodes
    assert len(labels) == len(nodes) <= 25
    assert all(any(names(label, node) for label in labels) for node in nodes)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("lens", "first"), [("claims", 2), ("debate", 3)])
def test_in_a_large_one_the_headlines_and_the_most_tied_have_theirs(
    picture: Picture, first: int
) -> None:
    labels = picture.labels
    nodes = [node for node in picture.nodes if node["rank"] < first]
    found = {id(label) for node in nodes for label in labels if names(label, node)}
    assert len(found) >= first
    assert all(any(names(label, node) for label in labels) for node in nodes)
    assert picture.says_which_are_named


def test_whom_the_headline_names_is_drawn_and_found(visit: Open, pages: dict[str, str]) -> None:
    page = visit(pages["actors"]).page
    said = page.get_by_role("heading", level=1).inner_text()
    for name in ("Biden administration", "David Evan Harris", "GZERO Media"):
        assert name in said
        find(page, name)
        assert (
            page.get_by_role("complementary").get_by_role("heading", level=2).inner_text() == name
        )
        assert page.get_attribute("#network", "data-chosen")
    speakers = [node for node in data_of(page)["nodes"] if "only reports" not in node["kind"]]
    assert f"of {len(speakers)} actors" in said


def test_an_actor_that_is_left_out_leads_to_its_trace(visit: Open, pages: dict[str, str]) -> None:
    seen = visit(pages["actors"])
    find(seen.page, "NVIDIA")
    assert "Left out here: it takes no stance" in seen.page.get_by_role("status").inner_text()
    link = seen.page.get_by_role("link", name="Trace it in the explorer")
    assert link.get_attribute("href") == "opendebate.html#/actor/nvidia"
    assert violations(seen.page) == []
    assert seen.faults() == []


def test_finding_again_reaches_all_that_have_the_letters(
    visit: Open, pages: dict[str, str]
) -> None:
    page = visit(pages["claims"]).page
    found = {}
    for number in (1, 2, 3):
        find(page, "AGI") if number == 1 else page.keyboard.press("Enter")
        said = page.get_by_role("status").inner_text()
        assert f"match {number} of " in said
        assert ".:" not in said
        found[page.get_attribute("#network", "data-chosen")] = said
    assert len(found) == 3


@pytest.mark.parametrize("lens", LENSES)
def test_what_is_chosen_leads_to_its_trace(visit: Open, pages: dict[str, str], lens: str) -> None:
    page = visit(pages[lens]).page
    find(page, NAMES[lens])
    chosen = page.get_attribute("#network", "data-chosen")
    assert chosen == HALL.get(lens, chosen)
    link = page.get_by_role("link", name="Trace it in the explorer")
    assert link.get_attribute("href") == f"opendebate.html#/{chosen}"


def test_the_link_opens_the_trace_in_the_explorer(visit: Open, tmp_path: Path) -> None:
    debate = load_article()
    debate.view().save(tmp_path / "my debate.html", networks=False)
    page = visit(debate.view("actors", explorer="my debate.html").html()).page
    find(page, "Hall")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Trace it in the explorer").click()
    trace = opened.value
    trace.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    assert trace.url == (tmp_path / "my debate.html").as_uri() + "#/actor/wendy-hall"


def test_the_map_leads_to_the_networks_and_back(visit: Open, tmp_path: Path) -> None:
    files = load_article().save_pages(tmp_path / "explore.html")
    folder = tmp_path / "explore-networks"
    assert files[1:] == [folder / f"{lens}.html" for lens in LENSES]
    seen = visit((tmp_path / "explore.html").read_text("utf-8"))
    seen.page.get_by_role("navigation", name="Views").get_by_role("link", name="Networks").click()
    drawn(seen.page)
    assert seen.page.url.endswith("explore-networks/actors.html")
    seen.page.get_by_role("link", name="Network: claims").click()
    drawn(seen.page)
    seen.page.get_by_role("link", name="Map of the debate").click()
    seen.page.get_by_role("link", name="Networks").wait_for()
    seen.page.goto((tmp_path / "explore.html").as_uri() + "#/actor/wendy-hall")
    seen.page.get_by_role("link", name="Networks").click()
    drawn(seen.page)
    assert seen.page.url.endswith("explore-networks/actors.html#/actor/wendy-hall")
    assert seen.page.get_attribute("#network", "data-chosen") == "actor/wendy-hall"
    assert violations(seen.page) == []
    assert seen.faults() == []


def test_without_an_explorer_nothing_leads_there(visit: Open) -> None:
    page = visit(load_article().view("actors").html()).page
    find(page, "Hall")
    assert page.get_by_role("heading", level=2, name="Wendy Hall").count() == 1
    assert page.get_by_text("Trace it").count() == 0


def test_agreement_and_disagreement_are_hidden_one_by_one(
    visit: Open, pages: dict[str, str]
) -> None:
    page = visit(pages["actors"]).page
    drawn(page)
    assert {AGREE, DISAGREE} <= set(page.evaluate(INKED))
    page.get_by_label("agree on a claim", exact=True).uncheck()
    until(page, f"colour => !({INKED})().includes(colour)", arg=AGREE)
    assert DISAGREE in page.evaluate(INKED)


def test_another_name_finds_a_thing_and_is_told(visit: Open, pages: dict[str, str]) -> None:
    page = visit(pages["debate"]).page
    node = next(one for one in data_of(page)["nodes"] if one["names"])
    find(page, node["names"][0])
    assert page.get_attribute("#network", "data-chosen") == node["id"]
    told = page.get_by_role("complementary").inner_text()
    assert f"also called {node['names'][0]}" in told


def test_the_panel_tells_what_a_tie_between_actors_rests_on(
    visit: Open, pages: dict[str, str]
) -> None:
    page = visit(pages["actors"]).page
    find(page, "Josh Hawley")
    told = page.get_by_role("complementary").inner_text()
    assert re.search(
        r"agrees with \(1\)\nRichard Blumenthal\n.* · on \d+ claims; Both affirm", told
    )
    assert "doubts a claim of (1)\nMeta" in told
    assert "Meta affirms and Josh Hawley doubts" in told
    assert "disagrees with (" not in told


def test_a_tie_says_in_plain_words_what_it_is_where_one_points_at_it(visit: Open) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in ("ann", "ben"):
        about = {"kind": "actor", "id": name, "name": name.title(), "type": "person"}
        network.add_node(name, **about, hypothetical=False, side="for")
    label = {"relation": "agrees", "label": "agrees with", "inverse": "agrees with"}
    told = ("Both affirm “Dogs bite.” <b>href</b>",)
    network.add_edge("ann", "ben", key="agrees", **label, weight=1, tells=told, statements=())
    lens = Lens("actors", network, "Who agrees.", "1 pair agrees on a claim.")
    seen = visit(NetworkView(lens, "Dogs", "Free?").html())
    drawn(seen.page)
    box = seen.page.locator("#network canvas").bounding_box()
    across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tip = seen.page.locator(".vis-tooltip:visible")
    for aside in (13, -13, 0):  # the tie is a bow: it passes beside the middle
        seen.page.mouse.move(across, down + aside)
        with suppress(playwright.TimeoutError):
            tip.wait_for(timeout=1500)
            break
    words = tip.inner_text()
    assert words == "Ann agrees with Ben on 1 claim.\n· Both affirm “Dogs bite.” <b>href</b>"
    assert seen.page.locator(".vis-tooltip b").count() == 0
    assert seen.faults() == []


HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "see href=javascript:alert(1) for more",
    "gpj.\u202eexe",
    "x" * 10_000,
    "__proto__",
]


@pytest.mark.parametrize("lens", LENSES)
def test_nothing_hostile_runs_or_breaks_a_lens(visit: Open, lens: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, name in enumerate(HOSTILE):
        about = {"kind": "claim", "id": f"h{number}", "name": name, "side": "for"}
        network.add_node(str(number), **about, names=HOSTILE, link="javascript:ran=1")
        words = {"relation": "supports", "label": name, "inverse": name, "tells": HOSTILE}
        network.add_edge("0", str(number), key="supports", **words, statements=HOSTILE)
    made = Lens(lens, network, "All.", HOSTILE[1], HOSTILE[2])
    places = dict.fromkeys(HOSTILE, HOSTILE[2])
    view = NetworkView(made, HOSTILE[1], HOSTILE[0], places, HOSTILE[2], "javascript:ran=1")
    seen = visit(view.html(), width=390, height=844)
    drawn(seen.page)
    for number in range(len(HOSTILE)):
        seen.page.evaluate("document.body.focus()")
        find(seen.page, HOSTILE[number][:200])
        assert seen.page.get_attribute("#network", "data-chosen").startswith("claim/h")
        assert seen.page.locator("#panel a, #panel img, #panel script").count() == 0
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.page.evaluate("window.ran") is None
    assert seen.faults() == []


def test_the_notebooks_still_is_drawn_where_frames_are_taken_away(visit: Open) -> None:
    cell = load_article().view("actors")._repr_html_()
    left = re.sub(r"<iframe.*?</iframe>", "", cell, flags=re.DOTALL)
    assert "<iframe" not in left
    seen = visit(f"<!doctype html><title>Notebook</title>{left}")
    seen.page.get_by_text("Still picture and table").click()
    picture = seen.page.get_by_role("img")
    picture.wait_for()
    assert picture.evaluate("image => image.complete && image.naturalWidth") >= 400
    assert "actors with a stance speak on both sides" in picture.get_attribute("alt")
    assert seen.page.get_by_role("row").count() == 14
    assert seen.faults() == []


@pytest.mark.parametrize("lens", LENSES)
def test_no_two_names_of_a_still_overlap(visit: Open, lens: str) -> None:
    cell = load_article().view(lens)._repr_html_()
    found = re.search(r"base64,([^\"]*)", cell[cell.index("Still picture") :])
    assert found
    svg = base64.b64decode(found[1]).decode()
    page = visit(f"<!doctype html><title>Still</title>{svg}").page
    overlaps = page.evaluate("""() => {
      const texts = [...document.querySelectorAll("svg text")];
      const all = texts.map((one) => one.getBoundingClientRect());
      const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
        && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2;
      const frame = document.querySelector("svg").getBoundingClientRect();
      const out = all.filter((one) => one.left < frame.left || one.right > frame.right
        || one.bottom > frame.bottom);
      return [out.length, all.some((a, at) => all.slice(at + 1).some((b) => meet(a, b)))];
    }""")
    assert overlaps == [0, False]


def test_a_large_network_is_cut_to_the_most_tied(visit: Open) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(1200):
        about = {"kind": "claim", "id": f"c{number}", "name": f"Claim {number}.", "side": "for"}
        network.add_node(f"c{number:04}", **about)
    words = {"relation": "supports", "label": "supports", "inverse": "supported by"}
    for number in range(1, 1000):
        ends = f"c{number:04}", f"c{number // 7:04}"
        network.add_edge(*ends, key="supports", **words, basis=("analytic",), statements=())
    seen = visit(NetworkView(Lens("claims", network, "All.", "Much."), "Many", "Is it?").html())
    drawn(seen.page)
    assert len(data_of(seen.page)["nodes"]) == 100
    assert "leaves out 1,100 others" in seen.page.locator("header").inner_text()
    find(seen.page, "Claim 77.")
    assert seen.page.get_attribute("#network", "data-chosen") == "claim/c77"
    find(seen.page, "Claim 1100.")
    said = seen.page.get_by_role("status").inner_text()
    assert said.startswith("Claim 1100 · Left out here: only the 100 most tied are shown")
    assert seen.faults() == []


def test_an_empty_debate_has_pages_without_controls(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "empty" / "sources").mkdir(parents=True)
    (tmp_path / "empty" / "debate.yaml").write_text(
        "debate: {title: The pond, question: Is it deep?, iri: https://example.org/pond/}\n"
    )
    debate = opendebate.load(tmp_path / "empty")
    lens = visit(debate.view("actors").html())
    assert lens.page.locator("h1").inner_text() == "Nobody takes a stance yet."
    assert lens.page.locator("button, input, canvas").count() == 0
    assert lens.faults() == []
    explorer = visit(debate.view().html())
    explorer.page.locator(".map[data-drawn]").wait_for()
    assert explorer.page.locator(".map").inner_text().split("\n\n") == [
        "Is it deep?", "No claim takes a side yet.",
    ]  # fmt: skip
    assert explorer.faults() == []


def test_a_page_without_networks_says_how_to_get_them(visit: Open, page: str) -> None:
    seen = visit(page)
    seen.page.get_by_role("navigation", name="Views").get_by_role("link", name="Networks").click()
    seen.page.get_by_role("heading", level=1, name="Networks").wait_for()
    assert seen.page.locator("main code").first.inner_text() == "opendebate view"
    named = seen.page.locator("main li strong").all_inner_texts()
    assert [name.lower() for name in named] == list(LENSES)
    current = seen.page.get_by_role("link", name="Networks").get_attribute("aria-current")
    assert (current, seen.page.locator("#share").inner_text()) == ("page", "")
    assert violations(seen.page) == []

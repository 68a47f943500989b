"""The network's page in a real browser: it draws, finds, tells, and lets nothing in or out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from article import load_article
from opendebate.networks.lenses import Lens
from opendebate.views.network_page import NetworkView
from waiting import drawn, find, until

if TYPE_CHECKING:
    pass

Open = Callable[..., Any]
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
INKED = """() => {
  const canvas = document.querySelector("#network canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at + 3] > 250) colours.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
  return [...colours];
}"""
FOR, AGAINST, AFFIRMS = "0,114,178", "213,94,0", "0,158,115"


def actor(name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "actor", "name": name, "type": "person", "hypothetical": False, **more}


def claim(text: str, side: str) -> dict[str, Any]:
    return {"kind": "claim", "name": text, "side": side}


def small() -> nx.MultiDiGraph[str]:
    """Return an invented debate on dogs in a park."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    things = {
        "hall": actor("Wendy Hall", link="https://example.org/hall"),
        "hallam": actor("Jo Hallam"),
        "free": claim("Dogs should run free in the park.", "for"),
        "bite": claim("Dogs that run free bite people who walk in the hall of trees.", "against"),
        "rule": {"kind": "policy", "name": "Park rules"},
        "dog": {"kind": "model", "name": "Dog 2.0"},
    }
    for name, about in things.items():
        network.add_node(name, id=name, **about)

    def tie(start: str, relation: str, end: str, inverse: str, **more: Any) -> None:
        words = {"relation": relation, "label": relation, "inverse": inverse}
        network.add_edge(start, end, key=relation, **words, **more)

    tie("hall", "affirms", "bite", "affirmed by", statements=("news/hall-bite",))
    tie("hall", "denies", "free", "denied by", statements=("news/hall-free",))
    tie("hallam", "affirms", "free", "affirmed by", statements=("news/hallam",))
    tie("bite", "attacks", "free", "attacked by", basis=("analytic",), statements=())
    tie("free", "attacks", "bite", "attacked by", basis=("analytic",), statements=())
    tie("rule", "respondsTo", "bite", "answered by")
    tie("bite", "about", "dog", "subject of")
    return network


def view_of(network: nx.MultiDiGraph[str], title: str = "Dogs") -> NetworkView:
    lens = Lens("debate", network, "All of it.", "Dogs are spoken of.")
    return NetworkView(lens, title, "Should dogs run free?")


def page_of(network: nx.MultiDiGraph[str]) -> str:
    return view_of(network).html()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_draws_without_a_fault(visit: Open, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    seen = visit(page_of(small()), width=width, height=height, color_scheme=scheme)
    drawn(seen.page)
    assert seen.page.get_by_text("The picture needs JavaScript").count() == 0
    assert {FOR, AGAINST, AFFIRMS} <= set(seen.page.evaluate(INKED))
    assert int(seen.page.get_attribute("#network", "data-labels")) == 6
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.faults() == []


def test_it_is_a_proper_document(visit: Open) -> None:
    page = visit(page_of(small())).page
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.evaluate("document.characterSet") == "UTF-8"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Dogs"
    assert page.get_by_role("heading", level=1).count() == 1


def test_finding_a_name_shows_the_thing_and_its_ties(visit: Open) -> None:
    seen = visit(page_of(small()))
    find(seen.page, "hall")
    assert seen.page.get_attribute("#network", "data-chosen") == "actor/hall"
    panel = seen.page.get_by_role("complementary")
    assert panel.get_by_role("heading", level=2).inner_text() == "Wendy Hall"
    told = panel.inner_text()
    assert "affirms (1)\nDogs that run free bite people" in told
    assert "denies (1)\nDogs should run free" in told
    assert "news/hall-bite" in told
    assert panel.get_by_role("link").get_attribute("href") == "https://example.org/hall"
    assert "match 1 of 3. Press “Find” again" in seen.page.get_by_role("status").inner_text()
    assert seen.faults() == []


def test_a_tie_in_the_panel_leads_on(visit: Open) -> None:
    page = visit(page_of(small())).page
    find(page, "Wendy Hall")
    page.get_by_role("button", name="Dogs should run free in the park.").click()
    told = page.get_by_role("complementary").inner_text()
    assert "denied by (1)\nWendy Hall" in told
    assert "attacks (1)" in told
    assert "attacked by (1)" in told


def test_a_name_nobody_has_is_told_so(visit: Open) -> None:
    page = visit(page_of(small())).page
    find(page, "Nobody")
    assert page.get_by_role("status").inner_text() == "Nothing is called “Nobody”."
    assert page.get_attribute("#network", "data-chosen") is None


def test_finding_again_goes_on_to_the_next_and_round(visit: Open) -> None:
    page = visit(page_of(small())).page
    status = page.get_by_role("status")
    page.get_by_label("Find a name or claim").fill("hall")
    shown = []
    for _ in range(2):
        page.keyboard.press("Enter")
        shown.append((page.get_attribute("#network", "data-chosen"), status.inner_text()))
    for _ in range(2):
        page.get_by_role("button", name="Find").click()
        shown.append((page.get_attribute("#network", "data-chosen"), status.inner_text()))
    assert [chosen for chosen, _ in shown] == [
        "actor/hall", "claim/bite", "actor/hallam", "actor/hall",
    ]  # fmt: skip
    told = [said.partition(" of 3")[0][-1] for _, said in shown]
    assert told == ["1", "2", "3", "1"]


def test_other_letters_and_escape_begin_at_the_first_again(visit: Open) -> None:
    page = visit(page_of(small())).page
    for _ in range(2):
        find(page, "hall")
    assert page.get_attribute("#network", "data-chosen") == "claim/bite"
    find(page, "dogs")
    assert "1 of 2" in page.get_by_role("status").inner_text()
    find(page, "hall")
    page.keyboard.press("Escape")
    find(page, "hall")
    assert page.get_attribute("#network", "data-chosen") == "actor/hall"


def test_a_sentence_is_told_without_its_full_stop(visit: Open) -> None:
    page = visit(page_of(small())).page
    find(page, "Dogs should run free in the park.")
    said = page.get_by_role("status").inner_text()
    assert said.startswith("Dogs should run free in the park · 4 ties")


def left_out(*names: str) -> NetworkView:
    left = tuple({"id": f"l{at}", **actor(name)} for at, name in enumerate(names))
    lens = Lens("debate", small(), "All of it.", "Dogs are spoken of.", omitted=left)
    return NetworkView(lens, "Dogs", "Should dogs run free?", explorer="dogs.html")


def test_what_is_left_out_is_told_so_with_a_link_to_its_trace(visit: Open) -> None:
    page = visit(left_out("Zoe Quine").html()).page
    find(page, "quine")
    assert page.get_by_role("status").inner_text() == (
        "Zoe Quine · Left out here: it has no tie of this kind"
    )
    panel = page.get_by_role("complementary")
    assert panel.get_by_role("heading", level=2).inner_text() == "Zoe Quine"
    assert "Left out here: it has no tie of this kind." in panel.inner_text()
    link = panel.get_by_role("link", name="Trace it in the explorer")
    assert link.get_attribute("href") == "dogs.html#/actor/l0"
    assert page.get_attribute("#network", "data-chosen") is None


def test_what_is_left_out_follows_on_what_is_drawn(visit: Open) -> None:
    page = visit(left_out("Hallberg").html()).page
    status = page.get_by_role("status")
    find(page, "hall")
    assert "match 1 of 4; 1 of them is not drawn. Press “Find” again for the next." in (
        status.inner_text()
    )
    for _ in range(3):
        page.keyboard.press("Enter")
    assert "Hallberg · Left out here: " in status.inner_text()
    assert "match 4 of 4, which is not drawn" in status.inner_text()
    page.keyboard.press("Enter")
    assert page.get_attribute("#network", "data-chosen") == "actor/hall"


def test_accents_and_case_make_no_difference(visit: Open) -> None:
    network = small()
    network.nodes["hallam"]["name"] = "Zoë Müller"
    page = visit(page_of(network)).page
    find(page, "ZOE MUL")
    assert page.get_attribute("#network", "data-chosen") == "actor/hallam"


def test_choosing_leaves_only_what_is_tied(visit: Open) -> None:
    page = visit(page_of(small())).page
    find(page, "Jo Hallam")
    assert page.get_attribute("#network", "data-labels") == "2"
    page.keyboard.press("Escape")
    page.wait_for_selector("#network[data-labels='6']")
    assert page.get_attribute("#network", "data-chosen") is None


def test_a_click_on_a_symbol_chooses_it(visit: Open) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", id="a", **actor("Alone"))
    page = visit(page_of(network)).page
    drawn(page)
    box = page.locator("#network canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#network[data-chosen='actor/a']")
    assert (
        "No tie of the kinds shown here leads to it."
        in page.get_by_role("complementary").inner_text()
    )


def test_a_line_of_the_legend_can_be_hidden(visit: Open) -> None:
    page = visit(page_of(small())).page
    drawn(page)
    assert AFFIRMS in page.evaluate(INKED)
    page.get_by_label("affirms").uncheck()
    until(page, f"colour => !({INKED})().includes(colour)", arg=AFFIRMS)


def test_everything_is_reached_with_the_keyboard(visit: Open) -> None:
    page = visit(page_of(small())).page
    drawn(page)
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert reached[:5] == ["find", "go", "in", "out", "all"]
    assert reached[5:10] == ["INPUT"] * 5
    assert reached[10:14] == ["full", "link", "svg", "png"]
    assert "SUMMARY" in reached
    assert page.evaluate("!!document.querySelector('#network [tabindex=\"0\"]')")


def test_the_table_tells_every_tie(visit: Open) -> None:
    page = visit(page_of(small())).page
    page.get_by_text("7 ties as a table").click()
    rows = page.get_by_role("row").all_inner_texts()
    assert len(rows) == 8
    assert "Wendy Hall\tdenies\tDogs should run free in the park.\tnews/hall-free" in rows


WORDS = """() => [...document.querySelectorAll("td bdi")].flatMap(({ firstChild: text }) => {
  const broken = [];
  for (const { 0: word, index } of (text ? text.data : "").matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    if (range.getClientRects().length !== 1) broken.push(word);
  }
  return broken;
})"""


@pytest.mark.parametrize("width", [390, 760, 800, 1280])
def test_no_word_of_the_table_is_broken_and_every_cell_is_there(visit: Open, width: int) -> None:
    network = small()
    network.nodes["hall"]["name"] = "The administration of Wendy Hall"
    places = {"news/hall-bite": "“News of the town”, ¶3 " + "words as they were said, " * 30}
    lens = Lens("debate", network, "All of it.", "Dogs are spoken of.")
    page = visit(NetworkView(lens, "Dogs", "Free?", places).html(), width=width).page
    page.get_by_text("7 ties as a table").click()
    assert page.evaluate(WORDS) == []
    cells = page.locator("td:not(.empty)")
    boxes = cells.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(boxes) == 7 * 3 + 5
    assert all(box["width"] >= 100 and box["right"] <= width for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_each_tie_is_a_card_with_labels(visit: Open) -> None:
    page = visit(page_of(small()), width=390, height=844).page
    page.get_by_text("7 ties as a table").click()
    labels = (
        page.locator("tbody tr")
        .first.locator("td")
        .evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    )
    assert labels == ['"Who or what"', '"Tie"', '"To whom or what"', '"What it is based on"']
    tops = (
        page.locator("tbody tr")
        .first.locator("td")
        .evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    )
    assert tops == sorted(set(tops))


def test_without_javascript_the_table_is_there_and_says_so(visit: Open) -> None:
    html = page_of(small())
    page = visit(html, java_script_enabled=False).page
    assert page.get_by_text("The picture needs JavaScript").is_visible()
    page.get_by_text("7 ties as a table").click()
    assert page.get_by_role("row").count() == 8


HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "an href= in prose <a href='javascript:window.ran=1'>x</a>",
    "gpj.\N{REPLACEMENT CHARACTER}exe",
    "x" * 10_000,
    "__proto__",
]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_hostile_runs_or_breaks_the_page(visit: Open, size: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, name in enumerate(HOSTILE):
        network.add_node(str(number), id=f"h{number}", **actor(name, link="javascript:ran=1"))
        words = {"relation": "partOf", "label": name[:50], "inverse": name[:50]}
        network.add_edge("0", str(number), key="partOf", **words)
    width, height = SIZES[size]
    html = view_of(network, HOSTILE[1]).html()
    seen = visit(html, width=width, height=height)
    drawn(seen.page)
    for number, name in enumerate(HOSTILE):
        find(seen.page, name[:200])
        assert seen.page.get_attribute("#network", "data-chosen") == f"actor/h{number}"
        assert seen.page.locator("#panel a, #panel img, #panel script").count() == 0
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    box = seen.page.locator("#network canvas").bounding_box()
    seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert seen.page.evaluate("window.ran") is None
    assert seen.faults() == []


def test_tooltips_are_text(visit: Open) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", id="a", **actor("<b>href</b> <img src=x onerror=alert(1)>"))
    seen = visit(page_of(network))
    drawn(seen.page)
    box = seen.page.locator("#network canvas").bounding_box()
    seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = seen.page.locator(".vis-tooltip")
    tip.wait_for(state="visible")
    assert "<b>href</b>" in tip.inner_text()
    assert tip.locator("b, img").count() == 0
    assert seen.faults() == []


def test_it_works_in_the_sandbox_of_a_notebook(visit: Open) -> None:
    view = view_of(small())
    seen = visit(f"<!doctype html><title>Notebook</title>{view._repr_html_()}")
    frame = seen.page.frame_locator("iframe")
    frame.locator("#network[data-drawn]").wait_for()
    frame.get_by_label("Find a name or claim").fill("Wendy Hall")
    assert frame.get_by_role("heading", level=2).inner_text() == "Wendy Hall"
    assert seen.faults() == []


@pytest.mark.parametrize("size", SIZES)
def test_the_built_in_debate_opens_and_finds_hall(visit: Open, size: str) -> None:

    width, height = SIZES[size]
    seen = visit(load_article().view("debate").html(), width=width, height=height)
    drawn(seen.page)
    assert int(seen.page.get_attribute("#network", "data-labels")) >= 10
    find(seen.page, "Hall")
    assert seen.page.get_attribute("#network", "data-chosen") == "actor/wendy-hall"
    assert "affirms (" in seen.page.get_by_role("complementary").inner_text()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.faults() == []


def test_on_a_phone_the_picture_comes_first_and_the_controls_unfold(visit: Open) -> None:
    seen = visit(page_of(small()), width=390, height=844, has_touch=True)
    page = seen.page
    drawn(page)
    assert page.locator("#network").bounding_box()["y"] < 844 / 2
    assert not page.get_by_label("affirms").is_visible()
    page.get_by_text("Legend and controls").click()
    page.get_by_label("affirms").uncheck()
    page.get_by_text("What the picture shows").click()
    assert page.get_by_text("All of it.").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, "[...document.querySelectorAll('.fold')].every((one) => one.open)")
    assert not page.get_by_text("Legend and controls").is_visible()
    assert seen.faults() == []


def test_the_notice_says_what_a_reader_can_do_and_the_command_stands_at_the_end(
    visit: Open,
) -> None:
    network = small()
    lens = Lens("debate", network, "All of it.", "Dogs are spoken of.")
    page = visit(NetworkView(lens, "Dogs", "Free?", most=3).html()).page
    notice = page.locator(".notice").inner_text()
    assert "it shows 3 of " in notice
    assert "Find a name above: the page says whether it is left out." in notice
    assert "--most" not in notice
    assert f"--most {len(network)} on the command line" in page.locator("main").inner_text()

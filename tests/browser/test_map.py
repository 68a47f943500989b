"""The map: who stands where, on one screen, for the eye, the keyboard and a phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import opendebate
from axe import violations
from bakery import write_bakery
from harbour import write_harbour
from invented import write_knots
from opendebate.debate import Debate
from opendebate.views.compact_nodes import page_nodes
from opendebate.views.explorer import FOLDER, ExplorerView
from opendebate.views.map.map_model import debate_map
from opendebate.views.map.topic_groups import topic_map
from opendebate.views.map.topic_layout import topic_layout
from opendebate.views.map.voice_signs import SIGNS
from opendebate.views.script_bundle import bundle
from waiting import go, until

FLOOD = Path(__file__).parents[1] / "data" / "flood-maps"
Open = Callable[..., Any]
ENTRY = """import { applyFilters, wholeOf } from "./filter.js";
import { mapOf } from "./map-model.js";
import { Model } from "./model.js";

const model = new Model(JSON.parse(document.getElementById("data").textContent));
const { voices, cards, dots } = mapOf(wholeOf(model));
Object.assign(window, { map: { voices: [...voices.values()], cards, dots } });
"""
# Boxes of what stands on the map, and the sizes of its letters.
BOXES = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const { left, top, right, bottom } = one.getBoundingClientRect();
  return { left, top, right, bottom, text: one.textContent.slice(0, 40) };
})"""

# Which lines pass behind what they do not lead to, looked at pixel by pixel.
BEHIND = """() => {
  const stage = document.querySelector(".map-stage"), { left, top } = stage.getBoundingClientRect();
  const what = ".map-token, .map-name, .map-note, .map-ghost, .map-card, .map-topic, .map-camp";
  const boxes = [...stage.querySelectorAll(what)]
    .filter((one) => one.checkVisibility() && !one.matches(".hidden"))
    .map((one) => ({ one, box: one.getBoundingClientRect() }));
  const ways = [...stage.querySelectorAll(".map-lines path")];
  return ways.flatMap((way) => {
    const found = new Set(), length = way.getTotalLength();
    for (let at = 1; at < length - 1; at += 1) {
      const point = way.getPointAtLength(at), x = point.x + left, y = point.y + top;
      for (const { one, box } of boxes) {
        const within = x > box.left + 1 && x < box.right - 1 && y > box.top + 1;
        if (!within || y > box.bottom - 1) continue;
        found.add(`${way.getAttribute("class")} behind ${one.textContent.slice(0, 40)}`);
      }
    }
    return [...found];
  });
}"""

# Words of claims, topics and names that go on in a second line.
BROKEN = """() => {
  const what = ".map-card bdi, .map-topic bdi, .map-name bdi", range = document.createRange();
  const all = [...document.querySelectorAll(what)].filter((one) => one.checkVisibility());
  return all.flatMap(({ firstChild: text }) => [...text.data.matchAll(/[\\p{L}]{2,15}/gu)]
    .filter(({ 0: word, index }) => {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    }).map(([word]) => word));
}"""

# How many pairs of the voices' lines cross, by the short pieces that they consist of. Lines of one
# voice, or to one end, touch there; faint lines do not count.
CROSSINGS = """() => {
  const drawn = ".map-lines path:not(.argument, .minor)";
  const ways = [...document.querySelectorAll(drawn)].map((way) => {
    const length = way.getTotalLength(), count = Math.ceil(length / 2);
    return Array.from({ length: count + 1 }, (_, n) => way.getPointAtLength(length * n / count));
  });
  const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  const parted = (a, b, c, d) => turn(a, b, c) * turn(a, b, d) < -1e-9;
  const cross = (one, other) => one.some((b, i) => i && other.some((d, j) => {
    if (!j) return false;
    const a = one[i - 1], c = other[j - 1];
    return parted(a, b, c, d) && parted(c, d, a, b);
  }));
  const near = (a, b) => Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1;
  const touch = (one, other) => near(one[0], other[0]) || near(one.at(-1), other.at(-1));
  return ways.flatMap((one, n) => ways.slice(0, n)
    .filter((other) => !touch(one, other) && cross(one, other))).length;
}"""


@pytest.fixture(scope="module")
def whole() -> str:
    """The page of the built-in debate with all its sources."""
    return opendebate.load().view().html()


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    return opendebate.load(write_harbour(tmp_path_factory.mktemp("map") / "harbour"))


def go_to_map(tab: Any, fragment: str) -> None:
    go(tab, fragment)
    tab.locator(".map[data-drawn]").wait_for()


@pytest.mark.parametrize("name", ["built-in", "harbour", "bakery", "knots-0", "knots-1", "knots-2"])
def test_the_page_draws_the_librarys_map(
    visit: Open, debate: Debate, harbour: Debate, tmp_path: Path, name: str
) -> None:
    one = {"built-in": debate, "harbour": harbour}.get(name)
    if name == "bakery":
        one = opendebate.load(write_bakery(tmp_path / name))
    if one is None:
        folder = tmp_path / name
        write_knots(folder, int(name[-1]))
        one = opendebate.load(folder)
    modules = tmp_path / "modules"
    modules.mkdir()
    for file in FOLDER.glob("*.js"):
        (modules / file.name).write_bytes(file.read_bytes())
    (modules / "entry.js").write_text(ENTRY, encoding="utf-8")
    view = one.view()
    assert isinstance(view, ExplorerView)
    data = json.dumps({**view.data, "things": page_nodes(view.data["things"])})
    tab = visit(
        f'<script type="application/json" id="data">{data.replace("<", chr(92) + "u003c")}</script>'
        f"<script>{bundle(modules, 'entry')}</script>"
    ).page
    drawn = tab.evaluate("map")
    shown = debate_map(one.engine)
    assert {(v["key"], v["camp"], v["former"], v["narrator"]) for v in drawn["voices"]} == {
        (v.key, v.camp, v.former, v.narrator) for v in shown.voices
    }
    assert sorted(
        (c["key"], c["side"], c["topic"], sorted(c["makers"]), sorted(map(tuple, c["tokens"])),
         c["unnamed"])
        for c in drawn["cards"]
    ) == sorted(
        (c.key, c.side, c.topic, sorted(c.makers), sorted(c.tokens), c.unnamed)
        for c in shown.claims
    )  # fmt: skip
    assert sorted((d["key"], d["side"], d["topic"]) for d in drawn["dots"]) == sorted(
        (d.key, d.side, d.topic) for d in shown.dots
    )


def check_apart(tab: Any) -> None:
    """No two of what stands on the map overlap."""
    what = ".map-voice, .map-card, .map-topic, .map-camp:not(.hidden), .map-rest, .map-legend"
    things = [box for box in tab.evaluate(BOXES, what) if box["right"] > box["left"]]
    for one, other in combinations(things, 2):
        assert (
            one["right"] <= other["left"] + 1
            or other["right"] <= one["left"] + 1
            or one["bottom"] <= other["top"] + 1
            or other["bottom"] <= one["top"] + 1
        ), (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_screen_shows_every_named_voice_and_fifteen_claims(
    visit: Open, page: str, debate: Debate, scheme: str
) -> None:
    seen = visit(page, width=1280, height=900, color_scheme=scheme)
    seen.page.locator(".map[data-drawn]").wait_for()
    voices = seen.page.evaluate(BOXES, ".map-voice")
    cards = seen.page.evaluate(BOXES, ".map-card")
    assert len(voices) == len(debate_map(debate.engine).voices)
    assert all(box["top"] >= 0 and box["bottom"] <= 900 for box in voices)
    assert sum(box["bottom"] <= 900 for box in cards) >= 15
    check_apart(seen.page)
    assert seen.page.evaluate(CROSSINGS) <= 15
    sizes = seen.page.evaluate(
        """() => [...document.querySelectorAll(".map *")].filter((one) => one.checkVisibility() &&
          [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
          .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 12.5
    assert seen.page.locator(".map-lines path").count() <= 80
    assert seen.faults() == []


@pytest.mark.parametrize(
    "at", ["#/", "#/?topic=topic%2Fopen-release", "#/?topic=topic%2Fmisuse", "#/?to=2023-12-31"]
)
def test_the_lines_of_many_voices_can_be_followed(visit: Open, whole: str, at: str) -> None:
    tab = visit(whole, at=at, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    assert tab.evaluate(CROSSINGS) <= 15
    assert tab.evaluate(BEHIND) == []
    check_apart(tab)
    assert 20 <= tab.locator(".map-lines path").count() <= 80
    until_day = tab.get_by_role("slider", name="Time").get_attribute("aria-valuetext")
    assert until_day == ("until 2023-12-31" if "to=" in at else "all dates")
    assert tab.locator(".map-stage .map-card").count() <= 40


def test_the_first_screen_of_many_sources_shows_every_voice_with_a_line(
    visit: Open, whole: str
) -> None:
    seen = visit(whole, width=1280, height=900)
    tab = seen.page
    tab.locator(".map[data-drawn]").wait_for()
    shown = debate_map(opendebate.load().engine)
    boxes = tab.evaluate(BOXES, ".map-voice, .closed, .map-more, .map-legend")
    assert all(box["bottom"] <= 900 for box in boxes)
    assert tab.locator(".closed > .map-card").count() >= 15
    tokens = [one.upper() for one in tab.locator(".map-voice .map-token").all_inner_texts()]
    assert len(set(tokens)) == len(tokens) == len(shown.voices)
    sides = sum(2 if voice.camp == "both" else 1 for voice in shown.voices)
    assert tab.locator(".map-lines path:not(.minor)").count() >= sides, "a line to each side"
    disputed = {one.key for one in shown.claims
                if {stance for _, stance in one.tokens} & {"denies", "doubts"}}  # fmt: skip
    signs = {one.get_attribute("data-key") for one in tab.locator(".map-dot:has(i)").all()}
    assert signs
    assert signs <= disputed
    stops = tab.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
          .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length"""
    )
    assert stops < 60
    for voice in tab.locator(".map-voice").all():
        voice.hover()
        assert tab.locator(".map-lines path.on").count()
    visible = tab.locator('[data-key="actor/ntia"] .map-name [aria-hidden]')
    assert visible.inner_text() == "NTIA"
    name = "National Telecommunications and Information Administration"
    tab.locator(".map-voice", has_text=name).click()
    tab.locator(".map-panel").get_by_role("heading", name=name).wait_for()
    assert seen.faults() == []


def test_a_closed_topic_shows_the_claim_of_most_voices_and_a_dot_for_each_other(
    visit: Open, whole: str
) -> None:
    tab = visit(whole, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    shown = debate_map(opendebate.load().engine)
    topic = tab.locator('.closed:has([data-topic="for topic/shared-benefit"])')
    claims = [
        one for one in shown.claims if one.side == "for" and one.topic == "topic/shared-benefit"
    ]
    most = max(len(one.makers) for one in claims)
    lead = topic.locator(".map-card").get_attribute("data-key")
    assert lead in {one.key for one in claims if len(one.makers) == most}
    dots = {one.get_attribute("data-key") for one in topic.locator(".map-dot:not(.faint)").all()}
    assert dots == {one.key for one in claims} - {lead}
    topic.locator(".map-card").click()
    tab.locator(".map-panel").wait_for()
    assert topic.locator(".map-card").get_attribute("aria-current") == "true"


def test_the_coders_arguments_join_claims_below_closed_topics(visit: Open, whole: str) -> None:
    tab = visit(whole, at="#/?reading=coder", width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    drawn = tab.locator(".map-lines .argument").count()
    assert drawn
    assert (
        f"{drawn} arguments join the claims shown in full"
        in tab.locator(".map-finding").inner_text()
    )
    assert tab.locator(".map-lines path").count() <= 80


# Where each line begins and ends, in whole pixels.
ENDS = """() => [...document.querySelectorAll(".map-lines path")].map((way) =>
  [0, way.getTotalLength()].map((at) => way.getPointAtLength(at))
    .flatMap(({ x, y }) => [Math.round(x), Math.round(y)]))"""


@pytest.mark.parametrize("then", ["#/?topic=topic%2Fopen-release", "#/?to=2023-12-31"])
def test_lines_lead_to_where_cards_and_voices_stand_once_their_moves_have_ended(
    visit: Open, whole: str, then: str
) -> None:
    tab = visit(whole, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    go_to_map(tab, then)
    until(tab, "document.getAnimations().length === 0")
    after_moves = tab.evaluate(ENDS)
    assert tab.evaluate(BEHIND) == []
    tab.reload()
    tab.locator(".map[data-drawn]").wait_for()
    until(tab, "document.getAnimations().length === 0")
    assert after_moves == tab.evaluate(ENDS)


def test_lines_lead_to_more_topics_and_into_them(visit: Open, whole: str) -> None:
    tab = visit(whole, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    ends = "[...document.querySelectorAll('.map-lines path')].map((one) => one.getAttribute('d'))"
    before = tab.evaluate(ends)
    more = tab.locator(".map-side.side-for .map-more")
    topics = tab.locator(".map-side.side-for .closed").count()
    more.locator("summary").click()
    until(tab, f"document.querySelectorAll('.map-side.side-for .closed').length > {topics}")
    assert tab.evaluate(ends) != before
    assert tab.evaluate(BEHIND) == []


@pytest.mark.parametrize(
    ("at", "width"),
    [("#/", 1280), ("#/", 1600), ("#/?reading=coder", 1280), ("#/?pin=actor%2Fmeta", 1280)],
)
def test_no_line_passes_behind_a_name_or_a_claim(
    visit: Open, page: str, at: str, width: int
) -> None:
    tab = visit(page, at=at, width=width, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    assert tab.locator(".map-lines path").count() >= 20
    assert tab.evaluate(BEHIND) == []


@pytest.mark.parametrize("seed", range(3))
def test_no_line_of_an_invented_map_passes_behind_a_name(
    visit: Open, tmp_path: Path, seed: int
) -> None:
    write_knots(tmp_path / "knots", seed, size=30, said=60)
    html = opendebate.load(tmp_path / "knots").view().html()
    tab = visit(html, at="#/?reading=coder", width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    assert tab.locator(".map-lines path").count()
    assert tab.evaluate(BEHIND) == []


def test_a_click_pins_and_escape_goes_up(visit: Open, page: str) -> None:
    tab = visit(page, width=1280, height=900).page
    tab.get_by_role("link", name="A company that proposes").click()
    panel = tab.locator(".map-panel")
    panel.get_by_text("Affirmed by Wendy Hall").wait_for()
    assert "pin=claim%2Firresponsible-proposal" in tab.evaluate("location.hash")
    tab.locator(".map-voice.on").wait_for()
    assert tab.locator(".map-voice.on").all_inner_texts() == ["WH\nWendy Hall"]
    assert tab.evaluate("document.activeElement.dataset.key") == "claim/irresponsible-proposal"
    tab.keyboard.press("Escape")
    panel.wait_for(state="detached")
    tab.go_back()
    panel.get_by_text("Affirmed by Wendy Hall").wait_for()
    panel.get_by_role("link", name="Reasons and objections").click()
    tab.locator(".claim-focus").wait_for()


def test_escape_goes_up_one_level_from_wherever_one_is(visit: Open, page: str) -> None:
    at = "#/?topic=topic%2Fmisuse&pin=claim%2Fmisuse-harm"
    tab = visit(page, at=at, width=1280, height=900).page
    panel = tab.locator(".map-panel")
    panel.locator("details summary").first.click()
    until(tab, "location.hash.includes('open=')")
    tab.get_by_role("button", name="Share", exact=True).click()
    tab.keyboard.press("Escape")
    assert panel.is_visible(), "only the menu is closed"
    panel.locator("a").last.focus()
    tab.keyboard.press("Escape")
    panel.wait_for(state="detached")
    assert tab.evaluate("location.hash") == "#/?topic=topic%2Fmisuse"
    tab.locator("main").focus()
    tab.keyboard.press("Escape")
    tab.locator(".map-up").wait_for(state="detached")
    assert tab.evaluate("location.hash") == "#/"
    tab.go_back()
    tab.locator(".map-up").wait_for()


def test_the_map_is_one_stop_of_the_keyboard(visit: Open, page: str) -> None:
    tab = visit(page, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    stops = tab.locator(".map-stage :is(a, button, summary)").evaluate_all(
        "(all) => all.filter((one) => one.tabIndex === 0).length"
    )
    assert stops == 1
    every = tab.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
          .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length"""
    )
    assert every < 60
    tab.locator('[data-key="actor/yann-lecun"]').focus()
    focus = "document.activeElement.dataset.key"
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate(focus) == "actor/mark-zuckerberg"
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(focus).startswith("claim/")
    tab.keyboard.press("End")
    assert tab.evaluate(focus) == "actor/meta-legal-team"
    tab.keyboard.press("Enter")
    tab.locator(".map-panel").get_by_role("heading", name="Meta's legal team").wait_for()


def test_the_panel_of_a_voice_says_on_which_side_it_argues(visit: Open, page: str) -> None:
    tab = visit(page, at="#/?pin=actor%2Fwendy-hall", width=1280, height=900).page
    words = tab.locator(".map-panel .map-sides")
    assert words.inner_text() == "Argues against: 4 claims (affirms 3, denies 1)."


def test_numbers_are_those_of_speakers_until_the_coder_is_asked(visit: Open, page: str) -> None:
    tab = visit(page, width=1280, height=900).page
    finding = tab.locator(".map-finding")
    assert "coder" not in finding.inner_text()
    assert tab.locator("path.argument").count() == 0
    tab.get_by_label("Add what the coder, who read the sources, concludes").click()
    tab.locator("path.argument").first.wait_for(state="attached")
    assert "In the coder's reading, which is dotted here, 20 arguments" in finding.inner_text()
    assert tab.locator(".map-lines path").count() <= 80
    assert tab.evaluate("location.hash") == "#/?reading=coder"


def test_voices_that_change_sides_move_and_leave_a_trail(visit: Open, tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    tab = visit(opendebate.load(folder).view().html(), width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    slider = tab.get_by_role("slider", name="Time")
    slider.focus()
    slider.press("Home")
    until(tab, "location.hash.includes('to=')")
    first = tab.locator('[data-key="actor/ann"]').get_attribute("data-camp")
    slider.press("End")
    until(tab, "!location.hash.includes('to=')")
    last = tab.locator('[data-key="actor/ann"]').get_attribute("data-camp")
    assert (first, last) == ("for", "against")
    assert "was for" in tab.locator('[data-key="actor/ann"]').inner_text()
    assert tab.locator(".rail-for .map-ghost").get_attribute("data-voice") == "actor/ann"


def test_controls_of_the_map_are_called_by_what_stands_on_them(visit: Open, whole: str) -> None:
    tab = visit(whole, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    play = tab.get_by_role("button", name="Play")
    tab.locator(".map-controls output").click()
    assert play.is_visible(), "a click on the date plays nothing"
    play.click()
    tab.get_by_role("button", name="Pause").click()
    until(tab, "location.hash.includes('to=')")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_has_camps_as_tabs(visit: Open, page: str, width: int) -> None:
    seen = visit(page, width=width, height=844)
    tab = seen.page
    tab.locator(".map[data-drawn]").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    links = tab.get_by_role("navigation", name="Views").get_by_role("link").all()
    assert len({link.bounding_box()["y"] for link in links}) == (1 if width >= 360 else 2)
    box, label = tab.locator(".map-controls label input"), tab.locator(".map-controls label")
    assert label.bounding_box()["height"] < box.bounding_box()["height"] + 20, "side by side"
    assert not tab.locator(".map-side.side-against").is_visible()
    tab.get_by_role("link", name="Against", exact=True).click()
    tab.locator(".map-side.side-against").wait_for()
    assert not tab.locator(".map-side.side-for").is_visible()
    tab.get_by_role("link", name="A company that proposes").click()
    tab.locator(".map-panel").get_by_text("Affirmed by Wendy Hall").wait_for()
    assert tab.locator(".map-side.side-against").is_visible()
    assert violations(tab) == []
    assert seen.faults() == []


@pytest.mark.parametrize("text", ["100%", "200%"])
@pytest.mark.parametrize("width", [320, 390, 640, 1600])
@pytest.mark.parametrize("sources", ["page", "whole"])
def test_nothing_overlaps_in_any_window(
    visit: Open, request: pytest.FixtureRequest, width: int, text: str, sources: str
) -> None:
    tab = visit(request.getfixturevalue(sources), width=width, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    tab.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
    tab.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    check_apart(tab)
    assert tab.evaluate(BROKEN) == [], "words stay together"
    narrow = not tab.locator(".map-lines").is_visible()
    assert tab.locator(".map-legend .by-letters").is_visible() == narrow, "what is not drawn"


def test_large_text_leaves_room_for_the_finding(visit: Open, page: str) -> None:
    tab = visit(page, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tab.locator(".map-finding").bounding_box()["width"] > 500
    tab.locator(".map-tabs").wait_for()
    assert not tab.locator(".map-side.side-against").is_visible()


def test_a_large_debate_begins_with_topics(visit: Open, tmp_path: Path) -> None:
    """In it, nobody with a name affirms any claim of one topic: some only deny them."""
    folder = tmp_path / "knots"
    write_knots(folder, 2, size=160, said=130)
    seen = visit(opendebate.load(folder).view().html(), width=1280, height=900)
    tab = seen.page
    tab.locator(".map[data-drawn]").wait_for()
    assert tab.locator(".map-stage .map-card:not(.closed > *)").count() == 0
    topics, leading = (
        tab.locator(".closed:not(details *)").count(),
        tab.locator(".closed > .map-card").count(),
    )
    assert 0 < leading <= topics <= 16
    counts = tab.locator(".closed > .map-card .map-count").all_inner_texts()
    assert 0 < len(counts) < leading
    assert "0 voices" not in counts
    assert tab.locator(".map-lines path").count() <= 80
    assert tab.evaluate("document.documentElement.scrollHeight") <= 2 * 900
    tab.locator(".closed .map-topic a").first.click()
    tab.locator(".map-stage .map-card:not(.closed > *)").first.wait_for()
    for side in ("for", "against"):
        assert tab.locator(f".map-side.side-{side} .map-card").count() <= 8
    tab.get_by_role("link", name="All topics").click()
    tab.locator(".closed .map-topic").first.wait_for()
    assert seen.faults() == []


def test_from_a_claim_to_its_passage_in_four_clicks(visit: Open, page: str) -> None:
    tab = visit(page, width=1280, height=900).page
    tab.get_by_role("link", name="Once a model's weights are public").click()
    tab.locator(".map-panel").get_by_role("link", name="Biden administration").click()
    tab.get_by_role("heading", level=1, name="Biden administration").wait_for()
    tab.locator("main").get_by_role("link", name="Executive order on AI").first.click()
    tab.get_by_role("heading", level=1, name="Executive order on AI").wait_for()
    tab.locator("details.evidence summary").first.click()
    tab.get_by_text("paragraph 13").first.wait_for()


def test_every_state_opens_again_as_it_was(visit: Open, page: str) -> None:
    for address in (
        "#/?to=2023-06-01",
        "#/?reading=coder&pin=actor%2Fmeta",
        "#/?topic=topic%2Fmisuse",
        "#/?camp=against&side=against",
        "#/?speaker=actor%2Fmeta&pin=claim%2Fopen-agi",
        "#/story/open-or-closed/3",
    ):
        first = visit(page, at=address, width=1280, height=900).page
        first.locator(".map[data-drawn]").wait_for()
        text = first.locator(".map").inner_text()
        go(first, "#/overview")
        first.locator(".overview").wait_for()
        first.go_back()
        first.locator(".map[data-drawn]").wait_for()
        assert first.locator(".map").inner_text() == text
        assert first.evaluate("location.hash") == address


def test_one_of_several_sources_can_be_chosen(visit: Open, harbour: Debate) -> None:
    tab = visit(harbour.view().html(), width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    field = tab.get_by_label("Show one source")
    before = tab.locator(".map-voice").count()
    field.select_option(index=2)
    until(tab, "document.documentElement.dataset.shown.includes('source=')")
    tab.locator(".map[data-drawn]").wait_for()
    assert 0 < tab.locator(".map-voice").count() < before
    assert "Second thoughts" in tab.locator(".map-finding").inner_text()


def test_a_claim_under_a_closed_topic_lights_who_makes_it(visit: Open, whole: str) -> None:
    at = "#/?pin=claim%2Fopenai-should-open"
    tab = visit(whole, at=at, width=1280, height=900).page
    tab.locator(".map-voice.on").first.wait_for()
    names = tab.locator(".map-voice.on .map-name").all_inner_texts()
    assert sorted(names) == ["OpenAI", "Sam Altman"]
    assert tab.locator(".map-lines path.on").count() == 2
    go_to_map(tab, "#/?pin=actor%2Fwendy-hall")
    until(tab, "document.querySelectorAll('.map-dot.on').length > 1")
    assert tab.locator(".map-voice.on .map-name").all_inner_texts() == ["Wendy Hall"]


def test_what_is_dated_by_its_year_counts_from_the_end_of_the_year(visit: Open) -> None:
    tab = visit(opendebate.load(FLOOD).view().html(), width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    slider = tab.get_by_role("slider", name="Time")
    slider.focus()
    slider.press("Home")
    until(tab, "location.hash.includes('to=')")
    assert tab.evaluate("location.hash") == "#/?to=2021-12-31"
    assert slider.get_attribute("aria-valuetext") == "until 2021-12-31"
    assert "one dated 2023 from the end of 2023" in tab.locator(".map-legend").inner_text()
    slider.press("End")
    until(tab, "!location.hash.includes('to=')")
    assert "from the end of" not in tab.locator(".map-legend").inner_text()


def test_the_still_picture_shows_what_the_first_screen_of_the_page_shows(
    visit: Open, whole: str
) -> None:
    shown = topic_map(debate_map(opendebate.load().engine))
    tab = visit(whole, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    for side, groups in shown.groups.items():
        cards = tab.locator(f".side-{side} > .closed > .map-card > bdi").all_inner_texts()
        assert cards == [group.lead.text for group in groups if group.lead]
        signs = tab.locator(f".side-{side} > .closed > h3").evaluate_all(
            "(all) => all.map((one) => [...one.querySelectorAll('i')].map((i) => i.innerText))"
        )
        boxes = [box for box in topic_layout(shown, 0).boxes if box.group.side == side]
        assert signs == [[SIGNS[dot.stance] for dot in box.dots if dot.stance] for box in boxes]
    for rail, voices in shown.voices.items():
        there = tab.locator(f".rail-{rail} .map-voice").evaluate_all(
            "(all) => all.map((one) => one.dataset.key)"
        )
        assert there == [voice.key for voice in voices]

"""The trace in a real browser: who says what, because, where; and the way on from each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import opendebate
from article import load_article
from opendebate.views.explorer import ExplorerView
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[..., Any]
FLOOD = Path(__file__).parents[1] / "data" / "flood-maps"
ENDS = "“The town\N{RIGHT SINGLE QUOTATION MARK}s legal … end in court”"
HALL_HARM = "source/why-meta-opened-up/hall-harm"
# Lines are drawn once a row is in sight.
LINES = ".claim-row svg.lines"
OVERFLOWING = """() => {
  const page = document.documentElement;
  const wide = [...document.querySelectorAll("main *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > page.clientWidth + 1 || box.left < -1);
  });
  return [page.scrollWidth - page.clientWidth, wide.length];
}"""
# How near the last point of a line comes to the shafts of other lines.
NEAREST = """(row) => {
  const ways = (kind) => [...row.querySelectorAll(`.line.${kind} .shaft`)];
  const gap = (point, way) => {
    let least = Infinity;
    for (let at = 0; at <= way.getTotalLength(); at += 1) {
      const one = way.getPointAtLength(at);
      least = Math.min(least, Math.hypot(one.x - point.x, one.y - point.y));
    }
    return least;
  };
  return ways("undercut").map((way) => {
    const tip = way.getPointAtLength(way.getTotalLength());
    return Math.min(...ways("argument").map((other) => gap(tip, other)));
  });
}"""


@pytest.fixture(scope="module")
def openness() -> str:
    return load_article().view().html()


@pytest.fixture(scope="module")
def flood() -> str:
    return opendebate.load(FLOOD).view().html()


def trace(visit: Open, html: str, key: str, **options: Any) -> Any:
    """Open a page at the trace of a thing."""
    seen = visit(html, **options)
    go(seen.page, f"#/{key}")
    return seen


def go(page: Page, fragment: str) -> None:
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    until(
        page,
        "fragment => location.hash === fragment && document.querySelector('main .trace h1')",
        arg=fragment,
    )


def heading(page: Page) -> str:
    return page.locator("main h1").inner_text()


def row(page: Page, claim: str) -> Locator:
    """Return the row whose claim has a text."""
    return page.locator(".claim-row").filter(has=page.locator("h2", has_text=claim))


def step(page: Page, text: str) -> Locator:
    """Return the innermost step whose card has a text."""
    card = page.locator(".step-card", has_text=text)
    return page.locator("li.step").filter(has=card).last


def box_of(parts: Locator) -> dict[str, float]:
    """Return where the first of some parts is on the screen."""
    box = parts.first.bounding_box()
    assert box is not None
    return {name: float(value) for name, value in box.items()}  # type: ignore[arg-type]


# --- walking -----------------------------------------------------------------------------------


def test_one_walks_from_a_speaker_to_a_claim_to_its_attackers_and_back(
    visit: Open, openness: str
) -> None:
    seen = trace(visit, openness, "actor/wendy-hall")
    page = seen.page
    assert heading(page) == "Wendy Hall"
    page.locator(".claim-row h2 a", has_text="Meta should open-source the general AI").click()
    until(page, "() => location.hash === '#/claim/open-agi'")
    disputed = page.locator(".step-card", has_text="disputed by — stated by Wendy Hall")
    disputed.locator("a").click()
    until(page, "() => location.hash === '#/claim/irresponsible-proposal'")
    page.locator(".who .chip", has_text="Wendy Hall").click()
    until(page, "() => location.hash === '#/actor/wendy-hall'")
    for key in ("claim/irresponsible-proposal", "claim/open-agi", "actor/wendy-hall"):
        page.go_back()
        until(page, "key => location.hash === `#/${key}`", arg=key)
    assert heading(page) == "Wendy Hall"
    assert seen.faults() == []


def test_the_keyboard_alone_leads_from_a_speaker_to_a_passage(visit: Open, openness: str) -> None:
    seen = trace(visit, openness, "actor/wendy-hall")
    page = seen.page
    page.locator("main").focus()

    def tab_to(what: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"no Tab leads to {what}")

    tab_to(".claim-row details.evidence > summary")
    page.keyboard.press("Enter")
    opened = page.locator("details.evidence[open] .evidence-body")
    opened.wait_for()
    tab_to(".evidence-links a")
    page.keyboard.press("Enter")
    until(page, "key => location.hash === `#/${key}`", arg=HALL_HARM)
    until(page, 'document.activeElement.id === "view"')
    assert seen.faults() == []


def test_filters_stay_on_the_way(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "actor/marta-oyelaran?mode=paraphrase").page
    assert re.search(
        r"of the debate's 16 statements \d+ are shown", page.locator(".trace-filtered").inner_text()
    )
    page.locator(".claim-row h2 a", has_text="should be put online").click()
    until(page, "() => location.hash === '#/claim/publish?mode=paraphrase'")


# --- what is told -------------------------------------------------------------------------------


def test_the_order_of_reading_is_what_who_where_because_against(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/publish").page
    told = page.locator(".claim-row").first.inner_text()
    order = [
        "The detailed flood maps should be put online",
        "Marta Oyelaran",
        "affirms",
        "She wants the … can correct them",
        "because — stated by Marta Oyelaran",
        "Many eyes put errors",
        "Whoever lives in a house",
        "disputed by",
    ]
    places = [told.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_screen_shows_the_columns_in_that_order(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/publish").page
    one = page.locator(".claim-row").first
    parts = (".who", ".claim-card", ".step-card >> nth=0", ".where >> nth=0")
    boxes = [box_of(one.locator(part)) for part in parts]
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"]
    many = step(page, "Many eyes put")
    card, where = (box_of(many.locator(part)) for part in (".step-card", ".where"))
    assert abs(card["y"] - where["y"]) < 4


def test_what_is_the_same_elsewhere_is_linked(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "actor/mill-lane").page
    links = page.locator(".trace-head a[href^='http']")
    assert links.all_inner_texts() == ["Wikidata Q4115189", "registry.example/bodies/mill-lane"]
    assert links.nth(0).get_attribute("href") == "http://www.wikidata.org/entity/Q4115189"
    go(page, "#/actor/averley")
    assert "The same elsewhere" not in page.locator(".trace-head").inner_text()


def test_a_denial_is_told_with_its_reasons_and_what_speaks_against_it(
    visit: Open, openness: str
) -> None:
    page = trace(visit, openness, "actor/wendy-hall").page
    denied = row(page, "Meta should open-source the general AI")
    groups = denied.locator(".who-group")
    own = " ".join(groups.nth(0).inner_text().split())
    assert own == "✗ Wendy Hall affiliated with University of Southampton denies"
    assert groups.nth(1).locator("li").count() == 1, "one speaker in two roles stands once"
    said = groups.nth(1).inner_text().split()
    assert said[-1] == "affirms", "who takes the opposite stance does not do it also"
    assert "also" not in said
    labels = denied.locator(".step-label").all_inner_texts()
    assert labels[0] == "because, against it — stated by Wendy Hall"
    assert "but supported by — stated by Mark Zuckerberg" in labels
    assert "but supported by — the coder's reading" in labels


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "actor/wendy-hall",
            "Argues against: 4 claims (affirms 3, denies 1), all reported by The Guardian.",
        ),
        (
            "claim/open-agi",
            "Affirmed by Mark Zuckerberg and Meta, denied by Wendy Hall; 1 argument by speakers "
            "attacks it, and in the coder's reading 11 more; none of them is answered.",
        ),
        (
            "claim/restricted-is-not-open",
            "Only hypothetically affirmed by Open-source purists; in the coder's reading 1 "
            "argument attacks it, and nobody answers it.",
        ),
        (
            "model/llama-2",
            "Mentioned in 1 claim for neither side, by GZERO Media; nobody disputes it.",
        ),
        ("model/bloom", "Mentioned in 2 claims for neither side, both by GZERO Media; nobody"),
        (
            "model/llama",
            "Mentioned in 23 claims (3 for, 4 against, 16 for neither side), by 7 named",
        ),
        ("actor/apple", "Takes no stance; mentioned in 2 claims for neither side, both by Yoram"),
        (
            "actor/the-guardian",
            "Takes no stance; passes on 4 statements by Wendy Hall on 4 claims (1 for, 3 against);",
        ),
        (HALL_HARM, "Wendy Hall affirms this (verbatim, via The Guardian) and gives no reason."),
        (
            "source/why-meta-opened-up",
            "Holds 117 statements by 11 named voices and 1 without a name on 102 claims",
        ),
        (
            "claim/open-agi?side=for",
            "Affirmed by Mark Zuckerberg and Meta, denied by Wendy Hall; 1",
        ),
        (
            "claim/open-agi?stance=denies",
            "Affirmed by Mark Zuckerberg and Meta, denied by Wendy Hall; 1",
        ),
    ],
)
def test_the_headline_says_what_the_trace_shows(
    visit: Open, openness: str, key: str, words: str
) -> None:
    page = trace(visit, openness, key).page
    assert page.locator(".trace-headline").inner_text().startswith(words)


def test_an_actors_headline_counts_what_its_claims_attack(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/david-evan-harris").page
    told = page.locator(".trace-headline").inner_text()
    reading = "In the coder's reading nobody answers 1 of these claims, which attacks others."
    assert "In the coder's reading others speak against 1 of these claims." in told
    assert reading in told


def test_a_headline_keeps_speakers_and_coder_apart(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/wendy-hall").page
    assert (
        page.locator(".trace-headline")
        .inner_text()
        .endswith(
            "Nobody answers 1 of these claims, which attacks others as speakers state, and in the "
            "coder's reading 2 more."
        )
    )
    page = trace(visit, openness, "source/why-meta-opened-up").page
    told = page.locator(".trace-headline").inner_text()
    assert told.endswith(
        "2 of them are disputed in it by speakers, and in the coder's reading 3 more, "
        "2 are only doubted."
    )
    # Zuckerberg's claim of a responsible release stands above it as a reason, with its attacks.
    page = trace(visit, openness, "actor/meta").page
    told = page.locator(".trace-headline").inner_text()
    assert "Others speak against 1 of these claims, and in the coder's reading 1 more." in told


def test_imagined_voices_dispute_nothing_in_a_headline(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/gzero-media").page
    told = page.locator(".trace-headline").inner_text()
    assert told.endswith(
        "In the coder's reading nobody answers 9 of these claims, which attack others."
    )
    assert "thers speak against" not in told


def test_a_claim_tells_the_steps_that_it_disputes(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "claim/terms-are-mere-warnings").page
    card = page.locator(".claim-card").first.inner_text()
    assert "disputes a step to Meta should open-source its large language model." in card


def test_other_and_former_names_are_told(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/wendy-hall").page
    assert "Also called Hall" in page.locator(".trace-head").inner_text()
    page = trace(visit, openness, "actor/meta").page
    assert "Formerly Facebook" in page.locator(".trace-head").inner_text()


def test_nobody_answers_is_told_where_and_only_where_it_is_so(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/publish").page
    burglars = step(page, "Open maps show thieves")
    assert "nobody answers this" not in burglars.inner_text()
    assert "answered, against its step, by — the coder's reading" in burglars.inner_text()
    prices = step(page, "Houses marked as endangered")
    assert "nobody answers this" in prices.inner_text()
    go(page, "#/claim/publish?mode=paraphrase")
    assert (
        "nobody answers this, with these filters" in page.locator(".claim-row").first.inner_text()
    )


def test_the_hypothetical_is_said_to_be_so(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/shops-keep-out").page
    assert "hypothetically affirms" in page.locator(".who").inner_text()
    chip = page.locator(".who .chip.hypothetical", has_text="Those who think")
    assert chip.evaluate("one => getComputedStyle(one).borderTopStyle") == "dashed"
    headline = page.locator(".trace-headline").inner_text()
    assert headline.startswith("Denied by ")
    assert ", hypothetically affirmed by Those who think" in headline


def test_the_head_tells_what_is_known_of_a_thing(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "actor/marta-oyelaran").page
    head = page.locator(".trace-head")
    assert "surveyor, Town council of Averley, since 2013" in head.inner_text()
    head.get_by_role("link", name="Linnet flood model", exact=True).click()
    until(page, "() => document.documentElement.dataset.shown === '#/model/linnet-model'")
    facts = page.locator(".trace-facts").inner_text()
    for words in ("Developer", "Marta Oyelaran", "Versions", "Linnet flood model 2", "Licence"):
        assert words in facts


def test_a_former_post_is_told_as_past_and_no_body_speaks_through_it(
    visit: Open, openness: str
) -> None:
    page = trace(visit, openness, "actor/david-evan-harris").page
    assert "formerly research manager for responsible AI, Meta" in (
        page.locator(".trace-head").inner_text()
    )
    facts = trace(visit, openness, "actor/meta").page.locator(".trace-facts").inner_text()
    assert re.search(r"Speak on its behalf\s+Mark Zuckerberg", facts)
    assert "People affiliated with it who speak here" in facts
    assert "Yann LeCun" in facts
    assert "David Evan Harris" not in facts


def test_policies_and_other_reports_are_named_as_such(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/neighbours-correct").page
    assert (
        "policy in response: Open licence for the maps" in page.locator(".claim-card").inner_text()
    )
    go(page, "#/actor/osei-brandt")
    told = page.locator(".elsewhere").inner_text()
    assert told.startswith("reported differently elsewhere: The minutes of Little Sallow")
    link = page.locator(".elsewhere a", has_text="Minutes of the council")
    assert link.get_attribute("href") == "https://example.org/minutes"


def test_of_what_nobody_speaks_it_is_told_what_is_known(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "policy/tanagers-letter").page
    assert page.locator(".claim-row").count() == 0
    assert "In this debate nothing is said about it." in page.locator(".trace-nothing").inner_text()
    assert "Town council of Averley" in page.locator(".trace-facts").inner_text()
    page.get_by_role("link", name="See the whole debate").click()
    until(page, "() => location.hash === '#/'")


def test_a_fact_from_outside_tells_its_reference(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "context/sallow-year").page
    head = page.locator(".trace-head")
    assert "It comes from outside the sources" in head.inner_text()
    link = head.get_by_role("link", name="Minutes of the council")
    assert link.get_attribute("href") == "https://example.org/minutes"
    head.get_by_role("link", name="Opening the maps of Little Sallow was worth its cost.").click()
    until(page, "() => location.hash === '#/source/a-town-and-its-maps/brandt-best-spent'")


def test_what_stands_above_is_linked_and_not_told_again(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/wendy-hall").page
    page.get_by_role("button", name="its reasons and disputes stand above").first.click()
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "A company that proposes to open-source AGI acts irresponsibly."
    assert page.evaluate("location.hash") == "#/actor/wendy-hall"


# --- lines --------------------------------------------------------------------------------------


def test_mutual_attacks_are_two_lines_with_their_own_ends(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "claim/publishing-is-open-source").page
    page.locator(LINES).wait_for(state="attached")
    attack, counter = (page.locator(f".line.attack.{kind}") for kind in ("argument", "counter"))
    assert (attack.count(), counter.count()) == (1, 1)
    claim, card = (box_of(page.locator(part)) for part in (".claim-card", ".step-card"))
    ends = [box_of(line.locator(".end")) for line in (attack, counter)]
    assert abs(ends[0]["x"] - (claim["x"] + claim["width"])) < 8
    assert abs(ends[1]["x"] - card["x"]) < 8
    assert "which attacks it in turn" in page.locator(".step-card.counter").inner_text()


@pytest.mark.parametrize("key", ["claim/open-llama", "claim/meta-is-open-source"])
def test_an_undercut_ends_on_the_line_of_the_step(visit: Open, openness: str, key: str) -> None:
    page = trace(visit, openness, key).page
    page.locator(LINES).wait_for(state="attached")
    gaps = page.locator(".claim-row").first.evaluate(NEAREST)
    assert gaps
    assert max(gaps) < 6


def test_stated_and_analytic_support_and_attack_are_distinct_lines(
    visit: Open, openness: str
) -> None:
    page = trace(visit, openness, "claim/open-agi").page
    page.locator(LINES).wait_for(state="attached")
    looks = {}
    for kind in ("support.stated", "support.analytic", "attack.stated", "attack.analytic"):
        shaft = page.locator(f".line.argument.{kind} .shaft").first
        looks[kind] = shaft.evaluate(
            "one => [getComputedStyle(one).stroke, getComputedStyle(one).strokeDasharray]"
        )
    assert looks["support.stated"][0] != looks["attack.stated"][0]
    assert looks["support.stated"][1] == looks["attack.stated"][1] == "none"
    assert "none" not in (looks["support.analytic"][1], looks["attack.analytic"][1])
    assert page.locator(LINES).first.get_attribute("aria-hidden") == "true"


THROUGH_WORDS = """(row) => {
  const origin = row.getBoundingClientRect();
  const words = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) if (box.width > 1) words.push(box);
  }
  const hit = [];
  for (const way of row.querySelectorAll(".line .shaft")) {
    for (let at = 0; at <= way.getTotalLength(); at += 2) {
      const one = way.getPointAtLength(at);
      const [x, y] = [one.x + origin.x, one.y + origin.y];
      if (words.some((w) => x > w.left && x < w.right && y > w.top + 3 && y < w.bottom - 3))
        hit.push(`${way.parentNode.getAttribute("class")} ${x} ${y}`);
    }
  }
  return hit;
}"""


@pytest.mark.parametrize(
    "key", ["claim/open-llama", "actor/wendy-hall", "claim/restricted-is-not-open", "topic/misuse"]
)
@pytest.mark.parametrize("width", [1000, 1280])
def test_no_line_runs_through_words(visit: Open, openness: str, key: str, width: int) -> None:
    page = trace(visit, openness, key, width=width, height=3000).page
    page.locator(LINES).first.wait_for(state="attached")
    rows = page.locator(".claim-row").filter(has=page.locator("svg.lines")).all()
    assert [row.evaluate(THROUGH_WORDS) for row in rows] == [[]] * len(rows)


def test_lines_follow_when_evidence_opens(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/publish").page
    page.locator(LINES).wait_for(state="attached")
    page.locator(".claim-row .where summary").first.click()
    until(
        page,
        """() => {
      const row = document.querySelector(".claim-row");
      const from = row.getBoundingClientRect();
      const [card] = row.querySelectorAll(".step-card");
      const way = row.querySelector(".line.argument .shaft");
      const start = way.getPointAtLength(0);
      const box = card.getBoundingClientRect();
      const [x, y] = [start.x + from.x, start.y + from.y];
      return Math.abs(x - box.left) < 6 && y > box.top && y < box.bottom
        && document.querySelector("details.evidence[open] .evidence-body");
    }""",
    )


# --- narrow, big, hostile -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["actor/wendy-hall", "claim/open-llama", "topic/misuse", HALL_HARM, "actor/gzero-media"]
)
def test_on_a_phone_nothing_overflows_and_no_line_is_drawn(
    visit: Open, openness: str, key: str
) -> None:
    seen = trace(visit, openness, key, width=390, height=844)
    page = seen.page
    page.locator("details.evidence summary").first.click()
    assert page.evaluate(OVERFLOWING) == [0, 0]
    assert page.locator("main svg").filter(visible=True).count() == 0
    assert seen.faults() == []


def test_lines_go_and_come_with_the_width(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "claim/publish").page
    page.locator(LINES).wait_for(state="attached")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(LINES).wait_for(state="detached")
    page.set_viewport_size({"width": 1280, "height": 844})
    page.locator(LINES).wait_for(state="attached")


def test_a_big_trace_shows_its_claims_step_by_step(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/gzero-media").page
    until(page, "() => document.querySelectorAll('.claim-row').length === 8")
    assert page.locator("li.claim-row.side-neither").count() == 0, "what takes a side comes first"
    more = page.get_by_role("button", name=re.compile("^Show .* more of"))
    more.click()
    until(page, "() => document.querySelectorAll('.claim-row').length === 48")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert more.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".claim-row").count() > 60, "on paper all stand there"
    assert more.is_hidden()


def test_the_first_screen_says_what_a_frequent_voice_stands_for(visit: Open) -> None:
    html = opendebate.load().view().html()
    page = trace(visit, html, "actor/openai", width=1280, height=900).page
    for side in ("for", "against"):
        claims = page.locator(f".sides-taken .side-{side} li")
        assert claims.count() == 4
        assert claims.last.evaluate("(one) => one.getBoundingClientRect().bottom") < 900
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * 900
    page.locator(".sides-taken button").first.click()
    assert "Argues for: 12 claims" in page.locator(".trace-headline").inner_text()
    assert page.locator(".sides-taken .side-for li").count() == 12
    go(page, "#/topic/open-release")
    until(page, "document.querySelector('h1').textContent === 'Open release'")
    assert "(18 for, 19 against, " in page.locator(".trace-headline").inner_text()
    assert page.locator(".sides-taken button").all_inner_texts() == ["Show 14 more", "Show 15 more"]


def page_with(change: Callable[[dict[str, Any]], None]) -> str:
    """Return the page of the flood maps with other data."""
    view = opendebate.load(FLOOD).view()
    assert isinstance(view, ExplorerView)
    change(view.data["things"])
    return view._render()


def make_hostile(things: dict[str, Any]) -> None:
    """Put hostile words in the place of names, inside the page's data."""
    things["actor/marta-oyelaran"]["label"] = (
        "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    )
    things["actor/marta-oyelaran"]["page"] = "javascript:alert(3)"
    things["actor/averley"]["label"] = "A" * 10_000
    things["claim/publish"]["text"] = "\u202eturned around } @misc{x, " + "word " * 500
    things["source/a-town-and-its-maps"]["title"] = (
        'Title with {braces} & $100 \\ "quotes" # % _ ~ ^'
    )
    things["source/a-town-and-its-maps"]["page"] = "data:text/html,<script>alert(4)</script>"


@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_names_stay_words(visit: Open, flood: str, width: int) -> None:
    seen = trace(visit, page_with(make_hostile), "actor/marta-oyelaran", width=width)
    page = seen.page
    assert "<img src=x onerror=alert(2)>" in heading(page)
    for summary in page.locator("details.evidence > summary").all():
        summary.click()
    assert page.evaluate(OVERFLOWING)[0] == 0
    assert page.locator("main a[href^='javascript:'], main a[href^='data:'], main img").count() == 0
    go(page, "#/claim/publish")
    assert page.evaluate(OVERFLOWING)[0] == 0
    assert page.locator(".claim-row h2 bdi").count() == 1
    assert seen.faults() == []


# --- evidence -----------------------------------------------------------------------------------


def test_evidence_opens_and_tells_all(visit: Open, flood: str) -> None:
    seen = trace(visit, flood, "claim/errors-spread")
    page = seen.page
    closed = page.locator("details.evidence").first
    assert f"¶6 {ENDS}" in closed.locator("summary").inner_text()
    assert "paraphrase, via Town council of Averley" in closed.locator("summary").inner_text()
    closed.locator("summary").click()
    body = closed.locator(".evidence-body")
    told = body.inner_text()
    for words in (
        "A town and its maps, news article",
        "on the web",
        "paragraph 6",
        "28 words",
        "sha-256 00813dd4fe7f",
        "paraphrase: what the speaker says, retold by the source",
        "2024-03-12 to 2024-03-15",
    ):
        assert words in told
    chain = body.locator(".evidence-chain li").all_inner_texts()
    assert chain == ["Ines Hartwig", "Town council of Averley", "A town and its maps"]
    link = body.get_by_role("link", name="see it in the source").get_attribute("href")
    assert link.startswith("https://example.org/courier/maps#:~:text=")
    key = "source/a-town-and-its-maps/hartwig-errors"
    opened = key.replace("/", "%2F")
    assert page.evaluate("location.hash") == f"#/claim/errors-spread?open={opened}"
    links = [one.get_attribute("href") for one in body.locator(".evidence-links a").all()]
    assert links[0] == f"#/{key}"
    assert links[1].startswith("#/read/a-town-and-its-maps?at=")
    assert links[2].startswith("#/claim/errors-spread?at=")
    assert seen.faults() == []


def test_a_statement_of_two_places_tells_both(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "source/a-town-and-its-maps/oyelaran-publish").page
    opened = page.locator("details.evidence[open]")
    assert opened.count() == 1
    told = opened.inner_text()
    assert "paragraph 2" in told
    assert "paragraph 8" in told


def test_a_link_to_a_passage_opens_it_and_brings_it_into_sight(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "actor/gzero-media").page
    until(page, "() => document.querySelectorAll('.claim-row').length === 8")
    keys = [one.get_attribute("data-statement") for one in page.locator("details.evidence").all()]
    key = keys[-1]
    go(page, f"#/actor/gzero-media?at={key.replace('/', '%2F')}")
    opened = page.locator("details.evidence[open]")
    opened.wait_for()
    assert opened.get_attribute("data-statement") == key
    until(
        page,
        """() => {
      const summary = document.querySelector("details[open] summary");
      const { top, bottom } = summary.getBoundingClientRect();
      return top > 0 && bottom < innerHeight && document.activeElement === summary;
    }""",
    )


def test_a_link_to_a_passage_far_down_draws_up_to_it(visit: Open, openness: str) -> None:
    page = trace(visit, openness, "source/why-meta-opened-up").page
    said = load_article().statements()
    last = next(f"source/{one.id}" for one in said if one.passages[0].paragraph == 16)
    go(page, f"#/source/why-meta-opened-up?at={last.replace('/', '%2F')}")
    opened = page.locator("details.evidence[open]")
    opened.wait_for()
    assert opened.get_attribute("data-statement") == last


def words_of(page: Page, key: str) -> Locator:
    """Return a statement's evidence with what stands below it, once an article was read."""
    evidence = (
        page.locator(".evidenced").filter(has=page.locator(f"[data-statement='{key}']")).first
    )
    evidence.wait_for()
    return evidence


def test_with_the_article_at_hand_the_words_stand_in_place(visit: Open) -> None:
    text = FLOOD.with_name("a-town-and-its-maps.txt").read_text("utf-8")
    html = opendebate.load(FLOOD).view(texts={"a-town-and-its-maps": text}).html()
    page = trace(visit, html, "claim/insurers-know").page
    told = words_of(page, "source/a-town-and-its-maps/oyelaran-insurers")
    assert told.locator("q").inner_text().startswith("Insurers have asked")
    assert "✓ found word for word" in told.locator("summary").inner_text()


def test_words_that_are_quoted_in_part_have_all_their_marks(visit: Open) -> None:
    text = FLOOD.with_name("a-town-and-its-maps.txt").read_text("utf-8")
    html = opendebate.load(FLOOD).view(texts={"a-town-and-its-maps": text}).html()
    page = trace(visit, html, "claim/best-spent").page
    words = words_of(page, "source/a-town-and-its-maps/brandt-best-spent").locator(
        ".evidence-words"
    )
    assert words.locator("q").count() == 0
    assert words.inner_text().endswith("calls it “the best-spent money of his career”")


def test_a_changed_word_in_the_article_is_told(visit: Open) -> None:
    text = FLOOD.with_name("a-town-and-its-maps.txt").read_text("utf-8")
    assert "Insurers have asked" in text
    begin = text.index("Insurers have asked")
    changed = text[: begin + 20] + "Hereupon" + text[text.index(" ", begin + 21) :]
    html = opendebate.load(FLOOD).view(texts={"a-town-and-its-maps": changed}).html()
    page = trace(visit, html, "claim/insurers-know").page
    told = words_of(page, "source/a-town-and-its-maps/oyelaran-insurers")
    assert "⚠ changed in your copy" in told.locator("summary").inner_text()
    assert "✓" not in told.locator("summary").inner_text()


# --- citations ----------------------------------------------------------------------------------


def cited(page: Page, style: str) -> str:
    """Return the citation of the first evidence, where the page may not copy."""
    group = page.get_by_role("group", name="Copy the citation").first
    group.get_by_role("button", name=style, exact=True).click()
    until(
        page,
        "style => document.querySelector('.evidence-told').textContent.includes(style)",
        arg=style,
    )
    return group.locator("textarea").input_value()


def fields_of(entry: str) -> dict[str, str]:
    """Return the fields of a BibTeX entry, read brace by brace."""
    found = re.fullmatch(r"@(\w+)\{([\w:-]+),\n(.*)\n\}", entry, re.DOTALL)
    assert found, entry
    fields = {"ENTRYTYPE": found[1], "ID": found[2]}
    text, at = found[3], 0
    while name := re.compile(r"\s*(\w+) = \{").match(text, at):
        depth, at = 1, name.end()
        begin = at
        while depth:
            if text[at] == "\\":
                at += 1
            depth += {"{": 1, "}": -1}.get(text[at], 0) if text[at - 1] != "\\" else 0
            at += 1
        fields[name[1]] = text[begin : at - 1]
        at += text[at : at + 1] == ","
    assert text[at:] == ""
    return fields


def no_clipboard(page: Page) -> None:
    page.evaluate(
        """() => Object.defineProperty(navigator, "clipboard",
             { value: undefined, configurable: true })"""
    )


def test_citations_can_be_read_by_those_they_are_for(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "source/a-town-and-its-maps/hartwig-errors").page
    no_clipboard(page)
    plain = cited(page, "Plain")
    assert plain.startswith("The Averley Courier: “A town and its maps”, news article")
    assert "between 2024-03-12 and 2024-03-15" in plain
    assert f"para. 6, {ENDS}" in plain
    assert "Statement of Ines Hartwig, paraphrase, via Town council of Averley." in plain
    fields = fields_of(cited(page, "BibTeX"))
    assert fields["ENTRYTYPE"] == "article"
    assert fields["author"] == "{The Averley Courier}"
    assert (fields["year"], fields["date"]) == ("2024", "2024-03-12/2024-03-15")
    assert fields["url"] == "https://example.org/courier/maps"
    assert fields["note"].startswith("para. 6, ``The town")
    (item,) = json.loads(cited(page, "CSL-JSON"))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "The Averley Courier"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 12], [2024, 3, 15]]}


def test_a_letter_is_cited_by_its_authors_and_month(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "source/a-letter-on-the-maps/tanagers-cellar").page
    no_clipboard(page)
    fields = fields_of(cited(page, "BibTeX"))
    assert fields["ENTRYTYPE"] == "misc"
    assert fields["author"] == "{Rosa and Emil Tanager}"
    assert (fields["howpublished"], fields["date"]) == ("letter", "2024-04")
    (item,) = json.loads(cited(page, "CSL-JSON"))
    assert item["issued"] == {"date-parts": [[2024, 4]]}
    assert "publisher" not in item


def test_without_authors_and_publisher_none_is_invented(visit: Open, flood: str) -> None:
    def drop(things: dict[str, Any]) -> None:
        del things["source/a-town-and-its-maps"]["publisher"]

    page = trace(visit, page_with(drop), "source/a-town-and-its-maps/hartwig-errors").page
    no_clipboard(page)
    assert cited(page, "Plain").startswith("“A town and its maps”")
    assert "author" not in fields_of(cited(page, "BibTeX"))
    (item,) = json.loads(cited(page, "CSL-JSON"))
    assert "author" not in item


def test_hostile_titles_are_cited_whole(visit: Open, flood: str) -> None:
    page = trace(visit, page_with(make_hostile), "source/a-town-and-its-maps/hartwig-errors").page
    no_clipboard(page)
    fields = fields_of(cited(page, "BibTeX"))
    assert fields["title"] == (
        r'{Title with \{braces\} \& \$100 \textbackslash{} "quotes" \# \% \_ '
        r"\textasciitilde{} \textasciicircum{}}"
    )
    assert "url" not in fields
    (item,) = json.loads(cited(page, "CSL-JSON"))
    assert item["title"].startswith("Title with {braces} & $100")
    assert "URL" not in item


def test_copying_puts_the_citation_on_the_clipboard(visit: Open, flood: str) -> None:
    page = trace(visit, flood, "source/a-town-and-its-maps/hartwig-errors").page
    page.evaluate(
        """() => Object.defineProperty(navigator, "clipboard",
             { value: { writeText: async (text) => { window.copied = text } } })"""
    )
    page.get_by_role("button", name="Plain", exact=True).click()
    until(page, "() => document.querySelector('.evidence-told').textContent.includes('copied')")
    assert page.evaluate("window.copied").startswith("The Averley Courier: “A town")
    assert page.locator(".evidence-cite textarea").is_hidden()
    assert page.locator(".evidence-told").get_attribute("role") == "status"


def test_a_long_row_is_folded_and_all_of_it_can_be_opened(visit: Open) -> None:
    html = opendebate.load().view().html()
    seen = visit(html, at="#/claim/openai-should-open", width=1280, height=900)
    tab = seen.page
    tab.locator(".step-more").first.wait_for()
    assert tab.evaluate("document.documentElement.scrollHeight") <= 5 * 900
    hidden = ".where-item[hidden], .steps[hidden] .where-item"
    some = tab.locator(f"{hidden.replace(', ', ' .evidence, ')} .evidence").first
    statement = some.get_attribute("data-statement")
    for _ in range(2000):
        more = tab.locator(".step-more, .where-more button")
        if not more.count():
            break
        more.first.evaluate("(button) => button.click()")
    assert tab.locator(hidden).count() == 0
    assert tab.evaluate("document.activeElement !== document.body")
    again = visit(html, at=f"#/claim/openai-should-open?at={statement}", width=1280, height=900)
    linked = again.page.locator(f'details.evidence.at[data-statement="{statement}"]')
    linked.wait_for(state="visible")
    assert linked.get_attribute("open") is not None
    assert seen.faults() == again.faults() == []


def test_on_a_phone_the_claim_stands_above_those_who_take_a_stance_on_it(
    visit: Open, openness: str
) -> None:
    above = """() => [...document.querySelectorAll(".claim-row")].map((row) => {
      const [card, who] = [".claim-card", ".who"]
        .map((part) => row.querySelector(part).getBoundingClientRect());
      return [card.top < who.top, card.left < who.left];
    })"""
    narrow = visit(openness, at="#/actor/wendy-hall", width=390, height=844).page
    narrow.locator(".claim-row .who").first.wait_for()
    assert {top for top, _ in narrow.evaluate(above)} == {True}
    wide = visit(openness, at="#/actor/wendy-hall").page
    wide.locator(".claim-row .who").first.wait_for()
    assert {left for _, left in wide.evaluate(above)} == {False}

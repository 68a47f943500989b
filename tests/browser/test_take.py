"""What is taken away from a page is whole, can be read elsewhere, and is what was shown."""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse

import opendebate
from article import load_article
from hostile import write_hostile
from opendebate.debate import Debate
from opendebate.views.map.map_model import debate_map
from waiting import go, until

Open = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "rect", "line", "path", "text"}
VIEWS = ("#/", "#/actor/wendy-hall", "#/claim/open-agi", "#/policy/ai-executive-order?side=against")
FIXED_SIZES = ("1200 \N{MULTIPLICATION SIGN} 630", "1080 \N{MULTIPLICATION SIGN} 1350")
# Notes the words that are painted, with their places.
WATCH_PAINT = """() => {
  window.drawn = [];
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, width) {
    const size = parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
    window.drawn.push({ text, x, y, size, right: x + (width || 0) });
    return fillText.call(this, text, x, y, width);
  };
}"""
# Coded facts that the page does not hold, and so does not give away.
LEFT_OUT = (
    "<http://www.w3.org/ns/oa#hasSelector>",
    "<http://www.w3.org/ns/oa#FragmentSelector>",
    "<http://purl.org/dc/terms/conformsTo>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#value>",
)


def open_menu(page: Any) -> None:
    if page.locator("#share-panel").is_hidden():
        page.get_by_role("button", name="Share", exact=True).click()


def saved(page: Any, name: str) -> bytes:
    open_menu(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def facts(data: bytes, form: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(data, format=form)}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_holds_the_words_and_nothing_that_acts(
    visit: Open, page: str, view: str, width: int
) -> None:
    seen = visit(page, width=width)
    go(seen.page, view)
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    names = {one.tag.removeprefix(SVG) for one in picture.iter()}
    assert names <= DRAWN
    assert not [one for one in picture.iter() for key in one.attrib if "href" in key]
    words = " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))
    heading = seen.page.locator("main h1").inner_text()
    assert heading.split()[0] in words
    assert "opendebate" in words
    wide = float(picture.attrib["width"])
    ends = [
        float(one.attrib["x"]) + float(one.attrib.get("textLength", 0))
        for one in picture.iter(f"{SVG}text")
    ]
    assert max(ends) <= wide
    lines = [one for one in picture.iter(f"{SVG}path") if "stroke" in one.attrib]
    assert bool(lines) == (width == 1280), "lines, where there are columns"
    assert seen.faults() == []


def test_a_picture_shows_what_is_faint_as_faint_and_nothing_that_is_hidden(visit: Open) -> None:
    """The map of many claims hides lesser lines by their opacity, and has faint dots."""
    seen = visit(opendebate.load().view().html(), width=1280, height=900)
    until(seen.page, "document.querySelector('.map-lines path')")
    lines, dots = seen.page.evaluate(
        """() => {
          const seen = (one) => one.checkVisibility() && getComputedStyle(one).opacity > 0;
          const number = (what) => [...document.querySelectorAll(what)].filter(seen).length;
          return [number('.map-lines path'), number('.map-dot.faint')];
        }"""
    )
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    faint = [one for one in picture.iter(f"{SVG}rect") if one.get("opacity") == "0.5"]
    drawn = [one for one in picture.iter(f"{SVG}path") if "stroke" in one.attrib]
    assert len(drawn) == lines > 0
    assert len(faint) == dots > 0


def test_the_whole_of_a_long_trace_is_in_its_picture(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/claim/open-agi")
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    words = " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))
    shown = seen.page.locator("main .trace").inner_text()
    for word in {word for word in shown.split() if word.isalpha()}:
        assert word in words, word


def test_a_png_is_painted(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/actor/wendy-hall")
    image = saved(seen.page, "PNG")
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", image[16:24])
    assert width > 2400
    assert height > 4000
    data, at = b"", 8
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        data += image[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    assert len(set(zlib.decompress(data))) > 50, "it is not blank"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [1280, 390])
def test_pictures_for_stories_have_their_size_and_say_what_they_show(
    visit: Open, page: str, view: str, width: int
) -> None:
    seen = visit(page, width=width)
    go(seen.page, view)
    seen.page.evaluate(WATCH_PAINT)
    finding = seen.page.locator(".map-finding, .trace-headline").inner_text()
    for size in ((1200, 630), (1080, 1350)):
        seen.page.evaluate("window.drawn = []")
        image = saved(seen.page, f"PNG {size[0]} \N{MULTIPLICATION SIGN} {size[1]}")
        assert struct.unpack(">II", image[16:24]) == size
        drawn = seen.page.evaluate("window.drawn")
        words = "".join(one["text"].replace(" ", "") for one in drawn)
        for told in (
            finding,
            "Should the most capable AI models be released openly?",
            "Source: “Why Meta opened up”, GZERO Media, 2024",
            "117 statements" if view == "#/" else " statements",
            "Coding: CC BY 4.0",
        ):
            assert told.replace(" ", "") in words, (size, told)
        assert min(one["size"] for one in drawn) >= 18, size
        assert all(one["x"] >= 0 and one["right"] <= size[0] for one in drawn), size
        assert all(0 <= one["y"] <= size[1] for one in drawn), size
        assert "Affirmedby" in words, size
    assert seen.faults() == []


def test_the_claims_of_a_picture_and_those_that_it_counts_are_all_on_the_map(
    visit: Open, page: str
) -> None:
    seen = visit(page)
    seen.page.evaluate(WATCH_PAINT)
    shown = debate_map(load_article().engine)
    sides = [*(claim.side for claim in shown.claims), *(dot.side for dot in shown.dots)]
    sided = [side for side in sides if side != "both"]
    for size in FIXED_SIZES:
        seen.page.evaluate("window.drawn = []")
        saved(seen.page, f"PNG {size}")
        drawn = seen.page.evaluate("window.drawn.map(({ text }) => text)")
        words = "".join(drawn).replace(" ", "")
        in_full = sum(claim.text.replace(" ", "") in words for claim in shown.claims)
        counted = [int(number) for number in re.findall(r"and(\d+)moreclaims?", words)]
        assert in_full + sum(counted) == len(sided), size


def test_a_picture_says_how_many_statements_a_filter_leaves(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/?side=for&to=2024-01-31")
    told = seen.page.locator("#filters [role=status]").inner_text()
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    words = " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))
    assert f"{told.removesuffix(' shown')} (side: for; until: 2024-01-31)" in words
    assert "Coding: CC BY 4.0" in words
    assert "Source: “Why Meta opened up”" in words


def test_the_menu_opens_and_closes_by_keyboard(visit: Open, page: str) -> None:
    tab = visit(page).page
    button = tab.get_by_role("button", name="Share", exact=True)
    panel = tab.locator("#share-panel")
    button.focus()
    tab.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Copy link"
    tab.keyboard.press("Escape")
    assert panel.is_hidden()
    assert tab.evaluate("document.activeElement.textContent") == "Share"
    tab.keyboard.press("Space")
    for _ in range(30):
        tab.keyboard.press("Tab")
        if panel.is_hidden():
            break
    assert panel.is_hidden(), "who leaves the menu closes it"
    button.click()
    assert panel.is_visible()
    tab.mouse.click(200, 700)
    assert panel.is_hidden()


def test_a_picture_of_a_topic_says_so_and_names_voices_as_the_map_does(visit: Open) -> None:
    seen = visit(opendebate.load().view().html(), at="#/?topic=topic%2Fopen-release", height=900)
    tab = seen.page
    tab.locator(".map[data-drawn]").wait_for()
    assert tab.locator(".map-finding").inner_text().startswith("On “Open release”, in 15 sources, ")
    tokens = set(tab.locator(".rail-against .map-token").all_inner_texts())
    tab.evaluate(WATCH_PAINT)
    saved(tab, "PNG 1080 \N{MULTIPLICATION SIGN} 1350")
    texts = [one["text"].strip() for one in tab.evaluate("window.drawn")]
    assert tokens <= set(texts)
    words = " ".join(texts)
    assert "(topic: Open release)" in words
    assert "National Telecommunications" not in words


@pytest.mark.parametrize("width", [320, 390, 640, 900, 1100, 1280, 1600])
def test_the_menu_stays_within_the_window(visit: Open, page: str, width: int) -> None:
    tab = visit(page, width=width).page
    tab.locator(".bar nav").evaluate("(one) => one.append('Networks and other pages'.repeat(3))")
    tab.get_by_role("button", name="Share", exact=True).click()
    box = tab.locator("#share-panel").bounding_box()
    assert 0 <= box["x"] <= width - box["width"]
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_both_halves_of_a_voice_on_both_sides_are_in_a_picture(visit: Open, page: str) -> None:
    seen = visit(page)
    seen.page.locator(".map[data-drawn]").wait_for()
    number = seen.page.locator(".map-voice.side-both").count()
    assert number > 1
    fills = seen.page.locator(".map-voice.side-both .map-token").first.evaluate(
        "(one) => getComputedStyle(one).backgroundImage.match(/rgb[^)]*[)]/g)"
    )
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    left = [one for one in picture.iter(f"{SVG}rect") if one.attrib.get("fill") == fills[0]]
    right = [one for one in picture.iter(f"{SVG}path") if one.attrib.get("fill") == fills[1]]
    assert len(left) == number + seen.page.locator(".map-voice.side-for").count()
    assert len(right) == number


def test_a_table_opens_in_a_spreadsheet_as_it_is(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/?as=table&side=for")
    data = saved(seen.page, "CSV")
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    shown = seen.page.locator("main tbody tr").count()
    assert len(rows) == shown
    shown_heads = seen.page.locator("main thead th").all_inner_texts()
    empty = {name for at, name in enumerate(head) if not any(row[at] for row in rows)}
    assert set(head) == {*shown_heads, "Source", *empty}, (
        "where there is one, it is told once above"
    )
    assert not empty & set(shown_heads)
    assert {row[head.index("Side of the claim")] for row in rows} == {"for"}


@pytest.mark.parametrize("view", VIEWS)
def test_data_is_what_the_graph_says(visit: Open, page: str, debate: Debate, view: str) -> None:
    seen = visit(page)
    go(seen.page, view)
    turtle = facts(saved(seen.page, "Turtle"), RdfFormat.TURTLE)
    assert turtle == facts(saved(seen.page, "JSON-LD"), RdfFormat.JSON_LD)
    assert len(turtle) > 100
    assert turtle - {str(quad.triple) for quad in debate.store} == set()


@pytest.mark.parametrize("folder", ["built-in", "town"])
def test_the_overview_gives_all_that_was_coded(
    visit: Open, town: Path, debate: Debate, folder: str
) -> None:
    one = debate if folder == "built-in" else opendebate.load(town)
    seen = visit(one.view().html())
    given = facts(saved(seen.page, "Turtle"), RdfFormat.TURTLE)
    coded = {
        str(quad.triple)
        for quad in one.store
        if any(name in str(quad.graph_name) for name in ("/register", "/context", "/source/"))
    }
    missing = {fact for fact in coded - given if not any(name in fact for name in LEFT_OUT)}
    labels = {fact for fact in missing if "rdf-schema#label" in fact and "/source/" in fact}
    assert missing - labels == set(), "only selectors and labels of statements are left out"
    assert given <= coded


def test_hostile_words_come_out_as_they_are(visit: Open, tmp_path: Path) -> None:
    one = opendebate.load(write_hostile(tmp_path / "debate"))
    seen = visit(one.view().html())
    turtle = facts(saved(seen.page, "Turtle"), RdfFormat.TURTLE)
    assert turtle == facts(saved(seen.page, "JSON-LD"), RdfFormat.JSON_LD)
    assert turtle <= {str(quad.triple) for quad in one.store}
    go(seen.page, "#/actor/actor-1")
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    assert {child.tag.removeprefix(SVG) for child in picture.iter()} <= DRAWN
    go(seen.page, "#/?as=table")
    rows = csv.reader(io.StringIO(saved(seen.page, "CSV").decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert any(cell.startswith("''=1+1") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert seen.faults() == []


class Frames(HTMLParser):
    """Collects the tags of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_view_can_be_put_into_another_page(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/actor/wendy-hall")
    open_menu(seen.page)
    seen.page.get_by_role("button", name="Embed").click()
    text = seen.page.get_by_label("Put this into another page").input_value()
    (tag, attributes), (script, _) = Frames(text).tags
    assert (tag, script) == ("iframe", "script")
    assert str(attributes["src"]).endswith("#/actor/wendy-hall?embed=1")
    assert "allow-same-origin" not in str(attributes["sandbox"])
    assert seen.faults() == []
    assert "First put this file on the web" in seen.page.locator(".share-field").inner_text()


def test_a_link_is_copied_or_shown_to_be_copied(visit: Open, page: str) -> None:
    seen = visit(page)
    seen.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard',"
        " { value: { writeText: () => Promise.reject() } })"
    )
    go(seen.page, "#/actor/wendy-hall")
    open_menu(seen.page)
    seen.page.get_by_role("button", name="Copy link").click()
    field = seen.page.get_by_label("To copy")
    field.wait_for()
    assert field.input_value().endswith("#/actor/wendy-hall")
    assert seen.page.evaluate("getSelection().toString() || document.activeElement.tagName")


def test_a_claim_keeps_its_caveat_in_a_picture_and_on_paper(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/actor/wendy-hall")
    number = seen.page.locator(".elsewhere").count()
    assert number > 1
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    words = " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))
    assert words.count("reported differently elsewhere: see above") == number
    seen.page.emulate_media(media="print")
    shown = seen.page.locator(".elsewhere .jump")
    assert [one.is_visible() for one in shown.all()] == [True] * number
    style = "(one) => getComputedStyle(one).textDecorationLine"
    assert shown.first.evaluate(style) == "none", "on paper it leads nowhere"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_key_of_a_trace_is_on_paper_and_in_pictures(visit: Open, page: str, width: int) -> None:
    seen = visit(page, width=width)
    go(seen.page, "#/actor/wendy-hall")
    key = ("speaks for", "speaks against", "stated by a speaker", "the coder's reading")
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    words = " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 688, "height": 1000})
    legend = seen.page.locator(".trace-legend")
    for told in (*key, "For and against: the answer that a claim supports to"):
        assert told in words
        assert legend.get_by_text(told).first.is_visible()
    looks = "(one) => [getComputedStyle(one).borderLeftWidth, one.getBoundingClientRect().height]"
    for sample in legend.locator("i").all():
        edge, height = sample.evaluate(looks)
        assert float(edge.removesuffix("px")) > 2
        assert height > 8


def test_what_is_folded_is_opened_on_paper_but_no_evidence(visit: Open, page: str) -> None:
    seen = visit(page)
    go(seen.page, "#/claim/anyone-can-use")
    folded = seen.page.locator("main details:not(.evidence)")
    assert folded.count() > 0
    opened = seen.page.locator("details.evidence[open]").count()
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator("main details:not(.evidence):not([open])").count() == 0
    assert seen.page.locator("details.evidence[open]").count() == opened


def test_paper_has_no_bars_and_nothing_to_open(visit: Open, page: str) -> None:
    seen = visit(page, at="#/overview")
    closed = seen.page.locator("details.attacked:not([open])")
    number = closed.count()
    assert number > 0
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() == number
    go(seen.page, "#/actor/wendy-hall")
    open_menu(seen.page)
    assert seen.page.get_by_role("button", name="SVG").is_visible()
    seen.page.emulate_media(media="print")
    for hidden in (".bar", "#filters", "svg.lines"):
        assert not seen.page.locator(hidden).first.is_visible()
    assert not seen.page.get_by_role("button", name="SVG").is_visible()
    assert "#/actor/wendy-hall" in seen.page.locator(".printed-address").inner_text()


@pytest.mark.parametrize("view", ["#/actor/marta-oyelaran", "#/?pin=actor/marta-oyelaran"])
def test_no_sentence_of_the_article_leaves_unless_that_is_ticked(
    visit: Open, town: Path, town_texts: dict[str, Path], view: str
) -> None:
    tab = visit(opendebate.load(town).view().html(), width=1400).page
    article = town_texts["a-town-and-its-maps"].read_text("utf-8")
    go(tab, view)
    open_menu(tab)
    assert tab.get_by_label("With sentences of the article").count() == 0
    go(tab, "#/read/a-town-and-its-maps")
    tab.get_by_label("Or paste its text").fill(article)
    tab.get_by_role("button", name="Find the passages").click()
    tab.get_by_text("passages found").first.wait_for()
    go(tab, view)
    sentences = tab.locator("main .evidence-words")
    assert sentences.first.is_visible()
    said = [squeezed(one).strip("“”") for one in sentences.all_inner_texts()]
    tab.evaluate(WATCH_PAINT)
    for kind in ("SVG", "PNG", *(f"PNG {size}" for size in FIXED_SIZES)):
        words = words_of_picture(tab, kind)
        assert not [one for one in said if one in words], kind
        assert "sentences" not in tab.locator(".share-told").inner_text()
    assert sentences.first.is_visible(), "the page still shows them"
    tab.get_by_label("With sentences of the article").check()
    for kind in ("SVG", "PNG"):
        words = words_of_picture(tab, kind)
        assert all(one in words for one in said)
        assert "sentences of the article" in tab.locator(".share-told").inner_text()
    for size in FIXED_SIZES:
        words = words_of_picture(tab, f"PNG {size}")
        assert not [one for one in said if one in words]
    go(tab, "#/read/a-town-and-its-maps")
    tab.get_by_role("button", name="Put the text away").click()
    go(tab, view)
    open_menu(tab)
    assert tab.get_by_label("With sentences of the article").count() == 0


def squeezed(words: str) -> str:
    return "".join(words.split())


def words_of_picture(tab: Any, kind: str) -> str:
    """Return the words of a picture without blanks; those of a PNG as they are painted."""
    tab.evaluate("() => { window.drawn = []; }")
    image = saved(tab, kind)
    if kind == "SVG":
        picture = ET.fromstring(image)  # noqa: S314 — our own page made it
        words = ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]
    else:
        words = tab.evaluate("window.drawn.map(({ text }) => text)")
    assert words
    return squeezed("".join(words))

"""A reader's way through the explorer, from a name to the words and out again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse

import opendebate
from axe import violations
from opendebate.debate import Debate
from opendebate.views.explorer import ExplorerView
from waiting import followed, go

Open = Callable[..., Any]


@pytest.fixture
def town_page(town: Path) -> str:
    return opendebate.load(town).view().html()


def find(page: Any, words: str) -> None:
    box = page.get_by_role("combobox").first
    box.fill(words)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def shown(page: Any) -> None:
    followed(page)


def bring(page: Any, text: str) -> None:
    """Drop a text onto the page, as a file from the desktop is dropped."""
    page.evaluate(
        """(text) => {
          const given = new DataTransfer();
          given.items.add(new File([text], "article.txt", { type: "text/plain" }));
          const how = { bubbles: true, cancelable: true, dataTransfer: given };
          document.querySelector("main").dispatchEvent(new DragEvent("drop", how));
        }""",
        text,
    )


def saved(page: Any, name: str) -> bytes:
    if page.locator("#share-panel").is_hidden():
        page.get_by_role("button", name="Share", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def facts(data: bytes, form: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(data, format=form)}


def test_from_hall_to_her_words_in_the_article(visit: Open, page: str, article_path: Path) -> None:
    seen = visit(page)
    find(seen.page, "Hall")
    seen.page.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    main = seen.page.locator("main")
    assert "acts irresponsibly" in main.inner_text()
    bring(seen.page, article_path.read_text("utf-8"))
    seen.page.get_by_text("127 of 127 passages found").wait_for()
    evidence = seen.page.locator(".evidenced").filter(has_text="In the wrong").first
    words = evidence.inner_text()
    assert "✓" in words
    assert len(words.split("In the wrong", 1)[1].split()) > 10, "the words themselves are shown"
    assert seen.faults() == []


def test_a_changed_word_is_told(visit: Open, town_page: str, town_texts: dict[str, Path]) -> None:
    text = town_texts["a-town-and-its-maps"].read_text("utf-8")
    seen = visit(town_page)
    find(seen.page, "Oyelaran")
    shown(seen.page)
    bring(seen.page, text)
    evidence = seen.page.locator(".evidenced").filter(has_text="People have a").first
    evidence.get_by_text("✓").first.wait_for()
    assert "what the water will do" in evidence.inner_text()
    bring(seen.page, text.replace("what the water will", "what the flood will"))
    evidence.get_by_text("changed in your copy").first.wait_for()
    assert "what the flood will do" in evidence.inner_text(), "what stands there now is shown"
    seen.page.goto(seen.page.url.split("#")[0] + "#/read/a-town-and-its-maps")
    seen.page.get_by_text(re.compile(r"changed in this text")).first.wait_for()
    seen.page.reload()
    seen.page.get_by_label("Or paste its text").wait_for()
    assert "the water" not in seen.page.locator("main").inner_text(), "it is forgotten"
    assert seen.faults() == []


def test_a_pasted_article_is_shown_with_its_passages(
    visit: Open, town_page: str, town_texts: dict[str, Path]
) -> None:
    seen = visit(town_page)
    go(seen.page, "#/read/a-town-and-its-maps")
    text = town_texts["a-town-and-its-maps"].read_text("utf-8")
    seen.page.get_by_label("Or paste its text").fill(text)
    seen.page.get_by_role("button", name="Find the passages").click()
    seen.page.get_by_text("word for word").first.wait_for()
    marks = seen.page.locator("mark").all_inner_texts()
    assert any("what the water will do to their own front door" in mark for mark in marks)
    assert seen.page.locator(".read-text").count() >= 9
    assert seen.faults() == []


def test_a_note_has_the_sign_of_its_stance_and_a_state_only_where_it_is_amiss(
    visit: Open, town_page: str, town_texts: dict[str, Path]
) -> None:
    text = town_texts["a-town-and-its-maps"].read_text("utf-8")
    seen = visit(town_page)
    go(seen.page, "#/read/a-town-and-its-maps")
    shown(seen.page)
    bring(seen.page, text)
    notes = seen.page.locator(".read-notes li")
    notes.first.wait_for()
    doubt = notes.filter(has_text="doubted by").first
    assert doubt.locator(".sign").inner_text() == "?"
    signs = {"affirmed": "✓", "doubted": "?", "conceded": "(✓)", "denied": "✗"}
    for note in notes.all():
        sign, stance = note.locator(".where-speaker").inner_text().split()[:2]
        assert sign == signs[stance]
    assert seen.page.locator(".read-notes .read-told").count() == 0
    assert "coded in" not in seen.page.locator(".read-body").inner_text()
    line = text.splitlines()[3]
    bring(seen.page, text.replace(line, f"{line} {line}"))
    amiss = seen.page.locator(".read-notes .read-told")
    amiss.first.wait_for()
    assert set(amiss.all_inner_texts()) == {"⚠ stands in several places"}
    faults = seen.page.locator(".read-faults").inner_text()
    assert "✗" not in faults
    assert violations(seen.page) == []
    assert seen.faults() == []


def test_where_a_paragraph_is_left_out_notes_say_in_which_one_they_were_coded(
    visit: Open, town_page: str, town_texts: dict[str, Path]
) -> None:
    lines = town_texts["a-town-and-its-maps"].read_text("utf-8").splitlines()
    seen = visit(town_page)
    go(seen.page, "#/read/a-town-and-its-maps")
    shown(seen.page)
    bring(seen.page, "\n".join(line for line in lines if not line.startswith("Homeowners")))
    block = seen.page.locator(".read-block").filter(has_text="Insurers have asked")
    block.wait_for()
    assert block.locator(".read-number").inner_text() == "¶5"
    notes = block.locator(".read-notes li").all_inner_texts()
    assert notes
    assert all("coded in ¶6" in note for note in notes)
    first = seen.page.locator(".read-block").filter(has_text="People have a right")
    assert "coded in" not in first.inner_text(), "where the numbers are the same"


def test_texts_given_to_the_page_are_read_at_once(
    visit: Open, town: Path, town_texts: dict[str, Path]
) -> None:
    texts = {name: path.read_text("utf-8") for name, path in town_texts.items()}
    view = opendebate.load(town).view(start="Oyelaran", texts=texts)
    seen = visit(view.html())
    seen.page.get_by_role("heading", level=1, name="Marta Oyelaran").wait_for()
    seen.page.locator(".evidenced").get_by_text("✓").first.wait_for()
    assert seen.page.get_by_text("This page holds the text of").is_visible()


def test_a_text_that_does_not_fit_is_told_and_keeps_nobody_from_reading(
    visit: Open, town: Path, town_texts: dict[str, Path]
) -> None:
    letter = town_texts["a-letter-on-the-maps"].read_text("utf-8")
    texts = {
        "a-town-and-its-maps": "Some other text of quite other words.",
        "a-letter-on-the-maps": letter,
    }
    seen = visit(opendebate.load(town).view(texts=texts).html())
    go(seen.page, "#/read/a-town-and-its-maps")
    seen.page.get_by_text("is not the article that was coded").wait_for()
    go(seen.page, "#/read/a-letter-on-the-maps")
    seen.page.get_by_text("passages found").first.wait_for()
    assert seen.faults() == []


def test_a_filtered_trace_is_the_same_from_its_link(visit: Open, page: str) -> None:
    seen = visit(page)
    find(seen.page, "Zuckerberg")
    shown(seen.page)
    seen.page.evaluate("location.hash += '?side=for'")
    shown(seen.page)
    first = seen.page.locator("main").inner_text()
    assert "of 117 statements" in seen.page.locator("body").inner_text()
    link = seen.page.url
    seen.page.goto("about:blank")
    seen.page.goto(link)
    shown(seen.page)
    assert seen.page.locator("main").inner_text() == first
    assert seen.faults() == []


def test_what_is_taken_away_can_be_read(visit: Open, page: str, debate: Debate) -> None:
    seen = visit(page)
    go(seen.page, "#/actor/wendy-hall")
    seen.page.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    picture = ET.fromstring(saved(seen.page, "SVG"))  # noqa: S314 — our own page made it
    assert "Wendy Hall" in "".join(picture.itertext())
    image = saved(seen.page, "PNG")
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20]) > 1280, "it is fine enough for print"
    rows = list(csv.reader(io.StringIO(saved(seen.page, "CSV").decode("utf-8-sig"))))
    assert len(rows) > 3
    assert {len(row) for row in rows} == {len(rows[0])}
    turtle = facts(saved(seen.page, "Turtle"), RdfFormat.TURTLE)
    assert turtle == facts(saved(seen.page, "JSON-LD"), RdfFormat.JSON_LD)
    assert len(turtle) > 200
    assert turtle <= {str(quad.triple) for quad in debate.store}
    assert seen.faults() == []


def test_two_builds_are_alike_to_the_byte(debate: Debate) -> None:
    assert debate.view().html() == debate.view().html()


def test_a_notebook_gets_a_frame_and_words(debate: Debate) -> None:
    view = debate.view()
    assert isinstance(view, ExplorerView)
    shown_ = view._repr_html_()
    assert 'sandbox="allow-scripts' in shown_
    assert "allow-same-origin" not in shown_
    assert "Wendy Hall" in shown_.split("</iframe>")[1]


def test_the_page_is_light(page: str) -> None:
    assert len(page.encode()) < 400_000


def test_posts_read_along_have_no_headings(
    visit: Open, town: Path, town_texts: dict[str, Path]
) -> None:
    coded = town / "sources" / "a-letter-on-the-maps.yaml"
    coded.write_text(
        coded.read_text("utf-8").replace("kind: letter", "kind: social-media"), "utf-8"
    )
    seen = visit(opendebate.load(town).view().html())
    go(seen.page, "#/read/a-letter-on-the-maps")
    shown(seen.page)
    text = town_texts["a-letter-on-the-maps"].read_text("utf-8")
    bring(seen.page, text.replace("We do grant", "So we say\n\nWe do grant"))
    seen.page.locator(".read-block").first.wait_for()
    assert seen.page.locator("h2.read-text").count() == 0
    numbers = seen.page.locator(".read-number").all_inner_texts()
    assert numbers == [f"¶{n}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) >= 4
    assert seen.faults() == []


def test_the_notice_of_a_dropped_article_goes_with_the_next_thing_that_a_reader_does(
    visit: Open, page: str, article_path: Path
) -> None:
    tab = visit(page).page
    acts: tuple[Callable[[], object], ...] = (
        lambda: tab.mouse.wheel(0, 100),
        lambda: tab.keyboard.press("Escape"),
        lambda: tab.mouse.click(5, 400),
        lambda: tab.get_by_role("button", name="Close this notice").click(),
    )
    for act in acts:
        bring(tab, article_path.read_text("utf-8"))
        tab.locator("#say").get_by_text("127 of 127 passages").wait_for()
        act()
        tab.locator("#say").wait_for(state="hidden")

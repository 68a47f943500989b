"""Every view as a table: complete, sortable, linked, and readable on a phone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from article import load_article
from invented import write_knots
from opendebate.debate import Debate
from waiting import go, until

DATA = Path(__file__).parents[1] / "data"
Open = Callable[..., Any]
ROWS = "() => [...document.querySelectorAll('tbody tr')].map((row) => row.cells[%d].innerText)"


@pytest.fixture(scope="module")
def debate() -> Debate:
    return load_article()


@pytest.fixture(scope="module")
def html(debate: Debate) -> str:
    return debate.view().html()


def visit_table(seen: Any, fragment: str) -> Any:
    go(seen.page, fragment)
    return seen.page


def test_all_statements_stand_in_the_table_once_with_what_they_say(
    visit: Open, html: str, debate: Debate
) -> None:
    page = visit_table(visit(html), "#/?as=table")
    table = page.get_by_role("table")
    heads = [head.inner_text() for head in table.get_by_role("columnheader").all()]
    rows = page.evaluate(
        "() => [...document.querySelectorAll('tbody tr')].map((row) =>"
        " [...row.cells].map((cell) => cell.innerText))"
    )
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    said = debate.statements()
    assert [one["Claim"] for one in told] == [one.claim.name for one in said]
    assert [one["Stance"] for one in told] == [one.stance for one in said]
    assert [one["Mode"] for one in told] == [one.mode for one in said]
    assert [one["Paragraph"].split(" ")[0].strip("¶") for one in told] == [
        str(one.passages[0].paragraph) for one in said
    ]
    for row, one in zip(told, said, strict=True):
        assert all(name.name in row["Who"] for name in one.speakers)
        assert all(reason.name in row["Because"] for reason in one.because)
        assert all(place.first in row["Passage"] for place in one.passages)
    assert table.locator("caption").inner_text() == (
        f"{len(said)} rows, one for each statement, all from “Why Meta opened up”. "
        "A heading sorts by its column."
    )


def test_a_passage_that_nobody_knows_leaves_no_cell_empty(visit: Open, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    shutil.copytree(DATA / "flood-maps", folder)
    (folder / "sources" / "a-post.yaml").write_text(
        "source: {title: A post, kind: social-media, authors: [marta-oyelaran]}\n"
        "statements:\n- {id: turns, claim: publish, stance: denies, mode: verbatim, at: unknown}\n",
        "utf-8",
    )
    page = visit_table(visit(opendebate.load(folder).view().html()), "#/?as=table")
    row = page.locator("tbody tr", has=page.get_by_text("passage unknown"))
    assert row.locator("td[data-label=Paragraph]").inner_text() == "unknown"


def test_a_table_says_who_speaks_for_whom_and_who_draws_an_attack(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/actor/meta?as=table")
    who, roles = page.evaluate(ROWS % 2), page.evaluate(ROWS % 0)
    against = page.locator("td[data-label='Against it'] summary").first
    assert "Mark Zuckerberg (on behalf of Meta)" in who
    assert "Mark Zuckerberg" in who, "where he speaks in his own name"
    assert "attack, stated" in roles
    assert "attack, analytic" in roles
    assert against.inner_text() == "1 stated, 11 in the coder's reading"
    against.click()
    told = page.locator("td[data-label='Against it'] details").first.inner_text()
    assert told.count(" (stated)") == 1
    assert told.count(" (coder's reading)") == 11


def test_a_heading_sorts_up_and_down_and_back(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/?as=table")
    before = page.evaluate(ROWS % 0)
    head = page.get_by_role("columnheader", name="Who")
    button = head.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    up = page.evaluate(ROWS % 0)
    assert up == sorted(before, key=str.casefold)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.evaluate(ROWS % 0) == sorted(before, key=str.casefold, reverse=True)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "none"
    assert page.evaluate(ROWS % 0) == before
    assert page.evaluate("location.hash") == "#/?as=table"


def test_all_columns_of_a_debate_with_one_source_fit_a_screen(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/?as=table")
    table, box = (page.locator(one).bounding_box() for one in ("table", ".table-scroll"))
    assert table["width"] <= box["width"]
    headings = page.get_by_role("columnheader").all_inner_texts()
    assert "Source" not in headings


@pytest.mark.parametrize(
    "view", ["model/llama", "actor/wendy-hall", "claim/open-agi", "topic/misuse"]
)
def test_all_columns_of_a_trace_fit_a_screen(visit: Open, html: str, view: str) -> None:
    page = visit_table(
        visit(html, width=1250), f"#/{view}?as=table"
    )  # 30 pixels less, for scrollbars
    table, box = (page.locator(one).bounding_box() for one in ("table", ".table-scroll"))
    assert table["width"] <= box["width"]
    cut = page.evaluate(
        """() => [...document.querySelectorAll("th, td")].filter((one) =>
          one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""
    )
    assert cut == []
    broken = page.evaluate(
        """() => [...document.querySelectorAll('td[data-label="Date"] div')].filter((one) =>
          one.offsetHeight > 1.5 * parseFloat(getComputedStyle(one).lineHeight) *
          one.textContent.split("\\n").length).map((one) => one.textContent)"""
    )
    assert broken == [], "no day is broken over two lines"


def test_a_table_that_goes_on_beyond_the_edge_says_so(visit: Open, html: str) -> None:
    page = visit_table(visit(html, width=900), "#/model/llama?as=table")
    region = page.locator(".table-scroll")
    assert region.evaluate("(one) => one.scrollWidth > one.clientWidth")
    before = _edge(page, region)
    region.evaluate("(one) => one.scrollTo(one.scrollWidth, 0)")
    assert _edge(page, region) > before, "the edge is shaded until the end is seen"


def _edge(page: Any, region: Any) -> float:
    """Return how light the page is at the right edge of the caption."""
    box = region.bounding_box()
    clip = {"x": box["x"] + box["width"] - 4, "y": box["y"] + 8, "width": 2, "height": 2}
    return float(
        page.evaluate(
            """async (bytes) => {
              const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
              const ink = new OffscreenCanvas(2, 2).getContext("2d");
              ink.drawImage(picture, 0, 0);
              return ink.getImageData(0, 0, 2, 2).data.slice(0, 3).reduce((a, b) => a + b);
            }""",
            list(page.screenshot(clip=clip)),
        )
    )


def test_columns_without_a_word_are_left_out_of_what_is_shown(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/policy/ai-executive-order?as=table")
    heads = page.get_by_role("columnheader").all_inner_texts()
    assert "Because" not in heads
    assert "Claim" in heads
    told = page.evaluate(
        "(n) => [...Array(n).keys()].map((at) => [...document.querySelectorAll('tbody tr')]"
        ".some((row) => row.cells[at].innerText))",
        len(heads),
    )
    assert all(told)
    page.get_by_role("button", name="Share", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    first = Path(download.value.path()).read_text("utf-8-sig").splitlines()[0]
    assert "Because" in first, "a file has the same columns whatever is in it"


def test_on_paper_it_is_a_table_that_can_be_read(visit: Open, html: str) -> None:
    page = visit_table(visit(html, width=688), "#/model/llama?as=table")  # as wide as a sheet of A4
    page.emulate_media(media="print")
    styles = page.evaluate(
        """() => ["table", "thead", "tbody tr", "td", "th"].map((one) => {
          const { display, fontSize } = getComputedStyle(document.querySelector(one));
          return [display, parseFloat(fontSize) * 0.75];
        })"""
    )
    kinds = ["table", "table-header-group", "table-row", "table-cell", "table-cell"]
    assert [display for display, _ in styles] == kinds
    assert all(points >= 8.4 for _, points in styles[3:])
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    wide, tall = map(float, re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)[0])
    assert wide > tall
    page.set_viewport_size({"width": int((wide - 2 * 8 * 72 / 25.4) / 0.75), "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_empty_cells_stand_last_either_way(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/?as=table")
    for _ in range(2):
        page.get_by_role("columnheader", name="Via").get_by_role("button").click()
        via = page.evaluate(ROWS % 9)
        assert via[0]
        assert not via[-1]


def test_the_caption_says_how_many_of_how_many(visit: Open, html: str, debate: Debate) -> None:
    said = debate.statements()
    left = sum(one.side == "against" for one in said)
    page = visit_table(visit(html), "#/?side=against&as=table")
    caption = page.get_by_role("table").locator("caption").inner_text()
    assert caption.endswith(f"Filters leave {left} of {len(said)} statements.")
    assert page.locator("tbody tr").count() == left


def test_a_trace_as_a_table_says_what_each_statement_does_there(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/actor/wendy-hall?as=table")
    roles = page.evaluate(ROWS % 0)
    assert roles[0] == "claim"
    assert any(role.startswith("reason, stated") for role in roles)
    on = page.evaluate(ROWS % 1)
    assert all(
        (role.startswith("claim")) == (not claim) for role, claim in zip(roles, on, strict=True)
    )


def test_names_lead_to_traces_and_filters_stay(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/?side=against&as=table")
    page.get_by_role("table").get_by_role("link", name="Wendy Hall").first.click()
    until(page, "document.documentElement.dataset.shown.startsWith('#/actor')")
    assert page.evaluate("location.hash") == "#/actor/wendy-hall?side=against"


def test_nothing_left_is_said(visit: Open, html: str) -> None:
    page = visit_table(visit(html), "#/?from=2100&as=table")
    assert page.get_by_text("No statement fits all filters.").is_visible()
    assert page.get_by_role("table").count() == 0


def test_on_a_phone_each_row_is_a_card_with_its_labels(visit: Open, html: str) -> None:
    page = visit_table(visit(html, width=320, height=700), "#/claim/open-agi?as=table")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cell = page.locator("tbody tr").first.locator("td[data-label=Claim]")
    label = "(cell) => getComputedStyle(cell, '::before').content"
    assert cell.evaluate(label) == '"Claim"'
    assert page.get_by_role("table").get_by_role("row").count() > 1
    assert page.get_by_role("table").get_by_role("cell", name="Meta").count() > 0


def test_many_rows_come_when_asked_for(visit: Open, tmp_path: Path) -> None:
    many = opendebate.load(write_knots(tmp_path / "many", seed=0, said=160))
    page = visit_table(visit(many.view().html()), "#/?as=table")
    assert page.locator("tbody tr").count() == 300
    caption = page.get_by_role("table").locator("caption")
    assert caption.inner_text().startswith("The first 300 of 320 rows")
    page.get_by_role("button", name="Show all 320 rows").click()
    assert page.locator("tbody tr").count() == 320
    assert caption.inner_text().startswith("320 rows")
    assert page.get_by_role("button", name="Show all").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"

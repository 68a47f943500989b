"""The page for queries of the server: rows and a network here, a file without scripts, and safe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from axe import ALL_BUT_COLOURS, violations
from conftest import Windows
from serving import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPT = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as (found, _):
        yield found


@pytest.fixture
def page(windows: Windows) -> Iterator[Page]:
    visit = windows.open(1280, 900, {})
    yield visit.page
    assert visit.requests == []
    assert visit.page.evaluate("window.violations") == []
    windows.reset()


def ask(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/sparql")
    page.fill("#query", query)
    page.click("#here")


def test_an_iri_of_the_debate_never_becomes_a_link_to_another_host(
    page: Page, address: str
) -> None:
    base = 'REPLACE(STR(actor:x), "actor/x$", "")'
    for rest in ("/other.example/x", "//other.example/x"):
        ask(page, address, f'SELECT (IRI(CONCAT({base}, "{rest}")) AS ?x) {{}}')
        page.wait_for_selector("#answer tbody td")
        assert "other.example" in page.inner_text("#answer tbody")
        assert page.locator("#answer tbody a").count() == 0


def test_rows_come_as_a_table_and_as_a_network(page: Page, address: str) -> None:
    ask(page, address, "SELECT ?actor ?claim { ?actor od:affirms ?claim } ORDER BY ?actor ?claim")
    page.wait_for_selector("#answer svg")
    rows = page.locator("#answer tbody tr").count()
    assert f"{rows} rows" in page.inner_text("#answer")
    assert page.locator("#answer svg circle").count() > 3
    page.click("#answer tbody a >> nth=0")
    page.wait_for_selector("h1")
    assert "/actor/" in page.url


def test_yes_no_and_facts_are_shown_too(page: Page, address: str) -> None:
    ask(page, address, "ASK { ?a a od:Person }")
    page.locator("#answer", has_text="Yes.").wait_for()
    ask(page, address, "CONSTRUCT { ?a od:affirms ?c } { ?a od:affirms ?c } LIMIT 3")
    page.wait_for_selector("#answer pre")
    assert "od:affirms" in page.inner_text("#answer pre")


def test_a_script_in_a_query_or_an_answer_stays_text(page: Page, address: str) -> None:
    ask(page, address, f"SELECT {SCRIPT} {{")
    page.wait_for_selector(".bad")
    ask(page, address, f'SELECT ?x {{ BIND("{SCRIPT}" AS ?x) }}')
    page.wait_for_selector("#answer table")
    assert SCRIPT in page.inner_text("#answer")
    page.goto(f"{address}/sparql?example={SCRIPT}")
    page.goto(f"{address}/actor/{SCRIPT}")
    page.goto(f"{address}/q/who-affirms?claim={SCRIPT}")
    assert page.title() != "run"


def test_a_cell_runs_in_the_direction_of_its_text(page: Page, address: str) -> None:
    ask(page, address, 'SELECT ("نعم." AS ?arabic) ("Yes." AS ?english) {}')
    page.wait_for_selector("#answer tbody td")
    directions = "cells => cells.map((cell) => getComputedStyle(cell).direction)"
    assert page.locator("#answer tbody td").evaluate_all(directions) == ["rtl", "ltr"]


def test_a_question_is_put_into_the_field(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    page.select_option("#example", "who-denies")
    page.click("text=Show its query")
    assert "# title: Who denies or doubts" in page.input_value("#query")


def test_without_scripts_the_answer_is_a_file(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sparql")
    assert not page.is_visible("#here")
    page.fill("#query", "SELECT ?a { ?a a od:Person } ORDER BY ?a")
    with page.expect_response("**/sparql?query=*") as got, page.expect_download():
        page.click("text=Get the file")
    assert got.value.headers["content-type"].startswith("text/csv")
    context.close()


@pytest.mark.parametrize("path", ["/sparql", "/q", "/q/who-affirms", "/actor/marta-oyelaran",
                                  "/claim/publish", "/source/a-town-and-its-maps"])  # fmt: skip
@pytest.mark.parametrize(("width", "rules"), [(1280, {}), (390, ALL_BUT_COLOURS)])
def test_every_page_is_accessible_and_fits(
    page: Page, address: str, path: str, width: int, rules: dict[str, object]
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}{path}")
    assert violations(page, rules) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_control_is_reached_by_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.name"))
    assert [one for one in reached if one in {"example", "query", "format", "get", "here"}] == [
        "example", "query", "format", "get", "here"
    ]  # fmt: skip

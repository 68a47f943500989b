"""Hostile words in a coding stay words: nothing runs, nothing breaks, on any view of the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from hostile import RUN, STRINGS, write_hostile
from opendebate.views.compact_nodes import page_nodes
from opendebate.views.explorer import ExplorerView
from waiting import go

Open = Callable[..., Any]
VIEWS = (
    "#/",
    "#/?as=table",
    "#/actor/actor-1",
    "#/actor/actor-11",
    "#/actor/actor-12",
    "#/claim/claim-0",
    "#/claim/claim-11?as=table",
    "#/claim/claim-12",
    "#/policy/policy-2",
    "#/topic/topic-7",
    "#/event/event-13",
    "#/source/hostile",
    "#/source/hostile/s-3?at=source/hostile/s-3",
    "#/read/hostile",
    f"#/<img src=x onerror={RUN}>",
    f"#/?side=%22%3E%3Cscript%3E{RUN}%3C/script%3E&mode=__proto__",
    "#/actor/__proto__",
    "#/%E0%A4%A",
)
# What only the page's own code makes, and never a text.
STRANGE = "main :is(script, img, iframe, object, embed, style, base, form, svg foreignObject)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> ExplorerView:
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "debate")
    view = opendebate.load(folder).view()
    assert isinstance(view, ExplorerView)
    return view


@pytest.fixture(scope="module")
def worse(page: ExplorerView, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page with what a check of the coding would have refused."""
    folder = tmp_path_factory.mktemp("worse")
    view = opendebate.load(write_hostile(folder / "debate")).view()
    assert isinstance(view, ExplorerView)
    for number, node in enumerate(view.data["things"].values()):
        if "page" in node or node["type"] in {"Person", "Source"}:
            node["page"] = (f"javascript:{RUN}", "data:text/html,x", " javascript:x", "//x.org")[
                number % 4
            ]
        if "label" in node:
            node["label"] = "\u202e\u2066" + node["label"] + "\x00\x1b[0m"
        for passage in node.get("passage", ()):
            passage["link"] = f"javascript:{RUN}"
    return view.html()


def harmless(seen: Any) -> None:
    page = seen.page
    assert seen.faults() == []
    assert page.evaluate("window.hacked") is None
    assert page.locator(STRANGE).count() == 0
    handlers = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])"
    assert page.evaluate(f"{handlers}.filter((a) => /^on/i.test(a.name)).length") == 0
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href)")
    assert [link for link in links if not link.startswith(("http", "file:", "blob:"))] == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page is wider than its window"


@pytest.mark.parametrize("width", [1280, 390])
def test_no_view_runs_or_breaks(visit: Open, page: ExplorerView, width: int) -> None:
    seen = visit(page.html(), width=width)
    for fragment in VIEWS:
        go(seen.page, fragment)
        for details in seen.page.locator("main details:not([open]) > summary").all()[:20]:
            if details.is_visible():
                details.click()
        try:
            harmless(seen)
        except AssertionError as error:
            raise AssertionError(f"at {fragment}: {error}") from error


def test_what_a_check_would_refuse_does_no_harm_either(visit: Open, worse: str) -> None:
    seen = visit(worse)
    for fragment in VIEWS[:14]:
        go(seen.page, fragment)
        harmless(seen)


def test_hostile_words_are_shown_as_they_are(visit: Open, page: ExplorerView) -> None:
    seen = visit(page.html())
    for number in (0, 4, 7, 9):
        go(seen.page, f"#/actor/actor-{number}")
        heading = seen.page.locator("main h1").inner_text()
        assert STRINGS[number] in heading


def test_searching_for_hostile_words_is_harmless(visit: Open, page: ExplorerView) -> None:
    seen = visit(page.html())
    box = seen.page.get_by_role("combobox").first
    for words in (
        "<script>",
        "</script>",
        "__proto__",
        "constructor",
        "(((",
        "\\",
        "AAAA",
        '"><img',
    ):
        box.fill(words)
        seen.page.wait_for_timeout(50)
        harmless(seen)


def test_a_hostile_article_is_only_read(visit: Open, page: ExplorerView, tmp_path: Path) -> None:
    seen = visit(page.html())
    go(seen.page, "#/read/hostile")
    article = tmp_path / "article.html"
    article.write_text(
        f"<html><body style='color:red' onload='{RUN}'><script>{RUN}</script><style>*{{}}</style>"
        f"<img src='https://example.org/x.png' onerror='{RUN}'><p>{'&lt;script&gt; ' * 30}"
        f"<iframe src='https://example.org'></iframe></body></html>",
        encoding="utf-8",
    )
    seen.page.locator("input[type=file]").set_input_files(article)
    seen.page.get_by_text("0 of 17 passages").wait_for()
    harmless(seen)


def test_the_data_cannot_leave_its_element(page: ExplorerView) -> None:
    before, _, rest = page.html().partition('<script type="application/json" id="data">')
    data, _, _ = rest.partition("</script>")
    assert before
    assert json.loads(data)["things"] == page_nodes(page.data["things"])
    assert "<" not in data

"""A debate in Arabic: each of its texts runs from right to left, within pages in English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import opendebate
from opendebate.debate import Debate
from opendebate.serve.app import Site
from opendebate.serve.bounds import Bounds
from opendebate.serve.served_dataset import written_dataset
from waiting import go

Open = Callable[..., Any]
ARTICLE = """\
قالت ليلى حداد: «يجب نشر الخرائط.» وهي ترى أن الناس يعرفون أين الماء.

رد المجلس بأن الخرائط تضر بأسعار البيوت، وقال إنه سيقرر في مايو.
"""
FILES = {
    "debate": """\
debate:
  title: خرائط الفيضان.
  question: هل يجب نشر الخرائط؟
  iri: https://example.org/maps/
  language: ar
""",
    "actors": """\
layla: {name: ليلى حداد (مهندسة), kind: person, description: ترسم الخرائط.}
council: {name: المجلس (البلدي), kind: organization}
""",
    "claims": """\
publish: {text: يجب نشر الخرائط., kind: normative, side: for, topics: [water]}
know: {text: الناس يعرفون أين الماء., kind: descriptive, side: for, topics: [water]}
prices:
  text: الخرائط تضر بأسعار البيوت.
  kind: causal
  side: against
  topics: [water]
  attacks: [publish]
""",
    "topics": "water: {name: الماء (كله)}\n",
    "context": "vote: {text: قرر المجلس ذلك., about: [council], reference: {title: محضر.}}\n",
    "sources/maps": """\
source:
  title: خرائط المدينة.
  kind: news-article
  publisher: council
  language: ar
  text: {from: قالت ليلى, to: في مايو}
statements:
- id: one
  speaker: layla
  mode: paraphrase
  claim: publish
  because: know
  at: {paragraph: 1, from: يجب نشر, to: الخرائط}
- id: two
  speaker: layla
  mode: paraphrase
  claim: know
  at: {paragraph: 1, from: الناس يعرفون, to: أين الماء}
- id: three
  speaker: council
  mode: paraphrase
  claim: prices
  at: {paragraph: 2, from: الخرائط تضر, to: بأسعار البيوت}
""",
}
# Texts on the page that begin with an Arabic letter though they run from left to right.
ASTRAY = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const astray = [];
  let seen = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode, [letter] = node.data.match(/\\\\p{L}/u) || [""];
    const shown = node.parentElement.checkVisibility() && node.parentElement.tagName !== "OPTION";
    if (!shown || !/\\\\p{Script=Arabic}/u.test(letter)) continue;
    seen += 1;
    if (getComputedStyle(node.parentElement).direction !== "rtl") astray.push(node.data.trim());
  }
  return [seen, astray];
}""".replace("\\\\", "\\")


@pytest.fixture
def maps(tmp_path: Path) -> Debate:
    (tmp_path / "maps" / "sources").mkdir(parents=True)
    for name, text in FILES.items():
        (tmp_path / "maps" / f"{name}.yaml").write_text(text, "utf-8")
    return opendebate.load(tmp_path / "maps")


def shown(page: Any, address: str) -> list[Any]:
    go(page, address)
    found: list[Any] = page.evaluate(ASTRAY)
    return found


@pytest.mark.parametrize(
    "address",
    ["#/", "#/actor/layla", "#/claim/publish", "#/claim/prices", "#/topic/water", "#/read/maps",
     "#/actor/layla?as=table", "#/?as=table", "#/claim/know?stance=affirms"],
)  # fmt: skip
def test_every_text_of_the_explorer_runs_from_right_to_left(
    visit: Open, maps: Debate, address: str
) -> None:
    seen = visit(maps.view(texts={"maps": ARTICLE}).html())
    count, astray = shown(seen.page, address)
    assert count
    assert astray == []


@pytest.mark.parametrize("lens", ["actors", "claims", "debate", "policies"])
def test_every_text_of_a_lens_runs_from_right_to_left(visit: Open, maps: Debate, lens: str) -> None:
    seen = visit(maps.view(lens).html())
    count, astray = seen.page.evaluate(ASTRAY)
    assert count
    assert astray == []


@pytest.mark.parametrize(
    "path",
    [
        "actor/layla",
        "claim/publish",
        "claim/prices",
        "source/maps",
        "topic/water",
        "statement/maps/one",
        "q/who-affirms",
        "q/claims-without-voice",
    ],
)
def test_every_text_of_a_served_page_runs_from_right_to_left(
    visit: Open, maps: Debate, path: str
) -> None:
    with (
        written_dataset(maps) as dataset,
        TestClient(Site(dataset, Bounds(workers=1), log=False), "http://localhost") as client,
    ):
        page = client.get(f"/{path}", headers={"Accept": "text/html"})
    count, astray = visit(page.text).page.evaluate(ASTRAY)
    assert count
    assert astray == []

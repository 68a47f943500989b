"""The lenses on the built-in debate: each is a page, says what it shows, and is the same again."""

from __future__ import annotations

import base64
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import opendebate
from article import load_article
from opendebate import Debate
from opendebate.errors import UsageError
from opendebate.networks.lenses import LENSES as MADE
from opendebate.views.layout import _tied
from opendebate.views.lens_pages import LENSES, lens_view
from opendebate.views.linked_pages import linked_pages

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def debate() -> Debate:
    return load_article()


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def still_of(page: str) -> ET.Element:
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]*)"', page)
    assert found
    return ET.fromstring(base64.b64decode(found[1]))  # noqa: S314 — our own picture


def test_an_unknown_lens_is_told_with_the_names_there_are(debate: Debate) -> None:
    with pytest.raises(UsageError) as told:
        debate.view("actor")
    assert "no lens 'actor'" in str(told.value)
    assert "Did you mean actors?" in str(told.value)
    assert "actors, claims, debate and policies" in str(told.value)


def test_the_lenses_that_are_named_are_the_lenses_there_are() -> None:
    assert LENSES == MADE == ("actors", "claims", "debate", "policies")


@pytest.mark.parametrize("lens", LENSES)
def test_two_builds_are_equal_to_the_byte(debate: Debate, lens: str) -> None:
    one, other = (lens_view(load_article().engine, lens) for _ in range(2))
    first = one.html(), one._repr_html_()
    _tied.cache_clear()
    assert (other.html(), other._repr_html_()) == first


@pytest.mark.parametrize("lens", LENSES)
def test_the_finding_stands_above_and_the_sources_are_counted(debate: Debate, lens: str) -> None:
    view = lens_view(debate.engine, lens)
    page = view.html()
    assert re.search(r"<h1><bdi>.*\d.*</bdi></h1>", page)
    count = len(debate.statements())
    assert f"Drawn from {count} statements in 1 source: “Why Meta opened up”" in page


@pytest.mark.parametrize("lens", LENSES)
def test_every_tie_says_what_it_is_and_names_both_ends(debate: Debate, lens: str) -> None:
    data = data_of(lens_view(debate.engine, lens).html())
    names = {node["id"]: node["name"] for node in data["nodes"]}
    for edge in data["edges"]:
        told = edge["told"].partition("\n")[0]
        assert told.startswith((names[edge["from"]][:100], f"“{names[edge['from']][:100]}"))
        assert names[edge["to"]][5:100] in told
        assert "—" not in told.replace(names[edge["from"]], "").replace(names[edge["to"]], "")


def test_a_tie_between_actors_rests_on_claims_and_passages(debate: Debate) -> None:
    data = data_of(lens_view(debate.engine, "actors").html())
    ends = {"actor/josh-hawley", "actor/richard-blumenthal"}
    (tie,) = [one for one in data["edges"] if {one["from"], one["to"]} == ends]
    assert re.match(r"Josh Hawley agrees with Richard Blumenthal on \d+ claims\.\n", tie["told"])
    assert "Both affirm “" in tie["told"]
    assert "“Why Meta opened up”, ¶" in tie["more"]


def test_a_step_stands_between_premise_and_conclusion(debate: Debate) -> None:
    nodes = {
        node["id"]: node for node in data_of(lens_view(debate.engine, "claims").html())["nodes"]
    }
    steps = [node for node in nodes.values() if node["ends"]]
    assert steps
    for step in steps:
        ends = [nodes[end] for end in step["ends"]]
        assert step["x"] == pytest.approx(sum(end["x"] for end in ends) / 2, abs=0.01)
        assert step["y"] == pytest.approx(sum(end["y"] for end in ends) / 2, abs=0.01)


@pytest.mark.parametrize("lens", LENSES)
def test_the_still_is_an_image_with_title_words_and_names_apart(debate: Debate, lens: str) -> None:
    view = lens_view(debate.engine, lens)
    still = still_of(view._repr_html_())
    assert still.get("role") == "img"
    assert still.findtext(f"{SVG}title") == view.title
    assert view.lens.finding in str(still.findtext(f"{SVG}desc"))
    texts = [text for text in still.iter(f"{SVG}text") if text.text]
    assert len(texts) >= 8
    assert all(float(group.get("font-size", "13")) >= 12 for group in still.iter(f"{SVG}g"))
    assert not list(still.iter(f"{SVG}script"))


def test_a_link_leads_to_the_explorer_only_where_one_is_given(debate: Debate) -> None:
    assert data_of(lens_view(debate.engine, "debate").html())["explorer"] is None
    page = debate.view("debate", explorer="opendebate.html").html()
    assert data_of(page)["explorer"] == "opendebate.html"


def test_a_long_name_is_written_by_its_abbreviation() -> None:
    comments = opendebate.load(only=["ntia-2024-rfc", "ntia-2024-miri"])
    drawn = data_of(lens_view(comments.engine, "actors").html())["nodes"]
    labels = {node["name"]: node["label"] for node in drawn}
    assert labels["Machine Intelligence Research Institute"] == "MIRI"
    assert all(label.strip() for label in labels.values())


def test_every_page_names_the_licence_of_the_coding_and_leads_to_the_article(
    town: Path,
) -> None:
    pages = linked_pages(opendebate.load(town).view(), "debate.html")
    assert len(pages) == 1 + len(LENSES)
    for name, page in pages.items():
        (foot,) = re.findall(r"<p>Licence of the coding: .*?</p>", page.html())
        assert 'href="https://creativecommons.org/licenses/by/4.0/"' in foot, name
        assert 'href="https://example.org/courier/maps"' in foot, name

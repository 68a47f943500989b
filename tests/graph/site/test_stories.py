"""The pages of stories: the coders' and those made from the map, with their data."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal

import opendebate
from article import article_folder, load_article
from opendebate.site import site_writing
from opendebate.site.story_content import shown_keys

TOWN = str(Path(__file__).parents[2] / "data" / "flood-maps")
BASE = "https://example.org/debate/"
CODED, GENERATED = "story/open-or-closed", "story/five-questions"
OD = "https://w3id.org/opendebate/ontology#"


def site_of(folder: Path, debate: str) -> Path:
    """Write the site of a debate, without pictures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_writing, "can_draw", lambda: False)
        opendebate.load(debate).site(folder, base=BASE)
    return folder


@pytest.fixture
def built_in(article_site: Path) -> Path:
    return article_site


@pytest.fixture(scope="module")
def town_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("town") / "site", TOWN)


def test_each_step_has_its_sentence_and_links_to_the_map_and_to_what_it_shows(
    built_in: Path,
) -> None:
    page = (built_in / f"{CODED}.html").read_text("utf-8")
    (story,) = load_article().stories()
    steps = re.findall(r'<li id="step-\d+">(.*?)</li>', page, re.DOTALL)
    assert len(steps) == len(story.steps)
    for n, (html, step) in enumerate(zip(steps, story.steps, strict=True), 1):
        assert step.text in unescape(html)
        assert f'href="../explore.html#/{CODED}/{n}"' in html
        for key in shown_keys(step.state):
            assert f'href="../{key}.html"' in html
            assert (built_in / f"{key}.html").is_file()


def test_a_story_is_on_the_first_page_in_its_list_the_search_the_feed_and_the_sitemap(
    built_in: Path,
) -> None:
    for name in ("index.html", "stories.html", "search.html", "feed.xml", "sitemap.xml"):
        assert f"{CODED}.html" in (built_in / name).read_text("utf-8"), name


def test_search_engines_read_an_article_with_its_steps(built_in: Path) -> None:
    page = (built_in / f"{CODED}.html").read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    article = json.loads(found[1])["mainEntity"]
    assert article["@type"] == "Article"
    positions = [step["position"] for step in article["hasPart"]["itemListElement"]]
    assert positions == list(range(1, len(positions) + 1))
    assert "Wendy Hall" in [entity["name"] for entity in article["about"]]


@pytest.mark.parametrize(
    ("suffix", "form"),
    [(".ttl", pyoxigraph.RdfFormat.TURTLE), (".jsonld", pyoxigraph.RdfFormat.JSON_LD)],
)
def test_the_steps_of_both_kinds_of_stories_are_in_their_data(
    built_in: Path, town_site: Path, suffix: str, form: pyoxigraph.RdfFormat
) -> None:
    for site, debate, key in ((built_in, None, CODED), (town_site, TOWN, GENERATED)):
        (story,) = opendebate.load(debate or article_folder()).stories()
        data = (site / f"{key}{suffix}").read_bytes()
        for name, wanted in (
            ("text", {step.text for step in story.steps}),
            ("pageState", {step.state for step in story.steps}),
        ):
            assert wanted == {
                quad.object.value
                for quad in pyoxigraph.parse(data, format=form)
                if quad.predicate.value == f"{OD}{name}" and isinstance(quad.object, Literal)
            }


def test_a_story_made_from_the_map_says_so(town_site: Path, built_in: Path) -> None:
    words = "made from what voices state"
    assert words in (town_site / f"{GENERATED}.html").read_text("utf-8")
    assert words not in (built_in / f"{CODED}.html").read_text("utf-8")

"""The pages of a site tell who changed sides, and what was said before it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import opendebate
from bakery import write_bakery
from opendebate.site import site_writing


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_writing, "can_draw", lambda: False)
        debate = opendebate.load(write_bakery(folder / "bakery"))
        debate.site(folder / "site", base="https://example.org/square/")
    return folder / "site"


def words(page: Path) -> str:
    plain = unescape(re.sub(r"<[^>]*>", "", page.read_text("utf-8")))
    return " ".join(plain.split()).replace(" ;", ";")


def test_a_claim_is_not_affirmed_by_who_changed_sides_since(site: Path) -> None:
    first = words(site / "index.html")
    assert "Before changing sides affirmed by Tom Quill" in first
    assert "Denied by Ida Frost, Tom Quill; formerly affirmed by Tom Quill" in first
    assert "Affirmed by Ida Frost; formerly doubted by Ida Frost" in first


def test_a_name_within_a_sentence_begins_with_a_small_article(site: Path) -> None:
    assert "Affirmed by a senior official; denied by Town Hall" in words(site / "index.html")
    assert "Affirmed by a senior official; denied by Town Hall." in (
        site / "claim" / "late.html"
    ).read_text("utf-8")


def test_a_claim_and_what_came_later_are_two_sentences(site: Path) -> None:
    told = words(site / "actor" / "tom.html")
    assert "A closed square ruins shops. Later Tom Quill took the opposite stance." in told
    assert ".;" not in told

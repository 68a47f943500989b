"""The still picture of a map of many claims: topics with whole claims, and lines one can follow."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest

import opendebate
from invented import write_knots
from opendebate.views.map.map_image import map_svg
from opendebate.views.map.map_layout import text_width
from opendebate.views.map.map_model import DebateMap, debate_map
from opendebate.views.map.topic_groups import MAX_TOPICS, is_by_topic, topic_map
from opendebate.views.map.topic_layout import MAX_CROSSINGS, WIDTH, TopicLayout, topic_layout

TOP = 100.0


@pytest.fixture(scope="module")
def shown() -> DebateMap:
    return debate_map(opendebate.load().engine)


def boxes(layout: TopicLayout) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of all that stands on a map."""
    placed = [*layout.notes, *layout.voices]
    return [
        *((box.left, box.top, box.right, box.bottom) for box in layout.boxes),
        *((one.left, one.top, one.right, one.bottom) for one in placed),
    ]


def test_each_topic_shows_its_claim_of_most_voices_in_full(shown: DebateMap) -> None:
    assert is_by_topic(shown)
    picture = map_svg(shown, "T", "Q?", "S")
    words = unescape(" ".join(re.findall(r">([^<]+)</t", picture)))
    for groups in topic_map(shown).groups.values():
        assert len(groups) == MAX_TOPICS
        for group in groups:
            assert group.lead
            assert group.lead.text in words
            assert all(len(one.makers) <= len(group.lead.makers) for one in group.others)
    assert {claim.side for claim in shown.claims} == {"for", "against", "both"}
    assert "4 claims for both sides" in words


def test_every_named_voice_has_a_line_to_each_of_its_sides(shown: DebateMap) -> None:
    layout = topic_layout(topic_map(shown), TOP)
    drawn = {(line.voice, line.side) for line, _ in layout.routes}
    wanted = {
        (maker, claim.side)
        for claim in shown.claims
        if claim.side != "both"
        for maker in claim.makers
    }
    assert drawn == wanted
    assert {voice.key for voice in layout.voices} == {voice.key for voice in shown.voices}
    ways = [(line.side, route.exit, route.start[1], route.end[1]) for line, route in layout.routes]
    crossings = sum(
        one[:2] == other[:2] and (one[2] - other[2]) * (one[3] - other[3]) < 0
        for one, other in combinations(ways, 2)
    )
    assert crossings <= MAX_CROSSINGS


def test_two_pictures_of_one_debate_are_the_same(shown: DebateMap) -> None:
    pictures = {
        map_svg(one, "T", "Q?", "S") for one in (shown, debate_map(opendebate.load().engine))
    }
    assert len(pictures) == 1


@pytest.mark.parametrize("seed", [7, 11])
def test_nothing_overlaps_and_all_words_fit(tmp_path: Path, shown: DebateMap, seed: int) -> None:
    write_knots(tmp_path / "knots", seed, size=10 + 8 * seed, said=12 + 9 * seed)
    knots = debate_map(opendebate.load(tmp_path / "knots").engine)
    long = replace(
        knots, voices=tuple(replace(v, short=f"{v.name} of a Society") for v in knots.voices)
    )
    for one in (shown, knots, long):
        layout = topic_layout(topic_map(one), TOP)
        for box, other in combinations(boxes(layout), 2):
            assert (
                box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]
            ), (box, other)
        for left, top, right, bottom in boxes(layout):
            assert 0 <= left < right <= WIDTH
            assert TOP <= top < bottom <= layout.height
        for topic in layout.boxes:
            room = topic.right - topic.left
            assert all(text_width(line) <= room for line in (*topic.heading, *topic.words))
            assert all(topic.left < dot.x < topic.right for dot in topic.dots)


def test_a_picture_without_a_question_begins_with_what_the_map_shows(shown: DebateMap) -> None:
    with_question, without = (map_svg(shown, "T", question, "S") for question in ("Q?", ""))
    assert ">Q?</text>" in with_question
    tall, low = (int(ET.fromstring(one).attrib["height"]) for one in (with_question, without))  # noqa: S314
    assert low < tall


def test_hostile_names_stay_text(shown: DebateMap) -> None:
    hostile = "<script>\u202e&"
    voices = tuple(replace(voice, name=hostile, short=hostile) for voice in shown.voices)
    names = dict.fromkeys(shown.names, hostile)
    topics = dict.fromkeys(shown.topics, hostile)
    picture = map_svg(replace(shown, voices=voices, names=names, topics=topics), "<b>", '"&', "<i>")
    assert "<script" not in picture
    assert "\u202e" not in picture
    ET.fromstring(picture)  # noqa: S314 - our own picture

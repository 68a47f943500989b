"""The map shows what speakers state, and its lines cross seldom."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import opendebate
from bakery import write_bakery
from harbour import write_harbour
from invented import write_knots
from opendebate.debate import Debate
from opendebate.views.map.map_image import finding, map_svg
from opendebate.views.map.map_layout import HEAD, TOKEN, MapLayout, map_layout, text_width
from opendebate.views.map.map_lines import Route, routes
from opendebate.views.map.map_model import DebateMap, Dot, MapClaim, debate_map
from opendebate.views.map.map_order import MapOrder, crossings, map_order
from opendebate.views.map.voice_signs import initials
from opendebate.views.relation_phrases import format_sources
from voices import with_hearing

SVG = "{http://www.w3.org/2000/svg}"
FloatArray = npt.NDArray[np.float64]
LONG = "of the Institute for Responsible Innovation and Verylongwordswithoutanyspaces"


@pytest.fixture(scope="module")
def shown(debate: Debate) -> DebateMap:
    return debate_map(debate.engine)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> DebateMap:
    folder = write_harbour(tmp_path_factory.mktemp("map") / "harbour")
    return debate_map(opendebate.load(folder).engine)


def everything(shown: DebateMap) -> list[MapClaim | Dot]:
    return [*shown.claims, *shown.dots]


def test_camps_are_those_of_the_named_question(debate: Debate, shown: DebateMap) -> None:
    sides: dict[str, set[str]] = {}
    for row in debate.query("who-is-for-or-against").to_dicts():  # type: ignore[union-attr]
        sides.setdefault(str(row["speaker"]).rpartition("/")[2], set()).add(
            str(row["side"]).lower()
        )
    camps = {voice.key.partition("/")[2]: voice.camp for voice in shown.voices}
    both = {actor for actor, taken in sides.items() if len(taken) > 1}
    assert {actor for actor, camp in camps.items() if camp == "both"} == both & set(camps)
    for actor, camp in camps.items():
        assert camp == "both" or {camp} == sides[actor]


def test_a_card_has_a_named_voice_and_a_dot_has_none(debate: Debate, shown: DebateMap) -> None:
    named = {voice.key for voice in shown.voices}
    for card in shown.claims:
        assert {*card.makers, *(voice for voice, _ in card.tokens)} & named
    statements = debate.statements()
    for dot in shown.dots:
        on = [s for s in statements if f"claim/{s.claim.id}" == dot.key]
        assert all(s.narrated or s.mode == "hypothetical" for s in on)
    sided = {f"claim/{s.claim.id}" for s in statements if s.side != "neither"}
    imagined = {f"claim/{s.claim.id}" for s in statements if s.mode == "hypothetical"} - {
        f"claim/{s.claim.id}" for s in statements if s.mode != "hypothetical"
    }
    on_map = [thing.key for thing in everything(shown)]
    assert sorted(on_map) == sorted(sided - imagined)


def test_no_body_has_a_view_that_only_its_people_voice(shown: DebateMap) -> None:
    assert not {"actor/uc-berkeley", "actor/university-of-southampton"} & {
        voice.key for voice in shown.voices
    }


def test_who_gave_a_stance_up_does_not_make_the_claim(harbour: DebateMap) -> None:
    dredge = next(card for card in harbour.claims if card.key == "claim/dredge")
    assert "actor/ann" not in dredge.makers
    assert ("actor/ann", "denies") in dredge.tokens
    assert "claim/noise" in {thing.key for thing in everything(harbour)}


def test_lines_cross_seldom_and_orders_are_the_same_each_time(shown: DebateMap) -> None:
    order = map_order(shown)
    assert crossings(shown, order) == crossing_pairs(shown, order) <= 15
    assert order == map_order(shown)
    claims = [claim for side in order.topics for claim in order.claims(side)]
    assert sorted(claims) == sorted(thing.key for thing in everything(shown))
    voices = [voice for rail in order.voices.values() for voice in rail]
    assert sorted(voices) == sorted(voice.key for voice in shown.voices)


def crossing_pairs(shown: DebateMap, order: MapOrder) -> int:
    """Count the crossings pair by pair."""
    makers = {card.key: card.makers for card in shown.claims}
    total = 0
    for side in ("for", "against"):
        for rail in (side, "middle"):
            at = {voice: n for n, voice in enumerate(order.voices[rail])}
            lines = [
                (at[voice], n)
                for n, claim in enumerate(order.claims(side))
                for voice in makers.get(claim, ())
                if voice in at
            ]
            total += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(lines, 2))
    return total


def test_a_debate_without_statements_has_an_empty_map(tmp_path: Path) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate:\n  title: Empty\n  question: Is it so?\n  iri: https://example.org/empty/\n"
    )
    shown = debate_map(opendebate.load(tmp_path).engine)
    assert shown == DebateMap((), (), (), {})
    assert map_order(shown).topics == {"for": [], "against": [], "both": []}


def test_a_claim_that_its_only_voice_gave_up_is_not_called_denied_by_another(
    tmp_path: Path,
) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate: {title: T, question: Is it so?, iri: https://example.org/t/}\n"
    )
    (tmp_path / "actors.yaml").write_text("ann: {name: Ann Ash, kind: person}\n")
    (tmp_path / "claims.yaml").write_text("free: {text: It is free., kind: normative, side: for}\n")
    (tmp_path / "sources").mkdir()
    for year, stance in (("2023", "affirms"), ("2025", "denies")):
        (tmp_path / "sources" / f"words-of-{year}.yaml").write_text(
            f"source: {{title: Words of {year}, kind: speech, authors: [ann], published: {year}}}\n"
            f"statements: [{{id: a, claim: free, stance: {stance}, mode: evaluation,"
            " at: unknown}]\n"
        )
    shown = debate_map(opendebate.load(tmp_path).engine)
    assert [stance for claim in shown.claims for _, stance in claim.tokens] == ["denies"]
    assert "Of 1 claim, 1 is denied (✗)" in finding(shown)


def test_the_finding_counts_the_claims_that_are_drawn_with_their_signs(tmp_path: Path) -> None:
    shown = debate_map(opendebate.load(write_bakery(tmp_path / "bakery")).engine)
    assert finding(shown) == (
        "3 named voices speak only for, 1 only against; 1 changed sides. "
        "Of 9 claims, 3 are denied (✗) and none is doubted (?) by a named voice."
    )
    assert len(everything(shown)) == 9
    denied = {claim.key for claim in shown.claims if "denies" in dict(claim.tokens).values()}
    assert denied == {"claim/close", "claim/ruin", "claim/late"}


def test_a_claim_shows_that_only_voices_without_a_name_make_it(tmp_path: Path) -> None:
    shown = debate_map(opendebate.load(write_bakery(tmp_path / "bakery")).engine)
    assert {claim.key: claim.unnamed for claim in shown.claims if claim.unnamed} == {
        "claim/late": 1
    }
    assert shown.unnamed == {"against": 1}
    picture = map_svg(shown, "T", "Q?", "S")
    assert "only voices without a name affirm it" in picture
    assert ">was against<" in picture
    assert "before changing sides" in picture
    assert "1 more on the page" in picture  # the claim that serves both sides


@pytest.mark.parametrize("seed", range(12))
def test_nothing_on_the_still_overlaps(tmp_path: Path, seed: int) -> None:
    write_knots(tmp_path / "knots", seed, size=10 + 8 * seed, said=12 + 9 * seed)
    shown = debate_map(opendebate.load(tmp_path / "knots").engine)
    long = replace(shown, voices=tuple(replace(v, short=f"{v.name} {LONG}") for v in shown.voices))
    for one in (shown, long):
        layout = map_layout(one)
        for box, other in combinations(layout.placed, 2):
            assert (
                box.right <= other.left
                or other.right <= box.left
                or box.bottom <= other.top
                or other.bottom <= box.top
            ), (box, other)
        for box in layout.placed:
            assert HEAD <= box.top <= box.bottom <= layout.height
            assert all(text_width(line) <= box.right - box.left for line in box.lines)
        assert len([box for box in layout.placed if box.kind == "claim"]) <= 40


@pytest.mark.parametrize("seed", range(6))
def test_no_line_of_the_still_passes_behind_a_name_or_a_claim(
    tmp_path: Path, shown: DebateMap, seed: int
) -> None:
    write_knots(tmp_path / "knots", seed, size=10 + 8 * seed, said=12 + 9 * seed)
    knots = debate_map(opendebate.load(tmp_path / "knots").engine)
    long = replace(knots, voices=tuple(replace(v, short=f"{v.name} {LONG}") for v in knots.voices))
    for one in (shown, knots, long):
        layout = map_layout(one)
        assert layout.lines
        ways = routes(layout)
        for (voice, claim), way in zip(layout.lines, ways, strict=True):
            assert abs(way.start[0] - (voice.left + voice.right) / 2) == TOKEN
            assert way.end[0] in {claim.left, claim.right}
            hidden = [box for box in boxes(layout) if any(inside(box, at) for at in way.points())]
            assert hidden == [], (voice.key, claim.key)
            assert claim.top < way.end[1] < claim.bottom
        check_followed(ways)


def check_followed(ways: Sequence[Route]) -> None:
    """Lines that do not cross by their ends do not cross on their way, nor end in one point."""
    assert len({way.end for way in ways}) == len(ways)
    for one, other in combinations(ways, 2):
        starts, ends = one.start[1] - other.start[1], one.end[1] - other.end[1]
        if (one.exit, one.end[0]) == (other.exit, other.end[0]) and starts * ends >= 0:
            apart = heights(one) - heights(other)
            assert min(apart.max(), -apart.min()) < 0.5, (one, other)


def heights(way: Route) -> FloatArray:
    """Return how high a way is at places between its exit and its end."""
    x, y = zip(*sorted(way.points(400)), strict=True)
    places: FloatArray = np.linspace(way.exit, way.end[0], 60)
    return np.asarray(np.interp(places, x, y), np.float64)


def boxes(layout: MapLayout) -> list[tuple[float, float, float, float]]:
    """Return the boxes of claims, topics, discs and names: left, top, right, bottom."""
    found = []
    for one in layout.placed:
        if one.kind != "voice":
            found.append((one.left, one.top, one.right, one.bottom))
            continue
        centre, foot = (one.left + one.right) / 2, one.top + 2 * TOKEN
        half = max(text_width(words) for words in (*one.lines, "")) / 2
        found += [
            (centre - TOKEN, one.top, centre + TOKEN, foot),
            (centre - half, foot, centre + half, one.bottom),
        ]
    return found


def inside(box: tuple[float, float, float, float], at: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    return left + 0.1 < at[0] < right - 0.1 and top + 0.1 < at[1] < bottom - 0.1


def test_hostile_names_stay_text_on_the_still(shown: DebateMap) -> None:
    voices = tuple(replace(voice, name="<script>\u202e&") for voice in shown.voices)
    picture = map_svg(replace(shown, voices=voices), "<b>", '"&', "<i>")
    assert "<script" not in picture
    assert "\u202e" not in picture
    ET.fromstring(picture)  # noqa: S314 — our own picture


def test_a_question_of_several_lines_stands_above_the_camps(shown: DebateMap) -> None:
    picture = ET.fromstring(map_svg(shown, "T", f"Should {LONG * 6}?", "S"))  # noqa: S314
    words = {text.text: float(text.get("y", "")) for text in picture.iter(f"{SVG}text")}
    head = [y for text, y in words.items() if text and (LONG[:9] in text or "named voices" in text)]
    top, height = (float(picture.get("viewBox", "").split()[at]) for at in (1, 3))
    assert len(head) > 2
    assert top < min(head) < max(head) < words["For"] < top + height
    page = next(picture.iter(f"{SVG}rect"))
    assert (float(page.get("y", 0)), float(page.get("height", 0))) == (top, height)


def test_who_only_doubts_has_letters_on_the_still(town: Path) -> None:
    shown = debate_map(opendebate.load(with_hearing(town)).engine)
    standing = {voice.key for voice in shown.voices}
    others = {voice for claim in shown.claims for voice, _ in claim.tokens} - standing
    assert others
    for letters in (initials(shown.names[voice]) for voice in others):
        assert f">{letters}</text>" in map_svg(shown, "t", "q", "s")


def test_voices_whose_initials_are_alike_have_other_letters() -> None:
    shown = debate_map(opendebate.load().engine)
    picture = map_svg(shown, "T", "Q?", "S")
    letters = re.findall(r">(\w{2,3})</text>", picture)
    assert {"MIR", "Mic", "GMa", "GMe", "SA"} <= set(letters)
    assert "MI" not in letters
    assert "GM" not in letters


def test_a_long_name_stands_by_its_abbreviation_or_is_cut_between_words(shown: DebateMap) -> None:
    comments = debate_map(opendebate.load(only=["ntia-2024-rfc", "ntia-2024-miri"]).engine)
    picture = map_svg(comments, "T", "Q?", "S")
    assert ">NTIA<" in picture
    assert "<title>National Telecommunications and Information Administration</title>" in picture
    long = replace(shown, voices=tuple(replace(v, short=LONG) for v in shown.voices))
    ends = {one.lines[-1] for one in map_layout(long).placed if one.kind == "voice"}
    assert all(end.endswith(" …") for end in ends)


def test_an_empty_map_counts_nothing() -> None:
    empty = DebateMap((), (), (), {})
    assert finding(empty) == "No claim takes a side yet."
    picture = map_svg(empty, "T", "Q?", format_sources([]))
    assert ">0 " not in picture


def test_each_voice_of_a_large_debate_stands_beside_a_claim_of_its_own() -> None:
    whole = debate_map(opendebate.load().engine)
    layout = map_layout(whole)
    assert layout.omitted > 0
    assert {voice.key for voice, _ in layout.lines} == {voice.key for voice in whole.voices}

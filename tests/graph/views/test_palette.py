"""The looks: told apart without colour, and seen on a light and on a dark page."""

from __future__ import annotations

import pytest

from opendebate.views.palette import INK, INK_DARK, LINES, NODES, Line, line_of, look_of

PAGES = {"light": "#ffffff", "dark": "#15181c"}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


SIDES = ("for", "against", "both", "neither")
TOGETHER = {
    "actors": {"actor-reports", *(f"actor-{side}" for side in SIDES)},
    "claims": {"step", *(f"claim-{side}" for side in SIDES)},
    "debate": {"actor", "model", "policy", *(f"claim-{side}" for side in SIDES)},
}
ALL = {(line.key, line.colour): line for lines in LINES.values() for line in lines}


@pytest.mark.parametrize("lens", TOGETHER)
def test_kinds_that_stand_together_have_shapes_of_their_own(lens: str) -> None:
    shapes = [look.shape for look in NODES if look.key in TOGETHER[lens]]
    assert len(set(shapes)) == len(shapes) == len(TOGETHER[lens])


@pytest.mark.parametrize("lens", LINES)
def test_every_line_of_a_lens_is_told_apart_without_colour(lens: str) -> None:
    lines = LINES[lens]
    assert len({(line.dashes, line.arrow, line.width) for line in lines}) == len(lines)


def test_agreement_and_disagreement_differ_in_colour_dashes_and_heads() -> None:
    agree, differ, doubt, _ = LINES["actors"]
    assert (agree.key, differ.key, doubt.key) == ("agrees", "disagrees", "doubts")
    assert len({agree.colour, differ.colour, doubt.colour}) == 3
    assert len({agree.dashes, differ.dashes, doubt.dashes}) == 3
    assert (bool(agree.dashes), bool(differ.dashes)) == (False, True)
    assert (agree.arrow, differ.arrow) == ("", "bar")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("line", ALL.values(), ids=[key for key, _ in ALL])
def test_lines_are_seen_on_the_page(line: Line, page: str) -> None:
    colour = INK_DARK if line.colour == INK and page == "dark" else line.colour
    assert contrast(colour, PAGES[page]) >= 3


def test_the_ink_turns_with_the_page() -> None:
    assert contrast(INK, PAGES["light"]) > 7
    assert contrast(INK_DARK, PAGES["dark"]) > 7


def test_claims_without_a_side_and_unknown_relations_have_looks() -> None:
    assert look_of({"kind": "claim"}).key == "claim-neither"
    assert line_of({"relation": "memberOf"}).key == "other"

"""The looks: told apart without colour, and seen on a light and on a dark page."""

from __future__ import annotations

import pytest

from opendebate.views.palette import EDGES, INK, INK_DARK, NODES, Line, line_of, look_of

PAGES = {"light": "#ffffff", "dark": "#15181c"}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert len({look.shape for look in NODES}) == len(NODES)


def test_every_line_is_told_apart_without_colour() -> None:
    assert len({(line.dashes, line.arrow, line.width) for line in EDGES}) == len(EDGES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("line", EDGES, ids=[line.key for line in EDGES])
def test_lines_are_seen_on_the_page(line: Line, page: str) -> None:
    assert contrast(line.colour, PAGES[page]) >= 3


def test_the_ink_turns_with_the_page() -> None:
    assert contrast(INK, PAGES["light"]) > 7
    assert contrast(INK_DARK, PAGES["dark"]) > 7


def test_claims_without_a_side_and_unknown_relations_have_looks() -> None:
    assert look_of({"kind": "claim"}).key == "claim-neither"
    assert line_of({"relation": "memberOf"}).key == "other"

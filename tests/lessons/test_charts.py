"""Pictures in lessons: well-formed, told in words, and with nothing from elsewhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.debate import Debate
from opendebate_lessons.charts import bars, facts_of, grid, triples
from opendebate_lessons.svg import Picture

SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(picture._repr_html_())  # noqa: S314 - our own


def texts(picture: Picture) -> list[str]:
    return [one.text or "" for one in drawn(picture).iter(f"{SVG}text")]


def test_a_bar_is_as_long_as_its_number() -> None:
    picture = bars({"verbatim": 10, "mixed": 5, "none": 0}, "How it is given")
    wide = [float(one.get("width", 0)) for one in drawn(picture).iter(f"{SVG}rect")]
    assert wide[0] == pytest.approx(2 * wide[1])
    assert drawn(picture).get("aria-label") == "How it is given: verbatim 10, mixed 5, none 0"
    assert texts(picture) == ["How it is given", "verbatim", "10", "mixed", "5", "none", "0"]


def test_a_grid_has_a_dot_for_each_thing_that_is_there() -> None:
    picture = grid({"one": ["code", "data"], "two": []}, ["weights", "code", "data"], "Parts")
    assert len(list(drawn(picture).iter(f"{SVG}circle"))) == 2
    assert repr(picture) == "Parts: one: code, data; two: nothing"


def test_facts_that_share_a_thing_share_its_box() -> None:
    picture = triples([("a", "p", "b"), ("b", "q", "c"), ("a", "r", "c"), ("a", "p", "b")], "Facts")
    assert sorted(texts(picture)) == ["Facts", "a", "b", "c", "p", "q", "r"]
    left = {t.text: float(t.get("x", 0)) for t in drawn(picture).iter(f"{SVG}text")}
    assert left["a"] < left["b"] < left["c"]


def test_a_circle_does_not_put_everything_into_one_column() -> None:
    picture = triples([("a", "p", "b"), ("b", "q", "a"), ("b", "r", "c")], "Facts")
    left = {t.text: float(t.get("x", 0)) for t in drawn(picture).iter(f"{SVG}text")}
    assert left["a"] < left["b"] < left["c"]


def test_facts_of_a_thing_tell_literals_from_iris(debate: Debate) -> None:
    facts = facts_of(debate, "actor:wendy-hall", most=100)
    assert ("actor:wendy-hall", "rdf:type", "od:Person") in facts
    assert ("actor:wendy-hall", "rdfs:label", '"Wendy Hall"') in facts
    dashed = [one for one in drawn(triples(facts, "Hall")).iter(f"{SVG}rect")
              if one.get("stroke-dasharray")]  # fmt: skip
    assert len(dashed) == len({other for *_, other in facts if other.startswith('"')})


@given(st.lists(st.tuples(*[st.sampled_from("abcde")] * 3), max_size=12))
def test_any_facts_are_drawn_also_in_circles(facts: list[tuple[str, str, str]]) -> None:
    picture = triples(facts, "Facts")
    assert {name for one, _, other in facts for name in (one, other)} <= set(texts(picture))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20))
def test_signs_are_never_markup(name: str) -> None:
    for picture in (bars({name: 1}, name), grid({name: [name]}, [name], name),
                    triples([(name, name, "b")], name)):  # fmt: skip
        assert drawn(picture).get("role") == "img"
        assert "http" not in picture._repr_html_().replace("http://www.w3.org/2000/svg", "") or (
            "http" in name
        )

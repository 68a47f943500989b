"""Lists hold every thing of a kind once, by id."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import opendebate
from opendebate.ask.listing import LIST_KINDS, list_entities
from opendebate.coding.records import PolicyKind
from opendebate.debate import Debate
from opendebate.errors import UnknownName

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
COUNTS = {
    "actors": 14,
    "models": 2,
    "policies": 3,
    "claims": 13,
    "topics": 5,
    "events": 2,
    "sources": 2,
}


@pytest.mark.parametrize("kind", COUNTS)
def test_a_list_has_every_thing_once(kind: str) -> None:
    rows = opendebate.load(TOWN).entities(kind)
    ids = [row["id"] for row in rows]
    assert len(ids) == COUNTS[kind]
    assert ids == sorted(set(map(str, ids)))
    assert all(row["name"] and str(row["iri"]).endswith(f"/{row['id']}") for row in rows)


def test_statements_are_counted() -> None:
    debate = opendebate.load(TOWN)
    made = {row["id"]: row["statements"] for row in debate.entities("actors")}
    assert (made["marta-oyelaran"], made["tanagers"], made["averley"]) == (3, 4, 0)
    on = {row["id"]: row["statements"] for row in debate.entities("claims")}
    assert (on["publish"], on["burglars-read"]) == (2, 2)
    held = {row["id"]: row["statements"] for row in debate.entities("sources")}
    assert held == {"a-letter-on-the-maps": 6, "a-town-and-its-maps": 10}


def test_codes_read_as_in_the_coding_files(debate: Debate) -> None:
    sides = {row["side"] for row in debate.entities("claims")}
    assert sides == {"for", "against", "both", "neither"}
    assert "executive-order" in {row["kind"] for row in debate.entities("policies")}


@pytest.mark.parametrize("kind", get_args(PolicyKind))
def test_a_policy_may_be_of_any_kind(town: Path, kind: str) -> None:
    with (town / "policies.yaml").open("a", encoding="utf-8") as file:
        file.write(f"map-paper:\n  name: A paper on the maps\n  kind: {kind}\n")
    listed = {row["id"]: row["kind"] for row in opendebate.load(town).entities("policies")}
    assert listed["map-paper"] == kind


def test_a_thing_with_two_developers_stands_once(town: Path) -> None:
    path = town / "models.yaml"
    text = path.read_text("utf-8").replace("[marta-oyelaran]", "[marta-oyelaran, averley]")
    path.write_text(text, "utf-8")
    ids = [row["id"] for row in opendebate.load(town).entities("models")]
    assert ids == ["linnet-model", "linnet-model-2"]


def test_an_unknown_kind_is_told(debate: Debate) -> None:
    assert set(LIST_KINDS) == {
        "actors", "models", "policies", "claims", "topics", "events", "sources", "statements",
    }  # fmt: skip
    with pytest.raises(UnknownName) as raised:
        list_entities(debate.engine, "claim")
    assert raised.value.close == ("claims",)


def test_statements_are_a_table_too_with_several_names_in_a_cell(debate: Debate) -> None:
    rows = list_entities(debate.engine, "statements")
    said = {str(row["id"]): row for row in rows}
    assert len(rows) == len(debate.statements())
    assert said["hall-harm"]["via"] == "the-guardian"
    assert said["hall-harm"]["paragraph"] == 3
    both = next(one for one in debate.statements() if len(one.speakers) > 1)
    assert said[both.id.rpartition("/")[2]]["speakers"] == "; ".join(s.id for s in both.speakers)

"""What is the same elsewhere: Wikidata ids and addresses of actors, models and policies."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from opendebate.coding.check import read_with_faults
from opendebate.coding.records import Actor, Model, Policy
from opendebate.errors import Fault

Q42 = "http://www.wikidata.org/entity/Q42"


@pytest.mark.parametrize(
    "written",
    [
        "Q42", " Q42 ", Q42, "https://www.wikidata.org/entity/Q42",
        "https://www.wikidata.org/wiki/Q42", "https://m.wikidata.org/wiki/Q42",
    ],
)  # fmt: skip
def test_wikidata_id_and_addresses_of_its_item_are_one_iri(written: str) -> None:
    assert Actor.model_validate({"name": "A", "kind": "person", "same_as": written}).same_as == (
        Q42,
    )


def test_other_addresses_stay_as_they_are_and_several_are_a_list() -> None:
    both = ["https://viaf.org/viaf/113230702", "Q42"]
    assert Model.model_validate({"name": "M", "same_as": both}).same_as == (both[0], Q42)
    policy = {"name": "P", "kind": "law", "same_as": "https://www.wikidata.org/wiki/Q42#sitelinks"}
    assert Policy.model_validate(policy).same_as == (policy["same_as"],)
    assert Model.model_validate({"name": "M"}).same_as == ()


@pytest.mark.parametrize("wrong", ["q42", "Q042", "Q", "Q0", "Q4 2", "Q٤٢", "P31", "ftp://x.org/"])
def test_neither_wikidata_id_nor_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="neither a Wikidata id, which is Q and a number"):
        Model.model_validate({"name": "M", "same_as": [wrong]})


def test_address_with_a_space_is_refused() -> None:
    with pytest.raises(ValidationError, match="no web address"):
        Model.model_validate({"name": "M", "same_as": ["https://example.org/a b"]})


def _faults(folder: Path) -> list[Fault]:
    return [one for one in read_with_faults(folder)[1] if one.severity == "error"]


def _write(folder: Path, **same_as: str) -> None:
    """Write `same_as` of records of the invented debate: ``policies__keep_the_mark="Q42"``."""
    for key, value in same_as.items():
        file, _, name = key.replace("_", "-").partition("--")
        path = folder / f"{file}.yaml"
        text = path.read_text("utf-8").replace(
            f"\n{name}:\n", f"\n{name}:\n  same_as: {value}\n", 1
        )
        assert f"same_as: {value}" in text
        path.write_text(text, "utf-8")


def test_two_entities_the_same_as_one_record_are_a_fault(town: Path) -> None:
    _write(town, actors__little_sallow="[Q7, Q42]")
    assert not _faults(town)
    _write(town, policies__keep_the_mark="https://www.wikidata.org/wiki/Q42")
    [fault] = _faults(town)
    assert fault.file.endswith("policies.yaml")
    assert f"'little-sallow' is the same as {Q42!r} already (actors.yaml, line " in fault.message
    assert fault.message.endswith("Correct one of the two, or make them one entity.")


def test_same_record_twice_in_one_entity_is_no_fault(town: Path) -> None:
    _write(town, actors__little_sallow=f"[Q42, {Q42}]")
    assert not _faults(town)


def test_address_of_the_debate_itself_is_a_fault(town: Path) -> None:
    base = read_with_faults(town)[0].debate.iri
    _write(town, actors__little_sallow=f"{base}actor/little-sallow")
    [fault] = _faults(town)
    assert "is an address of this debate. Name a record elsewhere" in fault.message

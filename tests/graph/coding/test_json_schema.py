"""The JSON Schemas that editors use say what the records say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import opendebate_ontology
from opendebate.coding.json_schema import schemas

FILES = ["debate", "actors", "models", "policies", "claims", "topics", "events", "context"]


def test_the_files_beside_the_ontology_are_those_of_the_records() -> None:
    folder = opendebate_ontology.path("schema")
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.json")} == schemas(), (
        "run: python -m opendebate.coding.json_schema"
    )


@pytest.mark.parametrize("name", [*FILES, "source"])
def test_unknown_keys_are_marked_by_editors(name: str) -> None:
    schema = json.loads(schemas()[f"{name}.json"])
    records = [one for one in schema["$defs"].values() if one["type"] == "object"]
    assert records
    assert all(one["additionalProperties"] is False for one in records)


def test_every_coding_file_names_its_schema(town: Path) -> None:
    built_in = opendebate_ontology.path("debate")
    for folder, schema in ((built_in, "../schema"), (town, "../../../ontology/[a-z_/]+/schema")):
        for path in folder.rglob("*.yaml"):
            if path.name == "decisions.yaml":
                continue  # a list of decisions has no schema
            depth = len(path.relative_to(folder).parts) - 1  # 1 in sources/, 2 in codings/CODER/
            deeper, kind = "../" * depth, "source" if depth else path.stem
            first = path.read_text("utf-8").splitlines()[0]
            wanted = rf"# yaml-language-server: \$schema={deeper}{schema}/{kind}\.json"
            assert re.fullmatch(wanted, first), path


def test_forms_that_are_taken_are_not_marked_by_editors() -> None:
    source: dict[str, Any] = json.loads(schemas()["source.json"])["$defs"]
    at = source["Statement"]["properties"]["at"]["anyOf"]
    assert at[0] == {"$ref": "#/$defs/Passage"}, "one passage without a list"
    assert at[1]["minItems"] == 1
    assert {"from", "to"} <= source["Passage"]["properties"].keys()
    assert source["Source"]["properties"]["published"]["anyOf"][0]["type"] == ["string", "integer"]

"""JSON Schemas of the coding files, for editors that complete and check keys.

``python -m opendebate.coding.json_schema`` writes them into the ontology's folder. A test checks
that the files there agree with the records.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import Field, create_model

import opendebate_ontology
from opendebate.coding import records
from opendebate.coding.debate_files import STORIES
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.folder import KINDS
from opendebate.coding.story_records import Story
from opendebate.files import write_file

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the text of every schema by the name of its file.

    Examples
    --------
    >>> sorted(schemas())[:3]
    ['actors.json', 'claims.json', 'context.json']
    """
    debate = create_model(
        "DebateFile", __base__=records.Record, debate=(records.Debate, Field(...))
    )
    by_file = {
        "debate.json": debate.model_json_schema(),
        "source.json": records.SourceFile.model_json_schema(),
    }
    for plural, (_, model) in KINDS.items():
        by_file[f"{plural}.json"] = _by_id(model, plural)
    by_file[f"{STORIES}.json"] = _by_id(Story, STORIES)
    return {name: _text(name, schema) for name, schema in by_file.items()}


def _by_id(model: type[records.Record], plural: str) -> dict[str, Any]:
    """Return the schema of a file with records by their ids."""
    record = model.model_json_schema(ref_template="#/$defs/{model}")
    shared = record.pop("$defs", {})
    name = record.pop("title")
    return {
        "description": f"All {plural} of a debate, by their ids.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": ID_PATTERN, "maxLength": MAX_ID},
        "additionalProperties": {"$ref": f"#/$defs/{name}"},
        "$defs": {**shared, name: record},
    }


def _text(name: str, schema: dict[str, Any]) -> str:
    document = {"$schema": _DIALECT, "title": f"opendebate {name.removesuffix('.json')}", **schema}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def write_schemas() -> None:
    """Write every schema into the ontology's folder."""
    folder = opendebate_ontology.path("schema")
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        write_file(folder / name, text)


if __name__ == "__main__":
    write_schemas()

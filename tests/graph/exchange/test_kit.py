"""The kit that all formats share: typed data, skeletons on disk, reports and ids."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from opendebate.coding import records
from opendebate.errors import InputError
from opendebate.exchange import coded_debate
from opendebate.exchange.skeleton import FOLDER, OLD_FOLDER, load_skeleton

RECORDS: dict[str, type[records.Record]] = {
    "Passage": records.Passage, "Body": records.Body, "Membership": records.Membership,
    "Actor": records.Actor, "Inference": records.Inference, "Claim": records.Claim,
    "Source": records.Source,
    "Statement": records.Statement, "SourceFile": records.SourceFile,
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_typed_data_has_the_keys_of_its_record_and_lists_where_it_has_several(name: str) -> None:
    hints = get_type_hints(getattr(coded_debate, f"{name}Data"))
    fields = {field.alias or key: field for key, field in RECORDS[name].model_fields.items()}
    assert hints.keys() == fields.keys()
    for key, field in fields.items():
        forms = (hints[key], *get_args(hints[key]))
        is_list = list in {get_origin(form) for form in forms}
        assert is_list == (get_origin(field.annotation) is tuple), key


@pytest.mark.parametrize("place", [FOLDER, OLD_FOLDER])
def test_a_skeleton_is_read_from_its_folder_of_today_and_of_before(
    place: str, tmp_path: Path
) -> None:
    content: Any = {"titles": {"go-on": "Go on"}}
    (tmp_path / place).mkdir()
    (tmp_path / place / "argdown.json").write_text(json.dumps(content), "utf-8")
    assert load_skeleton(tmp_path, "argdown") == content
    assert load_skeleton(tmp_path, "aif") == {}


def test_the_skeleton_of_today_counts_where_both_folders_are_there(tmp_path: Path) -> None:
    for place in (FOLDER, OLD_FOLDER):
        (tmp_path / place).mkdir()
        (tmp_path / place / "aif.json").write_text(json.dumps({"about": place}), "utf-8")
    assert load_skeleton(tmp_path, "aif") == {"about": FOLDER}


@pytest.mark.parametrize("place", [FOLDER, OLD_FOLDER])
@pytest.mark.parametrize("links", ["file", "folder"])
def test_a_link_out_of_the_debates_folder_is_refused(
    place: str, links: str, tmp_path: Path
) -> None:
    debate, private = tmp_path / "debate", tmp_path / "private"
    debate.mkdir()
    private.mkdir()
    (private / "aif.json").write_text(json.dumps({"about": "private"}), "utf-8")
    if links == "folder":
        (debate / place).symlink_to(private)
    else:
        (debate / place).mkdir()
        (debate / place / "aif.json").symlink_to(private / "aif.json")
    with pytest.raises(InputError, match="leads out of the debate's folder"):
        load_skeleton(debate, "aif")

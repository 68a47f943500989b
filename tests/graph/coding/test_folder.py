"""A debate is a folder; what looks like a part of it and is not read is told."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from opendebate.coding.check import read_with_faults
from opendebate.coding.debate_files import debate_files, display_path
from opendebate.coding.field_types import MAX_SPEAKERS
from opendebate.coding.folder import read_folder
from opendebate.errors import InputError


def told(folder: Path) -> list[str]:
    return [str(fault).replace(f"{folder}/", "") for fault in read_folder(folder)[1]]


def test_all_records_are_read_in_the_order_of_the_files(town: Path) -> None:
    coding, faults = read_folder(town)
    assert not faults
    assert list(coding.sources) == ["a-letter-on-the-maps", "a-town-and-its-maps"]
    assert next(iter(coding.actors)) == "averley-courier"
    assert coding.of_kind("policy") is coding.policies
    assert coding.of_kind("source") is coding.sources
    assert len(coding.positions["a-town-and-its-maps"]) == 10


def test_all_files_but_the_first_are_optional(tmp_path: Path) -> None:
    text = "debate: {title: T, question: Q?, iri: https://example.org/}\n"
    (tmp_path / "debate.yaml").write_text(text)
    coding, faults = read_folder(tmp_path)
    assert not faults
    assert not coding.claims


def test_records_of_known_data_are_those_of_the_files(town: Path) -> None:
    coding, _ = read_folder(town)
    data = {key: tree.data for key, tree in coding.trees.items() if "/" not in key}
    again, faults = read_folder(town, known=json.loads(json.dumps(data)))
    assert not faults
    assert again.unchanged == {"debate", "actors", "claims", "context", "events", "models",
                               "policies", "topics"}  # fmt: skip
    assert again.debate == coding.debate
    assert again.sources == coding.sources
    for kind in ("actor", "claim", "context", "event", "model", "policy", "topic"):
        assert list(again.of_kind(kind).items()) == list(coding.of_kind(kind).items())


def test_progress_is_told_file_by_file(town: Path) -> None:
    seen: list[tuple[int, int]] = []
    read_folder(town, lambda done, total: seen.append((done, total)))
    assert seen == [(n, 10) for n in range(10)]


def test_a_folder_without_debate_yaml_is_no_debate(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no debate.yaml in it") as raised:
        debate_files(tmp_path)
    assert "run: opendebate -d FOLDER new SLUG" in str(raised.value.advice)
    with pytest.raises(InputError, match="There is no such folder") as raised:
        debate_files(tmp_path / "my town")
    assert "opendebate -d '" in str(raised.value.advice), "quoted for the shell"
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="This is a file"):
        debate_files(tmp_path / "file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_cannot_be_read_is_told_before_anything_is_built(town: Path) -> None:
    (town / "events.yaml").unlink()
    (town / "events.yaml").mkdir()
    with pytest.raises(InputError, match=r"events\.yaml: It cannot be read"):
        debate_files(town)
    (town / "events.yaml").rmdir()
    os.mkfifo(town / "events.yaml")
    with pytest.raises(InputError, match=r"events\.yaml"):
        debate_files(town)


@pytest.mark.parametrize("name", ["sources", "sources/other.yaml", "actors.yaml"])
def test_a_link_that_leads_out_of_the_folder_is_refused(
    town: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / ("elsewhere" if name == "sources" else "secret.txt")
    if name == "sources":
        (town / name).rename(target)
    else:
        target.write_text("root:x:0:0\n")
        (town / name).unlink(missing_ok=True)
    (town / name).symlink_to(target)
    with pytest.raises(InputError, match="symbolic link that leads out of the debate") as raised:
        debate_files(town)
    assert str(raised.value.where) == str(town / name)
    assert "root:x" not in str(raised.value)


def test_a_link_within_the_folder_and_a_link_to_the_folder_are_followed(
    town: Path, tmp_path: Path
) -> None:
    (town / "people.txt").write_bytes((town / "actors.yaml").read_bytes())
    (town / "actors.yaml").unlink()
    (town / "actors.yaml").symlink_to("people.txt")
    (tmp_path / "link").symlink_to(town)
    coding, faults = read_folder(tmp_path / "link")
    assert not faults
    assert coding.actors


def test_folders_below_sources_that_are_links_are_not_searched(town: Path) -> None:
    (town / "sources" / "machine").symlink_to("/")
    (town / "sources" / "round").symlink_to(town / "sources")
    assert told(town) == []


@pytest.mark.parametrize("name", ["sources", "sources/2024"])
def test_a_folder_that_cannot_be_read_is_no_debate_without_sources(
    town: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town / name).mkdir(exist_ok=True)
    scandir = os.scandir

    def refused(path: Path | str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == town / name:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(InputError, match=r"The folder cannot be read: Permission denied") as raised:
        read_folder(town)
    assert str(raised.value.where).endswith(name)


def test_sources_must_be_a_folder(town: Path) -> None:
    shutil.rmtree(town / "sources")
    (town / "sources").write_text("")
    with pytest.raises(InputError, match="The folder cannot be read: Not a directory"):
        read_folder(town)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("actor.yaml", "Did you mean actors.yaml? Rename it."),
        ("claim.yml", "Did you mean claims.yaml? Rename it."),
        ("events.yml", "Rename it events.yaml."),
        ("sources/other.yml", "Rename it other.yaml."),
        ("sources/2024/other.yaml", "Move it up, right under sources/."),
    ],
)
def test_a_file_that_is_not_read_is_told(town: Path, name: str, advice: str) -> None:
    (town / name).parent.mkdir(exist_ok=True)
    (town / name).touch()
    assert told(town) == [f"{name}: error: This file is not read. {advice}"]


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", "notes.yaml", "sources/README.md"])
def test_other_files_are_nobodys_business(town: Path, name: str) -> None:
    (town / name).touch()
    assert told(town) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("debate", "", "1:1: error: The key 'debate' is missing."),
        ("debate", "debates: {}\n", "1:1: error: Unknown key 'debates'."),
        ("sources/a-town-and-its-maps", "", "1:1: error: The key 'source' is missing."),
        ("sources/a-town-and-its-maps", "statments: []\n", "Did you mean statements?"),
        ("sources/a-town-and-its-maps", "source: {title: T, kind: other}\nstatements: x\n",
         "2:13: error: statements: This must be a list"),
        ("topics", "Foo Bar: {name: x}\n", "topics.yaml:1:1: error: 'Foo Bar' cannot be an id."),
        ("topics", "../x: {name: x}\n", "topics.yaml:1:1: error: '../x' cannot be an id."),
        ("topics", "? \"\"\n: {name: x}\n", "'' cannot be an id."),
        ("topics", f"{'a' * 81}: {{name: x}}\n", "80 characters at the most"),
        ("topics", "safety: x\n", "1:9: error: safety: This must be keys with values, not one"),
        ("topics", "safety:\n", "The key 'name' is missing. Add it."),
    ],
)  # fmt: skip
def test_faults_of_one_file_are_told_with_their_place(
    town: Path, name: str, text: str, fault: str
) -> None:
    (town / f"{name}.yaml").write_text(text)
    assert any(fault in one and f"{name}.yaml:" in one for one in told(town)), told(town)


def test_a_source_whose_file_name_is_no_id_is_to_be_renamed(town: Path) -> None:
    (town / "sources" / "a-letter-on-the-maps.yaml").rename(town / "sources" / "A Letter.yaml")
    (one,) = told(town)
    assert "'A Letter' cannot be an id" in one
    assert "rename the file" in one


def test_paths_are_shown_from_the_working_folder(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town)
    assert display_path(town / "actors.yaml") == "actors.yaml"
    assert display_path(Path("/elsewhere/x")) == "/elsewhere/x"


def test_a_working_folder_that_is_gone_does_no_harm(
    tmp_path: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert display_path(town / "actors.yaml") == str(town / "actors.yaml")


def test_of_very_many_faults_the_first_are_told_and_the_rest_is_counted(town: Path) -> None:
    (town / "topics.yaml").write_text("".join(f"t{n}: {{naem: x}}\n" for n in range(3_000)))
    found = told(town)
    assert len(found) < 250
    assert "topics.yaml:1:6: error: Unknown key 'naem'. Did you mean name?" in found
    # Of each record the key 'name' is missing, too.
    assert "topics.yaml: error: 5,800 more faults in this file. Mend the first ones" in found[-1]


def test_no_words_are_sought_for_faults_that_are_only_counted(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []

    def close_to(name: str, *_: object) -> str:
        sought.append(name)
        return ""

    monkeypatch.setattr("opendebate.coding.check.suggestion_for", close_to)
    lines = (f"c{i}: {{text: T {i}, kind: causal, side: for, topics: tpoic}}\n" for i in range(900))
    (town / "claims.yaml").write_text("".join(lines), "utf-8")
    found = [str(fault) for fault in read_with_faults(town)[1]]
    assert any("more faults in this file" in line for line in found)
    assert 0 < len(sought) < 400


def test_a_statement_of_very_many_speakers_is_refused_with_the_bound(town: Path) -> None:
    names = [f"signer-{i}" for i in range(MAX_SPEAKERS + 1)]
    with (town / "actors.yaml").open("a", encoding="utf-8") as actors:
        actors.writelines(f"{name}: {{name: {name}, kind: person}}\n" for name in names)
    (town / "sources" / "petition.yaml").write_text(
        "source: {title: A petition, kind: letter}\nstatements:\n- {id: s, mode: verbatim, "
        f"claim: publish, at: unknown, speaker: [{', '.join(names)}]}}\n",
        "utf-8",
    )
    (fault,) = [line for line in told(town) if "petition.yaml" in line and "error" in line]
    assert f"At most {MAX_SPEAKERS} are allowed; these are {MAX_SPEAKERS + 1}" in fault

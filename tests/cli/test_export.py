"""``opendebate export``: the debate in other tools' formats."""

from __future__ import annotations

import errno
import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coders import two_coders
from opendebate.debate.exporting import export_suffixes
from opendebate.exchange.formats import NETWORK_FORMATS
from opendebate_cli.export import FORMATS
from opendebate_cli.main import cli

DATA = Path(__file__).parents[1] / "data"
TOWN = DATA / "flood-maps"


def export(*line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(TOWN), "export", *line])


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_every_format_is_written_where_one_says_and_the_same_every_time(
    form: str, tmp_path: Path
) -> None:
    contents = []
    for name in ("one", "two"):
        path = tmp_path / name
        done = export(form, "-o", str(path))
        assert done.exit_code == 0, done.stderr
        assert f"Written: {path}" in done.stderr
        contents.append(path.read_bytes())
    assert contents[0]
    assert contents[0] == contents[1]


@pytest.mark.parametrize("form", ["argdown", "turtle", "dna"])
def test_without_a_name_the_file_takes_the_folders(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert export(form).exit_code == 0
    assert (tmp_path / f"flood-maps{export_suffixes()[form]}").is_file()


def test_what_a_format_cannot_hold_is_told() -> None:
    done = export("argdown", "-o", "-")
    assert done.stdout.startswith("===\n")
    assert done.stderr.count("\n- ") or done.stderr.startswith("- ")


@pytest.mark.parametrize(
    "line",
    [*NETWORK_FORMATS, *(f"{form} --network actors" for form in (*NETWORK_FORMATS, "csv"))],
)
def test_a_network_still_works_here_and_the_new_spelling_is_shown(
    line: str, tmp_path: Path
) -> None:
    path = tmp_path / "a network"
    done = export(*line.split(), "-o", str(path))
    assert done.exit_code == 0, done.stderr

    def files() -> dict[str, bytes]:
        found = path.iterdir() if path.is_dir() else [path]
        return {file.name: file.read_bytes() for file in found}

    before = files()
    (note,) = [note for note in done.stderr.splitlines() if note.startswith("Note: ")]
    command = shlex.split(note.partition("Write: opendebate ")[2])
    again = CliRunner().invoke(cli, command)
    assert again.exit_code == 0, again.stderr
    assert "Note: " not in again.stderr
    assert files() == before


def test_help_does_not_offer_networks_here() -> None:
    shown = export("--help").stdout
    assert "graphml" not in shown
    assert "--network" not in shown.partition("Options:")[2]
    assert export("node-link", "--network", "actor").exit_code == 2


def test_tables_come_with_their_description(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert export("csv", "-o", str(folder)).exit_code == 0
    told = json.loads((folder / "metadata.json").read_text("utf-8"))
    assert told["@context"]
    urls = {table["url"] for table in told["tables"]}
    assert urls == {path.name for path in folder.glob("*.csv")}
    rows = (folder / "statements.csv").read_text("utf-8").splitlines()
    assert len(rows) == 17


def test_an_article_is_taken_along_where_the_format_can_hold_it(tmp_path: Path) -> None:
    text = f"a-town-and-its-maps={DATA / 'a-town-and-its-maps.txt'}"
    path = tmp_path / "town.dna"
    assert export("dna", "--text", text, "-o", str(path)).exit_code == 0
    assert b"what the water will do to their own front door" in path.read_bytes()
    refused = export("graphml", "--text", text, "-o", str(tmp_path / "x"))
    assert refused.exit_code == 2
    assert "contains no article" in refused.stderr


def test_a_database_for_dna_needs_no_room_but_where_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    done = CliRunner().invoke(cli, ["export", "dna", "-o", str(tmp_path / "x.dna")])
    assert done.exit_code == 0, done.stderr
    done = CliRunner().invoke(cli, ["export", "dna", "-o", str(tmp_path / "no" / "x.dna")])
    assert done.exit_code == 3
    assert "The file could not be written" in done.stderr


def test_a_new_folder_of_tables_is_there_with_all_of_them_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "statements.csv":
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    done = export("csv", "-o", str(tmp_path / "tables"))
    assert done.exit_code == 3
    assert "tables: The folder cannot be made: No space left on device." in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["dna", "argdown", "aif", "csv", "trig", "turtle", "refi-qda"])
def test_codings_of_coders_that_are_left_out_are_counted(form: str, tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "town")
    line = ["-d", str(folder), "export", form, "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.stderr
    assert "Left out: 2 codings in codings/ (ada: 10 statements, ben: 10 statements)" in done.stderr
    if form in {"trig", "refi-qda"}:
        assert "--codings adds them." in done.stderr
        assert "Left out" not in CliRunner().invoke(cli, [*line, "--codings", "--force"]).stderr
    (folder / "codings" / "ada" / "a-town-and-its-maps.yaml").write_text("- no source", "utf-8")
    again = CliRunner().invoke(cli, [*line, "--force"])
    assert "Left out: 2 codings in codings/ (ada, ben)" in again.stderr

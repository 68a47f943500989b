"""``opendebate list``: tables to read, JSON and CSV to take elsewhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.list_ import KINDS
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
THINGS = [kind for kind in KINDS if kind != "queries"]


def list_(*line: str, folder: Path | None = TOWN) -> Result:
    return CliRunner().invoke(cli, [*(["-d", str(folder)] if folder else []), "list", *line])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", [None, TOWN], ids=["built-in", "town"])
def test_a_table_fits_eighty_columns(
    kind: str, folder: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = list_(kind, folder=folder)
    assert done.exit_code == 0
    assert max(len(line.rstrip()) for line in done.output.splitlines()) <= 80


@pytest.mark.parametrize("kind", [kind for kind in THINGS if kind != "statements"])
def test_ids_are_not_broken(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ids = [row["id"] for row in json.loads(list_(kind, "--json", folder=None).stdout)]
    words = {
        line.split()[0] for line in list_(kind, folder=None).output.splitlines() if line.strip()
    }
    assert set(ids) <= words


@pytest.mark.parametrize("kind", KINDS)
def test_csv_and_json_say_the_same(kind: str) -> None:
    data = json.loads(list_(kind, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(list_(kind, "--csv").stdout, newline="")))
    assert len(rows) == len(data) > 0
    assert list(rows[0]) == list(data[0])
    key = "name" if kind == "queries" else "id"
    assert [row[key] for row in rows] == [str(one[key]) for one in data]


def test_statements_have_the_keys_of_the_design() -> None:
    told = json.loads(list_("statements", "--json").stdout)
    keys = [
        "id", "source", "speakers", "as", "via", "mode", "claim", "claim_text", "stance", "side",
        "because", "paragraph", "from", "to", "words", "sha256",
    ]  # fmt: skip
    assert len(told) == 16
    for one in told:
        assert set(keys) <= set(one)
    grant = next(one for one in told if one["id"] == "tanagers-grant")
    assert (grant["speakers"], grant["stance"], grant["words"]) == (["tanagers"], "concedes", 7)


def test_the_questions_say_what_they_ask_and_take() -> None:
    told = {one["name"]: one for one in json.loads(list_("queries", "--json").stdout)}
    assert told["who-affirms"]["parameters"] == ["--claim"]
    assert told["who-affirms"]["title"].endswith("?")


def test_a_kind_there_is_not_is_told() -> None:
    done = list_("claim")
    assert done.exit_code == 2
    assert "claims" in done.stderr


def test_one_form_at_a_time() -> None:
    done = list_("claims", "--json", "--csv")
    assert done.exit_code == 2
    assert "Choose one of --json, --csv and --table." in done.stderr


def test_an_empty_list_says_so_and_is_empty_data(tmp_path: Path) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate: {title: T, question: Q?, iri: 'https://example.org/x/'}\n"
    )
    assert list_("models", folder=tmp_path).stdout == ""
    assert list_("models", folder=tmp_path).exit_code == 0
    assert json.loads(list_("models", "--json", folder=tmp_path).stdout) == []
    for kind in THINGS:
        text = list_(kind, "--csv", folder=tmp_path).stdout
        assert text.startswith("id,"), f"{kind}: CSV has its head without rows"

"""``opendebate search``: things by words of their names and texts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.main import cli


def search(*line: str) -> Result:
    return CliRunner().invoke(cli, ["search", *line])


def test_former_names_are_found() -> None:
    first = json.loads(search("facebook", "--json").stdout)[0]
    assert first == {
        "kind": "actor",
        "id": "meta",
        "name": "Meta",
        "iri": "https://w3id.org/opendebate/actor/meta",
    }


def test_several_words_need_no_quotation_marks() -> None:
    assert search("bad", "actors").output == search("bad actors").output
    assert "bad-actors" in search("bad", "actors").output


def test_nothing_found_is_exit_code_1() -> None:
    done = search("quuxly")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "No name or text matches: quuxly." in done.stderr
    assert json.loads(search("quuxly", "--json").stdout) == []
    assert search("quuxly", "--csv").stdout.splitlines() == ["kind,id,name,iri"]


@pytest.mark.parametrize("line", [["trace", "nobody-there"], ["query", "no-such-question"],
                                  ["search", "quuxly"]])  # fmt: skip
def test_advice_names_the_debate_that_was_asked(line: list[str]) -> None:
    town = str(Path(__file__).parents[1] / "data" / "flood-maps")
    done = CliRunner().invoke(cli, ["-d", town, *line])
    assert f"opendebate -d {town} " in done.stderr
    assert "opendebate -d" not in CliRunner().invoke(cli, line).stderr


def test_csv_has_a_row_for_each_thing() -> None:
    rows = list(csv.DictReader(io.StringIO(search("llama", "--csv").stdout)))
    assert "llama-2" in {row["id"] for row in rows}


def test_without_words_the_usage_is_told() -> None:
    assert search().exit_code == 2

"""``opendebate path``: how two entities are connected."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner, Result

from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


def path(*line: str, folder: Path = TOWN) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "path", *line])


def test_a_way_forwards_and_backwards() -> None:
    assert path("piet-vanderlinden", "publish").stdout.splitlines() == [
        "Piet Vanderlinden [piet-vanderlinden]",
        "  affirms ↓",
        "Houses marked as endangered become impossible to sell. [prices-fall]",
        "  attacks (analytic) ↓",
        "The detailed flood maps should be put online for all. [publish]",
    ]
    back = path("publish", "piet-vanderlinden").stdout
    assert "  attacked by (analytic) ↓\n" in back
    assert "  affirmed by ↓\n" in back


def test_no_way_is_exit_code_1(town: Path) -> None:
    with (town / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("hermit: {name: A hermit, kind: person}\n")
    for form in ("--table", "--json", "--csv"):
        done = path("hermit", "averley", form, folder=town)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "There is no path between them in this debate." in done.stderr


def test_one_and_the_same_thing() -> None:
    done = path("averley", "Town council of Averley")
    assert (done.exit_code, done.output) == (0, "Both are the same entity.\n")
    assert json.loads(path("averley", "averley", "--json").stdout) == []


def test_json_and_csv() -> None:
    told = json.loads(path("piet-vanderlinden", "publish", "--json").stdout)
    assert [step["relation"] for step in told] == ["affirms", "attacks"]
    rows = list(csv.reader(io.StringIO(path("piet-vanderlinden", "publish", "--csv").stdout)))
    assert rows == [
        ["from", "relation", "to", "basis"],
        ["piet-vanderlinden", "affirms", "prices-fall", ""],
        ["prices-fall", "attacks", "publish", "analytic"],
    ]


def test_an_unknown_end_is_told() -> None:
    done = path("averley", "averly")
    assert done.exit_code == 2
    assert "Did you mean averley?" in done.stderr

"""``opendebate adjudicate``: differences, decisions, and what is still to be decided."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import opendebate
from coders import SLUG, coding_of, two_coders, write_coding
from opendebate_cli.main import cli

DECIDED = f"""decisions:
- source: {SLUG}
  statement: ben/council-delays
  field: stance
  chosen: ada
  reason: The council waits, it does not refuse.
  by: Cleo
  date: 2026-11-28
"""


def run(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "adjudicate", *line])


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return two_coders(tmp_path / "maps", ("stance",))


def decide(folder: Path, text: str) -> None:
    (folder / "codings" / "decisions.yaml").write_text(text, "utf-8")


def test_what_is_not_decided_is_listed(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 1
    assert "stance: ada doubts, ben denies" in done.stdout
    assert "2 differences, 2 not decided." in done.stderr


def test_a_decision_takes_a_difference_off_the_list_and_into_the_appendix(folder: Path) -> None:
    decide(folder, DECIDED)
    assert "ben denies" not in run(folder).stdout
    rows = list(csv.DictReader(io.StringIO(run(folder, "--export", "--csv").stdout)))
    (row,) = [row for row in rows if row["chosen"]]
    assert (row["value_ada"], row["value_ben"], row["value"]) == ("doubts", "denies", "doubts")
    assert (row["by"], row["reason"]) == ("Cleo", "The council waits, it does not refuse.")
    assert row["date"] == "2026-11-28"
    assert "→ ada (Cleo): The council waits" in run(folder, "--export").stdout


def test_when_all_is_decided_the_exit_code_is_0(folder: Path) -> None:
    second = DECIDED.replace("council-delays", "vanderlinden-measured").partition("\n")[2]
    decide(folder, DECIDED + second)
    done = run(folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 differences, 0 not decided." in done.stderr


def test_a_statement_of_one_coder_is_a_difference_of_passages(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("- id: critics-burglars")])
    done = run(folder)
    assert "passage: ada critics-burglars, ben (no statement)" in done.stdout


def test_a_decision_on_no_difference_is_noted(folder: Path) -> None:
    decide(folder, DECIDED.replace("field: stance", "field: mode"))
    assert "is on no difference between these coders" in run(folder).stderr


def test_faults_of_decisions_have_file_and_line(folder: Path) -> None:
    decide(folder, DECIDED.replace("field: stance", "field: stanse"))
    (fault,) = opendebate.check(folder).faults
    assert fault.file.endswith("codings/decisions.yaml")
    assert fault.line == 4
    decide(folder, DECIDED)
    assert opendebate.check(folder).ok
    decide(folder, "decision: []\n")
    assert run(folder).exit_code == 1
    assert "Unknown key 'decision'" in run(folder).stderr

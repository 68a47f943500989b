"""``opendebate agreement``: its outputs, its page, and its exit codes."""

from __future__ import annotations

import csv
import html
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate_cli.main import cli


def run(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "agreement", *line])


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return two_coders(tmp_path / "maps")


def test_the_report_names_coders_fields_and_disputes(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 0
    assert "Coders: ada, ben. Sources: a-town-and-its-maps." in done.stdout
    assert "mode: mixed / verbatim (1)" in done.stdout
    assert "paragraph 1, “The council of … could download them”" in done.stdout
    assert "stance: ada doubts, ben denies" in done.stdout


def test_csv_and_json_have_the_same_numbers(folder: Path) -> None:
    rows = {row["field"]: row for row in csv.DictReader(io.StringIO(run(folder, "--csv").stdout))}
    found = json.loads(run(folder, "--json").stdout)
    by_field = {each["field"]: each for each in found["fields"]}
    assert float(rows["mode"]["alpha"]) == by_field["mode"]["alpha"]["value"]
    assert rows["mode"]["n"] == "10"
    assert len(found["disputes"]) == 8


def test_the_page_is_one_file_without_scripts(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "agreement.html"
    done = run(folder, "-o", str(page), "--text", f"{SLUG}={ARTICLE}")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Written: {page}" in done.stderr
    text = html.unescape(page.read_text("utf-8"))
    assert "<script" not in text
    assert "script-src 'none'" in text
    assert "alpha of words" in text


def test_nothing_to_align_is_exit_code_1(folder: Path) -> None:
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("statements:")])
    done = run(folder)
    assert done.exit_code == 1
    assert "0 aligned" in done.stdout


def test_a_wrong_name_is_exit_code_2(folder: Path) -> None:
    done = run(folder, "bea", "ada")
    assert done.exit_code == 2
    assert "There is no source or coder 'bea'" in done.stderr


def test_the_articles_file_alone_is_enough_where_one_source_is_compared(folder: Path) -> None:
    for line in ([], [SLUG], ["ada", "ben"], ["ada", "adjudicated"]):
        done = run(folder, *line, "--text", str(ARTICLE))
        assert done.exit_code == 0, done.output
        assert "alpha of words" in done.stdout
    done = run(folder, "--text", f"a-letter-on-the-maps={ARTICLE}")
    assert "The article of a-letter-on-the-maps has no effect" in done.stderr
    second = "a-letter-on-the-maps"
    for coder in ("ada", "ben"):
        text = (folder / "sources" / f"{second}.yaml").read_text("utf-8")
        write_coding(folder, coder, text, second)
    done = run(folder, "--text", str(ARTICLE))
    assert (done.exit_code, f"SLUG is one of: {second}, {SLUG}." in done.stderr) == (2, True)
    assert run(folder, SLUG, "--text", str(ARTICLE)).exit_code == 0


def test_units_are_a_row_for_each_coder(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(folder, "--units", "--csv").stdout)))
    assert len(rows) == 20
    assert [row["coder"] for row in rows[:2]] == ["ada", "ben"]
    assert {row["unit"] for row in rows[:2]} == {"1"}
    assert (rows[0]["stance"], rows[1]["stance"]) == ("doubts", "denies")
    assert len(json.loads(run(folder, "--units", "--json").stdout)) == 20
    assert run(folder, "--units", "-o", "page.html").exit_code == 2

"""``opendebate lessons``."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from opendebate_cli.main import cli


def test_it_copies_the_lessons_and_says_what_next(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["lessons", "-o", str(tmp_path / "class"), "--student"])
    assert result.exit_code == 0
    assert "00-start-here.ipynb" in result.stdout
    assert "Next: jupyter lab" in result.stderr
    assert (tmp_path / "class" / "00-start-here.ipynb").is_file()


def test_a_second_time_it_keeps_what_is_there(tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["lessons", "-o", str(tmp_path)])
    result = CliRunner().invoke(cli, ["lessons", "-o", str(tmp_path)])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Kept as it is" in result.stderr


def test_a_folder_without_its_option_still_works_and_the_new_spelling_is_shown(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "my class"
    result = CliRunner().invoke(cli, ["lessons", str(folder)])
    assert result.exit_code == 0
    assert (folder / "00-start-here.ipynb").is_file()
    assert f"Write: opendebate lessons -o '{folder}'\n" in result.stderr
    assert "FOLDER" not in CliRunner().invoke(cli, ["lessons", "--help"]).output

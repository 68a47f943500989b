"""``opendebate view``: one page, written where one wants it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import pytest
from click.testing import CliRunner, Result

from opendebate_cli import lens_output
from opendebate_cli import view as view_module
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


@pytest.fixture(autouse=True)
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were opened; no browser is started."""
    pages: list[str] = []

    def launch(url: str, **_: Any) -> int:
        pages.append(url)
        return 0

    monkeypatch.setattr(click, "launch", launch)
    return pages


def view(*line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(TOWN), "view", *line])


def test_a_page_is_written_into_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, launched: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = view()
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "Written: flood-maps.html" in done.stderr
    text = (tmp_path / "flood-maps.html").read_text("utf-8")
    assert "The flood maps of Averley" in text
    assert launched == [], "there is nobody at a screen"


def test_it_opens_where_one_asks_for_it(tmp_path: Path, launched: list[str]) -> None:
    output = tmp_path / "my map.html"
    assert view("-o", str(output), "--open").exit_code == 0
    assert launched == [output.as_uri()]
    assert view("-o", str(output), "--no-open").exit_code == 0
    assert len(launched) == 1


def test_a_dash_writes_the_page_to_stdout(launched: list[str]) -> None:
    done = view("-o", "-")
    assert done.stdout.lstrip().lower().startswith("<!doctype html>")
    assert launched == []


def test_the_page_is_the_same_every_time() -> None:
    assert view("-o", "-").stdout == view("-o", "-").stdout


def test_where_it_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = view("-o", str(tmp_path / "no" / "map.html"))
    assert done.exit_code == 3
    assert "Name a folder that is there" in done.stderr


def test_it_begins_with_a_trace_where_one_names_a_thing() -> None:
    assert '"start":"actor/marta-oyelaran"' in view("Oyelaran", "-o", "-").stdout
    assert '"start":null' in view("-o", "-").stdout
    done = view("Oyelarin", "-o", "-")
    assert done.exit_code != 0
    assert "Did you mean" in done.stderr


def test_an_article_goes_in_only_where_one_asks_for_it(
    tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    article = town_texts["a-town-and-its-maps"]
    output = tmp_path / "private.html"
    done = view("--text", f"a-town-and-its-maps={article}", "-o", str(output))
    assert done.exit_code == 0
    assert "a-town-and-its-maps: " in done.stderr
    assert "passages found" in done.stderr
    assert "keep it private" in done.stderr
    sentence = "what the water will do to their own front door"
    assert sentence in output.read_text("utf-8")
    assert "For private use." in output.read_text("utf-8")
    assert sentence not in view("-o", "-").stdout


@pytest.mark.parametrize("lens", view_module.LENSES)
def test_a_lens_still_works_here_and_the_new_spelling_is_shown(tmp_path: Path, lens: str) -> None:
    output = tmp_path / "net.html"
    done = view("--lens", lens, "--most", "3", "-o", str(output))
    assert done.exit_code == 0, done.stderr
    page = output.read_text("utf-8")
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("Note: ")]
    command = shlex.split(line.partition("Write: opendebate ")[2])
    again = CliRunner().invoke(cli, command)
    assert again.exit_code == 0, again.stderr
    assert "Note: " not in again.stderr
    assert output.read_text("utf-8") == page
    assert (tmp_path / "flood-maps.html").is_file()


def test_the_networks_are_written_beside_the_page_and_all_lead_to_each_other(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "my pages"
    folder.mkdir()
    done = view("--networks", "-o", str(folder / "the {map}.html"))
    assert done.exit_code == 0, done.stderr
    names = ["the {map}.html", *(f"the {{map}}-{lens}.html" for lens in view_module.LENSES)]
    assert sorted(names) == sorted(file.name for file in folder.iterdir())
    assert all(f"Written: {folder / name}" in done.stderr for name in names)
    for file in folder.iterdir():
        text = file.read_text("utf-8")
        others = [quote(name) for name in names if name != file.name]
        wanted = others if file.name == names[0] else [quote(names[0]), *others]
        assert all(name in text for name in wanted), file.name
        assert str(tmp_path) not in text


def test_networks_beside_a_page_need_a_page(tmp_path: Path) -> None:
    for line in (["-o", "-"], ["-o", str(tmp_path / "map.svg")], ["--lens", "actors"]):
        refused = view("--networks", *line)
        assert refused.exit_code == 2
        assert "--networks" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_another_article_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nothing in here was ever coded by anybody.", "utf-8")
    done = view("--text", f"a-town-and-its-maps={other}", "-o", str(tmp_path / "x.html"))
    assert done.exit_code == 3
    assert "it is another article" in done.stderr
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("name", ["x.png", "x.pdf", "x.json"])
def test_a_page_is_only_written_as_what_it_is(tmp_path: Path, name: str) -> None:
    done = view("-o", str(tmp_path / name))
    assert done.exit_code == 2
    assert "-o NAME.svg" in done.stderr
    assert not (tmp_path / name).exists()


def test_a_lens_takes_no_entity_and_no_article() -> None:
    done = view("Oyelaran", "--lens", "actors")
    assert done.exit_code == 2
    assert "leave out --lens" in done.stderr


def test_help_does_not_offer_networks_here() -> None:
    assert "--lens" not in view("--help").stdout.partition("Options:")[2]


@pytest.mark.parametrize(
    ("terminal", "environment", "shown"),
    [
        (False, {"DISPLAY": ":0"}, False),
        (True, {}, False),
        (True, {"DISPLAY": ":0"}, True),
        (True, {"WAYLAND_DISPLAY": "w"}, True),
        (True, {"DISPLAY": ":0", "CI": "1"}, False),
    ],
)
def test_a_display_is_needed_to_open_by_itself(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], shown: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(lens_output.sys, "platform", "linux")  # type: ignore[attr-defined]
    monkeypatch.setattr(lens_output.sys.stdout, "isatty", lambda: terminal)  # type: ignore[attr-defined]
    assert lens_output._has_display() is shown


def test_most_needs_a_lens() -> None:
    refused = view("--most", "5")
    assert refused.exit_code == 2
    assert "--most has no effect without --lens" in refused.stderr


def test_pages_of_different_kinds_have_different_names_and_other_files_are_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lens = ["-d", str(TOWN), "network", "actors", "--lens"]
    assert view().exit_code == view("piet-vanderlinden").exit_code == 0
    assert CliRunner().invoke(cli, lens).exit_code == 0  # it may write its own kind of page anew
    names = {"flood-maps.html", "flood-maps-actor-piet-vanderlinden.html", "flood-maps-actors.html"}
    assert {path.name for path in tmp_path.iterdir()} == names
    for name in ("flood-maps.html", "flood-maps-actors.html"):
        written = (tmp_path / name).read_text("utf-8")
        (tmp_path / name).write_text("<title>My page</title>", "utf-8")
        commands = [lens, ["-d", str(TOWN), "view", "--networks"]]
        for done in [CliRunner().invoke(cli, line) for line in commands]:
            assert done.exit_code == 2
            assert f"{name} is there, and is no page of opendebate." in done.stderr
        assert (tmp_path / name).read_text("utf-8") == "<title>My page</title>"
        (tmp_path / name).write_text(written, "utf-8")

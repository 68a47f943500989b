"""``opendebate view``: one page, written where one wants it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import unquote

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
    assert view("--no-networks", "-o", str(output), "--open").exit_code == 0
    assert launched == [output.as_uri()]
    assert view("--no-networks", "-o", str(output), "--no-open").exit_code == 0
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
    page, networks = tmp_path / "All: the {map}.html", tmp_path / "All: the {map}-networks"
    for line in (["-o", str(page)], ["--networks", "-o", str(page)]):
        done = view(*line)
        assert done.exit_code == 0, done.stderr
        assert f"Written: {page}\n" in done.stderr
        assert f"Written: {networks}, the networks that the page links to" in done.stderr
    lenses = [networks / f"{lens}.html" for lens in view_module.LENSES]
    assert sorted(networks.iterdir()) == sorted(lenses)
    assert linked(page) == set(lenses)
    for lens in lenses:
        assert linked(lens) == {page, *lenses}
        assert str(tmp_path) not in lens.read_text("utf-8")


def linked(page: Path) -> set[Path]:
    """Return the files that a page links to."""
    text = page.read_text("utf-8")
    assert "address-of-" not in text
    addresses = re.findall(r'"(?:\./|\.\./)?([^":?#]+\.html)[#"]', text)
    files = [page.parent / unquote(address) for address in addresses]
    up = [page.parent.parent / unquote(address) for address in addresses]
    return {file for file in (*files, *up) if file.is_file()}


@pytest.mark.parametrize("option", ["--networks", "--no-networks"])
def test_networks_beside_a_page_need_a_page(tmp_path: Path, option: str) -> None:
    for line in (["-o", "-"], ["-o", str(tmp_path / "map.svg")], ["--lens", "actors"]):
        refused = view(option, *line)
        assert refused.exit_code == 2
        assert option in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_page_without_networks_leaves_none_of_an_earlier_run(tmp_path: Path) -> None:
    page, networks = tmp_path / "page.html", tmp_path / "page-networks"
    assert view("-o", str(page)).exit_code == 0
    (networks / "claims.html").write_text("Notes of mine.", "utf-8")
    done = view("--no-networks", "-o", str(page))
    assert f"Removed: networks of an earlier page, in {networks}" in done.stderr
    assert [file.name for file in networks.iterdir()] == ["claims.html"], "it is no page of ours"
    assert linked(page) == set()
    assert view("-o", str(page)).exit_code == 2, "it is replaced by nothing, and nothing is written"
    assert linked(page) == set()
    (networks / "claims.html").unlink()
    assert "Removed" not in view("--no-networks", "-o", str(page)).stderr


def test_the_page_of_one_network_keeps_the_links_to_the_others(tmp_path: Path) -> None:
    page, lens = tmp_path / "flood-maps.html", tmp_path / "three.html"
    assert view("-o", str(page)).exit_code == 0
    line = ["-d", str(TOWN), "network", "actors", "--lens", "--most", "3", "-o", str(lens)]
    assert CliRunner().invoke(cli, line).exit_code == 0
    names = {f"{name}.html" for name in view_module.LENSES if name != "actors"}
    assert {file.name for file in linked(page)} == {"three.html", *names}


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
    pages = {"flood-maps.html", "flood-maps-actor-piet-vanderlinden.html", "flood-maps-actors.html"}
    networks = {"flood-maps-networks", "flood-maps-actor-piet-vanderlinden-networks"}
    assert {path.name for path in tmp_path.iterdir()} == pages | networks
    page = ["-d", str(TOWN), "view"]
    commands = {
        "flood-maps.html": [lens, page],
        "flood-maps-actors.html": [lens],
        "flood-maps-networks/actors.html": [page],
    }
    for name, lines in commands.items():
        written = (tmp_path / name).read_text("utf-8")
        (tmp_path / name).write_text("<title>My page</title>", "utf-8")
        for done in [CliRunner().invoke(cli, line) for line in lines]:
            assert done.exit_code == 2
            assert f"{name} is there, and is no page of opendebate." in done.stderr
        assert (tmp_path / name).read_text("utf-8") == "<title>My page</title>"
        (tmp_path / name).write_text(written, "utf-8")

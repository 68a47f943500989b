"""What -o writes replaces itself unasked, and no other file: one rule for pages and data."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import opendebate
from coders import two_coders
from opendebate.debate.exporting import export_suffixes
from opendebate.errors import UsageError
from opendebate.exchange.formats import NETWORK_FORMATS
from opendebate.views.page_marks import PageMark, check_replaceable
from opendebate_cli.main import cli

UNMARKED = '<meta name="generator" content="opendebate">'
TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
TEXT = Path(__file__).parents[1] / "data" / "a-town-and-its-maps.txt"


def run(*line: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, line)))


def lines(page: Path) -> dict[str, list[str | Path]]:
    """Return commands that write different pages into one file."""
    coders = two_coders(page.parent / "coders")
    alone = ["view", "--no-networks", "-o"]
    return {
        "the page of the debate": ["-d", TOWN, *alone, page],
        "the page of the debate with an article": [
            "-d", TOWN, "view", "--text", f"a-town-and-its-maps={TEXT}", *alone[1:], page,
        ],
        "the network actors": ["-d", TOWN, "network", "actors", "--lens", "-o", page],
        "the network claims": ["-d", TOWN, "network", "claims", "--lens", "-o", page],
        "the agreement of coders": ["-d", coders, "agreement", "-o", page],
        "the page of the debate, of https": [*alone, page],
    }  # fmt: skip


def test_only_the_same_page_is_replaced_without_asking(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    commands = lines(page)
    for kind, line in commands.items():
        assert run(*line, "--force").exit_code in {0, 1}, kind
        written = page.read_bytes()
        assert run(*line).exit_code == 0, f"{kind}: the same command replaces its own page"
        for other in [line for name, line in commands.items() if name != kind][:2]:
            done = run(*other)
            assert done.exit_code == 2, (kind, other)
            assert f"page.html is there, and is another page: {kind}" in done.stderr
            assert "Name another file with -o, or replace this one: --force." in done.stderr
            assert page.read_bytes() == written


@pytest.mark.parametrize("content", ["Notes of mine.", UNMARKED])
def test_a_file_that_does_not_say_what_it_is_stays(tmp_path: Path, content: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(content, "utf-8")
    done = run("-d", TOWN, "view", "--no-networks", "-o", page)
    assert done.exit_code == 2
    assert "Nothing was written." in done.stderr
    assert page.read_text("utf-8") == content
    page.write_bytes(b"")
    assert run("-d", TOWN, "view", "--no-networks", "-o", page).exit_code == 0, (
        "an empty file holds nothing"
    )


def test_a_picture_of_the_map_replaces_only_itself(tmp_path: Path) -> None:
    picture = tmp_path / "map.svg"
    for _ in range(2):
        assert run("-d", TOWN, "view", "-o", picture).exit_code == 0
    done = run("view", "-o", picture)
    assert "is another page: the picture of the map, of https://example.org" in done.stderr
    assert run("view", "-o", picture, "--force").exit_code == 0


def data(folder: Path) -> list[tuple[Path, list[str | Path]]]:
    """Return commands that write data, each with a file that it writes."""
    matrix, tables, ties = folder / "matrix.csv", folder / "tables", folder / "ties"
    commands: list[tuple[Path, list[str | Path]]] = [
        (matrix, ["network", "affiliation", "--ties", "subtract", "-o", matrix]),
        (tables / "statements.csv", ["export", "csv", "-o", tables]),
        (ties / "nodes.csv", ["network", "actors", "--format", "csv", "-o", ties]),
    ]
    for form, suffix in export_suffixes().items():
        if suffix:
            file = folder / f"{form}{suffix}"
            commands.append((file, ["export", form, "-o", file]))
    for suffix in NETWORK_FORMATS.values():
        file = folder / f"ties{suffix}"
        commands.append((file, ["network", "actors", "-o", file]))
    return commands


def test_data_replace_only_the_same_content_without_asking(tmp_path: Path) -> None:
    for file, of_town in data(tmp_path):
        line: list[str | Path] = ["-d", TOWN, *of_town]
        for _ in range(2):
            done = run(*line)
            assert done.exit_code == 0, (line, done.stderr)
        content = file.read_bytes()
        file.write_text("Notes of mine.", "utf-8")
        done = run(*line)
        assert (done.exit_code, file.read_text("utf-8")) == (2, "Notes of mine."), line
        assert f"{file} is there, and has other content. Nothing was written." in done.stderr
        assert run(*line, "--force").exit_code == 0
        assert file.read_bytes() == content


def test_texts_of_an_import_replace_no_other_text(tmp_path: Path) -> None:
    database, texts = tmp_path / "town.dna", tmp_path / "texts"
    article = f"a-town-and-its-maps={TEXT}"
    assert run("-d", TOWN, "export", "dna", "--text", article, "-o", database).exit_code == 0
    line: list[str | Path] = ["import", "dna", database, "--texts", texts]
    assert run(*line, "-o", tmp_path / "one").exit_code == 0
    assert run(*line, "-o", tmp_path / "two").exit_code == 0, "the same texts"
    text = next(path for path in texts.iterdir() if path.read_bytes())
    text.write_text("Notes of mine.", "utf-8")
    done = run(*line, "-o", tmp_path / "three")
    assert (done.exit_code, text.read_text("utf-8")) == (2, "Notes of mine.")
    assert not (tmp_path / "three").exists()


def test_the_site_of_another_debate_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from opendebate.site import site_writing

    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    site: list[str | Path] = ["site", tmp_path / "site", "--base", "https://example.org/"]
    assert run("-d", TOWN, *site).exit_code == 0
    before = (tmp_path / "site" / "index.html").read_bytes()
    done = run(*site)
    assert done.exit_code == 3
    assert "the site of another debate" in done.stderr
    assert (tmp_path / "site" / "index.html").read_bytes() == before


def test_marks_with_quotation_marks_are_read_as_they_were_written(tmp_path: Path) -> None:
    mark = PageMark('the network "a" & <b>', "https://example.org/")
    page = tmp_path / "page.html"
    page.write_text(mark.put_into(UNMARKED), "utf-8")
    check_replaceable([(page, mark)])


def test_force_without_a_file_is_refused(tmp_path: Path) -> None:
    for line in (
        ["view", "-o", "-", "--force"],
        ["network", "actors", "--force"],
        ["network", "actors", "-o", "-", "--force"],
        ["export", "trig", "-o", "-", "--force"],
        ["-d", str(two_coders(tmp_path / "coders")), "agreement", "--force"],
    ):
        done = run(*line)
        assert done.exit_code == 2
        assert "--force has no effect" in done.stderr


def test_python_replaces_no_other_file_unasked_either(tmp_path: Path) -> None:
    town, page, network = (
        opendebate.load(TOWN),
        tmp_path / "a.html",
        tmp_path / "a-networks" / "claims.html",
    )
    town.view().save(page, networks=False)
    written = page.read_bytes()
    for _ in range(2):
        town.view().save(page)
    assert page.read_bytes() != written, "this one names the networks"
    with pytest.raises(UsageError, match="another page: the page of the debate") as raised:
        town.view("actors").save(page)
    assert raised.value.advice == "Name another file, or replace this one: force=True."
    network.write_text("Notes of mine.", "utf-8")
    page.unlink()
    with pytest.raises(UsageError, match="is no page of opendebate"):
        town.view().save(page)
    assert not page.exists(), "nothing is written where not all can be"
    town.save_pages(page, force=True)
    town.view("claims").save(network)

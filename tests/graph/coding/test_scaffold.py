"""A new debate and a new source pass the check as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.scaffold import start_debate, start_source
from opendebate.coding.sealing import seal_text
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import InputError


def test_a_new_debate_with_a_new_source_has_no_faults(
    tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    folder = tmp_path / "My Town’s Maps"  # noqa: RUF001
    made = start_debate(folder)
    assert "claims.yaml" in {path.name for path in made}
    text = read_text(town_texts["a-town-and-its-maps"])
    path = start_source(folder, "an-article", text)
    coding = read_coding(folder)
    assert coding.debate.title == "My towns maps"
    assert coding.debate.iri == "https://example.org/my-towns-maps/"
    assert coding.sources["an-article"].source.text.first == "The council of"
    written = path.read_text("utf-8")
    assert "# Paragraph 2: People have a …\n\n# Heading: What the maps …" in written
    assert f"opendebate -d '{folder}' seal" in written
    assert not seal_text(written, path, text).faults


def test_an_article_begins_below_its_title_however_long_that_is(tmp_path: Path) -> None:
    """A title of twelve words is as long as a paragraph: the next block is paragraph 1."""
    title = "One year without cars: a centre that is quieter, and still at odds with itself"
    text = Text.of(f"{title}\n\nThe council voted.\n\nMany objected to it.")
    path = start_source(tmp_path, "a", text, {"title": title})
    written = path.read_text("utf-8")
    assert "from: The council voted" in written
    assert "# Paragraph 1: The council voted …" in written
    assert "# Paragraph 2: Many objected to …" in written
    assert "One year without …" not in written


def test_every_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    made = [*start_debate(folder), start_source(folder, "a")]
    for path in made:
        first = path.read_text("utf-8").splitlines()[0]
        assert (path.parent / first.removeprefix("# yaml-language-server: $schema=")).is_file()


def test_a_debate_that_is_there_is_left_alone(town: Path) -> None:
    before = {path: path.read_bytes() for path in town.rglob("*.yaml")}
    assert start_debate(town) == []
    start_source(town, "third")
    assert {path: path.read_bytes() for path in before} == before
    assert not read_coding(town).sources["third"].statements


def test_a_source_that_is_there_is_left_alone(town: Path) -> None:
    with pytest.raises(InputError, match="already being coded") as raised:
        start_source(town, "a-letter-on-the-maps")
    assert "Nothing was changed" in str(raised.value.advice)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(InputError, match="is no debate, and it is not empty"):
        start_debate(tmp_path)
    with pytest.raises(InputError, match="This is a file, not a folder"):
        start_debate(tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, town: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be made: File exists"):
        start_debate(tmp_path / "file" / "debate")
    (town / "empty").mkdir()
    (town / "empty" / "sources").touch()
    with pytest.raises(InputError, match="cannot be made: File exists"):
        start_source(town / "empty", "x")


def test_an_article_of_headings_only_can_be_coded(tmp_path: Path) -> None:
    start_debate(tmp_path / "d")
    start_source(tmp_path / "d", "a", Text.of("A poem\n\nwithout a point"))
    assert read_coding(tmp_path / "d").sources["a"].source.text.last == "a point"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_article_makes_a_file_that_cannot_be_read(tmp_path: Path, raw: str) -> None:
    text = Text.of(raw)
    if not text.words:
        return
    path = tmp_path / "sources" / "a.yaml"
    path.unlink(missing_ok=True)
    tree = parse(start_source(tmp_path, "a", text).read_bytes(), Tree("a"))
    assert not tree.faults
    assert list(tree.data) == ["source", "statements"]

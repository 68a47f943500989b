"""``opendebate new`` begins a source, and the debate around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from invoking import run
from opendebate.coding.check import read_coding


def test_what_is_begun_can_be_checked_built_and_sealed(
    tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    folder, text = str(tmp_path / "my debate"), str(town_texts["a-town-and-its-maps"])
    done = run("-d", folder, "new", "an-article", "--text", f"an-article={text}")
    assert done.exit_code == 0
    assert f"Made: {folder}/sources/an-article.yaml" in done.stdout
    assert "From the article's file: title: A town and its maps\n" in done.stderr
    assert f"Next: code it, then run: opendebate -d '{folder}' check" in done.stdout
    path = tmp_path / "my debate" / "sources" / "an-article.yaml"
    written = path.read_text("utf-8").replace("# publisher: an-actor", "publisher: courier")
    path.write_text(written, "utf-8")
    (tmp_path / "my debate" / "actors.yaml").write_text(
        "courier: {name: The Courier, kind: organization}\n", "utf-8"
    )
    assert run("-d", folder, "check").exit_code == 0
    assert run("-d", folder, "build").exit_code == 0
    assert run("-d", folder, "seal", "an-article", "--text", text).exit_code == 0


def test_a_second_source_joins_the_debate(town: Path) -> None:
    done = run("-d", str(town), "new", "third")
    assert done.stdout.startswith(f"Made: {town}/sources/third.yaml\n")


@pytest.mark.parametrize("slug", ["../x", "a/b", "A", "", "x" * 81, "a\n", "sources/x", ".x"])
def test_a_name_that_would_leave_the_folder_is_refused(tmp_path: Path, slug: str) -> None:
    done = run("-d", str(tmp_path / "d"), "new", slug)
    assert done.exit_code == 2
    assert "cannot name a source" in done.stderr
    assert not (tmp_path / "d").exists()


def test_the_built_in_debate_is_not_added_to_by_accident() -> None:
    done = run("new", "x")
    assert done.exit_code == 2
    assert "opendebate -d FOLDER new SLUG" in done.stderr


def test_nothing_is_begun_with_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    done = run("-d", str(tmp_path / "d"), "new", "x", "--text", "nowhere.txt")
    assert done.exit_code == 3
    assert not (tmp_path / "d").exists()


def test_a_source_that_is_there_is_left_alone(town: Path) -> None:
    done = run("-d", str(town), "new", "a-letter-on-the-maps")
    assert done.exit_code == 3
    assert "already being coded" in done.stderr


def test_a_copy_of_the_built_in_debate_can_be_extended(tmp_path: Path) -> None:
    folder = tmp_path / "more-openness"
    done = run("-d", str(folder), "new", "an-article", "--extend")
    assert done.exit_code == 0, done.stderr
    assert f"Made: {folder}/CODEBOOK.md" in done.stdout
    coding = read_coding(folder)
    assert set(coding.sources) > {"an-article", "why-meta-opened-up"}
    assert coding.debate.iri == "https://w3id.org/opendebate/"
    for path in folder.rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.is_file(), f"{path} names a schema that is not there"


def test_a_debate_that_is_there_is_not_mixed_with_the_built_in_one(town: Path) -> None:
    done = run("-d", str(town), "new", "third", "--extend")
    assert done.exit_code == 3
    assert "This folder has a debate already" in done.stderr
    assert not (town / "sources" / "third.yaml").exists()


def test_a_coders_coding_is_begun(town: Path, town_texts: dict[str, Path]) -> None:
    slug = "a-town-and-its-maps"
    text = str(town_texts[slug])
    done = run("-d", str(town), "new", slug, "--coder", "ada", "--text", text)
    assert done.stdout.startswith(f"Made: {town}/codings/ada/{slug}.yaml\n")
    written = (town / "codings" / "ada" / f"{slug}.yaml").read_text("utf-8")
    assert f"seal {slug} --coder ada --text FILE" in written
    assert run("-d", str(town), "check").exit_code in {0, 1}
    done = run("-d", str(town), "new", slug, "--coder", "Ada")
    assert done.exit_code == 2
    assert "cannot name a coder" in done.stderr

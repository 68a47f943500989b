"""Codings of several coders: which files are read, their faults, and what does not count them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import opendebate
from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate.coding.coder_files import coder_files
from opendebate.errors import InputError
from opendebate_cli.main import cli


def messages(folder: Path, **options: object) -> list[str]:
    return [str(fault) for fault in opendebate.check(folder, **options).faults]  # type: ignore[arg-type]


def test_codings_are_checked_like_sources(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps")
    assert messages(folder) == []
    write_coding(folder, "ben", coding_of(folder, "ben").replace("stance: denies", "stance: deny"))
    (message,) = messages(folder)
    assert f"codings/ben/{SLUG}.yaml:15:" in message
    assert "Did you mean denies" in message


def test_passages_of_coders_are_compared_with_the_article(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben").replace("from: Critics answer that", "from: Critics reply that")
    write_coding(folder, "ben", text)
    found = messages(folder, texts={SLUG: ARTICLE})
    assert any(f"codings/ben/{SLUG}.yaml" in each and "critics-burglars" in each for each in found)
    assert not any("codings/ada" in each for each in found)


def test_no_build_counts_a_coders_coding(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps")
    with_coders = opendebate.load(folder)
    without = opendebate.load(ARTICLE.parent / "flood-maps")
    assert len(with_coders.dataset) == len(without.dataset)


def test_a_source_that_only_coders_coded_is_a_warning(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    (folder / "sources" / f"{SLUG}.yaml").unlink()
    letter = folder / "sources" / "a-letter-on-the-maps.yaml"
    letter.write_text(
        letter.read_text("utf-8").replace("  via: [a-town-and-its-maps]\n", ""), "utf-8"
    )
    (folder / "context.yaml").unlink()
    found = [each for each in messages(folder) if "codings" in each]
    (message,) = found
    assert "warning: 2 coders coded a-town-and-its-maps" in message
    assert "build does not count it" in message
    assert message.endswith(f"run: opendebate -d {folder} adjudicate {SLUG}")
    for coder in ("ada", "ben"):
        path = folder / "codings" / coder / f"{SLUG}.yaml"
        path.with_stem("again").write_text(path.read_text("utf-8"), "utf-8")
    (message,) = [each for each in messages(folder) if "codings" in each]
    assert "2 coders coded 2 sources (a-town-and-its-maps, again), but sources/ has no" in message
    for command in (["build"], ["network", "actors"]):
        words = " ".join(CliRunner().invoke(cli, ["-d", str(folder), *command]).output.split())
        assert "Not in the graph: 2 sources that ada and ben coded, until it is decided" in words
    for coder in ("ada", "ben"):
        (folder / "codings" / coder / "again.yaml").unlink()
    source = folder / "sources" / f"{SLUG}.yaml"
    source.write_text(coding_of(folder, "ada"), "utf-8")
    counted = CliRunner().invoke(cli, ["-d", str(folder), "network", "actors"])
    assert "Not in the graph" not in counted.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ada B", "cannot name a coder. Use small letters"),
        ("adjudicated", "cannot name a coder: it means something else"),
        ("a-letter-on-the-maps", "already names a source"),
    ],
)
def test_names_that_cannot_be_a_coders(name: str, says: str, tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    write_coding(folder, name, coding_of(folder, "ada"))
    assert any(says in message for message in messages(folder))


def test_files_that_are_not_read_are_faults(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ada")
    (folder / "codings" / "loose.yaml").write_text(text, "utf-8")
    (folder / "codings" / "ada" / "other.yml").write_text(text, "utf-8")
    found = messages(folder)
    assert any("loose.yaml" in each and "codings/CODER/SLUG.yaml" in each for each in found)
    assert any("other.yml" in each and "Rename it other.yaml" in each for each in found)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "codings" / "cleo").symlink_to(outside)
    with pytest.raises(InputError, match="leads out"):
        coder_files(folder)


def test_a_coders_coding_can_be_sealed(tmp_path: Path) -> None:
    from opendebate.coding.article_files import read_text
    from opendebate.coding.sealing import seal_in_folder

    folder = two_coders(tmp_path / "maps", ())
    sealed = coding_of(folder, "ben")
    start = sealed.index(", words: 16, sha256")
    write_coding(folder, "ben", sealed[:start] + sealed[sealed.index("}", start) :])
    (warning,) = messages(folder)
    assert f"seal {SLUG} --text ARTICLE --coder ben" in warning
    result = seal_in_folder(folder, SLUG, read_text(str(ARTICLE)), coder="ben")
    assert result.new == 1
    assert messages(folder) == []
    assert coding_of(folder, "ben").count("sha256") == sealed.count("sha256")


def test_broken_registers_and_sources_do_not_stop_a_coder_from_sealing(tmp_path: Path) -> None:
    from opendebate.coding.article_files import read_text
    from opendebate.coding.sealing import seal_in_folder

    folder = two_coders(tmp_path / "maps", ())
    sealed = coding_of(folder, "ben")
    start = sealed.index(", words: 16, sha256")
    write_coding(folder, "ben", sealed[:start] + sealed[sealed.index("}", start) :])
    write_coding(folder, "ada", "source: [")
    (folder / "topics.yaml").write_text("x: [a", "utf-8")
    (folder / "sources" / f"{SLUG}.yaml").write_text("source: [", "utf-8")
    result = seal_in_folder(folder, SLUG, read_text(str(ARTICLE)), coder="ben")
    assert (result.new, result.faults) == (1, ())
    assert coding_of(folder, "ben").count("sha256") == sealed.count("sha256")
    files = {Path(fault.file).relative_to(folder).as_posix() for fault in result.elsewhere}
    assert files == {"topics.yaml", f"sources/{SLUG}.yaml"}

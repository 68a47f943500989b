"""``opendebate seal`` writes seals into a source's file and touches nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.main import cli

ARTICLE = "a-town-and-its-maps"


def seal(folder: Path, slug: str, text: Path | str, *options: str) -> Result:
    line = ["-d", str(folder), "seal", slug, "--text", str(text), *options]
    return CliRunner().invoke(cli, line)


@pytest.fixture
def unsealed(town: Path) -> Path:
    path = town / "sources" / f"{ARTICLE}.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    bare = [line.partition(", words: ")[0] + "}\n" * (", words: " in line) for line in lines]
    path.write_text("".join(line for line in bare if "    sha256:" not in line), "utf-8")
    return path


def test_an_unsealed_source_is_sealed_once(
    town: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert (done.exit_code, done.stdout) == (0, "11 passages sealed, 0 unchanged, 0 faults.\n")
    stamp = unsealed.stat().st_mtime_ns
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert done.stdout == "0 passages sealed, 11 unchanged, 0 faults.\n"
    assert unsealed.stat().st_mtime_ns == stamp, "a file that need not change is not written"


def test_what_is_not_found_is_told_and_the_rest_is_sealed(
    town: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    text = unsealed.read_text("utf-8")
    unsealed.write_text(text.replace("Critics answer that", "Crows answer that"), "utf-8")
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert (done.exit_code, done.stdout) == (1, "10 passages sealed, 0 unchanged, 1 fault.\n")
    line = unsealed.read_text("utf-8").splitlines()[75]
    assert line.startswith("  at: {paragraph: 8, from: Crows answer that"), (
        "the line after the file was written"
    )
    assert f"{ARTICLE}.yaml:76:7: error: critics-burglars: “Crows answer that" in done.stderr
    assert "Is it “Critics answer that … will be empty” in paragraph 8?" in done.stderr


def test_a_changed_copy_is_sealed_again_only_when_asked(
    town: Path, tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(town_texts[ARTICLE].read_text("utf-8").replace("for decades", "for years"))
    path = town / "sources" / f"{ARTICLE}.yaml"
    before = path.read_bytes()
    done = seal(town, ARTICLE, copy)
    assert done.exit_code == 1
    assert "seal with --again" in done.stderr
    assert path.read_bytes() == before
    assert seal(town, ARTICLE, copy, "--again").exit_code == 0
    assert path.read_bytes() != before
    assert seal(town, ARTICLE, copy).stdout == "0 passages sealed, 11 unchanged, 0 faults.\n"


def test_a_source_that_is_not_there_is_told(town: Path, town_texts: dict[str, Path]) -> None:
    done = seal(town, "a-town", town_texts[ARTICLE])
    assert done.exit_code == 2
    assert "There is no source 'a-town'." in done.stderr


def test_a_text_that_is_not_there_or_is_another_is_told(
    town: Path, town_texts: dict[str, Path]
) -> None:
    done = seal(town, ARTICLE, "nowhere.txt")
    assert done.exit_code == 3
    assert "nowhere.txt: It cannot be read: No such file or directory." in done.stderr
    done = seal(town, ARTICLE, town_texts["a-letter-on-the-maps"])
    assert done.exit_code == 3
    assert f"{ARTICLE}.yaml:9:9: The body's last words, 'pencils only'" in done.stderr


BROKEN = {
    "topics.yaml": "x: [a",
    "sources/a-letter-on-the-maps.yaml": "source: {}\n",
    "context.yaml": "dry:\n  text: It is dry.\n  departs_from: [nowhere]\n",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_faults_of_other_files_are_reported_and_stop_nothing(
    town: Path, unsealed: Path, town_texts: dict[str, Path], broken: str
) -> None:
    (town / broken).write_text(BROKEN[broken], "utf-8")
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert (done.exit_code, done.stdout) == (0, "11 passages sealed, 0 unchanged, 0 faults.\n")
    lines = done.stderr.splitlines()
    assert lines
    assert all(line.startswith(f"{town / broken}:") for line in lines[:-1])
    assert lines[-1].endswith("in other files, so nothing can be built yet.")


def test_statements_with_faults_are_reported_and_the_others_are_sealed(
    town: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    text = unsealed.read_text("utf-8")
    wrong = text.replace("mode: verbatim", "mode: verbatum", 1).replace(
        "claim: publish", "claim: publisch", 1
    )
    unsealed.write_text(wrong, "utf-8")
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert done.exit_code == 1
    assert done.stdout == "10 passages sealed, 0 unchanged, 2 faults.\n"
    assert "'verbatum' is no mode" in done.stderr
    assert "There is no claim 'publisch'" in done.stderr
    for line in done.stderr.splitlines():  # each at its line after sealing
        number = int(line.partition(".yaml:")[2].partition(":")[0])
        assert re.search("verbatum|publisch", unsealed.read_text("utf-8").splitlines()[number - 1])


def test_a_source_that_cannot_be_read_is_not_changed(
    town: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    broken = unsealed.read_text("utf-8").replace("kind: news-article", "kind: news")
    unsealed.write_text(broken, "utf-8")
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert done.exit_code == 1
    assert "'news' is no kind" in done.stderr
    assert unsealed.read_text("utf-8") == broken


def test_first_and_last_words_that_are_written_otherwise_are_reported(
    town: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    text = unsealed.read_text("utf-8")
    unsealed.write_text(text.replace("Critics answer that", "critics ANSWER that"), "utf-8")
    done = seal(town, ARTICLE, town_texts[ARTICLE])
    assert (done.exit_code, done.stdout) == (0, "11 passages sealed, 0 unchanged, 0 faults.\n")
    (note,) = done.stderr.splitlines()
    assert note.endswith(
        f"{ARTICLE}.yaml:76:7: note: critics-burglars: "
        "from is now “Critics answer that”, not “critics ANSWER that”."
    )
    assert seal(town, ARTICLE, town_texts[ARTICLE]).stderr == ""


def test_the_text_may_name_its_source_as_for_every_other_command(
    town: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    done = seal(town, ARTICLE, f"{ARTICLE}={town_texts[ARTICLE]}")
    assert (done.exit_code, done.stdout) == (0, "11 passages sealed, 0 unchanged, 0 faults.\n")


def test_a_text_of_another_source_is_refused(town: Path, town_texts: dict[str, Path]) -> None:
    before = {path: path.read_bytes() for path in (town / "sources").iterdir()}
    done = seal(town, ARTICLE, f"a-letter-on-the-maps={town_texts[ARTICLE]}")
    assert done.exit_code == 2
    assert "a-letter-on-the-maps" in done.stderr
    assert {path: path.read_bytes() for path in (town / "sources").iterdir()} == before


def test_a_file_with_an_equals_sign_in_its_name_is_read(
    town: Path, tmp_path: Path, unsealed: Path, town_texts: dict[str, Path]
) -> None:
    copy = tmp_path / "draft=2.txt"
    copy.write_bytes(town_texts[ARTICLE].read_bytes())
    assert seal(town, ARTICLE, copy).exit_code == 0


def test_the_built_in_debate_is_not_sealed() -> None:
    done = CliRunner().invoke(cli, ["seal", "why-meta-opened-up", "--text", "no-file.txt"])
    assert done.exit_code == 2
    assert "Say which debate: opendebate -d FOLDER seal" in done.stderr

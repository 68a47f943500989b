"""``opendebate import``: a debate's folder from another tool's file, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.main import cli

OURS = Path(__file__).parents[1] / "data" / "exchange"
FILES = {
    "aif": "ferry.aif.json",
    "aif-rdf": "mill.aif.xml",
    "argdown": "lime-trees.argdown",
}


def run(*line: str) -> Result:
    return CliRunner().invoke(cli, line)


@pytest.mark.parametrize("form", FILES)
def test_an_import_passes_check_and_tells_what_had_no_place(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    done = run("import", form, str(OURS / FILES[form]), "-o", str(folder))
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Read: ")
    assert "\nMade: " in done.stdout
    assert "\n- " in done.stdout
    assert f"opendebate -d {folder} check" in done.stderr
    assert run("-d", str(folder), "check").exit_code == 0
    assert run("-d", str(folder), "build").exit_code == 0


def test_title_question_and_address_can_be_given(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    given = ("--title", "Limes", "--question", "Fell them?", "--iri", "https://example.org/limes/")
    assert (
        run("import", "argdown", str(OURS / FILES["argdown"]), "-o", str(folder), *given).exit_code
        == 0
    )
    built = run("-d", str(folder), "build").stdout
    assert built.startswith("Limes\nFell them?\n")
    listed = run("-d", str(folder), "list", "actors", "--csv").stdout
    assert "https://example.org/limes/actor/" in listed


def test_texts_are_written_elsewhere_and_never_into_the_folder(tmp_path: Path) -> None:
    folder, texts = tmp_path / "made", tmp_path / "texts"
    source = OURS / FILES["argdown"]
    assert (
        run("import", "argdown", str(source), "-o", str(folder), "--texts", str(texts)).exit_code
        == 0
    )
    (text,) = texts.glob("*.txt")
    assert "The roots" in text.read_text("utf-8")
    checked = run("-d", str(folder), "check", "--text", f"{text.stem}={text}")
    assert "8 of 8 passages found, 8 of them by their digest" in " ".join(checked.stdout.split())
    for file in folder.rglob("*.yaml"):
        assert "a rough guess" not in file.read_text("utf-8")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me", "utf-8")
    done = run("import", "argdown", str(OURS / FILES["argdown"]), "-o", str(tmp_path))
    assert done.exit_code == 3
    assert "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("form", [*FILES, "dna"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe" * 40, b"===\n{: [", b"<!-- <?xml?><a"])
def test_broken_files_leave_nothing_behind(form: str, content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "broken"
    source.write_bytes(content)
    done = run("import", form, str(source), "-o", str(tmp_path / "made"))
    assert done.exit_code in (1, 3), done.output
    assert "Error: " in done.stderr
    assert "Traceback" not in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["broken"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("import", "dna", str(tmp_path / "no.dna"), "-o", str(tmp_path / "made"))
    assert done.exit_code == 3
    assert "no.dna" in done.stderr


def test_an_import_given_back_and_taken_again_is_the_same(tmp_path: Path) -> None:
    for form in ("argdown", "aif"):
        suffix = {"argdown": ".argdown", "aif": ".json"}[form]
        for name in ("one", "two"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        run("import", form, str(OURS / FILES[form]), "-o", str(tmp_path / "one"))
        out = tmp_path / f"again{suffix}"
        assert run("-d", str(tmp_path / "one"), "export", form, "-o", str(out)).exit_code == 0
        assert run("import", form, str(out), "-o", str(tmp_path / "two")).exit_code == 0
        lists = [
            run("-d", str(tmp_path / name), "list", "statements", "--csv").stdout
            for name in ("one", "two")
        ]
        assert lists[0] == lists[1]

"""``opendebate import``: a debate's folder from another tool's file, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from invoking import run
from opendebate_cli.main import cli

OURS = Path(__file__).parents[1] / "data" / "exchange"
FILES = {
    "aif": "ferry.aif.json",
    "aif-rdf": "mill.aif.xml",
    "argdown": "lime-trees.argdown",
}


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


HARD = {
    "hidden signs": '[A\u202eB]: maps\u202e help {speaker: "Zo\u202ee"}\n  + [C]: c #x\u202ey\n',
    "a long text": "[A]: " + "word " * 8_000 + "{speaker: Ann}\n  + [B]: b\n",
    "a long word": "[A]: " + "x" * 30_000 + " {speaker: Ann}\n  + [B]: b {speaker: Bo}\n",
    "long names": f"[A]: a #{'t' * 30_000} #({'u v' * 10_000}) {{speaker: {'S' * 30_000}}}\n",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_what_a_coding_file_cannot_hold_is_mended_and_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_text(text, "utf-8")
    done = run("import", "argdown", str(tmp_path / "a.argdown"), "-o", str(tmp_path / "made"))
    assert done.exit_code == 0, done.stderr
    assert re.search("were removed from texts|(are|is|were) cut|unknown", done.stdout), done.stdout
    assert run("-d", str(tmp_path / "made"), "check").exit_code == 0


def test_what_cannot_be_mended_is_told_with_the_file_it_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opendebate.coding.yaml_reader.MAX_BYTES", 100)  # of a coding file
    source = tmp_path / "a.argdown"
    source.write_text("[A]: Maps help all who live by the river.\n  + [B]: They are free.", "utf-8")
    done = run("import", "argdown", str(source), "-o", str(tmp_path / "made"))
    assert done.exit_code == 3
    assert done.stderr.startswith(f"Error: {source}: The debate that this file makes is not one")
    assert "claims.yaml: The file has" in done.stderr
    assert ".opendebate-" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.argdown"]


def test_standard_input_is_read_and_named(tmp_path: Path) -> None:
    text = (OURS / FILES["aif"]).read_bytes()
    line = ["import", "aif", "-", "-o", str(tmp_path / "made")]
    done = CliRunner().invoke(cli, line, input=text)
    assert done.exit_code == 0, done.stderr
    assert "Made: 6 actors, 9 claims" in done.stdout
    line[-1] = str(tmp_path / "other")
    for content in (b"{", b'{"nodes": []}', b"%PDF-1.7"):
        done = CliRunner().invoke(cli, line, input=content)
        assert done.exit_code == 3
        assert done.stderr.startswith("Error: standard input")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"[A]: a.\n  + [B]: b."))
    writer.start()
    done = run("import", "argdown", str(pipe), "-o", str(tmp_path / "made"))
    writer.join()
    assert done.exit_code == 0, done.stderr
    assert "2 claims" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.argdown"
    path.write_text("[A]: a.", "utf-8")
    path.chmod(0)
    for form in (*FILES, "dna"):
        done = run("import", form, str(path), "-o", str(tmp_path / "made"))
        assert done.exit_code == 3
        assert "It cannot be read: Permission denied." in done.stderr


def test_options_that_name_the_debate_are_checked(tmp_path: Path) -> None:
    line = ["import", "argdown", str(OURS / FILES["argdown"]), "-o", str(tmp_path / "made")]
    for option, told in ((("--iri", "nowhere"), "--iri: 'nowhere' is no web address"),
                         (("--title", ""), "--title: ")):  # fmt: skip
        done = run(*line, *option)
        assert (done.exit_code, told in done.stderr) == (2, True), done.stderr

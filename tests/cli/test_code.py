"""``opendebate code`` in a process of its own: it prints an address, serves, and ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from coders import SLUG, two_coders
from opendebate.workbench import lifecycle
from opendebate_cli.main import cli

ARTICLE = Path(__file__).parents[1] / "data" / "a-town-and-its-maps.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child")
def test_it_prints_an_address_that_answers_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "opendebate_cli", "-d", str(tmp_path / "maps"), "code",
               "a-town", "--text", str(ARTICLE), "--no-browser"]  # fmt: skip
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    handle = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    finally:
        signal.signal(signal.SIGINT, handle)
    assert process.stderr
    lines = [process.stderr.readline() for _ in range(5)]
    address = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", "".join(lines))
    assert address, lines
    with urllib.request.urlopen(f"{address.group()}state") as answer:  # noqa: S310
        assert json.load(answer)["coverage"]["covered"] == 0
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert (tmp_path / "maps" / "sources" / "a-town.yaml").is_file()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["code", "a-town", "--text", str(ARTICLE)], "Say which debate"),
        (["-d", "x", "code", "A Town", "--text", str(ARTICLE)], "cannot name a source"),
        (["-d", "x", "code", "a-town", "--text", "nothing.txt"], "nothing.txt"),
        (["-d", "x", "code", "a-town"], "--text"),
        (
            ["-d", "x", "code", "a-town", "--text", str(ARTICLE), "--adjudicate", "ada", "ben"],
            "There is no coder",
        ),
        (
            ["-d", "x", "code", "a-town", "--text", str(ARTICLE), "--adjudicate", "ada", "ada"],
            "Name two coders",
        ),
        (
            [
                "-d",
                "x",
                "code",
                "a-town",
                "--text",
                str(ARTICLE),
                "--adjudicate",
                "ada",
                "ben",
                "--coder",
                "ada",
            ],
            "Choose one of --coder and --adjudicate",
        ),
    ],
)
def test_what_cannot_be_coded_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, line)
    assert done.exit_code in {2, 3}
    assert message in done.output
    assert not list(tmp_path.iterdir())


def test_what_coders_wrote_is_adjudicated_without_what_the_article_says_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "serve_session", lambda *_, **__: None)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = two_coders(tmp_path / "maps")
    begin = ["-d", str(folder), "code", "b", "--text", f"b={ARTICLE}"]
    assert "From the article's file: title" in CliRunner().invoke(cli, begin).output
    (folder / "sources" / f"{SLUG}.yaml").unlink()
    line = ["-d", str(folder), "code", SLUG, "--text", str(ARTICLE), "--adjudicate", "ada", "ben"]
    done = CliRunner().invoke(cli, line)
    assert (done.exit_code, done.output) == (0, "")
    assert (folder / "sources" / f"{SLUG}.yaml").exists()

"""A killed command can be run again: nothing is lost, and what it left behind is removed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from opendebate.coding.check import read_coding
from opendebate.debate import load

TESTS = Path(__file__).parents[1]
SLUG = "a-town-and-its-maps"
COMMANDS = {
    "build": ("-d town export trig -o town.trig", "town.trig"),
    "store": ("-d town --store store build", "store/current.json"),
    "seal": (f"-d town seal {SLUG} --text {SLUG}.txt", f"town/sources/{SLUG}.yaml"),
    "view": ("-d town view --no-networks -o page.html", "page.html"),
    "export": ("-d town export argdown -o town.argdown", "town.argdown"),
    "tables": ("-d town export csv -o tables", "tables/statements.csv"),
    "dna": ("-d town export dna -o town.dna", "town.dna"),
    "import": ("import argdown debate.argdown -o imported", "imported/debate.yaml"),
    "new": (f"-d begun new a-source --text {SLUG}.txt", "begun/sources/a-source.yaml"),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    shutil.copytree(TESTS / "data" / "flood-maps", folder / "town")
    shutil.copy(TESTS / "data" / f"{SLUG}.txt", folder)
    coding = folder / "town" / "sources" / f"{SLUG}.yaml"
    sealed = coding.read_text("utf-8")
    coding.write_text(re.sub(r", words: \d+, sha256: [0-9a-f]{64}", "", sealed), "utf-8")
    (folder / "debate.argdown").write_text("[A]: Maps help.\n  - [B]: Maps mislead.\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the debate in the cache, for commands that do more than build it."""
    folder = tmp_path_factory.mktemp("built") / "copy"
    shutil.copytree(template, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENDEBATE_CACHE", str(folder / "cache"))
        load(folder / "town")
    return folder


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_was_killed_can_be_run_again(name: str, template: Path, built: Path) -> None:
    command, output = COMMANDS[name]
    begin = template if name in {"build", "store"} else built
    done = subprocess.run(
        [sys.executable, str(TESTS / "helpers" / "crashing.py"), str(begin), *command.split()],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told, "the command writes something"
    assert any(one["left"] for one in told), "it leaves something behind when it is killed"
    for one in told:
        folder = Path(one["folder"])
        assert one["killed"] == -signal.SIGKILL, one
        is_whole = (folder / output).is_file()
        made_before = name in {"import", "new"} and is_whole  # they never write over what is there
        assert one["again"] == 0 or made_before, f"{one}\n{done.stderr[-1000:]}"
        assert is_whole, one
        if one["again"] == 0:
            assert not [*folder.rglob(".new-*"), *folder.rglob(".opendebate-*")], one
        read_coding(folder / "town")  # raises if the coding is not sound after it
        shutil.rmtree(folder)

"""A command that is printed works when it is pasted, on the debate that the user named."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from coders import write_coding
from edits import change
from invoking import run
from opendebate.printed_commands import quoted
from opendebate_cli.main import cli
from opendebate_cli.state import State

DATA = Path(__file__).parents[1] / "data"
ARTICLE = "a-town-and-its-maps"
_PRINTED = re.compile(r"(?:: |→ )(opendebate .*?)$", re.MULTILINE)


@pytest.fixture(scope="module", name="maps")
def _maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented debate in a folder that a shell must quote, with an attribute and a coder."""
    folder = tmp_path_factory.mktemp("printed") / "our maps"
    shutil.copytree(DATA / "flood-maps", folder)
    with (folder / "debate.yaml").open("a", encoding="utf-8") as file:
        file.write("  attributes: {party: {label: Party, of: actor}}\n")
    with (folder / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("silent-one: {name: Silent One, kind: person, attributes: {party: Green}}\n")
    text = (folder / "sources" / f"{ARTICLE}.yaml").read_text("utf-8")
    write_coding(folder, "ada", re.sub(r", words: \d+, sha256: \w+", "", text), "a-new-text")
    change(folder, f"sources/{ARTICLE}", "from: Critics answer that", "from: Critics answer-that a")
    return folder


def printed(output: str) -> list[list[str]]:
    """Return the commands in an output as the words that a shell makes of them."""
    return [shlex.split(line)[1:] for line in _PRINTED.findall(output)]


def parses(words: list[str]) -> None:
    """Raise click's error if a command does not take these words; run nothing."""
    root = cli.make_context("opendebate", list(words))
    name, command, rest = cli.resolve_command(root, [*root._protected_args, *root.args])
    assert command is not None
    root.invoked_subcommand, root.obj = name, State(root.params["debate"])
    with root:
        command.make_context(name, rest, parent=root)


@pytest.mark.parametrize(
    "line",
    ["trace quux", "query no-question-of-this-name", "show who-affirms", "trace party",
     "view party", "trace silent-one", "trace who-affirms", "path publish graph/register",
     "search quux", f"trace quux --only {ARTICLE}", "list claims --only no-such-source",
     "show -- -quux", "build", "check", "network actors --measure both-sides"],
)  # fmt: skip
def test_printed_commands_run_on_the_same_debate(
    maps: Path, line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name, *rest = shlex.split(line)
    monkeypatch.chdir(tmp_path)
    commands = printed(run("-d", maps, name, *rest).output)
    assert commands
    after = printed(run(name, "-d", maps, *rest).output)
    assert after == commands, "the debate is named, wherever -d stands"
    for words in commands:
        assert words[:2] == ["-d", str(maps)]
        assert ("--only" in words) == ("--only" in rest and "list" not in words)
        if {"ARTICLE", "agreement"} & {*words}:
            parses(words)
            continue
        done = run(*words)
        assert done.exit_code in {0, 1}, done.output
        assert "Usage" not in done.output


def test_commands_of_old_spellings_and_next_steps_work(
    maps: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "my maps"
    shutil.copytree(maps, folder)
    for line in (["build", "-o", "a file.nq"], ["view", "--lens", "claims", "--no-open"],
                 ["export", "gexf", "--network", "actors"], ["new", "a-speech"]):  # fmt: skip
        words = printed(run("-d", folder, *line).output)[0]
        assert words[:2] == ["-d", str(folder)]
        assert run(*words).exit_code in {0, 1}
    (words,) = printed(run("-d", folder, "draft", ARTICLE, "--text", DATA / f"{ARTICLE}.txt",
                           "--again").output)  # fmt: skip
    assert words[-2:] == ["--text", str(DATA / f"{ARTICLE}.txt")]
    parses(words)
    with pytest.raises(click.NoSuchOption):
        parses([*words, "--no-such-option"])


def test_an_endpoint_and_a_store_are_named_where_they_have_an_effect() -> None:
    state = State("https://example.org/sparql", Path("a store"), ("a-speech",))
    words = ["-d", state.debate, "--only", "a-speech", "--store", "a store"]
    assert state.options("query") == words
    assert state.options("check") == [*words[:2], *words[4:]]
    assert state.options("seal") == words[:2]
    assert state.options("lessons") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("word", ["maps\u202ex", "it's\na \\ line", "\x1b[31mred", "tag\U000e0041"])
def test_what_no_terminal_prints_reaches_a_shell_unchanged(word: str) -> None:
    shown = quoted(word)
    assert shown.isascii()
    done = subprocess.run(
        ["bash", "-c", f"printf %s {shown}"],
        capture_output=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.stdout.decode() == word

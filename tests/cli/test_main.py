"""The command as a whole: help, mistakes, exit codes, colours, pipes and interrupts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from invoking import run
from opendebate_cli.main import COMMANDS, cli

COMMAND = [sys.executable, "-m", "opendebate_cli"]


def process(*line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *line], capture_output=True, text=True, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_without_a_command_the_commands_are_listed() -> None:
    done = run("--help")
    assert done.exit_code == 0
    for name, (_, told) in COMMANDS.items():
        assert name in done.output
        assert told in " ".join(done.output.split())


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_fits_a_page_of_a_hundred_columns(
    name: str, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wide in (100, 200):
        monkeypatch.setenv("COLUMNS", str(wide))
        done = run(*filter(None, [name, option]))
        assert done.exit_code == 0
        assert done.output.startswith("Usage: ")
        assert max(map(len, done.output.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_does_and_gives_an_example(name: str) -> None:
    done = run(name, "--help")
    assert re.search(r"Examples?:\n    ?opendebate ", done.output), done.output


def test_a_misspelt_command_is_told_with_what_it_might_have_been() -> None:
    done = run("tarce", "wendy-hall")
    assert done.exit_code == 2
    assert "No such command 'tarce'" in done.stderr
    assert "trace" in done.stderr
    assert run("xyzzy").exit_code == 2


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"opendebate \d+\.\d+\.\d+\S*\n", run("--version").output)


def test_no_debate_in_the_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    done = run("-d", str(tmp_path), "list", "claims")
    assert done.exit_code == 3
    assert done.stdout == ""
    assert str(tmp_path) in done.stderr
    assert "opendebate -d" in done.stderr


def test_a_missing_thing_is_told_on_stderr() -> None:
    done = run("trace", "wendy-hal")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "Error: There is no entity 'wendy-hal'.\nDid you mean wendy-hall?\n"
    )


def test_another_debate_can_be_named_in_the_environment(town: Path) -> None:
    done = process("list", "models", "--csv", OPENDEBATE_DEBATE=str(town), OPENDEBATE_ONLY="")
    assert "linnet-model" in done.stdout


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
@pytest.mark.parametrize(
    "line", ["trace wendy-hall", "show llama-2", "list topics", "search meta", "build", "no-such"]
)
def test_colours_are_for_terminals_that_want_them(environment: dict[str, str], line: str) -> None:
    pty = pytest.importorskip("pty")
    plain = {"TERM": "xterm-256color", "COLUMNS": "80"}
    for name in ("NO_COLOR", "FORCE_COLOR", "CI"):
        os.environ.pop(name, None)
    written, reader = _on_a_terminal(pty, line.split(), {**os.environ, **plain, **environment})
    assert written
    assert ("\x1b[" in written) is (not environment and line != "no-such"), written[:200]
    assert reader == 2 if line == "no-such" else reader == 0


def _on_a_terminal(pty: object, line: list[str], env: dict[str, str]) -> tuple[str, int]:
    master, slave = pty.openpty()  # type: ignore[attr-defined]
    with subprocess.Popen([*COMMAND, *line], stdout=slave, stderr=slave, env=env) as running:
        os.close(slave)
        said = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            said += part
    os.close(master)
    return said.decode(), running.returncode


@pytest.mark.parametrize("line", [["trace", "wendy-hall"], ["list", "claims"], ["--help"]])
def test_into_a_pipe_go_no_colours(line: list[str]) -> None:
    done = process(*line, TERM="xterm-256color")
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("line", ["list claims", "trace mark-zuckerberg --all", "export trig -o -"])
def test_a_reader_that_has_had_enough_is_no_error(line: str) -> None:
    with subprocess.Popen(
        [*COMMAND, *line.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""


def test_control_signs_never_reach_the_terminal(town: Path) -> None:
    """Coding files cannot hold them, but an old cache, or an id typed in, can."""
    done = run("-d", str(town), "trace", "a\x1b[2Jb\u202ec")
    assert done.exit_code == 2
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


@pytest.mark.parametrize(
    "line",
    ["show 'x\udcff'", "trace \udcff", "search \udcff", "query \udcff", "path \udcff meta"],
)
def test_words_that_are_no_text_are_survived(line: str) -> None:
    done = subprocess.run(
        [*COMMAND, *(os.fsencode(word) for word in line.split())], capture_output=True, check=False
    )
    assert done.returncode in {1, 2}
    assert b"Traceback" not in done.stderr


INTERRUPTED = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
sys.argv = ["opendebate", "trace", "wendy-hall"]
from opendebate_cli.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "module", ["opendebate_cli.main", "click", "opendebate_cli.trace", "opendebate.ask.trace"]
)
def test_an_interrupt_is_never_answered_with_a_traceback(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(module=module)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr.strip() == "Interrupted. No file was left half-written."


def test_nothing_heavy_is_imported_for_help() -> None:
    script = (
        "import sys\nfrom opendebate_cli.main import cli\n"
        "cli(['--help'], standalone_mode=False)\n"
        "names = ('rdflib', 'pyshacl', 'pydantic', 'ruamel', 'networkx', 'rich')\n"
        "sys.exit(str([name for name in names if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == "[]"


def test_a_trace_of_a_cached_debate_imports_only_what_it_uses(town: Path) -> None:
    script = (
        "import sys; from opendebate_cli.__main__ import main; "
        f"sys.argv = ['opendebate', '-d', {str(town)!r}, 'trace', 'marta-oyelaran']\n"
        "try: main()\n"
        "except SystemExit: print(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    )
    for _ in range(2):  # it is built at the first time
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False
        )
    assert "Error:" not in done.stderr
    imported = done.stderr.split()
    assert "opendebate.ask.trace" in imported
    unused = {"pydantic", "rdflib", "networkx", "calendar", "opendebate.coding.folder",
              "opendebate.reliability.agreement", "opendebate.rdf.build",
              "opendebate.rdf.cache_index", "opendebate.ask.stories"}  # fmt: skip
    assert not unused.intersection(imported)


def test_plugins_of_pydantic_are_not_searched_for(town: Path) -> None:
    script = (
        "import sys; from opendebate_cli.__main__ import main; "
        f"sys.argv = ['opendebate', '-d', {str(town)!r}, 'check']\n"
        "try: main()\n"
        "except SystemExit: print(vars(sys.modules['pydantic.plugin._loader'])['_plugins'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "None", "they are in a dict after a search"


def test_completion_knows_the_commands() -> None:
    with cli.make_context("opendebate", [], resilient_parsing=True) as ctx:
        assert cli.list_commands(ctx) == list(COMMANDS)
        for name in COMMANDS:
            assert isinstance(cli.get_command(ctx, name), click.Command)

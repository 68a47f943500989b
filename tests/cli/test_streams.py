"""Streams and endpoints that fail: an error in plain words, and nothing that moves the cursor."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

import opendebate_cli
from endpoints import oxigraph, put, say, server
from opendebate.debate import load
from opendebate_cli.main import cli

FULL = Path("/dev/full")
CLI = Path(opendebate_cli.__file__).parent
LISTS = ["list claims", "list claims --csv", "list claims --json", "query who-affirms --csv",
         "trace publish", "export trig -o -", "build", "standing", "show publish", "search map",
         "path averley publish", "network actors", "view -o -", "export argdown -o -",
         "--help", "--version", "list --help"]  # fmt: skip


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("line", LISTS)
def test_a_full_disk_behind_stdout_is_told(line: str, town: Path) -> None:
    command = [sys.executable, "-m", "opendebate_cli", "-d", str(town), *line.split()]
    with FULL.open("wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
@pytest.mark.parametrize("line", ["show nobody", "check --nothing", "list actors"])
@pytest.mark.parametrize("plain", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {}])
def test_a_terminal_without_colours_gets_no_escape(
    line: str, plain: dict[str, str], town: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "opendebate_cli", "-d", str(town), *line.split()]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **plain}
    if not plain:
        environment.pop("NO_COLOR", None)
    subprocess.run(command, stdout=theirs, stderr=theirs, env=environment, check=False)
    os.close(theirs)
    seen = os.read(ours, 65_536)
    os.close(ours)
    assert seen
    if plain:
        assert b"\x1b" not in seen
    elif line == "show nobody":
        assert b"\x1b[31m" in seen


def test_no_command_writes_past_the_two_functions_that_clean_what_is_written() -> None:
    """``say`` takes out what moves a cursor; ``write`` is for data and for styled trees."""
    past = [
        f"{path.name}:{node.lineno}"
        for path in CLI.glob("*.py")
        if path.name not in {"output.py", "main.py"}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"echo", "secho"}
    ]
    assert past == []


@pytest.mark.parametrize("line", ["standing", "build", "trace publish", "list claims",
                                  "network actors", "show publish"])  # fmt: skip
def test_an_endpoint_cannot_move_the_cursor(line: str, town: Path) -> None:
    debate = load(town)
    bad = "\x1b[2J\x07\u202e"
    escaped = bad.encode("unicode_escape").decode().replace("\\x", "\\u00")
    in_texts = re.compile(r'("[^"\\<>]*?maps)')
    raw = in_texts.sub(lambda match: match[1] + escaped, debate.serialize("nquads").decode())
    assert escaped in raw
    with oxigraph() as address:
        put(address, _Text(raw))  # type: ignore[arg-type]
        done = CliRunner().invoke(cli, ["-d", f"{address}/query", *line.split()])
    assert done.exit_code == 0, done.output
    assert not set(bad) & set(done.output) - set("[2J")
    assert "maps" in done.output


class _Text:
    """What :func:`endpoints.put` needs of a debate."""

    def __init__(self, quads: str) -> None:
        self.quads = quads

    def serialize(self, _: str) -> bytes:
        return self.quads.encode()


_FOUND = {
    "debate": "https://a.example/",
    "register": "https://a.example/graph/register",
    "graph": "https://a.example/graph/source/a",
    "seen": "https://w3id.org/opendebate/ontology#Debate",
}
_ODD: dict[str, tuple[list[str], dict[str, str]]] = {
    "unbound": (["thing", "name", "n"], {}),
    "other columns": (["unasked"], {}),
    "odd addresses": (["thing", "name", "n"], {"thing": "urn:odd:::/"}),
}


@pytest.mark.parametrize("line", ["trace publish", "list claims", "standing", "network actors",
                                  "show publish", "build", "query who-affirms"])  # fmt: skip
@pytest.mark.parametrize("odd", _ODD)
def test_an_endpoint_whose_rows_are_odd_is_told(line: str, odd: str) -> None:
    """The debate is found; every later answer lacks what was asked for."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        sent = to.rfile.read(int(to.headers.get("Content-Length") or 0)).decode()
        query = parse_qs(sent or urlsplit(to.path).query)["query"][0]
        columns, row = _ODD[odd]
        if "?register" in query:
            columns, row = list(_FOUND), _FOUND
        bindings = [{name: {"type": "uri", "value": value} for name, value in row.items()}]
        body = {"head": {"vars": columns}, "results": {"bindings": bindings}}
        del to.headers["Content-Length"]  # it is read
        say(to, 200, json.dumps(body).encode(), Content_Type="application/sparql-results+json")

    with server(answer) as address:
        done = CliRunner().invoke(cli, ["-d", f"{address}/query", *line.split()])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    if odd == "other columns":
        assert done.exit_code in {2, 3}, done.output
        assert "Error: " in done.output


def test_a_damaged_store_is_a_fault_of_check(town: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(town, store=store)
    line = ["-d", str(town), "--store", str(store), "check"]
    assert CliRunner().invoke(cli, line).exit_code == 0
    file = next(path for path in sorted(store.glob("store-*/*.sst")) if path.stat().st_size)
    raw = file.read_bytes()
    file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 1
    assert f"{file.name}: error: It was changed after it was written." in done.output


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_progress_writes_no_escape_to_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from opendebate_cli import progress

    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    assert not progress.Progress()._live
    monkeypatch.setenv("TERM", "xterm")
    assert progress.Progress()._live

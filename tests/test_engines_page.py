"""The page on engines: each command on it prints what is shown, on a server of our own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from console import compared, run, sessions
from endpoints import oxigraph

PAGE = (Path(__file__).parent.parent / "graph" / "ENGINES.md").read_text("utf-8")


def test_publishing_and_asking_print_what_is_shown(tmp_path: Path) -> None:
    shown_at_all = sessions(PAGE)
    assert len(shown_at_all) >= 2
    with oxigraph(location=tmp_path / "my-store") as address:
        port = str(urlsplit(address).port)
        for command, output in shown_at_all:
            done = run(command.replace("7878", port), tmp_path)
            shown, lines = compared(output, done.stdout)
            assert (command, lines) == (command, shown), done.stderr


def test_what_is_said_to_be_served_is_served() -> None:
    from opendebate.serve.app import Site  # noqa: F401 - the extra is there

    for path in ("/sparql", "/q/NAME.json", "/openapi.json", "/void", "/dump.trig", "/health"):
        assert f"`{path}`" in PAGE

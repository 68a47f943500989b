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


def test_the_bounds_that_are_told_are_those_of_the_server() -> None:
    from opendebate.serve import slow_clients, streaming
    from opendebate.serve.bounds import LONG_QUERY, Bounds

    text, bounds = " ".join(PAGE.split()), Bounds()
    assert LONG_QUERY == 0.25
    assert "after a quarter of a second" in text
    assert f"{bounds.per_client} light queries and {bounds.long_per_client} long ones" in text
    assert (
        f"less than {slow_clients.MIN_READ // 1_000} kB in {slow_clients.READING:g} seconds" in text
    )
    assert f"{streaming.LARGE // 1_000_000} MB and more" in text
    assert f"while {streaming.MAX_SENDING // 1_000_000} MB of them are on their way" in text


def test_what_is_said_to_be_served_is_served() -> None:
    from opendebate.serve.app import Site  # noqa: F401 - the extra is there

    for path in ("/sparql", "/q/NAME.json", "/openapi.json", "/void", "/dump.trig", "/health"):
        assert f"`{path}`" in PAGE

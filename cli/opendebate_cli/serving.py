"""``opendebate serve``: the debate for others, over HTTP."""

from __future__ import annotations

import click

from opendebate_cli.main import State


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Where to listen; by default nobody but this machine can reach it.")  # fmt: skip
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535),
              help="0 takes any that is free.")  # fmt: skip
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(0.1, 600),
              help="How long a query may take.")  # fmt: skip
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(1),
              help="How many rows an answer may have.")  # fmt: skip
@click.pass_obj
def serve_command(state: State, host: str, port: int, seconds: float, rows: int) -> None:
    """Serve the debate: the page, SPARQL, the named questions, and every thing at its address.

    \b
    Examples:
      opendebate serve
      opendebate -d my-debate serve --port 8080
    """
    from opendebate.serve.pool import Bounds
    from opendebate.serve.running import serve

    serve(state.load(), host, port, Bounds(seconds=seconds, rows=rows))

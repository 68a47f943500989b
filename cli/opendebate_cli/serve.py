"""``opendebate serve``: the debate for others, over HTTP."""

from __future__ import annotations

import click

from opendebate.serve.bounds import Bounds
from opendebate_cli.state import State

_DEFAULTS = Bounds()
_MEGABYTE = 1_000_000


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Where to listen; by default only this machine can reach it.")  # fmt: skip
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535),
              help="0 chooses a free port.")  # fmt: skip
@click.option("--seconds", default=_DEFAULTS.seconds, show_default=True,
              type=click.FloatRange(0.1, 600),
              help="How long a query may take.")  # fmt: skip
@click.option("--rows", default=_DEFAULTS.rows, show_default=True, type=click.IntRange(1),
              help="How many rows an answer may have.")  # fmt: skip
@click.option("--worker-memory", default=_DEFAULTS.memory // _MEGABYTE, show_default=True,
              type=click.IntRange(500),
              help="How many megabytes each process that answers queries may use.")  # fmt: skip
@click.option("--name", "names", multiple=True, metavar="NAME",
              help="A name by which others call this server, such as debate.example.org; may be "
              "given several times; * accepts any.")  # fmt: skip
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN",
              help="A site whose pages may read from this server, such as https://example.org; "
              "may be given several times; * allows all.")  # fmt: skip
@click.option("--proxy", default="", metavar="ADDRESS",
              help="A proxy before this server; its X-Forwarded-For names the client.")  # fmt: skip
@click.option("--familiar", is_flag=True,
              help="Answer queries in the words of FOAF, PROV, schema.org, SKOS, too.")  # fmt: skip
@click.pass_obj
def serve_command(  # noqa: PLR0913 - each is an option
    state: State, *, host: str, port: int, seconds: float, rows: int, worker_memory: int,
    names: tuple[str, ...], origins: tuple[str, ...], proxy: str, familiar: bool,
) -> None:  # fmt: skip
    """Serve the debate: the page, SPARQL, the named questions, and every entity at its address.

    \b
    Examples:
      opendebate serve
      opendebate -d my-debate serve --port 8080
      opendebate serve --host 0.0.0.0 --name debate.example.org --cors '*'
    """
    from opendebate.serve.lifecycle import Address, serve

    bounds = Bounds(seconds=seconds, rows=rows, memory=worker_memory * _MEGABYTE)
    address = Address(host, port, names, origins, proxy)
    serve(state.load(), address, bounds, familiar=familiar)

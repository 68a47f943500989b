"""``opendebate export``: the debate in other tools' formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.errors import UsageError
from opendebate.exchange.formats import formats, names_of
from opendebate_cli.main import State
from opendebate_cli.output import say, told_notes, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from opendebate.debate import Debate

# Format → suffix of the file that is written where none is named; csv makes a folder.
DRAFTS = {name: formats()[name].suffix for name in names_of(to="write")}
NETWORKS = {"graphml": ".graphml", "gexf": ".gexf", "dot": ".dot", "node-link": ".json",
            "cytoscape": ".cyjs"}  # fmt: skip
GRAPHS = {
    "trig": ".trig",
    "turtle": ".ttl",
    "nquads": ".nq",
    "ntriples": ".nt",
    "jsonld": ".jsonld",
}
FORMATS = (*DRAFTS, *NETWORKS, *GRAPHS, "csv")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS), help=", ".join(FORMATS) + ".")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
              help="The file, or for csv the folder; - writes to stdout.")  # fmt: skip
@click.option("--network", "network",
              help="Of graphml, gexf, dot, node-link, cytoscape and csv: which network. Without it "
              "the first five write the whole debate, and csv all that is coded.")  # fmt: skip
@click.option("--text", "given", multiple=True, metavar="SLUG=FILE",
              help=f"An article whose text is exported too, for {', '.join(DRAFTS)}.")  # fmt: skip
@click.pass_obj
def export_command(
    state: State, form: str, output: Path | None, network: str | None, given: tuple[str, ...]
) -> None:
    """Write the debate for another tool, and say what that tool cannot hold.

    \b
    Examples:
      opendebate export argdown -o debate.argdown
      opendebate export gexf --network actors -o actors.gexf
      opendebate export csv -o tables
      opendebate export csv --network actors -o actors
      opendebate export dna --text why-meta-opened-up=article.txt -o debate.dna
    """
    if given and form not in DRAFTS:
        raise UsageError(
            f"{form} holds no article.",
            advice=f"Leave --text out, or choose {', '.join(DRAFTS)}.",
        )
    if network is not None and form not in (*NETWORKS, "csv"):
        raise UsageError(
            f"--network has no effect on {form}, which holds the debate itself.",
            advice=f"Leave --network out, or choose {', '.join(NETWORKS)} or csv.",
        )
    debate = state.load()
    name = state.name
    if form == "csv":
        _tables(debate, output or Path(f"{name}-csv"), network)
        return
    suffix = {**DRAFTS, **NETWORKS, **GRAPHS}[form]
    _put(_content(debate, form, network, given, state), output or Path(f"{name}{suffix}"))
    if form in DRAFTS:
        from opendebate.exchange.formats import format_of

        for line in format_of(form, to="write").writer().LOST:
            say(f"- {line}", err=True)


def _content(
    debate: Debate, form: str, network: str | None, given: tuple[str, ...], state: State
) -> bytes:
    if form in GRAPHS:
        return debate.serialize(GRAPHS[form])
    if form in NETWORKS:
        from opendebate.exchange.graphs import dates_of, write_network

        dates = dates_of(debate.statements())
        graph = _network(debate, network or "debate")
        made: bytes = write_network(graph, form, title=debate.title, dates=dates)
        return made
    from opendebate.exchange.formats import format_of
    from opendebate.exchange.from_graph import read_graph
    from opendebate.exchange.skeleton import load_skeleton
    from opendebate_cli.article_texts import read_texts

    draft = read_graph(debate.engine)
    if not state.is_remote:
        draft.skeletons[form] = load_skeleton(state.place, form)
    texts = {slug: text.raw for slug, text in read_texts(given, draft.sources.keys())}
    return format_of(form, to="write").writer().write(draft, texts)


def _put(content: bytes, output: Path) -> None:
    if str(output) == "-":
        write(content)
        return
    from opendebate.files import write_file

    write_file(output, content)
    say(f"Written: {output}", err=True)


def _tables(debate: Debate, folder: Path, network: str | None) -> None:
    if str(folder) == "-":
        raise UsageError("Tables are several files.", advice="Name a folder with -o.")
    tables = _network_tables(debate, network) if network else _all_tables(debate)
    _put_all(tables, folder)
    say(f"Written: {folder}/{{{', '.join(tables)}}}", err=True)


def _put_all(tables: Mapping[str, bytes], folder: Path) -> None:
    """Write tables into a folder; a new one is there with all of them, or not at all."""
    from opendebate.files import new_folder, write_file

    if folder.is_dir() and any(folder.iterdir()):
        for name, content in tables.items():
            write_file(folder / name, content)
        return
    with new_folder(folder) as made:
        for name, content in tables.items():
            (made / name).write_bytes(content)


def _all_tables(debate: Debate) -> dict[str, bytes]:
    from opendebate.exchange.from_graph import read_graph
    from opendebate.exchange.tables import write_tables

    return write_tables(read_graph(debate.engine))


def _network_tables(debate: Debate, network: str) -> dict[str, bytes]:
    from opendebate.exchange.tables.network import write_network_tables

    return write_network_tables(_network(debate, network), f"{debate.title}: {network}")


def _network(debate: Debate, name: str) -> nx.Graph[str]:
    """Return a network with all attributes, and say what one should know of it."""
    from opendebate.networks.attributes import with_attributes

    graph = debate.network(name)
    told_notes(graph)
    return with_attributes(debate.engine, graph)

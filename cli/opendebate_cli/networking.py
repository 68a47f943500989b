"""``opendebate network``: discourse networks, their measures, and files for other programs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opendebate.errors import UsageError
from opendebate_cli.main import State
from opendebate_cli.output import emit, emit_json, output_options, say, width, write

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.networks.measures import Measured

NAMES = ("actors", "affiliation", "arguments", "carriers", "claims", "debate", "policies")
F = TypeVar("F", bound=Callable[..., Any])


def selection_options(command: F) -> F:
    """Give a command the options that say which statements count, passed on as `selection`."""

    def run(*args: Any, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in _CHOICES}
        return command(*args, selection=chosen, **given)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for name, (flags, more) in reversed(_CHOICES.items()):
        run = click.option(*flags, name, **more)(run)
    return run  # type: ignore[return-value]


_CHOICES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "by": (("--by",), {"type": click.Choice(["speaker", "affiliation"]), "default": "speaker",
           "help": "Actors are speakers, or the bodies they speak for."}),
    "on": (("--on",), {"type": click.Choice(["claim", "topic"]), "default": "claim",
           "help": "What stances are on."}),
    "sources": (("--source",), {"multiple": True, "help": "Only this source."}),
    "modes": (("--mode",), {"multiple": True, "help": "Only this mode: verbatim, paraphrase …"}),
    "sides": (("--side",), {"multiple": True, "help": "Only claims on this side."}),
    "topics": (("--topic",), {"multiple": True, "help": "Only claims of this topic."}),
    "since": (("--since",), {"help": "Only what can have been said since: 2023, 2023-07 …"}),
    "until": (("--until",), {"help": "Only what can have been said until then."}),
    "hypothetical": (("--hypothetical",), {"is_flag": True,
                     "help": "Also what nobody is known to have said."}),
    "duplicates": (("--duplicates",), {"default": "include", "metavar": "WITHIN",
                   "help": "Count the same once within source, day, week, month, year or range; "
                   "by default each time."}),
}  # fmt: skip


@click.command("network")
@click.argument("name", metavar="NAME", type=click.Choice(NAMES), help=", ".join(NAMES) + ".")
@click.option("--measure", "measures", multiple=True, metavar="NAME",
              help="Tell a measure instead of the ties: degree, betweenness, bridges, communities, "
              "modularity, frustration, e-i, second-hand, both-sides, reach.")  # fmt: skip
@click.option("--ties", default="congruence,conflict", metavar="KINDS",
              help="congruence, conflict, subtract, ignore; several with commas.")  # fmt: skip
@click.option("--normalisation", default="none",
              help="average, jaccard, cosine or activity_product.")  # fmt: skip
@click.option("--levels", type=click.Choice(["binary", "graded"]), default="binary",
              help="Whether a doubt is a denial, or less than one.")  # fmt: skip
@selection_options
@click.option("--anyway", is_flag=True, help="Tell a measure even where n is too small.")
@click.option("--seed", default=1, show_default=True, help="Of what is decided by chance.")
@click.option("--lens", is_flag=True, help="Draw it: a page, made with pyvis.")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
              help="Write it: .graphml, .gexf, .dot, .json, .cyjs; with --lens .html.")  # fmt: skip
@output_options
@click.pass_obj
def network_command(  # noqa: PLR0913 — click hands over each option
    state: State,
    /,
    *,
    name: str,
    measures: tuple[str, ...],
    ties: str,
    normalisation: str,
    levels: str,
    selection: dict[str, Any],
    anyway: bool,
    seed: int,
    lens: bool,
    output: Path | None,
    form: str,
) -> None:
    """Tie actors by the claims they share, or claims by arguments; tell, measure, draw or write.

    \b
    Examples:
      opendebate network actors
      opendebate network actors --ties congruence --normalisation jaccard --csv
      opendebate network affiliation --measure second-hand
      opendebate network actors --measure frustration --anyway
      opendebate network actors -o actors.graphml
      opendebate network actors --lens
    """
    debate = state.load()
    graph = debate.network(name, ties=ties, normalisation=normalisation, levels=levels, **selection)
    if lens:
        _draw(state, debate, name, graph, output)
    elif output is not None:
        _write(debate, graph, output)
    elif measures:
        _measure(graph, measures, form, anyway=anyway, seed=seed)
    else:
        _tell(graph, form)


def _tell(graph: nx.Graph[str], form: str) -> None:
    """Tell the ties, the strongest first."""
    names = graph.nodes
    rows = [
        {
            "from": names[one].get("name", one),
            "tie": about.get("label", about.get("relation", "")),
            "to": names[other].get("name", other),
            "weight": about.get("weight", len(about.get("statements", ())) or None),
            "sign": about.get("sign"),
            "statements": list(about.get("statements", ())),
            "from_iri": one,
            "to_iri": other,
        }
        for one, other, about in graph.edges(data=True)
    ]
    rows.sort(key=lambda row: (-abs(row["weight"] or 0), row["from"], row["tie"], row["to"]))
    told = [{**row, "weight": _number(row["weight"])} for row in rows] if form == "table" else rows
    shown = {"from": "from", "tie": "tie", "to": "to", "weight": "weight"}
    columns = ("from", "tie", "to", "weight", "sign", "statements", "from_iri", "to_iri")
    emit(told, form, columns=columns, show=shown, nothing="There are no such ties.")
    say(f"{len(graph)} nodes, {graph.number_of_edges()} ties.", err=True)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def _measure(
    graph: nx.Graph[str], measures: tuple[str, ...], form: str, *, anyway: bool, seed: int
) -> None:
    from opendebate.networks.measures import measure

    told = [measure(graph, name, anyway=anyway, seed=seed) for name in measures]
    if form == "json":
        emit_json([one.to_dict() for one in told])
    elif form == "csv":
        rows = [{"measure": one.name, "n": one.n, "value": one.value, **row}
                for one in told for row in (one.rows or ({},))]  # fmt: skip
        emit(rows, form, columns=list(dict.fromkeys(key for row in rows for key in row)))
    else:
        for one in told:
            _tell_measure(one)


def _tell_measure(one: Measured) -> None:
    value = "" if one.value is None else f": {_number(one.value)}"
    say(f"{one.title}{value}", bold=True)
    say(f"{one.name}, n = {one.n} {one.unit}")
    if one.rows:
        rows = [
            {key: _number(cell) if isinstance(cell, float) else cell for key, cell in row.items()}
            for row in one.rows
        ]
        show = {key: key for key in one.rows[0] if key != "id"}
        emit(rows, "table", show=show)
    say(textwrap.fill(one.note, width()) + "\n")


def _write(debate: Any, graph: nx.Graph[str], output: Path) -> None:
    from opendebate.exchange.graphs import NETWORK_FORMATS, dates_of, write_network
    from opendebate.files import write_file

    forms = {suffix: form for form, suffix in NETWORK_FORMATS.items()}
    if str(output) == "-":
        write(write_network(graph, "node-link", title=debate.title))
        return
    if output.suffix not in forms:
        known = ", ".join(forms)
        raise UsageError(
            f"No network can be written as {output.suffix or 'a file without a suffix'}.",
            advice=f"Suffixes are {known}.",
        )
    dates = dates_of(debate.statements())
    write_file(output, write_network(graph, forms[output.suffix], title=debate.title, dates=dates))
    say(f"Written: {output}", err=True)


def _draw(state: State, debate: Any, name: str, graph: nx.Graph[str], output: Path | None) -> None:
    from opendebate.views.lens import network_view

    folder = state.name
    output = output or Path(f"{folder}-network-{name}.html")
    page = network_view(debate.engine, name, graph)
    if str(output) == "-":
        write(page.html())
        return
    page.save(output)
    say(f"Written: {output}", err=True)

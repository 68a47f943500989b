"""``opendebate network``: discourse networks, their measures, and files for other programs."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendebate.errors import UsageError
from opendebate_cli.main import State
from opendebate_cli.network_options import CHOICES, selection_options
from opendebate_cli.output import emit, emit_json, output_options, say, told_notes, width, write

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.networks.measures import MeasureResult
    from opendebate.views.network_page import NetworkView

NAMES = ("actors", "affiliation", "arguments", "carriers", "claims", "debate", "policies")


@click.command("network")
@click.argument("name", metavar="NAME", type=click.Choice(NAMES), help=", ".join(NAMES) + ".")
@click.option("--measure", "measures", multiple=True, metavar="NAME",
              help="Tell a measure instead of the ties: degree, betweenness, bridges, communities, "
              "modularity, frustration, e-i, second-hand, both-sides, reach.")  # fmt: skip
@selection_options
@click.option("--anyway", is_flag=True, help="Tell a measure even where n is too small.")
@click.option("--seed", default=1, show_default=True, help="Of what is decided by chance.")
@click.option("--lens", is_flag=True, help="Draw it: a page, made with pyvis.")
@click.option("--most", type=click.IntRange(1), metavar="N",
              help="How many things are drawn; by default all of a small network, and of a "
              "larger one those that are tied most.")  # fmt: skip
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
    chosen: dict[str, Any],
    anyway: bool,
    seed: int,
    lens: bool,
    most: int | None,
    output: Path | None,
    form: str,
) -> None:
    """Tie actors by the claims they share, or claims by arguments; tell, measure, draw or write.

    \b
    Examples:
      opendebate network actors
      opendebate network actors --ties congruence --normalisation jaccard --csv
      opendebate network affiliation --ties subtract --normalisation activity
      opendebate network actors --exclude narrator --mode verbatim,paraphrase
      opendebate network actors --measure frustration --anyway
      opendebate network actors -o actors.graphml
      opendebate network actors --lens
    """
    from opendebate.networks.options import check_choices

    check_choices(name, chosen, {one: flags[0] for one, (flags, _) in CHOICES.items()})
    _check_ways(measures, lens=lens, output=output)
    if most and not lens:
        raise UsageError("--most has no effect without --lens.")
    debate = state.load()
    graph = debate.network(name, **chosen)
    told_notes(graph)
    if lens:
        from opendebate.views.lens_pages import network_view

        _draw(state, network_view(debate.engine, name, graph, most), name, output)
    elif output is not None:
        _write(debate, graph, output)
    elif measures:
        _measure(graph, measures, form, anyway=anyway, seed=seed)
    else:
        _tell(graph, form)


def _check_ways(measures: tuple[str, ...], *, lens: bool, output: Path | None) -> None:
    """Raise `UsageError` for options that have no effect beside others.

    A network is told, measured, written or drawn; each has options of its own.
    """
    from opendebate.networks.measures import MEASURES
    from opendebate.networks.projection import check_choice

    for one in measures:
        check_choice("measure", one, MEASURES)
    way = "--lens" if lens else "-o" if output is not None else ""
    context = click.get_current_context()

    def given(name: str) -> bool:
        return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT

    if way and measures:
        raise UsageError(f"--measure has no effect beside {way}.", advice="Leave one of them out.")
    for one in ("as_json", "as_csv", "as_table") if way else ():
        if given(one):
            flag = f"--{one.removeprefix('as_')}"
            raise UsageError(f"{flag} has no effect beside {way}.", advice="Leave one of them out.")
    if given("anyway") and not measures:
        raise UsageError("--anyway has no effect without --measure.")
    if given("seed") and not any(MEASURES[one].random for one in measures):
        chance = ", ".join(one for one, about in MEASURES.items() if about.random)
        raise UsageError("--seed has no effect here.", advice=f"It bears on the measures {chance}.")


def _tell(graph: nx.Graph[str], form: str) -> None:
    """Tell the ties, the strongest first."""
    names = graph.nodes
    rows = [
        {
            "from": names[one].get("name", one),
            "tie": about.get("label", about.get("relation", "")),
            "to": names[other].get("name", other),
            "basis": list(about.get("basis", ())),
            "weight": about.get("weight", len(about.get("statements", ())) or None),
            "sign": about.get("sign"),
            "statements": list(about.get("statements", ())),
            "from_iri": one,
            "to_iri": other,
        }
        for one, other, about in graph.edges(data=True)
    ]
    rows.sort(key=_in_order)
    told = [{**row, "weight": _number(row["weight"])} for row in rows] if form == "table" else rows
    basis = {"basis": "basis"} if any(row["basis"] for row in rows) else {}
    shown = {"from": "from", "tie": "tie", "to": "to", **basis, "weight": "weight"}
    columns = ("from", "tie", "to", "basis", "weight", "sign", "statements", "from_iri", "to_iri")
    emit(told, form, columns=columns, show=shown, nothing="There are no such ties.")
    nodes, ties = len(graph), len(rows)
    say(f"{nodes} node{'s' * (nodes != 1)}, {ties} tie{'s' * (ties != 1)}.", err=True)


def _in_order(row: dict[str, Any]) -> tuple[Any, ...]:
    from opendebate.natural import natural

    return -abs(row["weight"] or 0), natural(row["from"]), row["tie"], natural(row["to"])


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


def _tell_measure(one: MeasureResult) -> None:
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
    from opendebate.networks.attributes import with_attributes

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
    graph = with_attributes(debate.engine, graph)
    dates = dates_of(debate.statements())
    write_file(output, write_network(graph, forms[output.suffix], title=debate.title, dates=dates))
    say(f"Written: {output}", err=True)


def _draw(state: State, page: NetworkView, name: str, output: Path | None) -> None:
    output = output or Path(f"{state.name}-network-{name}.html")
    if str(output) == "-":
        write(page.html())
        return
    page.save(output)
    say(f"Written: {output}", err=True)

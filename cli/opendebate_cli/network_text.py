"""The ties and measures of a network, as text on stdout."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from opendebate_cli.output import emit, emit_json, say, width

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.networks.measures import MeasureResult


def write_ties(graph: nx.Graph[str], form: str) -> None:
    """Write the ties, the strongest first."""
    from opendebate.networks.tie_weights import doubter_first

    names = graph.nodes
    edges = graph.edges(data=True)
    ties = [(*doubter_first(start, end, tie), tie) for start, end, tie in edges]
    rows = [
        {
            "from": names[start].get("name", start),
            "tie": tie.get("label", tie.get("relation", "")),
            "to": names[end].get("name", end),
            "basis": list(tie.get("basis", ())),
            "weight": tie.get("weight", len(tie.get("statements", ())) or None),
            "sign": tie.get("sign"),
            "statements": list(tie.get("statements", ())),
            "from_iri": start,
            "to_iri": end,
        }
        for start, end, tie in ties
    ]
    rows.sort(key=_in_order)
    cells = [{**row, "weight": _number(row["weight"])} for row in rows] if form == "table" else rows
    basis = {"basis": "basis"} if any(row["basis"] for row in rows) else {}
    headings = {"from": "from", "tie": "tie", "to": "to", **basis, "weight": "weight"}
    columns = ("from", "tie", "to", "basis", "weight", "sign", "statements", "from_iri", "to_iri")
    emit(cells, form, columns=columns, show=headings, empty_message="There are no such ties.")
    nodes = len(graph)
    say(f"{nodes} node{'s' * (nodes != 1)}, {len(rows)} tie{'s' * (len(rows) != 1)}.", err=True)


def _in_order(row: dict[str, Any]) -> tuple[Any, ...]:
    from opendebate.natural import natural

    return -abs(row["weight"] or 0), natural(row["from"]), row["tie"], natural(row["to"])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def write_measures(
    graph: nx.Graph[str], measures: tuple[str, ...], form: str, *, anyway: bool, seed: int
) -> None:
    """Write measures: in JSON, in CSV, or as tables with notes."""
    from opendebate.networks.measures import measure

    results = [measure(graph, name, anyway=anyway, seed=seed) for name in measures]
    if form == "json":
        emit_json([result.to_dict() for result in results])
    elif form == "csv":
        rows = [{"measure": result.name, "n": result.n, "value": result.value, **row}
                for result in results for row in (result.rows or ({},))]  # fmt: skip
        emit(rows, form, columns=list(dict.fromkeys(key for row in rows for key in row)))
    else:
        for measured in results:
            _write_measure(measured)


def _write_measure(result: MeasureResult) -> None:
    value = "" if result.value is None else f": {_number(result.value)}"
    say(f"{result.title}{value}", bold=True)
    say(f"{result.name}, n = {result.n} {result.unit}")
    if result.rows:
        rows = [
            {key: _number(cell) if isinstance(cell, float) else cell for key, cell in row.items()}
            for row in result.rows
        ]
        show = {key: key for key in result.rows[0] if key != "id"}
        emit(rows, "table", show=show)
    say(textwrap.fill(result.note, width()) + "\n")

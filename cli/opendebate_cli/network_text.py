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
    ties = [(*doubter_first(one, other, about), about) for one, other, about in edges]
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
        for one, other, about in ties
    ]
    rows.sort(key=_in_order)
    told = [{**row, "weight": _number(row["weight"])} for row in rows] if form == "table" else rows
    basis = {"basis": "basis"} if any(row["basis"] for row in rows) else {}
    shown = {"from": "from", "tie": "tie", "to": "to", **basis, "weight": "weight"}
    columns = ("from", "tie", "to", "basis", "weight", "sign", "statements", "from_iri", "to_iri")
    emit(told, form, columns=columns, show=shown, empty_message="There are no such ties.")
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

    told = [measure(graph, name, anyway=anyway, seed=seed) for name in measures]
    if form == "json":
        emit_json([one.to_dict() for one in told])
    elif form == "csv":
        rows = [{"measure": one.name, "n": one.n, "value": one.value, **row}
                for one in told for row in (one.rows or ({},))]  # fmt: skip
        emit(rows, form, columns=list(dict.fromkeys(key for row in rows for key in row)))
    else:
        for one in told:
            _write_measure(one)


def _write_measure(one: MeasureResult) -> None:
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

"""The ties and measures of a network, as text on stdout."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from opendebate_cli.output import emit, emit_json, say, show_notes, width

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.networks.measures import MeasureResult
    from opendebate.networks.tie_table import TieTable

MOST_TIES = 40  # of a table; the first are the strongest


def write_ties(ties: TieTable, form: str) -> None:
    """Write ties: in JSON, in CSV, or the strongest as a table without their statements.

    Notes on the network come first, on stderr.
    """
    from opendebate.networks.lens_phrases import network_size
    from opendebate.networks.tie_table import TIE_COLUMNS

    show_notes(ties.notes)
    rows = ties.rows
    cells = rows
    if form == "table":
        cells = [{**row, "weight": _number(row["weight"])} for row in rows[:MOST_TIES]]
    basis = {"basis": "basis"} if any(row["basis"] for row in rows) else {}
    headings = {"from": "from", "tie": "tie", "to": "to", **basis, "weight": "weight"}
    size = network_size(ties.nodes, len(rows))
    emit(cells, form, columns=TIE_COLUMNS, show=headings, empty_message=size)
    if not rows and form == "table":
        return
    total = size
    if len(cells) < len(rows):
        total += (
            f" The table has the {len(cells)} strongest; --csv and --json give all, -o writes a "
            "file for another program, and --lens a page that draws the network."
        )
    say(textwrap.fill(total, width()), err=True)


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
    unit = result.unit.removesuffix("s") if result.n == 1 else result.unit
    say(f"{result.name}, n = {result.n} {unit}")
    if result.rows:
        rows = [
            {key: _number(cell) if isinstance(cell, float) else cell for key, cell in row.items()}
            for row in result.rows
        ]
        show = {key: key for key in result.rows[0] if key != "id"}
        emit(rows, "table", show=show)
    for line in result.note.splitlines():  # a command is not wrapped, so that it can be copied
        say(line if line.startswith("→ ") else textwrap.fill(line, width()))
    say("")

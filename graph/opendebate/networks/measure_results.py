"""Results of measures, and the error for networks that are too small to measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opendebate.errors import OpenDebateError
from opendebate.table import Table

NOTE = "It measures what was said in these sources, not what people think."
Row = dict[str, Any]


class NetworkTooSmall(OpenDebateError):
    """The network is too small for a measure to mean anything.

    Parameters
    ----------
    measure, unit : str
    n, floor : int
        How many units there are, and how many the measure needs.
    why : str
        Why fewer mean nothing, as a clause.
    """

    exit_code = 1

    def __init__(self, measure: str, n: int, unit: str, floor: int, why: str) -> None:
        self.measure, self.n, self.floor = measure, n, floor
        super().__init__(
            f"{measure} is not shown: there {'is' if n == 1 else 'are'} "
            f"{n} {unit.removesuffix('s') if n == 1 else unit}, and below {floor} {why}",
            advice="Add sources or widen the filters; --anyway (anyway=True) shows it even so.",
        )


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """The result of a measure of a network.

    Attributes
    ----------
    name, title : str
    n : int
        How many units the result is based on.
    unit : str
        ``"actors with ties"``, ``"ties"`` …
    value : float or None
        The value for the network, where the measure has one.
    rows : tuple of dict
        The values for its nodes or groups, the highest first.
    note : str
        What the result means, and what it does not mean.
    """

    name: str
    title: str
    n: int
    unit: str
    value: float | None = None
    rows: tuple[Row, ...] = ()
    note: str = NOTE

    @property
    def table(self) -> Table[Row]:
        """The rows, for CSV, data frames and notebooks."""
        return Table(self.rows, tuple(self.rows[0]) if self.rows else ())

    def to_dict(self) -> Row:
        """Return plain data, fit for JSON."""
        return {
            "measure": self.name, "title": self.title, "n": self.n, "unit": self.unit,
            "value": self.value, "rows": [dict(row) for row in self.rows], "note": self.note,
        }  # fmt: skip

"""What a measure says of a network, and what is said where there is too little to measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opendebate.errors import OpenDebateError

NOTE = "It measures what was said in these sources, not what people think."
Row = dict[str, Any]


class TooFew(OpenDebateError):
    """A measure that means nothing, because there is too little to measure.

    Parameters
    ----------
    measure, unit : str
    n, floor : int
        How many units there are, and how many there should be.
    why : str
        Why fewer say nothing.
    """

    exit_code = 1

    def __init__(self, measure: str, n: int, unit: str, floor: int, why: str) -> None:
        self.measure, self.n, self.floor = measure, n, floor
        super().__init__(
            f"{measure} is not told: there are {n} {unit}, and below {floor} {why}",
            advice="Add sources or widen the filters; --anyway (anyway=True) tells it even so.",
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure says of a network.

    Attributes
    ----------
    name, title : str
    n : int
        How many `unit` it rests on.
    unit : str
        ``"actors with ties"``, ``"ties"`` …
    value : float or None
        Of the whole network, where the measure has one.
    rows : tuple of dict
        Of its nodes or groups, the highest first.
    note : str
        What it can and cannot say.
    """

    name: str
    title: str
    n: int
    unit: str
    value: float | None = None
    rows: tuple[Row, ...] = ()
    note: str = NOTE

    def to_dict(self) -> Row:
        """Return plain data, fit for JSON."""
        return {
            "measure": self.name, "title": self.title, "n": self.n, "unit": self.unit,
            "value": self.value, "rows": [dict(row) for row in self.rows], "note": self.note,
        }  # fmt: skip

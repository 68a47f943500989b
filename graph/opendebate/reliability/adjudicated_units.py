"""Units of a source beside its adjudicated coding: which statement there is which unit's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from opendebate.coding.record_edit import RecordEditor, data_of, pair_of, same_data
from opendebate.reliability.alignment import Unit, equal_values, overlap
from opendebate.reliability.coded_statements import CodedStatement

Data = dict[str, Any]  # a statement as its coding file has it
_SAME_ID, _EQUAL = 1e-3, 1e-6  # weights that only decide between equal overlaps
UNCOMPARED = {"id", "drafted_by", "accepted_by"}


def statement_data(text: str) -> dict[str, Data]:
    """Return the statements in the text of a coding file by their ids, as data."""
    nodes = statement_nodes(RecordEditor(text).root)
    return {data_of(pair_of(node, "id")[1]): data_of(node) for node in nodes}


def statement_nodes(root: Any) -> list[Any]:
    """Return the nodes of the statements in a coding file, by its outermost node."""
    pair = pair_of(root, "statements")
    listed = pair[1].value if pair and isinstance(pair[1].value, list) else []
    return [node for node in listed if pair_of(node, "id")]


@dataclass(frozen=True, slots=True)
class AdjudicatedUnit:
    """A unit, and the adjudicated statement on the same words.

    Attributes
    ----------
    unit : Unit
    data : dict of str to dict
        Coder → the statement as the coder's file has it.
    adjudicated : str or None
        The id of the adjudicated statement; None if there is none.
    """

    unit: Unit
    data: Mapping[str, Data]
    adjudicated: str | None

    @property
    def differing(self) -> tuple[str, ...]:
        """Names of the fields on which the coders' files differ, also those that no one counts."""
        names = dict.fromkeys(key for each in self.data.values() for key in each)
        first, *others = self.data.values()
        return tuple(
            name for name in names
            if name not in UNCOMPARED
            and any(not same_data(first.get(name), each.get(name)) for each in others)
        )  # fmt: skip


def matched(units: Sequence[Unit], adjudicated: Sequence[CodedStatement]) -> list[str | None]:
    """Return for each unit the id of the adjudicated statement on the same words.

    Statements are matched one to one, so that the sum of overlaps is as large as it can be. Between
    equal overlaps, the same id decides, and then equal values.

    Parameters
    ----------
    units : sequence of Unit
    adjudicated : sequence of CodedStatement
    """
    from scipy.optimize import linear_sum_assignment

    weights = np.array([[_weight(unit, each) for each in adjudicated] for unit in units])
    weights = weights.reshape(len(units), len(adjudicated))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    names: list[str | None] = [None] * len(units)
    for row, column in zip(rows, columns, strict=True):
        if weights[row, column] > 0:
            names[row] = adjudicated[column].id
    return names


def _weight(unit: Unit, adjudicated: CodedStatement) -> float:
    return max(_likeness(each, adjudicated) for each in unit.values())


def _likeness(one: CodedStatement, other: CodedStatement) -> float:
    shared = overlap(one, other)
    if not shared and (one.passages or other.passages):
        return 0.0
    return (
        shared + _SAME_ID * (one.id == other.id) + _EQUAL * equal_values(one, other) * bool(shared)
    )

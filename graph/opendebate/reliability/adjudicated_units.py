"""Which adjudicated statement of a source belongs to which unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.yaml_text import data_of, pair_of, statement_nodes
from opendebate.coding.yaml_values import same_data, with_numbers
from opendebate.reliability.alignment import Unit, pair, same_words
from opendebate.reliability.coded_statements import CodedStatement

Data = dict[str, Any]  # a statement as its coding file has it
UNCOMPARED = {"id", "drafted_by", "accepted_by"}


def statement_data(text: str) -> dict[str, Data]:
    """Return the statements in the text of a coding file by their ids, as data."""
    nodes = statement_nodes(RecordEditor(text).root)
    return {data_of(pair_of(node, "id")[1]): data_of(node) for node in nodes}


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
        """Names of the fields on which the coders' files differ, also fields that are not compared.

        Passages with the same words are equal, whichever paragraph a coder's copy has them in.
        """
        names = dict.fromkeys(key for each in self.data.values() for key in each)
        return tuple(name for name in names if name not in UNCOMPARED and self._differ(name))

    def _differ(self, name: str) -> bool:
        if name == "at":
            statement, *others = self.unit.values()
            return not all(same_words(statement, other) for other in others)
        first, *rest = self.data.values()
        return any(not same_data(first.get(name), each.get(name)) for each in rest)


def matched(units: Sequence[Unit], adjudicated: Sequence[CodedStatement]) -> list[str | None]:
    """Return for each unit the id of the adjudicated statement on the same words.

    Statements are matched as coders' are (`opendebate.reliability.alignment.pair`); between equal
    overlaps, the same id decides first.

    Parameters
    ----------
    units : sequence of Unit
    adjudicated : sequence of CodedStatement
    """
    paired = pair(units, adjudicated, by_id=True)
    return [adjudicated[paired[n]].id if n in paired else None for n in range(len(units))]


def written(record: Data) -> Data:
    """Return a statement as it is written into a file: numbers in its passages are numbers."""
    at = record.get("at")
    if isinstance(at, dict):
        return {**record, "at": with_numbers(at)}
    if isinstance(at, list):
        return {**record, "at": [with_numbers(item) for item in at]}
    return record

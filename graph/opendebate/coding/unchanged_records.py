"""Records of files that were read without a fault before, and have not changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from opendebate.coding.records import Record

R = TypeVar("R", bound=Record)


class UnchangedRecords(Mapping[str, R]):
    """The records of a file, each made from its data when it is asked for.

    Parameters
    ----------
    model : type of Record
        The class of the records.
    data : dict
        Id → the data of the record, which has no fault.
    """

    def __init__(self, model: type[R], data: dict[str, Any]) -> None:
        self._model, self._data = model, data
        self._records: dict[str, R] = {}

    def __getitem__(self, name: str) -> R:
        if name not in self._records:
            self._records[name] = self._model.model_validate(self._data[name] or {})
        return self._records[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

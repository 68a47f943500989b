"""How a table is to be read, as its user says it: options, and the file that keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import decoded
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import Record, filled
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.spreadsheet.columns import ColumnMap

RECIPE = "import.yaml"  # in a debate's folder
_KEYS = {"format", "columns", "attributes", "values", "date_order", "coder", "sheet"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is to be read.

    Attributes
    ----------
    columns : mapping of str to str
        Field → column, in place of what the header says.
    values : mapping of str to str
        Value of agreement → what it means.
    date_order : str
        ``"dmy"`` or ``"mdy"`` for dates such as 3/4/2024; empty where the dates show it.
    coder : str
        The only coder whose rows are read; empty for all.
    attributes : tuple of str
        Further columns, each after what has the attribute: ``"actor:COLUMN"``.
    sheet : str
        The sheet of a workbook; empty for the first.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    coder: str = ""
    sheet: str = ""
    attributes: tuple[str, ...] = ()

    def over(self, earlier: Plan) -> Plan:
        """Return this plan, with what an earlier one says where this one says nothing."""
        return replace(
            self,
            columns={**earlier.columns, **self.columns},
            values={**earlier.values, **self.values},
            date_order=self.date_order or earlier.date_order,
            coder=self.coder or earlier.coder,
            sheet=self.sheet or earlier.sheet,
            attributes=tuple(dict.fromkeys((*earlier.attributes, *self.attributes))),
        )

    def record(self, columns: ColumnMap) -> Record:
        """Return what the folder keeps, so that the same import runs again."""
        record: Record = filled(
            {"format": "table", "columns": dict(columns.columns)},
            values=dict(self.values),
            date_order=self.date_order,
            coder=self.coder,
            sheet=self.sheet,
            attributes=list(self.attributes),
        )
        return record


def load_plan(path: Path) -> Plan:
    """Return the plan of an earlier import.

    Parameters
    ----------
    path : pathlib.Path
        An ``import.yaml``, or the folder that it is in.

    Raises
    ------
    InputError
        If it is no such file.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    path = path / RECIPE if path.is_dir() else path
    where = display_path(path)
    text = decoded(read_bytes(path), where)
    try:
        content: Any = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        raise _no_plan(where) from error
    if not isinstance(content, dict) or content.get("format") != "table" or content.keys() - _KEYS:
        raise _no_plan(where)
    mappings = [content.pop(key, {}) for key in ("columns", "values")]
    if not all(isinstance(mapping, dict) for mapping in mappings):
        raise _no_plan(where)
    columns, values = ({str(key): str(value) for key, value in mapping.items()}
                       for mapping in mappings)  # fmt: skip
    attributes = content.pop("attributes", [])
    if not isinstance(attributes, list):
        raise _no_plan(where)
    rest = {key: str(value) for key, value in content.items() if key != "format"}
    names = tuple(map(str, attributes))
    return Plan(columns, values, attributes=names, **cast("dict[str, Any]", rest))


def _no_plan(where: str) -> InputError:
    return InputError(
        "It does not say how a table is read.",
        where=where,
        advice=f"Give the {RECIPE} that 'opendebate import table' wrote into a debate's folder.",
    )

"""Records that this library writes into another tool's file besides, read again.

They hold what the other format has no place for. Whoever edits such a file may break them, so each
is checked like any input: a broken record is an error or, with a report, it is left out.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from opendebate.coding import records
from opendebate.coding.field_types import UNKNOWN
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model
from opendebate.errors import InputError
from opendebate.exchange.draft import Draft, Record, filled
from opendebate.exchange.ids import is_id
from opendebate.exchange.report import ImportReport

M = typing.TypeVar("M", bound=BaseModel)
KEY = "opendebate"  # under which they stand
_LEFT_OUT = "Records of opendebate that are broken are left out"


@dataclass(frozen=True, slots=True)
class Extension:
    """Checks records; with a report, those that are broken are noted, else they are errors."""

    where: str  # the file, as errors name it
    advice: str
    report: ImportReport | None = None

    def read(self, sections: Mapping[str, Any], draft: Draft, *, claims: bool = False) -> None:
        """Put the debate, its entities and its sources into a draft.

        Parameters
        ----------
        sections : mapping of str to object
            ``debate``, and records by id under the names of the coding files and ``sources``.
        draft : Draft
        claims : bool
            Whether claims stand here too, not only in the format's own places.
        """
        if "debate" in sections:
            debate = self.record(records.Debate, sections["debate"], "debate")
            draft.debate = debate or draft.debate
        for file, (kind, model) in KINDS.items():
            if claims or file != "claims":
                draft.files()[file].update(self.records(model, sections.get(file), kind))
        sources = self.records(records.Source, sections.get("sources"), "source")
        for slug, source in sources.items():
            draft.sources[slug] = {"source": typing.cast("Any", source), "statements": []}

    def records(self, model: type[BaseModel], section: object, kind: str) -> dict[str, Record]:
        """Return the valid records of a section, by id."""
        if section is None:
            return {}
        if not isinstance(section, Mapping):
            self.refuse("Records by their ids must stand here.", kind)
            return {}
        valid = {}
        for name, content in section.items():
            label = f"{kind} {str(name)[:80]!r}"
            if not is_id(name):
                self.refuse("It is no id: use small letters, digits and single hyphens.", label)
            elif (record := self.record(model, content, label)) is not None:
                valid[name] = record
        return valid

    def record(self, model: type[BaseModel], content: object, label: str) -> Record | None:
        """Return a record with lists where several may stand; None if it is broken."""
        content = _renewed(content)
        if problem := _problem(model, content):
            self.refuse(problem, label)
            return None
        return normalize(model, typing.cast("Record", content))

    def refuse(self, problem: str, label: str) -> None:
        """Raise an error, or note what is left out."""
        if self.report is None:
            raise InputError(problem, where=f"{self.where}, {label}", advice=self.advice)
        self.report.note(_LEFT_OUT, label)


def is_valid(model: type[BaseModel], content: object) -> bool:
    """Tell whether content is a record."""
    return not _problem(model, content)


def checked(model: type[M], content: object, where: str, advice: str) -> M:
    """Return content as a record.

    Raises
    ------
    InputError
        With its first fault.
    """
    if problem := _problem(model, content):
        raise InputError(problem, where=where, advice=advice)
    return model.model_validate(content)


def _problem(model: type[BaseModel], content: object) -> str:
    """Return the first fault of a record; empty where it has none."""
    try:
        model.model_validate(content)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(map(str, fault["loc"]))
        return f"{place or 'It'}: {fault['msg'].rstrip('.')}."
    return ""


def normalize(model: type[BaseModel], content: Mapping[str, Any]) -> Record:
    """Return a valid record in the form of the coding files.

    Keys without a value go, one value where several may stand becomes a list, and numbers and
    truth values that were read as texts are what they mean.

    Examples
    --------
    >>> normalize(records.Statement, {"at": {"from": "1984", "to": "b", "words": "9"}})
    {'at': [{'from': '1984', 'to': 'b', 'words': 9}]}
    """
    fields = {
        field_info.alias or name: field_info for name, field_info in model.model_fields.items()
    }
    normal = {}
    for key, value in content.items():
        if value is not None:
            annotation, nested = fields[key].annotation, nested_model(fields[key])
            is_single = isinstance(value, str | Mapping) and value != UNKNOWN
            several = typing.get_origin(annotation) is tuple and is_single
            normal[key] = _value([value] if several else value, annotation, nested)
    return normal


def _value(value: Any, annotation: Any, nested: type[BaseModel] | None) -> Any:
    if isinstance(value, list | tuple):
        return [_value(item, annotation, nested) for item in value]
    if nested and isinstance(value, Mapping):
        return normalize(nested, value)
    if isinstance(value, str) and _mentions(annotation, int):
        return int(value)
    if isinstance(value, str) and annotation is bool:
        return value == "true"
    return value


def _mentions(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(
        _mentions(argument, kind) for argument in typing.get_args(annotation)
    )


def _renewed(content: object) -> object:
    """Return a record in its form of today: a membership had `dates` before, and no beginning."""
    places = content.get("memberships") if isinstance(content, Mapping) else None
    if not isinstance(content, Mapping) or not isinstance(places, list):
        return content
    renewed = []
    for place in places:
        if isinstance(place, Mapping) and isinstance(place.get("dates"), str):
            begin, _, end = place["dates"].partition("/")
            renewed.append(filled(place, dates=None, until=end) | {"from": begin})
        else:
            renewed.append(place)
    return {**content, "memberships": renewed}

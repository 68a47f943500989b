"""The study's own attributes: that they are declared, and that each value is of its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from opendebate.coding.dates import parse_edtf
from opendebate.coding.folder import Coding
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import close_matches, did_you_mean

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})", re.ASCII)
_MAX_CODE = 200  # characters of a code


def check_attributes(coding: Coding) -> None:
    """Check the attributes of all records that were read against those that are declared."""
    declared = coding.debate.attributes
    for kind, tree, path, values in _values(coding):
        for name, value in values.items():
            message = ""
            if name not in declared:
                close = did_you_mean(close_matches(name, {*declared}))
                message = f"debate.yaml declares no attribute {name!r}. {close} Or add it there "
                message += f"under attributes: {name}: {{label: …, of: {kind}}}."
            elif kind not in declared[name].of:
                of = ", ".join(declared[name].of)
                message = f"The attribute {name!r} is one of {of}, not of {kind}. Change its 'of' "
                message += "in debate.yaml, or take it out here."
            else:
                message = fault_of_value(value, declared[name].type)
            if message:
                tree.add_fault((*path, "attributes", name), message.replace("  ", " "))


def fault_of_value(value: str, of_type: str) -> str:
    """Return what is wrong with the value of an attribute; empty if nothing is.

    Examples
    --------
    >>> fault_of_value("12.5", "number"), fault_of_value("2024-01", "date")
    ('', '')
    >>> fault_of_value("many", "number")
    "'many' is no number. Write digits, such as 12 or 0.5."
    """
    if of_type == "number" and not _NUMBER.fullmatch(value):
        return f"{value[:60]!r} is no number. Write digits, such as 12 or 0.5."
    if of_type == "date":
        try:
            parse_edtf(value)
        except ValueError as error:
            return str(error)
    if of_type == "code" and len(value) > _MAX_CODE:
        return f"A code has at most {_MAX_CODE} characters. Shorten it, or declare it as text."
    return ""


def _values(coding: Coding) -> Iterator[tuple[str, Tree, Keys, Mapping[str, str]]]:
    """Yield the attributes of each record that was read, with its kind, file and path."""
    entities: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("actor", "actors", coding.actors), ("claim", "claims", coding.claims)
    )  # fmt: skip
    for kind, file, records in entities:
        for name, record in records.items() if file not in coding.unchanged else ():
            if record.attributes:
                yield kind, coding.trees[file], (name,), record.attributes
    for slug, file_of in coding.sources.items():
        tree = coding.trees[f"sources/{slug}"]
        if file_of.source.attributes:
            yield "source", tree, ("source",), file_of.source.attributes
        for i, statement in zip(coding.positions[slug], file_of.statements, strict=True):
            if statement.attributes:
                yield "statement", tree, ("statements", i), statement.attributes

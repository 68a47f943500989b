"""A study's own attributes of records, by their labels."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

from opendebate.coding.attribute_checks import fault_of_value
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.ids import slug


def add_attribute(coded: CodedDebate, record: Any, owner: str, label: str, value: str) -> None:
    """Give a record an attribute, and declare it where it is new.

    Parameters
    ----------
    coded : CodedDebate
    record : dict
        The record, such as an actor.
    owner : str
        What it is: ``"actor"``, ``"claim"``, ``"source"`` or ``"statement"``.
    label, value : str
        An empty value removes the attribute.

    Examples
    --------
    >>> coded, ann = CodedDebate({}), {}
    >>> add_attribute(coded, ann, "actor", "Chamber", "Senate")
    >>> ann, own_value(coded, ann, "Chamber")
    ({'attributes': {'chamber': 'Senate'}}, 'Senate')
    """
    declared = coded.debate.setdefault("attributes", {})
    name = next((key for key, one in declared.items() if one["label"] == label), "")
    if not value:
        record.get("attributes", {}).pop(name, None)
        if not record.get("attributes", True):
            del record["attributes"]
        return
    if not name:
        stem = slug(label) or "attribute"
        numbered = (f"{stem}-{number}" for number in count(2))
        name = next(name for name in chain([stem], numbered) if name not in declared)
        declared[name] = {"label": label, "of": [], "type": "code"}
    owners = declared[name]["of"]
    declared[name]["of"] = [*owners, *({owner} - {*owners})]
    if fault_of_value(value, declared[name]["type"]):
        declared[name]["type"] = "text"
    record.setdefault("attributes", {})[name] = value


def own_value(coded: CodedDebate, record: Any, label: str) -> str:
    """Return the value of a record's attribute by the attribute's label; empty if it has none."""
    declared = coded.debate.get("attributes", {})
    values = record.get("attributes", {})
    return next((str(values[name]) for name, one in declared.items()
                 if one["label"] == label and name in values), "")  # fmt: skip

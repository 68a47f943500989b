"""Attributes of DNA's persons, organizations and concepts that no field of a record has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opendebate.coding.attribute_checks import fault_of_value
from opendebate.exchange.dna.schema import ATTRIBUTES, LONGEST
from opendebate.exchange.draft import Draft
from opendebate.exchange.ids import slug
from opendebate.exchange.report import cut

_OWNERS = {"person": "actor", "organization": "actor", "concept": "claim"}


def attribute_names(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Return the attributes of each of DNA's variables: the usual ones, and the study's own.

    Examples
    --------
    >>> chamber = {"label": "Chamber", "of": ["actor"], "type": "code"}
    >>> attribute_names(Draft({"attributes": {"chamber": chamber}}))["person"][-1]
    'Chamber'
    """
    declared = draft.debate.get("attributes", {}).values()
    names = {}
    for variable, usual in ATTRIBUTES.items():
        own = (cut(one["label"], LONGEST) for one in declared if _OWNERS[variable] in one["of"])
        names[variable] = tuple(dict.fromkeys((*usual, *own)))
    return names


def own_attributes(draft: Draft, values: Mapping[str, str]) -> dict[str, str]:
    """Return the study's own attributes of a record, by their labels, as DNA shows them."""
    declared = draft.debate.get("attributes", {})
    return {
        cut(declared[name]["label"], LONGEST): value
        for name, value in values.items()
        if name in declared
    }


def add_attribute(draft: Draft, record: Any, owner: str, label: str, value: str) -> None:
    """Give an actor or claim an attribute of DNA, and declare it where it is new.

    Parameters
    ----------
    draft : Draft
    record : dict
        The actor or claim.
    owner : str
        ``"actor"`` or ``"claim"``.
    label, value : str
        An empty value takes the attribute away.
    """
    declared = draft.debate.setdefault("attributes", {})
    name = next((key for key, one in declared.items() if cut(one["label"], LONGEST) == label), "")
    if not value:
        record.get("attributes", {}).pop(name, None)
        if not record.get("attributes", True):
            del record["attributes"]
        return
    if not name:
        name = stem = slug(label) or "attribute"
        while name in declared:
            name = f"{stem}-{len(declared) + 1}"
        declared[name] = {"label": label, "of": [], "type": "code"}
    of = declared[name]["of"]
    declared[name]["of"] = [*of, *({owner} - {*of})]
    if fault_of_value(value, declared[name]["type"]):
        declared[name]["type"] = "text"
    record.setdefault("attributes", {})[name] = value

"""Attributes of DNA's persons, organizations and concepts that no field of a record has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from opendebate.coding.attribute_checks import fault_of_value
from opendebate.exchange.dna.schema import ATTRIBUTES, LONGEST
from opendebate.exchange.draft import Draft
from opendebate.exchange.ids import slug
from opendebate.exchange.report import cut

COLOUR = "Colour"  # the attribute that DNA holds as an entity's colour
_HEX = re.compile("#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_OWNERS = {"person": "actor", "organization": "actor", "concept": "claim"}


def attribute_names(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Return the attributes of each of DNA's variables: the usual ones, and the study's own.

    Examples
    --------
    >>> chamber = {"label": "Chamber", "of": ["actor"], "type": "code"}
    >>> attribute_names(Draft({"attributes": {"chamber": chamber}}))["person"][-1]
    'Chamber'
    """
    declared = draft.debate.get("attributes", {})
    names = {}
    for variable, usual in ATTRIBUTES.items():
        own = (
            cut(one["label"], LONGEST)
            for name, one in declared.items()
            if _OWNERS[variable] in one["of"] and not _is_colour(draft, name)
        )
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


def _is_colour(draft: Draft, name: str) -> bool:
    """Tell whether an attribute holds colours and nothing else, which DNA has a place for."""
    if draft.debate["attributes"][name]["label"] != COLOUR:
        return False
    records = (*draft.actors.values(), *draft.claims.values())
    values = (record.get("attributes", {}).get(name, "#000000") for record in records)
    return all(map(_HEX.fullmatch, values))


def rgb(attributes: Mapping[str, str]) -> tuple[int, int, int]:
    """Return the colour of an entity by its attributes, as red, green and blue; or black.

    Examples
    --------
    >>> rgb({"Colour": "#FF8000"}), rgb({"Colour": "blue"})
    ((255, 128, 0), (0, 0, 0))
    """
    match = _HEX.fullmatch(attributes.get(COLOUR, ""))
    return (int(match[1], 16), int(match[2], 16), int(match[3], 16)) if match else (0, 0, 0)


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

"""Attributes of DNA's persons, organisations and concepts that no field of a record has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna.schema import ATTRIBUTES, LONGEST
from opendebate.shortening import cut

COLOUR = "Colour"  # the attribute that DNA holds as an entity's colour
_HEX = re.compile("#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_OWNERS = {"person": "actor", "organization": "actor", "concept": "claim"}


def short(text: str) -> str:
    """Return a text that is short enough for DNA."""
    return cut(text, LONGEST)


def attribute_names(coded: CodedDebate) -> dict[str, tuple[str, ...]]:
    """Return the attributes of each of DNA's variables: the usual ones, and the study's own.

    Examples
    --------
    >>> chamber = {"label": "Chamber", "of": ["actor"], "type": "code"}
    >>> attribute_names(CodedDebate({"attributes": {"chamber": chamber}}))["person"][-1]
    'Chamber'
    """
    declared = coded.debate.get("attributes", {})
    names = {}
    for variable, usual in ATTRIBUTES.items():
        own = (
            short(one["label"])
            for name, one in declared.items()
            if _OWNERS[variable] in one["of"] and not _is_colour(coded, name)
        )
        names[variable] = tuple(dict.fromkeys((*usual, *own)))
    return names


def full_label(coded: CodedDebate, label: str) -> str:
    """Return the label of the study's own attribute that DNA may hold cut."""
    labels = (one["label"] for one in coded.debate.get("attributes", {}).values())
    return next((full for full in labels if short(full) == label), label)


def own_attributes(coded: CodedDebate, values: Mapping[str, str]) -> dict[str, str]:
    """Return the study's own attributes of a record, by their labels, as DNA shows them."""
    declared = coded.debate.get("attributes", {})
    return {
        short(declared[name]["label"]): value for name, value in values.items() if name in declared
    }


def _is_colour(coded: CodedDebate, name: str) -> bool:
    """Tell whether an attribute holds colours and nothing else, which DNA has a place for."""
    if coded.debate["attributes"][name]["label"] != COLOUR:
        return False
    records = (*coded.actors.values(), *coded.claims.values())
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

"""The parts of a project's XML that others refer to: users, notes, variables and cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from opendebate.exchange.refi_qda.archive import child, children, description_of, guid

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NUMBERS = {"Integer", "Float"}
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


@dataclass(slots=True)
class Case:
    """A case: a person, a group or whatever else a study compares."""

    guid: str
    name: str
    description: str
    values: dict[str, str]


@dataclass(slots=True)
class Parts:
    """What a project's codings refer to, by identifiers.

    Attributes
    ----------
    users, notes : dict of str to str
        Names, and texts.
    variables : dict of str to str
        Names of variables.
    numbers : set of str
        The names of variables with numbers.
    cases : list of Case
    of_document, of_passage : dict of str to list of str
        The names of cases.
    """

    users: dict[str, str]
    notes: dict[str, str]
    variables: dict[str, str]
    numbers: set[str]
    cases: list[Case] = field(default_factory=list)
    of_document: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    of_passage: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def values(self, element: Element) -> dict[str, str]:
        """Return the values of variables that an element has, by their names."""
        values = {}
        for holder in children(element, "VariableValue"):
            name = self.variables.get(guid(child(holder, "VariableRef"), "targetGUID"), "")
            value = next((inner.text or "" for inner in children(holder, *_VALUES)), "")
            if name and value.strip():
                values[name] = value.strip()
        return values

    def memo(self, element: Element) -> str:
        """Return the description and the notes of an element."""
        notes = [
            self.notes.get(guid(ref, "targetGUID"), "") for ref in children(element, "NoteRef")
        ]
        return "\n".join(filter(None, [description_of(element), *notes]))


def read_parts(root: Element, text_of: Callable[[Element], str]) -> Parts:
    """Return what the codings of a project refer to.

    Parameters
    ----------
    root : Element
    text_of : callable
        It returns the text of a note.
    """
    users = {guid(user): user.get("name") or user.get("id") or ""
             for user in children(child(root, "Users"), "User")}  # fmt: skip
    variables = [*children(child(root, "Variables"), "Variable")]
    parts = Parts(
        users,
        {guid(note): text_of(note) for note in children(child(root, "Notes"), "Note")},
        {guid(variable): variable.get("name", "") for variable in variables},
        {one.get("name", "") for one in variables if one.get("typeOfVariable") in _NUMBERS},
    )
    for element in children(child(root, "Cases"), "Case"):
        name, description = element.get("name", ""), description_of(element)
        parts.cases.append(Case(guid(element), name, description, parts.values(element)))
        for kind, names in (("SourceRef", parts.of_document), ("SelectionRef", parts.of_passage)):
            for ref in children(element, kind) if name.strip() else ():
                names[guid(ref, "targetGUID")].append(name)
    return parts

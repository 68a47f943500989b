"""The parts of a project's XML that others refer to: users, notes, variables and cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from opendebate.exchange.refi_qda.archive import child, children, guid, text_in

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
    documents: list[str]
    passages: list[str]


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
        return "\n".join(filter(None, [text_in(element, "Description"), *notes]))


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
        case = Case(
            guid(element), element.get("name", ""), text_in(element, "Description"),
            parts.values(element), _targets(element, "SourceRef"),
            _targets(element, "SelectionRef"),
        )  # fmt: skip
        parts.cases.append(case)
        for targets, names in ((case.documents, parts.of_document),
                               (case.passages, parts.of_passage)):  # fmt: skip
            for target in targets if case.name.strip() else ():
                names[target].append(case.name)
    return parts


def _targets(element: Element, name: str) -> list[str]:
    return [guid(ref, "targetGUID") for ref in children(element, name)]

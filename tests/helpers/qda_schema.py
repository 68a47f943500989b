"""What the schemas of REFI-QDA (QDA-XML 1.0 of 2019) demand of projects and codebooks.

Written for these tests from the published schema: of each element the order of those within it and
which may occur more than once, and its attributes, those that are required with a star.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_REFERENCES = ("CodeRef", "SourceRef", "SelectionRef", "VariableRef", "NoteRef")
_AUDIT = "creatingUser creationDateTime modifyingUser modifiedDateTime"
# Element → elements within it, in order (+: one or more, *: any number, ?: one or none).
_WITHIN = {
    "Project": "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? "
    "Description? NoteRef*",
    "Users": "User+", "CodeBook": "Codes Sets?", "Codes": "Code+", "Variables": "Variable+",
    "Code": "Description? NoteRef* Code*",
    "Variable": "Description?",
    "Cases": "Case+", "Case": "Description? CodeRef* VariableValue* SourceRef* SelectionRef*",
    "VariableValue": "VariableRef TextValue? FloatValue?",
    "Sources": "TextSource+", "Notes": "Note+",
    "TextSource": "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* "
    "VariableValue*",
    "Note": "Description? PlainTextContent?",
    "PlainTextSelection": "Description? Coding* NoteRef*",
    "Coding": "CodeRef NoteRef*",
    "Links": "Link+", "Link": "NoteRef*",
}  # fmt: skip
_ATTRIBUTES = {
    "Project": "name* origin", "CodeBook": "origin", "User": "guid* name id",
    "Code": "guid* name* isCodable* color",
    "Variable": "guid* name* typeOfVariable*", "Case": "guid* name",
    "TextSource": f"guid* name plainTextPath {_AUDIT}", "Note": f"guid* name {_AUDIT}",
    "PlainTextSelection": f"guid* name startPosition* endPosition* {_AUDIT}",
    "Coding": "guid* creatingUser creationDateTime",
    "Link": "guid* name direction color originGUID targetGUID",
    **dict.fromkeys(_REFERENCES, "targetGUID*"),
}  # fmt: skip
_VALUES = {
    "isCodable": "true|false", "color": "#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})",
    "typeOfVariable": "Text|Float", "direction": "Associative|OneWay|Bidirectional",
    "startPosition": "[0-9]+", "endPosition": "[0-9]+", "plainTextPath": "internal://[^/]+",
}  # fmt: skip


def faults(root: Element, namespace: str) -> Iterator[str]:
    """Yield what is wrong with a document by the schema, and references to nothing."""
    known = {element.get("guid") for element in root.iter()}
    numbers = [element.get("guid") for element in root.iter() if element.get("guid")]
    if len({*numbers}) != len(numbers):
        yield "An identifier occurs twice."
    for element in root.iter():
        space, _, name = element.tag[1:].partition("}")
        if space != namespace:
            yield f"{name} is in another namespace."
        order = [child.tag.rpartition("}")[2] for child in element]
        if not re.fullmatch(_pattern(_WITHIN.get(name, "")), " ".join([*order, ""])):
            yield f"{name} must not hold {order}."
        allowed = _ATTRIBUTES.get(name, "").split()
        yield from (f"{name} has no {one}" for one in allowed if one[-1] == "*"
                    and one[:-1] not in element.attrib)  # fmt: skip
        for key, value in element.attrib.items():
            if key not in {one.rstrip("*") for one in allowed}:
                yield f"{name} must not have {key}."
            if "guid" in key.lower() or key == "creatingUser":
                yield from [] if _GUID.fullmatch(value) else [f"{value} is no GUID."]
                yield from [] if value in known else [f"{name} names {value}, which is nothing."]
            if key in _VALUES and not re.fullmatch(_VALUES[key], value):
                yield f"{name} must not have {key}={value}."


def _pattern(within: str) -> str:
    parts = []
    for item in within.split():
        name = item.rstrip("?*+")
        parts.append(f"(?:{name} ){item[len(name) :]}")
    return "".join(parts)

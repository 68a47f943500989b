"""Codes of REFI-QDA: those with codes below them are topics, all others claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.coding.copied_words import CopyFinder
from opendebate.exchange.attributes import own_value
from opendebate.exchange.coded_debate import CLAIM_CODES, ClaimData, CodedDebate, add_once
from opendebate.exchange.coded_text.claims import ClaimBuilder
from opendebate.exchange.coded_text.model import Code
from opendebate.exchange.ids import is_id
from opendebate.exchange.refi_qda.archive import child, children, description_of, guid
from opendebate.exchange.refi_qda.names import guid_of, plain_xml
from opendebate.exchange.report import ImportNotes, line
from opendebate.stances import stances

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

STANCES = "Stance"  # the folder of codes that say which stance a passage takes
_NO = ("false", "0")
_DEEPEST = 50  # folders within folders


@dataclass(frozen=True, slots=True)
class QdaCode:
    """A code as it stands in a codebook.

    Attributes
    ----------
    code : Code
    is_folder : bool
        Whether codes are below it, or it is no code for passages.
    stance : str
        The stance that it means instead of a claim, if it stands in the folder of stances.
    """

    code: Code
    is_folder: bool
    stance: str = ""


def read_codes(
    codes: Element | None, notes: Mapping[str, str], report: ImportNotes,
    claims: Mapping[str, str] | None = None,
) -> dict[str, QdaCode]:  # fmt: skip
    """Return all codes of a codebook by their identifiers.

    Parameters
    ----------
    codes : Element, optional
        The element with the outermost ones.
    notes : mapping of str to str
        Identifiers of notes → their texts.
    report : ImportNotes
    claims : mapping of str to str, optional
        Identifiers of codes that this library wrote → their claims.
    """
    codes_by_guid: dict[str, QdaCode] = {}
    for element, folders in _walk(codes, report):
        name = line(element.get("name", ""))
        number = guid(element) or f"code {len(codes_by_guid) + 1}"
        if not name or number in codes_by_guid:
            report.note("Codes without a name, or with the identifier of another, are left out",
                        name or number)  # fmt: skip
            continue
        fields, description = _fields(description_of(element))
        memos = [notes.get(guid(ref, "targetGUID"), "") for ref in children(element, "NoteRef")]
        colour = element.get("color", "")
        memo = "\n".join(filter(None, memos))
        attributes = [("Colour", colour), ("Description", description), ("Memo", memo)]
        claim = (claims or {}).get(number, "")
        values = tuple(pair for pair in attributes if pair[1])
        code = Code(name, folders, values, number, claim, tuple(fields.items()))
        is_stance = [folder.casefold() for folder in folders] == [STANCES.casefold()]
        stance = name.casefold() if is_stance and name.casefold() in stances() else ""
        is_folder = child(element, "Code") is not None or element.get("isCodable") in _NO
        codes_by_guid[number] = QdaCode(code, is_folder, stance)
    return codes_by_guid


def _walk(codes: Element | None, report: ImportNotes) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Yield each code with the names of those above it, in the order of the file."""
    waiting = [(element, tuple[str, ...]()) for element in children(codes, "Code")][::-1]
    while waiting:
        element, path = waiting.pop()
        yield element, path
        below = [*children(element, "Code")]
        if len(path) >= _DEEPEST and below:
            report.note("Codes below too many others are left out", element.get("name", ""))
            continue
        inner = (*path, line(element.get("name", "")) or "Codes")
        waiting += [(inner_code, inner) for inner_code in reversed(below)]


def _fields(description: str) -> tuple[dict[str, str], str]:
    """Return the fields of a claim that a description begins with, and the rest of it.

    Examples
    --------
    >>> _fields("kind: causal\\nside: for\\nid: publish\\nWhat maps do.")
    ({'kind': 'causal', 'side': 'for', 'id': 'publish'}, 'What maps do.')
    """
    fields: dict[str, str] = {}
    lines = description.splitlines()
    while lines:
        key, _, value = (part.strip() for part in lines[0].partition(":"))
        if value not in CLAIM_CODES.get(key, ()) and not (key == "id" and is_id(value)):
            break
        fields[key] = value
        del lines[0]
    return fields, "\n".join(lines).strip()


def add_codes(
    codes: Mapping[str, QdaCode], builder: ClaimBuilder, copies: Iterable[CopyFinder] = ()
) -> None:
    """Make topics of folders, and claims of all other codes.

    Parameters
    ----------
    codes : mapping of str to QdaCode
    builder : ClaimBuilder
    copies : iterable of CopyFinder
        They tell whether a code is a quotation.
    """
    finders = list(copies)
    stance_folders = {qda_code.code.folders for qda_code in codes.values() if qda_code.stance}
    for qda_code in codes.values():
        path = (*qda_code.code.folders, qda_code.code.name)
        if qda_code.is_folder and path not in stance_folders:
            values = dict(qda_code.code.attributes)
            builder.topic(path, values.pop("Description", ""))
            for label in values:
                problem = f"Values of “{label}” of folders of codes are left out"
                builder.report.note(problem, qda_code.code.name)
        elif not qda_code.is_folder and not qda_code.stance:
            builder.claim(qda_code.code, finders)


def add_sets(
    sets: Element | None, codes: Mapping[str, QdaCode], builder: ClaimBuilder, report: ImportNotes
) -> None:
    """Make topics of sets of codes; sets of other members are reported."""
    for element in children(sets, "Set"):
        name = line(element.get("name", ""))
        members = [codes.get(guid(ref, key)) for ref in children(element, "MemberCode")
                   for key in ("targetGUID", "guid") if ref.get(key)]  # fmt: skip
        claims = [
            builder.claim(qda_code.code)
            for qda_code in members
            if qda_code and not qda_code.is_folder
        ]
        if not name or not claims:
            report.note("Sets without codes of their own are left out", name)
            continue
        topic = builder.topic((name,), description_of(element))
        for claim in dict.fromkeys(claims):
            add_once(builder.coded.claims[claim], "topics", topic)


def codes_element(coded: CodedDebate, stances_used: Iterable[str] = ()) -> Element:
    """Return the topics and claims of a coded debate as codes.

    Parameters
    ----------
    coded : CodedDebate
    stances_used : iterable of str
        The stances that get a code in the folder of stances.
    """
    from xml.etree.ElementTree import Element, SubElement

    iri = coded.debate["iri"]
    codes = Element("Codes")
    folders: dict[str, Element] = {}

    def folder(name: str, above: frozenset[str] = frozenset()) -> Element:
        if name not in folders:
            parent = coded.topics[name].get("broader", "")
            is_known = parent in coded.topics and parent not in above
            holder = folder(parent, above | {name}) if is_known else codes
            folders[name] = _code(holder, iri, "topic", name, coded.topics[name]["name"])
            if definition := coded.topics[name].get("definition"):
                _describe(folders[name], definition)
        return folders[name]

    for name in coded.topics:
        folder(name)
    for name, claim in coded.claims.items():
        topic = next((topic for topic in claim.get("topics", ()) if topic in coded.topics), "")
        element = _code(folder(topic) if topic else codes, iri, "claim", name, claim["text"])
        element.set("isCodable", "true")
        if colour := own_value(coded, claim, "Colour"):
            element.set("color", colour)
        _describe(element, _description(coded, name, claim))
    if words := sorted({*stances_used}):
        element = _code(codes, iri, "stance", "", STANCES)
        for word in words:
            _code(element, iri, "stance", word, word).set("isCodable", "true")
    if not len(codes):
        SubElement(codes, "Code", guid=guid_of(iri, "codes"), name="No code", isCodable="false")
    return codes


def _description(coded: CodedDebate, name: str, claim: ClaimData) -> str:
    written = own_value(coded, claim, "Description")
    fields = f"kind: {claim['kind']}\nside: {claim['side']}\nid: {name}"
    return f"{fields}\n{written}" if written else fields


def _code(above: Element, iri: str, kind: str, name: str, text: str) -> Element:
    from xml.etree.ElementTree import SubElement

    number = guid_of(iri, kind, name)
    return SubElement(above, "Code", guid=number, name=plain_xml(text), isCodable="false")


def _describe(element: Element, text: str) -> None:
    """Put a description before the codes below."""
    from xml.etree.ElementTree import Element as New

    description = New("Description")
    description.text = plain_xml(text)
    element.insert(0, description)

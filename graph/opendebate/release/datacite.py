"""Metadata of a release in DataCite's schema, version 4, as JSON and as XML.

https://datacite-metadata-schema.readthedocs.io/en/4.6/
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.views.credits import licence_name

if TYPE_CHECKING:
    from opendebate.ask.citation import CitedAuthor
    from opendebate.release.release_facts import ReleaseFacts

KERNEL = "http://datacite.org/schema/kernel-4"
UNKNOWN = "(:tba)"  # DataCite's word for what is announced later: where the release is deposited
_TYPE = "Coded debate"
_CODED = "DataCollector"  # DataCite's nearest word for a coder


def datacite_json(facts: ReleaseFacts) -> bytes:
    """Return the metadata as DataCite's JSON."""
    return (json.dumps(datacite(facts), ensure_ascii=False, indent=1) + "\n").encode()


def datacite(facts: ReleaseFacts) -> dict[str, Any]:
    """Return the metadata under the keys of DataCite's JSON; what is not known is left out."""
    citation = facts.citation
    record: dict[str, Any] = {
        "schemaVersion": KERNEL,
        "doi": facts.doi,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": _TYPE},
        "creators": [_creator(author) for author in citation.authors],
        "contributors": [
            {"contributorType": _CODED, **_creator(coder)} for coder in citation.coders
        ],
        "titles": [{"title": citation.title, "lang": citation.language}],
        "publisher": {"name": UNKNOWN},
        "publicationYear": citation.date[:4],
        "dates": [{"date": citation.date, "dateType": "Issued"}] if citation.date else [],
        "language": citation.language,
        "version": citation.version,
        "rightsList": [_rights(citation.licence)] if citation.licence else [],
        "descriptions": [{"description": facts.description, "descriptionType": "Abstract"}],
        "alternateIdentifiers": [
            {"alternateIdentifier": text, "alternateIdentifierType": kind}
            for text, kind in _identifiers(facts)
        ],
    }
    return {key: value for key, value in record.items() if value}


def _identifiers(facts: ReleaseFacts) -> list[tuple[str, str]]:
    return [(facts.citation.iri, "IRI"), (f"sha256:{facts.digest}", "Digest of the graph")]


def _rights(licence: str) -> dict[str, str]:
    return {"rights": licence_name(licence), "rightsUri": licence}


def _creator(author: CitedAuthor) -> dict[str, Any]:
    creator: dict[str, Any] = {"name": author.name}
    family, comma, given = author.name.partition(",")
    if comma:
        names = {"givenName": given.strip(), "familyName": family.strip()}
        creator |= {"nameType": "Personal", **names}
    if author.orcid:
        identifier = {"nameIdentifier": ORCID_ADDRESS + author.orcid}
        scheme = {"nameIdentifierScheme": "ORCID", "schemeUri": ORCID_ADDRESS.rstrip("/")}
        creator["nameIdentifiers"] = [identifier | scheme]
    if author.affiliation:
        creator["affiliation"] = [{"name": author.affiliation}]
    return creator


def datacite_xml(facts: ReleaseFacts) -> bytes:
    """Return the metadata as DataCite's XML; the elements stand in the order of the schema."""
    citation, record = facts.citation, datacite(facts)
    root = ET.Element("resource", {"xmlns": KERNEL})
    _add(root, "identifier", facts.doi or UNKNOWN, identifierType="DOI")
    creators = ET.SubElement(root, "creators")
    for creator in record.get("creators", ()):
        _add_creator(creators, creator)
    titles = ET.SubElement(root, "titles")
    _add(titles, "title", citation.title, **{"xml:lang": citation.language})
    _add(root, "publisher", UNKNOWN)
    _add(root, "publicationYear", citation.date[:4] or UNKNOWN)
    _add(root, "resourceType", _TYPE, resourceTypeGeneral="Dataset")
    if record.get("contributors"):
        contributors = ET.SubElement(root, "contributors")
        for contributor in record["contributors"]:
            _add_creator(contributors, contributor, "contributor", contributorType=_CODED)
    if citation.date:
        _add(ET.SubElement(root, "dates"), "date", citation.date, dateType="Issued")
    _add(root, "language", citation.language)
    others = ET.SubElement(root, "alternateIdentifiers")
    for text, kind in _identifiers(facts):
        _add(others, "alternateIdentifier", text, alternateIdentifierType=kind)
    if citation.version:
        _add(root, "version", citation.version)
    if citation.licence:
        rights = _rights(citation.licence)
        rights_list = ET.SubElement(root, "rightsList")
        _add(rights_list, "rights", rights["rights"], rightsURI=rights["rightsUri"])
    descriptions = ET.SubElement(root, "descriptions")
    _add(descriptions, "description", facts.description, descriptionType="Abstract")
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _add_creator(
    parent: ET.Element, creator: dict[str, Any], tag: str = "creator", **attributes: str
) -> None:
    element = ET.SubElement(parent, tag, attributes)
    kind = {"nameType": creator["nameType"]} if "nameType" in creator else {}
    _add(element, f"{tag}Name", creator["name"], **kind)
    for name in ("givenName", "familyName"):
        if name in creator:
            _add(element, name, creator[name])
    for identifier in creator.get("nameIdentifiers", ()):
        scheme, address = identifier["nameIdentifierScheme"], identifier["schemeUri"]
        text = identifier["nameIdentifier"]
        _add(element, "nameIdentifier", text, nameIdentifierScheme=scheme, schemeURI=address)
    for affiliation in creator.get("affiliation", ()):
        _add(element, "affiliation", affiliation["name"])

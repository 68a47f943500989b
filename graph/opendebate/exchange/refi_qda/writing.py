"""A debate as a project of REFI-QDA: an archive of XML and texts."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from opendebate.exchange.attributes import own_value
from opendebate.exchange.coded_debate import (
    CodedDebate,
    SourceFileData,
    StatementData,
    passages_of,
    speakers_of,
)
from opendebate.exchange.coded_text.written import debate_record
from opendebate.exchange.extension import KEY
from opendebate.exchange.merged_codings import coder_name, split_name, with_codings
from opendebate.exchange.refi_qda.archive import PROJECT
from opendebate.exchange.refi_qda.codes import codes_element
from opendebate.exchange.refi_qda.names import guid_of, plain_xml
from opendebate.exchange.refi_qda.places import placed
from opendebate.stances import AFFIRMS, stance_of

NAMESPACE = "urn:QDA-XML:project:1.0"
KIND = "Kind"  # the variable with the kind of an actor
RELATIONS = ("supports", "attacks", "rephrases")
_TYPES = {"number": ("Float", "FloatValue")}  # of variables and their values; others are texts
_TEXT = ("Text", "TextValue")
_NEVER = (1980, 1, 1, 0, 0, 0)  # when a file of an archive was written


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a debate as a project of REFI-QDA.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        The articles at hand, by source. They become part of the project; in the place of others
        are the first and last words of passages.
    """
    writer = _Writer(coded, texts)
    root = writer.project()
    indent(root, " ")
    xml: bytes = tostring(root, "utf-8", xml_declaration=True)
    files = {PROJECT: xml + b"\n", **writer.files}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _NEVER), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


class _Writer:
    """Writes the elements in the order of the standard's schema."""

    def __init__(self, coded: CodedDebate, texts: Mapping[str, str]) -> None:
        self.coded, self.texts = coded, texts
        self.iri: str = coded.debate["iri"]
        self.declared = coded.debate.get("attributes", {})
        self.files: dict[str, bytes] = {}
        self.selections: defaultdict[str, list[str]] = defaultdict(list)  # of each actor
        self.stances: set[str] = set()
        self.users: dict[str, str] = {}

    def project(self) -> Element:
        root = Element("Project", xmlns=NAMESPACE, name=plain_xml(self.coded.debate["title"]),
                       origin="opendebate")  # fmt: skip
        sources = Element("Sources")
        for slug, file in with_codings(self.coded).items():
            self.source(sources, slug, file)
        if self.users:
            users = SubElement(root, "Users")
            for name, number in self.users.items():
                SubElement(users, "User", guid=number, name=plain_xml(name))
        if self.coded.claims or self.coded.topics:
            codes = SubElement(root, "CodeBook")
            codes.append(codes_element(self.coded, self.stances))
        self.variables(SubElement(root, "Variables"))
        self.cases(root)
        if len(sources):
            root.append(sources)
        self.note(SubElement(root, "Notes"))
        self.links(root)
        if description := self.coded.debate.get("description"):
            SubElement(root, "Description").text = plain_xml(description)
        return root

    def guid(self, *parts: str) -> str:
        return guid_of(self.iri, *parts)

    def variables(self, element: Element) -> None:
        number = self.guid("variable", "")
        SubElement(element, "Variable", guid=number, name=KIND, typeOfVariable="Text")
        for name, attribute in self.declared.items():
            kind = _TYPES.get(attribute.get("type", "text"), _TEXT)[0]
            label = plain_xml(attribute["label"])
            number = self.guid("variable", name)
            SubElement(element, "Variable", guid=number, name=label, typeOfVariable=kind)

    def values(self, element: Element, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            holder = SubElement(element, "VariableValue")
            SubElement(holder, "VariableRef", targetGUID=self.guid("variable", name))
            kind = self.declared.get(name, {}).get("type", "text")
            SubElement(holder, _TYPES.get(kind, _TEXT)[1]).text = plain_xml(value)

    def cases(self, root: Element) -> None:
        cases = Element("Cases")
        for name, actor in self.coded.actors.items():
            case = SubElement(cases, "Case", guid=self.guid("actor", name),
                              name=plain_xml(actor["name"]))  # fmt: skip
            if description := actor.get("description"):
                SubElement(case, "Description").text = plain_xml(description)
            self.values(case, {"": actor["kind"], **actor.get("attributes", {})})
            for selection in self.selections[name]:
                SubElement(case, "SelectionRef", targetGUID=selection)
        if len(cases):
            root.append(cases)

    def source(self, sources: Element, slug: str, file: SourceFileData) -> None:
        number = self.guid("source", slug)
        element = SubElement(sources, "TextSource", guid=number,
                             name=plain_xml(file["source"]["title"]),
                             plainTextPath=f"internal://{number}.txt")  # fmt: skip
        text = placed(file, self.texts.get(slug))
        self.files[f"Sources/{number}.txt"] = text.raw.encode("utf-8", "replace")
        unplaced = []
        for statement in file["statements"]:
            unplaced += [] if passages_of(statement) else [statement]
            for n, _ in enumerate(passages_of(statement)):
                self.selection(element, (slug, statement, n), text.spans[statement["id"], n], file)
        for statement in unplaced:
            self.coding(element, (slug, statement, 0), statement["claim"], "claim")
        self.values(element, file["source"].get("attributes", {}))

    def selection(
        self, source: Element, key: tuple[str, StatementData, int], span: tuple[int, int],
        file: SourceFileData,
    ) -> None:  # fmt: skip
        slug, statement, n = key
        number = selection_guid(self.iri, slug, statement["id"], n)
        element = SubElement(source, "PlainTextSelection", guid=number,
                             startPosition=str(span[0]), endPosition=str(span[1]))  # fmt: skip
        if memo := own_value(self.coded, statement, "Memo"):
            SubElement(element, "Description").text = plain_xml(memo)
        self.coding(element, key, statement["claim"], "claim")
        if (stance := stance_of(statement)) != AFFIRMS:
            self.stances.add(stance)
            self.coding(element, key, stance, "stance")
        for actor in speakers_of(statement, file["source"]):
            self.selections[actor].append(number)

    def coding(
        self, element: Element, key: tuple[str, StatementData, int], code: str, kind: str
    ) -> None:
        slug, statement, n = key
        number = coding_guid(self.iri, slug, statement["id"], n, kind)
        coding = SubElement(element, "Coding", guid=number)
        coder, _ = split_name(statement["id"])
        coder = (
            coder_name(self.coded, coder) if coder else own_value(self.coded, statement, "Coder")
        )
        if coder:
            self.users.setdefault(coder, self.guid("user", coder))
            coding.set("creatingUser", self.users[coder])
        SubElement(coding, "CodeRef", targetGUID=self.guid(kind, code))

    def note(self, notes: Element) -> None:
        """Write what the standard has no place for as a note, which other programs keep."""
        record = debate_record(self.coded, self.texts, codings=True)
        note = SubElement(notes, "Note", guid=self.guid("note"), name=KEY)
        SubElement(note, "PlainTextContent").text = json.dumps(record)  # ASCII, so any XML holds it

    def links(self, root: Element) -> None:
        claims: Mapping[str, Any] = self.coded.claims
        links = [
            (name, relation, target)
            for name, claim in claims.items()
            for relation in RELATIONS
            for target in claim.get(relation, ())
        ]
        if not links:
            return
        holder = SubElement(root, "Links")
        for name, relation, target in links:
            SubElement(
                holder, "Link", guid=self.guid("link", name, relation, target), name=relation,
                direction="OneWay", originGUID=self.guid("claim", name),
                targetGUID=self.guid("claim", target),
            )  # fmt: skip


def selection_guid(iri: str, slug: str, name: str, number: int) -> str:
    """Return the identifier of a passage of a statement."""
    return guid_of(iri, "selection", slug, name, str(number))


def coding_guid(iri: str, slug: str, name: str, number: int, kind: str = "claim") -> str:
    """Return the identifier of the code of a passage of a statement."""
    return guid_of(iri, "coding", slug, name, str(number), kind)

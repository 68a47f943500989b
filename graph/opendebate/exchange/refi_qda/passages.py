"""Coded passages of a project: selections in texts, with their codings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from opendebate.exchange.coded_text.model import CodedDocument, CodedSegment
from opendebate.exchange.refi_qda.archive import child, children, guid, tag
from opendebate.exchange.refi_qda.codes import QdaCode
from opendebate.exchange.refi_qda.elements import Parts
from opendebate.exchange.refi_qda.restoring import Restorer
from opendebate.exchange.report import ImportNotes, day_of, line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

INNER = ("Representation", "Transcript", "TextDescription")  # of a document: a text of its own
_PLACE = re.compile("[0-9]{1,12}")
_SELECTIONS = ("PlainTextSelection", "PDFSelection", "PictureSelection", "AudioSelection",
               "VideoSelection", "TranscriptSelection")  # fmt: skip
_NOWHERE = (-1, -1)


class PassageReader:
    """Reads the coded passages of documents."""

    def __init__(
        self, codes: Mapping[str, QdaCode], parts: Parts, restorer: Restorer, report: ImportNotes
    ) -> None:
        self.codes, self.parts, self.restorer, self.report = codes, parts, restorer, report

    def read(self, element: Element, document: CodedDocument) -> Iterator[CodedSegment]:
        """Yield the codings of a document: of its passages, and of all of it."""
        for holder in (element, *children(element, *INNER)):
            for selection in children(holder, *_SELECTIONS):
                yield from self._codings(selection, document, _span(selection))
            yield from self._codings(holder, document, _NOWHERE)

    def _codings(
        self, holder: Element, document: CodedDocument, span: tuple[int, int]
    ) -> Iterator[CodedSegment]:
        """Yield the codings of a selection or document; that of a stance belongs to all others."""
        pairs = [(coding, self.codes.get(guid(child(coding, "CodeRef"), "targetGUID")))
                 for coding in children(holder, "Coding")]  # fmt: skip
        stance = next((code.stance for _, code in pairs if code and code.stance), "")
        for coding, code in pairs:
            label = f"coding {guid(coding)}"
            if code is None:
                problem = "Coded passages whose code is not in the codebook are left out"
                self.report.note(problem, label)
            elif not code.stance:
                passage = CodedSegment(document.key, code.code, label, stance=stance)
                self._describe(passage, coding, holder)
                self._locate(passage, document, span)
                number = guid(coding if span == _NOWHERE else holder)
                self.restorer.restore(passage, number, document, span)
                yield passage

    def _describe(self, passage: CodedSegment, coding: Element, holder: Element) -> None:
        """Add who coded it, the notes on it, and who speaks."""
        user = guid(coding, "creatingUser") or guid(holder, "creatingUser")
        passage.coder = line(self.parts.users.get(user, ""))
        moments = (one.get("creationDateTime") for one in (coding, holder))
        passage.day = next(filter(None, map(day_of, moments)), "")
        of_passage = self.parts.memo(holder) if tag(holder) in _SELECTIONS else ""
        passage.memo = "\n".join(filter(None, (of_passage, self.parts.memo(coding))))
        passage.speakers = tuple(self.parts.of_passage.get(guid(holder), ()))

    def _locate(
        self, passage: CodedSegment, document: CodedDocument, span: tuple[int, int]
    ) -> None:
        if span == _NOWHERE or not document.raw:
            return
        if span[1] > len(document.raw):
            problem = "Passages that reach outside their documents' texts are cut"
            self.report.note(problem, document.title)
        if at := document.seal(*span):
            passage.at = [at]
            passage.is_quoted = document.quotes(*span)


def _span(selection: Element) -> tuple[int, int]:
    """Return where a selection of a text begins and ends; of others, and of odd ones, nowhere."""
    ends = [selection.get(name, "").strip() for name in ("startPosition", "endPosition")]
    if tag(selection) != "PlainTextSelection" or not all(map(_PLACE.fullmatch, ends)):
        return _NOWHERE
    start, end = map(int, ends)
    return (start, end) if start < end else _NOWHERE

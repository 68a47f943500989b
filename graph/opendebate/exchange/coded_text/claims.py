"""Codes as claims, their folders as topics, and what else is said of records as attributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.top_topics import TOP_TOPICS
from opendebate.exchange.attributes import add_attribute
from opendebate.exchange.coded_debate import CodedDebate, filled
from opendebate.exchange.coded_text.model import Code, CodedDocument, shortened
from opendebate.exchange.ids import Ids
from opendebate.exchange.report import ImportNotes, line

_IN_VIVO = (
    "Codes that are quotations of eight words or more are shortened: write their claims in your "
    "own words"
)

_NO_KIND = "Codes have neither kind nor side: “descriptive” and “neither” are assumed"


def add_own(  # noqa: PLR0913, PLR0917 — each says something else of the attribute
    coded: CodedDebate,
    report: ImportNotes,
    record: Any,
    owner: str,
    label: str,
    value: str,
    document: CodedDocument | None = None,
) -> None:
    """Give a record an attribute, unless its value quotes the document.

    Parameters
    ----------
    coded : CodedDebate
    report : ImportNotes
    record : dict
    owner : str
        What it is: ``"actor"``, ``"claim"``, ``"source"`` or ``"statement"``.
    label, value : str
    document : CodedDocument, optional
    """
    text = line(value)
    if text and document and document.raw and document.copies.find(text):
        problem = f"Values of “{label}” that quote the document are left out"
        report.note(problem, document.title)
    elif text:
        add_attribute(coded, record, owner, label, text)


class ClaimBuilder:
    """Makes claims of codes, and topics of their folders.

    Parameters
    ----------
    coded : CodedDebate
    ids : Ids
    report : ImportNotes
    written : set of str
        The claims that this library wrote into the file.
    """

    def __init__(
        self, coded: CodedDebate, ids: Ids, report: ImportNotes, written: set[str]
    ) -> None:
        self.coded, self.ids, self.report, self.written = coded, ids, report, written
        self._claims: dict[str, str] = {}
        self._topics: dict[tuple[str, ...], str] = {}

    def claim(self, code: Code, copies: Iterable[CopyFinder] = ()) -> str:
        """Return the claim of a code, which is added where it is new.

        Parameters
        ----------
        code : Code
        copies : iterable of CopyFinder
            They tell whether its name is a quotation.
        """
        key = code.key or code.name
        if key not in self._claims:
            self._claims[key] = self._written_claim(code) or self._new_claim(code, copies)
        return self._claims[key]

    def topic(self, folders: Sequence[str], definition: str = "") -> str:
        """Return the innermost topic of some folders, which are added where they are new."""
        above = self.topic(folders[:-1]) if len(folders) > 1 else ""
        path = tuple(folders)
        if path not in self._topics:
            name = line(folders[-1]) or "Topic"
            parents = {above} if above else {"", *TOP_TOPICS}
            same = (key for key, topic in self.coded.topics.items()
                    if topic["name"] == name and topic.get("broader", "") in parents)  # fmt: skip
            key = next(same, "") or self.ids.new(name, "topic")
            self.coded.topics.setdefault(key, filled(name=name, broader=above))
            self._topics[path] = key
        if definition:
            self.coded.topics[self._topics[path]].setdefault("definition", line(definition))
        return self._topics[path]

    def _written_claim(self, code: Code) -> str:
        """Return the claim that a code was written for, or whose text it has, or an empty text."""
        if code.claim in self.coded.claims:
            claim = self.coded.claims[code.claim]
            if line(code.name) not in {"", line(claim["text"])}:
                claim["text"] = line(code.name)
            return code.claim
        name = line(code.name).casefold()
        same = (key for key in self.coded.claims if key in self.written
                and line(self.coded.claims[key]["text"]).casefold() == name)  # fmt: skip
        return next(same, "")

    def _new_claim(self, code: Code, copies: Iterable[CopyFinder]) -> str:
        name = line(code.name)
        text = shortened(name, copies, lambda ends: self.report.note(_IN_VIVO, ends)) or "Code"
        fields = dict(code.fields)
        key = fields.get("id", "")
        key = self.ids.new(text, "claim") if not key or key in self.ids else key
        self.ids.reserve(key)
        topic = self.topic(code.folders) if code.folders else ""
        self.coded.claims[key] = filled(
            text=text,
            kind=fields.get("kind", "descriptive"),
            side=fields.get("side", "neither"),
            topics=[topic] if topic else [],
        )
        for label, value in code.attributes:
            add_own(self.coded, self.report, self.coded.claims[key], "claim", label, value)
        if not {"kind", "side"} <= fields.keys():
            self.report.note(_NO_KIND, times=0)
        return key

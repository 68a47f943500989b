"""Rows of a table as statements: who takes which stance on what, in which document."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal, get_args

from opendebate.coding import records
from opendebate.coding.consistency import SOURCE_MODES
from opendebate.exchange.coded_debate import ClaimData, PassageData, StatementData, filled
from opendebate.exchange.document_text import is_quotation
from opendebate.exchange.ids import Ids, is_id
from opendebate.exchange.passages import seal_quote
from opendebate.exchange.spreadsheet.attributes import add_attributes, attribute_columns
from opendebate.exchange.spreadsheet.reading import TableContext
from opendebate.exchange.spreadsheet.sheet import Row
from opendebate.exchange.spreadsheet.sources import add_sources
from opendebate.exchange.spreadsheet.voices import (
    note_other_modes,
    with_joint_speakers,
)
from opendebate.stances import without_default

_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,})\s*")
_MODES = {*get_args(records.Mode)} - SOURCE_MODES
_SIDES = {"pro": "for", "con": "against", "contra": "against"}
_COUNT = re.compile(r"[1-9][0-9]{0,6}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CODES = re.compile(r"\s*[\n;]\s*")


def read_statements(context: TableContext) -> None:
    """Put every row that says something into the source of its document."""
    reader = StatementReader(context)
    by_document: defaultdict[str, list[tuple[Row, StatementData]]] = defaultdict(list)
    for row in context.sheet.rows:
        statements = reader.statements(row)
        by_document[context.document(row)] += [(row, statement) for statement in statements]
        if statements:
            context.used.add(row.number)
            if "document" in context.columns.columns and not context.cell(row, "document"):
                problem = f"Rows that name no document are in the source “{context.title}”"
                context.report.note(problem, context.label(row))
    if context.columns.has_joint_speakers:
        by_document = with_joint_speakers(context, by_document)
    columns = attribute_columns(context)
    add_attributes(context, columns, by_document)
    add_sources(context, by_document, columns)


class StatementReader:
    """Reads statements, their speakers and claims."""

    def __init__(self, context: TableContext) -> None:
        self.context, self.report = context, context.report
        self.claims: dict[str, str] = {}
        self.names: defaultdict[str, Ids] = defaultdict(Ids)  # by coder, where there are several

    def statements(self, row: Row) -> list[StatementData]:
        """Return the statements of a row: one for each of its concepts."""
        context = self.context
        concepts = self.concepts(row)
        if not concepts:
            self.report.note("Rows without a concept are left out", context.label(row))
            return []
        speaker, body = self.speakers(row)
        if speaker is None:
            problem = "Rows that name neither a person nor an organisation are left out"
            self.report.note(problem, context.label(row))
            return []
        at = self.passage(row, len(concepts))
        mode = self.mode(row)
        stance = context.stance(row)
        return [
            filled(
                {"id": self.name(row), "speaker": [speaker], "as": body, "mode": mode},
                claim=self.claim(row, concept),
                stance=without_default(stance),
                said=context.date(row),
                at=at,
            )
            for concept in concepts
        ]

    def name(self, row: Row) -> str:
        """Return an id for a statement: the one of the table, where it can be one."""
        table_id, shared = self.context.cell(row, "id"), self.context.shared
        is_shared = self.context.document(row) in shared
        names = self.names[self.context.line(row, "coder") if is_shared else ""]
        if is_id(table_id) and table_id not in names:
            names.reserve(table_id)
            return table_id
        return names.new(f"s-{table_id or row.number}")

    def speakers(self, row: Row) -> tuple[str | None, str | None]:
        """Return the speaker of a row, and the body that a person belongs to."""
        context, actors = self.context, self.context.actors
        name, body_name = context.line(row, "person"), context.line(row, "organization")
        body = actors.of_kind(body_name, "organization") if body_name else None
        person = actors.of_kind(name, "person") if name else None
        if not person and not body and (author := context.line(row, "author")):
            person = actors.of_kind(author, "person")
        if person and body:
            actors.add_membership(person, body)
            return person, body
        return person or body, None

    def concepts(self, row: Row) -> list[str]:
        """Return the concepts of a row; an empty one where only the id of its claim is there."""
        text = self.context.cell(row, "concept")
        pieces = _CODES.split(text) if self.context.columns.has_several_codes else [text]
        concepts = [concept for piece in pieces if (concept := " ".join(piece.split()))]
        return list(dict.fromkeys(concepts)) or ([""] if self.context.cell(row, "claim") else [])

    def claim(self, row: Row, concept: str) -> str:
        """Return the claim of a concept, which is added where it is new."""
        claim_id = self.context.cell(row, "claim")
        key = claim_id or concept
        if key not in self.claims:
            self.claims[key] = add_claim(self.context, concept or claim_id, claim_id)
            kind = self.context.line(row, "claimkind")
            if kind in get_args(records.ClaimKind):
                self.context.coded.claims[self.claims[key]]["kind"] = kind
        claim = self.context.coded.claims[self.claims[key]]
        self.side(row, claim, self.claims[key])
        return self.claims[key]

    def side(self, row: Row, claim: ClaimData, name: str) -> None:
        """Give a claim the side that a row says, unless another row says otherwise."""
        written = self.context.line(row, "side").casefold()
        side = _SIDES.get(written, written)
        if side in get_args(records.Side) and claim["side"] in {"neither", side}:
            claim["side"] = side
        elif written:
            self.report.note("Sides of claims that are unknown or differ are left out",
                             f"{name}: {written}, {self.context.label(row)}")  # fmt: skip

    def mode(self, row: Row) -> str:
        """Return how the words are given: as the table says, or as the excerpt looks."""
        written = self.context.line(row, "mode").casefold()
        if written in _MODES or (
            written in SOURCE_MODES and "narrated" in self.context.columns.columns
        ):
            return written
        if written:
            note_other_modes(self.report, written)
            return "paraphrase"
        self.report.note(
            "The table does not say how words are given: “verbatim” is assumed where the text is "
            "one quotation, else “paraphrase”", times=0,
        )  # fmt: skip
        text = self.context.cell(row, "text")
        return "verbatim" if is_quotation(text) else "paraphrase"

    def passage(self, row: Row, statements: int = 1) -> list[PassageData] | Literal["unknown"]:
        """Return the first and last words of a row's excerpt, never the words between.

        Parameters
        ----------
        row : Row
        statements : int
            How many statements rest on it.
        """
        text = self.context.cell(row, "passage") or self.context.cell(row, "text")
        passage = self.ends(row)
        if not text and not passage:
            self.report.note("Statements without a text have no known passage", times=statements)
            return "unknown"
        passage = passage or _sealed(text)
        if passage is None:
            self.report.note("Texts without a word are no passages", self.context.label(row))
            return "unknown"
        paragraph = self.context.cell(row, "paragraph")
        if paragraph.isascii() and paragraph.isdigit() and int(paragraph[:6]) > 0:
            passage["paragraph"] = int(paragraph[:6])
        return [passage]

    def ends(self, row: Row) -> PassageData | None:
        """Return a passage whose ends and seal a row has; None where it has no ends."""
        context = self.context
        words, sha256 = context.cell(row, "words"), context.cell(row, "sha256")
        if not context.cell(row, "first"):
            return None
        passage: PassageData = filled(
            {"from": context.line(row, "first"), "to": context.line(row, "last")},
            words=int(words) if _COUNT.fullmatch(words) else None,
            sha256=sha256 if _DIGEST.fullmatch(sha256) else None,
        )
        return passage


def add_claim(context: TableContext, text: str, claim_id: str = "") -> str:
    """Add a claim of a text, and return its id: the one that is given, where it can be one."""
    if not context.columns.columns.keys() >= {"claimkind", "side"}:
        context.report.note(
            "Concepts have no kind, and no side but where a column has it: “descriptive” and "
            "“neither” are assumed", times=0,
        )  # fmt: skip
    name = (
        claim_id
        if is_id(claim_id) and claim_id not in context.ids
        else context.ids.new(text, "claim")
    )
    context.ids.reserve(name)
    context.coded.claims[name] = {"text": text, "kind": "descriptive", "side": "neither"}
    return name


def _sealed(text: str) -> PassageData | None:
    """Return what is kept of an excerpt; of one with gaps, no digest.

    Examples
    --------
    >>> _sealed("Maps help all of us [...] by the river")
    {'from': 'Maps help all', 'to': 'by the river'}
    """
    pieces = [piece for piece in _GAP.split(text) if piece.strip()]
    sealed = [passage for piece in pieces if (passage := seal_quote(piece))]
    if not sealed:
        return None
    if len(sealed) == 1:
        return sealed[0]
    return {"from": sealed[0]["from"], "to": sealed[-1]["to"]}

"""An Argdown document as a coded debate."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import MAX_BYTES
from opendebate.errors import InputError
from opendebate.exchange.argdown.claims import ArgdownClaims
from opendebate.exchange.argdown.extension import restore
from opendebate.exchange.argdown.front import begin
from opendebate.exchange.argdown.include import IncludedText, read_text
from opendebate.exchange.argdown.model import RELATIONS, ArgdownModel
from opendebate.exchange.argdown.parse import parse_argdown
from opendebate.exchange.argdown.relations import ArgdownRelations
from opendebate.exchange.argdown.skeleton import make_skeleton
from opendebate.exchange.argdown.speakers import (
    UNREADABLE_DATE,
    ArgdownSpeakers,
    voices,
    written_entries,
)
from opendebate.exchange.argdown.tree import ArgdownDocument, Content, Element, Structure
from opendebate.exchange.argdown.words import anchored
from opendebate.exchange.coded_debate import ClaimData, CodedDebate, SourceData, filled
from opendebate.exchange.passages import seal_body
from opendebate.exchange.report import ImportNotes

_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_PLAIN = (
    "Is it the right file? In Argdown a statement begins with [Its title]: and a relation with +."
)


def read(path: Path) -> CodedDebate:
    """Return an Argdown document as a coded debate.

    Raises
    ------
    InputError
        If it cannot be read, is no Argdown, or has data that are not YAML: with the line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "bridge.argdown")
    ...     _ = path.write_text("[Build]: Build a bridge.\\n  - <Cost>: Bridges cost money.")
    ...     coded = read(path)
    >>> coded.claims["cost"]["attacks"], coded.claims["build"]["text"]
    (['build'], 'Build a bridge.')
    """
    file, report = display_path(path), ImportNotes()
    text = read_text(path, MAX_BYTES, report)
    try:
        return _coded_debate(parse_argdown(text.text, file), text, path, report)
    except InputError as error:
        where = text.place(file, error.where or "")
        raise InputError(error.what, where=where, advice=error.advice) from error


def _coded_debate(
    document: ArgdownDocument, text: IncludedText, path: Path, report: ImportNotes
) -> CodedDebate:
    file = display_path(path)
    model = ArgdownModel(document, file)
    coded = begin(document, path, report)
    claims = ArgdownClaims(document, model, coded, report)
    if not (claims.names or claims.is_ours):
        raise InputError("There is no statement in it.", where=file, advice="Is it the right file?")
    if not claims.is_ours and _is_prose(document):
        problem = "It is plain text: it has no title, relation or numbered argument of Argdown."
        raise InputError(problem, where=file, advice=_PLAIN)
    slug = _source(document, text.raw, claims, path)
    speakers = ArgdownSpeakers(claims, Text.of(text.raw), slug, file)
    relations = ArgdownRelations(model, claims, speakers, _is_strict(document.front.get("model")))
    restore(document, model, claims, speakers, relations)
    _add_statements(model, claims, speakers)
    relations.read()
    speakers.report_kinds()
    if claims.is_ours and not coded.sources[slug]["statements"]:
        del coded.sources[slug], coded.texts[slug]
    remarks = (text.place(file, remark) for remark in document.remarks)
    report.note_each("Places where Argdown may read something else than is meant", *remarks)
    _report_remainder(document, model, coded, report)
    if skeleton := make_skeleton(model, claims):
        coded.skeletons["argdown"] = skeleton
    coded.counts = _counts(document, model)
    coded.report = report.sentences()
    return coded


def _is_prose(document: ArgdownDocument) -> bool:
    """Tell whether nothing in a document but headings and lists could be Argdown's."""
    return not any(
        isinstance(block, Structure)
        or (isinstance(block, Element) and (block.title or block.relations or block.data))
        for block in document.blocks
    )


def _is_strict(settings: Any) -> bool:
    return isinstance(settings, dict) and settings.get("mode") == "strict"


def _source(document: ArgdownDocument, raw: str, claims: ArgdownClaims, path: Path) -> str:
    """Make the document itself a source, for what is said in it."""
    coded = claims.coded
    slug = claims.ids.new(path.stem, "document")
    source: SourceData = filled(
        title=coded.debate["title"],
        kind="other",
        published="" if claims.is_ours else _date(document.front.get("date"), claims.report),
        text=anchored(seal_body(Text.of(raw))),
    )
    coded.sources[slug] = {"source": source, "statements": []}
    coded.texts[slug] = raw
    return slug


def _date(date: object, report: ImportNotes) -> str:
    """Return the date of a document; where day and month are both up to 12, it is not clear."""
    if not isinstance(date, str) or not date:
        return ""
    match = _DAY.fullmatch(date)
    if match and int(match[1]) > 12:
        date = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    return report.date(date, UNREADABLE_DATE, date)


def _add_statements(model: ArgdownModel, claims: ArgdownClaims, speakers: ArgdownSpeakers) -> None:
    """Make statements of the data of statements."""
    for item in model.classes:
        for element in item.members:
            if not written_entries(element.data, claims.coded):
                for voice in voices(element.data):
                    speakers.add(voice, claims.names[item], element.place)


def _report_remainder(
    document: ArgdownDocument, model: ArgdownModel, coded: CodedDebate, report: ImportNotes
) -> None:
    stated = {statement["claim"] for _, statement in coded.statements()}
    unstated = len(coded.claims.keys() - stated)
    report.note_number("Claims that nobody is recorded as saying", unstated)
    reasons = (statement.get("because", ()) for _, statement in coded.statements())
    connected = stated.union(*reasons)
    for name, claim in coded.claims.items():
        if ends := _ends(claim):
            connected |= {name, *ends}
    problem = "Claims without a relation to any other, such as prose between arguments"
    report.note_each(problem, *(name for name in coded.claims if name not in connected))
    for content in _contents(model):
        report.note_each("Links in texts are left out", *content.links)
        problem = "Mentions of a statement or argument become its title, without a relation"
        report.note_each(problem, *content.mentions)
    report.note_number("Comments are left out", document.comments)


def _contents(model: ArgdownModel) -> list[Content]:
    members = [
        member.content for item in (*model.classes, *model.arguments) for member in item.members
    ]
    return [*members, *(heading.content for heading in model.above)]


def _ends(claim: ClaimData) -> set[str]:
    undercuts = claim.get("undercuts", ())
    ends = {end for step in undercuts for end in (step["premise"], step["conclusion"])}
    return {*claim.get("supports", ()), *claim.get("attacks", ()), *ends}


def _counts(document: ArgdownDocument, model: ArgdownModel) -> Counter[str]:
    contents = _contents(model)
    kinds = Counter(edge.kind for edge in model.edges)
    return Counter({
        "statements": len(model.classes),
        "arguments": len(model.arguments),
        "premise-conclusion structures": sum(bool(item.steps) for item in model.arguments),
        "steps": sum(len(item.steps) for item in model.arguments),
        **{f"{kind}s": kinds[kind] for kind in RELATIONS.values()},
        "tags": len({tag for content in contents for tag in content.tags}),
        "headings": len(model.above),
        "mentions": sum(len(content.mentions) for content in contents),
        "links": sum(len(content.links) for content in contents),
        "comments": document.comments,
    })  # fmt: skip

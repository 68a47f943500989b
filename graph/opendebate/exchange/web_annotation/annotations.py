"""Annotations as coded passages, whichever of the two formats they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from opendebate.exchange.coded_debate import CodedDebate, StatementData, passages_of
from opendebate.exchange.coded_text.building import CodedDebateBuilder
from opendebate.exchange.coded_text.model import Code, CodedDocument, CodedSegment
from opendebate.exchange.coded_text.written import Written, read_written
from opendebate.exchange.extension import KEY
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.web_annotation.selectors import Selected, select, selector_of
from opendebate.exchange.web_annotation.tags import read_tags, tags_of


@dataclass(slots=True)
class Annotation:
    """What an annotation says, in either format.

    Attributes
    ----------
    source : str
        The address of what it annotates.
    title : str
        Of that, where it is given.
    label : str
        What reports call it.
    tags : list of str
    selectors : list
        Those of each of its targets.
    coder, memo, day : str
    reference : object
        The statement that this library wrote it for.
    """

    source: str
    label: str
    title: str = ""
    tags: list[str] = field(default_factory=list)
    selectors: list[Any] = field(default_factory=list)
    coder: str = ""
    memo: str = ""
    day: str = ""
    reference: object = None


def address(coded: CodedDebate, slug: str) -> str:
    """Return the address of a source: its own, or else that of its record."""
    url = coded.sources[slug]["source"].get("url")
    return url or f"{coded.debate['iri']}source/{slug}"


def build_debate(  # noqa: PLR0913, PLR0917 — the two formats differ in all of it
    title: str,
    where: str,
    content: Any,
    items: Sequence[dict[str, Any]],
    read: Callable[[dict[str, Any], int, ImportNotes], Annotation | None],
    coder: str,
) -> CodedDebate:
    """Return a file of annotations as a coded debate.

    Parameters
    ----------
    title, where : str
        Of the debate, if the file has no record of it; and the file, for messages.
    content : object
        The file's JSON.
    items : sequence of dict
        The annotations in it.
    read : callable
        Reads an annotation with its number; None for what is no annotation of a passage.
    coder : str
        Whose annotations are read; empty for all.
    """
    report = ImportNotes()
    written = read_written(content.get(KEY) if isinstance(content, dict) else None, report)
    annotations = [one for n, item in enumerate(items, 1) if (one := read(item, n, report))]
    builder = CodedDebateBuilder(title, where, report, written)
    passages = list(passages_from(annotations, written, report))
    builder.coded.counts["annotations"] = len(items)
    return builder.build(documents_of(annotations, written), passages, coder)


def documents_of(annotations: Iterable[Annotation], written: Written) -> list[CodedDocument]:
    """Return what is annotated, each once, with the source that was written for it."""
    slugs = {address(written.coded, slug): slug for slug in written.coded.sources}
    documents: dict[str, CodedDocument] = {}
    for one in annotations:
        slug = slugs.get(one.source, "")
        if one.reference and (names := written.names(one.reference)):
            slug = names[0]
        if one.source not in documents:
            title = one.title or one.source
            documents[one.source] = CodedDocument(one.source, title, one.source, slug=slug)
    return list(documents.values())


def passages_from(
    annotations: Iterable[Annotation], written: Written, report: ImportNotes
) -> Iterator[CodedSegment]:
    """Yield the codings of annotations, one for each code and annotation."""
    for one in annotations:
        names = written.names(one.reference)
        statement = written.statements[names[0], names[1]] if names else None
        tags = read_tags(one.tags, _claim_text(written, statement))
        if not tags.codes:
            report.note("Annotations without a tag are left out", one.label)
            continue
        selected = [select(selectors) for selectors in one.selectors]
        at = [item.at for item in selected if item.at]
        for code in tags.codes:
            passage = CodedSegment(
                one.source, Code(code), one.label, at, _is_quoted(selected), one.coder, one.memo,
                one.day, tags.speakers, tags.stance,
            )  # fmt: skip
            if statement and names:
                _compare(passage, statement, names, one, written)
            yield passage
            statement = None  # further codes are new


def _compare(
    passage: CodedSegment, statement: StatementData, names: tuple[str, ...], one: Annotation,
    written: Written,
) -> None:  # fmt: skip
    """Note what another program has changed of a statement that this library wrote."""
    source = written.coded.sources[names[0]]["source"]
    text = _claim_text(written, statement)
    before = read_tags(tags_of(written.coded, source, statement), text)
    if passage.code.name == " ".join(text.split()):
        passage.code = Code(passage.code.name, key=statement["claim"], claim=statement["claim"])
    passage.written = names
    passage.is_moved = [*map(_first, one.selectors)] != [*map(selector_of, passages_of(statement))]
    passage.is_recast = (passage.speakers, passage.stance) != (before.speakers, before.stance)


def _claim_text(written: Written, statement: StatementData | None) -> str:
    claim = written.coded.claims.get(statement["claim"]) if statement else None
    return claim["text"] if claim else ""


def _first(selectors: Any) -> Any:
    """Return the first of several selectors; a position in a text may follow that of words."""
    if isinstance(selectors, list):
        return selectors[0] if selectors else None
    return selectors


def _is_quoted(selected: list[Selected]) -> bool:
    return bool(selected) and all(item.is_quoted for item in selected)

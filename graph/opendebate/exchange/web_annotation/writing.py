"""A debate as a collection of web annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from opendebate.coding.passages import Status
from opendebate.exchange.attributes import own_value
from opendebate.exchange.coded_debate import (
    CodedDebate,
    PassageData,
    Record,
    SourceData,
    StatementData,
    filled,
    passages_of,
)
from opendebate.exchange.coded_text.written import debate_record
from opendebate.exchange.document_text import Article
from opendebate.exchange.extension import KEY
from opendebate.exchange.web_annotation.annotations import address
from opendebate.exchange.web_annotation.selectors import selector_of
from opendebate.exchange.web_annotation.tags import tags_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a debate as a collection of web annotations.

    What an annotation has no place for stands under the key ``opendebate``, which `read` knows and
    the context tells others to pass over.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Articles at hand, by source: annotations then have the positions of their passages, too.
    """
    iri = coded.debate["iri"]
    items = list(_annotations(coded, texts))
    content = {
        "@context": [CONTEXT, {KEY: None}],  # a key that means nothing to others
        "id": f"{iri}annotations",
        "type": "AnnotationCollection",
        "label": coded.debate["title"],
        "total": len(items),
        KEY: debate_record(coded),
        "first": {
            "id": f"{iri}annotations/1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _annotations(coded: CodedDebate, texts: Mapping[str, str]) -> Iterator[Record]:
    for slug, file in coded.sources.items():
        raw = texts.get(slug)
        article = Article(raw, file["source"]) if raw is not None else None
        for statement in file["statements"]:
            yield _annotation(coded, slug, file["source"], statement, article)


def _annotation(
    coded: CodedDebate,
    slug: str,
    source: SourceData,
    statement: StatementData,
    article: Article | None,
) -> Record:
    iri, page = coded.debate["iri"], address(coded, slug)
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": tag, "format": "text/plain"}
        for tag in tags_of(coded, source, statement)
    ]
    memo = own_value(coded, statement, "Memo")
    described = {"type": "TextualBody", "purpose": "describing", "value": memo}
    claim = {"type": "SpecificResource", "purpose": "classifying",
             "source": f"{iri}claim/{statement['claim']}"}  # fmt: skip
    coder = own_value(coded, statement, "Coder")
    targets: list[object] = [
        {"type": "SpecificResource", "source": page, "selector": _selector(at, article)}
        for at in passages_of(statement)
    ]
    annotation: Record = filled(
        id=f"{iri}statement/{slug}/{statement['id']}",
        type="Annotation",
        motivation="classifying",
        creator={"type": "Person", "name": coder} if coder else None,
        body=[*tags, claim, *([described] if memo else [])],
        target=targets or page,
        opendebate={"statement": f"{slug}/{statement['id']}"},
    )
    return annotation


def _selector(at: PassageData, article: Article | None) -> object:
    """Return the selector of a passage's words and, where it is in the article, its position."""
    selector = selector_of(at)
    if article is None or article.locate(at).status is not Status.FOUND:
        return selector
    start, end = article.locate_passage(at)
    return [selector, {"type": "TextPositionSelector", "start": start, "end": end}]

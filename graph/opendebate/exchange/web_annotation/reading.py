"""Web annotations as a coded debate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.coding.yaml_values import as_list
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.coded_text.model import is_address, name_of
from opendebate.exchange.extension import KEY
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.json_input import parse_json
from opendebate.exchange.report import ImportNotes, day_of
from opendebate.exchange.web_annotation.annotations import (
    Annotation,
    build_debate,
)

_TAGS = {"tagging", "classifying", "identifying"}
_ADVICE = 'Give annotations with "type": "Annotation", as the W3C\'s own context names them.'


def read(path: Path, coder: str = "") -> CodedDebate:
    """Return a file of web annotations as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        An annotation, a list, a page or a collection with its first page in it.
    coder : str
        Whose annotations are read; empty for all: then a source that several people annotated is
        in a coding of each.

    Raises
    ------
    InputError
        If it is broken.
    UsageError
        If there is nothing of this coder.

    Examples
    --------
    >>> import tempfile
    >>> import opendebate
    >>> from opendebate.exchange.from_graph import read_graph
    >>> from opendebate.exchange.web_annotation.writing import write
    >>> coded = read_graph(opendebate.load().engine)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "debate.jsonld")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).claims == coded.claims
    True
    """
    where = display_path(path)
    content = parse_json(read_bytes(path), where)
    title = _title(content) or path.stem
    return build_debate(title, where, content, _items(content, where), _read, coder)


def _title(content: Any) -> str:
    label = content.get("label") if isinstance(content, dict) else None
    return label if isinstance(label, str) else ""


def _items(content: Any, where: str) -> list[dict[str, Any]]:
    """Return the annotations of a document: one, a list, a page, or a collection."""
    if isinstance(content, dict) and isinstance(content.get("first"), dict):
        content = content["first"]
    if isinstance(content, dict) and isinstance(content.get("first"), str):
        raise InputError("It is a collection whose pages are elsewhere.", where=where,
                         advice="Give the pages: nothing is fetched from the web.")  # fmt: skip
    if isinstance(content, dict):
        content = content.get("items", [content])
    items = [item for item in content if _is_annotation(item)] if isinstance(content, list) else []
    if not items:
        raise InputError("There is no annotation in it.", where=where, advice=_ADVICE)
    return items


def _is_annotation(item: Any) -> bool:
    return isinstance(item, dict) and "Annotation" in as_list(item.get("type"))


def _read(item: dict[str, Any], number: int, report: ImportNotes) -> Annotation | None:
    label = str(item.get("id") or f"annotation {number}")
    targets = as_list(item.get("target"))
    sources = list(dict.fromkeys(filter(None, map(_source, targets))))
    if not sources:
        report.note("Annotations that annotate nothing are left out", label)
        return None
    report.note_each("Of annotations of several sources, the first counts", *sources[1:])
    annotation = Annotation(sources[0], label, coder=_name(item.get("creator")))
    annotation.day = day_of(item.get("created"))
    annotation.selectors = [
        target["selector"] for target in targets
        if isinstance(target, dict) and _source(target) == sources[0] and target.get("selector")
    ]  # fmt: skip
    own = item.get(KEY)
    annotation.reference = own.get("statement") if isinstance(own, dict) else None
    _read_bodies(item, annotation, report)
    return annotation


def _read_bodies(item: dict[str, Any], annotation: Annotation, report: ImportNotes) -> None:
    """Read tags and comments; a class counts as a tag where there is no other."""
    motives = _words(item.get("motivation"))
    memos: list[str] = []
    classes: list[str] = []
    for body in [*as_list(item.get("body")), *as_list(item.get("bodyValue"))]:
        text = body if isinstance(body, str) else _value(body)
        purposes = _words(body.get("purpose")) if isinstance(body, dict) else set()
        is_tag = bool((purposes or motives) & _TAGS)
        if not text:
            report.note("Bodies of annotations without a text are left out", annotation.label)
        elif is_tag and is_address(text) and not (isinstance(body, dict) and "value" in body):
            classes.append(name_of(text))
        else:
            (annotation.tags if is_tag else memos).append(text)
    annotation.tags = annotation.tags or classes
    annotation.memo = "\n".join(memos)


def _value(body: Any) -> str:
    """Return the text of a body, or the address of what it refers to."""
    content = body if isinstance(body, dict) else {}
    value = content.get("value") or _source(content)
    return value if isinstance(value, str) else ""


def _source(target: Any) -> str:
    """Return the address of what a target is, or is a part of."""
    if isinstance(target, dict):
        source = target.get("source", target.get("id"))
        target = source.get("id") if isinstance(source, dict) else source
    return target if isinstance(target, str) else ""


def _name(creator: Any) -> str:
    """Return the name of whoever made an annotation."""
    first = next(iter(as_list(creator)), None)
    if isinstance(first, dict):
        first = first.get("name") or first.get("nickname") or first.get("id")
        first = first[0] if isinstance(first, list) and first else first
    return first if isinstance(first, str) else ""


def _words(value: Any) -> set[str]:
    return {word for word in as_list(value) if isinstance(word, str)}

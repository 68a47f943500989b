"""The front matter of an Argdown document: what the debate is called, and who is who in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from opendebate.coding.field_types import LANGUAGE_PATTERN, BaseIri
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.argdown.tree import ArgdownDocument, Data, Heading
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.extension import KEY, Extension
from opendebate.exchange.report import ImportNotes

ADVICE = f"Correct it, or delete the key {KEY!r} of the front matter."
_READ = {"title", "subTitle", "author", "authors", "date", "question", "language", "lang", "iri",
          "description", KEY}  # fmt: skip
_IRI: TypeAdapter[str] = TypeAdapter(BaseIri)


def begin(document: ArgdownDocument, path: Path, report: ImportNotes) -> CodedDebate:
    """Return a coded debate with all that the front matter holds of a debate.

    The file's name is that of a debate that has no title.

    Raises
    ------
    InputError
        If records under the key ``opendebate`` are not what the coding files hold.
    """
    front, extension = document.front, extension_of(document.front)
    heading = title_heading(document)
    titles = [_word(front.get("title")), visible(heading.content.text) if heading else ""]
    title = next(filter(None, [*titles, re.sub(r"[_\s-]+", " ", path.stem).strip()]), "Debate")
    subtitle = _word(front.get("subTitle"))
    questions = [_word(front.get("question")), subtitle if subtitle.endswith("?") else ""]
    question = next(filter(None, questions), f"What is argued in {title}?")
    language = _word(front.get("language") or front.get("lang"))
    if not re.fullmatch(LANGUAGE_PATTERN, language):
        language = "en"
        if not extension:
            report.note("The document does not name its language: English is assumed", times=0)
    coded = new_coded_debate(title, question, _iri(front), language)
    description = _word(front.get("description")) or ("" if subtitle == question else subtitle)
    if description and not extension:
        coded.debate["description"] = description
    authors = [*listed(front.get("author")), *listed(front.get("authors"))]
    if authors:
        coded.debate["creators"] = [_word(author) for author in authors]
    _restore(extension, coded, path.name)
    read_keys = _READ | ({"model"} if extension else set())
    report.note_each("Keys of the front matter are left out", *sorted(front.keys() - read_keys))
    return coded


def _restore(extension: Data, coded: CodedDebate, file: str) -> None:
    """Put our own records into a coded debate."""
    debate, sources = extension.get("debate"), extension.get("sources")
    debate = {**coded.debate, **(debate if isinstance(debate, Mapping) else {})}
    sections = {**extension, "debate": debate}
    if isinstance(sources, Mapping):
        sections["sources"] = {slug: _without_order(source) for slug, source in sources.items()}
    Extension(f"{file}, front matter", ADVICE).read(sections, coded)


def _without_order(source: object) -> object:
    if not isinstance(source, Mapping):
        return source
    return {key: value for key, value in source.items() if key != "order"}


def extension_of(front: Data) -> Data:
    """Return what stands under our own key; empty in documents of others."""
    extension = front.get(KEY)
    return extension if isinstance(extension, dict) else {}


def title_heading(document: ArgdownDocument) -> Heading | None:
    """Return the heading that is the document's title: the only one of its level, and first."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    if not headings or document.blocks[0] is not headings[0]:
        return None
    top, *deeper = headings
    title = " ".join(_word(document.front.get("title")).split())
    is_only = all(heading.level > top.level for heading in deeper)
    fits = title in {"", top.content.text} or bool(extension_of(document.front))
    return top if is_only and fits else None


def listed(value: Any) -> list[Any]:
    """Return a value as a list: of itself, or of nothing."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def _word(value: Any) -> str:
    return visible(value) if isinstance(value, str) else ""


def _iri(front: Data) -> str | None:
    try:
        return _IRI.validate_python(front.get("iri"))
    except ValidationError:
        return None

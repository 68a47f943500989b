"""The front matter of an Argdown document: what the debate is called, and who is who in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from opendebate.coding.field_types import ID_PATTERN, LANGUAGE_PATTERN, MAX_ID, BaseIri
from opendebate.coding.folder import KINDS
from opendebate.coding.records import Debate, Source
from opendebate.coding.records import Record as Model
from opendebate.coding.yaml_reader import visible
from opendebate.errors import InputError
from opendebate.exchange.argdown.notes import Notes
from opendebate.exchange.argdown.tree import Data, Document, Heading
from opendebate.exchange.draft import Draft, Record, new_draft

OWN = "opendebate"  # the key that our own records stand under
_NUMBERS = {"paragraph", "paragraphs", "words"}
_FLAGS = {
    name
    for _, model in KINDS.values()
    for name, about in model.model_fields.items()
    if about.annotation is bool
}
_KNOWN = {"title", "subTitle", "author", "authors", "date", "question", "language", "lang", "iri",
          "description", OWN}  # fmt: skip
_IRI: TypeAdapter[str] = TypeAdapter(BaseIri)


def begin(document: Document, path: Path, notes: Notes) -> Draft:
    """Return a draft with all that the front matter tells of a debate.

    Parameters
    ----------
    document : Document
    path : pathlib.Path
        The file, which names a debate that has no title.
    notes : Notes
        What has no place is noted here.

    Raises
    ------
    InputError
        If records under the key ``opendebate`` are not what the coding files hold.
    """
    front = document.front
    own = own_records(front)
    heading = title_heading(document)
    told = [_word(front.get("title")), visible(heading.content.text) if heading else ""]
    title = next(filter(None, [*told, re.sub(r"[_\s-]+", " ", path.stem).strip()]), "Debate")
    subtitle = _word(front.get("subTitle"))
    asked = [_word(front.get("question")), subtitle if subtitle.endswith("?") else ""]
    question = next(filter(None, asked), f"What is argued in {title}?")
    draft = new_draft(title, question, _iri(front), _language(front, own, notes))
    description = _word(front.get("description")) or ("" if subtitle == question else subtitle)
    draft.debate |= {"description": description} if description and not own else {}
    creators = [_word(one) for key in ("author", "authors") for one in listed(front.get(key))]
    draft.debate |= {"creators": creators} if creators else {}
    if base := own.get("debate"):
        draft.debate |= typed(base) if isinstance(base, dict) else {}
        _check(draft.debate, Debate, f"{path.name}, debate in the front matter")
    _entities(own, draft, path.name)
    notes.add("front", *sorted(front.keys() - _KNOWN - ({"model"} if own else set())))
    return draft


def own_records(front: Data) -> Data:
    """Return what stands under our own key; empty in documents of others."""
    own = front.get(OWN)
    return own if isinstance(own, dict) else {}


def title_heading(document: Document) -> Heading | None:
    """Return the heading that is the document's title: the only one of its level, and first."""
    headings = [one for one in document.blocks if isinstance(one, Heading)]
    if not headings or document.blocks[0] is not headings[0]:
        return None
    first, *others = headings
    title = " ".join(_word(document.front.get("title")).split())
    alone = all(one.level > first.level for one in others)
    fits = title in {"", first.content.text} or bool(own_records(document.front))
    return first if alone and fits else None


def typed(value: Any) -> Any:
    """Return a value of YAML with the numbers and truth values that the records have.

    Examples
    --------
    >>> typed({"words": "9", "at": [{"from": "1984"}]})
    {'words': 9, 'at': [{'from': '1984'}]}
    """
    if isinstance(value, dict):
        return {key: _number(key, one) for key, one in value.items()}
    return [typed(one) for one in value] if isinstance(value, list) else value


def _number(key: str, value: Any) -> Any:
    if key in _NUMBERS and isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:18])
    if key in _FLAGS and value in {"true", "false"}:
        return value == "true"
    return typed(value)


def listed(value: Any) -> list[Any]:
    """Return a value as a list: of itself, or of nothing."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def _word(value: Any) -> str:
    return visible(value) if isinstance(value, str) else ""


def _language(front: Data, own: Data, notes: Notes) -> str:
    told = _word(front.get("language") or front.get("lang"))
    if re.fullmatch(LANGUAGE_PATTERN, told):
        return told
    if not own:
        notes.add("language", "")
    return "en"


def _iri(front: Data) -> str | None:
    try:
        return _IRI.validate_python(front.get("iri"))
    except ValidationError:
        return None


def _entities(own: Data, draft: Draft, file: str) -> None:
    """Put our own records into a draft, each after a look at its keys."""
    files = draft.files()
    for name, (_, model) in KINDS.items():
        if name != "claims":
            files[name] |= _records(own.get(name), name, model, file)
    for slug, record in _records(own.get("sources"), "sources", Source, file).items():
        draft.sources[slug] = {"source": record, "statements": []}


def _check(record: Any, model: type[Model], where: str) -> None:
    try:
        model.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        told = f"The record cannot be read ({at}): {first['msg']}."
        raise InputError(told, where=where, advice="Correct it.") from error


def _records(section: Any, name: str, model: type[Model], file: str) -> dict[str, Record]:
    where = f"{file}, {name} in the front matter"
    if not isinstance(section, dict | None):
        raise InputError(
            "Records by id must stand here.",
            where=where,
            advice="Put an id before each, as in the coding files.",
        )
    found = {}
    for key, value in (section or {}).items():
        record = typed(value)
        if isinstance(record, dict) and name == "sources":
            record.pop("order", None)
        _check(record, model, f"{where}, {key}")
        if not re.fullmatch(ID_PATTERN, key) or len(key) > MAX_ID:
            advice = "Use small letters, digits and single hyphens."
            raise InputError(f"{key[:60]!r} is no id.", where=where, advice=advice)
        found[key] = record
    return found

"""An Argdown document as a draft of a debate."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from opendebate.coding.dates import parse_edtf
from opendebate.coding.debate_files import shown
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import MAX_BYTES
from opendebate.errors import InputError
from opendebate.exchange.argdown.claims import Claims
from opendebate.exchange.argdown.front import begin
from opendebate.exchange.argdown.include import Whole, read_whole, relocated
from opendebate.exchange.argdown.model import Model
from opendebate.exchange.argdown.notes import Notes
from opendebate.exchange.argdown.own import restore
from opendebate.exchange.argdown.parse import parse_argdown
from opendebate.exchange.argdown.relations import Relations
from opendebate.exchange.argdown.remains import remains_of
from opendebate.exchange.argdown.speakers import Speakers, own_entries, voices
from opendebate.exchange.argdown.tree import Content, Document, Element, Structure
from opendebate.exchange.argdown.words import anchored
from opendebate.exchange.draft import Draft, body, free_id

_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_PLAIN = (
    "Is it the right file? In Argdown a statement begins with [Its title]: and a relation with +."
)
_PLURAL = {"support": "supports", "attack": "attacks", "undercut": "undercuts",
           "contradiction": "contradictions"}  # fmt: skip


def read_document(path: Path) -> Draft:
    """Return an Argdown document as a draft; see `opendebate.exchange.argdown`."""
    file = shown(path)
    notes = Notes()
    whole = read_whole(path, MAX_BYTES, notes)
    try:
        return _draft(parse_argdown(whole.text, file), whole, path, notes)
    except InputError as error:
        raise relocated(error, whole, file) from error


def _draft(document: Document, whole: Whole, path: Path, notes: Notes) -> Draft:
    file, raw = shown(path), whole.raw
    model = Model(document, file)
    draft = begin(document, path, notes)
    claims = Claims(document, model, draft, notes)
    if not (claims.ids or claims.own):
        raise InputError("There is no statement in it.", where=file, advice="Is it the right file?")
    if not claims.own and _is_prose(document):
        told = "It is plain text: no title, relation or numbered argument of Argdown stands in it."
        raise InputError(told, where=file, advice=_PLAIN)
    slug = _source(document, raw, claims, path)
    speakers = Speakers(claims, Text.of(raw), slug, file)
    relations = Relations(model, claims, speakers, _strict(document.front.get("model")))
    restore(document, model, claims, speakers, relations)
    _speak(model, claims, speakers)
    relations.read()
    speakers.tell()
    if claims.own and not draft.sources[slug]["statements"]:
        del draft.sources[slug], draft.texts[slug]
    notes.add("remark", *(whole.place(file, told) for told in document.remarks))
    _tell(document, model, draft, notes)
    if kept := remains_of(model, claims):
        draft.remains["argdown"] = kept
    draft.counts = _counts(document, model)
    return draft


def _is_prose(document: Document) -> bool:
    """Tell whether nothing in a document but headings and lists could be Argdown's."""
    return not any(
        isinstance(block, Structure)
        or (isinstance(block, Element) and (block.title or block.relations or block.data))
        for block in document.blocks
    )


def _strict(settings: Any) -> bool:
    return isinstance(settings, dict) and settings.get("mode") == "strict"


def _source(document: Document, raw: str, claims: Claims, path: Path) -> str:
    """Make the document itself a source, for what is said in it."""
    draft = claims.draft
    slug = free_id(path.stem, claims.taken, "document")
    claims.taken.add(slug)
    record = {"title": draft.debate["title"], "kind": "other"}
    record |= _date(document.front.get("date"), claims.notes) if not claims.own else {}
    whole = anchored(body(Text.of(raw)))
    record |= {"text": whole} if whole else {}
    draft.sources[slug] = {"source": record, "statements": []}
    draft.texts[slug] = raw
    return slug


def _date(told: Any, notes: Notes) -> dict[str, str]:
    """Return the date of a document; of a day and a month both up to 12, none can tell which."""
    if not isinstance(told, str) or not told:
        return {}
    found = _DAY.fullmatch(told)
    if found and int(found[1]) > 12:
        told = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        parse_edtf(told)
    except ValueError:
        notes.add("date", told)
        return {}
    return {"published": told}


def _speak(model: Model, claims: Claims, speakers: Speakers) -> None:
    """Make statements of what the data of statements tell."""
    for thing in model.classes:
        for element in thing.members:
            if not own_entries(element.data, claims.draft):
                for voice in voices(element.data):
                    speakers.say(voice, claims.ids[thing], (element.start, element.end))


def _tell(document: Document, model: Model, draft: Draft, notes: Notes) -> None:
    said = {one["claim"] for source in draft.sources.values() for one in source["statements"]}
    notes.add("unsaid", *("" for claim in draft.claims if claim not in said))
    tied = {end for claim in draft.claims.values() for end in _ends(claim)}
    for source in draft.sources.values():
        for one in source["statements"]:
            tied |= {one["claim"], *one.get("because", ())}
    for name, claim in draft.claims.items():
        if name not in tied and not _ends(claim):
            notes.add("alone", name)
    for content in _contents(model):
        notes.add("link", *content.links)
        notes.add("mention", *content.mentions)
    notes.add("comment", *[""] * document.comments)
    draft.report += notes.sentences()


def _contents(model: Model) -> list[Content]:
    things = [*model.classes, *model.arguments]
    members = [one.content for thing in things for one in thing.members]
    return [*members, *(heading.content for heading in model.above)]


def _ends(claim: dict[str, Any]) -> set[str]:
    pairs = claim.get("undercuts", ())
    return {*claim.get("supports", ()), *claim.get("attacks", ()),
            *(end for pair in pairs for end in pair.values())}  # fmt: skip


def _counts(document: Document, model: Model) -> Counter[str]:
    contents = _contents(model)
    tags = {tag for content in contents for tag in content.tags}
    return Counter(
        {
            "statements": len(model.classes),
            "arguments": len(model.arguments),
            "premise-conclusion structures": sum(bool(one.steps) for one in model.arguments),
            "steps": sum(len(one.steps) for one in model.arguments),
            **{
                plural: sum(one.kind == kind for one in model.ties)
                for kind, plural in _PLURAL.items()
            },
            "tags": len(tags),
            "headings": len(model.above),
            "mentions": sum(len(content.mentions) for content in contents),
            "links": sum(len(content.links) for content in contents),
            "comments": document.comments,
        }
    )

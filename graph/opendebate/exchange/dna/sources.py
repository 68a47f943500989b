"""DNA's documents as sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import get_args

from opendebate.coding import records
from opendebate.exchange.dna.importing import Import, Source
from opendebate.exchange.dna.rows import DocumentRow, day, document_row
from opendebate.exchange.dna.schema import NO_ARTICLE
from opendebate.exchange.dna.tables import Document, Entity
from opendebate.exchange.dna.texts import Place
from opendebate.exchange.draft import Record, body

_KINDS = {one.replace("-", " "): one for one in get_args(records.SourceKind)} | {
    "article": "news-article",
    "newspaper article": "news-article",
    "news": "news-article",
    "commentary": "opinion",
}
_DAY = 86_400  # seconds


def read_sources(whole: Import, ids: Mapping[int, str]) -> dict[int, Source]:
    """Put all documents into the draft, and their texts beside it; return the source of each.

    Parameters
    ----------
    whole : Import
    ids : mapping of int to str
        For each entity its actor or claim.
    """
    reader = _Sources(whole, _speakers(whole, ids))
    return {document.id: reader.read(document) for document in whole.database.documents}


def _speakers(whole: Import, ids: Mapping[int, str]) -> dict[int, set[str]]:
    """Return for each document the actors whom its statements name as speakers."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in whole.database.statements:
        form = whole.roles.forms.get(one.type)
        variables = (form.person, form.organization) if form and form.makes_statements else ()
        values = [one.values.get(variable) for variable in variables if variable is not None]
        actors = [ids[v.id] for v in values if isinstance(v, Entity) and v.id in ids]
        found[one.document].update(actors[:1])  # the person, where there is one
    return found


class _Sources:
    """Reads documents one after the other."""

    def __init__(self, whole: Import, speakers: Mapping[int, set[str]]) -> None:
        self.speakers = speakers
        draft = self.draft = whole.draft
        kept = self.kept = whole.kept
        self.report = whole.report
        self.slugs = {one.document: slug for slug, one in kept.sources.items()}
        self.actors: dict[tuple[bool, str], str] = {}  # person or not, and name
        for id_, actor in draft.actors.items():
            self.actors.setdefault((actor["kind"] == "person", actor["name"].casefold()), id_)

    def read(self, document: Document) -> Source:
        place = Place(document.text.replace("\0", " "))
        slug = self.slugs.get(document.id)
        if slug is None:
            slug = self.new(document, place)
        else:
            before = document_row(self.kept.sources[slug].record, self.kept.files["actors"])
            self.change(self.draft.sources[slug]["source"], document, before)
        article = slug not in self.kept.sources or self.kept.sources[slug].article
        if article:
            self.draft.texts[slug] = place.raw
        place.forget()
        self.leftovers(document)
        told = records.Source.model_validate(self.draft.sources[slug]["source"])
        voices = tuple(one for one in told.voices if one in self.draft.actors)
        return Source(slug, place, voices, bool(told.teller), article)

    def new(self, document: Document, place: Place) -> str:
        record: Record = {}
        self.change(record, document, None)
        self.name_narrator(record, self.speakers.get(document.id, set()))
        if sealed := body(place.text):
            record["text"] = sealed
        slug = self.draft.new_id(document.title, "document")
        self.draft.sources[slug] = {"source": record, "statements": []}
        return slug

    def name_narrator(self, record: Record, speakers: set[str]) -> None:
        """Name who narrates in a document of unknown kind, if others than its authors speak."""
        told = records.Source.model_validate(record)
        if told.kind == "other" and told.voices and not speakers <= {*told.authors}:
            record["narrator"] = told.voices[0]

    def change(self, record: Record, now: Document, before: DocumentRow | None) -> None:
        """Take what DNA says of a document and its record does not, or not any more."""
        if before is None or now.title != before.title:
            record["title"] = self.report.clean(now.title) or "Untitled"
        if before is None or now.type != before.type:
            record["kind"] = self.kind(now)
        if before is None or now.author != before.author:
            record["authors"] = self.authors(now)
        if before is None or now.source != before.source:
            record["publisher"] = self.publisher(now)
        if before is None or now.date != before.date:
            record["published"] = self.date(now)
        for key in ("authors", "publisher", "published"):
            if key in record and not record[key]:
                del record[key]

    def authors(self, document: Document) -> list[str]:
        names = [self.report.clean(one) for one in document.author.split(";")]
        return list(dict.fromkeys(self.actor(one, "person") for one in names if one))

    def publisher(self, document: Document) -> str | None:
        name = self.report.clean(document.source)
        if name and not any(sign.isalpha() for sign in name):
            self.report.note("Sources of documents that are numbers name no publisher", name)
            return None
        return self.actor(name, "organization") if name else None

    def actor(self, name: str, kind: str) -> str:
        """Return the actor of a name; “Hall, Wendy” is found as Wendy Hall, too."""
        last, comma, first = (one.strip() for one in name.partition(","))
        for told in (name, f"{first} {last}") if comma else (name,):
            if known := self.actors.get((kind == "person", told.casefold())):
                return known
        what = "persons" if kind == "person" else "organizations"
        self.report.note(f"Names of authors and sources are taken for names of {what}", name)
        made = self.draft.add("actors", name, {"name": name, "kind": kind}, "actor")
        self.actors[kind == "person", name.casefold()] = made
        return made

    def kind(self, document: Document) -> str:
        told = " ".join(re.split(r"[\s_-]+", document.type.strip().casefold()))
        if told not in _KINDS:
            what = "Of documents whose type is no kind of source here, the kind is “other”"
            self.report.note(what, document.type)
        kind: str = _KINDS.get(told, "other")
        return kind

    def date(self, document: Document) -> str | None:
        found = None if document.date is None else day(document.date)
        if found is None:
            self.report.note("Documents without a date that a calendar has", document.title)
        elif document.date and document.date % _DAY:
            self.report.note("Times of day in dates of documents (UTC) are left out")
        return found

    def leftovers(self, document: Document) -> None:
        if document.section.strip():
            self.report.note("Sections of documents have no place", document.section)
        if document.notes.strip() and not (self.kept.ours and document.notes == NO_ARTICLE):
            self.report.note("Notes on documents have no place", document.notes)
        if "\0" in document.text:
            self.report.note(
                "Texts with NUL signs, each of which is read as a space", document.title
            )
        if "\r\n" in document.text:
            what = "Texts with the line ends of Windows, of which each counts as two signs"
            self.report.note(what, document.title)

"""DNA's documents as sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import islice
from typing import cast

from opendebate.exchange.coded_debate import Record, SourceData, filled, source_record
from opendebate.exchange.dna.context import DnaContext, ImportedSource
from opendebate.exchange.dna.database import DnaDocument, entity_of
from opendebate.exchange.dna.rows import DAY, DocumentRow, day, document_row
from opendebate.exchange.dna.schema import NO_ARTICLE
from opendebate.exchange.document_text import DocumentText
from opendebate.exchange.passages import seal_body
from opendebate.exchange.source_kinds import source_kind


def read_sources(context: DnaContext, entities: Mapping[int, str]) -> dict[int, ImportedSource]:
    """Put all documents into the coded debate, and their texts; return the source of each.

    `entities` has the actor or claim of each entity.
    """
    reader = _Sources(context, _speakers(context, entities))
    return {document.id: reader.read(document) for document in context.database.documents}


def _speakers(context: DnaContext, entities: Mapping[int, str]) -> dict[int, set[str]]:
    """Return for each document the actors whom its statements name as speakers."""
    speakers: dict[int, set[str]] = defaultdict(set)
    for statement in context.database.statements:
        form = context.variables.forms.get(statement.type)
        if form and form.makes_statements:
            values = (form.roles.get("person"), form.roles.get("organization"))
            actors = filter(None, (entity_of(statement, value, entities) for value in values))
            speakers[statement.document].update(islice(actors, 1))  # the person, if there is one
    return speakers


class _Sources:
    """Reads documents."""

    def __init__(self, context: DnaContext, speakers: Mapping[int, set[str]]) -> None:
        self.context, self.speakers = context, speakers
        self.coded, self.report, self.written = context.coded, context.report, context.written
        # Column of DOCUMENTS → key of the source, and what reads it.
        self.readers: dict[str, tuple[str, Callable[[DnaDocument], object]]] = {
            "title": ("title", self.title),
            "type": ("kind", lambda document: source_kind(document.type, self.report)),
            "author": ("authors", self.authors),
            "source": ("publisher", self.publisher),
            "date": ("published", self.date),
        }

    def read(self, document: DnaDocument) -> ImportedSource:
        content = DocumentText(document.text.replace("\0", " "))
        slug = self.written.documents.get(document.id)
        if slug is None:
            slug = self.new(document, content)
        else:
            written, file = self.written.coded, self.coded.sources[slug]
            before = document_row(written.sources[slug]["source"], written.actors)
            file["source"] = self.changed(file["source"], document, before)
        is_article = slug not in self.written.coded.sources or slug in self.written.articles
        if is_article:
            self.coded.texts[slug] = content.raw
        content.forget()
        self.report_remainder(document)
        record = source_record(self.coded.sources[slug]["source"])
        voices = tuple(actor for actor in record.voices if actor in self.coded.actors)
        return ImportedSource(slug, content, record, voices, is_article)

    def new(self, document: DnaDocument, content: DocumentText) -> str:
        source = self.changed({}, document, None)
        record = source_record(source)
        others_speak = not self.speakers.get(document.id, set()) <= {*record.authors}
        if record.kind == "other" and record.voices and others_speak:
            source["narrator"] = record.voices[0]
        if body := seal_body(content.text):
            source["text"] = body
        slug = self.context.ids.new(document.title, "document")
        self.coded.sources[slug] = {"source": source, "statements": []}
        return slug

    def changed(
        self, source: SourceData, document: DnaDocument, before: DocumentRow | None
    ) -> SourceData:
        """Return a record, changed where DNA says something else than was written."""
        record = cast("Record", source.copy())
        for column, (key, read) in self.readers.items():
            if before is None or getattr(document, column) != getattr(before, column):
                record[key] = read(document)
        changed: SourceData = filled(record)
        return changed

    def title(self, document: DnaDocument) -> str:
        return self.report.line(document.title) or "Untitled"

    def authors(self, document: DnaDocument) -> list[str]:
        names = [self.report.line(name) for name in document.author.split(";")]
        return list(dict.fromkeys(self.actor(name, "person") for name in names if name))

    def publisher(self, document: DnaDocument) -> str:
        name = self.report.line(document.source)
        if name and not any(character.isalpha() for character in name):
            self.report.note("Sources of documents that are numbers name no publisher", name)
            return ""
        return self.actor(name, "organization") if name else ""

    def actor(self, name: str, kind: str) -> str:
        """Return the actor of a name; “Hall, Wendy” may be Wendy Hall."""
        surname, comma, forename = (word.strip() for word in name.partition(","))
        for spelling in (name, f"{forename} {surname}") if comma else (name,):
            if actor := self.context.actors.lookup(spelling, person=kind == "person"):
                return actor
        self.report.note(f"Names of authors and sources become {kind}s", name)
        return self.context.actors.add(name, kind)

    def date(self, document: DnaDocument) -> str:
        date = "" if document.date is None else day(document.date)
        if not date:
            self.report.note("Documents have no date of the calendar", document.title)
        elif document.date and document.date % DAY:
            self.report.note("Times of day in dates of documents (UTC) are left out")
        return date

    def report_remainder(self, document: DnaDocument) -> None:
        if document.section.strip():
            self.report.note("Sections of documents are left out", document.section)
        if document.notes.strip() and not (self.written.is_ours and document.notes == NO_ARTICLE):
            self.report.note("Notes on documents are left out", document.notes)
        if "\0" in document.text:
            self.report.note("Texts hold NUL characters, which become spaces", document.title)
        if "\r\n" in document.text:
            problem = "Texts have the line ends of Windows, which count as two characters"
            self.report.note(problem, document.title)

"""Documents of a table as sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from opendebate.coding.dates import edtf, parse_edtf
from opendebate.coding.yaml_reader import MAX_BYTES
from opendebate.exchange.coded_debate import SourceData, StatementData, filled
from opendebate.exchange.coders import coder_id, note_codings
from opendebate.exchange.source_kinds import source_kind
from opendebate.exchange.spreadsheet.attributes import AttributeColumn, source_attributes
from opendebate.exchange.spreadsheet.reading import TableContext
from opendebate.exchange.spreadsheet.sheet import Row
from opendebate.exchange.spreadsheet.voices import add_voices

MOST = 5_000  # statements of a source
_MOST_CHARACTERS = MAX_BYTES // 4  # of their cells and names; of more, its file would be too large


def add_sources(
    context: TableContext,
    by_document: Mapping[str, Sequence[tuple[Row, StatementData]]],
    columns: Sequence[AttributeColumn],
) -> None:
    """Put the documents, with their statements, into the coded debate as sources."""
    if "document" not in context.columns.columns:
        context.report.note("No column names documents: the file is one source. If each day has "
                            "a document of its own, add --map document=DATE-COLUMN",
                            times=0)  # fmt: skip
    for document, pairs in by_document.items():
        rows = [row for row, _ in pairs]
        source, statements = (
            source_of_rows(context, document, rows),
            [statement for _, statement in pairs],
        )
        add_voices(context, source, pairs)
        if values := source_attributes(context, columns, rows):
            source["attributes"] = values
        for statement in statements:
            if statement.get("said") == source.get("published"):
                statement.pop("said", None)
        if document in context.shared:
            _add_codings(context, document, source, pairs)
            continue
        pieces = [*_divided(statements)]
        for number, piece in enumerate(pieces, 1):
            slug = context.ids.new(document, "document")
            record = source.copy()
            if len(pieces) > 1:
                record["title"] += f" (part {number} of {len(pieces)})"
            context.coded.sources[slug] = {"source": record, "statements": piece}
        if len(pieces) > 1:
            problem = "Documents with too many statements for a file are several sources"
            context.report.note(problem, f"{document}: {len(pieces)}")


def _add_codings(
    context: TableContext,
    document: str,
    source: SourceData,
    pairs: Sequence[tuple[Row, StatementData]],
) -> None:
    """Put what several coders coded in one document into a coding of each."""
    slug, names = context.ids.new(document, "document"), context.shared[document]
    for name in names:
        coder = coder_id(context.coded, context.ids, name, slug)
        statements = [statement for row, statement in pairs if context.line(row, "coder") == name]
        files = context.coded.codings.setdefault(coder, {})
        for number, piece in enumerate(_divided(statements), 1):
            file = f"{slug}-{number}" if number > 1 else slug
            files[file] = {"source": deepcopy(source), "statements": piece}
    note_codings(context.report, document, names)


def _divided(statements: Sequence[StatementData]) -> Iterator[list[StatementData]]:
    """Yield the statements of a document in parts, each of which fits into one file."""
    piece, characters = list[StatementData](), 0
    for statement in statements:
        size = len(str(statement))
        if piece and (len(piece) == MOST or characters + size > _MOST_CHARACTERS):
            yield piece
            piece, characters = [], 0
        piece.append(statement)
        characters += size
    if piece:
        yield piece


def source_of_rows(context: TableContext, document: str, rows: Sequence[Row]) -> SourceData:
    """Return the source of a document as its rows describe it; `document` is a title for it."""
    days = [parse_edtf(date) for row in rows if (date := context.date(row))]
    first = min((day.earliest for day in days), default=None)
    last = max((day.latest for day in days), default=None)
    authors = [context.actors.of_kind(name, "person") for name in _names(context, rows, "author")]
    source: SourceData = filled(
        {"title": _first(context, rows, "title") or document, "kind": _kind(context, rows)},
        publisher=_publisher(context, rows),
        authors=list(dict.fromkeys(authors)),
        published=edtf(str(first), str(last)) if first and last else "",
        scope="selective",
    )
    return source


def _names(context: TableContext, rows: Sequence[Row], name: str) -> list[str]:
    """Return the names in the cells of a document's rows, which may hold several each."""
    cells = dict.fromkeys(context.line(row, name) for row in rows)
    return [part.strip() for cell in cells for part in cell.split(";") if part.strip()]


def _first(context: TableContext, rows: Sequence[Row], name: str) -> str:
    """Return what a document's rows hold in the column of a field; others are reported."""
    values = list(dict.fromkeys(filter(None, (context.line(row, name) for row in rows))))
    context.report.note_each(f"Documents with several values of {name} have the first", *values[1:])
    return values[0] if values else ""


def _publisher(context: TableContext, rows: Sequence[Row]) -> str:
    """Return the publisher of a document; nothing where its rows name several."""
    names = dict.fromkeys(filter(None, (context.line(row, "publisher") for row in rows)))
    if len(names) > 1:
        problem = "Documents whose rows name several publishers have none"
        context.report.note(problem, context.document(rows[0]))
        return ""
    name = next(iter(names), "")
    if not any(character.isalpha() for character in name):
        return ""
    return context.actors.of_kind(name, "organization")


def _kind(context: TableContext, rows: Sequence[Row]) -> str:
    written = _first(context, rows, "kind")
    return source_kind(written, context.report) if written else "other"

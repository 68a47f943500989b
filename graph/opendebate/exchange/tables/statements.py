"""Who said what, as tidy data: a row for each statement and each of its speakers.

The columns are those of ``opendebate list statements --csv``, with `speaker` in place of
`speakers`. A statement that names no speaker belongs to the narrator of its source, or to the
authors: here they stand, so that one can count by speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding import records
from opendebate.coding.dates import parse_edtf
from opendebate.exchange.coded_debate import (
    CodedDebate,
    Record,
    StatementData,
    passages_of,
    source_record,
)
from opendebate.exchange.tables.columns import columns_in
from opendebate.exchange.tables.metadata import TableSchema
from opendebate.stances import stance_of

COLUMNS = columns_in("statements")
NOTE = (
    "A row for each statement and each of its speakers: a statement of two speakers has two rows. "
    "Count statements by the column statement. All of it stands in statements_coded.csv, "
    "claims.csv and sources.csv too, as it stands in the coding files."
)


def statements_table(coded: CodedDebate) -> TableSchema:
    """Return the table of who said what."""
    rows = list(_rows(coded))
    return TableSchema("statements", "Statements", "", "", "", COLUMNS, rows, NOTE)


def _rows(coded: CodedDebate) -> Iterator[Record]:
    for slug, file in coded.sources.items():
        source = source_record(file["source"])
        for statement in file["statements"]:
            cells = _cells(coded, slug, source, statement)
            for speaker in statement.get("speaker") or source.voices or (None,):
                name = coded.actors.get(speaker, {}).get("name") if speaker else None
                narrated = speaker is not None and speaker == source.effective_narrator
                yield {**cells, "speaker": speaker, "speaker_name": name, "narrated": narrated}


def _cells(
    coded: CodedDebate, slug: str, source: records.Source, statement: StatementData
) -> Record:
    claim, date = coded.claims[statement["claim"]], statement.get("said")
    days = parse_edtf(str(date)) if date else source.published
    passages = passages_of(statement)
    return {
        **statement,
        "statement": f"{slug}/{statement['id']}",
        "source": slug,
        "stance": stance_of(statement),
        "claim_text": claim["text"],
        "claim_kind": claim["kind"],
        "side": claim["side"],
        "earliest": days.earliest.isoformat() if days else None,
        "latest": days.latest.isoformat() if days else None,
        "passage_count": len(passages),
        **(passages[0] if passages else {}),
    }

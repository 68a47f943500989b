"""Who said what, as tidy data: a row for each statement and each of its speakers.

The columns are those of ``opendebate list statements --csv``, with `speaker` in place of
`speakers`. A statement that names no speaker belongs to the narrator of its source, or to the
authors: here they stand, so that one can count by speaker. The study's own attributes of speaker,
bodies, claim, source and statement are columns, too: ``speaker.party``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from opendebate.coding import records
from opendebate.coding.dates import parse_edtf
from opendebate.exchange.coded_debate import (
    CodedDebate,
    Record,
    StatementData,
    passages_of,
    source_record,
)
from opendebate.exchange.tables.columns import Column, columns_in
from opendebate.exchange.tables.metadata import TableSchema
from opendebate.stances import stance_of

COLUMNS = columns_in("statements")
_BODIES = ("as", "on_behalf_of")
# Whose attributes are columns, and how the columns' notes call them.
_OWNERS = {
    "speaker": "the speaker", "as": "the body under 'as'", "claim": "the claim",
    "on_behalf_of": "the body under 'on_behalf_of'", "source": "the source",
    "statement": "the statement",
}  # fmt: skip
NOTE = (
    "A row for each statement and each of its speakers: a statement of two speakers has two rows. "
    "Count statements by the column statement. All of it stands in statements_coded.csv, "
    "claims.csv and sources.csv too, as it stands in the coding files."
)


def statements_table(coded: CodedDebate) -> TableSchema:
    """Return the table of who said what."""
    rows = list(_rows(coded))
    columns = [*COLUMNS, *_attribute_columns(coded, rows)]
    return TableSchema("statements", "Statements", "", "", "", columns, rows, NOTE)


def _attribute_columns(coded: CodedDebate, rows: Sequence[Record]) -> list[Column]:
    """Return a column for each attribute that rows have."""
    present = {name for row in rows for name in row}
    declared = coded.debate.get("attributes", {})
    return [
        Column((f"{owner}.{name}",), note=f"{attribute['label']} of {words}.")
        for owner, words in _OWNERS.items()
        for name, attribute in declared.items()
        if f"{owner}.{name}" in present
    ]


def _rows(coded: CodedDebate) -> Iterator[Record]:
    for slug, file in coded.sources.items():
        source = source_record(file["source"])
        for statement in file["statements"]:
            cells = _cells(coded, slug, source, statement)
            for speaker in statement.get("speaker") or source.voices or (None,):
                name = coded.actors.get(speaker, {}).get("name") if speaker else None
                narrated = speaker is not None and speaker == source.effective_narrator
                attributes = _attributes({"speaker": coded.actors.get(speaker or "", {})})
                yield {
                    **cells, **attributes, "speaker": speaker, "speaker_name": name,
                    "narrated": narrated,
                }  # fmt: skip


def _attributes(owners: Mapping[str, Mapping[str, Any]]) -> Record:
    """Return the attributes of records by the names of their columns."""
    return {
        f"{owner}.{name}": value
        for owner, record in owners.items()
        for name, value in record.get("attributes", {}).items()
    }


def _cells(
    coded: CodedDebate, slug: str, source: records.Source, statement: StatementData
) -> Record:
    claim, date = coded.claims[statement["claim"]], statement.get("said")
    days = parse_edtf(str(date)) if date else source.published
    passages = passages_of(statement)
    owners: dict[str, Mapping[str, Any]] = {
        **{name: coded.actors.get(str(statement.get(name)), {}) for name in _BODIES},
        "claim": claim, "source": coded.sources[slug]["source"], "statement": statement,
    }  # fmt: skip
    return {
        **statement,
        **_attributes(owners),
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

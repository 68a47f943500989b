"""Who said what, as tidy data: a row for each statement and each of its speakers.

The columns are those of ``opendebate list statements --csv``, with `speaker` in place of
`speakers`. A statement that names no speaker belongs to the narrator of its source, or to the
authors: here they stand, so that one can count by speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding import records
from opendebate.coding.dates import parse_edtf
from opendebate.exchange.draft import Draft, Record, StatementData, passages_of, source_record
from opendebate.exchange.tables.columns import Column
from opendebate.exchange.tables.metadata import Table
from opendebate.stances import stance_of

_DAY = "date"
COLUMNS = [
    Column(("statement",), required=True, note="Source and id: what one cites."),
    Column(("source",), required=True),
    Column(("id",), required=True, note="Within the source."),
    Column(("speaker",), note="One of those who make the statement; the narrator or an author "
           "of the source, where it names nobody."),
    Column(("speaker_name",)),
    Column(("narrated",), "boolean", note="Whether the narrator of the source speaks."),
    Column(("as",), note="An affiliation, or a capacity in words."),
    Column(("on_behalf_of",), note="The body that speaks through the speaker."),
    Column(("via",), is_list=True, note="Who carried it, from the speaker outwards."),
    Column(("mode",), required=True),
    Column(("claim",), required=True),
    Column(("claim_text",), required=True),
    Column(("claim_kind",), required=True),
    Column(("stance",), required=True),
    Column(("side",), required=True, note="Of the claim, relative to the debate's question."),
    Column(("because",), is_list=True, note="Claims that are given as reasons."),
    Column(("earliest",), _DAY, note="The first day on which it can have been said."),
    Column(("latest",), _DAY, note="The last day on which it can have been said."),
    Column(("passage_count",), "integer", required=True,
           note="How many it rests on; 0 where nobody knows the passage."),
    Column(("paragraph",), "integer", note="Of the first passage, as are the next four."),
    Column(("from",)),
    Column(("to",)),
    Column(("words",), "integer"),
    Column(("sha256",)),
]  # fmt: skip
NOTE = (
    "A row for each statement and each of its speakers: a statement of two speakers has two rows. "
    "Count statements by the column statement. All of it stands in statements_coded.csv, "
    "claims.csv and sources.csv too, as it stands in the coding files."
)


def statements_table(draft: Draft) -> Table:
    """Return the table of who said what."""
    rows = list(_rows(draft))
    return Table("statements", "Statements", "", "", "", COLUMNS, rows, NOTE)


def _rows(draft: Draft) -> Iterator[Record]:
    for slug, file in draft.sources.items():
        source = source_record(file["source"])
        for statement in file["statements"]:
            cells = _cells(draft, slug, source, statement)
            for speaker in statement.get("speaker") or source.voices or (None,):
                name = draft.actors.get(speaker, {}).get("name") if speaker else None
                narrated = speaker is not None and speaker == source.effective_narrator
                yield {**cells, "speaker": speaker, "speaker_name": name, "narrated": narrated}


def _cells(draft: Draft, slug: str, source: records.Source, statement: StatementData) -> Record:
    claim, date = draft.claims[statement["claim"]], statement.get("said")
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

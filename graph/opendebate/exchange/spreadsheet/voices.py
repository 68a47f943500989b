"""Who narrates a document of a table, and joint speakers, where a table of opendebate says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from opendebate.coding.consistency import SOURCE_MODES
from opendebate.exchange.coded_debate import SourceData, StatementData, source_record
from opendebate.exchange.report import ImportNotes
from opendebate.exchange.spreadsheet.reading import TableContext
from opendebate.exchange.spreadsheet.sheet import Row

Pairs = list[tuple[Row, StatementData]]
_YES = {"true", "yes", "1"}


def note_other_modes(report: ImportNotes, mode: str) -> None:
    """Note a mode that nobody in the document can have."""
    report.note("Modes that only fit a narrator, or are unknown, become “paraphrase”", mode)


def add_voices(
    context: TableContext, source: SourceData, pairs: Sequence[tuple[Row, StatementData]]
) -> None:
    """Give a source the narrator that its rows name, or as authors those who narrate it.

    Where neither can be, a mode that only they can have becomes “paraphrase”.
    """
    if "narrated" not in context.columns.columns:
        return
    narrators = [
        statement["speaker"][0] for row, statement in pairs
        if context.cell(row, "narrated").casefold() in _YES
    ]  # fmt: skip
    voices = [
        speaker for _, statement in pairs if statement["mode"] in SOURCE_MODES
        for speaker in statement["speaker"]
    ]  # fmt: skip
    if narrators:
        source["narrator"] = narrators[0]
    elif voices and "authors" not in source:
        source["authors"] = list(dict.fromkeys(voices))
    allowed = {*source_record(source).voices}
    for _, statement in pairs:
        if statement["mode"] in SOURCE_MODES and not allowed.issuperset(statement["speaker"]):
            note_other_modes(context.report, statement["mode"])
            statement["mode"] = "paraphrase"


def with_joint_speakers(
    context: TableContext, by_document: Mapping[str, Pairs]
) -> defaultdict[str, Pairs]:
    """Return rows by document; those of one statement that differ in the speaker are one."""
    joined: defaultdict[str, Pairs] = defaultdict(list)
    for document, pairs in by_document.items():
        for row, statement in pairs:
            before, joint = joined[document][-1] if joined[document] else (None, statement)
            same = before and context.cell(before, "id") == context.cell(row, "id") != ""
            if same and _content(joint) == _content(statement):
                joint["speaker"] += [
                    speaker for speaker in statement["speaker"] if speaker not in joint["speaker"]
                ]
            else:
                joined[document].append((row, statement))
    return joined


def _content(statement: StatementData) -> dict[str, object]:
    """Return what a statement says, whoever says it."""
    return {key: value for key, value in statement.items() if key not in {"id", "speaker"}}

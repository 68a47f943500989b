"""The debate that this library writes into a file of coded text besides, and reads again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from opendebate.coding import records
from opendebate.exchange.coded_debate import CodedDebate, Record, StatementData
from opendebate.exchange.extension import Extension
from opendebate.exchange.ids import is_id
from opendebate.exchange.merged_codings import home_of, name_of, split_name, with_codings
from opendebate.exchange.references import kinds_of, references
from opendebate.exchange.repair import DANGLING
from opendebate.exchange.report import ImportNotes

_VERSION = 1


@dataclass(slots=True)
class Written:
    """What this library wrote into a file; empty for every other.

    Attributes
    ----------
    coded : CodedDebate
    statements : dict of (str, str) to StatementData
        By source and id, which is ``CODER/STATEMENT`` in a coder's coding.
    articles : set of str
        The sources whose texts in the file are the articles.
    """

    coded: CodedDebate = field(default_factory=lambda: CodedDebate({}))
    statements: dict[tuple[str, str], StatementData] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    @property
    def is_ours(self) -> bool:
        """Whether this library wrote the file."""
        return bool(self.coded.debate)

    def names(self, reference: object) -> tuple[str, ...]:
        """Return the source and id of a statement that a file refers to; empty if there is none."""
        slug, _, name = str(reference).partition("/") if isinstance(reference, str) else ("",) * 3
        return (slug, name) if (slug, name) in self.statements else ()


def debate_record(
    coded: CodedDebate, articles: Mapping[str, str] | None = None, *, codings: bool = False
) -> Record:
    """Return a complete debate as plain data, without the texts of its sources.

    Parameters
    ----------
    coded : CodedDebate
    articles : mapping of str to str, optional
        Those that the file holds.
    codings : bool
        Whether the file holds the codings of coders, too.
    """
    files = with_codings(coded) if codings else coded.sources
    record = {
        "version": _VERSION,
        **coded.sections(),
        "statements": {slug: file["statements"] for slug, file in files.items()},
        "articles": sorted(articles or ()),
    }
    if codings and coded.codings:
        record["codings"] = {
            coder: {slug: file["source"] for slug, file in theirs.items()}
            for coder, theirs in coded.codings.items()
        }
    return record


def read_written(content: object, report: ImportNotes) -> Written:
    """Return the debate of a record; what is broken in it is left out, and reported."""
    written = Written()
    if content is None:
        return written
    if not isinstance(content, Mapping) or content.get("version") != _VERSION:
        report.note("What opendebate wrote into the file has another form, and is not read")
        return written
    extension = Extension("", "", report)
    extension.read(content, written.coded, claims=True)
    if not written.coded.debate:
        return Written()
    _read_codings(content.get("codings"), written.coded, extension)
    _remove_unknown(written.coded, report)
    listed = content.get("statements")
    for slug, statements in listed.items() if isinstance(listed, Mapping) else ():
        for record in statements if isinstance(statements, list) else ():
            _read_statement(slug, record, written, extension)
    articles = content.get("articles")
    written.articles = {name for name in articles if isinstance(name, str)} if isinstance(
        articles, list
    ) else set()  # fmt: skip
    return written


def _read_codings(codings: object, coded: CodedDebate, extension: Extension) -> None:
    """Read what coders say of sources; their statements stand with those of the sources."""
    for coder, sources in codings.items() if isinstance(codings, Mapping) else ():
        if not is_id(coder):
            extension.refuse("It is no id of a coder.", f"coder {str(coder)[:80]!r}")
            continue
        read = extension.records(records.Source, sources, "source")
        coded.codings[coder] = {
            slug: {"source": cast("Any", source), "statements": []} for slug, source in read.items()
        }


def _remove_unknown(coded: CodedDebate, report: ImportNotes) -> None:
    """Remove from sources the ids of authors and others who are not there."""
    kinds = kinds_of(coded)
    for slug, file in coded.source_files():
        record = cast("Record", file["source"])
        for reference in list(references(records.Source, record)):
            if not reference.is_known(kinds):
                report.note(DANGLING, f"{slug}: {reference.name}")
                reference.remove()


def _read_statement(slug: Any, record: object, written: Written, extension: Extension) -> None:
    label = f"statement {str(slug)[:80]}"
    content = dict(record) if isinstance(record, Mapping) else {}
    coder, content["id"] = split_name(str(content.get("id", "")))
    checked = extension.record(records.Statement, content, label)
    if checked is None:
        return
    coded = written.coded
    name = name_of(coder, checked["id"])
    is_known = checked["claim"] in coded.claims and coded.actors.keys() >= {
        *checked.get("speaker", ())
    }
    file = home_of(coded, str(slug), coder)
    if file is None or not is_known or (slug, name) in written.statements:
        problem = "Its source, claim or speaker is missing, or its id occurs twice."
        extension.refuse(problem, label)
        return
    statement = cast("StatementData", checked)
    written.statements[slug, name] = statement
    file["statements"].append(statement)

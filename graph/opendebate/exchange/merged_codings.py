"""The codings of a debate's coders beside the adjudicated one, for formats that hold them together.

In such a file a coder's statement is called ``CODER/STATEMENT``, as in decisions between coders.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from opendebate.coding import records
from opendebate.coding.check import read_coding
from opendebate.coding.coder_files import read_all_coders
from opendebate.exchange.coded_debate import CodedDebate, SourceFileData, StatementData
from opendebate.exchange.extension import normalise


def add_codings(coded: CodedDebate, folder: Path) -> None:
    """Put the codings of all coders into a coded debate.

    Parameters
    ----------
    coded : CodedDebate
    folder : pathlib.Path
        The debate's folder.

    Raises
    ------
    FaultsFound
        If a coder's file has faults.
    InputError
        If nobody has a folder under ``codings``.
    """
    for coder, theirs in read_all_coders(read_coding(folder)).items():
        coded.codings[coder] = {slug: _plain(file) for slug, file in theirs.sources.items()}


def _plain(file: records.SourceFile) -> SourceFileData:
    statements = [normalise(records.Statement, statement) for statement in file.statements]
    source = normalise(records.Source, file.source)
    return cast("SourceFileData", {"source": source, "statements": statements})


def with_codings(coded: CodedDebate) -> dict[str, SourceFileData]:
    """Return each source with its adjudicated statements and, behind them, those of its coders.

    A source that only coders have coded is as the first of them has it.
    """
    files: dict[str, SourceFileData] = {
        slug: {"source": file["source"], "statements": [*file["statements"]]}
        for slug, file in coded.sources.items()
    }
    for coder, theirs in coded.codings.items():
        for slug, file in theirs.items():
            merged = files.setdefault(slug, {"source": file["source"], "statements": []})
            merged["statements"] += [
                cast("StatementData", {**statement, "id": name_of(coder, statement["id"])})
                for statement in file["statements"]
            ]
    return files


def name_of(coder: str, statement: str) -> str:
    """Return what a coder's statement is called beside those of others; without a coder its id."""
    return f"{coder}/{statement}" if coder else statement


def split_name(name: str) -> tuple[str, str]:
    """Return the coder and the statement that a name stands for; the coder may be empty.

    Examples
    --------
    >>> split_name("ada/maps-help"), split_name("maps-help")
    (('ada', 'maps-help'), ('', 'maps-help'))
    """
    coder, _, statement = name.rpartition("/")
    return coder, statement


def coder_name(coded: CodedDebate, coder: str) -> str:
    """Return the name of a coder, as the debate gives it; else that of the coder's folder.

    Of coders who share a name, each has the folder's name behind it, since users of other programs
    are known by their names only.
    """
    names = {
        other: _name_in_debate(coded, other) for other in {*coded.codings, *_coders(coded), coder}
    }
    is_shared = [*names.values()].count(names[coder]) > 1
    return f"{names[coder]} ({coder})" if is_shared else names[coder]


def _name_in_debate(coded: CodedDebate, coder: str) -> str:
    record = _coders(coded).get(coder)
    return str(record["name"]) if isinstance(record, Mapping) and record.get("name") else coder


def _coders(coded: CodedDebate) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", coded.debate.get("coders", {}))


def home_of(coded: CodedDebate, slug: str, coder: str) -> SourceFileData | None:
    """Return the file of a source: the adjudicated one or, with a coder, the coder's."""
    return coded.codings.get(coder, {}).get(slug) if coder else coded.sources.get(slug)


def file_of(coded: CodedDebate, slug: str) -> SourceFileData:
    """Return the file of a source: the adjudicated one, or else the first coder's."""
    if slug in coded.sources:
        return coded.sources[slug]
    return next(files[slug] for files in coded.codings.values() if slug in files)

"""Coders of several DNA databases: what one person coded in two files, and who shares a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from opendebate.exchange.dna.database import DnaDocument, DnaStatement
from opendebate.exchange.report import ImportNotes

Coding = dict[int, set[object]]  # document → what was coded in it


class FiledStatement(NamedTuple):
    """A statement with the number of its file, and all that it says, to compare it by."""

    file: int
    statement: DnaStatement
    content: object


def joined_coders(
    filed: Sequence[FiledStatement],
    paths: Sequence[Path],
    documents: Mapping[int, DnaDocument],
    report: ImportNotes,
) -> tuple[tuple[DnaStatement, ...], frozenset[int]]:
    """Return the statements of all files, and which documents were coded in several of them.

    In two files a coder of one name is one person if, of each document that both coded, one file
    has all that the other has: then it is a copy with more or less in it. Else they are two
    coders, whom the names of the files tell apart.
    """
    shared = _coders_apart(filed)
    labels = _labels(paths)
    statements, files, seen = [], defaultdict[int, set[int]](set), set[object]()
    twice: Counter[str] = Counter()
    for file, statement, content in filed:
        coder = statement.coder
        if coder in shared:
            coder = f"{coder} ({labels[file]})" if coder else labels[file]
            report_once = "Coders of one name who coded one document differently are two"
            report.note(report_once, coder, times=0)
        key = (coder, statement.document, content)
        known_file = next((other for other in range(file) if (other, key) in seen), None)
        if known_file is not None:
            twice[coder or "nobody"] += 1
            continue
        seen.add((file, key))
        statements.append(replace(statement, coder=coder))
        files[statement.document].add(file)
    problem = "Statements that several files have of one coder are counted once"
    for coder, number in twice.items():
        report.note(problem, coder, times=number)
    coders = defaultdict[int, set[str]](set)
    for statement in statements:
        coders[statement.document].add(statement.coder)
    apart = frozenset(
        document for document in documents if len(files[document]) > 1 and len(coders[document]) > 1
    )
    return tuple(statements), apart


def _coders_apart(filed: Iterable[FiledStatement]) -> set[str]:
    """Return the names that stand for another coder in each file."""
    codings: defaultdict[str, defaultdict[int, Coding]] = defaultdict(lambda: defaultdict(dict))
    for file, statement, content in filed:
        coding = codings[statement.coder][file]
        coding.setdefault(statement.document, set()).add(content)
    return {
        coder for coder, by_file in codings.items()
        if any(_differ(one, other) for one, other in combinations(by_file.values(), 2))
    }  # fmt: skip


def _differ(one: Coding, other: Coding) -> bool:
    """Tell whether of some document each of two codings has what the other lacks."""
    return any(
        one[document] - other[document] and other[document] - one[document]
        for document in one.keys() & other.keys()
    )


def _labels(paths: Sequence[Path]) -> list[str]:
    """Return what tells files apart: their names or, of equal ones, those of their folders, too."""
    stems = Counter(path.stem for path in paths)
    labels = [path.stem if stems[path.stem] == 1 else f"{path.parent.name}/{path.stem}"
              for path in paths]  # fmt: skip
    is_clear = len({*labels}) == len(labels)
    return labels if is_clear else [f"{label}, {n}" for n, label in enumerate(labels, 1)]

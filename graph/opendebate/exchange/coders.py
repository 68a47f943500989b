"""Codings of several coders in one file: which are read, and when one must choose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from opendebate.coding.coder_decisions import NEITHER
from opendebate.coding.coder_files import ADJUDICATED, DRAFT
from opendebate.counting import counted
from opendebate.errors import InputError, UsageError, close_matches, did_you_mean
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.ids import Ids
from opendebate.exchange.report import ImportNotes, shorten

T = TypeVar("T")
_CODED_TWICE = "Statements of several coders would be counted several times"


def of_coder(
    items: Sequence[tuple[T, str]],
    wanted: str,
    where: str,
    report: ImportNotes,
    advice: str = "Leave --coder out.",
) -> list[T]:
    """Return what is of one coder.

    Parameters
    ----------
    items : sequence of (T, str)
        Each with its coder; an empty coder is none.
    wanted : str
        The coder.
    where : str
        The file, for messages.
    report : ImportNotes
        It gets the other coders.
    advice : str
        What to do if the file names no coder at all.

    Raises
    ------
    UsageError
        If nothing is of this coder.
    """
    coders = Counter(coder for _, coder in items)
    if wanted not in coders:
        raise _no_coder(wanted, coders, where, advice)
    others = [f"{name or 'nobody'}: {n:,}" for name, n in coders.items() if name != wanted]
    report.note_each("Codings of other coders are left out", *others)
    return [item for item, coder in items if coder == wanted]


def coder_id(coded: CodedDebate, ids: Ids, name: str, slug: str) -> str:
    """Return the id of a coder, whom the debate names from then on; it is that of no source.

    Parameters
    ----------
    coded : CodedDebate
    ids : Ids
        The ids of the debate; no source gets the coder's later.
    name : str
    slug : str
        A source that the coder coded.
    """
    coders = coded.debate.setdefault("coders", {})
    for coder, record in coders.items():
        if record["name"] == name:
            return str(coder)
    slugs = (slug for slug, _ in coded.source_files())
    coder = Ids([ADJUDICATED, DRAFT, NEITHER, slug, *coders, *slugs]).new(name, "coder")
    ids.reserve(coder)
    coders[coder] = {"name": name}
    return coder


def note_codings(report: ImportNotes, document: str, names: Iterable[str]) -> None:
    """Note that several coders coded a document, each of whom has a coding of it."""
    problem = "Documents that several coders coded are in codings/; none counts until it is decided"
    report.note(problem, f"{document}: {' and '.join(names)}")


def refuse_overlap(pairs: Iterable[tuple[str, str]], where: str) -> None:
    """Raise an error if several coders coded one document.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Documents and coders; an empty coder is none.
    where : str
        The file, for messages.
    """
    for document, names in coded_by_several(pairs).items():
        raise InputError(
            f"{counted(len(names), 'coder')} coded the document {shorten(document)!r}: "
            f"{', '.join(names[:10])}. {_CODED_TWICE}.",
            where=where,
            advice=f"Choose one: --coder {names[0]!r}. Import the others into folders of their "
            "own.",
        )


def coded_by_several(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the documents that several coders coded, each with its coders in order.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Documents and coders; an empty coder is none.
    """
    coders: defaultdict[str, set[str]] = defaultdict(set)
    for document, coder in pairs:
        if coder:
            coders[document].add(coder)
    return {document: sorted(names) for document, names in coders.items() if len(names) > 1}


def _no_coder(wanted: str, coders: Iterable[str], where: str, advice: str) -> UsageError:
    """Return the error for a coder who coded nothing in a file; an empty coder is none."""
    names = sorted(filter(None, coders))
    if not names:
        return UsageError(f"--coder {wanted}: {where} names no coder.", advice=advice)
    close = did_you_mean(close_matches(wanted, {*names}))
    listed = ", ".join(map(shorten, names[:10]))
    return UsageError(f"--coder {wanted}: {where} contains no coding by this coder.",
                      advice=f"{close} The coders are: {listed}.".strip())  # fmt: skip

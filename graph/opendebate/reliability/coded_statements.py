"""Statements as several coders coded them, with the values that are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from opendebate.coding.coder_files import ADJUDICATED, DRAFT, coder_files, read_coder
from opendebate.coding.passages import StoredPassage
from opendebate.errors import raise_errors

if TYPE_CHECKING:
    from opendebate.coding import records
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text
    from opendebate.draft.draft_file import DraftFile, DraftPassage, StoredProposal

FIELDS = ("speaker", "claim", "stance", "mode", "side", "because")
NO_REASON = "(none)"  # the value of because in a statement without a reason


@dataclass(frozen=True, slots=True)
class CodedPassage(StoredPassage):
    """A passage of a statement.

    Where copies number paragraphs differently, the paragraph is that of one coder's copy, if this
    is known: see `opendebate.reliability.numbering`.
    """

    paragraph_known: bool = True


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """A statement as one coder coded it.

    Attributes
    ----------
    source, coder, id : str
    passages : tuple of CodedPassage
    positions : frozenset of int or None
        The numbers of its words in the article; None if the article is not at hand.
    values : mapping of str to str or None
        Field → value, several ids joined by " + ". None means that the coder gave no value.
    lost : int
        How many of its passages are not in the article.
    """

    source: str
    coder: str
    id: str
    passages: tuple[CodedPassage, ...]
    positions: frozenset[int] | None
    values: Mapping[str, str | None]
    lost: int = 0


class Coded(NamedTuple):
    """A coder's statements of a source, and the paragraphs of the coder's copy if it says so."""

    statements: list[CodedStatement]
    paragraphs: int | None


def read_coded(coding: Coding, coder: str, slug: str, article: Text | None = None) -> Coded | None:
    """Return a coder's statements of a source; None if the coder has not coded it.

    Parameters
    ----------
    coding : Coding
        The debate.
    coder : str
        A folder under ``codings``, ``"adjudicated"`` or ``"draft"``.
    slug : str
        The source.
    article : Text, optional
        The article itself, without its page, in which passages are found.

    Raises
    ------
    FaultsFound
        If the coder's file has faults.
    """
    if coder == DRAFT:
        proposals = _of_draft(coding, slug, article)
        return None if proposals is None else Coded(proposals, None)
    file = _file(coding, coder, slug)
    if file is None:
        return None
    statements = [
        _with_passages(item, slug, coder, _values(item, file.source, coding), article)
        for item in file.statements
    ]
    return Coded(statements, file.source.text.paragraphs)


def read_source_record(coding: Coding, coders: Iterable[str], slug: str) -> records.Source | None:
    """Return what is said of a source: by the adjudicated coding, or else by the first coder."""
    files = (_file(coding, coder, slug) for coder in (ADJUDICATED, *coders) if coder != DRAFT)
    return next((file.source for file in files if file), None)


def _file(coding: Coding, coder: str, slug: str) -> records.SourceFile | None:
    if coder == ADJUDICATED:
        return coding.sources.get(slug)
    files = coder_files(coding.folder).get(coder, {})
    if slug not in files:
        return None
    theirs, faults = read_coder(coding, coder, {slug: files[slug]})
    raise_errors(faults)
    return theirs.sources[slug]


def _values(
    statement: records.Statement, source: records.Source, coding: Coding
) -> dict[str, str | None]:
    claim = coding.claims.get(statement.claim)
    return {
        "speaker": _joined(statement.speaker or source.voices),
        "claim": statement.claim,
        "stance": statement.stance,
        "mode": statement.mode,
        "side": claim.side if claim else None,
        "because": _joined(statement.because) or NO_REASON,
    }


def _with_passages(
    coded: records.Statement | StoredProposal, slug: str, coder: str,
    values: dict[str, str | None], article: Text | None,
) -> CodedStatement:  # fmt: skip
    passages = tuple(map(_passage, coded.at))
    if article is None:
        return CodedStatement(slug, coder, coded.id, passages, None, values)
    located = [_words_of(passage, article) for passage in passages]
    positions = frozenset(number for words in located for number in words)
    lost = sum(not words for words in located)
    return CodedStatement(slug, coder, coded.id, passages, positions, values, lost)


def _passage(passage: records.Passage | DraftPassage) -> CodedPassage:
    return CodedPassage(
        passage.first, passage.last, passage.paragraph, passage.words, passage.sha256
    )


def _words_of(passage: CodedPassage, article: Text) -> range:
    """Return the numbers of a passage's words in the article; nothing if it is not there.

    Neither is a passage without a seal that may mean several stretches of words.
    """
    from opendebate.coding.passages import locate

    spans = locate(passage, article).spans
    if not spans or (len(spans) > 1 and not passage.sha256):
        return range(0)
    return range(spans[0].start, spans[0].stop)


def _joined(ids: tuple[str, ...] | list[str]) -> str | None:
    return " + ".join(sorted(ids)) or None


def _of_draft(coding: Coding, slug: str, article: Text | None) -> list[CodedStatement] | None:
    """Return the proposals of a draft that its proof did not refuse."""
    from opendebate.draft.draft_file import read_draft

    draft = read_draft(coding.folder, slug)
    if draft is None:
        return None
    file = coding.sources.get(slug)
    voices = file.source.voices if file else ()
    return [
        _with_passages(each, slug, DRAFT, _proposed_values(each, draft, coding, voices), article)
        for each in draft.proposals
        if each.state != "refused"
    ]


def _proposed_values(
    proposal: StoredProposal, draft: DraftFile, coding: Coding, voices: tuple[str, ...]
) -> dict[str, str | None]:
    claim = coding.claims.get(proposal.claim or "")
    side = claim.side if claim else draft.claims.get(proposal.claim or "", {}).get("side")
    return {
        "speaker": _joined(proposal.speaker or voices),
        "claim": proposal.claim,
        "stance": proposal.stance,
        "mode": proposal.mode,
        "side": side,
        "because": _joined(proposal.because) or (NO_REASON if proposal.claim else None),
    }

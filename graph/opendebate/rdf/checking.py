"""Checking a debate's folder: its coding, its graph, and its passages in the articles at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.debate_files import coding_entries, debate_files, source_slug
from opendebate.coding.passages import ANCHOR
from opendebate.counting import counted
from opendebate.errors import (
    Fault,
    InputError,
    UnknownName,
    close_matches,
    errors_among,
    format_faults,
)
from opendebate.table import Table

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.records import Scope
    from opendebate.coding.text import Text
    from opendebate.coding.verify import Verification
    from opendebate.rdf.build import Progress


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """A source's coding beside its article.

    Attributes
    ----------
    verification : Verification
        Which passages are in the article, and how much of it is coded.
    skipped : int
        How many statements have faults, and so were not compared.
    scope : str or None
        Whether the source was coded in full or selectively, if its file says so.
    """

    verification: Verification
    skipped: int
    scope: Scope | None = None

    def uncoded(self) -> dict[int, list[str]]:
        """Return by paragraph what no passage covers; of long runs only the ends."""
        runs: dict[int, list[str]] = {}
        article = self.verification.body
        for gap in self.verification.coverage.gaps:
            words = article.slice(gap.start, gap.stop)
            if gap.stop - gap.start > 2 * ANCHOR:
                first = article.slice(gap.start, gap.start + ANCHOR)
                last = article.slice(gap.stop - ANCHOR, gap.stop)
                words = f"{first} … {last} ({counted(gap.stop - gap.start, 'word')})"
            runs.setdefault(gap.paragraph or 0, []).append(words)
        return runs

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        verification = self.verification
        return {
            "passages": [
                {"statement": checked.statement, "status": checked.location.status.value}
                for checked in verification.passages
            ],
            "statements_with_faults": self.skipped,
            "statements_with_unknown_passage": verification.unknown,
            "scope": self.scope,
            "words": verification.coverage.total,
            "words_coded": verification.coverage.covered,
            "left_over": {str(paragraph): runs for paragraph, runs in self.uncoded().items()},
        }


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The faults of a debate's folder.

    Attributes
    ----------
    faults : Table of Fault
        All errors and warnings, by file and line.
    articles : mapping of str to CheckedArticle
        Source → the result of comparing it with its article.
    unknown_passages : mapping of str to int
        Source → how many of its statements have no known passage; none is 0.
    """

    faults: Table[Fault]
    articles: Mapping[str, CheckedArticle]
    unknown_passages: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is no error; there may be warnings."""
        return not errors_among(self.faults)

    def __str__(self) -> str:
        """List the faults, one a line."""
        return "\n".join(format_faults(self.faults)) or "No faults."

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        articles = {slug: article.to_dict() for slug, article in self.articles.items()}
        return {
            "faults": self.faults.to_dicts(),
            "texts": articles,
            "statements_with_unknown_passage": dict(self.unknown_passages),
        }


def source_slugs(folder: Path) -> list[str]:
    """Return the sources of a debate, whether or not their files have faults.

    Those that only coders have coded, under ``codings/``, come last.
    """
    slugs = (source_slug(path, folder) for path in debate_files(folder))
    by_coders = (path.stem for _, path in coding_entries(folder))
    return list(dict.fromkeys([*(slug for slug in slugs if slug is not None), *by_coders]))


def check_folder(
    folder: Path,
    texts: Mapping[str, Text] | None = None,
    *,
    store: Path | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Return all faults and warnings of a debate's coding files.

    Parameters
    ----------
    folder : pathlib.Path
    texts : mapping of str to Text, optional
        Source → its article, with which its passages are compared.
    store : pathlib.Path, optional
        A store on disk, whose files are compared with the digests they had when written.
    progress : callable, optional
        Called with stage, done and total.

    Raises
    ------
    InputError
        If the folder is no debate.
    UnknownName
        If a text is of no source.
    """
    from opendebate.coding.coder_files import coder_faults
    from opendebate.rdf.build import check_debate

    slugs = source_slugs(folder) if texts else []
    for slug in texts or {}:
        if slug not in slugs:
            raise UnknownName("source", slug, close_matches(slug, slugs))
    coding, faults = check_debate(folder, progress)
    articles: dict[str, CheckedArticle] = {}
    text_faults = [
        fault
        for slug, text in (texts or {}).items()
        if slug in coding.sources  # a file that cannot be read has its faults already
        for fault in _check_article(coding, slug, text, articles)
    ]
    every = sorted({*faults, *text_faults, *coder_faults(coding, texts), *_store_faults(store)})
    columns = ("file", "line", "column", "severity", "message")
    return CheckResult(Table(every, columns), articles, _unknown_passages(coding))


def _unknown_passages(coding: Coding) -> dict[str, int]:
    """Return for each source that has some the number of statements without a known passage."""
    numbers = {
        slug: sum(not statement.at for statement in file.statements)
        for slug, file in coding.sources.items()
    }
    return {slug: number for slug, number in numbers.items() if number}


def _check_article(
    coding: Coding, slug: str, text: Text, articles: dict[str, CheckedArticle]
) -> Iterator[Fault]:
    """Compare a source with its text; a text that is not the source's is a fault."""
    from opendebate.coding.text_checks import article_faults, unread_statements
    from opendebate.coding.verify import verify

    try:
        verification = verify(coding.sources[slug], text)
        skipped, scope = unread_statements(coding, slug), coding.sources[slug].source.scope
        articles[slug] = CheckedArticle(verification, skipped, scope)
        yield from article_faults(coding, slug, verification)
    except InputError as error:
        tree = coding.trees[f"sources/{slug}"]
        message = f"{error.what} {error.advice or ''}".strip()
        yield Fault(tree.file, *tree.location(("source", "text")), message)


def _store_faults(store: Path | None) -> Iterator[Fault]:
    """Yield a fault for each file of a store on disk that was changed after it was written."""
    if store is None:
        return
    from opendebate.rdf.disk_store import damaged_files

    message = "It was changed after it was written. Delete the store's folder; it is built again."
    for name in damaged_files(store):
        yield Fault(str(store / name), 0, 0, message)

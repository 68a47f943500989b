"""``opendebate check``: every fault, and with the article every passage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate_cli.output import emit_json, printable, say
from opendebate_cli.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opendebate.errors import Fault
    from opendebate.rdf.checking import CheckedArticle, CheckResult

MIN_CODED = 0.95  # share of an article's words that the codebook asks to be coded


@click.command("check")
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SLUG=FILE",
    help="A source's article, text, HTML, PDF, DOCX or ODT (- is stdin): verify each passage "
    "against it.",
)
@click.option("--strict", is_flag=True, help="Warnings count as faults: exit code 1.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def check_command(state: State, texts: tuple[str, ...], strict: bool, as_json: bool) -> None:
    """Find every fault of the coding files, each with file, line and what to do.

    With an article, also verify that each passage is in it word for word (quotation
    marks, spaces and capitals may differ), and report how much of it is coded; faults of
    its source come first. With --store DIR, compare each file of that store with the
    digest it had when it was written. Exit code 1 means that faults were found.

    \b
    Examples:
      opendebate check
      opendebate check --text why-meta-opened-up=article.txt
    """
    from opendebate.rdf.checking import check_folder, source_slugs
    from opendebate_cli.article_texts import read_texts
    from opendebate_cli.progress import Progress

    articles = dict(read_texts(texts, source_slugs(state.folder))) if texts else {}
    with Progress() as progress:
        result = check_folder(state.folder, articles, store=state.store, progress=progress)
    if as_json:
        emit_json(result.to_dict())
    else:
        _show(result, set(articles))
    if not result.ok or (strict and result.faults):
        click.get_current_context().exit(1)


def _show(result: CheckResult, asked: set[str]) -> None:
    """Print what is wrong: first with the codings of the sources whose articles were given."""
    faults = result.faults
    of_asked = [fault for fault in faults if _is_of(fault, asked)]
    others = [fault for fault in faults if not _is_of(fault, asked)]
    _show_faults(of_asked)
    if asked and others:
        say("In other files:")
    _show_faults(others)
    for slug, article in result.articles.items():
        _show_text(slug, article)
    _show_unknown(result)
    errors = sum(fault.is_error for fault in faults)
    warnings = sum(fault.severity == "warning" for fault in faults)
    if errors or warnings:
        say(f"{errors} fault{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}.")
    else:
        say("No faults.")


def _show_unknown(result: CheckResult) -> None:
    """Print how many statements have no known passage, of sources without their article here."""
    numbers = [n for slug, n in result.unknown_passages.items() if slug not in result.articles]
    if numbers:
        words = "statement rests" if sum(numbers) == 1 else "statements rest"
        where = counted(len(numbers), "source")
        say(f"{sum(numbers):,} {words} on an unknown passage, in {where}: nobody can verify them.")


def _show_faults(faults: Iterable[Fault]) -> None:
    """Print faults, then warnings, by file and line; of very many only the first."""
    from opendebate.errors import MAX_SHOWN

    grouped = _grouped(sorted(faults, key=lambda fault: (fault.severity != "error", fault)))
    for fault, repeats in grouped[:MAX_SHOWN]:
        colour = {"error": "red", "warning": "yellow"}.get(fault.severity)
        repeated = f" (The same in {repeats} other place{'s' * (repeats != 1)}.)" if repeats else ""
        say(f"{fault}{repeated}", fg=colour)
    if len(grouped) > MAX_SHOWN:
        say(f"{len(grouped) - MAX_SHOWN:,} more are not shown. Correct these first.")


def _is_of(fault: Fault, slugs: set[str]) -> bool:
    """Tell whether a fault is in a coding of one of some sources."""
    from opendebate.coding.debate_files import CODINGS

    path = Path(fault.file)
    return path.stem in slugs and (
        path.parent.name == "sources" or path.parent.parent.name == CODINGS
    )


def _grouped(faults: Iterable[Fault]) -> list[tuple[Fault, int]]:
    """Return faults and their repeats: warnings that repeat in a file are given only once."""
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        key = (fault.file, fault.message)
        where = () if fault.severity == "warning" else (str(fault.line), str(fault.column))
        groups.setdefault((*key, *where), []).append(fault)
    return [(group[0], len(group) - 1) for group in groups.values()]


def _show_text(slug: str, article: CheckedArticle) -> None:
    from opendebate.coding.passages import Status

    verification, unread = article.verification, article.skipped
    found_count, coverage = len(verification.with_status(Status.FOUND)), verification.coverage
    say(slug, bold=True)
    sealed = sum(h.passage.sha256 is not None for h in verification.with_status(Status.FOUND))
    verified = f", {sealed} of them by their digest" if sealed else ", none of them sealed"
    say(f"  {found_count} of {counted(len(verification.passages), 'passage')} found{verified}")
    if unread:
        are = f"{counted(unread, 'statement')} with faults {'is' if unread == 1 else 'are'}"
        say(f"  {are} left out of this.")
    if verification.unknown:
        noun = "statement rests" if verification.unknown == 1 else "statements rest"
        say(f"  {verification.unknown} {noun} on an unknown passage, which cannot be verified.")
    for status in (Status.AMBIGUOUS, Status.CHANGED, Status.MISSING):
        if verification.with_status(status):
            say(f"  {len(verification.with_status(status))} {status.value}")
    if verification.body_as_sealed is False:
        say("  The text is not the copy that was sealed.")
    noun = "; the rest, by paragraph:" if coverage.gaps else "."
    coded = "coded or marked as attribution" if verification.attributed else "coded"
    share = f"{coverage.share:.1%} of its {counted(coverage.total, 'word')}"
    say(f"  {share} are {coded}{_target(article)}{noun}")
    for paragraph, runs in article.uncoded().items():
        say(click.wrap_text(printable(" · ".join(runs)), 78, f"    ¶{paragraph} ", "       "))


def _target(article: CheckedArticle) -> str:
    """Return what the codebook demands of a share of coded words, if the share is below it."""
    if article.verification.coverage.share >= MIN_CODED:
        return ""
    if article.scope == "selective":
        return " (its scope is selective, so the codebook asks for no share)"
    return f" (the codebook asks for {MIN_CODED:.0%})"

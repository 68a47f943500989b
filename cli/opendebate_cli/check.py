"""``opendebate check``: every fault, and with the article every passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate_cli.main import State
from opendebate_cli.output import emit_json, printable, say

if TYPE_CHECKING:
    from pathlib import Path

    from opendebate.coding.folder import Coding
    from opendebate.coding.verify import Verification
    from opendebate.errors import Fault

    # By source: its coding beside its article, and how many statements with faults are left out.
    Results = dict[str, tuple[Verification, int]]

MIN_CODED = 0.95  # share of an article's words that the codebook asks to be coded


@click.command("check")
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SLUG=FILE",
    help="A source's article, plain text or HTML (- is stdin): verify each passage against it.",
)
@click.option("--strict", is_flag=True, help="Warnings count as faults: exit code 1.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def check_command(state: State, texts: tuple[str, ...], strict: bool, as_json: bool) -> None:
    """Find every fault of the coding files, each with file, line and what to do.

    With an article, also verify that each passage is in it word for word, and report how much
    of it is coded. With --store DIR before the command, compare each file of that store with the
    digest it had when it was written. Exit code 1 means that faults were found.

    \b
    Examples:
      opendebate check
      opendebate check --text why-meta-opened-up=article.txt
    """
    from opendebate.rdf.build import check_debate
    from opendebate_cli.progress import Progress

    with Progress() as progress:
        coding, faults = check_debate(state.folder, progress)
    verified, unlike = _verify(coding, texts)
    faults = sorted({*faults, *unlike, *_store_faults(state.store)})
    if as_json:
        emit_json(_report(faults, verified))
    else:
        _show(faults, verified)
    if any(fault.severity == "error" or strict for fault in faults):
        click.get_current_context().exit(1)


def _verify(coding: Coding, texts: tuple[str, ...]) -> tuple[Results, list[Fault]]:
    """Compare sources with their texts; a text that is not the source's is a fault."""
    from opendebate.coding.text_checks import article_faults, unread_statements
    from opendebate.coding.verify import verify
    from opendebate.errors import Fault, InputError
    from opendebate_cli.article_texts import read_texts

    verified: Results = {}
    faults: list[Fault] = []
    slugs = [key.removeprefix("sources/") for key in coding.trees if "/" in key]
    for slug, text in read_texts(texts, slugs) if texts else ():
        if slug not in coding.sources:
            continue  # the faults of its file are reported; nothing in it can be compared
        try:
            verification = verify(coding.sources[slug], text)
            verified[slug] = verification, unread_statements(coding, slug)
            faults += article_faults(coding, slug, verification)
        except InputError as error:
            tree = coding.trees[f"sources/{slug}"]
            message = f"{error.what} {error.advice or ''}".strip()
            faults.append(Fault(tree.file, *tree.location(("source", "text")), message))
    return verified, faults


def _store_faults(store: Path | None) -> list[Fault]:
    """Return a fault for each file of a store on disk that was changed after it was written."""
    if store is None:
        return []
    from opendebate.errors import Fault
    from opendebate.rdf.disk_store import damaged_files

    message = "It was changed after it was written. Delete the store's folder; it is built again."
    return [Fault(str(store / name), 0, 0, message) for name in damaged_files(store)]


def _show(faults: list[Fault], verified: Results) -> None:
    from opendebate.errors import MAX_SHOWN

    grouped = _grouped(sorted(faults, key=lambda fault: (fault.severity != "error", fault)))
    for fault, repeats in sorted(grouped[:MAX_SHOWN]):
        colour = {"error": "red", "warning": "yellow"}.get(fault.severity)
        repeated = f" (The same in {repeats} other place{'s' * (repeats != 1)}.)" if repeats else ""
        say(f"{fault}{repeated}", fg=colour)
    if len(grouped) > MAX_SHOWN:
        say(f"{len(grouped) - MAX_SHOWN:,} more are not shown. Correct these first.")
    for slug, (verification, unread) in verified.items():
        _show_text(slug, verification, unread)
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = sum(fault.severity == "warning" for fault in faults)
    if errors or warnings:
        say(f"{errors} fault{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}.")
    else:
        say("No faults.")


def _grouped(faults: list[Fault]) -> list[tuple[Fault, int]]:
    """Return faults and their repeats: warnings that repeat in a file are given only once."""
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        key = (fault.file, fault.message)
        where = () if fault.severity == "warning" else (str(fault.line), str(fault.column))
        groups.setdefault((*key, *where), []).append(fault)
    return [(group[0], len(group) - 1) for group in groups.values()]


def _show_text(slug: str, verification: Verification, unread: int) -> None:
    from opendebate.coding.passages import Status

    found_count, coverage = len(verification.with_status(Status.FOUND)), verification.coverage
    say(slug, bold=True)
    sealed = sum(h.passage.sha256 is not None for h in verification.with_status(Status.FOUND))
    verified = f", {sealed} of them by their digest" if sealed else ", none of them sealed"
    say(f"  {found_count} of {len(verification.passages)} passages found{verified}")
    if unread:
        are = (
            "1 statement with faults is" if unread == 1 else f"{unread} statements with faults are"
        )
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
    target = "" if coverage.share >= MIN_CODED else f" (the codebook asks for {MIN_CODED:.0%})"
    coded = "coded or marked as attribution" if verification.attributed else "coded"
    share = f"{coverage.share:.1%} of its {coverage.total:,} words are {coded}{target}{noun}"
    say(f"  {share}")
    for paragraph, runs in _uncovered(verification).items():
        say(click.wrap_text(printable(" · ".join(runs)), 78, f"    ¶{paragraph} ", "       "))


def _uncovered(verification: Verification) -> dict[int, list[str]]:
    """Return by paragraph what no passage covers; long runs are shortened like passages."""
    from opendebate.coding.passages import ANCHOR

    runs: dict[int, list[str]] = {}
    for gap in verification.coverage.gaps:
        words = verification.body.slice(gap.start, gap.stop)
        if gap.stop - gap.start > 2 * ANCHOR:
            first = verification.body.slice(gap.start, gap.start + ANCHOR)
            last = verification.body.slice(gap.stop - ANCHOR, gap.stop)
            words = f"{first} … {last} ({gap.stop - gap.start} words)"
        runs.setdefault(gap.paragraph or 0, []).append(words)
    return runs


def _report(faults: list[Fault], verified: Results) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "faults": [asdict(fault) for fault in faults],
        "texts": {
            slug: {
                "passages": [
                    {"statement": h.statement, "status": h.location.status.value}
                    for h in verification.passages
                ],
                "statements_with_faults": unread,
                "statements_with_unknown_passage": verification.unknown,
                "words": verification.coverage.total,
                "words_coded": verification.coverage.covered,
                "left_over": {str(p): runs for p, runs in _uncovered(verification).items()},
            }
            for slug, (verification, unread) in verified.items()
        },
    }

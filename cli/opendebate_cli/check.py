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

WANTED = 0.95  # share of an article's words that the codebook wants to be coded


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

    With an article, also verify that each passage is in it word for word, and tell how much of
    it is coded. With --store DIR before the command, compare each file of that store with the
    digest it had when it was written. Exit code 1 means that faults were found.

    \b
    Examples:
      opendebate check
      opendebate check --text why-meta-opened-up=article.txt
    """
    from opendebate.rdf.build import check_debate
    from opendebate_cli.progress import Progress

    with Progress() as progress:
        coding, faults = check_debate(state.place, progress)
    verified, unlike = _verify(coding, texts)
    faults = sorted({*faults, *unlike, *_store_faults(state.store)})
    if as_json:
        emit_json(_report(faults, verified))
    else:
        _tell(faults, verified)
    if any(fault.severity == "error" or strict for fault in faults):
        click.get_current_context().exit(1)


def _verify(coding: Coding, texts: tuple[str, ...]) -> tuple[Results, list[Fault]]:
    """Hold sources against their texts; a text that is not the source's is a fault."""
    from opendebate.coding.text_checks import article_faults, unread_statements
    from opendebate.coding.verify import verify
    from opendebate.errors import Fault, InputError
    from opendebate_cli.article_texts import read_texts

    verified: Results = {}
    found: list[Fault] = []
    known = [key.removeprefix("sources/") for key in coding.trees if "/" in key]
    for slug, text in read_texts(texts, known) if texts else ():
        if slug not in coding.sources:
            continue  # what is wrong with its file is told, and nothing in it can be held
        try:
            one = verify(coding.sources[slug], text)
            verified[slug] = one, unread_statements(coding, slug)
            found += article_faults(coding, slug, one)
        except InputError as error:
            tree = coding.trees[f"sources/{slug}"]
            told = f"{error.what} {error.advice or ''}".strip()
            found.append(Fault(tree.file, *tree.location(("source", "text")), told))
    return verified, found


def _store_faults(store: Path | None) -> list[Fault]:
    """Return a fault for each file of a store on disk that was changed after it was written."""
    if store is None:
        return []
    from opendebate.errors import Fault
    from opendebate.rdf.disk_store import damaged_files

    told = "It was changed after it was written. Delete the store's folder; it is built again."
    return [Fault(str(store / name), 0, 0, told) for name in damaged_files(store)]


def _tell(faults: list[Fault], verified: Results) -> None:
    from opendebate.errors import MAX_SHOWN

    grouped = _grouped(sorted(faults, key=lambda fault: (fault.severity != "error", fault)))
    for fault, more in sorted(grouped[:MAX_SHOWN]):
        colour = {"error": "red", "warning": "yellow"}.get(fault.severity)
        again = f" (And so in {more} more place{'s' * (more != 1)}.)" if more else ""
        say(f"{fault}{again}", fg=colour)
    if len(grouped) > MAX_SHOWN:
        say(f"{len(grouped) - MAX_SHOWN:,} more are not shown. Mend these first.")
    for slug, (one, unread) in verified.items():
        _tell_text(slug, one, unread)
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = sum(fault.severity == "warning" for fault in faults)
    if errors or warnings:
        say(f"{errors} fault{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}.")
    else:
        say("No faults.")


def _grouped(faults: list[Fault]) -> list[tuple[Fault, int]]:
    """Return faults, those warnings only once that say the same of several places of a file."""
    same: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        one = (fault.file, fault.message)
        where = () if fault.severity == "warning" else (str(fault.line), str(fault.column))
        same.setdefault((*one, *where), []).append(fault)
    return [(found[0], len(found) - 1) for found in same.values()]


def _tell_text(slug: str, one: Verification, unread: int) -> None:
    from opendebate.coding.passages import Status

    found, coverage = len(one.with_status(Status.FOUND)), one.coverage
    say(slug, bold=True)
    sealed = sum(h.passage.sha256 is not None for h in one.with_status(Status.FOUND))
    verified = f", {sealed} of them by their digest" if sealed else ", none of them sealed"
    say(f"  {found} of {len(one.passages)} passages found{verified}")
    if unread:
        are = (
            "1 statement with faults is" if unread == 1 else f"{unread} statements with faults are"
        )
        say(f"  {are} left out of this.")
    if one.unknown:
        rest = "statement rests" if one.unknown == 1 else "statements rest"
        say(f"  {one.unknown} {rest} on an unknown passage, which nothing can verify.")
    for status in (Status.AMBIGUOUS, Status.CHANGED, Status.MISSING):
        if one.with_status(status):
            say(f"  {len(one.with_status(status))} {status.value}")
    if one.body_as_sealed is False:
        say("  The text as a whole is not the copy that was sealed.")
    rest = "; the rest, by paragraph:" if coverage.gaps else "."
    wanted = "" if coverage.share >= WANTED else f" (the codebook asks for {WANTED:.0%})"
    coded = "coded or marked as attribution" if one.attributed else "coded"
    share = f"{coverage.share:.1%} of its {coverage.total:,} words are {coded}{wanted}{rest}"
    say(f"  {share}")
    for paragraph, runs in _left_over(one).items():
        say(click.wrap_text(printable(" · ".join(runs)), 78, f"    ¶{paragraph} ", "       "))


def _left_over(one: Verification) -> dict[int, list[str]]:
    """Return by paragraph what no passage covers; of long runs only the ends, as of passages."""
    from opendebate.coding.passages import ANCHOR

    runs: dict[int, list[str]] = {}
    for gap in one.coverage.gaps:
        said = one.body.slice(gap.start, gap.stop)
        if gap.stop - gap.start > 2 * ANCHOR:
            first = one.body.slice(gap.start, gap.start + ANCHOR)
            last = one.body.slice(gap.stop - ANCHOR, gap.stop)
            said = f"{first} … {last} ({gap.stop - gap.start} words)"
        runs.setdefault(gap.paragraph or 0, []).append(said)
    return runs


def _report(faults: list[Fault], verified: Results) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "faults": [asdict(fault) for fault in faults],
        "texts": {
            slug: {
                "passages": [
                    {"statement": h.statement, "status": h.location.status.value}
                    for h in one.passages
                ],
                "statements_with_faults": unread,
                "statements_with_unknown_passage": one.unknown,
                "words": one.coverage.total,
                "words_coded": one.coverage.covered,
                "left_over": {str(p): runs for p, runs in _left_over(one).items()},
            }
            for slug, (one, unread) in verified.items()
        },
    }

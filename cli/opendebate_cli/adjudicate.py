"""``opendebate adjudicate``: where coders differ, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate_cli.main import State
from opendebate_cli.output import emit, output_options, say

if TYPE_CHECKING:
    from opendebate.reliability.adjudication import Adjudication, Disagreement


@click.command("adjudicate")
@click.argument(
    "names", nargs=-1, metavar="[SLUG] [CODER]...", help="A source, and coders. Without them, all."
)
@click.option("--export", "with_decided", is_flag=True, help="Also what is decided already.")
@output_options
@click.pass_obj
def adjudicate_command(
    state: State, /, names: tuple[str, ...], with_decided: bool, form: str
) -> None:
    """List the values on which coders differ and nobody has decided yet.

    Decisions are in codings/decisions.yaml, a list under the key decisions. Each has source,
    statement (CODER/STATEMENT), field (passage, speaker, claim, stance, mode, side or because),
    chosen (a coder) and reason, and may have by and date. What you decide, you also write to
    sources/SLUG.yaml, the coding that counts. With --export, the list has the decisions, too, for
    the appendix of a study. Exit code 1 means that something is not decided.

    \b
    Examples:
      opendebate -d my-debate adjudicate
      opendebate -d my-debate adjudicate a-speech ada ben
      opendebate -d my-debate adjudicate --export --csv > appendix.csv
    """
    from opendebate.reliability.adjudication import adjudication

    result = adjudication(state.folder, names)
    listed = result.disagreements if with_decided else result.undecided
    if form == "table":
        for each in listed:
            say(_line(each))
    else:
        emit([each.to_row() for each in listed], form, columns=result.columns)
    _say_notes(result)
    if result.undecided:
        click.get_current_context().exit(1)


def _line(disagreement: Disagreement) -> str:
    from opendebate.reliability.report import dispute_values, place

    dispute, decision = disagreement.dispute, disagreement.decision
    values = dispute_values(disagreement.values)
    line = f"{dispute.source}, {place(dispute)}: {disagreement.field}: {values}"
    if decision is None:
        return line
    by = f" ({decision.by})" if decision.by else ""
    return f"{line} → {decision.chosen}{by}: {decision.reason}"


def _say_notes(result: Adjudication) -> None:
    for decision in result.unmatched:
        say(
            f"The decision on {decision.field} of {decision.statement} in {decision.source} is on "
            "no difference between these coders.",
            err=True,
        )
    total = len(result.disagreements)
    say(f"{counted(total, 'difference')}, {len(result.undecided)} not decided.", err=True)

"""``opendebate standing``: which claims are attacked, answered and defended."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate.errors import UsageError
from opendebate_cli.output import emit, emit_json, output_options, say, width
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.argumentation.claim_acceptability import ClaimStanding


@click.command("standing")
@click.argument("claim", required=False, help="Only this claim.")
@click.option(
    "--hypothetical",
    is_flag=True,
    help="Also what is only imagined: arguments and premises that nobody is known to have voiced.",
)
@click.option("--all", "include_unattacked", is_flag=True, help="Also claims that nothing attacks.")
@output_options
@click.pass_obj
def standing_command(
    state: State, /, claim: str | None, *, hypothetical: bool, include_unattacked: bool, form: str
) -> None:
    """Show which claims are unanswered, answered, contested or defended.

    Claims and arguments form an argumentation framework (Dung 1995), with a gradual score
    that counts supports too (DF-QuAD, Rago et al. 2016). This is about the structure of what was
    said, not about what is true.

    \b
    Examples:
      opendebate standing
      opendebate standing open-agi
      opendebate standing --json
    """
    if claim is not None and include_unattacked:
        raise UsageError("--all has no effect beside a claim, which is shown in any case.")
    debate = state.load()
    results = debate.standing(hypothetical=hypothetical)
    claims = results.claims
    if claim is not None:
        from opendebate.ask.entities import find

        claim_id = find(debate.engine, claim, ("claim",)).id
        claims = tuple(entry for entry in claims if entry.claim.id == claim_id)
        include_unattacked = True
    listed = [entry for entry in claims if include_unattacked or entry.standing != "unattacked"]
    if form == "json":
        emit_json({**results.to_dict(), "claims": [entry.to_dict() for entry in listed]})
    elif form == "csv":
        from opendebate.argumentation.claim_acceptability import COLUMNS

        emit([entry.to_row() for entry in listed], form, columns=COLUMNS)
    else:
        for entry in listed:
            _show(entry)
        if not listed:
            say(
                "No argument attacks any of these claims."
                if results.n
                else "No argument joins claims in this debate, so nothing can be said of them."
            )
        omitted = len(claims) - len(listed)
        hidden = f"; {omitted} that nothing attacks are not shown" if omitted else ""
        say(f"n = {counted(results.n, 'claim')} that arguments join{hidden}.")
        say(textwrap.fill(results.note, width()))


def _show(entry: ClaimStanding) -> None:
    """Print a claim, and what attacks, answers and supports it."""
    from opendebate.argumentation.render_standing import render_standing

    first, *others = render_standing(entry, width())
    say(first, bold=True)
    say("\n".join(others) + "\n")

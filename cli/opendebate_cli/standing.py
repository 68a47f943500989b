"""``opendebate standing``: how claims stand against what is said of them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from opendebate.errors import UsageError
from opendebate_cli.main import State
from opendebate_cli.output import emit, emit_json, output_options, say, width

if TYPE_CHECKING:
    from opendebate.argumentation.claim_acceptability import ClaimStanding

COLUMNS = (
    "claim", "text", "standing", "attacked_by", "supported_by", "stated", "grounded", "score",
    "words",
)  # fmt: skip


@click.command("standing")
@click.argument("claim", required=False, help="Only this claim.")
@click.option(
    "--hypothetical",
    is_flag=True,
    help="Also what is only imagined: arguments and premises that nobody is known to have voiced.",
)
@click.option("--all", "everything", is_flag=True, help="Also claims that nothing attacks.")
@output_options
@click.pass_obj
def standing_command(
    state: State, /, claim: str | None, *, hypothetical: bool, everything: bool, form: str
) -> None:
    """Tell which claims are unanswered, answered, contested or defended.

    Claims and arguments are taken as an argumentation framework (Dung 1995), with a gradual score
    that counts supports too (DF-QuAD, Rago et al. 2016). This is about the structure of what was
    said, not about what is true.

    \b
    Examples:
      opendebate standing
      opendebate standing open-agi
      opendebate standing --json
    """
    if claim is not None and everything:
        raise UsageError("--all has no effect beside a claim, which is shown in any case.")
    debate = state.load()
    found = debate.standing(hypothetical=hypothetical)
    claims = found.claims
    if claim is not None:
        from opendebate.ask.entities import find

        wanted = find(debate.engine, claim, ("claim",)).id
        claims = tuple(one for one in claims if one.claim.id == wanted)
        everything = True
    shown = [one for one in claims if everything or one.standing != "unattacked"]
    if form == "json":
        emit_json({**found.to_dict(), "claims": [one.to_dict() for one in shown]})
    elif form == "csv":
        emit([_row(one) for one in shown], form, columns=COLUMNS)
    else:
        for one in shown:
            say(one.claim.name, bold=True)
            say(textwrap.indent(textwrap.fill(one.words, width() - 2), "  ") + "\n")
        if not shown:
            say("No argument attacks any of these claims.")
        left = len(claims) - len(shown)
        hidden = f"; {left} that nothing attacks are not shown" if left else ""
        say(f"n = {found.n} claims that arguments join{hidden}.")
        say(textwrap.fill(found.note, width()))


def _row(one: ClaimStanding) -> dict[str, object]:
    return {
        "claim": one.claim.id,
        "text": one.claim.name,
        "standing": one.standing,
        "attacked_by": [line.premise.id for line in one.attacks],
        "supported_by": [line.premise.id for line in one.supports],
        "stated": [line.premise.id for line in (*one.attacks, *one.supports) if line.stated],
        "grounded": one.grounded,
        "score": one.score,
        "words": one.words,
    }

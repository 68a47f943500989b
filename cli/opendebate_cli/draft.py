"""``opendebate draft``: proposals for the coding of an article, each with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate_cli.main import State
from opendebate_cli.output import say

if TYPE_CHECKING:
    from opendebate.draft.draft_file import DraftFile
    from opendebate.draft.proposals import Drafted

_MOST_SHOWN = 100  # proposals whose notes are printed


@click.command("draft")
@click.argument("slug", help="The source: one that is there, or a name for a new one.")
@click.option(
    "--text",
    "text_file",
    required=True,
    metavar="SLUG=FILE",
    help="The article (FILE alone is enough). Nothing of it is stored but ends of passages.",
)
@click.option("--again", is_flag=True, help="Replace a draft in which you have decided already.")
@click.pass_obj
def draft_command(state: State, slug: str, text_file: str, again: bool) -> None:
    """Propose statements for an article: who says what, and in which words.

    Without other options, rules find quotations and verbs of saying, and nothing leaves this
    machine. Each proposal is proven: its words must be in the article, its speaker in the article
    or the registers. The draft is written to drafts/SLUG.yaml; no other command counts it until
    you accept its statements, one by one, in: opendebate code SLUG.

    \b
    Example:
      opendebate -d my-debate draft a-speech --text a-speech.txt
    """
    from opendebate.coding.text import read_text
    from opendebate.draft import drafting
    from opendebate.draft.rules import RulesDrafter
    from opendebate_cli.article_texts import split_argument

    if state.debate is None:
        raise click.UsageError("Say which debate: opendebate -d FOLDER draft SLUG --text FILE.")
    page = read_text(split_argument(text_file, [slug])[1], extract=True)
    material = drafting.open_material(state.folder, slug, page)
    if not again:
        drafting.refuse_to_replace(state.folder, slug)
    drafted = RulesDrafter().draft(material.article, material.coding, slug)
    path, draft, _ = drafting.save_draft(material, drafted)
    _report(drafted, draft)
    say(f"Written: {path}")
    say(f"Next: accept or reject each in: opendebate{state.option} code {slug} --text FILE")
    if not draft.proposals:
        click.get_current_context().exit(1)


def _report(drafted: Drafted, draft: DraftFile) -> None:
    """Print what was mended and refused, and why; then how many there are of each."""
    noted = [proposal for proposal in draft.proposals if proposal.notes]
    for proposal in noted[:_MOST_SHOWN]:
        for note in proposal.notes:
            say(f"{proposal.id} {proposal.state}: {note}", err=True)
    for sentence in drafted.malformed[:_MOST_SHOWN]:
        say(f"refused: {sentence}", err=True)
    hidden = max(len(noted) - _MOST_SHOWN, 0) + max(len(drafted.malformed) - _MOST_SHOWN, 0)
    if hidden:
        say(f"{hidden:,} more are not shown.", err=True)
    origin = draft.draft
    say(f"{origin.proven} proven, {origin.mended} mended, {origin.refused} refused, by "
        f"{origin.drafter}.")  # fmt: skip

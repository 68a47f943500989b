"""``opendebate seal``: passages get their word counts and digests from the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate_cli.output import say
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.coding.sealing import SealingResult


@click.command("seal")
@click.argument("slug", help="The source: the name of its file without .yaml.")
@click.option(
    "--text",
    "text_file",
    required=True,
    metavar="SLUG=FILE",
    help="The article: text, HTML, PDF, DOCX or ODT; FILE alone is enough, and - is stdin. Nothing "
    "of it is stored.",
)
@click.option(
    "--again", "reseal", is_flag=True, help="Also seal passages again whose words have changed."
)
@click.option("--coder", metavar="CODER", help="Seal this coder's coding, codings/CODER/SLUG.yaml.")
@click.pass_obj
def seal_command(state: State, slug: str, text_file: str, reseal: bool, coder: str | None) -> None:
    """Fill in word counts and digests of a source's passages, from its article.

    The file keeps its comments and layout. First and last words are written as the article has
    them, three at each end, and each change of them is reported. Passages that cannot be found,
    and other faults of the source's file, are reported, and the rest is sealed; then
    the exit code is 1. Faults of other files are reported, too, and stop nothing.

    \b
    Example:
      opendebate -d my-debate seal an-article --text an-article.txt
    """
    from opendebate.coding.article_files import read_text
    from opendebate.coding.sealing import seal_in_folder
    from opendebate_cli.article_texts import split_argument

    folder = state.writable_folder("seal SLUG --text FILE")
    _, file = split_argument(text_file, [slug])
    sealed = seal_in_folder(folder, slug, read_text(file), reseal=reseal, coder=coder)
    _report(sealed)
    faults = f"{len(sealed.faults)} fault{'s' * (len(sealed.faults) != 1)}"
    passages = f"passage{'s' * (sealed.new != 1)}"
    say(f"{sealed.new} {passages} sealed, {sealed.unchanged} unchanged, {faults}.")
    if sealed.faults:
        click.get_current_context().exit(1)


def _report(sealed: SealingResult) -> None:
    """Print what was written otherwise, and what is wrong: in other files first."""
    from opendebate.counting import counted
    from opendebate.errors import format_faults

    if sealed.elsewhere:
        for line in format_faults(sealed.elsewhere):
            say(line, fg="yellow", err=True)
        number = counted(len(sealed.elsewhere), "fault")
        say(f"{number} in other files, so nothing can be built yet.", fg="yellow", err=True)
    for line in format_faults(sealed.notes):
        say(line, err=True)
    for line in format_faults(sealed.faults):
        say(line, fg="red", err=True)

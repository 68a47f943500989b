"""``opendebate view``: the pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.errors import UsageError
from opendebate_cli.main import State
from opendebate_cli.output import say, write

if TYPE_CHECKING:
    from opendebate.debate import Debate

LENSES = ("actors", "claims", "debate", "policies")


@click.command("view")
@click.argument("entity", required=False, help="What the page opens with: its trace.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to write the page; - writes it to stdout.  [default: opendebate.html, or with "
    "-d the folder's name and .html]",
)
@click.option(
    "--lens",
    type=click.Choice(LENSES),
    help="A network instead: of actors, of claims, of the whole debate, or of policies. The "
    "explorer is written beside it, and its links lead there.",
)
@click.option(
    "--most",
    type=click.IntRange(1),
    metavar="N",
    help="How many things a lens draws; by default all of a small network, and of a larger one "
    "those that are tied most.",
)
@click.option(
    "--text",
    "given",
    multiple=True,
    metavar="SLUG=FILE",
    help="The article of a source, to be put into the page for private use.",
)
@click.option(
    "--open/--no-open",
    "opened",
    default=None,
    help="Open the page in the browser, or do not; by default where there is a display.",
)
@click.pass_obj
def view_command(  # noqa: PLR0913, PLR0917 — click hands over each option
    state: State,
    entity: str | None,
    output: Path | None,
    lens: str | None,
    most: int | None,
    given: tuple[str, ...],
    opened: bool | None,
) -> None:
    """Write one page that holds the debate and calls nowhere: who argues what, why, and where.

    \b
    Examples:
      opendebate view
      opendebate view wendy-hall --open
      opendebate view --lens actors
      opendebate view --text why-meta-opened-up=article.txt -o private.html
    """
    if lens and (entity or given):
        raise UsageError(
            "A lens shows the whole debate, and no article.",
            advice="Leave out the entity and --text, or leave out --lens.",
        )
    if opened is not None and str(output) == "-":
        raise UsageError(
            f"--{'' if opened else 'no-'}open has no effect beside -o -, which writes no file.",
            advice="Leave one of them out.",
        )
    if most and not lens:
        raise UsageError("--most has no effect without --lens.", advice="Name a lens, too.")
    debate = state.load()
    name = state.name
    output = output or Path(f"{name}-{lens}.html" if lens else f"{name}.html")
    if lens:
        _write_lens(debate, lens, output, name, most)
    else:
        texts = _texts(debate, given)
        page = debate.view(start=entity, texts=texts)
        if str(output) == "-":
            write(page.html())
        else:
            page.save(output)
            say(f"Written: {output}", err=True)
        if texts:
            say("The page holds the article: keep it to yourself.", err=True)
    if str(output) != "-" and (opened or (opened is None and _has_display())):
        click.launch(output.resolve().as_uri())


def _write_lens(debate: Debate, lens: str, output: Path, name: str, most: int | None) -> None:
    """Write a lens, and beside it the explorer that its links lead to."""
    if str(output) == "-":
        write(debate.view(lens, most=most).html())
        return
    explorer = output.with_name(f"{name}.html")
    if explorer == output:
        explorer = output.with_name(f"{name}-explorer.html")
    debate.view().save(explorer)
    debate.view(lens, explorer=explorer.name, most=most).save(output)
    say(f"Written: {output}", err=True)
    say(f"Written: {explorer}, where its links lead", err=True)


def _texts(debate: Debate, given: tuple[str, ...]) -> dict[str, str]:
    """Return the articles at hand by source, and say how many passages are in them."""
    if not given:
        return {}
    from opendebate_cli.article_texts import Spoken

    spoken = Spoken(given, debate)
    for slug in spoken.texts:
        places = [
            place for one in debate.statements() if one.source.id == slug for place in one.passages
        ]
        found = sum((spoken(slug, place) or "✗")[0] != "✗" for place in places)
        say(f"{slug}: {found} of {len(places)} passages found.", err=True)
    return {slug: text.raw for slug, text in spoken.texts.items()}


def _has_display() -> bool:
    """Return whether somebody sits in front of a screen."""
    if not sys.stdout.isatty() or "CI" in os.environ:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ

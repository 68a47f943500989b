"""``opendebate view``: the pages."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from opendebate.errors import UsageError
from opendebate_cli.lens_output import open_page, write_lens
from opendebate_cli.main import State
from opendebate_cli.network_checks import check_open
from opendebate_cli.old_spellings import note_old_spelling
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
@click.option("--lens", type=click.Choice(LENSES), hidden=True)
@click.option("--most", type=click.IntRange(1), hidden=True)
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
      opendebate view --text why-meta-opened-up=article.txt -o private.html

    'opendebate network actors --lens' writes the page of a network.
    """
    check_open(opened, output)
    if lens and (entity or given):
        raise UsageError(
            "A lens shows the whole debate, and no article.",
            advice="Leave out the entity and --text, or leave out --lens.",
        )
    if most and not lens:
        raise UsageError("--most has no effect without --lens.", advice="Name a lens, too.")
    if lens:
        command = f"opendebate{state.option} network {lens} --lens{f' --most {most}' * bool(most)}"
        note_old_spelling("--lens of view", command + (f" -o {quote(str(output))}" * bool(output)))
        write_lens(state.load(), lens, None, output, debate_name=state.name, most=most,
                   opened=opened)  # fmt: skip
        return
    debate = state.load()
    texts = _texts(debate, given)
    page = debate.view(start=entity, texts=texts)
    path = output or Path(f"{state.name}.html")
    if str(path) == "-":
        write(page.html())
    else:
        page.save(path)
        say(f"Written: {path}", err=True)
    if texts:
        say("The page holds the article: keep it private.", err=True)
    if str(path) != "-":
        open_page(path, opened)


def _texts(debate: Debate, given: tuple[str, ...]) -> dict[str, str]:
    """Return the articles at hand by source, and say how many passages are in them."""
    if not given:
        return {}
    from opendebate_cli.article_texts import PassageTexts

    spoken = PassageTexts(given, debate)
    for slug in spoken.texts:
        places = [
            place for one in debate.statements() if one.source.id == slug for place in one.passages
        ]
        found = sum((spoken(slug, place) or "✗")[0] != "✗" for place in places)
        say(f"{slug}: {found} of {len(places)} passages found.", err=True)
    return {slug: text.raw for slug, text in spoken.texts.items()}

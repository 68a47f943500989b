"""``opendebate new``: a source to code, and a debate for it where there is none yet."""

from __future__ import annotations

import click

from opendebate.printed_commands import printed_command
from opendebate_cli.output import say
from opendebate_cli.state import State


@click.command("new")
@click.argument("slug", help="A name for the source: small letters, digits and hyphens.")
@click.option(
    "--text",
    "text_file",
    metavar="SLUG=FILE",
    help="The article: text, HTML, PDF, DOCX or ODT (FILE alone is enough). The file then lists "
    "the openings of its paragraphs, and has the title and date that the article's file, or its "
    "first lines, have.",
)
@click.option(
    "--coder",
    metavar="CODER",
    help="Begin this coder's coding of it, codings/CODER/SLUG.yaml, which build does not count.",
)
@click.option("--extend", is_flag=True, help="Begin with a copy of the built-in debate.")
@click.pass_obj
def new_command(
    state: State, slug: str, text_file: str | None, coder: str | None, extend: bool
) -> None:
    """Start coding a source: write a commented file for it.

    Where the folder is empty or missing, the debate's other files are made as well.

    \b
    Examples:
      opendebate -d my-debate new an-article --text an-article.txt
      opendebate -d more-openness new an-article --extend
      opendebate -d my-debate new an-article --coder ada
    """
    from opendebate.coding.article_files import read_article
    from opendebate.coding.coder_files import check_coder
    from opendebate.coding.scaffold import check_slug, start_debate, start_source
    from opendebate_cli.article_texts import say_proposed, split_argument

    check_slug(slug)
    folder = state.writable_folder("new SLUG")
    if coder:
        check_coder(folder, coder)
    file = split_argument(text_file, [slug])[1] if text_file else None
    text, proposed = read_article(file, extract=True) if file else (None, {})
    say_proposed(folder, slug, proposed, coder)
    language = proposed.get("language", "en")
    for path in start_debate(folder, extend=extend, language=language):
        say(f"Made: {path}")
    say(f"Made: {start_source(folder, slug, text, proposed, coder)}")
    say(f"Next: code it, then run: {printed_command('check')}")

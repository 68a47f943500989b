"""``opendebate code``: coding an article in the browser."""

from __future__ import annotations

import click

from opendebate_cli.state import State


@click.command("code")
@click.argument("slug", help="The source: one that is there, or a name for a new one.")
@click.option(
    "--text",
    "text_file",
    required=True,
    metavar="SLUG=FILE",
    help="The article: text, HTML, PDF, DOCX or ODT (FILE alone is enough). It stays in memory: "
    "nothing of it is stored.",
)
@click.option(
    "--coder",
    metavar="CODER",
    help="Write this coder's coding of it, codings/CODER/SLUG.yaml, which build does not count; "
    "the codings of others are not shown.",
)
@click.option(
    "--adjudicate",
    "adjudicated",
    nargs=2,
    metavar="CODER CODER",
    help="Decide where these two coders differ. Their statements are left and right, without "
    "names, until you have decided.",
)
@click.option(
    "--port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Where to listen on this machine; without it, at any free port.",
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.pass_obj
def code_command(  # noqa: PLR0913 — an option each
    state: State, slug: str, text_file: str, coder: str | None, *,
    adjudicated: tuple[str, str] | None, port: int, no_browser: bool,
) -> None:  # fmt: skip
    """Code an article in the browser: select words, choose a claim, press Enter.

    Each statement is written into the source's file at once; comments and order stay. A source
    that is not there is begun, and so is a debate where the folder is empty or missing.

    \b
    Examples:
      opendebate -d my-debate code a-speech --text a-speech.txt
      opendebate -d my-debate code a-speech --text a-speech.html --no-browser
      opendebate -d my-debate code a-speech --text a-speech.txt --coder ada
      opendebate -d my-debate code a-speech --text a-speech.txt --adjudicate ada ben
    """
    from opendebate.coding.article_files import read_article
    from opendebate.workbench.lifecycle import serve_session, start_session
    from opendebate_cli.article_texts import say_proposed, split_argument

    folder = state.writable_folder("code SLUG --text FILE")
    if coder and adjudicated:
        raise click.UsageError("Choose one of --coder and --adjudicate.")
    file = split_argument(text_file, [slug])[1]
    article = read_article(file, extract=True)
    if not adjudicated:  # what counts begins with what the coders wrote
        say_proposed(folder, slug, article[1], coder)
    session = start_session(folder, slug, *article, coder=coder, adjudicated=adjudicated)
    serve_session(session, port=port, browser=not no_browser)

"""``opendebate view``: the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate.errors import InputError, UsageError
from opendebate.files import write_file
from opendebate.printed_commands import printed_command
from opendebate_cli.lens_output import force_option, open_page, write_lens
from opendebate_cli.network_checks import check_file_options
from opendebate_cli.old_spellings import note_old_spelling
from opendebate_cli.output import say, write
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.debate import Debate

LENSES = ("actors", "claims", "debate", "policies")


@click.command("view")
@click.argument("entity", required=False, help="Entity or story with which the page opens.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to write the page; - writes it to stdout. A name that ends in .svg gets the map "
    "as a picture.  [default: opendebate.html, or with -d the folder's name and .html; the page of "
    "an entity has its kind and id in its name, a page with an article -private]",
)
@click.option(
    "--networks/--no-networks",
    default=None,
    help="Write the pages of the networks, too, into a folder beside the page (NAME-networks); all "
    "pages lead to each other. Or write one file, which links to no network.  [default: "
    "--networks]",
)
@click.option("--lens", type=click.Choice(LENSES), hidden=True)
@click.option("--most", type=click.IntRange(1), hidden=True)
@click.option(
    "--text",
    "text_arguments",
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
@force_option
@click.pass_obj
def view_command(  # noqa: PLR0913, PLR0917 — click hands over each option
    state: State,
    entity: str | None,
    output: Path | None,
    networks: bool | None,
    lens: str | None,
    most: int | None,
    text_arguments: tuple[str, ...],
    opened: bool | None,
    force: bool,
) -> None:
    """Write a page with the debate, which needs no internet: who argues what, why, and where.

    \b
    Examples:
      opendebate view
      opendebate view wendy-hall --open
      opendebate view --text why-meta-opened-up=article.txt -o private.html
      opendebate view --no-networks -o to-send.html
      opendebate view -o map.svg

    'opendebate network actors --lens' writes the page of one network.
    """
    check_file_options(opened, output, force=force)
    _check_suffix(output)
    _check_lens(lens, most, has_content=bool(entity or text_arguments))
    if networks is not None:
        _check_networks("--networks" if networks else "--no-networks", output, lens)
    if lens:
        more = [*(["--most", str(most)] if most else ()), *(["-o", str(output)] if output else ())]
        command = printed_command("network", lens, "--lens", *more)
        note_old_spelling("--lens of view", command)
        write_lens(state.load(), lens, {}, output, debate_name=state.name, most=most,
                   opened=opened, force=force)  # fmt: skip
        return
    debate = state.load()
    if output and output.suffix.lower() == ".svg":
        _write_picture(debate, output, bool(entity or text_arguments), force=force)
        path = output
    else:
        texts = _texts(debate, text_arguments)
        path = output or _default_path(debate, state.name, entity, private=bool(texts))
        with_networks = networks is not False and str(path) != "-"
        _check_files(debate.iris.base, path, networks=with_networks, has_article=bool(texts),
                     force=force)  # fmt: skip
        _write_pages(debate, path, entity, texts, networks=with_networks)
    if str(path) != "-":
        open_page(path, opened)


def _default_path(debate: Debate, name: str, entity: str | None, *, private: bool) -> Path:
    """Return the file of a page without a name: each kind of page has its own."""
    parts = [name, *([debate.start_of(entity)[0]] if entity else [])]
    return Path(f"{'-'.join(parts)}{'-private' * private}.html")


def _check_suffix(output: Path | None) -> None:
    """Refuse a file of another kind than a page or a picture of the map."""
    if output and output.suffix.lower() not in {"", ".html", ".htm", ".xhtml", ".svg"}:
        raise UsageError(
            f"A page is not written as {output.suffix}.",
            advice="Name a page, -o NAME.html, or the picture of the map, -o NAME.svg.",
        )


def _check_lens(lens: str | None, most: int | None, *, has_content: bool) -> None:
    """Refuse options that have no effect with, or without, a lens."""
    if lens and has_content:
        raise UsageError(
            "A lens shows the complete debate, and no article.",
            advice="Leave out the entity and --text, or leave out --lens.",
        )
    if most and not lens:
        raise UsageError("--most has no effect without --lens.", advice="Name a lens, too.")


def _check_networks(option: str, output: Path | None, lens: str | None) -> None:
    """Refuse both options where no page with networks beside it is written in any case."""
    if lens:
        raise UsageError(f"{option} and --lens cannot be used together.", advice="Choose one.")
    if output and (str(output) == "-" or output.suffix.lower() == ".svg"):
        raise UsageError(
            f"{option} has no effect on {output}: the networks stand beside a page.",
            advice=f"Name a page, -o NAME.html, or leave out {option}.",
        )


def _check_files(iri: str, path: Path, *, networks: bool, has_article: bool, force: bool) -> None:
    """Refuse to replace files that are other pages, before any page is made."""
    from opendebate.views.linked_pages import network_files
    from opendebate.views.page_marks import check_replaceable, explorer_mark, network_mark

    files = [(path, explorer_mark(iri, has_article=has_article))]
    for lens, name in network_files(path.name).items() if networks else ():
        files.append((path.parent / name, network_mark(iri, lens)))
    check_replaceable(files, force=force)


def _write_pages(
    debate: Debate, path: Path, entity: str | None, texts: dict[str, str], *, networks: bool
) -> None:
    """Write the page, with or without the pages of the networks; all files are checked."""
    if str(path) == "-":
        write(debate.view(start=entity, texts=texts).html())
    elif networks:
        first, *rest = debate.save_pages(path, start=entity, texts=texts, force=True)
        say(f"Written: {first}", err=True)
        say(
            f"Written: {rest[0].parent}, the networks that the page links to; "
            "move or send both together",
            err=True,
        )
    else:
        from opendebate.views.linked_pages import remove_networks

        debate.view(start=entity, texts=texts).save(path, force=True, networks=False)
        say(f"Written: {path}", err=True)
        if folder := remove_networks(path, debate.iris.base):
            say(f"Removed: networks of an earlier page, in {folder}", err=True)
    if texts:
        say("The page contains the article: keep it private.", err=True)


def _write_picture(debate: Debate, path: Path, other_input: bool, *, force: bool) -> None:
    """Write the map as a picture."""
    from opendebate.views.page_marks import check_replaceable, picture_mark

    mark = picture_mark(debate.iris.base)
    check_replaceable([(path, mark)], force=force)
    if other_input:
        raise UsageError(
            "The picture shows the map of the debate, and no trace and no article.",
            advice="Leave out the entity and --text, or write a page: -o NAME.html.",
        )
    write_file(path, mark.put_into(debate.view().picture()))
    say(f"Written: {path}", err=True)


def _texts(debate: Debate, text_arguments: tuple[str, ...]) -> dict[str, str]:
    """Return the articles by source, and report how many passages are in them."""
    if not text_arguments:
        return {}
    from opendebate_cli.article_texts import PassageTexts

    passage_texts = PassageTexts(text_arguments, debate)
    for slug in passage_texts.texts:
        passages = [
            passage
            for statement in debate.statements()
            if statement.source.id == slug
            for passage in statement.passages
        ]
        found_count = sum((passage_texts(slug, passage) or "✗")[0] != "✗" for passage in passages)
        say(f"{slug}: {found_count} of {counted(len(passages), 'passage')} found.", err=True)
        if passages and not found_count:
            raise InputError(
                f"The text has no passage of {slug}: it is another article. Nothing was written.",
                advice=f"Give the article of this source: --text {slug}=FILE.",
            )
    return {slug: text.raw for slug, text in passage_texts.texts.items()}

"""``opendebate export``: the debate in the formats of other tools, and as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendebate.debate.exporting import TABLES, check_export, export_suffixes
from opendebate.errors import UsageError
from opendebate.exchange.formats import NETWORK_FORMATS, titles_of
from opendebate.printed_commands import printed_command
from opendebate_cli.lens_output import force_option
from opendebate_cli.old_spellings import note_old_spelling
from opendebate_cli.output import say, show_notes, write_export
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.debate.exporting import Export

FORMATS = tuple(export_suffixes())
_OWN_FORMATS = """\
  csv                tables for each kind of entity, described by CSVW
  trig, nquads, jsonld
                     RDF with a named graph for each source
  turtle, ntriples   RDF in one graph"""


class ExportFormat(click.Choice[str]):
    """A format; those of networks, which an older spelling had here, are still read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the format that an argument names."""
        return value if value in NETWORK_FORMATS else super().convert(value, param, ctx)


@click.command("export", epilog=f"\b\nFormats:\n{titles_of(to='write')}\n{_OWN_FORMATS}")
@click.argument("form", metavar="FORMAT", type=ExportFormat(FORMATS), help=f"{', '.join(FORMATS)}.")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
              help="The file, or for csv the folder; - writes to stdout.")  # fmt: skip
@click.option("--network", "network", hidden=True)
@click.option("--text", "text_arguments", multiple=True, metavar="SLUG=FILE",
              help="An article whose text is exported too, for aif, argdown, dna and refi-qda; for "
              "web-annotation only where passages stand in it.")  # fmt: skip
@click.option("--familiar", is_flag=True,
              help="In RDF: also in the words of FOAF, PROV, schema.org and SKOS, and who coded "
              "which graph.")  # fmt: skip
@click.option(
    "--codings", is_flag=True,
    help="Also every coder's coding: in RDF with named graphs each in a graph of its own, in "
    "refi-qda each under its user.",
)  # fmt: skip
@force_option
@click.pass_obj
def export_command(  # noqa: PLR0913 — each is an option
    state: State,
    *,
    form: str,
    output: Path | None,
    network: str | None,
    text_arguments: tuple[str, ...],
    familiar: bool,
    codings: bool,
    force: bool,
) -> None:
    """Write the debate for another tool or as RDF, and report what that format cannot contain.

    Networks of it are written by 'opendebate network NAME -o FILE'.

    \b
    Examples:
      opendebate export argdown -o debate.argdown
      opendebate export trig -o debate.trig
      opendebate export csv -o tables
      opendebate export dna --text why-meta-opened-up=article.txt -o debate.dna
    """
    if form in NETWORK_FORMATS or network is not None:
        _export_network(state, form, output, network, text_arguments, force=force)
        return
    check_export(form, with_texts=bool(text_arguments), familiar=familiar, codings=codings)
    if form == TABLES and str(output) == "-":
        raise UsageError("Tables are several files.", advice="Name a folder with -o.")
    if force and str(output) == "-":
        raise UsageError("--force has no effect beside -o -, which writes no file.",
                         advice="Leave it out.")  # fmt: skip
    export = _exported(state, form, text_arguments, familiar=familiar, codings=codings)
    suffix = export_suffixes()[form] or "-csv"
    write_export(export, output or Path(f"{state.name}{suffix}"), force=force)
    show_notes(export.notes)
    if export.omissions:
        say(f"What {form} cannot contain:", err=True)
    for line in export.omissions:
        say(f"- {line}", err=True)


def _exported(
    state: State, form: str, text_arguments: tuple[str, ...], *, familiar: bool, codings: bool
) -> Export:
    from opendebate_cli.article_texts import read_texts

    debate = state.load()
    if not text_arguments:
        return debate.export(form, familiar=familiar, codings=codings)
    slugs = [str(row["id"]) for row in debate.entities("sources")]
    texts = {slug: text.raw for slug, text in read_texts(text_arguments, slugs)}
    return debate.export(form, texts=texts, codings=codings)


def _export_network(  # noqa: PLR0913 — each is an option
    state: State,
    form: str,
    output: Path | None,
    network: str | None,
    text_arguments: tuple[str, ...],
    *,
    force: bool,
) -> None:
    """Export a network, as older versions did; ``opendebate network`` does so now."""
    if form not in {*NETWORK_FORMATS, TABLES}:
        raise UsageError(
            f"--network has no effect on {form}, which contains the debate itself.",
            advice="Leave --network out.",
        )
    if text_arguments:
        raise UsageError(f"{form} contains no article.", advice="Leave --text out.")
    name = network or "debate"
    path = output or Path(f"{state.name}{NETWORK_FORMATS.get(form, '-csv')}")
    command = printed_command("network", name, "--format", form, "-o", str(path))
    note_old_spelling("networks of export", command)
    debate = state.load()
    graph = debate.network(name)
    show_notes(graph.graph.get("notes", ()))
    title = f"{debate.title}: {name}"
    write_export(debate.export_network(graph, form, title=title), path, force=force)

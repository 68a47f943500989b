"""``opendebate agreement``: how far several coders agree, field by field."""

from __future__ import annotations

from pathlib import Path

import click

from opendebate_cli.lens_output import force_option
from opendebate_cli.output import emit, emit_json, output_options, say
from opendebate_cli.state import State


@click.command("agreement")
@click.argument(
    "names",
    nargs=-1,
    metavar="[SLUG] [CODER]...",
    help="A source, and coders: folders under codings/, adjudicated for sources/, or draft for "
    "drafts/. Without them, all.",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SLUG=FILE",
    help="A source's article: compare passages word by word. Where one source is compared, FILE "
    "alone is enough. Nothing of it is stored.",
)
@click.option("--output", "-o", metavar="FILE", help="Write the report as a page.")
@click.option(
    "--units",
    is_flag=True,
    help="List the statements of all coders in place of the report: a row a unit and coder, with "
    "the values that are compared, for R or a spreadsheet.",
)
@force_option
@output_options
@click.pass_obj
def agreement_command(  # noqa: PLR0913 — an option each
    state: State, /, names: tuple[str, ...], texts: tuple[str, ...], output: str | None, *,
    units: bool, force: bool, form: str,
) -> None:  # fmt: skip
    """Compare the codings of several coders, field by field.

    Each coder's codings are codings/CODER/SLUG.yaml, of the same form as sources/SLUG.yaml, which
    is the adjudicated coding and the only one that counts elsewhere. Statements are aligned by the
    words of their passages; where several share half of the shorter one's words or more, equal
    speakers decide, then claims and stances. Each coefficient comes with an interval and its n:
    Krippendorff's alpha, Cohen's kappa (of more coders Light's) and the share of equal values; with
    --text also Krippendorff's alpha for unitising, over words.
    Exit code 1 means that no statements could be aligned.

    \b
    Examples:
      opendebate -d my-debate agreement
      opendebate -d my-debate agreement a-speech ada ben --text a-speech=a-speech.txt
      opendebate -d my-debate agreement draft:a-speech adjudicated
      opendebate -d my-debate agreement -o agreement.html
      opendebate -d my-debate agreement --units --csv > units.csv
    """
    from opendebate.coding.check import read_coding
    from opendebate.files import write_file
    from opendebate.reliability.agreement import ROW_COLUMNS, compare
    from opendebate.views.page_marks import agreement_mark, check_replaceable
    from opendebate_cli.article_texts import compared_texts

    if units and output:
        raise click.UsageError("Choose one of --output, which writes the report, and --units.")
    if force and not output:
        raise click.UsageError("--force has no effect without --output, which writes the report.")
    articles = compared_texts(state.folder, names, texts)
    result = compare(state.folder, names, articles)
    if output:
        mark = agreement_mark(read_coding(state.folder).debate.iri)
        check_replaceable([(Path(output), mark)], force=force)
        write_file(Path(output), mark.put_into(result.to_html()))
        say(f"Written: {output}", err=True)
    if units:
        emit(result.units.to_dicts(), form, columns=result.units.columns)
    elif form == "json":
        emit_json(result.to_dict())
    elif form == "csv":
        emit(result.to_rows(), form, columns=ROW_COLUMNS)
    elif not output:
        say(str(result))
    if not result.unitising.aligned:
        click.get_current_context().exit(1)

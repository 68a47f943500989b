"""``opendebate import``: a debate's folder from another tool's file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from opendebate.errors import UsageError
from opendebate.exchange.formats import names_of, titles_of
from opendebate.printed_commands import printed_command
from opendebate_cli.import_table import reader_options, table_options
from opendebate_cli.output import say
from opendebate_cli.state import State

_FORMATS = names_of(to="read")


@click.command("import", epilog=f"\b\nFormats:\n{titles_of(to='read')}")
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS),
                help=f"{', '.join(_FORMATS)}.")  # fmt: skip
@click.argument(
    "files",
    type=click.Path(path_type=Path, allow_dash=True),
    nargs=-1,
    required=True,
    metavar="FILE...",
    help="The other tool's file; - is stdin. Of dna several, which are joined.",
)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True,
              help="The debate's folder, which must be new.")  # fmt: skip
@click.option("--title", help="The debate's title.")
@click.option(
    "--question", help="The question of the debate, which one can answer with for or against."
)
@click.option("--iri", help="Address with which the debate's IRIs begin, ending in /.")
@click.option("--texts", type=click.Path(path_type=Path), metavar="DIR",
              help="Also write the sources' texts here, for yourself.")  # fmt: skip
@click.option("--variable", "variables", multiple=True, metavar="ROLE=NAME",
              help="Of dna: the variable that holds the person, organisation, concept or "
              "agreement, where it has another name.")  # fmt: skip
@table_options
@click.pass_obj
def import_command(  # noqa: PLR0913, PLR0917 — click hands over each option
    _: State,
    form: str,
    files: tuple[Path, ...],
    folder: Path,
    title: str | None,
    question: str | None,
    iri: str | None,
    texts: Path | None,
    variables: tuple[str, ...],
    table: Mapping[str, Any],
) -> None:
    """Make a debate of another tool's file: a database of DNA, Argdown, AIF, a table, coded text.

    A table has a statement in each row: who agrees with what, when, in which document. What its
    columns hold is shown before anything is written, and kept as import.yaml, so that the same
    import runs again (--again).

    Coded passages of a text become statements. Where the file does not say who speaks, it is the
    author of the text, or an unnamed speaker.

    Databases of DNA are joined: two projects of a team, or the files of two coders. A document is
    the same if its text is, or its title, date and coded words are. Coders of one document stay
    apart, in codings/, for 'opendebate agreement'.

    A report lists what could not be imported; everything else is imported. The result is a folder
    of coding files that passes 'opendebate check'.

    \b
    Examples:
      opendebate import dna sample.dna -o my-debate
      opendebate import argdown debate.argdown -o my-debate --texts texts
      opendebate import dna ada.dna ben.dna -o my-debate
      opendebate import dna wasser.dna -o wasser --variable concept=Konzept
      opendebate import table statements.csv -o my-debate --map concept=Code
    """
    from opendebate.exchange.importing import import_debate

    report = import_debate(
        form, files, folder, title=title, question=question, iri=iri, texts=texts,
        variables=_variables(form, variables), options=reader_options(form, table, files[0]),
    )  # fmt: skip
    say(str(report))
    say(f"\nNow: {printed_command('check', debate=folder)}", err=True)


def _variables(form: str, variables: tuple[str, ...]) -> dict[str, str]:
    """Return the variables of a database by their roles."""
    if variables and form != "dna":
        raise UsageError("--variable is for databases of DNA.", advice="Leave it out.")
    variable_names: dict[str, str] = {}
    for variable in variables:
        role, equals, name = variable.partition("=")
        if not (equals and name.strip()):
            raise UsageError(
                f"--variable {variable} does not say what a variable holds.",
                advice="Write --variable ROLE=NAME, such as concept=Konzept.",
            )
        if role in variable_names:
            raise UsageError(f"--variable names {role} twice.", advice="Name it once.")
        variable_names[role] = name
    return variable_names

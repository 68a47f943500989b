"""``opendebate import``: a debate's folder from another tool's file."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from opendebate.errors import UsageError
from opendebate.exchange.formats import names_of
from opendebate_cli.main import State
from opendebate_cli.output import say

if TYPE_CHECKING:
    from opendebate.exchange.draft import Draft

_FORMATS = names_of(to="read")


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS),
                help=f"{', '.join(_FORMATS)}.")  # fmt: skip
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True),
                help="The other tool's file; - is stdin.")  # fmt: skip
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
              help="Of dna: the variable that holds the person, organization, concept or "
              "agreement, where it has another name.")  # fmt: skip
@click.pass_obj
def import_command(  # noqa: PLR0913, PLR0917 — click hands over each option
    _: State,
    form: str,
    file: Path,
    folder: Path,
    title: str | None,
    question: str | None,
    iri: str | None,
    texts: Path | None,
    variables: tuple[str, ...],
) -> None:
    """Make a debate of a DNA database, an AIF node set or an Argdown document.

    A report lists what could not be imported; everything else is imported. The result is a folder
    of coding files that passes 'opendebate check'.

    \b
    Examples:
      opendebate import dna sample.dna -o my-debate
      opendebate import argdown debate.argdown -o my-debate --texts texts
      opendebate import dna wasser.dna -o wasser --variable concept=Konzept
    """
    from opendebate.coding.text_input import source_name
    from opendebate.exchange.folder import write_folder
    from opendebate.exchange.importing import read_draft

    draft = read_draft(form, file, _options(form, variables))
    _name(draft, {"title": title, "question": question, "iri": iri})
    write_folder(draft, folder, source_name(file))
    if texts is not None:
        _write_texts(draft, texts)
    _show_report(draft, folder)


def _options(form: str, variables: tuple[str, ...]) -> dict[str, object]:
    """Return further arguments of the reader of a format."""
    if not variables:
        return {}
    if form != "dna":
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
    return {"variables": variable_names}


def _name(draft: Draft, options: dict[str, str | None]) -> None:
    """Write the values of the options into the record of the debate."""
    from pydantic import ValidationError

    from opendebate.coding.records import Debate

    values = {name: value for name, value in options.items() if value is not None}
    draft.debate |= values
    try:
        Debate.model_validate(draft.debate)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if (name := str(detail["loc"][0])) in options:
                message = detail["msg"].removeprefix("Value error, ")
                raise UsageError(f"--{name}: {message}") from error


def _write_texts(draft: Draft, folder: Path) -> None:
    from opendebate.exchange.folder import make_folder
    from opendebate.files import write_file

    make_folder(folder)
    for slug, text in draft.texts.items():
        write_file(folder / f"{slug}.txt", text)


def _show_report(draft: Draft, folder: Path) -> None:
    """Print what was read, what was written, and what was left out or assumed."""
    read = ", ".join(f"{n} {what}" for what, n in draft.counts.items())
    say(f"Read: {read}.")
    statement_count = sum(len(source["statements"]) for source in draft.sources.values())
    counts = {
        "actor": len(draft.actors), "claim": len(draft.claims), "source": len(draft.sources),
        "statement": statement_count,
    }  # fmt: skip
    say("Made: " + ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in counts.items()) + ".")
    for line in draft.report:
        say(f"- {line}")
    say(f"\nNow: opendebate -d {quote(str(folder))} check", err=True)

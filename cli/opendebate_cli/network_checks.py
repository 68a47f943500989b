"""Which options of ``opendebate network`` have an effect beside which others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from opendebate.errors import UsageError
from opendebate.exchange.formats import NETWORK_FORMATS

_ADVICE = "Leave one of them out."
_OF_LENS = {"most": "--most", "colour": "--colour", "opened": "--open"}
_OF_TEXT = ("as_json", "as_csv", "as_table")


def check_outputs(context: click.Context) -> str:
    """Return the format of the file that is to be written; an empty text if there is none.

    Raises
    ------
    UsageError
        If an option has no effect beside the others.
    """
    params = context.params
    output_option = next((flag for name, flag in (("lens", "--lens"), ("file_format", "--format"),
                                        ("output", "-o")) if params[name]), "")  # fmt: skip
    _check_measures(context, params["measures"], output_option)
    for name in _OF_TEXT if output_option else ():
        if _is_given(context, name):
            raise UsageError(
                f"--{name.removeprefix('as_')} has no effect beside {output_option}.",
                advice=_ADVICE,
            )
    _check_lens(context)
    return _file_format(params["file_format"], None if params["lens"] else params["output"])


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not ParameterSource.DEFAULT


def _check_measures(context: click.Context, measures: Sequence[str], output_option: str) -> None:
    if not (measures or _is_given(context, "anyway") or _is_given(context, "seed")):
        return  # nearly always; measures need a library that is slow to import
    from opendebate.networks.measures import MEASURES
    from opendebate.networks.projection import check_choice

    for measure in measures:
        check_choice("measure", measure, MEASURES)
    if output_option and measures:
        raise UsageError(f"--measure has no effect beside {output_option}.", advice=_ADVICE)
    if _is_given(context, "anyway") and not measures:
        raise UsageError("--anyway has no effect without --measure.")
    if _is_given(context, "seed") and not any(MEASURES[measure].random for measure in measures):
        chance = ", ".join(name for name, measure in MEASURES.items() if measure.random)
        raise UsageError("--seed has no effect here.", advice=f"It affects the measures {chance}.")


def _check_lens(context: click.Context) -> None:
    params = context.params
    if params["lens"] and params["file_format"]:
        raise UsageError("--format has no effect beside --lens.", advice=_ADVICE)
    for name, flag in _OF_LENS.items():
        if _is_given(context, name) and not params["lens"]:
            raise UsageError(f"{flag} has no effect without --lens.")
    if params["force"] and not (params["lens"] or params["file_format"] or params["output"]):
        raise UsageError("--force has no effect where no file is written: without --lens, --format "
                         "and -o.")  # fmt: skip
    check_file_options(params["opened"], params["output"], force=params["force"])


def check_file_options(opened: bool | None, output: Path | None, *, force: bool) -> None:
    """Raise `UsageError` for ``--open``, ``--no-open`` or ``--force`` where no file is written."""
    if force and str(output) == "-":
        raise UsageError("--force has no effect beside -o -, which writes no file.", advice=_ADVICE)
    if opened is not None and str(output) == "-":
        raise UsageError(
            f"--{'' if opened else 'no-'}open has no effect beside -o -, which writes no file.",
            advice=_ADVICE,
        )


def _file_format(name: str | None, output: Path | None) -> str:
    """Return the format of a network's file, from its name or from the file's suffix."""
    if name == "csv" and str(output) == "-":
        raise UsageError("Tables are several files.", advice="Name a folder with -o.")
    if name or output is None:
        return name or ""
    if str(output) == "-":
        return "node-link"
    names = {suffix: form for form, suffix in NETWORK_FORMATS.items()} | {".csv": "matrix"}
    if output.suffix not in names:
        raise UsageError(
            f"No network can be written as {output.suffix or 'a file without a suffix'}.",
            advice=f"Suffixes are {', '.join(names)}; --format csv -o FOLDER writes tables.",
        )
    return names[output.suffix]

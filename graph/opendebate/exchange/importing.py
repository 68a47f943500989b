"""Another tool's file as a draft that a debate's folder can hold, or a clear refusal."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import STDIN, read_bytes, source_name
from opendebate.errors import InputError
from opendebate.exchange.draft import Draft
from opendebate.exchange.formats import MOST_BYTES, format_of, formats
from opendebate.exchange.recognition import SQLITE, Kind, recognised
from opendebate.exchange.repair import fit

_SPOOLED = "standard input"  # the name of the temporary file, and so the debate's title
_SMALLER = "Give a smaller file."


def read_draft(form: str, path: Path, options: Mapping[str, object] | None = None) -> Draft:
    """Return a file of a format as a draft with something in it.

    Parameters
    ----------
    form : str
        The format's name.
    path : pathlib.Path
        The file; ``-`` for standard input.
    options : mapping of str to object, optional
        Further arguments of the format's reader, by keyword.

    Raises
    ------
    InputError
        If it is a file of another kind, is broken, or holds nothing to make a debate of.
    """
    with _as_file(path) as file:
        return _read(form, file, options or {})


def _read(form: str, file: Path, options: Mapping[str, object]) -> Draft:
    kind = recognised(_begin(file))
    if kind and kind.form != form:
        raise _wrong_kind(kind, form, file)
    draft = format_of(form, to="read").reader().read(file, **options)
    if not (draft.claims or draft.sources):
        raise InputError(
            "There is no claim and no source in it, so no debate can be made of it.",
            where=display_path(file),
            advice=" ".join(["Is it the right file?", *draft.report]),
        )
    fit(draft)
    return draft


def _begin(file: Path) -> bytes:
    """Return a file's bytes to recognise it by; of a database, which may be large, the first."""
    try:
        with file.open("rb") as stream:
            start = stream.read(len(SQLITE))
    except OSError:
        return b""  # the format's reader reports the error
    return start if start == SQLITE else read_bytes(file, MOST_BYTES, advice=_SMALLER)


def _wrong_kind(kind: Kind, form: str, file: Path) -> InputError:
    advice = f"Import it with: opendebate import {kind.form} FILE." if kind.form else kind.advice
    problem = f"It is {kind.name}, not {formats()[form].title}."
    return InputError(problem, where=display_path(file), advice=advice or "Is it the right file?")


@contextmanager
def _as_file(path: Path) -> Iterator[Path]:
    """Give what comes in on standard input or through a pipe as a file that can be read again."""
    if path != STDIN and (path.is_file() or path.is_dir() or not path.exists()):
        yield path
        return
    data = read_bytes(path, MOST_BYTES, advice=_SMALLER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, _SPOOLED)
        file.write_bytes(data)
        try:
            yield file
        except InputError as error:
            where = (error.where or "").replace(display_path(file), source_name(path))
            raise InputError(error.what, where=where, advice=error.advice) from error

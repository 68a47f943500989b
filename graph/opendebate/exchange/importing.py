"""Another tool's file as a draft that a debate's folder can hold, or a clear refusal."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from opendebate.coding.debate_files import shown
from opendebate.coding.text_input import STDIN, read_bytes, source_name
from opendebate.errors import InputError
from opendebate.exchange.draft import Draft
from opendebate.exchange.fitting import fit
from opendebate.exchange.formats import FORMATS, MOST_BYTES, format_of
from opendebate.exchange.recognition import SQLITE, Kind, recognised

_SPOOLED = "standard input"  # the file that what comes in is put into, and so the debate's title
_PART = "Give a part of it."
_NAMES = {one.name: one.title for one in FORMATS}


def read_draft(form: str, path: Path, options: Mapping[str, object] | None = None) -> Draft:
    """Return a file of a format as a draft with something in it.

    Parameters
    ----------
    form : str
        The format's name.
    path : pathlib.Path
        The file; ``-`` for standard input.
    options : mapping of str to object, optional
        What the format's reader is told besides, by keyword.

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
        raise _other(kind, form, file)
    draft = format_of(form, to="read").reader().read(file, **options)
    if not (draft.claims or draft.sources):
        raise InputError(
            "There is no claim and no source in it, so no debate can be made of it.",
            where=shown(file),
            advice=" ".join(["Is it the right file?", *draft.report]),
        )
    fit(draft)
    return draft


def _begin(file: Path) -> bytes:
    """Return a file's bytes to recognise it by; of a database, which may be large, the first."""
    try:
        with file.open("rb") as opened:
            start = opened.read(len(SQLITE))
    except OSError:
        return b""  # the reader tells
    return start if start == SQLITE else read_bytes(file, MOST_BYTES, advice=_PART)


def _other(kind: Kind, form: str, file: Path) -> InputError:
    advice = f"Give it so: opendebate import {kind.form} FILE." if kind.form else kind.advice
    told = f"It is {kind.name}, not {_NAMES[form]}."
    return InputError(told, where=shown(file), advice=advice or "Is it the right file?")


@contextmanager
def _as_file(path: Path) -> Iterator[Path]:
    """Give what comes in on standard input or through a pipe as a file that can be read again."""
    if path != STDIN and (path.is_file() or path.is_dir() or not path.exists()):
        yield path
        return
    data = read_bytes(path, MOST_BYTES, advice=_PART)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, _SPOOLED)
        file.write_bytes(data)
        try:
            yield file
        except InputError as error:
            where = (error.where or "").replace(shown(file), source_name(path))
            raise InputError(error.what, where=where, advice=error.advice) from error

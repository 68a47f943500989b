"""A draft written as a debate's folder, whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from opendebate.coding.check import read_coding
from opendebate.coding.debate_files import shown
from opendebate.coding.text_input import decoded
from opendebate.coding.yaml_edit import written
from opendebate.errors import Fault, FaultsFound, InputError
from opendebate.exchange.draft import Draft, Record
from opendebate.exchange.formats import read_bytes
from opendebate.files import new_folder

REMAINS = "remains"  # the folder for what the coding has no place for, a file a format
MOST_TOLD = 5  # faults of a draft that are told
_RECORD = re.compile(r"(?:- \{?(id: ))?\"?([a-z0-9-]+)")  # a record's id, or a statement's
WIDTH = 90  # a line that would be longer is written as several


def write_folder(draft: Draft, folder: Path, origin: str = "the draft") -> None:
    """Write a draft as coding files, check them, and only then put the folder into its place.

    Parameters
    ----------
    draft : Draft
    folder : pathlib.Path
        A folder that is not there yet, or is empty.
    origin : str
        Where the draft comes from, as it is shown in messages.

    Raises
    ------
    InputError
        If there is something in the folder, it cannot be written, or what was made is not a
        debate that ``opendebate check`` accepts.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "This folder is not empty." if folder.is_dir() else "This is a file, not a folder.",
            where=shown(folder),
            advice="Name a new folder: an import never writes over what is there.",
        )
    with new_folder(folder) as made:
        for name, content in coding_files(draft):
            path = made / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
        try:
            read_coding(made)
        except FaultsFound as error:
            raise _unsound(error, made, origin) from error


def made_folder(folder: Path) -> None:
    """Make a folder if it is not there.

    Raises
    ------
    InputError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def coding_files(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the name and content of every coding file of a draft, and of what it carries along."""
    yield "debate.yaml", _yaml({"debate": draft.debate})
    for name, things in draft.files().items():
        if things:
            yield f"{name}.yaml", _yaml(things)
    for slug, source in draft.sources.items():
        yield f"sources/{slug}.yaml", _yaml(source)
    for name, kept in draft.remains.items():
        yield f"{REMAINS}/{name}.json", json.dumps(kept, ensure_ascii=False) + "\n"


def read_remains(folder: Path, name: str) -> Record:
    """Return what a debate's folder carries along for a format; empty where it carries nothing.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, or is no JSON.
    """
    path = folder / REMAINS / f"{name}.json"
    if not path.is_file():
        return {}
    try:
        found = json.loads(decoded(read_bytes(path), shown(path)))
    except (ValueError, RecursionError) as error:
        raise InputError(
            "It is not JSON.",
            where=shown(path),
            advice="Delete the file: the export then has what the coding holds.",
        ) from error
    return found if isinstance(found, dict) else {}


def _yaml(content: Mapping[str, Any]) -> str:
    return "\n".join(_mapping(content, 0)) + "\n"


def _mapping(content: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in content.items():
        flow, name = _flow(value), _key(key)
        short = flow is not None and len(pad) + len(name) + len(flow) <= WIDTH
        if short or not isinstance(value, Mapping | list):
            yield f"{pad}{name}: {flow}"
            continue
        yield f"{pad}{name}:"
        yield from _mapping(value, depth + 1) if isinstance(value, Mapping) else _list(value, depth)


def _key(key: str) -> str:
    """Return a key, in quotes only where a YAML reader could take it for a number or a no."""
    return key if key[:1].isalpha() and written(key) == key else written(key)


def _list(items: Sequence[Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for item in items:
        flow = _flow(item)
        if flow is None:
            first, *rest = _mapping(item, depth + 1)
            yield f"{pad}- {first.strip()}"
            yield from rest
        else:
            yield f"{pad}- {flow}"


def _flow(value: Any) -> str | None:
    """Return a value as it stands on one line; None where it needs lines of its own."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return written(value)
    if isinstance(value, Mapping):
        return _flow_record(value)
    inner = [_flow(one) for one in value]
    return None if None in inner else f"[{', '.join(map(str, inner))}]"


def _flow_record(record: Record | Mapping[str, Any]) -> str | None:
    """Return a passage or another flat record in braces; None for the records of a file."""
    if not record:
        return "{}"
    if any(isinstance(value, Mapping | list) for value in record.values()):
        return None
    return f"{{{', '.join(f'{_key(key)}: {_flow(value)}' for key, value in record.items())}}}"


def _unsound(error: FaultsFound, made: Path, origin: str) -> InputError:
    """Say why a draft is no debate: the folder with the faults is gone when this is read."""
    told = [f"{_record_at(fault, made)}: {fault.message}" for fault in error.faults]
    more = len(told) - MOST_TOLD
    more_told = f" And {more:,} more." if more > 0 else ""
    return InputError(
        "What would be made of it is no debate that 'opendebate check' accepts. "
        + " ".join(told[:MOST_TOLD])
        + more_told,
        where=origin,
        advice="Nothing was written. Change this in the file that is to be imported.",
    )


def _record_at(fault: Fault, made: Path) -> str:
    """Return the file of a fault, and the record or statement that it is in."""
    name = Path(fault.file).relative_to(shown(made)).as_posix()
    lines = (made / name).read_text("utf-8").splitlines()[: fault.line]
    found = next((found for line in reversed(lines) if (found := _RECORD.match(line))), None)
    record = found and f"{'statement ' if found[1] else ''}{found[2]}"
    return f"{name}, {record}" if record else name


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(
        f"The folder cannot be written: {error.strerror or error}.",
        where=shown(folder),
        advice="Name a folder where you may write.",
    )

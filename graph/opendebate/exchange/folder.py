"""A coded debate written as a debate's folder, complete or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from opendebate.coding.check import read_coding
from opendebate.coding.coder_files import coder_faults
from opendebate.coding.debate_files import CODINGS, STORIES, display_path
from opendebate.coding.yaml_values import flow_yaml, to_yaml
from opendebate.counting import counted
from opendebate.errors import Fault, FaultsFound, InputError, raise_errors
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.skeleton import FOLDER as SKELETONS
from opendebate.files import new_folder

_MOST_FAULTS = 5  # that a message shows
_RECORD = re.compile(r"(?:- \{?(id: ))?\"?([a-z0-9-]+)")  # a record's id, or a statement's
WIDTH = 90  # a line that would be longer is written as several


def write_folder(coded: CodedDebate, folder: Path, origin: str = "the debate") -> None:
    """Write a debate's coding files, check them, and only then put the folder into its place.

    Stories with faults are left out; the coded debate's report says so.

    Parameters
    ----------
    coded : CodedDebate
    folder : pathlib.Path
        A folder that is not there yet, or is empty.
    origin : str
        Where the coded debate comes from, as it is shown in messages.

    Raises
    ------
    InputError
        If there is something in the folder, it cannot be written, or what was made is not a
        debate that ``opendebate check`` accepts.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "This folder is not empty." if folder.is_dir() else "This is a file, not a folder.",
            where=display_path(folder),
            advice="Name a new folder: an import never overwrites files.",
        )
    with new_folder(folder) as target:
        for name, content in coding_files(coded):
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
        try:
            _check(target)
        except FaultsFound as error:
            stories = target / f"{STORIES}.yaml"
            if any(Path(fault.file).name != stories.name for fault in error.faults):
                raise _refusal(error, target, origin) from error
            stories.unlink()  # the other tool has changed what their steps show
            coded.stories.clear()
            coded.report.append(f"Stories are left out: {error.faults[0].message}")


def _check(folder: Path) -> None:
    """Read a debate and the codings of its coders; raise `FaultsFound` with their faults."""
    coding = read_coding(folder)
    raise_errors(coder_faults(coding))


def coding_files(coded: CodedDebate) -> Iterator[tuple[str, str]]:
    """Yield the name and content of every coding file of a coded debate, and of its skeletons."""
    yield "debate.yaml", _yaml({"debate": coded.debate})
    for name, by_id in (*coded.files().items(), (STORIES, coded.stories)):
        if by_id:
            yield f"{name}.yaml", _yaml(by_id)
    for slug, source in coded.sources.items():
        yield f"sources/{slug}.yaml", _yaml(source)
    for coder, files in coded.codings.items():
        for slug, source in files.items():
            yield f"{CODINGS}/{coder}/{slug}.yaml", _yaml(source)
    if coded.recipe:
        name, recipe = coded.recipe
        yield name, _yaml(recipe)
    for name, skeleton in coded.skeletons.items():
        yield f"{SKELETONS}/{name}.json", json.dumps(skeleton, ensure_ascii=False) + "\n"


def _yaml(content: Mapping[str, Any]) -> str:
    return "\n".join(_mapping(content, 0)) + "\n"


def _mapping(content: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in content.items():
        name, line = to_yaml(key), flow_yaml(value)
        short = _is_flat(value) and len(pad) + len(name) + len(line) <= WIDTH
        if short or not isinstance(value, Mapping | list):
            yield f"{pad}{name}: {line}"
        else:
            yield f"{pad}{name}:"
            yield from (_mapping(value, depth + 1) if isinstance(value, Mapping) else
                        _list(value, depth))  # fmt: skip


def _list(items: Sequence[Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for item in items:
        if _is_flat(item):
            yield f"{pad}- {flow_yaml(item)}"
        else:
            first, *lines = _mapping(item, depth + 1)
            yield f"{pad}- {first.strip()}"
            yield from lines


def _is_flat(value: Any) -> bool:
    """Tell whether a value stands well on one line: a passage does, a record of a file does not."""
    if isinstance(value, Mapping):
        return not any(isinstance(item, Mapping | list) for item in value.values())
    return not isinstance(value, list) or all(map(_is_flat, value))


def _refusal(error: FaultsFound, folder: Path, origin: str) -> InputError:
    """Return why a debate is no debate; the folder with the faults is gone when this is read."""
    faults = [f"{_record_at(fault, folder)}: {fault.message}" for fault in error.faults]
    number = len(faults) - _MOST_FAULTS
    return InputError(
        "The debate that this file makes is not one that 'opendebate check' accepts. "
        + " ".join(faults[:_MOST_FAULTS])
        + (f" Not shown: {counted(number, 'further fault')}." if number > 0 else ""),
        where=origin,
        advice="Nothing was written. Change this in the file that you import.",
    )


def _record_at(fault: Fault, folder: Path) -> str:
    """Return the file of a fault, and the record or statement that it is in."""
    name = Path(fault.file).relative_to(display_path(folder)).as_posix()
    if not (folder / name).is_file():  # the folder of a coder
        return name
    lines = (folder / name).read_text("utf-8").splitlines()[: fault.line]
    match = next((match for line in reversed(lines) if (match := _RECORD.match(line))), None)
    record = match and f"{'statement ' if match[1] else ''}{match[2]}"
    return f"{name}, {record}" if record else name

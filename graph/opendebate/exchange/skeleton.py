"""Skeletons: what a file of a format holds and a coding cannot, kept beside the coding.

A format decides what its skeleton is. Here it is read from a debate's folder, and checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from opendebate.coding.debate_files import check_inside, display_path
from opendebate.exchange.coded_debate import CodedDebate, Record
from opendebate.exchange.extension import checked
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.json_input import parse_json

FOLDER = "skeletons"  # in a debate's folder, with a file for each format
OLD_FOLDER = "remains"  # what it was called before; it is still read
_ADVICE = "Delete the file: the export then has what the coding holds."


class Form(BaseModel):
    """What the records of skeletons share."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=Form)


def load_skeleton(folder: Path, name: str) -> Record:
    """Return the skeleton of a format in a debate's folder; empty where there is none.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, is no JSON, or leads out of the folder.
    """
    paths = (folder / place / f"{name}.json" for place in (FOLDER, OLD_FOLDER))
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return {}
    for link in (path.parent, path):
        check_inside(link, folder)
    content = parse_json(read_bytes(path), display_path(path), _ADVICE)
    return content if isinstance(content, dict) else {}


def skeleton_of(coded: CodedDebate, name: str, model: type[M]) -> M:
    """Return the skeleton that a coded debate has for a format, checked.

    Raises
    ------
    InputError
        If it has not the form that this library writes.
    """
    return checked(model, coded.skeletons.get(name) or {}, f"{FOLDER}/{name}.json", _ADVICE)

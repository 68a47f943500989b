"""The manifest of a store on disk: which store is the current one, and what its files should be."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.files import open_plain
from opendebate.rdf.fingerprints import Files, is_fingerprints, is_plain, sizes

CURRENT = "current.json"
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return what a store's manifest says; None if there is no store.

    Raises
    ------
    InputError
        If it cannot be read, or does not say what it should.
    """
    path = folder / CURRENT
    if not os.path.lexists(path):
        return None
    try:
        with open_plain(path) as file:
            content = json.loads(file.read())
        is_valid = (
            isinstance(content, dict)
            and all(isinstance(content.get(name), str) for name in ("base", "digest", "store"))
            and _BASE.fullmatch(content["base"])
            and is_fingerprints(content.get("files"))
            and isinstance(content.get("facts"), int | None)
            and isinstance(content.get("graph"), str | None)
            and Path(str(content["store"])).name == content["store"]
        )
    except (OSError, ValueError) as error:
        raise damaged_error(folder, f"{CURRENT} cannot be read: {error}") from error
    if not is_valid:
        raise damaged_error(folder, f"{CURRENT} does not say what it should")
    manifest: dict[str, Any] = content
    return manifest


def check_sizes(store_folder: Path, files: Files, folder: Path) -> None:
    """Refuse a store whose files are missing or have another size: it could crash the process.

    A pipe or a device among them would make the process wait or fill its memory.
    """
    try:
        strange = next((path.name for path in store_folder.iterdir() if not is_plain(path)), None)
        actual = sizes(store_folder)
    except OSError as error:
        raise damaged_error(
            folder, f"its files are not there: {error.strerror or error}"
        ) from error
    if strange is not None:
        raise damaged_error(folder, f"{strange} is not a plain file")
    damaged = [name for name, (size, _) in files.items() if actual.get(name) != size]
    if damaged or not (store_folder / "CURRENT").is_file():
        first = damaged[0] if damaged else "CURRENT"
        raise damaged_error(
            folder, f"{first} is missing, or has another size than when it was written"
        )


def damaged_error(folder: Path, why: str) -> InputError:
    """Return the error that a store is damaged."""
    return InputError(
        f"The store is damaged: {why}.",
        where=display_path(folder),
        advice="Copy it again, or delete the folder: it is built again from the coding files.",
    )

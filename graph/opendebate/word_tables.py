"""Words and settings of a module, in a TOML file of the same name beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def tables_beside(module: str) -> dict[str, Any]:
    """Return what stands in a module's TOML file, which is read once; nobody may change it.

    Parameters
    ----------
    module : str
        The module's ``__file__``.
    """
    import tomllib  # most commands need no table

    return tomllib.loads(Path(module).with_suffix(".toml").read_text("utf-8"))

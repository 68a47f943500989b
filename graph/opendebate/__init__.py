"""opendebate: who argues what, why, and where exactly do they say so?

Examples
--------
>>> import opendebate
>>> debate = opendebate.load()
>>> debate.title
'The AI openness debate'
"""

from __future__ import annotations

from typing import Any

from opendebate.coding_tools import check, import_debate, new_source, recode, seal
from opendebate.debate import Debate, load
from opendebate.reliability.agreement import agreement
from opendebate.version import __version__

__all__ = [
    "Debate", "__version__", "agreement", "check", "import_debate", "load", "new_source", "recode",
    "seal",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import `opendebate.lessons`, the old name of `opendebate_lessons`, where it is used."""
    if name == "lessons":
        import importlib

        return importlib.import_module("opendebate.lessons")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

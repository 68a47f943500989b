"""opendebate: who argues what, why, and where exactly do they say so?

Examples
--------
>>> import opendebate
>>> debate = opendebate.load()
>>> debate.title
'The AI openness debate'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate.coding_tools import check, import_debate, new_source, recode, seal
from opendebate.debate import Debate, load
from opendebate.version import __version__

if TYPE_CHECKING:
    from opendebate.reliability.agreement import agreement

__all__ = [
    "Debate", "__version__", "agreement", "check", "import_debate", "load", "new_source", "recode",
    "seal",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what few need where it is used: `agreement`, and `lessons` by its old name."""
    if name == "agreement":
        from opendebate.reliability.agreement import agreement

        return agreement
    if name == "lessons":
        import importlib

        return importlib.import_module("opendebate.lessons")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

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
    from opendebate.draft.drafting import draft_source
    from opendebate.reliability.adjudication import adjudication
    from opendebate.reliability.agreement import agreement

__all__ = [
    "Debate", "__version__", "adjudication", "agreement", "check", "draft_source",
    "import_debate", "load", "new_source", "recode", "seal",
]  # fmt: skip
_IMPORTED_LATER = {  # what few need → its module
    "adjudication": "opendebate.reliability.adjudication",
    "agreement": "opendebate.reliability.agreement",
    "draft_source": "opendebate.draft.drafting",
}


def __getattr__(name: str) -> Any:
    """Import what few need where it is used, and `lessons` by its old name."""
    import importlib

    if name in _IMPORTED_LATER:
        return getattr(importlib.import_module(_IMPORTED_LATER[name]), name)
    if name == "lessons":
        return importlib.import_module("opendebate.lessons")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The old name of `opendebate_lessons`, for notebooks that teachers have handed out already."""

from __future__ import annotations

import importlib
import sys
import warnings

import opendebate_lessons
from opendebate_lessons import Grade, check, hint

__all__ = ["Grade", "check", "hint"]
__path__ = opendebate_lessons.__path__
_RENAMED = {
    "pictures": "charts",
    "ties": "lesson_networks",
    "workbench": "ontology_lab",
}

warnings.warn(
    "opendebate.lessons is now opendebate_lessons. Write: from opendebate_lessons import check, "
    "hint. The next version does without the old name.",
    DeprecationWarning,
    stacklevel=2,
)
for _old, _new in _RENAMED.items():
    sys.modules[f"{__name__}.{_old}"] = importlib.import_module(f"opendebate_lessons.{_new}")

"""Lessons: notebooks for classes, and the checks that tell learners how their answers do.

In a notebook::

    import opendebate
    opendebate.lessons.check("02.3", answer)
    opendebate.lessons.hint("02.3")
"""

from __future__ import annotations

from opendebate.lessons.checking import check, hint
from opendebate.lessons.mark import Mark

__all__ = ["Mark", "check", "hint"]

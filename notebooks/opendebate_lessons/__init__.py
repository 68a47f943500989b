"""Lessons: notebooks for classes, and the checks that tell learners whether an answer is right.

In a notebook::

    from opendebate_lessons import check, hint
    check("02.3", answer)
    hint("02.3")
"""

from __future__ import annotations

from opendebate_lessons.checking import check, hint
from opendebate_lessons.grade import Grade

__all__ = ["Grade", "check", "hint"]

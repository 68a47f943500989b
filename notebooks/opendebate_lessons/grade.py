"""What a check returns: a number for the grader, and words for the learner."""

from __future__ import annotations

import html
import re


class Grade(float):
    """The grade of an answer: 1 where it is right, 0 where it is not right yet.

    A notebook shows the words. A grader reads the number: ``repr`` gives nothing else, because
    nbgrader's partial credit wants it so.

    Attributes
    ----------
    words : str
        What is right, or what is wrong and what to try.

    Examples
    --------
    >>> grade = Grade(1, "Right: there are three.")
    >>> grade, str(grade), grade.right
    (1.0, 'Right: there are three.', True)
    """

    words: str

    def __new__(cls, points: float, words: str) -> Grade:
        """Make a grade of a number and its words."""
        grade = super().__new__(cls, points)
        grade.words = words
        return grade

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self > 0

    def __repr__(self) -> str:
        """Return the number alone."""
        return float.__repr__(self)

    def __str__(self) -> str:
        """Return the words."""
        return self.words

    def _repr_html_(self) -> str:
        """Return the words as HTML for a notebook; right and wrong differ by more than colour."""
        symbol, colour = ("✓", "#1a7f37") if self.right else ("→", "#9a6700")
        return (
            f'<div role="status" style="border-left:4px solid {colour};padding:.4em .8em">'
            f'<span aria-hidden="true">{symbol} </span>{_to_html(self.words)}</div>'
        )


def _to_html(words: str) -> str:
    """Return words as HTML, with `code` and *stress* in them."""
    with_code = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(words))
    return re.sub(r"\*(\w[^*]*)\*", r"<em>\1</em>", with_code)

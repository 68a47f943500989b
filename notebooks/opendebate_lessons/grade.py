"""What a check answers: a number for the grader, and words for the learner."""

from __future__ import annotations

import html
import re


class Mark(float):
    """How an answer does: 1 where it is right, 0 where it is not yet.

    A notebook shows the words. A grader reads the number: ``repr`` is nothing else, as
    nbgrader's partial credit wants it.

    Attributes
    ----------
    words : str
        What is right, or what is off and what to try.

    Examples
    --------
    >>> mark = Mark(1, "Right: there are three.")
    >>> mark, str(mark), mark.right
    (1.0, 'Right: there are three.', True)
    """

    words: str

    def __new__(cls, points: float, words: str) -> Mark:
        """Make a mark of a number and its words."""
        made = super().__new__(cls, points)
        made.words = words
        return made

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self > 0

    def __repr__(self) -> str:
        """Give the number alone."""
        return float.__repr__(self)

    def __str__(self) -> str:
        """Give the words."""
        return self.words

    def _repr_html_(self) -> str:
        """Show the words in a notebook, told apart by more than colour."""
        sign, colour = ("✓", "#1a7f37") if self.right else ("→", "#9a6700")
        return (
            f'<div role="status" style="border-left:4px solid {colour};padding:.4em .8em">'
            f'<span aria-hidden="true">{sign} </span>{_marked(self.words)}</div>'
        )


def _marked(words: str) -> str:
    """Return words as HTML, with `code` and *stress* in them."""
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(words))
    return re.sub(r"\*(\w[^*]*)\*", r"<em>\1</em>", coded)

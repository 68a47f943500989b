"""What an exercise is: how an answer is judged, and what helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendebate.debate import Debate


class Off(Exception):
    """An answer that is not right yet: its text says what is off, and what to try."""


Judge = Callable[[Any, "Debate"], str]


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of a lesson.

    Attributes
    ----------
    name : str
        Lesson and number: ``"02.3"``.
    form : str
        What an answer is, as words that follow "An answer is": ``"a number"``.
    hints : tuple of str
        Three, each telling more than the one before; the last nearly tells the answer.
    judge : callable
        Takes the answer and the built-in debate. It returns words for a right answer, what it
        shows, and raises `Off` for another.
    """

    name: str
    form: str
    hints: tuple[str, str, str]
    judge: Judge


class Exercises(dict[str, Exercise]):
    """The exercises of a lesson by name, filled by a decorator.

    Examples
    --------
    >>> lesson = Exercises("09")
    >>> @lesson.add(1, form="a number", hints=("Count.", "Count to two.", "It is two."))
    ... def two(answer: object, debate: object) -> str:
    ...     if answer != 2:
    ...         raise Off("Count again.")
    ...     return "Two it is."
    >>> lesson["09.1"].judge(2, None)
    'Two it is.'
    """

    def __init__(self, lesson: str) -> None:
        super().__init__()
        self.lesson = lesson

    def add(
        self, number: int, *, form: str, hints: tuple[str, str, str]
    ) -> Callable[[Judge], Judge]:
        """Return a decorator that makes an exercise of a judge."""

        def made(judge: Judge) -> Judge:
            name = f"{self.lesson}.{number}"
            self[name] = Exercise(name, form, hints, judge)
            return judge

        return made

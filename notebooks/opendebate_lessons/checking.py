"""Checks and hints by the name of an exercise: words for every answer, and never a traceback."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from opendebate.errors import UnknownName, close_matches
from opendebate_lessons.exercise import Exercise, exercises
from opendebate_lessons.grade import Grade
from opendebate_lessons.judge import grade_answer

if TYPE_CHECKING:
    from opendebate.debate import Debate

HINTS = 3  # of each exercise
_FROM_NOTEBOOK: Any = object()  # the answer is the variable in the notebook
ARTICLE = "why-meta-opened-up"  # the source of the built-in debate that all lessons are about
_NAME = re.compile(r"(?:answer_)?(\d{1,2})[._](\d{1,2})")


def check(name: str, answer: Any = _FROM_NOTEBOOK) -> Grade:
    """Return whether an answer is right, and if it is not, what to change.

    Parameters
    ----------
    name : str
        The exercise: ``"02.3"``.
    answer : object, optional
        What the exercise asks for; ``...`` where there is no answer yet. Without it, the check
        takes the variable of the exercise from the notebook: ``answer_02_3``.

    Returns
    -------
    Grade
        1 or 0, with words.

    Examples
    --------
    >>> print(check("00.1", ...))
    Exercise 00.1 has no answer yet. Put one in place of the three dots; hint("00.1") helps.
    """
    try:
        task = exercise(name)
    except UnknownName as error:
        return Grade(0, str(error))
    frame = inspect.currentframe()
    names = frame.f_back.f_globals if frame is not None and frame.f_back is not None else {}
    if answer is _FROM_NOTEBOOK:
        variable = variable_of(task.name)
        if variable not in names:
            return Grade(
                0,
                f"There is no {variable} yet. Run the cell above this one. If it shows an error, "
                "mend the error first.",
            )
        answer = names[variable]
    if remark := _remark_on_dots(task.name, answer):
        return Grade(0, remark)
    grade = grade_answer(task, answer, debate())
    return Grade(grade, f"{grade.words}{_recall_guess(names.get(variable_of(task.name, 'guess')))}")


def variable_of(name: str, kind: str = "answer") -> str:
    """Return the variable that has the answer, or the guess, of an exercise.

    Examples
    --------
    >>> variable_of("02.3")
    'answer_02_3'
    """
    return f"{kind}_{name.replace('.', '_')}"


def hint(name: str, step: int = 1) -> str:
    """Return a hint for an exercise.

    Parameters
    ----------
    name : str
        The exercise: ``"02.3"``.
    step : int
        1 for a nudge, 2 for the method, 3 for nearly the answer.

    Examples
    --------
    >>> hint("00.1").startswith("Hint 1 of 3: ")
    True
    """
    try:
        task = exercise(name)
    except UnknownName as error:
        return str(error)
    step = min(max(step if isinstance(step, int) else 1, 1), HINTS)
    next_hint = f' (More: hint("{task.name}", {step + 1}).)' if step < HINTS else ""
    return f"Hint {step} of {HINTS}: {task.hints[step - 1]}{next_hint}"


def exercise(name: str) -> Exercise:
    """Return the exercise of that name; 1.2 and answer_01_2 mean 01.2.

    Raises
    ------
    UnknownName
        If there is none.
    """
    match = _NAME.fullmatch(str(name).strip())
    task = exercises().get(f"{int(match[1]):02}.{int(match[2])}" if match else str(name))
    if task is None:
        raise UnknownName("exercise", str(name), close_matches(str(name), exercises()))
    return task


@cache
def debate() -> Debate:
    """Return what the lessons are about: the built-in debate, with its first article alone."""
    from opendebate.debate import load

    return load(only=[ARTICLE])


def _remark_on_dots(name: str, answer: Any) -> str:
    """Return what a learner reads of an answer in which three dots are left, if any are."""
    fields = dict(enumerate(answer, 1)) if isinstance(answer, list | tuple) else answer
    if not isinstance(fields, dict):
        fields = {"": answer} if answer is ... else {}
    empty = [str(field) for field, value in fields.items() if value is ...]
    if not empty:
        return ""
    if len(empty) < len(fields):
        return f"Three dots are left at: {', '.join(empty)}."
    return (
        f"Exercise {name} has no answer yet. Put one in place of the three dots; "
        f'hint("{name}") helps.'
    )


def _recall_guess(guess: Any) -> str:
    """Return a sentence on what a learner guessed before, if it was a number."""
    if isinstance(guess, bool) or not isinstance(guess, int | float):
        return ""
    return f" You guessed {guess:g}."

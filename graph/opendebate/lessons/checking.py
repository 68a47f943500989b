"""Checks and hints by the name of an exercise: a wrong answer gets words, never a traceback."""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from opendebate.errors import OpenDebateError, UnknownName, close_matches
from opendebate.lessons.exercise import Exercise, Off
from opendebate.lessons.mark import Mark

if TYPE_CHECKING:
    from opendebate.debate import Debate

LESSONS = ("00", "01", "02", "03", "04", "05", "06")  # those that have checks
MOST = 3  # hints of an exercise
MOST_SIGNS = 800  # of what is said of an answer


def check(name: str, answer: Any) -> Mark:
    """Tell how an answer does.

    Parameters
    ----------
    name : str
        The exercise: ``"02.3"``.
    answer : object
        What the exercise asks for; ``...`` where there is no answer yet.

    Returns
    -------
    Mark
        1 or 0, with words: what is right, or what is off and what to try.

    Examples
    --------
    >>> print(check("00.1", ...))
    Exercise 00.1 has no answer yet. Put one in place of the three dots; hint("00.1") helps.
    """
    try:
        one = exercise(name)
    except UnknownName as error:
        return Mark(0, str(error))
    if answer is ...:
        return Mark(
            0,
            f"Exercise {name} has no answer yet. Put one in place of the three dots; "
            f'hint("{name}") helps.',
        )
    return _judged(one, answer)


def hint(name: str, step: int = 1) -> str:
    """Return a hint for an exercise.

    Parameters
    ----------
    name : str
        The exercise: ``"02.3"``.
    step : int
        1 for a nudge, 2 for the way, 3 for nearly the answer.

    Examples
    --------
    >>> hint("00.1").startswith("Hint 1 of 3: ")
    True
    """
    try:
        one = exercise(name)
    except UnknownName as error:
        return str(error)
    step = step if isinstance(step, int) else 1
    step = min(max(step, 1), MOST)
    more = f' (More: hint("{name}", {step + 1}).)' if step < MOST else ""
    return f"Hint {step} of {MOST}: {one.hints[step - 1]}{more}"


def exercise(name: str) -> Exercise:
    """Return the exercise of that name.

    Raises
    ------
    UnknownName
        If there is none.
    """
    known = exercises()
    found = known.get(str(name))
    if found is None:
        raise UnknownName("exercise", str(name), close_matches(str(name), known))
    return found


@cache
def exercises() -> dict[str, Exercise]:
    """Return all exercises by name, in order."""
    found: dict[str, Exercise] = {}
    for lesson in LESSONS:
        module = importlib.import_module(f"opendebate.lessons.lesson_{lesson}")
        found.update(module.EXERCISES)
    return found


@cache
def debate() -> Debate:
    """Return the built-in debate, which all lessons are on."""
    from opendebate.debate import load

    return load()


def _judged(one: Exercise, answer: Any) -> Mark:
    try:
        return Mark(1, one.judge(answer, debate()))
    except Off as off:
        return Mark(0, _short(str(off)))
    except OpenDebateError as error:
        return Mark(0, _short(str(error)))
    except Exception:  # noqa: BLE001 - an answer may be anything at all
        kind = type(answer).__name__
        return Mark(0, f"An answer is {one.form}. This is of another form: {kind}.")


def _short(text: str) -> str:
    """Return words on one line, of a length that one reads."""
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…"

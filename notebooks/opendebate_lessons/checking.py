"""Checks and hints by the name of an exercise: a wrong answer gets words, never a traceback."""

from __future__ import annotations

import importlib
import inspect
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from opendebate.errors import OpenDebateError, UnknownName, close_matches
from opendebate_lessons.exercise import Exercise, Off
from opendebate_lessons.grade import Mark

if TYPE_CHECKING:
    from opendebate.debate import Debate

LESSONS = ("00", "01", "02", "03", "04", "05", "06")  # those that have checks
MOST = 3  # hints of an exercise
MOST_SIGNS = 800  # of what is said of an answer
_IN_NOTEBOOK: Any = object()  # no answer is given: the notebook's own variable is taken
_SPELT = re.compile(r"(?:answer_)?(\d{1,2})[._](\d{1,2})")


def check(name: str, answer: Any = _IN_NOTEBOOK) -> Mark:
    """Say whether an answer is right, and if it is not, what to change.

    Parameters
    ----------
    name : str
        The exercise: ``"02.3"``.
    answer : object, optional
        What the exercise asks for; ``...`` where there is no answer yet. Without it, the
        variable of the exercise is taken from where the check is called: ``answer_02_3``.

    Returns
    -------
    Mark
        1 or 0, with words.

    Examples
    --------
    >>> print(check("00.1", ...))
    Exercise 00.1 has no answer yet. Put one in place of the three dots; hint("00.1") helps.
    """
    try:
        one = exercise(name)
    except UnknownName as error:
        return Mark(0, str(error))
    frame = inspect.currentframe()
    names = frame.f_back.f_globals if frame is not None and frame.f_back is not None else {}
    if answer is _IN_NOTEBOOK:
        variable = variable_of(one.name)
        if variable not in names:
            return Mark(
                0,
                f"There is no {variable} yet. Run the cell above this one. If it shows an error, "
                "mend the error first.",
            )
        answer = names[variable]
    if left := _left_open(one.name, answer):
        return Mark(0, left)
    mark = _judged(one, answer)
    return Mark(mark, f"{mark.words}{_guessed(names.get(variable_of(one.name, 'guess')))}")


def variable_of(name: str, kind: str = "answer") -> str:
    """Return the variable that holds the answer, or the guess, of an exercise.

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
    more = f' (More: hint("{one.name}", {step + 1}).)' if step < MOST else ""
    return f"Hint {step} of {MOST}: {one.hints[step - 1]}{more}"


def exercise(name: str) -> Exercise:
    """Return the exercise of that name.

    Raises
    ------
    UnknownName
        If there is none.
    """
    known = exercises()
    spelt = _SPELT.fullmatch(str(name).strip())  # 1.2 and answer_01_2 mean 01.2
    found = known.get(f"{int(spelt[1]):02}.{int(spelt[2])}" if spelt else str(name))
    if found is None:
        raise UnknownName("exercise", str(name), close_matches(str(name), known))
    return found


@cache
def exercises() -> dict[str, Exercise]:
    """Return all exercises by name, in order."""
    found: dict[str, Exercise] = {}
    for lesson in LESSONS:
        module = importlib.import_module(f"opendebate_lessons.lesson_{lesson}")
        found.update(module.EXERCISES)
    return found


@cache
def debate() -> Debate:
    """Return the built-in debate, which all lessons are on."""
    from opendebate.debate import load

    return load()


def _left_open(name: str, answer: Any) -> str:
    """Return what is said of an answer in which three dots are left, if any are."""
    places = dict(enumerate(answer, 1)) if isinstance(answer, list | tuple) else answer
    if answer is ... or (
        isinstance(places, dict) and places and all(one is ... for one in places.values())
    ):
        return (
            f"Exercise {name} has no answer yet. Put one in place of the three dots; "
            f'hint("{name}") helps.'
        )
    if not isinstance(places, dict):
        return ""
    blank = [str(place) for place, one in places.items() if one is ...]
    return f"Three dots are left at: {', '.join(blank)}." if blank else ""


def _guessed(guess: Any) -> str:
    """Return a sentence on what a learner guessed before, if it was a number."""
    if isinstance(guess, bool) or not isinstance(guess, int | float):
        return ""
    return f" You guessed {guess:g}."


def _judged(one: Exercise, answer: Any) -> Mark:
    try:
        return Mark(1, one.judge(answer, debate()))
    except Off as off:
        return Mark(0, _short(str(off)))
    except OpenDebateError as error:
        return Mark(0, _short(str(error)))
    except Exception:  # noqa: BLE001 - an answer may be anything at all
        kind = type(answer).__name__
        return Mark(0, f"This could not be read. An answer is {one.form}. Yours is: {kind}.")


def _short(text: str) -> str:
    """Return words on one line, of a length that one reads."""
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…"

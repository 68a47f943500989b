"""The one judge of all answers: it follows the data of an exercise and finds the words."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from string import Template
from typing import TYPE_CHECKING, Any

from opendebate.errors import OpenDebateError, UnknownName
from opendebate.shortening import cut
from opendebate_lessons.answers import compare, number, rows
from opendebate_lessons.exercise import (
    Exercise,
    RightAnswer,
    Task,
    TypicalMistake,
    WrongAnswer,
)
from opendebate_lessons.grade import Grade
from opendebate_lessons.row_comparison import compare_rows

if TYPE_CHECKING:
    from opendebate.debate import Debate

MAX_LENGTH = 800  # characters of what a learner reads


def grade_answer(exercise: Exercise, answer: Any, debate: Debate) -> Grade:
    """Return the grade of an answer, whatever it is: never an error.

    Parameters
    ----------
    exercise : Exercise
    answer : object
    debate : opendebate.Debate
        The built-in debate.
    """
    try:
        right = _judge(exercise, Task(answer, debate, exercise.choices))
        template = exercise.also[right.also] if right.also else exercise.right
        return Grade(1, _fill(template, right.values, exercise, debate))
    except TypicalMistake as error:
        words = _fill(exercise.wrong[error.mistake], error.values, exercise, debate)
    except UnknownName as error:  # its advice names a command; a learner has a notebook
        words = f"{error.what} {error.page_advice}"
    except (WrongAnswer, OpenDebateError) as error:
        words = str(error)
    except Exception:  # noqa: BLE001 - an answer may be anything at all
        kind = type(answer).__name__
        words = f"This could not be read. An answer is {exercise.form}. Yours is: {kind}."
    return Grade(0, _shorten(" ".join(words.split())))


def judge_function(exercise: Exercise) -> Callable[[Task], RightAnswer]:
    """Return the function that an exercise names as its judge."""
    module, _, name = exercise.judge.rpartition(".")
    function: Callable[[Task], RightAnswer] = getattr(
        importlib.import_module(f"opendebate_lessons.{module}"), name
    )
    return function


def _judge(exercise: Exercise, task: Task) -> RightAnswer:
    """Return a right answer, or raise what is wrong with another one."""
    if exercise.judge:
        return judge_function(exercise)(task)
    mistakes = {name: exercise.typical[name] for name in exercise.wrong if name != "other"}
    if exercise.rows:
        return compare_rows(task, exercise.rows, mistakes, exercise.empty)
    return compare(
        number(task.answer),
        len(rows(task.debate, exercise.count)),
        ((name, len(rows(task.debate, query))) for name, query in mistakes.items()),
    )


class _Values(dict[str, object]):
    """Values by name; the number of rows of a typical query is counted where words name it."""

    def __init__(self, values: Mapping[str, object], exercise: Exercise, debate: Debate) -> None:
        super().__init__(values)
        self.exercise, self.debate = exercise, debate

    def __missing__(self, name: str) -> int:
        return len(rows(self.debate, self.exercise.typical[name]))


def _fill(template: str, values: Mapping[str, object], exercise: Exercise, debate: Debate) -> str:
    """Return words on one line, with their values."""
    words = Template(template).substitute(_Values(values, exercise, debate))
    return " ".join(words.split())


def _shorten(text: str) -> str:
    """Return words of a length that people read."""
    return cut(text, MAX_LENGTH)

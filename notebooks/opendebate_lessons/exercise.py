"""What an exercise is: its hints, its right answer and its typical wrong answers, as data.

Each file in ``exercises/`` has the exercises of one lesson. An exercise has, besides `form` and
`hints`, one of three:

- ``rows``: a query; an answer is right if it has the same rows;
- ``count``: a query; an answer is right if it is the number of its rows;
- ``judge``: ``module.function`` of this package, which takes a `Task` and returns a `RightAnswer`
  or raises a `TypicalMistake`.

``right`` is what a learner reads of a right answer, and ``wrong`` has words for each mistake. For
``rows`` and ``count``, ``typical`` has a query for each mistake. In words, ``$name`` stands for a
value of the judge, for the answer, or for the number of rows of the query of that name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendebate.debate import Debate

FOLDER = Path(__file__).with_name("exercises")


class WrongAnswer(Exception):
    """An answer that is not right: its text says why, and what to try."""


class TypicalMistake(Exception):
    """A mistake that the exercise has words for.

    Parameters
    ----------
    mistake : str
        Its name in the exercise's ``wrong``.
    **values : object
        What its words have in place of ``$name``.
    """

    def __init__(self, mistake: str, /, **values: object) -> None:
        super().__init__(mistake)
        self.mistake = mistake
        self.values = values


class RightAnswer:
    """A right answer.

    Parameters
    ----------
    also : str
        A name in the exercise's ``also``, which has other words for this right answer.
    **values : object
        What its words have in place of ``$name``.
    """

    def __init__(self, also: str = "", /, **values: object) -> None:
        self.also = also
        self.values = values


@dataclass(frozen=True, slots=True)
class Task:
    """What a judge looks at.

    Attributes
    ----------
    answer : object
        Anything that a learner may give.
    debate : opendebate.Debate
        The built-in debate.
    choices : mapping
        What the exercise's data has as ``choices``.
    """

    answer: Any
    debate: Debate
    choices: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise of a lesson.

    Attributes
    ----------
    name : str
        Lesson and number: ``"02.3"``.
    form : str
        Words that follow "An answer is": ``"a number"``.
    hints : tuple of str
        Three. Each says more than the one before; the last nearly gives the answer away.
    rows, count, judge : str
        How an answer is judged; two of them are empty.
    right, empty : str
        Words for a right answer, and for a query without rows.
    also, wrong : mapping of str to str
        Words for other right answers, and for mistakes.
    typical : mapping of str to str
        Queries with the rows of mistakes.
    choices : mapping
        What the judge needs to know.
    """

    name: str
    form: str
    hints: tuple[str, str, str]
    right: str
    wrong: Mapping[str, str]
    rows: str = ""
    count: str = ""
    judge: str = ""
    empty: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    typical: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict)


@cache
def exercises() -> dict[str, Exercise]:
    """Return the exercises of all lessons by name, in order."""
    return {
        name: Exercise(**{**record, "name": name, "hints": tuple(record["hints"]),
                          "wrong": record.get("wrong", {})})
        for path in sorted(FOLDER.glob("*.toml"))
        for name, record in tomllib.loads(path.read_text("utf-8")).items()
    }  # fmt: skip

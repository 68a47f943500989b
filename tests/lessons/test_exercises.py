"""The exercises' data: it is complete, and judges and data name the same mistakes."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from string import Template
from types import FunctionType
from typing import Any

import pytest

from opendebate_lessons.exercise import Exercise, exercises
from opendebate_lessons.judge import judge_function
from opendebate_lessons.notebooks import folder


@pytest.fixture(params=exercises())
def exercise(request: pytest.FixtureRequest) -> Exercise:
    return exercises()[request.param]


def source_of(function: Callable[..., Any], seen: set[Any]) -> Iterator[ast.AST]:
    """Yield the code of a function, and of the functions of its module that it calls."""
    if function in seen:
        return
    seen.add(function)
    tree = ast.parse(inspect.getsource(function))
    yield tree
    names = vars(sys.modules[function.__module__])
    for node in ast.walk(tree):
        called = names.get(node.id) if isinstance(node, ast.Name) else None
        if isinstance(called, FunctionType) and called.__module__ == function.__module__:
            yield from source_of(called, seen)


def test_each_lesson_has_exercises_under_the_name_of_its_notebook() -> None:
    from opendebate_lessons.exercise import FOLDER

    notebooks = {path.stem for path in folder().glob("*.ipynb")}
    assert {path.stem for path in FOLDER.glob("*.toml")} == notebooks


def test_an_exercise_has_one_judge_and_three_hints(exercise: Exercise) -> None:
    assert len([way for way in (exercise.rows, exercise.count, exercise.judge) if way]) == 1
    assert len(set(exercise.hints)) == 3
    assert exercise.right


def test_a_typical_query_has_words_or_is_counted_in_words(exercise: Exercise) -> None:
    texts = [exercise.right, *exercise.wrong.values()]
    placeholders = {name for text in texts for name in Template(text).get_identifiers()}
    assert set(exercise.typical) <= set(exercise.wrong) | placeholders
    if not exercise.judge:
        assert set(exercise.wrong) - set(exercise.typical) <= {"other"}
        assert placeholders <= set(exercise.typical) | {"answer", "rows"}
    if exercise.count:
        assert "other" in exercise.wrong


def calls_of(name: str, trees: list[ast.AST]) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the texts in the first argument of each call, and the names of its other arguments."""
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            texts = {
                str(argument.value)
                for argument in ast.walk(node.args[0] if node.args else ast.Constant(""))
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            }
            yield texts, {str(keyword.arg) for keyword in node.keywords}


def test_a_judge_and_its_data_name_the_same_mistakes_and_values(exercise: Exercise) -> None:
    if not exercise.judge:
        return
    trees = list(source_of(judge_function(exercise), set()))
    texts = {
        str(node.value)
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(exercise.wrong) <= texts | set(exercise.choices) | {"other"} | KINDS
    assert set(exercise.also) <= texts | KINDS
    for mistakes, values in calls_of("TypicalMistake", trees):
        for mistake in mistakes:
            assert set(Template(exercise.wrong[mistake]).get_identifiers()) <= values, mistake
    for names, values in calls_of("RightAnswer", trees):
        for name in names:
            words = exercise.also[name] if name else exercise.right
            assert set(Template(words).get_identifiers()) <= values, name


KINDS = {"actor", "statement", "descriptive", "evaluative", "normative", "definitional", "causal",
         "predictive"}  # fmt: skip

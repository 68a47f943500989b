"""Errors say what happened, where, and what to do next."""

from __future__ import annotations

import inspect
import pickle
import sys

import pytest

from opendebate import errors
from opendebate.errors import (
    AmbiguousName,
    Fault,
    FaultsFound,
    InputError,
    OpenDebateError,
    UnknownName,
    close_matches,
    did_you_mean,
)


def test_an_error_tells_place_event_and_advice_on_one_line() -> None:
    error = InputError("It cannot be read.", where="a.yaml", advice="Mend it.")
    assert str(error) == "a.yaml: It cannot be read. Mend it."
    assert str(InputError("It cannot be read.")) == "It cannot be read."


def test_every_error_of_ours_has_one_root_and_an_exit_code() -> None:
    found = [
        one
        for _, one in inspect.getmembers(errors, inspect.isclass)
        if issubclass(one, Exception) and not issubclass(one, Warning)
    ]
    assert len(found) >= 7
    for one in found:
        assert issubclass(one, OpenDebateError)
        assert one.exit_code in {1, 2, 3}
        assert one.__doc__


def test_an_unknown_name_carries_what_looks_like_it() -> None:
    error = UnknownName("actor", "wendi", ["wendy-hall"], advice="More.")
    assert (error.kind, error.name, error.close) == ("actor", "wendi", ("wendy-hall",))
    assert str(error) == "There is no actor 'wendi'. Did you mean wendy-hall? More."
    assert str(UnknownName("actor", "x")).strip() == "There is no actor 'x'."


def test_an_ambiguous_name_carries_what_it_can_mean() -> None:
    error = AmbiguousName("mill", ["a", "b"])
    assert error.ids == ("a", "b")
    assert error.advice == "Name one of them: a, b."


def test_faults_come_in_the_order_of_their_files_one_a_line() -> None:
    one = Fault("b.yaml", 2, 1, "Wrong.")
    two = Fault("a.yaml", 10, 3, "Odd.", "warning")
    error = FaultsFound([one, two])
    assert error.faults == (two, one)
    first, *rest = str(error).splitlines()
    assert first.startswith("2 faults in the coding files")
    assert rest == [
        "a.yaml:10:3: warning: Odd.",
        "b.yaml:2:1: error: Wrong.",
    ]
    assert str(Fault("a.yaml", 0, 0, "Empty.")) == "a.yaml: error: Empty."
    assert FaultsFound([one]).what.startswith("1 fault in")


@pytest.mark.parametrize(
    ("close", "told"),
    [
        ([], ""),
        (["a"], "Did you mean a?"),
        (["a", "b"], "Did you mean a or b?"),
        (["a", "b", "c"], "Did you mean a, b or c?"),
    ],
)
def test_suggestions_are_said_as_one_asks(close: list[str], told: str) -> None:
    assert did_you_mean(close) == told


def test_close_matches_mind_no_case_and_give_the_name_as_it_is() -> None:
    assert close_matches("WENDY HAL", ["Wendy Hall", "Yann LeCun"]) == ["Wendy Hall"]
    assert close_matches("zzz", ["Wendy Hall"]) == []
    assert len(close_matches("aaa", [f"aaa{n}" for n in range(9)])) == 3


def test_faults_can_go_from_one_process_to_another() -> None:
    fault = Fault("a.yaml", 1, 2, "Wrong.")
    assert pickle.loads(pickle.dumps(fault)) == fault  # noqa: S301


def test_names_that_look_alike_are_found_without_what_is_compiled_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a browser there is no rapidfuzz."""
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert close_matches("wendy-hal", ["yann-lecun", "wendy-hall"]) == ["wendy-hall"]
    assert close_matches("Wendy", ["meta"]) == []

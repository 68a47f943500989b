"""Named questions say what they ask and take, and take nothing else."""

from __future__ import annotations

import re

import pytest

from opendebate.ask.questions import names, parse, question
from opendebate.debate import Debate
from opendebate.engines.rows import Rows
from opendebate.errors import UnknownName, UsageError

TEXT = """# title: Who says it?
# description: One row for each speaker.
# parameter claim (claim): Only this claim.
# parameter word (text, open): A word.
# parameter least (number, 2): How often.
# parameter side (for|against): A side.
SELECT * {
  # VALUES ?claim
  ?s od:claim ?claim .
    # VALUES ?word
  # VALUES ?least
  # VALUES ?side
}
"""


def test_a_header_says_what_a_question_is() -> None:
    one = parse("who", TEXT)
    assert (one.name, one.title) == ("who", "Who says it?")
    assert one.description == "One row for each speaker."
    assert [(p.name, p.kind, p.default) for p in one.parameters] == [
        ("claim", "claim", None),
        ("word", "text", "open"),
        ("least", "number", "2"),
        ("side", "for|against", None),
    ]
    assert one.parameters[3].choices == ("for", "against")


def test_values_go_in_at_their_marks_and_defaults_too(debate: Debate) -> None:
    text = parse("who", TEXT).with_values(debate.engine, {"claim": "open-agi", "side": "for"})
    assert "  VALUES ?claim { <https://w3id.org/opendebate/claim/open-agi> }\n" in text
    assert '    VALUES ?word { "open" }\n' in text
    assert 'VALUES ?least { "2"^^' in text
    assert 'VALUES ?side { "for" }\n' in text


def test_without_a_value_a_question_answers_for_everything(debate: Debate) -> None:
    text = parse("who", TEXT).with_values(debate.engine, {"claim": None})
    assert "# VALUES ?claim" in text


@pytest.mark.parametrize(
    "value", ['" } . ?x ?y ?z #', "a\\u0022", "\\1 \\g<0>", "a\n} UNION {", "\ud800", "'''"]
)
def test_a_value_never_becomes_part_of_the_query(debate: Debate, value: str) -> None:
    rows = debate.query("what-it-means", word=value)
    assert isinstance(rows, Rows)
    assert len(rows) == 0
    with pytest.raises(UnknownName):
        debate.query("who-affirms", claim=value)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"clam": "x"}, "Did you mean claim?"),
        ({"zzz": "x"}, "It has: claim, word, least, side."),
        ({"side": "four"}, "Did you mean for?"),
        ({"side": "x"}, "Choose one of for, against."),
        ({"least": "many"}, None),
        ({"least": "1e9"}, None),
    ],
)
def test_a_wrong_parameter_is_told(debate: Debate, given: dict[str, str], advice: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse("who", TEXT).with_values(debate.engine, given)
    assert raised.value.advice == advice


def test_a_misspelt_question_is_told_with_those_like_it() -> None:
    with pytest.raises(UnknownName) as raised:
        question("who-afirms")
    assert raised.value.close[0] == "who-affirms"
    assert "opendebate list queries" in (raised.value.advice or "")


@pytest.mark.parametrize("name", names())
def test_each_parameter_of_a_question_has_its_mark(name: str) -> None:
    one = question(name)
    marks = re.findall(r"^\s*# VALUES \?(\w+)$", one.sparql, re.MULTILINE)
    assert sorted(set(marks)) == sorted(parameter.name for parameter in one.parameters)


@pytest.mark.parametrize("name", names())
def test_a_question_answers_the_same_twice(debate: Debate, name: str) -> None:
    assert debate.query(name) == debate.query(name)

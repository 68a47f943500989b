"""What pydantic finds wrong is said in the words of those who code, with its place."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from opendebate.coding.records import Actor, Claim, Debate, Event, Source, Statement
from opendebate.coding.validation_messages import add_validation_faults, allowed_keys
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import MAX_FAULTS, Tree

STATEMENT = "{id: s, mode: verbatim, claim: c, at: {from: a, to: b}}"
CLAIM = "{text: T, kind: causal, side: for}"


def told(model: Any, text: str) -> list[str]:
    tree = parse(f"x: {text}\n".encode(), Tree("f.yaml"))
    assert not tree.faults
    with pytest.raises(ValidationError) as raised:
        model.model_validate(tree.data["x"] or {})
    add_validation_faults(raised.value, model, tree, ("x",))
    return [str(fault).removeprefix("f.yaml:").replace("error: ", "") for fault in tree.faults]


@pytest.mark.parametrize(
    ("model", "text", "fault"),
    [
        (Claim, CLAIM.replace("side: for", "side: pro"),
         "1:34: 'pro' is no side. Use for, against, both or neither."),
        (Claim, CLAIM.replace("causal", "casual"), "1:20: 'casual' is no kind. Did you mean causal?"
         " Use descriptive, predictive, evaluative, normative, causal or definitional."),
        (Claim, CLAIM.replace("causal", "[causal]"), "1:20: kind: This must be a word, not a "
         "list. Use descriptive, predictive, evaluative, normative, causal or definitional."),
        (Claim, CLAIM.replace("}", ", topic: t}"),
         "1:39: Unknown key 'topic'. Did you mean topics?"),
        (Claim, CLAIM.replace("}", f", attacks: [{', '.join(['c'] * 201)}]}}"),
         "1:48: attacks: At most 200 are allowed; these are 201."),
        (Claim, "{kind: causal, side: for}", "1:1: The key 'text' is missing. Add it."),
        (Claim, CLAIM.replace("text: T", "text: ''"), "1:11: text: This must not be empty."),
        (Claim, CLAIM.replace("text: T", "text: [a]"),
         "1:11: text: This must be one value, not a list."),
        (Claim, CLAIM.replace("text: T", "text: ~"),
         "1:11: text: This must be one value, not nothing."),
        (Statement, STATEMENT.replace("verbatim", "quote"), "1:18: 'quote' is no mode. Use"
         " verbatim, mixed, paraphrase, narration, evaluation, hearsay or hypothetical."),
        (Statement, STATEMENT.replace("mode: verbatim", "mode: verbatim, stance: agrees"),
         "1:36: 'agrees' is no stance. Use affirms, denies, doubts or concedes."),
        (Statement, STATEMENT.replace("id: s", "id: A b"),
         "1:9: id: 'A b' does not have the right form."
         " Write small letters, digits and single hyphens."),
        (Statement, STATEMENT.replace("from: a", "form: a, from: a"),
         "1:43: Unknown key 'form'. Did you mean from?"),
        (Statement, STATEMENT.replace("from: a", "from: nearly 1,4 m"), "1:58: A comma ends a "
         "value, so '4 m' was read as a key. Put the whole value of 'from' into quotes."),
        (Statement, STATEMENT.replace("to: b", "to: “Maps, ”"), "1:63: A comma ends a value, "
         "so '”' was read as a key. Put the whole value of 'to' into quotes."),
        (Statement, STATEMENT.replace("id: s", "id: s, speaker: ann, bo"), "1:26: A comma ends a "
         "value, so 'bo' was read as a key. Write several in brackets: speaker: [a, b]."),
        (Statement, STATEMENT.replace("from: a", "paragraph: two, from: a"),
         "1:54: paragraph: This must be a whole number, written in digits."),
        (Statement, STATEMENT.replace("from: a", "paragraph: 1.0, from: a"),
         "1:54: paragraph: This must be a whole number, written in digits."),
        (Statement, STATEMENT.replace("from: a", "paragraph: 1_0, from: a"),
         "1:54: paragraph: This must be a whole number, written in digits."),
        (Statement, STATEMENT.replace("from: a", "paragraph: 0, from: a"),
         "1:54: paragraph: This must be 1 or more."),
        (Statement, STATEMENT.replace("from: a", "sha256: x, from: a"),
         "1:51: sha256: 'x' does not have "
         "the right form. Delete it; 'opendebate seal' fills in the right one."),
        (Statement, STATEMENT.replace("{from: a, to: b}", "[]"),
         "1:42: at: Write at least one passage here, or: unknown."),
        (Statement, STATEMENT.replace("{from: a, to: b}", "x"),
         "1:42: at: This must be keys with values, not one value."),
        (Statement, STATEMENT.replace("}}", "}, because: {a: b}}"),
         "1:69: because: This must be one value, not keys with values."),
        (Event, "{name: E, kind: other, date: 2024-02-30}",
         "1:33: date: '2024-02-30' is not in the calendar. Correct the year, month or day."),
        (Event, "{name: E, kind: other, date: 2024/2023}",
         "1:33: date: '2024/2023' ends before it begins. Swap the two dates."),
        (Actor, "{name: A, kind: person, hypothetical: maybe}",
         "1:42: hypothetical: Write true or false."),
        (Actor, "{name: A, kind: person, link: www.example.org}",
         "1:34: link: 'www.example.org' is no web address. "
         "Write it in full, https:// first, without spaces."),
        (Source, "{title: S, kind: other, language: English}",
         "1:38: language: 'English' does not have the right form. "
         "Write a language tag, such as en or pt-BR."),
        (Debate, "{title: T, question: Q?, iri: https://example.org}",
         "1:34: iri: 'https://example.org' must end in / or #, so that names can be put after it."),
    ],
)  # fmt: skip
def test_a_fault_says_what_is_wrong_and_what_to_do(model: Any, text: str, fault: str) -> None:
    assert told(model, text) == [fault]


def test_a_reference_that_is_no_id_is_left_to_the_check_that_it_names_something() -> None:
    text = STATEMENT.replace("claim: c", "claim: c, speaker: Wendy Hall, zzz: both")
    known = (
        "accepted_by, as, at, attributes, because, claim, drafted_by, id, mode, on_behalf_of, "
        "replies_to, said, speaker, stance, via"
    )
    assert told(Statement, text) == [f"1:59: Unknown key 'zzz'. Known are: {known}."]


def test_long_values_are_cut_in_messages() -> None:
    (fault,) = told(Claim, CLAIM.replace("causal", "x" * 10_000))
    assert len(fault) < 250


def test_keys_are_those_of_the_coding_file() -> None:
    assert allowed_keys(Statement, ("at", 0)) == {"paragraph", "from", "to", "words", "sha256"}
    assert "as" in allowed_keys(Statement, ())


def test_unknown_keys_beyond_the_first_faults_are_only_counted() -> None:
    keys = ", ".join(f"k{n}: v" for n in range(1_000))
    text = f"x: {{name: X, kind: group, {keys}}}\n"
    tree = parse(text.encode(), Tree("f.yaml"))
    with pytest.raises(ValidationError) as raised:
        Actor.model_validate(tree.data["x"])
    add_validation_faults(raised.value, Actor, tree, ("x",))
    assert len(tree.faults) == MAX_FAULTS
    assert tree.overflow["error"] == 1_000 - MAX_FAULTS

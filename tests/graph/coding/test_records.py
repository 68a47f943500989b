"""What a record may say, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pyoxigraph import Literal, NamedNode

from opendebate.coding.records import (
    AUTHORS_SPEAK,
    Actor,
    Claim,
    Debate,
    Event,
    Membership,
    Passage,
    Source,
    Statement,
)

DEBATE = {"title": "T", "question": "Q?", "iri": "https://example.org/d/"}
STATEMENT: dict[str, Any] = {
    "id": "s", "mode": "verbatim", "claim": "c", "at": {"from": "a", "to": "b"},
}  # fmt: skip


def faults(model: Any, data: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        model.model_validate(data)
    return [error["msg"] for error in raised.value.errors()]


def test_one_value_may_stand_for_a_list_of_one() -> None:
    one = Statement.model_validate({**STATEMENT, "because": "x", "speaker": "y"})
    assert (one.because, one.speaker, len(one.at)) == (("x",), ("y",), 1)
    actor = {"name": "A", "kind": "person", "memberships": {"organization": "o"}}
    assert len(Actor.model_validate(actor).memberships) == 1


def test_a_drafted_statement_was_accepted_by_somebody() -> None:
    drafted = Statement.model_validate({**STATEMENT, "drafted_by": "rules", "accepted_by": "AB"})
    assert (drafted.drafted_by, drafted.accepted_by) == ("rules", "AB")
    assert "also needs accepted_by" in faults(Statement, {**STATEMENT, "drafted_by": "rules"})[0]
    assert "also needs drafted_by" in faults(Statement, {**STATEMENT, "accepted_by": "AB"})[0]


def test_an_empty_list_may_be_left_empty() -> None:
    assert Statement.model_validate({**STATEMENT, "because": None}).because == ()


def test_a_statement_affirms_unless_it_says_otherwise() -> None:
    assert Statement.model_validate(STATEMENT).stance == "affirms"


@pytest.mark.parametrize("key", ["speaks_for", "speakers", "AS"])
def test_only_the_documented_keys_are_known(key: str) -> None:
    assert faults(Statement, {**STATEMENT, key: "x"}) == ["Extra inputs are not permitted"]


def test_the_ends_of_a_passage_go_by_the_names_from_and_to_only() -> None:
    assert len(faults(Passage, {"first": "a", "last": "b"})) == 4


def test_a_passage_keeps_three_words_of_each_end_at_most() -> None:
    assert Passage.model_validate({"from": "one two-three", "to": "four"}).last == "four"
    (told,) = faults(Passage, {"from": "one two three four", "to": "x"})
    assert "at most 3 words" in told
    assert "this one has 4" in told


def test_the_ends_of_a_passage_hold_words() -> None:
    (told,) = faults(Passage, {"from": "…", "to": "x"})
    assert "has no word" in told


@pytest.mark.parametrize("value", [{"earliest": "2024-01-02", "latest": "2023-01-01"}, ["2024"]])
def test_a_date_is_written_as_one_value(value: Any) -> None:
    (told,) = faults(Event, {"name": "E", "kind": "other", "date": value})
    assert "This must be a date" in told


@pytest.mark.parametrize(
    "iri",
    [
        "foo bar/", "javascript:/", "https://example.org/a b/", "https://example.org", "file:///x/",
        "https://example.org/?d=/", "https://example.org/#/", "https:///", "https://e.org/<x>/",
        "https://[::1/", "https://e.org/%zz/", "https://e.org/\ue000/", "https://e.org:port/",
        "https://w3id.org/opendebate/ontology#", "https://w3id.org/opendebate/ontology/x/",
        "https://e.org/a/../b/", "https://e.org/./", "https://e.org/%2E%2e/",
        "http://w3id.org/opendebate/ontology#", "https://w3id.org//opendebate/ontology/",
        "https://w3id.org:443/opendebate/ontology/", "https://w3id.org/opendebate/ontolog%79/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://www.w3.org/ns/prov#",
    ],
)  # fmt: skip
def test_things_live_under_a_web_address_that_names_can_be_put_after(iri: str) -> None:
    faults(Debate, {**DEBATE, "iri": iri})


@given(st.text("abé日.:/?#%4[]@ \ue000\ufffe-'&=", max_size=20))
def test_every_address_that_is_taken_can_be_written_in_rdf(rest: str) -> None:
    link = f"https://{rest}"
    try:
        Source.model_validate({"title": "T", "kind": "other", "url": link})
    except ValidationError:
        return
    assert NamedNode(link).value == link


@given(
    st.from_regex(
        r"[a-z]{1,4}(-[A-Z][a-z]{1,4}){0,2}(-[A-Z]{1,3}|-[0-9]{2,4}){0,2}", fullmatch=True
    )
)
def test_every_language_that_is_taken_can_be_written_in_rdf(language: str) -> None:
    try:
        Debate.model_validate({**DEBATE, "language": language})
    except ValidationError:
        return
    assert Literal("x", language=language).value == "x"


@pytest.mark.parametrize("name", ["../x", "a/b", "a b", "A", "a--b", "-a", "ä", "a#b", "", "a\n"])
def test_an_id_is_small_letters_digits_and_single_hyphens(name: str) -> None:
    faults(Statement, {**STATEMENT, "id": name})


def test_names_are_stripped_and_never_empty() -> None:
    assert Claim(text="  x ", kind="causal", side="for").text == "x"
    faults(Claim, {"text": "  ", "kind": "causal", "side": "for"})


def voices(kind: str, **more: Any) -> tuple[tuple[str, ...], str | None]:
    source = Source.model_validate({"title": "T", "kind": kind, **more})
    return source.voices, source.effective_narrator


def test_the_narrator_is_the_first_author_or_else_the_publisher() -> None:
    assert voices("news-article", publisher="p") == (("p",), "p")
    assert voices("report", publisher="p", authors=["a", "b"]) == (("a",), "a")
    assert voices("other", authors=["a"], narrator="n") == (("n",), "n")
    assert voices("news-article") == ((), None)


@pytest.mark.parametrize("kind", sorted(AUTHORS_SPEAK))
def test_a_document_that_speaks_for_its_author_has_no_narrator_unless_it_is_named(
    kind: str,
) -> None:
    assert voices(kind, publisher="p", authors=["a", "b"]) == (("a", "b"), None)
    assert voices(kind, publisher="p") == (("p",), None)
    assert voices(kind, authors=["a"], narrator="n") == (("n",), "n")


def test_a_speaker_has_an_affiliation_or_a_hat_in_words() -> None:
    one = Statement.model_validate({**STATEMENT, "as": "meta"})
    assert (one.affiliation, one.capacity) == ("meta", None)
    one = Statement.model_validate({**STATEMENT, "as": " the father  of two "})
    assert (one.affiliation, one.capacity) == (None, "the father of two")
    faults(Statement, {**STATEMENT, "as": "Meta"})


def test_a_passage_may_be_unknown_but_not_left_out() -> None:
    assert Statement.model_validate({**STATEMENT, "at": "unknown"}).at == ()
    at: Any
    for at in ([], None, "unkown"):
        faults(Statement, {**STATEMENT, "at": at})
    faults(Statement, {key: value for key, value in STATEMENT.items() if key != "at"})


def test_a_membership_begins_and_ends() -> None:
    place = Membership.model_validate({"organization": "o", "from": "2013", "until": "unknown"})
    assert place.until == "unknown"
    (told,) = faults(Membership, {"organization": "o", "from": "2013", "until": "2012"})
    assert "cannot end before it begins" in told


def test_dates_of_a_membership_say_what_to_write_instead() -> None:
    (told,) = faults(Membership, {"organization": "o", "dates": "2013/2024"})
    assert "write 'from: 2013', and 'until: 2024' if it ended then" in told

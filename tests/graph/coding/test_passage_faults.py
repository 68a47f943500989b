"""A passage that cannot be placed is told with what to write instead."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from opendebate.coding.passage_faults import describe_fault
from opendebate.coding.passages import Status, StoredPassage, locate
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import text_digest
from opendebate.errors import InputError

RAW = """\
Maps of the town help in floods, say those who drew the maps of the town, at length.

Nobody asked them for more of that, as far as anybody knows.
"""


def told(first: str, last: str, raw: str = RAW, paragraph: int | None = None) -> str:
    passage, text = StoredPassage(first, last, paragraph), Text.of(raw)
    return describe_fault(locate(passage, text), passage, text)


def test_of_two_places_in_one_paragraph_each_is_told_apart() -> None:
    message = told("maps of", "the town")
    assert message == (
        "“maps of … the town” stands in 2 places. "
        "For the first in paragraph 1: write paragraph: 1, from: “Maps of the”, to: “town help”; "
        "for the second in paragraph 1: write paragraph: 1, from: “the maps of”, to: “the town”."
    )
    for first, last in (("Maps of the", "town help"), ("the maps of", "the town")):
        assert locate(StoredPassage(first, last), Text.of(RAW)).status is Status.FOUND


def test_places_in_two_paragraphs_are_called_by_their_numbers() -> None:
    raw = "It rains here, says Kim.\n\nIt rains and snows here, and Lee says so too."
    message = told("It rains", "here", raw)
    assert message.endswith(
        "For paragraph 1: write paragraph: 1; for paragraph 2: write paragraph: 2."
    )


def test_of_the_same_words_in_two_paragraphs_the_number_suffices() -> None:
    raw = "It rains here, says Kim.\n\nIt rains here, and Lee says so too."
    message = told("It rains", "here", raw)
    assert message.endswith(
        "For paragraph 1: write paragraph: 1; for paragraph 2: write paragraph: 2."
    )


def test_what_stands_there_already_is_not_proposed() -> None:
    raw = "It rains in town. It snows in town.\n\nIt is hot."
    message = told("It", "town", raw, paragraph=1)
    assert message.endswith(
        "For the first in paragraph 1: write paragraph: 1, from: “It rains in”, to: “town”; "
        "for the second in paragraph 1: write paragraph: 1, from: “It snows in”, to: “town”."
    )


def test_a_number_of_words_tells_beginnings_apart_that_share_an_end() -> None:
    raw = "We don’t know of maps. Few help most. We don’t know of maps that any town of ours keeps."  # noqa: RUF001
    message = told("We don’t", "keeps", raw)  # noqa: RUF001
    assert message.endswith(
        "For the first in paragraph 1: write paragraph: 1, words: 19; "
        "for the second in paragraph 1: write paragraph: 1, words: 11."
    )
    assert locate(StoredPassage("We don’t", "keeps", 1, 11), Text.of(raw)).status is Status.FOUND  # noqa: RUF001


def test_what_is_proposed_stays_in_its_sentence_if_it_can() -> None:
    raw = "Maps help most. We do not know why, he says. It rains. We do not know how."
    message = told("We do not", "know", raw)
    assert "write paragraph: 1, from: “We do not”, to: “know why”; " in message
    assert message.endswith("paragraph: 1, from: “We do not”, to: “know how”, words: 5.")
    proposed = StoredPassage("We do not", "know how", 1, 5)
    assert locate(proposed, Text.of(raw)).status is Status.FOUND
    raw = "Maps help most. We do not know. It rains. We do not know."
    assert "from: “most. We do”, to: “not know”" in told("We do not", "know", raw)


def test_a_heading_takes_in_what_stands_beside_it() -> None:
    raw = "Maps save lives in Averley\n\nMaps save lives, says the mayor."
    message = told("Maps save", "lives", raw)
    assert "For a heading: write from: “Maps save lives”, to: “in”; " in message
    assert message.endswith("for paragraph 1: write paragraph: 1.")


def test_places_that_nothing_tells_apart_are_counted() -> None:
    message = told("Maps", "lives", "Maps save lives. " * 40)
    assert "in 40 places: paragraph 1 (40 times). Choose a longer passage" in message


def test_only_a_few_of_many_places_are_told() -> None:
    raw = "\n\n".join(f"It rains in town {n}, says Kim." for n in "abcdefg")
    assert told("It rains", "town", raw).endswith("; and 3 more.")


def test_ends_in_the_wrong_order_are_told_as_that() -> None:
    assert told("who drew", "help in") == (
        "“who drew … help in”: both ends are in the text, but in the other order. "
        "Write from: “help in”, to: “who drew”."
    )


def test_the_end_that_is_not_there_is_named() -> None:
    message = told("Nobody asked", "anybody knew")
    assert "is not in the text: its last words, “anybody knew”, are not. Is it “Nobody" in message
    assert "its first words, “Somebody asked”, are not" in told("Somebody asked", "anybody knows")


def test_of_a_passage_that_is_found_nothing_is_told() -> None:
    with pytest.raises(InputError, match="there is no fault to describe"):
        told("Nobody asked", "more of that")


def spans_with_ends(words: list[str], first: list[str], last: list[str]) -> list[int]:
    """Return how many words runs of a text have that begin and end with some words."""
    n = len(words)
    return [stop - start for start in range(n) for stop in range(start + 1, n + 1)
            if stop - start >= max(len(first), len(last))
            and words[start:stop][: len(first)] == first
            and words[start:stop][-len(last) :] == last]  # fmt: skip


def test_each_reason_why_a_passage_is_not_found_is_true() -> None:
    dice, seen = random.Random(7), Counter[str]()  # noqa: S311
    for _ in range(700):
        words = dice.choices("abcdef", k=dice.choice((4, 8, 90)))
        first, last = (dice.choices("abcdefx", k=dice.randint(1, 3)) for _ in range(2))
        count = dice.choice((None, 1, dice.randint(1, 30)))
        sha256 = dice.choice((None, text_digest("other words"))) if count else None
        passage = StoredPassage(" ".join(first), " ".join(last), None, count, sha256)
        article = Text.of(" ".join(words))
        location = locate(passage, article)
        if location.status not in {Status.MISSING, Status.CHANGED}:
            continue
        message = describe_fault(location, passage, article)
        lengths = spans_with_ends(words, first, last)
        stands = [f" {' '.join(end)} " in f" {' '.join(words)} " for end in (first, last)]
        reasons = {
            "its seal is of other words": bool(sha256 and lengths),
            "is there, but has": not sha256 and bool(lengths) and count not in lengths,
            "from one to the other": bool(lengths) and count not in lengths,
            "in the other order": not lengths and bool(spans_with_ends(words, last, first)),
            "its first words": stands == [False, True],
            "its last words": stands == [True, False],
            "is not in the text.": stands == [False, False],
        }
        given = next(reason for reason in reasons if reason in message)
        assert reasons[given], (message, words, passage)
        if numbers := re.findall(r"has (\d+) word", message):
            assert int(numbers[0]) in lengths
        seen[given] += 1
    assert min(seen[reason] for reason in reasons) > 0, seen

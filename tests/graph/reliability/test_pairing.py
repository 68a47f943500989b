"""Which statements of two coders belong together: words first, then speaker, claim and stance."""

from __future__ import annotations

from opendebate.reliability.adjudicated_units import matched
from opendebate.reliability.alignment import Unit, align
from opendebate.reliability.coded_statements import FIELDS, CodedPassage, CodedStatement


def statement(
    coder: str, name: str, words: tuple[int, int], *, stance: str = "affirms",
    speaker: str = "mayor", claim: str = "maps-help",
) -> CodedStatement:  # fmt: skip
    start, stop = words
    passage = CodedPassage(f"w{start}", f"w{stop}", 1, stop - start, f"{start}-{stop}")
    values = {**dict.fromkeys(FIELDS, "same"), "speaker": speaker, "claim": claim, "stance": stance}
    return CodedStatement("s", coder, name, (passage,), frozenset(range(start, stop)), values)


def pairs(ada: list[CodedStatement], ben: list[CodedStatement]) -> set[tuple[str, ...]]:
    def names(unit: Unit) -> tuple[str, ...]:
        return tuple(each.id for each in unit.values())

    found = {names(unit) for unit in align({"ada": ada, "ben": ben})}
    assert found == {names(unit)[::-1] for unit in align({"ben": ben, "ada": ada})}
    return found


def test_two_claims_in_one_sentence_are_not_paired_crosswise() -> None:
    # The words alone pair the first with the second: 10/10 + 4/10 against 8/10 + 4/10.
    ada = [statement("ada", "a-help", (0, 8)), statement("ada", "a-cost", (0, 10), claim="cost")]
    ben = [statement("ben", "b-help", (0, 10)), statement("ben", "b-cost", (6, 10), claim="cost")]
    assert pairs(ada, ben) == {("a-help", "b-help"), ("a-cost", "b-cost")}


def test_the_speaker_goes_before_the_claim_and_the_claim_before_the_stance() -> None:
    ada = [
        statement("ada", "a1", (0, 9), speaker="mayor", claim="x"),
        statement("ada", "a2", (0, 9), speaker="clerk", claim="y"),
    ]
    ben = [
        statement("ben", "b1", (0, 9), speaker="mayor", claim="y", stance="denies"),
        statement("ben", "b2", (0, 9), speaker="clerk", claim="x", stance="denies"),
    ]
    assert pairs(ada, ben) == {("a1", "b1"), ("a2", "b2")}
    ada = [statement("ada", "a1", (0, 9), claim="x", stance="denies"),
           statement("ada", "a2", (0, 9), claim="y")]  # fmt: skip
    ben = [statement("ben", "b1", (0, 9), claim="x"),
           statement("ben", "b2", (0, 9), claim="y", stance="denies")]  # fmt: skip
    assert pairs(ada, ben) == {("a1", "b1"), ("a2", "b2")}


def test_words_go_before_values() -> None:
    ada = [statement("ada", "near", (0, 10), claim="x"), statement("ada", "far", (9, 40))]
    ben = [statement("ben", "b", (0, 10))]
    assert pairs(ada, ben) == {("near", "b"), ("far",)}


def test_a_pair_that_shares_half_of_its_words_goes_before_one_that_shares_few() -> None:
    ada = [statement("ada", "a", (0, 20), claim="x")]
    ben = [statement("ben", "few", (19, 40), claim="x"), statement("ben", "half", (10, 30))]
    assert pairs(ada, ben) == {("a", "half"), ("few",)}


def test_between_equal_values_the_larger_overlap_is_taken() -> None:
    ada = [statement("ada", "a", (0, 20))]
    ben = [statement("ben", "less", (0, 10)), statement("ben", "more", (0, 19))]
    assert pairs(ada, ben) == {("a", "more"), ("less",)}


def test_the_adjudicated_statement_of_a_unit_is_found_by_the_same_rule() -> None:
    ada = [statement("ada", "a-help", (0, 8)), statement("ada", "a-cost", (0, 10), claim="cost")]
    ben = [statement("ben", "b-help", (0, 10)), statement("ben", "b-cost", (6, 10), claim="cost")]
    units = align({"ada": ada, "ben": ben})
    final = [statement("adjudicated", "cost", (0, 10), claim="cost"),
             statement("adjudicated", "help", (0, 10))]  # fmt: skip
    assert matched(units, final) == ["help", "cost"]


def test_an_adjudicated_statement_whose_claim_was_edited_is_found_by_its_id() -> None:
    ada = [statement("ada", "one", (0, 9), claim="x"), statement("ada", "two", (0, 9), claim="y")]
    final = [statement("adjudicated", "one", (0, 9), claim="y"),
             statement("adjudicated", "two", (0, 9), claim="z")]  # fmt: skip
    assert matched(align({"ada": ada}), final) == ["one", "two"]

"""Copies of an article that number its paragraphs differently are compared by their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import opendebate
from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate.coding.article_files import read_article
from opendebate.coding.text import Text
from opendebate.errors import InputError
from opendebate.reliability.adjudicated_units import statement_data
from opendebate.reliability.adjudication import adjudication
from opendebate.reliability.agreement import agreement
from opendebate.reliability.choices import Choice
from opendebate.reliability.coded_statements import CodedPassage
from opendebate.reliability.deciding import decide
from opendebate.reliability.numbering import Numbering

SHIFT = 3  # paragraphs that stand before the article in Ben's copy


def passage(words: str, paragraph: int) -> CodedPassage:
    return CodedPassage(words, words, paragraph, len(words.split()), words.replace(" ", ""))


def shifted(text: str) -> str:
    """Return a coding as of a copy that begins with some paragraphs more."""
    text = re.sub(r"paragraph: (\d+)", lambda number: f"paragraph: {int(number[1]) + SHIFT}", text)
    return text.replace("paragraphs: 9", f"paragraphs: {9 + SHIFT}")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = two_coders(tmp_path / "maps", ("stance",))
    write_coding(folder, "ben", shifted(coding_of(folder, "ben")))
    return folder


def article() -> dict[str, Text]:
    return {SLUG: read_article(str(ARTICLE), extract=True)[0]}


def adjudicated(folder: Path) -> str:
    return (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8")


def leave_out(folder: Path, coder: str, name: str) -> str:
    """Take a statement out of a coder's coding; return the coding before."""
    text = coding_of(folder, coder)
    start = text.index(f"- id: {name}\n")
    end = text.find("- id: ", start + 3)
    write_coding(folder, coder, text[:start] + (text[end:] if end > 0 else ""))
    return text


@pytest.mark.parametrize("texts", [{}, article()])
def test_other_numbers_of_paragraphs_make_no_difference(
    folder: Path, texts: dict[str, Text]
) -> None:
    found = adjudication(folder, (), texts)
    assert [each.field for each in found.differences] == ["stance", "stance"]
    assert agreement(folder).unitising.aligned == 10


@pytest.mark.parametrize("texts", [{}, article()])
def test_a_statement_that_is_taken_over_has_the_adjudicated_copys_paragraph(
    folder: Path, texts: dict[str, Text]
) -> None:
    before = adjudicated(folder)
    leave_out(folder, "ada", "oyelaran-insurers")
    start = before.index("- id: oyelaran-insurers")
    without = before[:start] + before[before.index("- id: ", start + 3) :]
    (folder / "sources" / f"{SLUG}.yaml").write_text(without, "utf-8")
    decide(folder, (), [Choice("ben/oyelaran-insurers", "ben", "It is there.")], texts).write()
    record = statement_data(adjudicated(folder))["oyelaran-insurers"]
    assert record == statement_data(before)["oyelaran-insurers"]
    assert opendebate.check(folder).ok


def test_where_only_the_article_tells_the_paragraph_it_is_asked_for(folder: Path) -> None:
    before = adjudicated(folder)
    text = leave_out(folder, "ada", "critics-burglars")
    assert text.count("paragraph: 8") == 2
    elsewhere = coding_of(folder, "ada").replace("paragraph: 8", "paragraph: 7")
    write_coding(folder, "ada", elsewhere)
    start = before.index("- id: critics-burglars")
    (folder / "sources" / f"{SLUG}.yaml").write_text(
        before[:start].replace("paragraph: 8", "paragraph: 7"), "utf-8"
    )
    theirs = coding_of(folder, "ben").replace("paragraph: 11", "paragraph: 12", 1)
    write_coding(folder, "ben", theirs)
    choice = Choice("ben/critics-burglars", "ben", "It is there.")
    with pytest.raises(InputError, match="number paragraphs differently") as error:
        decide(folder, (), [choice], {})
    assert f"--text {SLUG}=FILE" in (error.value.advice or "")
    assert any("paragraph there is not known" in note for note in adjudication(folder).notes)
    decide(folder, (), [choice], article()).write()
    record = statement_data(adjudicated(folder))["critics-burglars"]
    assert record["at"] == statement_data(before)["critics-burglars"]["at"]


def test_ends_are_taken_over_with_the_adjudicated_copys_paragraph(folder: Path) -> None:
    text = coding_of(folder, "ben")
    sealed = text[text.index("{paragraph: 9, from: Insurers") :].partition("}")[0] + "}"
    shorter = "{paragraph: 9, from: have asked for, to: in the dark, words: 34}"
    write_coding(folder, "ben", text.replace(sealed, shorter))
    found = adjudication(folder, (), article())
    (ends,) = [each for each in found.differences if each.field == "ends"]
    assert ends.values == {
        "ada": "Insurers have asked … in the dark (35 words)",
        "ben": "have asked for … in the dark (34 words)",
    }
    before = statement_data(adjudicated(folder))
    choice = Choice("ada/oyelaran-insurers", "ben", "Who asks is the speaker.", "ends")
    decide(folder, (), [choice], article()).write()
    after = statement_data(adjudicated(folder))
    at = {"paragraph": "6", "from": "have asked for", "to": "in the dark", "words": "34"}
    assert after == {**before, "oyelaran-insurers": {**before["oyelaran-insurers"], "at": at}}
    assert len(adjudication(folder, (), article()).undecided) == len(found.differences) - 1


def test_passages_that_both_have_tell_the_paragraphs() -> None:
    theirs = [passage("one two", 1), passage("three four", 3), passage("five six", 3)]
    others = [passage("one two", 1), passage("three four", 5), passage("seven eight", 7)]
    numbering = Numbering.between(theirs, others)
    assert numbering.differs
    assert [numbering.paragraph(each) for each in theirs] == [1, 5, 5]
    assert numbering.paragraph(passage("nine ten", 2)) is None


def test_a_paragraph_that_the_other_copy_divides_is_not_guessed() -> None:
    theirs = [passage("one two", 1), passage("three four", 1)]
    numbering = Numbering.between(theirs, [passage("one two", 1), passage("three four", 2)])
    assert numbering.paragraph(passage("three four", 1)) == 2
    assert numbering.paragraph(passage("five six", 1)) is None


def test_words_that_stand_in_a_copy_twice_tell_nothing() -> None:
    twice = [passage("one two", 1), passage("one two", 4)]
    numbering = Numbering.between(twice, [passage("one two", 4)])
    assert not numbering.differs
    assert numbering.paragraph(passage("three four", 9)) == 9

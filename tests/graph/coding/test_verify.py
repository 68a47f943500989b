"""A coding is held against its article, passage by passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.passages import Status
from opendebate.coding.records import SourceFile
from opendebate.coding.text import Text
from opendebate.coding.verify import Verification, verify
from opendebate.errors import InputError
from verified import all_found


@pytest.fixture
def file(town: Path) -> SourceFile:
    return read_coding(town).sources["a-town-and-its-maps"]


@pytest.fixture
def raw(town_texts: dict[str, Path]) -> str:
    return town_texts["a-town-and-its-maps"].read_text("utf-8")


def held(file: SourceFile, raw: str) -> Verification:
    return verify(file, Text.of(raw))


def test_the_articles_own_text_holds(file: SourceFile, raw: str) -> None:
    found = held(file, raw)
    assert all_found(found)
    assert found.body_as_sealed
    assert len(found.passages) == 11
    both = [one for one in found.passages if one.statement == "oyelaran-publish"]
    assert [(one.index, one.number) for one in both] == [(2, 0), (2, 1)]


def test_the_same_article_as_a_page_holds(file: SourceFile, data_page: Path) -> None:
    found = verify(file, read_text(data_page))
    assert all_found(found)
    assert found.body_as_sealed


@pytest.fixture
def data_page(town_texts: dict[str, Path]) -> Path:
    return town_texts["a-town-and-its-maps"].with_suffix(".html")


def test_straight_quotes_and_capitals_are_the_same_words(file: SourceFile, raw: str) -> None:
    plain = raw.replace("“", '"').replace("”", '"').replace("’", "'").upper()  # noqa: RUF001
    assert all_found(held(file, plain))


def test_labels_of_a_transcript_are_no_words_to_be_coded(file: SourceFile) -> None:
    said = "KIM: Why maps?\n\nADA BROOK: They help us.\n\n[Laughter]\n\nKIM: I see.\n"
    source = file.source.model_copy(
        update={"text": file.source.text.model_copy(
            update={"first": "KIM Why maps", "last": "KIM I see", "words": None, "sha256": None}
        ), "attribution": ()}
    )  # fmt: skip
    found = verify(file.model_copy(update={"source": source, "statements": ()}), Text.of(said))
    assert (found.coverage.covered, found.coverage.total) == (0, 7)


def test_a_changed_word_is_noticed_where_it_stands(file: SourceFile, raw: str) -> None:
    found = held(file, raw.replace("copied for decades", "copied for years"))
    assert [one.statement for one in found.with_status(Status.CHANGED)] == ["hartwig-errors"]
    assert not all_found(found)
    assert found.body_as_sealed is False


def test_a_missing_passage_is_told(file: SourceFile, raw: str) -> None:
    found = held(file, raw.replace("Critics answer that", "Some say that"))
    assert [one.statement for one in found.with_status(Status.MISSING)] == ["critics-burglars"]


def test_what_no_passage_covers_is_left_over(file: SourceFile, raw: str) -> None:
    found = held(file, raw)
    assert 0.5 < found.coverage.share < 0.8
    rest = " ".join(found.body.slice(gap.start, gap.stop) for gap in found.coverage.gaps)
    assert "The council will decide in May" in rest
    assert "an open licence" not in rest
    assert "Subscribe" not in rest, "what stands around the article is no part of it"


SHORT = """\
“Maps help,” said Kim. And Lee said: “They do.”

Then Kim said, “So be it.”
"""


def with_attribution(attribution: object) -> SourceFile:
    def said(name: str, paragraph: int, first: str, last: str) -> dict[str, object]:
        at = {"paragraph": paragraph, "from": first, "to": last}
        return {"id": name, "speaker": "x", "mode": "verbatim", "claim": "c", "at": at}

    source = {"title": "T", "kind": "news-article", "attribution": attribution}
    statements = [
        said("a", 1, "Maps", "help"),
        said("b", 1, "They", "do"),
        said("c", 2, "So", "it"),
    ]
    return SourceFile.model_validate({"source": source, "statements": statements})


def test_words_of_attribution_count_wherever_they_stand_and_coverage_can_be_complete() -> None:
    marks = [{"from": "said Kim", "to": "said Kim"}, {"from": "And Lee", "to": "said"},
             {"paragraph": 2, "from": "Then Kim", "to": "said"}]  # fmt: skip
    found = held(with_attribution(marks), SHORT)
    assert found.coverage.share == 1
    assert [one.statement for one in found.attributed] == ["attribution"] * 3
    assert held(with_attribution([]), SHORT).coverage.covered == 7
    everywhere = held(with_attribution({"from": "said", "to": "said"}), SHORT)
    assert everywhere.coverage.covered == 10, "all three"
    one = held(with_attribution({"paragraph": 2, "from": "said", "to": "said"}), SHORT)
    assert one.coverage.covered == 8


def test_attribution_that_is_not_in_its_paragraph_is_missing() -> None:
    found = held(with_attribution({"paragraph": 2, "from": "said Kim", "to": "said Kim"}), SHORT)
    assert [one.location.status for one in found.attributed] == [Status.MISSING]


def test_another_text_is_refused(file: SourceFile) -> None:
    with pytest.raises(InputError, match="are not in the text"):
        held(file, "Once upon a time.")


POSTS = """\
We should publish the maps, as the insurers have them anyway.

My cellar was full in May

So nobody is helped by a secret.

Thanks for reading
"""


@pytest.mark.parametrize(
    ("kind", "numbers", "words"),
    [("social-media", [1, 2, 3, 4], 27), ("letter", [1, None, 2, 3], 21)],
)
def test_posts_have_no_headings_however_short_they_are(
    kind: str, numbers: list[int | None], words: int
) -> None:
    post = {"paragraph": 2, "from": "My cellar", "to": "in May"}
    statement = {"id": "a", "speaker": "kim", "claim": "x", "mode": "verbatim", "at": post}
    source = {"title": "A thread", "kind": kind, "text": {"from": "We should", "to": "for reading"}}
    file = SourceFile.model_validate({"source": source, "statements": [statement]})
    found = verify(file, Text.of(POSTS))
    assert [block.paragraph for block in found.body.blocks] == numbers
    assert found.coverage.total == words
    (passage,) = found.passages
    assert passage.location.spans[0].paragraph == numbers[1]

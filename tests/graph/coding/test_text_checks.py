"""What an article says against its coding: modes that quotation marks deny, and copied words."""

from __future__ import annotations

from pathlib import Path

import pytest

from edits import change, line_of
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_with_faults
from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.quotation_marks import quoted_words
from opendebate.coding.text import Text
from opendebate.coding.text_checks import article_faults
from opendebate.coding.verify import verify

ARTICLE = "a-town-and-its-maps"
RUN = "it is not the first dispute of its kind"  # nine words of the invented article


def told(town: Path, text: Text, slug: str = ARTICLE) -> list[str]:
    coding, _ = read_with_faults(town)
    verified = verify(coding.sources[slug], text)
    return [str(one).removeprefix(f"{town}/") for one in article_faults(coding, slug, verified)]


@pytest.fixture
def article(town_texts: dict[str, Path]) -> Text:
    return read_text(town_texts[ARTICLE])


def test_of_the_invented_debate_nothing_is_said(town: Path, town_texts: dict[str, Path]) -> None:
    for slug, path in town_texts.items():
        assert told(town, read_text(path), slug) == []


def test_verbatim_words_that_stand_in_no_quotation_marks_are_told(
    town: Path, article: Text
) -> None:
    id_ = "- id: oyelaran-insurers\n"
    change(town, f"sources/{ARTICLE}", f"{id_}  speaker: marta-oyelaran\n  mode: paraphrase",
           f"{id_}  speaker: marta-oyelaran\n  mode: verbatim")  # fmt: skip
    (one,) = told(town, article)
    line = line_of(town, f"sources/{ARTICLE}", id_.strip()) + 2
    assert one == (
        f"sources/{ARTICLE}.yaml:{line}:9: warning: oyelaran-insurers: The mode is verbatim, but "
        "these words are not in quotation marks. Choose paraphrase, or make the quotation "
        "the passage."
    )


def test_a_verbatim_passage_that_runs_into_he_said_is_told(town: Path, article: Text) -> None:
    sealed = ", words: 16, sha256: e4e5a6159770166f6ac69142a10e48b12668155dd357caeaccfbcbd566128415"
    change(town, f"sources/{ARTICLE}", f"to: own front door{sealed}", "to: surveyor")
    (one,) = told(town, article)
    assert "oyelaran-right: The mode is verbatim, but “said Marta Oyelaran …” is outside" in one
    assert "Leave it out" in one


@pytest.mark.parametrize("kind", ["interview", "speech"])
def test_transcripts_have_no_quotation_marks(town: Path, article: Text, kind: str) -> None:
    change(town, f"sources/{ARTICLE}", "kind: news-article", f"kind: {kind}")
    change(town, f"sources/{ARTICLE}", "speaker: marta-oyelaran\n  mode: paraphrase",
           "speaker: marta-oyelaran\n  mode: verbatim")  # fmt: skip
    assert told(town, article) == []


@pytest.mark.parametrize(
    ("raw", "inside"),
    [
        ("“Yes,” she said, “we do.”", "10011"),
        ('"Yes," she said, "we do."', "10011"),
        ("„Ja“, sagte sie, „wir tun es.“", "100111"),
        ("»Ja«, sagte sie.", "100"),
        ("«Oui», dit-elle.", "100"),
        ("”Ja”, sa hon, ”vi gör det.”", "100111"),
        ("‘Yes,’ she said, ‘it’s so.’", "10011"),  # noqa: RUF001
        ("“Yes. The first.\n\n“And the second,” she said.", "11111100"),
        # The mark that closes a paragraph does not open the next one.
        ('"Yes," she said, "so."\n\nBo left. "No," he said.', "100100100"),
        ('She said: "Yes."\n"No," he said.', "001100"),
        ("It’s the workers’ own.", "0000"),  # noqa: RUF001
        ("She calls it “the ‘best’ of all” now.", "00011110"),  # noqa: RUF001
    ],
)
def test_words_within_quotation_marks_are_known(raw: str, inside: str) -> None:
    text = Text.of(raw)
    found = "".join(map(str, quoted_words(text)))
    assert found == inside, [word.text for word in text.words]


def test_a_claim_with_eight_words_in_a_row_from_the_article_is_a_fault(
    town: Path, article: Text
) -> None:
    change(town, "claims", "Many eyes put errors in open maps right.", f"We think that {RUN}.")
    (one,) = told(town, article)
    assert one == (
        f"claims.yaml:{line_of(town, 'claims', RUN)}:9: error: 9 words in a row are also in "
        f"the article {ARTICLE}: “it is not … of its kind”. "
        "Use your own words: 8 or more words of the article in a row are a quotation."
    )


@pytest.mark.parametrize(
    ("name", "change_", "severity"),
    [
        (
            "actors",
            ("  kind: group\n", f"  kind: group\n  description: '{RUN.upper()}'\n"),
            "error",
        ),
        ("actors", ("name: Town of Little Sallow", f"name: {RUN}"), "warning"),
        ("topics", ("burglary:", f"# so {RUN}\nburglary:"), "error"),
        (
            "topics",
            ("burglary:", "# it is not the first\n# dispute of its kind\nburglary:"),
            "error",
        ),
        ("context", ("  reference", f"  note: {RUN}\n  reference"), "error"),
        (
            "context",
            ("  reference", "  note: |\n    " + "\n    ".join(RUN.split()) + "\n  reference"),
            "error",
        ),
    ],
)  # fmt: skip
def test_all_texts_and_comments_are_held_to_it(
    town: Path, article: Text, name: str, change_: tuple[str, str], severity: str
) -> None:
    change(town, name, *change_)
    (one,) = told(town, article)
    assert f"{name}.yaml:" in one
    assert f": {severity}: 9 words in a row are also in the article" in one


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_comments_are_read_in_the_encoding_of_their_file(
    town: Path, article: Text, encoding: str
) -> None:
    change(town, "topics", "burglary:", f"# so {RUN}\nburglary:")
    path = town / "topics.yaml"
    path.write_text(path.read_text("utf-8"), encoding)
    (one,) = told(town, article)
    assert ": error: 9 words in a row are also in the article" in one


def test_seven_words_in_a_row_are_no_quotation() -> None:
    copies = CopyFinder(Text.of("One two three four five six seven eight nine."))
    assert copies.find("two three four five six seven eight") is None
    assert copies.find("two, THREE four five six seven eight nine") is not None


def test_of_several_runs_the_longest_is_told() -> None:
    copies = CopyFinder(Text.of(" ".join(f"w{n}" for n in range(40))))
    text = " ".join(f"w{n}" for n in [*range(9), 99, *range(20, 31)])
    run = copies.find(text)
    assert run is not None
    assert (run.length, run.ends) == (11, "w20 w21 w22 … w28 w29 w30")


def test_attribution_that_is_not_in_the_text_is_told_at_its_place(
    town: Path, article: Text
) -> None:
    marks = "  attribution:\n  - {from: said Marta, to: said Marta}\n  - {from: so he, to: wrote}\n"
    change(town, f"sources/{ARTICLE}", "\nstatements:", f"{marks}\nstatements:")
    (one,) = told(town, article)
    line = line_of(town, f"sources/{ARTICLE}", "so he")
    assert one.startswith(
        f"sources/{ARTICLE}.yaml:{line}:5: error: attribution: “so he … wrote” is"
    )


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("letter", "is in a heading, and headings have no number. Delete 'paragraph'."),
        ("social-media", "is in paragraph 8, not 2. To correct it, run: opendebate -d "),
    ],
)
def test_what_can_be_done_about_a_wrong_paragraph_is_told(
    town: Path, article: Text, kind: str, message: str
) -> None:
    change(town, f"sources/{ARTICLE}", "kind: news-article", f"kind: {kind}")
    change(town, f"sources/{ARTICLE}", "{paragraph: 1, from: The council of, to: could download "
           "them, words: 29, sha256: bca5d220d5fa5a90e46fea79c593c302e247dcfb41e0017a4a47cf4056a254"
           "40}", "{paragraph: 2, from: An older, to: older quarrel}")  # fmt: skip
    expected = f"council-delays: “An older … older quarrel” {message}"
    assert any(expected in one for one in told(town, article))

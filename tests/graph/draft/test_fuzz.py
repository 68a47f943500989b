"""Whatever an article or an answer says: rules, proof and draft raise nothing but clear errors."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from opendebate.coding.check import read_coding
from opendebate.coding.text import Text
from opendebate.coding.transcripts import turns
from opendebate.draft.answers import read_answer
from opendebate.draft.draft_file import draft_text, make_draft, parse_draft
from opendebate.draft.other_languages import introduced_in, languages, reports_in
from opendebate.draft.proof import prove
from opendebate.draft.proposals import Drafted
from opendebate.draft.rules import RulesDrafter

CODING = read_coding(Path(__file__).parents[2] / "data" / "flood-maps")
SLUG = "a-town-and-its-maps"
PIECES = ["Ada Brook", "said", "“", "”", ",", ".", ":", "that", "told", "according to", "she",
          "who", "The council", "the maps help", "\n\n", "'s", "KIM:", "(", ")", "—",
          "Marta Oyelaran", "…", "\u202e", "\x00", "1", "地図"]  # fmt: skip
ARTICLES = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1).map(" ".join)
KEYS = ["proposals", "quotations", "quote", "speaker", "claim", "new_claim", "text", "reasons",
        "stance", "mode", "said", "confidence", "quotation"]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(PIECES) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
@example("according to said")
def test_rules_and_proof_take_any_article(raw: str) -> None:
    article = Text.of(raw)
    drafted = RulesDrafter().draft(article, CODING, SLUG)
    proof = prove(drafted.proposals, article, CODING, SLUG)
    draft = make_draft(drafted, proof, article, SLUG)
    assert parse_draft(draft_text(draft), "draft") == draft
    assert all(item.spans for item in proof.items if item.state != "refused")


GERMAN = """
Ada Bach sagt so zufolge laut der die ein Sprecher des Amts von zu Beginn , . : „ “ - FWA
-Chef Prof. Dr. sei würde dass er Verein Bürgermeisterin u/kim 3 points ago Q1 Chair: > [Lachen.]
12. März 2024""".split()  # noqa: SIM905


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*GERMAN, "\n\n"]), min_size=1).map(" ".join))
def test_rules_of_other_languages_take_any_article(raw: str) -> None:
    article = Text.of(raw)
    for language in languages().values():
        for report in reports_in(article, language):
            for start, stop in (*report.content, report.source):
                assert 0 <= start < stop <= len(article.words)
        assert all(start < stop for (start, stop), _ in introduced_in(article, language))
    assert all(turn.start < turn.stop for turn in turns(article))


@settings(max_examples=150, deadline=None)
@given(VALUES, ARTICLES)
def test_any_answer_is_read_and_proven(value: object, raw: str) -> None:
    article = Text.of(raw)
    for answer in (json.dumps(value), f"Well:\n```\n{json.dumps({'proposals': value})}\n```"):
        proposals, malformed = read_answer(answer)
        proof = prove(proposals, article, CODING, SLUG)
        draft = make_draft(Drafted(proposals, "x", malformed), proof, article, SLUG)
        assert parse_draft(draft_text(draft), "draft") == draft


@settings(max_examples=150, deadline=None)
@given(st.text() | st.lists(st.sampled_from(["- ", "{", "[", "\n", "```", "quote: x", '"'])).map(
    "".join
))  # fmt: skip
def test_any_text_is_read_as_an_answer(answer: str) -> None:
    proposals, malformed = read_answer(answer)
    assert isinstance(proposals, tuple)
    assert all(sentence.endswith(".") for sentence in malformed)

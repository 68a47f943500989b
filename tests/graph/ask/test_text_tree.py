"""Trees of text keep to their width and to their lines."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from opendebate.ask.text_tree import _NARROW, Branch, columns, render

TREE = Branch(
    "the root",
    branches=(
        Branch("one two three four five six seven eight nine ten", lead="first"),
        Branch("second", branches=(Branch("below"), Branch("last"))),
    ),
)


def test_a_tree_is_drawn_with_lines() -> None:
    assert render(TREE, 40) == "\n".join(
        [
            "the root",
            "├─ first: one two three four five six",
            "│    seven eight nine ten",
            "└─ second",
            "   ├─ below",
            "   └─ last",
        ]
    )


def test_narrow_characters_take_one_column_each() -> None:
    narrow = [chr(code) for code in range(0x110000) if _NARROW.fullmatch(chr(code))]
    assert {"a", "é", "“", "…"} <= {*narrow}
    for character in narrow:
        assert not unicodedata.combining(character), hex(ord(character))
        assert unicodedata.east_asian_width(character) not in "WF", hex(ord(character))


def test_paint_gets_lead_and_text_apart_and_changes_no_layout() -> None:
    seen: list[tuple[str, str]] = []

    def paint(text: str, style: str) -> str:
        seen.append((text, style))
        return text

    tree = Branch("text", lead="lead", style="claim")
    assert render(tree, 80, paint) == "lead: text"
    assert seen == [("lead: ", "claim-lead"), ("text", "claim")]


def test_a_lead_alone_has_no_colon() -> None:
    assert render(Branch("", lead="what it says")) == "what it says"


def test_ids_in_brackets_are_not_broken_at_their_hyphens() -> None:
    told = render(Branch("some words before the [rather-long-identifier-of-it]"), 40)
    assert "[rather-long-identifier-of-it]" in told.splitlines()


def test_wide_signs_take_two_columns_and_accents_none() -> None:
    assert columns("ab") == 2
    assert columns("漢字") == 4
    assert columns("e\u0301") == 1


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80
)
TREES = st.recursive(
    st.builds(Branch, TEXTS),
    lambda inner: st.builds(Branch, TEXTS, TEXTS, branches=st.lists(inner, max_size=3)),
    max_leaves=12,
)


@given(TREES, st.integers(60, 120))
def test_no_line_is_wider_than_the_page(tree: Branch, width: int) -> None:
    for line in render(tree, width).splitlines():
        assert columns(line) <= width or line.count("│") + line.count("├") > 8


@given(TREES)
def test_every_word_is_told(tree: Branch) -> None:
    told = "".join(sign for sign in render(tree, 100) if not sign.isspace() and sign not in "│├└─")

    def words(branch: Branch) -> str:
        return (
            f"{branch.lead}:{branch.text}"
            if branch.lead and branch.text
            else branch.lead + branch.text
        )

    def walk(branch: Branch) -> str:
        return words(branch) + "".join(walk(one) for one in branch.branches)

    wanted = "".join(sign for sign in walk(tree) if not sign.isspace() and sign not in "│├└─")
    assert told == wanted

"""Text exports of Kialo: claims for and against one another, and nobody's views."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.check import read_coding
from opendebate.errors import InputError
from opendebate.exchange.folder import write_folder
from opendebate.exchange.importing import read_coded_debate
from opendebate_cli.main import cli

LAKE = Path(__file__).parents[2] / "data" / "exchange" / "town-swimming.kialo.txt"


def test_claims_support_and_attack_what_they_stand_below() -> None:
    coded = read_coded_debate("kialo", LAKE)
    assert coded.debate["question"] == "Should Averley keep its swimming lake?"
    claims = {one["text"]: one for one in coded.claims.values()}
    thesis = next(iter(coded.claims))
    pool = claims["The school has a pool that is free as well."]
    children = next(name for name in coded.claims if name.startswith("children"))
    assert pool["attacks"] == [children]
    assert coded.claims[children]["supports"] == [thesis]
    assert {text: one["side"] for text, one in claims.items()} == {
        "Averley should keep its swimming lake.": "for",
        "Children learn to swim where it costs nothing.": "for",
        "The school has a pool that is free as well.": "against",
        "The pool is shut in summer.": "for",
        "Nobody watches over the bathers.": "against",
        "The water is clean.": "for",
    }
    assert coded.claims[children]["attributes"] == {"links": "https://example.org/prices"}


def test_a_claim_that_stands_in_two_places_is_one_claim() -> None:
    coded = read_coded_debate("kialo", LAKE)
    shut = coded.claims["the-pool-is-shut-in-summer"]
    assert len(shut["attacks"]) == 2
    report = " ".join(coded.report)
    assert "not in the file are left out: 1 (1.2.2 to 1.9)" in report
    assert "Relations of a claim to itself, or to another once more, are left out: 1" in report


def test_what_stands_below_a_reference_is_about_the_claim_it_refers_to(tmp_path: Path) -> None:
    path = tmp_path / "lake.txt"
    path.write_text("1. A.\n1.1. Pro: B.\n1.2. Con: -> See 1.1.\n1.2.1. Con: C.\n", "utf-8")
    coded = read_coded_debate("kialo", path)
    assert coded.claims["c"]["attacks"] == ["b"]


def test_nobody_gets_a_view() -> None:
    coded = read_coded_debate("kialo", LAKE)
    assert (coded.actors, coded.sources) == ({}, {})
    assert any("does not say who wrote a claim" in line for line in coded.report)


def test_a_discussion_of_several_theses_takes_no_side(tmp_path: Path) -> None:
    path = tmp_path / "lake.txt"
    path.write_text("1. What should be done?\n1.1. Keep it.\n1.1.1. Pro: Fun.\n1.2. Drain it.\n",
                    "utf-8")  # fmt: skip
    coded = read_coded_debate("kialo", path)
    assert {one["side"] for one in coded.claims.values()} == {"neither"}
    assert coded.claims["fun"]["supports"] == ["keep-it"]
    assert "supports" not in coded.claims["keep-it"]
    assert coded.debate["question"] == "Is this right: What should be done?"


def test_a_numbered_line_within_a_claim_is_a_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "lake.txt"
    path.write_text("1. Keep it.\n1.1. Con: Two reasons:\n7. cost and\n1.8.1. noise.\n", "utf-8")
    texts = [one["text"] for one in read_coded_debate("kialo", path).claims.values()]
    assert texts == ["Keep it.", "Two reasons: 7. cost and 1.8.1. noise."]


def test_it_passes_check_and_the_command_names_what_was_read(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["import", "kialo", str(LAKE), "-o", str(tmp_path / "made")])
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Read: 6 claims, 3 references.")
    assert len(read_coding(tmp_path / "made").claims) == 6


def test_it_is_recognised_and_others_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_coded_debate("argdown", LAKE)
    assert caught.value.advice == "To import it, run: opendebate import kialo FILE -o FOLDER"
    path = tmp_path / "other.txt"
    path.write_text("Maps help all.\nThey cost little.\n", "utf-8")
    with pytest.raises(InputError, match="no claim with a number"):
        read_coded_debate("kialo", path)


LINES = st.sampled_from(
    ["1. A.", "1.1. Pro: B.", "1.1.1. Con: C.", "1.2. Con: -> See 1.1.", "1.1.1.1. Pro: -> See 1.",
     "1.3. Pro:", "2. D.", "Sources:", "", "1.1.2. Con: -> See 1.1.2.", "999999999999. x",
     "Discussion Title:"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_any_lines_make_a_sound_debate_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    (folder / "given.txt").write_text("\n".join(lines), "utf-8")
    try:
        write_folder(read_coded_debate("kialo", folder / "given.txt"), folder / "made")
    except InputError as error:
        assert error.advice  # noqa: PT017 — either is right
    else:
        read_coding(folder / "made")

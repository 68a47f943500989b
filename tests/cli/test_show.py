"""``opendebate show``: one thing, and all that is said by and about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import opendebate
from article import load_article
from opendebate.ask.entities import all_names
from opendebate.ask.text_tree import columns
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


def show(*line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(TOWN), "show", *line])


def test_a_card_has_facts_and_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = show("Mill Lane Allotments").stdout
    assert told.startswith("Mill Lane Residents [mill-lane] · actor\n")
    assert "former name: Mill Lane Allotments" in told
    assert "members: Piet Vanderlinden (speaker) [piet-vanderlinden]" in told
    assert "said by Mill Lane Residents" in told


def test_empty_sections_are_left_out() -> None:
    told = show("keep-the-mark").stdout
    assert "what" not in told
    assert "outside" not in told


def test_dates_are_told_as_one() -> None:
    told = show("delay").stdout
    assert "date: 2024-03\n" in told
    assert "earliest" not in told
    assert "date: 2021\n" in show("sallow-opening").stdout


def test_a_claims_own_text_is_not_said_again_below_it() -> None:
    told = show("publish").stdout
    assert told.count("The detailed flood maps should be put online for all.") == 1
    assert "affirmed by Marta Oyelaran: “A town and its maps”" in " ".join(told.split())


def test_many_long_facts_get_a_line_each() -> None:
    told = show("publish").stdout
    assert "├─ attacked by\n" in told
    assert "├─ Houses marked as endangered become impossible to sell." in told


def test_facts_from_outside_come_with_their_reference() -> None:
    told = show("sallow-opening").stdout
    assert "from outside the sources" in told
    assert "2020: The minutes of Little Sallow" in told
    assert "reference: Minutes of the council, Town of Little Sallow, 2020" in told
    assert "link: https://example.org/minutes" in told
    assert "differs from: a-town-and-its-maps/brandt-best-spent" in told


def test_json_is_the_card_as_data() -> None:
    told = json.loads(show("linnet-model", "--json").stdout)
    assert told["id"] == "linnet-model"
    assert told["facts"]["other name"] == ["the maps"]
    assert told["statements_about"][0]["claim"] == "publish"


@pytest.mark.parametrize("folder", [None, TOWN], ids=["built-in", "town"])
def test_every_card_fits_eighty_columns(
    folder: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    debate = opendebate.load(folder) if folder else load_article()
    monkeypatch.setattr("opendebate.debate.load", lambda *_, **__: debate)  # once for all cards
    names = {one.iri for one, _ in all_names(debate.engine)}
    for name in sorted(names):
        done = CliRunner().invoke(cli, [*(["-d", str(folder)] if folder else []), "show", name])
        assert done.exit_code == 0, name
        assert "http://www.w3.org" not in done.stdout, "no terms of RDF reach the reader"
        for line in done.stdout.splitlines():
            assert columns(line) <= 80, (name, line)
            assert not line.rstrip().endswith(":"), (name, line)


def test_a_statement_is_shown_with_its_speaker_and_its_place() -> None:
    done = show("a-town-and-its-maps/oyelaran-right")
    told = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert "speaker: Marta Oyelaran [marta-oyelaran]" in told
    assert "¶2 “People have a … own front door”" in told


def test_a_story_is_shown_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (story,) = load_article().stories()
    told = CliRunner().invoke(cli, ["show", "open-or-closed"]).stdout
    assert told.startswith(f"{story.title} [open-or-closed] · story, in the coder's words\n")
    for n, step in enumerate(story.steps, 1):
        assert f"open-or-closed/{n}: {step.text[:80]}" in told


def test_one_step_and_a_story_made_from_the_map() -> None:
    told = show("five-questions/2").stdout
    assert "five-questions/2: Of the named voices, only for it: Marta Oyelaran" in " ".join(
        told.split()
    )
    assert "five-questions/1" not in told
    assert json.loads(show("story/five-questions", "--json").stdout)["generated"] is True


def test_a_name_of_neither_an_entity_nor_a_story_is_refused() -> None:
    refused = show("five-questions/9")
    assert refused.exit_code == 2
    assert "There is no entity 'five-questions/9'." in refused.stderr


def test_a_named_question_is_shown_with_its_options() -> None:
    shown = " ".join(show("who-affirms").stdout.split())
    assert shown.startswith("Who affirms a claim, and why? [who-affirms] · question")
    assert "--claim" in shown
    assert f"opendebate -d {TOWN} query who-affirms" in shown
    assert json.loads(show("who-affirms", "--json").stdout)["id"] == "who-affirms"


def test_the_debate_is_shown_by_its_iri_under_its_title() -> None:
    shown = show("https://example.org/flood-maps/").stdout
    assert shown.startswith("The flood maps of Averley")


def test_a_source_names_its_ends_and_what_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = CliRunner().invoke(cli, ["show", "why-meta-opened-up"]).stdout
    assert "├─ first words: Last week, Meta" in text
    assert "what is said in it" in text
    assert "what is said about it" not in text

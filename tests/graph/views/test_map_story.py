"""The story that a map tells by itself, and the one of the built-in debate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import opendebate
from bakery import write_bakery
from harbour import write_harbour
from opendebate.debate import Debate
from opendebate.views.explorer import ExplorerView
from opendebate.views.map.map_model import debate_map
from opendebate.views.map.map_story import map_story, stories_of

BUILT_IN_STEPS = (8, 10)


def data_of(debate: Debate) -> dict[str, object]:
    view = debate.view()
    assert isinstance(view, ExplorerView)
    return view.data


def test_five_steps_name_the_camps_and_a_clash(town: Path) -> None:
    (story,) = opendebate.load(town).stories()
    assert story.generated
    assert [(step.state, step.text) for step in story.steps] == [
        ("#/", "The question: Should the town publish its detailed flood maps?"),
        ("#/?camp=for",
         "Of the named voices, only for it: Marta Oyelaran, Osei Brandt and "
         "Rosa and Emil Tanager."),
        ("#/?camp=against",
         "Of the named voices, only against it: Ines Hartwig, Mill Lane Residents and Piet "
         "Vanderlinden. 2 voices without a name are only against it, too."),
        ("#/?camp=middle", "Of the named voices, on both sides: nobody."),
        ("#/?pin=claim%2Fpublish",
         "Where they clash: “The detailed flood maps should be put online for all.” "
         "Marta Oyelaran affirms it; The Averley Courier doubts it."),
    ]  # fmt: skip


def test_the_camps_of_the_story_are_those_of_the_map(tmp_path: Path) -> None:
    debate = opendebate.load(write_harbour(tmp_path / "harbour"))
    shown = debate_map(debate.engine)
    (story,) = debate.stories()
    for step, camp in zip(story.steps[1:4], ("for", "against", "both"), strict=True):
        names = [v.name for v in shown.voices if v.camp == camp and not v.former]
        told = re.split(r", | and ", step.text.partition(": ")[2].partition(".")[0])
        assert sorted(told) == sorted(names or ["nobody"])


def test_the_story_names_who_changed_sides_and_counts_voices_without_a_name(tmp_path: Path) -> None:
    (story,) = opendebate.load(write_bakery(tmp_path / "bakery")).stories()
    assert [step.text for step in story.steps[1:3]] == [
        "Of the named voices, only for it: Ida Frost, Lea Marsh and Town Hall. "
        "Tom Quill was against it first, and for it later.",
        "Of the named voices, only against it: Traders' Guild. "
        "1 voice without a name is only against it, too.",
    ]


def test_only_another_voice_clashes_with_a_claim(tmp_path: Path) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate: {title: T, question: Should it?, iri: 'https://example.org/x/'}\n"
    )
    (tmp_path / "actors.yaml").write_text("ann: {name: Ann, kind: person}\n")
    (tmp_path / "claims.yaml").write_text("yes: {text: It should., kind: normative, side: for}\n")
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.yaml").write_text(
        "source: {title: S, kind: news-article, publisher: ann, published: 2024}\n"
        "statements:\n"
        "- {id: a, speaker: ann, mode: verbatim, claim: yes, at: {from: a b, to: c d}}\n"
        "- {id: b, speaker: ann, mode: verbatim, claim: yes, stance: doubts,"
        " at: {from: e f, to: g h}}\n".replace("claim: yes", "claim: 'yes'")
    )
    (sources / "a.yaml").write_text(
        (sources / "a.yaml").read_text().replace("claim: yes", "claim: 'yes'")
    )
    (story,) = opendebate.load(tmp_path).stories()
    assert story.steps[-1].text == "No voice denies or doubts what another voice claims."


def test_a_debate_without_voices_has_no_story(tmp_path: Path) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate: {title: T, question: Should it?, iri: 'https://example.org/x/'}\n"
    )
    debate = opendebate.load(tmp_path)
    assert list(debate.stories()) == []
    assert "stories" not in data_of(debate)


def test_many_and_long_names_are_shortened(tmp_path: Path) -> None:
    debate = opendebate.load(write_harbour(tmp_path / "harbour"))
    shown = debate_map(debate.engine)
    story = map_story("Should " + "it " * 200 + "be?", shown, dict.fromkeys(
        {key for claim in shown.claims for key in (*claim.makers, *(v for v, _ in claim.tokens))},
        "Long " * 60))  # fmt: skip
    assert all(len(step.text) < 700 for step in story.steps)
    assert story.steps[0].text.endswith("…")


def test_the_built_in_story_names_only_who_takes_the_stance(debate: Debate) -> None:
    shown = debate_map(debate.engine)
    (story,) = stories_of(debate.engine, debate.question, shown)
    assert not story.generated
    assert BUILT_IN_STEPS[0] <= len(story.steps) <= BUILT_IN_STEPS[1]
    claims = {claim.key: claim for claim in shown.claims}
    names = {voice.key: voice.name for voice in shown.voices}
    surnames = {key: name.split()[-1] for key, name in names.items()}
    for step in story.steps:
        pinned = step.state.partition("pin=")[2].replace("%2F", "/")
        if pinned not in claims:
            continue
        claim = claims[pinned]
        taking = {*claim.makers, *(voice for voice, _ in claim.tokens)}
        named = {
            key
            for key, surname in surnames.items()
            if re.search(rf"\b{surname}\b", step.text)
            and not re.search(rf"\b{surname}'s\b|{surname} (?:aims|gave)", step.text)
        }
        assert named <= taking, (step.text, named - taking)


def test_the_built_in_story_counts_nothing(debate: Debate) -> None:
    (story,) = debate.stories()
    assert not [step.text for step in story.steps if re.search(r"\b\d+ (claims|voices)", step.text)]


def test_the_page_carries_the_stories(debate: Debate) -> None:
    stories = data_of(debate)["stories"]
    assert stories == [story.to_dict() for story in debate.stories()]


@pytest.mark.parametrize("words", ["</script><script>alert(1)</script>", "<img src=x onerror=1>"])
def test_words_of_a_story_are_no_markup(town: Path, words: str) -> None:
    (town / "stories.yaml").write_text(
        f"x: {{title: '{words}', steps: [{{text: '{words}'}}]}}\n", "utf-8"
    )
    assert words not in opendebate.load(town).view().html()

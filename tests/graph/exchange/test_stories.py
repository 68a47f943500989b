"""Stories go with a debate into other tools' files, and come back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import opendebate
from opendebate.coding.story_records import StoryStep
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import import_debate
from opendebate.rdf.story_graph import page_state, step_of_state

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
STORIES = """\
maps:
  title: "Should they be open?"
  steps:
  - text: One question divides the town.
  - {text: These are for it., camp: for}
  - {text: These speak on both sides., camp: both, coders_reading: true}
  - {text: This is the claim., entity: publish}
  - {text: These are its reasons., view: trace, entity: publish}
  - {text: All in numbers., view: overview}
  - {text: The council doubts., view: table, filters: {stance: doubts, from: 2024-03, to: 2024}}
  - {text: "Safety first.", view: map, filters: {side: for, topic: safety}}
  - {text: What the narrator says., view: overview, filters: {speaker: narrator}}
  - {text: Read it., view: read-along, entity: a-town-and-its-maps}
"""
FILES = {"aif": "town.json", "argdown": "town.argdown", "dna": "town.dna"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(TOWN, tmp_path_factory.mktemp("stories") / "town"))
    (folder / "stories.yaml").write_text(STORIES, "utf-8")
    return folder


@pytest.mark.parametrize("form", FILES)
def test_stories_come_back(form: str, town: Path, tmp_path: Path) -> None:
    before = opendebate.load(town)
    file = tmp_path / FILES[form]
    exported = before.export(form)
    exported.save(file)
    report = import_debate(form, file, tmp_path / "again")
    assert opendebate.load(tmp_path / "again").stories().to_dicts() == before.stories().to_dicts()
    assert not any("tories" in note for note in report.notes)


def test_a_story_that_shows_what_another_tool_has_deleted_is_left_out(
    town: Path, tmp_path: Path
) -> None:
    content = json.loads(opendebate.load(town).export("aif").content)
    content["opendebate"]["stories"]["maps"]["steps"][3]["entity"] = "nothing"
    file = tmp_path / "town.json"
    file.write_text(json.dumps(content), "utf-8")
    report = import_debate("aif", file, tmp_path / "again")
    assert not (tmp_path / "again" / "stories.yaml").exists()
    assert any(note.startswith("Stories are left out: There is no ") for note in report.notes)


def test_tables_say_that_they_leave_stories_out(town: Path) -> None:
    assert opendebate.load(town).export("csv").omissions == (
        "The stories, which lead through the page.",
    )
    assert not opendebate.load(TOWN).export("csv").omissions


def test_a_step_read_from_its_state_shows_the_same(town: Path) -> None:
    coded = read_graph(opendebate.load(town).engine)
    kinds = {"publish": "claim", "safety": "topic", "a-town-and-its-maps": "source"}
    steps = coded.stories["maps"]["steps"]
    states = [page_state(StoryStep.model_validate(step), kinds) for step in steps]
    assert [
        step_of_state(step["text"], state) for step, state in zip(steps, states, strict=True)
    ] == steps
    assert len(set(states)) == len(states)

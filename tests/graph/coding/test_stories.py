"""Stories: what ``stories.yaml`` may say, and the faults that ``check`` finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
import opendebate_ontology
from opendebate.coding.check import read_coding
from opendebate.coding.story_records import StoryFilters, StoryStep
from opendebate.errors import FaultsFound
from opendebate.rdf.build import build

GOOD = """\
maps:
  title: How the maps came to be a dispute
  steps:
  - text: The town asks itself a question.
  - text: Marta Oyelaran wants the maps to be public.
    entity: marta-oyelaran
  - text: This is the claim that the paper doubts.
    entity: publish
    filters: {source: a-town-and-its-maps, to: 2030}
  - text: All claims against it stand in this table.
    view: table
    filters: {side: against}
  - text: This is all that she says.
    view: trace
    entity: marta-oyelaran
  - text: This is the letter.
    view: read-along
    entity: a-letter-on-the-maps
  - text: These voices are against it.
    camp: against
  - text: The coder draws these arguments.
    coders_reading: true
  - text: This is all of it.
    view: overview
"""


def write(folder: Path, text: str) -> None:
    (folder / "stories.yaml").write_text(text, "utf-8")


def faults(folder: Path) -> list[tuple[int, str]]:
    """Return line and message of each fault; all of them are in stories.yaml."""
    with pytest.raises(FaultsFound) as raised:
        read_coding(folder)
    assert {Path(fault.file).name for fault in raised.value.faults} == {"stories.yaml"}
    return [(fault.line, fault.message) for fault in raised.value.faults]


def one_step(step: str) -> str:
    return f"maps:\n  title: The maps\n  steps:\n  - {step}\n"


def test_each_step_has_the_address_of_its_state(town: Path) -> None:
    write(town, GOOD)
    (story,) = opendebate.load(town).stories()
    assert (story.id, story.title) == ("maps", "How the maps came to be a dispute")
    assert not story.generated
    assert [step.state for step in story.steps] == [
        "#/",
        "#/?pin=actor%2Fmarta-oyelaran",
        "#/?source=source%2Fa-town-and-its-maps&to=2030-12-31&pin=claim%2Fpublish",
        "#/?side=against&as=table",
        "#/actor/marta-oyelaran",
        "#/read/a-letter-on-the-maps",
        "#/?camp=against",
        "#/?reading=coder",
        "#/overview",
    ]


def test_steps_stay_in_order_beyond_nine(town: Path) -> None:
    steps = "".join(f"  - text: This is step {n}.\n" for n in range(1, 13))
    write(town, f"maps:\n  title: Many\n  steps:\n{steps}")
    (story,) = opendebate.load(town).stories()
    assert [step.text for step in story.steps] == [f"This is step {n}." for n in range(1, 13)]


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("{text: Hers., entity: marta}", "There is no actor, claim, model, policy, topic, event"),
        ("{text: Hers., entity: marta-oyelarn}", "Did you mean marta-oyelaran?"),
        ("{text: ' '}", "text: This must not be empty."),
        ("{entity: publish}", "The key 'text' is missing."),
        ("{text: Hers., pin: publish}", "Unknown key 'pin'."),
        ("{text: Hers., view: mapp}", "'mapp' is no view. Did you mean map?"),
        ("{text: Hers., filters: {sides: for}}", "Unknown key 'sides'. Did you mean side?"),
        ("{text: Hers., filters: {topic: maps}}", "There is no topic 'maps'."),
        ("{text: Hers., filters: {speaker: nobody-here}}", "There is no actor 'nobody-here'."),
        ("{text: Hers., filters: {from: 2024, to: 2023}}", "It ends before it begins"),
        ("{text: Hers., filters: {to: 1900}}", "No statement fits these filters"),
        ("{text: Hers., filters: {side: for, speaker: ines-hartwig}}", "No statement fits"),
        (
            "{text: Hers., entity: safety}",
            "The map shows actors and claims that take a side; 'safety' is",
        ),
        ("{text: Hers., view: table, entity: publish}", "table shows no single entity."),
        ("{text: Hers., view: trace}", "Nothing is traced here. Add entity"),
        ("{text: Hers., view: read-along, entity: publish}", "One reads along in a source."),
        ("{text: Hers., view: table, camp: for}", "table has no camps."),
        ("{text: Hers., view: trace, entity: publish, coders_reading: true}", "trace has no swi"),
        ("{text: Hers., camp: for, entity: publish}", "A step lights a camp or an entity."),
        (f"{{text: {'long ' * 80}}}", "text: This is too long: at most 320 characters."),
    ],
)
def test_a_fault_of_a_step_has_its_line(town: Path, step: str, fault: str) -> None:
    write(town, one_step(step))
    found = faults(town)
    assert [line for line, _ in found] == [4]
    assert fault in found[0][1]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("maps: {title: The maps}", 1, "The key 'steps' is missing. Add it."),
        ("maps: {title: The maps, steps: []}", 1, "steps: Write at least one here."),
        ("maps:\n  steps: [{text: This.}]", 1, "The key 'title' is missing. Add it."),
        ("Maps: {title: The maps, steps: [{text: This.}]}", 1, "'Maps' cannot be an id."),
        (one_step("{text: This.}") * 1 + "  - {text: This.}\n" * 40, 4, "At most 40 are allowed"),
    ],
)
def test_a_fault_of_a_story_has_its_line(town: Path, text: str, line: int, fault: str) -> None:
    write(town, text)
    found = faults(town)
    assert found[0][0] == line
    assert fault in found[0][1]


def test_a_claim_that_takes_no_side_is_not_on_the_map(town: Path) -> None:
    claims = (town / "claims.yaml").read_text("utf-8")
    assert "side: neither" in claims
    neutral = next(name for name, claim in read_coding(town).claims.items()
                   if claim.side == "neither")  # fmt: skip
    write(town, one_step(f"{{text: This., entity: {neutral}}}"))
    ((_, message),) = faults(town)
    assert message.startswith(
        f"The map shows actors and claims that take a side; '{neutral}' takes"
    )


def test_a_story_may_have_the_name_of_an_entity(town: Path) -> None:
    write(town, one_step("{text: This.}").replace("maps:", "publish:"))
    assert [story.id for story in opendebate.load(town).stories()] == ["publish"]
    assert opendebate.load(town).show("publish").entity.kind == "claim"


def test_stories_have_a_graph_only_where_there_are_any(town: Path) -> None:
    graphs = {graph.iri.value for graph in build(town).graphs}
    write(town, GOOD)
    more = {graph.iri.value for graph in build(town).graphs} - graphs
    assert [iri.rpartition("/")[2] for iri in more] == ["stories"]


def test_a_misspelt_file_of_stories_is_a_fault(town: Path) -> None:
    (town / "story.yaml").write_text(GOOD, "utf-8")
    with pytest.raises(FaultsFound, match=r"Did you mean stories\.yaml"):
        read_coding(town)


def test_the_example_of_the_codebook_has_no_fault(town: Path) -> None:
    codebook = opendebate_ontology.path("debate", "CODEBOOK.md").read_text("utf-8")
    write(town, codebook.partition("## 13. Stories")[2].split("```")[1].removeprefix("yaml\n"))
    assert list(read_coding(town).stories) == ["who-wants-it"]


def test_the_codebook_explains_each_key() -> None:
    told = opendebate_ontology.path("debate", "CODEBOOK.md").read_text("utf-8")
    part = told.partition("## 13. Stories")[2]
    keys = [field.alias or name for model in (StoryStep, StoryFilters)
            for name, field in model.model_fields.items()]  # fmt: skip
    assert [key for key in keys if f"`{key}`" not in part] == []

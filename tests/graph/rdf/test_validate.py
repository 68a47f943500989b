"""Faults of the graph are told by the coder's own lines."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from edits import change
from opendebate.coding.check import read_coding
from opendebate.errors import FaultsFound
from opendebate.rdf.build import build, check_debate
from opendebate.rdf.validate import RecordLocator

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
BASE = "https://example.org/flood-maps/"


def test_a_sound_debate_has_no_faults() -> None:
    assert check_debate(TOWN)[1] == []


def test_a_fault_that_only_the_shapes_see_has_the_line_it_comes_from(town: Path) -> None:
    change(town, "policies", "issuer: [tanagers]", "issuer: [sceptics]")
    with pytest.raises(FaultsFound) as raised:
        build(town)
    (fault,) = raised.value.faults
    lines = (town / "actors.yaml").read_text("utf-8").splitlines()
    assert Path(fault.file) == town / "actors.yaml"
    assert lines[fault.line - 1] == "sceptics:"
    assert fault.message.startswith("A hypothetical group cannot act")
    assert BASE not in str(fault)


def test_a_link_over_plain_http_is_a_warning_that_quotes_it(town: Path) -> None:
    change(town, "context", 'url: "https', 'url: "http')
    (fault,) = check_debate(town)[1]
    assert fault.severity == "warning"
    assert Path(fault.file) == town / "context.yaml"
    assert "It is 'http://example.org/minutes'." in fault.message
    assert build(town).warnings == (fault,), "warnings stop no build"


@pytest.mark.parametrize(
    ("iri", "file", "line"),
    [
        ("actor/averley", "actors.yaml", "averley:"),
        ("actor/marta-oyelaran/membership/1", "actors.yaml", "marta-oyelaran:"),
        ("claim/publish", "claims.yaml", "publish:"),
        ("argument/prices-fall/attacks/publish", "claims.yaml", "  attacks: [publish]"),
        ("context/sallow-year/reference", "context.yaml", "sallow-year:"),
        ("source/a-letter-on-the-maps", "sources/a-letter-on-the-maps.yaml", "source:"),
        (
            "source/a-town-and-its-maps/oyelaran-right/passage/1/selector",
            "sources/a-town-and-its-maps.yaml",
            "- id: oyelaran-right",
        ),
        ("question", "debate.yaml", "debate:"),
        ("", "debate.yaml", "debate:"),
    ],
)
def test_every_thing_of_the_graph_leads_back_to_its_lines(iri: str, file: str, line: str) -> None:
    fault = RecordLocator(read_coding(TOWN)).fault(BASE + iri, "Something.", "error")
    assert Path(fault.file).resolve() == (TOWN / file).resolve()
    assert (TOWN / file).read_text("utf-8").splitlines()[fault.line - 1] == line


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (BASE + "actor/averley", "averley"),
        ("https://w3id.org/opendebate/ontology#Affirms", "Affirms"),
        ("http://example.org/minutes", "http://example.org/minutes"),
        ("a text / with # signs", "a text / with # signs"),
    ],
)
def test_values_are_told_as_a_coder_would_write_them(value: str, told: str) -> None:
    assert RecordLocator(read_coding(TOWN)).as_written(value) == told


def test_what_check_takes_for_three_words_the_shapes_take_too(town: Path) -> None:
    path = town / "sources" / "a-letter-on-the-maps.yaml"
    text = path.read_text("utf-8").replace('"Our cousin, who"', '"Our - cousin, who"')
    path.write_text(text, "utf-8")
    assert opendebate.load(town).title

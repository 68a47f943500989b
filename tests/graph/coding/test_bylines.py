"""Bylines in the shapes of many newspapers name their authors, and nobody else."""

from __future__ import annotations

import pytest

from opendebate.coding.bylines import byline_authors
from opendebate.coding.proposed_source import of_html, of_properties, of_text
from opendebate.coding.text import Text

ADA, BOTH = ["Ada Brook"], ["Ada Brook", "Kim Li"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Brook", ADA),
        ("by: Ada Brook", ADA),
        ("By Ada Brook and Kim Li, Staff Writers", BOTH),
        ("By Ada Brook, Staff Writer, and Kim Li, Courier Staff", BOTH),
        ("By Ada Brook, Kim Li, and Jo Ode", [*BOTH, "Jo Ode"]),
        ("By Ada Brook, Kim Li, Open Maps Foundation", BOTH),
        ("BY ADA BROOK AND KIM LI", BOTH),
        ("By JEAN-LUC O'BRIEN and J.K. LI", ["Jean-Luc O'Brien", "J.K. Li"]),
        ("By Ada Brook & Kim Li", BOTH),
        ("Von Ada Brook/Kim Li", BOTH),
        ("By Ada Brook with Kim Li", BOTH),
        ("By Ada Brook for The Courier", ADA),
        ("By Ada Brook of the Associated Press", ADA),
        ("By Ada Brook in Averley and Kim Li in New York", BOTH),
        ("By Ada Brook, New York", ADA),
        ("Von Ada Brook, Berlin", ADA),
        ("By Ada Brook, The Courier", ADA),
        ("By Ada Brook, Averley Courier", ADA),
        ("By Ada Brook - The Courier", ADA),
        ("By Ada Brook, technology correspondent", ADA),
        ("By Ada Brook, professor of law at Averley University", ADA),
        ("By Ada Brook, Director, Open Maps", ADA),
        ("By Dr. Ada Brook and Prof. Kim Li", BOTH),
        ("By Ada Brook, M.D., and Kim Li, PhD", BOTH),
        ("By Ada Brook, Jr., and Kim Li", ["Ada Brook Jr", "Kim Li"]),
        ("By Ludwig van Ode and Simone de Brook", ["Ludwig van Ode", "Simone de Brook"]),
        ("Von Ada Brook und Kim Li", BOTH),
        ("Ein Kommentar von Ada Brook", ADA),
        ("Par Ada Brook et Kim Li (avec AFP)", BOTH),
        ("Propos recueillis par Ada Brook", ADA),
        ("Por Ada Brook y Kim Li", BOTH),
        ("Por Ada Brook en Nueva York", ADA),
        ("Door Ada Brook en Kim Li", BOTH),
        ("Analysis by Ada Brook", ADA),
        ("Words by Ada Brook, pictures by Kim Li", ADA),
        ("Text: Ada Brook", ADA),
        ("By Ada Brook with reporting by Kim Li", ADA),
        ("By Ada Brook; additional reporting by Kim Li", ADA),
        ("By Ada Brook. Photographs by Kim Li", ADA),
        ("By Ada Brook and agencies", ADA),
        ("By Ada Brook Staff Writer", ADA),
        ("By Ada Brook and Kim Li Staff Writers", BOTH),
        ("By ADA BROOK Chief Political Correspondent", ADA),
        ("By Ada Brook Technology Reporter, Averley News", ADA),
        ("By Ada Brook Special to The Courier", ADA),
        ("By Ada Brook Associated Press", ADA),
        ("By Ada Brook Transport Reporter", []),  # or Ada Brook Transport?
        ("By Ada Brook as told to Kim Li", ADA),
        ("By Ada Brook, ada@courier.example", ADA),
        ("By Ada Brook Updated March 12, 2024", ADA),
        ("By The Editorial Board", ["The Editorial Board"]),
        ("Photographs by Kim Li", []),
        ("Additional reporting by Ada Brook and Kim Li", []),
        ("Reporting by Ada Brook; Editing by Kim Li", []),
        ("By Staff Writer", []),
        ("By a staff reporter", []),
        ("By the river", None),
        ("By Hook or by Crook", None),
        ("Von der Freiheit", None),
        ("Pictures from an exhibition", None),
        ("Ada Brook writes", None),
    ],
)
def test_a_byline_names_its_authors(line: str, authors: list[str] | None) -> None:
    assert byline_authors(line) == authors


BODY = "Maps help everybody in the town, and nobody has to pay for them, says Ada Brook."


@pytest.mark.parametrize(
    ("head", "proposed"),
    [
        ("By Land and Sea\nBy Madonna | The Courier",
         {"title": "By Land and Sea", "authors": ["Madonna"]}),
        ("On maps\nBy Ada Brook, March 12, 2024",
         {"title": "On maps", "authors": ADA, "published": "2024-03-12"}),
        ("On maps\nBy Ada Brook, Ph.D.\nMarch 12, 2024",
         {"title": "On maps", "authors": ADA, "published": "2024-03-12"}),
        ("Photographs by Kim Li\nOn maps\nBy Ada Brook", {"title": "On maps", "authors": ADA}),
        ("Pictures from an exhibition\nBy Staff Writer", {"title": "Pictures from an exhibition"}),
    ],
)  # fmt: skip
def test_bylines_stand_beside_titles_and_dates(head: str, proposed: dict[str, object]) -> None:
    assert of_text(Text.of("\n\n".join([*head.splitlines(), BODY]))) == proposed


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("By Ada Brook, Staff Writer", ADA),
        ("Ada Brook and Kim Li", BOTH),
        ("Ada Brook, Kim Li", BOTH),
        ("Brook, Ada", ["Brook, Ada"]),
        ("Brook, Ada; Li, Kim", None),
        ("Research and Development Team", ["Research and Development Team"]),
    ],
)
def test_one_value_may_name_several_authors(value: str, authors: list[str] | None) -> None:
    page = of_html(f'<meta name="author" content="{value}">')
    assert page["authors"] == (authors or [value])
    assert of_properties({"author": value})["authors"] == (authors or ["Brook, Ada", "Li, Kim"])

"""The documents that are made from the code are up to date, and name what is there."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from opendebate_docs.closed import close_pages
from opendebate_docs.commands import command_readme
from opendebate_docs.diagrams import drawing, with_drawings

ROOT = Path(__file__).parents[1]
BELOW = ("", "graph/opendebate", "ontology/opendebate_ontology", "cli/opendebate_cli", "notebooks")


def test_the_help_of_every_command_is_up_to_date() -> None:
    written = (ROOT / "cli/README.md").read_text(encoding="utf-8")
    assert written == command_readme(), "run: python .site/opendebate_docs commands"


def test_the_architecture_names_files_that_are_there() -> None:
    text = (ROOT / "graph/ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w./]+(?:\.(?:py|js|ttl)|/))`", text)
    assert len(named) > 20
    assert [path for path in named if not any((ROOT / top / path).exists() for top in BELOW)] == []


def test_a_link_of_a_document_leads_to_a_file() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/*.md"), *ROOT.glob(".github/*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!\w+:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_a_flowchart_becomes_a_picture_with_its_arrows_in_words() -> None:
    picture = drawing("flowchart TD\n  a[coding files] --> b\n  b -->|with words| c[(a < b)]\n")
    assert picture.count("<rect") == 3
    assert "<title>coding files to b; b to a &lt; b</title>" in picture
    assert ">with words</text>" in picture


@pytest.mark.parametrize("document", ["graph/ARCHITECTURE.md", "ontology/README.md"])
def test_no_box_or_label_of_a_picture_stands_over_another(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    (flowchart,) = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    picture = drawing(flowchart)
    rectangle = r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
    boxes = [tuple(map(float, found)) for found in re.findall(rectangle, picture)]
    label = r'<text class="label" x="([\d.]+)" y="([\d.]+)">([^<]*)<'
    for x, y, words in re.findall(label, picture):
        width = 6.6 * len(words)
        boxes.append((float(x) - width / 2, float(y) - 12, width, 14.0))
    assert len(boxes) > 15
    for (x, y, width, height), (x2, y2, width2, height2) in combinations(boxes, 2):
        assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y


@pytest.mark.parametrize(
    ("lines", "complaint"), [("  a --> b\n  b --> a", "cycle"), ("  subgraph x", "not an arrow")]
)
def test_a_flowchart_that_cannot_be_drawn_is_refused(lines: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        drawing(f"flowchart TD\n{lines}\n")


def test_only_flowcharts_are_drawn() -> None:
    page = "```mermaid\nclassDiagram\n```\n"
    assert with_drawings(page) == page


def test_a_page_with_a_script_from_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    page = tmp_path / "page.html"
    page.write_text('<head></head><script src="https://example.org/a.js"></script>')
    with pytest.raises(RuntimeError, match="from elsewhere"):
        close_pages(tmp_path)
    page.write_text("<head></head><script>1</script>")
    close_pages(tmp_path)
    assert "default-src &#x27;none&#x27;" in page.read_text()

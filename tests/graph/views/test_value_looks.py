"""Nodes of a network's page by an attribute of the study: a colour and a shape for each value."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import opendebate
from harbour import write_harbour
from opendebate.errors import UsageError
from opendebate_cli.main import cli


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_harbour(tmp_path_factory.mktemp("looks") / "harbour")


def network(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "network", *line])


def drawn(page: str) -> dict[str, tuple[str, str]]:
    """Return shape and colour of each node of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return {node["name"]: (node["shape"], node["color"]) for node in data["nodes"]}


def legend(page: str) -> str:
    return page.partition('aria-label="Symbols"')[2].partition("</ul>")[0]


def test_each_value_has_a_colour_and_a_shape_that_the_legend_names(harbour: Path) -> None:
    done = network(harbour, "affiliation", "--lens", "--colour", "berth", "-o", "-")
    assert done.exit_code == 0, done.stderr
    looks = drawn(done.stdout)
    ann, ben, cleo = looks["Ann"], looks["Ben"], looks["Cleo"]
    assert len({look[0] for look in (ann, cleo)}) == len({look[1] for look in (ann, cleo)}) == 2
    assert ben not in {ann, cleo}
    for words in ("North", "South", "unknown"):
        assert words in legend(done.stdout)
    plain = drawn(network(harbour, "affiliation", "--lens", "-o", "-").stdout)
    claims = {name: look for name, look in looks.items() if name.endswith(".")}
    assert claims
    assert claims.items() <= plain.items(), "claims have no berth, and look as before"


def test_the_pages_of_lenses_are_coloured_too(harbour: Path) -> None:
    page = opendebate.load(harbour).view("actors", colour="berth").html()
    assert "North" in legend(page)
    same = network(harbour, "actors", "--lens", "--colour", "berth", "-o", "-").stdout
    assert drawn(same) == drawn(page)


def test_values_that_are_colours_are_these_colours(tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    actors = folder / "actors.yaml"
    text = actors.read_text("utf-8").replace("North", "#ff9900").replace("South", "#00cc00")
    actors.write_text(text, "utf-8")
    looks = drawn(opendebate.load(folder).view("debate", colour="berth").html())
    assert (looks["Ann"][1], looks["Cleo"][1]) == ("#ff9900", "#00cc00")


def test_what_cannot_colour_is_refused(harbour: Path) -> None:
    unknown = network(harbour, "actors", "--lens", "--colour", "birth", "-o", "-")
    assert unknown.exit_code == 2
    assert "Did you mean berth?" in unknown.stderr
    nobody = network(harbour, "arguments", "--lens", "--colour", "berth", "-o", "-")
    assert "No node of this network has a value of" in nobody.stderr
    alone = network(harbour, "actors", "--colour", "berth")
    assert "--colour has no effect without --lens" in alone.stderr
    with pytest.raises(UsageError, match="colour has no effect without a lens"):
        opendebate.load(harbour).view(colour="berth")

"""A network as a matrix, as Discourse Network Analyzer writes it, for R and spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from opendebate.errors import UsageError
from opendebate.exchange.tables.matrix import write_matrix
from opendebate_cli.main import cli

DATA = Path(__file__).parents[2] / "data"
SAMPLE = Path(__file__).parents[4] / "shared" / "data" / "dna" / "sample.dna"


def network(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "network", *line])


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def test_an_undirected_network_is_symmetric_and_of_all_nodes(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    done = network(DATA / "flood-maps", "actors", "--ties", "congruence", "-o", str(path))
    assert done.exit_code == 0, done.stderr
    header, *rows = cells(path)
    assert [row[0] for row in rows] == header[1:]
    numbers = [[float(cell) for cell in row[1:]] for row in rows]
    assert numbers == [list(column) for column in zip(*numbers, strict=True)]
    assert any(map(any, numbers))


def test_actors_are_rows_and_claims_columns(tmp_path: Path) -> None:
    line = ("affiliation", "--ties", "subtract", "--format", "matrix", "-o", "-")
    header, *rows = csv.reader(network(DATA / "flood-maps", *line).stdout.splitlines())
    assert "Marta Oyelaran" in {row[0] for row in rows}
    assert "Marta Oyelaran" not in header
    assert {cell for row in rows for cell in row[1:]} <= {"-2", "-1", "0", "1", "2", "3"}


def test_ties_of_several_kinds_are_refused_with_what_to_choose(tmp_path: Path) -> None:
    done = network(DATA / "flood-maps", "actors", "-o", str(tmp_path / "m.csv"))
    assert done.exit_code == 2
    assert "of several kinds: congruence, doubt" in done.stderr
    assert "--ties" in done.stderr
    assert not (tmp_path / "m.csv").exists()


def test_two_nodes_of_one_name_are_told_apart_and_formulas_stay_texts() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("x:ann", name="Ann", kind="actor")
    graph.add_node("x:ann-2", name="Ann", kind="actor")
    graph.add_node("x:sum", name="=1+1", kind="claim")
    graph.add_edge("x:ann", "x:sum", relation="subtract", weight=-0.5)
    lines = write_matrix(graph).decode().splitlines()
    assert lines == [",'=1+1", "Ann [x:ann-2],0", "Ann [x:ann],-0.5"]
    graph.add_edge("x:ann-2", "x:sum", relation="ignore")
    with pytest.raises(UsageError, match="ignore, subtract"):
        write_matrix(graph)


def test_the_matrices_are_those_of_dna(tmp_path: Path) -> None:
    """As rDNA gives them for its sample: organisations by concepts, and by organisations."""
    if not SAMPLE.is_file():
        pytest.skip("the sample of DNA is not here; it is never stored with the project")
    folder = tmp_path / "sample"
    assert CliRunner().invoke(cli, ["import", "dna", str(SAMPLE), "-o", str(folder)]).exit_code == 0
    choice = ("--by", "affiliation", "--positions", "all", "--ties", "ignore")
    for name, shape, total in (("affiliation", (7, 6), 40), ("actors", (7, 7), 276)):
        path = tmp_path / f"{name}.csv"
        assert network(folder, name, *choice, "-o", str(path)).exit_code == 0
        header, *rows = cells(path)
        assert (len(rows), len(header) - 1) == shape
        assert sum(float(cell) for row in rows for cell in row[1:]) == total

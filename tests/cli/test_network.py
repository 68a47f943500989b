"""``opendebate network``: ties, measures, files and pictures of discourse networks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

import opendebate
from harbour import write_harbour
from opendebate_cli.main import cli
from opendebate_cli.network import FORMATS, NAMES

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


def network(*line: str, folder: Path | None = None) -> Result:
    where = ["-d", str(folder)] if folder else []
    return CliRunner().invoke(cli, [*where, "network", *line])


def test_ties_are_told_the_strongest_first() -> None:
    done = network("actors")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert "Josh Hawley" in lines[2]
    assert "congruence" in lines[2]
    assert "Mark Zuckerberg" in lines[3]
    assert "conflict" in lines[3]
    assert "12 nodes, 10 ties." in done.stderr


def test_a_table_has_the_strongest_ties_and_says_how_to_get_all() -> None:
    every = json.loads(network("claims", "--json").stdout)
    done = network("claims", "--table")
    numbers = [line.split()[-1] for line in done.stdout.splitlines() if line[-30:].strip()]
    shown = [int(number) for number in numbers if number.isdecimal()]
    assert len(every) > 40
    assert shown == [row["weight"] for row in every[:40]]
    note = " ".join(done.stderr.split())
    assert f"{len(every):,} ties. The table has the 40 strongest; --csv and --json give all" in note


@pytest.mark.parametrize("name", NAMES)
def test_every_network_can_be_told(name: str) -> None:
    done = network(name, "--json", folder=TOWN)
    rows = json.loads(done.stdout)
    assert rows
    assert {"from", "tie", "to", "weight", "statements", "from_iri"} <= rows[0].keys()


@pytest.mark.parametrize("name", ["arguments", "debate"])
def test_arguments_say_whether_speakers_state_them(name: str, tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    rows = json.loads(network(name, "--json", folder=folder).stdout)
    bases = {(row["from"], row["tie"]): row["basis"] for row in rows}
    assert bases["Deeper water brings floods.", "attacks"] == ["analytic", "stated"]
    assert bases.get(("Dredgers are unbearably loud.", "attacks")) == ["analytic"]
    assert bases.get(("Ann", "affirms"), []) == []
    head = network(name, folder=folder).stdout.splitlines()[0]
    assert head.split() == ["from", "tie", "to", "basis", "weight"]
    assert "basis" not in network("actors", folder=folder).stdout


def test_filters_and_methods_are_passed_on() -> None:
    rows = list(csv.DictReader(io.StringIO(
        network("actors", "--ties", "ignore", "--normalisation", "jaccard", "--side", "for",
                "--csv").stdout
    )))  # fmt: skip
    assert {row["tie"] for row in rows} == {"ignore"}
    assert all(0 < float(row["weight"]) <= 2 for row in rows)


def test_measures_tell_their_n_and_refuse_where_it_is_too_small() -> None:
    done = network("affiliation", "--measure", "second-hand", "--json")
    (told,) = json.loads(done.stdout)
    assert told["n"] == 112
    assert "not what people think" in told["note"]
    refused = network("carriers", "--measure", "modularity", folder=TOWN)
    assert refused.exit_code == 1
    assert "modularity is not shown: there are" in refused.stderr
    assert "--anyway" in refused.stderr
    told_anyway = network("carriers", "--measure", "modularity", "--anyway", folder=TOWN)
    assert told_anyway.exit_code == 0
    assert "too few nodes for it to mean anything" in " ".join(told_anyway.stdout.split())


def test_a_network_is_written_for_other_programs(tmp_path: Path) -> None:
    path = tmp_path / "actors.graphml"
    done = network("actors", "-o", str(path))
    assert done.exit_code == 0
    graph = nx.read_graphml(path)
    assert graph.number_of_edges() == 10
    refused = network("actors", "-o", str(tmp_path / "actors.xls"))
    assert refused.exit_code == 2
    assert ".graphml" in refused.stderr


def test_what_is_misspelt_is_told() -> None:
    done = network("actors", "--ties", "congruense")
    assert done.exit_code == 2
    assert "Did you mean congruence" in done.stderr
    assert network("actors", "--measure", "degre").exit_code == 2
    assert "since" in network("actors", "--since", "yesterday").stderr


def test_a_network_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "actors.html"
    done = network("actors", "--lens", "-o", str(path), folder=TOWN)
    assert done.exit_code == 0
    assert "The flood maps of Averley" in path.read_text("utf-8")


def test_a_lens_is_written_with_the_explorer_that_it_leads_to(tmp_path: Path) -> None:
    for name in NAMES:
        output = tmp_path / f"{name}.html"
        done = network(name, "--lens", "-o", str(output), folder=TOWN)
        assert done.exit_code == 0, done.stderr
        assert f"Written: {output}" in done.stderr
        assert "flood-maps.html" in output.read_text("utf-8")
        assert (tmp_path / "flood-maps.html").is_file()


def test_a_lens_never_overwrites_itself_by_its_explorer(tmp_path: Path) -> None:
    output = tmp_path / "flood-maps.html"
    assert network("actors", "--lens", "-o", str(output), folder=TOWN).exit_code == 0
    assert "flood-maps-explorer.html" in output.read_text("utf-8")
    assert (tmp_path / "flood-maps-explorer.html").is_file()


def test_a_lens_without_options_is_the_page_that_says_what_it_shows() -> None:
    page = network("actors", "--lens", "-o", "-", folder=TOWN).stdout
    assert page == opendebate.load(TOWN).view("actors").html()


def test_most_draws_that_many_nodes_and_needs_a_lens() -> None:
    page = network("claims", "--lens", "--most", "3", "-o", "-", folder=TOWN)
    assert page.exit_code == 0
    assert "it shows 3 of " in page.stdout
    refused = network("actors", "--most", "5", folder=TOWN)
    assert refused.exit_code == 2
    assert "--most has no effect without --lens" in refused.stderr


# What each output of a network says of Cleo, who alone speaks of noise.
OUTPUTS = {
    "table": [],
    "csv": ["--csv"],
    "json": ["--json"],
    **{name: ["--format", name, "-o"] for name in FORMATS},
    "matrix": ["--ties", "subtract", "--format", "matrix", "-o"],
    "lens": ["--lens", "-o"],
    "measure": ["--measure", "degree", "--anyway"],
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_filter_applies_to_every_output(output: str, tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")

    def text(name: str, *options: str) -> str:
        path = tmp_path / name
        line = OUTPUTS[output]
        place = [str(path)] if line[-1:] == ["-o"] else []
        done = network("affiliation", *line, *place, *options, folder=folder)
        assert done.exit_code == 0, done.stderr
        if path.is_dir():
            return (path / "edges.csv").read_text("utf-8") + (path / "nodes.csv").read_text("utf-8")
        return path.read_text("utf-8") if place else done.stdout

    assert "Cleo" in text("all")
    assert "Cleo" not in text("some", "--exclude", "cleo")


def test_without_a_name_the_file_takes_those_of_debate_and_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, path in (("gexf", "flood-maps-actors.gexf"), ("csv", "flood-maps-actors-csv")):
        done = network("actors", "--format", name, folder=TOWN)
        assert done.exit_code == 0
        assert f"Written: {path}" in done.stderr
        assert (tmp_path / path).exists()


def test_the_help_names_every_measure() -> None:
    from opendebate.networks.measures import MEASURES

    measures = network("--help").stdout.split("--measure NAME")[1].split("--")[0]
    assert {
        name.strip(" .\n") for name in " ".join(measures.split()).split(": ")[1].split(",")
    } == {*MEASURES}

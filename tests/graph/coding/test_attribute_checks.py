"""The study's own attributes: declared once, checked, in RDF, shown, in networks and back."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal

import opendebate
from opendebate.coding.check import read_coding, read_with_faults
from opendebate.errors import InputError, UsageError
from opendebate.exchange.folder import write_folder
from opendebate.exchange.formats import format_of
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.spreadsheet.plan import Plan
from opendebate.networks.attributes import with_attributes
from opendebate.rdf.namespaces import term
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
DECLARED = """
  attributes:
    chamber: {label: Chamber, of: actor, type: code}
    born: {label: Year of birth, of: actor, type: number}
    salience: {label: Salience, of: [claim, statement], type: number}
    archived: {label: Archived on, of: source, type: date}
"""


def town(folder: Path, actor: str = "", declared: str = DECLARED) -> Path:
    """Write a small town's debate whose only actor has the attributes that are given."""
    shutil.copytree(TOWN, folder)
    main = folder / "debate.yaml"
    main.write_text(main.read_text("utf-8").rstrip() + declared, "utf-8")
    with (folder / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nzoe: {{name: Zoe Zell, kind: person, attributes: {{{actor}}}}}\n")
    return folder


@pytest.mark.parametrize(
    ("actor", "message"),
    [
        ("chamber: Lower, born: 1960", ""),
        ("chamber: 12, born: -0.5", ""),
        ("chambre: Lower", "declares no attribute 'chambre'. Did you mean chamber"),
        ("born: long ago", "'long ago' is no number"),
        ("salience: 3", "is one of claim, statement, not of actor"),
        ("archived: 2024-01-31", "is one of source, not of actor"),
    ],
)
def test_a_value_is_declared_and_of_its_type(actor: str, message: str, tmp_path: Path) -> None:
    _, faults = read_with_faults(town(tmp_path / "town", actor))
    errors = [fault for fault in faults if fault.severity == "error"]
    assert [message in fault.message for fault in errors] == [True] * bool(message)
    if errors:
        last = len((tmp_path / "town" / "actors.yaml").read_text("utf-8").splitlines())
        assert (Path(errors[0].file).name, errors[0].line) == ("actors.yaml", last)


@pytest.mark.parametrize(
    "declared",
    [
        "\n  attributes: {Chamber: {label: Chamber, of: actor}}\n",
        "\n  attributes: {chamber: {label: Chamber, of: topic}}\n",
        "\n  attributes: {chamber: {label: Chamber, of: []}}\n",
        "\n  attributes: {chamber: {label: Chamber, of: actor, type: colour}}\n",
        "\n  attributes: {chamber: {of: actor}}\n",
        "\n  attributes: {chamber: {label: Chamber, of: actor, colour: red}}\n",
        "\n  attributes: [chamber]\n",
    ],
)
def test_a_wrong_declaration_is_a_fault_of_its_file(declared: str, tmp_path: Path) -> None:
    _, faults = read_with_faults(town(tmp_path / "town", "", declared))
    assert {Path(fault.file).name for fault in faults if fault.severity == "error"} == {
        "debate.yaml"
    }


TABLE = """date,person,concept,agree,chamber,born,session,weight,area
2024-01-31,Ann,Rain.,1,Lower,1960,2024-01-01,2,weather
2024-02-01,Bo,Rain.,0,Upper,,2024-01-01,0.5,weather
2024-02-01,Bo,Mud.,1,Upper,,2024-01-01,,ground
"""
COLUMNS = ("actor:chamber", "actor:Born", "document:session", "statement:weight", "claim:area")


def imported(tmp_path: Path) -> Path:
    (tmp_path / "rain.csv").write_text(TABLE, "utf-8")
    draft = read_coded_debate("table", tmp_path / "rain.csv", {"plan": Plan(attributes=COLUMNS)})
    write_folder(draft, tmp_path / "rain")
    return tmp_path / "rain"


def test_further_columns_of_a_table_become_attributes(tmp_path: Path) -> None:
    coding = read_coding(imported(tmp_path))
    types = {name: (one.of, one.type) for name, one in coding.debate.attributes.items()}
    assert types == {
        "chamber": (("actor",), "code"),
        "born": (("actor",), "number"),
        "session": (("source",), "date"),
        "weight": (("statement",), "number"),
        "area": (("claim",), "code"),
    }
    assert coding.actors["ann"].attributes == {"chamber": "Lower", "born": "1960"}
    assert coding.claims["mud"].attributes == {"area": "ground"}
    assert coding.sources["rain-2"].source.attributes == {"session": "2024-01-01"}
    weights = [one.attributes.get("weight") for one in coding.sources["rain-2"].statements]
    assert weights == ["2", "0.5", None]


def test_an_attribute_is_a_property_with_label_and_domain(tmp_path: Path) -> None:
    debate = opendebate.load(imported(tmp_path))
    rows = debate.engine.select(
        """SELECT ?label ?type ?value {
             ?property a od:Attribute ; rdfs:label ?label ; od:attributeType ?type ;
                       rdfs:domain od:Actor .
             ?actor ?property ?value } ORDER BY ?label ?value"""
    )
    found = [tuple(row[name].value for name in ("label", "type", "value")) for row in rows]
    assert found == [("born", "number", "1960"), ("chamber", "code", "Lower"),
                     ("chamber", "code", "Upper")]  # fmt: skip
    born = debate.iris("attribute", "born")
    (quad,) = [quad for quad in debate.engine.quads() if quad.predicate == born]
    assert quad.object == Literal("1960", datatype=term("xsd:decimal"))


def test_attributes_are_shown_and_stand_in_networks(tmp_path: Path) -> None:
    debate = opendebate.load(imported(tmp_path))
    assert "chamber: Lower" in str(debate.show("ann"))
    graph = with_attributes(debate.engine, nx.Graph(debate.network("actors")))
    node = graph.nodes[debate.iris("actor", "ann").value]
    assert (node["chamber"], node["born"]) == ("Lower", 1960.0)


def test_attributes_come_back_from_the_graph(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    draft = read_graph(opendebate.load(folder).engine)
    draft.debate["attributes"] = dict(draft.debate["attributes"])
    write_folder(draft, tmp_path / "again")
    one, two = read_coding(folder), read_coding(tmp_path / "again")
    assert one.debate.attributes == two.debate.attributes
    assert (one.actors, one.claims) == (two.actors, two.claims)
    for slug, file in one.sources.items():
        assert file.source.attributes == two.sources[slug].source.attributes
        assert {each.id: each.attributes for each in file.statements} == {
            each.id: each.attributes for each in two.sources[slug].statements
        }


def test_attributes_are_columns_of_the_tables(tmp_path: Path) -> None:
    from opendebate.exchange.tables import write_tables

    tables = write_tables(read_graph(opendebate.load(imported(tmp_path)).engine))
    head = tables["actors.csv"].decode().splitlines()[0]
    assert head.endswith("attributes.born,attributes.chamber")
    assert "chamber,chamber,actor,code" in tables["attributes.csv"].decode()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (["chamber=Lower"], {"Ann"}),
        (["Chamber=lower"], {"Ann"}),
        (["chamber=Lower", "chamber=Upper"], {"Ann", "Bo"}),
        (["chamber=Lower", "area=ground"], set()),
        (["area=ground"], {"Bo"}),
        (["weight=2.0"], {"Ann"}),
        ("session=2024-01-01", {"Ann", "Bo"}),
    ],
)
def test_networks_are_filtered_by_attributes(
    where: list[str], expected: set[str], tmp_path: Path
) -> None:
    debate = opendebate.load(imported(tmp_path))
    graph = debate.network("affiliation", where=where)
    assert {node["name"] for _, node in graph.nodes(data=True) if node["kind"] != "claim"} == (
        expected
    )


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("chambre=Lower", "There is no attribute 'chambre'. Did you mean chamber"),
        ("chamber=Lowr", "Nothing has chamber=Lowr. Did you mean Lower"),
        ("chamber", "does not say which value"),
    ],
)
def test_a_filter_that_fits_nothing_is_an_error(where: str, message: str, tmp_path: Path) -> None:
    debate = opendebate.load(imported(tmp_path))
    with pytest.raises(UsageError, match=re.escape(message)):
        debate.network("actors", where=where)


@pytest.mark.parametrize("form", ["aif", "argdown", "dna"])
def test_attributes_come_back_from_other_tools_files(form: str, tmp_path: Path) -> None:
    draft = read_graph(opendebate.load(imported(tmp_path)).engine)
    path = tmp_path / f"rain.{form}"
    path.write_bytes(format_of(form, to="write").load().write(draft, {}))
    again = read_coded_debate(form, path)
    assert again.debate["attributes"] == draft.debate["attributes"]
    assert again.actors["ann"]["attributes"] == {"chamber": "Lower", "born": "1960"}
    assert again.claims["mud"]["attributes"] == {"area": "ground"}
    (source,) = again.sources.values()
    assert source["source"]["attributes"] == {"session": "2024-01-01"}
    assert [one.get("attributes") for one in source["statements"]] == [
        {"weight": "2"}, {"weight": "0.5"}, None,
    ]  # fmt: skip


def test_attributes_that_no_debate_declares_are_left_out_of_an_import(tmp_path: Path) -> None:
    path = tmp_path / "rain.json"

    def write(attributes: object) -> None:
        ours = {"attributes": attributes}
        node = {"nodeID": "1", "type": "I", "text": "Rain.", "opendebate": ours}
        path.write_text(json.dumps({"nodes": [node], "edges": [], "locutions": []}), "utf-8")

    write({"area": "weather"})
    draft = read_coded_debate("aif", path)
    assert "attributes" not in draft.claims["rain"]
    assert any("not declared" in note for note in draft.report)
    write(["weather"])
    with pytest.raises(InputError, match="attributes"):
        read_coded_debate("aif", path)


def test_a_database_of_dna_shows_the_attributes_by_their_labels(tmp_path: Path) -> None:
    draft = read_graph(opendebate.load(imported(tmp_path)).engine)
    path = tmp_path / "rain.dna"
    path.write_bytes(format_of("dna", to="write").load().write(draft, {}))
    with closing(sqlite3.connect(path)) as made:
        rows = made.execute(
            """SELECT Value, AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES
           JOIN ENTITIES ON ENTITIES.ID = EntityId
           JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.ID = AttributeVariableId
           WHERE AttributeVariable IN ('chamber', 'area') AND AttributeValue != ''"""
        ).fetchall()
    assert {("Ann", "chamber", "Lower"), ("Mud.", "area", "ground")} <= {*rows}


def run(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), *line])


def test_lists_have_a_column_for_each_attribute_and_are_filtered_by_them(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    rows = json.loads(run(folder, "list", "actors", "--json").stdout)
    assert [(row["id"], row["born"], row["chamber"]) for row in rows] == [
        ("ann", 1960, "Lower"), ("bo", None, "Upper"),
    ]  # fmt: skip
    rows = json.loads(run(folder, "list", "actors", "--where", "chamber=upper", "--json").stdout)
    assert [row["id"] for row in rows] == ["bo"]
    rows = json.loads(run(folder, "list", "statements", "--where", "chamber=Upper",
                          "--where", "area=ground", "--json").stdout)  # fmt: skip
    assert [(row["speakers"], row["claim"], row["weight"]) for row in rows] == [
        (["bo"], "mud", None)
    ]
    table = run(folder, "list", "statements", "--where", "weight=0.5").stdout.splitlines()
    assert table[0].split()[-1] == "weight"
    assert table[2].split()[-1] == "0.5"
    debate = opendebate.load(folder)
    assert [one.id for one in debate.statements(["session=2024-01-01"])] == [
        one.id for one in debate.statements()
    ]
    assert debate.entities("claims", ["area=ground"])[0]["id"] == "mud"


def test_rows_of_questions_are_filtered_by_attributes(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    question = ("query", "who-affirms", "--claim", "rain")
    assert "Ann" in run(folder, *question, "--where", "chamber=Lower").stdout
    assert "Ann" not in run(folder, *question, "--where", "chamber=Upper").stdout
    sparql = "SELECT ?actor ?name { ?actor a od:Person ; rdfs:label ?name }"
    done = run(folder, "query", sparql, "--csv", "--where", "born=1960")
    assert done.stdout.splitlines()[1:] == ["https://example.org/rain/actor/ann,Ann"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("list actors --where area=ground", "no attribute 'area' of actors"),
        ("list topics --where chamber=Lower", "where has no effect on topics"),
        ("list queries --where chamber=Lower", "--where has no effect on queries"),
        ("list claims --where area=sea", "Nothing has area=sea"),
        ("query 'ASK { ?a ?b ?c }' --where area=ground", "the answer is no table"),
        ("query 'SELECT (1 AS ?n) {}' --where area=ground", "no column with entities"),
    ],
)
def test_a_filter_without_effect_is_refused(line: str, message: str, tmp_path: Path) -> None:
    done = run(imported(tmp_path), *shlex.split(line))
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr

"""Tables of a debate: read back by their metadata alone, they are the debate."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import opendebate
from article import article_folder, load_article
from invented import write_knots
from opendebate.coding import records
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model, reference_mark
from opendebate.exchange.coded_debate import CodedDebate, Record, new_coded_debate
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.network_files.text import writable
from opendebate.exchange.spreadsheet.plan import Plan
from opendebate.exchange.tables import write_tables
from opendebate.exchange.tables.edges import edges_of
from opendebate.exchange.tables.metadata import GUARD

FLOOD = Path(__file__).parents[2] / "data" / "flood-maps"
TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
WHICH = ["built-in", "flood-maps", "knots-0", "knots-1", "knots-2"]
BRIEF = {
    "statements.csv", "statements_coded.csv", "actors.csv", "claims.csv", "edges.csv",
    "models.csv", "policies.csv", "topics.csv", "events.csv", "sources.csv", "metadata.json",
}  # fmt: skip


def debate_named(which: str, folder: Path) -> CodedDebate:
    if which.startswith("knots"):
        place = write_knots(folder / which, int(which[-1]))
    else:
        place = FLOOD if which == "flood-maps" else article_folder()
    return read_graph(opendebate.load(place).engine)


# A reader of CSVW that knows nothing of opendebate but what the metadata say.


def read_back(files: dict[str, bytes]) -> dict[str, Any]:
    """Return the coding files that tables came from."""
    group = json.loads(files["metadata.json"])
    found: dict[str, Any] = {}
    for table in group["tables"]:
        if not table.get("suppressOutput"):
            for cells in read_cells(files[table["url"]], group["dialect"]):
                put(found, table, cells)
    return found


def read_cells(content: bytes, dialect: dict[str, Any]) -> Iterator[dict[str, str]]:
    text = io.StringIO(content.decode(dialect["encoding"]), newline="")
    yield from csv.DictReader(
        text,
        strict=True,
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        skipinitialspace=dialect["skipInitialSpace"],
    )


def put(found: dict[str, Any], table: dict[str, Any], cells: dict[str, str]) -> None:
    columns = {one["name"]: one for one in table["tableSchema"]["columns"]}
    assert list(cells) == [one["titles"] for one in columns.values()]
    place = table["dc:source"]
    used = set(re.findall(r"\{(\w+)\}", place))
    record: Record = {}
    for name, column in columns.items():
        if name not in used and not column.get("suppressOutput"):
            put_value(record, name.split("."), value_of(cells[name], column))
    file, pointer = re.sub(r"\{(\w+)\}", lambda one: cells[one[1]], place).split("#/")
    at: Any = found.setdefault(file, {})
    *steps, last = pointer.split("/")
    for step in steps:
        at = at.setdefault(step, [] if last == "-" else {})
    if last == "-":
        at.append(without_nothing(record))
    else:
        at[last] = without_nothing(record)


def value_of(cell: str, column: dict[str, Any]) -> Any:
    text = re.sub(r"^'(?='*[=+\-@\t\r])", "", cell) or column.get("default", "")
    if "separator" not in column:
        return of_type(text, column)
    return [of_type(one, column) for one in text.split(column["separator"])] if text else None


def of_type(text: str, column: dict[str, Any]) -> Any:
    datatype = column["datatype"]
    base = datatype if isinstance(datatype, str) else datatype["base"]
    form = None if isinstance(datatype, str) else datatype.get("format")
    assert not (text and form) or re.search(form, text)
    if not text:
        return None
    return {"integer": int, "boolean": "true".__eq__}.get(base, str)(text)  # type: ignore[operator]


def put_value(record: Record, path: list[str], value: Any) -> None:
    """Put a value at a path; a list of them into as many records."""
    first, *rest = path
    if not rest:
        record[first] = value
    elif isinstance(value, list):
        listed = record.setdefault(first, [])
        listed += [{} for _ in range(len(value) - len(listed))]
        for one, inner in zip(listed, value, strict=False):
            put_value(one, rest, inner)
    elif value is not None:
        put_value(record.setdefault(first, {}), rest, value)


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: without_nothing(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one is not None}
    return [without_nothing(one) for one in value] if isinstance(value, list) else value


def coding_of(coded: CodedDebate) -> dict[str, Any]:
    """Return what the coding files of a coded debate say, with what holds where they are silent."""
    debate = {"language": "en", **coded.debate}
    files: dict[str, Any] = {"debate.yaml": {"debate": debate}}
    files |= {f"{name}.yaml": things for name, things in coded.files().items() if things}
    files |= {f"sources/{slug}.yaml": dict(source) for slug, source in coded.sources.items()}
    files = json.loads(json.dumps(files))
    for actor in files.get("actors.yaml", {}).values():
        actor.setdefault("anonymous", False)
        actor.setdefault("hypothetical", False)
    for slug in coded.sources:
        said = files[f"sources/{slug}.yaml"]
        if not said["statements"]:
            del said["statements"]
        for one in said.get("statements", ()):
            one.setdefault("stance", "affirms")
            if one["at"] == "unknown":
                del one["at"]  # empty cells say so
    return files


@pytest.mark.parametrize("which", WHICH)
def test_tables_read_back_by_their_metadata_are_the_debate(which: str, tmp_path: Path) -> None:
    coded = debate_named(which, tmp_path)
    assert read_back(write_tables(coded)) == coding_of(coded)


def test_coders_have_a_table_and_come_back(tmp_path: Path) -> None:
    coded = debate_named("flood-maps", tmp_path)
    coded.debate["coders"] = {
        "ada": {"name": "Moss, Ada", "orcid": "0000-0002-1825-0097"}, "ben": {"name": "Reed, Ben"},
    }  # fmt: skip
    tables = write_tables(coded)
    assert tables["coders.csv"].decode().splitlines() == [
        "id,name,orcid", 'ada,"Moss, Ada",0000-0002-1825-0097', 'ben,"Reed, Ben",',
    ]  # fmt: skip
    assert read_back(tables) == coding_of(coded)


@pytest.mark.parametrize("which", WHICH)
def test_every_reference_of_the_records_is_a_relation_and_nothing_else(
    which: str, tmp_path: Path
) -> None:
    coded = debate_named(which, tmp_path)
    wanted: Counter[tuple[str, str]] = Counter()
    for file, (_, model) in KINDS.items():
        for record in coded.files()[file].values():
            wanted.update(references(model, record))
    for source in cast(Any, coded.sources).values():
        wanted.update(references(records.Source, source["source"]))
        for one in source["statements"]:
            wanted.update(references(records.Statement, one))
    for fact in coded.context.values():
        wanted.update(("departs_from", one) for one in fact.get("departs_from", ()))
    found: Counter[tuple[str, str]] = Counter()
    for edge in edges_of(coded):
        named = edge["from"] if edge["kind"] == "because" else edge["to"]
        short = edge["kind"] == "replies_to"
        found[edge["kind"], named.rpartition("/")[2] if short else named] += 1
        if edge["kind"] == "undercuts":
            found["undercuts", edge["premise"]] += 1
    assert found == wanted


def references(model: type[BaseModel], record: Record) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        value = record.get(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        inner = nested_model(field)
        if inner:
            yield from ((key, one) for item in listed for _, one in references(inner, item))
        elif reference_mark(field):
            yield from ((key, one) for one in listed)


def small() -> CodedDebate:
    coded = new_coded_debate("On maps", "Should maps be free?")
    coded.actors = {
        "ann": {"name": "Ann", "kind": "person", "memberships": [
            {"organization": "club", "role": "chair", "from": "2020", "until": "2021"},
            {"organization": "town"}, {"organization": "club", "until": "unknown"}]},
        "club": {"name": "=HYPERLINK(\"x\")", "kind": "group", "other_names": ["@club", "+1; -1"]},
        "town": {"name": "Town", "kind": "organization"},
    }  # fmt: skip
    coded.claims = {
        "free": {"text": "Maps should be free.", "kind": "normative", "side": "for"},
        "cost": {"text": "'tis dear,\r\nsays \"Ann\"", "kind": "causal", "side": "against",
                 "attacks": ["free"], "undercuts": [{"premise": "use", "conclusion": "free"}]},
        "use": {"text": "'=1 Free maps are used.", "kind": "descriptive", "side": "for"},
    }  # fmt: skip
    place = {"paragraph": 2, "from": "maps are", "to": "used", "words": 3, "sha256": "0" * 64}
    more = {"from": "-free", "to": "maps"}
    said = {"id": "s-1", "speaker": ["ann", "town"], "as": "club", "mode": "verbatim",
            "claim": "free", "because": ["use"], "said": "2024-01",
            "at": [more, place, more]}  # fmt: skip
    hat = {"id": "s-3", "speaker": ["ann"], "as": "the aunt of two", "on_behalf_of": "club",
           "mode": "paraphrase", "claim": "use", "at": "unknown"}  # fmt: skip
    then = {"id": "s-2", "mode": "narration", "claim": "use", "replies_to": ["s-1"], "at": [place]}
    source = {"title": "A letter", "kind": "letter", "publisher": "town", "text": {"words": 9}}
    statements = cast(Any, [said, then, hat])
    coded.sources = {"letter": {"source": cast(Any, source), "statements": statements}}
    coded.context = {"x": {"text": "It rained.", "departs_from": ["letter/s-1", "use"],
                           "reference": {"title": "Almanac", "date": "2024"}}}  # fmt: skip
    return coded


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def test_a_small_debate_reads_back_with_lists_of_records_in_order() -> None:
    assert read_back(write_tables(small())) == coding_of(small())


def test_each_table_has_one_row_a_thing_and_those_that_would_be_empty_are_left_out() -> None:
    files = write_tables(small())
    assert [len(rows(files, name)) for name in ("actors.csv", "claims.csv")] == [3, 3]
    assert len(rows(files, "statements_coded.csv")) == 3
    assert set(files) == {
        "debate.csv", "actors.csv", "claims.csv", "context.csv", "sources.csv", "statements.csv",
        "statements_coded.csv",
        "edges.csv", "metadata.json",
    }  # fmt: skip
    listed = {one["url"] for one in json.loads(files["metadata.json"])["tables"]}
    assert listed | {"metadata.json"} == set(files)
    assert b"models.csv" not in files["metadata.json"]


def test_the_built_in_debate_has_every_table() -> None:
    assert set(write_tables(read_graph(load_article().engine))) >= BRIEF


def test_relations_say_their_basis_and_the_statement_that_they_are_told_in() -> None:
    found = rows(write_tables(small()), "edges.csv")
    told = {(one["kind"], one["from"], one["to"], one["basis"], one["statement"]) for one in found}
    assert told >= {
        ("attacks", "cost", "free", "analytic", ""),
        ("undercuts", "cost", "free", "analytic", ""),
        ("because", "use", "free", "stated", "letter/s-1"),
        ("speaker", "letter/s-1", "ann", "", "letter/s-1"),
        ("as", "letter/s-1", "club", "", "letter/s-1"),
        ("on_behalf_of", "letter/s-3", "club", "", "letter/s-3"),
        ("replies_to", "letter/s-2", "letter/s-1", "", "letter/s-2"),
        ("publisher", "letter", "town", "", ""),
        ("departs_from", "x", "letter/s-1", "", ""),
        ("memberships", "ann", "club", "", ""),
    }
    assert "the aunt of two" not in {one["to"] for one in found}, "a hat names nobody"
    member = [one for one in found if one["kind"] == "memberships"]
    assert [(one["role"], one["since"], one["until"]) for one in member] == [
        ("chair", "2020", "2021"), ("", "", ""), ("", "", "unknown"),
    ]  # fmt: skip
    (undercut,) = [one for one in found if one["kind"] == "undercuts"]
    assert undercut["premise"] == "use"
    ends = {(one["kind"], one["from_kind"], one["to_kind"]) for one in found}
    assert ends >= {("because", "claim", "claim"), ("departs_from", "context", "statement")}


def test_a_cell_that_would_run_as_a_formula_has_an_apostrophe_and_the_metadata_say_so() -> None:
    files = write_tables(small())
    club = rows(files, "actors.csv")[1]
    assert club["name"] == '\'=HYPERLINK("x")'
    assert club["other_names"].startswith("'@club")
    assert [one["text"] for one in rows(files, "claims.csv")][1:] == [
        "'tis dear,\r\nsays \"Ann\"", "''=1 Free maps are used.",
    ]  # fmt: skip
    for name in set(files) - {"metadata.json"}:
        for one in rows(files, name):
            assert not any(re.match(r"[=+\-@\t\r]", cell) for cell in one.values())
    group = json.loads(files["metadata.json"])
    assert GUARD in group["dc:description"]
    (actors,) = [one for one in group["tables"] if one["url"] == "actors.csv"]
    noted = {one["name"]: one.get("dc:description", "") for one in actors["tableSchema"]["columns"]}
    assert noted["name"] == "Cells with an apostrophe of the guard: 1."


def test_lists_are_parted_by_what_none_of_their_items_holds() -> None:
    group = json.loads(write_tables(small())["metadata.json"])
    columns = {(table["url"], one["name"]): one for table in group["tables"]
               for one in table["tableSchema"]["columns"]}  # fmt: skip
    assert columns["actors.csv", "other_names"]["separator"] == " | "
    assert columns["statements_coded.csv", "speaker"]["separator"] == "; "
    assert "separator" not in columns["actors.csv", "name"]


def test_files_are_utf_8_with_a_header_and_crlf() -> None:
    for name, content in write_tables(small()).items():
        if name.endswith(".csv"):
            lines = content.decode().split("\r\n")
            assert lines[0].split(",") == list(rows({name: content}, name)[0])
            assert lines[-1] == ""
            assert content.count(b"\n") == content.count(b"\r\n")


def test_the_same_debate_gives_the_same_bytes() -> None:
    assert write_tables(small()) == write_tables(small())


def test_a_debate_of_nothing_but_a_question_is_a_table_too() -> None:
    files = write_tables(new_coded_debate("On maps", "Should maps be free?"))
    assert set(files) == {"debate.csv", "metadata.json"}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(
    writable
) | st.sampled_from(["=1", "'=1", "''-2", "a; b", "a | b", "a\nb; c | d", "\t", "'", '"', ",", ";"])


@given(names=st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_any_texts_read_back_the_same(names: list[list[str]]) -> None:
    coded = new_coded_debate("On maps", "Should maps be free?")
    for n, (name, *others) in enumerate(names):
        members = [{"organization": "a-0", "role": one} for one in others]
        more = {"other_names": others, "memberships": members} if others else {}
        coded.actors[f"a-{n}"] = cast(Any, {"name": name, "kind": "person", **more})
    assert read_back(write_tables(coded)) == coding_of(coded)


def test_characters_that_no_table_can_hold_are_replaced_visibly() -> None:
    coded = new_coded_debate("On maps", "Should maps be free?")
    coded.actors["a"] = {"name": "a\ud800b\x00c", "kind": "person"}
    assert rows(write_tables(coded), "actors.csv")[0]["name"] == "a\ufffdb\ufffdc"


# The metadata, after the W3C's Recommendation.


@pytest.mark.parametrize("which", WHICH)
def test_keys_are_unique_and_foreign_keys_name_rows_that_are_there(
    which: str, tmp_path: Path
) -> None:
    files = write_tables(debate_named(which, tmp_path))
    group = json.loads(files["metadata.json"])
    assert group["@context"][0] == "http://www.w3.org/ns/csvw"
    cells = {table["url"]: rows(files, table["url"]) for table in group["tables"]}
    foreign = 0
    for table in group["tables"]:
        schema, found = table["tableSchema"], cells[table["url"]]
        names = [one["name"] for one in schema["columns"]]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[A-Za-z]\w*(\.\w+)*", name) for name in names)
        if "primaryKey" in schema:
            keys = [one[schema["primaryKey"]] for one in found]
            assert len(set(keys)) == len(keys)
        for column in schema["columns"]:
            if column.get("required"):
                assert all(one[column["name"]] for one in found)
        for key in schema.get("foreignKeys", ()):
            to = key["reference"]
            there = {one[to["columnReference"]] for one in cells[to["resource"]]}
            assert {one[key["columnReference"]] for one in found} <= there
            foreign += 1
    assert foreign >= 2


@pytest.mark.parametrize("which", ["built-in", "flood-maps", "knots-0", "small"])
def test_another_reader_of_csvw_finds_no_fault(which: str, tmp_path: Path) -> None:
    reason = "csvw, which checks CSVW, is not installed (with all it needs, 40 MB)"
    csvw = pytest.importorskip("csvw", reason=reason)
    coded = small() if which == "small" else debate_named(which, tmp_path)
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, content in write_tables(coded).items():
        (folder / name).write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        group = csvw.TableGroup.from_file(folder / "metadata.json")
        for table in group.tables:
            assert len(list(table.iterdicts(strict=True))) > 0
            assert table.check_primary_key()
        assert group.check_referential_integrity()
        assert csvw.CSVW(str(folder / "metadata.json"), validate=True).is_valid


@pytest.mark.parametrize("folder", [article_folder(), TOWN], ids=["built-in", "town"])
def test_who_said_what_is_tidy_and_agrees_with_the_list(folder: Path | None) -> None:
    debate = opendebate.load(folder)
    table = list(csv.DictReader(io.StringIO(
        write_tables(read_graph(debate.engine))["statements.csv"].decode()
    )))  # fmt: skip
    by: dict[str, list[dict[str, str]]] = {}
    for row in table:
        by.setdefault(row["statement"], []).append(row)
    said = [one.to_dict() for one in debate.statements()]
    assert set(by) == {f"{one['source']}/{one['id']}" for one in said}
    for one in said:
        told = by[f"{one['source']}/{one['id']}"]
        assert sorted(row["speaker"] for row in told) == sorted(one["speakers"])
        assert all(row["speaker"] for row in told), "nobody is lost to a groupby"
        for name in set(one) & set(table[0]) - {"via", "because"}:
            expected = "" if one[name] is None else str(one[name])
            assert {row[name] for row in told} == {expected}, name
        for name in ("via", "because"):
            found = {one for row in told for one in row[name].split("; ") if one}
            assert found == set(one[name])


def test_the_tidy_table_has_the_attributes_of_all_that_a_row_names(tmp_path: Path) -> None:
    """What a statement of DNA is asked for: type of organisation, party, section, in one table."""
    statements = tmp_path / "statements.csv"
    statements.write_text(
        "document,person,organisation,concept,party,weight,section,salience\n"
        "One,Ann,Greens,Maps help.,Green,heavy,News,3\nTwo,Bo,,Maps help.,,heavy,Sport,\n"
    )
    chosen = ("actor:party", "claim:weight", "document:section", "statement:salience")
    coded = read_coded_debate("table", statements, {"plan": Plan(attributes=chosen)})
    coded.actors["greens"]["attributes"] = {"party": "All of it"}
    table = list(csv.DictReader(io.StringIO(write_tables(coded)["statements.csv"].decode())))
    names = ("speaker.party", "as.party", "claim.weight", "source.section", "statement.salience")
    assert [tuple(row[name] for name in names) for row in table] == [
        ("Green", "All of it", "heavy", "News", "3"),
        ("", "", "heavy", "Sport", ""),
    ]


def test_numbers_of_the_tidy_table_are_integers() -> None:
    files = write_tables(read_graph(opendebate.load(TOWN).engine))
    described = json.loads(files["metadata.json"])
    (table,) = [one for one in described["tables"] if one["url"] == "statements.csv"]
    kinds = {one["name"]: one["datatype"] for one in table["tableSchema"]["columns"]}
    assert {kinds["paragraph"], kinds["words"]} == {"integer"}
    rows_ = csv.DictReader(io.StringIO(files["statements.csv"].decode()))
    for row in rows_:
        assert int(row["paragraph"]) > 0
        assert int(row["words"]) > 0

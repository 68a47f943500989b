"""What all imports share: which file it is, texts that a coding file can hold, and the check."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.check import read_coding
from opendebate.coding.yaml_values import to_yaml
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate, SourceData, new_coded_debate
from opendebate.exchange.folder import coding_files, write_folder
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.recognition import recognised
from opendebate.exchange.repair import fit


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


OTHERS = {
    "a Kialo export": b"\xef\xbb\xbf\r\nDiscussion Title: Maps?\r\n\r\n1. Maps help.\r\n",
    "an argument graph": b"<?xml version='1.0'?><!DOCTYPE arggraph><arggraph id='m'></arggraph>",
    "the XML of a project in REFI-QDA": b'<Project xmlns="urn:QDA-XML:project:1.0"/>',
    "a project in REFI-QDA, as": zipped("Project.qde"),
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "an Excel workbook": zipped("xl/workbook.xml"),
    "an OpenDocument file": zipped("mimetype", "content.xml"),
    "a ZIP archive": zipped("a.argdown"),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3",
    "a document in RTF": b"{\\rtf1\\ansi Maps}",
    "a compressed file (gzip)": b"\x1f\x8b\x08\x00",
    "a web page": b"<!DOCTYPE html>\n<html lang='en'><body>Maps</body></html>",
    "a network in GraphML": b"<!-- made -->\n<graphml></graphml>",
    "XML of another kind (its root is <map>)": b"<map><node TEXT='a'/></map>",
    "a Jupyter notebook": json.dumps({"cells": [], "nbformat": 4}).encode("utf-16"),
    "an argument in SADFace": json.dumps({"nodes": [{"type": "atom"}], "edges": []}).encode(),
    "a network in node-link JSON": b'{"directed": true, "multigraph": false, "nodes": []}',
    "JSON of another kind (its keys are 'a', 'b')": b'{"a": 1, "b": 2}',
    "JSON, but a bare list": b"[1, 2]",
    "a file in YAML": b"---\nproject:\n    name: Maps\n",
    "an SQLite database": b"SQLite format 3\0" + bytes(84),
}


@pytest.mark.parametrize("form", ["argdown", "aif", "aif-rdf"])
@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_refused_by_name(name: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(OTHERS[name])
    with pytest.raises(InputError) as told:
        read_coded_debate(form, path)
    assert f"It is {name}" in told.value.what
    assert told.value.where == str(path)
    assert told.value.advice


@pytest.mark.parametrize(
    "text",
    [
        "<Feed>: Feed the birds.",
        "[1]: One.",
        "[Maps]: They help. </p>",
        "{a: b",
        "<!-- a comment --> [Maps]: They help.",
        "===\ntitle: Maps\n===\n1. They help.",
    ],
)
def test_argdown_is_not_taken_for_something_else(text: str) -> None:
    kind = recognised(text.encode())
    assert kind is None or kind.form == "argdown"


@pytest.mark.parametrize("text", ["===\ntitle: Maps\n===\n[A]: B.\n", "[A]: B.\n", "<A>: B.\n"])
def test_argdown_that_is_taken_for_a_table_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "given").write_text(text, "utf-8")
    with pytest.raises(InputError, match="It is Argdown, not a table") as told:
        read_coded_debate("table", tmp_path / "given")
    assert "import argdown" in str(told.value.advice)


def test_a_text_below_front_matter_is_no_yaml() -> None:
    assert recognised(b"---\ntitle: Maps\n---\n\n# Maps\n") is None


def test_a_file_for_another_command_is_told_with_that_command(tmp_path: Path) -> None:
    for form, content, right in (
        ("aif", b"<rdf:RDF xmlns:rdf='x'/>", "import aif-rdf"),
        ("dna", b'{"nodes": [], "edges": []}', "import aif"),
        ("aif-rdf", b'{"AIF": {"nodes": []}}', "import aif"),
        ("argdown", b"SQLite format 3\0" + bytes(84), "import dna"),
    ):
        (tmp_path / "given").write_bytes(content)
        with pytest.raises(InputError) as told:
            read_coded_debate(form, tmp_path / "given")
        assert right in str(told.value.advice)


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("aif", '{"nodes": [], "edges": [], "locutions": []}'),
        ("aif-rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
        ("argdown", "// nothing but a comment"),
    ],
)
def test_a_file_with_nothing_in_it_is_refused(form: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "given").write_text(content, "utf-8")
    with pytest.raises(InputError, match="There is no "):
        read_coded_debate(form, tmp_path / "given")


def claimed(text: str) -> CodedDebate:
    coded = new_coded_debate("Maps", "Should maps be free?")
    coded.claims["maps"] = {"text": text, "kind": "descriptive", "side": "neither"}
    return coded


def test_what_a_coding_file_cannot_hold_is_cleaned_cut_and_told(tmp_path: Path) -> None:
    coded = claimed("Maps \u202ehelp\u202c\x07 all. " * 3_000)
    coded.topics["no"] = {"name": "x" * 100_000}
    coded.actors["a"] = {"name": "Zoe\u0308", "kind": "person", "other_names": ["\x1b[1mZ", "Z"]}
    fit(coded)
    write_folder(coded, tmp_path / "made")
    coding = read_coding(tmp_path / "made")
    assert coding.claims["maps"].text.startswith("Maps help all. Maps help all.")
    assert len(coding.claims["maps"].text) == len(coding.topics["no"].name) == 20_000
    assert coding.actors["a"].name == "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"
    assert coding.actors["a"].other_names == ("[1mZ", "Z")
    assert coded.report == [
        "Characters that nobody sees were removed from texts: 2.",
        "Texts that were too long for a coding file were cut: 2.",
    ]


def test_a_debate_that_is_no_debate_is_refused_with_where_it_came_from(tmp_path: Path) -> None:
    coded = claimed("Maps help.")
    coded.claims["tolls"] = coded.claims["maps"] | {"supports": ["nobody"]}
    with pytest.raises(InputError) as told:
        write_folder(coded, tmp_path / "made", "quarrel.json")
    assert told.value.where == "quarrel.json"
    assert "claims.yaml, tolls: " in told.value.what
    assert str(tmp_path) not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_coder_with_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    coded = claimed("Maps help.")
    source: SourceData = {"title": "A walk", "kind": "report", "text": {}}
    coded.codings["neither"] = {"walk": {"source": source, "statements": []}}
    with pytest.raises(InputError, match="codings/neither: 'neither' cannot name a coder"):
        write_folder(coded, tmp_path / "made", "quarrel.json")


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20)
pieces = [*"no?!:,-#'\"[]{} 01exby=&*|>%@`~.", "yes", "null", "2024", "0b1", "abcdef0123456789"]
shaped = st.lists(st.sampled_from(pieces), max_size=8).map("".join)


@given(st.one_of(words, shaped))
def test_every_yaml_reader_reads_what_is_written(text: str) -> None:
    plain = to_yaml(text)
    assert yaml.safe_load(f"{{a: {plain}, b: [{plain}, {plain}]}}") == {"a": text, "b": [text] * 2}
    assert yaml.safe_load(f"a: {plain}\n") == {"a": text}


@given(st.lists(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), unique=True))
def test_every_yaml_reader_reads_a_draft(ids: list[str]) -> None:
    coded = new_coded_debate("Must the ferry go on?", "Yes: no?")
    for name in ids:
        coded.claims[name] = {"text": f"{name}?", "kind": "causal", "side": "for", "supports": ids}
    files = {name: yaml.safe_load(content) for name, content in coding_files(coded)}
    assert files["debate.yaml"]["debate"] == coded.debate
    assert files.get("claims.yaml", {}) == coded.claims

"""One debate from one file, however it was saved; and from damaged files a debate or an error."""

from __future__ import annotations

import ast
import json
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing import tries
from opendebate.coding.check import read_coding
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna import write
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
OURS = DATA / "exchange"
# Texts in which letters have marks, so that decomposed ones are others.
ARGDOWN = """===
title: Fähre
===

# Für und wider

[Fähre]: Die Fähre muss fahren. #öffentlich {speaker: Zoë Müller, kind: normative, side: for}
  - <Kosten>: Sie ist zu teuer. {speakers: [Jürg Ångström]}

(1) Alte Leute müssen zum Arzt.
----
(2) [Fähre]
"""
AIF = {
    "nodes": [
        {"nodeID": "1", "type": "I", "text": "Die Fähre muss fahren"},
        {"nodeID": "2", "type": "I", "text": "Alte müssen zum Arzt"},
        {"nodeID": "3", "type": "RA", "text": "Default Inference"},
        {"nodeID": "4", "type": "L", "text": "Zoë Müller : die Fähre muss fahren"},
        {"nodeID": "5", "type": "YA", "text": "Asserting"},
    ],
    "edges": [
        {"edgeID": "1", "fromID": "2", "toID": "3"},
        {"edgeID": "2", "fromID": "3", "toID": "1"},
        {"edgeID": "3", "fromID": "4", "toID": "5"},
        {"edgeID": "4", "fromID": "5", "toID": "1"},
    ],
    "locutions": [],
}
RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:aif="http://www.arg.dundee.ac.uk/aif#">
  <aif:I-node rdf:about="https://example.org/1"><aif:claimText>Die Fähre muss fahren</aif:claimText>
  </aif:I-node>
</rdf:RDF>
"""
_PATTERNS = (
    ("argdown", "*.argdown"), ("aif", "*.aif.json"), ("aif-rdf", "*.aif.xml"),
    ("web-annotation", "*.jsonld"), ("hypothesis", "*.hypothesis.json"),
    ("refi-qda-codebook", "*.qdc"), ("kialo", "*.kialo.txt"),
    ("uima-cas-json", "*.cas.json"), ("webanno-tsv", "*.tsv"),
)  # fmt: skip
FILES: dict[str, tuple[str, bytes]] = {
    path.name: (form, path.read_bytes())
    for form, pattern in _PATTERNS
    for path in sorted(OURS.glob(pattern))
} | {
    "umlauts.argdown": ("argdown", ARGDOWN.encode()),
    "umlauts.json": ("aif", json.dumps(AIF, ensure_ascii=False, indent=1).encode()),
    "umlauts.xml": ("aif-rdf", RDF.encode()),
}
SAVED: dict[str, Callable[[str], bytes]] = {
    "windows": lambda text: text.replace("\n", "\r\n").encode(),
    "old-mac": lambda text: text.replace("\n", "\r").encode(),
    "byte-order-mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "utf-16-big-endian": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
}


def imported(form: str, name: str, content: bytes, folder: Path) -> CodedDebate:
    folder.mkdir()
    (folder / name).write_bytes(content)
    return read_coded_debate(form, folder / name)


def content(coded: CodedDebate) -> Any:
    texts = {slug: unicodedata.normalize("NFC", text) for slug, text in coded.texts.items()}
    return coded.debate, coded.files(), coded.sources, texts, coded.counts


@pytest.mark.parametrize("saved", SAVED)
@pytest.mark.parametrize("name", FILES)
def test_a_file_makes_the_same_debate_however_it_was_saved(
    name: str, saved: str, tmp_path: Path
) -> None:
    form, raw = FILES[name]
    text = raw.decode()
    usual = imported(form, name, raw, tmp_path / "usual")
    other = imported(form, name, SAVED[saved](text), tmp_path / "other")
    assert content(other) == content(usual)
    assert usual.claims


def texts_in_tests(pattern: str) -> list[str]:
    """Return the documents that the tests of a format have in their code."""
    trees = [ast.parse(path.read_text("utf-8")) for path in HERE.glob(pattern)]
    constants = [node.value for tree in trees for node in ast.walk(tree)
                 if isinstance(node, ast.Constant)]  # fmt: skip
    return sorted({one for one in constants if isinstance(one, str) and "\n" in one
                   and not set(one) & set("\r\0\ufeff")})  # fmt: skip


@pytest.mark.parametrize("saved", SAVED)
@pytest.mark.parametrize(
    ("form", "pattern", "least"),
    [("argdown", "test_argdown*.py", 40), ("aif-rdf", "test_aif_rdf.py", 5)],
)
def test_every_document_of_the_tests_is_read_alike_however_it_was_saved(
    form: str, pattern: str, least: int, saved: str, tmp_path: Path
) -> None:
    texts = texts_in_tests(pattern)
    assert len(texts) >= least
    for n, text in enumerate(texts):
        usual = outcome(form, text.encode("utf-8", "replace"), tmp_path / f"usual-{n}")
        other = outcome(
            form, SAVED[saved](text.encode("utf-8", "replace").decode()), tmp_path / f"other-{n}"
        )
        assert other == usual, text


def outcome(form: str, raw: bytes, folder: Path) -> Any:
    """Return the content of an imported file, or why it is refused."""
    try:
        return content(imported(form, "given", raw, folder))
    except InputError as error:
        return unicodedata.normalize("NFC", error.what), str(error.where).rpartition("given")[2]


def test_names_in_decomposed_letters_are_the_same_in_a_database(tmp_path: Path) -> None:
    coded = imported("argdown", "fahre.argdown", ARGDOWN.encode(), tmp_path / "a")
    (tmp_path / "b").mkdir()
    for form in ("NFC", "NFD"):
        made = json.loads(unicodedata.normalize(form, json.dumps(coded.actors, ensure_ascii=False)))
        coded.actors.clear()
        coded.actors.update(made)
        (tmp_path / "b" / "fahre.dna").write_bytes(write(coded, {}))
        names = {
            one["name"]
            for one in read_coded_debate("dna", tmp_path / "b" / "fahre.dna").actors.values()
        }
        assert names == {"Zoë Müller", "Jürg Ångström"}


@pytest.mark.parametrize("saved", [one for one in SAVED if one != "decomposed"])
def test_coding_files_say_the_same_however_they_were_saved(saved: str, tmp_path: Path) -> None:
    usual = read_coding(DATA / "flood-maps")
    folder = tmp_path / "flood-maps"
    shutil.copytree(DATA / "flood-maps", folder)
    for path in folder.rglob("*.yaml"):
        path.write_bytes(SAVED[saved](path.read_text("utf-8")))
    other = read_coding(folder)
    for name in ("debate", "actors", "claims", "topics", "sources", "events", "context"):
        assert getattr(other, name) == getattr(usual, name), name


SEEDS = list(FILES.values())
JUNK = [
    *(b'\0 \xff { } [ ]: < > " # : - + (1) == \xe2\x80\xae \xcc\x88 &a; null -1 <!-- */'.split()),
    *(b"\n", b"\r\n", b"----\n", b": ", b"  + ", b"x" * 3_000, b"{speaker: ", b"{uses: [1]}"),
    *(b"1e999", b"@include(x)", b"```argdown\n"),
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of ours with some of its bytes deleted, doubled, moved or made something else."""
    form, raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        stop = start + draw(st.integers(0, 200))
        change = draw(st.sampled_from(["cut", "double", "junk", "flip", "end"]))
        if change == "cut":
            raw = raw[:start] + raw[stop:]
        elif change == "double":
            raw = raw[:stop] + raw[start:]
        elif change == "junk":
            raw = raw[:start] + draw(st.sampled_from(JUNK)) + raw[start:]
        elif change == "flip":
            raw = raw[:start] + bytes([draw(st.integers(0, 255))]) + raw[start + 1 :]
        else:
            raw = raw[:stop]
    return form, raw


@pytest.mark.fuzz
@tries(60)
@given(damaged())
def test_a_damaged_file_makes_a_sound_debate_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, given_file: tuple[str, bytes]
) -> None:
    form, raw = given_file
    check_import(form, raw, tmp_path_factory.mktemp("damaged"))


@pytest.mark.fuzz
@tries(40)
@given(cuts=st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 255)), max_size=30))
def test_a_damaged_database_makes_a_sound_debate_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int]]
) -> None:
    raw = bytearray(database())
    for at, byte in cuts:
        raw[at % len(raw)] = byte
    check_import("dna", bytes(raw), tmp_path_factory.mktemp("damaged"))


@pytest.mark.fuzz
@tries(40)
@given(cuts=st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 255)), max_size=8))
def test_a_damaged_project_makes_a_sound_debate_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    raw = project(folder)
    for at, byte in cuts:
        raw[at % len(raw)] = byte
    check_import("refi-qda", bytes(raw), folder)


@pytest.mark.parametrize("form", ["refi-qda", "table", "dna"])
def test_an_archive_of_a_later_version_of_zip_is_refused(tmp_path: Path, form: str) -> None:
    raw = project(tmp_path)
    version = raw.index(b"PK\x01\x02") + 6  # that is needed to unpack the first file
    raw[version] = 64
    check_import(form, bytes(raw), tmp_path)


def project(folder: Path) -> bytearray:
    """Return a project of REFI-QDA as bytes."""
    with zipfile.ZipFile(folder / "pond.qdpx", "w") as file:
        file.write(OURS / "mill-pond.qde", "project.qde")
        text = "50000000-0000-0000-0000-000000000001.txt"
        file.write(OURS / "mill-pond.txt", f"Sources/{text}")
    return bytearray((folder / "pond.qdpx").read_bytes())


def check_import(form: str, raw: bytes, folder: Path) -> None:
    """Import bytes: there is a debate that passes check, or an error with place and advice."""
    path, made = folder / "given", folder / "made"
    path.write_bytes(raw)
    error = refused(form, path, made)
    if error is None:
        read_coding(made)
    else:
        assert all([error.what, error.advice, "given" in str(error.where)]), error
        assert ".opendebate-" not in str(error)
        assert not made.exists()
    shutil.rmtree(folder)


def refused(form: str, path: Path, made: Path) -> InputError | None:
    try:
        write_folder(read_coded_debate(form, path), made, "given")
    except InputError as error:
        return error
    return None


def database() -> bytes:
    """Return the invented town's debate as a database, made once."""
    if not _MADE:
        import opendebate

        _MADE.append(write(read_graph(opendebate.load(DATA / "flood-maps").engine), {}))
    return _MADE[0]


_MADE: list[bytes] = []

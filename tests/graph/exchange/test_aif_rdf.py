"""AIF as RDF/XML: claims and steps between them, and nothing that XML can do besides."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

import opendebate
from opendebate.errors import InputError
from opendebate.exchange import aif, aif_rdf
from opendebate.exchange.coded import draft_of
from opendebate.exchange.draft import Draft
from opendebate.exchange.folder import write_folder

ROOT = Path(__file__).parents[3]
MILL = ROOT / "tests" / "data" / "exchange" / "mill.aif.xml"
REAL = sorted((ROOT.parent / "shared" / "data" / "aif-rdf").glob("*.xml"))
AIF = "{http://www.arg.dundee.ac.uk/aif#}"


def assert_in_is_out(draft: Draft) -> None:
    """Assert that as many nodes of each type, and edges, are written as were read."""
    whole = json.loads(aif.write(draft, {}))
    made = Counter(f"{node['type']}-nodes" for node in whole["nodes"])
    made["edges"] = len(whole["edges"])
    assert made == draft.counts


@pytest.fixture(scope="module")
def mill() -> Draft:
    return aif_rdf.read(MILL)


def test_claims_and_steps_make_a_debate_that_check_and_build_accept(
    mill: Draft, tmp_path: Path
) -> None:
    write_folder(mill, tmp_path / "mill")
    assert draft_of(opendebate.load(tmp_path / "mill").engine).claims == mill.claims


def test_each_premise_supports_and_a_conflict_attacks(mill: Draft) -> None:
    only = mill.claims["it-is-the-only-mill-in-the-valley"]
    assert only["supports"] == ["the-old-mill-should-be-kept"]
    another = mill.claims["a-second-mill-stands-behind-the-wood"]
    assert another["attacks"] == ["it-is-the-only-mill-in-the-valley"]


def test_a_conflict_with_an_inference_undercuts_each_of_its_steps(mill: Draft) -> None:
    barn = mill.claims["nobody-keeps-the-only-barn-either"]
    assert [one["conclusion"] for one in barn["undercuts"]] == ["the-old-mill-should-be-kept"] * 2


def test_what_has_no_place_is_told_with_its_number(mill: Draft) -> None:
    report = "\n".join(mill.report)
    assert "1 of 1 TA-nodes set aside" in report
    schemes = [node.get("scheme") for node in json.loads(aif.write(mill, {}))["nodes"]]
    assert "answering" in schemes
    assert "Facts of other kinds left out, 1: " in report
    assert "Addresses of nodes left out, 2: " in report
    assert_in_is_out(mill)


def test_the_language_of_the_claims_is_that_of_the_debate(tmp_path: Path) -> None:
    path = tmp_path / "muehle.xml"
    path.write_text(MILL.read_text("utf-8").replace('lang="en"', 'lang="de"'), "utf-8")
    assert aif_rdf.read(path).debate["language"] == "de"


BOMB = """<?xml version="1.0"?>
<!DOCTYPE rdf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rdf>&b;</rdf>"""
AWAY = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<r>&x;</r>'
DEEP = "<a>" * 300 + "</a>" * 300
HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'


@pytest.mark.parametrize(
    ("content", "told", "line"),
    [
        (BOMB.encode(), "declares a document type, 'rdf'", ":2"),
        (AWAY.encode(), "declares a document type", ":1"),
        (f'<?xml version="1.0" encoding="utf-7"?>{AWAY}'.encode(), "document type", ":1"),
        (MILL.read_bytes()[:900], "not XML", ":"),
        ("<a>é</a>".encode("latin-1"), "not UTF-8: byte 3", "quarrel"),
        (b"", "not XML", ":1"),
        (DEEP.encode(), "nested more than 200 deep", ":1"),
        (f'{HEAD}<rdf:li rdf:resource="x" rdf:parseType="Literal"/>'
         "<rdf:Description rdf:ID='a b'/></rdf:RDF>".encode(), "not RDF/XML", "quarrel"),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_file_is_an_error_with_place_and_advice(
    content: bytes, told: str, line: str, tmp_path: Path
) -> None:
    path = tmp_path / "quarrel.xml"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        aif_rdf.read(path)
    assert told in raised.value.what
    assert line in str(raised.value.where)
    assert raised.value.advice


needs_files = pytest.mark.skipif(not REAL, reason="the AIF files of others are not there")


@needs_files
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_node_of_a_real_file_is_kept_or_told(path: Path, tmp_path: Path) -> None:
    draft = aif_rdf.read(path)
    whole = Counter(one.tag.removeprefix(AIF) for one in ElementTree.parse(path).iter())  # noqa: S314
    for kind in ("RA", "CA", "MA", "TA"):
        assert draft.counts[f"{kind}-nodes"] == whole[f"{kind}-node"]
    assert draft.counts["I-nodes"] == len(draft.claims)
    assert draft.counts["edges"] == whole["Premise"] + whole["Conclusion"]
    assert_in_is_out(draft)
    write_folder(draft, tmp_path / "debate")
    opendebate.load(tmp_path / "debate")

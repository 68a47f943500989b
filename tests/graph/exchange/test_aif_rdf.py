"""AIF as RDF/XML: claims and steps between them, and nothing that XML can do besides."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import opendebate
from opendebate.errors import InputError
from opendebate.exchange import aif
from opendebate.exchange.aif import rdf
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate

ROOT = Path(__file__).parents[3]
MILL = ROOT / "tests" / "data" / "exchange" / "mill.aif.xml"
REAL = sorted((ROOT.parent / "shared" / "data" / "aif-rdf").glob("*.xml"))
FILES = [MILL, MILL.with_name("lamps.aif.xml"), *REAL]
AIF = "{http://www.arg.dundee.ac.uk/aif#}"


def assert_in_is_out(coded: CodedDebate) -> None:
    """Assert that as many nodes of each type, and edges, are written as were read."""
    whole = json.loads(aif.write(coded, {}))
    made = Counter(f"{node['type']}-nodes" for node in whole["nodes"])
    made["edges"] = len(whole["edges"])
    assert made == coded.counts


@pytest.fixture(scope="module")
def mill() -> CodedDebate:
    return rdf.read(MILL)


def test_claims_and_steps_make_a_debate_that_check_and_build_accept(
    mill: CodedDebate, tmp_path: Path
) -> None:
    write_folder(mill, tmp_path / "mill")
    assert read_graph(opendebate.load(tmp_path / "mill").engine).claims == mill.claims


def test_each_premise_supports_and_a_conflict_attacks(mill: CodedDebate) -> None:
    only = mill.claims["it-is-the-only-mill-in-the-valley"]
    assert only["supports"] == ["the-old-mill-should-be-kept"]
    another = mill.claims["a-second-mill-stands-behind-the-wood"]
    assert another["attacks"] == ["it-is-the-only-mill-in-the-valley"]


def test_a_conflict_with_an_inference_undercuts_each_of_its_steps(mill: CodedDebate) -> None:
    barn = mill.claims["nobody-keeps-the-only-barn-either"]
    assert [one["conclusion"] for one in barn["undercuts"]] == ["the-old-mill-should-be-kept"] * 2


def test_what_has_no_place_is_told_with_its_number(mill: CodedDebate) -> None:
    report = "\n".join(mill.report)
    assert "1 of 1 TA-nodes set aside" in report
    schemes = [node.get("scheme") for node in json.loads(aif.write(mill, {}))["nodes"]]
    assert "answering" in schemes
    assert "Facts of other kinds left out: 1 (" in report
    assert "Addresses of nodes left out, because claims have no address: 2." in report
    assert_in_is_out(mill)


def test_the_language_of_the_claims_is_that_of_the_debate(tmp_path: Path) -> None:
    path = tmp_path / "muehle.xml"
    path.write_text(MILL.read_text("utf-8").replace('lang="en"', 'lang="de"'), "utf-8")
    assert rdf.read(path).debate["language"] == "de"


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
BOMB = f"""<?xml version="1.0"?>
<!DOCTYPE rdf [<!ENTITY a0 "ha">{LAUGHS}]>
<rdf>&a9;</rdf>"""
IN_ATTRIBUTE = BOMB.replace("<rdf>&a9;", "<rdf a='&a9;'>")
MANY = f'<!DOCTYPE r [<!ENTITY a "{"x" * 9_000}">]>\n<r>{"&a;" * 9_000}</r>'
ROUND = '<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>\n<r>&a;</r>'
DEFAULT = f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}<!ATTLIST r x CDATA "&a9;">]><r/>'
INCLUDED = '<!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/hostname">%x;]><r/>'
ELSEWHERE = '<!DOCTYPE r SYSTEM "file:///etc/hostname"><r>&x;</r>'
AWAY = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<r>&x;</r>'
DEEP = "<a>" * 300 + "</a>" * 300
HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'


@pytest.mark.parametrize(
    ("content", "told", "line"),
    [
        (BOMB.encode(), "too many characters of it", ":3"),
        (IN_ATTRIBUTE.encode(), "too many characters of it", ":3"),
        (MANY.encode(), "Its entities make too many", ":2"),
        (ROUND.encode(), "too many characters of it", ":2"),
        (DEFAULT.encode(), "declares attributes", ":1"),
        (INCLUDED.encode(), "includes another file", ":1"),
        (ELSEWHERE.encode(), "is in another file, 'file:///etc/hostname'", ":1"),
        (AWAY.encode(), "'x' includes another file, 'file:///etc/hostname'", ":1"),
        (AWAY.encode("utf-16"), "includes another file", ":1"),
        (b"<rdf:RDF/>", "not RDF/XML: Unknown prefix", "quarrel"),
        (b'<arggraph id="a"><edu id="e"/></arggraph>', "not RDF/XML", "quarrel"),
        (b'{"@context": "https://example.org/aif.jsonld"}', "nothing is fetched", "quarrel"),
        (b"@prefix a: <http://x/> .\na:b a:c", "not TriG", "quarrel"),
        (f'<?xml version="1.0" encoding="utf-7"?>{AWAY}'.encode(), "another file", ":1"),
        (MILL.read_bytes()[:900], "not XML", ":"),
        ("<a>é</a>".encode("latin-1"), "not UTF-8: byte 3", "quarrel"),
        (b"", "no node of AIF in it", "quarrel"),
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
        rdf.read(path)
    assert told in raised.value.what
    assert line in str(raised.value.where)
    assert raised.value.advice


def aifdb(text: str, *more: str) -> str:
    """Return RDF as AIFdb writes it: with entities, and each relation at both of its ends."""
    entities = {"http": "http://", "owl": "http://www.w3.org/2002/07/owl#"}
    declared = "".join(f'<!ENTITY {name} "{value}" >' for name, value in entities.items())
    head = (
        f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [{declared}]>\n'
        '<rdf:RDF xmlns="&owl;" xml:base="&http;www.w3.org/2002/07/owl" '
        'xmlns:rdf="&http;www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:aif="&http;www.arg.tech/aif#">'
    )

    def node(number: int, kind: str, *facts: str) -> str:
        return (
            f'<NamedIndividual rdf:about="&http;www.aifdb.org/nodes/{number}">'
            f'<rdf:type rdf:resource="&http;www.arg.tech/aif#{kind}-node"/>{"".join(facts)}'
            "<aif:creationDate>2021-05-17 10:21:10</aif:creationDate></NamedIndividual>"
        )

    def to(relation: str, number: int) -> str:
        return f'<aif:{relation} rdf:resource="&http;www.aifdb.org/nodes/{number}"/>'

    def words(text: str) -> str:
        return f"<aif:claimText>{text}</aif:claimText>"

    body = [
        node(1, "I", words("The mill is old"), to("IllocutionaryContent", 4), to("Premise", 3)),
        node(2, "I", words("The mill must be kept"), to("Conclusion", 3)),
        node(3, "RA", to("Premise", 1), to("Conclusion", 2)),
        node(4, "YA", to("Locution", 5), to("IllocutionaryContent", 1)),
        node(5, "L", words(text), to("Locution", 4), *more),
    ]
    return f"{head}{''.join(body)}</rdf:RDF>"


def saved(text: str, folder: Path, name: str = "mill.rdf") -> CodedDebate:
    path = folder / name
    path.write_text(text, "utf-8")
    return rdf.read(path)


def test_what_aifdb_writes_is_read_with_each_edge_once(tmp_path: Path) -> None:
    coded = saved(aifdb("Ida Moss says the mill is &amp;quot;old&amp;quot; now"), tmp_path)
    assert coded.counts["edges"] == 4
    assert coded.claims["the-mill-is-old"]["supports"] == ["the-mill-must-be-kept"]
    (one,) = coded.sources["mill"]["statements"]
    assert (one["speaker"], one["claim"]) == (["ida-moss"], "the-mill-is-old")
    assert 'the mill is "old" now' in coded.texts["mill"]
    assert_in_is_out(coded)
    times = {node["timestamp"] for node in json.loads(aif.write(coded, {}))["nodes"]}
    assert times == {"2021-05-17 10:21:10"}
    write_folder(coded, tmp_path / "debate")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Moss says the mill is old", "Ida Moss"),
        ("Ida Moss : the mill is old", "Ida Moss : the mill is old"),  # no " says ", so all of it
        ("the mill is old", "Ida Moss"),
    ],
)
def test_the_source_of_a_locution_is_its_speaker(text: str, source: str, tmp_path: Path) -> None:
    coded = saved(aifdb(text, f"<aif:source>{source}</aif:source>"), tmp_path)
    assert [one["name"] for one in coded.actors.values()] == ["Ida Moss"]
    assert coded.texts["mill"] == "the mill is old."


PLACES = ["http://www.arg.tech/aif#", "https://arg.tech/aif#", "http://www.arg.dundee.ac.uk/aif#"]


@pytest.mark.parametrize("place", PLACES)
def test_the_terms_may_live_in_dundee_or_at_aifdb(
    place: str, mill: CodedDebate, tmp_path: Path
) -> None:
    text = MILL.read_text("utf-8").replace("http://www.arg.dundee.ac.uk/aif#", place)
    assert saved(text, tmp_path).claims == mill.claims


SYNTAXES = {
    "ttl": "TURTLE",
    "nt": "N_TRIPLES",
    "nq": "N_QUADS",
    "trig": "TRIG",
    "jsonld": "JSON_LD",
}


@pytest.mark.parametrize("name", ["mill.{}", "mill.txt"])
@pytest.mark.parametrize("suffix", SYNTAXES)
def test_every_syntax_of_rdf_is_read_by_its_name_or_its_beginning(
    suffix: str, name: str, mill: CodedDebate, tmp_path: Path
) -> None:
    facts = ox.parse(MILL.read_bytes(), ox.RdfFormat.RDF_XML, base_iri="https://example.org/aif")
    graph = ox.NamedNode("http://x/g")
    quads = [ox.Quad(one.subject, one.predicate, one.object, graph) for one in facts]
    form: ox.RdfFormat = getattr(ox.RdfFormat, SYNTAXES[suffix])
    named = quads if form.supports_datasets else [one.triple for one in quads]
    path = tmp_path / name.format(suffix)
    path.write_bytes(ox.serialize(named, format=form) or b"")
    coded = read_coded_debate("aif-rdf", path)
    assert coded.claims == mill.claims
    assert coded.counts == mill.counts


def test_names_of_relations_may_begin_with_has(tmp_path: Path) -> None:
    text = """@prefix aif: <http://www.arg.dundee.ac.uk/aif#> . @prefix : <#> .
    :1 a aif:I-node ; aif:claimText "The mill is old." .
    :2 a aif:I-node ; aif:claimText "Keep it." .
    :3 a aif:RA-node ; aif:hasPremise :1 ; aif:hasConclusion :2 , :9 ."""
    coded = saved(text, tmp_path, "mill.ttl")
    assert coded.claims["the-mill-is-old"]["supports"] == ["keep-it"]
    told = "not in the file: 1 (https://example.org/aif#9)"
    assert any(told in one for one in coded.report)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_other_encodings_and_line_ends_are_the_same_file(
    encoding: str, end: str, mill: CodedDebate, tmp_path: Path
) -> None:
    path = tmp_path / "mill.xml"
    path.write_bytes(MILL.read_text("utf-8").replace("\n", end).encode(encoding))
    assert rdf.read(path).claims == mill.claims


def test_rdf_without_a_node_of_aif_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of its 1 fact says"):
        saved("<http://x/a> <http://x/b> 'c' .", tmp_path, "other.ttl")


def test_a_text_that_is_cut_is_told(tmp_path: Path) -> None:
    text = aifdb("Ida Moss says it").replace("The mill is old", "mill " * 5_000)
    assert any(
        one.startswith("Texts cut to 20,000 characters") for one in saved(text, tmp_path).report
    )


def test_the_files_of_others_are_read_too() -> None:
    if not REAL:
        pytest.skip("the AIF files of others are not there")
    assert len(FILES) > 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_node_of_a_file_is_kept_or_told(path: Path, tmp_path: Path) -> None:
    coded = rdf.read(path)
    whole = Counter(one.tag.removeprefix(AIF) for one in ElementTree.parse(path).iter())  # noqa: S314
    for kind in ("RA", "CA", "MA", "TA"):
        assert coded.counts[f"{kind}-nodes"] == whole[f"{kind}-node"]
    assert coded.counts["I-nodes"] == len(coded.claims)
    assert coded.counts["edges"] == whole["Premise"] + whole["Conclusion"]
    assert_in_is_out(coded)
    write_folder(coded, tmp_path / "debate")
    opendebate.load(tmp_path / "debate")

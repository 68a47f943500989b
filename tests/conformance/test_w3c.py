"""The W3C's SPARQL 1.1 tests against our ``/sparql``.

The suite is not here: OPENDEBATE_W3C_TESTS names a folder with its files, such as ``sparql11`` of
the W3C's rdf-tests. How it is read and compared is tested with a small suite of our own.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from suite import Case, agrees, answer, cases, served

_PLAIN = "RDF 1.1 made plain literals strings; the W3C's later suite expects that"
KNOWN = {
    "functions/STRDT() TypeErrors": _PLAIN,
    "functions/STRLANG() TypeErrors": _PLAIN,
    "aggregates/agg empty group": "the engine makes no row of no group",
    "csv-tsv-res/tsv03 - TSV Result Format": "the engine writes a negativeInteger as an integer",
}
FOLDER = os.environ.get("OPENDEBATE_W3C_TESTS", "")
MANIFESTS = sorted(Path(FOLDER).rglob("manifest.ttl")) if FOLDER else []
# What the server refuses on purpose: it fetches nothing, and a query names no graphs but its own.
REFUSED = ("SERVICE", "FROM")

OURS = {
    "manifest.ttl": """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
<> a mf:Manifest ; mf:entries (<#rows> <#yes> <#facts> <#table> <#set> <#named>) .
<#rows> a mf:QueryEvaluationTest ; mf:name "rows" ; mf:result <rows.srx> ;
  mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] .
<#yes> a mf:QueryEvaluationTest ; mf:name "yes" ; mf:result <yes.srj> ;
  mf:action [ qt:query <yes.rq> ; qt:data <data.ttl> ] .
<#facts> a mf:QueryEvaluationTest ; mf:name "facts" ; mf:result <facts.ttl> ;
  mf:action [ qt:query <facts.rq> ; qt:data <data.ttl> ] .
<#table> a mf:CSVResultFormatTest ; mf:name "table" ; mf:result <rows.csv> ;
  mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] .
<#set> a mf:QueryEvaluationTest ; mf:name "set" ; mf:result <set.ttl> ;
  mf:action [ qt:query <rows.rq> ; qt:data <data.ttl> ] .
<#named> a mf:QueryEvaluationTest ; mf:name "named" ; mf:result <named.srj> ;
  mf:action [ qt:query <named.rq> ; qt:data <data.ttl> ; qt:graphData <more.ttl> ] .
""",
    "data.ttl": '@prefix : <urn:x:> . :a :p 1 . :b :p "two"@en ; :q [ :p 3 ] .',
    "more.ttl": "@prefix : <urn:x:> . :c :p 4 .",
    "rows.rq": "PREFIX : <urn:x:> SELECT ?s ?v { ?s :p ?v }",
    "rows.srx": """<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="s"/><variable name="v"/></head><results>
<result><binding name="s"><bnode>x</bnode></binding><binding name="v"><literal
 datatype="http://www.w3.org/2001/XMLSchema#integer">3</literal></binding></result>
<result><binding name="s"><uri>urn:x:b</uri></binding><binding name="v"><literal
 xml:lang="en">two</literal></binding></result>
<result><binding name="s"><uri>urn:x:a</uri></binding><binding name="v"><literal
 datatype="http://www.w3.org/2001/XMLSchema#integer">1</literal></binding></result>
</results></sparql>""",
    "rows.csv": "s,v\r\n_:b0,3\r\nurn:x:b,two\r\nurn:x:a,1\r\n",
    "set.ttl": """@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
[] a rs:ResultSet ; rs:resultVariable "s", "v" ;
  rs:solution [ rs:binding [ rs:variable "s" ; rs:value <urn:x:a> ],
                           [ rs:variable "v" ; rs:value 1 ] ],
              [ rs:binding [ rs:variable "s" ; rs:value <urn:x:b> ],
                           [ rs:variable "v" ; rs:value "two"@en ] ],
              [ rs:binding [ rs:variable "s" ; rs:value [] ],
                           [ rs:variable "v" ; rs:value 3 ] ] .""",
    "yes.rq": "PREFIX : <urn:x:> ASK { :a :p 1 }",
    "yes.srj": '{"head": {}, "boolean": true}',
    "facts.rq": "PREFIX : <urn:x:> CONSTRUCT { ?s :made ?o } { ?s :q ?o }",
    "facts.ttl": "@prefix : <urn:x:> . :b :made [] .",
    "named.rq": "PREFIX : <urn:x:> SELECT ?v { GRAPH ?g { ?s :p ?v } }",
    "named.srj": '{"head": {"vars": ["v"]}, "results": {"bindings": [{"v": {"type": "literal", '
    '"value": "4", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}]}}',
}


def run(case: Case) -> None:
    """Run a test of the suite."""
    with served(case) as client:
        status, media, body = answer(case, client)
    assert status == 200, body
    assert agrees(case, media, body), body.decode("utf-8", "replace")[:1_000]


@pytest.fixture
def ours(tmp_path: Path) -> dict[str, Case]:
    for name, text in OURS.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    return {one.name.rpartition("/")[2]: one for one in cases(tmp_path / "manifest.ttl")}


@pytest.mark.parametrize("name", ["rows", "yes", "facts", "table", "set", "named"])
def test_a_small_suite_of_our_own(name: str, ours: dict[str, Case]) -> None:
    run(ours[name])


@pytest.mark.parametrize(
    ("name", "file", "wrong"),
    [
        ("rows", "rows.srx", ("two", "three")),
        ("yes", "yes.srj", ("true", "false")),
        ("facts", "facts.ttl", (":made", ":did")),
        ("table", "rows.csv", ("urn:x:a", "urn:x:z")),
        ("set", "set.ttl", ("rs:value 3", "rs:value 5")),
        ("named", "named.srj", ('"4"', '"1"')),
    ],
)
def test_a_wrong_answer_is_found_out(
    name: str, file: str, wrong: tuple[str, str], ours: dict[str, Case], tmp_path: Path
) -> None:
    path = tmp_path / file
    path.write_text(path.read_text("utf-8").replace(*wrong), "utf-8", newline="")
    with pytest.raises(AssertionError):
        run(ours[name])


ALL = [case for manifest in MANIFESTS for case in cases(manifest)]


@pytest.mark.skipif(not FOLDER, reason="OPENDEBATE_W3C_TESTS names no folder with the W3C's tests")
@pytest.mark.parametrize("case", ALL or [None], ids=lambda case: getattr(case, "name", "none"))
def test_the_suite_of_the_w3c(case: Case | None) -> None:
    assert case is not None, f"there is no manifest.ttl below {FOLDER}"
    text = case.query.read_text("utf-8")
    if any(word in text.upper().split() for word in REFUSED):
        pytest.skip("the server fetches nothing, and a query names no graphs but its own")
    if case.name in KNOWN:
        pytest.xfail(KNOWN[case.name])
    run(case)

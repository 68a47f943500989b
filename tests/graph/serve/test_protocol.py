"""The cases of the SPARQL 1.1 Protocol: what is taken, what is refused, and in which words.

After the W3C's protocol tests, by their meaning; the files of the suite are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from opendebate.ask.questions import names, question

ASK = "ASK {}"
SELECT = "SELECT ?a { ?a a od:Person } ORDER BY ?a"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
JSON = {"Accept": "application/sparql-results+json"}


def test_a_query_by_get(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers=JSON)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/sparql-results+json")
    assert answer.json()["boolean"] is True


def test_a_query_by_a_form(client: TestClient) -> None:
    answer = client.post("/sparql", content=urlencode({"query": ASK}), headers=FORM | JSON)
    assert answer.json()["boolean"] is True


def test_a_query_as_the_body(client: TestClient) -> None:
    answer = client.post("/sparql", content=ASK, headers=QUERY | JSON)
    assert answer.json()["boolean"] is True


def test_parameters_of_the_type_are_no_matter(client: TestClient) -> None:
    typed = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert client.post("/sparql", content=ASK, headers=typed).status_code == 200


@pytest.mark.parametrize(
    ("method", "options", "status"),
    [
        ("GET", {"params": [("query", ASK), ("query", SELECT)]}, 400),
        ("GET", {"params": {"query": ""}}, 400),
        ("GET", {"params": {"query": "ASK {"}}, 400),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 400),
        ("GET", {"params": {"query": "CLEAR ALL"}}, 400),
        ("POST", {"content": urlencode({"update": "CLEAR ALL"}), "headers": FORM}, 400),
        ("POST", {"content": urlencode({"nothing": ASK}), "headers": FORM}, 400),
        ("POST", {"content": f"query={ASK}&query={ASK}", "headers": FORM}, 400),
        ("POST", {"content": ASK, "headers": QUERY, "params": {"query": ASK}}, 400),
        ("POST", {"content": b"ASK { \xff }", "headers": QUERY}, 400),
        ("POST", {"content": b"query=%ff%fe", "headers": FORM}, 400),
        ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}},
         400),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": ASK}, 415),
        ("PUT", {"content": ASK, "headers": QUERY}, 405),
        ("DELETE", {}, 405),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "http://127.0.0.1:1/g"}}, 400),
        ("GET", {"params": {"query": "SELECT * FROM <http://127.0.0.1:1/> {}"}}, 400),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> {} }"}}, 400),
        ("GET", {"params": {"query": ASK}, "headers": {"Accept": "image/png"}}, 406),
        ("GET", {"params": {"query": ASK}, "headers": {"Accept": "text/csv"}}, 406),
        ("GET", {"params": {"query": SELECT}, "headers": {"Accept": "text/turtle"}}, 406),
        ("POST", {"content": b"x" * 300_000, "headers": QUERY}, 413),
        ("GET", {"params": {"query": "a" * 30_000}}, 414),
    ],
)  # fmt: skip
def test_what_is_not_of_the_protocol_is_refused_in_words(
    client: TestClient, method: str, options: dict[str, object], status: int
) -> None:
    answer = client.request(method, "/sparql", **options)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["title"]
    assert answer.json()["status"] == status


def test_head_of_the_page_for_queries_is_as_its_get(client: TestClient) -> None:
    for headers in ({"Accept": "text/html"}, {"Accept": "text/turtle"}):
        get, head = client.get("/sparql", headers=headers), client.head("/sparql", headers=headers)
        assert (head.status_code, head.content) == (get.status_code, b"") == (200, b"")
    assert client.head("/sparql", params={"query": ASK}).status_code == 200


def test_a_star_does_not_make_a_refused_query_unchanged(client: TestClient) -> None:
    star = {"If-None-Match": "*"}
    refused = {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> {} }"}
    assert client.get("/sparql", params=refused, headers=star).status_code == 400
    assert client.get("/sparql", params={"query": ASK}, headers=star).status_code == 200


@pytest.mark.parametrize("sign", ["\\u0001", "\\u000C", "\\uFFFE"])
def test_what_xml_cannot_hold_is_told_and_other_forms_hold_it(
    client: TestClient, sign: str
) -> None:
    # The sign comes in by a function: an escape of a control sign is not read in a query.
    code = sign.removeprefix("\\u")
    text = f"%{code[2:]}" if code.startswith("00") else ""
    query = f'SELECT ("{chr(int(code, 16))}" AS ?x) {{}}'
    assert text or code == "FFFE"
    xml = client.get("/sparql", params={"query": query, "format": "xml"})
    assert xml.status_code == 422, xml.text
    assert f"U+{code}" in xml.json()["title"]
    json = client.get("/sparql", params={"query": query, "format": "json"})
    assert json.json()["results"]["bindings"][0]["x"]["value"] == chr(int(code, 16))


BEYOND = [
    "SELECT * { ?s a od:Claim LATERAL { SELECT ?o { ?s od:side ?o } LIMIT 1 } }",
    "SELECT * { << ?a ?b ?c >> ?p ?o }",
    "SELECT * { <<( ?a ?b ?c )>> ?p ?o }",
    "SELECT * { ?a ?b ?c {| ?p ?o |} }",
    'VERSION "1.2" ASK {}',
    'SELECT ("a"@en--ltr AS ?x) {}',
    "SELECT (isTRIPLE(1) AS ?x) {}",
    'SELECT (hasLANG("a"@en) AS ?x) {}',
]
WITHIN = [
    "SELECT ?lateral ?version { ?lateral od:object ?version . ?x od:triple ?triple }",
    'SELECT ("LATERAL << {| ~" AS ?x) {} # LATERAL <<',
    "PREFIX lateral: <http://e.x/lateral/> SELECT * { ?s lateral:version lateral:object }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && 2 > ?o) } LIMIT 1",
    "ASK { <http://e.x/~a> <http://e.x/LATERAL> ?o }",
]


def longer(query: str) -> str:
    """Return the same query with so many signs that another parser reads it first."""
    return query + "\n# " + "%" * 400


@pytest.mark.parametrize("query", BEYOND)
def test_what_is_not_of_sparql_1_1_is_refused_in_short_and_in_long_queries(
    client: TestClient, query: str
) -> None:
    answers = [client.get("/sparql", params={"query": q}) for q in (query, longer(query))]
    assert [one.status_code for one in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()
    assert "SPARQL 1.1" in answers[0].json()["title"]


@pytest.mark.parametrize("query", [*WITHIN, *(question(name).sparql for name in names())])
def test_a_query_has_the_same_answer_whether_it_is_short_or_long(
    client: TestClient, query: str
) -> None:
    short, long = (client.get("/sparql", params={"query": q}) for q in (query, longer(query)))
    assert (short.status_code, long.status_code) == (200, 200), (short.text, long.text)
    assert short.content == long.content


def test_every_form_of_rows(client: TestClient) -> None:
    forms: dict[str, Callable[[str], int]] = {
        "application/sparql-results+json": lambda text: text.count('"a":'),
        "application/sparql-results+xml": lambda text: text.count("<result>"),
        "text/csv": lambda text: len(text.splitlines()) - 1,
        "text/tab-separated-values": lambda text: len(text.splitlines()) - 1,
    }
    for media, count in forms.items():
        answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": media})
        assert answer.headers["content-type"].partition(";")[0] == media
        assert count(answer.text) == 5
    whole = ElementTree.fromstring(  # noqa: S314 - our own
        client.get("/sparql", params={"query": SELECT, "format": "xml"}).text
    )
    assert whole.tag.endswith("sparql")


def test_every_form_of_facts(client: TestClient) -> None:
    made = "CONSTRUCT { ?a od:affirms ?c } { ?a od:affirms ?c }"
    for media in ("text/turtle", "application/n-triples", "application/ld+json"):
        answer = client.get("/sparql", params={"query": made}, headers={"Accept": media})
        assert answer.headers["content-type"].partition(";")[0] == media
        assert "affirms" in answer.text
    described = client.get("/sparql", params={"query": "DESCRIBE actor:marta-oyelaran"})
    assert "Marta Oyelaran" in described.text


def test_a_client_is_given_what_it_likes_best(client: TestClient) -> None:
    accept = "text/csv;q=0.2, application/sparql-results+xml;q=0.9, image/*"
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("application/sparql-results+xml")
    assert "Accept" in answer.headers["vary"]


def test_the_graphs_of_a_request_are_what_its_query_sees(client: TestClient) -> None:
    graphs = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
    names = [row["g"]["value"] for row in graphs.json()["results"]["bindings"]]
    register = next(name for name in names if name.endswith("register"))
    counted = "SELECT (COUNT(*) AS ?n) { ?s a od:Statement }"

    def seen(**params: str) -> str:
        found = client.get("/sparql", params={"query": counted, **params})
        value: str = found.json()["results"]["bindings"][0]["n"]["value"]
        return value

    assert seen() == "16"
    assert seen(**{"default-graph-uri": register}) == "0"
    assert seen(**{"named-graph-uri": register}) == "0"
    listed = client.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g {} }",
                                           "named-graph-uri": register})  # fmt: skip
    assert [row["g"]["value"] for row in listed.json()["results"]["bindings"]] == [register]


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert "sd:Service" in answer.text
    assert "sd:UnionDefaultGraph" in answer.text
    page = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.1"})
    assert "<textarea" in page.text


def test_a_query_of_others_gets_no_part_of_an_answer(client: TestClient) -> None:
    flood = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
    assert flood.status_code == 422
    assert "results" not in flood.text
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    slow = client.get("/sparql", params={"query": endless})
    assert slow.status_code == 422
    assert "within 2 s" in slow.json()["title"]
    assert client.get("/sparql", params={"query": ASK}).status_code == 200

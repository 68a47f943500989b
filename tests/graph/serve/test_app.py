"""What the server answers besides queries: things, questions, descriptions; and on every answer."""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from starlette.testclient import TestClient

import opendebate
from opendebate.ask.questions import names, question
from opendebate.engines.rows import Rows
from opendebate.rdf.namespaces import PREFIXES
from opendebate.serve.app import Site
from opendebate.serve.bounds import Bounds
from opendebate.serve.client_access import Access, access, client_of
from opendebate.serve.content_negotiation import preferred_form
from opendebate.serve.home_pages import NETWORKS
from opendebate.serve.pages import Pages
from opendebate.serve.served_dataset import written_dataset
from opendebate.views.explorer import ExplorerView
from serving import TOWN

ONTOLOGY = PREFIXES["od"].removesuffix("ontology#")
HTML = {"Accept": "text/html"}


def test_the_page_is_the_explorer(client: TestClient) -> None:
    page = client.get("/")
    explorer = ExplorerView(opendebate.load(TOWN).engine, networks=NETWORKS)
    assert page.text == explorer.html()


@pytest.mark.parametrize("lens", ["actors", "claims", "debate", "policies"])
def test_the_explorer_leads_to_each_network_and_back(client: TestClient, lens: str) -> None:
    assert f'"{lens}":"/network/{lens}"' in client.get("/").text
    page = client.get(f"/network/{lens}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<a href="/">Map of the debate</a>' in page.text
    for other in ("actors", "claims", "debate", "policies"):
        assert f'<a href="/network/{other}"' in page.text
    again = client.get(f"/network/{lens}", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


def test_a_network_that_is_not_there_is_told(client: TestClient) -> None:
    assert client.get("/network/dogs").status_code == 404


def test_a_thing_has_a_page_and_facts_at_its_path(client: TestClient) -> None:
    page = client.get("/actor/marta-oyelaran", headers=HTML)
    assert '<h1><bdi lang="en">Marta Oyelaran</bdi></h1>' in page.text
    assert "The coding is under" in page.text
    assert 'href="/#/actor/marta-oyelaran"' in page.text
    assert 'href="/claim/publish"' in page.text
    turtle = client.get("/actor/marta-oyelaran", headers={"Accept": "text/turtle"})
    facts = list(pyoxigraph.parse(turtle.content, format=RdfFormat.TURTLE))
    iri = opendebate.load(TOWN).iris("actor", "marta-oyelaran")
    assert {iri in (fact.subject, fact.object) for fact in facts} == {True}
    by_suffix = client.get("/actor/marta-oyelaran.jsonld")
    assert by_suffix.headers["content-type"] == "application/ld+json"
    assert json.loads(by_suffix.text)


def test_every_thing_of_the_debate_has_a_page(client: TestClient) -> None:
    debate = opendebate.load(TOWN)
    paths = {
        quad.subject.value.removeprefix(debate.iris.base)
        for quad in debate.store
        if quad.subject.value.startswith(debate.iris.base)
    }
    things = {path for path in paths if path.count("/") in {1, 2, 3} and "graph/" not in path}
    kinds = {path.partition("/")[0] for path in things}
    assert {"actor", "claim", "source", "argument", "model", "policy", "topic"} <= kinds
    for path in sorted(things):
        if path.partition("/")[0] in {"actor", "claim", "source", "argument", "model"}:
            assert client.get(f"/{path}", headers=HTML).status_code == 200, path


def test_a_page_says_that_a_passage_is_unknown(town: Path) -> None:
    path = town / "sources" / "a-town-and-its-maps.yaml"
    coded = re.sub(
        r"at: \{paragraph: 1, from: The council.*\}", "at: unknown", path.read_text("utf-8")
    )
    path.write_text(coded, "utf-8")
    with (
        written_dataset(opendebate.load(town)) as place,
        TestClient(Site(place, Bounds(workers=1), log=False), "http://localhost") as one,
    ):
        page = one.get("/claim/publish", headers={"Accept": "text/html"})
    assert page.status_code == 200
    words = " ".join(re.sub(r"<[^>]+>", "", page.text).split())
    assert "passage unknown, narration" in words


def test_what_is_not_there_is_told_with_what_may_be_meant(client: TestClient) -> None:
    answer = client.get("/actor/marta-oyelara")
    assert answer.status_code == 404
    assert "marta-oyelaran" in answer.json()["detail"]
    assert client.get("/nothing/here").status_code == 404


@pytest.mark.parametrize("path", ["/actor/marta-oyelara", "/nothing/here", "/q/who-affirmed"])
def test_a_browser_is_told_of_an_error_on_a_page(client: TestClient, path: str) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    told = client.get(path).json()
    assert f'<h1 dir="auto">{told["title"]}</h1>'.replace("'", "&#39;") in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "style-src" in answer.headers["content-security-policy"]
    assert client.get(path, headers={"Accept": "*/*"}).json() == told


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/actor/marta-oyelara", "/actor/marta-oyelaran"),
        ("/claim/marta-oyelaran", "/actor/marta-oyelaran"),
        ("/q/who-affirmed", "/q/who-affirms"),
        ("/claims", "/"),  # what looks like no id is no misspelt one
        ("/policy", "/"),
        ("/data", "/void"),
    ],
)
def test_the_page_of_an_error_links_to_what_may_be_meant(
    client: TestClient, path: str, link: str
) -> None:
    assert client.get(path).json()["see"][0] == link
    assert f'<a href="{link}">' in client.get(path, headers=HTML).text


@pytest.mark.parametrize(
    "path", ["/actor/nobody-at-all", "/q/quux", "/q/who-affirms?claim=quux", "/nothing/here"]
)
def test_a_reader_of_a_page_is_told_of_no_command(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 404
    assert "opendebate " not in answer.text
    assert '<a href="/q">ask a question</a>' in answer.text


@pytest.mark.parametrize(
    "path",
    ["/actor/../../etc/passwd", "/actor/%2e%2e/%2e%2e/etc/passwd", "/dump.../x", "/q/..%2f..%2fx",
     "/actor/%00", "/actor/" + "x" * 3_000, "/claim/<script>alert(1)</script>", "/q/%ff"],
)  # fmt: skip
def test_paths_that_lead_elsewhere_lead_nowhere(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {404, 414}
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("name", names())
def test_a_named_question_has_the_rows_that_the_library_has(client: TestClient, name: str) -> None:
    rows = opendebate.load(TOWN).query(name)
    assert isinstance(rows, Rows)
    found = client.get(f"/q/{name}.json").json()
    assert sorted(map(str, found)) == sorted(map(str, rows))
    table = list(csv.DictReader(client.get(f"/q/{name}.csv").text.splitlines()))
    assert len(table) <= len(rows)
    page = client.get(f"/q/{name}", headers=HTML)
    assert page.status_code == 200
    assert f"<title>{question(name).title}".replace("'", "&#39;") in page.text


def test_questions_take_parameters_by_id_or_name_and_tell_what_is_wrong(client: TestClient) -> None:
    by_id = client.get("/q/who-affirms.json", params={"claim": "publish"}).json()
    assert by_id
    assert {row["claim"].rpartition("/")[2] for row in by_id} == {"publish"}
    missing = client.get("/q/who-affirms.json", params={"claim": "publich"})
    assert missing.status_code == 404
    assert "publish" in missing.json()["detail"]
    assert client.get("/q/who-affirms.json", params={"colour": "red"}).status_code == 400
    assert client.get("/q/who-affirmed.json").status_code == 404


def test_openapi_describes_every_question_with_its_parameters(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for name in names():
        for suffix in ("json", "csv"):
            operation = told["paths"][f"/q/{name}.{suffix}"]["get"]
            described = {one["name"] for one in operation["parameters"]}
            assert described == {one.name for one in question(name).parameters}
            assert operation["responses"]["200"]["description"]


def test_the_data_describe_themselves(client: TestClient) -> None:
    assert client.get("/.well-known/void").headers["location"] == "/void"
    debate = opendebate.load(TOWN)
    told = client.get("/void", headers={"Accept": "application/n-triples"}).text
    assert f'"{len(debate.store)}"' in told
    assert "/sparql>" in told
    assert client.get("/dump.trig").content == debate.serialize("trig")


def test_health_tells_whether_queries_are_answered(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"


def test_what_a_client_has_already_is_not_sent_again(client: TestClient) -> None:
    for path, headers in (
        ("/", {}), ("/actor/marta-oyelaran", HTML), ("/q/who-affirms.json", {}), ("/q", {}),
        ("/sparql?query=ASK%7B%7D", {}), ("/openapi.json", {}), ("/dump.nq", {}),
    ):  # fmt: skip
        first = client.get(path, headers=headers)
        again = client.get(path, headers={**headers, "If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
        other = client.get(path, headers={**headers, "If-None-Match": '"other"'})
        assert other.status_code == 200


def test_every_answer_is_safe_to_open(client: TestClient) -> None:
    for path in ("/", "/sparql", "/q", "/actor/marta-oyelaran", "/nothing", "/q/who-affirms"):
        headers = client.get(path, headers=HTML).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert path == "/" or "default-src 'none'" in headers["content-security-policy"]


def test_others_may_read_from_their_pages_if_that_is_wanted_but_send_no_credentials() -> None:
    with written_dataset(opendebate.load(TOWN)) as place:
        site = Site(place, Bounds(workers=2), Access(origins=("*",)), log=False)
        with TestClient(site, "http://localhost") as client:
            check_that_others_may_read(client)


def check_that_others_may_read(client: TestClient) -> None:
    answer = client.get("/q/who-affirms.json", headers={"Origin": "https://other.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    preflight = client.options("/sparql", headers={
        "Origin": "https://other.example", "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type"})  # fmt: skip
    assert preflight.status_code == 200


def test_large_answers_are_packed_where_the_client_can_unpack_them(client: TestClient) -> None:
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_head_answers_as_get_without_a_body(client: TestClient) -> None:
    head = client.head("/q/who-affirms.json")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("host", "taken"),
    [
        ("localhost", True), ("LOCALHOST:8000", True), ("127.0.0.1:8000", True), ("[::1]:1", True),
        ("evil.example", False), ("localhost.evil.example", False),
        ("127.0.0.1.nip.example", False),
        ("192.0.2.7", False), ("", False), ("[", False), ("localhost@evil.example", False),
    ],
)  # fmt: skip
def test_on_loopback_only_loopbacks_names_are_taken(
    client: TestClient, host: str, taken: bool
) -> None:
    answer = client.get("/q/who-affirms.json", headers={"Host": host})
    assert answer.status_code == (200 if taken else 421)
    assert taken or "--name" in answer.json()["detail"]


def test_elsewhere_a_server_is_called_by_its_number_its_host_and_its_names() -> None:
    open_to_all = access("0.0.0.0", ("debate.example",))  # noqa: S104
    for host in ("192.0.2.7:80", "[2001:db8::1]", "debate.example", "Debate.Example:443"):
        assert open_to_all.allows_host(host), host
    assert not open_to_all.allows_host("evil.example")
    assert access("box.lan").allows_host("box.lan:8000")
    assert access("127.0.0.1", ("*",)).allows_host("any.example")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:3000"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
        ({}, 200),
    ],
)
def test_a_page_of_another_server_reads_nothing_unless_asked_for(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.get("/q/who-affirms.json", headers=headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_page_that_is_named_may_read_and_no_other() -> None:
    here = access("127.0.0.1", (), ("https://friend.example",))
    assert here.allows_page({"host": "localhost", "origin": "https://friend.example"})
    assert not here.allows_page({"host": "localhost", "origin": "https://other.example"})


@pytest.mark.parametrize("path", [
    "ontology", "vocabularies", "question", "graph/register", "graph/derived",
    "graph/source/a-town-and-its-maps",
])  # fmt: skip
def test_every_iri_below_the_debates_is_answered(client: TestClient, path: str) -> None:
    debate = opendebate.load(TOWN)
    base = debate.iris.base if "/" in path or path == "question" else ONTOLOGY
    iri = base + path
    turtle = client.get(f"/{path}", headers={"Accept": "text/turtle"})
    facts = set(pyoxigraph.parse(turtle.content, format=RdfFormat.TURTLE))
    assert facts
    if path.startswith("graph/"):
        expected = {q.triple for q in debate.store.quads_for_pattern(
            None, None, None, pyoxigraph.NamedNode(iri))}  # fmt: skip
        assert {str(fact.predicate) for fact in facts} == {str(f.predicate) for f in expected}
        assert len(facts) == len(expected)
    else:
        assert any(getattr(fact.subject, "value", "") == iri for fact in facts)
    page = client.get(f"/{path}", headers=HTML)
    assert page.status_code == 200
    assert path in page.text


def test_the_ontologys_address_has_all_its_terms(client: TestClient) -> None:
    turtle = client.get("/ontology.ttl")
    facts = list(pyoxigraph.parse(turtle.content, format=RdfFormat.TURTLE))
    terms = {getattr(fact.subject, "value", "") for fact in facts}
    assert {f"{PREFIXES['od']}{name}" for name in ("Statement", "speaker", "Affirms")} <= terms


def test_the_debate_itself_has_facts_at_its_address(client: TestClient) -> None:
    turtle = client.get("/", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    facts = list(pyoxigraph.parse(turtle.content, format=RdfFormat.TURTLE))
    debate = opendebate.load(TOWN)
    titles = {fact.object.value for fact in facts if "title" in str(fact.predicate)}
    assert titles == {debate.title}
    assert (
        client.get("/", headers={"Accept": "*/*"}).headers["content-type"].startswith("text/html")
    )
    for path in ("/", "/claim/publish"):
        answer = client.get(path, headers={"Accept": "application/rdf+xml"})
        assert answer.headers["content-type"].startswith("text/turtle"), path


def test_what_clients_ask_by_habit_is_there(client: TestClient) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
    assert "Disallow: /sparql" in client.get("/robots.txt").text
    assert client.get("/dump.ttl").content == opendebate.load(TOWN).serialize("turtle")
    as_json = client.get("/actor/marta-oyelaran.json")
    assert as_json.headers["content-type"] == "application/ld+json"
    assert as_json.content == client.get("/actor/marta-oyelaran.jsonld").content


def test_the_canonical_address_of_a_page_is_on_this_server(client: TestClient) -> None:
    page = client.get("/actor/marta-oyelaran.html").text
    assert '<link rel="canonical" href="/actor/marta-oyelaran">' in page


def test_an_iri_of_the_debate_is_never_a_link_to_another_host() -> None:
    pages = Pages(opendebate.load(TOWN))
    base = pages.debate.iris.base
    assert pages.local(f"{base}actor/a") == "/actor/a"
    for rest in ("/other.example/x", "\\other.example/x", "\t/other.example/x", "", "actor"):
        assert pages.local(base + rest) == "", rest


def test_headers_that_are_too_long_are_refused(client: TestClient) -> None:
    answer = client.get("/q", headers={"X-Long": "x" * 40_000})
    assert answer.status_code == 431


SPARQL = [question(name).sparql for name in names()]


ODD = [b"{", b"}", b"SERVICE <x:y>", b"\\u0022", b"#", b"'''", b"<"]


def mutated(seed: int) -> bytes:
    """Return a query with signs changed, cut, doubled or put in."""
    dice = random.Random(seed)  # noqa: S311
    text = bytearray(dice.choice(SPARQL).encode())
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(text))
        kind = dice.randrange(4)
        if kind == 0:
            text[at] = dice.randrange(256)
        elif kind == 1:
            del text[at : at + dice.randint(1, 40)]
        elif kind == 2:
            text[at:at] = dice.choice(
                [b"{", b"}", b"SERVICE <x:y>", b"\\u0022", b"#", b"'''", b"<"]
            )
        else:
            text[at:at] = text[at : at + dice.randint(1, 80)]
        if not text:
            break
    return bytes(text)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=300), st.integers(0, 100_000).map(mutated)))
def test_no_query_at_all_makes_a_fault_of_ours(client: TestClient, content: bytes) -> None:
    for headers in ({"Content-Type": "application/sparql-query"},
                    {"Content-Type": "application/x-www-form-urlencoded"}):  # fmt: skip
        body = content if "query" in headers["Content-Type"] else b"query=" + content
        answer = client.post("/sparql", content=body, headers=headers)
        assert answer.status_code in {200, 400, 406, 413, 422, 503}, answer.text
        assert "Traceback" not in answer.text


def test_a_large_debate_is_served_from_a_store_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opendebate.serve.served_dataset.ON_DISK", 100)
    debate = opendebate.load(TOWN)
    with written_dataset(debate) as place:
        assert place.path.is_dir()
        assert len(pyoxigraph.Store.read_only(str(place.path))) == len(debate.store)
    assert not place.path.exists()


@pytest.mark.parametrize(
    ("accept", "best_form"),
    [
        ("text/turtle;level=1;q=0.5, text/html;q=x", "html"),  # x says nothing
        ("text/html;q=0.4, text/turtle;q=0.4", "html"),  # ours comes first
        ("text/html;q=0, text/turtle;q=0", None),
        ("text/html;q=-3, text/turtle;q=0.5", "html"),
        ("nonsense, text/turtle", "turtle"),
        ("TEXT/Turtle;Q=0.5, text/html;q=0.1", "turtle"),
        (",;q=1, ", "html"),
        ("text/*;q=0.1, text/turtle;q=9", "turtle"),
    ],
)
def test_what_a_client_accepts_is_read_as_far_as_it_makes_sense(
    accept: str, best_form: str | None
) -> None:
    assert preferred_form(accept, {"text/html": "html", "text/turtle": "turtle"}) == best_form


def test_an_example_that_no_question_has_is_told(client: TestClient) -> None:
    answer = client.get("/sparql?example=who-afirms", headers=HTML)
    assert answer.status_code == 404
    assert "who-affirms" in answer.text


def test_one_customers_addresses_of_ipv6_are_one_client() -> None:
    def of(host: str) -> str:
        return client_of({"client": (host, 1)})

    assert of("2001:db8::7:1") == of("2001:db8::ffff") != of("2001:db8:1::7")
    assert of("fe80::1%eth0") == "fe80::/64"
    assert of("no:address") == "no:address"
    assert client_of({"client": None}) == ""


def test_each_story_has_the_page_of_the_static_site(client: TestClient, tmp_path: Path) -> None:
    debate = opendebate.load(TOWN)
    debate.site(tmp_path / "site", base="https://example.org/debate/")
    listed = client.get("/stories", headers=HTML).text
    assert '<a href="/stories">Stories</a>' in client.get("/q", headers=HTML).text
    for story in debate.stories():
        path = f"story/{story.id}"
        page = client.get(f"/{path}", headers=HTML)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert f'<a href="/{path}">{story.title}</a>' in listed
        steps = re.findall(r'<li id="step-\d+">\s*<p[^>]*>(.*?)</p>', page.text)
        static = (tmp_path / "site" / f"{path}.html").read_text("utf-8")
        assert steps == re.findall(r'<li id="step-\d+">\s*<p[^>]*>(.*?)</p>', static)
        assert len(steps) == len(story.steps)
        assert f'href="/#/{path}/2"' in page.text
        for shown in re.findall(r'<bdi><a href="(/[^"#]+)">', page.text):
            assert client.get(shown, headers=HTML).status_code == 200
        turtle = client.get(f"/{path}", headers={"Accept": "text/turtle"})
        assert turtle.content == (tmp_path / "site" / f"{path}.ttl").read_bytes()
        again = client.get(f"/{path}.nt")
        assert set(pyoxigraph.parse(again.content, format=RdfFormat.N_TRIPLES)) == set(
            pyoxigraph.parse(turtle.content, format=RdfFormat.TURTLE)
        )
        etag = {"If-None-Match": turtle.headers["ETag"], "Accept": "text/turtle"}
        assert client.get(f"/{path}", headers=etag).status_code == 304
    assert client.get("/story/no-such-story", headers=HTML).status_code == 404


@pytest.mark.parametrize("name", ["benefit", "risk"])
def test_a_topic_of_the_ontology_has_a_page(client: TestClient, name: str) -> None:
    page = client.get(f"/topic/{name}", headers=HTML)
    assert f'<h1><bdi lang="en">{name.capitalize()}</bdi></h1>' in page.text
    assert "See this in the explorer" not in page.text
    (narrower, *_) = re.findall(r'href="(/topic/[^".]+)"', page.text.replace(f"/topic/{name}", ""))
    assert f'href="/topic/{name}"' in client.get(narrower, headers=HTML).text
    assert f"od:{name.capitalize()}" in client.get(f"/topic/{name}.ttl").text

"""A query from outside reads this debate and nothing else, whatever it looks like."""

from __future__ import annotations

import contextlib
import re
import socketserver
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing import tries
from opendebate.ask.questions import names, question
from opendebate.debate import Debate
from opendebate.engines.safety import (
    MAX_LENGTH,
    MAX_NESTING,
    MAX_PARTS,
    check_query,
    is_plainly_safe,
)
from opendebate.errors import QueryError, UnknownName

# Their terms are invented.
pytestmark = pytest.mark.filterwarnings("ignore::opendebate.errors.QueryWarning")

SERVICE = "SERVICE <http://127.0.0.1:8765/> { ?a ?b ?c }"
OUTSIDE = {
    "plainly": f"SELECT * {{ {SERVICE} }}",
    "in any case": f"SELECT * {{ {SERVICE.replace('SERVICE', 'sErViCe')} }}",
    "silently": f"ASK {{ {SERVICE.replace('SERVICE', 'SERVICE SILENT')} }}",
    "by a variable": "SELECT * { ?x a ?service . SERVICE ?x { ?a ?b ?c } }",
    "by a prefix": "PREFIX e: <http://127.0.0.1:8765/> SELECT * { SERVICE e:x { ?a ?b ?c } }",
    "in a group": f"SELECT * {{ ?s ?p ?o {{ {{ {SERVICE} }} }} }}",
    "in a subquery": f"SELECT * {{ {{ SELECT * {{ {SERVICE} }} }} }}",
    "in EXISTS": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
    "in NOT EXISTS": f"SELECT * {{ ?s ?p ?o FILTER(1 = 1 && NOT EXISTS {{ {SERVICE} }}) }}",
    "in BIND": f"SELECT * {{ BIND(EXISTS {{ {SERVICE} }} AS ?x) }}",
    "in an aggregate": f"SELECT (SUM(IF(EXISTS {{ {SERVICE} }}, 1, 2)) AS ?n) {{ ?s ?p ?o }}",
    "in HAVING": f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING (EXISTS {{ {SERVICE} }})",
    "in ORDER BY": f"SELECT ?s {{ ?s ?p ?o }} ORDER BY (EXISTS {{ {SERVICE} }})",
    "in OPTIONAL": f"SELECT * {{ OPTIONAL {{ {SERVICE} }} }}",
    "in MINUS": f"SELECT * {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
    "in UNION": f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ {SERVICE} }} }}",
    "in GRAPH": f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}",
    "in CONSTRUCT": f"CONSTRUCT {{ ?a ?b ?c }} {{ {SERVICE} }}",
    "in DESCRIBE": f"DESCRIBE ?a {{ {SERVICE} }}",
    "with an escaped letter": f"SELECT * {{ {SERVICE.replace('S', chr(92) + 'u0053', 1)} }}",
    "after an escaped quotation mark": f'SELECT * {{ ?s ?p "\\u0022 # " . {SERVICE}\n}}',
    "after a long escape": f'SELECT * {{ ?s ?p "\\U00000022 # " . {SERVICE}\n}}',
    "after an escaped escape": f'SELECT * {{ ?s ?p "\\\\u0022 # " . {SERVICE} # "\n}}',
    "after an escaped line end": f"SELECT * {{ ?s ?p ?o # \\u000A {SERVICE}\n}}",
    "after a carriage return in a comment": f"SELECT * {{ ?s ?p ?o . # \r {SERVICE}\n}}",
    "after a comment": f"SELECT * {{ ?s ?p ?o . # quiet\n {SERVICE} }}",
    "after a string with a sharp": f'SELECT * {{ ?s ?p "#" . {SERVICE} }}',
    "from an address": "SELECT * FROM <http://127.0.0.1:8765/> { ?s ?p ?o }",
    "from a named address": "SELECT * FROM NAMED <http://127.0.0.1:8765/> { GRAPH ?g {} }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from a prefixed address": "PREFIX e: <http://e.x/> SELECT * FROM e:x { ?s ?p ?o }",
    "from an address beside the base": "BASE <http://e.x/> SELECT * FROM <y> { ?s ?p ?o }",
}
UPDATES = [
    "LOAD <http://127.0.0.1:8765/>",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <x:> BASE <y:> DELETE DATA { a:a a:b a:c }",
    "# a comment\nclear all",
    "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DROP ALL",
]


class Listener(socketserver.TCPServer):
    """Counts who calls."""

    allow_reuse_address = True
    calls = 0

    def process_request(self, request: object, client_address: object) -> None:
        self.calls += 1
        self.shutdown_request(request)  # type: ignore[arg-type]


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("way", OUTSIDE)
def test_nothing_is_ever_fetched(debate: Debate, way: str) -> None:
    with listening() as server:
        query = OUTSIDE[way].replace("8765", str(server.server_address[1]))
        with contextlib.suppress(QueryError):
            debate.query(query)
            assert "escaped line end" in way or "escaped escape" in way, "it had to be refused"
        assert server.calls == 0


@pytest.mark.parametrize("way", OUTSIDE)
def test_what_reaches_out_is_never_plain(way: str) -> None:
    assert not is_plainly_safe(OUTSIDE[way])
    assert not is_plainly_safe(OUTSIDE[way].replace("{", " {", 1).lower())


def test_what_a_group_asks_every_day_is_plain() -> None:
    assert [name for name in names() if not is_plainly_safe(question(name).sparql)] == []
    assert is_plainly_safe("SELECT ?from { ?s od:from ?from } # from one to another")
    assert not is_plainly_safe("ASK # \r FROM <http://e.x/>\n {}"), (
        "an engine ends the comment earlier"
    )
    assert not is_plainly_safe("ASK { FILTER(" + "+".join("1" * 400) + " > 2) }")


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_told_from_mistakes(debate: Debate, query: str) -> None:
    before = len(debate.store)
    with pytest.raises(QueryError, match="This is an update") as raised:
        debate.query(query)
    assert "SELECT, ASK, CONSTRUCT or DESCRIBE" in (raised.value.advice or "")
    assert len(debate.store) == before


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service ?p "SERVICE <http://e.x/> { }" }',
        "SELECT * { ?s ?p ?o } # all of them",
        "PREFIX service: <x:> SELECT * { ?s service:load ?o }",
        "SELECT * { ?s <http://e.x/a#SERVICE> ?o }",
        'SELECT * { ?s ?p "caf\\u00e9 \\U0001F600" }',
        "SELECT *\r\n{ ?s ?p ?o }\r\n# the end\r\n",
        "ASK { ?s ?p '''a # b\n''' }",
    ],
)
def test_words_in_names_strings_and_comments_are_no_offence(debate: Debate, query: str) -> None:
    debate.query(query)


def test_the_debates_own_graphs_may_be_named(debate: Debate) -> None:
    derived = debate.iris.graph("derived")
    found = debate.query(f"ASK FROM {derived} {{ ?s od:affirms ?o }}")
    assert found is True
    assert debate.query(f"ASK FROM {derived} {{ ?s od:text ?o }}") is False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { #\r SERVICE <URL> { ?x ?y ?z } #\n }",
        'SELECT * {\n#\\U000A BIND("""\nSERVICE SILENT <URL> {?x ?y ?z}\n#\\U000A """ AS ?b)\n}',
        "SELECT * { BIND('''\\''' AS ?x) SERVICE <URL> { ?x ?y ?z } BIND(''' ''' AS ?y) }",
        "SELECT * { SERVICE?x {} } # SERVICE",
    ],
)
def test_what_two_parsers_might_read_differently_is_refused(debate: Debate, query: str) -> None:
    with pytest.raises(QueryError):
        debate.query(query.replace("URL", "http://127.0.0.1:9/"))


def test_too_long_queries_are_not_even_read() -> None:
    with pytest.raises(QueryError, match="at most 20,000 are allowed"):
        check_query("#" * (MAX_LENGTH + 1), set())


def nested(n: int) -> str:
    return "ASK " + "{" * n + "}" * n


def joined(n: int) -> str:
    return "ASK { " + "".join(f"?s <x:p{m}> ?o . " for m in range(n)) + "}"


def added(n: int) -> str:
    return "ASK { FILTER(1" + "+1" * (n - 1) + " > 2) }"


def test_a_query_with_too_many_signs_is_read_by_a_second_parser() -> None:
    most = "ASK { FILTER(1" + "+1" * 297  # the brackets that open, and the signs of addition
    assert is_plainly_safe(f"{most}+1 > 2) }}") is False
    assert is_plainly_safe(f"{most} > 2) }}") is True
    assert is_plainly_safe(padded(MAX_LENGTH)) is True
    assert is_plainly_safe(padded(MAX_LENGTH + 1)) is False


def padded(n: int) -> str:
    return "ASK {}".ljust(n)


@pytest.mark.parametrize(
    ("query", "most"),
    [(padded, MAX_LENGTH), (nested, MAX_NESTING), (joined, MAX_PARTS), (added, MAX_PARTS + 1)],
)
def test_a_bound_itself_is_allowed_and_one_more_is_not(
    query: Callable[[int], str], most: int
) -> None:
    assert check_query(query(most), set()).form == "ask"
    with pytest.raises(QueryError, match=r"more than 100|at most 20,000 are allowed"):
        check_query(query(most + 1), set())


@pytest.mark.parametrize(
    ("escape", "sign"), [("\\u0080", "\x80"), ("\\uD7FF", "\ud7ff"), ("\\uE000", "\ue000"),
                         ("\\U0010FFFF", "\U0010ffff")],
)  # fmt: skip
def test_an_escape_of_any_other_sign_is_that_sign(escape: str, sign: str) -> None:
    wanted = f'ASK {{ ?s ?p "{sign}" }}'
    assert check_query(f'ASK {{ ?s ?p "{escape}" }}', set()).text == wanted
    assert check_query(wanted, set()).text == wanted


@pytest.mark.parametrize("escape", ["\\u0000", "\\u007F", "\\uD800", "\\uDFFF", "\\U00110000"])
def test_an_escape_of_ascii_or_of_no_sign_is_not_read(escape: str) -> None:
    with pytest.raises(QueryError, match="is not allowed"):
        check_query(f'ASK {{ ?s ?p "{escape}" }}', set())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 200 + "}" * 200,
        "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "SELECT * { ?s ?p " + "[ ?p " * 300 + "?o" + "]" * 300 + " }",
    ],
)
def test_deep_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=f"more than {MAX_NESTING} levels"):
        check_query(query, set())


def test_brackets_side_by_side_do_not_nest() -> None:
    assert check_query("ASK {" + "{}" * (MAX_NESTING // 2 + 10) + "}", set()).form == "ask"
    with pytest.raises(QueryError, match=f"more than {MAX_NESTING} levels"):
        check_query("ASK {" + "{}" * 60 + "{" * MAX_NESTING + "}" * (MAX_NESTING + 1), set())


def test_nesting_cannot_hide_in_what_looks_like_an_iri() -> None:
    deep = "(" * 3000 + "1" + ")" * 3000
    with pytest.raises(QueryError):
        check_query(f"SELECT * {{ ?s ?p ?o FILTER(?o<{deep}&&?o>2) }}", set())


def test_brackets_in_strings_and_comments_do_not_nest(debate: Debate) -> None:
    debate.query('ASK { ?s ?p "' + "(" * 200 + '" } # ' + "{" * 200)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s " + "/".join(["<x:p>"] * 2500) + " ?o }",
        "SELECT * { " + "".join(f"BIND(1 AS ?x{n}) " for n in range(300)) + "}",
        "SELECT * { " + "".join(f"?s <x:p{n}> ?o . " for n in range(300)) + "}",
        "SELECT * { ?s ?p ?o FILTER(" + "+".join(["1"] * 1000) + " > 2) }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 300) + " }",
        "SELECT * { ?s ?p (" + "1 " * 300 + ") }",
    ],
)
def test_chains_that_would_bring_the_engine_down_are_refused(debate: Debate, query: str) -> None:
    with pytest.raises(QueryError, match=f"more than {MAX_PARTS} patterns|Make it simpler"):
        debate.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?x { " + "1 " * 1500 + "} }",
        "SELECT * { VALUES (?x ?y) { " + "(1 2) " * 700 + "} }",
        "ASK { ?s ?p ?o FILTER(?o IN (" + ",".join(["1"] * 300) + ")) }",
        "ASK { ?s ?p ?o FILTER(?o NOT IN (" + ",".join(["1"] * 300) + ")) }",
        "ASK { BIND(CONCAT(" + ",".join(["'a'"] * 300) + ") AS ?x) }",
    ],
)
def test_long_lists_of_values_are_fine(debate: Debate, query: str) -> None:
    debate.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT *",
        "SELECT * {",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "SELECT * { ?s foo:bar ?o }",
        "SELECT ?x ?x {}",
        "SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }",
        "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }",
        "SELECT * { _:a ?p ?o . { _:a ?q ?r } }",
        "SELECT * { VALUES (?a ?b) { (1) } }",
        "SELECT (<http://e.x/f>(1) AS ?y) {}",
        "SELECT * { ?s <relative> ?o }",
        "DESCRIBE <relative>",
        "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999",
        'SELECT * { ?s ?p "\ud800" }',
        'SELECT * { ?s ?p "\\uD800" }',
        'SELECT * { ?s ?p "\\U00110000" }',
        "SELECT * { ?s ?p ?o }\x00",
        "SELECT * { ?s ?p 'a\x0b' }}",
    ],
)
def test_what_is_wrong_is_told_and_never_crashes(debate: Debate, query: str) -> None:
    with pytest.raises(QueryError):
        debate.query(query)


WORDS = st.sampled_from(
    re.split(
        " ",
        "SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED * { } ( ) [ ] . ; , ?a ?b $c <x:a> "
        "<http://e.x/#> od:claim rdf:type a \"text\" 'x' 1 -2.5 1e9 true SERVICE SILENT OPTIONAL "
        "UNION MINUS GRAPH FILTER EXISTS NOT BIND AS VALUES IN ORDER BY GROUP HAVING LIMIT OFFSET "
        "DISTINCT REDUCED COUNT SUM PREFIX p: BASE && || ! = < > + / ^ | # \\u0022 \\ \" ' \r \n "
        "_:b @en ^^ INSERT LOAD DELETE",
    )
)


@pytest.mark.fuzz
@tries(150)
@given(st.lists(WORDS | st.text(max_size=6), max_size=25).map(" ".join) | st.text(max_size=60))
def test_no_text_raises_anything_but_a_query_error(debate: Debate, text: str) -> None:
    with contextlib.suppress(QueryError, UnknownName):  # one word is the name of a question
        debate.query(text)

"""Strangers on the line: what hangs, breaks off, floods or leads astray is an error with advice."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import re
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

import opendebate
from endpoints import Answer, free_port, say, server
from opendebate.engines.remote.http_client import HttpClient
from opendebate.engines.remote.http_messages import Request
from opendebate.engines.remote.protocol import ask, with_prefixes
from opendebate.errors import OpenDebateError, RemoteError, UsageError

JSON = "application/sparql-results+json"
NONCE = "0123456789abcdef"
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'


def door(address: str, seconds: float = 5.0, most_bytes: int = 1_000_000) -> HttpClient:
    return HttpClient(address, seconds, most_bytes, wait=lambda _: None)


def in_turn(*answers: Answer) -> Answer:
    """Return what gives one answer after the other, and then the last for ever."""
    left = list(answers)

    def answer(to: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(to)

    return answer


def drop(to: BaseHTTPRequestHandler) -> None:
    to.close_connection = True
    to.connection.close()


def fine(to: BaseHTTPRequestHandler) -> None:
    say(to, 200, ROWS, Content_Type=JSON)


def test_an_answer_is_whole_and_knows_its_type() -> None:
    with server(fine) as address:
        reply = door(address).send(Request("GET", params=[("query", "ASK {}")]))
        assert (reply.status, reply.media_type, reply.body.read()) == (200, JSON, ROWS)


def test_a_dropped_connection_is_tried_again() -> None:
    with server(in_turn(drop, drop, fine)) as address:
        one = door(address)
        assert one.send(Request("GET")).status == 200
        assert one.requests == 3


def test_what_must_not_be_sent_twice_is_not() -> None:
    with server(in_turn(drop, fine)) as address:
        one = door(address)
        with pytest.raises(RemoteError, match="broke off"):
            one.send(Request("POST", content=b"x", idempotent=False))
        assert one.requests == 1


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    waited: list[float] = []
    busy: Answer = lambda to: say(to, 503, b"busy", Retry_After="7")  # noqa: E731
    with server(in_turn(busy, fine)) as address:
        one = HttpClient(address, wait=waited.append)
        assert one.send(Request("GET")).status == 200
    assert waited == [7.0]


def test_a_server_that_stays_busy_is_given_up_with_what_it_says() -> None:
    with server(lambda to: say(to, 503, b"still busy", Retry_After="100000")) as address:
        waited: list[float] = []
        one = HttpClient(address, wait=waited.append)
        with pytest.raises(RemoteError, match="503: still busy"):
            one.send(Request("GET"))
        assert max(waited) <= 30
        assert one.requests == 4


def flood(to: BaseHTTPRequestHandler) -> None:
    """Send a gigabyte, or as much of it as the other side takes."""
    to.send_response(200)
    to.send_header("Content-Type", JSON)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    for _ in range(1_000_000_000 // 0x10000):
        to.wfile.write(piece)


def drip(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", JSON)
    to.send_header("Content-Length", "10000")
    to.end_headers()
    for _ in range(200):
        to.wfile.write(b" ")
        to.wfile.flush()
        time.sleep(0.1)


def drip_headers(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        to.wfile.write(f"X-{n}: y\r\n".encode())
        to.wfile.flush()
        time.sleep(0.1)


def endless_headers(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(100_000):
        to.wfile.write(f"X-{n}: {'y' * 100}\r\n".encode())


def cut(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", JSON)
    to.send_header("Content-Length", "10000")
    to.end_headers()
    to.wfile.write(ROWS)
    to.close_connection = True


def hang(to: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def bomb(to: BaseHTTPRequestHandler) -> None:
    say(to, 200, gzip.compress(b" " * 50_000_000), Content_Type=JSON, Content_Encoding="gzip")


def garbage(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"\x00\xff" * 500 + b"\r\n\r\n")
    to.close_connection = True


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (hang, "no complete answer within"),
        (drip, "no complete answer within"),
        (drip_headers, "no complete answer|broke off"),
        (endless_headers, "broke off"),
        (cut, "broke off"),
        (garbage, "broke off"),
        (flood, "more than 1,000,000 bytes"),
        (bomb, "more than 1,000,000 bytes"),
        (lambda to: say(to, 401, b"who?"), "OPENDEBATE_USER"),
        (lambda to: say(to, 403, b"no"), "OPENDEBATE_TOKEN"),
        (lambda to: say(to, 404, b"\x1b[2J<b>nothing"), "404"),
        (lambda to: say(to, 413, b"large"), "higher limit"),
        (lambda to: say(to, 302, Location="file:///etc/hostname"), "another server"),
        (lambda to: say(to, 302, Location="http://169.254.169.254/latest"), "another server"),
        (lambda to: say(to, 307, Location="//localhost/x"), "another server"),
        (lambda to: say(to, 302, Location="gopher://x"), "another server"),
        (lambda to: say(to, 302, Location="/again"), "more than 3 times"),
    ],
    ids=lambda one: getattr(one, "__name__", None) or str(one),
)
def test_what_a_stranger_may_do_is_an_error_with_place_and_advice(
    answer: Answer, told: str
) -> None:
    with server(answer) as address:
        one = door(address, seconds=0.8 if answer in (hang, drip, drip_headers) else 60)
        with pytest.raises(RemoteError, match=told) as raised:
            one.send(Request("GET"))
        assert address in str(raised.value.where) or "another server" in told
        assert raised.value.advice
        assert "\x1b" not in str(raised.value)
        one.close()


def test_a_redirect_within_the_same_place_is_followed() -> None:
    moved: Answer = lambda to: say(to, 308, Location="/sparql")  # noqa: E731
    with server(in_turn(moved, fine)) as address:
        assert door(address).send(Request("GET")).address == f"{address}/sparql"


def test_credentials_come_from_the_environment_and_go_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str | None] = []

    def note(to: BaseHTTPRequestHandler) -> None:
        seen.append(to.headers.get("Authorization"))
        fine(to)

    with server(note) as address:
        door(address).send(Request("GET"))
        monkeypatch.setenv("OPENDEBATE_USER", "ann")
        monkeypatch.setenv("OPENDEBATE_PASSWORD", "secret")
        door(address).send(Request("GET"))
        monkeypatch.setenv("OPENDEBATE_TOKEN", "t0ken")
        door(address).send(Request("GET"))
    assert seen == [None, "Basic YW5uOnNlY3JldA==", "Bearer t0ken"]


@pytest.fixture
def ann(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENDEBATE_USER", "ann")
    monkeypatch.setenv("OPENDEBATE_PASSWORD", "secret")


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("silent", [True, False])
def test_a_digest_of_the_password_is_sent_where_that_is_wanted(silent: bool) -> None:
    seen: list[str] = []

    def guarded(to: BaseHTTPRequestHandler) -> None:
        given = to.headers.get("Authorization", "")
        seen.append(given.partition(" ")[0])
        if f'response="{expected(given, to)}"' in given:
            fine(to)
        elif given and silent:  # as Virtuoso: no word of what is wanted
            say(to, 401, b"")
        else:
            say(to, 401, b"", WWW_Authenticate=f'Digest realm="r", nonce="{NONCE}", qop="auth"')

    with server(guarded) as address:
        one = door(address)
        for _ in range(2):
            assert one.send(Request("POST", content=b"x" * 9)).status == 200
    assert seen[0] == "Basic"
    assert seen[-2:] == ["Digest", "Digest"], "the second request needs no more asking"


@pytest.mark.usefixtures("ann")
def test_what_anybody_gets_is_no_answer_to_a_wrong_password() -> None:
    def guarded(to: BaseHTTPRequestHandler) -> None:
        say(to, 401, b"wrong") if to.headers.get("Authorization") else fine(to)

    with server(guarded) as address, pytest.raises(RemoteError, match="401: wrong"):
        door(address).send(Request("GET"))


def expected(given: str, to: BaseHTTPRequestHandler) -> str:
    """Return the response that RFC 7616 wants of a digest's other fields."""
    said = dict(re.findall(r'(\w+)="?([^",]*)"?', given))
    ours = md5("ann:r:secret")
    rest = ":".join(said.get(key, "") for key in ("nc", "cnonce", "qop"))
    return md5(f"{ours}:{NONCE}:{rest}:{md5(f'{to.command}:{to.path}')}")


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(UsageError, match="OPENDEBATE_PASSWORD") as raised:
        HttpClient("https://ann:secret@example.org/sparql")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("address", ["https://", "http://[::1", "http://x:port/", "https://\ud800"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises((UsageError, RemoteError)):
        HttpClient(address, 1.0, wait=lambda _: None).send(Request("GET"))


def test_nobody_there_is_told() -> None:
    with pytest.raises(RemoteError, match="cannot be reached"):
        door(f"http://127.0.0.1:{free_port()}/sparql").send(Request("GET"))


Body = Callable[[BaseHTTPRequestHandler], None]


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("text/html", b"<html><script>alert(1)</script>Welcome</html>"),
        (JSON, ROWS[:-4]),
        (JSON, b'{"head":{"vars":["debate"]},"results":{"bindings":[{"debate":{"type":"uri",'),
        (JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"odd"}}]}}'),
        (JSON, b"[]"),
        (JSON, b""),
        (JSON, b"\xff\xfe"),
        (JSON, b'{"boolean": true}'),
        ("application/sparql-results+xml", b'<!DOCTYPE a [<!ENTITY b "c">]><sparql>&b;</sparql>'),
        ("", b"ok"),
    ],
)
def test_an_endpoint_that_answers_nonsense_is_no_debate(media: str, body: bytes) -> None:
    with server(lambda to: say(to, 200, body, Content_Type=media)) as address:
        with pytest.raises(OpenDebateError) as raised:
            opendebate.load(f"{address}/sparql")
        assert raised.value.advice


def test_a_query_that_the_endpoint_refuses_is_told_in_its_words() -> None:
    with (
        server(lambda to: say(to, 400, b"Parse error: line 1")) as address,
        pytest.raises(OpenDebateError, match="Parse error: line 1"),
    ):
        opendebate.load(f"{address}/sparql")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"head":{},"boolean":true}', True),
        (b'{"head":{},"boolean":false}', False),
        (b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[]}}', False),
        (b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[{"__ASK_RETVAL":{"type":'
         b'"literal","value":"1"}}]}}', True),
    ],
)  # fmt: skip
def test_yes_and_no_are_read_also_of_those_who_answer_with_rows(
    body: bytes, expected: bool
) -> None:
    with server(lambda to: say(to, 200, body, Content_Type=JSON)) as address:
        assert ask(door(address), "ASK { ?s ?p ?o }", ()) is expected
    rows = ROWS.replace(b'"x"', b'"y"')
    with (
        server(lambda to: say(to, 200, rows, Content_Type=JSON)) as address,
        pytest.raises(OpenDebateError, match="does not return true or false"),
    ):
        ask(door(address), "SELECT ?y {}", ())


def test_prefixes_are_declared_where_they_are_used_and_not_declared_already() -> None:
    known = {"od": "https://od.example/", "claim": "https://claim.example/"}
    own = "prefix od: <https://mine.example/> SELECT * { od:a od:b claim:c }"
    assert with_prefixes(own, known) == f"PREFIX claim: <https://claim.example/> {own}"
    assert with_prefixes("ASK { ?s ?p ?o }", known) == "ASK { ?s ?p ?o }"


def test_a_closed_door_opens_again() -> None:
    with server(fine) as address:
        one = door(address)
        one.send(Request("GET"))
        one.close()
        assert one.send(Request("GET")).status == 200
        with contextlib.closing(one):
            pass

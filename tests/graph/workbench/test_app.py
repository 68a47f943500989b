"""The workbench's server: for one browser on this machine, and nothing else."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from opendebate.coding.article_files import read_text
from opendebate.coding.similar import SimilarTexts
from opendebate.coding.text import Text
from opendebate.errors import InputError
from opendebate.workbench import app as app_module
from opendebate.workbench import lifecycle
from opendebate.workbench.app import MAX_BODY, Workbench
from opendebate.workbench.session import Session

ARTICLE = Path(__file__).parents[2] / "data" / "a-town-and-its-maps.txt"
TOKEN = "secret"  # noqa: S105 - of a test
STATEMENT: dict[str, Any] = {"action": "save-statement", "spans": [[3, 9]],
             "statement": {"mode": "paraphrase", "claim": "maps-help", "speaker": "ada"},
             "records": {"claims": {"maps-help": {"text": "Maps help.", "kind": "causal",
                                                  "side": "for"}},
                         "actors": {"ada": {"name": "Ada", "kind": "person"}}}}  # fmt: skip


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return lifecycle.start_session(tmp_path / "maps", "a-town", read_text(ARTICLE))


@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    app = Workbench(session, TOKEN).app()
    with TestClient(app, base_url="http://127.0.0.1") as made:
        yield made


def post(client: TestClient, path: str, data: Any) -> Any:
    return client.post(f"/{TOKEN}/{path}", json=data)


def test_who_does_not_know_the_token_finds_nothing(client: TestClient) -> None:
    for path in ("/", "/state", "/article", "/secre/state", "/edit"):
        assert client.get(path).status_code == 404
        assert client.post(path, json=STATEMENT).status_code == 404


@pytest.mark.parametrize("headers", [
    {"Host": "evil.example"}, {"Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
])  # fmt: skip
def test_other_hosts_and_pages_are_refused(
    client: TestClient, session: Session, headers: dict[str, str]
) -> None:
    before = dict(session.files.texts)
    refused = client.get(f"/{TOKEN}/state", headers=headers)
    assert refused.status_code in {403, 421}
    assert "that 'opendebate code' printed" in refused.text
    assert "serve" not in refused.text.replace("server", "")
    answer = client.post(f"/{TOKEN}/edit", json=STATEMENT, headers=headers)
    assert answer.status_code in {403, 421}
    assert session.files.texts == before


def test_the_page_may_speak_to_this_server_only(client: TestClient) -> None:
    answer = client.get(f"/{TOKEN}/")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 100_000,
    b'{"action": "delete-everything"}', b"{}" + b" " * MAX_BODY,
])  # fmt: skip
@pytest.mark.parametrize("path", ["edit", "span", "preview"])
def test_odd_requests_are_answered_and_change_nothing(
    client: TestClient, session: Session, path: str, body: bytes
) -> None:
    before = dict(session.files.texts)
    answer = client.post(f"/{TOKEN}/{path}", content=body)
    assert answer.status_code in {400, 413, 422}
    assert answer.json()["message"]
    assert session.files.texts == before


@pytest.mark.parametrize("span", [[-1, 3], [9, 3], [3, 3], [0, 10**9]])
def test_words_that_are_not_there_are_refused(client: TestClient, span: list[int]) -> None:
    answer = post(client, "edit", {**STATEMENT, "spans": [span]})
    assert answer.status_code == 422
    assert post(client, "span", {"start": span[0], "stop": span[1]}).status_code in {400, 422}


@pytest.mark.parametrize("name", ["../../x", "x/y", "Ü", "a b", "", "x" * 300, "debate: {}"])
def test_ids_that_no_file_may_have_are_refused(
    client: TestClient, session: Session, name: str
) -> None:
    edit = {"action": "save-record", "kind": "actors", "id": name,
            "record": {"name": "Ada", "kind": "person"}}  # fmt: skip
    before = dict(session.files.texts)
    assert post(client, "edit", edit).status_code == 422
    assert session.files.texts == before


def test_text_that_looks_like_yaml_stays_text(client: TestClient, session: Session) -> None:
    text = "Maps: [help] & *more*, {so: they} say # or not\n- id: evil"
    claims = {"maps-help": {"text": text, "kind": "causal", "side": "for"}}
    edit = {**STATEMENT, "records": {**STATEMENT["records"], "claims": claims}}
    assert post(client, "edit", edit).is_success
    assert session.coding.claims["maps-help"].text == text


def test_two_sessions_on_one_folder_never_write_over_each_other(
    client: TestClient, session: Session
) -> None:
    other = Session(session.folder, session.slug, session.page, session.journal)
    assert post(client, "edit", STATEMENT).is_success
    with TestClient(Workbench(other, TOKEN).app(), base_url="http://127.0.0.1") as second:
        answer = post(second, "edit", {**STATEMENT, "spans": [[20, 30]]})
        assert answer.status_code == 409
        assert "maps-help" in answer.json()["on_disk"]["claims"]
        assert post(second, "reload", {}).json()["statements"]
        repeated = {**STATEMENT, "records": {}, "spans": [[20, 30]]}
        assert len(post(second, "edit", repeated).json()["statements"]) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_may_not_be_written_to_is_told(client: TestClient, session: Session) -> None:
    (session.folder / "sources").chmod(0o500)
    answer = post(client, "edit", STATEMENT)
    assert answer.status_code == 422
    assert "could not be written" in answer.json()["message"]


def test_the_server_ends_when_the_last_page_is_closed(session: Session) -> None:
    async def watch() -> list[str]:
        ended: list[str] = []
        bench = Workbench(session, TOKEN, lambda: ended.append("closed"), patience=0)
        first, second = bench._signs(), bench._signs()
        await first.__anext__()
        await second.__anext__()
        await first.aclose()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not ended, "a page is still open"
        await second.aclose()
        await asyncio.sleep(0.01)
        return ended

    assert asyncio.run(watch()) == ["closed"]


@pytest.mark.parametrize("article", [
    "<script>alert(1)</script> Maps help the town.", "Maps \u202ehelp\u202c the town.",
    "\n\n".join(["Maps help the town."] * 3_000),
])  # fmt: skip
def test_any_article_reaches_the_page_as_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    session = lifecycle.start_session(tmp_path / "odd", "odd", Text.of(article))
    with TestClient(Workbench(session, TOKEN).app(), base_url="http://127.0.0.1") as client:
        data = client.get(f"/{TOKEN}/article").json()
        assert "".join(block["text"] for block in data["blocks"]) == "".join(article.split("\n\n"))
        assert "alert" not in client.get(f"/{TOKEN}/").text.partition('<script id="')[0]


def test_a_folder_of_something_else_is_not_made_a_debate(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Do not touch.", "utf-8")
    with pytest.raises(InputError, match="not empty"):
        lifecycle.start_session(tmp_path, "a-town", read_text(ARTICLE))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_bug_is_logged_and_not_blamed_on_the_request(
    client: TestClient, session: Session, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    for error in (KeyError("x"), TypeError("y"), AttributeError("z")):
        monkeypatch.setattr(Session, "apply", Raises(error))
        answer = post(client, "edit", STATEMENT)
        assert (answer.status_code, "bug" in answer.json()["message"]) == (500, True)
        assert caplog.records[-1].exc_info
        assert caplog.records[-1].exc_info[1] is error


class Raises:
    """What fails with an error whenever it is called."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *_: object) -> None:
        raise self.error


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), [None], {"a": {"b": 0.1}}, [[]] * 2 + [[[1e3]]]]
)
def test_values_that_no_coding_file_holds_are_refused(client: TestClient, value: Any) -> None:
    body = json.dumps({"action": "save-record", "kind": "actors", "id": "ada",
                       "record": {"name": "Ada", "kind": value}})  # fmt: skip
    answer = client.post(f"/{TOKEN}/edit", content=body)
    assert answer.status_code == 422
    assert "A value is a text, a whole number, a list or a record." in answer.json()["message"]


def test_records_that_are_nested_too_deeply_are_refused(client: TestClient) -> None:
    nested: Any = "x"
    for _ in range(900):
        nested = [nested]
    edit = {"action": "save-record", "kind": "actors", "id": "ada", "record": {"name": nested}}
    assert "nested more than 20 deep" in post(client, "edit", edit).json()["message"]


@pytest.mark.parametrize("path", ["edit", "unsaved"])
def test_halves_of_characters_are_refused(client: TestClient, path: str) -> None:
    body = json.dumps({**STATEMENT, "statement": {"said": "\ud800"}})
    assert client.post(f"/{TOKEN}/{path}", content=body).status_code == 400


def test_the_difference_waits_until_an_edit_is_done(session: Session) -> None:
    async def watch() -> bool:
        bench = Workbench(session, TOKEN)
        await bench.lock.acquire()
        asked = asyncio.ensure_future(bench.difference(None))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        waits = not asked.done()
        bench.lock.release()
        await asked
        return waits

    assert asyncio.run(watch())


def test_claims_are_looked_up_in_one_index_until_the_coding_changes(
    client: TestClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def counted(texts: dict[str, str]) -> SimilarTexts:
        made.append(len(texts))
        return SimilarTexts(texts)

    monkeypatch.setattr(app_module, "SimilarTexts", counted)
    for _ in range(3):
        assert client.get(f"/{TOKEN}/claims?words=maps").json() == []
    assert post(client, "edit", STATEMENT).is_success
    for _ in range(3):
        assert client.get(f"/{TOKEN}/claims?words=maps+help").json()[0][0] == "maps-help"
    assert made == [0, 1]


def test_the_page_hears_once_that_the_journal_was_shortened(
    client: TestClient, session: Session
) -> None:
    session.journal.notice = "The oldest edits are forgotten."
    assert post(client, "edit", STATEMENT).json()["done"] == (
        "add statement ada-maps-help. The oldest edits are forgotten"
    )
    assert post(client, "undo", {}).json()["done"] == "Undone: add statement ada-maps-help."

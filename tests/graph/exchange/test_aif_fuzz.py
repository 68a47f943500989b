"""Damaged and odd files of AIF: each makes a debate that passes the check, or a clear error."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import opendebate
from fuzzing import tries
from opendebate.errors import InputError
from opendebate.exchange import aif
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate

DATA = Path(__file__).parents[2] / "data"
FERRY = DATA / "exchange" / "ferry.aif.json"
MILL = DATA / "exchange" / "mill.aif.xml"
slow = tries(25)

texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from([
        "", " ", "I", "L", "RA", "CA", "YA", "TA", "110", "10", "Ann : ", ": words",
        "：", "Bo: Ann : x",  # noqa: RUF001
        "\u202e\ufeff\x00", "\ud800", "&#0;&#1114112;&amp;", "x" * 30_000, "😀" * 300, "None",
        "affirms", "denies", "unknown", "ferry", "ida-moss-1", "risk", "2024-13-99", "-" * 90,
    ]),
)  # fmt: skip
odd = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything within a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [way] if way else []
    if isinstance(value, dict | list):
        for key, one in inner:
            found += places(one, (*way, key)) if isinstance(one, dict | list) else [(*way, key)]
    return found


@dataclass
class Damaged:
    """A document, and what was changed in it, which is what a failing test shows."""

    whole: Any = field(repr=False)
    changes: list[str] = field(default_factory=list)


@st.composite
def damaged(draw: st.DrawFn, whole: Any) -> Damaged:
    """Draw a document in which a few things are others, gone, or there twice."""
    made = deepcopy(whole)
    changes = []
    for _ in range(draw(st.integers(1, 4))):
        ways = places(made)
        if not ways:
            break
        *way, last = draw(st.sampled_from(ways))
        inside = made
        for key in way:
            inside = inside[key]
        what = draw(st.sampled_from(["put", "take", "twice", "swap"]))
        if what == "put":
            inside[last] = draw(odd)
        elif what == "take":
            del inside[last]
        elif what == "twice" and isinstance(inside, list):
            inside.append(deepcopy(inside[last]))
        else:
            inside[last] = deepcopy(there(made, draw(st.sampled_from(ways))))
        changes.append(f"{what} {[*way, last]}: {str(there(made, (*way, last)))[:60]!r}")
    return Damaged(made, changes)


def there(whole: Any, way: tuple[Any, ...]) -> Any:
    """Return what stands at a place of a document; None where there is none any more."""
    try:
        for key in way:
            whole = whole[key]
    except (KeyError, IndexError, TypeError):
        return None
    return whole


def our_own() -> Any:
    """Return a document of ours, with all that we write besides."""
    whole = json.loads(aif.write(read_graph(opendebate.load(DATA / "flood-maps").engine), {}))
    whole["schemefulfillments"] = [{"nodeID": "1", "schemeID": "7"}]
    return whole


def tried(work: Callable[[], CodedDebate | None]) -> tuple[CodedDebate | None, InputError | None]:
    """Return what work gives, or the error that it ends in."""
    try:
        return work(), None
    except InputError as error:
        return None, error


def assert_clear(error: InputError) -> None:
    assert error.what
    assert error.where
    assert error.advice


def assert_sound(form: str, content: bytes, *, ours: bool = False) -> None:
    """Assert that a file makes a folder that passes the check, or a clear error."""
    with TemporaryDirectory() as place:
        path = Path(place, "given")
        path.write_bytes(content)
        coded, error = tried(lambda: read_coded_debate(form, path))
        if coded is None:
            assert_clear(error or InputError(""))
            return
        _, error = tried(lambda: write_folder(coded, Path(place, "debate"), "given"))
        if error:
            assert ours, error  # records of ours may be sound by themselves, and not together
            assert_clear(error)
            return
        again = Path(place, "again")
        again.write_bytes(aif.write(coded, coded.texts))
        assert aif.read(again).claims == coded.claims


@pytest.mark.fuzz
@slow
@given(damaged(json.loads(FERRY.read_text("utf-8"))))
@example(Damaged({"nodes": [{"nodeID": 1, "type": "I", "text": "a" * 30_000}]}))
@example(Damaged({"nodes": [{"nodeID": 1, "type": []}]}))
def test_a_node_set_with_odd_things_in_it(given_: Damaged) -> None:
    assert_sound("aif", json.dumps(given_.whole).encode())


@pytest.mark.fuzz
@slow
@given(damaged(our_own()))
def test_a_document_of_ours_with_odd_things_in_it(given_: Damaged) -> None:
    assert_sound("aif", json.dumps(given_.whole).encode(), ours=True)


def test_a_field_of_a_claim_that_is_null_is_as_if_it_were_not_there() -> None:
    content = copy.deepcopy(our_own())
    claim = next(node["opendebate"] for node in content["nodes"]
                 if node.get("opendebate", {}).get("topics"))  # fmt: skip
    claim["topics"] = None
    assert_sound("aif", json.dumps(content).encode(), ours=True)


@pytest.mark.fuzz
@slow
@given(st.data())
@pytest.mark.parametrize("form", ["aif", "aif-rdf"])
def test_a_file_with_other_bytes_in_it(form: str, data: st.DataObject) -> None:
    content = bytearray((FERRY if form == "aif" else MILL).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        much = data.draw(st.integers(0, 40))
        content[at : at + much] = data.draw(st.binary(max_size=6) | st.sampled_from(PIECES))
    assert_sound(form, bytes(content))


PIECES = [
    b"<", b">", b"&", b"&a;", b"<!DOCTYPE r [<!ENTITY a 'b'>]>", b"<!--", b"]]>", b"<![CDATA[",
    b"rdf:about='#x'", b"rdf:parseType='Literal'", b"xml:lang='\xff'", b"xmlns:rdf=''", b"</x>",
    b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b"}", b"[", b"]", b'"', b",", b"1e999", b"\\ud800",
    b"NaN", b"null",
]  # fmt: skip
TERMS = [
    "@prefix aif: <http://www.arg.tech/aif#> .", "a", "aif:I-node", "aif:L-node", "aif:RA-node",
    "aif:CA-node", "aif:YA-node", "aif:TA-node", "aif:Premise", "aif:Conclusion", "aif:claimText",
    "aif:Locution", "aif:IllocutionaryContent", "aif:Anchor", "aif:source", "aif:creationDate",
    "<#1>", "<#2>", "<#3>", "_:b", "[]", "()", '"Ann says it holds"', '"Ann : it holds"@en', "'x'",
    "7", "true", ".", ";", ",", "[", "]", "(", ")", "<<", ">>", "{", "}", "<http://a b>", "<>",
    '"\\u0000"', '"\\uD800"', "@en_US", "^^<x>", "#", "GRAPH",
]  # fmt: skip


@pytest.mark.fuzz
@slow
@given(st.lists(st.sampled_from(TERMS), max_size=40))
@example(["<#1>", "a", "aif:I-node", ";", "aif:claimText", "<<", "<#1>", "a", "<#2>", ">>", "."])
@example(["_:b", "a", "aif:I-node", ";", "aif:claimText", "[]", "."])
@example(
    ["<#1>", "a", "aif:YA-node", ";", "aif:Premise", "<#1>", ".", "<#1>", "a", "aif:L-node", "."]
)
def test_turtle_of_any_terms(terms: list[str]) -> None:
    assert_sound("aif-rdf", " ".join([TERMS[0], *terms]).encode())

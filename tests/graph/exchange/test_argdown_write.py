"""From a coded debate to Argdown and back: nothing but what is said to be lost is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from invented import write_knots
from opendebate.coding.debate_files import ENTITY_FILES
from opendebate.errors import InputError
from opendebate.exchange import argdown
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph

FLOOD = Path(__file__).parents[2] / "data" / "flood-maps"
HOSTILE = (
    "[x]: y", "<b>bold</b>", "{a: b}", "a } b, c {", "#tag and #(two words)", "// no comment",
    "/* nor */ this <!-- nor --> that", "===", "=== title: no ===", "two\nlines\n\nand a blank",
    "(1) no premise", "-- no step", "+ [x]", "*bold* __bold__ snake_case", "@[x] and @<y>",
    "back\\slash \\[", ".^. and :heart: and .v.", "https://example.org/a.b/c?d=e#f", "two  blanks",
    "no-break\N{NO-BREAK SPACE}space", "null", "“quoted”: 'yes'", "x" * 10_000, "ab [x] " * 1_400,
)  # fmt: skip


def again(coded: CodedDebate, folder: Path) -> CodedDebate:
    path = folder / "again.argdown"
    path.write_bytes(argdown.write(coded, {}))
    return argdown.read(path)


def content(coded: CodedDebate) -> dict[str, Any]:
    """Return what the format can hold: all but texts, report and counts."""
    kept = {name: getattr(coded, name) for name in ("debate", *ENTITY_FILES, "sources")}
    return {**kept, "order": [list(kept[name]) for name in kept if name != "debate"]}


def claimed(text: str) -> CodedDebate:
    coded = new_coded_debate("Signs", "Are signs kept?", "https://example.org/signs/")
    coded.claims["one"] = {"text": text.strip(), "kind": "causal", "side": "for"}
    coded.claims["two"] = {"text": "Two.", "kind": "causal", "side": "for", "attacks": ["one"]}
    return coded


@pytest.mark.parametrize("which", ["built-in", "flood-maps", *range(4)])
def test_a_debate_written_and_read_again_is_the_same(which: str | int, tmp_path: Path) -> None:
    if isinstance(which, int):
        folder: Path | None = write_knots(tmp_path / "knots", which)
    else:
        folder = FLOOD if which == "flood-maps" else None
    coded = read_graph(opendebate.load(folder).engine)
    assert content(again(coded, tmp_path)) == content(coded)


@given(st.integers(0, 10_000), st.integers(9, 14), st.integers(5, 16))
@settings(max_examples=8, deadline=None)
def test_any_debate_written_and_read_again_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, size: int, said: int
) -> None:
    folder = tmp_path_factory.mktemp("knots")
    debate = opendebate.load(write_knots(folder / "knots", seed, size, said))
    coded = read_graph(debate.engine)
    assert content(again(coded, folder)) == content(coded)


def test_the_same_debate_gives_the_same_bytes(tmp_path: Path) -> None:
    coded = read_graph(opendebate.load(FLOOD).engine)
    first = argdown.write(coded, {})
    assert first == argdown.write(coded, {})
    assert first == argdown.write(again(coded, tmp_path), {})


def test_what_was_imported_is_the_same_when_it_is_written_and_read(tmp_path: Path) -> None:
    coded = argdown.read(FLOOD.parent / "exchange" / "lime-trees.argdown")
    back = again(coded, tmp_path)
    assert content(back) == content(coded)
    write_folder(back, tmp_path / "made")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_looks_like_markup_survives(text: str, tmp_path: Path) -> None:
    coded = claimed(text)
    assert content(again(coded, tmp_path)) == content(coded)


@given(st.lists(st.sampled_from([*HOSTILE[:22], *"[]<>{}#@*_/\\.:-+=()1 \n\"'"]), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    coded = claimed(f"x{''.join(pieces)}x")
    assert content(again(coded, tmp_path_factory.mktemp("text"))) == content(coded)


@pytest.mark.parametrize("text", HOSTILE[:9])
def test_titles_names_and_passages_that_look_like_markup_survive(text: str, tmp_path: Path) -> None:
    coded = claimed("One.")
    coded.debate |= {"title": text, "question": text, "creators": [text]}
    coded.actors["ann"] = {"name": text, "kind": "person"}
    coded.actors["bo"] = {"name": "Ann", "kind": "person"}  # another's id is no safe name
    coded.topics["t"] = {"name": text}
    at = [{"paragraph": 1, "from": "a } #b", "to": "=== [c]", "words": 3, "sha256": "0" * 64}]
    said = {"id": "s", "speaker": ["ann", "bo"], "mode": "mixed", "claim": "one", "at": at}
    coded.sources["press"] = {
        "source": {"title": text, "kind": "other"},
        "statements": [cast(Any, said)],
    }
    assert content(again(coded, tmp_path)) == content(coded)


def test_speakers_reasons_and_undercuts_can_be_read_in_the_document(tmp_path: Path) -> None:
    written = argdown.write(read_graph(opendebate.load(FLOOD).engine), {}).decode()
    assert "{name: Osei Brandt, as: Town of Little Sallow, mode: mixed" in written
    assert "<a-town-and-its-maps/" in written
    assert "  _> <" in written
    assert "----" in written


def test_a_debate_without_claims_can_be_written_and_read(tmp_path: Path) -> None:
    coded = new_coded_debate("Nothing", "Is there anything?")
    assert content(again(coded, tmp_path)) == content(coded)


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ("kind: organization", "kind: club", "actor"),
        ("language: en", "language: English", "debate"),
        ("mode: mixed", "mode: mumbled", ":"),
        ("paragraph: 7", "paragraph: seven", ":"),
        ("    averley:", "    Averley!:", "actor"),
    ],
)
def test_our_own_records_are_checked_when_they_are_read(
    was: str, now: str, where: str, tmp_path: Path
) -> None:
    written = argdown.write(read_graph(opendebate.load(FLOOD).engine), {}).decode()
    assert was in written
    path = tmp_path / "changed.argdown"
    path.write_text(written.replace(was, now, 1), "utf-8")
    with pytest.raises(InputError) as caught:
        argdown.read(path)
    assert where in str(caught.value.where)
    assert caught.value.advice


def test_what_is_lost_is_said() -> None:
    assert all(sentence.endswith(".") for sentence in argdown.LOST)

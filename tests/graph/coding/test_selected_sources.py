"""A debate with only some of its sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from click.testing import CliRunner

import opendebate
from opendebate.coding.check import read_coding, read_with_faults
from opendebate.coding.selected_sources import selected_files
from opendebate.debate import BUILT_IN
from opendebate.errors import FaultsFound, UsageError
from opendebate.rdf import selected_debates
from opendebate.rdf.selected_debates import _is_unchanged, selected_folder
from opendebate_cli.main import cli

ARTICLE = "why-meta-opened-up"
LETTER = "a-letter-on-the-maps"


def written(folder: Path, files: dict[str, str]) -> Path:
    (folder / "sources").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_all_sources_are_the_whole_debate(town: Path, tmp_path: Path) -> None:
    names = ["a-letter-on-the-maps", "a-town-and-its-maps"]
    whole, chosen = (
        read_coding(folder)
        for folder in (town, written(tmp_path / "x", selected_files(town, names)))
    )
    assert whole.sources == chosen.sources
    for kind in ("actors", "models", "policies", "claims", "topics", "events", "context"):
        assert getattr(whole, kind) == getattr(chosen, kind), kind


def test_one_source_brings_what_it_names_and_nothing_else(town: Path, tmp_path: Path) -> None:
    chosen, faults = read_with_faults(written(tmp_path / "x", selected_files(town, [LETTER])))
    assert not [fault.message for fault in faults if "a-town-and-its-maps" not in fault.message
                and fault.severity == "error"]  # fmt: skip
    assert set(chosen.claims) == {
        statement.claim for file in chosen.sources.values() for statement in file.statements
    } | {name for file in chosen.sources.values() for s in file.statements for name in s.because}
    whole = read_coding(town)
    assert set(chosen.actors) < set(whole.actors)
    for claim in chosen.claims.values():
        assert {*claim.supports, *claim.attacks} <= set(chosen.claims)


def test_the_debate_of_one_source_builds_without_a_fault(town: Path) -> None:
    debate = opendebate.load(town, only=[LETTER])
    assert {statement.source.id for statement in debate.statements()} == {LETTER}


def test_a_title_of_two_sources_names_neither(town: Path) -> None:
    for slug in (LETTER, "a-town-and-its-maps"):
        path = town / "sources" / f"{slug}.yaml"
        text = re.sub("(?m)^  title: .*$", "  title: A speech", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="2 sources have the title 'A speech'") as refused:
        selected_files(town, ["A speech"])
    assert LETTER in (refused.value.advice or "")


@pytest.mark.parametrize("form", ["{}", "[{}]", "[{}, a-town-and-its-maps/oyelaran-publish]"])
def test_a_fact_stays_with_what_it_departs_from_and_loses_the_rest(
    town: Path, tmp_path: Path, form: str
) -> None:
    kept, gone = f"{LETTER}/tanagers-in", "a-town-and-its-maps/oyelaran-publish"
    reference = "reference: {title: A file}"
    (town / "context.yaml").write_text(
        f"kept: {{text: So it was., departs_from: {form.format(kept)}, {reference}}}\n"
        f"gone: {{text: So it was not., departs_from: {form.format(gone)}, {reference}}}\n"
        if "," not in form
        else f"kept: {{text: So it was., departs_from: {form.format(kept)}, {reference}}}\n"
    )
    chosen, faults = read_with_faults(written(tmp_path / "x", selected_files(town, [LETTER])))
    assert [fault.message for fault in faults if fault.severity == "error"] == []
    assert {name: fact.departs_from for name, fact in chosen.context.items()} == {"kept": (kept,)}


@pytest.mark.parametrize("name", [LETTER, f"source/{LETTER}", "A letter on the maps"])
def test_a_source_is_named_by_slug_path_or_title(town: Path, name: str) -> None:
    assert f"sources/{LETTER}.yaml" in selected_files(town, [name])


def test_an_unknown_source_is_refused_with_similar_names(town: Path) -> None:
    with pytest.raises(UsageError) as refused:
        opendebate.load(town, only=["a-letter-on-the-map"])
    assert LETTER in str(refused.value.advice)
    with pytest.raises(UsageError, match="only is a list"):
        opendebate.load(town, only=LETTER)
    with pytest.raises(UsageError, match="endpoint"):
        opendebate.load("https://example.org/sparql", only=[LETTER])


def test_faults_of_the_debate_are_told_in_its_own_files(town: Path) -> None:
    claims = town / "claims.yaml"
    claims.write_text(claims.read_text("utf-8") + "\nnonsense: {text: Maps., kind: none}\n")
    with pytest.raises(FaultsFound) as found:
        opendebate.load(town, only=[LETTER])
    assert str(claims) in found.value.faults[0].file


def test_a_selection_that_was_changed_is_written_again(town: Path) -> None:
    folder = selected_folder(town, [LETTER])
    path = folder / "sources" / f"{LETTER}.yaml"
    before = path.read_text("utf-8")
    path.write_text("source: {title: Forged, kind: letter}\n", "utf-8")
    assert selected_folder(town, [LETTER]) == folder
    assert path.read_text("utf-8") == before


def test_who_wants_the_same_selection_at_once_gets_it_whole(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(selected_debates, "_is_unchanged", count := Counted(_is_unchanged))
    started = Barrier(6)

    def select(_: int) -> tuple[Path, int]:
        started.wait()
        folder = selected_folder(town, [LETTER])
        return folder, len(read_coding(folder).claims)

    with ThreadPoolExecutor(6) as pool:
        (answer,) = set(pool.map(select, range(6)))
    assert answer[1] > 0
    assert count.refusals <= 7, "each looks once, and the first in line once more"


class Counted:
    """Counts how often a selection was not there."""

    def __init__(self, look: Callable[[Path], bool]) -> None:
        self.look, self.refusals = look, 0

    def __call__(self, place: Path) -> bool:
        is_there = self.look(place)
        self.refusals += not is_there
        return is_there


def test_where_the_cache_cannot_be_written_a_temporary_folder_serves(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / "file" / "cache"))
    folder = selected_folder(town, [LETTER])
    assert (folder / "debate.yaml").is_file()
    assert folder.name == town.name


def test_the_option_selects_and_is_repeated_in_advice(town: Path) -> None:
    for words in (["--only", LETTER, "-d", str(town), "build"],
                  ["-d", str(town), "build", "--only", LETTER]):  # fmt: skip
        done = CliRunner().invoke(cli, words)
        assert f"-d {town} --only {LETTER} query" in done.stdout, done.output
        assert done.exit_code == 0


def test_the_variable_selects_from_the_debate_that_no_option_names(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENDEBATE_ONLY", ARTICLE)
    for words in (["list", "sources", "-d", str(town)], ["-d", str(town), "list", "sources"]):
        assert LETTER in CliRunner().invoke(cli, words).stdout
    assert ARTICLE in CliRunner().invoke(cli, ["list", "sources"]).stdout


def test_the_article_alone_has_the_numbers_it_had_before_other_sources_came() -> None:
    coding = read_coding(selected_folder(BUILT_IN, [ARTICLE]))
    numbers = {
        kind: len(getattr(coding, kind))
        for kind in ("actors", "models", "policies", "claims", "topics", "events", "context")
    }
    assert numbers == {
        "actors": 51, "models": 9, "policies": 6, "claims": 102, "topics": 30, "events": 10,
        "context": 9,
    }  # fmt: skip
    assert len(coding.sources[ARTICLE].statements) == 117

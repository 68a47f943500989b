"""A debate of which a few sources have changed is what a build of all of it would be."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate_ontology
from fuzzing import TIMES
from invented import write_knots
from opendebate.coding import folder as folder_module
from opendebate.coding import sizes
from opendebate.coding.check import read_with_faults
from opendebate.coding.yaml_reader import read_tree
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import Fault, FaultsFound
from opendebate.rdf import cache, cache_index, incremental_build, incremental_inference, user_cache
from opendebate.rdf.build import build as real_build
from opendebate.rdf.build_inputs import Inputs
from opendebate.rdf.cache_index import CacheEntry, last_entry, register_text, write_entry
from opendebate.rdf.disk_store import damaged_files
from opendebate.rdf.shapes import PropertyPath, read_shapes

COPIES = 4  # of each source of the invented debate, each a little different
STANCES = ("affirms", "denies", "doubts", "concedes")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which every debate is kept as a large one, and changed however much changes."""
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(user_cache, "LARGE", 0)
    monkeypatch.setattr(incremental_build, "_SHARE", 1)
    return tmp_path / "cache"


@pytest.fixture
def knots(tmp_path: Path) -> Path:
    return write(tmp_path / "knots", 3)


def write(folder: Path, seed: int) -> Path:
    """Write an invented debate with several sources, dated so that positions change."""
    write_knots(folder, seed, size=8, said=6)
    for path in sorted(folder.glob("sources/*.yaml")):
        for n in range(COPIES):
            with edited(path, path.with_name(f"{path.stem}-{n}.yaml")) as source:
                source["source"] |= {"title": f"Copy {n}", "published": f"202{n}"}
                source["statements"] = source["statements"][n:]
    return folder


@contextmanager
def edited(path: Path, to: Path | None = None) -> Iterator[dict[str, Any]]:
    """Yield a coding file's data, to be changed, and write it down again."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    yield data
    (to or path).write_text(json.dumps(data), "utf-8")


def source(folder: Path, name: str = "source-0-1") -> Path:
    return folder / "sources" / f"{name}.yaml"


def deny(path: Path) -> None:
    """Turn the stance of every statement of a source."""
    with edited(path) as data:
        for one in data["statements"]:
            one["stance"] = "denies" if one["stance"] == "affirms" else "affirms"


def faults_of(make: Callable[[Path], object], folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultsFound) as caught:
        make(folder)
    return caught.value.faults


def assert_as_built(folder: Path) -> None:
    """Hold what is loaded against a build of all; faults, too, are the same."""
    try:
        expected = real_build(folder)
    except FaultsFound:
        assert faults_of(cache.load, folder) == faults_of(real_build, folder)
        return
    found = cache.load(folder)
    assert set(found.store) == set(expected.store)
    assert set(found.store.named_graphs()) == set(expected.store.named_graphs())
    assert found.iris == expected.iris
    assert found.facts in (None, len(expected.store)), "None where it was built in memory"


# What is made from the debate before, and what is not


def rename(path: Path) -> None:
    path.rename(path.with_name("renamed.yaml"))


def copy(path: Path) -> None:
    shutil.copy(path, path.with_name("another.yaml"))


def turn_into_words_for_someone(path: Path) -> None:
    with edited(path) as data:
        data["statements"][0] |= {"speaker": ["a-0"], "mode": "verbatim", "on_behalf_of": "a-1"}


def remark(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n# seen\n", "utf-8")


@pytest.mark.parametrize(
    "change", [deny, rename, copy, remark, Path.unlink, turn_into_words_for_someone]
)
def test_a_changed_source_is_compiled_alone(
    change: Callable[[Path], object], knots: Path, place: Path, builds: list[Path]
) -> None:
    cache.load(knots)
    change(source(knots))
    assert_as_built(knots)
    assert builds == [knots], "the first time only"
    assert cache.load(knots).facts == len(real_build(knots).store)


def test_files_of_entities_are_not_read_again_unless_a_source_goes(
    knots: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []

    def recorded(path: Path, name: str) -> Tree:
        paths.append(path.name)
        return read_tree(path, name)

    cache.load(knots)
    monkeypatch.setattr(folder_module, "read_tree", recorded)
    for _ in range(2):
        deny(source(knots))
        cache.load(knots)
        assert paths == ["source-0-1.yaml"]
        paths.clear()
    source(knots).unlink()
    cache.load(knots)
    assert {"actors.yaml", "claims.yaml", "context.yaml"} <= set(paths)
    assert_as_built(knots)


def test_changes_upon_changes_leave_the_same_debate_and_two_stores(
    knots: Path, place: Path, builds: list[Path]
) -> None:
    for slug in ("source-0", "source-1-1", "source-0", "source-1-2"):
        cache.load(knots)
        deny(source(knots, slug))
    assert_as_built(knots)
    assert builds == [knots]
    assert sum(path.is_dir() for path in place.iterdir()) == 2
    assert not [damage for path in place.glob("*/") for damage in damaged_files(path)]


def test_a_changed_register_means_a_build(knots: Path, place: Path, builds: list[Path]) -> None:
    cache.load(knots)
    with edited(knots / "actors.yaml") as actors:
        actors["a-0"]["name"] = "Another name"
    assert_as_built(knots)
    assert builds == [knots, knots]


def test_a_source_changed_while_it_is_read_means_a_build(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = incremental_build._read_changed

    def read_then_deny(*arguments: Any) -> Any:
        coding = read(*arguments)
        deny(source(knots))
        return coding

    cache.load(knots)
    deny(source(knots))
    monkeypatch.setattr(incremental_build, "_read_changed", read_then_deny)
    assert set(cache.load(knots).store) == set(real_build(knots).store)
    assert builds == [knots, knots]


def test_a_source_changed_while_another_is_read_is_built_the_next_time(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = incremental_build._read_changed

    def deny_then_read(*arguments: Any) -> Any:
        deny(source(knots, "source-1"))
        return read(*arguments)

    cache.load(knots)
    deny(source(knots))
    as_it_was = set(real_build(knots).store)
    with monkeypatch.context() as patch:
        patch.setattr(incremental_build, "_read_changed", deny_then_read)
        assert set(cache.load(knots).store) == as_it_was
    assert set(cache.load(knots).store) == set(real_build(knots).store) != as_it_was
    assert builds == [knots]


def test_a_broken_source_is_told_in_full_and_a_mended_one_compiled_alone(
    knots: Path, place: Path, builds: list[Path]
) -> None:
    cache.load(knots)
    before = source(knots).read_text("utf-8")
    with edited(source(knots)) as data:
        data["statements"][0]["claim"] = "no-such-claim"
    assert_as_built(knots)
    source(knots).write_text(before.replace("denies", "doubts"), "utf-8")
    assert_as_built(knots)
    assert builds == [knots, knots], "the first time, and to tell the faults"


def test_a_source_that_another_names_as_carrier_is_missed(knots: Path, place: Path) -> None:
    with edited(source(knots, "source-1")) as data:
        data["statements"][1]["via"] = ["source-0-1"]
    cache.load(knots)
    source(knots).unlink()
    with pytest.raises(FaultsFound, match="source-0-1"):
        cache.load(knots)


def test_a_step_that_is_undercut_and_that_nobody_takes_any_more_is_missed(
    tmp_path: Path, place: Path
) -> None:
    folder = write_knots(tmp_path / "knots", 3, size=8, said=6)
    for slug in ("source-0", "source-1"):
        with edited(source(folder, slug)) as data:
            for one in data["statements"]:
                one["because"] = []
    giving = source(folder, "source-0")
    with edited(giving) as data:
        data["statements"][1] |= {"claim": "c-06", "because": ["c-00"]}
    with edited(folder / "claims.yaml") as claims:
        for one in claims.values():
            one |= {"supports": [], "attacks": [], "undercuts": []}
        claims["c-03"]["undercuts"] = [{"premise": "c-00", "conclusion": "c-06"}]
    cache.load(folder)
    with edited(giving) as data:
        data["statements"][1]["because"] = []
    with pytest.raises(FaultsFound, match="There is no argument from 'c-00' to 'c-06'"):
        cache.load(folder)


def test_many_changed_sources_mean_a_build(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incremental_build, "_SHARE", 8)
    cache.load(knots)
    deny(source(knots, "source-0"))
    deny(source(knots, "source-1"))
    assert_as_built(knots)
    assert builds == [knots, knots]


def test_a_store_that_was_changed_very_often_is_built_anew(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incremental_build, "_MAX_FILES", 3)
    cache.load(knots)
    deny(source(knots))
    assert_as_built(knots)
    assert builds == [knots, knots]


# What is too large

BOUNDS = {"pairs": "MAX_PAIRS", "times": "MAX_AGREEMENTS", "arguments": "MAX_ARGUMENTS"}


def many_affirm(folder: Path, claim: str) -> None:
    """Let all actors who are not hypothetical affirm a claim in one source, with a reason."""
    actors = json.loads((folder / "actors.yaml").read_text("utf-8"))
    with edited(source(folder)) as data:
        pattern = data["statements"][0] | {"claim": claim, "because": ["c-02"]}
        pattern |= {"mode": "verbatim", "stance": "affirms"}
        for name, actor in actors.items():
            if not actor.get("hypothetical"):
                data["statements"].append(pattern | {"id": f"{name}-{claim}", "speaker": [name]})


@pytest.mark.parametrize("what", ["pairs", "times", "arguments"])
def test_a_change_that_makes_a_debate_too_large_is_refused(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    for name in ("PAIRS_PER_STATEMENT", "AGREEMENTS_PER_STATEMENT", "ARGUMENTS_PER_STATEMENT"):
        monkeypatch.setattr(sizes, name, 0)
    cache.load(knots)
    many_affirm(knots, "c-01")
    monkeypatch.setattr(sizes, BOUNDS[what], number_of(what, knots))
    assert_as_built(knots)
    assert builds == [knots], "what the bound allows is compiled alone"
    many_affirm(knots, "c-03")
    monkeypatch.setattr(sizes, BOUNDS[what], number_of(what, knots) - 1)
    (fault,) = faults_of(cache.load, knots)
    assert fault.message.startswith(f"There are {number_of(what, knots):,} {what} ")


def number_of(what: str, folder: Path) -> int:
    """Return how many there are, by the message of a bound that nothing keeps."""
    with pytest.MonkeyPatch.context() as patch:
        for name in BOUNDS.values():
            patch.setattr(sizes, name, 10**9)
            patch.setattr(sizes, BOUNDS[what], -1)
        (message,) = [fault.message for fault in read_with_faults(folder)[1]
                      if fault.message.startswith("There are ")]  # fmt: skip
    return int(message.split()[2].replace(",", ""))


# What is kept is never trusted


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def link(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


def put_a_list_in(path: Path) -> None:
    import hashlib

    content = b'["rest", "sources", "earlier"]'
    path.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


@pytest.mark.parametrize("damage", [flip, link, put_a_list_in, Path.unlink])
def test_damaged_notes_of_what_a_debate_was_made_from_count_as_none(
    damage: Callable[[Path], object], knots: Path, place: Path, builds: list[Path]
) -> None:
    cache.load(knots)
    damage(next(place.glob("*.made-from")))
    deny(source(knots))
    assert_as_built(knots)
    assert builds == [knots, knots]


def test_a_damaged_store_is_not_built_upon(knots: Path, place: Path, builds: list[Path]) -> None:
    cache.load(knots)
    flip(max(place.glob("*/store-*/*.sst"), key=lambda path: path.stat().st_size))
    deny(source(knots))
    assert_as_built(knots)
    assert builds == [knots, knots]


def test_a_change_leaves_most_tables_as_they_were_with_a_second_name(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.load(knots)
    deny(source(knots))
    cache.load(knots)
    assert any(table.stat().st_nlink == 2 for table in place.glob("*/store-*/*.sst"))

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    deny(source(knots, "source-1"))
    assert_as_built(knots)
    assert builds == [knots], "on a drive without second names, tables are copied"


def test_notes_of_old_debates_are_forgotten(tmp_path: Path) -> None:
    for n in range(22):
        write_entry(
            tmp_path, tmp_path / f"debate-{n}", CacheEntry(Inputs("rest", {"speech": str(n)}))
        )
    assert len(list(tmp_path.glob("*.made-from"))) == 20
    assert last_entry(tmp_path, tmp_path / "debate-21") == CacheEntry(
        Inputs("rest", {"speech": "21"})
    )


def test_large_registers_are_not_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_from, registers = Inputs("rest", {"speech": "1"}), {"actors": {"ann": {"name": "Ann"}}}
    write_entry(tmp_path, tmp_path / "debate", CacheEntry(made_from, "", register_text(registers)))
    entry = last_entry(tmp_path, tmp_path / "debate")
    assert entry
    assert (entry.made_from, entry.registers) == (made_from, registers)
    monkeypatch.setattr(cache_index, "_MAX_BYTES", 300)
    registers["actors"]["ann"]["description"] = "A person. " * 30
    write_entry(tmp_path, tmp_path / "debate", CacheEntry(made_from, "", register_text(registers)))
    assert last_entry(tmp_path, tmp_path / "debate") == CacheEntry(made_from)


# Any changes at all


def edits(dice: random.Random, folder: Path) -> Iterator[Callable[[], object]]:
    """Yield changes of a debate, sound ones and broken ones."""
    paths = sorted(folder.glob("sources/*.yaml"))
    path = dice.choice(paths)
    yield lambda: deny(path)
    yield lambda: some_statement(dice, path)
    yield lambda: some_statement(dice, path)
    new = path.with_name(f"new-{dice.randrange(3)}.yaml")
    yield lambda: new.write_bytes(path.read_bytes())
    yield lambda: rename(path)
    yield lambda: path.unlink() if len(paths) > 3 else remark(path)
    yield lambda: an_actor(dice, folder)
    yield lambda: a_claim(dice, folder)


def some_statement(dice: random.Random, path: Path) -> None:
    """Change one statement in one way; some ways are faults."""
    with edited(path) as data:
        one = dice.choice(data["statements"])
        one |= dice.choice(
            [
                {"stance": dice.choice(STANCES)},
                {"claim": f"c-0{dice.randrange(9)}"},
                {"speaker": [f"a-{dice.randrange(8)}"]},
                {"because": [f"c-0{dice.randrange(8)}"]},
                {"on_behalf_of": f"a-{dice.randrange(7)}"},
                {"mode": dice.choice(["verbatim", "hypothetical", "hearsay", "narration"])},
                {"via": [dice.choice(["a-1", "p-2", "source-1", "source-0-2"])]},
                {"said": f"20{dice.randrange(15, 25)}"},
                {"at": "unknown"},
                {"id": f"s-{dice.randrange(9)}"},
            ]
        )


def an_actor(dice: random.Random, folder: Path) -> None:
    with edited(folder / "actors.yaml") as actors:
        actors[f"a-{dice.randrange(8)}"] = {"name": f"A {dice.random()}", "kind": "group"}


def a_claim(dice: random.Random, folder: Path) -> None:
    with edited(folder / "claims.yaml") as claims:
        claims[f"c-0{dice.randrange(8)}"]["side"] = dice.choice(["for", "against", "both"])


@settings(max_examples=3 * TIMES)
@given(st.integers(0, 10_000))
def test_after_any_changes_a_debate_is_as_if_built_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    dice, home = random.Random(seed), tmp_path_factory.mktemp("any")  # noqa: S311
    folder = write(home / "knots", seed % 9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENDEBATE_CACHE", str(home / "cache"))
        patch.setattr(user_cache, "LARGE", 0)
        patch.setattr(incremental_build, "_SHARE", 1)
        assert_as_built(folder)
        for _ in range(6):
            before = folder.rename(home / "before")
            shutil.copytree(before, folder)
            dice.choice(list(edits(dice, folder)))()
            assert_as_built(folder)
            if dice.random() < 0.3:  # take it back
                shutil.rmtree(folder)
                before.rename(folder)
                assert_as_built(folder)
            shutil.rmtree(before, ignore_errors=True)


# What the short way rests on


def test_the_reach_of_the_rules_is_known() -> None:
    """Rules that have changed may reach further.

    Think `rederive` through for them, run the test of any changes with many examples, and write
    their digest into it.
    """
    assert incremental_inference.rules_digest() == incremental_inference.KNOWN_RULES


def test_other_rules_mean_a_build(
    knots: Path, place: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.load(knots)
    monkeypatch.setattr(incremental_inference, "KNOWN_RULES", "0" * 64)
    deny(source(knots))
    assert_as_built(knots)
    assert builds == [knots, knots]


def test_no_shape_of_the_register_fails_by_what_sources_say() -> None:
    """Else a changed source could break things that are not looked at when it alone is checked."""
    said_of_actors = {"speaker", "onBehalfOf", "affiliation", "claim", "premise", "conclusion"}
    of_sources = {"Statement", "Source", "Passage", "Argument", "Support", "Attack", "passage",
                  "attribution", "via", "speaker", "statedIn"}  # fmt: skip
    for shape in read_shapes(opendebate_ontology.path("shapes.ttl")):
        targets = {
            one.rpartition("#")[2] for one in (*shape.classes, *shape.subjects, *shape.objects)
        }
        if shape.severity == "Violation" and not targets & of_sources:
            assert not said_of_actors & set(backward(shape.path)), shape.message


def backward(path: PropertyPath | None) -> Iterator[str]:
    """Yield the properties that a path goes back along."""
    for part in path.members if path else ():
        yield from backward(part)
    if path and path.form == "inverse":
        yield path.members[0].name.rpartition("#")[2]

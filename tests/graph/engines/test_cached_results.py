"""Extracts of a large debate: read as they were made, and never believed where they are not."""

from __future__ import annotations

import ast
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import opendebate
from article import load_article
from opendebate.ask import statements
from opendebate.ask.entities import all_names
from opendebate.ask.statement_json import StatementTable, to_table
from opendebate.engines.cached_results import PACKAGE, ResultCache, code_digest, code_files
from opendebate.networks import registry
from opendebate.networks.tie_table import default_tie_table, tie_table
from opendebate.rdf import build, user_cache
from opendebate.views import explorer, lens_pages
from opendebate.views.cached_lens_page import CachedLensPage


@pytest.fixture
def extracts(town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the extracts of a debate that is kept as a large one, after a first use."""
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(user_cache, "LARGE", 0)
    opendebate.load(town)
    use(opendebate.load(town))
    (folder,) = (tmp_path / "cache").glob("*/*.extracts")
    return folder


def use(debate: opendebate.Debate) -> list[object]:
    """Return what is read from extracts."""
    return [
        debate.statements(),
        sorted(map(str, debate.network("debate").nodes(data=True))),
        sorted(map(str, debate.network("debate").edges(data=True))),
        debate.view("actors").html(),
        debate.view().html(),
        debate.view(start="publish").html(),
    ]


def test_statements_come_back_from_a_table_as_they_were(town: Path) -> None:
    said = [*load_article().statements(), *opendebate.load(town).statements()]
    assert StatementTable(to_table(said)).statements() == said


def test_what_is_read_is_what_was_made(town: Path, extracts: Path) -> None:
    made = {path.name: path.read_bytes() for path in extracts.iterdir()}
    first = use(opendebate.load(town))
    assert len(made) >= 2
    assert {path.name: path.read_bytes() for path in extracts.iterdir()} == made
    for path in extracts.iterdir():
        path.unlink()
    assert use(opendebate.load(town)) == first


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[:0],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b"affirms", b"denies!", 1),
        lambda raw: b"0" * 64 + raw[64:],
        lambda raw: b"\xff" + raw,
    ],
)
def test_a_damaged_extract_is_made_anew(
    town: Path, extracts: Path, harm: Callable[[bytes], bytes]
) -> None:
    right = use(opendebate.load(town))
    made = {path: path.read_bytes() for path in extracts.iterdir()}
    for path, raw in made.items():
        path.write_bytes(harm(raw) if b"affirms" in raw else harm(raw)[:-1])
    assert use(opendebate.load(town)) == right
    assert {path: path.read_bytes() for path in extracts.iterdir()} == made


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    results = ResultCache(tmp_path / "results")
    results.put("a", [1])
    assert results.get("a") == [1]
    (file,) = (tmp_path / "results").iterdir()
    moved = file.rename(tmp_path / "elsewhere")
    file.symlink_to(moved)
    assert results.get("a") is None
    file.unlink()
    os.mkfifo(file)
    assert results.get("a") is None
    results.put("a", [2])
    assert results.get("a") == [2]


def test_extracts_of_other_code_are_not_read(town: Path, extracts: Path) -> None:
    right = use(opendebate.load(town))
    for path in list(extracts.iterdir()):
        path.rename(path.with_name(path.name.replace("-", "-0", 1)))
    assert use(opendebate.load(town)) == right


def test_what_cannot_be_kept_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "none" / "below"):
        nowhere = ResultCache(folder)
        nowhere.put("a", [1])
        assert nowhere.get("a") is None


def test_a_store_of_its_own_has_extracts_too_and_they_go_with_it(
    town: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    right = use(opendebate.load(town, store=store))
    assert list(store.glob("*.extracts/*.json"))
    assert use(opendebate.load(store=store)) == right
    for n in range(3):
        with (town / "debate.yaml").open("a", encoding="utf-8") as file:
            file.write(f"# {n}\n")
        use(opendebate.load(town, store=store))
    assert len(list(store.glob("*.extracts"))) == 2


def test_a_page_is_not_made_again_when_nothing_has_changed(
    town: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where it is written into the debate's own folder."""
    assert list(extracts.glob("page-*.json"))
    page = town / "opendebate.html"
    opendebate.load(town).view().save(page)
    before = (town / "opendebate.html").read_text("utf-8")
    monkeypatch.setattr(build, "build", fail)
    monkeypatch.setattr(explorer, "compact_jsonld", fail)
    debate = opendebate.load(town)
    monkeypatch.setattr(lens_pages, "make_lens", fail)
    debate.view().save(page)
    debate.view().save(town / "another-name.html")
    assert (town / "opendebate.html").read_text("utf-8") == before
    with pytest.raises(AssertionError, match="made again"):
        debate.view(start="publish").html()


def fail(*_: object) -> None:
    raise AssertionError("It is made again.")


def traces(debate: opendebate.Debate) -> list[str]:
    """Return the trace and the description of every entity, as text and as data."""
    names = [entity.iri for entity, _ in all_names(debate.engine)]
    names += [statement.iri for statement in debate.statements()]
    answers = [answer(name) for answer in (debate.trace, debate.show) for name in names]
    return [f"{answer}\n{json.dumps(answer.to_dict())}" for answer in answers]


def test_traces_from_the_table_are_those_from_the_store(
    town: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_table_ = traces(opendebate.load(town))
    monkeypatch.setattr(statements, "_MOST_FACTS", 0)
    assert traces(opendebate.load(town)) == from_table_
    monkeypatch.setattr(statements, "_build_statements", fail)
    with pytest.raises(AssertionError, match="made again"):
        traces(opendebate.load(town))
    monkeypatch.setattr(statements, "_MOST_FACTS", 1_000_000)
    assert traces(opendebate.load(town)) == from_table_, "statements are read, not queried"


def test_traces_of_a_changed_debate_are_new(
    town: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a source, a register or the selection of sources has changed."""
    seen = [traces(opendebate.load(town))]
    source = town / "sources" / "a-town-and-its-maps.yaml"
    for path, old, new in (
        (source, "stance: doubts", "stance: denies"),
        (town / "actors.yaml", "name: ", "name: New "),
    ):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        seen += [traces(opendebate.load(town)), traces(opendebate.load(town))]
        with monkeypatch.context() as patch:
            patch.setenv("OPENDEBATE_CACHE", str(town.parent / "empty"))
            patch.setattr(user_cache, "LARGE", 1_000_000)
            assert seen[-2:] == [traces(opendebate.load(town))] * 2
    assert len({tuple(answers) for answers in seen}) == 3
    assert traces(opendebate.load(town, only=[source.stem])) != seen[-1]


def imported(path: Path) -> set[Path]:
    """Return the files of the package that a module imports, at its start or in functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(module=str() as module):
                names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
            case ast.Import():
                names |= {alias.name for alias in node.names}
    files = {PACKAGE.joinpath(*name.split(".")[1:]).with_suffix(".py")
             for name in names if name.startswith("opendebate.")}  # fmt: skip
    return {file for file in files if file.is_file()}


def reached_from(modules: Iterable[Path]) -> set[Path]:
    """Return modules with all that they import, directly or not."""
    waiting = [*modules]
    reached = set(waiting)
    while waiting:
        found = imported(waiting.pop()) - reached
        reached |= found
        waiting += found
    return reached


def test_all_code_that_computes_statements_is_in_the_digest_of_their_table() -> None:
    computing = reached_from([PACKAGE / "ask" / "statements.py"])
    assert len(computing) > 5
    assert computing == {PACKAGE / name for name in statements._CODE}


def test_all_code_that_computes_results_is_in_their_digest() -> None:
    """What the modules with cached results import, directly or not, is in the digest."""
    modules = [path for path in PACKAGE.rglob("*.py") if "result_cache(" in path.read_text("utf-8")]
    assert len(modules) >= 4
    reached = reached_from(modules)
    assert {"ask", "engines", "networks", "views"} <= {path.parent.name for path in reached}
    missing = reached - set(code_files(PACKAGE))
    assert not missing, "old results would be read after a change of these files"


@pytest.mark.parametrize(
    "file",
    ["engines/rows.py", "argumentation/acceptability.py", "ask/statement.py", "coding/dates.py",
     "networks/lenses.py", "views/templates/explorer.html", "natural.py"],
)  # fmt: skip
def test_a_change_of_code_makes_old_results_invalid(file: str, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for copy in (before, after):
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert code_digest(before) == code_digest(after), "an unchanged copy has the same digest"
    code_digest.cache_clear()
    with (after / file).open("a", encoding="utf-8") as changed:
        changed.write("\n")
    assert code_digest(before) != code_digest(after)


@pytest.mark.parametrize("file", statements._CODE)
def test_a_change_of_named_code_makes_old_results_invalid(file: str, tmp_path: Path) -> None:
    copy, others = tmp_path / "package", tuple(name for name in statements._CODE if name != file)
    for name in statements._CODE:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / name, copy / name)
    before = code_digest(copy, statements._CODE), code_digest(copy, others)
    assert before[0] == code_digest(PACKAGE, statements._CODE)
    code_digest.cache_clear()
    with (copy / file).open("a", encoding="utf-8") as changed:
        changed.write("\n")
    assert code_digest(copy, statements._CODE) != before[0]
    assert code_digest(copy, others) == before[1], "of no other result"


@pytest.mark.parametrize("name", ["actors", "claims", "debate", "policies"])
def test_ties_and_lenses_are_read_from_the_cache_the_next_time(
    town: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    engine = opendebate.load(town).engine
    ties, page = default_tie_table(engine, name), CachedLensPage(engine, name)
    made = ties, page.html(), page.notes
    assert ties == tie_table(opendebate.load(town).network(name))
    assert page.html() == opendebate.load(town).view(name).html()
    monkeypatch.setattr(registry, "make_network", fail)
    monkeypatch.setattr(lens_pages, "make_lens", fail)
    again = CachedLensPage(opendebate.load(town).engine, name)
    assert (default_tie_table(engine, name), again.html(), again.notes) == made
    for other in ({"most": 3}, {"explorer": "debate.html"}):
        with pytest.raises(AssertionError, match="made again"):
            CachedLensPage(engine, name, **other)


def test_ties_and_lenses_without_a_cache_are_computed(town: Path) -> None:
    debate = load_article()
    assert default_tie_table(debate.engine, "actors") == tie_table(debate.network("actors"))
    assert CachedLensPage(debate.engine, "actors").html() == debate.view("actors").html()

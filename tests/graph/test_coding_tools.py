"""What coders do with a folder, in one line of Python each, as the command line does it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import opendebate
from invoking import run
from opendebate.errors import InputError, UnknownName, UsageError
from verified import all_found

SLUG = "a-town-and-its-maps"


def test_check_returns_what_the_command_prints(town: Path, town_texts: dict[str, Path]) -> None:
    path = town / "claims.yaml"
    path.write_text(path.read_text("utf-8").replace("side: for", "side: pro", 1), "utf-8")
    result = opendebate.check(town, texts=town_texts)
    options = [word for slug, file in town_texts.items() for word in ("--text", f"{slug}={file}")]
    done = run("-d", str(town), "check", "--json", *options)
    assert json.loads(done.stdout) == result.to_dict()
    assert not result.ok
    assert done.exit_code == 1
    assert result.faults[0].message.startswith("'pro' is no side.")
    assert str(result).startswith(str(result.faults[0]))
    assert result.faults.to_csv().startswith("file,line,column,severity,message\r\n")
    assert set(result.articles) == set(town_texts)


def test_check_takes_a_text_or_a_path_and_refuses_other_sources(
    town: Path, town_texts: dict[str, Path]
) -> None:
    text = town_texts[SLUG].read_text("utf-8")
    for article in (town_texts[SLUG], text):
        assert all_found(opendebate.check(town, texts={SLUG: article}).articles[SLUG].verification)
    damaged = opendebate.check(town, texts={SLUG: text.replace("Critics", "Crows")})
    assert not damaged.ok
    with pytest.raises(UnknownName):
        opendebate.check(town, texts={"another": text})
    with pytest.raises(UsageError, match="name of a file"):
        opendebate.check(town, texts={SLUG: str(town_texts[SLUG])})
    with pytest.raises(InputError, match="no such folder"):
        opendebate.check(town / "nowhere")


def test_a_source_is_begun_and_sealed(tmp_path: Path, town_texts: dict[str, Path]) -> None:
    folder = tmp_path / "begun"
    made = opendebate.new_source(folder, "an-article", town_texts[SLUG])
    assert all(path.exists() for path in made)
    path = folder / "sources" / "an-article.yaml"
    assert made[-1] == path
    written = path.read_text("utf-8").replace("# publisher: an-actor", "publisher: courier")
    path.write_text(written, "utf-8")
    (folder / "actors.yaml").write_text("courier: {name: C, kind: organization}\n", "utf-8")
    sealed = opendebate.seal(folder, "an-article", town_texts[SLUG])
    assert sealed.faults == ()
    assert "sha256" in path.read_text("utf-8")
    with pytest.raises(UnknownName):
        opendebate.seal(folder, "another", town_texts[SLUG])
    with pytest.raises(UsageError, match="cannot name a source"):
        opendebate.new_source(folder, "../x")
    with pytest.raises(InputError):
        opendebate.new_source(folder, "an-article")


def test_a_coders_coding_is_begun_and_sealed(town: Path, town_texts: dict[str, Path]) -> None:
    (path,) = opendebate.new_source(town, SLUG, town_texts[SLUG], coder="ada")
    assert path == town / "codings" / "ada" / f"{SLUG}.yaml"
    adjudicated = (town / "sources" / f"{SLUG}.yaml").read_text("utf-8")
    path.write_text(re.sub(", sha256: [0-9a-f]{64}", "", adjudicated), "utf-8")
    assert opendebate.seal(town, SLUG, town_texts[SLUG], coder="ada").faults == ()
    assert path.read_text("utf-8") == adjudicated
    with pytest.raises(UsageError, match="cannot name a coder"):
        opendebate.new_source(town, SLUG, coder="adjudicated")


def test_claims_are_recoded_as_the_command_does_it(town: Path) -> None:
    change = opendebate.recode(town, "claims", {"publish": "put-online"})
    done = run("-d", str(town), "claims", "rename", "publish", "put-online", "--diff")
    assert done.stdout == f"{change.preview()}\n"
    change.write()
    table = town.parent / "recoding.csv"
    table.write_text("from,to\nput-online,publish\n", "utf-8")
    opendebate.recode(town, "claims", table).write()
    assert opendebate.recode(town, "claims", {"publish": "put-online"}).preview() == (
        change.preview()
    )
    with pytest.raises(UsageError, match="There are no 'claim'"):
        opendebate.recode(town, "claim", {"publish": "x"})


def test_a_file_is_imported_with_the_report_that_the_command_prints(tmp_path: Path) -> None:
    file = tmp_path / "debate.argdown"
    file.write_text("[A]: Maps help.\n  - [B]: Maps mislead.\n", "utf-8")
    report = opendebate.import_debate("argdown", file, tmp_path / "a", title="Maps")
    done = run("import", "argdown", str(file), "-o", str(tmp_path / "b"), "--title", "Maps")
    assert done.stdout == f"{report}\n"
    assert report.made["claim"] == 2
    loaded = opendebate.load(tmp_path / "a")
    assert loaded.title == "Maps"
    assert set(loaded.store) == set(opendebate.load(tmp_path / "b").store)
    with pytest.raises(InputError, match="not empty"):
        opendebate.import_debate("argdown", file, tmp_path / "a")
    with pytest.raises(UsageError, match="argdown"):
        opendebate.import_debate("argdon", file, tmp_path / "c")
    with pytest.raises(UsageError, match="iri"):
        opendebate.import_debate("argdown", file, tmp_path / "c", iri="nowhere")
    assert not (tmp_path / "c").exists()

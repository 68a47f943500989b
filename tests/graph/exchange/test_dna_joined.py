"""Several DNA databases as one debate: same documents are one, coders stay apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner

import opendebate
from dna_databases import TEXT, Dna
from opendebate.errors import InputError, UsageError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna import read, write
from opendebate.exchange.dna.same_documents import move_span
from opendebate.exchange.folder import write_folder
from opendebate.exchange.importing import import_debate, read_coded_debate
from opendebate_cli.main import cli

New = Callable[..., Dna]
COUNCIL = "The council heard both sides"
HOTELS = "The hotel keepers deny that anybody needs it"


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    """Return what makes a database with a coder."""
    with ExitStack() as stack:

        def make(name: str, coder: str = "Admin") -> Dna:
            path = tmp_path / f"{name}.dna"
            made = Dna(path)
            stack.enter_context(closing(made.connection))
            made.run("INSERT INTO CODERS (ID, Name, Password) VALUES (1, ?, 'secret')", coder)
            return made

        yield make


def joined(*databases: Dna) -> CodedDebate:
    """Return databases as one coded debate that is a sound debate."""
    first, *more = (database.path for database in databases)
    coded = read_coded_debate("dna", first, {}, more)
    folder = first.with_name("joined")
    shutil.rmtree(folder, ignore_errors=True)
    write_folder(coded, folder)
    return coded


def note(coded: CodedDebate, beginning: str) -> str:
    return next((line for line in coded.report if line.startswith(beginning)), "")


def coded_by(coded: CodedDebate) -> dict[str, int]:
    return {coder: sum(len(file["statements"]) for file in files.values())
            for coder, files in coded.codings.items()}  # fmt: skip


def test_two_coders_of_one_document_have_a_coding_each(new: New) -> None:
    ada, ben = new("ada", "Ada"), new("ben", "Ben")
    for database in (ada, ben):
        database.document(Date=1_700_000_000)
        database.says("Ida Brandauer", "Bakers' Guild")
    ben.says("", "Hotel keepers", agreement=0, words=HOTELS)
    coded = joined(ada, ben)
    assert (coded_by(coded), list(coded.sources)) == ({"ada": 1, "ben": 2}, [])
    assert {actor["name"] for actor in coded.actors.values()} == {
        "Ida Brandauer", "Bakers' Guild", "Hotel keepers"
    }  # fmt: skip
    assert len(coded.claims) == 1
    assert "(The bell)" in note(coded, "Documents that several files have are one source: 1")
    assert coded.debate["title"] == "ada and ben"


def test_coders_of_two_files_stay_apart_even_where_they_share_no_passage(new: New) -> None:
    ada, ben = new("ada", "Ada"), new("ben", "Ben")
    for database, words in ((ada, COUNCIL), (ben, HOTELS)):
        database.document()
        database.says("Ida", words=words)
    assert coded_by(joined(ada, ben)) == {"ada": 1, "ben": 1}


def test_two_projects_of_a_team_are_one_debate(new: New) -> None:
    north, south = new("north"), new("south")
    north.document(title="North")
    south.document("Another text, of another bell.", "South")
    north.says("Ida", "Guild")
    said = south.span(1, 0, 12)
    south.values(said, {1: "Ida", 2: "Guild", 3: "The bell should ring at six."}, "DATASHORTTEXT")
    south.values(said, {4: 0}, "DATABOOLEAN")
    coded = joined(north, south)
    assert sorted(coded.sources) == ["north", "south"]
    assert not coded.codings
    assert len(coded.actors) == 2
    assert coded.sources["south"]["statements"][0]["stance"] == "denies"
    assert coded.counts["statements"] == 2


def test_what_two_copies_have_of_one_coder_counts_once(new: New) -> None:
    first, later = new("first"), new("later")
    for database in (first, later):
        database.document()
        database.says("Ida", "Guild")
    later.says("", "Hotel keepers", agreement=0, words=HOTELS)
    coded = joined(first, later)
    assert [len(file["statements"]) for file in coded.sources.values()] == [2]
    counted = note(coded, "Statements that several files have of one coder are counted once")
    assert counted.endswith(": 1 (Admin).")


def test_two_coders_who_share_dna_s_usual_name_are_told_apart_by_their_files(new: New) -> None:
    ada, ben = new("ada"), new("ben")
    for database, agreement in ((ada, 1), (ben, 0)):
        database.document()
        database.says("Ida", agreement=agreement)
    coded = joined(ada, ben)
    names = {coder["name"] for coder in coded.debate["coders"].values()}
    assert names == {"Admin (ada)", "Admin (ben)"}
    assert "Admin (ada), Admin (ben)" in note(coded, "Coders of one name who coded one document")


def test_spans_move_where_spaces_and_line_ends_differ(new: New) -> None:
    ada, ben = new("ada", "Ada"), new("ben", "Ben")
    ada.document()
    ada.says("Ida", words=HOTELS)
    text = "  " + TEXT.replace("\n\n", "\r\n\r\n  ")
    ben.document(text, title="The bell of Old Wendel")
    start = text.index(HOTELS)
    said = ben.span(1, start, start + len(HOTELS))
    ben.values(said, {1: "Ida", 3: "The bell should ring at six."}, "DATASHORTTEXT")
    ben.values(said, {4: 1}, "DATABOOLEAN")
    coded = joined(ada, ben)
    one, other = (files["the-bell"]["statements"][0]["at"] for files in coded.codings.values())
    assert one == other
    assert "The bell; The bell of Old Wendel" in note(coded, "Documents of one text with two")


def test_documents_of_one_title_and_date_are_one_if_all_coded_words_stand_in_both(
    new: New,
) -> None:
    ada, ben = new("ada", "Ada"), new("ben", "Ben")
    ada.document(Date=86_400)
    ada.says("Ida")
    ben.document(f"{TEXT} Read more on page 3.", Date=90_000)
    ben.says("Ida")
    assert coded_by(joined(ada, ben)) == {"ada": 1, "ben": 1}


def test_documents_of_one_title_and_date_with_other_words_stay_two(new: New) -> None:
    ada, ben = new("ada", "Ada"), new("ben", "Ben")
    ada.document()
    ada.says("Ida")
    ben.document("Quite another report on a bell that nobody rang.")
    ben.values(ben.span(1, 0, 20), {1: "Ida", 3: "Bells are loud."}, "DATASHORTTEXT")
    coded = joined(ada, ben)
    assert len(coded.sources) == 2
    assert note(coded, "Documents of one title and date with other words are two sources: 1")


def test_attributes_of_both_files_are_kept_and_differences_reported(new: New) -> None:
    ada, ben = new("ada"), new("ben")
    for database, kind in ((ada, "Craft"), (ben, "Trade")):
        database.document()
        database.says("", "Guild")
        database.attribute(database.entity(2, "Guild"), "Type", kind)
    ben.attribute(ben.entity(2, "Guild"), "Seat", "Old Wendel")
    coded = joined(ada, ben)
    guild = next(iter(coded.actors.values()))
    assert sorted(guild["attributes"].values()) == ["Craft", "Old Wendel"]
    assert "(Guild: Type)" in note(coded, "Attributes that differ between files")


def test_databases_that_opendebate_wrote_are_one_again(flood: CodedDebate, tmp_path: Path) -> None:
    content = write(flood, {})
    paths = [tmp_path / name for name in ("ada.dna", "ben.dna")]
    for path in paths:
        path.write_bytes(content)
    again, alone = read(paths[0], more=paths[1:]), read(paths[0])
    assert (again.sources, again.claims, again.actors) == (
        alone.sources, alone.claims, alone.actors
    )  # fmt: skip


def test_databases_that_contradict_each_other_are_refused(
    flood: CodedDebate, tmp_path: Path
) -> None:
    paths = [tmp_path / name for name in ("ada.dna", "ben.dna")]
    paths[0].write_bytes(write(flood, {}))
    other = deepcopy(flood)
    name, claim = next(iter(other.claims.items()))
    claim["text"] = "The opposite is true."
    paths[1].write_bytes(write(other, {}))
    with pytest.raises(InputError, match=f"claims/{name}"):
        read(paths[0], more=paths[1:])


def test_the_command_joins_files_and_compares_their_coders(new: New, tmp_path: Path) -> None:
    ada, ben = new("ada", "Ada"), new("ben", "Ben")
    for database, agreement in ((ada, 1), (ben, 0)):
        database.document()
        database.says("Ida", agreement=agreement)
    folder = tmp_path / "debate"
    files = [str(ada.path), str(ben.path)]
    done = CliRunner().invoke(cli, ["import", "dna", *files, "-o", str(folder)])
    assert (done.exit_code, "Databases that are joined: 2" in done.stdout) == (0, True)
    done = CliRunner().invoke(cli, ["-d", str(folder), "agreement", "--json"])
    assert (done.exit_code, '"ada"' in done.stdout, '"ben"' in done.stdout) == (0, True, True)
    report = opendebate.import_debate("dna", files, tmp_path / "again")
    assert report.made["coder's statement"] == 2


def test_only_databases_are_joined_and_each_once(new: New, tmp_path: Path) -> None:
    path = new("ada").path
    with pytest.raises(UsageError, match="twice"):
        import_debate("dna", [path, path], tmp_path / "debate")
    with pytest.raises(UsageError, match=r"cannot be joined.*"):
        import_debate("argdown", [path, path], tmp_path / "debate")
    other = tmp_path / "notes.argdown"
    other.write_text("[Bell]: It should ring.\n  + <Clock>: No clock is as sure.\n")
    with pytest.raises(InputError, match="Argdown"):
        import_debate("dna", [path, other], tmp_path / "debate")


@pytest.mark.parametrize(
    ("span", "expected"),
    [((4, 8), "rang"), ((14, 18), "rang"), ((0, 3), "🔔")],
)
def test_a_span_moves_to_the_nearest_of_equal_words(span: tuple[int, int], expected: str) -> None:
    text, other = "🔔\n rang and\n rang.", "🔔   rang and    rang."
    moved = move_span(text, other, *span)
    assert moved
    units = other.encode("utf-16-le")[2 * moved[0] : 2 * moved[1]].decode("utf-16-le")
    assert units == expected

"""How many voices affirm, deny or doubt a claim, by an attribute of a study's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import opendebate
from harbour import write_harbour
from opendebate.engines.rows import Rows
from opendebate.errors import UsageError
from opendebate_cli.main import cli


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_harbour(tmp_path_factory.mktemp("stances") / "harbour")


def counts(folder: Path, claim: str, **more: str) -> dict[object, tuple[object, ...]]:
    """Return what the answer counts of a claim, by the value of the attribute."""
    rows = opendebate.load(folder).query("stances-by-claim", claim=claim, **more)
    assert isinstance(rows, Rows)
    columns = ("voices", "affirm", "deny", "doubt", "percentAffirm", "percentDeny")
    return {row["value"]: tuple(row[column] for column in columns) for row in rows}


def test_a_voice_counts_once_and_with_what_it_says_last(folder: Path) -> None:
    # Ann affirms in March and denies in June; Ben affirms twice, for the port, too; Cleo denies.
    assert counts(folder, "dredge") == {None: (5, 3, 2, 0, 60, 40)}
    # Ann affirms, Ben concedes, Cleo doubts.
    assert counts(folder, "jobs") == {None: (3, 2, 0, 1, 67, 0)}


def test_what_is_only_imagined_is_not_counted(folder: Path) -> None:
    assert counts(folder, "noise") == {None: (2, 2, 0, 0, 100, 0)}
    assert counts(folder, "floods") == {None: (2, 1, 1, 0, 50, 50)}


def test_each_value_of_an_attribute_has_a_row_and_nobody_is_lost(folder: Path) -> None:
    assert counts(folder, "dredge", by="berth") == {
        "North": (1, 0, 1, 0, 0, 100),
        "South": (1, 0, 1, 0, 0, 100),
        None: (3, 3, 0, 0, 100, 0),
    }
    assert counts(folder, "dredge", by="Berth") == counts(folder, "dredge", by="berth")


def test_an_attribute_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="There is no attribute 'birth' of actors") as error:
        counts(folder, "dredge", by="birth")
    assert "Did you mean berth" in (error.value.advice or "")


def test_on_a_terminal_percentages_stand_beside_how_many_voices_there_are(folder: Path) -> None:
    line = ["-d", str(folder), "query", "stances-by-claim", "--claim", "dredge", "--by", "berth"]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.output
    assert "North" in done.stdout
    assert "100" in done.stdout
    assert "Percentages are of named voices" in done.stderr

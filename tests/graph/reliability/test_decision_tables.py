"""What ``adjudicate --csv`` and ``--export`` write can be read by ``--decisions``."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from coders import SLUG, coding_of, three_coders, two_coders, write_coding
from opendebate.cells import csv_text
from opendebate.coding.coder_decisions import Decision, read_decisions
from opendebate.errors import InputError
from opendebate.reliability.adjudicated_units import statement_data
from opendebate.reliability.adjudication import adjudication
from opendebate.reliability.choices import Choice, read_choices
from opendebate.reliability.deciding import decide

NAMES = (SLUG, "ada", "ben", "cleo")
REASON = st.text("ab=-+@'\"; ,\n", min_size=1, max_size=6).map(str.strip).filter(bool)


@pytest.fixture(scope="module", name="coded")
def _coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_coders(tmp_path_factory.mktemp("coded") / "maps")


def rows_of(folder: Path) -> list[dict[str, Any]]:
    return [each.to_row() for each in adjudication(folder, NAMES).differences]


def apply(folder: Path, rows: list[dict[str, Any]]) -> None:
    """Decide as a table of CSV says."""
    path = folder.parent / "decisions.csv"
    path.write_text(csv_text(rows, list(rows[0])), "utf-8", newline="")
    decide(folder, NAMES, read_choices(path)[0], {}).write()


def outcome(folder: Path) -> tuple[str, list[Decision]]:
    decisions, faults = read_decisions(folder)
    assert not faults
    return (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8"), decisions


def may_be_chosen(row: dict[str, Any]) -> list[str]:
    """Coders with a value; one without a statement may be chosen for the passage only."""
    coders = [coder for coder in NAMES[1:] if row.get(f"value_{coder}") is not None]
    return [*coders, "neither"]


@settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.data())
def test_an_export_gives_the_same_decisions_and_the_same_coding(
    coded: Path, data: st.DataObject
) -> None:
    rows = rows_of(coded)
    assert {row["field"] for row in rows} > {"passage", "ends", "claim", "side"}
    claims: dict[str, str | None] = {}
    for row in rows:
        choice = data.draw(st.sampled_from([None, *may_be_chosen(row)]))
        if row["field"] == "claim":
            claims[row["statement"]] = choice
        elif row["field"] == "side":
            choice = claims.get(row["statement"])
        if choice:
            row |= {"chosen": choice, "reason": data.draw(REASON), "date": "2026-11-28"}
    if not any(row["chosen"] for row in rows):
        return
    with TemporaryDirectory() as name:
        first, second = (Path(name) / each / "maps" for each in ("first", "second"))
        for folder in (first, second):
            shutil.copytree(coded, folder)
        apply(first, rows)
        apply(second, rows_of(first))
        assert outcome(second) == outcome(first)
        apply(first, rows_of(first))
        assert outcome(first) == outcome(second)


def test_a_side_is_decided_with_its_claim_and_not_otherwise(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ("claim",))
    text = coding_of(folder, "ben")
    assert text.count("claim: errors-spread") == 2
    write_coding(folder, "ben", text.replace("claim: errors-spread", "claim: best-spent", 1))
    (claim, side) = adjudication(folder).differences
    assert (claim.field, side.field) == ("claim", "side")
    statement = f"ben/{claim.dispute.statements['ben']}"

    def choices(*fields: tuple[str, str]) -> list[Choice]:
        return [Choice(statement, coder, f"The {field}.", field) for field, coder in fields]

    with pytest.raises(InputError, match="The side is that of the claim") as error:
        decide(folder, (), choices(("side", "ben")), {})
    assert error.value.advice == "Decide on the claim."
    with pytest.raises(InputError, match="for the claim you chose ben, not ada"):
        decide(folder, (), choices(("claim", "ben"), ("side", "ada")), {})
    decide(folder, (), choices(("side", "ben"), ("claim", "ben")), {}).write()
    reasons = {each.field: each.reason for each in read_decisions(folder)[0]}
    assert reasons == {"claim": "The claim.", "side": "The side."}
    assert not adjudication(folder).undecided


def test_fields_of_a_statement_that_is_left_out_need_no_decision(tmp_path: Path) -> None:
    folder = three_coders(tmp_path / "maps")
    rows = [row for row in rows_of(folder) if "oyelaran-insurers" in row["statement"]]
    assert {row["field"] for row in rows} == {"passage", "ends", "speaker"}
    apply(folder, [{**row, "chosen": "cleo", "reason": "It is said before."} for row in rows])
    (decision,) = read_decisions(folder)[0]
    assert (decision.field, decision.chosen) == ("passage", "cleo")
    assert "oyelaran-insurers" not in statement_data(outcome(folder)[0])


def test_a_table_has_every_coders_value(coded: Path) -> None:
    table = csv_text(rows_of(coded), adjudication(coded, NAMES).columns)
    fields = [row["field"] for row in csv.DictReader(io.StringIO(table))]
    assert len(fields) == len(rows_of(coded))

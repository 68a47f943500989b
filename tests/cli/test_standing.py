"""``opendebate standing``: what is unanswered, answered, contested or defended."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from click.testing import CliRunner, Result

from article import load_article
from opendebate.argumentation.render_standing import render_standing
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


def standing(*line: str) -> Result:
    return CliRunner().invoke(cli, ["standing", *line])


def test_attacked_claims_are_told_with_what_it_is_about() -> None:
    done = standing()
    told = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert "unanswered: it is attacked, and no argument answers an attack" in told
    assert "[open-agi]" in told
    assert "n = 51 claims that arguments join; 46 that nothing attacks are not shown." in told
    assert "about the structure of what was said, not about what is true" in told


def test_one_claim_can_be_asked_for() -> None:
    done = standing("reward-clear")
    assert "unattacked: no argument attacks it" in done.stdout
    assert standing("no-such-claim-at-all").exit_code == 2


def test_each_argument_has_a_line_with_its_basis_and_its_answers() -> None:
    claims = load_article().standing().claims
    (entry,) = (entry for entry in claims if entry.claim.id == "open-agi")
    lines = list(render_standing(entry, width=1_000))
    for argument in (*entry.attacks, *entry.supports):
        label = f"    {argument.premise.name} [{argument.premise.id}]"
        line = label if argument.stated else f"{label} (in the coder's reading)"
        at = lines.index(line)
        answers = len(argument.attacked_by) + len(argument.undercut_by)
        answered = lines[at + 1 : at + 1 + answers]
        assert all(re.match(" {6}(attacked|undercut) by ", answer) for answer in answered)
    assert all(len(line) <= 60 for line in render_standing(entry, width=60))


def test_rows_hold_ids_and_scores() -> None:
    rows = list(csv.DictReader(io.StringIO(standing("--csv", "--all").stdout)))
    assert len(rows) == 51
    by = {row["claim"]: row for row in rows}
    assert by["open-agi"]["standing"] == "unanswered"
    assert len(by["open-agi"]["attacked_by"].split("; ")) == 12
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    told = json.loads(standing("open-agi", "--json").stdout)
    assert told["claims"][0]["grounded"] == "out"
    assert "not about what is true" in told["note"]


def test_a_debate_without_arguments_says_so(tmp_path: Path) -> None:
    (tmp_path / "debate.yaml").write_text(
        "debate: {title: Tiny, question: Is it?, iri: https://example.org/tiny/}", "utf-8"
    )
    done = CliRunner().invoke(cli, ["-d", str(tmp_path), "standing"])
    assert done.exit_code == 0
    assert "n = 0 claims" in done.stdout

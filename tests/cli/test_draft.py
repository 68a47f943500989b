"""``opendebate draft`` writes proposals with their proofs, and nothing else."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from opendebate.draft.draft_file import Decision, read_draft, today, write_draft
from opendebate_cli.main import cli

ARTICLE = "a-town-and-its-maps"


def draft(folder: Path, slug: str, text: Path | str, *options: str) -> Result:
    line = ["-d", str(folder), "draft", slug, "--text", str(text), *options]
    return CliRunner().invoke(cli, line)


def test_the_rules_write_a_draft(town: Path, town_texts: dict[str, Path]) -> None:
    before = {path: path.read_bytes() for path in town.rglob("*.yaml")}
    done = draft(town, ARTICLE, town_texts[ARTICLE])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("8 proven, 0 mended, 0 refused, by rules.\nWritten: ")
    path = town / "drafts" / f"{ARTICLE}.yaml"
    assert {p: p.read_bytes() for p in town.rglob("*.yaml") if p != path} == before


def test_a_new_source_is_begun(tmp_path: Path, town_texts: dict[str, Path]) -> None:
    done = draft(tmp_path / "new", "a-town", town_texts[ARTICLE])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "new" / "sources" / "a-town.yaml").exists()
    assert (tmp_path / "new" / "drafts" / "a-town.yaml").exists()


def test_a_draft_with_decisions_is_only_replaced_when_asked(
    town: Path, town_texts: dict[str, Path]
) -> None:
    draft(town, ARTICLE, town_texts[ARTICLE])
    former = read_draft(town, ARTICLE)
    assert former
    decision = Decision(taken="rejected", date=today(), reason="It is a joke.", changed=[])
    former.proposals[0].decision = decision
    write_draft(town, former)
    done = draft(town, ARTICLE, town_texts[ARTICLE])
    assert done.exit_code == 2
    assert "You have decided on 1 proposal" in done.stderr
    assert read_draft(town, ARTICLE) == former
    assert draft(town, ARTICLE, town_texts[ARTICLE], "--again").exit_code == 0


def test_an_article_in_which_nobody_speaks_gives_no_proposal(tmp_path: Path) -> None:
    text = tmp_path / "quiet.txt"
    text.write_text("The maps were printed in a large hall, on paper of many colours.", "utf-8")
    done = draft(tmp_path / "new", "quiet", text)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1, "0 proven, 0 mended, 0 refused, by rules."
    )  # fmt: skip


def test_the_built_in_debate_is_not_drafted_into() -> None:
    done = CliRunner().invoke(cli, ["draft", "a-speech", "--text", "a-speech.txt"])
    assert done.exit_code == 2
    assert "Say which debate" in done.stderr

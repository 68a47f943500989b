"""What the site says of an entity in one or two sentences: in lists, previews and the feed."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from article import load_article
from opendebate.site.debate_index import DebateIndex
from opendebate.site.entity_content import EntityContents

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.fixture(scope="module")
def summaries() -> dict[str, str]:
    """Key of each entity of the built-in debate → its summary."""
    index = DebateIndex(load_article().engine)
    contents = EntityContents(index)
    every = (entity for entities in index.entities.values() for entity in entities)
    return {index.key(entity): contents.of(entity).summary for entity in every}


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "actor/wendy-hall",
            "Person. Affirms 3 claims and denies 1 claim in “Why Meta opened up”.",
        ),
        ("policy/meta-licence", "Licence. Mentioned in 6 claims by GZERO Media and David"),
        ("policy/hawley-blumenthal-letter", "Letter. Mentioned in 1 claim by GZERO Media."),
        ("actor/the-guardian", "Organisation. 4 statements come through it."),
        ("actor/university-of-southampton", "Organisation. Mentioned in no claim."),
        ("topic/adoption", "Topic. 1 claim: 1 for."),
        (
            "claim/open-agi",
            "Claim, for: it speaks for a yes. Affirmed by Mark Zuckerberg and Meta; ",
        ),
    ],
)
def test_a_summary_names_who_takes_which_stance(
    summaries: dict[str, str], key: str, words: str
) -> None:
    assert summaries[key].startswith(words)


def test_one_voice_is_named_for_all_claims_that_mention_something(
    summaries: dict[str, str],
) -> None:
    shares = [one for one in summaries.values() if ", both by " in one or ", all by " in one]
    assert shares
    for summary in shares:
        assert " and " not in summary.partition(" by ")[2].partition(".")[0], summary


def test_an_imagined_speaker_takes_no_stance(summaries: dict[str, str]) -> None:
    debate = load_article()
    real = {v.id for s in debate.statements() if s.mode != "hypothetical" for v in s.voices}
    imagined = {v.id for s in debate.statements() for v in s.voices} - real
    assert imagined
    for name in imagined:
        assert "Speaks only hypothetically" in summaries[f"actor/{name}"]


def test_who_changed_position_counts_by_the_last_one(tmp_path: Path) -> None:
    import shutil

    from voices import with_hearing

    shutil.copytree(TOWN, tmp_path / "town")
    index = DebateIndex(opendebate.load(with_hearing(tmp_path / "town")).engine)
    contents = EntityContents(index)
    changed = {voice for s in index.statements for voice in s.given_up_by}
    assert changed
    for actor in changed:
        assert "Changed position on " in contents.of(actor).summary


def test_a_source_says_who_speaks_in_it_and_on_which_side(summaries: dict[str, str]) -> None:
    words = summaries["source/why-meta-opened-up"]
    assert words.startswith("News article, 2024-01-22 to 2024-01-28. 117 statements by 11 named v")
    assert " without a name on " in words
    assert " for, " in words
    assert words.endswith(" for neither.")


def test_a_source_without_a_statement_says_so(tmp_path: Path) -> None:
    import shutil

    town = shutil.copytree(TOWN, tmp_path / "town")
    (town / "context.yaml").unlink()
    for file in (town / "sources").iterdir():
        text = file.read_text("utf-8")
        file.write_text(text.partition("statements:")[0] + "statements: []\n", "utf-8")
    index = DebateIndex(opendebate.load(town).engine)
    for source in index.entities["source"]:
        assert "No statement is coded from it." in EntityContents(index).of(source).summary


def test_a_voice_with_many_claims_shows_first_what_it_says_on_each_side() -> None:
    from opendebate.stances import side_taken

    index = DebateIndex(load_article().engine)
    contents = {content.key: content for content in map(
        EntityContents(index).of, index.entities["actor"])}  # fmt: skip
    assert contents["actor/wendy-hall"].sides == (), "its four statements say the same"
    voice = contents["actor/gzero-media"]
    assert [taken.side for taken in voice.sides] == ["for", "against"]
    said = index.statements_of[voice.entity.iri]
    for taken in voice.sides:
        assert len(taken.claims) == 5
        assert taken.is_cut
        for claim, is_denied in taken.claims:
            stances = {s.stance for s in said if s.claim == claim
                       and side_taken(s.stance, s.side) == taken.side}  # fmt: skip
            assert ("denies" in stances) == is_denied, claim.id


def test_what_has_no_kind_of_its_own_is_called_by_its_class() -> None:
    index = DebateIndex(load_article().engine)
    every = [entity for entities in index.entities.values() for entity in entities]
    assert "other" not in {EntityContents(index).of(entity).kind for entity in every}


def test_claims_that_all_take_no_side_are_not_called_other_ones() -> None:
    index = DebateIndex(load_article().engine)
    headings = [
        [section.heading for section in EntityContents(index).of(event).sections]
        for event in index.entities["event"]
    ]
    assert ["Claims about it"] in headings
    assert ["Other claims about it"] not in headings

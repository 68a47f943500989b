"""Codings of several coders: aligned, compared field by field, and reported."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

import opendebate
from coders import ARTICLE, PLANTED, SLUG, coding_of, three_coders, two_coders, write_coding
from opendebate.errors import FaultsFound, InputError, UnknownName, UsageError
from opendebate.reliability.agreement import Agreement, agreement
from opendebate.reliability.coded_statements import FIELDS
from opendebate.reliability.coefficient_names import ALL_EQUAL, NO_UNITS, PAIR_EQUAL, SINGLE_UNIT
from opendebate.reliability.coefficients import alpha, codes

ENDS = "from: People have a, to: own front door, words: 16"


def differing(found: Agreement) -> dict[str, int]:
    return {
        each.field: sum(n for one, other, n in each.confusion if one != other)
        for each in found.fields
    }


def test_equal_codings_agree_on_everything(tmp_path: Path) -> None:
    found = opendebate.agreement(two_coders(tmp_path / "maps", ()))
    assert found.coders == ("ada", "ben")
    assert found.unitising.aligned == 10
    assert {each.percentage.value for each in found.fields} == {1.0}
    assert {each.alpha.value for each in found.fields} == {1.0}
    assert found.disputes == ()


@pytest.mark.parametrize("field", list(PLANTED))
def test_a_planted_disagreement_is_found_in_its_field(field: str, tmp_path: Path) -> None:
    found = agreement(two_coders(tmp_path / "maps", (field,)))
    assert found.unitising.aligned == 10
    counts = differing(found)
    assert counts[field] == len(PLANTED[field])
    others = {name for name, n in counts.items() if n and name != field}
    assert others <= ({"side"} if field == "claim" else set())
    assert len(found.disputes) == len(PLANTED[field])


def test_all_planted_disagreements_are_kept_apart(tmp_path: Path) -> None:
    found = agreement(two_coders(tmp_path / "maps"))
    counts = differing(found)
    assert {field: counts[field] for field in PLANTED} == {
        field: len(changes) for field, changes in PLANTED.items()
    }
    assert found.field("mode").percentage.value == pytest.approx(0.7)
    assert found.field("stance").n == 10
    assert ("doubts", "denies", 1) in found.field("stance").confusion
    assert set(found.field("mode").to_dict()["alpha"]) == {"value", "low", "high"}


def test_a_statement_of_one_coder_lowers_f_and_is_in_dispute(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("- id: critics-burglars")])
    found = agreement(folder)
    assert found.unitising.statements == {"ada": 10, "ben": 9}
    assert found.unitising.overlap.value == pytest.approx(2 * 9 / 19)
    (dispute,) = found.disputes
    assert dispute.missing == ("ben",)
    assert dispute.statements == {"ada": "critics-burglars"}
    assert (dispute.paragraph, dispute.last) == (8, "will be empty")


def test_passages_with_one_end_in_common_overlap_without_the_article(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    start = text.index("{paragraph: 2, from: People have a")
    sealed = text[start : text.index("}", start) + 1]
    shorter = "{paragraph: 2, from: People have a, to: to know}"
    assert sealed.count(ENDS) == 1
    write_coding(folder, "ben", text.replace(sealed, shorter))
    unsealed = agreement(folder)
    assert unsealed.unitising.aligned == 9  # of an unsealed passage the length is not known
    assert any("in 1 passage without a seal" in note for note in unsealed.notes)
    with_article = agreement(folder, texts={SLUG: ARTICLE})
    assert with_article.unitising.aligned == 10
    assert with_article.unitising.overlap.value == 1.0
    assert with_article.unitising.exact.value == pytest.approx(0.9)
    assert with_article.unitising.words is not None
    assert 0.9 < with_article.unitising.words < 1


def test_a_coder_who_has_not_sealed_a_passage_agrees_on_its_words(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", re.sub(r", words: \d+, sha256: [0-9a-f]+}", "}", text))
    assert coding_of(folder, "ben") != text
    found = agreement(folder)
    assert found.unitising.exact.value == 1.0
    assert any("without a seal" in note for note in found.notes)


def test_a_passage_that_is_not_in_the_article_is_noted(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text.replace("from: People have a", "from: Persons have a"))
    found = agreement(folder, texts={SLUG: ARTICLE})
    assert any("1 passage cannot be found in the article" in note for note in found.notes)
    start = text.index("from: People have a")
    sealed = text[start : text.index("}", start)]
    assert text.count(sealed) == 1
    several = text.replace(sealed, "from: maps, to: maps").replace(
        "{paragraph: 2, from: maps", "{from: maps"
    )
    write_coding(folder, "ben", several)
    found = agreement(folder, texts={SLUG: ARTICLE})
    assert any("may stand in several places" in note for note in found.notes)


def test_a_passage_that_the_article_lacks_is_that_of_both_where_its_seals_are_equal(
    tmp_path: Path,
) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text, changed = ARTICLE.read_text("utf-8"), tmp_path / "changed.txt"
    assert "People have a right" in text
    changed.write_text(text.replace("People have a right", "People have a claim"), "utf-8")
    found = agreement(folder, texts={SLUG: changed})
    assert any("cannot be found in the article" in note for note in found.notes)
    assert not found.disputes
    assert found.unitising.aligned == agreement(folder).unitising.aligned


def test_what_only_the_article_decides_is_noted(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    assert any("one paragraph" in note for note in agreement(folder).notes)
    assert agreement(folder, texts={SLUG: ARTICLE}).notes == ()


def test_a_claim_that_one_coder_splits_is_found(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text.replace("claim: insurers-know", "claim: right-to-know"))
    (split,) = agreement(folder).splits
    assert (split.claim, split.joined_by, split.split_by) == ("right-to-know", "ben", "ada")
    assert split.into == {"insurers-know": 1, "right-to-know": 1}


def test_a_slip_is_no_split(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    former = "  mode: narration\n  claim: publish"
    assert text.count(former) == 1
    write_coding(folder, "ben", text.replace(former, "  mode: narration\n  claim: dark-blue"))
    found = agreement(folder)
    assert differing(found)["claim"] == 1
    assert found.splits == ()


def test_two_claims_on_one_passage_are_paired_by_their_values(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ada")
    first = text.index("- id: hartwig-errors")
    copy = text[first : text.index("- id: brandt-best-spent")]
    second = copy.replace("hartwig-errors", "hartwig-risk").replace("errors-spread", "dark-blue")
    write_coding(folder, "ada", text[:first] + copy + second + text[first + len(copy) :])
    write_coding(folder, "ben", text[:first] + second + copy + text[first + len(copy) :])
    assert differing(agreement(folder))["claim"] == 0


def test_three_coders_are_compared_at_once(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ("stance",))
    write_coding(folder, "cleo", coding_of(folder, "ada"))
    found = agreement(folder)
    assert found.coders == ("ada", "ben", "cleo")
    # Of three pairs, ada and cleo agree always; the others differ on two statements of ten.
    assert found.field("stance").percentage.value == pytest.approx((1 + 0.8 + 0.8) / 3)


def test_coders_in_any_order_give_the_same_coefficients(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps")
    write_coding(folder, "cleo", coding_of(folder, "ada").partition("- id: oyelaran-insurers")[0])
    rows = [agreement(folder, *order).to_rows() for order in permutations(("ada", "ben", "cleo"))]
    for others in rows[1:]:
        for row, other in zip(rows[0], others, strict=True):
            assert other == pytest.approx(row)


def test_a_coder_can_be_compared_with_the_adjudicated_coding(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ("mode",))
    found = agreement(folder, SLUG, "ben", "adjudicated")
    assert found.coders == ("ben", "adjudicated")
    assert differing(found)["mode"] == 3


def test_a_draft_can_be_compared_with_people(tmp_path: Path) -> None:
    from opendebate.coding.article_files import read_article
    from opendebate.draft import drafting
    from opendebate.draft.rules import RulesDrafter

    folder = two_coders(tmp_path / "maps", ())
    path = folder / "sources" / f"{SLUG}.yaml"
    coded = path.read_text("utf-8")
    path.unlink()  # a draft leaves out words that are coded already
    material = drafting.open_material(folder, SLUG, *read_article(str(ARTICLE), extract=True))
    drafting.save_draft(material, RulesDrafter().draft(material.article, material.coding, SLUG))
    path.write_text(coded, "utf-8")
    found = agreement(folder, f"draft:{SLUG}", "ada", texts={SLUG: ARTICLE})
    assert found.coders == ("draft", "ada")
    assert 0 < found.unitising.aligned < 10
    assert found.field("claim").n == 0  # rules propose no claims
    assert found.field("speaker").n > 0


def test_no_word_between_the_ends_is_in_any_report(tmp_path: Path) -> None:
    found = agreement(two_coders(tmp_path / "maps"), texts={SLUG: ARTICLE})
    for report in (str(found), str(found.to_dict()), found.to_html()):
        assert "council of" in report
        assert "voted on Tuesday" not in report


def test_reports_have_the_same_figures(tmp_path: Path) -> None:
    found = agreement(two_coders(tmp_path / "maps"))
    rows = {row["field"]: row for row in found.to_rows()}
    assert set(FIELDS) < set(rows)
    for each in found.fields:
        assert rows[each.field]["alpha"] == each.alpha.value
        shown = f"{each.alpha.value:.3f}"
        assert shown in str(found)
        assert f"<td>{shown}</td>" in found.to_html()


def test_the_table_of_units_gives_the_coefficients_again(tmp_path: Path) -> None:
    found = agreement(three_coders(tmp_path / "maps"))
    frame = found.units.to_pandas()
    assert list(frame["coder"].unique()) == list(found.coders)
    assert found.unitising.statements == frame["coder"].value_counts().to_dict()
    for each in found.fields:
        wide = frame.pivot(index=["source", "unit"], columns="coder", values=each.field)
        rows = wide.astype(object).where(wide.notna(), None).to_numpy().tolist()
        assert alpha(codes(rows)) == pytest.approx(each.alpha.value)
        assert len(codes(rows)) == each.n


def test_what_has_no_value_says_why(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ("stance",))
    for coder in ("ada", "ben"):
        text = coding_of(folder, coder)
        first = text.index("- id: ")
        write_coding(folder, coder, text[: text.index("- id: ", first + 3)])
    single = agreement(folder)
    assert single.field("claim").alpha.lacking == ALL_EQUAL
    assert single.field("claim").percentage.lacking == SINGLE_UNIT
    assert "(no value): speaker, claim" in str(single)
    assert f"equal. {ALL_EQUAL}" not in str(single)
    rows = {row["field"]: row for row in single.to_rows()}
    assert rows["claim"]["lacking"] == f"{ALL_EQUAL}; {SINGLE_UNIT}"
    assert "lacking" in single.to_dict()["fields"][1]["alpha"]
    write_coding(folder, "ben", coding_of(folder, "ben").partition("statements:")[0])
    apart = agreement(folder)
    assert {each.alpha.lacking for each in apart.fields} == {NO_UNITS}
    for found in (single, apart):
        for sentence in (found.field("claim").alpha.lacking, found.unitising.overlap.lacking):
            assert sentence is None or f"{sentence}." in found.to_html()


def test_kappa_of_three_says_that_two_of_them_have_one_value(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ada")
    write_coding(folder, "cleo", text)
    for coder in ("ada", "ben"):
        write_coding(folder, coder, re.sub("  stance: [a-z]+\n", "", text))
    stance = agreement(folder).field("stance")
    assert (stance.kappa.value, stance.kappa.lacking) == (None, PAIR_EQUAL)
    assert stance.alpha.value is not None


def test_wrong_requests_are_explained(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    with pytest.raises(UnknownName, match="There is no source or coder 'adda'"):
        agreement(folder, "adda", "ben")
    with pytest.raises(UsageError, match="One coder agrees with nobody"):
        agreement(folder, "ada")
    with pytest.raises(InputError, match="must have coded a-letter-on-the-maps"):
        agreement(folder, "a-letter-on-the-maps", "ada", "ben")
    with pytest.raises(UsageError, match="not compared on a field 'topic'") as error:
        agreement(folder).field("topic")
    assert "speaker, claim, stance, mode, side, because" in str(error.value)
    with pytest.raises(UsageError, match="has no effect"):
        agreement(folder, SLUG, texts={"a-letter-on-the-maps": ARTICLE})


def test_a_debate_without_coders_says_where_codings_are_put(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no coding by several coders") as error:
        agreement(ARTICLE.parent / "flood-maps")
    assert "flood-maps/codings/CODER/SLUG.yaml" in str(error.value)


def test_faults_of_a_coder_have_file_and_line(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben").replace("claim: dark-blue", "claim: dark-bleu")
    write_coding(folder, "ben", text)
    with pytest.raises(FaultsFound) as error:
        agreement(folder)
    (fault,) = error.value.faults
    assert fault.file.endswith(f"codings/ben/{SLUG}.yaml")
    assert "Did you mean dark-blue" in fault.message

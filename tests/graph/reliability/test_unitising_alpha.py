"""Alpha for unitising: a published example, and invented double codings."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate.reliability.results import UnitisingAlpha
from opendebate.reliability.unitising_alpha import alpha_u, category_disagreement

# Krippendorff (2004), p. 254: units of two observers in a continuum of 300, from 150 to 450.
C = [[(225, 295), (370, 400)], [(220, 300), (355, 375), (400, 420)]]
K = [[(180, 240), (300, 350)], [(180, 240), (300, 350)]]
C, K = ([[(a - 150, b - 150) for a, b in each] for each in coders] for coders in (C, K))


def test_the_published_example_to_its_digits() -> None:
    c, k = category_disagreement(C, 300), category_disagreement(K, 300)
    assert round(sum(c.observed.values()), 4) == 0.0144
    assert round(c.expected, 4) == 0.0532
    assert sum(k.observed.values()) == 0
    assert round(k.expected, 4) == 0.0490
    assert alpha_u({"c": C}, 300).value == pytest.approx(0.7286, abs=5e-5)
    assert alpha_u({"k": K}, 300).value == 1
    assert alpha_u({"c": C, "k": K}, 300).value == pytest.approx(0.8591, abs=5e-4)


def test_the_worse_the_boundaries_the_less_the_alpha() -> None:
    values = [
        alpha_u({"x": [[(10, 30)], [(10 + shift, 30 + shift)]]}, 200).value or 0.0
        for shift in (0, 2, 8, 40)
    ]
    assert values[0] == 1
    assert values == sorted(values, reverse=True)
    assert values[-1] < 0.1


def test_no_passage_of_anybody_has_no_alpha() -> None:
    assert alpha_u({}, 100).value is None


def _alphas(folder: Path) -> dict[str, UnitisingAlpha]:
    result = opendebate.agreement(folder, "ada", "ben", texts={SLUG: ARTICLE})
    return {each.of: each for each in result.unitising.alphas}


def value(each: UnitisingAlpha) -> float:
    assert each.alpha.value is not None
    return each.alpha.value


def test_other_claims_on_the_same_words_lower_only_the_alpha_with_claims(tmp_path: Path) -> None:
    same = _alphas(two_coders(tmp_path / "same", ()))
    assert {each.alpha.value for each in same.values()} == {1}
    other = _alphas(two_coders(tmp_path / "claim", ("claim",)))
    assert other["passages"].alpha.value == 1
    assert 0.5 < value(other["passages and claims"]) < 1
    assert other["passages"].n == other["passages and claims"].n


def test_a_statement_that_one_coder_lacks_lowers_alpha_and_widens_its_interval(
    tmp_path: Path,
) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("- id: critics-burglars")])
    passages = _alphas(folder)["passages"]
    assert value(passages) < 1
    assert passages.alpha.interval
    low, high = passages.alpha.interval
    assert low < value(passages) < high <= 1


def test_text_table_and_page_show_it(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ("claim",))
    result = opendebate.agreement(folder, "ada", "ben", texts={SLUG: ARTICLE})
    (row,) = [row for row in result.to_rows() if row["field"] == "unitising: passages"]
    assert row["alpha"] == 1
    assert row["n"] == result.unitising.alphas[0].n
    assert f"alpha for unitising, passages  1.000 [1.000, 1.000]  (n = {row['n']}" in str(result)
    assert "Krippendorff (1995, 2004)" in str(result)
    assert "alpha for unitising, passages and claims" in result.to_html()
    assert result.to_dict()["unitising"]["alpha_unitising"][0]["of"] == "passages"
    without = opendebate.agreement(folder, "ada", "ben")
    assert without.unitising.alphas == ()
    assert "unitising," not in str(without)

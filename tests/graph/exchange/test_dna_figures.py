"""The figures that Discourse Network Analyzer gives for its sample, from the imported debate."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendebate
from opendebate.debate import Debate
from opendebate.exchange.dna import read
from opendebate.exchange.folder import write_folder
from opendebate.networks.affiliation import counts_of, two_mode_table
from opendebate.networks.observations import Selection
from opendebate.networks.projection import one_mode

SAMPLE = Path(__file__).parents[4] / "shared" / "data" / "dna" / "sample.dna"
# Organizations by concepts: duplicates, aggregation, normalisation, edges, sum of both triangles.
# The two without normalisation and with stances ignored are DNA's own (rDNA's tests); the others
# were computed once, by the plain loops of tests/graph/networks/test_projection.py too.
PINNED = [
    ("include", "congruence", "none", 16, 160.0),
    ("include", "congruence", "average", 16, 25.802436),
    ("include", "congruence", "jaccard", 16, 13.610663),
    ("include", "congruence", "activity_product", 16, 4.806061),
    ("include", "congruence", "cosine", 16, 12.517454),
    ("include", "conflict", "none", 14, 116.0),
    ("include", "conflict", "average", 14, 20.459418),
    ("include", "conflict", "jaccard", 14, 10.85834),
    ("include", "conflict", "activity_product", 14, 4.066667),
    ("include", "conflict", "cosine", 14, 10.816616),
    ("include", "subtract", "none", 18, 44.0),
    ("include", "subtract", "average", 18, 5.343018),
    ("include", "subtract", "jaccard", 18, 2.752323),
    ("include", "subtract", "activity_product", 18, 0.739394),
    ("include", "subtract", "cosine", 18, 1.700838),
    ("include", "ignore", "none", 21, 276.0),
    ("include", "ignore", "average", 21, 46.261854),
    ("include", "ignore", "jaccard", 21, 24.070583),
    ("include", "ignore", "activity_product", 21, 8.872727),
    ("include", "ignore", "cosine", 21, 22.373436),
    ("source", "congruence", "none", 16, 48.0),
    ("source", "congruence", "average", 16, 14.638095),
    ("source", "congruence", "jaccard", 16, 10.190476),
    ("source", "congruence", "activity_product", 16, 4.975556),
    ("source", "congruence", "cosine", 16, 14.929284),
    ("source", "conflict", "none", 14, 38.0),
    ("source", "conflict", "average", 14, 11.457143),
    ("source", "conflict", "jaccard", 14, 6.557143),
    ("source", "conflict", "activity_product", 14, 3.9),
    ("source", "conflict", "cosine", 14, 11.926453),
    ("source", "subtract", "none", 16, 10.0),
    ("source", "subtract", "average", 16, 3.180952),
    ("source", "subtract", "jaccard", 16, 3.633333),
    ("source", "subtract", "activity_product", 16, 1.075556),
    ("source", "subtract", "cosine", 16, 3.002831),
    ("source", "ignore", "none", 21, 78.0),
    ("source", "ignore", "average", 21, 24.847619),
    ("source", "ignore", "jaccard", 21, 18.766667),
    ("source", "ignore", "activity_product", 21, 9.097778),
    ("source", "ignore", "cosine", 21, 25.770336),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    if not SAMPLE.is_file():
        pytest.skip("DNA's sample database is not here; it is never stored with the project")
    folder = tmp_path_factory.mktemp("dna") / "sample"
    write_folder(read(SAMPLE), folder)
    return opendebate.load(folder)


def test_the_two_mode_network_is_dnas(sample: Debate) -> None:
    rows, columns, table = two_mode_table(
        sample.engine, Selection(by="body", positions="all"), "ignore"
    )
    cells = [cell for row in table for cell in row]
    assert (len(rows), len(columns)) == (7, 6)
    assert (sum(cells), sum(cell > 0 for cell in cells)) == (40, 22)


def test_within_a_document_the_same_counts_once(sample: Debate) -> None:
    once = Selection(by="body", positions="all", duplicates="source")
    assert counts_of(sample.engine, once).total == 23


@pytest.mark.parametrize(("method", "edges", "total"), [(one[:3], *one[3:]) for one in PINNED])
def test_one_mode_networks_stay_as_they_are(
    sample: Debate, method: tuple[str, str, str], edges: int, total: float
) -> None:
    duplicates, aggregation, normalisation = method
    selection = Selection(by="body", positions="all", duplicates=duplicates)
    counts = counts_of(sample.engine, selection, stance=aggregation != "ignore")
    ties = one_mode(counts, aggregation, normalisation)
    assert ties.nnz == 2 * edges
    assert ties.sum() == pytest.approx(total, abs=1e-5)

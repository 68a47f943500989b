"""The figures that Discourse Network Analyzer gives for its sample, and those of one of ours."""

from __future__ import annotations

from itertools import permutations

import pytest

import opendebate
from hearings import database
from opendebate.debate import Debate
from opendebate.exchange.dna import read
from opendebate.exchange.folder import write_folder
from opendebate.networks.observations import Selection
from opendebate.networks.projection import one_mode, two_mode
from stance_counting import counts_of

# Organisations by concepts: duplicates and aggregation; edges, and the sum of both triangles by
# each normalisation. In DNA's sample, the two without normalisation and with stances ignored are
# DNA's own (rDNA's tests). The others were computed once by plain loops. In the sample each
# organisation has one person; in ours two persons are of one guild, and each counts: "by body"
# asks on whose behalf somebody speaks, and DNA does not hold that.
PINNED = {
    "hearings": {
        ("include", "congruence"): (6, [34.0, 9.009524, 4.716667, 2.527778, 4.794113]),
        ("include", "conflict"): (3, [32.0, 6.755556, 3.777778, 1.555556, 3.862742]),
        ("include", "subtract"): (6, [2.0, 2.253968, 0.938889, 0.972222, 0.931371]),
        ("include", "ignore"): (6, [66.0, 15.765079, 7.761905, 4.083333, 7.834427]),
        ("source", "congruence"): (6, [12.0, 5.0, 3.2, 2.25, 5.12132]),
        ("source", "conflict"): (3, [10.0, 3.333333, 2.0, 1.25, 3.535534]),
        ("source", "subtract"): (5, [2.0, 1.666667, 1.2, 1.0, 1.585786]),
        ("source", "ignore"): (6, [16.0, 7.0, 5.166667, 3.166667, 7.082483]),
    },
    "sample": {
        ("include", "congruence"): (16, [160.0, 25.802436, 13.610663, 4.806061, 12.517454]),
        ("include", "conflict"): (14, [116.0, 20.459418, 10.85834, 4.066667, 10.816616]),
        ("include", "subtract"): (18, [44.0, 5.343018, 2.752323, 0.739394, 1.700838]),
        ("include", "ignore"): (21, [276.0, 46.261854, 24.070583, 8.872727, 22.373436]),
        ("source", "congruence"): (16, [48.0, 14.638095, 10.190476, 4.975556, 14.929284]),
        ("source", "conflict"): (14, [38.0, 11.457143, 6.557143, 3.9, 11.926453]),
        ("source", "subtract"): (16, [10.0, 3.180952, 3.633333, 1.075556, 3.002831]),
        ("source", "ignore"): (21, [78.0, 24.847619, 18.766667, 9.097778, 25.770336]),
    },
}
BY = ("none", "average", "jaccard", "activity_product", "cosine")
# Organisations (in ours, persons), concepts, statements, non-zero cells; statements that are left
# if each source counts once.
TWO_MODE = {"hearings": (4, 4, 16, 9, 10), "sample": (7, 6, 40, 22, 23)}


@pytest.fixture(scope="module", params=PINNED)
def imported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Debate]:
    folder = tmp_path_factory.mktemp("dna")
    write_folder(read(database(request.param, folder)), folder / "debate")
    return request.param, opendebate.load(folder / "debate")


def test_the_two_mode_network_is_dnas(imported: tuple[str, Debate]) -> None:
    name, debate = imported
    everything = Selection(by="body", positions="all")
    counts = counts_of(debate.engine, everything, stance=False)
    cells = two_mode(counts, "ignore").toarray().ravel().tolist()
    once = Selection(by="body", positions="all", duplicates="source")
    total, left = sum(cells), counts_of(debate.engine, once).total
    assert (
        len(counts.rows),
        len(counts.columns),
        total,
        sum(cell > 0 for cell in cells),
        left,
    ) == TWO_MODE[name]


def test_by_affiliation_organizations_are_those_of_dna(imported: tuple[str, Debate]) -> None:
    name, debate = imported
    selection = Selection(by="affiliation", positions="all")
    counts = counts_of(debate.engine, selection, stance=False)
    organizations = {"hearings": 3, "sample": 7}
    assert (len(counts.rows), counts.total) == (organizations[name], TWO_MODE[name][2])
    assert one_mode(counts_of(debate.engine, selection), "congruence").sum() == sum(
        one[1:] == other[1:]
        for one, other in permutations(
            [
                (statement.affiliation, statement.claim.iri, statement.stance)
                for statement in debate.statements()
            ],
            2,
        )
        if one[0] != other[0]
    ), "the weight is that of pairs of statements by two organizations"


def test_where_each_organization_has_one_person_the_figures_are_those_of_persons(
    imported: tuple[str, Debate],
) -> None:
    name, debate = imported
    of_persons, of_organizations = (
        one_mode(counts_of(debate.engine, Selection(by=by, positions="all")), "subtract", "cosine")
        for by in ("speaker", "affiliation")
    )
    same = sorted(of_persons.data.tolist()) == pytest.approx(sorted(of_organizations.data.tolist()))
    assert same == (name == "sample")


@pytest.mark.parametrize("duplicates", ["include", "source"])
def test_one_mode_networks_stay_as_they_are(imported: tuple[str, Debate], duplicates: str) -> None:
    name, debate = imported
    selection = Selection(by="body", positions="all", duplicates=duplicates)
    for aggregation in ("congruence", "conflict", "subtract", "ignore"):
        counts = counts_of(debate.engine, selection, stance=aggregation != "ignore")
        networks = [one_mode(counts, aggregation, normalisation) for normalisation in BY]
        edges, sums = PINNED[name][duplicates, aggregation]
        assert [ties.nnz for ties in networks] == [2 * edges] * len(BY)
        assert [ties.sum() for ties in networks] == pytest.approx(sums, abs=1e-5)

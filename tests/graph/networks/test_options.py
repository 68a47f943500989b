"""Every option and every network: it changes the network as documented, or it is refused.

The tables are made of the command's own options and of the library's own records, so that no new
option can be forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

import opendebate
from harbour import write_harbour
from opendebate.debate import Debate
from opendebate.errors import UsageError
from opendebate.networks import position_changes
from opendebate.networks.measures import MEASURES, REQUIREMENTS, measure
from opendebate.networks.options import ALL_OPTIONS, OPTIONS_OF_NETWORK, Method
from opendebate.networks.registry import NETWORKS
from opendebate.networks.selection import DUPLICATES, Selection
from opendebate_cli.main import cli
from opendebate_cli.network import network_command
from opendebate_cli.network_options import CHOICES

# Option → a value that is not the one by default, for most networks.
PROBES: dict[str, Any] = {
    "ties": "ignore",
    "normalisation": "jaccard",
    "levels": "graded",
    "by": "body",
    "on": "topic",
    "sources": ["mud"],
    "modes": ["verbatim"],
    "sides": ["against"],
    "topics": ["safety"],
    "kinds": ["normative", "causal"],
    "exclude": ["cleo"],
    "where": ["berth=North"],
    "since": "2024-05",
    "until": "2024-05",
    "hypothetical": True,
    "duplicates": "source",
    "positions": "all",
}
OTHERS: dict[tuple[str, str], Any] = {
    ("affiliation", "normalisation"): "activity",
    ("arguments", "modes"): ["paraphrase"],
}
PAIRS = [(network, option) for network in NETWORKS for option in ALL_OPTIONS]
# Options of the command that say what becomes of a network, not how it is counted.
WAYS = {
    "force",
    "colour",
    "debate_of_command",
    "only_of_command",
    "store_of_command",
    "most",
    "opened",
    "file_format",
    "name",
    "measures",
    "anyway",
    "seed",
    "lens",
    "output",
    "as_json",
    "as_csv",
    "as_table",
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    return opendebate.load(write_harbour(tmp_path_factory.mktemp("harbour") / "harbour"))


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    folder = tmp_path_factory.mktemp("twice") / "harbour"
    return opendebate.load(write_harbour(folder, twice=True))


def probe(network: str, option: str) -> Any:
    return OTHERS.get((network, option), PROBES[option])


def drawn(graph: nx.Graph[str]) -> object:
    """Return all that a network says."""
    edges = [(one, other, sorted(about.items())) for one, other, about in graph.edges(data=True)]
    return sorted(map(str, graph.nodes(data=True))), sorted(map(str, edges))


def test_no_option_is_forgotten() -> None:
    in_library = {one.name for both in (Selection, Method) for one in fields(both) if one.init}
    on_command_line = {one.name for one in network_command.params} - WAYS
    assert in_library == set(ALL_OPTIONS) == set(PROBES) == set(CHOICES) == on_command_line
    assert set(OPTIONS_OF_NETWORK) == set(NETWORKS)


@pytest.mark.parametrize(("network", "option"), PAIRS)
def test_an_option_changes_a_network_or_is_refused(
    harbour: Debate, network: str, option: str
) -> None:
    value = probe(network, option)
    if option in OPTIONS_OF_NETWORK[network]:
        changed = harbour.network(network, **{option: value})
        assert drawn(changed) != drawn(harbour.network(network))
        return
    with pytest.raises(UsageError, match=f"{option} has no effect on the network {network}"):
        harbour.network(network, **{option: value})


@pytest.mark.parametrize(("network", "option"), PAIRS)
def test_the_command_line_takes_and_refuses_the_same(
    harbour: Debate, network: str, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def seen(_: Debate, name: str, **given: Any) -> nx.Graph[str]:
        asked.append(given)
        return Debate.__dict__["made"](harbour, name, **given)  # type: ignore[no-any-return]

    monkeypatch.setattr(Debate, "made", Debate.network, raising=False)
    monkeypatch.setattr(Debate, "network", seen)
    monkeypatch.setattr("opendebate.debate.load", lambda *_, **__: harbour)
    value, flag = probe(network, option), CHOICES[option][0][0]
    words = [flag] if value is True else [
        word for one in ([value] if isinstance(value, str) else value) for word in (flag, one)
    ]  # fmt: skip
    done = CliRunner().invoke(cli, ["network", network, *words, "--json"])
    if option in OPTIONS_OF_NETWORK[network]:
        assert done.exit_code == 0, done.stderr
        assert asked == [{option: tuple(value) if isinstance(value, list) else value}]
        return
    assert done.exit_code == 2
    assert f"{flag} has no effect on the network {network}" in done.stderr
    assert not asked, "it is refused before the debate is built"


@pytest.mark.parametrize("network", ["actors", "affiliation", "claims"])
@pytest.mark.parametrize("within", [one for one in DUPLICATES if one != "include"])
def test_every_way_to_count_once_makes_a_difference(
    harbour: Debate, twice: Debate, network: str, within: str
) -> None:
    debate = twice if within == "text" else harbour
    assert drawn(debate.network(network, duplicates=within)) != drawn(debate.network(network))


@pytest.mark.parametrize("network", ["actors", "affiliation", "claims"])
def test_a_kind_of_tie_or_a_normalisation_of_others_is_refused(
    harbour: Debate, network: str
) -> None:
    other = "conflict" if network == "affiliation" else "combine"
    with pytest.raises(UsageError, match=f"network {network} has no kind of tie {other}"):
        harbour.network(network, ties=other)
    other = "jaccard" if network == "affiliation" else "prominence"
    with pytest.raises(UsageError, match=f"network {network} has no normalisation {other}"):
        harbour.network(network, normalisation=other)
    with pytest.raises(UsageError, match="levels have no effect where the stance is ignored"):
        harbour.network(network, ties="ignore", levels="graded")
    with pytest.raises(UsageError, match="no option 'side'.*Did you mean sides"):
        harbour.network(network, side="for")


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_tells_a_network_or_is_refused(
    harbour: Debate, network: str, name: str
) -> None:
    graph = harbour.network(network)
    needs = MEASURES[name].requires
    if needs and not REQUIREMENTS[needs][0](graph):
        with pytest.raises(UsageError, match=f"The measure {name} {REQUIREMENTS[needs][1][:20]}"):
            measure(graph, name, anyway=True)
    else:
        told = measure(graph, name, anyway=True)
        assert told.n
        assert not MEASURES[name].per_node or told.n == len(told.rows)


# Options of the command beside which others have no effect.
REFUSED = [
    (["--measure", "degree", "--lens"], "--measure has no effect beside --lens"),
    (["--measure", "degree", "-o", "x.graphml"], "--measure has no effect beside -o"),
    *[(["--lens", flag], f"{flag} has no effect beside --lens")
      for flag in ("--json", "--csv", "--table")],
    *[(["-o", "x.graphml", flag], f"{flag} has no effect beside -o")
      for flag in ("--json", "--csv", "--table")],
    (["--lens", "--format", "gexf"], "--format has no effect beside --lens"),
    (["--format", "gexf", "--measure", "degree"], "--measure has no effect beside --format"),
    *[(["--format", "gexf", flag], f"{flag} has no effect beside --format")
      for flag in ("--json", "--csv", "--table")],
    (["--no-open"], "--open has no effect without --lens"),
    (["--format", "csv", "-o", "-"], "Tables are several files"),
    (["--anyway"], "--anyway has no effect without --measure"),
    (["--seed", "2"], "--seed has no effect here"),
    (["--measure", "degree", "--seed", "2"], "--seed has no effect here"),
    (["--measure", "degre", "-o", "x.graphml"], "no measure 'degre'"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_has_no_effect_beside_another_option_is_refused(words: list[str], told: str) -> None:
    done = CliRunner().invoke(cli, ["network", "actors", *words])
    assert done.exit_code == 2
    assert told in done.stderr


def cells(graph: nx.Graph[str]) -> dict[tuple[str, str, str], float]:
    """Return the weights by the ids of both ends and the kind of tie."""
    ids = {node: about["id"] for node, about in graph.nodes(data=True)}
    return {
        (ids[one], ids[other], about["relation"]): round(about["weight"], 4)
        for one, other, about in graph.edges(data=True)
    }


# Of Cleo, who makes four statements (n = 4) until May: floods affirmed; dredge denied; jobs
# doubted. Without --until also noise. Floods: Ann denies, Cleo affirms (n = 2).
TWO_MODE: list[tuple[dict[str, Any], dict[tuple[str, str], float]]] = [
    ({"ties": "subtract", "levels": "binary"},
     {("cleo", "floods"): 1, ("cleo", "dredge"): -1, ("cleo", "jobs"): -1, ("ann", "floods"): -1,
      ("ben", "dredge"): 2}),
    # In ternary levels a doubt is neither an affirmation nor a denial.
    ({"ties": "subtract"}, {("cleo", "floods"): 1, ("cleo", "dredge"): -1, ("cleo", "jobs"): 0}),
    ({"ties": "ignore"}, {("cleo", "floods"): 1, ("cleo", "dredge"): 1, ("ben", "dredge"): 2}),
    ({"ties": "combine", "levels": "binary"},
     {("cleo", "floods"): 1, ("cleo", "dredge"): 2, ("cleo", "jobs"): 2}),
    ({"ties": "combine"}, {("cleo", "floods"): 1, ("cleo", "dredge"): 2, ("cleo", "jobs"): 4}),
    # Ben makes three: twice dredge, once jobs. Cleo three.
    ({"ties": "subtract", "normalisation": "activity"},
     {("cleo", "floods"): 0.3333, ("cleo", "dredge"): -0.3333, ("ben", "dredge"): 0.6667}),
    # On dredge there are five: Ann, Ben twice, Cleo, the Gazette. On floods two, on jobs three.
    ({"ties": "subtract", "normalisation": "prominence", "levels": "binary"},
     {("cleo", "dredge"): -0.2, ("ben", "dredge"): 0.4, ("cleo", "floods"): 0.5,
      ("cleo", "jobs"): -0.3333}),
    ({"ties": "ignore", "normalisation": "prominence"}, {("cleo", "jobs"): 0.3333}),
    # Graded of four: doubts is 1 of 3, so 2/3 - 1 = -1/3; concedes 2 of 3, so 1/3.
    ({"ties": "subtract", "levels": "graded"},
     {("cleo", "jobs"): -0.3333, ("ben", "jobs"): 0.3333, ("cleo", "dredge"): -1}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "expected"), TWO_MODE)
def test_two_modes_are_those_of_discourse_network_analysis(
    harbour: Debate, method: dict[str, Any], expected: dict[tuple[str, str], float]
) -> None:
    found = cells(harbour.network("affiliation", until="2024-05", **method))
    assert {ends: found.get((*ends, method["ties"]), 0) for ends in expected} == expected


def test_stances_are_divided_too(harbour: Debate) -> None:
    found = cells(harbour.network("affiliation", until="2024-05", normalisation="activity"))
    assert found["ben", "dredge", "affirms"] == 0.6667
    assert found["ben", "jobs", "affirms"] == 0.3333


def test_combine_says_both_where_both_are_said(harbour: Debate) -> None:
    found = cells(harbour.network("affiliation", ties="combine", positions="all"))
    assert found["ann", "dredge", "combine"] == 3
    graph = harbour.network("affiliation", ties="combine", positions="all")
    signs = {(one, other): tie["sign"] for one, other, tie in graph.edges(data=True)}
    ann, dredge = harbour.iris("actor", "ann").value, harbour.iris("claim", "dredge").value
    assert signs[ann, dredge] == 0
    with pytest.raises(UsageError, match="combine gives only codes"):
        measure(graph, "degree", anyway=True)
    with pytest.raises(UsageError, match="cannot be used"):
        harbour.network("affiliation", ties="combine", normalisation="activity")


def test_who_changed_position_counts_with_the_latest_and_it_is_told(harbour: Debate) -> None:
    latest = cells(harbour.network("actors"))
    every = cells(harbour.network("actors", positions="all"))
    # In March Ann agrees with Ben on dredging (1·2) and on jobs (1·1); in June she is against it.
    assert latest["ann", "ben", "congruence"] == 1
    assert every["ann", "ben", "congruence"] == 3
    assert latest["ann", "ben", "conflict"] == every["ann", "ben", "conflict"] == 2
    assert latest["ann", "cleo", "congruence"] == 2, "dredging denied and noise"
    graph = harbour.network("actors")
    assert graph.graph["notes"] == (
        "Ann changed position on “The harbour should be dredged.” [dredge]. Only the latest "
        'position counts; --positions all (positions="all") counts each.',
    )
    assert "notes" not in harbour.network("actors", until="2024-05").graph
    done = CliRunner().invoke(cli, ["network", "actors", "--positions", "latest"])
    assert done.exit_code == 0


def test_of_many_changes_of_position_only_the_last_sentence_says_what_counts() -> None:
    claim = SimpleNamespace(name="Dogs bite.", id="dogs")
    changes: Any = [SimpleNamespace(actor=f"x/{n}", statements=[SimpleNamespace(claim=claim)])
                    for n in range(7)]  # fmt: skip
    for n in (2, 7):
        *others, last = position_changes._change_notes([], changes[:n], latest=True)
        assert others[0] == "0 changed position on “Dogs bite.” [dogs]."
        assert not any("latest position" in note for note in others)
        assert "Only the latest position counts" in last


def test_one_text_coded_twice_is_told_and_can_be_counted_once(
    harbour: Debate, twice: Debate
) -> None:
    once = cells(harbour.network("actors"))
    doubled = twice.network("actors")
    assert sum(cells(doubled).values()) > 3 * sum(once.values())
    (_, note) = doubled.graph["notes"]
    assert note.startswith("2 sources have the same text, or half of their passages: mud, mud-")
    assert "--duplicates text" in note
    counted = twice.network("actors", duplicates="text")
    assert cells(counted) == once
    assert not [note for note in counted.graph["notes"] if "same text" in note]


def test_the_narrator_of_each_source_can_be_left_out(harbour: Debate) -> None:
    names = {about["id"] for _, about in harbour.network("affiliation").nodes(data=True)}
    assert {"gazette", "ships"} <= names
    left: defaultdict[str, set[str]] = defaultdict(set)
    for given in (["narrator"], ["gazette"], ["The Gazette"]):
        graph = harbour.network("affiliation", exclude=given)
        left[str(given)] = {about["id"] for _, about in graph.nodes(data=True)}
    assert set(map(frozenset, left.values())) == {frozenset(names - {"gazette", "ships"})}


def test_reach_counts_statements_and_not_ends(harbour: Debate) -> None:
    for network in ("actors", "affiliation"):
        rows = {row["id"]: row for row in measure(harbour.network(network), "reach").rows}
        # Ben says three things on two claims, whoever else speaks of them.
        assert (rows["ben"]["statements"], rows["ben"]["others"]) == (3, 2)
        assert rows["gazette"]["statements"] == 2

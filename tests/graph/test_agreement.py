"""One meaning of agreement, disagreement and doubt: whoever speaks of them says the same.

The facts that rules derive, the networks, the actors' lens, the question, the finding, the traces
and the page's data are compared with each other and with what the statements alone say.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import opendebate
from article import load_article
from counted import write_counted
from harbour import write_harbour
from invented import write_knots
from opendebate import Debate
from opendebate.ask.statements import Statement, all_statements
from opendebate.engines.rows import Rows
from opendebate.networks.lenses import make_lens
from opendebate.networks.stance_counts import TERNARY
from opendebate.stances import tie_kind
from voices import with_hearing

DATA = Path(__file__).parents[1] / "data"
# What each speaker of it calls agreement, disagreement and doubt.
FACTS = {"agrees": "agreesWith", "disagrees": "disagreesWith", "doubts": "doubtsClaimOf"}
TIES = {"agrees": "congruence", "disagrees": "conflict", "doubts": "doubt"}
Meeting = tuple[str, str, str, str]  # relation, first actor, second actor, claim


def town(folder: Path) -> Path:
    return Path(shutil.copytree(DATA / "flood-maps", folder))


def counted(folder: Path) -> Path:
    folder.mkdir()
    return write_counted(folder)


DEBATES: dict[str, Callable[[Path], Path]] = {
    "counted": counted,
    "flood-maps": town,
    "harbour": write_harbour,
    "harbour-twice": lambda folder: write_harbour(folder, twice=True),
    "hearing": lambda folder: with_hearing(town(folder)),
    **{f"knots-{n}": partial(write_knots, seed=n) for n in range(3)},
}


@pytest.fixture(scope="module", params=["built-in", *DEBATES])
def debate(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Debate:
    if request.param == "built-in":
        return load_article()
    folder = tmp_path_factory.mktemp("agreement") / request.param
    return opendebate.load(DEBATES[request.param](folder))


# What the statements say, by the words of the ontology's definitions alone.


def actors_of(statement: Statement, by: str) -> list[str]:
    speakers = [speaker.iri for speaker in statement.speakers]
    body = [statement.on_behalf_of.iri] if statement.on_behalf_of else []
    return {"speaker": speakers, "body": body or speakers, "voice": [*speakers, *body]}[by]


def latest(debate: Debate, by: str) -> list[tuple[str, Statement]]:
    """Return who takes a stance in which statement and takes it back in no later one."""
    imagined = {
        row["actor"].value
        for row in debate.engine.select("SELECT ?actor { ?actor od:hypothetical true }")
    }
    said = [
        (actor, statement)
        for statement in all_statements(debate.engine)
        if statement.mode != "hypothetical"
        for actor in dict.fromkeys(actors_of(statement, by))
        if actor not in imagined
    ]
    for_bodies = [  # a body also takes back what somebody takes back on its behalf
        (statement.on_behalf_of.iri, statement) for _, statement in said if statement.on_behalf_of
    ]
    favourable = {"affirms", "concedes"}
    return [
        (actor, old)
        for actor, old in said
        if not any(
            actor == other and old.claim == new.claim and old.latest and new.earliest
            and old.latest < new.earliest
            and (old.stance in favourable) != (new.stance in favourable)
            for other, new in [*said, *for_bodies]
        )
    ]  # fmt: skip


def repeats(one: tuple[str, Statement], two: tuple[str, Statement]) -> bool:
    """Return whether the first actor makes the second's statement on the second's behalf."""
    body = two[1].on_behalf_of
    speakers = {speaker.iri for speaker in two[1].speakers}
    return bool(body and body.iri == two[0] and one[0] in speakers)


def meetings(debate: Debate, by: str = "voice") -> set[Meeting]:
    found = set()
    for one, two in permutations(latest(debate, by), 2):
        (actor, said), (other, answer) = one, two
        if actor == other or said.claim != answer.claim:
            continue
        stances = [stance.replace("concedes", "affirms") for stance in (said.stance, answer.stance)]
        if stances in (["affirms"] * 2, ["denies"] * 2):
            if repeats(one, two) or repeats(two, one):
                continue
            relation = "agrees"
        elif set(stances) == {"affirms", "denies"}:
            relation = "disagrees"
        elif stances == ["doubts", "affirms"]:
            relation = "doubts"
        else:
            continue
        found.add((relation, actor, other, said.claim.iri))
    return found


def pairs(found: set[Meeting], relation: str) -> set[tuple[str, str]]:
    return {(one, other) for kind, one, other, _ in found if kind == relation}


def both_ways(found: set[Meeting]) -> set[Meeting]:
    """Return the meetings as an undirected network has them, in both directions."""
    return found | {(relation, other, one, claim) for relation, one, other, claim in found}


# Each speaker of agreement is held to that.


def of_facts(debate: Debate) -> dict[str, set[tuple[str, str]]]:
    return {
        relation: {
            (row["one"].value, row["other"].value)
            for row in debate.engine.select(f"SELECT ?one ?other {{ ?one od:{fact} ?other }}")
        }
        for relation, fact in FACTS.items()
    }


def of_network(debate: Debate, by: str, **options: Any) -> set[Meeting]:
    relation_of = {tie: relation for relation, tie in TIES.items()}
    network = debate.network("actors", by=by, **options)
    found = {
        (relation_of[tie["relation"]], start, end, claim)
        for start, end, tie in network.edges(data=True)
        for claim in tie["shared"]
    }
    return both_ways(found)


def of_lens(debate: Debate) -> set[Meeting]:
    network = make_lens(debate.engine, "actors").network
    found = {
        (key, start, end, claim)
        for start, end, key, tie in network.edges(keys=True, data=True)
        if key in TIES
        for claim in tie["claims"]
    }
    mutual = {meeting for meeting in found if meeting[0] != "doubts"}
    return found | both_ways(mutual)


def of_question(debate: Debate) -> set[Meeting]:
    rows = debate.query("who-disagrees-with-whom")
    assert isinstance(rows, Rows)
    relation_of = {"denies": "disagrees", "doubts": "doubts"}
    return {
        (relation_of[str(row["stance"])], str(row["denyingOrDoubting"]), str(row["affirming"]),
         str(row["claim"]))
        for row in rows
    }  # fmt: skip


def check_all(debate: Debate) -> None:
    """Check that facts, networks, lens and question say what the statements say."""
    expected = meetings(debate)
    facts = of_facts(debate)
    for relation in FACTS:
        assert facts[relation] == pairs(expected, relation), relation
    assert of_network(debate, "voice") == both_ways(expected)
    for by in ("speaker", "body"):
        assert of_network(debate, by) == both_ways(meetings(debate, by)), by
    assert of_lens(debate) == expected
    asked = of_question(debate)
    denials = {meeting for meeting in asked if meeting[0] == "disagrees"}
    assert asked | both_ways(denials) == {one for one in expected if one[0] != "agrees"}
    holds = {(actor, said.stance, said.claim.iri) for actor, said in latest(debate, "voice")}
    assert all((one, "denies", claim) in holds for _, one, _, claim in denials)


def test_all_say_the_same(debate: Debate) -> None:
    check_all(debate)


def test_the_debates_have_every_case() -> None:
    """Else the comparison would compare nothing with nothing."""
    counts = Counter(relation for relation, *_ in meetings(load_article()))
    assert all(counts[relation] for relation in FACTS)


@pytest.mark.parametrize("normalisation", ["jaccard", "cosine", "average", "activity_product"])
def test_a_normalised_network_ties_the_same_actors(debate: Debate, normalisation: str) -> None:
    for by in ("speaker", "body", "voice"):
        assert of_network(debate, by, normalisation=normalisation) == of_network(debate, by)


def test_the_finding_counts_each_apart(debate: Debate) -> None:
    expected = meetings(debate)
    finding = make_lens(debate.engine, "actors").finding
    numbers = {relation: len({frozenset(pair) for pair in pairs(expected, relation)})
               for relation in FACTS}  # fmt: skip
    agree, differ, doubt = (numbers[relation] or "no" for relation in FACTS)
    assert f"; {agree} pair" in finding
    assert f" on a claim, {numbers['disagrees'] or 'none'} disagree" in finding, differ
    assert ("one doubts what the other affirms" in finding) == (doubt != "no")
    assert doubt == "no" or f"in {doubt} pair" in finding


def test_a_trace_tells_denials_and_doubts_apart(debate: Debate) -> None:
    stances = {"denial": {"denies"}, "doubt": {"doubts"}}
    claims = {statement.claim.id for statement in all_statements(debate.engine)}
    actors = {one.id for statement in all_statements(debate.engine) for one in statement.speakers}
    for name in sorted(claims | actors):
        for dispute in disputes(json.loads(json.dumps(debate.trace(name).to_dict()))):
            if dispute["relation"] in stances:
                said = {one["stance"] for one in dispute["statements"]}
                assert said == stances[dispute["relation"]], name


def disputes(part: Any) -> Iterator[dict[str, Any]]:
    """Yield the disputes and answers anywhere in a trace."""
    if isinstance(part, list):
        for one in part:
            yield from disputes(one)
    elif isinstance(part, dict):
        if "relation" in part and "statements" in part:
            yield part
        for value in part.values():
            yield from disputes(value)


def test_the_lens_page_names_each_kind_apart(debate: Debate) -> None:
    page = debate.view("actors").html()
    legend = dict(re.findall(r'<input[^>]*value="(\w+)"[^>]*>(.*?)</label>', page, re.DOTALL))
    words = {
        "agrees": "agree on a claim",
        "disagrees": "disagree on one",
        "doubts": "doubts what another affirms",
    }
    expected = {relation for relation, *_ in meetings(debate)}
    assert legend.keys() & words.keys() == expected
    assert all(words[relation] in legend[relation] for relation in expected)


STANCES = sorted(TERNARY)
SAID = st.fixed_dictionaries(
    {
        "speaker": st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True),
        "on_behalf_of": st.sampled_from(["", "", "x", "y"]),
        "claim": st.sampled_from(["one", "two"]),
        "stance": st.sampled_from(STANCES),
        "said": st.sampled_from(["", "2021", "2022", "2023-05"]),
        "mode": st.sampled_from(["verbatim", "verbatim", "hypothetical"]),
    }
)
BODIES = st.fixed_dictionaries(
    {
        "speaker": st.sampled_from([["x"], ["y"], ["x", "a"]]),
        "claim": st.just("one"),
        "stance": st.sampled_from(STANCES),
        "said": st.sampled_from(["", "2021", "2024"]),
        "mode": st.just("verbatim"),
    }
)


def write(folder: Path, said: list[dict[str, Any]]) -> Path:
    """Write a debate of some statements."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "sources").mkdir(parents=True)
    people = {name: {"name": name.upper(), "kind": "person"} for name in "abc"}
    bodies = {name: {"name": name.upper(), "kind": "organization"} for name in ("x", "y", "press")}
    claims = {
        name: {"text": f"Number {name} holds.", "kind": "causal", "side": "for"}
        for name in ("one", "two")
    }
    statements = [
        {"id": f"s-{n}", "at": "unknown"} | {key: value for key, value in one.items() if value}
        for n, one in enumerate(said)
    ]
    files: dict[str, Any] = {
        "debate": {"debate": {"title": "T", "question": "Is it?", "iri": "https://example.org/t/"}},
        "actors": people | bodies,
        "claims": claims,
        "sources/s": {
            "source": {"title": "S", "kind": "news-article", "publisher": "press"},
            "statements": statements,
        },
    }
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return folder


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(said=st.lists(st.one_of(SAID, SAID, BODIES), min_size=1, max_size=8))
@example(
    said=[
        {"speaker": ["a"], "on_behalf_of": "y", "claim": "one", "stance": "affirms",
         "said": "2022", "mode": "verbatim"},
        {"speaker": ["y"], "claim": "one", "stance": "denies", "said": "2021", "mode": "verbatim"},
    ]
)  # fmt: skip
@example(
    said=[
        {"speaker": ["a", "b"], "on_behalf_of": "x", "claim": "one", "stance": "affirms",
         "said": "2022", "mode": "verbatim"},
        {"speaker": ["x"], "claim": "one", "stance": "affirms", "said": "", "mode": "verbatim"},
        {"speaker": ["x"], "claim": "one", "stance": "denies", "said": "2021", "mode": "verbatim"},
    ]
)  # fmt: skip
def test_any_debate_says_the_same_everywhere(said: list[dict[str, Any]], tmp_path: Path) -> None:
    check_all(opendebate.load(write(tmp_path / "any", said)))


def test_python_and_rules_read_one_table() -> None:
    engine = load_article().engine
    kinds = {"agreeingPosition": "congruence", "opposedPosition": "conflict"}
    rows = engine.select(
        """SELECT ?stance ?other ?relation {
          ?a od:position ?p ; skos:notation ?stance . ?b od:position ?q ; skos:notation ?other .
          VALUES ?relation { od:agreeingPosition od:opposedPosition od:doubtedPosition }
          ?p ?relation ?q }"""
    )
    table = {}
    for row in rows:
        stances = row["stance"].value, row["other"].value
        kind = kinds.get(row["relation"].value.rpartition("#")[2], "doubt")
        table[stances] = kind
        if kind == "doubt":
            table[stances[::-1]] = kind
    assert len(table) == 13
    for one in STANCES:
        for other in STANCES:
            assert tie_kind(one, other) == table.get((one, other), "")


def test_ternary_levels_are_the_positions_of_the_ontology() -> None:
    rows = load_article().engine.select(
        "SELECT ?stance ?position { ?s od:position ?position ; skos:notation ?stance }"
    )
    positions = {row["stance"].value: row["position"].value for row in rows}
    assert positions.keys() == TERNARY.keys()
    for one in STANCES:
        for other in STANCES:
            same = TERNARY[one] == TERNARY[other]
            assert (positions[one] == positions[other]) == same

"""What counts, as what, and how often."""

from __future__ import annotations

from datetime import date

import pytest

from article import load_article
from opendebate.ask.statements import all_statements
from opendebate.debate import Debate
from opendebate.errors import UnknownName, UsageError
from opendebate.networks.discourse_networks import observed_nodes
from opendebate.networks.observations import (
    DUPLICATES,
    Observation,
    Selection,
    observe,
    observe_with_notes,
    without_duplicates,
)


def said(town: Debate, **selection: object) -> set[str]:
    chosen = Selection(**selection)  # type: ignore[arg-type]
    return {one.statement.rpartition("/")[2] for one in observe(town.engine, chosen)}


def test_what_nobody_is_known_to_have_said_is_left_out(town_debate: Debate) -> None:
    assert "sceptics-out" not in said(town_debate)
    assert "sceptics-out" in said(town_debate, hypothetical=True)


def test_statements_are_chosen_by_source_mode_side_topic_and_time(town_debate: Debate) -> None:
    assert "tanagers-in" in said(town_debate, sources=["a-letter-on-the-maps"])
    assert "oyelaran-right" not in said(town_debate, sources=["a-letter-on-the-maps"])
    assert said(town_debate, modes=["mixed"]) == {"brandt-best-spent"}
    assert "oyelaran-right" not in said(town_debate, sides=["against"])
    assert "vanderlinden-prices" in said(town_debate, sides=["against"])
    assert said(town_debate, topics=["burglary"]) == {"critics-burglars", "tanagers-grant"}
    assert said(town_debate, until="2022") == {"brandt-best-spent"}
    assert "brandt-best-spent" in said(town_debate, since="2021-06", until="2021")
    assert not said(town_debate, until="2021-06"), "what is dated 2021 is certain at its end"
    assert "tanagers-in" not in said(town_debate, until="2024-03")
    assert "tanagers-in" in said(town_debate, since="2024-04-02")


def test_a_vague_date_counts_from_its_last_day_in_every_option(town_debate: Debate) -> None:
    seen = {one.statement: one.day for one in observe(town_debate.engine)}
    assert date(2021, 12, 31) in seen.values(), "what is dated 2021"
    for statement in all_statements(town_debate.engine):
        if statement.id in seen and statement.latest:
            assert seen[statement.id] == date.fromisoformat(statement.latest)
            name = statement.id.rpartition("/")[2]
            assert name in said(town_debate, since=statement.latest, until=statement.latest)


def test_a_body_has_a_stance_only_where_somebody_speaks_on_its_behalf(town_debate: Debate) -> None:
    people = {one.actor.rpartition("/")[2] for one in observe(town_debate.engine)}
    bodies = observe(town_debate.engine, Selection(by="body"))
    names = {one.actor.rpartition("/")[2] for one in bodies}
    assert "mill-lane" in names - people
    assert "ines-hartwig" in names, "who is only affiliated with a body speaks for herself"
    assert "legal-office" not in names


def test_who_is_counted_beside_the_body_that_speaks_through_them_is_told() -> None:
    engine = load_article().engine
    told = "Mark Zuckerberg speaks both in their own name and on behalf of Meta."
    assert not observe_with_notes(engine, Selection()).notes
    (note,) = observe_with_notes(engine, Selection(by="body")).notes
    assert note == (
        f"{told} Where both say the same, the two agree only if the body also speaks without this "
        "person."
    )
    own = Selection(by="body", exclude=("mark-zuckerberg",))
    assert not observe_with_notes(engine, own).notes


def test_the_speakers_of_a_body_are_one_actor_and_never_the_body() -> None:
    engine = load_article().engine
    selection = Selection(by="affiliation")
    observed = observe_with_notes(engine, selection)
    affiliated = {
        f"{body.iri} {statement.id}"
        for statement in all_statements(engine)
        if statement.mode != "hypothetical"
        and (body := statement.on_behalf_of or statement.affiliation)
    }
    assert {f"{row.actor} {row.statement}" for row in observed.rows} == affiliated
    assert "The body need not hold what they say." in observed.notes[-2]
    assert observed.notes[-1].startswith("Left out: ")
    nodes = observed_nodes(engine, [*observed.rows], "affiliation").nodes(data=True)
    names = {node["name"] for _, node in nodes if node["kind"] == "actor"}
    assert names
    assert all(name.startswith("Speakers of ") for name in names)


def test_a_statement_counts_for_each_topic_of_its_claim(town_debate: Debate) -> None:
    on = {
        (one.statement.rpartition("/")[2], one.target.rpartition("/")[2])
        for one in observe(town_debate.engine, Selection(on="topic"))
    }
    assert ("hartwig-errors", "liability") in on
    assert not [name for name, _ in on if name == "oyelaran-right"], "its claim has no topic"


def seen(day: str | None, source: str = "s", stance: str = "affirms") -> Observation:
    when = date.fromisoformat(day) if day else None
    return Observation("ann", "maps", stance, f"{source}/{day}-{stance}", source, when)


SEEN = [
    seen("2024-01-01"),
    seen("2024-01-01", "t"),
    seen("2024-01-03"),
    seen("2024-01-29"),
    seen("2024-06-01"),
    seen("2025-01-01"),
    seen("2025-01-01", stance="denies"),
]


@pytest.mark.parametrize(
    ("within", "left"),
    list(zip(DUPLICATES, [7, 3, 6, 5, 4, 3, 2, 7], strict=True)),
)
def test_the_same_counts_once_within_a_source_or_time(within: str, left: int) -> None:
    assert len(list(without_duplicates(SEEN, within))) == left


def test_under_ignore_another_stance_is_the_same(town_debate: Debate) -> None:
    assert len(list(without_duplicates(SEEN, "range", stance=False))) == 1


def test_without_a_day_the_same_counts_once_a_source() -> None:
    undated = [seen(None), seen(None), seen(None, "t")]
    assert len(list(without_duplicates(undated, "week"))) == 2


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"by": "speakers"}, r"by cannot be 'speakers'\. Did you mean speaker\?"),
        ({"modes": ["verbatm"]}, r"mode cannot be 'verbatm'\. Did you mean verbatim"),
        ({"sides": ["pro"]}, "side cannot be 'pro'.*for, against, both, neither"),
        ({"duplicates": "weekly"}, r"duplicates cannot be 'weekly'.*include, source, day"),
        ({"since": "last year"}, r"since: .*no date"),
        ({"since": "2025", "until": "2024"}, "2025 is after 2024"),
    ],
)
def test_what_makes_no_sense_is_told(choice: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Selection(**choice)  # type: ignore[arg-type]


def test_sources_and_topics_that_are_not_there_are_told(town_debate: Debate) -> None:
    with pytest.raises(UnknownName, match="no source 'a-letter'"):
        observe(town_debate.engine, Selection(sources=["a-letter"]))
    with pytest.raises(UnknownName, match=r"no topic 'burglery'.*Did you mean burglary"):
        observe(town_debate.engine, Selection(topics=["burglery"]))

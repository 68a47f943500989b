"""Every id that is printed anywhere is taken by every command."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import opendebate
from harbour import write_harbour
from opendebate.ask.entities import find
from opendebate.ask.listing import LIST_KINDS
from opendebate.ask.questions import names, question
from opendebate.debate import Debate
from opendebate.engines.rows import Rows
from opendebate.errors import UnknownName
from opendebate.networks.registry import NETWORKS
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.fixture(scope="module", params=["built-in", "flood-maps", "harbour"])
def any_debate(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, debate: Debate
) -> Debate:
    if request.param == "built-in":
        return debate
    if request.param == "flood-maps":
        return opendebate.load(TOWN)
    return opendebate.load(write_harbour(tmp_path_factory.mktemp("ids") / "harbour"))


Printed = Iterator[tuple[str, str]]  # where something is printed, and what


def listed(debate: Debate) -> Printed:
    """Yield the ids and IRIs of all lists."""
    for kind in LIST_KINDS:
        for row in debate.entities(kind):
            inside = f"{row['source']}/" if kind == "statements" else ""
            yield f"{kind} id", f"{inside}{row['id']}"
            yield f"{kind} iri", str(row["iri"])


def asked(debate: Debate) -> Printed:
    """Yield the IRIs of this debate in the answers to all named questions."""
    for name in names():
        given = {one.name: "open" for one in question(name).parameters if one.kind == "text"}
        rows = debate.query(name, **given)
        assert isinstance(rows, Rows)
        for row in rows:
            for column, value in row.items():
                if isinstance(value, str) and value.startswith(debate.iris.base):
                    yield f"{column} of {name}", value


def tied(debate: Debate) -> Printed:
    """Yield the ids and IRIs of nodes, and the statements of ties, of all networks."""
    for name in NETWORKS:
        graph = debate.network(name)
        for node, about in graph.nodes(data=True):
            yield f"{about['kind']} iri in {name}", node
            yield f"{about['kind']} id in {name}", about["id"]
        for *_, about in graph.edges(data=True):
            yield from ((f"statements of {name}", one) for one in about.get("statements", ()))
            yield from ((f"shared by {name}", one) for one in about.get("shared", ()))


def everywhere(debate: Debate) -> Printed:
    """Yield the IRI of every subject of the debate: passages, arguments, memberships too."""
    for row in debate.engine.select("SELECT DISTINCT ?one ?type { ?one a ?type }"):
        iri = getattr(row["one"], "value", "")
        if iri.startswith(debate.iris.base) and "/ontology" not in iri and "/voc" not in iri:
            yield row["type"].value, iri


def few(printed: Printed) -> set[str]:
    """Return some that are printed in each place: the first, the last and a third."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for where, name in printed:
        found[where].add(name)
    return {
        name
        for group in found.values()
        for place, name in enumerate(sorted(group))
        if place in {0, len(group) // 2, len(group) - 1}
    }


@pytest.mark.parametrize("where", [listed, asked, tied, everywhere])
def test_everything_that_is_printed_can_be_shown(any_debate: Debate, where: Any) -> None:
    printed = sorted(few(where(any_debate)))
    assert printed
    for name in printed:
        card = any_debate.show(name)
        assert card.entity.iri, name
        assert str(card)


PLACES = {
    "a statement": "why-meta-opened-up/hall-harm",
    "a passage": "why-meta-opened-up/hall-harm/passage/1",
    "an argument": "misuse-harm/attacks/open-agi",
    "a stated reason": "why-meta-opened-up/hall-rejects/because/irresponsible-proposal",
    "a membership": "david-evan-harris/membership/1",
    "a fact": "hall-conditional",
    "an actor": "wendy-hall",
    "a claim": "open-agi",
    "a source": "why-meta-opened-up",
    "a topic": "misuse",
    "an event": "agi-announcement",
    "a model": "llama-2",
    "a policy": "meta-licence",
}


@pytest.mark.parametrize("what", PLACES)
@pytest.mark.parametrize(
    "command", [["show"], ["trace"], ["search"], ["path", "wendy-hall"], ["view", "-o", "-"]]
)
def test_every_command_takes_every_id(
    debate: Debate, monkeypatch: pytest.MonkeyPatch, what: str, command: list[str]
) -> None:
    monkeypatch.setattr("opendebate.debate.load", lambda *_, **__: debate)
    done = CliRunner().invoke(cli, [*command, PLACES[what]])
    assert done.exit_code == 0, done.stderr
    assert done.stdout


def test_a_piece_means_the_thing_that_it_belongs_to(debate: Debate) -> None:
    def meant(name: str) -> tuple[str, str]:
        one = find(debate.engine, name)
        return one.kind, one.id

    base = debate.iris.base
    assert meant(PLACES["a passage"]) == ("statement", PLACES["a statement"])
    assert meant(f"{base}source/{PLACES['a passage']}/selector")[1] == PLACES["a statement"]
    assert meant(PLACES["an argument"]) == ("claim", "open-agi")
    assert meant(PLACES["a membership"]) == ("actor", "david-evan-harris")
    assert meant(f"{base}graph/source/why-meta-opened-up") == ("source", "why-meta-opened-up")


def test_a_thing_of_another_kind_is_refused_by_its_kind(debate: Debate) -> None:
    with pytest.raises(UnknownName, match="hall-harm is of another kind: statement"):
        debate.query("who-affirms", claim=PLACES["a statement"])


def test_a_statement_is_shown_as_what_it_is(debate: Debate) -> None:
    card = debate.show("why-meta-opened-up/hall-harm")
    assert card.entity.kind == "statement"
    assert [one.id for one in card.statements_about] == ["why-meta-opened-up/hall-harm"]
    told = " ".join(str(card).split())
    assert "speaker: Wendy Hall [wendy-hall]" in told
    assert "stance: affirms" in told
    assert "where it is said" in told
    done = CliRunner().invoke(cli, ["show", "why-meta-opened-up/hall-harm", "--json"])
    assert json.loads(done.stdout)["id"] == "why-meta-opened-up/hall-harm"

"""The page traces, marks and filters as the library does, for every thing of several debates."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from article import load_article
from invented import write_knots
from opendebate.ask.compact_jsonld import compact_jsonld
from opendebate.ask.entities import find
from opendebate.ask.statements import Statement
from opendebate.coding.dates import parse_edtf
from opendebate.debate import Debate
from opendebate.engines.rows import Rows
from opendebate.rdf.namespaces import PREFIXES
from opendebate.views.compact_nodes import page_nodes
from opendebate.views.explorer import FOLDER, ExplorerView
from opendebate.views.script_bundle import bundle

Open = Callable[..., Any]
KNOTS = range(2)
ENTRY = """import { applyFilters, wholeOf } from "./filter.js";
import { marksOf } from "./notable.js";
import { Model } from "./model.js";
import { makeTrace } from "./trace.js";

const model = new Model(JSON.parse(document.getElementById("data").textContent));
Object.assign(window, { Model, model, makeTrace, marksOf, applyFilters, wholeOf });
"""
# Things as ids, and only what a trace says of them.
PLAIN = """(key) => {
  const id = (key) => key.replace(/^[a-z]+\\//, "");
  const said = (all) => all.map((one) => one.id);
  const dispute = (one) => ({ relation: one.relation, stated: one.stated, claim: id(one.claim),
    speakers: one.speakers.map(id), statements: said(one.statements), imagined: one.imagined,
    answers: one.answers.map(dispute) });
  const reason = (one) => ({ stated: one.stated, speakers: one.speakers.map(id),
    imagined: one.imagined, node: node(one.node), undercuts: one.undercuts.map(dispute) });
  const node = (one) => ({ claim: id(one.claim), statements: said(one.statements),
    others: said(one.others),
    reasons: one.reasons.map(reason), disputes: one.disputes.map(dispute),
    bearings: one.bearings.map((b) => [b.relation, b.stated, b.imagined, id(b.claim),
      b.speakers.map(id)]),
    policies: one.policies.map(id), elsewhere: one.elsewhere.length, repeated: one.repeated });
  return makeTrace(applyFilters(model, {}), key).nodes.map(node);
}"""


@pytest.fixture(scope="module", params=["built-in", "flood-maps", *(f"knots-{n}" for n in KNOTS)])
def one(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Debate:
    if request.param == "built-in":
        return load_article()
    folder = tmp_path_factory.mktemp("debates") / request.param
    if request.param == "flood-maps":
        shutil.copytree(Path(__file__).parents[1] / "data" / "flood-maps", folder)
    else:
        write_knots(folder, int(request.param[-1]))
    return opendebate.load(folder)


def page_of(debate: Debate, folder: Path) -> str:
    """Return a page on which the modules' functions can be called."""
    modules = folder / "modules"
    shutil.copytree(FOLDER, modules, dirs_exist_ok=True)
    (modules / "entry.js").write_text(ENTRY, encoding="utf-8")
    view = debate.view()
    assert isinstance(view, ExplorerView)
    short = {**view.data, "things": page_nodes(view.data["things"])}
    data = json.dumps(short).replace("<", "\\u003c")
    return (
        f'<!doctype html><title>x</title><script type="application/json" id="data">{data}</script>'
        f"<script>{bundle(modules, 'entry')}</script>"
    )


@pytest.fixture(scope="module")
def page(one: Debate, tmp_path_factory: pytest.TempPathFactory) -> str:
    return page_of(one, tmp_path_factory.mktemp("page"))


@pytest.fixture
def core(visit: Open, page: str) -> Any:
    seen = visit(page)
    assert seen.faults() == []
    return seen.page


def ids(things: Any) -> list[str]:
    return [one.id for one in things]


def plain_dispute(one: Any) -> dict[str, Any]:
    return {
        "relation": one.relation,
        "stated": one.stated,
        "imagined": one.imagined,
        "claim": one.claim.id,
        "speakers": ids(one.speakers),
        "statements": ids(one.statements),
        "answers": [plain_dispute(answer) for answer in one.answers],
    }


def plain_node(one: Any) -> dict[str, Any]:
    return {
        "claim": one.claim.id,
        "statements": ids(one.statements),
        "others": ids(one.others),
        "reasons": [
            {
                "stated": reason.stated,
                "imagined": reason.imagined,
                "speakers": ids(reason.speakers),
                "node": plain_node(reason.node),
                "undercuts": [plain_dispute(undercut) for undercut in reason.undercuts],
            }
            for reason in one.reasons
        ],
        "disputes": [plain_dispute(dispute) for dispute in one.disputes],
        "bearings": [
            [b.relation, b.stated, b.imagined, b.claim.id, ids(b.speakers)] for b in one.bearings
        ],
        "policies": ids(one.policies),
        "elsewhere": len(one.elsewhere),
        "repeated": one.repeated,
    }


def keys(debate: Debate) -> list[str]:
    kinds = ("actors", "claims", "models", "policies", "topics", "events", "sources")
    found = [str(row["iri"]) for kind in kinds for row in debate.entities(kind)]
    found += [one.iri for one in debate.statements()]
    return [iri.removeprefix(debate.iris.base) for iri in found]


def test_every_trace_is_that_of_the_library(core: Any, one: Debate) -> None:
    every = keys(one)
    assert len(every) > 50
    traced = core.evaluate(f"(keys) => keys.map({PLAIN})", every)
    for key, made in zip(every, traced, strict=True):
        trace = one.trace(one.iris.base + key)
        assert made == [plain_node(node) for node in trace.nodes], key


def short(debate: Debate, value: object) -> str:
    """Return a thing's key, or a code as the page has it."""
    return str(value).replace(PREFIXES["od"], "od:").removeprefix(debate.iris.base)


def asked(debate: Debate, question: str, *columns: str) -> list[Any]:
    rows = debate.query(question)
    assert isinstance(rows, Rows)
    return [tuple(short(debate, row[column]) for column in columns) for row in rows]


def test_marks_are_the_answers_of_the_named_questions(core: Any, one: Debate) -> None:
    marks = core.evaluate(
        """() => { const marks = marksOf(applyFilters(model, {})); return {
          noReason: [...marks.noReason], noVoice: [...marks.noVoice],
          bothSides: [...marks.bothSides].map(
            ([who, { for: a, against: b }]) => [who, a.length, b.length]),
          unanswered: [...marks.unanswered, ...marks.undercut].flatMap(
            ([claim, all]) => all.map((one) => [claim, one.claim, one.stated])) }; }"""
    )

    def few(rows: list[Any]) -> set[str]:
        return {row[0] for row in rows}

    assert set(marks["noReason"]) == few(asked(one, "claims-without-reason", "claim"))
    assert set(marks["noVoice"]) == few(asked(one, "claims-without-voice", "claim"))
    both = asked(one, "speakers-on-both-sides", "speaker", "claimsFor", "claimsAgainst")
    assert {(who, str(a), str(b)) for who, a, b in marks["bothSides"]} == set(both)
    open_: dict[tuple[str, ...], bool] = {}
    for claim, premise, basis in asked(one, "unanswered-attacks", "claim", "premise", "basis"):
        open_[claim, premise] = open_.get((claim, premise), False) or basis == "stated"
    assert {(claim, by): stated for claim, by, stated in marks["unanswered"]} == open_


def test_attacks_are_those_of_the_graph_whose_premise_somebody_affirms(
    core: Any, one: Debate
) -> None:
    attacks = core.evaluate(
        """() => { const marks = marksOf(applyFilters(model, {}));
          return [...marks.attackers].flatMap(
            ([claim, all]) => all.map((one) => [one.claim, claim, one.stated])); }"""
    )
    attack = "?x a od:Attack ; od:premise ?p ; od:conclusion ?c . ?p od:voiced true "
    real = f"{attack} FILTER NOT EXISTS {{ ?x od:statedIn/od:mode od:Hypothetical }}"
    stated = f"{real} ?x od:basis od:Stated"
    drawn = asked(one, f"SELECT ?p ?c {{ {real} }}", "p", "c")
    said = set(asked(one, f"SELECT ?p ?c {{ {stated} }}", "p", "c"))
    assert sorted(map(tuple, attacks)) == sorted((*r, r in said) for r in set(drawn))


def test_second_hand_is_what_others_passed_on(core: Any, one: Debate) -> None:
    own = set(asked(one, "SELECT ?c ?s { ?c od:issuer|dcterms:creator ?s }", "c", "s"))
    unreal = set(asked(one, "SELECT ?s { ?s od:hypothetical true }", "s"))

    def ways(said: Statement) -> set[tuple[str, str]]:
        pairs = {(short(one, c.iri), short(one, s.iri)) for c in said.via for s in said.speakers}
        return {(c, s) for c, s in pairs if c != s} - own

    quoted = {
        (speaker, carrier, short(one, said.claim.iri))
        for said in one.statements()
        if said.mode in {"verbatim", "mixed"}
        for carrier, speaker in ways(said)
        if (speaker,) not in unreal
    }
    assert quoted == set(asked(one, "second-hand-quotations", "speaker", "carrier", "claim"))

    def imagined(said: Statement) -> bool:
        nobody = all((short(one, s.iri),) in unreal for s in said.speakers)
        return said.mode == "hypothetical" or nobody

    every: list[dict[str, str]] = [{}]
    every += [{"mode": s.mode, "stance": s.stance, "source": s.source.id} for s in one.statements()]
    marks = core.evaluate(
        """(every) => every.map(({ source, ...filters }) => {
          const all = source ? { ...filters, source: `source/${source}` } : filters;
          const marks = marksOf(applyFilters(model, all));
          return [[...marks.secondHand], [...marks.hypothetical]]; })""",
        every,
    )
    everything = one.statements()
    first = {short(one, s.claim.iri) for s in everything if s.mode != "hearsay" and not ways(s)}
    real = {short(one, s.claim.iri) for s in everything if not imagined(s)}
    for filters, (second, hypothetical) in zip(every, marks, strict=True):
        # Filters hide statements; they make nothing second-hand.
        claims = {
            short(one, s.claim.iri)
            for s in everything
            if {"mode": s.mode, "stance": s.stance, "source": s.source.id}.items()
            >= filters.items()
        }
        assert set(second) == claims - first, filters
        assert set(hypothetical) == claims - real, filters


def test_filters_change_nothing_that_is_notable_of_a_claim(core: Any, one: Debate) -> None:
    """What a filter hides is neither unanswered, nor without a reason or a source, for that."""
    names = ["unanswered", "undercut", "attackers", "noReason", "noVoice", "secondHand"]
    filters = [{"side": "for"}, {"stance": "affirms"}, {"mode": "verbatim"}, {"kind": "causal"}]
    told = core.evaluate(
        """([names, every]) => every.map((filters) => {
          const shown = applyFilters(model, filters), whole = marksOf(wholeOf(model));
          const marks = marksOf(shown);
          const plain = (all) => JSON.stringify([...all].filter(
            (one) => shown.claims.has(typeof one === "string" ? one : one[0])));
          return names.filter((name) => plain(marks[name]) !== plain(whole[name]) ||
            JSON.stringify([...marks[name]]) !== plain(marks[name])); })""",
        [names, filters],
    )
    assert told == [[] for _ in filters]


class Selection:
    """What filters should leave, worked out from the library's statements."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.kinds = dict(
            asked(debate, "SELECT ?c ?k { ?c od:claimKind/skos:notation ?k }", "c", "k")
        )
        actors = debate.entities("actors")
        self.types = {str(row["iri"]): str(row["type"]).lower() for row in actors}
        wide = "SELECT DISTINCT ?c ?t { ?c od:topic/skos:broader* ?t }"
        self.topics = set(asked(debate, wide, "c", "t"))

    def values(self) -> dict[str, list[str]]:
        """Return what each filter can be."""
        said = self.debate.statements()
        return {
            "side": ["for", "against", "both", "neither", "nonsense"],
            "stance": ["affirms", "denies", "doubts", "concedes"],
            "mode": sorted({one.mode for one in said}),
            "kind": sorted(set(self.kinds.values())),
            "source": sorted({short(self.debate, one.source.iri) for one in said}),
            "speaker": ["narrator", "person", "organization", "group"],
            "topic": sorted({topic for _, topic in self.topics}),
            "from": ["2023", "2024-01-20", "2024-03", "2100"],
            "to": ["2023-12", "2024", "2024-03-11", "1900-01"],
        }

    def fits(self, said: Statement, name: str, value: str) -> bool:
        claim = short(self.debate, said.claim.iri)
        if name == "speaker":
            types = {self.types[speaker.iri] for speaker in said.speakers}
            return said.narrated if value == "narrator" else not said.narrated and value in types
        if name == "from":
            return (said.latest or "") >= parse_edtf(value).earliest.isoformat()
        if name == "to":
            return (said.latest or "9999") <= parse_edtf(value).latest.isoformat()
        return {
            "kind": self.kinds[claim] == value,
            "topic": (claim, value) in self.topics,
            "source": short(self.debate, said.source.iri) == value,
        }.get(name) or getattr(said, name, None) == value


def test_filters_leave_what_fits_all_of_them(core: Any, one: Debate) -> None:
    """Every filter with every value, and dice for how they go together."""
    selection, dice = Selection(one), random.Random(3)  # noqa: S311 - not for secrets
    values = selection.values()
    every = [{name: value} for name, all_ in values.items() for value in all_]
    every += [
        {name: dice.choice(values[name]) for name in dice.sample(list(values), dice.choice((2, 3)))}
        for _ in range(60)
    ]
    left = core.evaluate(
        """(every) => every.map((filters) => {
          const { statements, claims } = applyFilters(model, filters);
          const ids = [...statements.values()].map((one) => one.id);
          return [ids, [...claims.keys()]];
        })""",
        every,
    )
    said = one.statements()
    some = 0
    for filters, (statements, claims) in zip(every, left, strict=True):
        fitting = [s for s in said if all(selection.fits(s, *each) for each in filters.items())]
        assert statements == [s.id for s in fitting], filters
        assert {short(one, s.claim.iri) for s in fitting} <= set(claims), filters
        some += 0 < len(fitting) < len(said)
    assert some > 30


def test_arguments_stay_with_their_claims_and_statements(core: Any, one: Debate) -> None:
    left = core.evaluate(
        """() => ["for", "against"].flatMap((side) => ["affirms", "denies"].map((stance) => {
          const shown = applyFilters(model, { side, stance });
          return [[...shown.claims.keys()], [...shown.statements.keys()],
            [...shown.arguments.keys()]]; }))"""
    )
    found = asked(
        one,
        """SELECT ?x ?p ?c ?in { ?x od:premise ?p ; od:conclusion|od:undercuts ?c
             OPTIONAL { ?x od:statedIn ?in } }""",
        *("x", "p", "c", "in"),
    )
    for claims, statements, arguments in left:
        there = set(claims)
        for _ in range(2):  # undercuts stay with the step
            there |= {
                x
                for x, p, c, stated in found
                if {p, c} <= there and (stated == "None" or stated in statements)
            }
        assert set(arguments) == there - set(claims)


def test_a_long_chain_of_reasons_is_traced_to_its_end(visit: Open, tmp_path: Path) -> None:
    """A thousand steps deep, in a circle at the end: no stack overflows, nothing runs forever."""
    page = visit(page_of(load_article(), tmp_path)).page
    things: dict[str, Any] = {}
    for n in range(1000):
        things[f"claim/{n}"] = {"type": "Claim", "text": f"{n}", "side": "od:For"}
        premise = f"claim/{(n + 1) % 1000}"
        things[f"argument/{n}"] = {
            "type": "Support", "basis": "od:Analytic", "premise": premise,
            "conclusion": f"claim/{n}",
        }  # fmt: skip
    depth = page.evaluate(
        """(things) => {
          const shown = applyFilters(new Model({ ...model.data, things }), {});
          let [node] = makeTrace(shown, "claim/0").nodes;
          let depth = 0;
          for (; node.reasons.length; depth += 1) node = node.reasons[0].node;
          return [depth, node.repeated]; }""",
        page_nodes(things),
    )
    assert depth == [1000, True]


def test_the_page_names_things_as_the_library_does(core: Any, one: Debate) -> None:
    for key in keys(one):
        name = find(one.engine, one.iris.base + key).name
        told = core.evaluate("(key) => model.get(key).name", key)
        assert told == name or key.count("/") == 2


def test_the_page_has_all_that_was_coded(core: Any, one: Debate) -> None:
    assert core.evaluate("model.data.things") == compact_jsonld(one.engine)["things"]

"""The named questions: well-formed, alike in two engines, and right about two debates.

What they should answer is computed here from the coding files' records, not from the graph.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.plugins.sparql import prepareQuery

import opendebate
from article import article_folder
from opendebate.ask.questions import names, question
from opendebate.coding.check import read_coding
from opendebate.coding.folder import Coding
from opendebate.coding.records import Statement
from opendebate.debate import Debate
from opendebate.engines.engine import ENTITY_KINDS
from opendebate.engines.rows import Rows, Value
from opendebate.errors import UnknownName, UsageError
from voices import with_hearing

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
POSITIVE = {"affirms", "concedes"}
NEGATIVE = {"denies", "doubts"}
Facts = set[tuple[Value, ...]]


@dataclass(frozen=True)
class Said:
    """One speaker's part in one statement."""

    id: str
    source: str
    speaker: str
    narrated: bool
    one: Statement


class Coded:
    """What a debate's coding files say, read without the graph."""

    def __init__(self, folder: Path) -> None:
        self.coding: Coding = read_coding(folder)
        self.everything = list(self._everything())
        self.spoken = [s for s in self.everything if not self.imagined(s)]
        self.said = [*self.spoken, *(s for s in self._on_behalf() if not self.imagined(s))]
        self.claims = self.coding.claims

    def _everything(self) -> Iterator[Said]:
        for slug, file in self.coding.sources.items():
            for one in file.statements:
                for speaker in one.speaker or file.source.voices:
                    told = speaker == file.source.effective_narrator
                    yield Said(f"{slug}/{one.id}", slug, speaker, told, one)

    def _on_behalf(self) -> Iterator[Said]:
        """The bodies that speak through somebody, who take the stance too."""
        for slug, file in self.coding.sources.items():
            for one in file.statements:
                if one.on_behalf_of:
                    yield Said(f"{slug}/{one.id}", slug, one.on_behalf_of, False, one)

    def imagined(self, said: Said) -> bool:
        return said.one.mode == "hypothetical" or self.coding.actors[said.speaker].hypothetical

    def holds(self, *stances: str) -> Facts:
        """Who takes one of the stances on which claim."""
        return {(s.speaker, s.one.claim) for s in self.said if s.one.stance in stances}

    def affirming(self, claim: str) -> set[Value]:
        """Who affirms a claim, or nobody."""
        return {who for who, what in self.holds(*POSITIVE) if what == claim} or {None}

    def drawn(self, relation: str) -> Facts:
        """Premise and conclusion of the coder's own arguments."""
        return {(p, c) for p, claim in self.claims.items() for c in getattr(claim, relation)}

    def undercuts(self) -> Facts:
        """Claim, and premise and conclusion of the step it undercuts."""
        return {
            (name, step.premise, step.conclusion)
            for name, claim in self.claims.items()
            for step in claim.undercuts
        }

    def attacks(self) -> Facts:
        """Premise and conclusion of all attacks that somebody states or the coder draws."""
        stated = {
            (premise, s.one.claim)
            for s in self.said
            if s.one.stance in NEGATIVE
            for premise in s.one.because
        }
        return stated | self.drawn("attacks")

    def supports(self) -> Facts:
        """Premise and conclusion of all supports, also of those that are only imagined."""
        stated = {
            (premise, s.one.claim)
            for s in self.everything
            if s.one.stance in POSITIVE
            for premise in s.one.because
        }
        return stated | self.drawn("supports")


@pytest.fixture(scope="session")
def coded() -> Coded:
    """The built-in debate's coding."""
    return Coded(article_folder())


@pytest.fixture(scope="session")
def maps() -> Debate:
    """The invented debate on flood maps, as it stands."""
    return opendebate.load(TOWN)


@pytest.fixture(scope="session")
def coded_maps() -> Coded:
    """The invented debate's coding."""
    return Coded(TOWN)


# A later source, in which somebody replies to herself, bodies of one body differ, and one answers.
HEARD = """
- id: official-again
  speaker: an-official
  claim: measured-well
  stance: denies
  replies_to: official-errors
  mode: paraphrase
  at: unknown
- id: fenwick-answers
  speaker: former-keeper
  claim: neighbours-correct
  replies_to: [official-errors, oyelaran-turns, vanderlinden-publish]
  mode: paraphrase
  at: unknown
- id: former-errors
  speaker: former-council
  claim: errors-spread
  said: 2019-03
  mode: paraphrase
  at: unknown
- id: council-errors
  speaker: averley
  claim: errors-spread
  said: 2020
  mode: paraphrase
  at: unknown
- id: office-errors
  speaker: ines-hartwig
  on_behalf_of: legal-office
  claim: errors-spread
  stance: denies
  because: measured-well
  mode: paraphrase
  at: unknown
- id: oyelaran-withholds
  claim: withhold
  mode: paraphrase
  at: unknown
- id: desk-errors
  speaker: map-desk
  claim: errors-spread
  mode: paraphrase
  said: 2021
  at: unknown
"""
# What it adds to the registers: a demand against a demand, the former council and its desk.
HEARD_REGISTERS = {
    "claims": """
withhold:
  text: The town should keep its flood maps from thieves.
  kind: normative
  side: against
  attacks: [publish]
""",
    "actors": """
former-council: {name: Former council of Averley, kind: organization}
map-desk: {name: Map desk, kind: organization, part_of: former-council}
""",
    "debate": "  attributes:\n    release: {label: What is released, of: claim, type: code}\n",
}


@pytest.fixture(scope="session")
def heard_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The coding of the invented debate with a hearing, which comes a year later."""
    folder = tmp_path_factory.mktemp("heard") / "maps"
    with_hearing(Path(shutil.copytree(TOWN, folder)))
    with (folder / "sources" / "a-hearing-on-the-maps.yaml").open("a", encoding="utf-8") as file:
        file.write(HEARD.lstrip())
    for name, added in HEARD_REGISTERS.items():
        with (folder / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(added)
    actors = (folder / "actors.yaml").read_text("utf-8")
    named = "  name: Town council of Averley\n"
    assert named in actors
    (folder / "actors.yaml").write_text(
        actors.replace(named, f"{named}  succeeds: former-council\n"), "utf-8"
    )
    claims = (folder / "claims.yaml").read_text("utf-8")
    burglars = "burglars-read:\n"
    assert burglars in claims
    claims = claims.replace(burglars, f"{burglars}  attributes: {{release: maps}}\n", 1)
    (folder / "claims.yaml").write_text(claims, "utf-8")
    return folder


@pytest.fixture(scope="session")
def heard(heard_folder: Path) -> Debate:
    """The invented debate with the hearing."""
    return opendebate.load(heard_folder)


@pytest.fixture(scope="session")
def coded_heard(heard_folder: Path) -> Coded:
    """Its coding."""
    return Coded(heard_folder)


@pytest.fixture(params=["built in", "maps", "heard"])
def three(request: pytest.FixtureRequest) -> tuple[Debate, Coded]:
    """Each of three debates, with its coding; in the last one, people reply and change."""
    names = {
        "built in": ("debate", "coded"), "maps": ("maps", "coded_maps"),
        "heard": ("heard", "coded_heard"),
    }  # fmt: skip
    debate, coded = map(request.getfixturevalue, names[request.param])
    return debate, coded


@pytest.fixture(params=["built in", "maps"])
def both(request: pytest.FixtureRequest) -> tuple[Debate, Coded]:
    """Each of two debates, with its coding."""
    fixtures = ("debate", "coded") if request.param == "built in" else ("maps", "coded_maps")
    debate, coded = map(request.getfixturevalue, fixtures)
    return debate, coded


def ask(debate: Debate, name: str, **parameters: object) -> Rows:
    rows = debate.query(name, **parameters)
    assert isinstance(rows, Rows)
    return rows


def short(debate: Debate, value: Value) -> Value:
    """Return the id of a thing of the debate; other values as they are."""
    if isinstance(value, str) and value.startswith(debate.iris.base):
        return value.removeprefix(debate.iris.base).partition("/")[2]
    return value


def facts(debate: Debate, name: str, *columns: str, **parameters: object) -> Facts:
    """Return some columns of an answer, with ids for IRIs."""
    rows = ask(debate, name, **parameters)
    return {tuple(short(debate, row[column]) for column in columns) for row in rows}


# The files themselves


def test_no_column_of_a_question_has_a_name_that_says_nothing() -> None:
    for name in names():
        assert not re.search(r"\?(thing|x|s|p|o)(Name)?\b", question(name).sparql), name


def test_all_questions_that_people_ask_are_there() -> None:
    asked = {
        "who-affirms", "who-denies", "who-is-for-or-against", "speakers-on-both-sides",
        "who-reports-whom", "claims-without-voice", "claims-without-reason", "contested-claims",
        "unanswered-attacks", "narrator", "verbatim-or-paraphrase", "second-hand-quotations",
        "policy-responses", "why-was-it-done", "who-decided", "timeline", "what-it-means",
        "about-model", "about-policy", "arguments", "topics-by-side",
    }  # fmt: skip
    assert asked < set(names())


@pytest.mark.parametrize("name", names())
class TestFile:
    def test_header_says_what_is_asked(self, name: str) -> None:
        asked = question(name)
        head = asked.sparql[: asked.sparql.index("\n\n")].splitlines()
        key = re.compile(
            r"# (title|description|note|positions|parameter \w+ \([\w|-]+(, [^)]+)?\)): "
        )
        assert all(key.match(line) for line in head)
        has_positions = any(re.fullmatch("# positions: (latest|all)", line) for line in head)
        assert asked.title.endswith("?")
        assert asked.description.endswith(".")
        assert len(head) == 2 + bool(asked.note) + has_positions + len(asked.parameters)
        for parameter in asked.parameters:
            kinds = {*ENTITY_KINDS, "text", "number", "attribute"}
            assert parameter.choices or parameter.kind in kinds
            assert parameter.help.endswith(".")

    def test_each_parameter_has_its_mark_and_no_mark_is_left_over(self, name: str) -> None:
        asked = question(name)
        marks = set(re.findall(r"^\s*# VALUES \?(\w+)$", asked.sparql, flags=re.MULTILINE))
        assert marks == {parameter.name for parameter in asked.parameters}

    def test_file_is_sparql_1_1_with_all_its_prefixes(self, name: str) -> None:
        text = question(name).sparql
        prepareQuery(text)
        pyoxigraph.Store().query(text)  # no prefix is known to a bare store
        bare = re.sub(r"<[^>]*>|#.*", "", text)
        used = set(re.findall(r"(?<![\w?])([a-z]+):(?=[A-Za-z])", bare))
        assert used == set(re.findall(r"^PREFIX (\w+):", text, flags=re.MULTILINE))
        assert not re.search(r"\b(SERVICE|FROM|GRAPH)\b", text)

    def test_every_iri_has_a_name_beside_it_and_tables_stay_narrow(
        self, name: str, both: tuple[Debate, Coded]
    ) -> None:
        rows = ask(both[0], name)
        named = [c for c in rows.columns if any(re.match(f"{c}[A-Z]", o) for o in rows.columns)]
        for row in rows:
            for column in set(rows.columns) - set(named):
                assert "://" not in str(row[column])
            for column in named:
                assert row[column] is None or "://" in str(row[column])
        joined = {"earliest", "latest"}, {"sourceTitle", "paragraph", "from", "to"}
        fewer = sum(len(one) - 1 for one in joined if one <= set(rows.columns))
        assert len(rows.columns) - len(named) - fewer <= 9  # those of a place are shown as one

    @pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib, of its own doing
    def test_rdflib_answers_the_same_rows_in_the_same_order(
        self, name: str, both: tuple[Debate, Coded]
    ) -> None:
        debate, _ = both
        sparql = question(name).with_values(debate.engine, {})
        theirs = [
            {str(name): str(term) for name, term in row.items()}
            for row in debate.dataset.query(sparql).bindings
        ]
        ours = [
            {name: told(value) for name, value in row.items() if value is not None}
            for row in ask(debate, name)
        ]
        assert ours == theirs

    def test_unknown_parameter_is_told(self, name: str, debate: Debate) -> None:
        with pytest.raises(UsageError, match="has no parameter 'colour'"):
            debate.query(name, colour="red")


def told(value: Value) -> str:
    """Return a value as SPARQL writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


# Parameters

NARROWED = {
    ("about-model", "model"): "llama-2",
    ("about-policy", "policy"): "ai-executive-order",
    ("arguments", "premise"): "anyone-can-use",
    ("arguments", "conclusion"): "open-agi",
    ("arguments", "basis"): "stated",
    ("claims-without-reason", "side"): "against",
    ("claims-without-voice", "topic"): "metaverse",
    ("contested-claims", "claim"): "open-agi",
    ("imagined-or-rumoured", "source"): "why-meta-opened-up",
    ("narrator", "source"): "why-meta-opened-up",
    ("narrator", "side"): "for",
    ("named-risks", "side"): "neither",
    ("named-risks", "speaker"): "wendy-hall",
    ("named-risks", "topic"): "misuse",
    ("policy-responses", "policy"): "hawley-blumenthal-letter",
    ("policy-responses", "claim"): "security-risks",
    ("second-hand-quotations", "speaker"): "wendy-hall",
    ("second-hand-quotations", "carrier"): "the-guardian",
    ("speakers-on-both-sides", "speaker"): "david-evan-harris",
    ("speakers-on-both-sides", "when"): "together",
    ("timeline", "kind"): "policy",
    ("topics-by-side", "topic"): "misuse",
    ("unanswered-attacks", "basis"): "stated",
    ("unanswered-attacks", "claim"): "open-llama",
    ("verbatim-or-paraphrase", "speaker"): "wendy-hall",
    ("verbatim-or-paraphrase", "source"): "why-meta-opened-up",
    ("what-it-means", "word"): "metaverse",
    ("where-others-differ", "source"): "why-meta-opened-up",
    ("who-affirms", "claim"): "open-llama",
    ("who-decided", "event"): "open-source-decision",
    ("who-decided", "actor"): "meta-legal-team",
    ("who-denies", "claim"): "open-agi",
    ("who-disagrees-with-whom", "actor"): "wendy-hall",
    ("who-disagrees-with-whom", "claim"): "open-llama",
    ("who-gains", "actor"): "meta",
    ("who-gains", "side"): "against",
    ("who-is-for-or-against", "side"): "for",
    ("who-is-for-or-against", "speaker"): "david-evan-harris",
    ("who-reports-whom", "speaker"): "wendy-hall",
    ("why-was-it-done", "event"): "llama-1-release",
}
# All that these answer with is of one source, or of one speaker, so far.
SAME = {
    ("speakers-on-both-sides", "when"),
    ("second-hand-quotations", "speaker"),
    ("second-hand-quotations", "carrier"),
}


# Those to which the built-in article has no answer, tried with the hearing.
NARROWED_HEARD = {
    ("answered-attacks", "answered"): "here",
    ("answered-attacks", "claim"): "errors-spread",
    ("answered-attacks", "source"): "a-letter-on-the-maps",
    ("who-changed-position", "actor"): "former-council",
    ("who-changed-position", "basis"): "stated",
    ("shared-claims", "claim"): "burglars-read",
    ("shared-claims", "side"): "against",
    ("stances-by-claim", "claim"): "burglars-read",
    ("who-replies-to-whom", "source"): "a-hearing-on-the-maps",
    ("who-replies-to-whom", "speaker"): "former-keeper",
}


# All that these answer with is about one claim, of one speaker or of one source.
SAME_HEARD = {
    ("answered-attacks", "answered"),
    ("shared-claims", "claim"),
    ("shared-claims", "side"),
    ("who-replies-to-whom", "source"),
    ("who-replies-to-whom", "speaker"),
}


@pytest.mark.parametrize(("name", "parameter"), NARROWED_HEARD)
def test_parameter_narrows_the_answer_about_the_hearing(
    name: str, parameter: str, heard: Debate
) -> None:
    value = NARROWED_HEARD[name, parameter]
    everything = [tuple(row.values()) for row in ask(heard, name)]
    rows = ask(heard, name, **{parameter: value})
    some = {tuple(row.values()) for row in rows}
    assert some
    assert some <= set(everything)
    assert (len(some) == len(everything)) == ((name, parameter) in SAME_HEARD)
    if parameter in rows.columns:
        assert {short(heard, row[parameter]) for row in rows} == {value}


# They do not narrow an answer; tests of their own try them.
DIVIDING = {("stances-by-claim", "by")}


def test_every_parameter_is_tried() -> None:
    assert {*NARROWED, *NARROWED_HEARD, *DIVIDING} == {
        (n, p.name) for n in names() for p in question(n).parameters
    }


@pytest.mark.parametrize(("name", "parameter"), NARROWED)
def test_parameter_narrows_the_answer(name: str, parameter: str, debate: Debate) -> None:
    value = NARROWED[name, parameter]
    everything = {"word": ""} if parameter == "word" else {}
    all_rows = [tuple(row.values()) for row in ask(debate, name, **everything)]
    rows = ask(debate, name, **{parameter: value})
    some = [tuple(row.values()) for row in rows]
    assert some
    assert set(some) <= set(all_rows)
    assert parameter == "source" or (name, parameter) in SAME or len(some) < len(all_rows)
    if parameter in rows.columns:
        assert {short(debate, row[parameter]) for row in rows} == {value}


def test_source_narrows_a_debate_of_two_sources(maps: Debate) -> None:
    for name, parameter in NARROWED:
        if parameter == "source":
            whole = ask(maps, name)
            parts = [ask(maps, name, source=s) for s in read_coding(TOWN).sources]
            assert any(len(part) < len(whole) for part in parts), name


def test_unknown_value_is_told(debate: Debate) -> None:
    with pytest.raises(UnknownName, match="open-agy"):
        debate.query("who-affirms", claim="open-agy")
    with pytest.raises(UnknownName):
        debate.query("who-affirms", claim="wendy-hall")


def test_default_of_the_contested_word_is_open_source(debate: Debate) -> None:
    assert ask(debate, "what-it-means") == ask(debate, "what-it-means", word="Open-Source")


# What they answer, against the coding itself


def first_passage(said: Said) -> tuple[Value, ...]:
    at = next(iter(said.one.at), None)
    return (at.paragraph, at.first, at.last) if at else (None, None, None)


@pytest.mark.parametrize(("name", "stances"), [("who-affirms", POSITIVE), ("who-denies", NEGATIVE)])
def test_who_takes_a_stance_why_and_where(
    name: str, stances: set[str], both: tuple[Debate, Coded]
) -> None:
    debate, coded = both
    columns = ("claim", "speaker", "because", "source", "paragraph", "from", "to")
    expected = {
        (s.one.claim, s.speaker, because, s.source, *first_passage(s))
        for s in coded.said
        if s.one.stance in stances
        for because in s.one.because or (None,)
    }
    assert facts(debate, name, *columns) == expected


def test_hall_denies_that_agi_should_be_open_because_that_is_irresponsible(debate: Debate) -> None:
    [row] = ask(debate, "who-denies", claim="open-agi")
    assert row["speakerName"] == "Wendy Hall"
    assert short(debate, row["because"]) == "irresponsible-proposal"
    assert (row["stance"], row["paragraph"]) == ("denies", 3)


def sides(coded: Coded) -> list[tuple[str, str, Said]]:
    """Side taken, claim and statement; concessions and doubts take none."""
    other = {"for": "against", "against": "for"}
    found = []
    for s in coded.said:
        side = coded.claims[s.one.claim].side
        if side in other and s.one.stance in {"affirms", "denies"}:
            taken = side if s.one.stance == "affirms" else other[side]
            found.append((taken, s.one.claim, s))
    return found


def test_who_is_for_or_against(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected = {
        (side, s.speaker, s.one.stance, claim, because, first_passage(s)[0])
        for side, claim, s in sides(coded)
        for because in s.one.because or (None,)
    }
    columns = ("side", "speaker", "stance", "claim", "because", "paragraph")
    assert facts(debate, "who-is-for-or-against", *columns) == expected


def test_sides_of_rows_are_those_the_rules_derive(both: tuple[Debate, Coded]) -> None:
    debate, _ = both
    derived = debate.query("SELECT ?side ?speaker { ?speaker od:takesSide/skos:notation ?side }")
    assert isinstance(derived, Rows)
    expected = {(row["side"], short(debate, row["speaker"])) for row in derived}
    assert facts(debate, "who-is-for-or-against", "side", "speaker") == expected


def test_speakers_on_both_sides(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    taken: dict[str, dict[str, set[str]]] = {}
    for side, claim, s in sides(coded):
        taken.setdefault(s.speaker, {}).setdefault(side, set()).add(claim)
    expected = {
        (who, len(on["for"]), len(on["against"])) for who, on in taken.items() if len(on) == 2
    }
    columns = ("speaker", "claimsFor", "claimsAgainst")
    assert facts(debate, "speakers-on-both-sides", *columns) == expected


def test_harris_and_the_narrator_speak_on_both_sides(debate: Debate) -> None:
    found = {who for (who,) in facts(debate, "speakers-on-both-sides", "speaker")}
    assert {"david-evan-harris", "gzero-media", "biden-administration"} <= found
    assert not {"wendy-hall", "mark-zuckerberg"} & found


def test_who_reports_whom(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    labels = {slug: file.source.title for slug, file in coded.coding.sources.items()}
    labels |= {name: actor.name for name, actor in coded.coding.actors.items()}
    labels |= {name: policy.name for name, policy in coded.coding.policies.items()}
    counted = Counter(
        (s.speaker, " → ".join(labels[name] for name in s.one.via), len(s.one.via), s.source)
        for s in coded.spoken
        if not s.narrated
    )
    expected = {(*key, n) for key, n in counted.items()}
    columns = ("speaker", "via", "carriers", "source", "statements")
    assert facts(debate, "who-reports-whom", *columns) == expected


def test_chain_of_carriers_is_told_from_the_speaker_outwards(maps: Debate) -> None:
    [row] = ask(maps, "who-reports-whom", speaker="insurers")
    assert row["via"] == "The Tanagers' cousin → Rosa and Emil Tanager"
    assert row["carriers"] == 2


def test_claims_without_source(both: tuple[Debate, Coded]) -> None:
    debate, coded = both

    def named(s: Said) -> bool:
        actor, source = coded.coding.actors[s.speaker], coded.coding.sources[s.source].source
        signed = actor.kind != "group" or s.speaker in source.authors
        return signed and not (s.narrated or actor.anonymous)

    affirmed = [s for s in coded.said if s.one.stance in POSITIVE]
    reasoned = {s.one.claim for s in affirmed if s.one.because}
    given = {p for s in coded.said if named(s) for p in s.one.because}
    expected = set()
    for claim in coded.claims:
        of_it = [s for s in affirmed if s.one.claim == claim]
        if claim in given or any(map(named, of_it)):
            continue
        narrated = any(s.narrated for s in of_it)
        by = "narrator" if narrated else "unnamed" if of_it else "nobody"
        expected.add((claim, by, claim in reasoned))
    assert facts(debate, "claims-without-voice", "claim", "statedBy", "hasReason") == expected


def test_an_anonymous_witness_is_no_named_source_and_an_author_is(maps: Debate) -> None:
    found = facts(maps, "claims-without-voice", "claim", "statedBy")
    assert ("burglars-read", "unnamed") not in found, "the Tanagers concede it in their letter"
    assert ("policies-lapse", "unnamed") in found, "insurers, through a cousin without a name"
    assert not {claim for claim, _ in found} & {"no-map-needed", "neighbours-correct"}


def test_strict_meaning_of_open_source_is_stated_by_nobody(debate: Debate) -> None:
    found = facts(debate, "claims-without-voice", "claim", "statedBy")
    assert ("restricted-is-not-open", "nobody") in found
    assert ("fomo-motive", "narrator") in found
    assert not {claim for claim, _ in found} & {"open-agi", "misuse-harm", "free-labour"}


def test_claims_of_a_topic_without_source(debate: Debate, coded: Coded) -> None:
    found = facts(debate, "claims-without-voice", "claim", topic="metaverse")
    assert found
    assert all("metaverse" in coded.claims[str(claim)].topics for (claim,) in found)


def test_claims_without_reason(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    affirmed = {(s.speaker, s.one.claim) for s in coded.spoken if s.one.stance in POSITIVE}
    reasoned = {s.one.claim for s in coded.said if s.one.stance in POSITIVE and s.one.because}
    speakers = Counter(claim for _, claim in affirmed)
    supports = Counter(claim for _, claim in coded.drawn("supports"))
    expected = {
        (claim, coded.claims[str(claim)].side, n, supports[claim])
        for claim, n in speakers.items()
        if claim not in reasoned
    }
    columns = ("claim", "side", "speakers", "supports")
    assert facts(debate, "claims-without-reason", *columns) == expected


def test_contested_claims(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected: Facts = set()
    for s in coded.said:
        if s.one.stance in NEGATIVE:
            kind = {"denies": "denial", "doubts": "doubt"}[s.one.stance]
            expected.add((s.one.claim, kind, None, s.speaker, "stated"))
            expected |= {(s.one.claim, "attack", p, s.speaker, "stated") for p in s.one.because}
    made = voiced(coded)
    for premise, conclusion in coded.drawn("attacks"):
        for who in coded.affirming(str(premise)) if premise in made else ():
            expected.add((conclusion, "attack", premise, who, "analytic"))
    for by, premise, conclusion in coded.undercuts():
        if by in made and (premise, conclusion) in coded.supports():
            for who in coded.affirming(str(by)):
                expected.add((conclusion, "undercut", by, who, "analytic"))
    columns = ("claim", "contest", "by", "speaker", "basis")
    assert facts(debate, "contested-claims", *columns) == expected


def voiced(coded: Coded) -> set[object]:
    """Return the claims that somebody affirms or gives as a reason: only these bear on others."""
    held = {claim for _, claim in coded.holds(*POSITIVE)}
    return held | {premise for s in coded.said for premise in s.one.because}


def unanswered(coded: Coded) -> Facts:
    """Kind, premise and conclusion of attacks, and of undercuts of support, that stand."""
    made = voiced(coded)
    attacks = {step for step in coded.attacks() if step[0] in made}
    undercuts = {step for step in coded.undercuts() if step[0] in made}
    hit = {conclusion for _, conclusion in attacks}
    hit |= {claim for _, claim in coded.holds(*NEGATIVE)}
    undercut = {(premise, conclusion) for _, premise, conclusion in undercuts}
    standing = {("attack", *step) for step in attacks - undercut if step[0] not in hit}
    return standing | {
        ("undercut", by, end)
        for by, premise, end in undercuts
        if by not in hit and (premise, end) in coded.supports()
    }


def test_unanswered_attacks(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    columns = ("argumentKind", "premise", "claim")
    assert facts(debate, "unanswered-attacks", *columns) == unanswered(coded)


def test_speakers_of_unanswered_attacks_affirm_the_premise_or_state_the_attack(
    both: tuple[Debate, Coded],
) -> None:
    debate, coded = both
    for premise, claim, who, basis in facts(
        debate, "unanswered-attacks", "premise", "claim", "speaker", "basis"
    ):
        if basis == "analytic":
            assert who in coded.affirming(str(premise))
        else:
            assert (who, claim) in coded.holds(*NEGATIVE)


def test_nobody_answers_hall_but_harris_is_answered(debate: Debate) -> None:
    found = facts(debate, "unanswered-attacks", "premise", "claim")
    assert ("irresponsible-proposal", "open-agi") in found
    assert not [pair for pair in found if pair[0] == "terms-are-mere-warnings"]


def span(coded: Coded, said: Said) -> tuple[date, date]:
    """Return the first and the last day on which something may have been said."""
    when = said.one.said or coded.coding.sources[said.source].source.published
    assert when is not None
    return when.earliest, when.latest


def opposite(one: Said, other: Said) -> bool:
    return (one.one.stance in POSITIVE) != (other.one.stance in POSITIVE)


def given_up(coded: Coded, said: Said) -> bool:
    """Tell whether the speaker takes the opposite stance later."""
    return any(
        later.speaker == said.speaker
        and later.one.claim == said.one.claim
        and opposite(said, later)
        and span(coded, said)[1] < span(coded, later)[0]
        for later in coded.said
    )


def bases_of_attacks(coded: Coded) -> dict[tuple[Value, ...], set[str]]:
    """Return whether speakers state an attack, the coder draws it, or both."""
    bases: dict[tuple[Value, ...], set[str]] = {}
    drawn = coded.drawn("attacks")
    for step in coded.attacks():
        bases[step] = {"analytic"} if step in drawn else set()
    for s in coded.said:
        for premise in s.one.because if s.one.stance in NEGATIVE else ():
            bases[premise, s.one.claim].add("stated")
    return bases


def answers(coded: Coded, attack: tuple[Value, ...]) -> Facts:
    """Return how, with what claim and on what basis an attack is answered, and by which stances."""
    kind, premise, claim = attack
    found: Facts = {
        ("attacks the premise", answer, basis, "affirms")
        for (answer, hit), bases in bases_of_attacks(coded).items()
        if hit == premise
        for basis in bases
    }
    found |= {
        ("undercuts the step", by, "analytic", "affirms")
        for by, start, end in coded.undercuts()
        if kind == "attack" and (start, end) == (premise, claim)
    }
    return found | {(f"{stance} the premise", premise, "stated", stance) for stance in NEGATIVE}


def making(coded: Coded, claim: Value, stance: str) -> Facts:
    """Return who takes a stance on a claim in which source, or gives it as a reason, to the end."""
    same = POSITIVE if stance == "affirms" else {stance}
    return {
        (s.speaker, s.source)
        for s in coded.said
        if (s.one.claim == claim and s.one.stance in same)
        or (stance == "affirms" and claim in s.one.because)
        if not given_up(coded, s)
    }


def test_answered_attacks(three: tuple[Debate, Coded]) -> None:
    debate, coded = three
    made = voiced(coded)
    attacks: Facts = {("attack", *step) for step in coded.attacks()}
    attacks |= {
        ("undercut", by, end) for by, start, end in coded.undercuts()
        if (start, end) in coded.supports()
    }  # fmt: skip
    expected: Facts = set()
    for kind, premise, claim in attacks:
        for how, answer, basis, stance in answers(coded, (kind, premise, claim)):
            for who, source in making(coded, answer, str(stance)) if premise in made else ():
                here = source in {
                    s.source for s in coded.said
                    if (s.one.claim == premise and s.one.stance in POSITIVE)
                    or premise in s.one.because
                }  # fmt: skip
                where = "here" if here else "elsewhere"
                expected.add((kind, premise, claim, how, answer, basis, who, source, where))
    columns = (
        "argumentKind", "premise", "claim", "how", "answer", "basis", "speaker", "source",
        "answered",
    )  # fmt: skip
    assert facts(debate, "answered-attacks", *columns) == expected


def test_an_attack_is_answered_or_not_and_never_both(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    columns = ("argumentKind", "premise", "claim")
    answered = facts(debate, "answered-attacks", *columns)
    made = voiced(coded)
    assert not answered & unanswered(coded)
    assert {one for one in answered | unanswered(coded) if one[0] == "attack"} == {
        ("attack", *step) for step in coded.attacks() if step[0] in made
    }


def bodies(coded: Coded, actor: str) -> set[str]:
    """Return an actor and the bodies that it is part of, at any depth."""
    above = coded.coding.actors[actor].part_of
    return {actor, *(bodies(coded, above) if above else ())}


def formers(coded: Coded, actor: str) -> set[str]:
    """Return the bodies in whose place a body came, one after the other."""
    former = coded.coding.actors[actor].succeeds
    return {former, *formers(coded, former)} if former else set()


def is_one_office(coded: Coded, actor: str, later: str) -> bool:
    """Tell whether an actor, or a body that it is part of, was succeeded by another's."""
    successors = (formers(coded, body) for body in bodies(coded, later))
    return actor == later or any(bodies(coded, actor) & former for former in successors)


def test_who_changed_position(three: tuple[Debate, Coded]) -> None:
    debate, coded = three
    bases = bases_of_attacks(coded)
    expected: Facts = set()
    for earlier in coded.said:
        for later in coded.said:
            if not (span(coded, earlier)[1] < span(coded, later)[0]):
                continue
            if not is_one_office(coded, earlier.speaker, later.speaker):
                continue
            claims = earlier.one.claim, later.one.claim
            found = {"stated"} if claims[0] == claims[1] and opposite(earlier, later) else set()
            demands = [coded.claims[claim].kind == "normative" for claim in claims]
            if earlier.one.stance == later.one.stance == "affirms" and demands[0] == demands[1]:
                found |= bases.get(claims, set()) | bases.get(claims[::-1], set())
            days = [dict.fromkeys(map(str, span(coded, each))) for each in (earlier, later)]
            dates = ["/".join(each) for each in days]
            expected |= {(earlier.speaker, earlier.id, later.id, basis, *dates) for basis in found}
    columns = ("actor", "earlier", "later", "basis", "earlierDate", "laterDate")
    assert facts(debate, "who-changed-position", *columns) == expected


def test_oyelaran_changes_and_the_office_that_two_councils_held(heard: Debate) -> None:
    """The legal office is part of the council, and differs from the former one and its desk."""
    hearing = "a-hearing-on-the-maps"
    found = facts(heard, "who-changed-position", "actor", "earlier", "later", "basis")
    assert found >= {
        ("marta-oyelaran", "a-town-and-its-maps/oyelaran-publish", f"{hearing}/oyelaran-turns",
         "stated"),
        ("marta-oyelaran", "a-town-and-its-maps/oyelaran-publish", f"{hearing}/oyelaran-withholds",
         "analytic"),
        ("former-council", f"{hearing}/former-errors", f"{hearing}/office-errors", "stated"),
        ("map-desk", f"{hearing}/desk-errors", f"{hearing}/office-errors", "stated"),
    }  # fmt: skip


def test_a_body_does_not_change_by_what_its_part_or_another_part_says(heard: Debate) -> None:
    """The legal office denies what the council affirmed; two parties of one council would, too."""
    found = facts(heard, "who-changed-position", "actor", "later")
    assert not [later for actor, later in found if actor == "averley"]


def test_a_reason_against_a_demand_is_no_change(heard: Debate) -> None:
    """Who once asked for open maps may know that burglars read them, too."""
    found = facts(heard, "who-changed-position", "later")
    assert ("a-hearing-on-the-maps/oyelaran-burglars",) not in found


def sides_of(coded: Coded, actor: str) -> set[str]:
    """Return the sides that an actor takes, but for what they give up later."""
    other = {"for": "against", "against": "for"}
    found: set[str] = set()
    for s in coded.said:
        side = coded.claims[s.one.claim].side
        if s.speaker == actor and side in other and not given_up(coded, s):
            if s.one.stance == "affirms":
                found.add(side)
            elif s.one.stance == "denies":
                found.add(other[side])
    return found


def affirmed(coded: Coded) -> set[tuple[str, str]]:
    """Return who affirms which claim to the end."""
    return {
        (s.speaker, s.one.claim)
        for s in coded.said
        if s.one.stance in POSITIVE and not given_up(coded, s)
    }


def test_shared_claims(three: tuple[Debate, Coded]) -> None:
    debate, coded = three
    expected: Facts = set()
    for name, claim in coded.claims.items():
        camps = {who: sides_of(coded, who) for who, what in affirmed(coded) if what == name}
        camps = {who: sides for who, sides in camps.items() if sides}
        if len({frozenset(sides) for sides in camps.values()}) > 1:
            expected |= {
                (name, claim.side, "both" if len(sides) > 1 else next(iter(sides)), who)
                for who, sides in camps.items()
            }
    assert facts(debate, "shared-claims", "claim", "side", "camp", "speaker") == expected


def is_named(coded: Coded, actor: str) -> bool:
    """Tell whether an actor is no anonymous person, and no group unless it authors a source."""
    record = coded.coding.actors[actor]
    authors = {name for file in coded.coding.sources.values() for name in file.source.authors}
    return not record.anonymous and (record.kind != "group" or actor in authors)


def test_stances_by_claim(three: tuple[Debate, Coded]) -> None:
    debate, coded = three
    expected: Facts = set()
    for name in coded.claims:
        said = [s for s in coded.said if s.one.claim == name and not given_up(coded, s)]
        named = {s.speaker for s in said if is_named(coded, s.speaker)}
        taking = [
            {s.speaker for s in said if s.one.stance in stances} & named
            for stances in (POSITIVE, ("denies",), ("doubts",))
        ]
        if said:
            shares = [int(100 * len(who) / len(named) + 0.5) if named else None
                      for who in taking[:2]]  # fmt: skip
            others = {s.speaker for s in said} - named
            expected.add((name, len(named), *map(len, taking), *shares, len(others)))
    columns = ("claim", "voices", "affirm", "deny", "doubt", "percentAffirm", "percentDeny",
               "unnamed")  # fmt: skip
    assert facts(debate, "stances-by-claim", *columns) == expected


def test_who_replies_to_whom(three: tuple[Debate, Coded]) -> None:
    debate, coded = three
    expected = {
        (reply.speaker, reply.id, to.speaker, to.id, reply.source)
        for reply in coded.said
        for to in coded.said
        if to.source == reply.source
        and to.one.id in reply.one.replies_to
        and to.speaker != reply.speaker
    }
    columns = ("speaker", "reply", "to", "statement", "source")
    assert facts(debate, "who-replies-to-whom", *columns) == expected


def test_fenwick_replies_to_three_speakers_and_nobody_to_herself(heard: Debate) -> None:
    found = facts(heard, "who-replies-to-whom", "speaker", "to")
    assert found == {
        ("former-keeper", to)
        for to in ("an-official", "marta-oyelaran", "piet-vanderlinden", "mill-lane")
    }


def test_named_risks(three: tuple[Debate, Coded]) -> None:
    debate, coded = three
    topics = coded.coding.topics

    def is_risk(topic: str | None) -> bool:
        return topic == "risk" or bool(topic in topics and is_risk(topics[str(topic)].broader))

    expected = {
        (topic, name, coded.claims[name].side, who,
         coded.claims[name].attributes.get("release"), about)
        for who, name in affirmed(coded)
        for topic in coded.claims[name].topics
        if is_risk(topic)
        for about in coded.claims[name].about or (None,)
    }  # fmt: skip
    columns = ("risk", "claim", "side", "speaker", "release", "about")
    assert facts(debate, "named-risks", *columns) == expected


def test_named_risks_say_what_is_released(debate: Debate, heard: Debate) -> None:
    told = facts(debate, "named-risks", "claim", "release")
    assert {("safeguards-removed", "weights"), ("tool-for-bad-actors", None)} <= told
    assert ("burglars-read", "maps") in facts(heard, "named-risks", "claim", "release")


def test_narrator(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected = {
        (s.source, s.one.claim, s.one.stance, s.one.mode, coded.claims[s.one.claim].side,
         *first_passage(s))
        for s in coded.said
        if s.narrated
    }  # fmt: skip
    columns = ("source", "claim", "stance", "mode", "side", "paragraph", "from", "to")
    assert facts(debate, "narrator", *columns) == expected
    assert len(ask(debate, "narrator")) == sum(s.narrated for s in coded.said)


def test_verbatim_or_paraphrase(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    counted: dict[str, Counter[str]] = {}
    for s in coded.everything:
        mode = "narrated" if s.one.mode in {"narration", "evaluation"} else s.one.mode
        counted.setdefault(s.speaker, Counter())[mode] += 1
    modes = ("verbatim", "mixed", "paraphrase", "hearsay", "hypothetical", "narrated")
    expected = {(who, *(n[mode] for mode in modes)) for who, n in counted.items()}
    assert facts(debate, "verbatim-or-paraphrase", "speaker", *modes) == expected


def test_second_hand_quotations(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    coding = coded.coding

    def own(carrier: str, speaker: str) -> bool:
        policy, file = coding.policies.get(carrier), coding.sources.get(carrier)
        issuers = policy.issuer if policy else file.source.authors if file else (carrier,)
        return speaker in issuers

    expected = {
        (s.speaker, carrier, s.one.mode, s.one.claim)
        for s in coded.spoken
        if s.one.mode in {"verbatim", "mixed"}
        for carrier in s.one.via
        if not own(carrier, s.speaker)
    }
    columns = ("speaker", "carrier", "mode", "claim")
    assert facts(debate, "second-hand-quotations", *columns) == expected


def test_hall_is_quoted_from_the_guardian_and_the_senators_from_their_own_letter(
    debate: Debate,
) -> None:
    found = facts(debate, "second-hand-quotations", "speaker", "carrier")
    assert ("wendy-hall", "the-guardian") in found
    assert not {"josh-hawley", "biden-administration"} & {speaker for speaker, _ in found}


def test_policy_responses(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected = {
        (name, policy.kind, claim, who)
        for name, policy in coded.coding.policies.items()
        for claim in policy.responds_to
        for who in coded.affirming(claim)
    }
    columns = ("policy", "policyKind", "claim", "speaker")
    assert facts(debate, "policy-responses", *columns) == expected


def test_why_was_it_done(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected: Facts = set()
    for name, claim in coded.claims.items():
        says: Facts = {
            (s.speaker, s.one.stance, s.one.mode) for s in coded.said if s.one.claim == name
        }
        for relation, events in (("motive", claim.motive_of), ("cause", claim.cause_of)):
            for event in events:
                expected |= {(event, relation, name, *one) for one in says or {(None, None, None)}}
    columns = ("event", "relation", "claim", "speaker", "stance", "mode")
    assert facts(debate, "why-was-it-done", *columns) == expected


def test_who_decided(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    parts = {
        "proposed": "proposed_by",
        "decided": "decided_by",
        "advised against": "advised_against_by",
    }
    expected = {
        (name, part, actor, *days(event.date))
        for name, event in coded.coding.events.items()
        for part, field in parts.items()
        for actor in getattr(event, field)
    }
    columns = ("event", "part", "actor", "earliest", "latest")
    assert facts(debate, "who-decided", *columns) == expected


def test_lecun_proposed_zuckerberg_decided_and_the_lawyers_warned(debate: Debate) -> None:
    rows = ask(debate, "who-decided", event="open-source-decision")
    assert [(row["part"], short(debate, row["actor"])) for row in rows] == [
        ("proposed", "yann-lecun"),
        ("decided", "mark-zuckerberg"),
        ("advised against", "meta-legal-team"),
    ]


def days(span: object) -> tuple[Value, Value]:
    """Return first and last day of a date of the coding files."""
    if span is None:
        return None, None
    return span.earliest.isoformat(), span.latest.isoformat()  # type: ignore[attr-defined]


def test_timeline(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    coding = coded.coding
    dated = [
        *(("event", name, one.date) for name, one in coding.events.items()),
        *(("policy", name, one.date) for name, one in coding.policies.items()),
        *(("context", name, one.date) for name, one in coding.context.items()),
        *(("source", name, one.source.published) for name, one in coding.sources.items()),
        *(
            ("statement", s.id, s.one.said)
            for s in coded.said
            if s.one.said and days(s.one.said) != days(coding.sources[s.source].source.published)
        ),
    ]
    expected = {(*days(when), kind, name) for kind, name, when in dated if when}
    assert facts(debate, "timeline", "earliest", "latest", "kind", "what") == expected
    starts = [str(row["earliest"]) for row in ask(debate, "timeline")]
    assert starts == sorted(starts)


def test_what_it_means(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    word = "open source" if debate.iris.base.endswith("opendebate/") else "by many"

    def holds(text: str) -> bool:
        return word in text.casefold().replace("-", " ")

    expected: Facts = set()
    for name, claim in coded.claims.items():
        topics = [coded.coding.topics[topic].name for topic in claim.topics]
        if any(map(holds, topics)) or (claim.kind == "definitional" and holds(claim.text)):
            says: Facts = {
                (s.speaker, s.one.stance, s.one.mode)
                for s in coded.everything
                if s.one.claim == name
            }
            expected |= {(name, *one) for one in says or {(None, None, None)}}
    columns = ("claim", "speaker", "stance", "mode")
    assert facts(debate, "what-it-means", *columns, word=word) == expected


def test_only_imagined_purists_contest_that_meta_is_open_source(debate: Debate) -> None:
    found = facts(debate, "what-it-means", "claim", "speaker", "stance", "mode")
    against = [row for row in found if row[0] == "meta-is-open-source" and row[2] != "affirms"]
    assert against == [("meta-is-open-source", "open-source-purists", "denies", "hypothetical")]


def takes(coded: Coded, claim: str) -> Facts:
    return {(s.speaker, s.one.stance) for s in coded.said if s.one.claim == claim}


def test_about_model(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    coding = coded.coding
    expected: Facts = set()
    for name, model in coding.models.items():
        plain = [
            *(("developer", one) for one in model.developer),
            *(("version of", one) for one in [model.version_of] if one),
            *(("has version", one) for one, m in coding.models.items() if m.version_of == name),
            *(("licence", one) for one in [model.licence] if one),
            *(("policy on it", one) for one, p in coding.policies.items() if name in p.targets),
            *(
                ("release" if e.kind == "release" else "event", one)
                for one, e in coding.events.items()
                if name in e.about
            ),
            *(("fact from outside", one) for one, f in coding.context.items() if name in f.about),
            *(("other name", None) for _ in model.other_names[:1]),
            *(("former name", None) for _ in model.former_names[:1]),
        ]
        expected |= {(name, aspect, one, None, None) for aspect, one in plain}
        for claim, record in coded.claims.items():
            if name in record.about:
                who = takes(coded, claim) or {(None, None)}
                expected |= {(name, "said", claim, *one) for one in who}
    columns = ("model", "aspect", "what", "speaker", "stance")
    assert facts(debate, "about-model", *columns) == expected


def test_releases_of_a_model_have_their_days_and_its_licence_stands_beside_them(
    debate: Debate, coded: Coded
) -> None:
    columns = ("aspect", "what", "earliest", "latest")
    found = facts(debate, "about-model", *columns, model="llama-2")
    released = coded.coding.events["llama-2-release"]
    assert released.kind == "release"
    assert ("release", "llama-2-release", *days(released.date)) in found
    assert ("licence", "meta-licence", None, None) in found


def test_names_of_a_model(debate: Debate) -> None:
    found = facts(debate, "about-model", "aspect", "whatName", model="llama")
    assert {("former name", "Genesis"), ("other name", "Llama"), ("has version", "LLaMA 2")} < found


def test_about_policy(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    coding = coded.coding
    expected: Facts = set()
    for name, policy in coding.policies.items():
        plain = [
            ("kind", None),
            *(("issuer", one) for one in policy.issuer),
            *(("addressee", one) for one in policy.addressee),
            *(("target", one) for one in policy.targets),
            *(("part of", one) for one in [policy.part_of] if one),
            *(("has part", one) for one, p in coding.policies.items() if p.part_of == name),
            *(("licence of", one) for one, m in coding.models.items() if m.licence == name),
            *(("responds to", one) for one in policy.responds_to),
            *(("event", one) for one, e in coding.events.items() if name in e.about),
            *(("fact from outside", one) for one, f in coding.context.items() if name in f.about),
        ]
        expected |= {(name, aspect, one, None, None) for aspect, one in plain}
        for s in coded.said:
            position = (s.one.claim, s.speaker, s.one.stance)
            if name in s.one.via:
                expected.add((name, "it says", *position))
            if name in coded.claims[s.one.claim].about:
                expected.add((name, "said about it", *position))
    columns = ("policy", "aspect", "what", "speaker", "stance")
    assert facts(debate, "about-policy", *columns) == expected


def test_arguments(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    nobody = (None, None, None)
    expected: Facts = {
        (p, relation, c, "analytic", *nobody)
        for relation in ("supports", "attacks")
        for p, c in coded.drawn(relation)
    }
    expected |= {(by, "undercuts", c, "analytic", *nobody) for by, _, c in coded.undercuts()}
    expected |= {
        (p, "attacks" if s.one.stance in NEGATIVE else "supports", s.one.claim, "stated",
         s.speaker, s.one.mode, s.one.at[0].paragraph)
        for s in coded.everything
        for p in s.one.because
    }  # fmt: skip
    columns = (
        "premise", "argumentRelation", "conclusion", "basis", "speaker", "mode", "paragraph",
    )  # fmt: skip
    assert facts(debate, "arguments", *columns) == expected


def test_undercut_is_told_as_aimed_at_a_step(maps: Debate) -> None:
    [row] = ask(maps, "arguments", premise="no-map-needed")
    assert str(row["conclusionText"]).startswith("the step from “Open maps show thieves")


def test_topics_by_side(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    real = {s.id: s.one.claim for s in coded.said}
    expected = set()
    for topic in coded.coding.topics:
        on_it = {name: claim.side for name, claim in coded.claims.items() if topic in claim.topics}
        counted = Counter(on_it.values())
        statements = sum(claim in on_it for claim in real.values())
        order = (counted[side] for side in ("for", "against", "both", "neither"))
        expected.add((topic, *order, statements, len(real)))
    columns = ("topic", "for", "against", "both", "neither", "statements", "ofAll")
    assert facts(debate, "topics-by-side", *columns) == expected


def test_who_disagrees_with_whom(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected = {
        (claim, one, other, stance)
        for one, claim in coded.holds(*POSITIVE)
        for stance in NEGATIVE
        for other, same in coded.holds(stance)
        if claim == same and one != other
    }
    columns = ("claim", "affirming", "denyingOrDoubting", "stance")
    assert facts(debate, "who-disagrees-with-whom", *columns) == expected


def test_who_gains(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected = {
        (actor, name, claim.side, *one)
        for name, claim in coded.claims.items()
        for actor in claim.benefits
        if claim.side != "neither"
        for one in takes(coded, name) or {(None, None)}
    }
    columns = ("actor", "claim", "side", "speaker", "stance")
    assert facts(debate, "who-gains", *columns) == expected


def test_where_others_differ(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected: Facts = set()
    for name, fact in coded.coding.context.items():
        for said in fact.departs_from:
            sources = {said.partition("/")[0]} if "/" in said else {
                s.source for s in coded.everything if s.one.claim == said
            }  # fmt: skip
            title = fact.reference.title
            expected |= {(said, name, title, source) for source in sources or {None}}  # type: ignore[arg-type]
    columns = ("said", "fact", "referenceTitle", "source")
    assert facts(debate, "where-others-differ", *columns) == expected


def test_imagined_or_rumoured(both: tuple[Debate, Coded]) -> None:
    debate, coded = both
    expected = {
        (s.speaker, s.one.mode, s.one.stance, s.one.claim, *first_passage(s))
        for s in coded.everything
        if s.one.mode in {"hypothetical", "hearsay"}
    }
    columns = ("speaker", "mode", "stance", "claim", "paragraph", "from", "to")
    assert facts(debate, "imagined-or-rumoured", *columns) == expected


def test_no_answer_counts_an_imagined_speaker_as_holding_a_position(debate: Debate) -> None:
    about_them = {"arguments", "imagined-or-rumoured", "verbatim-or-paraphrase", "what-it-means"}
    for name in set(names()) - about_them:
        for row in ask(debate, name):
            for column in ("speaker", "affirming", "denyingOrDoubting"):
                assert short(debate, row.get(column)) != "open-source-purists", name


def test_every_question_takes_its_values_as_terms(debate: Debate) -> None:
    rows = ask(debate, "what-it-means", word='source" } DROP ALL #')
    assert len(rows) == 0

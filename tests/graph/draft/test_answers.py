"""Reading answers of chats: JSON or YAML, fenced or not, with chatter around it."""

from __future__ import annotations

import json

import pytest

from opendebate.draft.answers import MAX_PROPOSALS, read_answer
from opendebate.draft.proposals import NewClaim, Proposal, ProposedReason

ITEM = {
    "quotations": ["Maps help"],
    "speaker": "Ada Brook",
    "new_claim": {"text": "Maps help.", "kind": "causal", "side": "for"},
    "stance": "affirms",
    "mode": "verbatim",
    "reasons": [{"claim": "x", "quotation": "help"}],
    "said": "2024",
    "confidence": 0.5,
}
WANTED = Proposal(
    ("Maps help",), ("Ada Brook",), "", "", NewClaim("Maps help.", "causal", "for"), "affirms",
    "verbatim", (ProposedReason("x", "help"),), "2024", 0.5,
)  # fmt: skip
JSON = json.dumps({"proposals": [ITEM]}, indent=2)
YAML = """\
proposals:
- quotations: [Maps help]
  speaker: Ada Brook
  new_claim: {text: Maps help., kind: causal, side: for}
  stance: affirms
  mode: verbatim
  reasons:
  - {claim: x, quotation: help}
  said: 2024
  confidence: 0.5
"""


@pytest.mark.parametrize(
    "answer",
    [
        JSON,
        YAML,
        f"Here you are!\n\n```json\n{JSON}\n```\n\nShall I go on?",
        f"Here you are!\n\n```yaml\n{YAML}```\n\nShall I go on?",
        f"~~~\n{JSON}\n~~~",
        f"Of course [as you say]: {JSON} I hope that helps.",
        f"Of course:\n{YAML}",
        json.dumps([ITEM]),
        YAML.removeprefix("proposals:\n"),
        json.dumps(ITEM),
        json.dumps({"statements": [ITEM]}),
        "\ufeff" + JSON,
        JSON.replace("0.5\n", "0.5,  // quite sure\n"),
        JSON.replace("[\n", "[\n/* the first: */").replace("}\n", "},\n"),
    ],
)
def test_an_answer_is_read_in_every_form(answer: str) -> None:
    assert read_answer(answer) == ((WANTED,), ())


def test_the_parts_of_an_answer_are_joined() -> None:
    answer = f"First:\n```\n{JSON}\n```\nand second:\n```\n{YAML}```\n"
    assert read_answer(answer)[0] == (WANTED, WANTED)


MANY = [ITEM] * 30
CUT = {
    "list": json.dumps(MANY, indent=1)[:-40],
    "fenced list": f"Here:\n```json\n{json.dumps(MANY)[:-40]}",
    "group": json.dumps({"proposals": MANY})[:-40],
    "YAML": "proposals:\n" + YAML.removeprefix("proposals:\n") * 30 + '- quotations: ["Maps',
    "fenced YAML": f"```yaml\n{YAML}- quotations: ['Maps",
}


@pytest.mark.parametrize("name", CUT)
def test_of_an_answer_that_is_cut_off_all_complete_proposals_are_read(name: str) -> None:
    proposals, malformed = read_answer(CUT[name])
    number = {"YAML": 30, "fenced YAML": 1}.get(name, 29)
    assert proposals == (WANTED,) * number
    (note,) = malformed
    assert f"cut off or broken after {number} proposal" in note


def test_a_part_that_is_broken_is_reported_beside_one_that_is_not() -> None:
    broken = json.dumps(MANY[:2]).replace("}, {", "} {")
    proposals, malformed = read_answer(f"```\n{JSON}\n```\nand\n```\n{broken}\n```\n")
    assert proposals == (WANTED,) * 3
    assert len(malformed) == 1


@pytest.mark.parametrize(
    ("answer", "malformed"),
    [
        ("I cannot do that.", "The answer has no proposals in JSON or YAML."),
        ("", "The answer has no proposals in JSON or YAML."),
        ("[" * 100_000, "The answer has no proposals in JSON or YAML."),
        ("a: &a [x]\nproposals: *a", "The answer has no proposals in JSON or YAML."),
        ('{"proposals": [{"speaker": "x"}]}', "Proposal 1 has no quotations."),
        ('{"proposals": [["x"]]}', "Proposal 1 is no group of keys and values."),
        ('{"proposals": "all"}', "Proposal 1 is no group of keys and values."),
        ('{"proposals": [{"quote": [{"a": 1}]}]}', "Proposal 1 has no text as its quotations."),
        (
            '{"proposals": [{"quote": "x", "reasons": ["y"]}]}',
            "Proposal 1 has a reason without claim and quotation.",
        ),
        (
            json.dumps({"proposals": [{"quote": "x" * 20_001}]}),
            "Proposal 1 has more than 20,000 characters as its quotations.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_proposal_is_refused_with_the_reason(answer: str, malformed: str) -> None:
    assert read_answer(answer) == ((), (malformed,))


def test_an_answer_may_have_no_proposals() -> None:
    assert read_answer('{"proposals": []}') == ((), ())


def test_odd_values_do_no_harm() -> None:
    odd = {"quotation": "x \ud800", "speaker": None, "said": 2024, "confidence": "high",
           "claim": None, "new_claim": "Maps help.", "reasons": None}  # fmt: skip
    (proposal,), malformed = read_answer(json.dumps({"proposals": [odd]}))
    assert malformed == ()
    assert proposal == Proposal(("x ?",), new_claim=NewClaim("Maps help."), said="2024")


def test_too_many_proposals_are_cut_off() -> None:
    answer = json.dumps([{"quote": "x"}] * (MAX_PROPOSALS + 1))
    proposals, malformed = read_answer(answer)
    assert len(proposals) == MAX_PROPOSALS
    assert malformed == ("The answer has more than 2,000 proposals.",)


def test_a_broken_proposal_in_the_middle_is_read_and_commas_in_texts_stay() -> None:
    items = [{"quotations": [f"{n}, ] // one"], "speaker": "Kim"} for n in "abc"]
    answer = ",\n".join(map(json.dumps, items)).replace('"Kim"}', '"Kim",}  // next', 1)
    proposals, malformed = read_answer(f'{{"proposals": [{answer}]}}'.replace("// next,", ", // x"))
    assert [proposal.quotations[0] for proposal in proposals] == [
        "a, ] // one", "b, ] // one", "c, ] // one",
    ]  # fmt: skip
    assert not malformed

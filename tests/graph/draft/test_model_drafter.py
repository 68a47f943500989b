"""Drafts of a language model, which here lies in every way; no network is used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.draft.kept_answers import KeptAnswers
from opendebate.draft.language_model import PydanticModel, connect, stays_here
from opendebate.draft.model_drafter import ModelDrafter, estimate
from opendebate.draft.prompts import full_prompt
from opendebate.draft.proof import prove
from opendebate.draft.proven import Proof
from opendebate.errors import RemoteError, UsageError

DATA = Path(__file__).parents[2] / "data"
SLUG = "a-town-and-its-maps"
RIGHT = "People have a right to know what the water will do to their own front door"
BLUE = "Put that colour on my street and nobody will ever buy a house in it again"
Debated = tuple[Text, Coding]
Answering = Callable[[str, str], Any]


@pytest.fixture
def debate(article: Text, coding: Coding) -> Debated:
    return article, coding


def model(answering: Answering) -> PydanticModel:
    """Return a model that answers by a function of instructions and question."""

    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        question = str(messages[-1].parts[-1].content)  # type: ignore[union-attr,unused-ignore]
        given = answering(info.instructions or "", question)
        return ModelResponse(parts=[TextPart(given if isinstance(given, str) else
                                             json.dumps(given))])  # fmt: skip

    return PydanticModel(FunctionModel(answer, model_name="liar"))


def kept(tmp_path: Path, answering: Answering) -> KeptAnswers:
    return KeptAnswers(model(answering), tmp_path / "answers")


def liar(*proposals: dict[str, Any]) -> Answering:
    """Return a model that proposes the same, whatever it is asked."""
    return lambda instructions, _: (
        {"proposals": proposals} if "You help to code" in instructions else {}
    )


def proven(tmp_path: Path, article: Text, coding: Coding, *proposals: dict[str, Any]) -> Proof:
    drafted = ModelDrafter(kept(tmp_path, liar(*proposals))).draft(article, coding, SLUG)
    return prove(drafted.proposals, article, coding, SLUG)


@pytest.mark.parametrize(
    ("proposal", "state", "note"),
    [
        ({"quotations": ["The river will rise by nine metres"]}, "refused", "is not in the text"),
        ({"quotations": ["A map that nobody sees saves nobody"]}, "refused", "2 times"),
        ({"quotations": [RIGHT], "speaker": "Grace Hopper"}, "refused", "neither registered"),
        ({"quotations": [RIGHT], "claim": "no-such-claim"}, "mended", "no claim no-such-claim"),
        ({"quotations": [RIGHT], "new_claim": {"text": RIGHT}}, "mended", "16 words in a row"),
        ({"quotations": ["disputes who should see them"], "mode": "verbatim"}, "mended",
         "not in quotation marks"),
        ({"quotations": [RIGHT], "stance": "adores"}, "mended", "is not a known stance"),
        ({"quotations": [RIGHT], "reasons": [{"claim": "prices-fall", "quotation": BLUE}]},
         "mended", "is not stated in a passage"),
        ({"quotations": [RIGHT], "speaker": "marta-oyelaran", "claim": "right-to-know",
          "stance": "affirms", "mode": "verbatim"}, "proven", ""),
    ],
)  # fmt: skip
def test_every_lie_of_a_model_is_found_out(
    tmp_path: Path, debate: Debated, proposal: dict[str, Any], state: str, note: str
) -> None:
    (item,) = proven(tmp_path, *debate, proposal).items
    assert item.state == state
    assert note in " ".join(item.notes)


def test_a_new_claim_is_matched_and_stated_reasons_are_asked_for(
    tmp_path: Path, article: Text, coding: Coding
) -> None:
    text = "Everybody is entitled to know where the water goes."
    proposals = [
        {"quotations": [RIGHT], "new_claim": {"text": text}},
        {
            "quotations": [BLUE],
            "claim": "prices-fall",
            "reasons": [
                {"new_claim": {"text": text}, "quotation": "Put that colour on my street"},
            ],
        },
    ]

    def answering(instructions: str, question: str) -> Any:
        if "You help to code" in instructions:
            return {"proposals": proposals}
        if "Two claims are the same" in instructions:
            assert text in question
            return 'The first is known: {"same": {"1": "right-to-know", "2": "made-up"}}'
        assert BLUE in question
        return {"reasons": [{"of": 2, "is": 1, "quotation": "Put that colour on my street"},
                            {"of": 9, "is": 1, "quotation": "x"}, {"of": 1}, "odd"]}  # fmt: skip

    drafted = ModelDrafter(kept(tmp_path, answering)).draft(article, coding, SLUG)
    assert drafted.drafter == "function:liar"
    first, second = prove(drafted.proposals, article, coding, SLUG).items
    assert first.proposal.claim == "right-to-know"
    assert [reason.claim for reason in second.proposal.reasons] == ["right-to-know"]


def test_an_interrupted_draft_is_resumed(tmp_path: Path, coding: Coding) -> None:
    article = Text.of("\n\n".join(f"Part {i} says " + "maps help and " * 200 for i in range(3)))
    asked: list[str] = []
    broken = True

    def answering(instructions: str, question: str) -> Any:
        asked.append(question)
        if broken and len(asked) == 3:
            raise RuntimeError("the line is dead")
        return {"proposals": []}

    answers = kept(tmp_path, answering)
    with pytest.raises(RuntimeError):
        ModelDrafter(answers).draft(article, coding, SLUG)
    broken = False
    again = kept(tmp_path, answering)
    ModelDrafter(again).draft(article, coding, SLUG)
    assert (again.resumed, again.asked, len(asked)) == (2, 1, 4)
    assert again.input_tokens > 0
    again.forget()
    assert not again.folder.exists()


def test_an_answer_without_proposals_is_reported(
    tmp_path: Path, article: Text, coding: Coding
) -> None:
    drafted = ModelDrafter(kept(tmp_path, lambda *_: "I am sorry.")).draft(article, coding, SLUG)
    assert drafted.proposals == ()
    assert drafted.malformed == ("The answer has no proposals in JSON or YAML.",)


def test_a_prompt_has_the_question_the_registers_and_the_article(
    article: Text, coding: Coding
) -> None:
    prompt = full_prompt(coding, article)
    assert coding.debate.question in prompt
    assert f"- right-to-know: {coding.claims['right-to-know'].text}" in prompt
    assert "- marta-oyelaran: Marta Oyelaran (person)" in prompt
    assert "“People have a right to know" in prompt
    assert "# What the maps show" in prompt
    assert "Sign in" not in prompt, "the page around the article is left out"


def test_a_model_without_key_or_name_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(UsageError, match="OPENAI_API_KEY"):
        connect("openai:gpt-5")
    with pytest.raises(UsageError, match="cannot be used: Unknown model"):
        connect("nonsense")
    with pytest.raises(UsageError, match="is no address"):
        connect("llama", "127.0.0.1:80")


def test_the_price_of_a_known_model_is_told_before(
    article: Text, coding: Coding, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = estimate(article, coding)
    assert expected.questions == 3
    assert expected.input_tokens > len(article.raw) // 4
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    known = connect("openai:gpt-4o").price(1_000_000, 0)
    assert known is not None
    assert known > 0
    assert connect("llama", "http://127.0.0.1:9/v1").price(1_000_000, 0) is None


def test_a_local_model_stays_here_and_says_so_if_it_is_not_there() -> None:
    local = connect("llama", "http://127.0.0.1:9/v1")
    assert local.name == "openai:llama"
    assert stays_here(local.where)
    assert not stays_here("openai")
    with pytest.raises(RemoteError, match="gave no answer: Connection error"):
        local.ask("Say yes.", "?")

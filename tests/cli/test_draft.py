"""``opendebate draft`` writes proposals with their proofs, and nothing else."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner, Result

from loops import closed_loop, own_loop  # noqa: F401 - fixtures
from opendebate.coding.article_files import read_article
from opendebate.draft import language_model
from opendebate.draft.draft_file import ProposalDecision, draft_path, read_draft, today, write_draft
from opendebate.draft.drafting import open_material, save_draft
from opendebate.draft.language_model import ModelAnswer
from opendebate.draft.rules import RulesDrafter
from opendebate.errors import UsageError
from opendebate_cli.main import cli
from recoding import emptied

ARTICLE = "a-town-and-its-maps"
DATA = Path(__file__).parents[1] / "data" / "flood-maps"
RIGHT = "People have a right to know what the water will do to their own front door"


@pytest.fixture
def town(town: Path) -> Path:
    """The invented debate, its first source without statements."""
    emptied(town, ARTICLE)
    (town / "context.yaml").unlink()  # it names a statement
    return town


def draft(folder: Path, slug: str, text: Path | str, *options: str) -> Result:
    line = ["-d", str(folder), "draft", slug, "--text", str(text), *options]
    return CliRunner().invoke(cli, line)


def test_the_rules_write_a_draft(town: Path, town_texts: dict[str, Path]) -> None:
    before = {path: path.read_bytes() for path in town.rglob("*.yaml")}
    done = draft(town, ARTICLE, town_texts[ARTICLE])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("8 proven, 0 mended, 0 refused, by rules.\nWritten: ")
    path = town / "drafts" / f"{ARTICLE}.yaml"
    assert {p: p.read_bytes() for p in town.rglob("*.yaml") if p != path} == before


def test_words_that_are_coded_already_are_left_out(town: Path, town_texts: dict[str, Path]) -> None:
    coded = (DATA / "sources" / f"{ARTICLE}.yaml").read_text("utf-8")
    (town / "sources" / f"{ARTICLE}.yaml").write_text(coded, "utf-8")
    done = draft(town, ARTICLE, town_texts[ARTICLE])
    assert done.stdout.startswith("1 proven, 0 mended, 0 refused, by rules.\nWritten: ")
    assert "7 proposals left out: most of the words of each are coded already" in done.stderr
    former = read_draft(town, ARTICLE)
    assert former
    assert (len(former.proposals), former.draft.coded) == (1, 7)
    at = former.proposals[0].at[0]
    place = f"paragraph: {at.paragraph}, from: '{at.first}', to: '{at.last}', words: {at.words}"
    added = f"- {{id: last, speaker: insurers, mode: paraphrase, claim: publish, at: {{{place}}}}}"
    (town / "sources" / f"{ARTICLE}.yaml").write_text(f"{coded.rstrip()}\n{added}\n", "utf-8")
    done = draft(town, ARTICLE, town_texts[ARTICLE])
    assert (done.exit_code, done.stderr.count("left out")) == (1, 1)
    assert "found no words" not in done.stderr
    (town / "sources" / f"{ARTICLE}.yaml").write_text(coded, "utf-8")
    answer = [{"quotation": RIGHT, "speaker": "Marta Oyelaran", "claim": claim}
              for claim in ("right-to-know", "publish")]  # fmt: skip
    done = CliRunner().invoke(cli, ["-d", str(town), "draft", ARTICLE, "--text",
                                    str(town_texts[ARTICLE]), "--answer", "-"],
                              input=json.dumps({"proposals": answer}))  # fmt: skip
    assert "1 proposal left out" in done.stderr, "another claim on the same words is another one"


def test_a_new_source_is_begun(tmp_path: Path, town_texts: dict[str, Path]) -> None:
    done = draft(tmp_path / "new", "a-town", town_texts[ARTICLE])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "new" / "sources" / "a-town.yaml").exists()
    assert (tmp_path / "new" / "drafts" / "a-town.yaml").exists()


def test_a_draft_with_decisions_is_only_replaced_when_asked(
    town: Path, town_texts: dict[str, Path]
) -> None:
    draft(town, ARTICLE, town_texts[ARTICLE])
    former = read_draft(town, ARTICLE)
    assert former
    decision = ProposalDecision(taken="rejected", date=today(), reason="It is a joke.", changed=[])
    former.proposals[0].decision = decision
    write_draft(town, former, draft_path(town, ARTICLE).read_text("utf-8"))
    done = draft(town, ARTICLE, town_texts[ARTICLE])
    assert done.exit_code == 2
    assert "You have decided on 1 proposal" in done.stderr
    assert read_draft(town, ARTICLE) == former
    assert draft(town, ARTICLE, town_texts[ARTICLE], "--again").exit_code == 0


def test_a_decision_that_is_made_while_a_drafter_works_is_not_lost(
    town: Path, town_texts: dict[str, Path]
) -> None:
    draft(town, ARTICLE, town_texts[ARTICLE])
    former = read_draft(town, ARTICLE)
    assert former
    material = open_material(town, ARTICLE, read_article(str(town_texts[ARTICLE]))[0])
    drafted = RulesDrafter().draft(material.article, material.coding, ARTICLE)
    former.proposals[0].decision = ProposalDecision(taken="rejected", date=today(), changed=[])
    write_draft(town, former, draft_path(town, ARTICLE).read_text("utf-8"))
    with pytest.raises(UsageError, match="You have decided on 1 proposal"):
        save_draft(material, drafted)
    assert read_draft(town, ARTICLE) == former
    save_draft(material, drafted, replace=True)
    assert read_draft(town, ARTICLE) != former


def test_where_the_rules_find_nothing_the_next_step_is_another_drafter(
    town: Path, tmp_path: Path
) -> None:
    (tmp_path / "rede.txt").write_text(
        "Kartat auttavat kaikkia, sanoi Aino Virtanen eilen.", "utf-8"
    )
    done = draft(town, "rede", tmp_path / "rede.txt")
    assert done.exit_code == 1
    assert "The rules know verbs of saying in English, German" in done.stderr
    assert "Next" not in done.stdout


def test_an_article_in_which_nobody_speaks_gives_no_proposal(tmp_path: Path) -> None:
    text = tmp_path / "quiet.txt"
    text.write_text("The maps were printed in a large hall, on paper of many colours.", "utf-8")
    done = draft(tmp_path / "new", "quiet", text)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1, "0 proven, 0 mended, 0 refused, by rules."
    )  # fmt: skip


def test_the_built_in_debate_is_not_drafted_into() -> None:
    done = CliRunner().invoke(cli, ["draft", "a-speech", "--text", "a-speech.txt"])
    assert done.exit_code == 2
    assert "Say which debate" in done.stderr


ANSWER = {"proposals": [
    {"quotations": ["the best-spent money of his career"], "speaker": "Osei Brandt"},
    {"quotations": ["the best-spent money of her career"], "speaker": "Osei Brandt"},
    {"speaker": "Osei Brandt"},
]}  # fmt: skip


def test_any_chat_can_be_asked(town: Path, town_texts: dict[str, Path], tmp_path: Path) -> None:
    prompt, answer = tmp_path / "ask.txt", tmp_path / "answer.txt"
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--prompt", str(prompt))
    assert done.exit_code == 0, done.output
    assert "Answer with JSON" in prompt.read_text("utf-8")
    assert "The language of the debate: en. Write new claims in it" in prompt.read_text("utf-8")
    assert "still to be written" not in done.stderr
    assert not (town / "drafts").exists()
    answer.write_text(f"Gladly!\n```json\n{json.dumps(ANSWER)}\n```\n", "utf-8")
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--answer", str(answer))
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("1 proven, 0 mended, 2 refused, by a chat's answer.\n")
    assert "p2 refused: “the best-spent money … of her career” is not in the text." in done.stderr
    assert "refused: Proposal 3 has no quotations." in done.stderr
    written = read_draft(town, ARTICLE)
    assert written
    assert written.draft.prompt


def test_an_answer_without_proposals_is_an_error(
    town: Path, town_texts: dict[str, Path], tmp_path: Path
) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text("I would rather not.", "utf-8")
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--answer", str(answer))
    assert done.exit_code == 3
    assert "answer.txt: The answer has no proposals in JSON or YAML." in done.stderr
    assert not (town / "drafts").exists()


def test_a_prompt_replaces_only_a_prompt(
    town: Path, town_texts: dict[str, Path], tmp_path: Path
) -> None:
    prompt, notes = tmp_path / "ask.txt", tmp_path / "notes.txt"
    notes.write_text("my notes", "utf-8")
    for _ in range(2):
        assert draft(town, ARTICLE, town_texts[ARTICLE], "--prompt", str(prompt)).exit_code == 0
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--prompt", str(notes))
    assert done.exit_code == 2
    assert "is there, and is no prompt. Nothing was written." in done.stderr
    assert notes.read_text("utf-8") == "my notes"


def test_a_prompt_is_never_written_into_the_debate(town: Path, town_texts: dict[str, Path]) -> None:
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--prompt", str(town / "ask.txt"))
    assert done.exit_code == 3
    assert "must not lie in the debate's folder" in done.stderr
    assert not (town / "ask.txt").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--prompt", "a", "--answer", "b"], "--prompt and --answer cannot be used together"),
        (["--yes"], "--yes has no effect without --with"),
        (["--at", "http://127.0.0.1/"], "--at has no effect without --with"),
        (["--prompt", "a", "--again"], "--again has no effect on --prompt"),
    ],
)
def test_an_option_without_effect_is_an_error(
    town: Path, town_texts: dict[str, Path], options: list[str], message: str
) -> None:
    done = draft(town, ARTICLE, town_texts[ARTICLE], *options)
    assert done.exit_code == 2
    assert message in done.stderr


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return the questions that a model far away gets."""
    questions: list[str] = []

    def ask(instructions: str, text: str) -> ModelAnswer:
        questions.append(text)
        return ModelAnswer(json.dumps(ANSWER), 1_000, 100, 0.25)

    far = SimpleNamespace(name="far:model", where="https://example.org/v1", ask=ask,
                          price=lambda sent, received: (sent + received) / 1_000)  # fmt: skip
    monkeypatch.setattr(language_model, "connect", lambda *_: far)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return questions


def test_the_article_only_leaves_the_machine_when_somebody_agrees(
    town: Path, town_texts: dict[str, Path], sent: list[str]
) -> None:
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--with", "far:model")
    assert done.exit_code == 1
    assert "leaves this machine: it goes to far:model at https://example.org/v1" in done.stderr
    assert re.search(r"in about 3 questions with [\d,]+ tokens", done.stderr)
    assert re.search(r"It costs about [\d.]+ US dollars", done.stderr)
    assert "Nothing was sent." in done.stderr
    assert sent == []
    assert not (town / "drafts").exists()


def test_a_model_makes_a_draft_and_its_costs_are_shown(
    town: Path, town_texts: dict[str, Path], sent: list[str], tmp_path: Path
) -> None:
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--with", "far:model", "--yes")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("1 proven, 0 mended, 2 refused, by far:model.\n")
    assert "2 questions, 2,000 tokens sent, 200 received, 0.5000 US dollars" in done.stderr
    assert len(sent) == 2
    assert not list((tmp_path / "state").rglob("*-" + ARTICLE)), "kept answers are removed"


def test_a_named_drafter_is_found(town: Path, town_texts: dict[str, Path]) -> None:
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--with", "rules")
    assert (done.exit_code, done.stdout.partition(".")[0]) == (
        0, "8 proven, 0 mended, 0 refused, by rules"
    )  # fmt: skip


def test_the_score_shows_what_was_accepted_by_field(
    town: Path, town_texts: dict[str, Path]
) -> None:
    line = ["-d", str(town), "draft", ARTICLE, "--score"]
    done = CliRunner().invoke(cli, line)
    assert (done.exit_code, "There is no draft" in done.stderr) == (2, True)
    draft(town, ARTICLE, town_texts[ARTICLE])
    former = read_draft(town, ARTICLE)
    assert former
    accepted = ProposalDecision(taken="accepted", date=today(), changed=["mode"])
    rejected = ProposalDecision(taken="rejected", date=today(), changed=[])
    done = CliRunner().invoke(cli, line)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "you have decided on 0.\nThere is no score until you accept" in done.stderr
    former.proposals[0].decision, former.proposals[1].decision = accepted, rejected
    write_draft(town, former, draft_path(town, ARTICLE).read_text("utf-8"))
    done = CliRunner().invoke(cli, line)
    assert done.stdout.splitlines() == [
        "accepted  1 of 2 (50 %)", "words     1 of 2 (50 %)", "speaker   1 of 2 (50 %)",
        "mode      0 of 2 (0 %)",
    ]  # fmt: skip
    assert "8 proposals, drafted by rules on" in done.stderr
    assert "you have decided on 2." in done.stderr
    done = CliRunner().invoke(cli, [*line, "--again"])
    assert (done.exit_code, "other options have no effect" in done.stderr) == (2, True)


class _Speaks(http.server.BaseHTTPRequestHandler):
    """A server on this machine that speaks OpenAI's API, as llama.cpp and others do."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({"path": self.path, **question})
        message = {"role": "assistant", "content": json.dumps(ANSWER)}
        answer = {
            "id": "1", "object": "chat.completion", "created": 0, "model": question["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 50, "completion_tokens": 5, "total_tokens": 55},
        }  # fmt: skip
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@pytest.fixture
def local_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    _Speaks.asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Speaks)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_model_on_this_machine_is_asked_without_a_key_and_without_a_question(
    town: Path, town_texts: dict[str, Path], local_model: str
) -> None:
    done = draft(town, ARTICLE, town_texts[ARTICLE], "--with", "llama", "--at", local_model)
    assert done.exit_code == 0, done.output
    assert f"goes to openai:llama at {local_model}/, on this machine" in done.stderr
    assert "2 questions, 100 tokens sent, 10 received, costs not known" in done.stderr
    assert done.stdout.startswith("1 proven, 0 mended, 2 refused, by openai:llama.\n")
    first = _Speaks.asked[0]
    assert (first["path"], first["model"]) == ("/v1/chat/completions", "llama")
    assert "You help to code an article" in first["messages"][0]["content"]


def test_a_prompt_without_a_question_says_so(town_texts: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "begun"
    args = ["-d", str(folder), "new", "a", "--text", str(town_texts[ARTICLE])]
    assert CliRunner().invoke(cli, args).exit_code == 0
    done = draft(folder, "a", town_texts[ARTICLE], "--prompt", "-")
    assert done.exit_code == 0
    assert "debate is still to be written, so no chat can know which claims" in done.stderr

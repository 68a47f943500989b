"""Answers of a model that are kept until a draft is complete, so that it can be resumed."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from opendebate.coding.tokenizer import text_digest
from opendebate.draft.language_model import LanguageModel, ModelAnswer
from opendebate.files import make_folder, write_file


@dataclass(slots=True)
class KeptAnswers:
    """A model, and its answers to the questions of one draft.

    They hold words of the article. So they lie in the user's own folder, never in the debate's,
    and are removed when the draft is written.

    Attributes
    ----------
    model : LanguageModel
    folder : pathlib.Path
        Where answers are kept.
    asked, resumed : int
        How many questions were asked, and how many answers were there already.
    input_tokens, output_tokens : int
    cost : float or None
        In US dollars; None once the price of an answer is not known.
    """

    model: LanguageModel
    folder: Path
    asked: int = 0
    resumed: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = 0.0

    def ask(self, instructions: str, text: str) -> str:
        """Return the answer to a question: the kept one, or the model's."""
        path = self.folder / text_digest("\0".join([self.model.name, instructions, text]))
        with contextlib.suppress(OSError, UnicodeDecodeError):
            answer = path.read_text("utf-8")
            self.resumed += 1
            return answer
        reply = self.model.ask(instructions, text)
        self._count(reply)
        make_folder(self.folder)
        write_file(path, reply.text.encode(errors="replace"))
        return reply.text

    def _count(self, reply: ModelAnswer) -> None:
        self.asked += 1
        self.input_tokens += reply.input_tokens
        self.output_tokens += reply.output_tokens
        known = self.cost is not None and reply.cost is not None
        self.cost = (self.cost or 0) + (reply.cost or 0) if known else None

    def forget(self) -> None:
        """Remove the answers."""
        shutil.rmtree(self.folder, ignore_errors=True)


def answers_folder(debate: Path, slug: str) -> Path:
    """Return the folder in which answers for a source's draft are kept."""
    from platformdirs import user_state_path

    name = f"{text_digest(str(debate.resolve()))[:16]}-{slug}"
    return user_state_path("opendebate", appauthor=False) / "draft" / name

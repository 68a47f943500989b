"""What a language model is asked: the codebook in short, the debate, and the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import get_args

from opendebate.coding.folder import Coding
from opendebate.coding.records import ActorKind
from opendebate.coding.similar import SimilarTexts
from opendebate.coding.text import Block, Text

MOST_CLAIMS = 150  # claims of the debate that a prompt lists
MOST_ACTORS = 300
_FORM = """\
Answer with JSON and nothing else, in this form (leave out what you do not know):

{"proposals": [
  {"quotations": ["exact words of the article"],
   "speaker": "id-or-name", "speaker_kind": "KINDS",
   "claim": "id-of-a-listed-claim",
   "new_claim": {"text": "One proposition.", "kind": "causal", "side": "for"},
   "stance": "affirms",
   "mode": "verbatim",
   "reasons": [{"claim": "id-of-a-listed-claim", "quotation": "exact words"},
               {"new_claim": {"text": "Another.", "kind": "causal", "side": "for"},
                "quotation": "exact words"}],
   "said": "2024-03",
   "confidence": 0.8}
]}
"""


def codebook() -> str:
    """Return the codebook in short."""
    return (files("opendebate.draft") / "codebook.md").read_text("utf-8")


def instructions(coding: Coding, article: Text) -> str:
    """Return all that is asked of a model, but for the article.

    Parameters
    ----------
    coding : Coding
        The debate. Of very many claims, those most like the article are listed.
    article : Text
    """
    debate = coding.debate
    parts = [
        codebook(),
        f"The debate: {debate.title}\nThe question: {debate.question}\n"
        f"The language of the debate: {debate.language}. Write new claims in it; quotations stay "
        "in the language of the article.",
        _listed("Actors", _actors(coding)),
        _listed("Claims", _claims(coding, article)),
        _FORM.replace("KINDS", " or ".join(get_args(ActorKind))),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(lines or ["(none yet)"])])


def _actors(coding: Coding) -> list[str]:
    return [f"- {name}: {actor.name} ({actor.kind})"
            for name, actor in list(coding.actors.items())[:MOST_ACTORS]]  # fmt: skip


def _claims(coding: Coding, article: Text) -> list[str]:
    names: Iterable[str] = coding.claims
    if len(coding.claims) > MOST_CLAIMS:
        texts = {name: claim.text for name, claim in coding.claims.items()}
        found = SimilarTexts(texts).find(" ".join(article.folded), MOST_CLAIMS)
        names = sorted(name for name, _ in found)
    return [f"- {name}: {coding.claims[name].text} ({coding.claims[name].side})" for name in names]


def article_part(article: Text, blocks: Iterable[Block]) -> str:
    """Return paragraphs and headings of an article, each in a line of its own."""
    lines = [f"# {_words(article, block)}" if block.paragraph is None else _words(article, block)
             for block in blocks]  # fmt: skip
    return "<article>\n" + "\n\n".join(lines) + "\n</article>\n"


def _words(article: Text, block: Block) -> str:
    """Return a block as it is written, with the marks before its first and behind its last word."""
    begin = article.words[block.start].start
    end = article.words[block.stop - 1].end
    before = article.words[block.start - 1].end if block.start else 0
    behind = article.words[block.stop].start if block.stop < len(article.words) else len(
        article.raw
    )  # fmt: skip
    opening = article.raw[before:begin].rpartition("\n")[2].lstrip()
    closing = article.raw[end:behind].partition("\n")[0].rstrip()
    return f"{opening}{' '.join(article.raw[begin:end].split())}{closing}"


def full_prompt(coding: Coding, article: Text) -> str:
    """Return what to paste into a chat: the instructions and all of the article."""
    return instructions(coding, article) + "\n" + article_part(article, article.blocks)


def windows(article: Text, most_words: int) -> list[list[Block]]:
    """Return an article's blocks in groups of so many words, or of one long block.

    Examples
    --------
    >>> text = Text.of("Maps help.\\n\\nThey do.\\n\\nNobody objected to any of them.")
    >>> [[block.paragraph for block in window] for window in windows(text, 5)]
    [[1, 2], [3]]
    """
    groups: list[list[Block]] = []
    for block in article.blocks:
        joined = groups and block.stop - groups[-1][0].start <= most_words
        if joined:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups

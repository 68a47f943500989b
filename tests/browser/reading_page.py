"""A page that holds only the modules which find passages, and what it is asked and answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from opendebate.coding.passages import Location, Status
from opendebate.coding.tokenizer import Word
from opendebate.views.explorer import FOLDER
from opendebate.views.page_security import content_policy
from opendebate.views.script_bundle import bundle

SCRIPT = bundle(FOLDER, "locate")
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Reading</title>
<meta http-equiv="Content-Security-Policy" content="{content_policy((SCRIPT,), ())}">
<script>{SCRIPT}</script>"""

WORDS = "texts => texts.map((raw) => $tokenizer.words(raw).map(Object.values))"
BLOCKS = "texts => texts.map((raw) => $article_text.textOf(raw).blocks.map(Object.values))"
DIGESTS = "texts => Promise.all(texts.map((raw) => $tokenizer.digest($tokenizer.words(raw))))"
STRIPPED = "texts => texts.map($article_text.stripTags)"
FOLDED = """codes => codes.map((code) => String.fromCodePoint(code))
  .map((char) => $tokenizer.words(`a${char}b ${char}`))
  .map((found) => found.map(({ text, start, end }) => [text, start, end].join()).join("|"))
  .join("\\n")"""
BODY = """([raw, body]) => $article_text.bodyOf($article_text.textOf(raw), body).then(
  ({ text }) => [text.words.map(Object.values), text.blocks.map(Object.values)], () => null)"""
LOCATED = """async ({ copies, body, passages }) => {
  const answers = [];
  for (const raw of copies) {
    try {
      const { text, sealed } = await $article_text.bodyOf($article_text.textOf(raw), body);
      const told = await Promise.all(passages.map((passage) => $locate.locate(passage, text)));
      const row = (span) => [span.start, span.stop, span.paragraph];
      answers.push({ sealed, passages: told.map(({ status, spans, suggestion }) =>
        [status, spans.map(row), suggestion && row(suggestion)]) });
    } catch (error) {
      answers.push(error.message);
    }
  }
  return answers;
}"""


def in_units(text: str, found: Sequence[Word]) -> list[list[Any]]:
    """Return words with their places as JavaScript counts, in UTF-16 units."""
    units = list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
    return [[word.text, units[word.start], units[word.end]] for word in found]


def kept(passage: Any) -> dict[str, Any]:
    """Return a passage, or a body, as the page's data has it."""
    names = {"from": "first", "to": "last", "paragraph": "paragraph"}
    data = {key: getattr(passage, name, None) for key, name in names.items()}
    data |= {"words": passage.words, "sha256": passage.sha256}
    return {key: value for key, value in data.items() if value is not None}


def told(location: Location, passage: Any) -> list[Any]:
    """Return a location as the page tells it: it guesses nothing, and says what it cannot tell."""
    status = location.status
    unverified = status is Status.FOUND and not passage.sha256
    suggested = location.suggestion if status is Status.CHANGED else None
    return [
        "unverified" if unverified else status.value,
        [list(span) for span in location.spans],
        suggested and list(suggested),
    ]

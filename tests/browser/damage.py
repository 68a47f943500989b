"""Copies of an article as readers have them, and strings, passages and pages that nobody writes."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator

from opendebate.coding.passages import Span, StoredPassage, seal
from opendebate.coding.text import Text

# ruff: noqa: RUF001 — odd characters are what this is about
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})
_ODD = """
map maps Map MAPS the a of They’re don't OPEN-source 350,000 GPT-4 café cafe\u0301 Straße ẞ İzmir
ıçin ΟΔΟΣ οδός ﬁne ½ m² R&D Ꭰꭰ 人工智能 がっこう ก้าว 한국어 हिन्दी 𝒜𝓑 𐐀𐐨 🄭 😀 1️⃣ e.g. so\u00adcial
me\u200bdia \u0301 ͅ ŉ ŀ ǅ ﷺ ᾳ ᾼ ㍿ \U00020000 ꜥ ʹ
"""
_FEW = "a map the of that nobody said it and 人 工 they're Maps 𐐀"
_GAPS = (
    *[" "] * 12, "\n", "\n\n", "\r\n", "\r", "\x0b", "\x1c", "\x85", "\u2028", "\u00a0", "\u202f",
    "\u3000",
    "\n \n", "\n\ufeff\n", ". ", ".\n", "! ", "” ", " — ", ", ", "'", "’", "-", "", "\u00ad", "\t",
)  # fmt: skip
_TAGS = (
    "<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<BR />", "<div class='a'>", "</div >", "<h2>",
    "<a href='/x?a=1&amp;b'>", '<a title="a > b" data-x=1/>', "</a>", "<nav>", "</nav>", "<nav/>",
    "<script>if (a < b) '<p>'; </script>", "<style>p > b {}</style>", "<!-- <p> -- > x -->",
    "<title>t</title>", "<template><p>", "</template>", "<noscript>", "</noscript>", "<i\n id=x>",
    "<!doctype html>", "<?xml version='1.0'?>", "< ", "<3", "a < b", ">", "<em/>", "<li><ul>",
    "<script src=//x/y/>var a;</script>", "<x-p>", "<p/ >", "<p a='1'b=2>", "</b c='d'>",
)  # fmt: skip
_REFERENCES = (
    "&amp;", "&rsquo;", "&nbsp;", "&amp", "&notit;", "&notin;", "&unknown;", "&", "&;", "&#;",
    "&#8217;", "&#x2019;", "&#65", "&#x41g", "&#0;", "&#1;", "&#11;", "&#13;", "&#128;", "&#129;",
    "&#xD800;", "&#x110000;", "&#xFFFE;", "&#127;", "&ampé", "&Tab;", "&NewLine;", "&vert;",
)  # fmt: skip


def string(rng: random.Random) -> str:
    """Return odd words with odd gaps between them."""
    length = rng.randint(0, rng.choice((1, 5, 20, 120)))
    odd = _ODD.split()
    return "".join(rng.choice(odd) + rng.choice(_GAPS) for _ in range(length))


def page(rng: random.Random) -> str:
    """Return tags in no order, and what stands between them."""
    kinds = (_TAGS, _ODD.split(), _GAPS, _REFERENCES)
    length = rng.choice((3, 20, 100))
    return "".join(rng.choice(rng.choice(kinds)) for _ in range(length)) + "</p>"


def monotony(rng: random.Random) -> str:
    """Return a text of paragraphs in which the same words come again and again."""
    few, gaps = _FEW.split(), (*[" "] * 9, ".\n\n")
    return "".join(rng.choice(few) + rng.choice(gaps) for _ in range(300))


def some_passage(text: Text, rng: random.Random) -> StoredPassage:
    """Return a passage of a text, as it is or as somebody wrote it who did not look."""
    start = rng.randrange(len(text.words) - 12)
    stop = start + rng.randint(1, 12)
    sealed = seal(Span(start, stop, rng.choice((1, 2, 9, None))), text)
    ends = (sealed.first.split()[: rng.randint(1, 3)], sealed.last.split()[-rng.randint(1, 3) :])
    first, last = (rng.choice((*[" ".join(some)] * 4, "…")) for some in ends)
    count = rng.choice((sealed.words, sealed.words, None, 1, 2, 30))
    return StoredPassage(
        first, last, sealed.paragraph, count, rng.choice((sealed.sha256, "0" * 64, None))
    )


def copies(raw: str) -> Iterator[str]:
    """Yield faithful copies of a text: its words are the same, hardly a letter is."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", raw)]
    yield raw
    yield raw.translate(_STRAIGHT)
    for width in (40, 72):
        yield "\n\n".join(textwrap.fill(block, width, break_long_words=False) for block in blocks)
    yield "\n".join(blocks)
    yield raw.replace(" ", "\u00a0")
    yield re.sub(r"([a-z])([a-z])(?=[a-z])", "\\1\u00ad\\2", raw)
    yield raw.upper()
    yield raw.replace("\n", "\r\n")
    yield f"Menu\n\nSign in\n\n{raw}\n\nShare this!\n\nMore to read."


def damaged(text: Text, span: Span, rng: random.Random) -> Iterator[str]:
    """Yield copies in which a passage is changed, gone, there twice, there again, or longer."""
    words, raw = text.words[span.start : span.stop], text.raw
    begin, end, word = words[0].start, words[-1].end, rng.choice(words)
    yield f"{raw[: word.start]}xyzzy{raw[word.end :]}"
    yield raw[:begin] + raw[end:]
    yield f"{raw[:end]} {raw[begin:end]}{raw[end:]}"
    yield f"{raw}\n\n{raw[begin:end]}."
    yield f"{raw[: word.start]}{'and so on ' * rng.choice((1, 4, 40))}{raw[word.start :]}"

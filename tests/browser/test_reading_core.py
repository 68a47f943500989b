"""The page finds passages as the library does: same words, same places, same answer."""

from __future__ import annotations

import hashlib
import html.entities
import random
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from article import article_folder
from conftest import Open
from damage import copies, damaged, monotony, page, some_passage, string
from fuzzing import TIMES
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.html import HTML, strip_tags
from opendebate.coding.passages import Status, locate
from opendebate.coding.records import SourceFile
from opendebate.coding.text import Text, body
from opendebate.coding.tokenizer import digest, tokenize
from opendebate.coding.verify import verify
from opendebate.errors import InputError
from quotations import CUT
from reading_page import (
    BLOCKS,
    BODY,
    DIGESTS,
    FOLDED,
    LOCATED,
    PAGE,
    STRIPPED,
    WORDS,
    in_units,
    kept,
    told,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

DATA = Path(__file__).parents[1] / "data"
TOWN = "a-town-and-its-maps"


@pytest.fixture
def core(visit: Open) -> Iterator[Page]:
    """A page with the modules, under the explorer's own policy; nothing may go wrong on it."""
    seen = visit(PAGE)
    yield seen.page
    assert seen.faults() == []


@pytest.fixture
def rng() -> random.Random:
    return random.Random(0)  # noqa: S311


def test_every_character_is_folded_alike(core: Page) -> None:
    known = [code for code in range(0x110000) if _is_tried(code)]
    there = core.evaluate(FOLDED, known).split("\n")
    different = [
        f"U+{code:04X}"
        for code, answer in zip(known, there, strict=True)
        if answer != _folded(f"a{chr(code)}b {chr(code)}")
    ]
    assert len(known) > 140_000
    assert different == []


def _is_tried(code: int) -> bool:
    """Tell whether a character is assigned; of those for private use, one in a hundred counts."""
    category = unicodedata.category(chr(code))
    return category not in {"Cn", "Cs"} and (category != "Co" or code % 100 == 0)


def _folded(text: str) -> str:
    return "|".join(f"{word},{start},{end}" for word, start, end in in_units(text, tokenize(text)))


def test_half_a_character_separates(core: Page) -> None:
    there = core.evaluate("$tokenizer.words('a\\ud800b \\udfff c').map((word) => word.text)")
    assert there == [word.text for word in tokenize("a\ud800b \udfff c")] == ["a", "b", "c"]


def test_words_digests_and_paragraphs_of_odd_texts_are_alike(
    core: Page, rng: random.Random
) -> None:
    texts = [string(rng) for _ in range(600)]
    assert core.evaluate(WORDS, texts) == [in_units(raw, tokenize(raw)) for raw in texts]
    assert core.evaluate(DIGESTS, texts) == [digest(tokenize(raw)) for raw in texts]
    assert core.evaluate(BLOCKS, texts) == _blocks(texts)


def test_paragraphs_of_wrapped_copies_are_alike(core: Page) -> None:
    raw = (DATA / f"{TOWN}.txt").read_text("utf-8")
    texts = [copy[start:] for copy in copies(raw) for start in range(0, 1200, 40)]
    assert core.evaluate(BLOCKS, texts) == _blocks(texts)


def _blocks(texts: list[str]) -> list[list[list[int | None]]]:
    return [[list(block) for block in Text.of(raw).blocks] for raw in texts]


def test_the_digest_is_that_of_the_words_joined_by_spaces(core: Page) -> None:
    (there,) = core.evaluate(DIGESTS, ["In THE\nwrong—hands"])
    assert there == hashlib.sha256(b"in the wrong hands").hexdigest()


def test_words_are_given_as_they_are_written(core: Page) -> None:
    raw = "\ufeff“Yes,\u00a0of\n\x85course!” \U00010428 cafe\u0301s"
    there = core.evaluate("raw => $article_text.textOf(raw).slice(0, 5)", raw)
    assert there == Text.of(raw).slice(0, 5) == "Yes, of course!” \U00010428 cafe\u0301s"


def test_pages_give_the_same_text(core: Page, rng: random.Random) -> None:
    texts = [*(page(rng) for _ in range(600)), (DATA / f"{TOWN}.html").read_text("utf-8")]
    assert core.evaluate(STRIPPED, texts) == [strip_tags(raw) for raw in texts]


def test_a_quotation_whose_mark_was_cut_off_gets_it_back(core: Page) -> None:
    cut = [words for words, _ in CUT]
    closed = core.evaluate("all => all.map($tokenizer.closeQuotations)", cut)
    assert closed == [complete for _, complete in CUT]


def test_a_tag_that_does_not_end_costs_no_words(core: Page) -> None:
    (text,) = core.evaluate(STRIPPED, ['<p>Maps <a href="x <u>were &lt; <b>drawn</b> & kept <i'])
    there = " ".join(word.text for word in tokenize(text))
    assert there == "maps a href x u were drawn kept i"


def test_every_named_character_of_html_is_known(core: Page) -> None:
    texts = [f".&{name}." for name in html.entities.html5]
    assert core.evaluate(STRIPPED, texts) == [strip_tags(raw) for raw in texts]


@pytest.mark.parametrize(
    "raw",
    [
        *("<!DOCTYPE  html>", " \n<p>x", "<p\n>x", "<?xml?>", "<!-- x", "<BODY class=a>", "<divx>"),
        *("<pé>", "x <p>", "<b>x</b><p>", "", "\ufeff<p>", "\x1c<p>", "<3 maps", "<main/>", "<p_>"),
    ],
)
def test_a_page_is_told_from_plain_text_alike(core: Page, raw: str) -> None:
    assert core.evaluate("raw => $article_text.looksLikeHtml(raw)", raw) is bool(HTML.match(raw))


def test_nothing_in_a_page_loads_or_runs(core: Page) -> None:
    hostile = (
        "<p style='color:red' onclick='alert(1)'>Maps <img src=http://x.test/a onerror=alert(1)>"
        "<style>@import 'http://x.test'</style><script>alert(1)</script><svg onload=alert(1)>"
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><link rel=stylesheet href=//x.test>"
        "&lt;img src=x onerror=alert(1)&gt;<base href=//x.test><meta http-equiv=refresh content=0>"
    )
    assert core.evaluate(STRIPPED, [hostile]) == [strip_tags(hostile)]


def test_passages_stand_where_they_do_in_python(core: Page, rng: random.Random, town: Path) -> None:
    for slug, file in read_coding(town).sources.items():
        raw = (DATA / f"{slug}.txt").read_text("utf-8")
        assert assert_alike(core, file, list(copies(raw))) == {"found"}
        said = assert_alike(core, file, all_damaged(file, raw, rng))
        assert said == {status.value for status in Status}


def test_passages_without_a_seal_stand_where_they_do_in_python(
    core: Page, rng: random.Random, town: Path
) -> None:
    file, raw = read_coding(town).sources[TOWN], (DATA / f"{TOWN}.txt").read_text("utf-8")
    texts = [*copies(raw), *all_damaged(file, raw, rng)]
    for unknown in ({"words"}, {"sha256"}, {"words", "sha256"}, {"words", "sha256", "paragraph"}):
        assert "found" in assert_alike(core, without(file, unknown), texts)


def test_the_articles_passages_stand_where_they_do_in_python(
    core: Page, rng: random.Random, article_path: Path
) -> None:
    file, raw = (
        read_coding(article_folder()).sources[article_path.stem],
        read_text(article_path).raw,
    )
    assert assert_alike(core, file, list(copies(raw))) == {"found"}
    damaged_copies = all_damaged(file, raw, rng, kinds=3)
    if TIMES == 1:
        damaged_copies = damaged_copies[::4]
    said = assert_alike(core, file, damaged_copies)
    assert said == {status.value for status in Status}


def test_any_run_of_words_stands_where_it_does_in_python(core: Page, rng: random.Random) -> None:
    for _ in range(40):
        texts = [monotony(rng), monotony(rng)]
        passages = [some_passage(Text.of(texts[0]), rng) for _ in range(60)]
        answers = core.evaluate(
            LOCATED, {"copies": texts, "body": {}, "passages": list(map(kept, passages))}
        )
        for text, answer in zip(map(Text.of, texts), answers, strict=True):
            assert answer["passages"] == [told(locate(one, text), one) for one in passages]


def test_any_body_is_the_same_part_of_its_page(core: Page, rng: random.Random) -> None:
    for _ in range(200):
        text = Text.of(monotony(rng))
        part = some_passage(text, rng)
        there = core.evaluate(BODY, [text.raw, kept(part)])
        try:
            here = body(text, part.first, part.last, part.words, part.sha256)
        except InputError:
            assert there is None
        else:
            blocks = [list(block) for block in here.blocks]
            assert there == [in_units(text.raw, here.words), blocks]


def test_another_text_is_refused_in_plain_words(core: Page) -> None:
    texts = ["Bread.", "Pencils only. The council of"]
    coded = {"from": "The council of", "to": "pencils only"}
    assert core.evaluate(LOCATED, {"copies": texts, "body": coded, "passages": []}) == [
        "This is not the article as it was coded: the words it begins with, "
        "“\u2068The council of\u2069”, are not in it.",
        "This is not the article as it was coded: the words it ends with, “\u2068pencils only"
        "\u2069”, stand only before those it begins with, “\u2068The council of\u2069”.",
    ]


def test_over_plain_http_passages_are_found_but_not_verified(core: Page, town: Path) -> None:
    # Browsers lend their cryptography only to pages that nobody can have changed on the way.
    address = "http://courier.test/"
    core.route(address, lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    core.goto(address)
    assert core.evaluate(DIGESTS, ["Maps"]) == [None]
    file, raw = read_coding(town).sources[TOWN], (DATA / f"{TOWN}.txt").read_text("utf-8")
    passages = [kept(passage) for one in file.statements for passage in one.at]
    given = {"copies": [raw], "body": kept(file.source.text), "passages": passages}
    (answer,) = core.evaluate(LOCATED, given)
    assert answer["sealed"] is None
    held = verify(file, Text.of(raw)).passages
    assert answer["passages"] == [
        ["unverified", [list(one.location.spans[0])], None] for one in held
    ]


def assert_alike(core: Page, file: SourceFile, texts: list[str]) -> set[str]:
    """Assert that the page and the library say the same of copies; return all that was said."""
    passages = [kept(passage) for one in file.statements for passage in one.at]
    given = {"copies": texts, "body": kept(file.source.text), "passages": passages}
    said = set()
    for raw, answer in zip(texts, core.evaluate(LOCATED, given), strict=True):
        try:
            here = verify(file, Text.of(raw))
        except InputError:
            assert isinstance(answer, str), "the library finds no body here"
            continue
        assert answer["sealed"] is here.body_as_sealed
        assert answer["passages"] == [told(one.location, one.passage) for one in here.passages]
        said |= {one.location.status.value for one in here.passages}
    return said


def all_damaged(file: SourceFile, raw: str, rng: random.Random, kinds: int = 5) -> list[str]:
    """Return a text with one passage after the other damaged in so many ways."""
    found = verify(file, Text.of(raw))
    spans = [one.location.spans[0] for one in found.passages]
    return [copy for span in spans for copy in islice(damaged(found.body, span, rng), kinds)]


def without(file: SourceFile, unknown: set[str]) -> SourceFile:
    """Return a coding that keeps less of its passages, and of its body no digest."""
    nothing: dict[str, Any] = dict.fromkeys(unknown)
    statements = tuple(
        one.model_copy(update={"at": tuple(at.model_copy(update=nothing) for at in one.at)})
        for one in file.statements
    )
    text = file.source.text.model_copy(update={"sha256": None})
    source = file.source.model_copy(update={"text": text})
    return file.model_copy(update={"statements": statements, "source": source})

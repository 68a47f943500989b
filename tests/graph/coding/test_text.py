"""Reading an article: files, HTML, paragraphs, headings, and the body among boilerplate."""

from __future__ import annotations

import io
import sys
import textwrap
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.article_files import read_text
from opendebate.coding.html import html_to_text, strip_tags
from opendebate.coding.text import Text, body
from opendebate.coding.tokenizer import digest
from opendebate.errors import InputError

ARTICLE = Path(__file__).parents[2] / "data" / "a-town-and-its-maps.txt"
LONG = "The council of the town met on a Tuesday and spoke about {} for a good many hours, as ever."
TOPICS = ("maps", "floods and the price of houses", "bins", "the bridge that nobody had asked for")
ESSAY = [LONG.format(topic) + " Nobody minded." * n for n, topic in enumerate(TOPICS)]


def numbers(text: Text) -> list[int | None]:
    return [block.paragraph for block in text.blocks]


@pytest.fixture
def no_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n \t\r\n", "\n\n\n\n"])
def test_one_paragraph_a_line_with_or_without_blank_lines(gap: str) -> None:
    assert numbers(Text.of(gap.join(ESSAY))) == [1, 2, 3, 4]


@pytest.mark.parametrize("stray", range(1, 4))
def test_a_stray_blank_line_does_not_join_the_other_lines(stray: int) -> None:
    lines = [*ESSAY[:stray], "", *ESSAY[stray:]]
    assert numbers(Text.of("\n".join(lines))) == [1, 2, 3, 4]


def test_blank_lines_around_headings_only_do_not_join_the_other_lines() -> None:
    lines = ["A town", "", *ESSAY[:2], "", "An older quarrel", "", *ESSAY[2:]]
    assert numbers(Text.of("\n".join(lines))) == [None, 1, 2, None, 3, 4]


@given(st.integers(10, 1_000))
def test_a_wrapped_article_has_the_same_blocks_at_any_width(width: int) -> None:
    lines = ARTICLE.read_text("utf-8").splitlines()
    wrapped = "\n\n".join(textwrap.fill(line, width, break_long_words=False) for line in lines)
    assert Text.of(wrapped).blocks == Text.of("\n".join(lines)).blocks


@given(st.sets(st.integers(1, 12), max_size=6))
def test_an_article_has_the_same_blocks_wherever_blank_lines_stray(strays: set[int]) -> None:
    lines = ARTICLE.read_text("utf-8").splitlines()
    strayed = "\n".join(("\n" if n in strays else "") + line for n, line in enumerate(lines))
    assert Text.of(strayed).blocks == Text.of("\n".join(lines)).blocks


@pytest.mark.parametrize(
    ("block", "heading"),
    [
        ("KIM LI: Those were the figures—", False),
        ("KIM LI: Nein –", False),  # noqa: RUF001
        ("What the maps show", True),
        ("It rained.", False),
        ("“It rained”", False),
        ("It rained (twice)", False),
        ("Why?", False),
        ("one two three four five six seven eight nine ten eleven", True),
        ("one two three four five six seven eight nine ten eleven twelve", False),
    ],
)
def test_a_short_block_that_ends_no_sentence_is_a_heading(block: str, heading: bool) -> None:
    below = "And then it went on raining."
    assert numbers(Text.of(f"{block}\n\n{below}")) == [None, 1] if heading else [1, 2]


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        ("So it rained all day, and nobody knew why.\n\nseems odd\n\n1/2 thread", [1, 2, 3]),
        ("first post\n\nsecond post", [1, 2]),
        ("On maps\n\nIt rained.\n\nmore soon", [None, 1, 2]),
    ],
)
def test_short_posts_with_nothing_below_them_are_paragraphs(
    raw: str, paragraphs: list[int | None]
) -> None:
    text = Text.of(raw)
    assert numbers(text) == paragraphs
    assert numbers(body(text, None, None)) == paragraphs


def test_words_of_a_heading_keep_their_place() -> None:
    text = Text.of("It rained.\n\nOn maps\n\nIt stopped.")
    assert text.folded == ["it", "rained", "on", "maps", "it", "stopped"]
    assert [text.paragraph_at(i) for i in range(6)] == [1, 1, None, None, 2, 2]


def test_blocks_without_words_are_none() -> None:
    assert numbers(Text.of("It rained.\n\n* * *\n\nIt stopped.")) == [1, 2]


PAGE = Text.of("Log in now.\n\nIt rained.\n\nIt stopped. Then more.\n\nMore rain. It stopped.")


def test_paragraphs_are_counted_from_the_start_of_the_body() -> None:
    part = body(PAGE, "It rained", "Then more")
    assert part.folded == ["it", "rained", "it", "stopped", "then", "more"]
    assert numbers(part) == [1, 2]
    assert part.slice(2, 6) == "It stopped. Then more"


def test_the_body_is_the_longest_part_unless_the_seal_says_otherwise() -> None:
    assert len(body(PAGE, "It rained", "It stopped").words) == 10
    sealed = body(PAGE, "It rained", "It stopped", 4, digest(PAGE.words[3:7]))
    assert sealed.folded == ["it", "rained", "it", "stopped"]
    assert numbers(sealed) == [1, 2]


def test_without_ends_the_body_is_the_page() -> None:
    assert body(PAGE, None, None).folded == PAGE.folded
    assert body(PAGE, "It rained", None).folded == PAGE.folded[3:]


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("It snowed", "It stopped", "first words, 'It snowed', are not"),
        ("It rained", "It snowed", "last words, 'It snowed', are not"),
        ("It stopped", "It rained", "stand only before its first"),
    ],
)
def test_a_body_that_is_not_there(first: str, last: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        body(PAGE, first, last)


def test_the_body_of_the_built_in_source(article_path: Path) -> None:
    part = body(read_text(article_path), "Last week, Meta", "a long time")
    assert len(part.paragraphs) == 16
    assert sum(block.stop - block.start for block in part.paragraphs) == 1_180


@pytest.mark.usefixtures("no_trafilatura")
def test_a_page_and_its_plain_text_have_the_same_body() -> None:
    ends = "The council of", "pencils only"
    plain = body(read_text(ARTICLE), *ends)
    page = body(read_text(ARTICLE.with_suffix(".html")), *ends)
    assert page.folded == plain.folded
    assert page.blocks == plain.blocks
    assert len(plain.paragraphs) == 9


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("in<b>ter</b>n<wbr>al <i> spaces\n\n collapse</i>", "internal spaces collapse"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("&ldquo;R&amp;D&rdquo; &#8212; &lt;p&gt;", "“R&D” — <p>"),
        ("<head><title>T</title><style>p</style><p>no body tag", "no body tag"),
        ("<nav>Menu<nav>Sub</nav>menu</nav><p>Text", "menu\n\nText"),
        ("<template><p>not shown</template><script>'<p>'</script>shown", "shown"),
        ("<!-- <p>not</p> -->shown</p></div>", "shown"),
        ("<table><tr><td>a<td>b</table>", "a\n\nb"),
    ],
)
def test_stripping_tags(html: str, text: str) -> None:
    assert strip_tags(html) == text


@pytest.mark.usefixtures("no_trafilatura")
@pytest.mark.parametrize(
    ("name", "content", "is_html"),
    [
        ("a.html", "<b>x</b> y", True),
        ("a.HTM", "x <b>y</b>", True),
        ("a.txt", "\n <!DOCTYPE html><p>x</p>y", True),
        ("a", '<?xml version="1.0"?><html><p>x</p>y', True),
        ("a.txt", "<x> is <y>", False),
    ],
)
def test_html_is_recognised(tmp_path: Path, name: str, content: str, is_html: bool) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert read_text(tmp_path / name).folded == (["x", "y"] if is_html else ["x", "is", "y"])


def test_trafilatura_that_lacks_its_cleaner_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "trafilatura":
                raise ImportError("lxml.html.clean module is now a separate project")

    monkeypatch.delitem(sys.modules, "trafilatura", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(InputError, match=r"cannot be loaded: lxml\.html\.clean.*lxml_html_clean"):
        html_to_text("<p>Maps help.</p>")


@pytest.mark.parametrize(("extracted", "expected"), [("It rained.", "It rained."), (None, "Rain")])
def test_trafilatura_is_used_where_it_is_installed_and_finds_something(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, extracted: str | None, expected: str
) -> None:
    module = ModuleType("trafilatura")
    module.extract = lambda *_args, **_options: extracted  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trafilatura", module)
    (tmp_path / "a.html").write_text("<p>Rain", "utf-8")
    assert read_text(tmp_path / "a.html", extract=True).raw == expected
    assert read_text(tmp_path / "a.html").raw == "Rain"  # passages are looked for in all of it


FERRY = """<!doctype html><html><head><title>Ferry</title></head><body class="has-sidebar">
<div id="cookie-banner"><p>We use cookies here, and our partners do so too. Agreed?</p></div>
<header><nav><a href="/">Home</a></nav></header><main><article><h1>The ferry must stay</h1>
<p>The council of Averley voted on Monday to keep the ferry for two more years, after a debate.</p>
<div class="share-buttons"><div>Share this article</div> with all your friends now.</div>
<p>“We cannot do without it,” said the mayor, who crosses on it every day to her office.</p>
<p>Others doubt that it pays; they would sooner see a bridge, and say so at every meeting.</p>
<aside>Related: the bridge that never was built.</aside></article>
<section id="comments"><div class="comment"><p>I love the ferry and take it to work.</p></div>
</section></main><footer><p>Copyright The Averley Courier. All rights reserved.</p></footer>"""


@pytest.mark.usefixtures("no_trafilatura")
@pytest.mark.parametrize("article", ["article", "div"])
def test_banner_comments_and_footer_are_no_part_of_an_article(tmp_path: Path, article: str) -> None:
    (tmp_path / "a.html").write_text(FERRY.replace("article>", f"{article}>"), "utf-8")
    text = read_text(tmp_path / "a.html", extract=True)
    assert [text.slice(one.start, one.start + 2) for one in text.blocks] == [
        "The ferry", "The council", "We cannot", "Others doubt",
    ]  # fmt: skip
    assert text.raw.endswith("at every meeting.")


@pytest.mark.usefixtures("no_trafilatura")
def test_of_several_articles_the_longest_is_taken() -> None:
    page = "<article>Short.</article><article><p>Long one, <article>with an answer.</article> Yes."
    assert html_to_text(f"{page}</article><article>Also short.</article>") == (
        "Long one,\n\nwith an answer.\n\nYes."
    )


def test_with_the_extra_trafilatura_finds_the_article() -> None:
    pytest.importorskip("trafilatura", reason="the extra 'html' is not installed")
    text = html_to_text(FERRY)
    assert "The council of Averley" in text
    assert "cookies" not in text
    assert "Copyright" not in text


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("Café.".encode())))
    assert read_text("-").folded == ["café"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("It rained.".encode("utf-8-sig"))
    assert read_text(tmp_path / "a.txt").raw == "It rained."


@pytest.mark.parametrize(
    ("content", "what", "advice"),
    [
        (b"caf\xe9 noir", "not UTF-8: byte 3 is 0xe9", "Save it as UTF-8"),
        (b"text\0text", "binary file .byte 4", "plain text or HTML"),
        ("text".encode("utf-16") + b"\xd8", "damaged", "iconv -c -f UTF-16"),
        (
            b"%PDF-1.7 text",
            "The PDF is damaged",
            "save the article as plain text",
        ),
        (b"PK\x03\x04docx", "as word processors write", "pandoc FILE -t plain -o FILE.txt"),
        (b"", "no words", "article"),
        (b" \n ... \n", "no words", "article"),
        (b"a " * 10_000_001, "larger than 20 MB", "one article"),
    ],
    ids=["latin-1", "nul", "utf-16", "pdf", "docx", "empty", "no-words", "large"],
)
def test_what_is_no_article(tmp_path: Path, content: bytes, what: str, advice: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=what) as error:
        read_text(path)
    assert str(error.value.where).removesuffix(":1") == str(path)
    assert advice in (error.value.advice or "")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.txt"):
        with pytest.raises(InputError, match="cannot be read"):
            read_text(path)

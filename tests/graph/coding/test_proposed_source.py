"""What a page's head says of its article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import opendebate
from opendebate.coding.article_files import read_article
from opendebate.coding.check import read_coding
from opendebate.coding.proposed_source import of_html, of_text
from opendebate.coding.scaffold import start_debate, start_source
from opendebate.coding.text import Text

PAGE = """<!doctype html><html lang="EN-gb"><head><title>Maps | The Courier</title>
<meta property="og:title" content="A town: its # maps">
<meta name="author" content="Ada Brook"><meta name="author" content="Kim Li">
<meta property="article:author" content="https://example.org/ada">
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2024-03-12T09:00:00Z">
<link rel="canonical" href="https://example.org/maps"></head>
<body><p>Maps help everybody in the town, and nobody pays.</p></body></html>"""


def test_a_page_proposes_title_authors_date_and_address() -> None:
    assert of_html(PAGE) == {
        "title": "A town: its # maps",
        "authors": ["Ada Brook", "Kim Li"],
        "publisher": "The Courier",
        "published": "2024-03-12",
        "url": "https://example.org/maps",
        "language": "en",
    }


def test_linked_data_is_read_where_there_are_no_meta_elements() -> None:
    data = {"@graph": [{"@type": "Organization"}, {
        "@type": ["NewsArticle"], "headline": "On maps", "datePublished": "2024-03-12",
        "author": [{"name": "Ada Brook"}, "Kim Li", 3], "publisher": {"name": "The Courier"},
    }]}  # fmt: skip
    page = (
        f'<script type="application/ld+json">{{broken</script>'
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )
    assert of_html(page) == {"title": "On maps", "authors": ["Ada Brook", "Kim Li"],
                             "publisher": "The Courier", "published": "2024-03-12"}  # fmt: skip


def test_odd_values_are_left_out() -> None:
    page = (
        '<html lang="??"><meta name="date" content="2024-19-99"><title> </title>'
        '<link rel="canonical" href="javascript:x"><meta name="author" content="">'
    )
    assert of_html(page) == {}


def test_a_new_source_has_what_its_page_says(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    folder = tmp_path / "maps"
    start_debate(folder)
    path = start_source(folder, "a-town", *read_article(page))
    source = read_coding(folder).sources["a-town"].source
    assert (source.title, str(source.url)) == ("A town: its # maps", "https://example.org/maps")
    assert source.language == "en"
    assert source.published is not None
    written = path.read_text("utf-8")
    assert "# publisher: an-actor  # The Courier\n  # authors: [an-actor]  # Ada Brook, Kim Li" in (
        written
    )


BODY = "Maps help everybody in the town, and nobody has to pay for them, says Ada Brook.\n"


@pytest.mark.parametrize(
    ("head", "proposed"),
    [
        ("On maps", {"title": "On maps"}),
        ("Sign in · Search\nOn maps\nBy Ada Brook | Published: March 12, 2024",
         {"title": "On maps", "authors": ["Ada Brook"], "published": "2024-03-12"}),
        ("What all the many maps of a town mean to those who live in it, and to others\n"
         "By Ada Brook, Kim Li and Jo Ode\nTuesday, 2 Jan. 2024",
         {"title": "What all the many maps of a town mean to those who live in it, and to others",
          "authors": ["Ada Brook", "Kim Li", "Jo Ode"], "published": "2024-01-02"}),
        ("By the river\n2024-13-40", {"title": "By the river"}),
        ("1 May 1886 and what followed", {"title": "1 May 1886 and what followed"}),
        ("On maps\n1 May 2024 at 10:30", {"title": "On maps", "published": "2024-05-01"}),
        ("Karten\nVon Ada Bach\n3. März 2024",
         {"title": "Karten", "authors": ["Ada Bach"], "published": "2024-03-03"}),
        ("Karten\n12.3.2024", {"title": "Karten", "published": "2024-03-12"}),
        ("Mapas\n2 de mayo de 2024", {"title": "Mapas", "published": "2024-05-02"}),
        ("Rat\nAltental, Mittwoch, den 24. April 2024",
         {"title": "Rat", "published": "2024-04-24"}),
        ("„Wir irren“", {"title": "„Wir irren“"}),
        ("Dear council", {}),
        ("To the council of Averley", {}),
        ("ADA BROOK: I see.\n\nKIM LI: You do.\n\nADA BROOK: We do", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_the_first_lines_of_a_plain_text_propose_title_authors_and_date(
    head: str, proposed: dict[str, object]
) -> None:
    assert of_text(Text.of("\n\n".join([*head.splitlines(), BODY]))) == proposed


def test_the_date_of_a_file_is_no_date_of_publication(tmp_path: Path) -> None:
    start_debate(tmp_path / "maps")
    proposed = {"title": "A letter", "file_date": "2013-12-23"}
    path = start_source(tmp_path / "maps", "a-letter", None, proposed)
    assert read_coding(tmp_path / "maps").sources["a-letter"].source.published is None
    assert "  # published: 2013-12-23  # when its file was made\n" in path.read_text("utf-8")


def test_a_transcript_begins_as_an_interview(tmp_path: Path) -> None:
    transcript = tmp_path / "hearing.txt"
    transcript.write_text(
        "KIM LI: Why are there maps at all?\n\nADA BROOK: They help us a lot.\n\n"
        "KIM LI: I see. Thank you for that.\n",
        "utf-8",
    )
    folder = tmp_path / "maps"
    start_debate(folder)
    start_source(folder, "a-hearing", *read_article(transcript))
    assert read_coding(folder).sources["a-hearing"].source.kind == "interview"


HEARING = """COUNTY OF AVERLEY
COMMITTEE ON MAPS
Oral evidence: Maps for all
Tuesday 12 March 2024

KIM LI: Why are there maps at all?

ADA BROOK: They help us a lot.

KIM LI: I see. Thank you for that.
"""


def test_the_head_of_a_hearing_and_the_date_behind_a_place_are_read() -> None:
    assert of_text(Text.of(HEARING)) == {
        "title": "Oral evidence: Maps for all", "published": "2024-03-12",
    }  # fmt: skip
    begun = "Karten\n\nAverley, 12. März 2024. Im Streit um die Karten der Stadt redet man viel."
    assert of_text(Text.of(begun)) == {"title": "Karten", "published": "2024-03-12"}
    assert of_text(Text.of("On maps\n\nAverley, 12 people say, has maps for all of them.")) == {
        "title": "On maps"
    }


def test_a_debate_has_the_language_of_its_first_article(tmp_path: Path) -> None:
    article = tmp_path / "karten.txt"
    article.write_text("Karten\n\nDie Karten sind gut, und sie helfen auch auf dem Land.", "utf-8")
    for folder, text in ((tmp_path / "de", article), (tmp_path / "none", None)):
        opendebate.new_source(folder, "karten", text)
    assert read_coding(tmp_path / "de").debate.language == "de"
    assert read_coding(tmp_path / "de").sources["karten"].source.language == "de"
    assert read_coding(tmp_path / "none").debate.language == "en"

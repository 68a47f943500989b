"""The rules in German, French and Spanish: on short articles, and on sentences of other forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendebate.coding.article_files import read_text
from opendebate.coding.article_language import language_of
from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.draft.other_languages import languages, reports_in
from opendebate.draft.proof import prove
from opendebate.draft.rules import RulesDrafter

DATA = Path(__file__).parents[2] / "data" / "reports"
SLUG = "a-town-and-its-maps"


@pytest.mark.parametrize(
    ("file", "language", "speakers"),
    [
        ("karten", "de", ["Ada Bach", "Ada Bach", "Jan Holm", "Jan Holm", "Die Versicherer"]),
        ("cartes", "fr", ["Ada Brun", "Ada Brun", "Jean Morel", "Jean Morel", "Les assureurs"]),
        ("mapas", "es", ["Ada Bravo", "Ada Bravo", "Juan Mora", "Juan Mora", "Las aseguradoras"]),
    ],
)
def test_a_short_article_is_drafted(
    coding: Coding, file: str, language: str, speakers: list[str]
) -> None:
    article = read_text(DATA / f"{file}.txt")
    assert language_of(article) == language
    drafted = RulesDrafter().draft(article, coding, SLUG)
    assert [proposal.speakers[0] for proposal in drafted.proposals] == speakers
    proof = prove(drafted.proposals, article, coding, SLUG)
    assert [(item.state, item.proposal.mode) for item in proof.items] == [
        ("proven", mode)
        for mode in ("verbatim", "paraphrase", "verbatim", "paraphrase", "paraphrase")
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Heute sagt Ada Bach, dass die Karten helfen.", [("Ada Bach", "die Karten helfen")]),
        ("de", "Die Stadt hofft, dass das Papier hält.", [("Die Stadt", "das Papier hält")]),
        (
            "de",
            "Die Händler bezweifeln, dass die Karten helfen.",
            [("Die Händler", "die Karten helfen")],
        ),
        ("de", "Ada Bach hat gesagt, dass die Karten helfen.", [("Ada Bach", "die Karten helfen")]),
        ("de", "Die Stadt begrüßt, dass die Karten helfen.", [("Die Stadt", "die Karten helfen")]),
        (
            "de",
            "Nach Angaben von Ada Bach helfen die Karten allen.",
            [("Ada Bach", "helfen die Karten allen")],
        ),
        ("de", "Nach Angaben von gestern regnet es viel.", []),
        (
            "de",
            "Den Angaben der Stadt zufolge sind die Karten zu teuer.",
            [("der Stadt", "sind die Karten zu teuer")],
        ),
        (
            "de",
            "Die Karten helfen allen, laut Ada Bach.",
            [("Ada Bach", "Die Karten helfen allen")],
        ),
        (
            "de",
            "In einem Brief fordert der Verein Freie Karten, dass die Stadt handelt. „Wir warten "
            "schon zu lange“, heißt es darin.",
            [
                ("Verein Freie Karten", "die Stadt handelt"),
                ("Verein Freie Karten", "Wir warten schon zu lange"),
            ],
        ),
        ("de", "„Wir warten schon zu lange“, heißt es darin.", []),
        ("de", "Man sagt, dass die Karten allen helfen.", []),
        ("de", "Die Karte zeigt, dass der Fluss steigt.", []),
        ("de", "Ada Bach glaubt an die Karten der Stadt.", []),
        ("fr", "Elle dit qu'elle aime la carte.", [("Elle", "qu'elle aime la carte")]),
        ("fr", "On dit que les cartes aident la ville.", []),
        ("fr", "D'après Ada Brun, les cartes aident.", [("Ada Brun", "les cartes aident")]),
        (
            "fr",
            "« Les cartes aident la ville », a dit le maire, Jean Morel, lundi.",
            [("Jean Morel", "Les cartes aident la ville")],
        ),
        ("fr", "Selon lui, la carte a triplé en deux ans.", []),
        (
            "de",
            "„Die Karten helfen uns“, sagte die Rätin, Ada Bach.",
            [("Ada Bach", "Die Karten helfen uns")],
        ),
        ("es", "Se dice que los mapas ayudan a todos.", []),
        ("es", "La ciudad teme que el papel se moje.", [("La ciudad", "el papel se moje")]),
        ("es", "Ayer dijo Ada Bravo que el mapa ayuda.", [("Ada Bravo", "el mapa ayuda")]),
    ],
)
def test_who_says_what_is_known_in_other_forms(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    article = Text.of(text)
    reports = reports_in(article, languages()[language])
    assert [(article.slice(*report.source), article.slice(*report.content[0]))
            for report in reports] == found  # fmt: skip


def test_no_speaker_is_carried_over_a_paragraph_break(coding: Coding) -> None:
    text = "„Die Karten helfen uns allen“, sagte Ada Bach.\n\nSie meint, dass das Amt sie druckt."
    drafted = RulesDrafter().draft(Text.of(text), coding, SLUG)
    assert [proposal.speakers for proposal in drafted.proposals] == [("Ada Bach",)]


def test_german_reports_of_every_form_have_their_speaker_and_nobody_elses(coding: Coding) -> None:
    article = read_text(DATA / "bahn.txt")
    drafted = RulesDrafter().draft(article, coding, SLUG)
    assert [(p.speakers[0], p.speaker_kind, p.quotations[0]) for p in drafted.proposals] == [
        ("Ada Bach", "person", "Ohne die Bahn stehen wir alle im Stau"),
        ("Ada Bach", "person", "Die Stadt wachse jedes Jahr, und Busse allein reichten nicht"),
        ("Ada Bach", "person", "der Bund das meiste zahlt"),
        ("Ada Bach", "person", "Wer jetzt wartet, der verliert sein Geld"),
        ("Verein Freie Straßen", "organization", "die Bahn sei zu teuer"),
        ("Jan Holm", "person", "Drei Jahre Baustelle hält kein Laden aus"),
        ("Verein Freie Straßen", "organization", "verlieren die Läden ihre Kunden"),
        ("Aylin Öz", "person", "Ein Bürgerbegehren würde alles um Jahre verzögern"),
        ("Jan Holm", "person", "gab es dafür schon viele Stimmen"),
        ("Kurt Ried", "person", "die Stadt habe die Kosten verschwiegen"),
        ("Ein Sprecher der Stadt", "person", "Die Zahlen seien neu"),
        ("Ein Sprecher der Stadt", "person", "Der Vorwurf ist ganz frei erfunden"),
        ("Emil von der Au", "person", "Die Zahlen stammen aus alten Jahren"),
        ("Ein Vertreter des Amts", "person", "neue Bahnen seien leiser als Busse"),
    ]
    proof = prove(drafted.proposals, article, coding, SLUG)
    assert {item.state for item in proof.items} == {"proven"}
    assert proof.actors["ada-bach"] == {"name": "Ada Bach", "kind": "person"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Selon le syndicat Cartes Libres, les cartes aident la ville."),
        ("fr", "L'association Cartes Libres affirme que les cartes aident la ville."),
        ("es", "Según la asociación Mapas Libres, los mapas ayudan a la ciudad."),
        ("de", "Laut dem Verein Freie Karten helfen die Karten der Stadt."),
    ],
)
def test_the_name_of_a_body_is_no_person(language: str, text: str) -> None:
    (report,) = reports_in(Text.of(text), languages()[language])
    assert report.kind == "organization"

"""The rules: whose words an article reports."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.coding.transcripts import is_thread, speakers, turns, unspoken_blocks
from opendebate.coding.verify import article_of
from opendebate.draft.named_speakers import Speakers
from opendebate.draft.proof import prove
from opendebate.draft.rules import RulesDrafter, reported
from opendebate.draft.sources_of_words import reports
from opendebate.workbench.page_data import article_data

DATA = Path(__file__).parents[2] / "data"
SLUG = "a-town-and-its-maps"


def found(text: str) -> list[tuple[str, list[str]]]:
    """Return who says what by the reports of a text."""
    article = Text.of(text)
    return [(article.slice(*report.source), [article.slice(*run) for run in report.content])
            for report in reports(article)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“The maps help us all,” said Ada Brook.", "Ada Brook", ["The maps help us all"]),
        ("“The maps help us all,” Ada Brook said.", "Ada Brook", ["The maps help us all"]),
        ("Ada Brook said: “The maps help us all.”", "Ada Brook", ["The maps help us all"]),
        (
            "“The maps,” said Ada Brook of the town council, “have helped us all.”",
            "Ada Brook", ["have helped us all"],
        ),
        ("Ada Brook’s answer is that the maps help.", "Ada Brook’s", ["the maps help"]),  # noqa: RUF001
        ("Ada Brook wants the maps put online.", "Ada Brook", ["the maps put online"]),
        ("Ada Brook says that the maps help.", "Ada Brook", ["the maps help"]),
        ("Ada Brook, the mayor, says the maps help.", "Ada Brook", ["the maps help"]),
        ("The mayor, Ada Brook, says the maps help.", "Ada Brook", ["the maps help"]),
        ("Ada Brook, who doubts that maps help, left.", "Ada Brook", ["maps help, left"]),
        ("The maps do help, says Ada Brook.", "Ada Brook", ["The maps do help"]),
        (
            "“The maps help us all!” Professor Ada Brook, who drew the UN’s map, told The Courier.",  # noqa: RUF001
            "Ada Brook", ["The maps help us all"],
        ),
        (
            "The council's lawyers warned that maps cost much.",
            "The council's lawyers", ["maps cost much"],
        ),
        ("According to Ada Brook, the maps help all.", "Ada Brook", ["the maps help all"]),
        ("Mayor Ada Brook told reporters that maps help all.", "Ada Brook", ["maps help all"]),
        ("Critics have repeatedly warned that maps cost much.", "Critics", ["maps cost much"]),
        ("The President said it would print the maps.", "The President",
         ["it would print the maps"]),
        ("The council said it would print the maps.", "The council", ["it would print the maps"]),
        ("The Brook team says that maps help all.", "Brook team", ["maps help all"]),
        ("In Averley she says that maps help all.", "she", ["maps help all"]),
        ("Ada Brook went on to say that maps help all.", "Ada Brook", ["maps help all"]),
        ("Ada Brook of the Citizens’ List says that maps help all.", "Ada Brook",  # noqa: RUF001
         ["maps help all"]),
        ("The Ministry of Works says that maps help all.", "Ministry of Works", ["maps help all"]),
        ("An engineer at Averley Maps says that maps help all.", "An engineer at Averley Maps",
         ["maps help all"]),
        ("On Tuesday engineers at Averley Maps said that maps help all.",
         "engineers at Averley Maps", ["maps help all"]),
        ("The head of Averley Maps, Ada Brook, says that maps help all.", "Ada Brook",
         ["maps help all"]),
        ("A speaker for Ada Brook says that maps help all.", "A speaker for Ada Brook",
         ["maps help all"]),
    ],
)  # fmt: skip
def test_the_rules_know_who_says_what(text: str, source: str, content: list[str]) -> None:
    assert found(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The maps were printed in a large hall.",
        "Her mother’s answers were long and wise.",  # noqa: RUF001
        "Insurers have asked for the data twice.",
        "The call came at noon, and the note was lost.",
        "The United States seeks to print all maps in one large hall.",
        "A European model of fear and of regulation was drawn up in the hall.",
        "Ada Brook has the ability to describe and to measure all maps.",
        "Ada Brook was asked to print the maps for the whole town.",
        "Most maps of Averley fall well below proposed standards for the whole town.",
        "The maps of Ada Brook seize a tremendous promise and manage all of its risks.",
        "All of this points to a town that has no need of maps.",
    ],
)
def test_what_nobody_says_is_not_proposed(text: str) -> None:
    assert found(text) == []


def test_a_quotation_is_carried_on_within_its_paragraph_but_never_over_its_end() -> None:
    text = "“The maps help us all,” said Ada Brook. “They should be free to see.”"
    assert found(text) == [("Ada Brook", ["The maps help us all"]),
                           ("Ada Brook", ["They should be free to see"])]  # fmt: skip
    divided = text.replace(". “", ".\n\n“")
    assert found(divided) == [("Ada Brook", ["The maps help us all"])]


def test_a_quotation_is_carried_on_past_what_describes_the_speaker() -> None:
    text = "“Maps help us all,” says Kim Li, a scholar at Mapton College. “They do no harm at all.”"
    assert [source for source, _ in found(text)] == ["Kim Li", "Kim Li"]


def test_words_before_a_verb_and_a_quotation_behind_it_are_two_reports() -> None:
    text = "But the maps are mere drawings, Kim Li says: “They do no harm at all.”"
    assert found(text) == [("Kim Li", ["But the maps are mere drawings"]),
                           ("Kim Li", ["They do no harm at all"])]  # fmt: skip


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "Kim Li announced a plan for new maps and said that they cost little."
    assert found(text) == [("Kim Li", ["a plan for new maps"]), ("Kim Li", ["they cost little"])]


def test_the_next_person_named_takes_the_quotation_away() -> None:
    text = "“The maps help us all,” said Ada Brook. Kim Li smiled. “They should be free to see.”"
    assert [source for source, _ in found(text)] == ["Ada Brook"]


def test_a_pronoun_means_the_last_person_of_the_paragraph(coding: Coding) -> None:
    article = Text.of(
        "Ada Brook drew the maps in a year. She says that they help everybody in the town.\n\n"
        "She says that they are right, and that nobody in the town needs others."
    )
    drafted = RulesDrafter().draft(article, coding, SLUG)
    assert [proposal.speakers for proposal in drafted.proposals] == []
    named = Text.of("“The maps will help us all,” said Ada Brook. She says they help everybody.")
    drafted = RulesDrafter().draft(named, coding, SLUG)
    assert [proposal.speakers for proposal in drafted.proposals] == [("Ada Brook",)] * 2


def test_the_rules_propose_what_the_invented_article_reports(coding: Coding) -> None:
    article = article_of(coding.sources[SLUG].source, read_text(DATA / f"{SLUG}.txt"))
    drafted = RulesDrafter().draft(article, coding, SLUG)
    speakers_of = [proposal.speakers[0] for proposal in drafted.proposals]
    assert speakers_of == ["marta-oyelaran", "marta-oyelaran", "piet-vanderlinden",
                           "piet-vanderlinden", "marta-oyelaran", "ines-hartwig",
                           "osei-brandt", "Critics"]  # fmt: skip
    assert drafted.drafter == "rules"


def test_a_name_that_only_describes_a_body_is_not_the_person(coding: Coding) -> None:
    said = ("“The maps will help us all,” said Ada Brook. “They are right,” the President said. "
            "The Kim-Brook report says that nobody needs them. "
            "The Brook campaign says that the town needs more of them.")  # fmt: skip
    drafted = RulesDrafter().draft(Text.of(said), coding, SLUG)
    named = [proposal.speakers[0] for proposal in drafted.proposals]
    assert named == ["Ada Brook", "the President", "Kim-Brook report", "Brook campaign"]


HEARING = """Senator BLACK (D-Maine): Why should the maps be printed at all?

ADA BROOK: Since people ask for them each week.

They want to see their street.

Senator BLACK (D-Maine): I see. Thank you very much.
"""


def test_a_transcript_proposes_its_speakers(coding: Coding) -> None:
    article = Text.of(HEARING)
    assert speakers(article) == ["Black", "Ada Brook"]
    drafted = RulesDrafter().draft(article, coding, SLUG)
    assert [(p.speakers, p.quotations) for p in drafted.proposals] == [
        (("Black",), ("Why should the maps be printed at all",)),
        (("Ada Brook",), ("Since people ask for them each week",)),
        (("Ada Brook",), ("They want to see their street",)),
        (("Black",), ("I see. Thank you very much",)),
    ]


def test_words_of_a_transcript_are_verbatim_without_quotation_marks(coding: Coding) -> None:
    article = Text.of(HEARING)
    drafted = RulesDrafter().draft(article, coding, SLUG)
    proof = prove(drafted.proposals, article, coding, SLUG)
    assert [(item.state, item.proposal.mode) for item in proof.items] == [
        ("proven", "verbatim")
    ] * 4  # fmt: skip


def test_headings_with_a_colon_are_no_speakers() -> None:
    text = "Maps: they help.\n\nSchools: they need maps.\n\nNote: nobody spoke here at all.\n\n"
    assert turns(Text.of(text)) == []
    assert turns(Text.of("“Maps: they help us,” said Ada Brook.")) == []


COMMITTEE = """COUNTY OF AVERLEY
COMMITTEE ON MAPS
Oral evidence: Who may see the maps?
Tuesday 12 March 2024

Members present: Ada Brook (Chair); Lord Moss.

Witnesses: Dr Ida Bach-Li, Reader in Rivers; Councillor Kim Holm.

Examination of witnesses

Q1 Chair: Why should the maps be printed at all?

Dr Bach-Li: Since people ask for them. [Laughter.] They ask each week.

Q2 Lord Moss: And who is to pay for all of this?

COUNCILLOR HOLM: Nobody pays for the maps—

THE CHAIR: We will suspend for ten minutes.

Sitting suspended.

On resuming—

Q3 Chair: Dr Bach-Li, the last word is yours.

(Applause from the gallery.)

Dr Bach-Li: Print them, and print them soon.
"""


def test_the_record_of_a_committee_names_each_person_once_and_in_full(coding: Coding) -> None:
    article = Text.of(COMMITTEE)
    assert speakers(article) == ["Chair", "Ida Bach-Li", "Lord Moss", "Kim Holm"]
    proof = prove(RulesDrafter().draft(article, coding, SLUG).proposals, article, coding, SLUG)
    said = [(item.proposal.speakers[0], [article.slice(*span[:2]) for span in item.spans])
            for item in proof.items]  # fmt: skip
    assert said == [
        ("chair", ["Why should the maps be printed at all"]),
        ("ida-bach-li", ["Since people ask for them", "They ask each week"]),
        ("lord-moss", ["And who is to pay for all of this"]),
        ("kim-holm", ["Nobody pays for the maps"]),
        ("chair", ["We will suspend for ten minutes"]),
        ("chair", ["Dr Bach-Li, the last word is yours"]),
        ("ida-bach-li", ["Print them, and print them soon"]),
    ]
    assert not is_thread(article)


THREAD = """r/averley · Posted by u/ada_b 3 days ago
Should the maps be free?
They cost us 4 million a year. Just give them out.
412 points · 5 comments

u/KimLi 214 points 3 days ago
Agree 100%. Paper is fine, I've had a paper map for six years.

  u/ada_b 88 points 3 days ago
  > Paper is fine
  Paper is wet each spring where I live.

u/[deleted] 12 points 3 days ago
[removed]

u/KimLi 4 points 1 day ago edited 20 hours ago
EDIT: spelling
No maps, no floods. Got it.
"""


def test_the_posts_of_a_thread_are_their_writers_and_quotes_are_not(coding: Coding) -> None:
    article = Text.of(THREAD).without_headings()
    assert is_thread(article)
    assert [article.slice(block.start, block.stop) for block in unspoken_blocks(article)] == [
        "412 points · 5 comments", "Paper is fine", "removed",
    ]  # fmt: skip
    page = article_data(article)
    assert "412 points · 5 comments" not in [article.slice(*span) for span in page["sentences"]]
    assert [(turn.speaker, article.slice(turn.start, turn.stop)) for turn in turns(article)] == [
        ("u/ada_b", "Should the maps be free? They cost us 4 million a year. Just give them out"),
        ("u/KimLi", "Agree 100%. Paper is fine, I've had a paper map for six years"),
        ("u/ada_b", "Paper is wet each spring where I live"),
        ("u/KimLi", "EDIT: spelling No maps, no floods. Got it"),
    ]
    assert found("Agree 100%. Paper is fine, I've had a paper map for six years.") == []


def test_a_german_council_and_an_interview_have_each_speaker_once() -> None:
    council = """Stadtrat Altental\n\nBeginn: 18.02 Uhr

Vorsitzende Petra Lind-Au: Guten Abend. Das Wort hat Herr Holm.

Jan Holm (FWA): Meine Damen und Herren! Diese Bahn ist ein Fass ohne Boden.

(Beifall bei der FWA - Zuruf von den Grünen: Unsinn!)

Wer so redet, soll die Rechnung zeigen.

Oberbürgermeisterin Ada Bach: Das tun wir doch seit einem Jahr.

Vorsitzende Petra Lind-Au: Die Sitzung ist geschlossen.
"""
    article = Text.of(council)
    assert speakers(article) == ["Petra Lind-Au", "Jan Holm", "Ada Bach"]
    words = [article.slice(turn.start, turn.stop) for turn in turns(article)]
    assert "Wer so redet, soll die Rechnung zeigen" in words
    assert not any("Beifall" in said for said in words)
    interview = "Interview: Kim Li\n\nTalbote: Warum Karten?\n\nIda Moss: Sie helfen uns.\n\n"
    article = Text.of(f"{interview}Talbote: Wem?\n\nMoss: Allen.\n\nTalbote: Danke.")
    assert speakers(article) == ["Talbote", "Ida Moss"]


@contextmanager
def counted_calls() -> Iterator[list[int]]:
    """Count the calls of Python's functions, each step of a generator being one."""
    calls = [0]

    def count(_: Any, event: str, __: Any) -> None:
        calls[0] += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def test_a_text_of_twice_the_paragraphs_takes_twice_the_work(coding: Coding) -> None:
    work = []
    for count in (200, 400):
        article = Text.of("\n\n".join(f"Paragraph number {n} says a thing." for n in range(count)))
        with counted_calls() as calls:
            assert list(reported(article, coding)) == []
        work.append(calls[0])
    assert work[1] < 2.2 * work[0]


def test_who_owns_a_view_is_proposed_by_the_name_alone(coding: Coding) -> None:
    article = Text.of("Nia Brook’s answer is that the maps help. She wants to leave the town.")  # noqa: RUF001
    drafted = RulesDrafter().draft(article, coding, SLUG)
    assert [proposal.speakers for proposal in drafted.proposals] == [("Nia Brook",)]


def test_we_in_a_letter_are_its_author_where_there_is_one(town: Path) -> None:
    file = town / "sources" / "a-letter-on-the-maps.yaml"
    coding = read_coding(town)
    (author,) = coding.sources[file.stem].source.authors[:1]
    letter = "We wrote last year: “The maps belong to all who pay for them.” We said so again."
    source = coding.sources[file.stem]
    for authors, expected in (((author,), [(author,)]), ((author, "ines-hartwig"), [])):
        changed = source.source.model_copy(update={"authors": authors})
        named = {**coding.sources, file.stem: source.model_copy(update={"source": changed})}
        drafted = RulesDrafter().draft(
            Text.of(letter), dataclasses.replace(coding, sources=named), file.stem
        )
        assert [proposal.speakers for proposal in drafted.proposals] == expected


READ_OUT = """\
Averley Courier: Why do the maps matter to you?

ADA BROOK: Many wrote. Nia Holm wrote: “We are the nurses of this town, and we want maps.” I agree.

Averley Courier: And then?

ADA BROOK: Then I said: “It is a long way, but we shall go it together now.” So we did.
"""


def test_what_is_read_out_in_a_turn_is_proposed_as_the_words_of_who_wrote_it() -> None:
    article = Text.of(READ_OUT)
    coding = read_coding(DATA / "flood-maps")
    drafted = RulesDrafter().draft(article, coding, "an-interview")
    assert [(p.speakers[0], p.quotations) for p in drafted.proposals][1:3] == [
        ("Ada Brook", ("Many wrote. Nia Holm wrote", "I agree")),
        ("Nia Holm", ("We are the nurses of this town, and we want maps",)),
    ]
    assert drafted.proposals[-1].speakers == ("Ada Brook",), "who quotes herself speaks herself"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hill Gazette", "organization"), ("The Lantern", "organization"),
        ("Stadtanzeiger", "organization"), ("Zeit Online", "organization"),
        ("Ada Brook", "person"), ("Kim", "person"),
    ],
)  # fmt: skip
def test_a_newspaper_that_asks_is_no_person(name: str, kind: str) -> None:
    said = f"{name}: Why maps?\n\nNia Holm: They help us.\n\n{name}: I see.\n\nNia Holm: Good."
    article = Text.of(said)
    coding = read_coding(DATA / "flood-maps")
    named = Speakers(article, coding)
    assert named.proposed.get(named.resolve(name, ""), {}).get("kind") == kind
    assert named.proposed[named.resolve("Nia Holm", "")]["kind"] == "person"

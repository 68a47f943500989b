"""The proof of drafts: every lie of a drafter is mended or refused, with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opendebate.coding.check import read_with_faults
from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import tokenize
from opendebate.draft.draft_file import draft_text, make_draft, read_draft, write_draft
from opendebate.draft.proof import prove
from opendebate.draft.proposals import Drafted, NewClaim, Proposal, ProposedReason
from opendebate.draft.proven import Proven
from opendebate.errors import FaultsFound, InputError

DATA = Path(__file__).parents[2] / "data"
SLUG = "a-town-and-its-maps"
RIGHT = "People have a right to know what the water will do to their own front door"


class Drafts:
    """Proves proposals of the article."""

    def __init__(self, article: Text, coding: Coding) -> None:
        self.article, self.coding = article, coding

    def prove(self, *proposals: Proposal) -> tuple[Proven, ...]:
        return prove(proposals, self.article, self.coding, SLUG).items

    def one(self, *quotations: str, **fields: Any) -> Proven:
        (item,) = self.prove(Proposal(quotations, **fields))
        return item


@pytest.fixture
def drafts(article: Text, coding: Coding) -> Drafts:
    return Drafts(article, coding)


def test_exact_words_are_sealed_and_only_their_ends_are_stored(drafts: Drafts) -> None:
    item = drafts.one(f"“{RIGHT.upper()},”", speakers=("Marta Oyelaran",), claim="right-to-know",
                      stance="affirms", mode="verbatim", confidence=0.9)  # fmt: skip
    assert (item.state, item.notes) == ("proven", ())
    (passage,) = item.passages
    assert (passage.first, passage.last, passage.words) == ("People have a", "own front door", 16)
    assert item.proposal.speakers == ("marta-oyelaran",)
    assert item.proposal.quotations == ()
    assert "right-to-know" in item.similar


def test_words_that_are_not_in_the_text_are_refused(drafts: Drafts) -> None:
    item = drafts.one(RIGHT.replace("water", "river"), speakers=("marta-oyelaran",))
    assert item.state == "refused"
    assert item.notes == (
        "“People have a … own front door” is in the text, but with other words between. Select the "
        "words that are meant.",
    )
    assert item.spans == ()
    assert [passage.sha256 for passage in item.passages] == [None]
    assert item.proposal.speakers == ("marta-oyelaran",), "the rest can still be used"


def test_words_that_stand_in_two_places_are_refused(drafts: Drafts) -> None:
    item = drafts.one("A map that nobody sees saves nobody")
    assert item.state == "refused"
    assert "stands in the text 2 times" in item.notes[0]


@pytest.mark.parametrize("quotation", ["", "…", " . "])
def test_a_proposal_without_words_is_refused(drafts: Drafts, quotation: str) -> None:
    item = drafts.one(quotation)
    assert (item.state, item.notes[0]) == (
        "refused", "It quotes no words. Select the words in the text."
    )  # fmt: skip


def test_a_quotation_that_leaves_words_out_becomes_several_passages(drafts: Drafts) -> None:
    item = drafts.one("People have a right to know […] their own front door", mode="verbatim")
    assert item.state == "mended"
    assert [(p.words, p.last) for p in item.passages] == [(6, "right to know"),
                                                          (4, "door")]  # fmt: skip
    assert "several passages" in item.notes[0]


def test_verbatim_words_must_stand_in_quotation_marks(drafts: Drafts) -> None:
    outside = drafts.one("disputes who should see them", mode="verbatim")
    assert (outside.state, outside.proposal.mode) == ("mended", "paraphrase")
    assert outside.notes == ("The words are not in quotation marks: paraphrase, not verbatim.",)
    partly = drafts.one("calls it “the best-spent money of his career”", mode="verbatim")
    assert (partly.state, partly.proposal.mode) == ("mended", "mixed")
    mixed = drafts.one("disputes who should see them", mode="mixed")
    assert (mixed.state, mixed.proposal.mode) == ("mended", "paraphrase")


def test_a_mode_that_is_not_given_comes_from_the_quotation_marks(drafts: Drafts) -> None:
    assert drafts.one(RIGHT).proposal.mode == "verbatim"
    assert drafts.one("disputes who should see them").proposal.mode == "paraphrase"


def test_a_speaker_must_be_registered_or_named_in_the_text(drafts: Drafts) -> None:
    item = drafts.one(RIGHT, speakers=("Grace Hopper",))
    assert (item.state, item.proposal.speakers) == ("refused", ())
    assert item.notes[0].startswith("The speaker “Grace Hopper” is neither registered nor named")
    assert item.passages[0].sha256, "the words are proven all the same"


def test_a_speaker_whom_only_the_text_names_is_proposed_as_a_new_actor(
    article: Text, coding: Coding
) -> None:
    said = [Proposal((words,), ("the-fire-station",), "organization")
            for words in (RIGHT, "disputes who should see them")]  # fmt: skip
    proof = prove(said, article, coding, SLUG)
    assert proof.actors == {
        "the-fire-station": {"name": "the fire station", "kind": "organization"}
    }
    assert [item.proposal.speakers for item in proof.items] == [("the-fire-station",)] * 2
    assert proof.count("proven") == 2


def test_an_unknown_claim_is_left_to_the_person(drafts: Drafts) -> None:
    item = drafts.one(RIGHT, claim="maps-are-blue")
    assert (item.state, item.proposal.claim) == ("mended", "")
    assert item.notes == ("There is no claim maps-are-blue. Choose one.",)


def test_a_new_claim_may_not_repeat_the_text(drafts: Drafts) -> None:
    item = drafts.one(RIGHT, new_claim=NewClaim(RIGHT, "normative", "for"))
    assert (item.state, item.proposal.claim) == ("mended", "")
    assert "repeats 16 words in a row of the text" in item.notes[0]
    assert RIGHT not in item.notes[0]


def test_a_new_claim_is_proposed_once_for_all_who_make_it(article: Text, coding: Coding) -> None:
    claim = NewClaim("Residents may see what concerns them.", "normative", "for")
    again = NewClaim("residents may see what concerns them", "odd", "odd")
    same = "residents-see-what-concerns"
    said = [Proposal((RIGHT,), new_claim=claim),
            Proposal(("disputes who should see them",), new_claim=again),
            Proposal(("a wrong colour, once published",), claim=same)]  # fmt: skip
    proof = prove(said, article, coding, SLUG)
    assert proof.claims == {"residents-see-what-concerns": {
        "text": "Residents may see what concerns them.", "kind": "normative", "side": "for",
    }}  # fmt: skip
    assert {item.proposal.claim for item in proof.items} == {"residents-see-what-concerns"}


def test_a_new_claim_that_is_there_already_is_that_claim(drafts: Drafts, coding: Coding) -> None:
    text = coding.claims["right-to-know"].text
    item = drafts.one(RIGHT, new_claim=NewClaim(text.upper()))
    assert (item.state, item.proposal.claim) == ("mended", "right-to-know")
    assert item.notes == ("The claim is there already: right-to-know.",)


@pytest.mark.parametrize(("text", "note"), [("?!", "no words"), ("maps " * 200, "more than 500")])
def test_a_new_claim_needs_words_and_not_too_many(drafts: Drafts, text: str, note: str) -> None:
    item = drafts.one(RIGHT, new_claim=NewClaim(text))
    assert item.state == "mended"
    assert note in item.notes[0]


def test_a_reason_must_be_a_claim_and_stand_in_a_passage(drafts: Drafts) -> None:
    passage = "Put that colour on my street and nobody will ever buy a house in it again"
    stated = ProposedReason("prices-fall", "nobody will ever buy a house in it again")
    elsewhere = ProposedReason("right-to-know", "he disputes who should see them")
    unknown = ProposedReason("invented", "Put that colour on my street")
    item = drafts.one(passage, reasons=(stated, elsewhere, unknown))
    assert [reason.claim for reason in item.proposal.reasons] == ["prices-fall"]
    assert item.notes == (
        "The reason right-to-know is not stated in a passage; it was removed.",
        "There is no claim “invented”; this reason was removed.",
    )


def test_a_reason_may_be_a_new_claim_that_must_prove_itself_too(
    article: Text, coding: Coding
) -> None:
    words = "Put that colour on my street and nobody will ever buy a house in it again"
    near = "Put that colour on my street"
    new = NewClaim("Houses of the street are shown in blue.", "descriptive", "neither")
    reasons = (
        ProposedReason("", near, new), ProposedReason("", near, new),
        ProposedReason("", "he disputes who should see them", NewClaim("Maps cost a lot.")),
        ProposedReason("", near, NewClaim(words)), ProposedReason("prices-fall", near),
    )  # fmt: skip
    proof = prove([Proposal((words,), claim="prices-fall", reasons=reasons)], article, coding, SLUG)
    (item,) = proof.items
    (reason,) = item.proposal.reasons
    assert proof.claims == {
        reason.claim: {"text": new.text, "kind": "descriptive", "side": "neither"}
    }
    assert [note.partition(",")[0] for note in item.notes] == [
        "The reason maps-cost-lot is not stated in a passage; it was removed.",
        "The new claim repeats 16 words in a row of the text: “Put that colour … in it again”. "
        "Write it in your own words. This reason was removed.",
        "The claim prices-fall is no reason for itself; it was removed.",
    ]  # fmt: skip


def test_codes_and_dates_that_do_not_exist_are_left_to_the_person(drafts: Drafts) -> None:
    item = drafts.one(RIGHT, stance="loves", mode="sung", said="last May", confidence=7.0)
    assert (item.proposal.stance, item.proposal.mode, item.proposal.said) == ("", "verbatim", "")
    assert item.proposal.confidence is None
    assert item.notes == ("“loves” is not a known stance. Choose one.",
                          "“sung” is not a known mode. Choose one.",
                          "“last May” is no date in EDTF; it is left out.")  # fmt: skip


def draft_of(article: Text, coding: Coding, *proposals: Proposal) -> str:
    drafted = Drafted(proposals, "a liar", prompt="What do they say?")
    return draft_text(make_draft(drafted, prove(proposals, article, coding, SLUG), article, SLUG))


def test_a_draft_holds_no_eight_words_of_the_article(article: Text, coding: Coding) -> None:
    lies = [Proposal((article.slice(span.start, span.stop),), (article.slice(0, 30),),
                     claim=article.slice(0, 20), new_claim=NewClaim(article.slice(0, 25)),
                     reasons=(ProposedReason(article.slice(3, 30), article.slice(3, 30)),),
                     stance=article.slice(0, 12), mode=article.slice(0, 12),
                     said=article.slice(0, 20))
            for span in article.blocks]  # fmt: skip
    written = [word.text for word in tokenize(draft_of(article, coding, *lies))]
    runs = {tuple(written[i : i + 8]) for i in range(len(written))}
    folded = article.folded
    assert not [i for i in range(len(folded) - 7) if tuple(folded[i : i + 8]) in runs]


def test_a_draft_is_read_as_it_was_written_and_check_ignores_it(
    town: Path, article: Text, coding: Coding
) -> None:
    proposals = (Proposal((RIGHT,), ("Osei Brandt",), new_claim=NewClaim("Maps: they #help.")),
                 Proposal(("nowhere",), confidence=0.25))  # fmt: skip
    drafted = Drafted(proposals, "a liar", ("It is no list.",), "What do they say?")
    draft = make_draft(drafted, prove(proposals, article, coding, SLUG), article, SLUG)
    path = write_draft(town, draft, None)
    assert path == town / "drafts" / f"{SLUG}.yaml"
    assert read_draft(town, SLUG) == draft
    assert (draft.draft.proven, draft.draft.mended, draft.draft.refused) == (1, 0, 2)
    assert draft.draft.prompt is not None
    assert not read_with_faults(town)[1], "check does not read it"


def test_a_broken_draft_is_reported_with_file_and_line(town: Path) -> None:
    path = town / "drafts" / "a-town-and-its-maps.yaml"
    path.parent.mkdir()
    path.write_text("draft: {source: x, drafter: y, date: z, article: a}\nproposals:\n- id: p1\n"
                    "  state: sure\n", "utf-8")  # fmt: skip
    with pytest.raises(InputError, match=r"proposals.0.state") as error:
        read_draft(town, SLUG)
    assert str(error.value.where).endswith("a-town-and-its-maps.yaml:4")
    path.write_text("draft: [", "utf-8")
    with pytest.raises(FaultsFound):
        read_draft(town, SLUG)


def test_a_draft_is_never_written_out_of_the_debate(
    town: Path, tmp_path: Path, article: Text, coding: Coding
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (town / "drafts").symlink_to(tmp_path / "elsewhere")
    draft = make_draft(Drafted((), "x"), prove((), article, coding, SLUG), article, SLUG)
    with pytest.raises(InputError, match="symbolic link that leads out"):
        write_draft(town, draft, None)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_codes_that_a_chat_spells_otherwise_are_understood_and_said(drafts: Drafts) -> None:
    item = drafts.one(RIGHT, speakers=("Marta Oyelaran",), stance="Affirm", mode="direct quote",
                      new_claim=NewClaim("Maps may frighten.", "prediction", "contra"))  # fmt: skip
    assert (item.proposal.stance, item.proposal.mode) == ("affirms", "verbatim")
    assert item.notes == (
        "“Affirm” is read as the stance affirms.", "“direct quote” is read as the mode verbatim.",
    )  # fmt: skip
    proof = prove(
        [Proposal((RIGHT,), new_claim=NewClaim("Maps may frighten buyers.", "prediction", "con"))],
        drafts.article, drafts.coding, SLUG,
    )  # fmt: skip
    (claim,) = proof.claims.values()
    assert (claim["kind"], claim["side"]) == ("predictive", "against")


def test_a_name_with_office_or_party_is_the_name_and_the_narrator_is_nobody(
    coding: Coding,
) -> None:
    article = Text.of(
        "Mayor Prof. Dr. Ida Moss said that maps help. Moss said that all towns need maps. "
        "Ida Moss did not say which. The BVK called for more, a spokesman said."
    )
    words = "maps help"
    proof = prove(
        [Proposal((words,), speakers=(name,)) for name in (
            "Moss", "Mayor Prof. Dr. Ida Moss", "Ida Moss (Greens)", "Moss, the mayor", "narrator",
            "BVK", "Nobody Here (Greens)", "a spokesman, BVK",
        )],
        article, coding, SLUG,
    )  # fmt: skip
    assert [item.proposal.speakers for item in proof.items] == [
        ("ida-moss",), ("ida-moss",), ("ida-moss",), ("ida-moss",), (), ("bvk",), (), (),
    ]  # fmt: skip
    assert proof.items[4].state == "mended"
    assert [item.state for item in proof.items[6:]] == ["refused", "refused"]
    assert "“a spokesman, BVK”" in proof.items[7].notes[0]
    assert proof.actors["ida-moss"] == {"name": "Ida Moss", "kind": "person"}
    assert proof.actors["bvk"]["kind"] == "organization"

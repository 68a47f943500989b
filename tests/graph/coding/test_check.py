"""Faults that only show when all files are read together, each with its place and advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from edits import change, line_of
from opendebate.coding.check import alternatives, read_coding, with_article
from opendebate.errors import FaultsFound

ARTICLE, LETTER = "sources/a-town-and-its-maps", "sources/a-letter-on-the-maps"


def told(folder: Path) -> list[str]:
    """Return all faults as ``file:line: message``."""
    with pytest.raises(FaultsFound) as raised:
        read_coding(folder)
    faults = raised.value.faults
    assert all(fault.line and fault.column and fault.severity == "error" for fault in faults)
    return [f"{fault.file.removeprefix(f'{folder}/')}:{fault.line}: {fault.message}"
            for fault in faults]  # fmt: skip


def test_the_invented_debate_has_no_faults(town: Path) -> None:
    assert read_coding(town).warnings == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (ARTICLE, "speaker: marta-oyelaran", "speaker: marta-oyelarn", "There is no actor "
         "'marta-oyelarn'. Did you mean marta-oyelaran? Or add it to actors.yaml."),
        (ARTICLE, "speaker: marta-oyelaran", "speaker: Marta Oyelaran",
         "There is no actor 'Marta Oyelaran'. Did you mean marta-oyelaran? Or add it to"),
        (ARTICLE, "speaker: marta-oyelaran", "speaker: xyz",
         "There is no actor 'xyz'. Add it to actors.yaml."),
        (ARTICLE, "claim: dark-blue", "claim: dark-blu", "There is no claim 'dark-blu'. Did you"),
        (ARTICLE, "claim: dark-blue", "claim: averley",
         "'averley' is an actor. Name a claim here."),
        (ARTICLE, "[right-to-know, neighbours-correct]", "[right-to-know, neighbors-correct]",
         "There is no claim 'neighbors-correct'. Did you mean neighbours-correct?"),
        (ARTICLE, "via: [averley]", "via: [dark-blue]",
         "'dark-blue' is a claim. Name an actor, policy or source here."),
        (ARTICLE, "as: legal-office", "as: legal-ofice", "Did you mean legal-office?"),
        ("actors", "part_of: averley", "part_of: averly", "Did you mean averley?"),
        ("actors", "organization: mill-lane,", "organization: mill-lan,", "Did you mean mill-lane"),
        ("models", "licence: open-map-licence", "licence: licence", "no policy 'licence'"),
        ("topics", "broader: benefit", "broader: benefits", "There is no topic 'benefits'. Did"),
        ("claims", "premise: burglars-read", "premise: burglar-read", "Did you mean burglars-read"),
        ("claims", "about: [linnet-model]", "about: [linnet-modle]",
         "There is no actor, model, policy, topic or event 'linnet-modle'. Did"),
        ("context", "/brandt-best-spent", "/brandt-best", "There is no statement or claim "
         "'a-town-and-its-maps/brandt-best'. Did you mean a-town-and-its-maps/brandt-best-spent"),
    ],
)  # fmt: skip
def test_a_name_that_nothing_has_is_told(
    town: Path, name: str, old: str, new: str, fault: str
) -> None:
    change(town, name, old, new)
    (one,) = told(town)
    assert one.startswith(f"{name}.yaml:{line_of(town, name, new)}: ")
    assert fault in one


@pytest.mark.parametrize(
    "names",
    ["marta-oyelaran, osei-brandt", "marta-oyelaran and osei-brandt", "marta-oyelaran & osei-brant",
     "marta-oyelaran; osei-brandt"],
)  # fmt: skip
def test_several_names_in_one_value_are_to_be_a_list(town: Path, names: str) -> None:
    change(town, ARTICLE, "speaker: marta-oyelaran", f"speaker: {names}")
    (one,) = told(town)
    last = names.rsplit(maxsplit=1)[-1]
    assert one.endswith(f": '{names}' names several. Write a list: [marta-oyelaran, {last}]")
    assert one.startswith(f"{ARTICLE}.yaml:{line_of(town, ARTICLE, names)}: ")


def test_all_faults_of_all_files_come_in_one_run(town: Path) -> None:
    change(town, ARTICLE, "speaker: marta-oyelaran", "speaker: nobody")
    change(town, ARTICLE, "stance: doubts", "stance: asks")
    change(town, "claims", "side: for", "side: pro")
    change(town, "events", "date: 2021", "date: 2021-99")
    change(town, "topics", "Burglary", "'Burglary")
    found = told(town)
    assert [one.split(":")[0] for one in found] == [
        "claims.yaml", "events.yaml", f"{ARTICLE}.yaml", f"{ARTICLE}.yaml", "topics.yaml",
    ]  # fmt: skip


def test_a_record_with_a_fault_is_no_reason_to_say_that_it_is_not_there(town: Path) -> None:
    change(town, "claims", "kind: normative", "kind: norm")
    (one,) = told(town)
    assert "'norm' is no kind" in one


def test_names_in_a_file_that_cannot_be_read_are_not_missed(town: Path) -> None:
    (town / "claims.yaml").write_text("a: [")
    (one,) = told(town)
    assert one.startswith("claims.yaml:1: This is not YAML")


def test_an_id_names_one_thing(town: Path) -> None:
    change(town, "topics", "burglary: {", "averley: {name: Averley}\nburglary: {")
    (one,) = told(town)
    assert one == (
        f"topics.yaml:{line_of(town, 'topics', 'averley')}: "
        "The id 'averley' already names an actor. Choose another."
    )


def test_a_source_is_not_called_like_another_thing_even_if_it_has_faults(town: Path) -> None:
    (town / "sources" / "averley.yaml").write_text("source: {title: T}\n")
    assert (
        "sources/averley.yaml:1: The name 'averley' already names an actor. Rename" in told(town)[1]
    )


def test_an_id_stands_once_in_its_file(town: Path) -> None:
    change(town, "claims", "dark-blue:\n", "publish:\n")
    assert "The key 'publish' is used a second time (first in line 2)" in told(town)[0]


def test_the_id_of_a_statement_stands_once_in_its_source(town: Path) -> None:
    change(town, ARTICLE, "id: oyelaran-right", "id: council-delays")
    assert "is used a second time (first in line 12). Choose another." in told(town)[0]
    assert f"{ARTICLE}.yaml:17: " in told(town)[0]


@pytest.mark.parametrize("name", ["risk", "benefit"])
def test_the_ontologys_own_topics_are_not_named_again(town: Path, name: str) -> None:
    change(town, "topics", "burglary: {", f"{name}: {{name: X}}\nburglary: {{")
    assert "is the ontology's own topic" in told(town)[0]


@pytest.mark.parametrize("topic", ["risk", "benefit"])
def test_the_topics_of_the_ontology_are_only_for_broader(town: Path, topic: str) -> None:
    change(town, "topics", "safety:", f"shared-{topic}: {{name: Shared}}\nsafety:")
    change(town, "claims", "topics: [safety]", f"topics: [{topic}]")
    (fault,) = told(town)
    assert fault.endswith(
        f"{topic!r} is the ontology's own topic, and may only be the broader topic of one in "
        f"topics.yaml. Name one from there, or add one there with broader: {topic}."
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "circle"),
    [
        ("topics", "broader: benefit", "broader: correction", "safety broader correction broader"),
        ("actors", "averley:\n", "averley:\n  part_of: legal-office\n", "part_of legal-office"),
        ("models", "  other_names", "  version_of: linnet-model-2\n  other_names", "version_of"),
        ("policies", "  kind: licence\n", "  kind: licence\n  part_of: open-map-licence\n",
         "open-map-licence part_of open-map-licence"),
    ],
)  # fmt: skip
def test_nothing_is_a_part_or_version_of_itself(
    town: Path, name: str, old: str, new: str, circle: str
) -> None:
    change(town, name, old, new)
    (one,) = told(town)
    assert "This is a cycle" in one
    assert circle in one


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("oyelaran-publsh", "There is no statement 'oyelaran-publsh' in this source. Did you mean "
         "oyelaran-publish"),
        ("[xyz]", "There is no statement 'xyz' in this source. Name a statement of the same"),
        ("vanderlinden-prices", "A statement cannot reply to itself. Take 'vanderlinden-prices'"),
    ],
)  # fmt: skip
def test_a_reply_is_to_another_statement_of_its_source(town: Path, target: str, fault: str) -> None:
    id_ = "- id: vanderlinden-prices\n"
    change(town, ARTICLE, id_, f"{id_}  replies_to: {target}\n")
    (one,) = told(town)
    assert one.startswith(f"{ARTICLE}.yaml:{line_of(town, ARTICLE, 'replies_to')}: {fault}")


def test_a_reply_to_a_statement_with_faults_of_its_own_is_no_fault(town: Path) -> None:
    id_ = "- id: vanderlinden-prices\n"
    change(town, ARTICLE, id_, f"{id_}  replies_to: oyelaran-publish\n")
    change(town, ARTICLE, "- id: oyelaran-publish\n", "- id: oyelaran-publish\n  stance: likes\n")
    assert all("no statement" not in one for one in told(town))


def test_no_claim_rephrases_itself_or_what_is_not_there(town: Path) -> None:
    change(town, "claims", "publish:\n", "publish:\n  rephrases: [publish, publsh]\n")
    line = line_of(town, "claims", "rephrases")
    itself, missing = told(town)
    assert missing.startswith(f"claims.yaml:{line}: There is no claim 'publsh'. Did you mean")
    assert itself == f"claims.yaml:{line}: A claim cannot rephrase itself. Take 'publish' out."


def test_reasons_that_go_round_in_a_circle_are_told_once(town: Path) -> None:
    change(
        town, ARTICLE, "claim: right-to-know\n", "claim: right-to-know\n  because: insurers-know\n"
    )
    change(town, ARTICLE, "claim: insurers-know\n", "claim: insurers-know\n  because: [publish]\n")
    (one,) = told(town)
    assert one.startswith(f"{ARTICLE}.yaml:")
    assert "right-to-know because insurers-know because publish because right-to-know" in one


def test_a_claim_is_no_reason_for_itself(town: Path) -> None:
    change(town, ARTICLE, "because: neighbours-correct", "because: [best-spent]")
    assert "best-spent because best-spent" in told(town)[0]


def test_a_speaker_who_is_one_of_several_is_held_to_the_same_reasons(town: Path) -> None:
    change(town, ARTICLE, "speaker: marta-oyelaran\n  as: averley",
           "speaker: [marta-oyelaran, osei-brandt]\n  because: publish")  # fmt: skip
    assert "right-to-know because publish because right-to-know" in told(town)[0]


def test_two_speakers_may_give_each_others_claims_as_reasons(town: Path) -> None:
    change(
        town, ARTICLE, "claim: burglars-read\n", "claim: burglars-read\n  because: prices-fall\n"
    )
    change(town, ARTICLE, "claim: prices-fall\n", "claim: prices-fall\n  because: burglars-read\n")
    assert read_coding(town).sources


@pytest.mark.parametrize("relation", ["supports", "attacks"])
def test_no_claim_supports_or_attacks_itself(town: Path, relation: str) -> None:
    change(town, "claims", "dark-blue:\n", f"dark-blue:\n  {relation}: dark-blue\n")
    assert f"A claim cannot {relation[:-1]} itself" in told(town)[0]


def test_what_is_undercut_is_an_argument_that_somebody_makes(town: Path) -> None:
    change(town, "claims", "premise: burglars-read", "premise: dark-blue")
    (one,) = told(town)
    assert "There is no argument from 'dark-blue' to 'publish'" in one
    assert one.startswith(f"claims.yaml:{line_of(town, 'claims', 'undercuts')}: ")


def test_a_stated_reason_can_be_undercut(town: Path) -> None:
    change(town, "claims", "{premise: burglars-read, conclusion: publish}",
           "{premise: neighbours-correct, conclusion: publish}")  # fmt: skip
    assert read_coding(town).claims


def test_the_narrator_is_never_verbatim(town: Path) -> None:
    change(town, ARTICLE, "mode: narration", "mode: verbatim")
    assert "the narrator's mode is never verbatim. Name the speaker" in told(town)[0]


def test_somebody_must_speak(town: Path) -> None:
    change(town, ARTICLE, "  publisher: averley-courier\n", "")
    assert "Nobody speaks. Name a speaker, or the source's narrator" in told(town)[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (ARTICLE, "as: averley", "as: osei-brandt",
         "'osei-brandt' is a person, but 'as' names an organisation or a group. Correct it"),
        (ARTICLE, "on_behalf_of: mill-lane", "on_behalf_of: osei-brandt",
         "'osei-brandt' is a person, but 'on_behalf_of' names an"),
        (ARTICLE, "speaker: piet-vanderlinden\n  on_behalf", "speaker: mill-lane\n  on_behalf",
         "'mill-lane' is the speaker already. Take on_behalf_of out."),
        (ARTICLE, "on_behalf_of: mill-lane", "on_behalf_of: sceptics",
         "Nobody speaks for 'sceptics', which is hypothetical. Take on_behalf_of out."),
        ("actors", "anonymous: true", "anonymous: true\n  hypothetical: true",
         "'tanagers-cousin' is anonymous and hypothetical. "),
    ],
)  # fmt: skip
def test_whom_somebody_speaks_for_is_a_real_body_other_than_the_speaker(
    town: Path, name: str, old: str, new: str, fault: str
) -> None:
    change(town, name, old, new)
    assert [one for one in told(town) if fault in one]


def test_an_end_of_a_membership_that_lies_in_the_future_is_warned_of(town: Path) -> None:
    change(town, "actors", "role: surveyor, from: 2013", "role: surveyor, from: 2013, until: 9998")
    (warning,) = read_coding(town).warnings
    assert warning.message == (
        "This end lies in the future. Leave 'until' out while a membership lasts."
    )
    assert warning.line == line_of(town, "actors", "until: 9998")


def test_a_long_circle_is_told_by_its_beginning_and_end(town: Path) -> None:
    names = [f"step-{n:02}" for n in range(30)]
    with (town / "topics.yaml").open("a", encoding="utf-8") as topics:
        for name, broader in zip(names, [*names[1:], names[0]], strict=True):
            topics.write(f"{name}: {{name: {name}, broader: {broader}}}\n")
    (one,) = told(town)
    way = one.partition("cycle: ")[2].partition(". Delete")[0]
    assert way.startswith("step-00 broader step-01 broader step-02")
    assert way.endswith(" … step-29 broader step-00 (30 steps)")
    assert "step-15" not in way


def test_a_hypothetical_speaker_speaks_hypothetically(town: Path) -> None:
    change(town, LETTER, "mode: hypothetical", "mode: verbatim")
    assert "'sceptics' is a hypothetical speaker. Make the mode hypothetical" in told(town)[0]


def test_a_paragraph_beyond_the_last_is_told_at_its_passage(town: Path) -> None:
    change(town, ARTICLE, "paragraph: 8, from: and", "paragraph: 10, from: and")
    (one,) = told(town)
    assert one.startswith(f"{ARTICLE}.yaml:{line_of(town, ARTICLE, 'paragraph: 10')}: ")
    assert "only 9 paragraphs" in one


def test_unsealed_passages_are_one_warning_that_says_what_to_run(town: Path) -> None:
    path = town / f"{LETTER}.yaml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line.partition(", words: ")[0] + "}" * (", words: " in line)
                              for line in lines), "utf-8")  # fmt: skip
    (warning,) = read_coding(town).warnings
    assert warning.severity == "warning"
    assert warning.message.startswith("6 of 6 passages are not sealed; this is the first. Run: ")
    assert f"-d {town} seal a-letter-on-the-maps --text ARTICLE" in warning.message


def test_words_for_messages() -> None:
    assert alternatives(["actor"]) == "actor"
    assert alternatives(["actor", "model"]) == "actor or model"
    assert [with_article("actor"), with_article("claim")] == ["an actor", "a claim"]

"""What a coder should look at is a warning with its place; it stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from coders import write_coding
from edits import change, line_of
from opendebate.coding.check import read_coding, read_with_faults
from opendebate.coding.confusables import invisible_character, skeleton
from opendebate.coding.records import Passage

ARTICLE, LETTER = "sources/a-town-and-its-maps", "sources/a-letter-on-the-maps"


def told(folder: Path) -> list[str]:
    """Return all warnings as ``file:line: message``."""
    warnings = read_coding(folder).warnings
    assert all(one.severity == "warning" and one.line for one in warnings)
    return [f"{one.file.removeprefix(f'{folder}/')}:{one.line}: {one.message}" for one in warnings]


CLAIM = "\n{}:\n  text: {}\n  kind: causal\n  side: for\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "message"),
    [
        ("claims", "publish:\n", "extra:\n  text: Maps are nice.\n  kind: evaluative\n  side: for\n"
         "publish:\n", "extra:", "This claim is in no statement: extra. Code who says so, or take "
         "it out."),
        ("actors", "critics:\n", "ghost:\n  name: Ghost\n  kind: group\ncritics:\n", "ghost:",
         "This actor is named nowhere: ghost. Use it, or take it out."),
        ("events", "delay:\n", "fair:\n  name: The fair\n  kind: other\ndelay:\n", "fair:",
         "This event is in no claim: fair. Name it in the 'about', 'motive_of' or 'cause_of' of a "
         "claim, or take it out."),
        ("claims", "text: Thieves find cellars without any map.",
         "text: Open maps show thieves which cellars STAND EMPTY", "STAND EMPTY",
         "'burglars-read' says the same in the same words. Keep one of the two claims."),
        (ARTICLE, "said: 2021", "said: 2024-04", "said: 2024-04",
         "This was said after its source was published. Correct one of the two dates."),
        (ARTICLE, "claim: insurers-know", "claim: dark-blue\n  because: insurers-know",
         "because: insurers-know", "Nobody states 'insurers-know'. Add a statement in which the "),
        ("actors", "name: Osei Brandt", "name: \"Osei\\u200bBrandt\"", "u200b",
         "The text holds U+200B, which is invisible. Delete it."),
        ("topics", "name: Burglary", "name: \"Burglary\\U000E0041\"", "E0041",
         "The text holds U+E0041, which is invisible. Delete it."),
        ("actors", "name: Critics of open maps", "name: Insurers", "critics",
         "The name looks like that of 'insurers'. If both mean the same, run: opendebate -d "),
        ("actors", "name: Ines Hartwig", "name: \"Oyelaran, Marta\"", "Oyelaran, M",
         "The name looks like that of 'marta-oyelaran'."),
        ("actors", "name: Critics of open maps", "name: \u0406nsurers", "critics",
         "The name looks like that of 'insurers'."),
        ("actors", "other_names: [The Courier]", "other_names: [The Courier, Inc.]", "Inc.",
         "'Inc.' is a separate name here: a comma divides a list. Put a name with a comma"),
    ],
)  # fmt: skip
def test_what_is_mostly_a_slip_is_a_warning(  # noqa: PLR0917
    town: Path, name: str, old: str, new: str, at: str, message: str
) -> None:
    change(town, name, old, new)
    line = line_of(town, name, at) + (at == "critics")
    assert any(one.startswith(f"{name}.yaml:{line}: {message}") for one in told(town)), told(town)


PEOPLE = """\
  coders:
    ada: {name: "Brook, Ada", orcid: 0000-0002-1825-0097}
    ada-2: {name: Ada Brook}
    kim: {name: "Li, Kim", orcid: 0000-0002-1825-0097}
  authors: [{name: Averley Library}, {name: "Moss, Ida"}, {name: Averley  library}]
"""


def test_people_of_one_name_are_reported(town: Path) -> None:
    file = town / "debate.yaml"
    file.write_text(file.read_text("utf-8") + PEOPLE, "utf-8")
    first = line_of(town, "debate", "coders:")
    found = sorted(one.partition(". ")[0] for one in told(town))
    assert found == [
        f"debate.yaml:{first + 1}: Two coders have this ORCID iD",
        f"debate.yaml:{first + 1}: Two coders have this name",
        f"debate.yaml:{first + 2}: Two coders have this name",
        f"debate.yaml:{first + 3}: Two coders have this ORCID iD",
        *[f"debate.yaml:{first + 4}: Two authors have this name"] * 2,
    ]


@pytest.mark.parametrize(
    ("name", "unnamed"),
    [
        ("a teacher", True), ("A teacher in Averley", True), ("The surveyor's cousin", True),
        ("Unnamed official", True), ("Osei Brandt", False), ("The Edge", False), ("Plato", False),
        ("一郎", False), ("Ludwig van Beethoven", False), ("Josef II", False),
        ("Élodie d’Arcy", False), ("Ada dell'Orto", False),  # noqa: RUF001
    ],
)  # fmt: skip
def test_a_person_without_a_name_is_to_be_marked(town: Path, name: str, unnamed: bool) -> None:
    change(town, "actors", "name: Osei Brandt", f'name: "{name}"')
    found = told(town)
    assert [one.partition(": ")[2][:36] for one in found] == (
        ["This does not look like a name. If t"] if unnamed else []
    )
    change(
        town, "actors", f'name: "{name}"', f'name: "{name}"\n  anonymous: {str(unnamed).lower()}'
    )
    assert told(town) == []


def test_many_unused_claims_are_one_warning(town: Path) -> None:
    path = town / "claims.yaml"
    more = "".join(CLAIM.format(f"c-{n}", f"Map {n} helps.") for n in range(20))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    (one,) = told(town)
    assert "20 claims are in no statement: c-0, c-1, c-2, c-3, c-4, c-5, c-6, c-7 and 12" in one


def test_what_only_a_coder_uses_is_not_called_unused(town: Path) -> None:
    claims = town / "claims.yaml"
    claims.write_text(claims.read_text("utf-8") + CLAIM.format("new-one", "It is new."), "utf-8")
    coding = (town / f"{ARTICLE}.yaml").read_text("utf-8")
    write_coding(town, "ben", coding.replace("claim: publish\n", "claim: new\n", 1))
    assert "This claim is in no statement: new-one." in told(town)[0]
    write_coding(town, "ben", coding.replace("claim: publish\n", "claim: new-one\n", 1))
    assert told(town) == []


def test_a_misspelt_claim_makes_no_other_unused(town: Path) -> None:
    claims = town / "claims.yaml"
    claims.write_text(claims.read_text("utf-8") + CLAIM.format("new", "It is new."), "utf-8")
    assert "This claim is in no statement: new." in told(town)[0]
    change(town, ARTICLE, "claim: publish", "claim: publishh")
    _, faults = read_with_faults(town)
    assert ["publishh" in one.message for one in faults if one.severity == "error"] == [True]
    assert not [one for one in faults if "in no statement" in one.message]


@pytest.mark.parametrize(
    ("kind", "date", "twice"),
    [("publication", "2024-03-01", True), ("directive", "2024-03-01", True),
     ("publication", "2024-04-01", False), ("decision", "2024-03-01", False)],
)  # fmt: skip
def test_an_event_that_only_repeats_a_policy_is_told(
    town: Path, kind: str, date: str, twice: bool
) -> None:
    policies = town / "policies.yaml"
    note = "\nnote: {name: A note, kind: letter, issuer: averley, date: 2024-03-01}\n"
    policies.write_text(policies.read_text("utf-8") + note, "utf-8")
    events = town / "events.yaml"
    sent = f"\nsent: {{name: A note is sent, kind: {kind}, date: {date}, about: note}}\n"
    events.write_text(events.read_text("utf-8") + sent, "utf-8")
    claims = town / "claims.yaml"
    linked = claims.read_text("utf-8").replace("[sallow-opening]", "[sallow-opening, sent]")
    claims.write_text(linked, "utf-8")
    words = "events.yaml:" + str(line_of(town, "events", "sent:")) + ": The policy 'note' says"
    assert [one.startswith(words) for one in told(town)] == [True] * twice


def test_before_anything_is_coded_nothing_is_unused(town: Path) -> None:
    for name in (ARTICLE, LETTER):
        path = town / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").partition("statements:")[0], "utf-8")
    (town / "context.yaml").unlink()
    assert told(town) == []


def test_one_article_that_is_two_sources_is_told(town: Path) -> None:
    text = (town / f"{ARTICLE}.yaml").read_text("utf-8")
    (town / "sources" / "b-copy.yaml").write_text(text, "utf-8")
    (one,) = told(town)
    line = line_of(town, "sources/b-copy", "text:")
    assert one == (
        f"sources/b-copy.yaml:{line}: The source 'a-town-and-its-maps' has the same text. "
        "An article that is coded twice counts twice: keep one of the two. "
        "If another coder coded it, move that file to codings/CODER/SLUG.yaml."
    )
    change(town, "sources/b-copy", "sha256: c0e359fdc", "sha256: d0e359fdc")
    (one,) = told(town)
    assert "has the same address" in one


def test_a_reason_that_its_speaker_denies_is_told(town: Path) -> None:
    id_ = "- id: tanagers-grant\n"
    change(town, LETTER, f"{id_}  mode: evaluation\n  claim: burglars-read\n  stance: concedes",
           f"{id_}  mode: evaluation\n  claim: burglars-read\n  stance: concedes\n"
           "  because: shops-keep-out")  # fmt: skip
    (one,) = told(town)
    assert "The speaker denies 'shops-keep-out' in 'tanagers-in'. Is it the reason here?" in one


def test_hyphens_that_make_three_words_more_are_a_warning(town: Path) -> None:
    change(town, ARTICLE, "from: Critics answer that", "from: Critics answer-that a")
    (one,) = told(town)
    assert "Hyphens divide words, so 'Critics answer-that a' has 4." in one
    assert f"To shorten it to 3, run: opendebate -d {town} seal a-town-and-its-maps --text" in one
    for end, why in (("Critics answer/that a", "“/” divides words, so"),
                     ('"Critics answer 1,000"', "“,” divides words, so"),
                     ("地図は町", "In this script each letter counts as a word, so")):  # fmt: skip
        change(town, ARTICLE, "from: Critics answer-that a", f"from: {end}")
        assert why in told(town)[0]
        change(town, ARTICLE, f"from: {end}", "from: Critics answer-that a")
    with pytest.raises(ValueError, match="Each end of a passage has at most 3 words; this one"):
        Passage.model_validate({"from": "a-b-c-d-e-f-g h i", "to": "x"})


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ada Lovelace", ""),
        ("Ada\u00adLovelace", "\u00ad"),
        ("\u200dAda", "\u200d"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", ""),
        ("\U0001f469\u200d\U0001f52c", ""),
        ("क्\u200dष", ""),
        ("Ada\U000e0061", "\U000e0061"),
        ("Ada\u2800Lovelace", "\u2800"),
        ("Ada\ufe0f", "\ufe0f"),
        ("\u2708\ufe0f", ""),
    ],
)
def test_signs_that_nobody_sees_are_found_where_no_letter_needs_them(text: str, sign: str) -> None:
    assert invisible_character(text) == sign


def test_names_are_alike_where_they_look_alike() -> None:
    assert skeleton("Wendy Hall") == skeleton("WENDY  hall") == skeleton("W\u0435ndy-H\u0430ll")
    assert skeleton("Wendy Hall") != skeleton("Wendy Hull")

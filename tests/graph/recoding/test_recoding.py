"""Merging, renaming and splitting entities in all files of a debate's folder."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from typing import IO, Any

import pytest

import opendebate
from coders import SLUG, coding_of, two_coders, write_coding
from opendebate import files
from opendebate.coding.check import read_coding
from opendebate.coding.file_writer import ChangedOnDisk
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import InputError, UnknownName
from opendebate.recoding.folder_recoding import (
    merge,
    recode,
    recode_by_table,
    rename,
    split_entity,
)
from opendebate.recoding.refusals import Refused

DRAFT = """\
# A draft.
draft: {source: a-letter-on-the-maps, drafter: rules, date: 2024-05-01, article: abc}
claims:
  put-online: {text: Put them online., kind: normative, side: for}
proposals:
- id: p1
  state: proven
  speaker: [tanagers]
  claim: put-online   # not yet in the register
  because: [publish, right-to-know]
  similar: [publish]
"""
STORIES = """\
vote:
  title: The vote
  steps:
  - {text: Here it begins., entity: publish}
  - {text: And this is safe., filters: {topic: safety}}
"""


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """A debate with codings of two coders, a draft and a story."""
    folder = two_coders(tmp_path / "maps")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a-letter-on-the-maps.yaml").write_text(DRAFT, "utf-8")
    (folder / "stories.yaml").write_text(STORIES, "utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8")
            for path in sorted(folder.rglob("*.yaml"))}  # fmt: skip


def without(text: str, word: str) -> str:
    return re.sub(rf"(?<![\w-]){word}(?![\w-])", "@", text)


@pytest.mark.parametrize(
    ("kind", "old"),
    [("claims", "publish"), ("actors", "tanagers"), ("topics", "safety"), ("events", "delay")],
)
def test_a_renamed_entity_is_renamed_wherever_it_is_named_and_nothing_else_changes(
    maps: Path, kind: str, old: str
) -> None:
    before = texts(maps)
    rename(maps, kind, old, "a-new-id").write()
    after = texts(maps)
    assert before != after
    for name, text in after.items():
        ids = [line for line in text.splitlines() if not line.lstrip().startswith("text:")]
        assert not re.search(rf"[\[ ,]{old}[],}}\n]", "\n".join(ids)), name
        assert without(without(text, "a-new-id"), old) == without(before[name], old)
    assert opendebate.check(maps).ok
    rename(maps, kind, "a-new-id", old).write()
    assert texts(maps) == before, "there and back, to the byte"


def test_a_rename_reaches_registers_sources_context_stories_codings_and_drafts(
    maps: Path,
) -> None:
    (maps / "context.yaml").write_text(
        "met: {text: They met., departs_from: [publish], reference: {title: A paper}}\n", "utf-8"
    )
    changed = rename(maps, "claims", "publish", "put-online-all").texts
    assert set(changed) == {
        "claims", "context", "stories", f"sources/{SLUG}", f"codings/ada/{SLUG}",
        f"codings/ben/{SLUG}", "drafts/a-letter-on-the-maps",
    }  # fmt: skip


def test_a_merge_joins_what_both_records_have_and_names_nobody_twice(maps: Path) -> None:
    path = maps / "claims.yaml"
    path.write_text(
        path.read_text("utf-8")
        + "online: # the same\n  text: Put them on the web.\n  kind: normative\n  side: for\n"
        "  topics: [correction, safety]\n  supports: [best-spent]\n  rephrases: publish\n"
        "both:\n  text: Both.\n  kind: causal\n  side: for\n  supports: [online, publish]\n",
        "utf-8",
    )
    done = merge(maps, "claims", "publish", ["online"])
    done.write()
    coding = read_coding(maps)
    assert "online" not in coding.claims
    assert coding.claims["publish"].topics == ("safety", "correction")
    assert coding.claims["publish"].supports == ("best-spent",)
    assert coding.claims["publish"].rephrases == ()
    assert coding.claims["both"].supports == ("publish",)
    assert "# yaml-language-server" in path.read_text("utf-8")


def test_a_merged_actor_leaves_its_name_and_memberships(maps: Path) -> None:
    merge(maps, "actors", "marta-oyelaran", ["osei-brandt", "ines-hartwig"]).write()
    coding = read_coding(maps)
    actor = coding.actors["marta-oyelaran"]
    assert {"Oyelaran", "Ines Hartwig"} < set(actor.other_names)
    assert {each.organization for each in actor.memberships} >= {"averley", "legal-office"}
    assert "ines-hartwig" not in "".join(texts(maps).values())


def test_a_member_of_two_bodies_that_are_merged_is_a_member_once(maps: Path) -> None:
    path = maps / "actors.yaml"
    path.write_text(
        path.read_text("utf-8") + "river-e-v: {name: River e.V., kind: organization}\n"
        "river: {name: River, kind: organization}\n"
        "ida:\n  name: Ida Moss\n  kind: person\n  memberships:  # both\n"
        "  - {organization: river, role: guest}\n  - organization: river-e-v\n"
        "  - organization: river\n",
        "utf-8",
    )
    merge(maps, "actors", "river", ["river-e-v"]).write()
    memberships = read_coding(maps).actors["ida"].memberships
    assert [(each.organization, each.role) for each in memberships] == [
        ("river", "guest"), ("river", None),
    ]  # fmt: skip


def test_merged_topics_go_through_all_claims(maps: Path) -> None:
    merge(maps, "topics", "safety", ["burglary", "liability"]).write()
    coding = read_coding(maps)
    assert set(coding.topics) == {"house-prices", "safety", "correction"}
    assert coding.claims["burglars-read"].topics == ("safety",)


def test_differences_of_merged_claims_are_noted(maps: Path) -> None:
    notes = merge(maps, "claims", "insurers-know", ["measured-well"]).notes
    assert notes == (
        "The claim measured-well loses its kind, “evaluative”; insurers-know keeps “descriptive”.",
        "The claim measured-well loses its side, “both”; insurers-know keeps “for”.",
    )


def test_a_draft_keeps_the_record_of_a_claim_that_is_only_renamed(maps: Path) -> None:
    claims = maps / "claims.yaml"
    text = claims.read_text("utf-8")
    record = "put-online: {text: Put them online., kind: normative, side: for}\n"
    claims.write_text(text + record, "utf-8")
    path = maps / "drafts" / "a-letter-on-the-maps.yaml"
    rename(maps, "claims", "put-online", "online").write()
    assert path.read_text("utf-8") == DRAFT.replace("put-online", "online")
    merge(maps, "claims", "publish", ["online"]).write()
    merged = path.read_text("utf-8")
    assert "claims:" not in merged
    assert "claim: publish   # not yet" in merged


def test_a_claim_that_would_be_its_own_reason_is_refused(maps: Path) -> None:
    before = texts(maps)
    with pytest.raises(Refused) as refused:
        merge(maps, "claims", "publish", ["right-to-know"])
    places = {Path(fault.file).parent.name for fault in refused.value.faults}
    assert places == {"sources", "ada", "ben"}
    assert all("its own reason" in fault.message for fault in refused.value.faults)
    assert "Nothing was changed" in refused.value.what
    assert texts(maps) == before


SECOND = """\
- id: again
  speaker: piet-vanderlinden
  on_behalf_of: mill-lane
  mode: verbatim
  claim: dark-blue
  stance: {stance}
  at: {{paragraph: 4, from: Put that colour, to: house in it, words: 15, \
sha256: 119b7244672c5e52986caf9de8e68248ab14ded5c6166ae91ce22d8703708990}}
"""


@pytest.mark.parametrize(
    ("stance", "says"), [("affirms", "same statement"), ("denies", "two stances")]
)
@pytest.mark.parametrize("coder", ["", "ben"])
def test_a_statement_that_would_be_there_twice_is_refused(
    maps: Path, stance: str, says: str, coder: str
) -> None:
    text = (maps / "sources" / f"{SLUG}.yaml").read_text("utf-8") + SECOND.format(stance=stance)
    if coder:
        write_coding(maps, coder, text)
    else:
        (maps / "sources" / f"{SLUG}.yaml").write_text(text, "utf-8")
    with pytest.raises(Refused, match=says) as refused:
        merge(maps, "claims", "prices-fall", ["dark-blue"])
    (fault,) = refused.value.faults
    assert "'vanderlinden-prices' and 'again'" in fault.message or coder or stance == "denies"
    assert text.splitlines()[fault.line - 1].startswith("- id: again")


def test_an_undercut_of_itself_is_refused(maps: Path) -> None:
    with pytest.raises(Refused, match="a step from 'publish' to itself"):
        merge(maps, "claims", "publish", ["burglars-read"])
    with pytest.raises(Refused, match="of which it is the premise"):
        merge(maps, "claims", "burglars-read", ["no-map-needed"])


def test_support_and_attack_at_once_are_refused(maps: Path) -> None:
    with pytest.raises(Refused, match="support 'publish' and attack it"):
        merge(maps, "claims", "right-to-know", ["errors-spread"])


def test_what_was_contradictory_before_refuses_nothing(maps: Path) -> None:
    path = maps / "sources" / f"{SLUG}.yaml"
    second = SECOND.format(stance="denies").replace("dark-blue", "prices-fall")
    path.write_text(path.read_text("utf-8") + second, "utf-8")
    rename(maps, "claims", "prices-fall", "houses-lose").write()
    merge(maps, "claims", "houses-lose", ["dark-blue"]).write()
    assert "dark-blue" not in path.read_text("utf-8").replace("id: courier-dark-blue", "")


def test_errors_that_coders_have_already_refuse_nothing(maps: Path) -> None:
    write_coding(maps, "ben", coding_of(maps, "ben").replace("stance: denies", "stance: deny"))
    assert rename(maps, "claims", "publish", "put-online").texts


def test_a_file_that_cannot_be_read_to_its_end_refuses_a_change_of_what_it_names(
    maps: Path,
) -> None:
    write_coding(maps, "ben", coding_of(maps, "ben") + "- id: [\n")
    with pytest.raises(InputError, match="has a YAML error"):
        rename(maps, "claims", "publish", "put-online")


@pytest.mark.parametrize(
    ("ids", "says"),
    [
        ({"publish": "publish"}, "with itself"),
        ({"publish": "right-to-know", "right-to-know": "dark-blue"}, "cannot replace"),
        ({"publish": "safety"}, "already names another topic"),
        ({"publish": SLUG}, "already names another source"),
    ],
)
def test_ids_that_cannot_be_replaced_are_refused(
    maps: Path, ids: dict[str, str], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        recode(maps, "claims", ids)


def test_a_merge_says_which_values_are_lost(maps: Path) -> None:
    with (maps / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "birds: {name: Birds, kind: group, anonymous: true, description: Friends of birds.}\n"
            "friends: {name: Friends, kind: organization, description: Friends of maps.}\n"
        )
    assert set(merge(maps, "actors", "friends", ["birds"]).notes) == {
        "The actor birds loses its kind, “group”; friends keeps “organization”.",
        "The actor birds loses its description, “Friends of birds.”; friends keeps “Friends of "
        "maps.”.",
        "The actor birds loses its anonymous, “true”; friends keeps “false”.",
    }


@pytest.mark.parametrize("fault", ["ghost:\n", "ghost: {kind: person}\n", "ghost: [x]\n"])
def test_records_with_faults_never_break_a_merge(maps: Path, fault: str) -> None:
    with (maps / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write(fault)
    for into, gone in (("ghost", "tanagers"), ("tanagers", "ghost")):
        with suppress(Refused):
            merge(maps, "actors", into, [gone])
    with pytest.raises((InputError, UnknownName, Refused)):
        split_entity(maps, "actors", "ghost", "new", [f"{SLUG}/council-delays"], text="New")


def test_unknown_and_taken_ids_are_refused_with_what_was_meant(maps: Path) -> None:
    with pytest.raises(UnknownName, match="Did you mean publish"):
        merge(maps, "claims", "publihs", ["dark-blue"])
    with pytest.raises(UnknownName, match="Did you mean dark-blue"):
        merge(maps, "claims", "publish", ["dark-bleu"])
    with pytest.raises(InputError, match="is taken"):
        rename(maps, "claims", "publish", "dark-blue")
    with pytest.raises(Refused, match="cannot be an id"):
        rename(maps, "claims", "publish", "Not An Id")


def test_several_claims_get_one_new_id(maps: Path) -> None:
    recode(maps, "claims", {"burglars-read": "harms", "dark-blue": "harms"}).write()
    coding = read_coding(maps)
    assert coding.claims["harms"].attacks == ("publish",)
    assert {"burglars-read", "dark-blue"}.isdisjoint(coding.claims)


def test_a_full_disk_between_two_files_leaves_all_as_they_were(
    maps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(maps)
    change = rename(maps, "claims", "publish", "put-online")

    written: list[object] = []

    def full(content: str, out: IO[bytes]) -> None:
        written.append(out.write(content.encode()))
        if len(written) == len(change.texts):
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files, "_write", full)
        with pytest.raises(InputError, match="No space"):
            change.write()
    assert texts(maps) == before
    assert not list(maps.rglob(".opendebate-*"))
    change.write()
    assert texts(maps) != before


def test_a_file_that_changed_meanwhile_is_not_written_over(maps: Path) -> None:
    change = rename(maps, "claims", "publish", "put-online")
    path = maps / "codings" / "ada" / f"{SLUG}.yaml"
    path.write_text(path.read_text("utf-8") + "# later\n", "utf-8")
    before = texts(maps)
    with pytest.raises(ChangedOnDisk, match="codings/ada"):
        change.write()
    assert texts(maps) == before


def test_a_claim_is_split_by_statement_and_by_source_in_one_field_or_several(maps: Path) -> None:
    split_entity(
        maps, "claims", "right-to-know", "warn-the-owners", [f"{SLUG}/oyelaran-publish"],
        text="Owners of endangered houses are to be warned.",
    ).write()  # fmt: skip
    coding = read_coding(maps)
    new = coding.claims["warn-the-owners"]
    assert (new.kind, new.side, new.supports) == ("normative", "for", ())
    by_id = {each.id: each for each in coding.sources[SLUG].statements}
    assert by_id["oyelaran-publish"].because == ("warn-the-owners", "neighbours-correct")
    assert by_id["oyelaran-right"].claim == "right-to-know"
    changed = split_entity(maps, "claims", "right-to-know", "warn-the-owners", sources=[SLUG]).texts
    assert set(changed) == {f"sources/{SLUG}", f"codings/ada/{SLUG}", f"codings/ben/{SLUG}"}
    assert "right-to-know" not in changed[f"sources/{SLUG}"]
    split_entity(maps, "claims", "publish", "dark-blue", sources=["a-letter-on-the-maps"]).write()
    draft = (maps / "drafts" / "a-letter-on-the-maps.yaml").read_text("utf-8")
    assert "because: [dark-blue, right-to-know]" in draft


def test_an_actor_is_split_in_one_coders_coding(maps: Path) -> None:
    change = split_entity(
        maps, "actors", "marta-oyelaran", "her-deputy", [f"ada/{SLUG}/oyelaran-insurers"],
        text="The surveyor's deputy",
    )  # fmt: skip
    assert set(change.texts) == {"actors", f"codings/ada/{SLUG}"}
    change.write()
    assert "speaker: her-deputy" in coding_of(maps, "ada")
    assert read_coding(maps).actors["her-deputy"].kind == "person"


@pytest.mark.parametrize(
    ("places", "says"),
    [
        (
            {"statements": ["a-town-and-its-maps/council-delays"]},
            "does not name the claim dark-blue",
        ),
        ({"statements": ["a-twon/council-delays"]}, "no file sources/a-twon.yaml"),
        ({"statements": ["council-delays"]}, "no file sources/.yaml"),
        ({"sources": ["a-letter"]}, "no file sources/a-letter.yaml"),
    ],
)
def test_a_split_of_what_is_not_there_is_refused(
    maps: Path, places: dict[str, Any], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        split_entity(maps, "claims", "dark-blue", "publish", **places)


def table(maps: Path, text: str) -> Path:
    path = maps.parent / "recoding.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_table_recodes_many_at_once_also_in_single_statements(maps: Path) -> None:
    rows = table(maps, (
        "from;to;statement;source;remark\n"
        "publish;put-online;;;clearer\n"
        "measured-well;insurers-know;;;\n"
        "dark-blue;dark-blue;;;\n"
        f"prices-fall;dark-blue;{SLUG}/vanderlinden-prices;;\n"
        f"right-to-know;neighbours-correct;oyelaran-right;{SLUG};\n"
        "burglars-read;insurers-know;;a-letter-on-the-maps;\n"
    ))  # fmt: skip
    change = recode_by_table(maps, "claims", rows)
    change.write()
    coding = read_coding(maps)
    by_id = {each.id: each for each in coding.sources[SLUG].statements}
    assert by_id["vanderlinden-prices"].claim == "dark-blue"
    assert by_id["oyelaran-right"].claim == "neighbours-correct"
    assert by_id["oyelaran-publish"].claim == "put-online"
    assert "measured-well" not in coding.claims
    letter = {each.id: each for each in coding.sources["a-letter-on-the-maps"].statements}
    assert letter["tanagers-grant"].claim == "insurers-know"
    assert change.notes[:2] == (
        "Columns that are not read: 1 (remark).",
        "Rows that change nothing: 1 (line 4).",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("from,into\na,b\n", "no column 'to'"),
        ("from,to\n", "no rows"),
        ("from,to\npublish,\n", r"recoding.csv:2: The cell under 'to' is empty"),
        ("from,to\npublish,a\npublish,b\n", r"recoding.csv:3: 'publish' gets two ids"),
        ("from,to,statement\npublish,a,s1\n", r"recoding.csv:2: It is not said in which source"),
        (
            f"from,to,statement,source\npublish,a,{SLUG}/s1,a-letter\n",
            r"recoding.csv:2: The statement '.*' is not in the source 'a-letter'",
        ),
        (
            f"from,to,statement\npublish,dark-blue,{SLUG}/vanderlinden-prices\n",
            r"recoding.csv:2: The statement .* does not name the claim publish",
        ),
        (
            "from,to,statement\npublish,dark-blue,no-source/s1\n",
            r"recoding.csv:2: There is no file sources/no-source.yaml",
        ),
        ("from,to\ndark-blue,a\npublihs,b\n", r"recoding.csv:3: .*Did you mean publish"),
    ],
)
def test_a_table_that_says_nothing_clear_is_refused_with_its_line(
    maps: Path, text: str, says: str
) -> None:
    with pytest.raises((InputError, UnknownName), match=says):
        recode_by_table(maps, "claims", table(maps, text))


def test_a_column_without_effect_on_topics_is_refused(maps: Path) -> None:
    with pytest.raises(InputError, match="'source' has no effect"):
        recode_by_table(maps, "topics", table(maps, "from,to,source\nsafety,a,b\n"))


def test_two_new_claims_for_one_statement_are_refused(maps: Path) -> None:
    row = f"publish,{{}},{SLUG}/council-delays\n"
    text = "from,to,statement\n" + row.format("dark-blue") + row.format("best-spent")
    with pytest.raises(InputError, match="given two ids"):
        recode_by_table(maps, "claims", table(maps, text))


def with_ids(value: Any, ids: dict[str, str]) -> Any:
    """Return data with other ids in place of some; lists name each once."""
    if isinstance(value, dict):
        return {key: with_ids(each, ids) for key, each in value.items()}
    if not isinstance(value, list):
        return ids.get(value, value) if isinstance(value, str) else value
    new = [with_ids(each, ids) for each in value]
    return [each for n, each in enumerate(new) if each not in new[:n]]


@pytest.mark.parametrize("kind", ["claims", "actors", "topics", "events", "models", "policies"])
def test_any_merge_changes_the_data_as_it_should_and_no_more_or_is_refused(
    maps: Path, kind: str
) -> None:
    coding = read_coding(maps)
    ids = list(getattr(coding, kind))
    pairs = list(permutations(ids, 2))
    accepted = 0
    chosen = random.Random(kind).sample(pairs, min(25, len(pairs)))  # noqa: S311 — no secret
    for into, gone in chosen:
        try:
            change = merge(maps, kind, into, [gone])
        except Refused:
            continue
        accepted += 1
        for key, text in change.texts.items():
            before = parse(change.former[key].encode(), Tree(key)).data
            after = parse(text.encode(), Tree(key))
            assert not after.faults
            expected = with_ids(before, {gone: into})
            if key == kind:
                assert gone not in after.data
                for data in (expected, after.data):
                    data.pop(gone, None)
                    data.pop(into)
            assert plain(after.data) == plain(expected), (into, gone, key)
    assert accepted or not pairs


def plain(value: Any) -> Any:
    """Return data in which a list of one is its member."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(each) for each in value]
    return value

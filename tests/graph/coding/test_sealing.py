"""Sealing writes what is needed to find a passage again, and not a byte besides."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opendebate_ontology
from opendebate.coding import sealing_edits
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.file_writer import ChangedOnDisk, read_source
from opendebate.coding.passages import locate
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.sealing import (
    SealingResult,
    _read_records,
    seal_in_folder,
    seal_text,
)
from opendebate.coding.text import Text
from opendebate.coding.verify import verify
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_text import value_node
from opendebate.coding.yaml_tree import Tree
from opendebate.coding.yaml_values import to_yaml
from opendebate.errors import InputError
from verified import all_found

RAW = "Maps were printed in May. Nobody objected, he says.\n\nIn June it rained.\n"
HEAD = "source:\n  title: T\n  kind: other\n"
# What a seal may add to a file, in either style.
SEAL = re.compile(r"(,|\n +)? ?(paragraph|paragraphs|words|sha256): \w+(?=[,}\n ])")

UNSEALED = re.compile(r', (paragraphs|words|sha256): ("\w+"|\w+)')


def sealed(tmp_path: Path, text: str, raw: str = RAW, *, again: bool = False) -> SealingResult:
    path = tmp_path / "s.yaml"
    path.write_bytes(text.encode())
    return seal_text(text, path, Text.of(raw), reseal=again)


def coded(at: str, head: str = HEAD) -> str:
    return f"{head}statements:\n- id: x\n  mode: narration\n  claim: c\n  at: {at}\n"


def bare(text: str) -> str:
    return SEAL.sub("", text)


@pytest.mark.parametrize(
    "at",
    [
        "{from: Maps were printed, to: in May}",
        "{ from: 'Maps were printed' ,   to: \"in May\" }   # a comment",
        "{from: Maps were printed, # why\n      to: in May,\n  }",
        "\n    from:   Maps were printed   # c1\n    to: in May # c2\n  # after",
        "\n  - from: Maps were printed\n    to: in May\n\n  #\n  - {from: In June it, to: rained}",
        "[{from: Maps were printed, to: in May}, {from: In June it, to: rained}]",
        "\n      # before\n      to: in May\n      from: >-\n        Maps were\n        printed",
    ],
)  # fmt: skip
def test_everything_but_the_seal_stays_as_it_is_written(tmp_path: Path, at: str) -> None:
    text = coded(at).replace("kind: other\n", "kind: other\n  text: {}\n") + "# the end"
    done = sealed(tmp_path, text)
    assert not done.faults
    assert done.new == at.count("from")
    assert bare(done.text) == text
    again = sealed(tmp_path, done.text)
    assert (again.text, again.new, again.unchanged) == (done.text, 0, done.new)


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    text = "\ufeff" + coded("\n    from: Maps were printed\n    to: in May").replace("\n", "\r\n")
    done = sealed(tmp_path, text)
    assert done.text.startswith("\ufeffsource:\r\n")
    assert done.text.count("\n") == done.text.count("\r\n")
    tree = parse(done.text.encode(), Tree("s"))
    assert tree.data["statements"][0]["at"]["words"] == "5"


@pytest.mark.parametrize("body", ["", "  text:\n", "  text: {}\n", "  text: {from: Maps were}\n",
                                  "  text:\n    from: Maps were\n"])  # fmt: skip
def test_the_body_is_sealed_wherever_it_is_written(tmp_path: Path, body: str) -> None:
    done = sealed(tmp_path, HEAD + body)
    found = parse(done.text.encode(), Tree("s")).data["source"]["text"]
    assert (found["paragraphs"], found["words"]) == ("2", "13")
    assert len(found["sha256"]) == 64


def test_a_source_in_one_line_is_sealed(tmp_path: Path) -> None:
    done = sealed(tmp_path, "source: {title: T, kind: other}\n")
    assert done.text.startswith("source: {title: T, kind: other, text: {paragraphs: 2, words: 13,")


def test_ends_become_what_is_written_in_the_article(tmp_path: Path) -> None:
    done = sealed(tmp_path, coded("{from: nobody objected HE, to: says}"))
    assert 'from: "Nobody objected, he", to: says, paragraph: 1, words: 4' in done.text


def test_values_left_empty_are_filled_in(tmp_path: Path) -> None:
    done = sealed(tmp_path, coded("{paragraph:  , from: Maps, to: May, words: , sha256: }"))
    assert "'" not in done.text
    at = parse(done.text.encode(), Tree("s")).data["statements"][0]["at"]
    assert (at["paragraph"], at["words"], len(at["sha256"])) == ("1", "5", 64)


def test_a_value_left_empty_at_the_end_of_a_block_is_filled_in_before_its_comment(
    tmp_path: Path,
) -> None:
    text = (
        coded("\n    from: Maps\n    to: May\n    words:   # how many: see below")
        + "\n# end: yes\n"
    )
    done = sealed(tmp_path, text)
    assert "    words: 5   # how many: see below\n    paragraph: 1\n    sha256: " in done.text
    assert done.text.endswith("\n\n# end: yes\n")


def test_what_cannot_be_found_is_told_with_its_place_and_the_rest_is_sealed(tmp_path: Path) -> None:
    text = coded("\n  - {from: Maps were drawn, to: in May}\n  - {from: In June it, to: rained}")
    done = sealed(tmp_path, text)
    (fault,) = done.faults
    assert (fault.line, fault.column) == (10, 5)
    assert fault.message == (
        "x: “Maps were drawn … in May” is not in the text: its first words, “Maps were drawn”, are "
        "not. Is it “Maps were printed … in May” in paragraph 1?"
    )
    assert done.new == 1


def test_a_passage_in_several_places_is_never_sealed_silently(tmp_path: Path) -> None:
    done = sealed(tmp_path, coded("{from: It, to: rains}"), "It rains. It rains again, and so on.")
    assert done.new == 0
    assert "stands in 2 places" in done.faults[0].message
    assert "for the second in paragraph 1: write paragraph: 1, from: " in done.faults[0].message


HEADED = "Maps were printed in May\n\nMaps were printed in May. Nobody objected, he says.\n"


def test_words_of_a_heading_and_a_paragraph_are_not_sealed_without_a_paragraph(
    tmp_path: Path,
) -> None:
    done = sealed(tmp_path, coded("{from: Maps were printed, to: in May}"), HEADED)
    assert (done.new, len(done.faults)) == (0, 1)
    assert "for paragraph 1: write paragraph: 1." in done.faults[0].message
    assert "sha256" not in done.text.partition("statements:")[2]


@pytest.mark.parametrize("paragraph", [1, 2])
def test_what_is_sealed_by_its_paragraph_is_found_again(tmp_path: Path, paragraph: int) -> None:
    raw = "Maps were printed in May.\n\nNobody objected: maps were printed in May.\n"
    at = f"{{from: Maps were printed, to: in May, paragraph: {paragraph}}}"
    done = sealed(tmp_path, coded(at), raw)
    assert (done.new, done.faults) == (1, ())
    (tmp_path / "s.yaml").write_text(done.text, "utf-8")
    again = sealed(tmp_path, done.text, raw)
    assert (again.text, again.unchanged, again.faults) == (done.text, 1, ())
    file, _ = _read_records(done.text, tmp_path / "s.yaml")
    checked = verify(file, Text.of(raw))
    assert all_found(checked)
    assert checked.passages[0].location.spans[0].paragraph == paragraph


def test_a_changed_text_is_sealed_anew_only_when_asked(tmp_path: Path) -> None:
    first = sealed(tmp_path, coded("{from: Maps were printed, to: in May}")).text
    changed = RAW.replace("printed in", "printed early in")
    done = sealed(tmp_path, first, changed)
    assert done.text == first
    assert [fault.message.split(" (")[0] for fault in done.faults] == [
        "The text as a whole is not the copy that was sealed",
        "x: “Maps were printed … in May” is there, but its seal is of other words",
    ]
    assert "seal with --again" in done.faults[1].message
    done = sealed(tmp_path, first, changed, again=True)
    assert not done.faults
    assert "words: 6," in done.text
    assert "words: 14," in done.text


def test_a_wrong_paragraph_is_put_right_and_reported(tmp_path: Path) -> None:
    done = sealed(tmp_path, coded("{paragraph: 2, from: Maps were printed, to: in May}"))
    assert "{paragraph: 1, from" in done.text
    assert [note.message for note in done.notes] == ["x: paragraph is now 1, not 2."]


@pytest.mark.parametrize(
    ("at", "changes"),
    [
        ("{from: nobody objected HE, to: says}",
         ["from is now “Nobody objected, he”, not “nobody objected HE”"]),
        ("{from: well-made town maps, to: lives}",
         ["from is now “Well-made town”, not “well-made town maps”",
          "to is now “maps save lives”, not “lives”"]),
        ("{from: Maps, to: May}",
         ["from is now “Maps were printed”, not “Maps”", "to is now “in May”, not “May”"]),
        ("\n      from: >-\n        Maps were\n        printed\n      to: in May", []),
        ("{paragraph: , from: Maps were printed, to: in May}", []),
    ],
)  # fmt: skip
def test_each_end_that_is_written_otherwise_is_reported(
    tmp_path: Path, at: str, changes: list[str]
) -> None:
    raw = f"{RAW}\nWell-made town maps save lives.\n"
    done = sealed(tmp_path, coded(at), raw)
    assert [note.message for note in done.notes] == [f"x: {'; '.join(changes)}."] * bool(changes)
    assert all(note.severity == "note" for note in done.notes)
    assert sealed(tmp_path, done.text, raw).notes == ()


def test_a_fault_is_located_in_the_file_as_it_is_after_sealing(tmp_path: Path) -> None:
    text = coded("\n    from: Maps were printed\n    to: in May") + (
        "- id: y\n  mode: narration\n  claim: c\n  at: {from: Maps were drawn, to: in May}\n"
    )
    done = sealed(tmp_path, text)
    (fault,) = done.faults
    line = done.text.splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith("{from: Maps were drawn")


def test_another_text_is_told_at_the_place_of_its_ends(tmp_path: Path) -> None:
    text = coded("{from: a, to: b}", HEAD + "  text: {from: Once upon a, to: ever after}\n")
    with pytest.raises(InputError, match=r"s\.yaml:4:9: The body's first words, 'Once upon a'"):
        sealed(tmp_path, text)


def test_characters_that_cannot_be_seen_do_not_get_into_the_file(tmp_path: Path) -> None:
    raw = "\u202eMaps\u202c\x07 were\x9b printed in May.\n"
    done = sealed(tmp_path, coded("{from: maps were printed, to: in may}"), raw)
    assert "from: Maps were printed, to: in May" in done.text
    assert not parse(done.text.encode(), Tree("s")).faults


@given(st.text(max_size=20))
def test_every_text_can_be_written_as_a_value(text: str) -> None:
    for form in ("a: {{b: {}}}", "a:\n  b: {}\n"):
        tree = parse(form.format(to_yaml(text)).encode("utf-8", "replace"), Tree("s"))
        if not tree.faults:
            assert tree.data["a"]["b"] == text.encode("utf-8", "replace").decode()


@given(st.from_regex(r"[ -~éß’…\n]{1,30}", fullmatch=True))  # noqa: RUF001
def test_printable_text_is_always_read_back(text: str) -> None:
    tree = parse(f"a: {{b: {to_yaml(text)}}}".encode(), Tree("s"))
    assert not tree.faults
    assert tree.data == {"a": {"b": text}}


def test_an_editor_that_is_asked_for_nothing_new_changes_nothing() -> None:
    editor = RecordEditor("a: {b: 'c' }")
    editor.change(value_node(editor.root, "a"), "b", "c")
    assert editor.result() == "a: {b: 'c' }"


def test_the_invented_debate_is_sealed_and_stays_so(
    town: Path, town_texts: dict[str, Path]
) -> None:
    for name, article in town_texts.items():
        path = town / "sources" / f"{name}.yaml"
        done = seal_text(read_source(path), path, read_text(article))
        assert (done.new, done.faults) == (0, ())
        assert done.text.encode() == path.read_bytes()


def test_the_built_in_source_keeps_every_byte_besides(tmp_path: Path, article_path: Path) -> None:
    built_in = opendebate_ontology.path("debate", "sources", "why-meta-opened-up.yaml")
    before = UNSEALED.sub("", built_in.read_bytes().decode())
    path = tmp_path / "s.yaml"
    path.write_bytes(before.encode())
    done = seal_text(before, path, read_text(article_path))
    assert not done.faults
    assert done.new > 100
    # Only ends of fewer than three words, or in other capitals, may be written anew.
    ends = re.compile(r'(from|to): ("[^"]*"|[^,}\n]*)')
    assert ends.sub("", UNSEALED.sub("", done.text)) == ends.sub("", before)
    path.write_bytes(done.text.encode())
    assert seal_text(done.text, path, read_text(article_path)).text == done.text


def test_a_sealed_debate_is_verified_by_its_digests(
    town: Path, town_texts: dict[str, Path]
) -> None:
    coding = read_coding(town)
    for name, article in town_texts.items():
        assert all_found(verify(coding.sources[name], read_text(article)))


def test_what_is_saved_while_passages_are_searched_is_not_written_over(
    town: Path, town_texts: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, article = next(iter(town_texts.items()))
    path = town / "sources" / f"{name}.yaml"
    path.write_bytes(UNSEALED.sub("", path.read_text("utf-8")).encode())
    saved = path.read_text("utf-8") + "# saved meanwhile\n"

    def search_slowly(*arguments: Any) -> Any:
        path.write_text(saved, "utf-8")
        return locate(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(sealing_edits, "locate", search_slowly)
        with pytest.raises(ChangedOnDisk, match="Another program changed"):
            seal_in_folder(town, name, read_text(article))
    assert path.read_text("utf-8") == saved
    assert seal_in_folder(town, name, read_text(article)).new
    assert "# saved meanwhile" in path.read_text("utf-8")

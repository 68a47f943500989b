"""Texts come in however an editor saved them, or the refusal says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.coding.article_files import read_text
from opendebate.coding.text_input import decoded, encoding_of, read_bytes, text_of
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import InputError

SAVED = {
    "unix": lambda text: text.encode(),
    "windows": lambda text: text.replace("\n", "\r\n").encode(),
    "old-mac": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16-le-unmarked": lambda text: text.encode("utf-16-le"),
    "utf-16-be-unmarked": lambda text: text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32"),
}
TEXT = "The ferry\n\nIt must go on, said Ida Moss.\nNobody else spoke.\n"


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_one_text_is_the_same_however_it_was_saved(saved: object, tmp_path: Path) -> None:
    assert callable(saved)
    assert text_of(saved(TEXT)) == TEXT
    (tmp_path / "a.txt").write_bytes(saved(TEXT))
    found = read_text(tmp_path / "a.txt")
    assert (found.raw, len(found.paragraphs)) == (TEXT, 2)
    tree = parse(saved("a: b\nc:\n  - d\n"), Tree("f.yaml"))
    assert (tree.data, tree.faults) == ({"a": "b", "c": ["d"]}, [])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff")))
def test_utf_8_is_never_taken_for_another_encoding(text: str) -> None:
    assert encoding_of(text.encode())[0] == "utf-8" or "\0" in text
    if "\0" not in text:
        assert text_of(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "what", "advice"),
    [
        (b"caf\xe9", "It is not UTF-8: byte 3 is 0xe9.", "iconv -f WINDOWS-1252 -t UTF-8"),
        (b"\xff\xfea\0b\xd8\0\0", "UTF-16-LE, and is damaged at byte 4", "-f UTF-16-LE"),
        (b"\xff\xfea\0b", "UTF-16-LE, and is damaged at byte 4", "-f UTF-16-LE"),
        (b"%PDF-1.7", "It is a PDF: a binary file", "pdftotext"),
        (b"PK\x03\x04...", "a ZIP archive, as word processors write", "pandoc"),
        (b"\x89PNG", "It is a picture: a binary file", "Give the query."),
        (b"maps\0and so on", "binary file (byte 4 says so)", "Give the query."),
    ],
)
def test_what_is_no_text_is_told_with_the_encoding_that_it_seems_to_have(
    data: bytes, what: str, advice: str
) -> None:
    with pytest.raises(InputError) as told:
        decoded(data, "a.rq", advice="Give the query.")
    assert what in told.value.what
    assert advice in str(told.value.advice)
    assert str(told.value.where).startswith("a.rq")


def test_a_file_that_is_missing_or_too_large_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    with pytest.raises(InputError, match="larger than 4e-06 MB") as told:
        read_bytes(tmp_path / "a", 4, advice="Cut it.")
    assert told.value.advice == "Cut it."
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_bytes(tmp_path / "b", 4, advice="Cut it.")

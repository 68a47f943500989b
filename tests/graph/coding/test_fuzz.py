"""Whatever a coding folder holds, reading it ends in faults with places, never in a traceback."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing import tries
from opendebate.coding.check import read_with_faults
from opendebate.errors import Fault

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
NAMES = sorted(path.relative_to(TOWN).as_posix() for path in TOWN.rglob("*.yaml"))
BYTES = {name: (TOWN / name).read_bytes() for name in NAMES}
# What slips into files: signs of YAML, halves of characters, line ends, and what is none of these.
SCRAPS = st.sampled_from(
    [b"", b"#", b" #", b": ", b":", b"- ", b"-", b"[", b"]", b"{", b"}", b"'", b'"', b"\n", b"\r\n",
     b"\t", b"  ", b"&a ", b"*a", b"!!x ", b"? ", b"|\n", b">\n", b"%", b"@", b"\xff", b"\x00",
     b"\xc2\xa0", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"---\n", b"...\n", b"null", b"~", b"1.0",
     b"1_0", b"2024-13", b"unknown", b"\\u202e", b"a" * 300, b"<<: ", b"[[[[[[[[", b",", b", "]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """Return files of the invented debate, some of them damaged in one to four places."""
    files = dict(BYTES)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(NAMES))
        text = files[name]
        start = draw(st.integers(0, len(text)))
        most = start + draw(st.sampled_from([0, 1, 8, 200]))
        end = draw(st.integers(start, min(len(text), max(start, most))))
        files[name] = text[:start] + draw(SCRAPS) + text[end:]
    return files


def faults_with(files: dict[str, bytes]) -> list[tuple[str, Fault]]:
    """Return the faults of a debate with other files, each with the path of its file in it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "d"
        shutil.copytree(TOWN, place)
        for name, content in files.items():
            (place / name).write_bytes(content)
        _, faults = read_with_faults(place)
    return [(fault.file.removeprefix(f"{place}/"), fault) for fault in faults]


@pytest.mark.fuzz
@tries(60)
@given(damaged())
def test_damaged_files_are_told_with_their_places(files: dict[str, bytes]) -> None:
    for name, fault in faults_with(files):
        content = files.get(name, b"")
        lines = content.count(b"\n") + content.count(b"\r") + 2
        assert 0 <= fault.line <= lines
        assert len(fault.message.split()) > 2, "a sentence"


@pytest.mark.fuzz
@tries(30)
@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=60), min_size=1))
def test_files_of_any_bytes_are_told(files: dict[str, bytes]) -> None:
    assert all(len(fault.message.split()) > 2 for _, fault in faults_with(files))


@pytest.mark.parametrize("name", NAMES)
def test_half_of_a_file_is_told(tmp_path: Path, name: str) -> None:
    shutil.copytree(TOWN, tmp_path / "d")
    (tmp_path / "d" / name).write_bytes(BYTES[name][: len(BYTES[name]) // 2])
    coding, faults = read_with_faults(tmp_path / "d")
    assert faults or len(coding.trees) == len(NAMES)

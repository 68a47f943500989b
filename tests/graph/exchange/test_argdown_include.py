"""Documents of several files, in Markdown, and with line ends of any system."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendebate.errors import InputError
from opendebate.exchange.argdown import read
from opendebate.exchange.argdown.lex import tokenize
from opendebate.exchange.coded_debate import CodedDebate

OURS = Path(__file__).parents[2] / "data" / "exchange"


def imported(folder: Path, **files: str) -> CodedDebate:
    """Return the document `main` with the files beside it."""
    for name, text in files.items():
        (folder / f"{name}.argdown").write_bytes(text.encode())
    return read(folder / "main.argdown")


def told(coded: CodedDebate, what: str) -> str:
    return next(line for line in coded.report if what in line)


def test_an_included_file_is_read_in_its_place(tmp_path: Path) -> None:
    part = "===\ntitle: Not the debate's\n===\n\n[Cost]: It costs too much.\n  -> [Go on]"
    main = (
        "[Go on]: The ferry must go on.\n\n@include(part.argdown)\n\n[Cost]\n  <+ [Old]: It is old."
    )
    coded = imported(tmp_path, main=main, part=part)
    assert coded.claims.keys() == {"go-on", "cost", "old"}
    assert coded.claims["cost"]["attacks"] == ["go-on"]
    assert coded.debate["title"] == "main"
    assert told(coded, "Front matter of included files is left out: 1")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("main.argdown", "it includes itself"),
        ("loop.argdown", "it includes itself"),
        ("../outside.argdown", "it is not below the document's folder"),
        ("/etc/passwd", "it is not below the document's folder"),
        ("link.argdown", "it is not below the document's folder"),
        ("missing.argdown", "there is no such file"),
        ("", "there is no such file"),
    ],
)
def test_an_inclusion_that_cannot_be_is_told_and_is_no_claim(
    name: str, why: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.argdown").write_text("[Secret]: It is not ours.", "utf-8")
    (folder / "link.argdown").symlink_to(tmp_path / "outside.argdown")
    loop = "[Loop]: Round and round.\n\n@include(main.argdown)"
    coded = imported(folder, main=f"[Go on]: It must.\n\n@include({name})\n", loop=loop)
    assert coded.claims.keys() - {"loop"} == {"go-on"}
    assert why in told(coded, "Included files")
    assert "@include" not in str(coded.claims)


def test_files_that_include_each_other_many_times_end_at_the_size_that_is_read(
    tmp_path: Path,
) -> None:
    files = {f"a{n}": f"@include(a{n + 1}.argdown)\n" * 9 + " " * 9_000 for n in range(8)}
    with pytest.raises(InputError, match="larger than"):
        imported(tmp_path, main="@include(a0.argdown)", **files)


def test_an_inclusion_in_a_comment_is_a_comment(tmp_path: Path) -> None:
    coded = imported(
        tmp_path, main="[Go on]: It must. // @include(no.argdown)\n/* @include(x) */\n"
    )
    assert not any("ncluded" in line for line in coded.report)


def test_an_error_is_told_at_its_line_in_the_file_that_it_is_in(tmp_path: Path) -> None:
    main = "[A]: a.\n\n@include(part.argdown)\n\n[B]: b.\n"
    with pytest.raises(InputError) as error:
        imported(tmp_path, main=main, part="[C]: c.\n\n\n+ [D]: d.")
    assert error.value.where == f"{tmp_path}/part.argdown:4"
    with pytest.raises(InputError) as error:
        imported(tmp_path, main=main + "+ [E]: e. [", part="[C]: c.\n\n\n[D]: d.")
    assert error.value.where == f"{tmp_path}/main.argdown:6"


def test_blocks_of_argdown_in_markdown_are_read_and_all_else_is_left_out(tmp_path: Path) -> None:
    text = (
        "# Ferry\n\nWhat we found, [see](x):\n\n```argdown\n===\ntitle: The ferry\n===\n\n"
        "[Go on]: It must.\n```\n- no relation\n~~~~ argdown-map\n[Cost]: Too much.\n"
        "  -> [Go on]\n~~~~\n\n```python\n[1]\n```\n"
    )
    (tmp_path / "notes.md").write_text(text, "utf-8")
    coded = read(tmp_path / "notes.md")
    assert coded.claims.keys() == {"go-on", "cost"}
    assert coded.debate["title"] == "The ferry"
    assert told(coded, "Text outside the blocks of Argdown")
    assert coded.texts["notes"] == text


def test_a_text_in_which_nothing_is_argdown_is_refused(tmp_path: Path) -> None:
    prose = "# The ferry\n\nWe went to the sea. It was cold.\n\n* one\n* two\n\nNobody spoke."
    with pytest.raises(
        InputError, match="plain text: it has no title, relation or numbered argument"
    ):
        imported(tmp_path, main=prose)


@pytest.mark.parametrize("target", ["[Go on]", "<Go on>", "https://example.org/x", "a b"])
def test_a_link_may_lead_to_a_title(target: str, tmp_path: Path) -> None:
    coded = imported(tmp_path, main=f"[Go on]: See [the plan]({target}) of it.")
    assert coded.claims["go-on"]["text"] == "See the plan of it."
    assert target in told(coded, "Links")


def test_a_full_width_colon_ends_a_title_too(tmp_path: Path) -> None:
    coded = imported(tmp_path, main="[Go on]\uff1a It must.\n  - <Cost>\uff1a Too much.")
    assert [one["text"] for one in coded.claims.values()] == ["It must.", "Too much."]


lines = st.lists(
    st.sampled_from(
        ["[A]: a", "  + <B>: b", "", "", "(1) c", "----", "(2) d", "# E", "// f", " g"]
    ),
    max_size=12,
)


@given(lines, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_of_any_system_give_the_same_tokens(parts: list[str], end: str) -> None:
    found = [tokenize(mark.join(parts)) for mark in ("\n", end)]
    kinds = [[(token.kind, token.value) for token in tokens] for tokens in found]
    assert kinds[0] == [(kind, value.replace(end, "\n")) for kind, value in kinds[1]]

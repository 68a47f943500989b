"""Tables of documents, as press databases have them: sources to be coded, and their texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate.coding.check import read_coding
from opendebate_cli.main import cli

TABLE = """\
Headline,Source,Byline,Published,Type,URL,Full text,Words
A flood,Town Post,Jo Marsh; Ida Moss,31/01/2024,news,https://example.org/flood,"The water came.

“Nobody warned us,” said the baker, who has lived by the river for thirty years and more.",20
A flood,Town Post,,13/02/2024,,not a link,,0
,Town Post,,14/02/2024,,,Nothing.,1
"""


def run(folder: Path, text: str, *options: str) -> Result:
    (folder / "press.csv").write_text(text, "utf-8")
    line = ["import", "documents", str(folder / "press.csv"), "-o", str(folder / "made"), *options]
    return CliRunner().invoke(cli, line)


def test_each_row_is_a_source_to_be_coded_and_its_text_stays_outside(tmp_path: Path) -> None:
    done = run(tmp_path, TABLE, "--texts", str(tmp_path / "texts"))
    assert done.exit_code == 0, done.stderr
    coding = read_coding(tmp_path / "made")
    assert {*coding.sources} == {"a-flood", "a-flood-2"}
    source = coding.sources["a-flood"].source
    assert (source.title, source.kind, source.url) == (
        "A flood", "news-article", "https://example.org/flood",
    )  # fmt: skip
    assert (source.publisher, source.authors) == ("town-post", ("jo-marsh", "ida-moss"))
    assert source.published is not None
    assert source.published.latest.isoformat() == "2024-01-31"
    assert source.text is not None
    assert source.text.paragraphs == 2
    files = [path.read_text("utf-8") for path in (tmp_path / "made").rglob("*.yaml")]
    assert not [text for text in files if "Nobody warned" in text]
    article = tmp_path / "texts" / "a-flood.txt"
    assert "“Nobody warned us,”" in article.read_text("utf-8")
    for sentence in (
        "Rows without a title are left out: 1 (line 6)", "Columns that are not read: 1 (Words)",
        "Addresses that are none of the web are left out: 1 (not a link)",
        "by its texts, “en” is assumed",
    ):  # fmt: skip
        assert sentence in done.stdout
    line = ["-d", str(tmp_path / "made"), "check", "--text", f"a-flood={article}"]
    checked = CliRunner().invoke(cli, line)
    assert checked.exit_code == 0, checked.stdout
    assert "The text is not the copy that was sealed" not in checked.stdout


def test_who_takes_documents_for_statements_is_told_how_to_read_them(tmp_path: Path) -> None:
    (tmp_path / "press.csv").write_text(TABLE, "utf-8")
    line = ["import", "table", str(tmp_path / "press.csv"), "-o", str(tmp_path / "made")]
    assert "opendebate import documents FILE" in CliRunner().invoke(cli, line).stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "No column has the titles of documents."),
        ("title,date\nA,3/4/2024\n", "may begin with the day or with the month"),
        ("title,date\n", "no rows below its header"),
    ],
)
def test_what_is_no_table_of_documents_is_refused(text: str, says: str, tmp_path: Path) -> None:
    done = run(tmp_path, text)
    assert done.exit_code == 3
    assert says in done.stderr
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("form", ["documents", "codebook-table"])
def test_workbooks_are_read_too(form: str, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("name", "description"), ("A flood", "What the water did")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    line = ["import", form, str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "made")]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.stderr
    coding = read_coding(tmp_path / "made")
    assert (*coding.sources, *coding.claims) == ("a-flood",)

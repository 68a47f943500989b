"""PDF and DOCX as articles: their text and properties, and hostile files."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from opendebate.coding import documents
from opendebate.coding.article_files import read_article, read_text
from opendebate.coding.pdf_lines import paragraphs_of_pages
from opendebate.errors import InputError

LINES = ["The council of Averley voted on Tuesday to delay its plan, since a wro-",
         "ng colour can be copied. The open-source maps stay on paper until May,",
         "in one room.",
         "Nobody objected to the open-",
         "source maps, and the council left in silence at half past nine of that day."]  # fmt: skip


def pdf(pages: list[list[str]], **properties: str) -> pypdf.PdfWriter:
    writer = pypdf.PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"),
                             NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        content = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content.set_data(f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
    writer.add_metadata({f"/{key}": value for key, value in properties.items()})
    return writer


def saved(writer: pypdf.PdfWriter, path: Path) -> Path:
    with path.open("wb") as out:
        writer.write(out)
    return path


def document(path: Path) -> Path:
    made = docx.Document()
    made.core_properties.title = "A letter on the maps"
    made.core_properties.author = "Ada Brook; Kim Li"
    made.add_heading("On maps", 1)
    made.add_paragraph("Maps help everybody in the town, and nobody has to pay for them at all.")
    changed = made.add_paragraph("They ")
    changed._p.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>really </w:t></w:r></w:ins>'
    ))  # fmt: skip
    changed._p.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>never</w:delText></w:r>'
        "</w:del>"
    ))  # fmt: skip
    changed.add_run("do.")
    made.add_table(1, 1).cell(0, 0).text = "A cell says so, too."
    made.save(str(path))
    return path


def test_a_pdf_is_read_with_its_paragraphs_and_properties(tmp_path: Path) -> None:
    path = saved(pdf([LINES], Title="A town", Author="Ada Brook",
                     CreationDate="D:20240312090000Z"), tmp_path / "a.pdf")  # fmt: skip
    text, proposed = read_article(path)
    assert [text.slice(block.start, block.stop) for block in text.blocks] == [
        "The council of Averley voted on Tuesday to delay its plan, since a wrong colour can be "
        "copied. The open-source maps stay on paper until May, in one room",
        "Nobody objected to the open-source maps, and the council left in silence at half past "
        "nine of that day",
    ]
    assert proposed == {"title": "A town", "authors": ["Ada Brook"], "file_date": "2024-03-12"}


def test_headers_footers_and_page_numbers_of_a_pdf_are_left_out() -> None:
    said = ["Maps help a great deal in every flood that comes.",
            "They cost a little, and nobody minds it at all.",
            "In 2014 the river rose by more than one metre."]  # fmt: skip
    pages = [[f"The Courier, page {number}", line, f"- {number} -"]
             for number, line in enumerate(said, 1)]  # fmt: skip
    assert paragraphs_of_pages(pages) == [
        "Maps help a great deal in every flood that comes. They cost a little, and nobody minds it "
        "at all. In 2014 the river rose by more than one metre."
    ]


def test_a_docx_is_read_with_insertions_and_tables_and_without_deletions(tmp_path: Path) -> None:
    text, proposed = read_article(document(tmp_path / "a.docx"))
    assert [text.slice(block.start, block.stop) for block in text.blocks] == [
        "On maps",
        "Maps help everybody in the town, and nobody has to pay for them at all",
        "They really do",
        "A cell says so, too",
    ]
    assert text.blocks[0].paragraph is None
    assert (proposed["title"], proposed["authors"]) == (
        "A letter on the maps", ["Ada Brook", "Kim Li"]
    )  # fmt: skip


def refused(path: Path, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        read_text(path)
    assert str(error.value.where) == str(path)
    assert error.value.advice


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    writer = pdf([LINES])
    writer.encrypt("secret", algorithm="RC4-128")
    refused(saved(writer, tmp_path / "a.pdf"), "protected by a password")


def test_a_pdf_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    writer = pdf([LINES])
    writer.encrypt("", "owner", algorithm="RC4-128")
    assert "council" in read_text(saved(writer, tmp_path / "a.pdf")).folded


def test_a_pdf_that_needs_another_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = pdf([LINES])
    writer.encrypt("", "owner", algorithm="RC4-128")
    path = saved(writer, tmp_path / "a.pdf")

    def lack(*_: object) -> None:
        raise pypdf.errors.DependencyError("cryptography is needed")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", lack)
    refused(path, "or encrypted")


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    refused(saved(pdf([[]]), tmp_path / "a.pdf"), "its pages are pictures")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_damaged_document_is_refused_or_read(tmp_path: Path, share: float) -> None:
    for path in (saved(pdf([LINES]), tmp_path / "a.pdf"), document(tmp_path / "a.docx")):
        data = path.read_bytes()
        at = int(len(data) * share)
        for damaged in (data[:at], data[:at] + b"\xff" * 50 + data[at + 50 :]):
            path.write_bytes(damaged)
            try:
                assert read_text(path).words
            except InputError as error:
                advice = error.advice
            else:
                advice = "none is needed"
            assert advice


def test_a_pdf_with_too_many_pages_or_characters_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(pdf([LINES, LINES]), tmp_path / "a.pdf")
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 300)
    refused(path, "more than 300 characters")
    monkeypatch.setattr(documents, "MAX_PAGES", 1)
    refused(path, "It has 2 pages")


def test_a_pdf_bomb_is_refused(tmp_path: Path) -> None:
    writer = pdf([LINES])
    content = DecodedStreamObject()
    content.set_data(b"(a) Tj " * 12_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())
    path = saved(writer, tmp_path / "a.pdf")
    assert path.stat().st_size < 1_000_000
    refused(path, "Unpacked, this (archive|file) is larger|damaged|more than")


def rewritten(path: Path, part: str, change: bytes) -> Path:
    """Put a part with other content into an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rewritten(document(tmp_path / "a.docx"), "word/media/x.bin", b"\0" * 21_000_000)
    assert read_text(path).words
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(documents, "MAX_UNPACKED", 20_000_000)
    refused(path, "Unpacked, this file is larger")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_defines_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    entities = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    bomb = f"{declared}{entities}".encode(encoding)
    refused(rewritten(document(tmp_path / "a.docx"), "word/document.xml", bomb), "defines entities")


def test_a_broken_main_part_is_refused(tmp_path: Path) -> None:
    refused(rewritten(document(tmp_path / "a.docx"), "word/document.xml", b"<w:p>"), "damaged")


def test_other_archives_are_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Maps help.")
    refused_with = "a ZIP archive, as word processors write"
    with pytest.raises(InputError, match=refused_with):
        read_text(path)


@pytest.mark.parametrize(("package", "name"), [("pypdf", "a.pdf"), ("docx", "a.docx")])
def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, name: str
) -> None:
    made = saved(pdf([LINES]), tmp_path / name) if package == "pypdf" else document(tmp_path / name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match="is not installed") as error:
        read_text(made)
    assert ".[documents]" in str(error.value.advice)


CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>They never do.</text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">On maps</text:h>
<text:p>Maps<text:s text:c="3"/>help <text:span>everybody<text:note><text:note-citation>1
</text:note-citation><text:note-body><text:p>Nearly.</text:p></text:note-body></text:note>
 in the<text:line-break/>town</text:span><office:annotation><dc:creator>x</dc:creator>
<text:p>Who says so?</text:p></office:annotation>, and nobody has to pay for them at all.</text:p>
<text:p/>
<text:list><text:list-item><text:p>They really do.<draw:frame><draw:text-box>
<text:p>In a box.</text:p></draw:text-box></draw:frame></text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>A cell says so, too.</text:p>
</table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""
META = """<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>A letter on the maps</dc:title>
<meta:initial-creator>Ada Brook</meta:initial-creator><dc:creator>Kim Li</dc:creator>
<meta:creation-date>2024-03-01T10:00:00.5</meta:creation-date></office:meta></office:document-meta>"""


def open_document(path: Path, **parts: str) -> Path:
    """Write an ODT as LibreOffice packs it: its kind comes first, and is not compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.text"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        for name, part in {"content": CONTENT, "meta": META, **parts}.items():
            archive.writestr(f"{name}.xml", part)
    return path


def test_an_odt_is_read_without_deletions_notes_and_comments(tmp_path: Path) -> None:
    text, proposed = read_article(open_document(tmp_path / "a.odt"))
    assert [text.slice(block.start, block.stop) for block in text.blocks] == [
        "On maps",
        "Maps help everybody in the town, and nobody has to pay for them at all",
        "They really do",
        "In a box",
        "A cell says so, too",
    ]
    assert proposed == {"title": "A letter on the maps", "authors": ["Ada Brook"],
                        "file_date": "2024-03-01"}  # fmt: skip


@pytest.mark.parametrize(("parts", "message"), [
    ({"content": CONTENT[:900]}, "ODT is damaged"),
    ({"content": "<a/>"}, "ODT is damaged"),
    ({"META-INF/manifest": "<encryption-data/>"}, "protected by a password"),
    ({"content": CONTENT.replace("?>", "?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1)}, "entities"),
    ({"content": CONTENT.replace("really", "really " * 8_000_000)}, "Unpacked, this file"),
    ({"content": "<a>" * 30_000 + "</a>" * 30_000}, "ODT is damaged"),
])  # fmt: skip
def test_a_hostile_odt_is_refused(tmp_path: Path, parts: dict[str, str], message: str) -> None:
    refused(open_document(tmp_path / "a.odt", **parts), message)


def test_an_odt_that_says_nothing_of_itself_is_read(tmp_path: Path) -> None:
    nothing = META[: META.index("<dc:title>")] + META[META.index("</office:meta>") :]
    path = open_document(tmp_path / "a.odt", meta=nothing)
    assert read_article(path)[1] == {}


def test_rtf_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi Maps help.}")
    refused(tmp_path / "a.rtf", "It is a document in RTF, which is not read")

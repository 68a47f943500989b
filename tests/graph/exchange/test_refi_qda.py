"""Projects and codebooks of REFI-QDA: what other programs coded, and our debates for them."""

from __future__ import annotations

import copy
import io
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

import opendebate
from coders import three_coders, write_coding
from invented import write_knots
from opendebate.coding.check import read_coding
from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.text import Text
from opendebate.errors import InputError, UsageError
from opendebate.exchange import refi_qda
from opendebate.exchange.coded_debate import CodedDebate, passages_of
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.merged_codings import add_codings
from opendebate.exchange.refi_qda import archive, codebook
from opendebate_cli.main import cli
from qda_schema import faults
from round_trips import again, records, statements

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data"
POND = DATA / "exchange"
SHARED = ROOT.parent / "shared" / "data" / "refi-qda"
SPACE = "urn:QDA-XML:project:1.0"
NUMBER = "50000000-0000-0000-0000-000000000001"
TOWN = "a-town-and-its-maps"
TEXTS = {name: (DATA / f"{name}.txt").read_text("utf-8")
         for name in (TOWN, "a-letter-on-the-maps")}  # fmt: skip


def packed(xml: str | bytes, texts: dict[str, bytes], folder: Path) -> Path:
    path = folder / "packed.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("project.qde", xml)
        for name, content in texts.items():
            file.writestr(name, content)
    return path


def pond(folder: Path, edit: Callable[[str], str] = str) -> Path:
    """Return the project of an invented program, perhaps changed."""
    text = (POND / "mill-pond.txt").read_bytes()
    xml = edit((POND / "mill-pond.qde").read_text("utf-8"))
    return packed(xml, {f"sources/{NUMBER}.txt": text}, folder)


def root_of(content: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return fromstring(file.read("project.qde"))  # noqa: S314 — we wrote it


def edited(coded: CodedDebate, folder: Path, edit: Callable[[Element], None]) -> CodedDebate:
    """Return a coded debate that was written, changed as another program may do, and read."""
    content = refi_qda.write(coded, TEXTS)
    root = root_of(content)
    edit(root)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        texts = {name: file.read(name) for name in file.namelist() if name.startswith("Sources/")}
    return read_coded_debate("refi-qda", packed(tostring(root), texts, folder))


@pytest.mark.parametrize("texts", [{}, TEXTS], ids=["ends", "articles"])
def test_a_debate_that_is_written_and_read_is_the_same(
    texts: dict[str, str], flood: CodedDebate, tmp_path: Path
) -> None:
    found = again("refi-qda", flood, tmp_path, texts)
    assert records(found) == records(flood)
    assert (found.report, found.texts) == ([], {})


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_any_debate_that_is_written_and_read_is_the_same_and_valid(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("knots")
    coded = read_graph(opendebate.load(write_knots(folder / "knots", seed)).engine)
    before = copy.deepcopy(coded)
    found = again("refi-qda", coded, folder)
    assert records(found) == records(before)
    assert found.report == []
    assert list(faults(root_of(refi_qda.write(coded, {})), SPACE)) == []


@pytest.mark.parametrize("texts", [{}, TEXTS], ids=["ends", "articles"])
def test_a_project_is_valid_by_the_standards_rules(
    texts: dict[str, str], flood: CodedDebate
) -> None:
    root = root_of(refi_qda.write(flood, texts))
    assert list(faults(root, SPACE)) == []
    assert len([*root.iter(f"{{{SPACE}}}PlainTextSelection")]) >= 15


def test_the_rules_find_faults(flood: CodedDebate) -> None:
    root = root_of(refi_qda.write(flood, {}))
    for name in ("Users", "Code", "PlainTextSelection"):
        for element in [*root.iter(f"{{{SPACE}}}{name}")][:1]:
            element.attrib.pop("guid", None)
    root.append(Element(f"{{{SPACE}}}Users"))
    listed = " ".join(faults(root, SPACE))
    assert "Code has no guid*" in listed
    assert "Project must not hold" in listed


def test_a_project_is_valid_by_the_published_schema(flood: CodedDebate) -> None:
    from lxml import etree

    if not (SHARED / "Project.xsd").is_file():
        pytest.skip("the schema of REFI-QDA is not here; it is never stored with the project")
    schema = etree.XMLSchema(etree.parse(SHARED / "Project.xsd"))
    for texts in ({}, TEXTS):
        schema.assertValid(etree.fromstring(tostring(root_of(refi_qda.write(flood, texts)))))


def test_a_project_of_nvivo_is_read(tmp_path: Path) -> None:
    path = SHARED / "nvivo_project.qdpx"
    if not path.is_file():
        pytest.skip("the project of NVivo is not here; it is never stored with the project")
    coded = read_coded_debate("refi-qda", path)
    assert (coded.counts["codes"], len(coded.claims), len(coded.topics)) == (262, 204, 58)
    write_folder(coded, tmp_path / "made")
    assert len(read_coding(tmp_path / "made").claims) == 204


def test_codes_folders_and_what_is_said_of_them(tmp_path: Path) -> None:
    coded = read_coded_debate("refi-qda", pond(tmp_path))
    assert coded.claims["drain-the-pond"] == {
        "text": "Drain the pond", "kind": "descriptive", "side": "neither",
        "topics": ["what-to-do", "water"],
        "attributes": {"colour": "#CC0000", "memo": "Split this code?",
                       "description": "Somebody asks for the water to go"},
    }  # fmt: skip
    assert coded.topics["what-to-do"]["definition"] == "Demands on the town"
    assert coded.claims["keep-the-pond"]["attacks"] == ["drain-the-pond"]
    assert "never-used" in coded.claims
    assert "Links of other kinds are left out: 1 (is part of)." in coded.report
    assert "Values of “Colour” of folders of codes are left out: 1 (What to do)." in coded.report


def test_coded_passages_are_statements_of_those_with_a_case(tmp_path: Path) -> None:
    coded = read_coded_debate("refi-qda", pond(tmp_path))
    first, second, kept, vivo, pdf, inner = statements(coded)
    assert [one["speaker"] for one in (first, second)] == [["ida-moss"], ["ida-moss"]]
    assert first["at"][0] | {"sha256": ""} == {
        "paragraph": 1, "from": "The mill pond", "to": "must be drained", "words": 6, "sha256": "",
    }  # fmt: skip
    assert first["attributes"] == {"coder": "Coder A", "memo": "She says it twice"}
    assert coded.actors["ida-moss"] == {
        "name": "Ida Moss", "kind": "person", "description": "Teacher", "attributes": {"age": "51"},
    }  # fmt: skip
    assert coded.debate["attributes"]["age"]["type"] == "number"
    assert (kept["mode"], kept["at"][0]["paragraph"]) == ("verbatim", 2)
    assert coded.actors[kept["speaker"][0]]["anonymous"]
    assert vivo["at"] == "unknown"
    assert (pdf["speaker"], pdf["at"]) == (["interviewee-2"], "unknown")
    assert inner["at"][0]["to"] == "frogs there"
    source = coded.sources["the-mill-pond"]["source"]
    assert (source["attributes"]["medium"], source["coded"]) == ("Newspaper", "2024-05-02")


def test_nothing_of_a_text_enters_the_debate(tmp_path: Path) -> None:
    path, made = pond(tmp_path), tmp_path / "made"
    line = ["import", "refi-qda", str(path), "-o", str(made)]
    refused = CliRunner().invoke(cli, [*line, "--texts", str(tmp_path / "texts")])
    assert (refused.exit_code, "--texts has no effect" in refused.stderr) == (2, True)
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.stderr
    finder = CopyFinder(Text.of((POND / "mill-pond.txt").read_text("utf-8")))
    for file in made.rglob("*.yaml"):
        assert finder.find(file.read_text("utf-8")) is None, file
    assert not (tmp_path / "texts").exists()
    assert "Values of “Memo” that quote the document are left out: 1" in done.stdout
    assert "shortened: write their claims in your own words: 1" in done.stdout


def two_coders_of_the_pond(folder: Path, edit: Callable[[str], str] = str) -> Path:
    """Return the pond's project, in which Coder B coded what Coder A did not."""
    before = '000000000003" creatingUser="10000000-0000-0000-0000-00000000000'
    return pond(folder, lambda xml: edit(xml.replace(f"{before}1", f"{before}2")))


def test_several_coders_of_a_document_each_have_a_coding(tmp_path: Path) -> None:
    together = read_coded_debate("refi-qda", pond(tmp_path)).sources["the-mill-pond"]["statements"]
    path = two_coders_of_the_pond(tmp_path)
    coded = read_coded_debate("refi-qda", path)
    assert "the-mill-pond" not in coded.sources
    assert coded.debate["coders"] == {
        "coder-a": {"name": "Coder A"},
        "coder-b": {"name": "Coder B"},
    }
    codings = {coder: files["the-mill-pond"] for coder, files in coded.codings.items()}
    assert [each["claim"] for each in codings["coder-b"]["statements"]] == ["keep-the-pond"]
    of_nobody = [each for each in together if "coder" not in each.get("attributes", {})]
    number = sum(len(each["statements"]) for each in codings.values())
    assert number == len(together) - len(of_nobody)
    assert any(note.startswith("Coded passages without a coder are left out") and "1" in note
               for note in coded.report)  # fmt: skip
    assert codings["coder-a"]["source"] is not codings["coder-b"]["source"]
    assert not any("coder" in each.get("attributes", {})
                   for coding in codings.values() for each in coding["statements"])  # fmt: skip
    assert any("in codings/; none counts until it is decided" in note for note in coded.report)
    folder = tmp_path / "made"
    write_folder(coded, folder)
    assert opendebate.check(folder).ok
    assert opendebate.agreement(folder).coders == ("coder-a", "coder-b")


def test_one_coder_of_several_can_be_chosen(tmp_path: Path) -> None:
    path = two_coders_of_the_pond(tmp_path)
    coded = read_coded_debate("refi-qda", path, {"coder": "Coder B"})
    (one,) = statements(coded)
    assert one["claim"] == "keep-the-pond"
    assert coded.codings == {}
    with pytest.raises(UsageError, match="--coder Coder C"):
        read_coded_debate("refi-qda", path, {"coder": "Coder C"})


def test_what_this_library_wrote_is_one_coding_whoever_its_attributes_name(tmp_path: Path) -> None:
    before = read_coded_debate("refi-qda", pond(tmp_path))
    coded = [each for each in statements(before) if "coder" in each.get("attributes", {})]
    assert len(coded) > 1
    coded[0]["attributes"]["coder"] = "Coder B"
    after = again("refi-qda", before, tmp_path)
    assert after.codings == {}
    assert [each.get("attributes") for each in statements(after)] == [
        each.get("attributes") for each in statements(before)
    ]


@pytest.fixture(scope="module", name="double_coded")
def _double_coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada and Ben coded the maps, and Cleo alone the letter."""
    folder = three_coders(tmp_path_factory.mktemp("double") / "maps")
    letter = (folder / "sources" / "a-letter-on-the-maps.yaml").read_text("utf-8")
    (folder / "codings" / "cleo" / f"{TOWN}.yaml").unlink()
    write_coding(folder, "cleo", letter, "a-letter-on-the-maps")
    (folder / "sources" / "a-letter-on-the-maps.yaml").unlink()
    return folder


def of_coders(folder: Path, texts: dict[str, str]) -> bytes:
    """Return the project of a debate with the codings of its coders."""
    return opendebate.load(folder).export("refi-qda", texts=texts, codings=True).content


@pytest.mark.parametrize("texts", [{}, {TOWN: TEXTS[TOWN]}], ids=["ends", "articles"])
def test_each_coders_codings_are_under_that_user_and_come_back(
    texts: dict[str, str], double_coded: Path, tmp_path: Path
) -> None:
    content = of_coders(double_coded, texts)
    root = root_of(content)
    assert list(faults(root, SPACE)) == []
    users = {one.get("guid"): one.get("name") for one in root.iter(f"{{{SPACE}}}User")}
    counts = Counter(users.get(one.get("creatingUser")) for one in root.iter(f"{{{SPACE}}}Coding"))
    assert set(counts) == {None, "ada", "ben", "cleo"}
    path = tmp_path / "codings.qdpx"
    path.write_bytes(content)
    found = read_coded_debate("refi-qda", path)
    assert found.report == []
    made = tmp_path / "made"
    write_folder(found, made)
    assert opendebate.check(made).ok
    before, after = (read_graph(opendebate.load(each).engine) for each in (double_coded, made))
    assert records(after) == records(before)
    for each in (before, after):
        add_codings(each, double_coded if each is before else made)
    assert after.codings == before.codings
    assert opendebate.agreement(made).to_rows() == opendebate.agreement(double_coded).to_rows()


def test_what_a_user_changes_in_another_program_is_that_coders(
    double_coded: Path, tmp_path: Path
) -> None:
    content = of_coders(double_coded, {TOWN: TEXTS[TOWN]})
    root = root_of(content)
    users = {one.get("name"): one.get("guid") or "" for one in root.iter(f"{{{SPACE}}}User")}
    source = next(one for one in root.iter(f"{{{SPACE}}}TextSource")
                  if one.find(f"{{{SPACE}}}PlainTextSelection/*[@creatingUser='{users['ben']}']")
                  is not None)  # fmt: skip
    theirs = {
        name: [one for one in source.iter(f"{{{SPACE}}}PlainTextSelection")
               if one.find(f"*[@creatingUser='{number}']") is not None]
        for name, number in users.items()
    }  # fmt: skip
    source.remove(theirs["ben"][0])
    new = copy.deepcopy(theirs["ben"][1])
    for n, element in enumerate((new, *new.iter(f"{{{SPACE}}}Coding"))):
        element.set("guid", f"{NUMBER[:-2]}{n:02}")
    new.set("startPosition", "0")
    source.append(new)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        texts = {name: file.read(name) for name in file.namelist() if name.startswith("Sources/")}
    found = read_coded_debate("refi-qda", packed(tostring(root), texts, tmp_path))
    before = read_graph(opendebate.load(double_coded).engine)
    add_codings(before, double_coded)
    assert records(found)["sources"] == records(before)["sources"]
    assert found.codings["ada"] == before.codings["ada"]
    ben, former = (each.codings["ben"][TOWN]["statements"] for each in (found, before))
    assert [one["id"] for one in ben[:-1]] == [one["id"] for one in former[1:]]
    assert ben[-1]["claim"] == former[1]["claim"]
    assert "attributes" not in ben[-1]
    write_folder(found, tmp_path / "made")


def test_one_coder_of_a_project_of_ours_can_be_chosen(double_coded: Path, tmp_path: Path) -> None:
    path = tmp_path / "codings.qdpx"
    path.write_bytes(of_coders(double_coded, {}))
    found = read_coded_debate("refi-qda", path, {"coder": "ben"})
    assert {coder: [*files] for coder, files in found.codings.items()} == {"ben": [TOWN]}
    assert found.codings["ben"][TOWN]["statements"]


def test_coders_of_one_name_are_two_users(double_coded: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(double_coded, tmp_path / "maps"))
    with (folder / "debate.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '  coders: {ada: {name: Kim Li}, ben: {name: Kim Li}, cleo: {name: "Moss, C."}}\n'
        )
    content = of_coders(folder, {})
    users = {one.get("name") for one in root_of(content).iter(f"{{{SPACE}}}User")}
    assert users == {"Kim Li (ada)", "Kim Li (ben)", "Moss, C."}
    path = tmp_path / "codings.qdpx"
    path.write_bytes(content)
    before = read_graph(opendebate.load(folder).engine)
    add_codings(before, folder)
    found = read_coded_debate("refi-qda", path)
    assert (found.codings, found.report) == (before.codings, [])
    chosen = read_coded_debate("refi-qda", path, {"coder": "Kim Li (ben)"})
    assert [*chosen.codings] == ["ben"]


def test_a_project_without_codings_asked_for_has_none(double_coded: Path) -> None:
    root = root_of(opendebate.load(double_coded).export("refi-qda").content)
    assert not [*root.iter(f"{{{SPACE}}}User")]
    with pytest.raises(UsageError, match="dna cannot keep the codings of coders apart"):
        opendebate.load(double_coded).export("dna", codings=True)


def test_what_another_program_changes_is_read(flood: CodedDebate, tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        code = next(one for one in root.iter(f"{{{SPACE}}}Code")
                    if (one.get("name") or "").startswith("Many eyes"))  # fmt: skip
        code.set("name", "Neighbours mend maps.")
        source = next(root.iter(f"{{{SPACE}}}TextSource"))
        first, second, *_ = source.iter(f"{{{SPACE}}}PlainTextSelection")
        source.remove(second)
        first.set("endPosition", str(int(first.get("endPosition", "")) - 9))
        added = Element(f"{{{SPACE}}}PlainTextSelection", guid=f"{NUMBER[:-1]}8",
                        startPosition="0", endPosition="40")  # fmt: skip
        coding = Element(f"{{{SPACE}}}Coding", guid=f"{NUMBER[:-1]}9")
        coding.append(Element(f"{{{SPACE}}}CodeRef", targetGUID=code.get("guid", "")))
        added.append(coding)
        source.insert(0, added)

    found = edited(flood, tmp_path, edit)
    slug = next(iter(flood.sources))
    before, after = (
        [one for place, one in coded.statements() if place == slug] for coded in (flood, found)
    )
    kept = [one["id"] for n, one in enumerate(before) if n != 1]
    assert found.claims["neighbours-correct"]["text"] == "Neighbours mend maps."
    assert [one["id"] for one in after[:-1]] == kept
    moved, old, new = (passages_of(one)[0] for one in (after[0], before[0], after[-1]))
    assert moved["from"] == old["from"]
    assert moved["words"] < old["words"]
    assert (after[-1]["claim"], new["words"]) == ("neighbours-correct", 8)


def test_a_speaker_and_a_stance_that_are_changed_are_read(
    flood: CodedDebate, tmp_path: Path
) -> None:
    denied = next(one for one in statements(flood) if one["id"] == "tanagers-in")

    def edit(root: Element) -> None:
        for coding in root.iter(f"{{{SPACE}}}PlainTextSelection"):
            codings = coding.findall(f"{{{SPACE}}}Coding")
            for one in codings[1:]:
                coding.remove(one)
        cases = {one.get("name"): one for one in root.iter(f"{{{SPACE}}}Case")}
        refs = cases["Marta Oyelaran"].findall(f"{{{SPACE}}}SelectionRef")
        cases["Osei Brandt"].extend(refs)
        for ref in refs:
            cases["Marta Oyelaran"].remove(ref)

    names = {one["id"]: one for one in statements(edited(flood, tmp_path, edit))}
    assert denied["stance"] == "denies"
    assert names["tanagers-in"]["stance"] == "affirms"
    marta = [one["id"] for one in statements(flood) if one.get("speaker") == ["marta-oyelaran"]]
    assert marta
    assert all(names[name]["speaker"] == ["osei-brandt"] for name in marta)


def test_own_attributes_colours_coders_and_memos_go_out_and_come_back(tmp_path: Path) -> None:
    coded = read_coded_debate("refi-qda", pond(tmp_path))
    root = root_of(refi_qda.write(coded, {}))
    assert list(faults(root, SPACE)) == []
    assert {one.get("name") for one in root.iter(f"{{{SPACE}}}User")} == {"Coder A"}
    assert {"#CC0000", None} == {one.get("color") for one in root.iter(f"{{{SPACE}}}Code")}
    found = again("refi-qda", coded, tmp_path)
    assert records(found) == records(coded)


@pytest.mark.parametrize("form", ["web-annotation", "hypothesis"])
def test_coders_and_memos_go_through_annotations(form: str, tmp_path: Path) -> None:
    coded = read_coded_debate("refi-qda", pond(tmp_path))
    found = again(form, coded, tmp_path)
    assert records(found) == records(coded)


def test_the_same_debate_gives_the_same_bytes(flood: CodedDebate) -> None:
    assert refi_qda.write(flood, TEXTS) == refi_qda.write(flood, TEXTS)


def test_an_export_says_that_the_articles_are_in_it(tmp_path: Path) -> None:
    town = ["-d", str(DATA / "flood-maps"), "export", "refi-qda", "-o", str(tmp_path / "t.qdpx")]
    done = CliRunner().invoke(cli, [*town, "--text", f"{TOWN}={DATA / TOWN}.txt"])
    assert done.exit_code == 0, done.stderr
    assert "With --text, the project holds the complete articles" in " ".join(done.stderr.split())
    with zipfile.ZipFile(tmp_path / "t.qdpx") as file:
        texts = [file.read(name).decode() for name in file.namelist() if name.endswith(".txt")]
    assert TEXTS[TOWN] in texts
    assert TEXTS["a-letter-on-the-maps"] not in texts


def test_a_codebook_keeps_claims_and_topics(flood: CodedDebate, tmp_path: Path) -> None:
    found = again("refi-qda-codebook", flood, tmp_path)
    names = {key: topic["name"] for key, topic in found.topics.items()}
    fields = {
        key: (one["text"], one["kind"], one["side"],
              [names.get(topic, topic) for topic in one.get("topics", [])][:1])
        for key, one in found.claims.items()
    }  # fmt: skip
    topics = {key: topic["name"] for key, topic in flood.topics.items()}
    assert fields == {
        key: (one["text"], one["kind"], one["side"],
              [topics[topic] for topic in one.get("topics", [])][:1])
        for key, one in flood.claims.items()
    }  # fmt: skip
    root = fromstring(codebook.write(flood, {}))  # noqa: S314 — we wrote it
    assert list(faults(root, "urn:QDA-XML:codebook:1.0")) == []


def test_a_codebook_of_another_program_is_read() -> None:
    coded = read_coded_debate("refi-qda-codebook", POND / "mill-pond.qdc")
    assert list(coded.claims) == ["drain-the-pond", "swimming"]
    assert coded.claims["swimming"]["topics"] == ["water"]
    assert coded.topics["what-to-do"]["definition"] == "Demands on the town"
    assert coded.claims["drain-the-pond"]["attributes"]["colour"] == "#CC0000"


BOMB = "<!DOCTYPE a [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12)
) + "]><Project>&e11;</Project>"  # fmt: skip
OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><Project name="p">&e;</Project>'


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        (BOMB, "document type or entities"),
        (OUTSIDE, "document type or entities"),
        ("<Project", "not well-formed"),
        ("", "not well-formed"),
        ("<Project name='p'/>", "no claim and no source"),
    ],
)
def test_hostile_and_broken_xml_is_refused(xml: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_coded_debate("refi-qda", packed(xml, {}, tmp_path))
    assert caught.value.advice


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/x", "a\\..\\b", "C:/x", "a/../../b"])
def test_an_archive_that_leads_out_of_itself_is_refused(name: str, tmp_path: Path) -> None:
    path = packed((POND / "mill-pond.qde").read_text("utf-8"), {"x": b""}, tmp_path)
    data = path.read_bytes()
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(zipfile.ZipInfo(name), b"x")
    assert path.read_bytes() != data
    with pytest.raises(InputError, match="with an unsafe path"):
        read_coded_debate("refi-qda", path)


def test_more_than_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pond(tmp_path)
    for name, most in (("MAX_XML", 1_000), ("MAX_TEXTS", 50), ("MAX_MEMBERS", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(archive, name, most)
            with pytest.raises(
                InputError, match="Unpacked, this (archive|file) is larger|has more than 1 files"
            ):
                read_coded_debate("refi-qda", path)


def test_only_the_archives_own_texts_are_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody must see these words of a file outside.", "utf-8")
    for outside in (f"internal://../{secret.name}", f"relative://{secret}", f"absolute://{secret}",
                    str(secret), "internal://"):  # fmt: skip
        xml = (POND / "mill-pond.qde").read_text("utf-8")
        path = packed(xml.replace(f"internal://{NUMBER}.txt", outside), {}, tmp_path)
        coded = read_coded_debate("refi-qda", path)
        assert "text" not in coded.sources["the-mill-pond"]["source"]
        assert statements(coded)[0]["at"] == "unknown"


def test_a_deep_codebook_is_read_without_end(tmp_path: Path) -> None:
    code = '<Code guid="{0:08x}-0000-0000-0000-000000000000" name="c{0}" isCodable="true">'
    inner = "".join(code.format(n) for n in range(3_000)) + "</Code>" * 3_000
    path = tmp_path / "deep.qdc"
    path.write_text(f"<CodeBook><Codes>{inner}</Codes></CodeBook>", "utf-8")
    with pytest.raises(InputError, match="no claim and no source"):
        read_coded_debate("refi-qda-codebook", path)


PLACES = st.one_of(st.integers(-5, 400).map(str), st.sampled_from(["", "x", "1e9", "9" * 5_000]))


@settings(max_examples=30)
@given(start=PLACES, end=PLACES)
@example(start="0", end="9" * 12)
def test_any_places_make_a_passage_or_none(
    tmp_path_factory: pytest.TempPathFactory, start: str, end: str
) -> None:
    folder = tmp_path_factory.mktemp("places")
    before, after = (
        'startPosition="0" endPosition="29"',
        f'startPosition="{start}" endPosition="{end}"',
    )
    path = pond(folder, lambda xml: xml.replace(before, after, 1))
    first = statements(read_coded_debate("refi-qda", path))[0]
    assert first["at"] == "unknown" or first["at"][0]["words"] <= 37


def test_files_are_recognised_by_what_is_in_them(tmp_path: Path) -> None:
    for path, form in ((pond(tmp_path), "refi-qda"), (POND / "mill-pond.qdc", "refi-qda-codebook")):
        with pytest.raises(InputError) as caught:
            read_coded_debate("aif", path)
        assert caught.value.advice == f"To import it, run: opendebate import {form} FILE -o FOLDER"
    with pytest.raises(InputError) as caught:
        read_coded_debate("refi-qda", POND / "mill-pond.qde")
    assert "give the .qdpx file" in str(caught.value.advice)


def test_a_note_of_ours_that_was_changed_is_reported(flood: CodedDebate, tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        for note in root.iter(f"{{{SPACE}}}Note"):
            content = json.loads(note[0].text or "")
            content["actors"]["averley"]["kind"] = "river"
            content["statements"][TOWN][0]["mode"] = "sung"
            note[0].text = json.dumps(content)

    found = edited(flood, tmp_path, edit)
    assert "are broken are left out: 2" in " ".join(found.report)
    assert len(statements(found)) == len(statements(flood))
    assert found.actors.keys() >= flood.actors.keys() - {"averley"}

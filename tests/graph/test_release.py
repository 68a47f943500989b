"""A release: all files of a debate with metadata and checksums, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pyoxigraph
import pytest
import yaml
from click.testing import CliRunner, Result

import opendebate
from coders import SLUG, two_coders, write_coding
from opendebate.errors import InputError, UsageError
from opendebate.exchange.formats import names_of
from opendebate.rdf.serialize import FORMATS
from opendebate.release.release_contents import FOREIGN
from opendebate_cli.main import cli

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "tests" / "data" / "flood-maps"
DEBATE = """\
  version: 1.0
  date: 2026-11-28
  authors:
    - {name: "Moss, Ida", orcid: 0000-0002-1825-0097, affiliation: College}
    - name: Averley Library
"""
KERNEL = "{http://datacite.org/schema/kernel-4}"


def versioned(folder: Path) -> Path:
    file = folder / "debate.yaml"
    file.write_text(file.read_text("utf-8") + DEBATE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented debate with a version, released."""
    import shutil

    folder = tmp_path_factory.mktemp("release")
    shutil.copytree(TOWN, folder / "town")
    opendebate.load(versioned(folder / "town")).release(folder / "out", doi="10.5281/zenodo.1")
    return folder / "out"


def content_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read_json(path: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(path.read_text("utf-8"))
    return data


def test_every_file_has_its_checksum(released: Path) -> None:
    text = (released / "SHA256SUMS").read_text("utf-8")
    sums = {path: sha256 for sha256, path in re.findall("(.+)  (.+)\n", text)}
    found = content_of(released)
    del found["SHA256SUMS"]
    assert sums == {path: hashlib.sha256(data).hexdigest() for path, data in found.items()}


def test_the_same_coding_gives_the_same_bytes(released: Path, tmp_path: Path) -> None:
    """Also where it is released from the coding files of the release itself."""
    again = opendebate.load(released / "coding")
    again.release(tmp_path / "again", doi="https://doi.org/10.5281/zenodo.1")
    assert content_of(tmp_path / "again") == content_of(released)


def test_all_formats_of_rdf_have_the_facts_of_the_graph(released: Path) -> None:
    digest = opendebate.load(released / "coding").digest
    data = (released / "data" / "debate.nq").read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest
    facts = set(pyoxigraph.parse(data, format=FORMATS["nquads"]))
    for suffix, name in (("trig", "trig"), ("jsonld", "jsonld")):
        text = (released / "data" / f"debate.{suffix}").read_bytes()
        assert set(pyoxigraph.parse(text, format=FORMATS[name])) == facts, suffix
    turtle = (released / "data" / "debate.ttl").read_bytes()
    triples = {quad.triple for quad in pyoxigraph.parse(turtle, format=FORMATS["turtle"])}
    assert triples == {quad.triple for quad in facts}


def test_other_formats_page_and_coding_are_there(released: Path) -> None:
    found = content_of(released)
    for path in (
        "data/debate.argdown", "data/debate.dna", "data/debate-aif.json", "data/tables/claims.csv",
        "data/network-actors.graphml", "page/index.html", "page/index-networks/actors.html",
        "coding/debate.yaml", "coding/sources/a-letter-on-the-maps.yaml", "coding/CODEBOOK.md",
    ):  # fmt: skip
        assert found[path], path
    assert opendebate.check(released / "coding").ok


def test_every_format_that_can_be_written_is_in_it(released: Path) -> None:
    assert {*names_of(to="write")} == {*FOREIGN}
    assert all((released / path).stat().st_size for path, _ in FOREIGN.values())


def test_no_text_of_a_source_is_in_it(released: Path, town_texts: dict[str, Path]) -> None:
    words = " ".join(" ".join(data.decode("utf-8", "ignore") for data in content_of(released)
                              .values()).split())  # fmt: skip
    for text in town_texts.values():
        article = text.read_text("utf-8").split()
        pieces = (" ".join(article[n : n + 12]) for n in range(0, len(article) - 12, 3))
        assert not [piece for piece in pieces if piece in words]


def test_ro_crate_has_what_its_specification_requires(released: Path) -> None:
    """RO-Crate 1.1: the descriptor, the root data set, and a described entity for each file."""
    crate = read_json(released / "ro-crate-metadata.json")
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    graph = crate["@graph"]
    assert isinstance(graph, list)
    by_id = {entity["@id"]: entity for entity in graph}
    assert len(by_id) == len(graph)
    descriptor = by_id["ro-crate-metadata.json"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert descriptor["about"] == {"@id": "./"}
    root = by_id["./"]
    assert root["@type"] == "Dataset"
    for key in ("name", "description", "datePublished", "license"):
        assert root[key], key
    for key in ("author", "hasPart"):
        assert all(part["@id"] in by_id for part in root[key]), key
    assert by_id["https://orcid.org/0000-0002-1825-0097"]["name"] == "Ida Moss"
    files = set(content_of(released)) - {"SHA256SUMS", "ro-crate-metadata.json"}
    assert {entity["@id"] for entity in graph if entity["@type"] == "File"} == files
    for path in files:
        assert by_id[path]["contentSize"] == str((released / path).stat().st_size)


def test_datacite_has_all_mandatory_properties(released: Path) -> None:
    record = read_json(released / "metadata" / "datacite.json")
    for key in ("doi", "creators", "titles", "publisher", "publicationYear", "types"):
        assert record[key], key
    assert record["doi"] == "10.5281/zenodo.1"
    assert record["types"] == {"resourceTypeGeneral": "Dataset", "resourceType": "Coded debate"}
    root = ET.parse(released / "metadata" / "datacite.xml").getroot()  # noqa: S314 — our own
    for name in ("identifier", "titles", "publisher", "publicationYear", "resourceType"):
        assert "".join(root.find(KERNEL + name).itertext()).strip(), name  # type: ignore[union-attr]
    names = [name.text for name in root.iter(f"{KERNEL}creatorName")]
    assert names == ["Moss, Ida", "Averley Library"]
    assert [one.text for one in root.iter(f"{KERNEL}nameIdentifier")] == [
        "https://orcid.org/0000-0002-1825-0097"
    ]


def test_citation_cff_follows_the_schema_of_the_format(released: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema, which checks it, is missing")
    checkers = pytest.importorskip("check_jsonschema", reason="check-jsonschema is missing")
    folder = Path(checkers.__file__).parent / "builtin_schemas"
    (schema,) = folder.rglob("citation-file-format.json")
    # Dates stay texts, as the schema has them.
    citation = yaml.load((released / "CITATION.cff").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    jsonschema.validate(citation, json.loads(schema.read_text("utf-8")))
    assert citation["authors"][0]["family-names"] == "Moss"
    assert citation["doi"] == "10.5281/zenodo.1"


def test_schema_org_and_void_describe_the_data_set(released: Path) -> None:
    described = read_json(released / "metadata" / "schema-org.jsonld")
    assert (described["@type"], described["version"]) == ("Dataset", "1.0")
    text = (released / "metadata" / "void.ttl").read_bytes()
    facts = {quad.predicate.value: quad.object for quad in pyoxigraph.parse(text, format=FORMATS["turtle"])}  # fmt: skip  # noqa: E501
    number = facts["http://rdfs.org/ns/void#triples"]
    assert str(getattr(number, "value", "")) == str(opendebate.load(released / "coding").fact_count)


def test_readme_says_how_to_cite_and_to_check(released: Path) -> None:
    text = (released / "README.md").read_text("utf-8")
    cited = "Moss, Ida; Averley Library (2026). The flood maps of Averley (version 1.0) [data set]."
    assert f"{cited} https://doi.org/10.5281/zenodo.1" in text
    assert "sha256sum --check SHA256SUMS" in text
    assert "draft" not in text
    for path in re.findall(r"^- `([^`]+)`", text, re.MULTILINE):
        assert (released / path).exists(), path


def test_readme_shows_texts_as_they_are_typed(town: Path, tmp_path: Path) -> None:
    folder = versioned(town)
    main = folder / "debate.yaml"
    typed = "Who <b>pays</b> for *maps* &lt; one_two?"
    lines = main.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("question:"))
    lines[at] = f"  question: {json.dumps(typed)}"
    main.write_text("\n".join(lines), "utf-8")
    opendebate.load(folder).release(tmp_path / "out")
    text = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert r"Who &lt;b>pays&lt;/b> for \*maps\* &amp;lt; one\_two?" in text


def test_a_zip_file_has_the_same_files_dated_as_the_debate(town: Path, tmp_path: Path) -> None:
    debate = opendebate.load(versioned(town))
    first, second = (tmp_path / f"{name}.zip" for name in ("maps-1.0", "another name"))
    debate.release(first)
    debate.release(second)
    assert first.read_bytes() == second.read_bytes()
    debate.release(tmp_path / "folder")
    with zipfile.ZipFile(first) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 28, 0, 0, 0)}
        zipped = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert zipped == content_of(tmp_path / "folder")


def test_a_debate_that_nobody_could_cite_is_refused_unless_it_is_a_draft(
    town: Path, tmp_path: Path
) -> None:
    debate = opendebate.load(town)
    with pytest.raises(InputError, match="names no version or date") as caught:
        debate.release(tmp_path / "out")
    assert "version: 1.0.0; date: 2026-01-31" in str(caught.value)
    assert not (tmp_path / "out").exists()
    debate.release(tmp_path / "out", draft=True)
    assert "**This is a draft. Do not cite it.**" in (tmp_path / "out" / "README.md").read_text()


def release(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "release", *line])


def test_the_command_writes_a_release_and_says_its_digest(town: Path, tmp_path: Path) -> None:
    done = release(versioned(town), str(tmp_path / "out"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"sha256:{opendebate.load(town).digest}" in done.stderr
    again = release(town, str(tmp_path / "out"))
    assert again.exit_code == 3
    assert "a release never changes" in again.stderr


def test_the_command_refuses_faults_and_wrong_dois(town: Path, tmp_path: Path) -> None:
    wrong = release(versioned(town), str(tmp_path / "out"), "--doi", "zenodo.1")
    assert wrong.exit_code == 2
    assert "is no DOI" in wrong.stderr
    (town / "claims.yaml").write_text("maps-help: {text: 1}\n", "utf-8")
    assert release(town, str(tmp_path / "out")).exit_code == 1
    assert not (tmp_path / "out").exists()


def test_the_agreement_of_several_coders_is_reported(tmp_path: Path) -> None:
    folder = versioned(two_coders(tmp_path / "maps"))
    decision = "{source: a-town-and-its-maps, statement: ada/oyelaran-insurers, field: speaker"
    decisions = f"- {decision}, chosen: ada, reason: She is named.}}\n"
    (folder / "codings" / "decisions.yaml").write_text(decisions, "utf-8")
    done = release(folder, str(tmp_path / "out"))
    assert done.exit_code == 0, done.stderr
    found = read_json(tmp_path / "out" / "agreement" / "agreement.json")
    assert found == json.loads(json.dumps(opendebate.agreement(folder).to_dict()))
    assert (tmp_path / "out" / "agreement" / "agreement.html").is_file()
    written = tmp_path / "out" / "coding" / "codings" / "decisions.yaml"
    assert written.read_text("utf-8") == decisions
    again = release(tmp_path / "out" / "coding", str(tmp_path / "again"))
    assert again.exit_code == 0
    assert content_of(tmp_path / "again") == content_of(tmp_path / "out")


def test_one_coder_besides_the_adjudicated_coding_is_no_fault(town: Path, tmp_path: Path) -> None:
    text = (town / "sources" / f"{SLUG}.yaml").read_text("utf-8")
    write_coding(versioned(town), "ada", text, "a-source-of-one-coder")
    done = release(town, str(tmp_path / "out"))
    assert done.exit_code == 0, done.stderr
    assert "There is no report of agreement" in done.stderr
    assert not (tmp_path / "out" / "agreement").exists()


def test_a_debate_without_a_folder_is_refused(town: Path, tmp_path: Path) -> None:
    opendebate.load(town, store=tmp_path / "store")
    stored = opendebate.load(store=tmp_path / "store")
    with pytest.raises(UsageError, match="needs the coding files"):
        stored.release(tmp_path / "out")

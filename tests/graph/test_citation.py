"""A debate as a data set that others cite: its version, date, authors and digest."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import opendebate
from coders import two_coders
from opendebate.ask.citation import CitedAuthor
from opendebate.coding.orcid import check_digit
from opendebate.engines.cached_results import result_cache
from opendebate.errors import FaultsFound
from opendebate.exchange.folder import write_folder
from opendebate.exchange.from_graph import read_graph
from opendebate.rdf import user_cache
from opendebate.rdf.coder_graphs import coder_quads
from opendebate.rdf.graph_digest import graph_digest
from opendebate.release.datacite import datacite, datacite_xml
from opendebate.release.dataset_metadata import ro_crate, schema_org
from opendebate.release.release_facts import release_facts

VERSIONED = """\
  version: 1.0
  date: 2026-11-28
  authors:
    - {name: "Moss, Ida", orcid: https://orcid.org/0000-0002-1825-0097, affiliation: College}
    - name: Averley Library
"""


def versioned(folder: Path, lines: str = VERSIONED) -> Path:
    file = folder / "debate.yaml"
    file.write_text(file.read_text("utf-8") + lines, "utf-8")
    return folder


def test_a_debate_has_a_version_a_date_and_authors_in_order(town: Path) -> None:
    citation = opendebate.load(versioned(town)).citation
    assert (citation.version, citation.date, citation.language) == ("1.0", "2026-11-28", "en")
    assert citation.authors == (
        CitedAuthor("Moss, Ida", "0000-0002-1825-0097", "College"),
        CitedAuthor("Averley Library"),
    )
    assert citation.authors[0].display_name == "Ida Moss"


def test_a_debate_without_authors_is_cited_by_its_creators(town: Path) -> None:
    citation = opendebate.load(town).citation
    assert [author.name for author in citation.authors] == ["The opendebate authors"]
    assert not citation.is_versioned


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("authors: {name: Ida, orcid: 0000-0002-1825-0098}", "its last character does not fit"),
        ("authors: {name: Ida, orcid: 1825-0097}", "is no ORCID iD. Write it as"),
        ("authors: {orcid: 0000-0002-1825-0097}", "The key 'name' is missing"),
        ("date: 2026-11", "This must be one day"),
        ("version: the first", "is no version. Write one such as"),
    ],
)
def test_a_wrong_field_is_a_fault_with_its_line(town: Path, line: str, message: str) -> None:
    with pytest.raises(FaultsFound) as caught:
        opendebate.load(versioned(town, f"  {line}\n"))
    (fault,) = caught.value.faults
    assert message in fault.message
    assert (Path(fault.file).name, fault.line) == ("debate.yaml", 10)


def test_the_check_digit_is_that_of_iso_7064() -> None:
    """The two examples of ORCID's own documentation."""
    assert check_digit("000000021825009") == "7"
    assert check_digit("000000021694233") == "X"


def test_the_digest_is_that_of_the_sorted_nquads(town: Path) -> None:
    debate = opendebate.load(versioned(town))
    lines = sorted(set(debate.serialize("nquads").splitlines(keepends=True)))
    assert debate.digest == hashlib.sha256(b"".join(lines)).hexdigest()


def test_the_digest_that_a_build_writes_down_is_that_of_its_store(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is computed of the facts before the store has them, which writes numbers anew."""
    monkeypatch.setattr(user_cache, "LARGE", 0)
    versioned(
        town, f"{VERSIONED}  attributes: {{born: {{label: Born, of: actor, type: number}}}}\n"
    )
    actors = town / "actors.yaml"
    first = "kind: person"
    text = actors.read_text("utf-8").replace(
        first, f'attributes: {{born: "01960.50"}}\n  {first}', 1
    )
    actors.write_text(text, "utf-8")
    engine = opendebate.load(town).engine
    cache = result_cache(engine)
    assert cache is not None
    assert cache.objects["graph-digest"] == graph_digest(engine.quads())
    assert any('"1960.5"' in str(quad.object) for quad in engine.quads())


def test_the_digest_is_that_of_the_facts_and_not_of_the_file(town: Path) -> None:
    before = opendebate.load(town).digest
    claims = town / "claims.yaml"
    claims.write_text("# A comment.\n" + claims.read_text("utf-8"), "utf-8")
    assert opendebate.load(town).digest == before
    assert opendebate.load(versioned(town)).digest != before


def test_what_the_graph_states_of_the_data_set_builds_the_same_graph(
    town: Path, tmp_path: Path
) -> None:
    debate = opendebate.load(versioned(town))
    write_folder(read_graph(debate.engine), tmp_path / "again")
    assert opendebate.load(tmp_path / "again").digest == debate.digest


def test_tables_page_and_site_name_version_and_digest(town: Path, tmp_path: Path) -> None:
    debate = opendebate.load(versioned(town))
    metadata = json.loads(debate.export("csv").files["metadata.json"])
    assert metadata["schema:version"] == "1.0"
    assert metadata["dc:identifier"] == f"sha256:{debate.digest}"
    debate.site(tmp_path / "site", base="https://example.org/")
    site = (tmp_path / "site" / "index.html").read_text("utf-8")
    for page in (debate.view().html(), site):
        shown = re.sub("<[^>]+>", "", page)
        assert "Version 1.0, 2026-11-28. Authors: Ida Moss, Averley Library." in shown
        assert f"sha256:{debate.digest}" in page


def test_a_debate_without_a_version_says_nothing_of_one(town: Path) -> None:
    debate = opendebate.load(town)
    assert "Digest of the graph" not in debate.view().html()
    assert not any("dataset" in graph for graph in debate.engine.graphs())


CODERS = """\
  coders:
    ada: {name: "Brook, Ada", orcid: 0000-0002-1825-0097}
    ben: {name: Ben Reed}
"""


def test_coders_have_names_in_graph_report_and_metadata(tmp_path: Path) -> None:
    folder = versioned(two_coders(tmp_path / "maps"), VERSIONED + CODERS)
    debate = opendebate.load(folder)
    ada, ben = debate.citation.coders
    assert (ada.id, ada.display_name, ada.orcid) == ("ada", "Ada Brook", "0000-0002-1825-0097")
    assert (ben.id, ben.name, ben.orcid) == ("ben", "Ben Reed", "")
    report = opendebate.agreement(folder)
    assert "  ada: Ada Brook (https://orcid.org/0000-0002-1825-0097)\n  ben: Ben Reed\n" in str(
        report
    )
    assert report.to_dict()["named"]["ben"] == "Ben Reed"
    assert "ada: Ada Brook (https://orcid.org/" in report.to_html()
    facts = {str(quad.triple) for quad in coder_quads(folder)}
    iri = f"<{debate.iris.base}coder/ada>"
    assert f'{iri} <http://xmlns.com/foaf/0.1/name> "Brook, Ada"' in facts
    orcid = "<https://orcid.org/0000-0002-1825-0097>"
    assert f"{iri} <http://purl.org/dc/terms/identifier> {orcid}" in facts
    released = release_facts(debate.engine, folder)
    (first, second) = datacite(released)["contributors"]
    assert first["nameIdentifiers"][0]["nameIdentifier"].endswith("0097")
    assert (second["name"], second["contributorType"]) == ("Ben Reed", "DataCollector")
    xml = datacite_xml(released).decode()
    assert '<contributor contributorType="DataCollector">' in xml
    assert "<contributorName>Ben Reed</contributorName>" in xml
    assert [one["name"] for one in json.loads(schema_org(released, []))["contributor"]] == [
        "Ada Brook", "Ben Reed",
    ]  # fmt: skip
    entities = {one["@id"]: one for one in json.loads(ro_crate(released, []))["@graph"]}
    assert entities["./"]["contributor"][1] == {"@id": "#coder-ben"}
    assert entities["#coder-ben"]["name"] == "Ben Reed"
    assert read_graph(debate.engine).debate["coders"]["ada"]["name"] == "Brook, Ada"


def test_a_coder_whom_the_debate_does_not_name_is_a_warning(tmp_path: Path) -> None:
    only_ada = CODERS.partition("    ben")[0]
    folder = versioned(two_coders(tmp_path / "maps"), only_ada)
    (fault,) = opendebate.check(folder).faults
    assert (fault.severity, "but not 'ben'" in fault.message) == ("warning", True)

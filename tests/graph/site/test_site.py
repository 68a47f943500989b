"""The static site: its links, what it says to machines, and what is written anew."""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
import pytest

import opendebate
from article import load_article
from hostile import RUN, write_hostile
from opendebate.debate import Debate
from opendebate.errors import InputError, UsageError
from opendebate.site import site_origin, site_writing
from opendebate.site.pictures import can_draw
from opendebate.site.site_folder import MANIFEST, SiteFolder
from opendebate.views.lens_pages import lens_addresses
from voices import with_hearing

BASE = "https://example.org/debate/"
DRAWN = {"explore.html", *lens_addresses().values()}
TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
DRAWS = pytest.mark.skipif(
    not can_draw(), reason="packages are missing: pip install 'opendebate[pictures]'"
)
_ATOM = "{http://www.w3.org/2005/Atom}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Parsed(HTMLParser):
    """The elements of a page: name and attributes; ids; scripts of data; its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: list[str] = []
        self.words: list[str] = []
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self.inside = values.get("type", tag) if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "application/ld+json":
            self.data.append(data)
        elif not self.inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def values(self, tag: str, attribute: str, **others: str) -> list[str]:
        return [
            values[attribute]
            for name, values in self.elements
            if name == tag
            and attribute in values
            and all(values.get(key.rstrip("_")) == value for key, value in others.items())
        ]


def copied(folder: Path) -> Path:
    """Return a copy of the flood maps' folder."""
    import shutil

    shutil.copytree(TOWN, folder)
    return folder


def parsed(path: Path) -> ET.Element:
    """Return the root of a file of XML that the site has."""
    return ET.parse(path).getroot()  # noqa: S314 - our own file


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the flood maps with the later hearing."""
    town = with_hearing(copied(tmp_path_factory.mktemp("town") / "town"))
    site = tmp_path_factory.mktemp("site") / "site"
    opendebate.load(town).site(site, base=BASE)
    return site


@pytest.fixture(scope="module")
def pages(written: Path) -> dict[str, Parsed]:
    """The site's pages by path, but for the explorer and the networks, which draw themselves."""
    return {
        str(path.relative_to(written)): Parsed(path.read_text("utf-8"))
        for path in written.rglob("*.html")
        if path.name not in DRAWN
    }


def test_each_entity_has_a_page_with_its_data_beside_it(written: Path) -> None:
    debate = opendebate.load(TOWN)
    for kind in ("actors", "claims", "policies", "models", "topics", "events", "sources"):
        for row in debate.entities(kind):
            path = str(row["iri"]).removeprefix(debate.iris.base)
            for suffix in (".html", ".ttl", ".jsonld"):
                assert (written / f"{path}{suffix}").is_file(), path + suffix


@DRAWS
def test_each_page_has_a_picture(written: Path, pages: dict[str, Parsed]) -> None:
    for path in pages:
        if "/" in path or path == "index.html":
            png = (written / path.replace(".html", ".png")).read_bytes()
            assert struct.unpack(">II", png[16:24]) == (1200, 630), path


def test_the_explorer_leads_to_the_networks_and_they_lead_back(written: Path) -> None:
    explorer = (written / "explore.html").read_text("utf-8")
    for name, address in lens_addresses().items():
        assert f'"{name}":"{address}"' in explorer
        network = Parsed((written / address).read_text("utf-8"))
        links = network.values("a", "href")
        assert {"explore.html", *lens_addresses().values()} <= set(links)


def test_all_links_lead_to_a_page_and_to_a_place_on_it(
    written: Path, pages: dict[str, Parsed]
) -> None:
    seen = 0
    for path, page in pages.items():
        for link in page.values("a", "href"):
            if link.startswith(("https://", "http://")):
                continue
            target, _, fragment = link.partition("#")
            file = (written / path).parent / unquote(target) if target else written / path
            assert file.is_file(), f"{path}: {link}"
            name = str(file.resolve().relative_to(written.resolve()))
            if fragment and name in pages:
                ids = {values.get("id") for _, values in pages[name].elements}
                assert fragment in ids, f"{path}: {link}"
            seen += 1
    assert seen > 500


def test_every_page_names_its_address_title_and_description(pages: dict[str, Parsed]) -> None:
    for path, page in pages.items():
        assert page.values("meta", "content", name="description")[0].strip(), path
        if path == "404.html":
            continue
        address = BASE + ("" if path == "index.html" else path)
        assert page.values("link", "href", rel="canonical") == [address], path
        assert page.values("meta", "content", property="og:url") == [address], path
        assert page.values("meta", "content", property="og:title")[0].strip(), path
        assert sum(name == "h1" for name, _ in page.elements) == 1, path


@DRAWS
def test_the_pages_of_entities_stories_and_the_first_page_name_their_pictures(
    pages: dict[str, Parsed],
) -> None:
    named = {
        path: picture
        for path, page in pages.items()
        for picture in page.values("meta", "content", property="og:image")
    }
    of_their_own = [path for path in pages if "/" in path or path == "index.html"]
    lists = dict.fromkeys({*pages} - {"404.html", *of_their_own}, f"{BASE}index.png")
    assert named == {path: BASE + path.replace(".html", ".png") for path in of_their_own} | lists


def test_the_map_and_the_networks_have_an_address_and_a_preview_too(written: Path) -> None:
    descriptions = set()
    for path in DRAWN:
        page = Parsed((written / path).read_text("utf-8"))
        assert page.values("link", "href", rel="canonical") == [BASE + path], path
        (title,) = page.values("meta", "content", property="og:title")
        assert title.startswith("Map: " if path == "explore.html" else "Network: "), path
        assert page.values("meta", "content", property="og:image") in ([], [f"{BASE}index.png"])
        (description,) = page.values("meta", "content", name="description")
        assert page.values("meta", "content", property="og:description") == [description], path
        descriptions.add(description)
    assert len(descriptions) == len(DRAWN)


def test_a_group_is_no_author_for_search_engines(pages: dict[str, Parsed]) -> None:
    """schema.org: the author of a creative work is a person or an organisation."""
    classes: set[str] = set()
    for path, page in pages.items():
        if path.startswith(("claim/", "source/")):
            main = json.loads(page.data[0])["mainEntity"]
            for name in ("author", "publisher"):
                makers = main.get(name, [])
                classes |= {
                    one["@type"] for one in (makers if isinstance(makers, list) else [makers])
                }
    assert classes == {"Person", "Organization"}


def test_no_two_entries_of_the_feed_have_one_id_nor_that_of_the_feed(written: Path) -> None:
    feed = parsed(written / "feed.xml")
    ids = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len({*ids}) == len(ids) > 20


def test_every_page_has_a_description_of_its_own(pages: dict[str, Parsed]) -> None:
    described = Counter(
        page.values("meta", "content", name="description")[0] for page in pages.values()
    )
    assert not [words for words, number in described.items() if number > 1]


def test_every_page_names_the_licence_and_the_pages_of_entities_their_sources(
    pages: dict[str, Parsed],
) -> None:
    for path, page in pages.items():
        assert page.values("a", "href", rel="license") or "names no licence" in page.text, path
    for path, page in pages.items():
        if path.startswith("claim/"):
            assert "Source" in page.text or "No speaker" in page.values(
                "meta", "content", name="description"
            )[0], path  # fmt: skip


def test_what_machines_read_is_json_and_no_claim_review(pages: dict[str, Parsed]) -> None:
    kinds = set()
    for path, page in pages.items():
        if "/" not in path:
            continue
        (data,) = map(json.loads, page.data)
        assert data["@context"] == "https://schema.org"
        assert data["url"] == BASE + path
        kinds.add(data["mainEntity"]["@type"])
        assert "ClaimReview" not in page.data[0]
    assert {"Claim", "Person", "Organization"} <= kinds
    assert json.loads(pages["index.html"].data[0])["@type"] == "Dataset"


def test_only_who_voices_a_claim_is_its_author(debate: Debate, article_site: Path) -> None:
    voices: dict[str, set[str]] = {}
    for statement in debate.statements():
        if statement.mode != "hypothetical" and statement.stance in {"affirms", "concedes"}:
            voices.setdefault(statement.claim.id, set()).update(v.iri for v in statement.voices)
    for row in debate.entities("claims"):
        page = Parsed((article_site / f"claim/{row['id']}.html").read_text("utf-8"))
        authors = json.loads(page.data[0])["mainEntity"].get("author", [])
        found = {a["@id"] for a in (authors if isinstance(authors, list) else [authors])}
        assert found <= voices.get(str(row["id"]), set()), row["id"]
    hall = Parsed((article_site / "actor/university-of-southampton.html").read_text("utf-8"))
    assert "Affirmed by" not in hall.text, "an affiliation lends the university no stance"


def test_what_speakers_state_and_what_the_coder_draws_are_apart(tmp_path: Path) -> None:
    from opendebate.site.argument_items import Arguments
    from opendebate.site.debate_index import DebateIndex

    index = DebateIndex(load_article().engine)
    claim = next(one for one in index.entities["claim"] if one.id == "open-agi")
    sections = {
        (heading, stated): items for heading, stated, items in Arguments(index).of(claim.iri)
    }
    stated, drawn = (sections["Objections to it", is_stated] for is_stated in (True, False))
    assert [item.claim.id for item in stated] == ["irresponsible-proposal"]
    assert [speaker.id for speaker in stated[0].speakers] == ["wendy-hall"]
    assert all(not item.speakers for item in drawn)
    assert not {item.claim for item in stated} & {item.claim for item in drawn}


def test_the_map_of_the_site_lists_all_pages(written: Path, pages: dict[str, Parsed]) -> None:
    urls = [one.text for one in parsed(written / "sitemap.xml").iter(f"{_MAP}loc")]
    listed = ({*pages} | {*DRAWN}) - {"index.html", "404.html", "search.html"}
    assert sorted(map(str, urls)) == sorted([BASE, *(BASE + path for path in listed)])
    assert "Sitemap: https://example.org/debate/sitemap.xml" in (written / "robots.txt").read_text()


def test_the_data_of_a_page_is_what_the_graph_has(written: Path) -> None:
    for form, name in (
        (pyoxigraph.RdfFormat.TURTLE, "ttl"),
        (pyoxigraph.RdfFormat.JSON_LD, "jsonld"),
    ):
        for path in sorted(written.rglob(f"*.{name}"))[:40]:
            facts = list(pyoxigraph.parse(path.read_bytes(), format=form))
            assert facts, path


def test_a_second_time_nothing_is_written(written: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in written.rglob("*") if path.is_file()}
    town = with_hearing(copied(written.parent / "again"))
    report = opendebate.load(town).site(written, base=BASE)
    assert (report.written, report.removed) == (0, 0)
    after = {path: path.stat().st_mtime_ns for path in written.rglob("*") if path.is_file()}
    assert after == before


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The folder of a debate, and its site, without pictures, of the first of January."""
    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    town, site = with_hearing(copied(tmp_path / "town")), tmp_path / "site"
    opendebate.load(town).site(site, base=BASE)
    return town, site


def entries(site: Path) -> Iterator[tuple[str, str]]:
    for entry in parsed(site / "feed.xml").iter(f"{_ATOM}entry"):
        yield entry.findtext(f"{_ATOM}id", ""), entry.findtext(f"{_ATOM}updated", "")


def test_the_feed_begins_with_what_changed(
    site: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    town, folder = site
    assert {updated for _, updated in entries(folder)} == {"2026-01-01T00:00:00Z"}
    actors = town / "actors.yaml"
    name = next(iter(opendebate.load(town).entities("actors")))
    actors.write_text(actors.read_text("utf-8").replace(str(name["name"]), "Somebody Else", 1))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    report = opendebate.load(town).site(folder, base=BASE)
    assert 0 < report.written < report.pages * 3
    changed = [address for address, updated in entries(folder) if updated.startswith("2026-01-02")]
    assert f"{BASE}actor/{name['id']}.html" in changed
    assert [updated for _, updated in entries(folder)] == sorted(
        (updated for _, updated in entries(folder)), reverse=True
    )


def test_the_pages_of_what_is_gone_are_removed_and_files_of_others_stay(
    site: tuple[Path, Path],
) -> None:
    town, folder = site
    mine = folder / "CNAME"
    mine.write_text("example.org\n", "utf-8")
    topics = town / "topics.yaml"
    topics.write_text(f"{topics.read_text('utf-8')}\nbridges: {{name: Bridges}}\n", "utf-8")
    opendebate.load(town).site(folder, base=BASE)
    assert (folder / "topic/bridges.html").is_file()
    topics.write_text(
        topics.read_text("utf-8").replace("\nbridges: {name: Bridges}\n", ""), "utf-8"
    )
    report = opendebate.load(town).site(folder, base=BASE)
    assert report.removed == 3
    assert not (folder / "topic/bridges.html").exists()
    assert mine.read_text("utf-8") == "example.org\n"


def test_without_the_packages_there_are_pages_without_pictures(site: tuple[Path, Path]) -> None:
    _, folder = site
    assert not list(folder.rglob("*.png"))
    page = Parsed((folder / "index.html").read_text("utf-8"))
    assert page.values("meta", "content", property="og:image") == []
    assert page.values("meta", "content", name="twitter:card") == ["summary"]


def test_two_commands_do_not_write_one_site_at_the_same_time(tmp_path: Path) -> None:
    first, second = (SiteFolder(tmp_path / "site", "https://example.org/") for _ in range(2))
    first.write({"a.html": b"first"}, {}, "1")
    with pytest.raises(InputError, match="another one wrote a site") as caught:
        second.write({"a.html": b"second"}, {}, "2")
    assert "Run the command again" in str(caught.value)
    assert (tmp_path / "site" / "a.html").read_bytes() == b"first"
    again = SiteFolder(tmp_path / "site", "https://example.org/")
    again.write({"a.html": b"second"}, {}, "2")
    assert again.written == 1


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="There are files in this folder, and no site"):
        opendebate.load(TOWN).site(tmp_path, base=BASE)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_way_of_a_page_is_refused(site: tuple[Path, Path]) -> None:
    town, folder = site
    topics = town / "topics.yaml"
    topics.write_text(f"{topics.read_text('utf-8')}\nbridges: {{name: Bridges}}\n", "utf-8")
    (folder / "topic/bridges.html").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="opendebate did not write this one"):
        opendebate.load(town).site(folder, base=BASE)
    assert (folder / "topic/bridges.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize("damage", ["{", '{"files": {"../x": ""}, "pages": {}}', "[]"])
def test_a_damaged_list_of_files_is_refused(site: tuple[Path, Path], damage: str) -> None:
    town, folder = site
    (folder / MANIFEST).write_text(damage, "utf-8")
    with pytest.raises(InputError, match="list of the site's files"):
        opendebate.load(town).site(folder, base=BASE)


@pytest.mark.parametrize(
    "base",
    ["", "example.org", "ftp://example.org/", "https://", "https://a.org/?q=1", "https://a b/"],
)
def test_what_is_no_address_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a site"):
        opendebate.load(TOWN).site(tmp_path / "site", base=base)
    assert not (tmp_path / "site").exists()


def test_hostile_names_stay_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    folder = tmp_path / "site"
    opendebate.load(write_hostile(tmp_path / "debate")).site(folder, base=BASE)
    for path in folder.rglob("*.html"):
        if path.name in DRAWN:
            continue
        page = Parsed(path.read_text("utf-8"))
        scripts = [values for name, values in page.elements if name == "script"]
        own = [values for values in scripts if "type" not in values]
        assert len(own) == 1 + (path.name == "search.html"), path
        for name, values in page.elements:
            assert not any(key.startswith("on") for key in values), (path, name)
            assert name != "img", path
            for key in ("href", "src"):
                assert not re.match(r"\s*(javascript|data:text)", values.get(key, "")), path
    for path in (folder / "sitemap.xml", folder / "feed.xml"):
        assert RUN not in "".join(parsed(path).itertext()) or path.name == "feed.xml"


def test_no_page_makes_a_request(pages: dict[str, Parsed]) -> None:
    for path, page in pages.items():
        for tag in ("img", "iframe", "object", "embed", "video", "audio"):
            assert not [name for name, _ in page.elements if name == tag], path
        assert page.values("script", "src") == [], path
        assert page.values("link", "href", rel="stylesheet") == [], path
        (policy,) = page.values("meta", "content", **{"http-equiv": "Content-Security-Policy"})
        assert policy.startswith("default-src 'none'"), path


def test_a_topic_of_the_ontology_has_a_page_where_topics_stand_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    town = copied(tmp_path / "town")
    topics = (town / "topics.yaml").read_text("utf-8")
    assert topics.count("broader: benefit") == 1
    (town / "topics.yaml").write_text(topics.replace(", broader: risk", ""), "utf-8")
    opendebate.load(town).site(tmp_path / "site", base=BASE)
    page = Parsed((tmp_path / "site/topic/benefit.html").read_text("utf-8"))
    assert "A possible gain, for anybody." in page.text
    assert "../topic/safety.html" in page.values("a", "href")
    narrow = Parsed((tmp_path / "site/topic/safety.html").read_text("utf-8"))
    assert "../topic/benefit.html" in narrow.values("a", "href")
    assert "topic/benefit.html" in (tmp_path / "site/topics.html").read_text("utf-8")
    assert b"od:Benefit" in (tmp_path / "site/topic/benefit.ttl").read_bytes()
    assert not (tmp_path / "site/topic/risk.html").exists()


def test_search_engines_read_the_authors_and_not_the_coders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    town = copied(tmp_path / "town")
    opendebate.load(town).site(tmp_path / "nobody", base=BASE)
    (data,) = Parsed((tmp_path / "nobody/index.html").read_text("utf-8")).data
    assert json.loads(data).get("creator") != []
    with (town / "debate.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  authors:\n    - name: Moss, Ida\n      orcid: 0000-0002-1825-0097\n"
            "      affiliation: Harbour University\n    - name: The maps group\n"
        )
    opendebate.load(town).site(tmp_path / "site", base=BASE)
    (data,) = Parsed((tmp_path / "site/index.html").read_text("utf-8")).data
    assert json.loads(data)["creator"] == [
        {
            "@type": "Person",
            "name": "Ida Moss",
            "identifier": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": {"@type": "Organization", "name": "Harbour University"},
        },
        {"@type": "Organization", "name": "The maps group"},
    ]
    names = parsed(tmp_path / "site/feed.xml").iterfind(f"{_ATOM}author/{_ATOM}name")
    assert [name.text for name in names] == ["Ida Moss", "The maps group"]


class Rendered(Exception):
    """The site was rendered."""


def test_a_second_run_renders_nothing_and_a_changed_input_is_never_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    town, site = copied(tmp_path / "town"), tmp_path / "site"
    first = opendebate.load(town).site(site, base=BASE)
    files = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def refuse(*_: object) -> None:
        raise Rendered

    with monkeypatch.context() as patch:
        patch.setattr(site_writing._Site, "files", refuse)
        again = opendebate.load(town).site(site, base=BASE)
        assert (again.pages, again.written, again.removed) == (first.pages, 0, 0)
        assert {path: path.read_bytes() for path in files} == files
        with pytest.raises(Rendered):
            opendebate.load(town).site(site, base=f"{BASE}other/")
        for name, value in (
            ("_version", lambda _: "another"),
            ("code_digest", lambda *_: "another"),
        ):
            with monkeypatch.context() as inner:
                site_origin._code.cache_clear()
                inner.setattr(site_origin, name, value)
                with pytest.raises(Rendered):
                    opendebate.load(town).site(site, base=BASE)
            site_origin._code.cache_clear()
        monkeypatch.setattr(site_writing, "can_draw", lambda: True)
        with pytest.raises(Rendered):
            opendebate.load(town).site(site, base=BASE)
        monkeypatch.setattr(site_writing, "can_draw", lambda: False)
        title = (town / "debate.yaml").read_text("utf-8").replace("title: ", "title: New ", 1)
        (town / "debate.yaml").write_text(title, "utf-8")
        with pytest.raises(Rendered):
            opendebate.load(town).site(site, base=BASE)
    assert opendebate.load(town).site(site, base=BASE).written


@pytest.mark.parametrize("damage", ["changed", "removed"])
def test_a_file_that_somebody_touched_is_written_again_without_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setattr(site_writing, "can_draw", lambda: False)
    site, debate = tmp_path / "site", opendebate.load(TOWN)
    debate.site(site, base=BASE)
    page = site / "claims.html"
    before = page.read_bytes()
    if damage == "changed":
        page.write_bytes(before + b"<!-- more -->")
    else:
        page.unlink()
    assert debate.site(site, base=BASE).written == 1
    assert page.read_bytes() == before


def test_claims_are_listed_by_side_those_with_most_statements_first(
    pages: dict[str, Parsed],
) -> None:
    page, sides = pages["claims.html"], ["for", "against", "both", "neither"]
    assert page.values("h2", "id") == sides
    links = page.values("a", "href")
    assert [f"#{side}" for side in sides] == [link for link in links if link.startswith("#")][1:]
    rows = opendebate.load(TOWN).select(
        """SELECT ?id ?side (COUNT(?statement) AS ?number) {
             ?claim a od:Claim ; dcterms:identifier ?id ; od:side/skos:notation ?side
             OPTIONAL { ?statement od:claim ?claim } } GROUP BY ?id ?side"""
    )
    of_claims = {
        f"claim/{row['id']}.html": (sides.index(str(row["side"])), -int(str(row["number"])))
        for row in rows
    }
    listed = [of_claims[link] for link in links if link in of_claims]
    assert len(listed) == len(of_claims)
    assert listed == sorted(listed)
    assert len({number for _, number in listed}) > 1

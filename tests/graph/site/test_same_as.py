"""What is the same elsewhere, on the site's pages: a link for readers, sameAs for machines."""

from __future__ import annotations

from pathlib import Path

import opendebate
from opendebate.site.debate_index import DebateIndex
from opendebate.site.entity_content import EntityContents
from opendebate.site.site_pages import SitePages
from opendebate.site.structured_data import StructuredData

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
WIKIDATA = "http://www.wikidata.org/entity/Q4115189"
REGISTER = "https://registry.example/bodies/mill-lane"


def test_the_page_links_to_it_and_machines_read_same_as() -> None:
    index = DebateIndex(opendebate.load(TOWN).engine)
    contents = EntityContents(index)
    described = StructuredData(index, "https://example.org/")
    by_id = {
        one.id: contents.of(one) for kind in ("actor", "policy") for one in index.entities[kind]
    }
    residents = described.of_page(by_id["mill-lane"], "")["mainEntity"]
    assert residents["sameAs"] == [WIKIDATA, REGISTER]
    licence = described.of_page(by_id["open-map-licence"], "")["mainEntity"]
    assert licence["sameAs"] == ["https://registry.example/licences/7"]
    assert "sameAs" not in described.of_page(by_id["averley"], "")["mainEntity"]
    pages = SitePages(index, "https://example.org/", {}, ())
    page = pages.page(by_id["mill-lane"], {}, "")
    assert f'<a href="{WIKIDATA}">Wikidata Q4115189</a>, <a href="{REGISTER}">' in page
    assert "The same elsewhere" not in pages.page(by_id["averley"], {}, "")

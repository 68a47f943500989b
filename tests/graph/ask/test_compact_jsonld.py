"""The page's data holds every coded fact: what it leaves out can be worked out again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

import opendebate
from article import load_article
from opendebate.ask.compact_jsonld import compact_jsonld
from opendebate.debate import Debate
from opendebate.rdf.namespaces import PREFIXES, term, typed

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
IN_NO_LANGUAGE = {"from", "to", "sha256", "inLanguage", "attributeType"}
SELECTORS = {term("oa:hasSelector"), term("rdf:value"), term("dcterms:conformsTo")}
Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


def coded(debate: Debate) -> set[Fact]:
    """Return what was coded, but for selectors and the sentences that statements are named by."""
    graphs = tuple(debate.iris.base + name for name in ("graph/register", "graph/context"))
    found = {
        (quad.subject, quad.predicate, quad.object)
        for quad in debate.store
        if quad.graph_name.value.startswith((*graphs, f"{debate.iris.base}graph/source/"))
    }
    made = {s for s, _, o in found if o == term("od:Statement")}
    return {
        (s, p, o)
        for s, p, o in found
        if not (p in SELECTORS or o == term("oa:FragmentSelector"))
        and not (p == term("rdfs:label") and s in made)
    }


class Rebuilt:
    """Facts from the page's data by the terms of its context, as any reader would make them."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data, self.context, self.base = data, data["context"], data["base"]

    def facts(self) -> set[Fact]:
        return {fact for key, node in self.data["things"].items() for fact in self.node(key, node)}

    def iri(self, key: str) -> NamedNode:
        if key.startswith("od:"):
            return term(key)
        return NamedNode(key if "://" in key else self.data["base"] + key)

    def named(self, name: str) -> NamedNode:
        if name == "type":
            return term("rdf:type")
        if "://" in name:  # an attribute that the debate declares
            return NamedNode(name)
        given = self.context[name]
        prefix, _, local = (given["@id"] if isinstance(given, dict) else given).partition(":")
        return NamedNode(PREFIXES[prefix] + local)

    def value(self, name: str, value: Any) -> NamedNode | Literal:
        if "://" in name:
            return Literal(value) if self.base in name else self.iri(value)
        kind = given["@type"] if isinstance(given := self.context.get(name), dict) else ""
        if isinstance(value, dict):
            return Literal(value["@value"], language=value.get("@language"))
        if kind in {"@id", "@vocab"}:
            return self.iri(value)
        if kind:
            return typed(str(value).lower(), kind.removeprefix("xsd:"))
        plain = name in IN_NO_LANGUAGE
        return Literal(value) if plain else Literal(value, language=self.data["language"])

    def node(self, key: str, node: dict[str, Any]) -> Iterator[Fact]:
        for name, held in node.items():
            if name == "type":
                yield self.iri(key), self.named(name), self.named(held)
            elif name == "via":
                yield from self.carriers(key, held)
            elif name in ("passage", "attribution"):
                yield from self.passages(key, name, node)
            elif name != "link":
                for one in held if isinstance(held, list) else [held]:
                    yield self.iri(key), self.named(name), self.value(name, one)
        yield from self.repeated(key, node)

    def repeated(self, key: str, node: dict[str, Any]) -> Iterator[Fact]:
        """Yield ids and names, which repeat what a node says anyway."""
        _, slash, rest = key.partition("/")
        if slash and node["type"] in IDENTIFIED and "://" not in key:
            yield self.iri(key), term("dcterms:identifier"), Literal(rest)
        for name in ("title", "text"):
            if name in node and "label" not in node and node["type"] != "BibliographicResource":
                yield self.iri(key), term("rdfs:label"), self.value(name, node[name])
        if node["type"] == "Concept":
            yield self.iri(key), term("skos:prefLabel"), self.value("label", node["label"])
            yield self.iri(key), term("skos:inScheme"), term("od:Topics")

    def carriers(self, key: str, via: list[str]) -> Iterator[Fact]:
        cells = [self.iri(f"{key}/via/{n}") for n in range(1, len(via) + 1)]
        yield self.iri(key), term("od:via"), cells[0]
        for cell, rest, one in zip(cells, [*cells[1:], term("rdf:nil")], via, strict=True):
            yield cell, term("rdf:first"), self.iri(one)
            yield cell, term("rdf:rest"), rest

    def passages(self, key: str, relation: str, node: dict[str, Any]) -> Iterator[Fact]:
        source = self.iri(node.get("source", key))
        for n, passage in enumerate(node[relation], 1):
            yield self.iri(key), term(f"od:{relation}"), self.iri(f"{key}/{relation}/{n}")
            yield from self.node(f"{key}/{relation}/{n}", {"type": "Passage", **passage})
            yield self.iri(f"{key}/{relation}/{n}"), term("oa:hasSource"), source


IDENTIFIED = {
    *("Person", "Organization", "Group", "Model", "Policy", "Claim"),
    *("Concept", "Event", "Source", "Statement", "ContextFact", "Attribute"),
}


@pytest.fixture(scope="module", params=["built-in", "town", "abroad"])
def one(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Debate:
    if request.param == "built-in":
        return load_article()
    folder = tmp_path_factory.mktemp("debates") / "flood-maps"
    shutil.copytree(TOWN, folder)
    if request.param == "abroad":
        go_abroad(folder)
    return opendebate.load(folder)


def go_abroad(folder: Path) -> None:
    """Let a source be in another language, and on the very site whose IRIs the debate has."""
    source = folder / "sources" / "a-town-and-its-maps.yaml"
    text = source.read_text("utf-8").replace("language: en", "language: de")
    inside = "https://example.org/flood-maps/article#top"
    source.write_text(text.replace("https://example.org/courier/maps", inside), "utf-8")


def test_nothing_coded_is_lost_and_nothing_added(one: Debate) -> None:
    assert Rebuilt(compact_jsonld(one.engine)).facts() == coded(one)


def test_what_is_derived_is_left_out(one: Debate) -> None:
    derived = {"affirms", "denies", "doubts", "concedes", "supports", "attacks", "carrier"}
    derived |= {"agreesWith", "disagreesWith", "takesSide"}
    for node in compact_jsonld(one.engine)["things"].values():
        assert not derived & set(node)


def test_passages_link_to_where_the_library_says_they_are(one: Debate) -> None:
    things = compact_jsonld(one.engine)["things"]
    for said in one.statements():
        links = [passage.get("link") for passage in things[f"source/{said.id}"]["passage"]]
        assert links == [place.link for place in said.passages]
    addressed = {"page" in node for node in things.values() if node["type"] == "Source"}
    assert (one.statements()[-1].passages[0].link is not None) == (True in addressed)


def test_every_code_and_every_term_is_explained(one: Debate) -> None:
    data = compact_jsonld(one.engine)
    nodes = [node for node in data["things"].values() if node["type"] != "Attribute"]
    values = [value for node in nodes for value in node.values()]
    codes = {
        str(one) for value in values for one in (value if isinstance(value, list) else [value])
    }
    used = {code for code in codes if code.startswith("od:")}
    assert used
    assert used == set(data["codes"])
    for node in data["things"].values():
        used = {name for name in (*node, node["type"]) if "://" not in name}
        assert used - {"type"} <= set(data["context"])


def test_the_same_debate_gives_the_same_data_in_the_same_order(one: Debate) -> None:
    first, second = compact_jsonld(one.engine), compact_jsonld(one.engine)
    assert str(first) == str(second)
    assert list(first["things"]) == sorted(first["things"])

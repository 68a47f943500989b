"""The rules for w3id.org lead each address of the ontology and of the built-in debate somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

import opendebate_ontology
from article import load_article

FOLDER = Path(__file__).parents[2] / "ontology" / "w3id"
BASE = "https://w3id.org/opendebate/"
RULE = re.compile(r"RewriteRule (\S+) (\S+) \[([^\]]+)\]")
CONDITION = re.compile(r"RewriteCond %\{HTTP_ACCEPT\} (\S+)")


def follow(path: str, accept: str = "") -> str | None:
    """Return where the rules send a path, as the rewriting of Apache would."""
    site, wanted = "", None
    for line in (FOLDER / ".htaccess").read_text("utf-8").splitlines():
        if condition := CONDITION.fullmatch(line):
            wanted = condition[1]
        elif rule := RULE.fullmatch(line):
            met, wanted = wanted is None or re.search(wanted, accept) is not None, None
            pattern, target, flags = rule.groups()
            match = re.search(pattern, path) if met else None
            if match and target == "-":
                site = flags.removeprefix("E=SITE:").rstrip("]")
            elif match:
                assert "R=303" in flags
                target = target.replace("%{ENV:SITE}", site)
                return target.replace("$1", match[1]) if "$1" in target else target
        else:
            assert not line.startswith("Rewrite") or line == "RewriteEngine on", line
    return None


def addresses() -> list[str]:
    """Return every address below ours that the built-in debate uses, without its fragment."""
    nodes = {
        node.value.partition("#")[0]
        for quad in load_article().store
        for node in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(node, NamedNode) and node.value.startswith(BASE)
    }
    return sorted(node.removeprefix(BASE) for node in nodes)


SITE = follow("") or ""


def test_each_address_in_use_leads_somewhere() -> None:
    found = addresses()
    assert len(found) > 300
    assert {"ontology", "question", "actor/wendy-hall", "graph/derived", ""} <= {*found}
    assert not [path for path in found if follow(path) is None]


@pytest.mark.parametrize("name", ["ontology", "vocabularies", "shapes", "alignments"])
@pytest.mark.parametrize("accept", ["", "*/*", "text/turtle"])
def test_programs_get_turtle(name: str, accept: str) -> None:
    assert opendebate_ontology.path(f"{name}.ttl").is_file()
    assert follow(name, accept) == f"{SITE}files/{name}.ttl"


def test_people_get_the_page_of_the_ontology() -> None:
    accept = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert follow("ontology", accept) == f"{SITE}docs/ontology/index.html"
    assert (FOLDER.parent / "README.md").is_file()


def test_a_version_leads_to_the_ontology() -> None:
    assert follow("ontology/0.1.0") == f"{SITE}files/ontology.ttl"


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", ""])
def test_an_entity_leads_to_its_path_on_the_server(accept: str) -> None:
    assert follow("actor/wendy-hall", accept) == f"{SITE}actor/wendy-hall"


@pytest.mark.parametrize(
    "path", ["ontologies", "ontology.ttl", "actor", "actor/", "x/y", "questions"]
)
def test_what_is_nobodys_address_leads_nowhere(path: str) -> None:
    assert follow(path) is None

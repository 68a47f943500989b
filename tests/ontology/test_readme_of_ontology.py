"""The page on the ontology: as generated, with examples that are facts and queries that answer."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from opendebate.engines.engine import prefixes
from opendebate.engines.rows import Rows
from opendebate_docs.diagrams import with_drawings
from opendebate_docs.ontology import ontology_readme, term_pages
from opendebate_docs.term_examples import debates, example
from opendebate_docs.term_queries import query
from opendebate_docs.terms import Term, terms

README = Path(__file__).parents[2] / "ontology" / "README.md"
IDS = [f"{'class' if term.is_class else 'property'}-{term.name}" for term in terms()]


def test_the_page_is_as_generated() -> None:
    advice = "Write it anew: python .site/opendebate_docs ontology"
    assert README.read_text("utf-8") == ontology_readme(), advice


def test_the_picture_can_be_drawn_for_the_site() -> None:
    page = with_drawings(ontology_readme())
    assert "```mermaid" not in page
    assert page.count("<svg") == 1


def test_each_term_has_a_page() -> None:
    pages = term_pages()
    assert len(pages) == len(terms()) > 100
    assert pages["classes/Claim.md"].startswith("# ")
    for page in pages.values():
        assert page.count("```turtle") == page.count("```sparql") == 1


@pytest.mark.parametrize("term", terms(), ids=IDS)
def test_an_example_is_short_and_of_the_debate(term: Term) -> None:
    debate, turtle = example(term)
    assert len(turtle.splitlines()) <= 12
    names = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes(debate.iris).items())
    facts = list(pyoxigraph.parse(names + turtle, RdfFormat.TURTLE))
    assert facts
    for fact in facts:
        assert any(debate.store.quads_for_pattern(fact.subject, fact.predicate, fact.object, None))


@pytest.mark.parametrize("term", terms(), ids=IDS)
def test_a_query_answers_in_full(term: Term) -> None:
    debate, _ = example(term)
    text = query(term)
    assert term.name in text
    rows = debate.query(text)
    assert isinstance(rows, Rows)
    found = list(rows)
    assert found
    assert all(value not in (None, "") for row in found for value in row.values())


def test_most_examples_are_of_the_built_in_debate() -> None:
    builtin, _ = debates()
    others = {term.name for term in terms() if example(term)[0] is not builtin}
    assert others == {"acceptedBy", "capacity", "draftedBy"}

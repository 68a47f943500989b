"""Without pyoxigraph and all else that is compiled: the same answers, and lessons that run."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from article import load_article
from opendebate.ask.questions import names
from opendebate.debate import Debate
from opendebate.engines.embedded import EmbeddedEngine
from opendebate_lessons.browser import pyoxigraph_shim as shim
from opendebate_lessons.browser.pyodide import shim_files

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
# What a learner's browser has: pure packages, and no other.
ALLOWED = {"IPython", "html5rdf", "jinja2", "markupsafe", "networkx", "opendebate",
           "opendebate_lessons", "opendebate_ontology", "platformdirs", "pyoxigraph", "pyparsing",
           "rdflib"}  # fmt: skip
# What rdflib may do in a cell for each fact of the debate: facts that it reads, and values of rows
# that it looks at. The lessons need up to 60. A browser is slow: 2,000 take it two minutes.
MOST_STEPS = 120
RUN = """
import ast, json, sys

class Only:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in ALLOWED and path is None:
            raise ImportError(f"a browser has no {name}")

sys.meta_path.insert(0, Only())
from opendebate_lessons.notebooks import cells
from rdflib.plugins.sparql.sparql import FrozenBindings
from rdflib.plugins.stores.memory import Memory

names, steps, triples, value = {}, 0, Memory.triples, FrozenBindings.__getitem__

def read(*pattern, **context):
    global steps
    for fact in triples(*pattern, **context):
        steps += 1
        yield fact

def look(row, name):
    global steps
    steps += 1
    return value(row, name)

Memory.triples, FrozenBindings.__getitem__ = read, look
for cell in cells(sys.argv[1]):
    if cell["cell_type"] != "code":
        continue
    steps, tree = 0, ast.parse("".join(cell["source"]))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last:
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        if hasattr(shown, "_repr_html_"):
            assert shown._repr_html_()
        if hasattr(shown, "right"):
            assert shown.right, str(shown)
            print("right")
    allowed = MOST_STEPS * len(names["debate"].store)
    assert steps <= allowed, (steps, allowed, cell["source"])
"""


@pytest.fixture(scope="module")
def other() -> Debate:
    """The built-in debate, in the store of the stand-in."""
    ours = load_article()
    data = ours.serialize("nquads")
    store = shim.Store()
    store.bulk_load(io.BytesIO(data))
    return Debate(EmbeddedEngine(store, ours.iris))  # type: ignore[arg-type]


def test_it_holds_the_same_facts(other: Debate) -> None:
    ours = load_article()
    assert {g.value for g in other.engine.store.named_graphs()} == {  # type: ignore[attr-defined]
        *ours.engine.graphs()
    }
    assert len(other.engine.store) == len(ours.engine.store)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", names())
def test_every_named_question_that_needs_nothing_has_the_same_rows(name: str) -> None:
    ours = load_article()
    from opendebate.ask.questions import question
    from opendebate.engines.engine import prefixes

    text = question(name).sparql
    store = _loaded(ours)
    found = store.query(text, prefixes=prefixes(ours.iris))
    assert isinstance(found, shim.QuerySolutions)
    rows = sorted(tuple(map(str, row)) for row in found)
    theirs = ours.store.query(text, use_default_graph_as_union=True, prefixes=prefixes(ours.iris))
    assert isinstance(theirs, pyoxigraph.QuerySolutions)
    assert rows == sorted(tuple(str(one) for one in row) for row in theirs)


_KEPT: dict[int, shim.Store] = {}


def _loaded(ours: Debate) -> shim.Store:
    if 0 not in _KEPT:
        _KEPT[0] = shim.Store()
        _KEPT[0].bulk_load(io.BytesIO(ours.serialize("nquads")))
    return _KEPT[0]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("ASK { ?a a od:Person }", shim.QueryBoolean),
        ("CONSTRUCT { ?a a od:Person } { ?a a od:Person }", shim.QueryTriples),
        ("SELECT * { GRAPH ?g { ?a a od:Person } }", shim.QuerySolutions),
    ],
)
def test_every_form_of_query_is_answered(query: str, kind: type) -> None:
    known = {"od": "https://w3id.org/opendebate/ontology#"}
    assert isinstance(_loaded(load_article()).query(query, prefixes=known), kind)


def test_what_is_no_query_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError):
        shim.Store().query("SELECT {")
    with pytest.raises(SyntaxError):
        shim.Store().bulk_load(io.BytesIO(b"no quads"))


def test_terms_are_written_and_compared_as_pyoxigraph_does() -> None:
    for mine, theirs in (
        (shim.NamedNode("https://e.x/a"), pyoxigraph.NamedNode("https://e.x/a")),
        (shim.Literal('a "b"'), pyoxigraph.Literal('a "b"')),
        (shim.Literal("a", language="en"), pyoxigraph.Literal("a", language="en")),
        (shim.Literal(3), pyoxigraph.Literal(3)),
        (shim.Variable("x"), pyoxigraph.Variable("x")),
        (shim.BlankNode("b"), pyoxigraph.BlankNode("b")),
    ):
        assert str(mine) == str(theirs)
    assert shim.Literal("3") != shim.Literal(3)
    assert {shim.Literal("a"), shim.Literal("a")} == {shim.Literal("a")}


def test_what_it_writes_is_read_by_pyoxigraph() -> None:
    fact = shim.Quad(
        shim.NamedNode("https://e.x/a"), shim.NamedNode("https://e.x/b"),
        shim.Literal("c"), shim.NamedNode("https://e.x/g"),
    )  # fmt: skip
    for form in ("N_QUADS", "TRIG", "TURTLE", "N_TRIPLES", "JSON_LD", "RDF_XML"):
        data = shim.serialize([fact], format=shim.RdfFormat[form])
        assert data is not None
        read = list(pyoxigraph.parse(data, format=getattr(RdfFormat, form)))
        assert [str(one.object) for one in read] == ['"c"']


@pytest.mark.parametrize("lesson", ["00-start-here", "01-who-says-what"])
def test_a_lesson_runs_where_nothing_is_compiled(lesson: str, tmp_path: Path) -> None:
    load_article()
    from opendebate.rdf.cache import cache_folder

    (tmp_path / "pyoxigraph").mkdir()
    for path, content in shim_files().items():
        (tmp_path / path).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", f"ALLOWED, MOST_STEPS = {ALLOWED!r}, {MOST_STEPS}\n{RUN}", lesson],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "OPENDEBATE_CACHE": str(cache_folder())},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("right") >= 3

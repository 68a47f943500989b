"""Every id that is printed is accepted by every command, or refused for the right reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from invoking import run

DATA = Path(__file__).parents[1] / "data" / "flood-maps"
ARTICLE = "a-town-and-its-maps"
STATEMENT = f"{ARTICLE}/oyelaran-right"
# Kind → ids of what it is called elsewhere in the output: by its id, path or IRI.
ENTITIES = {
    "actor": "marta-oyelaran", "claim": "publish", "topic": "burglary", "event": "delay",
    "source": ARTICLE, "statement": STATEMENT,
}  # fmt: skip
PIECES = {
    "argument": "prices-fall/attacks/publish",
    "passage": f"{STATEMENT}/passage/1", "graph": "graph/register", "attribute": "party",
    "topic of the ontology": "risk", "story": "the-clash", "step of a story": "the-clash/1",
    "named question": "who-affirms",
}  # fmt: skip
COMMANDS = {"show": ["show"], "trace": ["trace"], "path": ["path", "publish"],
            "standing": ["standing"],
            "view": ["view", "--no-networks", "-o", "page.html"]}  # fmt: skip
REFUSED = {
    ("attribute", "trace"): "party is an attribute: nobody says anything of it.",
    ("attribute", "view"): "party is an attribute: nobody says anything of it.",
    ("attribute", "path"): "There is no path between them",
    ("topic of the ontology", "path"): "risk is a topic of the ontology: no path",
    ("topic of the ontology", "view"): "risk is a topic of the ontology, and the page",
    **{("graph", name): "It is a graph." for name in ("trace", "path", "view", "standing")},
    **{("story", name): "It is a story." for name in ("trace", "path", "standing")},
    **{("step of a story", name): "It is a story." for name in ("trace", "path", "standing")},
    **{("named question", name): "It is a named question."
       for name in ("trace", "path", "standing", "view")},
}  # fmt: skip


@pytest.fixture(scope="module", name="maps")
def _maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ids") / "maps"
    folder.mkdir()
    for file in DATA.rglob("*.yaml"):
        copy = folder / file.relative_to(DATA)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
    with (folder / "debate.yaml").open("a", encoding="utf-8") as stream:
        stream.write("  attributes: {party: {label: Party, of: actor}}\n")
    (folder / "stories.yaml").write_text(
        "the-clash: {title: The clash, steps: [{text: Who speaks.}]}\n", "utf-8"
    )
    return folder


def _run(maps: Path, folder: Path, command: str, name: str) -> Result:
    words = [str(folder / word) if word == "page.html" else word for word in COMMANDS[command]]
    return run("-d", maps, *words, name)


def names(maps: Path, kind: str) -> list[str]:
    """Return how an entity is called: by id, by path and by IRI."""
    import opendebate

    base = opendebate.load(maps).iris.base
    name = (ENTITIES | PIECES)[kind]
    path = f"source/{name}" if kind in {"statement", "passage"} else f"{kind}/{name}"
    paths = {
        "graph": name, "topic of the ontology": "topic/risk", "named question": name,
        "step of a story": f"story/{name}",
    }  # fmt: skip
    path = paths.get(kind, path)
    iris = [] if kind in {"topic of the ontology", "named question"} else [base + path]
    return [name, path, *iris]


@pytest.mark.parametrize("kind", [*ENTITIES, *PIECES])
def test_an_id_is_accepted_or_refused_for_the_right_reason(
    maps: Path, kind: str, tmp_path: Path
) -> None:
    for command in COMMANDS:
        outputs = set()
        for name in names(maps, kind):
            done = _run(maps, tmp_path, command, name)
            reason = REFUSED.get((kind, command))
            if command == "standing" and kind not in {"claim", "argument"} and not reason:
                means = {"passage": "statement", "topic of the ontology": "topic"}.get(kind, kind)
                reason = f"is of another kind: {means}."
            if reason:
                assert done.exit_code in {1, 2}, (command, name, done.output)
                assert reason in done.stderr, (command, name)
            else:
                assert done.exit_code == 0, (command, name, done.output)
                outputs.add(done.stdout)
        assert len(outputs) <= 1, "the same entity, however it is called"

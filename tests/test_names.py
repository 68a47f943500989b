"""Names in the code are words of the glossary, and few are vague."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("graph", "cli", "notebooks/opendebate_lessons")
PYTHON = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
VAGUE = frozenset(
    re.findall(
        r"\w+",
        """
        one ones told tells found finds said says made makes held holds hold kept keeps keep
        own owns whole here there about left given gives taken takes shown shows gone got
        done did does way ways bit bits thing things stuff part parts rest some same such
        again asked wanted seen drawn spoken tried known named called used alike apart aside
        away beside many much more most less least then now back everything something
        anything nothing each every
        """,
    )
)
MOST = 5  # per cent, to be lowered to 2


def bound_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each name that is bound, with its line: functions, classes, parameters, variables."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case ast.ExceptHandler(name=str() as name):
                yield name, node.lineno
            case ast.alias(asname=str() as name):
                yield name, node.lineno


def is_vague(name: str) -> bool:
    """Return whether a name says nothing of what it names."""
    return name.strip("_").lower() in VAGUE


def test_few_names_are_vague() -> None:
    names = [
        (name, f"{path.relative_to(ROOT)}:{line}")
        for path in PYTHON
        for name, line in bound_names(ast.parse(path.read_text(encoding="utf-8")))
    ]
    vague = [(name, where) for name, where in names if is_vague(name)]
    share = 100 * len(vague) / len(names)
    print(f"{len(vague)} of {len(names)} names are vague: {share:.2f} %")
    files = Counter(where.rpartition(":")[0] for _, where in vague).most_common(10)
    assert share < MOST, f"{share:.2f} % of names are vague; most of them in {files}"


def test_a_vague_name_is_recognised() -> None:
    tree = ast.parse("def told(one): return [made for made in one]\nclaim = told(())")
    assert [name for name, _ in bound_names(tree) if is_vague(name)] == ["told", "one", "made"]

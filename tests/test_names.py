"""Names in the code are words of the glossary, and few are vague."""

import ast
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("graph", "cli", "notebooks/opendebate_lessons")
PYTHON = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
GLOSSARY = (ROOT / "graph/GLOSSARY.md").read_text(encoding="utf-8")
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
MOST = 2  # per cent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "cli/README.md")),
    *sorted((ROOT / "graph").glob("*.md")),
    *sorted((ROOT / "ontology/opendebate_ontology").glob("*.ttl")),
    *sorted((ROOT / "graph/opendebate").rglob("*.html")),
]
SPELLINGS = (
    "colors?|colored|favou?rs?(?<=vor)|favors|favored|behaviors?|labors?|neighbors?|neighboring"
    "|honors?|centers?|grays?|catalogs?|skeptics?|skeptical|judgments?|artifacts?|labeled|labeling"
    "|modeled|modeling|canceled|traveled"
    "|(?:organ|recogn|normal|real|summar|categor|util|optim|minim|maxim|initial|emphas|critic"
    "|apolog|standard|general|special|synchron|visual|character|final|formal|random|neutral|modern"
    "|prior|symbol|memor|polar|anonym|central|stabil|hypothes)iz(?:e[sdr]?|ing|ations?|ational)"
    "|analyz(?:e[sd]?|ing)"
)
AMERICAN = re.compile(
    rf"""(?ix) (?<![\w`.:/|#"'_?$-]) (?<!kind:\s) (?:{SPELLINGS}) (?![\w`(=/|"'_-]|\s:\s)"""
)
# Titles, keys, and words that other languages and programs have for something.
NAMES_OF_OTHERS = (
    "Organization Ontology", "Krackhardt", "Kialo Help Center", "rdfs:label", "?organization",
    "in favor of", "person or organization", "in_favor_of",
)  # fmt: skip
TERMS = {"organization"}  # a key of the coding files, as in the W3C's vocabulary
RECORDS = ("coding/records.py", "coding/source_records.py", "coding/story_records.py")
# What stands in a coding file, and what the graph answers of it, is one thing in two forms.
CODED_AND_ANSWERED = {"Debate", "Passage", "Statement", "Story", "StoryStep"}


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


def texts(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each text with its line: messages, help, docstrings and queries, but no single word.

    A single word is mostly a key, such as ``"things"`` in JSON, and users rely on keys.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as text) if not text.isidentifier():
                yield text, node.lineno


def is_vague(name: str) -> bool:
    """Return whether a name says nothing of what it names."""
    return name.strip("_").lower() in VAGUE


def retired(glossary: str, column: str) -> list[str]:
    """Return the words and phrases that the glossary's last table retires from names or texts."""
    rows = re.findall(r"^\| (.+?) \| .+? \| ([a-z, ]+) \|$", glossary, re.MULTILINE)
    cells = (
        re.sub(r'\(.*?\)|"', "", cell) for cell, columns in rows if column in columns.split(", ")
    )
    return [phrase.strip() for cell in cells for phrase in cell.split(",")]


def words_of(name: str) -> set[str]:
    """Return the words of a name in snake or camel case, without the s of a plural."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {form for word in words for form in (word.lower(), word.lower().removesuffix("s"))}


def mentions(text: str, phrase: str) -> bool:
    """Return whether a text has a phrase, other than as a variable of SPARQL, code or a key."""
    return bool(re.search(rf"(?<![\w?`\"]){phrase}s?(?![\w`\"])", text, re.IGNORECASE))


@cache
def all_bound_names() -> list[tuple[str, str]]:
    """Return each name that the code binds, with file and line."""
    return [(name, f"{path}:{n}") for path, tree in parsed() for name, n in bound_names(tree)]


@cache
def all_texts() -> list[tuple[str, str]]:
    """Return each text of the code, with file and line."""
    return [(text, f"{path}:{n}") for path, tree in parsed() for text, n in texts(tree)]


def parsed() -> Iterator[tuple[str, ast.AST]]:
    for path in PYTHON:
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_few_names_are_vague() -> None:
    names = all_bound_names()
    vague = [(name, where) for name, where in names if is_vague(name)]
    share = 100 * len(vague) / len(names)
    print(f"{len(vague)} of {len(names)} names are vague: {share:.2f} %")
    files = Counter(where.rpartition(":")[0] for _, where in vague).most_common(10)
    assert share < MOST, f"{share:.2f} % of names are vague; most of them in {files}"


def test_a_vague_name_is_recognised() -> None:
    tree = ast.parse("def told(one): return [made for made in one]\nclaim = told(())")
    assert [name for name, _ in bound_names(tree) if is_vague(name)] == ["told", "one", "made"]


@cache
def prose() -> list[tuple[str, str]]:
    """Return messages, docstrings, comments and the documents, each with file and line."""
    found = all_texts()[:]
    for path in PYTHON:
        with tokenize.open(path) as file:
            found += [
                (token.string, f"{path.relative_to(ROOT)}:{token.start[0]}")
                for token in tokenize.generate_tokens(file.readline)
                if token.type == tokenize.COMMENT
            ]
    for path in DOCUMENTS:
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        found += [(line, f"{path.relative_to(ROOT)}:{n}") for n, line in lines]
    return found


def test_prose_is_spelt_as_the_british_do() -> None:
    places = [
        f"{where}: {match[0]}"
        for text, where in prose()
        if not any(name in text for name in NAMES_OF_OTHERS)
        for match in AMERICAN.finditer(text)
    ]
    assert not places


def test_names_are_spelt_as_the_british_do() -> None:
    american = re.compile(f"(?i)(?:^|_)(?:{SPELLINGS})(?:_|$)")
    names = {name for name, _ in all_bound_names() if american.search(name)}
    assert names <= TERMS


def test_american_spelling_is_recognised() -> None:
    assert AMERICAN.findall("A color is recognized by organizations.")
    assert not AMERICAN.findall("`color`, od:Organization, kind: organization, ?organization")


def test_no_two_public_classes_have_one_name() -> None:
    files: dict[str, list[str]] = {}
    for path, tree in parsed():
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                is_record = path.endswith(RECORDS) and node.name in CODED_AND_ANSWERED
                files.setdefault(f"{'records.' * is_record}{node.name}", []).append(path)
    assert not {name: paths for name, paths in files.items() if len(paths) > 1}
    assert {name.removeprefix("records.") for name in files} >= CODED_AND_ANSWERED
    assert all(f"records.{name}" in files for name in CODED_AND_ANSWERED)


@pytest.mark.parametrize("word", retired(GLOSSARY, "names"))
def test_no_name_has_a_word_that_the_glossary_retires(word: str) -> None:
    names = [f"{where}: {name}" for name, where in all_bound_names() if word in words_of(name)]
    assert not names, f"graph/GLOSSARY.md names the word to write for {word!r}: {names}"


@pytest.mark.parametrize("phrase", retired(GLOSSARY, "texts"))
def test_no_text_has_a_phrase_that_the_glossary_retires(phrase: str) -> None:
    places = [where for text, where in all_texts() if mentions(text, phrase)]
    assert not places, f"graph/GLOSSARY.md names what to write for {phrase!r}: {places}"


def test_a_retired_word_is_recognised() -> None:
    table = "| door | reader | names |\n| hat, cap (of a body) | role | names, texts |\n"
    table += "| sign (of a text) | character | - |\n"
    assert retired(table, "names") == ["door", "hat", "cap"]
    assert retired(table, "texts") == ["hat", "cap"]
    assert {"door", "open"} <= words_of("_openDoors") & words_of("open_DOOR")
    assert "hat" not in words_of("that_chat")
    assert mentions("Hats have two words.", "hat")
    assert not mentions("SELECT ?hat { ?hat a od:Chat } # `hat`", "hat")

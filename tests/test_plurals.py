"""Messages count rightly: “1 claim”, never “1 claims”."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from opendebate.counting import counted
from opendebate_lessons.exercise import exercises

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph/opendebate", "cli/opendebate_cli", "notebooks/opendebate_lessons")
NOUNS = (
    "actors|arguments|articles|attacks|bytes|changes|characters|claims|coders|divisions|entities|"
    "entries|events|facts|faults|files|graphs|groups|lines|links|matches|nodes|notes|others|"
    "paragraphs|pairs|passages|people|persons|places|positions|quotations|rows|sentences|sources|"
    "speakers|statements|steps|terms|texts|ties|times|topics|triples|warnings|words"
)
BOUND = ("more than ", "at most ", "at least ", "among ", "one of ", "make more than ")
NO_NUMBERS = ("which",)  # as in “its first words”
ADJECTIVES = "more|new|further|different|unknown"
# Words for wrong answers whose number is always above 1.
ALWAYS_MANY = (
    "00.3 words",
    "04.5 missing",
    "05.6 few",
    "06.1 long",
    "06.2 copied",
    "06.3 ambiguous",
)
COUNT = re.compile(rf" (?:(?:{ADJECTIVES}) )?(?:{NOUNS})\b")


def messages(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and code of each number in an f-string that a plural noun follows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for at, (number, after) in enumerate(pairwise(node.values)):
                if (
                    isinstance(number, ast.FormattedValue)
                    and isinstance(after, ast.Constant)
                    and COUNT.match(str(after.value))
                    and not is_bound(number, node.values[at - 1] if at else None)
                ):
                    yield number.lineno, f"{ast.unparse(number.value)}{after.value!s}"


def is_bound(number: ast.FormattedValue, before: ast.expr | None) -> bool:
    """Tell whether the number is a bound, which is not 1: a constant, or after “more than”."""
    text = str(before.value) if isinstance(before, ast.Constant) else ""
    name = ast.unparse(number.value)
    return (
        text.endswith(BOUND)
        or name in NO_NUMBERS
        or re.fullmatch(r"_?[A-Z][A-Z_]+", name) is not None
    )


def test_no_message_puts_a_plural_after_a_number_that_may_be_one() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {code}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, code in messages(ast.parse(path.read_text("utf-8")))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_words_for_a_wrong_answer_put_a_plural_after_a_number_that_may_be_one() -> None:
    after_number = re.compile(rf"(?<!fewer than )\$\w+(?: of \$\w+)? (?:{NOUNS}|are missing)\b")
    wrong = [
        f"{exercise.name} {mistake}: {words}"
        for exercise in exercises().values()
        for mistake, words in exercise.wrong.items()
        if after_number.search(words) and f"{exercise.name} {mistake}" not in ALWAYS_MANY
    ]
    assert not wrong, "\n".join(wrong)


def test_a_number_and_its_noun_agree() -> None:
    assert counted(1, "claim") == "1 claim"
    assert counted(0, "claim") == "0 claims"
    assert counted(1_200, "more row") == "1,200 more rows"
    assert counted(2, "entity", "entities") == "2 entities"


def test_the_test_finds_what_is_wrong() -> None:
    code = "f'{len(a)} claims; more than {b} rows, {MAX_C:,} words, {d} more ties, {e} is one'"
    assert [text for _, text in messages(ast.parse(code))] == [
        "len(a) claims; more than ", "d more ties, ",
    ]  # fmt: skip

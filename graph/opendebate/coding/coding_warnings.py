"""Warnings: what is not wrong by itself, but is mostly a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from opendebate.coding.entity_warnings import (
    duplicated_by_policy,
    lookalikes,
    same_texts,
    unmarked_anonymous,
    unused_entities,
)
from opendebate.coding.folder import Coding
from opendebate.coding.free_text import distinct_strings
from opendebate.coding.string_warnings import divided_names, invisible_characters, too_long_ends
from opendebate.coding.warning_context import CodingWarning, WarningContext, statement_positions
from opendebate.stances import expressing


def add_warnings(coding: Coding) -> None:
    """Add a warning to the coding for everything in it that looks like a slip."""
    texts_by_file = {key: distinct_strings(tree.data) for key, tree in coding.trees.items()}
    examined = WarningContext(coding, _stated_claims(coding), texts_by_file)
    checks: tuple[Callable[[WarningContext], Iterator[CodingWarning]], ...] = (
        unused_entities,
        same_texts,
        _same_articles,
        _said_after_publication,
        _unstated_reasons,
        invisible_characters,
        lookalikes,
        unmarked_anonymous,
        duplicated_by_policy,
        divided_names,
        too_long_ends,
    )
    for warning in chain.from_iterable(check(examined) for check in checks):
        warning.tree.add_fault(warning.path, warning.message, key=warning.key, severity="warning")


def _stated_claims(coding: Coding) -> set[str]:
    """Return all claims that statements have, with faults or not; none if a file is broken."""
    if not all(tree.is_complete for tree in coding.trees.values()):
        return set()
    listed = (tree.data.get("statements") for key, tree in coding.trees.items() if "/" in key)
    statements = chain.from_iterable(
        file_statements for file_statements in listed if isinstance(file_statements, list)
    )
    return {str(statement.get("claim")) for statement in statements if isinstance(statement, dict)}


def _same_articles(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find an article that is coded as two sources: each of its statements would count twice."""
    first_slug: dict[str, str] = {}
    for slug, file in examined.coding.sources.items():
        source = file.source
        for value, key in ((source.text.sha256, ("text", "sha256")), (source.url, ("url",))):
            if value and value in first_slug and first_slug[value] != slug:
                what = "text" if key[0] == "text" else "address"
                message = (
                    f"The source {first_slug[value]!r} has the same {what}. An article that is "
                    "coded twice counts twice: keep one of the two. If another coder coded "
                    "it, move that file to codings/CODER/SLUG.yaml."
                )
                tree = examined.coding.trees[f"sources/{slug}"]
                yield CodingWarning(tree, ("source", *key), message)
                break
        for value in filter(None, (source.text.sha256, source.url)):
            first_slug.setdefault(value, slug)


def _said_after_publication(examined: WarningContext) -> Iterator[CodingWarning]:
    for _, file, tree, number, position in statement_positions(examined.coding):
        said_on, published = file.statements[number].said, file.source.published
        if said_on and published and said_on.earliest > published.latest:
            message = "This was said after its source was published. Correct one of the two dates."
            yield CodingWarning(tree, ("statements", position, "said"), message)


def _unstated_reasons(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find reasons that nobody states, or that their speaker denies in the same source.

    A reason may stand in the passage only (codebook, 8.1): then no statement has it as its claim.
    """
    stated = examined.stated
    for _, file, tree, number, position in statement_positions(examined.coding):
        statement = file.statements[number]
        for reason in statement.because:
            against = [
                other.id for other in file.statements
                if other.claim == reason and other.speaker == statement.speaker
                and other.stance in expressing("denies")
            ]  # fmt: skip
            if against:
                message = f"The speaker denies {reason!r} in {against[0]!r}. Is it the reason here?"
            elif stated and reason not in stated:
                message = (
                    f"Nobody states {reason!r}. Add a statement in which the speaker affirms it, "
                    "unless its words stand in this passage only."
                )
            else:
                continue
            yield CodingWarning(tree, ("statements", position, "because"), message)

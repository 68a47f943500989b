"""Lesson 06, code your own article: from a text to a coding that others can check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.counting import counted
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake, WrongAnswer

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.records import Statement
    from opendebate.coding.text import Text
    from opendebate.errors import Fault

MIN_WORDS, MAX_WORDS = 50, 3_000  # of an article
MAX_SHARED_WORDS = 6  # in a row, that a claim may have from the article


def article_text(task: Task) -> RightAnswer:
    """Judge whether a text can be coded in a lesson."""
    text = _read_text(task.answer)
    count = len(text.words)
    paragraphs = sum(block.paragraph is not None for block in text.blocks)
    if count < MIN_WORDS:
        raise TypicalMistake("short", words=counted(count, "word"), least=MIN_WORDS)
    if count > MAX_WORDS:
        raise TypicalMistake("long", words=f"{count:,}", most=f"{MAX_WORDS:,}")
    if paragraphs < 2:
        raise TypicalMistake("paragraph")
    return RightAnswer(words=count, paragraphs=paragraphs)


def actors_and_claims(task: Task) -> RightAnswer:
    """Judge actors and claims, which are in words of the learner's own."""
    coding, text = _read_coding(task.answer)
    if "…" in coding.debate.question:
        raise TypicalMistake("question")
    if len(coding.actors) < 2:
        raise TypicalMistake("actors", actors=counted(len(coding.actors), "actor"))
    if len(coding.claims) < 2:
        raise TypicalMistake("claims", claims=counted(len(coding.claims), "claim"))
    sides = {claim.side for claim in coding.claims.values()}
    for side, opposite in (("for", "against"), ("against", "for")):
        if side not in sides:
            raise TypicalMistake("side", side=side, opposite=opposite)
    for name, claim in coding.claims.items():
        if shared := _shared_words(claim.text, text, MAX_SHARED_WORDS):
            raise TypicalMistake("copied", claim=name, run=MAX_SHARED_WORDS, words=shared)
    return RightAnswer(actors=len(coding.actors), claims=len(coding.claims))


def sealed_passages(task: Task) -> RightAnswer:
    """Judge whether statements have sealed passages that are in the article."""
    from opendebate.coding.verify import verify

    coding, text = _read_coding(task.answer)
    statements = _statements(coding)
    if len(statements) < 3:
        raise TypicalMistake("few", statements=counted(len(statements), "statement"))
    if not any(statement.speaker for statement in statements):
        raise TypicalMistake("speaker")
    results = [
        result for source in coding.sources.values() for result in verify(source, text).passages
    ]
    for result in results:
        if not result.location.spans:
            first, last = result.passage.first, result.passage.last
            raise TypicalMistake("not-found", statement=result.statement, first=first, last=last)
    for result in results:
        if (count := len(result.location.spans)) > 1:
            raise TypicalMistake("ambiguous", statement=result.statement, count=count)
    for result in results:
        if result.passage.sha256 is None:
            raise TypicalMistake("unsealed", statement=result.statement)
    return RightAnswer(statements=len(statements), passages=len(results))


def reasons(task: Task) -> RightAnswer:
    """Judge which claims are reasons for or against others."""
    import opendebate

    coding, _ = _read_coding(task.answer)
    statements, claims = _statements(coding), coding.claims.values()
    stated = any(statement.because for statement in statements)
    analytic = any(claim.attacks or claim.supports or claim.undercuts for claim in claims)
    if not stated:
        raise TypicalMistake("analytic" if analytic else "untied")
    stated_claims = {statement.claim for statement in statements}
    stated_claims |= {premise for statement in statements for premise in statement.because}
    if idle := sorted(set(coding.claims) - stated_claims):
        raise TypicalMistake("idle", claim=idle[0])
    folder, _ = _read_pair(task.answer)
    arguments = opendebate.load(folder).network("arguments")
    if not arguments.edges:
        raise TypicalMistake("none")
    return RightAnswer(arguments=counted(len(arguments.edges), "argument"))


def shared_files(task: Task) -> RightAnswer:
    """Judge which files can be shared without the text."""
    from opendebate.coding.debate_files import debate_files
    from opendebate.coding.folder import read_folder

    paths = _read_paths(task.answer)
    main = next((path for path in paths if path.name == "debate.yaml"), None)
    if main is None:
        raise TypicalMistake("no-debate")
    answer = {path.resolve() for path in paths}
    if missing := {path.resolve() for path in debate_files(main.parent)} - answer:
        raise TypicalMistake("missing", name=min(path.name for path in missing))
    debate = read_folder(main.parent)[0].debate
    if not debate.licence:
        raise TypicalMistake("licence")
    if not debate.creators:
        raise TypicalMistake("creators")
    return RightAnswer(files=counted(len(paths), "file"), licence=debate.licence)


def _read_paths(answer: Any) -> list[Path]:
    """Return the coding files of a list of paths."""
    if isinstance(answer, str | Path) or not isinstance(answer, Iterable):
        raise TypicalMistake("form")
    paths = [Path(path) for path in answer]
    if not paths:
        raise TypicalMistake("empty")
    for path in paths:
        if not path.is_file():
            raise TypicalMistake("no-file", name=path.name)
    for path in paths:
        if path.suffix != ".yaml":
            raise TypicalMistake("no-coding", name=path.name)
    return paths


def _read_text(answer: Any) -> Text:
    from opendebate.coding.article_files import read_text

    if not isinstance(answer, str | Path):
        raise WrongAnswer("Give the path of the text: answer_06_1 = text.")
    path = Path(answer)
    if not path.name or "\n" in str(answer) or not path.is_file():
        raise WrongAnswer(f"There is no file {str(path)[:60]!r}. Write the text into it first.")
    return read_text(path)


def _read_pair(answer: Any) -> tuple[Path, Path]:
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise WrongAnswer("Give the debate's folder and the text: (place, text).")
    return Path(answer[0]), Path(answer[1])


def _read_coding(answer: Any) -> tuple[Coding, Text]:
    """Return a coding without faults, and its article."""
    from opendebate.rdf.build import check_debate

    folder, path = _read_pair(answer)
    if folder.is_file() and path.is_dir():
        raise WrongAnswer("The folder comes first, then the text: (place, text).")
    text = _read_text(path)
    if not folder.is_dir():
        raise WrongAnswer(f"There is no folder {folder.name} yet. Run the cells from the first on.")
    coding, faults = check_debate(folder)
    if errors := [fault for fault in faults if fault.is_error]:
        raise WrongAnswer(_format_faults(errors))
    return coding, text


def _format_faults(faults: list[Fault]) -> str:
    first, count = faults[0], len(faults) - 1
    others = f" ({count} more: run `check`.)" if count else ""
    return f"{Path(first.file).name}, line {first.line}: {first.message}{others}"


def _statements(coding: Coding) -> list[Statement]:
    return [statement for source in coding.sources.values() for statement in source.statements]


def _shared_words(claim: str, text: Text, count: int) -> str:
    """Return the first so many words in a row that a claim shares with the article, if any."""
    from opendebate.coding.tokenizer import folded_words

    article = [word.text for word in text.words]
    runs = {tuple(article[i : i + count]) for i in range(len(article) - count + 1)}
    words = folded_words(claim)
    for i in range(len(words) - count + 1):
        if tuple(words[i : i + count]) in runs:
            return " ".join(words[i : i + count])
    return ""

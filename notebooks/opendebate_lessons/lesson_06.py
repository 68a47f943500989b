"""Lesson 06, code your own article: from a text to a coding that others can check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate_lessons.exercise import Exercises, Off

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text
    from opendebate.debate import Debate
    from opendebate.errors import Fault

EXERCISES = Exercises("06")
_PAIR = "two paths in round brackets: (place, text)"
_RUN = 6  # words in a row that a claim may share with the article
_LEAST, _MOST = 50, 3_000  # words of an article


@EXERCISES.add(
    1,
    form="the path of a text file",
    hints=(
        "Save the article as plain text, with an empty line between paragraphs.",
        "start_file(text, article) writes the words of `article` into the file.",
        "answer_06_1 = text",
    ),
)
def article(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the learner's own text
    """Which text shall be coded?"""
    held = _text(answer)
    paragraphs = sum(block.paragraph is not None for block in held.blocks)
    if len(held.words) < _LEAST:
        raise Off(f"The text has {len(held.words)} words. Take one of at least {_LEAST}.")
    if len(held.words) > _MOST:
        raise Off(f"The text has {len(held.words):,} words. For one lesson take at most {_MOST:,}.")
    if paragraphs < 2:
        raise Off("It is one paragraph. Leave an empty line between paragraphs, so that a passage "
                  "has a paragraph.")  # fmt: skip
    return f"Right: {len(held.words)} words in {paragraphs} paragraphs. It stays on this machine."


@EXERCISES.add(
    2,
    form=_PAIR,
    hints=(
        "In debate.yaml, write what is debated, as a question. People can be for it or against it.",
        "In actors.yaml and claims.yaml, take the # of the examples away, and change the examples.",
        "Two actors, and two claims: one whose side is `for`, and one whose side is `against`.",
    ),
)
def words_of_ones_own(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the learner's own
    """Which actors and claims are there, in words of one's own?"""
    coding, held = _coded(answer)
    if "…" in coding.debate.question:
        raise Off("The question in debate.yaml is not yet written. Replace the … in it.")
    if len(coding.actors) < 2:
        raise Off(f"actors.yaml has {len(coding.actors)} actors. Write at least two.")
    if len(coding.claims) < 2:
        raise Off(f"claims.yaml has {len(coding.claims)} claims. Write at least two.")
    sides = {claim.side for claim in coding.claims.values()}
    for side, other in (("for", "against"), ("against", "for")):
        if side not in sides:
            raise Off(f"No claim is `side: {side}`. A debate has claims {side} and {other}.")
    for name, claim in coding.claims.items():
        if found := _shared([claim.text], held, _RUN):
            raise Off(f"{name} has {_RUN} words in a row from the article: “{found}”. Use words "
                      "of your own.")  # fmt: skip
    return (
        f"Right: {len(coding.actors)} actors and {len(coding.claims)} claims. A claim in your own "
        "words can come again, in another article."
    )


@EXERCISES.add(
    3,
    form=_PAIR,
    hints=(
        "Each statement has an id, a mode, a claim, and `at` with the passage's ends.",
        "`from` and `to` are the first and last words of the passage, as the article has them.",
        "After `seal`, run `check` with --text. It names each passage that it does not find.",
    ),
)
def sealed(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the learner's own
    """Which statements rest on sealed passages?"""
    from opendebate.coding.verify import verify

    coding, held = _coded(answer)
    said = [one for file in coding.sources.values() for one in file.statements]
    if len(said) < 3:
        raise Off(f"There are {len(said)} statements in sources/. Write at least three.")
    if not any(one.speaker for one in said):
        raise Off("No statement has a speaker. Give at least one a `speaker`.")
    found = [one for file in coding.sources.values() for one in verify(file, held).passages]
    lost = [one for one in found if not one.location.spans]
    if lost:
        raise Off(f"The passage of {lost[0].statement} is not in the article: “"
                  f"{lost[0].passage.first} … {lost[0].passage.last}”.")  # fmt: skip
    many = [one for one in found if len(one.location.spans) > 1]
    if many:
        raise Off(f"The passage of {many[0].statement} is in the article "
                  f"{len(many[0].location.spans)} times. Make its ends longer.")  # fmt: skip
    unsealed = [one for one in found if one.passage.sha256 is None]
    if unsealed:
        raise Off(f"{unsealed[0].statement} is not sealed yet. Run `seal`.")
    return (
        f"Right: {len(said)} statements, {len(found)} passages, each sealed with a digest. If a "
        "word of the article changes, `check` will notice."
    )


@EXERCISES.add(
    4,
    form=_PAIR,
    hints=(
        "If a speaker gives a reason, write it into the statement: because: [a-claim].",
        "If you see that a claim speaks against another claim, write attacks: [it] in claims.yaml.",
        "Then run `build`. It says how many arguments there are.",
    ),
)
def argued(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the learner's own
    """Which claims are reasons for or against others?"""
    import opendebate

    coding, _ = _coded(answer)
    place, _ = _pair(answer)
    said = [one for file in coding.sources.values() for one in file.statements]
    reasons = [one for one in said if one.because]
    seen = [one for one in coding.claims.values() if one.attacks or one.supports or one.undercuts]
    if not reasons and not seen:
        raise Off("No claim is tied to another yet. Write because, supports or attacks.")
    if not reasons:
        raise Off("All ties are what *you* see. Does no speaker give a reason? because: [a-claim]")
    used = {one.claim for one in said} | {claim for one in said for claim in one.because}
    idle = sorted(set(coding.claims) - used)
    if idle:
        raise Off(f"Nobody states {idle[0]}, and it is nobody's reason. Who says it, and where?")
    built = opendebate.load(place)
    found = len(built.network("arguments").edges)
    if not found:
        raise Off("The reasons make no argument yet. Run `build` and read what it says.")
    return f"Right: {found} arguments. Look at them: opendebate.load(place).view()"


@EXERCISES.add(
    5,
    form="a list of paths",
    hints=(
        "You may share everything in `place`: coding files have no sentence of the article.",
        "In debate.yaml, `licence` says what others may do with it, and `creators` has your name.",
        "answer_06_5 = sorted(place.rglob('*.yaml'))",
    ),
)
def shared(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the learner's own
    """Which files can be shared, without the text?"""
    from opendebate.coding.debate_files import debate_files
    from opendebate.coding.folder import read_folder

    if isinstance(answer, str | Path) or not isinstance(answer, Iterable):
        raise Off("Give a list of paths: sorted(place.rglob('*.yaml')).")
    paths = [Path(one) for one in answer]
    if not paths:
        raise Off("The list is empty.")
    gone = [one for one in paths if not one.is_file()]
    if gone:
        raise Off(f"There is no file {gone[0].name}.")
    other = [one for one in paths if one.suffix != ".yaml"]
    if other:
        raise Off(f"{other[0].name} is no coding file. If it is the article, do not share it.")
    main = next((one for one in paths if one.name == "debate.yaml"), None)
    if main is None:
        raise Off("debate.yaml is missing: it has the question and the licence.")
    missing = {one.resolve() for one in debate_files(main.parent)} - {p.resolve() for p in paths}
    if missing:
        raise Off(f"{min(one.name for one in missing)} is missing. Share all files of a coding.")
    coding, _ = read_folder(main.parent)
    if not coding.debate.licence:
        raise Off("Nobody knows what they may do with it. Write a licence into debate.yaml.")
    if not coding.debate.creators:
        raise Off("Nobody knows whom to cite. Write creators into debate.yaml.")
    return (
        f"Right: {len(paths)} files, under {coding.debate.licence}. Who has the article can check "
        "every passage. Who does not have it gets no sentence of it."
    )


def _text(answer: Any) -> Text:
    from opendebate.coding.text import read_text

    if not isinstance(answer, str | Path):
        raise Off("Give the path of the text: answer = text.")
    path = Path(answer)
    if not path.name or "\n" in str(answer) or not path.is_file():
        raise Off(f"There is no file {str(path)[:60]!r}. Write the text into it first.")
    return read_text(path)


def _pair(answer: Any) -> tuple[Path, Path]:
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Off("Give the debate's folder and the text: (place, text).")
    return Path(answer[0]), Path(answer[1])


def _coded(answer: Any) -> tuple[Coding, Text]:
    """Return what is coded and its article, once the files have no fault."""
    from opendebate.rdf.build import check_debate

    place, text = _pair(answer)
    held = _text(text)
    coding, faults = check_debate(place)
    wrong = [fault for fault in faults if fault.severity == "error"]
    if wrong:
        raise Off(_told(wrong))
    return coding, held


def _told(faults: list[Fault]) -> str:
    first, more = faults[0], len(faults) - 1
    rest = f" ({more} more: run `check`.)" if more else ""
    return f"{Path(first.file).name}, line {first.line}: {first.message}{rest}"


def _shared(texts: Iterable[str], held: Text, count: int) -> str:
    """Return the first so many words in a row that a text shares with the article, if any."""
    from opendebate.coding.tokenizer import tokenize

    folded = [word.text for word in held.words]
    runs = {tuple(folded[i : i + count]) for i in range(len(folded) - count + 1)}
    for text in texts:
        own = [word.text for word in tokenize(text)]
        for i in range(len(own) - count + 1):
            if tuple(own[i : i + count]) in runs:
                return " ".join(own[i : i + count])
    return ""

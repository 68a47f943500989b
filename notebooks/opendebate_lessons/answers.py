"""Reading answers: each function makes of an answer what an exercise asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from opendebate.ask.entities import Entity, find
from opendebate.engines.rows import Rows
from opendebate.errors import OpenDebateError, UnknownName
from opendebate_lessons.exercise import RightAnswer, TypicalMistake, WrongAnswer

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.debate import Debate


@cache
def statements(debate: Debate) -> tuple[Statement, ...]:
    """Return the statements of a debate; all checks share them."""
    return tuple(debate.statements())


def rows(debate: Debate, query: str) -> Rows:
    """Return the rows of a query of ours."""
    result = debate.query(query)
    assert isinstance(result, Rows)
    return result


def compare(number: object, right: object, mistakes: Iterable[tuple[str, object]]) -> RightAnswer:
    """Return a right answer if a number is the right one.

    Parameters
    ----------
    number, right : object
    mistakes : iterable of (str, object)
        Names of mistakes, and the number that each leads to.

    Raises
    ------
    TypicalMistake
        If it is another: the mistake that leads to it, or ``other``.
    """
    if number == right:
        return RightAnswer(answer=number)
    for mistake, wrong in mistakes:
        if number == wrong:
            raise TypicalMistake(mistake, answer=number)
    raise TypicalMistake("other", answer=number)


def number(answer: Any) -> int:
    """Return a whole number, also of a text.

    Raises
    ------
    WrongAnswer
        If it is none.

    Examples
    --------
    >>> number(" 3 "), number(3.0), number("¶3")
    (3, 3, 3)
    """
    if isinstance(answer, bool) or answer is None:
        raise WrongAnswer(f"Give a whole number, not {answer}.")
    if isinstance(answer, Sequence | set | dict) and not isinstance(answer, str):
        raise WrongAnswer("That is a collection, not a number. len(...) counts them.")
    try:
        value = float(str(answer).strip().removeprefix("¶"))
    except ValueError as error:
        raise WrongAnswer(f"Give a whole number, not {str(answer)[:60]!r}.") from error
    if value != int(value):
        raise WrongAnswer(f"Give a whole number; {answer} is not whole.")
    return int(value)


def decimal(answer: Any) -> float:
    """Return a number with decimals, also of a text, and of one in per cent.

    Raises
    ------
    WrongAnswer
        If it is none.

    Examples
    --------
    >>> decimal("0,55"), decimal("55 %")
    (0.55, 0.55)
    """
    if isinstance(answer, bool) or answer is None:
        raise WrongAnswer(f"Give a number, not {answer}.")
    text = str(answer).strip().replace(",", ".")
    try:
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as error:
        raise WrongAnswer(f"Give a number, not {str(answer)[:60]!r}.") from error


def word(answer: Any, around: str = "") -> str:
    """Return an id or word, without the characters around it.

    Raises
    ------
    WrongAnswer
        If it is no text, or empty.

    Examples
    --------
    >>> word(" [open-agi] ", "[]")
    'open-agi'
    """
    answer = getattr(answer, "id", answer)  # an entity is as good as its id
    if not isinstance(answer, str):
        brackets = " and without brackets" if isinstance(answer, list | tuple | set) else ""
        raise WrongAnswer(f"Give it as text, in quotation marks{brackets}.")
    text = answer.strip().strip(around).strip()
    if not text:
        raise WrongAnswer("The text is empty.")
    return text


def words(answer: Any) -> list[str]:
    """Return the ids or names in a list, in rows, or in a text with commas.

    Raises
    ------
    WrongAnswer
        If there are none.

    Examples
    --------
    >>> words("wendy-hall, meta")
    ['wendy-hall', 'meta']
    """
    if isinstance(answer, str):
        answer = answer.split(",")
    if isinstance(answer, dict) or not isinstance(answer, Iterable):
        raise WrongAnswer("Give several, in square brackets: [..., ...].")
    cells = [next(iter(row.values())) if isinstance(row, dict) else row for row in answer]
    names = [word(cell) for cell in cells if cell != ""]
    if not names:
        raise WrongAnswer("The list is empty.")
    return names


def letters(answer: Any, allowed: Collection[str]) -> list[str]:
    """Return the letters in a text or list, in order, each once.

    Raises
    ------
    WrongAnswer
        If there are none, or some that are not allowed.

    Examples
    --------
    >>> letters("B, a", "abc")
    ['a', 'b']
    """
    text = answer if isinstance(answer, str) else "".join(map(str, answer))
    chosen = {character for character in text.lower() if character.isalpha()}
    if not chosen:
        raise WrongAnswer("Give at least one letter of the table.")
    if unknown := sorted(chosen - set(allowed)):
        raise WrongAnswer(f"There is no letter {', '.join(unknown)} in the table.")
    return sorted(chosen)


def entity(name: str, debate: Debate) -> Entity:
    """Return the entity that an id, name or IRI names; an id may have capital letters.

    Raises
    ------
    UnknownName, AmbiguousName
        If it names no entity, or several.
    """
    try:
        return find(debate.engine, name)
    except UnknownName:
        if name == name.lower():
            raise
        try:
            return find(debate.engine, name.lower())
        except OpenDebateError:
            pass
        raise


def entities(answer: Any, debate: Debate) -> list[Entity]:
    """Return the entities that ids, names or IRIs name, each once.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name names no entity, or several.
    """
    resolved = [entity(name, debate) for name in words(answer)]
    return list({match.iri: match for match in resolved}.values())


def with_article(kind: str) -> str:
    """Return a word with its article.

    Examples
    --------
    >>> with_article("actor"), with_article("claim")
    ('an actor', 'a claim')
    """
    return f"{'an' if kind[:1].lower() in tuple('aeiou') else 'a'} {kind}"


def join_names(names: Iterable[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> join_names(["Ann"]), join_names(["Ann", "Bo", "Cy"])
    ('Ann', 'Ann, Bo and Cy')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

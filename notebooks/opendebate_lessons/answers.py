"""Reading answers: what a learner hands over, as what an exercise asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from opendebate.ask.entities import Entity, find
from opendebate.engines.rows import Rows
from opendebate.errors import OpenDebateError, UnknownName
from opendebate_lessons.exercise import Off

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.debate import Debate


@cache
def statements(debate: Debate) -> tuple[Statement, ...]:
    """Return the statements of a debate; they are read once for all checks."""
    return tuple(debate.statements())


def rows(debate: Debate, query: str) -> Rows:
    """Return the rows of a query of ours."""
    found = debate.query(query)
    assert isinstance(found, Rows)
    return found


def number(answer: Any) -> int:
    """Return a whole number, also one that was typed as text.

    Raises
    ------
    Off
        If it is none.

    Examples
    --------
    >>> number(" 3 "), number(3.0)
    (3, 3)
    """
    if isinstance(answer, bool) or answer is None:
        raise Off(f"A whole number is asked for, not {answer}.")
    if isinstance(answer, list | tuple | set | dict):
        raise Off("That is a collection of things, not a number. len(...) counts them.")
    try:
        value = float(str(answer).strip())
    except ValueError as error:
        raise Off(f"A whole number is asked for, not {str(answer)[:60]!r}.") from error
    if value != int(value):
        raise Off(f"A whole number is asked for, and {answer} is not whole.")
    return int(value)


def one_word(answer: Any, around: str = "") -> str:
    """Return an id or word, without the signs around it.

    Raises
    ------
    Off
        If it is no text, or empty.

    Examples
    --------
    >>> one_word(" [open-agi] ", "[]")
    'open-agi'
    """
    answer = getattr(answer, "id", answer)  # a thing itself is as good as its id
    if not isinstance(answer, str):
        raise Off("Give it as text, in quotation marks.")
    text = answer.strip().strip(around).strip()
    if not text:
        raise Off("The text is empty.")
    return text


def words(answer: Any) -> list[str]:
    """Return several ids or names: of a list, of rows, or of a text with commas.

    Raises
    ------
    Off
        If there are none.

    Examples
    --------
    >>> words("wendy-hall, meta")
    ['wendy-hall', 'meta']
    """
    if isinstance(answer, str):
        answer = answer.split(",")
    if isinstance(answer, dict) or not isinstance(answer, Iterable):
        raise Off("Give several, in square brackets: [..., ...].")
    told = [next(iter(one.values())) if isinstance(one, dict) else one for one in answer]
    found = [one_word(one) for one in told if one != ""]
    if not found:
        raise Off("The list is empty.")
    return found


def things(answer: Any, debate: Debate) -> list[Entity]:
    """Return the things that ids, names or IRIs name, each once.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name is none, or that of several things.
    """
    found = [meant(name, debate) for name in words(answer)]
    return list({one.iri: one for one in found}.values())


def meant(name: str, debate: Debate) -> Entity:
    """Return the thing that an id, name or IRI means; an id may have capital letters.

    Raises
    ------
    UnknownName, AmbiguousName
        If it names nothing, or several things.
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


def article(kind: str) -> str:
    """Return a word with its article.

    Examples
    --------
    >>> article("actor"), article("claim")
    ('an actor', 'a claim')
    """
    return f"{'an' if kind[:1].lower() in tuple('aeiou') else 'a'} {kind}"


def several(names: Iterable[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> several(["Ann"]), several(["Ann", "Bo", "Cy"])
    ('Ann', 'Ann, Bo and Cy')
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def decimal(answer: Any) -> float:
    """Return a number with decimals, also of one that was typed as text.

    Raises
    ------
    Off
        If it is none.
    """
    if isinstance(answer, bool) or answer is None:
        raise Off(f"A number is asked for, not {answer}.")
    try:
        return float(str(answer).strip().replace(",", "."))
    except ValueError as error:
        raise Off(f"A number is asked for, not {str(answer)[:60]!r}.") from error


def letters(answer: Any, known: Collection[str]) -> set[str]:
    """Return the letters of an answer: of a text, or of a list.

    Raises
    ------
    Off
        If there are none, or others than are known.

    Examples
    --------
    >>> sorted(letters("B, a", "abc"))
    ['a', 'b']
    """
    text = answer if isinstance(answer, str) else "".join(map(str, answer))
    told = {sign for sign in text.lower() if sign.isalpha()}
    if not told:
        raise Off("Give at least one letter of the table.")
    if unknown := sorted(told - set(known)):
        raise Off(f"There is no letter {', '.join(unknown)} in the table.")
    return told

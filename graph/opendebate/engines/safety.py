"""What a query from outside may do: read this debate, and nothing else.

The engine fetches what SERVICE names, so a query is parsed first, by another parser, and refused if
it reaches out. Both must read it alike, so what they read differently is evened out before: they
differ on where a comment ends (only the engine's ends at a carriage return) and on escapes such as
``\\u0022``, which the other parser takes for a quotation mark that ends a string. And since two
parsers never agree in everything, a query that holds the word SERVICE at all is read only if it is
plain enough for anybody to read: without comments, backslashes and long strings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from opendebate.engines.syntax_hints import mistake
from opendebate.errors import QueryError

MAX_LENGTH = 20_000
MAX_NESTING = 100
MAX_PARTS = 100  # the engine orders joins in cubic time, and long chains overflow its stack
_PROLOGUE = {"prefix": 2, "base": 1}  # words of each, its IRI left out
_FORMS = {f"{form.capitalize()}Query": form for form in ("select", "ask", "construct", "describe")}
_IN = ("IN", "NOT IN")
_UPDATES = ["insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"]
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_SKIPPED = re.compile(
    r"<[^<>\"{}|^`\\\x00-\x20]*>"  # IRIs, so that a # in them begins no comment
    r'|"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'(?:[^'\\\n]|\\.)*+'"
    r"|#[^\n]*",
    re.DOTALL,
)

_MAX_SIGNS = 300  # a chain of so many parts is far from overflowing the engine's stack
_SIGN = re.compile(r"[^\w\s)}\]]")
_FROM = re.compile(r"(?<![\w:?$.-])FROM\b", re.IGNORECASE)  # and not od:from, which is a name
# What engines read beyond SPARQL 1.1: LATERAL, and what is to be SPARQL 1.2.
_BEYOND = re.compile(
    r"(?<![\w:?$@.-])(?:LATERAL|VERSION|ADJUST|(?:IS)?TRIPLE|SUBJECT|PREDICATE|OBJECT|LANGDIR|HASLANG"
    r"|HASLANGDIR|STRLANGDIR)\b(?!\s*:)|<<|>>|\{\||@[a-z-]+--\w+|~",
    re.IGNORECASE,
)
_IRI = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*://[^<>\"{}|^`\\\x00-\x20]*>")
_ODD = re.compile(r"#|\\|\"\"\"|'''")


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that was found to be safe.

    Attributes
    ----------
    text : str
        The query as it was checked: this, and not what was given, is safe to run.
    form : str
        ``"select"``, ``"ask"``, ``"construct"`` or ``"describe"``.
    chooses : bool
        Whether it chooses its graphs with FROM.
    """

    text: str
    form: str
    chooses: bool


def is_plain(sparql: str) -> bool:
    """Return whether a query is safe by its words alone, so that no second parser need read it.

    What has no word SERVICE reaches nowhere, what has no FROM chooses no graphs, and what has few
    signs holds no chain that would bring the engine down. Nor does it hold anything that is not of
    SPARQL 1.1, so that a query is taken or refused alike, whether it is short or long. That it is
    a query at all is not said, nor that it ends: it is for an engine that reads queries itself, in
    a process that can be stopped.
    """
    if len(sparql) > MAX_LENGTH or re.search(r"\\|\r(?!\n)|service", sparql, re.IGNORECASE):
        return False
    bare = _SKIPPED.sub(" ", sparql)
    return (
        _FROM.search(bare) is None
        and _BEYOND.search(bare) is None
        and len(_SIGN.findall(sparql)) <= _MAX_SIGNS
    )


def check_query(sparql: str, graphs: Collection[str]) -> Checked:
    """Refuse a query that is no query, or that would reach beyond this debate.

    Parameters
    ----------
    sparql : str
        SPARQL 1.1 text from outside.
    graphs : collection of str
        IRIs that FROM may name: the debate's own graphs.

    Returns
    -------
    Checked

    Raises
    ------
    QueryError
        If it is too long, too large or nested too deep, is no SPARQL 1.1 query, or holds SERVICE
        or a FROM with any other address. Updates are no queries.
    """
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"The query has {len(sparql):,} signs; {MAX_LENGTH:,} is the most.")
    text = _even(sparql)
    if re.search("service", text, re.IGNORECASE) and _ODD.search(_IRI.sub("", text)):
        raise QueryError(
            "The query holds the word service together with a comment, a backslash or a long "
            "string, and so cannot be seen to be safe.",
            advice="Leave these out. SERVICE itself is not allowed.",
        )
    if beyond := _BEYOND.search(_SKIPPED.sub(" ", text)):
        raise QueryError(
            f"{beyond[0]} is not part of SPARQL 1.1.", advice="Only SPARQL 1.1 is read here."
        )
    if _nesting(text) > MAX_NESTING:
        raise QueryError(f"The query is nested more than {MAX_NESTING} deep.")
    chooses, form = False, ""
    for part in _walk(parse(text)):
        name = getattr(part, "name", "")
        form = form or _FORMS.get(name, "")
        if _parts(part) > MAX_PARTS:
            raise QueryError(
                f"The query has more than {MAX_PARTS} patterns or terms in one place.",
                advice="Put long lists into VALUES.",
            )
        if name == "ServiceGraphPattern":
            raise QueryError(
                "SERVICE would send a request to another machine, which is not allowed.",
                advice="Fetch what you need first, and ask here for the rest.",
            )
        if name == "DatasetClause":
            _check_dataset(part, graphs)
            chooses = True
    return Checked(text, form, chooses)


def _even(sparql: str) -> str:
    """Return a query that all parsers read alike: one kind of line end, no escapes of characters.

    Source: SPARQL 1.1, section 19.2: escapes stand for their characters before anything is read.
    """

    def unescape(escape: re.Match[str]) -> str:
        number = int(escape[1] or escape[2], 16)
        if number < 0x80 or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
            raise QueryError(f"The escape {escape[0]} is not read.", advice="Write the character.")
        return chr(number)

    text = _ESCAPE.sub(unescape, sparql.replace("\r\n", "\n").replace("\r", "\n"))
    if re.search(r"\\u", text, re.IGNORECASE):
        raise QueryError("An escape is cut short.", advice="Write the character itself.")
    if any(0xD800 <= ord(sign) < 0xE000 for sign in text):
        raise QueryError("The query is no UTF-8 text.")
    return text


def _parts(part: Any) -> int:
    """Return how many members the longest chain right in a part of a query has.

    Values, alternatives of IN and arguments of functions are no chains: they may be many.
    """
    if not isinstance(part, dict):
        return 0
    chains = [
        sum(map(len, held)) // 3 if key == "triples" else len(held)
        for key, held in part.items()
        if not isinstance(held, str | dict) and hasattr(held, "__len__")
        if key not in {"value", "arg"} and not (key == "other" and part.get("op") in _IN)
    ]
    return max(chains, default=0)


def parse(sparql: str) -> Any:
    """Return the parse tree of a query, as rdflib makes it.

    Raises
    ------
    QueryError
        If it is no SPARQL 1.1, or an update.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 20_000))
    try:
        return parseQuery(sparql)
    except ParseException as error:
        _refuse_update(sparql, error)
        raise QueryError(
            f"This is not SPARQL 1.1: something is wrong at {error.line.strip()[:60]!r}.",
            where=f"line {error.lineno}, column {error.column}",
            advice=mistake(sparql, at=error.loc) or None,
        ) from error
    except (RecursionError, ValueError, TypeError, AttributeError) as error:
        raise QueryError("This query cannot be read.", advice="Make it simpler.") from error
    finally:
        sys.setrecursionlimit(limit)


def _refuse_update(sparql: str, error: Exception) -> None:
    bare = _SKIPPED.sub(" ", sparql).casefold().split()
    while bare and bare[0] in _PROLOGUE:
        bare = bare[_PROLOGUE[bare[0]] :]
    if bare and bare[0] in _UPDATES:
        raise QueryError(
            "This is an update, and a debate is changed in its files only.",
            advice="Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
        ) from error


def _check_dataset(part: Any, graphs: Collection[str]) -> None:
    for named in part.values():
        if not isinstance(named, str):
            short = f"{named['prefix']}:{named['localname']}"
            raise QueryError(f"Write the graph FROM {short} as a whole <IRI>.")
        if str(named) not in graphs:
            raise QueryError(
                f"FROM <{named}> is no graph of this debate, and nothing is fetched.",
                advice="Leave FROM out: a query sees all graphs of the debate together.",
            )


def _walk(part: Any) -> Iterator[Any]:
    """Yield every part of a parse tree."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)


def _nesting(sparql: str) -> int:
    """Return how deep brackets are nested, outside strings, IRIs and comments."""
    deepest = depth = 0
    for sign in _SKIPPED.sub("", sparql):
        if sign in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "})]":
            depth -= 1
    return deepest

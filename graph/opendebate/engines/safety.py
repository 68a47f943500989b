"""What a query from outside may do: read this debate, and nothing else.

The engine sends requests to the addresses in SERVICE. So another parser reads a query first, and a
query that would send a request is refused. The two parsers must read a query alike, so it is
normalised first: they differ on where a comment ends (for the engine it ends at a carriage return,
too) and on escapes such as ``\\u0022``, which the other parser takes for a quotation mark that ends
a string. Two parsers never agree in everything. So a query that contains the word SERVICE is
accepted only if it has no comments, no backslashes and no long strings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from opendebate.counting import counted
from opendebate.engines.syntax_hints import syntax_hint
from opendebate.errors import QueryError

_COMMENT = re.compile(r"#[^\n\r]*")
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

_MAX_PUNCTUATION = 300  # a chain of so many parts is far from overflowing the engine's stack
_PUNCTUATION = re.compile(r"[^\w\s)}\]]")
_FROM = re.compile(r"(?<![\w:?$.-])FROM\b", re.IGNORECASE)  # and not od:from, which is a name
# What engines read beyond SPARQL 1.1: LATERAL, and what is to be SPARQL 1.2.
_BEYOND = re.compile(
    r"(?<![\w:?$@.-])(?:LATERAL|VERSION|ADJUST|(?:IS)?TRIPLE|SUBJECT|PREDICATE|OBJECT|LANGDIR|HASLANG"
    r"|HASLANGDIR|STRLANGDIR)\b(?!\s*:)|<<|>>|\{\||@[a-z-]+--\w+|~",
    re.IGNORECASE,
)
_IRI = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*://[^<>\"{}|^`\\\x00-\x20]*>")
_UNCLEAR = re.compile(r"#|\\|\"\"\"|'''")


@dataclass(frozen=True, slots=True)
class SafeQuery:
    """A query that is safe to run.

    Attributes
    ----------
    text : str
        The normalised query. Only this text was checked, so run this and not the user's text.
    form : str
        ``"select"``, ``"ask"``, ``"construct"`` or ``"describe"``.
    has_dataset_clause : bool
        Whether it names its graphs with FROM.
    """

    text: str
    form: str
    has_dataset_clause: bool


def is_plainly_safe(sparql: str) -> bool:
    """Return whether a query is safe by its words alone, so that no second parser need read it.

    A query without the word SERVICE sends no requests, a query without FROM names no graphs, and
    a query with few punctuation characters has no chain that would crash the engine. It must also
    contain nothing beyond SPARQL 1.1, so that short and long queries follow the same rules. This
    does not check whether the text is a query, nor whether the query will end: use it only before
    an engine that parses queries itself, in a process that can be stopped.
    """
    if len(sparql) > MAX_LENGTH or re.search(r"\\|\r(?!\n)|service", sparql, re.IGNORECASE):
        return False
    skeleton = _SKIPPED.sub(" ", sparql)
    return (
        _FROM.search(skeleton) is None
        and _BEYOND.search(skeleton) is None
        and len(_PUNCTUATION.findall(skeleton)) <= _MAX_PUNCTUATION
    )


def check_query(sparql: str, graphs: Collection[str]) -> SafeQuery:
    """Refuse a text that is not a query, or a query that would read more than this debate.

    Parameters
    ----------
    sparql : str
        SPARQL 1.1 text from outside.
    graphs : collection of str
        IRIs that FROM may name: the debate's own graphs.

    Returns
    -------
    SafeQuery

    Raises
    ------
    QueryError
        If it is too long, too large or nested too deep, is not a SPARQL 1.1 query, or contains
        SERVICE or a FROM with any other address. Updates are not queries.
    """
    if len(sparql) > MAX_LENGTH:
        raise QueryError(
            f"The query has {counted(len(sparql), 'character')}; "
            f"at most {MAX_LENGTH:,} are allowed."
        )
    text = _normalise(sparql)
    if not _COMMENT.sub("", text).strip():
        raise QueryError("The query is empty.", advice="Write SELECT, ASK, CONSTRUCT or DESCRIBE.")
    _check_text(text)
    has_dataset_clause, form = False, ""
    for node in nodes_of(parse(text)):
        name = getattr(node, "name", "")
        form = form or _FORMS.get(name, "")
        _check_node(node, name)
        if name == "DatasetClause":
            _check_dataset(node, graphs)
            has_dataset_clause = True
    return SafeQuery(text, form, has_dataset_clause)


def _check_text(text: str) -> None:
    """Refuse what the two parsers may read differently, other languages, and deep nesting."""
    if re.search("service", text, re.IGNORECASE) and _UNCLEAR.search(_IRI.sub("", text)):
        raise QueryError(
            "The query contains the word service together with a comment, a backslash or a long "
            "string, so opendebate cannot tell whether it is safe.",
            advice="Remove these. SERVICE itself is not allowed.",
        )
    if beyond := _BEYOND.search(_SKIPPED.sub(" ", text)):
        raise QueryError(f"{beyond[0]} is not part of SPARQL 1.1.", advice="Use SPARQL 1.1 only.")
    if _nesting(text) > MAX_NESTING:
        raise QueryError(f"The query has more than {MAX_NESTING} levels of brackets.")


def _check_node(node: Any, name: str) -> None:
    """Refuse a part of a query that is too large, or asks another machine."""
    if _longest_chain(node) > MAX_PARTS:
        raise QueryError(
            f"The query has more than {MAX_PARTS} patterns or terms in one place.",
            advice="Put long lists into VALUES.",
        )
    if name == "ServiceGraphPattern":
        raise QueryError(
            "SERVICE would send a request to another machine, which is not allowed.",
            advice="Remove SERVICE, and query the other machine by itself.",
        )


def _normalise(sparql: str) -> str:
    """Return a query that all parsers read alike: one kind of line end, no escaped characters.

    Source: SPARQL 1.1, section 19.2: escapes are replaced by their characters before parsing.
    """

    def unescape(escape: re.Match[str]) -> str:
        number = int(escape[1] or escape[2], 16)
        if number < 0x80 or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
            raise QueryError(
                f"The escape {escape[0]} is not allowed.", advice="Write the character itself."
            )
        return chr(number)

    text = _ESCAPE.sub(unescape, sparql.replace("\r\n", "\n").replace("\r", "\n"))
    if re.search(r"\\u", text, re.IGNORECASE):
        raise QueryError("An escape is incomplete.", advice="Write the character itself.")
    if any(0xD800 <= ord(character) < 0xE000 for character in text):
        raise QueryError("The query is not valid UTF-8 text.")
    return text


def _longest_chain(node: Any) -> int:
    """Return the length of the longest chain directly in a node of a query.

    Values, alternatives of IN and arguments of functions are not chains: they may be many.
    """
    if not isinstance(node, dict):
        return 0
    chains = [
        sum(map(len, members)) // 3 if key == "triples" else len(members)
        for key, members in node.items()
        if not isinstance(members, str | dict) and hasattr(members, "__len__")
        if key not in {"value", "arg"} and not (key == "other" and node.get("op") in _IN)
    ]
    return max(chains, default=0)


@lru_cache(maxsize=4)  # of one query, safety and terms are looked at
def parse(sparql: str) -> Any:
    """Return the parse tree of a query, as rdflib makes it; nobody may change it.

    Raises
    ------
    QueryError
        If it is not SPARQL 1.1, or is an update.
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
            advice=syntax_hint(sparql, position=error.loc) or None,
        ) from error
    except (RecursionError, ValueError, TypeError, AttributeError) as error:
        raise QueryError("This query cannot be read.", advice="Make it simpler.") from error
    finally:
        sys.setrecursionlimit(limit)


def _refuse_update(sparql: str, error: Exception) -> None:
    words = _SKIPPED.sub(" ", sparql).casefold().split()
    while words and words[0] in _PROLOGUE:
        words = words[_PROLOGUE[words[0]] :]
    if words and words[0] in _UPDATES:
        raise QueryError(
            "This is an update, and a debate can be changed only in its coding files.",
            advice="Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
        ) from error


def _check_dataset(clause: Any, graphs: Collection[str]) -> None:
    for graph in clause.values():
        if not isinstance(graph, str):
            short = f"{graph['prefix']}:{graph['localname']}"
            raise QueryError(f"Write the graph FROM {short} as a full <IRI>.")
        if str(graph) not in graphs:
            raise QueryError(
                f"FROM <{graph}> is not a graph of this debate, and nothing is downloaded.",
                advice="Remove FROM: a query sees all graphs of the debate together.",
            )


def nodes_of(tree: Any) -> Iterator[Any]:
    """Yield every node of a query's parse tree."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, dict):
            stack.extend(node.values())
        elif not isinstance(node, str) and hasattr(node, "__iter__"):
            stack.extend(node)


def _nesting(sparql: str) -> int:
    """Return how deep brackets are nested, outside strings, IRIs and comments."""
    deepest = depth = 0
    for character in _SKIPPED.sub("", sparql):
        if character in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "})]":
            depth -= 1
    return deepest

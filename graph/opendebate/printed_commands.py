"""Commands that messages print: pasted as they are, they ask the debate that the user named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from shlex import quote

import opendebate_ontology

_OPTIONS: ContextVar[Callable[[str], Sequence[str]]] = ContextVar("options", default=lambda _: ())
_PLACEHOLDER = "…"


def printed_command(name: str, *words: str, debate: Path | None = None) -> str:
    """Return a command with the options that name the debate, quoted for a shell.

    Parameters
    ----------
    name : str
        The command, such as ``"show"``.
    *words : str
        What stands behind it.
    debate : pathlib.Path, optional
        The debate's folder; otherwise the debate is that of the command that runs.

    Examples
    --------
    >>> printed_command("show", "Wendy Hall")
    "opendebate show 'Wendy Hall'"
    >>> printed_command("check", debate=Path("my-debate"))
    'opendebate -d my-debate check'
    """
    if debate is None:
        options = _OPTIONS.get()(name)
    else:
        built_in = debate.resolve() == opendebate_ontology.path("debate").resolve()
        options = () if built_in else ("-d", str(debate))
    line = ("opendebate", *options, name, *words)
    return " ".join(word if word == _PLACEHOLDER else quoted(word) for word in line)


def quoted(word: str) -> str:
    """Return a word for a shell; what terminals do not print is written with its number.

    Examples
    --------
    >>> print(quoted("Wendy Hall"), quoted("maps\\u202ex"))
    'Wendy Hall' $'maps\\u202ex'
    """
    if word.isprintable():
        return quote(word)
    escaped = word.replace("\\", r"\\").replace("'", r"\'")
    return "".join(
        ["$'", *(one if one.isprintable() else f"\\U{ord(one):08x}" if ord(one) > 0xFFFF
                 else f"\\u{ord(one):04x}" for one in escaped), "'"]
    )  # fmt: skip


@contextmanager
def naming_debate(options: Callable[[str], Sequence[str]]) -> Iterator[None]:
    """Let the commands that are printed meanwhile name a debate.

    Parameters
    ----------
    options : callable
        It returns the options that name the debate before a command.
    """
    token = _OPTIONS.set(options)
    try:
        yield
    finally:
        _OPTIONS.reset(token)

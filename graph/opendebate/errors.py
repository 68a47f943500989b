"""Errors for people to read: what happened, where, and what to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


class OpenDebateError(Exception):
    """Root of all errors of opendebate.

    Parameters
    ----------
    what : str
        What happened, as a sentence.
    where : str, optional
        File, line or name it happened at.
    advice : str, optional
        What to do next.
    """

    exit_code = 3

    def __init__(self, what: str, *, where: str | None = None, advice: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        """Give the message on one line for logs and tracebacks."""
        location = f"{self.where}: " if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{location}{self.what}{advice}"

    def _render_traceback_(self) -> list[str]:
        """Show only the message in a notebook, not the lines of this library."""
        return [f"{type(self).__name__}: {self}"]


class InputError(OpenDebateError):
    """A file or stream that cannot be read as what it should be."""


class RemoteError(OpenDebateError):
    """An endpoint that cannot be reached, or that answers what it should not.

    Parameters
    ----------
    status : int
        The HTTP status of its answer; 0 if there was none.
    """

    def __init__(
        self, what: str, *, where: str | None = None, advice: str | None = None, status: int = 0
    ) -> None:
        super().__init__(what, where=where, advice=advice)
        self.status = status


class UsageError(OpenDebateError):
    """A request that makes no sense, such as a parameter that a question does not have."""

    exit_code = 2


class QueryError(OpenDebateError):
    """A SPARQL query that is wrong or not allowed."""

    exit_code = 2


class QueryWarning(UserWarning):
    """A query that runs, but names what occurs nowhere in the debate, or not in that form."""


class UnknownName(OpenDebateError):
    """A name of nothing in the debate.

    Parameters
    ----------
    kind : str
        What was looked for, in the singular: ``"actor"``, ``"question"``.
    name : str
        The name as it was given.
    close : sequence of str
        Names that do exist and look like it, best first.
    advice : str
        What else to do.
    command : str
        The sentence that names a command to run; a web page leaves it out.
    names : mapping of str to str, optional
        Of ids that are close: the name by which each is.

    Attributes
    ----------
    page_advice : str
        The advice for readers of a web page, who have no command line.
    """

    exit_code = 2

    def __init__(  # noqa: PLR0913 — each says something else
        self,
        kind: str,
        name: str,
        close: Sequence[str] = (),
        *,
        advice: str = "",
        command: str = "",
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.kind, self.name, self.close = kind, name, tuple(close)
        shown = [f"{one} ({names[one]})" if names and one in names else one for one in close]
        self.page_advice = " ".join(filter(None, [did_you_mean(shown), advice]))
        super().__init__(
            f"There is no {kind} {name!r}.",
            advice=" ".join(filter(None, [self.page_advice, command])),
        )


class AmbiguousName(OpenDebateError):
    """A name of several entities."""

    exit_code = 2

    def __init__(self, name: str, ids: Sequence[str]) -> None:
        self.name, self.ids = name, tuple(ids)
        super().__init__(
            f"{name!r} can mean several entities.", advice=f"Name one of them: {', '.join(ids)}."
        )


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a coding file, and where.

    Attributes
    ----------
    file : str
        Path of the file, as the user would type it.
    line, column : int
        Location, counted from 1; 0 when the fault concerns the whole file.
    message : str
        What is wrong and what to do, as sentences.
    severity : str
        ``"error"``, ``"warning"`` or ``"note"``; only errors stop a build.
    """

    file: str
    line: int
    column: int
    message: str
    severity: str = "error"

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.severity == "error"

    def __str__(self) -> str:
        """Give ``file:line:column: severity: message``, which editors can follow."""
        location = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{location}: {self.severity}: {self.message}"


MAX_SHOWN = 200  # faults that are shown; further ones are only counted


def format_faults(faults: Sequence[Fault]) -> list[str]:
    """Return faults as lines; of very many, the first ones and the number of the others.

    Examples
    --------
    >>> format_faults([Fault("claims.yaml", 2, 1, "Wrong.")] * 300)[199:]
    ['claims.yaml:2:1: error: Wrong.', '100 more are not shown. Mend these first.']
    """
    lines = [str(fault) for fault in faults[:MAX_SHOWN]]
    hidden = len(faults) - len(lines)
    return [*lines, f"{hidden:,} more are not shown. Mend these first."] if hidden else lines


class FaultsFound(OpenDebateError):
    """The coding files have faults, so the debate cannot be built."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        n = len(self.faults)
        super().__init__(
            f"{n} fault{'s' * (n != 1)} in the coding files.",
            advice="Mend them and run the command again.",
        )

    def __str__(self) -> str:
        """List the faults, one a line."""
        return "\n".join([self.what, *format_faults(self.faults)])


def errors_among(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults that stop a build, in their order."""
    return [fault for fault in faults if fault.is_error]


def raise_errors(faults: Iterable[Fault]) -> None:
    """Raise `FaultsFound` if some of the faults are errors."""
    if errors := errors_among(faults):
        raise FaultsFound(errors)


def check_known(
    value: str, known: Collection[str], problem: str, listed: str = "Known are:"
) -> None:
    """Raise `UsageError` for a value that is not among those that are known.

    Parameters
    ----------
    value : str
    known : collection of str
    problem : str
        What is wrong if it is not among them, as a sentence.
    listed : str
        The words before the list of those that are known.
    """
    if value not in known:
        close = did_you_mean(close_matches(value, known))
        raise UsageError(problem, advice=f"{close} {listed} {', '.join(known)}.".strip())


def install_line(extra: str) -> str:
    """Return what to do where the packages of an extra are missing, without a full stop."""
    return f'In the folder of your clone, run: pip install -e ".[{extra}]"'


def did_you_mean(close: Sequence[str]) -> str:
    """Return a suggestion as a sentence; an empty string if there are no close matches.

    Examples
    --------
    >>> did_you_mean(["wendy-hall"])
    'Did you mean wendy-hall?'
    """
    if not close:
        return ""
    *others, last = close
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"


def close_matches(name: str, names: Iterable[str], limit: int = 3, least: int = 60) -> list[str]:
    """Return the names that look most like `name`, best first.

    Parameters
    ----------
    name : str
        What was typed.
    names : iterable of str
        What exists.
    limit : int
        How many at the most.
    least : int
        How alike they must be, in per cent.

    Examples
    --------
    >>> close_matches("wendy-hal", ["wendy-hall", "yann-lecun"])
    ['wendy-hall']
    """
    by_casefold = {n.casefold(): n for n in names}
    folded = name[:200].casefold()
    return [by_casefold[match] for match in _closest(folded, list(by_casefold), limit, least)]


def _closest(name: str, names: list[str], limit: int, least: int) -> list[str]:
    """Return the names most similar to a name: by rapidfuzz, or by difflib in a browser."""
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        import difflib

        return difflib.get_close_matches(name, names, limit, least / 100)
    matches = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
    return [match for match, _, _ in matches]

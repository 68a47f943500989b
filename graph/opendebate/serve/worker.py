"""A process that does one job at a time, so that it can be stopped by killing it.

An engine answers queries on the debate. A reader finds out whether a query is safe, which takes
another parser, and that takes long to start. Jobs come in on stdin and answers go out on stdout,
each as a line of JSON that tells the length of what follows. Only complete answers are sent.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store


Told = tuple[dict[str, Any], bytes]
# What no XML document may hold, not even as a reference. Source: XML 1.0, section 2.2, Char.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Full(Exception):
    """An answer that has more rows or bytes than it may."""


class Capped(io.BytesIO):
    """A file in memory that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: Any, /) -> int:
        """Write, unless it would be too much."""
        if self.tell() + len(data) > self.most:
            raise Full(f"The answer has more than {self.most:,} bytes.")
        return super().write(data)


def open_store(place: Path) -> Store:
    """Open a folder on disk for reading, or read a file of N-Quads into memory."""
    from pyoxigraph import RdfFormat, Store

    if place.is_dir():
        return Store.read_only(str(place))
    store = Store()
    with place.open("rb") as file:
        store.bulk_load(file, format=RdfFormat.N_QUADS)
    return store


def answer(store: Store, job: Mapping[str, Any]) -> Told:
    """Return what to tell of a job, and its complete answer.

    Parameters
    ----------
    store : pyoxigraph.Store
    job : mapping
        The fields of :class:`opendebate.serve.jobs.Job`, ``prefixes``, and the caps ``most_rows``
        and ``most_bytes``. Its query is known to be safe.
    """
    try:
        return _answer(store, job)
    except Full as error:
        return {"wrong": "large", "what": str(error)}, b""
    except MemoryError:
        return {"wrong": "large", "what": "The query needs too much memory."}, b""
    except SyntaxError as error:
        return {"wrong": "syntax", "what": f"The query has no answer: {error}."}, b""
    except (ValueError, RuntimeError, OSError) as error:
        return {"wrong": "query", "what": f"The query has no answer: {error}."}, b""


def _answer(store: Store, job: Mapping[str, Any]) -> Told:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    found = _found(store, job)
    out = Capped(job["most_bytes"])
    if isinstance(found, QueryTriples):
        media = job["facts"]
        if media:
            _write_facts(found, out, media, job)
    else:
        media = job["rows"]
        if isinstance(found, QueryBoolean) and media in {"csv", "tsv"}:
            media = None  # the standard has no such form of yes and no
        if media:
            found.serialize(out, format=_results(media))
        if media and isinstance(found, QuerySolutions):
            _check_rows(out, media, job["most_rows"])
    if media is None:
        return {"wrong": "media"}, b""
    if media == "xml" and (sign := _NOT_XML.search(out.getbuffer())):
        code = ord(sign[0].decode())
        return {"wrong": "form", "what": f"A value holds U+{code:04X}, which XML cannot hold."}, b""
    return {"wrong": "", "media": media}, out.getvalue()


def _found(store: Store, job: Mapping[str, Any]) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Return what a query finds."""
    from pyoxigraph import NamedNode

    chosen: dict[str, Any] = {"use_default_graph_as_union": job["union"]}
    if job["graphs"] is not None:
        chosen["default_graph"] = [NamedNode(one) for one in job["graphs"]]
        chosen["use_default_graph_as_union"] = False
    if job["named"] is not None:
        chosen["named_graphs"] = [NamedNode(one) for one in job["named"]]
    return store.query(job["sparql"], prefixes=job["prefixes"], **chosen)


def read(job: Mapping[str, Any]) -> Told:
    """Return whether a query is safe, and if so the text that is.

    Parameters
    ----------
    job : mapping
        ``sparql``, and ``known``, the IRIs of the debate's graphs.
    """
    from opendebate.engines.safety import check_query
    from opendebate.errors import OpenDebateError

    try:
        checked = check_query(job["sparql"], job["known"])
    except OpenDebateError as error:
        told = {"what": error.what, "where": error.where, "advice": error.advice}
        return {"wrong": "query", **told}, b""
    return {"wrong": "", "sparql": checked.text, "union": not checked.has_dataset_clause}, b""


def _results(media: str) -> Any:
    from pyoxigraph import QueryResultsFormat

    return getattr(QueryResultsFormat, media.upper())


def _check_rows(out: Capped, media: str, most: int) -> None:
    """Count the rows of an answer that is so long that it may have too many."""
    if out.tell() < 2 * most:  # even an empty row has two signs
        return
    if media in {"csv", "tsv"}:
        rows = out.getbuffer().tobytes().count(b"\n") - 1
    else:
        from pyoxigraph import QuerySolutions, parse_query_results

        out.seek(0)
        found = parse_query_results(out, format=_results(media))
        assert isinstance(found, QuerySolutions)
        rows = sum(1 for _ in found)
    if rows > most:
        raise Full(f"The answer has more than {most:,} rows.")


def _write_facts(found: Any, out: Capped, media: str, job: Mapping[str, Any]) -> None:
    """Write facts, each once and in order, so that equal answers have equal bytes."""
    import pyoxigraph
    from pyoxigraph import RdfFormat

    facts = set()
    for fact in found:
        facts.add(fact)
        if len(facts) > job["most_rows"]:
            raise Full(f"The answer has more than {job['most_rows']:,} facts.")
    form = {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
    }[media]
    named = job["prefixes"] if form != RdfFormat.N_TRIPLES else None
    pyoxigraph.serialize(sorted(facts, key=str), out, format=form, prefixes=named)


def send(out: IO[bytes], head: Mapping[str, Any], body: bytes = b"") -> None:
    """Send a head and what follows."""
    out.write(json.dumps({**head, "length": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


def bound(memory: int) -> None:
    """Bound what this process may use, and let it end with the one that started it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(Exception):  # only Linux has it; elsewhere the end of stdin tells
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def ready(role: str, place: Path) -> Callable[[Mapping[str, Any]], Told]:
    """Return what does the jobs of a role."""
    if role == "engine":
        store = open_store(place)
        return lambda job: answer(store, job)
    read({"sparql": "ASK {}", "known": ()})  # the parser takes long to be made: nobody waits for it
    return read


def main() -> None:
    """Do jobs until there are no more."""
    role, place, memory = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    jobs, out = sys.stdin.buffer, sys.stdout.buffer
    bound(memory)
    try:
        do = ready(role, place)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        sys.exit(f"It cannot open the debate: {type(error).__name__}: {error}")
    send(out, {"ready": True})
    while line := jobs.readline():
        head, body = do(json.loads(line))
        send(out, head, body)


if __name__ == "__main__":
    main()

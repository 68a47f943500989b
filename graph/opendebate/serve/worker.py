"""A process that answers one query at a time, so that it can be stopped by killing it.

Started as ``python -m opendebate.serve.worker PLACE``. Jobs come in on stdin and answers go out on
stdout, each as a line of JSON that tells the length of what follows. Only whole answers are sent.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from opendebate.ask.guard import check_query, is_plain
from opendebate.errors import OpenDebateError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store


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


def answer(store: Store, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return what to tell of a job, and its whole answer.

    Parameters
    ----------
    store : pyoxigraph.Store
    job : mapping
        The fields of :class:`opendebate.serve.pool.Job`, ``known``, the IRIs of the debate's
        graphs, ``prefixes``, and the caps ``most_rows`` and ``most_bytes``.
    """
    try:
        return _answer(store, job)
    except OpenDebateError as error:
        told = {"what": error.what, "where": error.where, "advice": error.advice}
        return {"wrong": "query", **told}, b""
    except Full as error:
        return {"wrong": "large", "what": str(error)}, b""
    except MemoryError:
        return {"wrong": "large", "what": "The query needs too much memory."}, b""
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return {"wrong": "query", "what": f"The query has no answer: {error}."}, b""


def _answer(store: Store, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
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
    return {"wrong": "", "media": media}, out.getvalue()


def _found(store: Store, job: Mapping[str, Any]) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Return what a query finds, once it is known to be safe."""
    from pyoxigraph import NamedNode

    text, outside, union = job["sparql"], job["checked"] is False, True
    if outside and not is_plain(text):
        checked = check_query(text, job["known"])
        text, union = checked.text, not checked.chooses
    chosen: dict[str, Any] = {"use_default_graph_as_union": union}
    if job["graphs"] is not None:
        chosen["default_graph"] = [NamedNode(one) for one in job["graphs"]]
        chosen["use_default_graph_as_union"] = False
    if job["named"] is not None:
        chosen["named_graphs"] = [NamedNode(one) for one in job["named"]]
    try:
        return store.query(text, prefixes=job["prefixes"], **chosen)
    except SyntaxError:
        if outside:
            check_query(text, job["known"])  # it tells better what is wrong
        raise


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


def main() -> None:
    """Answer jobs until there are no more."""
    place, memory = Path(sys.argv[1]), int(sys.argv[2])
    jobs, out = sys.stdin.buffer, sys.stdout.buffer
    bound(memory)
    store = open_store(place)
    check_query("ASK {}", ())  # its parser takes a while to be made; nobody shall wait for it
    send(out, {"ready": True})
    while line := jobs.readline():
        head, body = answer(store, json.loads(line))
        send(out, head, body)


if __name__ == "__main__":
    main()

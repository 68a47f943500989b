"""A process that does one job at a time, so that it can be stopped by killing it.

An engine answers queries on the debate. A reader checks whether a query is safe; that needs
another parser, which is slow to start. Jobs come in on stdin and answers go out on stdout, each
as a line of JSON with the length of what follows. Only complete answers are sent.
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


Reply = tuple[dict[str, Any], bytes]
# Characters that no XML document may hold, not even as a reference.
# Source: XML 1.0, section 2.2, Char.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class AnswerTooLarge(Exception):
    """An answer has more rows or bytes than allowed."""


class LimitedBuffer(io.BytesIO):
    """A file in memory with a limit of bytes."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__()
        self.max_bytes = max_bytes

    def write(self, data: Any, /) -> int:
        """Write, if the limit allows it."""
        if self.tell() + len(data) > self.max_bytes:
            raise AnswerTooLarge(f"The answer has more than {self.max_bytes:,} bytes.")
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


def answer(store: Store, job: Mapping[str, Any]) -> Reply:
    """Return the head of the reply to a job, and its complete answer.

    Parameters
    ----------
    store : pyoxigraph.Store
    job : mapping
        The fields of :class:`opendebate.serve.jobs.Job`, ``prefixes``, and the caps ``most_rows``
        and ``most_bytes``. Its query is known to be safe.
    """
    try:
        return _answer(store, job)
    except AnswerTooLarge as error:
        return {"wrong": "large", "what": str(error)}, b""
    except MemoryError:
        return {"wrong": "large", "what": "The query needs too much memory."}, b""
    except SyntaxError as error:
        return {"wrong": "syntax", "what": f"The query has no answer: {error}."}, b""
    except (ValueError, RuntimeError, OSError) as error:
        return {"wrong": "query", "what": f"The query has no answer: {error}."}, b""


def _answer(store: Store, job: Mapping[str, Any]) -> Reply:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    results = _query(store, job)
    out = LimitedBuffer(job["most_bytes"])
    if isinstance(results, QueryTriples):
        media = job["facts"]
        if media:
            _write_facts(results, out, media, job)
    else:
        media = job["rows"]
        if isinstance(results, QueryBoolean) and media in {"csv", "tsv"}:
            media = None  # the standard has no CSV or TSV for yes and no
        if media:
            results.serialize(out, format=_results_format(media))
        if media and isinstance(results, QuerySolutions):
            _check_rows(out, media, job["most_rows"])
    if media is None:
        return {"wrong": "media"}, b""
    if media == "xml" and (character := _NOT_XML.search(out.getbuffer())):
        code = ord(character[0].decode())
        return {
            "wrong": "form",
            "what": f"A value contains U+{code:04X}, which XML cannot hold.",
        }, b""
    return {"wrong": "", "media": media}, out.getvalue()


def _query(store: Store, job: Mapping[str, Any]) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Run a query."""
    from pyoxigraph import NamedNode

    dataset: dict[str, Any] = {"use_default_graph_as_union": job["union"]}
    if job["default_graphs"] is not None:
        dataset["default_graph"] = [NamedNode(iri) for iri in job["default_graphs"]]
        dataset["use_default_graph_as_union"] = False
    if job["named_graphs"] is not None:
        dataset["named_graphs"] = [NamedNode(iri) for iri in job["named_graphs"]]
    return store.query(job["sparql"], prefixes=job["prefixes"], **dataset)


def read(job: Mapping[str, Any]) -> Reply:
    """Check whether a query is safe, and return its text in a safe form.

    Parameters
    ----------
    job : mapping
        ``sparql``, and ``graph_iris``, the IRIs of the debate's graphs.
    """
    from opendebate.engines.safety import check_query
    from opendebate.errors import OpenDebateError

    try:
        checked = check_query(job["sparql"], job["graph_iris"])
    except OpenDebateError as error:
        fields = {"what": error.what, "where": error.where, "advice": error.advice}
        return {"wrong": "query", **fields}, b""
    return {"wrong": "", "sparql": checked.text, "union": not checked.has_dataset_clause}, b""


def _results_format(media: str) -> Any:
    from pyoxigraph import QueryResultsFormat

    return getattr(QueryResultsFormat, media.upper())


def _check_rows(out: LimitedBuffer, media: str, max_rows: int) -> None:
    """Count the rows of an answer, if it is long enough to have too many."""
    if out.tell() < 2 * max_rows:  # even an empty row has two characters
        return
    if media in {"csv", "tsv"}:
        rows = out.getbuffer().tobytes().count(b"\n") - 1
    else:
        from pyoxigraph import QuerySolutions, parse_query_results

        out.seek(0)
        solutions = parse_query_results(out, format=_results_format(media))
        assert isinstance(solutions, QuerySolutions)
        rows = sum(1 for _ in solutions)
    if rows > max_rows:
        raise AnswerTooLarge(f"The answer has more than {max_rows:,} rows.")


def _write_facts(triples: Any, out: LimitedBuffer, media: str, job: Mapping[str, Any]) -> None:
    """Write facts, each once and in order, so that equal answers have equal bytes."""
    import pyoxigraph

    from opendebate.rdf.serialize import FORMATS

    facts = set()
    for fact in triples:
        facts.add(fact)
        if len(facts) > job["most_rows"]:
            raise AnswerTooLarge(f"The answer has more than {job['most_rows']:,} facts.")
    form = FORMATS[media]
    prefixes = job["prefixes"] if media != "ntriples" else None
    pyoxigraph.serialize(sorted(facts, key=str), out, format=form, prefixes=prefixes)


def send(out: IO[bytes], head: Mapping[str, Any], body: bytes = b"") -> None:
    """Send a head and a body."""
    out.write(json.dumps({**head, "length": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


def limit_process(memory: int) -> None:
    """Limit this process's memory, and let it end with its parent."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(Exception):  # only Linux has it; elsewhere the end of stdin suffices
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def ready(role: str, place: Path) -> Callable[[Mapping[str, Any]], Reply]:
    """Return the function that does the jobs of a role."""
    if role == "engine":
        store = open_store(place)
        return lambda job: answer(store, job)
    read({"sparql": "ASK {}", "graph_iris": ()})  # build the slow parser before the first job
    return read


def main() -> None:
    """Do jobs until there are no more."""
    role, place, memory = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    jobs, out = sys.stdin.buffer, sys.stdout.buffer
    limit_process(memory)
    try:
        do = ready(role, place)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        sys.exit(f"The worker cannot open the debate: {type(error).__name__}: {error}")
    send(out, {"ready": True})
    while line := jobs.readline():
        head, body = do(json.loads(line))
        send(out, head, body)


if __name__ == "__main__":
    main()

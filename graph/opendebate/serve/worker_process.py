"""A worker process as the server sees it: starting it, giving it jobs, killing it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opendebate.isolated import python
from opendebate.serve.errors import ServeError, TooLarge, WorkerLost

_LINE = 1_000_000  # bytes of a head
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "VIRTUAL_ENV", "TMPDIR")


@dataclass(slots=True, eq=False)
class Worker:
    """A worker process.

    Attributes
    ----------
    process : asyncio.subprocess.Process
    fate : ServeError, optional
        Why it was killed, if it was.
    has_answered : bool
    is_slow : bool
        Whether it runs with low priority, which cannot be undone.
    last_words : str
        The last line that it wrote on stderr.
    listening : asyncio.Task, optional
        Reads what it writes on stderr.
    """

    process: asyncio.subprocess.Process
    fate: ServeError | None = None
    has_answered: bool = False
    is_slow: bool = False
    last_words: str = ""
    listening: asyncio.Task[None] | None = None

    @property
    def seconds(self) -> float | None:
        """Its processor time in seconds; None if the system does not report it."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2]
            user, system = fields.split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, AttributeError):
            return None

    @property
    def has_ended(self) -> bool:
        """Whether its process has ended."""
        return self.process.returncode is not None

    @property
    def is_down(self) -> bool:
        """Whether its process has ended or is stopped, if the system reports it."""
        try:
            options = os.WSTOPPED | os.WEXITED | os.WNOHANG | os.WNOWAIT
            return os.waitid(os.P_PID, self.process.pid, options) is not None
        except ChildProcessError:
            return True
        except (OSError, AttributeError):
            return False

    def kill(self, fate: ServeError) -> None:
        """Kill it, and remember why."""
        self.fate = self.fate or fate
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    def slow_down(self) -> None:
        """Lower its priority."""
        self.is_slow = True
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, 15)

    async def ask(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Give it a job, and return the head and the body of its reply.

        Raises
        ------
        ServeError
            The reason why it ended, if it ends before it has answered.
        """
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
            await self.process.stdin.drain()
            reply = await self.read()
        except (OSError, EOFError, ValueError) as error:
            raise await self._death() from error
        self.has_answered = True
        return reply

    async def read(self) -> tuple[dict[str, Any], bytes]:
        """Read a head and its body."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line:
            raise EOFError
        head: dict[str, Any] = json.loads(line)
        return head, await self.process.stdout.readexactly(head["length"])

    async def _death(self) -> ServeError:
        """Return why it ended in the middle of a job."""
        status = await self.process.wait()
        if self.fate:
            return self.fate
        if status in {-signal.SIGABRT, -signal.SIGSEGV, 101, 1}:
            return TooLarge("The query needs too much memory.", advice="Narrow it.")
        return WorkerLost("The query's worker ended.", advice="Try again.")


def log_event(event: str, **fields: object) -> None:
    """Write an event for the operator on stderr, as a line of JSON."""
    line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "event": event, **fields}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


async def _listen(worker: Worker) -> None:
    """Remember the last line that a worker writes on stderr."""
    pipe = worker.process.stderr
    assert pipe is not None
    with contextlib.suppress(ValueError):  # a line without end
        while line := await pipe.readline():
            worker.last_words = line.decode("utf-8", "replace").strip()[:500] or worker.last_words


async def start_worker(role: str, path: Path, memory: int) -> Worker:
    """Start a worker; the first message that it sends says that it is ready."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *python("opendebate.serve.worker", role, str(path), str(memory)),
        stdin=pipe, stdout=pipe, stderr=pipe, limit=_LINE,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        start_new_session=True,
    )  # fmt: skip
    worker = Worker(process)
    worker.listening = asyncio.create_task(_listen(worker))
    return worker

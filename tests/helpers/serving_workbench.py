"""The workbench's server in a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from opendebate.serve.lifecycle import listening_socket
from opendebate.workbench.session import Session


@contextmanager
def served(session: Session) -> Iterator[str]:
    """Serve a session from a thread of this process; yield its address."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra 'serve' is not installed")
    from opendebate.workbench.app import Workbench

    with listening_socket("127.0.0.1", 0) as listening:
        config = uvicorn.Config(Workbench(session, "token", patience=60).app(), ws="none",
                                log_level="critical", timeout_graceful_shutdown=1)  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/token/"
        finally:
            server.should_exit = True
            thread.join()

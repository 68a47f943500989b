"""Running the workbench: a session, its server on this machine, and the browser."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.coder_files import check_coder, coder_path
from opendebate.coding.debate_files import coding_entries, debate_files
from opendebate.coding.file_writer import read_source, write_coding
from opendebate.coding.scaffold import check_slug, source_path, start_debate, start_source
from opendebate.errors import InputError, UsageError, install_line
from opendebate.serve.lifecycle import listening_socket

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opendebate.coding.text import Text
    from opendebate.workbench.session import Session


def start_session(  # noqa: PLR0913 — the last two say whose coding it is
    folder: Path,
    slug: str,
    text: Text,
    proposed: Mapping[str, Any] | None = None,
    *,
    coder: str | None = None,
    adjudicated: tuple[str, str] | None = None,
) -> Session:
    """Return a session for a source; its file, and the debate, are begun if they are not there.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slug : str
        The source.
    text : Text
        The article, with the page around it or without.
    proposed : dict, optional
        What its file says of it, for the record of a new source.
    coder : str, optional
        Whose coding of it is written; without a coder, the one that counts.
    adjudicated : tuple of str, optional
        Two coders between whom a person decides. Where no coding counts yet, it begins as a copy
        of the first one's.

    Raises
    ------
    InputError, UsageError, FaultsFound
        If the folder is no debate and not empty, or the source's file cannot be read.
    """
    from opendebate.workbench.journal import Journal
    from opendebate.workbench.session import Session

    check_slug(slug)
    if coder:
        check_coder(folder, coder)
    if adjudicated:
        start_adjudication(folder, slug, adjudicated)
    start_debate(folder, language=(proposed or {}).get("language", "en"))
    path = source_path(folder, slug, coder)
    if path not in {*debate_files(folder), *(file for _, file in coding_entries(folder))}:
        start_source(folder, slug, text, proposed, coder)
    state = state_folder(folder)
    journal = Journal((state / coder if coder else state) / f"{slug}.journal.jsonl")
    return Session(folder, slug, text, journal, coder, adjudicated, proposed=proposed or {})


def start_adjudication(folder: Path, slug: str, coders: tuple[str, str]) -> None:
    """Begin the coding that counts as a copy of the first coder's, where there is none.

    Raises
    ------
    UnknownName, UsageError
        If one of the coders has not coded the source, or both are the same.
    """
    if coders[0] == coders[1]:
        raise UsageError("One coder agrees with nobody.", advice="Name two coders.")
    theirs = [coder_path(folder, coder, slug) for coder in coders]
    path = source_path(folder, slug)
    if not path.exists():
        write_coding(folder, {path: read_source(theirs[0])}, {path: None})


def state_folder(folder: Path) -> Path:
    """Return the folder of the user's own data in which a debate's journals lie."""
    from platformdirs import user_state_path

    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return user_state_path("opendebate", appauthor=False) / "workbench" / digest


def serve_session(session: Session, *, port: int = 0, browser: bool = True) -> None:
    """Serve a session on this machine until its page is closed or somebody ends it.

    Parameters
    ----------
    session : Session
    port : int
        Where to listen; 0 for any free port.
    browser : bool
        Whether to open the page in the browser.

    Raises
    ------
    InputError
        If the extra is not installed, or the port is in use.
    """
    try:
        import uvicorn

        from opendebate.workbench.app import Workbench
    except ImportError as error:
        raise InputError(
            f"The workbench needs a package that is not installed: {error.name}.",
            advice=install_line("code"),
        ) from error
    token = secrets.token_urlsafe(24)
    with listening_socket("127.0.0.1", port) as listening:
        server: Any = None

        def close() -> None:
            server.should_exit = True

        config = uvicorn.Config(
            Workbench(session, token, close).app(), log_level="warning", access_log=False,
            server_header=False, ws="none", timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = uvicorn.Server(config)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/{token}/"
        title = session.file.source.title
        title += f", coded by {session.coder}" if session.coder else ""
        print(f"{title}\n  {address}\nClose the page or press Ctrl-C to end.",
              file=sys.stderr, flush=True)  # fmt: skip
        if browser:
            webbrowser.open(address)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])

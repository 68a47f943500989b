"""Loading a debate: from its folder, a store on disk, or an endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import opendebate_ontology
from opendebate.debate.questions import Questions
from opendebate.debate.releasing import Releases
from opendebate.engines.embedded import EmbeddedEngine
from opendebate.errors import UsageError

if TYPE_CHECKING:
    from opendebate.rdf.build import Progress
    from opendebate.rdf.built_debate import OpenedDebate

BUILT_IN = opendebate_ontology.path("debate")


class Debate(Questions, Releases):
    """A knowledge graph of who argues what, why, and where they say so.

    Parameters
    ----------
    engine : Engine
        What answers questions on a built debate, as :func:`opendebate.load` makes it.
    folder : pathlib.Path, optional
        The debate's folder, if there is one.
    """


def load(
    folder: str | Path | None = None,
    *,
    only: Sequence[str] = (),
    store: str | Path | None = None,
    progress: Progress | None = None,
) -> Debate:
    """Load a debate, building it first if anything has changed since it was built.

    Parameters
    ----------
    folder : str or pathlib.Path, optional
        The debate's folder, or the address of a SPARQL endpoint that holds one, such as
        ``"https://host/sparql"``; without it the built-in debate on AI openness.
    only : sequence of str, optional
        Slugs or titles of sources: the debate then has only what these say, and what that is
        about.
    store : str or pathlib.Path, optional
        A folder on disk for the built debate: it opens at once the next time, however large it is.
        Without `folder`, the debate in it is opened unchanged. With an endpoint, every fact is
        copied into it each time, and questions are answered from the copy.
    progress : callable, optional
        Called with stage, done and total while it is built.

    Raises
    ------
    InputError
        If the folder is no debate.
    FaultsFound
        If its coding files have faults; the error lists them all.
    RemoteError
        If the endpoint cannot be reached, or answers what it should not.
    UsageError
        If the debate has no source of a name in `only`, or is in an endpoint.

    Examples
    --------
    >>> load().question
    'Should the most capable AI models be released openly?'
    >>> len(load(only=["why-meta-opened-up"]).statements())
    117
    """
    if isinstance(only, str):
        raise UsageError("only is a list of sources.", advice=f"Write only=[{only!r}].")
    if isinstance(folder, str) and is_address(folder):
        if only:
            raise UsageError(
                "Sources cannot be selected in an endpoint.",
                advice="Name the debate's folder, or leave the selection out.",
            )
        from opendebate.engines.remote.engine import connect

        remote = connect(folder)
        if store is None:
            return Debate(remote)
        from opendebate.rdf.disk_store import copy_to_disk

        return _open_embedded(copy_to_disk(Path(store), remote.quads(), remote.iris))
    from opendebate.rdf.cache import load as load_in_memory
    from opendebate.rdf.cache import load_on_disk

    path = None if folder is None else Path(folder)
    if only:
        from opendebate.rdf.selected_debates import selected_folder

        path = selected_folder(path or BUILT_IN, only)
    if store is not None:
        return _open_embedded(load_on_disk(Path(store), path, BUILT_IN, progress), path)
    return _open_embedded(load_in_memory(path or BUILT_IN, progress), path or BUILT_IN)


def _open_embedded(opened: OpenedDebate, folder: Path | None = None) -> Debate:
    """Return the debate of a store in this process."""
    from opendebate.engines.cached_results import ResultCache

    extracts = ResultCache(opened.extracts, opened.facts) if opened.extracts else None
    if extracts and opened.digest:
        extracts.objects["graph-digest"] = opened.digest
    debate = Debate(EmbeddedEngine(opened.store, opened.iris, cache=extracts), folder)
    if opened.facts is not None:
        debate.fact_count = opened.facts
    return debate


def is_address(text: str) -> bool:
    """Tell whether a debate is named by the address of an endpoint, and not by a folder.

    Examples
    --------
    >>> is_address("https://example.org/sparql"), is_address("my-debate")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))

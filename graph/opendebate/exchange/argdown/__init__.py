"""Argdown: statements, arguments and relations as a text, and our debates in it.

Source: Argdown's syntax, https://argdown.org/syntax/.

=============================  ============================================================
Argdown                        coded debate
=============================  ============================================================
statements of one title        a claim; the last text counts
argument without premises      a claim with the argument's description
premises and conclusion        each premise supports the conclusion of its step
``+ -``                        supports, attacks; what leads from a reconstructed argument
                               leads from its conclusion
``- ` on such an argument      attack on its only premise, or else undercut of its last step
``_``                          undercut of a step, premise by premise; of what has no
                               premises, of the steps from it
``><``, ``-`` in strict mode   attacks both ways
tags, headings                 topics
``speaker`` and the like       actors, and statements that rest on the document itself; what an
                               argument with a speaker leads to has it as a stated reason
=============================  ============================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.exchange.argdown.reading import read_document
from opendebate.exchange.argdown.writing import write_document
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import losses

LOST = losses("argdown")


def read(path: Path) -> CodedDebate:
    """Return an Argdown document as a coded debate.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    InputError
        If it cannot be read, is no Argdown, or has data that are not YAML: with the line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "bridge.argdown")
    ...     _ = path.write_text("[Build]: Build a bridge.\\n  - <Cost>: Bridges cost money.")
    ...     coded = read(path)
    >>> coded.claims["cost"]["attacks"], coded.claims["build"]["text"]
    (['build'], 'Build a bridge.')
    """
    return read_document(path)


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:  # noqa: ARG001 - never written
    """Return a coded debate as an Argdown document in UTF-8.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Texts of the sources; an Argdown document has no place for them.

    Examples
    --------
    >>> coded = CodedDebate({"title": "Bridges", "question": "Build?", "iri": "https://example.org/"})
    >>> coded.claims["build"] = {"text": "Build #1.", "kind": "normative", "side": "for"}
    >>> print(write(coded, {}).decode().partition("# Bridges")[2].strip())
    [build]: Build \\#1.
    {kind: normative, side: for}
    """
    return write_document(coded).encode()

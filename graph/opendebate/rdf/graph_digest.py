"""The digest of a debate's graph: what tells whether two copies state the same facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    """Return facts as N-Quads, each once, the lines in the order of their bytes.

    No debate has a blank node, so that this form is the same wherever the facts are the same.

    Examples
    --------
    >>> import opendebate
    >>> canonical_nquads(opendebate.load().store).count(b"_:")
    0
    """
    text = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted({line + b"\n" for line in text.split(b"\n") if line}))


def graph_digest(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 of a debate's canonical N-Quads, in hexadecimal digits.

    The digest itself is no fact of the graph. With the usual tools of a shell it is
    ``opendebate export nquads -o - | LC_ALL=C sort -u | sha256sum``.
    """
    return hashlib.sha256(canonical_nquads(quads)).hexdigest()

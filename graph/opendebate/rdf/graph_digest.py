"""The digest of a debate's graph: what tells whether two copies state the same facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import Quad


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    """Return facts as N-Quads, each once, the lines in the order of their bytes.

    No debate has a blank node, so that this form is the same wherever the facts are the same.

    Examples
    --------
    >>> import opendebate
    >>> canonical_nquads(opendebate.load().store).count(b"_:")
    0
    """
    return "".join(sorted({f"{quad} .\n" for quad in quads})).encode()


def graph_digest(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 of a debate's canonical N-Quads, in hexadecimal digits.

    The digest itself is no fact of the graph. With the usual tools of a shell it is
    ``opendebate export nquads -o - | LC_ALL=C sort -u | sha256sum``.
    """
    return digest_of_lines(f"{quad} .\n" for quad in quads)


def digest_of_lines(lines: Iterable[str]) -> str:
    """Return the digest of a graph whose N-Quads are known, in any order.

    Parameters
    ----------
    lines : iterable of str
        Each with its line end, and with numbers in the form in which a store returns them.
    """
    digest = hashlib.sha256()
    for line in sorted(set(lines)):
        digest.update(line.encode())
    return digest.hexdigest()

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

from opendebate.exchange.argdown.reading import read
from opendebate.exchange.argdown.writing import write
from opendebate.exchange.formats import losses

__all__ = ["LOST", "read", "write"]

LOST = losses("argdown")

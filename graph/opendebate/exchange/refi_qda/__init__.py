"""Projects of REFI-QDA (``.qdpx``), which programs for qualitative analysis exchange.

Reading: codes become claims, folders of codes topics, coded passages statements. Whoever has a case
with the passage speaks, or else the case of the document. The texts serve to seal passages, and are
never kept. Writing: a source is a text with its passages, an actor a case, and what the standard
has no place for a note. With the articles at hand, the archive holds them.

References
----------
REFI-QDA Standard 1.5, https://www.qdasoftware.org
"""

from __future__ import annotations

from opendebate.exchange.formats import losses
from opendebate.exchange.refi_qda.reading import read
from opendebate.exchange.refi_qda.writing import write

__all__ = ["LOST", "read", "write"]

LOST = losses("refi-qda")

"""The W3C's Web Annotation Data Model (JSON-LD): annotations of pages, with tags and selectors.

Each statement is an annotation: its claim is a tag and a class, and its passages are targets with
the first and last words. Files of others need the names of the standard's own context, as every
tool writes them; no context is ever fetched.

References
----------
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from opendebate.exchange.formats import losses
from opendebate.exchange.web_annotation.reading import read
from opendebate.exchange.web_annotation.writing import write

__all__ = ["LOST", "read", "write"]

LOST = losses("web-annotation")

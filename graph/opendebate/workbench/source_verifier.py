"""Comparing a source with its article after each edit; what has not changed is not done again."""

from __future__ import annotations

from typing import Any

from opendebate.coding.copied_words import CopyFinder, copy_faults
from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.coding.text_checks import passage_faults
from opendebate.coding.verify import LocatedPassages, Verification, article_of, verify
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import Fault


class SourceVerifier:
    """Compares the source of a session with its article.

    Parameters
    ----------
    slug : str
        The source.
    page : Text
        The article, with the page around it or without.
    """

    def __init__(self, slug: str, page: Text) -> None:
        self.slug, self.page = slug, page
        self._body: Any = None  # what tells where on the page the article is
        self._located: LocatedPassages
        self._copies: CopyFinder
        self._copied: dict[str, tuple[Tree, list[Fault]]]

    def verify(
        self, coding: Coding, faults: list[Fault], former: Verification | None = None
    ) -> tuple[Verification, list[Fault]]:
        """Return the source beside its article, and all faults of the debate and of its passages.

        Parameters
        ----------
        coding : Coding
            The debate.
        faults : list of Fault
            Those that show without the article.
        former : Verification, optional
            The source before: what is returned where its records cannot be read now.
        """
        file = coding.sources.get(self.slug)
        if file is None:
            assert former is not None, "a session begins with a source that can be read"
            return former, faults
        body = file.source.text.model_dump(include={"first", "last", "sha256"}), file.source.kind
        if body != self._body:
            article = article_of(file.source, self.page)
            self._body, self._located = body, LocatedPassages(article, {})
            self._copies, self._copied = CopyFinder(article), {}
        verified = verify(file, self.page, self._located)
        of_source = passage_faults(coding, self.slug, verified)
        return verified, [*faults, *of_source, *self._copied_words(coding)]

    def _copied_words(self, coding: Coding) -> list[Fault]:
        """Return the faults of copied words; files that stayed the same are not searched again."""
        for key, tree in coding.trees.items():
            if key not in self._copied or self._copied[key][0] is not tree:
                path = coding.path(key)
                found = list(copy_faults(tree, path, self._copies, self.slug))
                self._copied[key] = tree, found
        return [fault for key in coding.trees for fault in self._copied[key][1]]

"""What all steps of an import share."""

from __future__ import annotations

from dataclasses import dataclass

from opendebate.exchange.dna.kept import Kept
from opendebate.exchange.dna.report import Report
from opendebate.exchange.dna.roles import Roles
from opendebate.exchange.dna.schema import EXTRA
from opendebate.exchange.dna.tables import Database, Variable
from opendebate.exchange.dna.texts import Place
from opendebate.exchange.draft import Draft


@dataclass(frozen=True, slots=True)
class Import:
    """A database on its way into a draft.

    Attributes
    ----------
    database : Database
    draft : Draft
        What is made of it so far.
    kept : Kept
        What this library had written into the database, if it did.
    roles : Roles
        What each variable is for.
    report : Report
    """

    database: Database
    draft: Draft
    kept: Kept
    roles: Roles
    report: Report

    def made(self, variable: Variable) -> bool:
        """Tell whether this library made a variable, so that it has its meaning."""
        return self.kept.ours and EXTRA.get(variable.name) == variable.datatype


@dataclass(frozen=True, slots=True)
class Source:
    """The source that stands for a document.

    Attributes
    ----------
    slug : str
    place : Place
        Its text.
    voices : tuple of str
        Who speaks where nobody is named.
    narrated : bool
        Whether these tell what others said and did; authors who speak for themselves do not.
    article : bool
        Whether the text is the article's own, not passages' first and last words.
    """

    slug: str
    place: Place
    voices: tuple[str, ...]
    narrated: bool
    article: bool

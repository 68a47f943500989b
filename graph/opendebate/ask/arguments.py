"""Arguments around claims: reasons to any depth, what disputes them, and what answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pyoxigraph import NamedNode

from opendebate.engines.engine import values_block
from opendebate.natural import natural

_ARGUMENT = """?argument od:premise ?premise ; od:basis ?basis ; a ?type ;
    od:conclusion|od:undercuts ?target .
  ?premise rdfs:label ?because .
  FILTER (?type IN (od:Support, od:Attack, od:Undercut))"""


class Argument(NamedTuple):
    """A step from a premise to a conclusion, or from a premise against another step.

    Attributes
    ----------
    iri : str
    relation : str
        ``"support"``, ``"attack"`` or ``"undercut"``.
    premise : str
        IRI of a claim.
    target : str
        IRI of the claim supported or attacked, or of the argument undercut.
    stated : bool
        Whether a speaker gives it; else the coder drew it.
    stated_in : str or None
        IRI of the statement it is given in.
    voiced : bool
        Whether somebody affirms the premise, or gives it as a reason: see ``rules/25-voiced.rq``.
    imagined : bool
        Whether the speaker who gives it is only imagined.
    """

    iri: str
    relation: str
    premise: str
    target: str
    stated: bool
    stated_in: str | None
    voiced: bool
    imagined: bool = False

    @property
    def has_effect(self) -> bool:
        """Whether somebody affirms the premise, and somebody real or the coder draws the step."""
        return self.voiced and not self.imagined


def pattern_around(claims: Iterable[str]) -> str:
    """Return a graph pattern that finds every argument that bears on claims.

    These are the arguments for the claims and for their premises, to any depth; the attacks on
    any of these claims; the undercuts of any of these arguments; the attacks on the attackers,
    which are their answers; and what the claims themselves are given for and against, with the
    steps that they undercut.

    Parameters
    ----------
    claims : iterable of str
        IRIs.

    Returns
    -------
    str
        SPARQL that binds what `arguments_of` reads, and the texts of the claims.
    """
    focus = values_block("focus", [NamedNode(iri) for iri in sorted(set(claims))])
    of = f"{focus} ?focus ^od:supports* ?claim ."
    branches = (
        f"{of} ?argument od:conclusion ?claim .",
        f"{of} ?bearing od:conclusion ?claim . ?argument od:undercuts ?bearing .",
        f"""{of} ?attack od:conclusion ?claim ; a od:Attack ; od:premise ?attacker .
            ?argument od:conclusion ?attacker ; a od:Attack .""",
        f"""{of} ?bearing od:conclusion ?claim .
            ?undercut od:undercuts ?bearing ; od:premise ?attacker .
            ?argument od:conclusion ?attacker ; a od:Attack .""",
        f"{focus} ?argument od:premise ?focus .",
        f"{focus} ?disputes od:premise ?focus ; od:undercuts ?argument .",
    )
    # Each branch matches a complete argument: an engine then goes on from the few it has found,
    # and does not join them with every argument of the debate.
    patterns = " UNION ".join(f"{{ {branch} {_ARGUMENT} }}" for branch in branches)
    return f"""SELECT DISTINCT ?argument ?type ?premise ?target ?basis ?in ?voiced ?imagined
            ?because ?so {{
      {patterns}
      OPTIONAL {{ ?premise od:voiced ?voiced }}
      OPTIONAL {{ ?argument od:statedIn ?in .
        OPTIONAL {{ ?in od:mode ?imagined FILTER (?imagined = od:Hypothetical) }} }}
      OPTIONAL {{ ?target rdfs:label ?so }} }}"""


def arguments_of(rows: Iterable[Any]) -> list[Argument]:
    """Return the arguments that rows of `pattern_around` describe."""
    arguments = (
        Argument(
            iri=row["argument"].value,
            relation=row["type"].value.rpartition("#")[2].lower(),
            premise=row["premise"].value,
            target=row["target"].value,
            stated=row["basis"].value.endswith("#Stated"),
            stated_in=row["in"].value if row["in"] else None,
            voiced=bool(row["voiced"]),
            imagined=bool(row["imagined"]),
        )
        for row in rows
    )
    return sorted(arguments, key=lambda argument: natural(argument.iri))

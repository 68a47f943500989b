"""Which claims may attack, support or answer others: those that somebody affirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.stances import AFFIRMS, expressing, stances

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

# Relation → what is reported of it where nobody affirms the claim that it begins from.
NO_EFFECT = {
    "attacks": "nobody's latest position affirms this, so it disputes nothing",
    "undercuts": "nobody's latest position affirms this, so it disputes nothing",
    "supports": "nobody's latest position affirms this, so it supports nothing",
}
ONLY_IMAGINED = {
    "attacks": "only imagined speakers argue so, so it disputes nothing",
    "supports": "only imagined speakers argue so, so it supports nothing",
}
# Sub-SELECTs, so that an engine joins their answers as a whole and does not look up each row.
IMAGINED_ARGUMENTS = """{ SELECT ?imagined { ?imagined od:mode od:Hypothetical } }
          { SELECT ?argument ?imagined { ?argument od:statedIn ?imagined } }"""
_ARGUMENTS = """{ SELECT ?argument ?class {
            VALUES ?class { od:Support od:Attack } ?argument a ?class } }
          { SELECT ?argument ?premise { ?argument od:premise ?premise } }
          { SELECT ?argument ?conclusion { ?argument od:conclusion ?conclusion } }"""
_IMAGINED = """{ { ?statement od:claim ?claim ; od:stance ?stance
               FILTER (?stance IN ($affirming)) }
             UNION { ?argument od:premise ?claim ; od:statedIn ?statement }
             FILTER NOT EXISTS { ?statement od:voice ?voice } }"""


def affirmed_claims(engine: Engine, *, hypothetical: bool = False) -> set[str]:
    """Return the IRIs of the claims that somebody affirms, concedes or gives as a reason.

    What somebody gives up later counts no more: see ``rules/25-voiced.rq``. A claim that is only
    denied, or only imagined, makes no argument against anything. This is the one rule for it: for
    `standing`, for the network of arguments, for traces, and for the question
    ``unanswered-attacks``.

    Parameters
    ----------
    engine : Engine
        The built debate.
    hypothetical : bool
        Whether speakers count who are only imagined.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load().engine
    >>> imagined = affirmed_claims(engine, hypothetical=True) - affirmed_claims(engine)
    >>> sorted(iri.rpartition("/")[2] for iri in imagined)[:1]
    ['public-code-worrying']
    """
    codes = ", ".join(stances()[name].code for name in expressing(AFFIRMS))
    also = f"UNION {_IMAGINED.replace('$affirming', codes)}" if hypothetical else ""
    rows = engine.select(f"SELECT DISTINCT ?claim {{ {{ ?claim od:voiced true }} {also} }}")
    return {row["claim"].value for row in rows}


def imagined_arguments(engine: Engine) -> set[tuple[str, str, str]]:
    """Return the supports and attacks that only imagined speakers make.

    Though somebody may affirm the premise, nobody is known to have argued so. This belongs to the
    rule of :func:`affirmed_claims`.

    Returns
    -------
    set of tuple
        IRI of the premise, ``"supports"`` or ``"attacks"``, IRI of the conclusion.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load().engine
    >>> sorted(relation for _, relation, _ in imagined_arguments(engine))
    ['attacks', 'supports']
    """
    rows = engine.select(
        f"""SELECT DISTINCT ?premise ?relation ?conclusion {{
          VALUES (?class ?relation) {{ (od:Support "supports") (od:Attack "attacks") }}
          {IMAGINED_ARGUMENTS} {_ARGUMENTS}
          MINUS {{ SELECT ?class ?premise ?conclusion {{
            {_ARGUMENTS} MINUS {{ {IMAGINED_ARGUMENTS} }} }} }} }}"""
    )
    return {(row["premise"].value, row["relation"].value, row["conclusion"].value) for row in rows}

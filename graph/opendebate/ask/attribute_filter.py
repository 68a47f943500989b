"""The study's own attributes: choosing by them (``chamber=Lower``), and columns of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from opendebate.errors import UsageError, close_matches, did_you_mean

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine
    from opendebate.engines.rows import Rows

_MANY = 10  # values that a message lists
_NAMES = """SELECT ?property ?name ?label {
    ?property a od:Attribute ; dcterms:identifier ?name ; rdfs:label ?label %s }"""
_COLUMNS = """SELECT ?property ?name {
    ?property a od:Attribute ; dcterms:identifier ?name ; od:attributeOf od:%s } ORDER BY ?name"""
# Lists of entities that may have attributes → what each of them is.
KINDS = {"actors": "Actor", "claims": "Claim", "sources": "Source", "statements": "Statement"}


class AttributeFilter:
    """The statements whose actor, claim, source or themselves have chosen values.

    Values of one attribute are alternatives; of several attributes, each must hold.

    Parameters
    ----------
    engine : Engine
    where : collection of str
        ``"NAME=VALUE"``: the attribute by its name or label.
    kind : str
        Only attributes that entities of this kind may have, in the plural; without it all.

    Raises
    ------
    UsageError
        If there is no such attribute, or nothing has the value.
    """

    def __init__(self, engine: Engine, where: Collection[str], kind: str = "") -> None:
        self.chosen: defaultdict[str, set[str]] = defaultdict(set)
        names = _names(engine, kind) if where else {}
        for text in (where,) if isinstance(where, str) else where:
            name, equals, value = text.partition("=")
            if not equals or not value.strip():
                raise UsageError(f"where {text!r} does not say which value an attribute has.",
                                 advice="Write NAME=VALUE, such as chamber=Lower.")  # fmt: skip
            iri = _attribute(name.strip(), names, kind)
            self.chosen[iri] |= _entities_with(engine, iri, name.strip(), value.strip())

    def includes(self, actor: str, statement: Statement) -> bool:
        """Return whether an actor's statement has all chosen values."""
        return self.chooses(actor, statement.claim.iri, statement.source.iri, statement.iri)

    def chooses(self, *entities: str) -> bool:
        """Return whether one of some entities, given by IRI, has each chosen value."""
        return all(not those.isdisjoint(entities) for those in self.chosen.values())


def rows_with(engine: Engine, rows: Rows, where: Collection[str]) -> Rows:
    """Return the rows in which an entity has each chosen value of an attribute.

    Parameters
    ----------
    engine : Engine
    rows : Rows
    where : collection of str
        ``"NAME=VALUE"``, as in `AttributeFilter`.

    Raises
    ------
    UsageError
        If there is no such attribute or value, or the rows name no entity.
    """
    chosen = AttributeFilter(engine, where)
    if rows and not any(_iris(terms) for terms in rows.terms):
        raise UsageError("where has no effect: the answer has no column with entities.",
                         advice="Leave it out, or select the entities, too.")  # fmt: skip
    return rows.with_terms([terms for terms in rows.terms if chosen.chooses(*_iris(terms))])


def _iris(terms: Iterable[Any]) -> list[str]:
    return [term.value for term in terms if isinstance(term, NamedNode)]


def attribute_columns(
    engine: Engine, kind: str, columns: Collection[str]
) -> dict[str, dict[str, str | int | float]]:
    """Return the attributes that entities of a kind may have: name → entity's IRI → value.

    Parameters
    ----------
    engine : Engine
    kind : str
        In the plural, as in ``opendebate list``.
    columns : collection of str
        The names of other columns. An attribute of such a name gets ``attribute_`` before it.
    """
    if kind not in KINDS:
        return {}
    found = {}
    for row in engine.select(_COLUMNS % KINDS[kind]):
        name = row["name"].value
        solutions = engine.select(f"SELECT ?entity ?value {{ ?entity {row['property']} ?value }}")
        found[f"attribute_{name}" if name in columns else name] = {
            each["entity"].value: _plain(each["value"]) for each in solutions
        }
    return found


def attribute_property(engine: Engine, name: str, kind: str = "") -> str:
    """Return the IRI of an attribute by its name or label.

    Parameters
    ----------
    engine : Engine
    name : str
    kind : str
        Only attributes that entities of this kind may have, in the plural; without it all.

    Raises
    ------
    UsageError
        If there is no such attribute.
    """
    return _attribute(name.strip(), _names(engine, kind), kind)


def _plain(value: Any) -> str | int | float:
    """Return the value of an attribute: a number as one, whole where it is whole; else a text."""
    if not value.datatype.value.endswith("#decimal"):
        return str(value.value)
    number = float(value.value)
    return int(number) if number.is_integer() else number


def _names(engine: Engine, kind: str) -> dict[str, str]:
    """Return the property of each attribute by its name and by its label, in small letters."""
    rows = list(engine.select(_NAMES % (f"; od:attributeOf od:{KINDS[kind]}" if kind else "")))
    return {row[key].value.casefold(): row["property"].value
            for key in ("label", "name") for row in rows}  # fmt: skip


def _attribute(name: str, names: dict[str, str], kind: str) -> str:
    if name.casefold() in names:
        return names[name.casefold()]
    close = did_you_mean(close_matches(name.casefold(), {*names}))
    known = f"Known are: {_listed(names)}." if names else "debate.yaml declares none."
    of_kind = f" of {kind}" if kind else ""
    raise UsageError(f"There is no attribute {name!r}{of_kind}.", advice=f"{close} {known}".strip())


def _entities_with(engine: Engine, iri: str, name: str, value: str) -> set[str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select(f"SELECT ?entity ?value {{ ?entity <{iri}> ?value }}"):
        found[row["value"].value].add(row["entity"].value)
    entities = {each for text, those in found.items() if _same(text, value) for each in those}
    if not entities:
        close = did_you_mean(close_matches(value, {*found}))
        raise UsageError(f"Nothing has {name}={value}.",
                         advice=f"{close} Its values are: {_listed(found)}.".strip())  # fmt: skip
    return entities


def _same(text: str, value: str) -> bool:
    """Return whether two values are the same: capitals do not count, nor how a number is written.

    Examples
    --------
    >>> _same("Lower", "lower"), _same("2", "2.0"), _same("2", "two")
    (True, True, False)
    """
    try:
        return float(text) == float(value)
    except ValueError:
        return text.casefold() == value.casefold()


def _listed(values: Iterable[str]) -> str:
    listed = sorted(values)
    return ", ".join(listed[:_MANY]) + (", …" if len(listed) > _MANY else "")

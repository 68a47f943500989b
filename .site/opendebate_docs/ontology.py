"""The README page of the ontology, and a page for each of its terms."""

from __future__ import annotations

from collections import defaultdict

from opendebate_docs.term_examples import debates, derived, example, heading_prefixes
from opendebate_docs.term_queries import query
from opendebate_docs.terms import OD, Term, classes, codes, properties, terms

_HEAD = """<!-- Written by `python .site/opendebate_docs ontology`: change the ontology, not this page. -->

# The ontology

The classes and properties of opendebate, with an example and a SPARQL query for each.
[`ontology.ttl`](opendebate_ontology/ontology.ttl) defines them,
[`vocabularies.ttl`](opendebate_ontology/vocabularies.ttl) lists the codes,
[`alignments.ttl`](opendebate_ontology/alignments.ttl) relates the terms to other vocabularies, and
[`shapes.ttl`](opendebate_ontology/shapes.ttl) says what a graph must look like.
[`familiar.rq`](opendebate_ontology/familiar.rq) adds names for those who know only FOAF or schema.org;
`opendebate export trig --familiar` and `serve --familiar` give all of it, and who coded which graph.
Actors, models and policies have `skos:exactMatch` to their records elsewhere, such as Wikidata's (`same_as` in
the coding files), and in `familiar.rq` `schema:sameAs`; not `owl:sameAs`, by which whatever Wikidata says of
somebody would be part of the coding.
The folder `w3id/` says where the addresses lead.

Ask a query with `opendebate query 'SELECT …'`. It needs no prefixes: the command knows them.
"""  # noqa: E501
_PICTURE = """## Picture

The main classes. An arrow leads from the class that a property begins at to the class where it
ends. After a colon stand subclasses. Codes, derived properties and properties with several kinds of
values are left out.

```mermaid
flowchart TD
{}
```
"""
_EXAMPLES = """## Prefixes of the examples

The examples are facts of the built-in debate:

```turtle
{}
```

The built-in debate does not use every term. In those cases the example and the query are of an
invented debate, and the text says so. Its files are in `.site/opendebate_docs/interview`, and its
prefixes lead to `{}` instead.
"""


def ontology_readme() -> str:
    """Return the text of ``ontology/README.md``."""
    builtin, invented = debates()
    parts = [
        _HEAD,
        _PICTURE.format("\n".join(_arrows())),
        _EXAMPLES.format(heading_prefixes(builtin), invented.iris.base),
        _contents(),
        "## Classes\n",
        *(_section(term, "###") for term in classes()),
        "## Properties\n",
        *(_section(term, "###") for term in properties()),
    ]
    return "\n".join(parts)


def term_pages() -> dict[str, str]:
    """Return a page for each term.

    Returns
    -------
    dict of str to str
        Path, such as ``classes/Claim.md`` → Markdown.
    """
    return {_path(term): _section(term, "#") for term in terms()}


def _path(term: Term) -> str:
    return f"{'classes' if term.is_class else 'properties'}/{term.name}.md"


def _anchor(term: Term) -> str:
    return f"{'class' if term.is_class else 'property'}-{term.name.lower()}"


def _contents() -> str:
    def links(of: tuple[Term, ...]) -> str:
        return " · ".join(f"[{term.name}](#{_anchor(term)})" for term in of)

    return f"## All terms\n\nClasses: {links(classes())}\n\nProperties: {links(properties())}\n"


def _section(term: Term, heading: str) -> str:
    debate, turtle = example(term)
    builtin, _ = debates()
    note = "" if debate is builtin else " of the invented debate"
    kind = "Class" if term.is_class else "Property"
    return "\n".join(
        [
            f'{heading} <a id="{_anchor(term)}"></a>{kind} `od:{term.name}`\n',
            f"**{term.label}**: {term.definition}\n",
            *(f"- {name}: {value}" for name, value in _rows(term)),
            f"\n{term.example}\n",
            f"Facts{note}:\n\n```turtle\n{turtle}\n```\n",
            f"Query{note}:\n\n```sparql\n{query(term)}\n```\n",
        ]
    )


def _rows(term: Term) -> list[tuple[str, str]]:
    rows = [("address", f"`{OD}{term.name}`")]
    if not term.is_class:
        rows.append(("kind", term.kind))
    above = "subclass of" if term.is_class else "subproperty of"
    for name, values in (
        (above, term.parents), ("domain", term.domain), ("range", term.range)
    ):  # fmt: skip
        if values:
            rows.append((name, " or ".join(f"`{value}`" for value in values)))
    if term.inverse:
        rows.append(("read from object to subject", term.inverse))
    if _is_derived(term):
        rows.append(("derived", "by a rule, never coded"))
    others = "; ".join(f"{how} `{other}`" for how, other in term.alignments)
    return [*rows, ("elsewhere", others or "no alignment")]


def _is_derived(term: Term) -> bool:
    return any(OD + term.name in derived(debate) for debate in debates())


def _arrows() -> list[str]:
    """Return the lines of the picture."""
    known = {f"od:{term.name}" for term in classes() if term.name not in codes()}
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in properties():
        single = len(term.domain) == len(term.range) == 1
        ends = (term.domain + term.range) if single and not _is_derived(term) else ()
        if ends and {*ends} <= known and ends[0] != ends[1]:
            labels[ends[0], ends[1]].append(term.label)
    within = defaultdict(list)
    joined = {end for ends in labels for end in ends}
    for term in classes():
        for parent in known & {*term.parents}:
            if f"od:{term.name}" in joined:
                labels[f"od:{term.name}", parent].insert(0, "subclass of")
            else:
                within[parent].append(term.name)
    names = {end: _class_names(end, within[end]) for end in joined}
    return [
        f"    {_name(start)}[{names[start]}] -->|{', '.join(labels[start, end])}| "
        f"{_name(end)}[{names[end]}]"
        for start, end in sorted(labels)
    ]


def _class_names(term: str, subclasses: list[str]) -> str:
    return ": ".join([_name(term), *filter(None, [", ".join(sorted(subclasses))])])


def _name(term: str) -> str:
    return term.removeprefix("od:")

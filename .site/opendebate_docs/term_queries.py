"""One SPARQL query for each class and property of the ontology."""

from __future__ import annotations

from opendebate_docs.terms import Term, classes, codes

_UNNAMED = {"od:Argument", "od:Support", "od:Attack", "od:Undercut", "od:Passage", "od:Time"}
_WRITTEN = {
    "Actor": """SELECT ?name ?kind {
  ?actor a ?class ; rdfs:label ?name .
  ?class rdfs:subClassOf od:Actor ; rdfs:label ?kind
} ORDER BY ?name LIMIT 10""",
    "Argument": """SELECT ?kind (COUNT(?argument) AS ?arguments) {
  ?argument a ?class .
  ?class rdfs:subClassOf od:Argument ; rdfs:label ?kind
} GROUP BY ?kind ORDER BY ?kind""",
    "Support": """SELECT ?reason ?claim {
  ?argument a od:Support ; od:premise/rdfs:label ?reason ; od:conclusion/rdfs:label ?claim
} ORDER BY ?claim ?reason LIMIT 10""",
    "Attack": """SELECT ?objection ?claim {
  ?argument a od:Attack ; od:premise/rdfs:label ?objection ; od:conclusion/rdfs:label ?claim
} ORDER BY ?claim ?objection LIMIT 10""",
    "Undercut": """SELECT ?objection ?reason ?claim {
  ?argument a od:Undercut ; od:premise/rdfs:label ?objection ; od:undercuts ?step .
  ?step od:premise/rdfs:label ?reason ; od:conclusion/rdfs:label ?claim
} ORDER BY ?objection ?reason LIMIT 10""",
    "Passage": """SELECT ?statement ?paragraph ?from ?to {
  ?statement od:passage ?passage .
  ?passage a od:Passage ; od:paragraph ?paragraph ; od:from ?from ; od:to ?to
} ORDER BY ?paragraph ?statement LIMIT 10""",
    "Time": """SELECT ?person ?role ?time {
  ?person org:hasMembership ?membership .
  ?membership od:role ?role ; od:since|od:until ?time .
  ?time a od:Time
} LIMIT 10""",
    "explains": """SELECT ?claim ?event {
  ?property rdfs:subPropertyOf* od:explains .
  ?c ?property ?e ; rdfs:label ?claim .
  ?e rdfs:label ?event
} ORDER BY ?event ?claim LIMIT 10""",
    "participant": """SELECT ?event ?actor ?part {
  ?property rdfs:subPropertyOf* od:participant ; rdfs:label ?part .
  ?e ?property ?a ; rdfs:label ?event .
  ?a rdfs:label ?actor
} ORDER BY ?event ?actor LIMIT 10""",
    "via": """SELECT ?statement ?first {
  ?statement od:via/rdf:first/rdfs:label ?first
} ORDER BY ?statement LIMIT 10""",
    "inverseLabel": """SELECT ?label ?inverse {
  ?property rdfs:label ?label ; od:inverseLabel ?inverse
} ORDER BY ?label LIMIT 10""",
    "StoryStep": """SELECT ?step ?text {
  ?step a od:StoryStep ; od:text ?text
} ORDER BY ?step LIMIT 10""",
    "step": """SELECT ?title ?text {
  ?story dcterms:title ?title ; od:step/od:text ?text
} ORDER BY ?text LIMIT 10""",
    "formerName": """SELECT ?name ?former {
  ?entity rdfs:label ?name ; od:formerName ?former
} ORDER BY ?name LIMIT 10""",
    "passage": """SELECT ?statement (COUNT(?passage) AS ?passages) {
  ?statement od:passage ?passage
} GROUP BY ?statement ORDER BY DESC(?passages) ?statement LIMIT 10""",
    "attribution": """SELECT ?source ?from ?to {
  ?s od:attribution ?passage ; rdfs:label ?source .
  ?passage od:from ?from ; od:to ?to
} ORDER BY ?source ?from LIMIT 10""",
    "statedIn": """SELECT ?speaker ?reason {
  ?argument od:statedIn/od:speaker/rdfs:label ?speaker ; od:premise/rdfs:label ?reason
} ORDER BY ?speaker ?reason LIMIT 10""",
    "undercuts": """SELECT ?objection ?reason {
  ?undercut od:undercuts ?argument ; od:premise/rdfs:label ?objection .
  ?argument od:premise/rdfs:label ?reason
} ORDER BY ?objection ?reason LIMIT 10""",
    "reference": """SELECT ?fact ?title {
  ?f od:reference/dcterms:title ?title ; rdfs:label ?fact
} ORDER BY ?title ?fact LIMIT 10""",
    "role": """SELECT ?person ?role ?organization {
  ?p org:hasMembership ?membership ; rdfs:label ?person .
  ?membership od:role ?role ; org:organization/rdfs:label ?organization
} ORDER BY ?person ?role LIMIT 10""",
    "since": """SELECT ?person ?earliest {
  ?p org:hasMembership/od:since/od:earliest ?earliest ; rdfs:label ?person
} ORDER BY ?person LIMIT 10""",
    "until": """SELECT ?person ?role ?time {
  ?p org:hasMembership ?membership ; rdfs:label ?person .
  ?membership od:role ?role ; od:until ?time
} ORDER BY ?person ?role LIMIT 10""",
}


def query(term: Term) -> str:
    """Return a query that shows how a term is used."""
    if term.name in _WRITTEN:
        return _WRITTEN[term.name]
    return _of_class(term) if term.is_class else _of_property(term)


def _of_class(term: Term) -> str:
    variable = term.name[0].lower() + term.name[1:]
    if term.name in codes():
        return (
            f"SELECT ?code ?definition {{\n  ?{variable} a od:{term.name} ; "
            "skos:prefLabel ?code ; skos:definition ?definition\n} ORDER BY ?code"
        )
    return f"SELECT ?{variable} ?name {{\n  ?{variable} a od:{term.name} ; rdfs:label ?name\n}} ORDER BY ?{variable} LIMIT 10"  # noqa: E501


def _of_property(term: Term) -> str:
    start = _variable(term.domain, "entity")
    if term.range == ("xsd:boolean",):
        pattern = f"?{start} od:{term.name} true ; rdfs:label ?name"
        return f"SELECT ?name {{\n  {pattern}\n}} ORDER BY ?name LIMIT 10"
    if term.range and term.range[0].removeprefix("od:") in codes():
        return _counted(term, start)
    if term.kind == "object property":
        return _joined(term, start)
    value = term.name
    return f"SELECT ?{start} ?{value} {{\n  ?{start} od:{term.name} ?{value}\n}} ORDER BY ?{value} ?{start} LIMIT 10"  # noqa: E501


def _counted(term: Term, start: str) -> str:
    return (
        f"SELECT ?code (COUNT(?{start}) AS ?number) {{\n  ?{start} od:{term.name}/skos:prefLabel "
        "?code\n} GROUP BY ?code ORDER BY DESC(?number) ?code"
    )


def _joined(term: Term, start: str) -> str:
    named = not {*term.domain} & _UNNAMED
    end = _variable(term.range, "value")
    end = f"other{end.capitalize()}" if end == start else end
    left, subject = (f"{start}Name", f" ; rdfs:label ?{start}Name") if named else (start, "")
    right = f"{end}Name"
    return (
        f"SELECT ?{left} ?{right} {{\n  ?{start} od:{term.name} ?{end}{subject} .\n"
        f"  ?{end} rdfs:label ?{right}\n}} ORDER BY ?{left} ?{right} LIMIT 10"
    )


def _variable(names: tuple[str, ...], otherwise: str) -> str:
    known = {f"od:{one.name}" for one in classes()}
    if len(names) != 1 or names[0] not in known:
        return otherwise
    local = names[0].removeprefix("od:")
    return local[0].lower() + local[1:]

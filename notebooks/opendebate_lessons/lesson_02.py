"""Lesson 02, asking the graph: eight queries, judged by their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import rows
from opendebate_lessons.exercise import Exercises
from opendebate_lessons.results import judge_rows

if TYPE_CHECKING:
    from opendebate.debate import Debate

EXERCISES = Exercises("02")
_FORM = "what debate.query(...) returns"
_DERIVED = "<https://w3id.org/opendebate/graph/derived>"


@EXERCISES.add(
    1,
    form=_FORM,
    hints=(
        "A pattern has three places: subject, predicate, object.",
        "In a pattern, `a` stands for 'is of the class'. The class is od:Person.",
        'answer_02_1 = debate.query("SELECT ?who { ?who a od:Person }")',
    ),
)
def persons(answer: Any, debate: Debate) -> str:
    """Which persons are in the graph?"""
    found = judge_rows(
        answer,
        debate,
        "SELECT ?who { ?who a od:Person }",
        {
            "SELECT ?who { ?who a od:Organization }": "These are the organisations: od:Person is "
            "the class of people.",
            "SELECT ?who { ?who a od:Group }": "These are groups, such as voters. The class of "
            "single people is od:Person.",
            "SELECT ?who { VALUES ?c { od:Person od:Organization od:Group } ?who a ?c }": "These "
            "are actors of all kinds: people, organisations and groups. Keep the people.",
            "SELECT ?name { ?who a od:Person ; rdfs:label ?name }": "These are their names. The "
            "exercise asks for the persons themselves: they are IRIs.",
            "SELECT ?who { ?s od:speaker ?who }": "These are all actors that say something, "
            "also organisations. Ask for the class od:Person.",
        },
    )
    return f"Right: {len(found)} persons. An IRI names one thing, the same on the whole web."


@EXERCISES.add(
    2,
    form=_FORM,
    hints=(
        "You need two patterns. The variable that is in both joins them.",
        "The first pattern begins with actor:wendy-hall od:affirms; its object is a claim.",
        "SELECT ?text { actor:wendy-hall od:affirms ?claim . ?claim od:text … }",
    ),
)
def texts(answer: Any, debate: Debate) -> str:
    """Which texts do the claims have that Wendy Hall affirms?"""
    found = judge_rows(
        answer,
        debate,
        "SELECT ?text { actor:wendy-hall od:affirms ?claim . ?claim od:text ?text }",
        {
            "SELECT ?claim { actor:wendy-hall od:affirms ?claim }": "These are the claims' IRIs. "
            "One more pattern leads from a claim to its text.",
            "SELECT ?text { actor:wendy-hall od:denies ?claim . ?claim od:text ?text }": "That "
            "is what she denies. The exercise asks for what she affirms: od:affirms.",
            "SELECT ?text { ?who od:affirms ?claim . ?claim od:text ?text }": "That is what "
            "anybody affirms. Put actor:wendy-hall in the place of the first variable.",
            "SELECT ?text { ?claim od:text ?text }": "These are the texts of all claims. A "
            "pattern that says whose claims they are is missing, or shares no variable.",
            "SELECT ?text { ?s od:speaker actor:wendy-hall ; od:claim/od:text ?text }": "These "
            "are all claims on which she takes a stance, also what she denies.",
        },
    )
    return f"Right: {len(found)} texts. Two patterns that share a variable are a join."


@EXERCISES.add(
    3,
    form=_FORM,
    hints=(
        "Begin with the passages and their number of words: ?passage od:words ?n",
        "FILTER(…) keeps the rows for which the condition in its brackets is true.",
        "SELECT ?passage ?n { ?passage od:words ?n FILTER(?n > …) }",
    ),
)
def long_passages(answer: Any, debate: Debate) -> str:
    """Which passages have more than 20 words?"""
    pattern = "SELECT ?passage ?n {{ ?passage a od:Passage ; od:words ?n {} }}"
    found = judge_rows(
        answer,
        debate,
        pattern.format("FILTER(?n > 20)"),
        {
            pattern.format(""): "These are all passages. FILTER is missing, or true for all.",
            pattern.format("FILTER(?n >= 20)"): "A passage of 20 words does not have more than "
            "20. You have those, too: > and >= differ.",
            pattern.format("FILTER(?n < 20)"): "These have fewer than 20 words: turn the sign.",
            pattern.format("FILTER(?n <= 20)"): "These have at most 20 words: turn the sign.",
            "SELECT ?passage ?n { ?passage od:words ?n FILTER(?n > 20) }": "One of these is the "
            "article itself, which also has words. Say that ?passage a od:Passage.",
            pattern.format("FILTER(STR(?n) > '20')"): "'20' in "
            "quotation marks is text, and as text '9' comes after '20'. Leave the marks out.",
        },
        empty="If you wrote the number in quotation marks, leave them out: a number and a text "
        "cannot be compared.",
    )
    return f"Right: {len(found)} passages. A number is compared as a number, not as text."


@EXERCISES.add(
    4,
    form=_FORM,
    hints=(
        "First write the query for all models. How many are there?",
        "OPTIONAL { … } adds what is known, and keeps the row where nothing is.",
        "SELECT ?model ?developer { ?model a od:Model OPTIONAL { ?model od:developer … } }",
    ),
)
def models(answer: Any, debate: Debate) -> str:
    """Which models are there, and who develops each, where that is known?"""
    known = "SELECT ?model ?developer { ?model a od:Model ; od:developer ?developer }"
    found = judge_rows(
        answer,
        debate,
        "SELECT ?model ?developer "
        "{ ?model a od:Model OPTIONAL { ?model od:developer ?developer } }",
        {
            known: "Only models whose developer is known are left. OPTIONAL { … } around that "
            "pattern keeps the others.",
            "SELECT ?model ?developer { ?model a od:Model FILTER NOT EXISTS "
            "{ ?model od:developer [] } }": "These are only the models without a developer.",
            "SELECT ?model ?developer { ?model a od:Model . ?x od:developer ?developer }": "Each "
            "model is beside each developer: the second pattern must begin with the same "
            "variable.",
            "SELECT ?model ?name { ?model a od:Model OPTIONAL { ?model od:developer ?d . ?d "
            "rdfs:label ?name } }": "You give the developers' names. Give the developers "
            "themselves.",
            "SELECT ?name ?developer { ?model a od:Model ; rdfs:label ?name OPTIONAL { ?model "
            "od:developer ?developer } }": "You give the models' names. Give the models "
            "themselves.",
        },
    )
    without = sum(not developer for _, developer in found)
    return (
        f"Right: {len(found)} rows. {without} of them have an empty place. That means that the "
        "graph does not know the developer. It does not mean that there is none."
    )


@EXERCISES.add(
    5,
    form=_FORM,
    hints=(
        "Begin with all claims. Then take away those that are attacked.",
        "FILTER NOT EXISTS { … } keeps a row for which the pattern in it is found nowhere.",
        "SELECT ?claim { ?claim a od:Claim FILTER NOT EXISTS { ?other od:attacks … } }",
    ),
)
def unattacked(answer: Any, debate: Debate) -> str:
    """Which claims does no other claim attack?"""
    free = "SELECT ?claim {{ ?claim a od:Claim FILTER NOT EXISTS {{ {} }} }}"
    found = judge_rows(
        answer,
        debate,
        free.format("?other od:attacks ?claim"),
        {
            free.format("?claim od:attacks ?x"): "These "
            "are the claims that attack no other. Turn the pattern round: the attacking claim is "
            "the subject.",
            "SELECT ?claim { ?claim a od:Claim FILTER EXISTS { ?x od:attacks ?claim } }": "These "
            "are the claims that are attacked. NOT is missing.",
            "SELECT ?claim { ?claim a od:Claim }": "These are all claims. Does the pattern in "
            "NOT EXISTS speak of the same variable as the one before it?",
            free.format("?who od:denies ?claim"): "These "
            "are the claims that nobody denies. A claim is attacked by another *claim*: "
            "od:attacks.",
            free.format("?other od:supports ?claim"): "These "
            "are the claims that no other supports. Here it is od:attacks.",
        },
    )
    total = len(debate.list("claims"))
    return (
        f"Right: {len(found)} of {total} claims. NOT EXISTS looks in this graph alone: one "
        "article without an attack on a claim does not show that there is no attack elsewhere."
    )


@EXERCISES.add(
    6,
    form=_FORM,
    hints=(
        "Which claims support claim:open-agi in one step? Begin with those.",
        "A + behind a property follows it one step, two steps, and so on.",
        "SELECT DISTINCT ?claim { ?claim od:supports… claim:open-agi }",
    ),
)
def supporters(answer: Any, debate: Debate) -> str:
    """Which claims support claim:open-agi, over one step or more?"""
    found = judge_rows(
        answer,
        debate,
        "SELECT DISTINCT ?claim { ?claim od:supports+ claim:open-agi }",
        {
            "SELECT ?claim { ?claim od:supports claim:open-agi }": "These support it in one "
            "step. What supports *them* is missing: + follows the property further.",
            "SELECT ?claim { ?claim od:supports* claim:open-agi }": "* also takes zero steps, so "
            "the claim itself is among your rows. + takes one step at least.",
            "SELECT ?argument { ?argument od:conclusion claim:open-agi }": "These are arguments: "
            "the steps from claim to claim. The claims themselves are asked for: od:supports.",
            "SELECT ?claim { ?claim od:supports/od:supports claim:open-agi }": "These are exactly "
            "two steps away. + takes any number.",
            "SELECT ?claim { ?claim od:attacks+ claim:open-agi }": "These are attacks, and attacks "
            "on attacks. The property is od:supports.",
            "SELECT ?claim { ?claim (od:supports|od:attacks)+ claim:open-agi }": "You follow "
            "attacks as well. Follow od:supports alone.",
        },
    )
    direct = rows(debate, "SELECT ?claim { ?claim od:supports claim:open-agi }")
    return f"Right: {len(found)} claims, {len(direct)} of them directly."


@EXERCISES.add(
    7,
    form=_FORM,
    hints=(
        "GROUP BY ?who makes one row of all rows with the same ?who.",
        "(COUNT(?claim) AS ?n) counts in each group; HAVING(…) keeps groups as FILTER keeps rows.",
        "SELECT ?who (COUNT(?claim) AS ?n) { ?who od:affirms ?claim } GROUP BY ?who HAVING(…)",
    ),
)
def busy(answer: Any, debate: Debate) -> str:
    """Who affirms at least five claims, and how many?"""
    form = "SELECT ?who (COUNT({}) AS ?n) {{ {} }} GROUP BY ?who {}"
    claims, said = "?who od:affirms ?claim", "?s od:speaker ?who ; od:claim ?claim"
    number = "The right actors. Show the number, too: (COUNT(?claim) AS ?n)."
    at_least = "HAVING(COUNT(DISTINCT ?claim) >= 5)"
    found = judge_rows(
        answer,
        debate,
        form.format("?claim", claims, at_least),
        {
            form.format("?claim", claims, ""): "These are all who affirm anything. HAVING keeps "
            "those with five or more.",
            form.format("?claim", claims, "HAVING(COUNT(?claim) > 5)"): "'At least five' includes "
            "five: > and >= differ.",
            form.format("?s", f"{said} ; od:stance od:Affirms", "HAVING(COUNT(?s) >= 5)"): "That "
            "counts statements, not claims: the same claim can be affirmed twice.",
            form.format("?s", said, "HAVING(COUNT(?s) >= 5)"): "That counts statements of every "
            "stance. Claims that are affirmed are asked for: od:affirms.",
            form.format("?claim", f"{said} ; od:stance od:Affirms", at_least): "Count each claim "
            "once: COUNT(DISTINCT …), or begin with od:affirms, which holds each only once.",
            f"SELECT ?who {{ {claims} }} GROUP BY ?who {at_least}": number,
            form.format("*", "?who od:denies ?claim", ""): "That counts what is denied.",
        },
        empty="If you wrote HAVING(?n >= 5): HAVING does not know the name ?n. Write the count "
        "again: HAVING(COUNT(?claim) >= 5).",
    )
    return f"Right: {len(found)} actors. Who says much is not right for that reason."


@EXERCISES.add(
    8,
    form=_FORM,
    hints=(
        "GRAPH ?graph { … } tells in which named graph a pattern is found.",
        "Put the IRI of the graph in the place of ?graph: the one that ends with /derived.",
        f"SELECT ?p ?o {{ GRAPH {_DERIVED} {{ actor:wendy-hall ?p ?o }} }}",
    ),
)
def concluded(answer: Any, debate: Debate) -> str:
    """Which facts about Wendy Hall were concluded by rules?"""
    hall, any_graph = "actor:wendy-hall ?p ?o", "GRAPH ?graph"
    register = _DERIVED.replace("derived", "register")
    found = judge_rows(
        answer,
        debate,
        f"SELECT ?p ?o {{ GRAPH {_DERIVED} {{ {hall} }} }}",
        {
            f"SELECT ?p ?o {{ {hall} }}": "These are the facts of all graphs together. Put GRAPH "
            "<…/derived> { … } around the pattern, with the whole IRI.",
            f"SELECT ?p ?o {{ {any_graph} {{ {hall} }} }}": "That takes every graph in turn. Write "
            "the IRI of the graph of rules in the place of the variable.",
            f"SELECT ?p ?o {{ GRAPH {register} {{ {hall} }} }}": "These were written down by a "
            "person. The graph of what rules conclude ends with /derived.",
            f"SELECT ?s ?p {{ GRAPH {_DERIVED} {{ ?s ?p actor:wendy-hall }} }}": "In these facts "
            "she is the object. Put her first: the subject.",
            f"SELECT ?s ?p ?o {{ GRAPH {_DERIVED} {{ ?s ?p ?o }} }}": "These are concluded facts "
            "about everybody. Put actor:wendy-hall first.",
        },
    )
    return (
        f"Right: {len(found)} facts. Nobody wrote them down: rules concluded them from "
        "statements. The graph keeps them apart from what was read in a source."
    )

"""Traces in words: what each line of a tree says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from opendebate.ask.affirmed_claims import NO_EFFECT
from opendebate.ask.entities import Entity
from opendebate.ask.quoting import quote_ends
from opendebate.ask.statements import Passage, Statement, time_order
from opendebate.ask.text_tree import Branch
from opendebate.ask.trace_model import Bearing, Dispute, Node, Reason, Trace

PassageReader = Callable[[str, Passage], str | None]
# In the passive: it is right for one speaker and for many, and for groups.
_TAKEN = {
    "affirms": "affirmed by",
    "denies": "denied by",
    "doubts": "doubted by",
    "concedes": "conceded by",
}
_AGAINST = {
    "attack": "disputed by",
    "undercut": "step disputed by",
    "support": "supported by",
}
_BEARS = {
    "attack": "speaks against",
    "undercut": "disputes a step to",
    "support": "speaks for",
}
UNKNOWN_PASSAGE = "passage unknown"
_WHOLE = {"denial", "affirmation"}  # disputes that name no claim of their own


def render_trace(trace: Trace, spoken: PassageReader | None = None) -> Branch:
    """Return a trace as a tree of words.

    Parameters
    ----------
    trace : Trace
    spoken : callable, optional
        Given a source's id and a passage, returns the passage's own words where the article is
        at hand.
    """
    focus = trace.focus
    teller = _Teller(spoken or (lambda *_: None), focus.iri)
    roles = "; ".join(trace.roles)
    about = f"{focus.kind} · {roles}" if roles else focus.kind
    branches: Iterable[Branch] = (teller.node(node) for node in trace.nodes)
    silent = "Nothing is said by it or" if focus.kind == "actor" else "No claim is"
    nothing = Branch(f"{silent} about it. 'opendebate show {focus.id}' shows what is known.")
    return Branch(
        f"{focus.name} [{focus.id}] · {about}",
        style="focus",
        branches=tuple(branches) or (nothing,),
    )


def format_citation(one: Statement) -> str:
    """Return where a statement stands and how it got there, in words.

    For example: “Why Meta opened up”, ¶3 “In the wrong … deal of harm” (14 words), verbatim, via
    The Guardian, 2024-01-22 to 2024-01-28.
    """
    places, before = [], None
    for place in one.passages:
        paragraph = f"¶{place.paragraph} " if place.paragraph and place.paragraph != before else ""
        before = place.paragraph
        words = f"{place.words} word{'s' * (place.words != 1)}" if place.words else "not sealed"
        places.append(f"{paragraph}{quote_ends(place.first, place.last)} ({words})")
    where = " and ".join(places) or UNKNOWN_PASSAGE
    return f"“{one.source.name}”, {where}, {format_mode(one)}"


def format_names(things: Iterable[object]) -> str:
    """Return names joined as one says them.

    Examples
    --------
    >>> tell_names(["Ann", "Ben", "Cleo"])
    'Ann, Ben and Cleo'
    """
    names = [str(getattr(one, "name", one)) for one in things]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def format_mode(one: Statement) -> str:
    """Return how a statement reached the source: its mode and carriers, and when it was said."""
    carried = f", via {', then '.join(carrier.name for carrier in one.via)}" if one.via else ""
    when = format_dates(one.earliest, one.latest)
    return one.mode + carried + (f", {when}" if when else ", undated")


def format_stance(one: Statement) -> str:
    """Return who takes a stance, and in what role.

    For example: “denied by Wendy Hall (affiliated with the UN)”.
    """
    narrator = " (narrator)" if one.narrated else ""
    gone = f"; later {format_names(one.given_up_by)} took the opposite stance" * bool(
        one.given_up_by
    )
    return f"{_TAKEN[one.stance]} {format_names(one.speakers)}{narrator}{format_role(one)}{gone}"


def format_role(one: Statement) -> str:
    """Return in what role a statement's speaker speaks, in brackets; empty where none is told.

    A body takes the stance too where the speaker speaks on its behalf, and only there.
    """
    told = (
        f"on behalf of {one.on_behalf_of.name}" if one.on_behalf_of else "",
        f"affiliated with {one.affiliation.name}" if one.affiliation and _apart(one) else "",
        f"as {one.capacity}" if one.capacity else "",
    )
    words = ", ".join(filter(None, told))
    return f" ({words})" if words else ""


def _apart(one: Statement) -> Entity | None:
    """Return the affiliation, unless the speaker speaks on its behalf anyway."""
    return one.affiliation if one.affiliation != one.on_behalf_of else None


def format_stances(said: Sequence[Statement], actor: str) -> str:
    """Return the stances of somebody on a claim, in order: “affirms, later denies”."""
    ordered = sorted(said, key=time_order)
    gone = {one.iri for one in said if actor in {who.iri for who in one.given_up_by}}
    old = _joined(one for one in ordered if one.iri in gone)
    new = _joined(one for one in ordered if one.iri not in gone)
    return ", later ".join(filter(None, [old, new]))


def _joined(said: Iterable[Statement]) -> str:
    told = (one.stance + " (hypothetical)" * (one.mode == "hypothetical") for one in said)
    return " and ".join(dict.fromkeys(told))


def format_dates(earliest: str | None, latest: str | None = None) -> str:
    """Return the time between two days, as short as it can be said.

    Examples
    --------
    >>> tell_dates("2023-02-01", "2023-02-28")
    '2023-02'
    >>> tell_dates("2024-01-22", "2024-01-28")
    '2024-01-22 to 2024-01-28'
    >>> tell_dates("2023-06-01", "2023-09-30")
    '2023-06 to 2023-09'
    """
    from opendebate.coding.dates import edtf

    return edtf(earliest, latest).replace("/", " to ")


def _without_effect(relation: str, *, voiced: bool) -> tuple[Branch, ...]:
    """Return that a claim bears on nothing, where nobody affirms it: the rule of `od:voiced`."""
    return () if voiced else (Branch(NO_EFFECT[f"{relation}s"], style="where"),)


class _Teller:
    """Turns the parts of a trace into branches."""

    def __init__(self, spoken: PassageReader, focus: str) -> None:
        self.spoken, self.focus = spoken, focus

    def own(self, one: Statement) -> bool:
        """Return whether the thing that is traced makes the statement itself."""
        return self.focus in {voice.iri for voice in one.voices}

    def node(self, node: Node) -> Branch:
        lead = "claim"
        if node.statements and all(map(self.own, node.statements)):
            lead = format_stances(node.statements, self.focus)
        return Branch(
            f"{node.claim.name} [{node.claim.id}]",
            lead=lead,
            style="claim",
            branches=tuple(self.below(node, top=True)),
        )

    def below(self, node: Node, *, top: bool = False) -> Iterator[Branch]:
        for one in node.statements:
            yield from self.where(one, named=not (top and self.own(one)))
        if node.others:
            yield Branch(self.whose(node.others), lead="also", style="where")
        if node.repeated:
            yield Branch("its reasons and disputes stand above", style="where")
        for reason in node.reasons:
            yield self.reason(reason)
        yield from self.disputes(node.disputes)
        for told in node.elsewhere:
            yield Branch(told, lead="reported differently elsewhere", style="dispute")
        for bearing in node.bearings:
            yield self.bearing(bearing)
        for policy in node.policies:
            yield Branch(f"{policy.name} [{policy.id}]", lead="policy in response", style="policy")

    def where(
        self, one: Statement, *, named: bool = True, style: str = "where"
    ) -> Iterator[Branch]:
        lead = format_stance(one) if named else f"where ({one.stance})"
        spoken = [self.spoken(one.source.id, place) for place in one.passages]
        below = tuple(Branch(words, style="words") for words in spoken if words)
        yield Branch(format_citation(one), lead=lead, style=style, branches=below)

    def whose(self, said: Sequence[Statement]) -> str:
        held = {one.iri for s in said if s.mode != "hypothetical" for one in s.voices}
        last = {one.iri for s in said for one in s.voices if one not in s.given_up_by}
        return format_names(
            one.name
            + " (hypothetical)" * (one.iri not in held)
            + " (who later says the opposite)" * (one.iri not in last)
            for one in dict.fromkeys(voice for s in said for voice in s.voices)
        )

    def reason(self, reason: Reason) -> Branch:
        others = [one for one in reason.speakers if one.iri != self.focus]
        by = f", {format_names(reason.speakers)}" if others else ""
        basis = f"stated{by}" if reason.stated else "analytic"
        below = (
            *self.below(reason.node),
            *_without_effect("support", voiced=reason.voiced),
            *self.disputes(reason.undercuts),
        )
        text = f"{reason.node.claim.name} [{reason.node.claim.id}]"
        return Branch(text, lead=f"because ({basis})", style="reason", branches=below)

    def bearing(self, bearing: Bearing) -> Branch:
        basis = "stated" if bearing.stated else "analytic"
        who = f", affirmed by {format_names(bearing.speakers)}" if bearing.speakers else ""
        lead = _BEARS[bearing.relation]
        text = f"{bearing.claim.name} [{bearing.claim.id}]{who}"
        below = _without_effect(bearing.relation, voiced=bearing.voiced)
        return Branch(text, lead=f"{lead} ({basis})", style=bearing.relation, branches=below)

    def disputes(self, disputes: Iterable[Dispute], *, answer: bool = False) -> Iterator[Branch]:
        for one in disputes:
            if one.relation in _WHOLE:
                for said in one.statements:
                    yield from self.where(said, style="dispute")
            else:
                yield self.dispute(one, answer=answer)

    def dispute(self, dispute: Dispute, *, answer: bool = False) -> Branch:
        by = f", {format_names(dispute.speakers)}" if dispute.speakers else ""
        basis = f"stated{by}" if dispute.stated else "analytic"
        text = f"{dispute.claim.name} [{dispute.claim.id}]"
        lead = f"{'answered by' if answer else _AGAINST[dispute.relation]} ({basis})"
        below: list[Branch] = []
        for one in dispute.statements:
            below += self.where(one)
        if not (dispute.statements or dispute.speakers):
            below.append(Branch("no statement in the sources says so", style="where"))
        below += self.disputes(dispute.answers, answer=True)
        below += _without_effect(dispute.relation, voiced=dispute.voiced)
        against = not answer and dispute.relation != "support"
        if against and dispute.voiced and not dispute.answers:
            below.append(Branch("nobody answers this", style="where"))
        return Branch(text, lead=lead, style="dispute", branches=tuple(below))

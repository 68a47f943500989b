"""Traces in words: what each line of a tree says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from opendebate.ask.statements import Place, Statement
from opendebate.ask.trace import Bearing, Dispute, Node, Reason, Trace
from opendebate.ask.tree import Branch

Spoken = Callable[[str, Place], str | None]
_VERBS = {"affirms": "affirm", "denies": "deny", "doubts": "doubt", "concedes": "concede"}
_AGAINST = {
    "attack": "disputed by",
    "undercut": "step disputed by",
    "denial": "denied by",
    "affirmation": "affirmed by",
    "support": "supported by",
}
_WHOLE = {"denial", "affirmation"}  # disputes that name no claim of their own


def tell_trace(trace: Trace, spoken: Spoken | None = None) -> Branch:
    """Return a trace as a tree of words.

    Parameters
    ----------
    trace : Trace
    spoken : callable, optional
        Given a source's id and a passage, returns the passage's own words where the article is
        at hand.
    """
    focus = trace.focus
    teller = _Teller(spoken or (lambda *_: None), own=focus.kind == "actor")
    roles = "; ".join(trace.roles)
    about = f"{focus.kind} · {roles}" if roles else focus.kind
    branches: Iterable[Branch] = (teller.node(node) for node in trace.nodes)
    nothing = Branch("Nobody in the sources says anything about it.")
    return Branch(
        f"{focus.name} [{focus.id}] · {about}",
        style="focus",
        branches=tuple(branches) or (nothing,),
    )


def tell_where(one: Statement) -> str:
    """Return where a statement stands and how it got there, in words.

    For example: “Why Meta opened up”, ¶3 “In the wrong … deal of harm” (14 words), verbatim, via
    The Guardian.
    """
    places, before = [], None
    for place in one.places:
        paragraph = f"¶{place.paragraph} " if place.paragraph and place.paragraph != before else ""
        before = place.paragraph
        ends = place.first if place.first == place.last else f"{place.first} … {place.last}"
        words = f"{place.words} word{'s' * (place.words != 1)}" if place.words else "not sealed"
        places.append(f"{paragraph}“{ends}” ({words})")
    return f"“{one.source.name}”, {' and '.join(places)}, {tell_manner(one)}"


def tell_names(things: Iterable[object]) -> str:
    """Return names joined as one says them.

    Examples
    --------
    >>> tell_names(["Ann", "Ben", "Cleo"])
    'Ann, Ben and Cleo'
    """
    names = [str(getattr(one, "name", one)) for one in things]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def tell_manner(one: Statement) -> str:
    """Return how a statement reached the source: its mode and carriers."""
    carried = f", via {', then '.join(carrier.name for carrier in one.via)}" if one.via else ""
    return one.mode + carried


class _Teller:
    """Turns the parts of a trace into branches."""

    def __init__(self, spoken: Spoken, *, own: bool) -> None:
        self.spoken, self.own = spoken, own

    def node(self, node: Node) -> Branch:
        lead = "claim"
        if self.own and node.statements:
            lead = " and ".join(dict.fromkeys(one.stance for one in node.statements))
        return Branch(
            f"{node.claim.name} [{node.claim.id}]",
            lead=lead,
            style="claim",
            branches=tuple(self.below(node, named=not self.own)),
        )

    def below(self, node: Node, *, named: bool) -> Iterator[Branch]:
        for one in node.statements:
            yield from self.where(one, named=named)
        if node.others:
            yield Branch(self.whose(node.others), lead="also", style="where")
        if node.repeated:
            yield Branch("its reasons and disputes stand above", style="where")
        for reason in node.reasons:
            yield self.reason(reason)
        for dispute in node.disputes:
            yield self.dispute(dispute)
        for bearing in node.bearings:
            yield self.bearing(bearing)
        for policy in node.policies:
            yield Branch(f"{policy.name} [{policy.id}]", lead="policy in response", style="policy")

    def where(self, one: Statement, *, named: bool) -> Iterator[Branch]:
        role = f" (for {one.speaks_for.name})" if one.speaks_for and named else ""
        speaker = tell_names(one.speakers) + (" (narrator)" if one.narrated else "")
        verb = _VERBS[one.stance] if len(one.speakers) > 1 else one.stance
        lead = f"{speaker}{role} {verb}" if named else "where"
        spoken = [self.spoken(one.source.id, place) for place in one.places]
        below = tuple(Branch(words, style="words") for words in spoken if words)
        yield Branch(tell_where(one), lead=lead, style="where", branches=below)

    def whose(self, said: Sequence[Statement]) -> str:
        return tell_names(dict.fromkeys(speaker.name for one in said for speaker in one.speakers))

    def reason(self, reason: Reason) -> Branch:
        by = f", {tell_names(reason.speakers)}" if reason.speakers and not self.own else ""
        basis = f"stated{by}" if reason.stated else "analytic"
        below = (
            *self.below(reason.node, named=True),
            *(self.dispute(one) for one in reason.undercuts),
        )
        text = f"{reason.node.claim.name} [{reason.node.claim.id}]"
        return Branch(text, lead=f"because ({basis})", style="reason", branches=below)

    def bearing(self, bearing: Bearing) -> Branch:
        basis = "stated" if bearing.stated else "analytic"
        who = f", which {tell_names(bearing.speakers)} affirm" if bearing.speakers else ""
        who += "s" if len(bearing.speakers) == 1 else ""
        lead = "speaks for" if bearing.relation == "support" else "speaks against"
        text = f"{bearing.claim.name} [{bearing.claim.id}]{who}"
        return Branch(text, lead=f"{lead} ({basis})", style=bearing.relation)

    def dispute(self, dispute: Dispute, *, answer: bool = False) -> Branch:
        if dispute.relation in _WHOLE:
            text, lead = self.whose(dispute.statements), _AGAINST[dispute.relation]
        else:
            basis = "stated" if dispute.stated else "analytic"
            text = f"{dispute.claim.name} [{dispute.claim.id}]"
            lead = f"{'answered' if answer else _AGAINST[dispute.relation]} ({basis})"
            lead = lead.replace("answered", "answered by")
        below: list[Branch] = []
        for one in dispute.statements:
            below += self.where(one, named=True)
        if not dispute.statements:
            below.append(Branch("no statement in the sources says so", style="where"))
        below += [self.dispute(one, answer=True) for one in dispute.answers]
        if not answer and not dispute.answers and dispute.relation in {"attack", "undercut"}:
            below.append(Branch("nobody answers this", style="where"))
        return Branch(text, lead=lead, style="dispute", branches=tuple(below))

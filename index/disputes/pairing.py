"""Which claims of its article a denial denies.

A denial names what it denies, or points back. Named words are looked for in what other sources
claim; what points back ("this information") means the nearest claims of another source, and of
those the ones that the denier goes on to negate, where the denier goes on. In doubt there is
no dispute: a false "disputed" is worse than a missing one.
"""

from collections.abc import Iterator, Sequence

from index.claims import told as told_in
from index.disputes.debate import Debate, Denied, Statement
from index.disputes.identity import identity_of
from index.model import Claim, Sentence, Span, Strength

NEAR = 6
"""Sentences before a denial in which that to which it points back is looked for."""

FAR = 14
"""Sentences on either side of a denial in which that which it names is looked for."""

MOST = 3
"""Claims that one denial names, at most."""

NAMED = 0.5
"""Least share of the denied words, by weight, that a claim must have."""

SURELY = 0.7
"""The same where the denial's own sentence tells the claim, too."""

UNATTRIBUTED = 0.75
"""The same of what the article says by itself, without a word that somebody claims it."""

LINKED = 0.3
"""Least share that a claim directly before a denial must have for "may concern"."""

Pair = tuple[Strength, Claim]
"""A claim that is denied, and how surely: the strength that the pairing allows."""


def paired(debate: Debate) -> Iterator[tuple[Denied, list[Pair]]]:
    """Every denial of an article with the claims that it denies, which may be none."""
    seen: set[Sentence] = set()
    for denied in debate.denied:
        again = denied.denial.verdict and denied.sentence in seen and not denied.keys
        seen.add(denied.sentence)
        if not again:  # "denied the claims, calling them lies" is one denial
            yield denied, _paired(debate, denied)


def _paired(debate: Debate, denied: Denied) -> list[Pair]:
    """The claims that one denial denies, each with the strength that the pairing allows."""
    others = [s for s in debate.statements if debate.may_concern(denied, s)]
    embedded = told_in(debate.article, denied.denial, denied.sentence)
    by_itself: list[Pair] = [(denied.denial.grade, embedded)] if embedded else []
    if denied.denial.appended:
        return _in_its_sentence(debate, denied, others)
    if denied.guilt:
        return by_itself or _accusations(debate, denied, others)
    if denied.keys:
        least = SURELY if embedded else NAMED
        pairs = by_itself + _named(debate, denied, others, least)
        if not pairs and debate.says_such(denied):
            pairs = _pointed_at(debate, denied, others)
        return pairs or _adjacent(debate, denied, others)
    return _in_its_sentence(debate, denied, others) or _pointed_at(debate, denied, others)


def _in_its_sentence(debate: Debate, denied: Denied, others: Sequence[Statement]) -> list[Pair]:
    """What the sentence of a denial says before it: "X claimed A, but Y denied it"."""
    grade, sentence = denied.denial.grade, denied.sentence
    inside = [s for s in others if denied.sentence in s.claim.sentences]
    if inside:
        return [(grade, s.claim) for s in _innermost(inside)]
    if debate.joined(denied):
        return [(grade, Claim(debate.article.id, (sentence,)))]
    return []


def _named(
    debate: Debate, denied: Denied, others: Sequence[Statement], enough: float
) -> list[Pair]:
    """The claims that have the words which the denial names."""
    scored: list[tuple[float, Statement]] = []
    for other in _by_claimant(debate, denied, others):
        share = _share(debate, denied, other, enough)
        if share:
            scored.append((share, other))
    best = max((share for share, _ in scored), default=0.0)
    meant = _innermost([s for share, s in scored if share >= 0.8 * best])
    nearest = sorted(meant, key=lambda s: abs(s.first - denied.statement.first))[:MOST]
    return [(denied.denial.grade, s.claim) for s in nearest]


def _share(debate: Debate, denied: Denied, other: Statement, enough: float) -> float:
    """How much of what a denial names a claim has; 0 where that is too little."""
    distance = abs(other.first - denied.statement.first)
    held = debate.keys(other.claim)
    shared = denied.keys & held
    names = denied.keys & debate.topics.names
    if distance > FAR or (names and not names & held) or debate.agrees(denied, other.claim):
        return 0.0
    own = denied.statement.who.names if denied.statement.who else frozenset()
    if own and distance > 1 and debate.of_oneself(denied) and not own & held:
        return 0.0  # "denied that it sold sour milk": the claim must name who sold it
    spoken = other.who is not None or debate.holds(other.claim, "alleging")
    words, least = (2, enough) if spoken else (3, UNATTRIBUTED)
    if len(denied.keys) == 1 and distance <= 1:
        words = 1  # "denied such an arrest"
    if debate.holds(other.claim, "unasserted") or other.who is None:
        least = max(least, SURELY)
    share = debate.topics.share(denied.keys, held)
    return share if len(shared) >= words and share >= least else 0.0


def _pointed_at(debate: Debate, denied: Denied, others: Sequence[Statement]) -> list[Pair]:
    """The claims that "this information" or "it" most likely means: the nearest, and only if
    something besides nearness speaks for it, or nothing stands between."""
    before = _before(debate, denied, _by_claimant(debate, denied, others))
    if not before or denied.statement.first - before[0].last > 1:
        told_before = _told_before(debate, denied)
        if told_before or not before:
            return told_before
    run = _run(before)
    meant = [s for s in run if denied.negated & debate.keys(s.claim)]
    if meant:
        return [(denied.denial.grade, s.claim) for s in _innermost(meant)]
    nearest = run[0]
    gap = denied.statement.first - nearest.last
    accused = denied.statement.who.names if denied.statement.who else frozenset()
    charge = debate.holds(nearest.claim, "accusing")
    against = charge or bool(accused & debate.keys(nearest.claim))
    named = denied.denial.claimant is not None
    if not named and gap > (3 if against else 1):
        return []
    told = denied.denial.said and nearest.who is not None and gap <= 1
    sure = against or named or told or len(debate.goes_on(denied) & debate.keys(nearest.claim)) > 1
    strength: Strength = denied.denial.grade if sure else "may concern"
    return [(strength, s.claim) for s in _innermost([nearest])]


def _told_before(debate: Debate, denied: Denied) -> list[Pair]:
    """What the article itself tells directly before "denied the report"."""
    if denied.denial.verdict or denied.denial.claimant or not debate.says_report(denied):
        return []
    return [
        ("may concern", s.claim)
        for s in debate.statements
        if s.who is None
        and s.claim.attribution is None
        and s.last == denied.statement.first - 1
        and debate.may_concern(denied, s)
    ]


def _accusations(debate: Debate, denied: Denied, others: Sequence[Statement]) -> list[Pair]:
    """The nearest accusation of the denier, where nothing but guilt is denied."""
    who = denied.statement.who
    accused = debate.accused(denied) | (who.names if who else frozenset())
    for statement in _before(debate, denied, others):
        claim = statement.claim
        accuses = debate.holds(claim, "accusing") and accused & debate.keys(claim)
        if accuses and not debate.negated(claim):
            return [(denied.denial.grade, claim)]
    return []


def _adjacent(debate: Debate, denied: Denied, others: Sequence[Statement]) -> list[Pair]:
    """The claim of another named source directly before, if anything in it has to do with what
    is denied."""
    before = [s for s in _before(debate, denied, others) if s.who and s.who.names]
    if not before or denied.statement.first - before[0].last > 1:
        return []
    for statement in _run(before):
        linked = debate.topics.share(denied.keys, debate.keys(statement.claim)) >= LINKED
        if linked and not debate.agrees(denied, statement.claim):
            return [("may concern", statement.claim)]
    return []


def _before(debate: Debate, denied: Denied, others: Sequence[Statement]) -> list[Statement]:
    """What other sources claim shortly before a denial, nearest first."""
    return [
        s
        for s in reversed(others)
        if s.claim.span.start < denied.denial.cue.start
        and denied.statement.first - s.last <= NEAR
        and (s.who is not None or debate.holds(s.claim, "alleging"))
        and not debate.asks(s.claim)
    ]


def _by_claimant(
    debate: Debate, denied: Denied, others: Sequence[Statement]
) -> Sequence[Statement]:
    """What the named claimant says; everything where a denial names none."""
    claimant = denied.denial.claimant
    if claimant is None:
        return others
    who = identity_of(debate.article, (claimant,))
    names = debate.topics.keys(claimant)
    return [
        s
        for s in others
        if (s.who is not None and s.who.same(who))
        or (s.who is None and names & debate.keys(s.claim))
    ]


def _run(before: Sequence[Statement]) -> list[Statement]:
    """The nearest claim and those directly before it by the same source."""
    run = [before[0]]
    for statement in before[1:]:
        one, other = run[-1].who, statement.who
        if one is None or other is None or not one.same(other):
            break
        if run[-1].first - statement.last > 1:
            break
        run.append(statement)
    return run


def _innermost(statements: Sequence[Statement]) -> list[Statement]:
    """Of statements with the same sentences the one that says least besides: in "the agency
    said the nurse claimed" what the nurse claimed."""
    best: dict[Span, Statement] = {}
    for statement in statements:
        known = best.get(statement.claim.span)
        if known is None or _length(statement) < _length(known):
            best[statement.claim.span] = statement
    return list(best.values())


def _length(statement: Statement) -> int:
    return sum(len(span) for span in statement.claim.content)


def answers(debate: Debate) -> Iterator[tuple[Claim, list[Pair]]]:
    """Quotations in which somebody who is accused says "I did not" or "we have never", with
    the accusation directly before."""
    accusation: Statement | None = None
    for statement in debate.statements:
        claim = statement.claim
        if (
            accusation is not None
            and statement.first - accusation.last in (1, 2)
            and statement.who is not None
            and not (accusation.who and accusation.who.same(statement.who))
            and debate.answers(claim)
            and not debate.beside_denial(claim)
        ):
            held = debate.keys(accusation.claim)
            accused = bool(statement.who.names & held)
            share = debate.topics.share(debate.negated(claim), held)
            if share >= (0.1 if accused else LINKED):
                yield claim, [("denies", accusation.claim)]
        if debate.holds(claim, "accusing") and not debate.beside_denial(claim):
            accusation = statement

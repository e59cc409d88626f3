"""Denials: where a sentence tells that somebody disputes what somebody says.

Never by a cue alone: "declined to deny", "was denied a visa", "rejected the plan" dispute
nothing. A cue counts by what stands beside it:
    deny      anything but what is withheld ("denied him entry")
    dispute   something said, or a clause
    reject    something said ("the allegation"), or "as false"; not by a court
    doubt     something said, or a clause
    false     something said, and what "is untrue" or is "called a lie"
The words are in index/lexicon/denials.*.txt, by language.
"""

from dataclasses import replace
from functools import cache, lru_cache

from index.denials.clauses import QUOTES, Lexicon, Reading, lexicon, may_hold
from index.denials.denying import (
    LONGEST_SUBJECT,
    Denial,
    Grade,
    clause_at,
    denier_of,
    undone,
    unreal,
)
from index.denials.verdicts import as_untrue, called_untrue
from index.lexicon import UNDERSTOOD
from index.model import Span

_CUES = ("deny", "dispute", "reject", "doubt", "phrase", "false", "true")
_GRADES: dict[str, Grade] = {"deny": "denies", "doubt": "doubts"}  # others reject
_PARTICIPLES = ("ed", "shot_down", "enti", "entie", "entis", "enties", "é", "ée", "és", "ées")


@lru_cache(maxsize=1_024)  # claims and disputes of one article ask for the same sentences
def denials(text: str, sentence: Span, language: str) -> tuple[Denial, ...]:
    """The denials in one sentence of `text`, in the order of their cues."""
    found: list[Denial] = []
    for one in _lexicons(language):
        if not may_hold(sentence.of(text), one):
            continue
        reading = Reading.of(text, sentence, one)
        for at, end, kind in reading.cues():
            denial = _judged(reading, at, end, kind)
            if denial and not any(denial.cue.overlaps(other.cue) for other in found):
                found.append(denial)
    return tuple(sorted(found, key=lambda denial: denial.cue))


@cache
def _lexicons(language: str) -> list[Lexicon]:
    understood = (language,) if language in UNDERSTOOD else UNDERSTOOD
    return [lexicon("denials", one, _CUES) for one in understood]


# Judging a cue


def _judged(  # noqa: C901, PLR0911 - a list of what is no denial reads best in one piece
    reading: Reading, at: int, end: int, kind: str
) -> Denial | None:
    """The denial that the cue from token `at` to before `end` makes, if it makes one."""
    cue = reading.span(at, end)
    if cue is None or reading.words[-1] == "?":
        return None
    if kind in ("false", "true"):
        return called_untrue(reading, at, end, kind)
    if undone(reading, at) or unreal(reading, at):
        return None
    if kind == "phrase" and reading.listed(at - 1, "relative") and at > 1:
        return None  # "a crime that never happened"
    if kind == "phrase":
        if reading.word(end - 1) == "lying":  # "the ministry is lying": about its own claim
            return Denial(cue, "denies", claimant=denier_of(reading, at), verdict=True)
        return Denial(cue, "denies", reading.span(end, reading.phrase_end(end)), verdict=True)
    if kind in ("reject", "deny") and _ruled(reading, at):
        return None
    grade = _GRADES.get(kind, "rejects")
    if reading.words[at].endswith(_PARTICIPLES):
        subject_end = _passive(reading, at, end)
        if subject_end is not None:
            return _passively(reading, subject_end, end, Denial(cue, grade))
        if _describes(reading, at):
            return None
    describes = reading.words[at].endswith("ing") and reading.listed(at - 1, "preposition")
    if describes and reading.listed(end, "claim"):
        return None  # "amid contradicting reports"
    behind = reading.span(end, reading.clause_end(end))
    denier = denier_of(reading, at)
    return _object(reading, end, kind, Denial(cue, grade, object=behind, denier=denier))


def _passive(reading: Reading, at: int, end: int) -> int | None:
    """The token after the subject of a passive cue ("reports were denied by"); None where the
    cue is not passive."""
    start = at
    while reading.listed(start - 1, "be", "have") or reading.adverb(start - 1):
        start -= 1
    if any(reading.listed(n, "be") for n in range(start, at)):
        return start
    if _by(reading, end) is not None:  # "a claim disputed by two officials"
        near = reading.noun("claim", max(0, at - 3), at)
        return None if near is None else start
    return None


def _passively(reading: Reading, subject_end: int, end: int, denial: Denial) -> Denial | None:
    """A passive denial: what is denied stands before it and must be something said."""
    start = reading.clause_start(subject_end)
    noun = reading.noun("claim", start, subject_end)
    if noun is None:
        return None
    by = _by(reading, end)
    denier = reading.span(by + 1, reading.phrase_end(by + 1)) if by is not None else None
    begins = noun + 1 + reading.listed(noun + 1, "content_of")
    denied = reading.span(begins, subject_end) if begins < subject_end else None
    return replace(denial, denied=denied, claimant=reading.owner(start, noun), denier=denier)


def _by(reading: Reading, end: int) -> int | None:
    """The token "by" behind a passive cue, a time between them passed over."""
    while reading.listed(end, "time", "time_opens") or reading.adverb(end):
        end += 1
    return end if reading.word(end) in ("by", "par") else None


def _describes(reading: Reading, at: int) -> bool:
    """Whether the participle describes a thing: "the disputed border", "hotly contested"."""
    if any(reading.listed(before, "have", "be") for before in reading.before_verb(at)):
        return False
    while reading.adverb(at - 1):
        at -= 1  # "a hotly disputed claim"
    before = reading.word(at - 1)
    if before in ("that", "who", "which", "and", "but", "or", "qui", "et", "mais"):
        return False
    return (
        at == 0
        or before.endswith(("'s", "s'"))
        or before in ("-", "'")
        or reading.listed(at - 1, "determiner", "preposition")
    )


def _ruled(reading: Reading, at: int) -> bool:
    """Whether a court or the like stands before the cue."""
    return any(reading.listed(n, "tribunal") for n in range(max(0, at - 8), at))


# What follows a cue


def _object(  # noqa: C901, PLR0911 - as above
    reading: Reading, start: int, kind: str, denial: Denial
) -> Denial | None:
    """The denial with what the cue denies; None where that is nothing a source could claim."""
    limit = reading.clause_end(start)
    first = _after_adverbials(reading, start, limit, kind)
    alone = _alone(reading, first + 1, limit)
    pointing = reading.listed(first, "that") and reading.listed(first + 1, "claim")
    if kind == "reject" and as_untrue(reading, first, limit):
        return replace(denial, said=reading.noun("claim", first, limit) is not None)
    lone = reading.listed(first, "preposition") and not reading.listed(first, "that", "whether")
    if lone and not reading.words[start - 1].endswith(_PARTICIPLES):
        return None  # "a territorial dispute with", "no doubt about"
    if first >= limit or not reading.words[first][0].isalnum() or lone:
        inflected = reading.words[start - 1].endswith(("s", *_PARTICIPLES))
        if kind not in ("deny", "dispute") or not (kind == "deny" or inflected):
            return None
        known = kind == "deny" or denial.denier is not None  # not "territorial disputes,"
        if known and _antecedent_before(reading, start - 1):
            return replace(denial, appended=True)
        return denial if _pronoun_before(reading, start) else None
    pointing = pointing or (reading.listed(first, "that") and _short(reading, first + 1, limit))
    if reading.listed(first, "that", "whether") and not alone and not pointing:
        clause = replace(denial, denied=clause_at(reading, first + 1, limit))
        return clause if kind != "reject" else None
    if reading.listed(first, "pronoun", "that") and alone:
        return denial if kind in ("deny", "dispute") else None
    end = reading.phrase_end(first)
    said = reading.noun("claim", first, end)
    if said is not None:
        return _something_said(reading, first, said, limit, denial)
    notion = reading.noun("notion", first, end)
    if notion is not None:
        told = reading.listed(notion + 1, "that") or reading.word(notion + 1) in ("of", "de")
        return replace(denial, denied=clause_at(reading, notion + 2, limit)) if told else None
    if kind != "deny" or _withheld(reading, first, end):
        return None
    misdeed = reading.noun("misdeed", first, end)
    generic = misdeed is not None and reading.word(misdeed + 1) not in ("of", "between", "with")
    return replace(denial, denied=clause_at(reading, first, limit), misdeed=generic)


def _after_adverbials(reading: Reading, start: int, limit: int, kind: str) -> int:
    """The token after "on Monday", "categorically", "in a statement"; after "about" in
    "doubts about"."""
    at = start
    while at < limit:
        end = at
        while end < limit and reading.listed(end, "time_opens"):
            end += 1
        if end < limit and reading.listed(end, "time"):
            at = end + 1
        elif (
            reading.adverb(at)
            or reading.words[at] in QUOTES
            or (
                kind == "doubt"
                and reading.listed(at, "preposition")
                and not reading.listed(at, "that")
            )
        ):
            at += 1
        else:
            break
    return at


def _alone(reading: Reading, at: int, limit: int) -> bool:
    """Whether the pronoun before `at` is the whole object: "disputes that.", "denied it in"."""
    return (
        at >= limit
        or not reading.words[at][0].isalnum()
        or (reading.listed(at, "preposition") and not reading.listed(at, "that"))
        or reading.listed(at, "time", "clause_starts")
        or reading.adverb(at)
    )


def _short(reading: Reading, start: int, limit: int) -> bool:
    """Whether what follows "that" is too short for a clause: "doubt on that promise"."""
    return limit - start <= 3 and not any(
        reading.listed(at, "finite", "subject") for at in range(start, limit)
    )


def _pronoun_before(reading: Reading, start: int) -> bool:
    """French: the object stands before the verb ("l'a démenti", "le nie")."""
    before = {reading.word(at) for at in range(max(0, start - 4), start)}
    return reading.lexicon.language == "fr" and not before.isdisjoint({"l'", "le", "les", "la"})


def _antecedent_before(reading: Reading, cue: int) -> bool:
    """Whether the object is what a relative clause hangs on: "a charge that the club denies"."""
    for at in range(cue - 1, max(0, cue - 10), -1):
        if reading.listed(at, "relative"):
            return True
        opens = reading.listed(at + 1, "determiner", "subject") or reading.capital(at + 1)
        if reading.listed(at, "claim") and opens and at + 1 < cue:
            return True  # "a charge the club denies"
    return False


def _something_said(reading: Reading, first: int, noun: int, limit: int, denial: Denial) -> Denial:
    """The object is something said: whose it is, and what it said, if that is told."""
    denial = replace(denial, said=True)
    claimant = reading.owner(first, noun)
    after = noun + 1
    while reading.listed(after, "time"):
        after += 1  # "a report on Saturday that", without "on"
    placed = reading.word(after) in ("in", "dans") and reading.listed(
        _told_from(reading, after + 1, limit), "that"
    )  # "reports in local media that"
    if placed or reading.listed(after, "claimant_of"):
        end = _told_from(reading, after + 1, limit)
        claimant = claimant or reading.span(after + 1, end)
        after = end
    if reading.listed(after, "content_of"):
        begins = after + (not reading.listed(after, "subject"))
        denied = clause_at(reading, begins, limit) if begins < limit else None
        if denied is None or not reading.listed(noun, "allegation"):
            return replace(denial, denied=denied, claimant=claimant)
        allegation = reading.token(noun)
        return replace(denial, denied=denied, told=denied, told_as=allegation, claimant=claimant)
    kind_of = [at for at in range(first, noun) if _describing(reading, at, claimant)]
    names = [at for at in kind_of if reading.capital(at)]
    if names and claimant is None:
        claimant = reading.span(names[0], names[-1] + 1)  # "the Courier report"
    common = [at for at in kind_of if not reading.capital(at)]  # "the corruption allegations"
    denied = reading.span(common[0], common[-1] + 1) if common else None
    return replace(denial, denied=denied, claimant=claimant)


def _told_from(reading: Reading, start: int, limit: int) -> int:
    """The token "that" behind a claimant ("a claim by Mayor Anne Roy of Sète that"); else the
    end of the claimant."""
    for at in range(start, min(limit, start + LONGEST_SUBJECT)):
        if reading.listed(at, "that"):
            return at
    return reading.phrase_end(start)


def _describing(reading: Reading, at: int, claimant: Span | None) -> bool:
    owner = claimant is not None and claimant.overlaps(reading.token(at))
    return reading.words[at][0].isalnum() and not reading.listed(at, "determiner") and not owner


def _withheld(reading: Reading, first: int, end: int) -> bool:
    """Whether the object is refused to somebody, not denied: "bail", "Caron a meeting"."""
    if reading.listed(end, "finite"):
        return False  # "denied Israel was involved"
    if reading.noun("withheld", first, end) is not None:
        return True
    return reading.lexicon.language == "en" and any(
        reading.listed(at, "determiner") and not reading.listed(at - 1, "determiner")
        for at in range(first + 1, end)
    )

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

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from index.clauses import QUOTES, Lexicon, Reading, lexicon, may_hold
from index.lexicon import UNDERSTOOD
from index.model import Span

Grade = Literal["denies", "rejects", "doubts"]

_CUES = ("deny", "dispute", "reject", "doubt", "phrase", "false", "true")
_GRADES: dict[str, Grade] = {"deny": "denies", "doubt": "doubts"}  # others reject
_PARTICIPLES = ("ed", "shot_down", "enti", "entie", "entis", "enties", "é", "ée", "és", "ées")
_SHORTEST_CLAUSE = 4  # tokens; a comma before is part of it
_LONGEST_SUBJECT = 12  # tokens
_LONGEST_OBJECT = 10  # tokens between "called" and "a lie"


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial inside a sentence.

    `denied` are the words that say what is denied; None where they only point back ("this
    information", "it"). `told`: those of them by which the sentence itself tells an allegation
    ("accusations that it smuggled arms"). `claimant`: whose claim it is said to be ("Ghana's
    claims"). `object`: everything behind the cue that belongs to it. `denier`: who denies, where the sentence says it plainly before the cue, or after
    it ("disputed by two officials").
    `misdeed`: nothing is named but a kind of guilt ("denied any involvement"). `pronoun`: "it
    is untrue". `verdict`: no verb of denying, so whoever says it denies. `appended`: what is
    denied stands before it in the sentence ("a charge that the club denies").
    """

    cue: Span
    grade: Grade
    denied: Span | None = None
    told: Span | None = None
    told_as: Span | None = None
    object: Span | None = None
    claimant: Span | None = None
    denier: Span | None = None
    misdeed: bool = False
    pronoun: bool = False
    verdict: bool = False
    appended: bool = False


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


def _judged(reading: Reading, at: int, end: int, kind: str) -> Denial | None:
    """The denial that the cue from token `at` to before `end` makes, if it makes one."""
    cue = reading.span(at, end)
    if cue is None or reading.words[-1] == "?":
        return None
    if kind in ("false", "true"):
        return _called_untrue(reading, at, end, kind)
    if _undone(reading, at) or _unreal(reading, at):
        return None
    if kind == "phrase" and reading.listed(at - 1, "relative") and at > 1:
        return None  # "a crime that never happened"
    if kind == "phrase":
        if reading.word(end - 1) == "lying":  # "the ministry is lying": about its own claim
            return Denial(cue, "denies", claimant=_denier(reading, at), verdict=True)
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
    if reading.words[at].endswith("ing") and reading.listed(at - 1, "preposition"):
        if reading.listed(end, "claim"):
            return None  # "amid contradicting reports"
    behind = reading.span(end, reading.clause_end(end))
    denier = _denier(reading, at)
    return _object(reading, end, kind, Denial(cue, grade, object=behind, denier=denier))


def _denier(reading: Reading, at: int) -> Span | None:
    """The subject of the verb at `at`, where it stands unmistakably before it."""
    end = at
    while reading.listed(end - 1, "be", "have", "passed") or reading.adverb(end - 1):
        end -= 1
    if reading.listed(end - 1, "document"):  # "the union issued a statement denying"
        issued = [n for n in range(max(0, end - 5), end) if reading.listed(n, "issues")]
        end = issued[0] if issued else end
        while end > 1 and reading.listed(end - 2, "time_opens"):
            end -= 2
    if reading.word(end) == "to" and end > 0:
        end -= 1  # "the club continued to deny"
    begin = reading.clause_start(end)
    start = begin
    for place in range(begin, end):
        first = place == start
        if reading.listed(place, "before_subject") and (first or reading.word(place) != "and"):
            start = place + 1
    if not 0 < end - start <= _LONGEST_SUBJECT:
        return None
    opens = reading.listed(start, "determiner", "subject") or reading.capital(start)
    whole = not any(reading.listed(place, "finite", "time") for place in range(start, end))
    return reading.span(start, end) if opens and whole else None


def _undone(reading: Reading, at: int) -> bool:
    """Whether a negation reaches the cue: "did not immediately deny", "no one disputes"."""
    for before in reading.before_verb(at):
        if reading.word(before + 1) in ("only", "just", "cesse", "cessé"):
            return False  # "not only denied", "ne cesse de nier"
        if reading.listed(before, "undone") or reading.word(before).endswith("n't"):
            return True
    return False


def _unreal(reading: Reading, at: int) -> bool:
    """Whether nobody has done yet what the cue says: "could deny", "plans to deny"."""
    for before in reading.before_verb(at):
        if reading.listed(before, "unreal"):
            return True
        if reading.word(before + 1) == "to" and reading.listed(before, "before_to"):
            return True
    start = reading.clause_start(at)
    return reading.word(start) in ("if", "whether", "unless", "si")


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


def _object(reading: Reading, start: int, kind: str, denial: Denial) -> Denial | None:
    """The denial with what the cue denies; None where that is nothing a source could claim."""
    limit = reading.clause_end(start)
    first = _after_adverbials(reading, start, limit, kind)
    alone = _alone(reading, first + 1, limit)
    pointing = reading.listed(first, "that") and reading.listed(first + 1, "claim")
    if kind == "reject" and _as_untrue(reading, first, limit):
        return denial
    lone = reading.listed(first, "preposition") and not reading.listed(first, "that", "whether")
    if lone and not reading.words[start - 1].endswith(_PARTICIPLES):
        return None  # "a territorial dispute with", "no doubt about"
    if first >= limit or not reading.words[first][0].isalnum() or lone:
        inflected = reading.words[start - 1].endswith(("s", *_PARTICIPLES))
        if kind not in ("deny", "dispute") or not (kind == "deny" or inflected):
            return None
        if _antecedent_before(reading, start - 1):
            return replace(denial, appended=True)
        return denial if _pronoun_before(reading, start) else None
    pointing = pointing or (reading.listed(first, "that") and _short(reading, first + 1, limit))
    if reading.listed(first, "that", "whether") and not alone and not pointing:
        clause = replace(denial, denied=_clause(reading, first + 1, limit))
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
        return replace(denial, denied=_clause(reading, notion + 2, limit)) if told else None
    if kind != "deny" or _withheld(reading, first, end):
        return None
    misdeed = reading.noun("misdeed", first, end)
    generic = misdeed is not None and reading.word(misdeed + 1) not in ("of", "between", "with")
    return replace(denial, denied=_clause(reading, first, limit), misdeed=generic)


def _clause(reading: Reading, start: int, limit: int) -> Span | None:
    """The words that are denied, up to the comma behind which other things are told."""
    for at in range(start + 1, limit):
        comma = reading.words[at] == "," and at >= start + _SHORTEST_CLAUSE
        if comma or (reading.words[at] in ("and", "or") and reading.word(at + 1).endswith("ing")):
            return reading.span(start, at)  # "denied the arrest and asking for restraint"
    return reading.span(start, limit)


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
        elif reading.adverb(at) or reading.words[at] in QUOTES:
            at += 1
        elif kind == "doubt" and reading.listed(at, "preposition") and not reading.listed(at, "that"):
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


def _something_said(
    reading: Reading, first: int, noun: int, limit: int, denial: Denial
) -> Denial:
    """The object is something said: whose it is, and what it said, if that is told."""
    claimant = reading.owner(first, noun)
    after = noun + 1
    while reading.listed(after, "time"):
        after += 1  # "a report on Saturday that", without "on"
    if reading.listed(after, "claimant_of"):
        end = reading.phrase_end(after + 1)
        claimant = claimant or reading.span(after + 1, end)
        after = end
        for at in range(end + 1, min(limit, end + _LONGEST_OBJECT)):
            if reading.word(at - 1) == "," and reading.listed(at, "that"):
                after = at  # "a conclusion by the agency, published on Monday, that"
    if reading.listed(after, "content_of"):
        begins = after + (not reading.listed(after, "subject"))
        denied = _clause(reading, begins, limit) if begins < limit else None
        if denied is None or not reading.listed(noun, "allegation"):
            return replace(denial, denied=denied, claimant=claimant)
        allegation = reading.spans[noun]
        return replace(denial, denied=denied, told=denied, told_as=allegation, claimant=claimant)
    kind_of = [at for at in range(first, noun) if _describing(reading, at, claimant)]
    names = [at for at in kind_of if reading.capital(at)]
    if names and claimant is None:
        claimant = reading.span(names[0], names[-1] + 1)  # "the Courier report"
    common = [at for at in kind_of if not reading.capital(at)]  # "the corruption allegations"
    denied = reading.span(common[0], common[-1] + 1) if common else None
    return replace(denial, denied=denied, claimant=claimant)


def _describing(reading: Reading, at: int, claimant: Span | None) -> bool:
    owner = claimant is not None and claimant.overlaps(reading.spans[at])
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


# Called untrue


def _called_untrue(reading: Reading, at: int, end: int, kind: str) -> Denial | None:
    """The denial in "is untrue", "isn't true", "called the report a lie", "as nonsense"."""
    start = _verdict_start(reading, at, kind)
    if start is None or _attributive(reading, end):
        return None
    cue = reading.span(start, end)
    words = reading.words[at:end]
    opinion = words in reading.lexicon.lists["opinion"]
    loose = opinion or words in reading.lexicon.lists["loose"]
    if cue is None:
        return None
    if reading.listed(start - 1, "be") or reading.listed(start, "be"):
        subject_end = start if reading.listed(start, "be") else start - 1
        subject = _subject(reading, subject_end, loose, Denial(cue, "denies", verdict=True), end)
        return None if opinion and subject and subject.pronoun else subject
    verb = _calling(reading, start)
    if verb is not None:
        return _named(reading, verb, start, loose, Denial(cue, "rejects", verdict=True))
    before = start - (reading.word(start - 1) in QUOTES)
    opens = before == 0 or not reading.word(before - 1)[0].isalnum()
    if opens and not loose and not reading.word(end)[:1].isalnum():
        return Denial(cue, "denies", verdict=True)  # "Not true," she said
    return None


def _attributive(reading: Reading, end: int) -> bool:
    """Whether the verdict goes with a noun behind it that nobody claims: "a false start"."""
    stops = ("preposition", "finite", "time", "time_opens", "subject", "determiner", "clause_starts")
    follows = reading.word(end)[:1].isalnum() and not reading.adverb(end)
    return follows and not reading.listed(end, *stops)


def _verdict_start(reading: Reading, at: int, kind: str) -> int | None:
    """Where "completely untrue", "not true", "isn't true" begins; None where it is undone."""
    start, negated = at, False
    for before in reading.before_verb(at):
        word = reading.word(before)
        if reading.listed(before, "unreal"):
            return None
        if word.endswith("n't") or reading.listed(before, "undone"):
            negated, start = True, before
            break
        if reading.listed(before, "be"):
            break
        joins = reading.listed(before, "passed", "determiner") or word in QUOTES
        if not (joins or reading.adverb(before)):
            break
        start = before
    if any(reading.listed(n, "think") and _undone(reading, n) for n in range(at - 6, at)):
        return None
    if negated != (kind == "true"):
        return None
    return start


def _subject(
    reading: Reading, end: int, loose: bool, denial: Denial, after: int
) -> Denial | None:
    """The denial whose object is the subject that ends before token `end`, or a clause behind
    the verdict ("it is untrue that")."""
    quoted = reading.word(end - 1) in QUOTES  # the "leak" was untrue
    start = reading.clause_start(end - 1 if quoted else end)
    start = reading.clause_start(start - 1) if quoted and start > 0 else start
    fused = reading.word(end) in ("it's", "that's", "they're", "this's", "c'est")
    pronoun = fused or (end > start and reading.listed(end - 1, "pronoun", "that", "subject"))
    if pronoun or reading.word(end - 1) in ("c'", "which"):
        begins = after + 2 if reading.listed(after + 1, "say") else after
        if reading.listed(begins, "that") or begins > after:
            begins += reading.listed(begins, "that")
            return replace(denial, denied=_clause(reading, begins, reading.clause_end(begins)))
        return replace(denial, pronoun=True)
    said = reading.noun("claim", start, end)
    if said is None:
        return None if loose or start >= end else replace(denial, denied=reading.span(start, end))
    begins = said + 1 + reading.listed(said + 1, "content_of")
    denied = reading.span(begins, end) if begins < end else None
    claimant = reading.owner(start, said)
    if denied is None or not reading.listed(said, "allegation"):
        return replace(denial, denied=denied, claimant=claimant)
    allegation = reading.spans[said]
    return replace(denial, denied=denied, told=denied, told_as=allegation, claimant=claimant)


def _calling(reading: Reading, at: int) -> int | None:
    """The token of "called" before a verdict, in its clause."""
    for verb in range(at - 1, max(-1, at - 1 - _LONGEST_OBJECT), -1):
        if reading.word(verb) in (",", ";", "."):
            return None
        if reading.listed(verb, "call"):
            return verb
    return None


def _named(reading: Reading, verb: int, end: int, loose: bool, denial: Denial) -> Denial | None:
    """The denial whose object stands between the verb and the verdict."""
    if _undone(reading, verb) or _unreal(reading, verb):
        return None
    said = reading.noun("claim", verb + 1, end)
    if said is None and reading.listed(verb + 1, "pronoun", "that"):
        return denial
    if said is None:
        passive = reading.listed(verb - 1, "be")
        named = reading.span(verb + 1, end)
        return None if loose or passive or named is None else replace(denial, denied=named)
    return replace(denial, claimant=reading.owner(verb + 1, said))


def _as_untrue(reading: Reading, first: int, limit: int) -> bool:
    """Whether a verdict follows with "as": "dismissed it as nonsense"."""
    for at in range(first, limit):
        if reading.word(at) in ("as", "de", "comme"):
            for verdict in range(at + 1, min(limit, at + 6)):
                words = reading.words[verdict : verdict + 4]
                for width in range(1, 5):
                    known = words[:width] in reading.lexicon.lists["false"]
                    if known and not _attributive(reading, verdict + width):
                        return True
    return False

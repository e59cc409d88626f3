"""Denials without a verb of denying: "is untrue", "called the report a lie", "as nonsense"."""

from dataclasses import replace

from index.denials.clauses import QUOTES, Reading
from index.denials.denying import Denial, clause_at, undone, unreal

_LONGEST_OBJECT = 10  # tokens between "called" and "a lie"


def called_untrue(reading: Reading, at: int, end: int, kind: str) -> Denial | None:
    """The denial in "is untrue", "isn't true", "called the report a lie", "as nonsense"."""
    start = _verdict_start(reading, at, kind)
    if start is None or attributive(reading, end):
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


def attributive(reading: Reading, end: int) -> bool:
    """Whether the verdict goes with a noun behind it that nobody claims: "a false start"."""
    stops = (
        "preposition",
        "finite",
        "time",
        "time_opens",
        "subject",
        "determiner",
        "clause_starts",
    )
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
    if any(reading.listed(n, "think") and undone(reading, n) for n in range(at - 6, at)):
        return None
    if negated != (kind == "true"):
        return None
    return start


def _subject(reading: Reading, end: int, loose: bool, denial: Denial, after: int) -> Denial | None:
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
            return replace(denial, denied=clause_at(reading, begins, reading.clause_end(begins)))
        return replace(denial, pronoun=True)
    said = reading.noun("claim", start, end)
    if said is None:
        return None if loose or start >= end else replace(denial, denied=reading.span(start, end))
    begins = said + 1 + reading.listed(said + 1, "content_of")
    denied = reading.span(begins, end) if begins < end else None
    claimant = reading.owner(start, said)
    if denied is not None and not _whole(reading, said, begins, end):
        return replace(denial, denied=denied)  # "the claim that the attack was fake"
    if denied is None or not reading.listed(said, "allegation"):
        return replace(denial, denied=denied, claimant=claimant)
    allegation = reading.token(said)
    return replace(denial, denied=denied, told=denied, told_as=allegation, claimant=claimant)


def _whole(reading: Reading, said: int, begins: int, end: int) -> bool:
    """Whether the verb behind a claim and its content can be that of the claim: "claims that
    the bus was late were untrue", not "the claim that the bus was late"."""
    many = reading.word(said).endswith("s") and reading.word(end) in ("are", "were", "sont")
    told = any(reading.listed(at, "finite") for at in range(begins, end))
    return many or told or not reading.listed(begins - 1, "that")


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
    if undone(reading, verb) or unreal(reading, verb):
        return None
    said = reading.noun("claim", verb + 1, end)
    if said is None and reading.listed(verb + 1, "pronoun", "that"):
        return denial
    if said is None:
        passive = reading.listed(verb - 1, "be")
        named = reading.span(verb + 1, end)
        return None if loose or passive or named is None else replace(denial, denied=named)
    return replace(denial, claimant=reading.owner(verb + 1, said))


def as_untrue(reading: Reading, first: int, limit: int) -> bool:
    """Whether a verdict follows with "as": "dismissed it as nonsense"."""
    for at in range(first, limit):
        if reading.word(at) in ("as", "de", "comme"):
            for verdict in range(at + 1, min(limit, at + 6)):
                words = reading.words[verdict : verdict + 4]
                for width in range(1, 5):
                    known = words[:width] in reading.lexicon.lists["false"]
                    if known and not attributive(reading, verdict + width):
                        return True
    return False

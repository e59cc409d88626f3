"""One article as a debate: its claims in order, who makes each, and which of them deny.

Whose a pronoun or "the official" is can only be guessed (the source before); the guess is used
to keep sources from disputing themselves and is never shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from index.analysis import content_words
from index.denials import denials
from index.denials.clauses import Lexicon, lexicon, may_hold, tokens
from index.denials.denying import Denial
from index.denials.negation import negated
from index.disputes.identity import Identity, identity
from index.disputes.topics import Topics
from index.lexicon import UNDERSTOOD
from index.model import Article, Claim, Sentence, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, who makes it (None: the article, or nobody named), and its sentences' places."""

    claim: Claim
    who: Identity | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial with the statement that makes it.

    `place` is the statement's among all; `keys` are what it says it denies; `negated` what the
    denier negates; `guilt`: nothing but guilt is denied; `of_denial`: what is denied is a denial.
    """

    denial: Denial
    statement: Statement
    place: int
    sentence: Sentence
    keys: frozenset[str]
    negated: frozenset[str]
    guilt: bool
    of_denial: bool


class Debate:
    """The statements of an article, in the order of the text."""

    def __init__(self, article: Article, claims: Sequence[Claim]) -> None:
        self.article = article
        self._claims = claims
        self._sentences = sorted({s for c in claims for s in c.sentences}, key=lambda s: s.span)
        self.topics = Topics(article, self._sentences)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        places = {sentence: place for place, sentence in enumerate(self._sentences)}
        found: list[Statement] = []
        speaker: Identity | None = None
        for claim in self._claims:
            who = identity(self.article, claim)
            if who is not None:
                who = speaker if who.back and speaker is not None else who
                speaker = who
            first, last = (places[claim.sentences[n]] for n in (0, -1))
            found.append(Statement(claim, who, first, last))
        return tuple(found)

    @cached_property
    def denied(self) -> tuple[Denied, ...]:
        """The denials of the article that somebody is known to make."""
        found = []
        for sentence, denial in self._denials:
            place = self._made_by(denial, sentence)
            if place is not None and not self._lifeless(self.statements[place].claim):
                found.append(self._denied(denial, sentence, place))
        return tuple(found)

    def may_concern(self, denied: Denied, statement: Statement) -> bool:
        """Whether a denial can be of a statement: by another source, said before it where both
        stand in one sentence, and, unless the denial is of a denial, no denial itself."""
        own, other, denial = denied.statement, statement.claim, denied.denial
        if own.who is not None and statement.who is not None and own.who.same(statement.who):
            return False
        if other.span.overlaps(own.claim.span):
            if other.attribution is None or statement.first > own.first:
                return False
            if denial.appended:  # "X said A, a charge that Y denies": its content runs on
                first = other.attribution.cue[0]
                return first.start < denial.cue.start and not first.overlaps(denial.cue)
            return self._stands_before(denied, other)
        return denied.of_denial == (other in self._denying)

    def agrees(self, denied: Denied, claim: Claim) -> bool:
        """Whether a claim negates the same that is denied."""
        met = denied.keys & self.keys(claim)
        return bool(met) and 2 * len(met & self.negated(claim)) >= len(met)

    def negated(self, claim: Claim) -> frozenset[str]:
        """The keys that a claim's content negates."""
        spans = (
            span
            for content in claim.content
            for span in negated(self.article.text, content, self.article.language)
        )
        return self.topics.keys(*spans)

    def holds(self, claim: Claim, name: str) -> bool:
        """Whether a claim has a word of a list of the lexicon of denials: "alleging" (somebody
        claims), "accusing" (somebody is charged), "unasserted" (nobody claims yet)."""
        text = claim.span.of(self.article.text)
        return any(may_hold(text, one) for one in _lexicons(self.article.language, name))

    def answers(self, claim: Claim) -> bool:
        """Whether a quotation says what the speaker did not do: "we have never sold"."""
        attribution = claim.attribution
        if attribution is None or attribution.mode == "indirect":
            return False
        text = " ".join(content.of(self.article.text) for content in attribution.content)
        return _OWN_NEGATION.search(text) is not None

    def accused(self, denied: Denied) -> frozenset[str]:
        """The keys of what is denied, without those that only mean guilt."""
        return denied.keys - _guilty(self.article.language)

    def beside_denial(self, claim: Claim) -> bool:
        """Whether a sentence of a claim holds a denial, of whatever."""
        return not self._denying_sentences.isdisjoint(claim.sentences)

    def says_such(self, denied: Denied) -> bool:
        """Whether the words denied point back besides: "denied there were such shipments"."""
        span = denied.denial.denied
        words = tokens(span.of(self.article.text), "en") if span else []
        return not _SUCH.isdisjoint(words)

    def says_report(self, denied: Denied) -> bool:
        """Whether a denial is of "the report" or the like, which the article need not name."""
        span = denied.denial.object
        words = tokens(span.of(self.article.text), "en")[:4] if span else []
        return denied.denial.said and not _REPORTS.isdisjoint(words)

    def asks(self, claim: Claim) -> bool:
        """Whether a claim is but a question."""
        return self.article.text[: claim.content[-1].end].rstrip("\"”»’' ").endswith("?")

    def of_oneself(self, denied: Denied) -> bool:
        """Whether what is denied is said of the denier: "denied that it", "denied selling"."""
        span = denied.denial.denied
        if span is None:
            return False
        first = tokens(span.of(self.article.text), "en")[0]
        return first in _ONESELF or first.endswith("ing")

    def around(self, denied: Denied) -> frozenset[str]:
        """The keys of the article's first sentences and of those about a denial."""
        first, last = denied.statement.first, denied.statement.last
        spans = [s.span for s in self._sentences[:_LEAD]]
        spans += [s.span for s in self._sentences[max(0, first - 2) : last + 2]]
        return self.topics.keys(*spans)

    def goes_on(self, denied: Denied) -> frozenset[str]:
        """The keys of what the denier says besides the denial."""
        claim = denied.statement.claim
        source = claim.attribution.source if claim.attribution else ()
        return self.keys(claim) - self.topics.keys(*source)

    def joined(self, denied: Denied) -> bool:
        """Whether a denial's sentence tells a claim before it: "although X is blamed, Y"."""
        attribution = denied.statement.claim.attribution
        if attribution is None or not attribution.source:
            return False
        start, end = denied.sentence.span.start, attribution.source[0].start
        if end <= start or attribution.source[0].start > denied.denial.cue.start:
            return False
        before = Span(start, end)
        words = tokens(before.of(self.article.text), "en")
        joins = any(
            one.has("joins", words[0]) or one.has("joins", words[-1])
            for one in _lexicons(self.article.language, "joins")
            if words
        )
        alleged = any(
            may_hold(before.of(self.article.text), one)
            for one in _lexicons(self.article.language, "alleging")
        )
        apart = any(mark in words for mark in (",", "—", "–", ";"))
        return len(self.topics.keys(before)) >= 3 and (joins or (alleged and apart))

    def keys(self, claim: Claim) -> frozenset[str]:
        """What a claim is about; its source too, whom a denial may name."""
        return self.topics.keys(claim.span)

    @cached_property
    def _denials(self) -> tuple[tuple[Sentence, Denial], ...]:
        return tuple(
            (sentence, denial)
            for sentence in self._sentences
            for denial in denials(self.article.text, sentence.span, self.article.language)
        )

    @cached_property
    def _denying_sentences(self) -> frozenset[Sentence]:
        return frozenset(sentence for sentence, _ in self._denials)

    @cached_property
    def _denying(self) -> frozenset[Claim]:
        """Claims that are denials, or pass one on."""
        cues = [denial.cue for _, denial in self._denials]
        return frozenset(
            claim
            for claim in self._claims
            if any(claim.span.contains(cue) for cue in cues)
            and (
                claim.attribution is None
                or claim.attribution.stance == "denies"
                or any(part.overlaps(cue) for part in _parts(claim) for cue in cues)
            )
        )

    def _denied(self, denial: Denial, sentence: Sentence, place: int) -> Denied:
        statement = self._going_on(place)
        keys = self.topics.keys(denial.denied) if denial.denied else frozenset()
        object_ = tokens(denial.object.of(self.article.text), "en")[:6] if denial.object else []
        return Denied(
            denial,
            statement,
            place,
            sentence,
            keys,
            self.negated(statement.claim),
            denial.misdeed or self._guilt(keys),
            not _DENIALS.isdisjoint(object_),
        )

    def _stands_before(self, denied: Denied, claim: Claim) -> bool:
        """Whether a claim of the denial's own sentence is told before it; its content may have
        been taken to run on ("X said A but Y said it was untrue")."""
        if all(content.end <= denied.denial.cue.start for content in claim.content):
            return True
        attribution, own = claim.attribution, denied.statement.claim.attribution
        if attribution is None or own is None or not own.source:
            return False
        start, end = claim.content[0].start, own.source[0].start
        if attribution.cue[0].start > end or end - start < _SHORTEST_CLAIM:
            return False
        words = tokens(self.article.text[start:end], "en")
        return words[-1] in ("but", "and", "mais", "et", "while", "though")

    def _lifeless(self, claim: Claim) -> bool:
        """Whether the source is but words: "the claim contradicts reports"."""
        source = claim.attribution.source if claim.attribution else ()
        words = [w for span in source for w in tokens(span.of(self.article.text), "en")]
        named = any(span.of(self.article.text).split()[-1][:1].isupper() for span in source)
        said = any(
            one.has("claim", word)
            for one in _lexicons(self.article.language, "claim")
            for word in words[-1:]
        )
        return said and not named

    def _guilt(self, keys: frozenset[str]) -> bool:
        """Whether the words denied are but names and guilt: "denied that Israel was involved"."""
        stems = _guilty(self.article.language)
        return bool(keys & stems) and all(k in stems or k in self.topics.names for k in keys)

    def _made_by(self, denial: Denial, sentence: Sentence) -> int | None:
        """The place of the statement that a denial belongs to: by its cue, else the narrowest
        content around it."""
        best: tuple[int, int] | None = None
        for place, statement in enumerate(self.statements):
            attribution = statement.claim.attribution
            if attribution is None or sentence not in statement.claim.sentences:
                continue
            if any(cue.overlaps(denial.cue) for cue in attribution.cue):
                return place
            if not denial.verdict and not self._in_first_person(denial):
                continue  # "X said Y denied it": X denies nothing
            around = [c for c in attribution.content if c.contains(denial.cue)]
            if around and (best is None or len(around[0]) < best[0]):
                best = len(around[0]), place
        return best[1] if best else None

    def _owned(self, statement: Statement) -> bool:
        """Whether a source belongs to the one before: "its chairman, Musa Bello"."""
        attribution = statement.claim.attribution
        source = attribution.source if attribution else ()
        return bool(source) and source[0].of(self.article.text).lower().startswith(_OWNED)

    def _in_first_person(self, denial: Denial) -> bool:
        return denial.denier is not None and denial.denier.of(self.article.text).lower() in (
            "i",
            "we",
            "je",
            "nous",
        )

    def _going_on(self, place: int) -> Statement:
        """The statement with the denier's next one, where the denier goes on in the sentence
        that follows."""
        statement = self.statements[place]
        for following in self.statements[place + 1 :]:
            if following.first > statement.last + 1:
                break
            if following.first == statement.last + 1 and self._continues(statement, following):
                return _joined(statement, following)
        return statement

    def _continues(self, statement: Statement, following: Statement) -> bool:
        one, other = statement.who, following.who
        if one is None or other is None or not (one.same(other) or self._owned(following)):
            return False
        first, second = statement.claim.sentences[-1], following.claim.sentences[0]
        return first.paragraph == second.paragraph or bool(self.negated(following.claim))


# "We did not", "I have never", "I never"; "je n'ai", "nous n'avons jamais"
_OWN_NEGATION = re.compile(
    r"\b(?:I|we)(?:['’]ve)?\s(?:(?:did|have|had|was|were|am|are)(?:n['’]t|\s(?:not|never))|never)\b"
    r"|\b(?:je|nous)\s(?:n['’]|ne\s)",
    re.IGNORECASE,
)
_ONESELF = frozenset(
    [
        "it",
        "its",
        "he",
        "his",
        "she",
        "her",
        "they",
        "their",
        "any",
        "i",
        "we",
        "il",
        "elle",
        "ils",
        "elles",
        "avoir",
        "être",
    ]
)
_SUCH = frozenset(["such", "tel", "telle", "tels", "telles"])
_REPORTS = frozenset(["report", "reports", "story", "information", "news", "nouvelle"])
_OWNED = ("its ", "his ", "her ", "their ", "son ", "sa ", "leur ")
_LEAD = 3  # sentences
_SHORTEST_CLAIM = 25  # code points
_DENIALS = frozenset(["denial", "denials", "démenti", "démentis", "dénégations"])


@cache
def _lexicons(language: str, name: str) -> tuple[Lexicon, ...]:
    understood = (language,) if language in UNDERSTOOD else UNDERSTOOD
    return tuple(lexicon("denials", one, (name,)) for one in understood)


@cache
def _guilty(language: str) -> frozenset[str]:
    return frozenset(
        stem
        for one in _lexicons(language, "guilt")
        for name in ("guilt", "misdeed")
        for entry in one.lists[name]
        for word in content_words(" ".join(entry), one.language)
        for stem in word.stems
    )


def _parts(claim: Claim) -> tuple[Span, ...]:
    attribution = claim.attribution
    return (*attribution.cue, *attribution.content) if attribution else (claim.span,)


def _joined(statement: Statement, following: Statement) -> Statement:
    """Both as one claim of the first's source."""
    one, other = statement.claim.attribution, following.claim.attribution
    if one is None or other is None:
        return statement
    attribution = replace(
        one,
        cue=tuple(sorted(one.cue + other.cue)),
        content=tuple(sorted(one.content + other.content)),
        mode=one.mode if one.mode == other.mode else "mixed",
        anonymous=one.anonymous or other.anonymous,
        secondary_source=one.secondary_source or other.secondary_source,
    )
    claim = replace(
        statement.claim,
        sentences=statement.claim.sentences + following.claim.sentences,
        attribution=attribution,
        timexes=statement.claim.timexes + following.claim.timexes,
    )
    return replace(statement, claim=claim, last=following.last)

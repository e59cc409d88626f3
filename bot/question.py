"""What a person asks: kind of answer expected, language, and a query of weighted terms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from bot.chatter import without_chatter
from bot.followup import follow_up
from bot.kinds import Expectation, expectation
from bot.period import Period, period
from index.analysis import Word, content_words, field_of, folded, terms, terms_of
from index.bilingual import cognates, translations
from index.concepts import related
from index.corpus import detected_language
from index.forms import other_forms
from index.idioms import Idiom, idioms_in
from index.lexicon import UNDERSTOOD, words
from index.model import Query
from index.places import LONGEST_NAME, other_names

EARLIER_QUESTION = 0.5
"""Weight of the question before: measured on the project's own follow-ups."""

SAME_COUNTRY = 0.9
"""Weight of another name of a country asked about: below one, so that it never outranks
the name itself."""

OTHER_LANGUAGE = 0.9
"""Weight of a word stemmed as of another language than the question's: names and cognates."""

DISTANT = 0.21
"""Weight below which what is related to a word is left out: it finds more by chance than it means.
Measured from 0 to .3 on seed, allsides, trecqa and muc4."""

FORMULA = 0.3
"""Weight of a word that says what kind of answer is asked for: "which politician"."""

FURTHER_PLAIN = 0.7
"""Weight of the further plain words for an idiom beside the first."""

OF_IDIOM = 0.3
"""Weight of the words of an idiom, as they stand, beside the plain word for it: "let" of "let
off" means little."""

OF_ORDER = 0.3
"""Weight of "first" and "latest": an article tells what came first without saying so."""

OF_TIME = 0.1
"""Weight of the words that name the question's time, which the articles' dates answer too."""

_OF_SIDES = frozenset(["deni", "disput", "reject", "doubt", "contest", "say", "claim", "accord"])
"""Stems of which at least one stands for any word of denying or saying, in either language."""

_OF_SIDES_ALONE = frozenset(["nie", "object", "contrair", "otherwis", "opposit", "push"])
"""Stems of words that say no more in a question of nothing else: "Who objects?"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A content word of a question: as typed, and the terms that stand for it, weighted.

    1 for the word itself, less for what it is also called. `name`: typed with a capital inside
    the question. `weight`: how much of a topic word it is, above 0, at most 1.
    `role`: whoever is asked for is called so. `counted` is how much of a word it is where it
    is asked how much of the question was found.
    """

    text: str
    terms: Query
    name: bool
    weight: float = 1.0
    role: bool = False
    counted: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """A person's question, read: equal when its text and what it follows on are equal.

    `kind` is the answer expected ("who", "what", "when", "where", "why", "how", "how many",
    "which", "yes-no", "who-says", "who-disputes", "list", "other"); `expects` says more of it.
    `language` is "en" or "fr"; "und" where it cannot be told: then it is answered in `spoken`,
    the language of the person's interface. `period` is the time asked about.
    `after` holds the earlier questions of the conversation, oldest first; `rewritten` is the
    question as it can be read without them. `corrections` are words that were taken for others,
    as typed and as read.
    `topic` holds the content words of the question itself, `earlier` those of the question
    before. `query` is all of them together, with exact words and bigrams.
    """

    text: str
    after: tuple[str, ...] = ()
    rewritten: str = field(default="", compare=False)
    corrections: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    expects: Expectation = field(default=Expectation("other"), compare=False)
    period: Period | None = field(default=None, compare=False)
    language: str = field(default="und", compare=False)
    spoken: str | None = field(default=None, compare=False)
    topic: tuple[Asked, ...] = field(default=(), compare=False)
    earlier: tuple[Asked, ...] = field(default=(), compare=False)
    query: Query = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def kind(self) -> str:
        return self.expects.kind

    @property
    def topic_proper(self) -> tuple[Asked, ...]:
        """The topic without words of denying and saying: only what they are about."""
        proper = tuple(asked for asked in self.topic if _OF_SIDES.isdisjoint(asked.terms))
        about_sides = self.kind in ("who-disputes", "who-says")
        if about_sides and not any(_OF_SIDES_ALONE.isdisjoint(asked.terms) for asked in proper):
            return ()
        return proper


def read_question(text: str, after: tuple[str, ...] = ()) -> Question:
    """Read a question, of any text; one without content words has an empty query."""
    bare = without_chatter(text)
    language = detected_language(bare)
    found = content_words(bare, language)
    expects = expectation(bare)
    time = period(bare)
    idioms = tuple(idioms_in(bare, language))
    topic = tuple(
        Asked(
            text=word.span.of(text),
            terms=MappingProxyType(_alternatives(word, language, names, translated)),
            name=word.capital and word.span.start > 0,
            weight=_weight(word, expects, time),
            counted=OF_ORDER if word.folded in words("order") else 1.0,
            role=expects.role is not None and word.span.overlaps(expects.role),
        )
        for (word, names), translated in zip(
            _with_other_names(found), _translated(found, language), strict=True
        )
        if not any(word.span.overlaps(span) for idiom in idioms for span in idiom.spans)
    ) + tuple(_in_plain_words(idiom, found, text, language) for idiom in idioms)
    following = follow_up(bare, after)
    before = _before(after) if following.follows else None
    earlier = _earlier(before, topic, following.follows) if before else ()
    query: dict[str, float] = {}
    for asked, share in ((earlier, EARLIER_QUESTION), (topic, 1.0)):
        for word in asked:
            for term, weight in word.terms.items():
                query[term] = max(query.get(term, 0.0), weight * word.weight * share)
    for term in terms_of(found):
        query[term] = 1.0
    return Question(
        text=text,
        after=after,
        rewritten=following.rewritten.strip(),
        expects=expects,
        period=time or (before.period if before else None),
        language=language,
        topic=topic,
        earlier=earlier,
        query=MappingProxyType(query),
    )


def respelt(question: Question, corrections: tuple[tuple[str, str], ...]) -> Question:
    """The question read with words in the place of those that they were taken for."""
    text = question.text
    for typed, meant in corrections:
        text = text.replace(typed, meant.capitalize() if typed[:1].isupper() else meant, 1)
    read = read_question(text, question.after)
    return replace(
        read,
        text=question.text,
        corrections=corrections,
        spoken=question.spoken,
    )


def _before(after: tuple[str, ...]) -> Question:
    """The question before; one that only asks who says so, or when, is about what the one before
    it was about."""
    while len(after) > 1 and not read_question(after[-1]).topic_proper:
        after = after[:-1]
    return read_question(after[-1], after[:-1])


def _earlier(before: Question, topic: tuple[Asked, ...], follows: float) -> tuple[Asked, ...]:
    """The words of the question before that this one leaves out, and at less weight those that
    the question before left out itself."""
    said = {term for word in topic for term, weight in word.terms.items() if weight == 1}
    shares = [(word, follows) for word in before.topic]
    shares += [(word, follows * EARLIER_QUESTION) for word in before.earlier]
    return tuple(
        replace(word, weight=word.weight * share)
        for word, share in shares
        if said.isdisjoint(term for term, weight in word.terms.items() if weight == 1)
    )


def _alternatives(
    word: Word, language: str, names: frozenset[str], translated: Mapping[str, float]
) -> dict[str, float]:
    found = {**translated, **dict.fromkeys(names, SAME_COUNTRY)}
    for understood in UNDERSTOOD:
        for other in content_words(word.folded, understood):
            found |= dict.fromkeys(other.stems, OTHER_LANGUAGE)
    stems = [*word.stems, *_stems_of_other_forms(word, language)]
    for stem in stems:
        for term, weight in related(stem).items():
            found[term] = max(found.get(term, 0.0), weight)
    near = {term: weight for term, weight in found.items() if weight >= DISTANT}
    return near | dict.fromkeys(stems, 1.0)


def _stems_of_other_forms(word: Word, language: str) -> Iterator[str]:
    for form in other_forms(word.folded, language):
        for other in content_words(form, language):
            yield from other.stems


def _in_plain_words(idiom: Idiom, found: list[Word], text: str, language: str) -> Asked:
    """An idiom as one word of the topic: the plain words for it, in either language."""
    terms: dict[str, float] = {}
    for place, plain in enumerate(idiom.plain):
        share = 1.0 if place == 0 else FURTHER_PLAIN
        said = content_words(plain, language)
        for word, translated in zip(said, _translated(said, language), strict=True):
            for term, weight in {**translated, **dict.fromkeys(word.stems, 1.0)}.items():
                terms[term] = max(terms.get(term, 0.0), weight * share)
    for word in found:
        if any(word.span.overlaps(span) for span in idiom.spans):
            for stem in word.stems:
                terms[stem] = max(terms.get(stem, 0.0), OF_IDIOM)
    spoken = " … ".join(span.of(text) for span in idiom.spans)
    return Asked(text=spoken, terms=MappingProxyType(terms), name=False)


def _translated(found: list[Word], language: str) -> Iterator[Mapping[str, float]]:
    """What each word is in the other language, by itself or with the word beside it."""
    spoken = (language,) if language in UNDERSTOOD else UNDERSTOOD
    for place, word in enumerate(found):
        before, after = found[:place][-1:], found[place + 1 :][:1]
        pairs = [f"{one.stems[-1]} {word.stems[0]}" for one in before]
        pairs += [f"{word.stems[-1]} {one.stems[0]}" for one in after]
        translated: dict[str, float] = {}
        for one in spoken:
            for term in pairs:
                translated |= translations(term, one)
            for term in word.stems:
                translated |= translations(term, one, word.folded)
            translated |= cognates(word.folded, one)
        yield translated


def _terms(name: str, language: str) -> set[str]:
    """The stem of a name; of one with several words the bigrams, so that "united" alone
    counts for nothing."""
    wanted = "bigram" if " " in name else "stem"
    return {
        term
        for term in terms(name, language)
        if field_of(term) == wanted and (term == folded(name) or not _ordinary(term))
    }


@cache
def _ordinary(stem: str) -> bool:
    """Whether the stem of a name is that of a common word too: "Islande", "island"."""
    return any(translations(stem, language) for language in UNDERSTOOD)


def _weight(word: Word, expects: Expectation, time: Period | None) -> float:
    if any(word.span.overlaps(span) for span in expects.formula):
        return FORMULA
    if word.folded in words("order"):
        return OF_ORDER
    return OF_TIME if time and word.folded in time.words else 1.0


def _with_other_names(found: list[Word]) -> Iterator[tuple[Word, frozenset[str]]]:
    """Each word, and the stems of the other names of the country that it is, or is part of."""
    names: list[frozenset[str]] = [frozenset()] * len(found)
    for start in range(len(found)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(found)) + 1):
            kin = other_names(" ".join(word.folded for word in found[start:end]))
            kin_terms = frozenset(
                term for name in kin for language in UNDERSTOOD for term in _terms(name, language)
            )
            names[start:end] = [already | kin_terms for already in names[start:end]]
    return zip(found, names, strict=True)

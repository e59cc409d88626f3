"""Whose words a question asks for ("What does the ministry say?", "according to the mayor"), and
which sentences tell them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.evidence import Evidence
from bot.kinds import DENY, SAY, SAY_FR
from bot.question import Asked, Question
from index.analysis import content_tokens, content_words, folded, folded_in_place
from index.claims import speakers
from index.lexicon import words
from index.library import Library
from index.places import other_names

NEAR = 0.65
"""Share of the best score from which on the words of whom is asked for go before others'."""

COVERS = 0.7
"""The same of what the best tells of the question's other words."""

_WHOM = r"(?P<whom>(?:[\w'’.-]+ ){0,6}?[\w'’.-]+)"
_DO = r"(?:do|does|did|has|have|had)"
_VERB = "".join(rf"(?<!\b{word})" for word in ("the", "a", "an", "of", "to", "in", "his", "their"))
"""No noun follows: "the head of state", "reject the report"."""

_SELF = r"(?: (?:it|him|her|them)sel(?:f|ves))?"
_ENDS = r"(?= *(?:$|[?!,;:]))"
_ABOUT = r"(?= *(?:$|[?!,;:])| (?:sur|a|aux?|concernant|quant|dans|lors|apres|avant|en)\b)"
_ASKED = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (rf"\bwhat(?: exactly| else)? {_DO} {_WHOM}{_SELF}{_VERB} (?:\w+ly )?{SAY}\b", True),
        (rf"\bqu(?:e |'){SAY_FR} {_WHOM}{_ABOUT}", True),
        (rf"\bqu'est-ce qu(?:e |'){_WHOM} {SAY_FR}\b", True),
        (rf"\b(?:why|on what grounds?) {_DO} {_WHOM}{_VERB} (?:\w+ly )?(?:{SAY}|{DENY})\b", False),
        (rf"\baccording to {_WHOM}{_ENDS}", False),
        (rf"\b(?:selon|d'apres) {_WHOM}{_ENDS}", False),
    )
)
_OF_SOMETHING = re.compile(  # "l'ONU | de la crise", but "la République du Congo"
    r"(\b[A-ZÀ-Ý][\w'’.-]*) (?:du |des |de |de la |de l['’]|d['’])(?=[a-zà-ÿ]).*$"
)
_NOBODY = frozenset(
    [
        *("article", "articles", "story", "stories", "news", "press", "media", "newspapers"),
        *("library", "archive", "archives", "presse", "medias", "journaux", "textes"),
    ]
)
"""What is searched speaks for nobody in particular."""

_ELSEWHERE = re.compile(r"\b(?:to|with|auprès|avec)\b")


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose words are asked for: as typed, and its words among those of the question. `told`:
    they alone answer; else they are only the better source."""

    text: str
    words: tuple[Asked, ...]
    told: bool


def whom_asked_for(question: Question) -> Whom | None:
    """Whose words the question asks for; None where nobody's in particular."""
    bare = folded_in_place(question.text)
    for pattern, told in _ASKED:
        if match := pattern.search(bare):
            text = question.text[match.start("whom") : match.end("whom")]
            text = _OF_SOMETHING.sub(r"\1", text)
            named = _content(text, question.language)
            found = tuple(
                word
                for word in question.topic
                if not named.isdisjoint(_content(word.text, question.language))
            )
            return Whom(text, found, told) if found and not named <= _NOBODY else None
    return None


def _content(text: str, language: str) -> set[str]:
    return {word.folded for word in content_words(text, language)}


def words_of(
    library: Library, question: Question, whom: Whom, evidence: Sequence[Evidence]
) -> list[Evidence]:
    """The evidence that tells their words, of that which bears on the question nearly as much as
    the best."""
    if not evidence:
        return []
    others = [
        (number, word.weight * library.concordance.rarity(word.terms))
        for number, word in enumerate((*question.topic, *question.earlier))
        if word not in whom.words
    ]

    def told(e: Evidence) -> float:
        return sum(rarity * e.standing[number].near for number, rarity in others)

    near, covers = NEAR * evidence[0].score, COVERS * told(evidence[0])
    bearing = (e for e in evidence if e.score >= near and told(e) >= covers)
    return [e for e in bearing if _speak(library, whom, e)]


def _speak(library: Library, whom: Whom, evidence: Evidence) -> bool:
    article = library.articles[evidence.sentence.article_id]
    return any(
        _is_called(whom.words, named, article.language)
        for claim in library.claims(article.id, evidence.sentence.span)
        for named in (span.of(article.text) for span in speakers(claim))
    )


def _is_called(asked: Sequence[Asked], source: str, language: str) -> bool:
    """Whether a source may be whom the words call: it has one of the names, and where they tell
    the office too, most of the words. Of a country's name only those who speak for it."""
    found = [form for _, _, form in content_tokens(_ELSEWHERE.split(source)[0], language)]
    stems = {stem for form in found for stem in form.stems}
    met = [word for word in asked if not stems.isdisjoint(word.terms)]
    names = [word for word in asked if word.name]
    if not met or (names and not any(word.name for word in met)):
        return False
    if len(names) < len(asked):
        return 2 * len(met) > len(asked)
    if any(not other_names(folded(word.text)) for word in met):
        return True
    rest = [form.folded for form in found if not other_names(form.folded)]
    return not rest or not _officials().isdisjoint(rest)


@cache
def _officials() -> frozenset[str]:
    return frozenset(folded(word) for word in words("officials"))

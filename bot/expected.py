"""Whether a sentence holds the kind of answer that a question expects, and where.

A date answers "when", a name that the question does not give answers "who", a number that counts
soldiers answers "How many soldiers?". Cues are in index/lexicon/answer_cues.txt.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from bot.persons import likely_person
from bot.question import Asked, Question
from index.analysis import content_tokens, content_words, folded, folded_in_place
from index.lexicon import entries, pattern_of, words
from index.model import Span
from index.places import other_names

REACH = 4
"""Content words between a number and what it counts: "two Russian combat helicopters"."""

_MONTH = (
    r"(?:jan(?:uary|vier|\.)|feb(?:ruary|\.)|fevrier|mar(?:ch|s|\.)|apr(?:il|\.)|avril|may|mai"
    r"|june|juin|july|juillet|aug(?:ust|\.)|aout|sep(?:t?\.|tember|tembre)|oct(?:ober|obre|\.)"
    r"|nov(?:ember|embre|\.)|dec(?:ember|embre|\.))"
)
_DATE = re.compile(
    r"\b(?:(?:\d{1,2}(?:st|nd|rd|th|er)? (?:of )?)?"
    rf"{_MONTH}(?!\w)(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?"
    r"|(?:1[89]|20)\d\d\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
    r"|(?:yesterday|today|tonight|tomorrow|hier|aujourd'hui|demain)\b"
    r"|(?:last|this|next|past) (?:week|month|year|summer|spring|winter|autumn|fall|night)\b"
    r"|(?:\w+ )?(?:day|week|month|year|hour|fortnight)s? (?:ago|later|earlier)\b"
    r"|il y a \w+ (?:jour|mois|an|semaine)s?\b"
    r"|(?:la semaine|l'annee|l'an|le mois|l'ete) (?:dernier|derniere|prochain|prochaine)\b)"
)
_TIME = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}\b(?: ?[ap]\.?m\b)?|\d{1,2} ?[ap]\.?m\b|\d{1,2} ?h(?:eures?|\d{2})?\b"
    r"|(?:noon|midnight|midday|(?:pre-)?dawn|dusk|midi|minuit|aube)\b"
    r"|(?:mid-?|early |late )?(?:morning|afternoon|evening|night)\b"
    r"|(?:matin|soir|nuit)(?:ee)?\b)"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TIMES = {"date": _DATE, "time": _TIME, "year": re.compile(rf"\b{_YEAR.pattern}\b")}
_DIGITS = re.compile(r"\d[\d.,]*(?:m|bn|k)?")
# "How many of the | Russian helicopters | did Mali get?"
_HOW_MANY = re.compile(
    r"\b(?:how many|combien)(?: (?:of|de|des|d'|the|these|those|les|ces))* ?"
    r"(?P<counted>(?:(?!(?:did|do|does|were|was|are|is|have|has|had|will|would|ont|a|sont|est"
    r"|etaient|avait|avaient|in|on|at|of|to|en|dans|par|sur)\b)[\w'-]+ ?)+)"
)
_MONEY = re.compile(r"[$€£¥%]")
# "Inès Caron", "the Port of Sète Authority", "Anwar al-Sadat"
_NAME = re.compile(
    r"[^\W\d_a-zà-ÿ][\w'’.-]*(?:[ -](?:(?:of|de|du|des|al|el|bin|ben|von|van|the|la|le)[ -])*"
    r"[^\W\d_a-zà-ÿ][\w'’-]*)*"
)
_BESIDE = 64
"""Characters before a name that are looked at for a preposition: it, an article and two words."""
_BEFORE_PLACE = re.compile(
    r"\b(?:in|at|near|from|off|outside|across|inside|on|to|around|into|over|a|au|aux|en|dans|pres"
    r"|vers|de|du|d'|sur|chez)(?: (?:the|a|an|le|la|les|un|une))?(?: [\w-]+){0,2} ?(?:l')?$"
)

_NAMED = frozenset(["person", "organisation", "name", "place"])
"""Kinds of answer that are names."""


class Candidate(NamedTuple):
    """What may answer: its kind, and its span within the sentence; of reasons, manners,
    statements and denials that of the cue.

    `sure` is 0 where no more is known than that it is of the kind, up to 1 where it is surely:
    "because" gives a reason, "after" at times; "Inès Caron, a judge" is a person. A tuple:
    hundreds are made for a question.
    """

    answer: str
    span: Span
    sure: float = 0.0


class Candidates:
    """Tells of sentences what in them may answer one question."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._given = {term for word in (*question.topic, *question.earlier) for term in word.terms}
        self._bare = folded(question.text)
        self._asked = set().union(*(word.terms for word in _counted(question)))

    def of(self, sentence: str, language: str) -> Iterator[Candidate]:
        """What may answer, kind after kind; one span may be of two kinds."""
        bare = folded_in_place(sentence)
        answers = self._question.expects.answers
        named = [] if _NAMED.isdisjoint(answers) else list(self._names(sentence, bare))
        for answer in sorted(answers):
            if answer in ("number", "money"):
                yield from self._numbers(answer, sentence, language)
            elif answer == "country":
                yield from self._countries(sentence, language)
            elif answer == "person":
                yield from (Candidate(answer, s, likely_person(sentence, s)) for s in named)
            elif answer == "place":
                yield from (Candidate(answer, span) for span in named if _in_place(bare, span))
                yield from _cued(answer, bare)
            elif answer in _NAMED:
                yield from (Candidate(answer, span) for span in named)
            else:
                yield from _cued(answer, bare)

    def _names(self, sentence: str, bare: str) -> Iterator[Span]:
        """Names that the question does not give."""
        language = self._question.language
        for match in _NAME.finditer(sentence):
            start, name = match.start(), match.group()
            if start == 0:
                first, space, rest = name.partition(" ")
                if not rest:
                    continue  # the first word of a sentence
                if space and not _stems(first, language):
                    start += len(first) + 1  # "On March", "The NTSB"
                    name = rest
            if _DATE.fullmatch(bare, start, match.end()):
                continue
            if any(map(self._given.isdisjoint, _stems(name, language))):
                yield Span(start, start + len(name.rstrip(".'’-")))

    def _countries(self, sentence: str, language: str) -> Iterator[Candidate]:
        """Countries, by any name, that the question does not give: "Russian", "Moscow"."""
        for start, end, form in content_tokens(sentence, language):
            if form.capital and self._given.isdisjoint(form.stems) and other_names(form.folded):
                yield Candidate("country", Span(start, end))

    def _numbers(self, answer: str, sentence: str, language: str) -> Iterator[Candidate]:
        """Numbers that count what is asked about; where money is asked for, amounts."""
        found = content_tokens(sentence, language)
        forms = [form for _, _, form in found]
        places = [n for n, form in enumerate(forms) if self._counts(form.folded)]
        money = words("units_of_money")
        for n in places:
            if n - 1 in places:
                continue  # "30 million" is one number
            near = range(max(0, n - 1), min(n + REACH + 1, len(found)))
            last = n
            while last + 1 < len(found) and (last + 1 in places or forms[last + 1].folded in money):
                last += 1
            start, end = found[n][0], found[last][1]
            start -= start > 0 and bool(_MONEY.match(sentence[start - 1]))
            end += end < len(sentence) and bool(_MONEY.match(sentence[end]))
            if answer == "money":
                paid = _MONEY.search(sentence[start:end]) or any(
                    forms[m].folded in money for m in near if m >= n
                )
                if paid:
                    yield Candidate(answer, Span(start, end))
            elif any(not self._asked.isdisjoint(forms[m].stems) for m in near if m != n):
                yield Candidate(answer, Span(start, end))

    def _counts(self, word: str) -> bool:
        """A number, not a year, and not one that the question itself gives."""
        number = word in words("numbers") or _DIGITS.fullmatch(word)
        return bool(number) and word not in self._bare and not _YEAR.fullmatch(word)


@lru_cache(20_000)  # the same names stand in many sentences
def _stems(name: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Those of each of its content words."""
    return tuple(form.stems for _, _, form in content_tokens(name, language))


def _in_place(bare: str, name: Span) -> bool:
    """Whether a preposition of place stands before it."""
    return bool(_BEFORE_PLACE.search(bare, max(0, name.start - _BESIDE), name.start))


def _cued(answer: str, bare: str) -> Iterator[Candidate]:
    for pattern, sure in _patterns(answer):
        for match in pattern.finditer(bare):
            if match.end() > match.start():
                yield Candidate(answer, Span(*match.span()), sure)


def _counted(question: Question) -> list[Asked]:
    """The words right behind "how many", up to one without topic: "Russian helicopters" of "How
    many Russian helicopters did Mali get?"; where none stands there, all words."""
    match = _HOW_MANY.search(folded(question.text))
    if match is None:
        return list(question.topic)
    run = {word.folded for word in content_words(match["counted"], question.language)}
    return [w for w in question.topic if folded(w.text) in run] or list(question.topic)


@cache
def _patterns(answer: str) -> list[tuple[re.Pattern[str], float]]:
    """What finds the answers of a kind, and how surely they are; the surest first."""
    if answer in _TIMES:
        return [(_TIMES[answer], 0.0)]
    surely, perhaps = (
        [cue for listed in _cues().get(kind, ()) for cue in listed.split()]
        for kind in (answer, f"{answer}?")
    )
    graded = [(surely, float(bool(perhaps))), (perhaps, 0.0)]
    return [(re.compile(rf"\b(?:{pattern_of(cues)})\b"), sure) for cues, sure in graded if cues]


@cache
def _cues() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for answer, cues in entries("answer_cues"):
        found.setdefault(answer, []).append(cues)
    return found

"""Whether a sentence holds the kind of answer that a question expects.

So far for numbers: "How many soldiers?" is answered by a number that counts soldiers, or not
at all. Names, dates and reasons are for what the index will know of them.
"""

import re

from bot.question import Question
from index.analysis import Word, content_words, folded
from index.lexicon import words

REACH = 4
"""Content words between a number and what it counts: "two Russian combat helicopters"."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DIGITS = re.compile(r"\d[\d.,]*(?:m|bn|k)?")
_MONEY = re.compile(r"[$€£¥%]")
_OF_MONEY = re.compile(r"\b(?:how much|combien\b.*\bco[uû]t|co[uû]te)", re.IGNORECASE)


def holds_expected(question: Question, sentence: str, language: str) -> bool:
    """True where the sentence may answer; False only where what is expected surely lacks."""
    if question.kind != "how many":
        return True
    found = content_words(sentence, language)
    numbers = [n for n, word in enumerate(found) if _counts(word, question)]
    if _OF_MONEY.search(question.text):
        money = words("units_of_money")
        return bool(_MONEY.search(sentence)) or any(
            found[near].folded in money
            for n in numbers
            for near in range(n, min(n + REACH, len(found)))
        )
    asked = set().union(*(word.terms for word in question.topic))
    return any(
        not asked.isdisjoint(found[near].stems)
        for n in numbers
        for near in range(max(0, n - 1), min(n + REACH + 1, len(found)))
        if near != n
    )


def _counts(word: Word, question: Question) -> bool:
    """A number, not a year, and not one that the question itself gives."""
    given = word.folded in folded(question.text)
    number = word.folded in words("numbers") or _DIGITS.fullmatch(word.folded)
    return bool(number) and not given and not _YEAR.fullmatch(word.folded)

"""Made-up news of any size, the same for the same seed: words by Zipf's law, as in any language."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b

from index.model import Article
from tests.quality.data import article

VOCABULARY = 50_000
WORDS_A_PASSAGE = (20, 60)
PASSAGES_AN_ARTICLE = 10

_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er")]


def passages(number: int, seed: int = 1) -> list[str]:
    """`number` paragraphs of one to three sentences."""
    chance = random.Random(seed)
    words = [_word(n) for n in range(VOCABULARY)]
    weights = [1 / (n + 3) for n in range(VOCABULARY)]
    total = sum(chance.choices(range(*WORDS_A_PASSAGE), k=number))
    drawn = iter(chance.choices(words, weights, k=total + number * WORDS_A_PASSAGE[1]))
    return [_paragraph(chance, drawn) for _ in range(number)]


def articles_of(texts: list[str]) -> Iterator[Article]:
    """Articles of PASSAGES_AN_ARTICLE of the paragraphs each."""
    for start in range(0, len(texts), PASSAGES_AN_ARTICLE):
        yield article_of("\n\n".join(texts[start : start + PASSAGES_AN_ARTICLE]))


def article_of(text: str) -> Article:
    """Published on one of 2,000 days, which the text tells, as it does the id."""
    raw = text.encode()
    day = date(2017, 1, 1) + timedelta(days=sum(raw[:200]) % 2_000)
    return article(blake2b(raw, digest_size=8).hexdigest(), text, published=day.isoformat())


def questions(texts: list[str], number: int, seed: int = 2) -> list[str]:
    """Questions of three to seven words that stand together in one of the texts."""
    chance = random.Random(seed)
    asked = []
    for _ in range(number):
        words = chance.choice(texts).replace(".", "").lower().split()
        asked.append(" ".join(chance.sample(words, chance.randint(3, 7))))
    return asked


def _word(number: int) -> str:
    syllables = []
    number += len(_SYLLABLES)
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return "".join(syllables)


def _paragraph(chance: random.Random, drawn: Iterator[str]) -> str:
    sentences = []
    for _ in range(chance.randint(1, 3)):
        words = [next(drawn) for _ in range(chance.randint(*WORDS_A_PASSAGE) // 2)]
        sentences.append(" ".join(words).capitalize() + ".")
    return " ".join(sentences)

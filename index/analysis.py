"""Text to index terms: the same for passages and questions, per language.

Terms are of three fields, told apart by their form:
    stem    "helicopt"          folded, stemmed words without function words
    exact   "=helicopters"      the same words unstemmed
    bigram  "combat helicopt"   neighbouring stems, function words between them passed over
Folding (case, accents, ligatures) is for matching only; a quote is always the article's text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from Stemmer import Stemmer

from index.lexicon import UNDERSTOOD, words
from index.model import Span

_LONGEST_KEPT = 2_000  # code points; no sentence is longer
FORMS_KEPT = 200_000
FIELDS = ("stem", "exact", "bigram")

# "Mi-35P", "Mali's", "U.S", "50,000", "l’armée"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[-'’.]\w+)*")
_JOINTS = re.compile(r"[-']|(?<!\d)\.|\.(?!\d)")  # of compounds, but not of "3.5"
_APOSTROPHE = re.compile("['’]")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")  # "U.S", "p.m"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")  # "50,000"
_UNDECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_INVERTED = re.compile(r"(?:-t)?-(?:il|elle|on|ils|elles|je|tu|nous|vous|ce|la|le|les|moi)$")
_ELIDED = frozenset(
    ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]
)
_AFRICAN = re.compile("[NM]['’][^\\W\\d_a-z]")  # "N'Djamena", "M'Bala": nothing is elided
# What Snowball leaves on words without accents: "helicos", "livrent", "tuerent", "livre" of
# "livrée"; not the -ment of nouns. Measured on piaf_fr and afriqa_fr: +.01 of passages.
_LEFT_BY_FRENCH_STEMMER = re.compile(
    r"(?<=\w{3}[aiou])s$|(?<=\w{3})(?:er)?(?<!m)ent$|(?<=\w{3}[^aeiou\W])e$"
)
# Not the "I'll" and "we'd" typed without their apostrophe, but words of the news.
_NO_CONTRACTIONS = frozenset(["hell", "ill", "shed", "shell", "wed"])
# One call is one step of the interpreter, so threads may share them.
_STEMMERS = {
    "en": Stemmer("english"),
    "fr": Stemmer("french"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries topic: where it stands, and what it is matched by.

    `stems` holds the word's stem; for compounds ("Mi-35P") the whole first, then its parts.
    """

    span: Span
    folded: str
    stems: tuple[str, ...]
    capital: bool


class Form(NamedTuple):
    """What a word is matched by, wherever it stands; as in `Word`."""

    folded: str
    stems: tuple[str, ...]
    capital: bool


Token = tuple[int, int, Form]
"""From where to where a word stands, and its form: a `Word`, made in a fraction of the time."""


def content_words(text: str, language: str) -> list[Word]:
    """The words of `text` in order, function words of `language` left out.

    An unknown `language` ("und") leaves out the function words of every language understood
    and stems as English. Offsets are code points of `text`.
    """
    if len(text) > _LONGEST_KEPT:
        return _content_words.__wrapped__(text, language)
    return list(_content_words(text, language))


def content_tokens(text: str, language: str) -> list[Token]:
    """The same; for who looks at many sentences. Not to be changed."""
    if len(text) > _LONGEST_KEPT:
        return _content_tokens.__wrapped__(text, language)
    return _content_tokens(text, language)


@lru_cache(maxsize=1_024)  # disputes, claims and the index ask for the same sentences
def _content_words(text: str, language: str) -> list[Word]:
    return [Word(Span(start, end), *form) for start, end, form in content_tokens(text, language)]


@lru_cache(maxsize=1_024)  # what may answer is looked for, and then what stands close to it
def _content_tokens(text: str, language: str) -> list[Token]:
    forms = _forms_of(language, text.isupper())
    return [
        (match.start(), match.end(), form)
        for match in _TOKEN.finditer(text)
        if (form := forms[match.group()])
    ]


def terms(text: str, language: str) -> Counter[str]:
    """How often each index term, of all fields, occurs in `text`."""
    return Counter(terms_of(content_words(text, language)))


def field_of(term: str) -> str:
    """The field, one of FIELDS, to which the form of a term assigns it."""
    if term.startswith("="):
        return "exact"
    return "bigram" if " " in term else "stem"


def terms_of(found: Iterable[Word | Form]) -> Iterator[str]:
    """The index terms, of all fields, of words that follow one another."""
    previous = None
    for word in found:
        yield from word.stems
        yield f"={word.folded}"
        if previous is not None:
            yield f"{previous} {word.stems[0]}"
        previous = word.stems[-1]


def folded(text: str) -> str:
    """Without case and accents: "Goïta" and "GOITA" become "goita"."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each character becomes, by its code point; each is worked out once. One by one,
    because what marks do to each other's order does not matter: all go."""

    def __missing__(self, code: int) -> str:
        # Twice: a mathematical 𝛢 has no lower case before it is decomposed.
        once = unicodedata.normalize("NFKD", chr(code)).casefold()
        bare = (c for c in unicodedata.normalize("NFKD", once) if not unicodedata.combining(c))
        self[code] = "".join(bare).translate(_UNDECOMPOSED)
        return self[code]


_FOLDED = _Folded()


def folded_in_place(text: str) -> str:
    """Folded, with typewriter's apostrophes, and every character where it was, so that what is
    found there can be marked in `text`; where a ligature would come apart, accents stay."""
    bare = folded(text)
    if len(bare) != len(text):
        bare = "".join(low if len(low := mark.lower()) == 1 else mark for mark in text)  # not "İ"
    return bare.replace("’", "'")


class _Forms(dict[str, Form | None]):
    """The forms of tokens, None of function words, each worked out once."""

    def __init__(self, language: str, shouted: bool) -> None:
        super().__init__()
        self._language, self._shouted = language, shouted

    def __missing__(self, token: str) -> Form | None:
        if len(self) >= FORMS_KEPT:
            self.clear()
        capital = token[0].isupper() and not self._shouted
        acronym = len(token) > 1 and token.isupper() and not self._shouted
        found = _form(token, self._language, acronym)
        self[token] = form = found and Form(*found, capital)
        return form


@cache
def _forms_of(language: str, shouted: bool) -> _Forms:
    return _Forms(language, shouted)


def _form(token: str, language: str, acronym: bool) -> tuple[str, tuple[str, ...]] | None:
    """The folded form and the stems of a token; None for a function word."""
    if token.isalpha() and (whole := folded(token)).isalpha():  # most, and none of what follows
        known = not acronym and whole in _function_words(language)
        return None if known else (whole, (_stem(whole, language),))
    if _GROUPED.fullmatch(token):
        token = token.replace(",", "")
    if _INITIALS.fullmatch(token):
        token, acronym = token.replace(".", ""), len(token) > 1  # "U.S." is "US", not "us"
    parts = _APOSTROPHE.split(folded(token))
    if language != "en":
        parts[-1] = _INVERTED.sub("", parts[-1])  # "a-t-il", "ont-ils", "doit-elle"
        while len(parts) > 1 and parts[0] in _ELIDED and not _AFRICAN.match(token):
            parts = parts[1:]  # "l'armée"
    if len(parts) > 1 and parts[-1] in ("s", ""):
        parts = parts[:-1]  # "Mali's"
    whole = "'".join(parts)
    if not acronym and whole in _function_words(language):
        return None
    pieces = [p for p in _JOINTS.split(whole) if p and p not in _function_words(language)]
    if len(pieces) < 2:
        return whole, (_stem(whole, language),)
    return whole, (whole, *(_stem(piece, language) for piece in pieces))


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    stemmer = _STEMMERS.get(language, _STEMMERS["en"])
    stem = str(stemmer.stemWord(word))
    return _LEFT_BY_FRENCH_STEMMER.sub("", stem) if language == "fr" else stem


@lru_cache(maxsize=8)
def _function_words(language: str) -> frozenset[str]:
    languages = (language,) if language in UNDERSTOOD else UNDERSTOOD
    return frozenset(
        folded(form)
        for known in languages
        for word in words(f"function_words.{known}")
        for form in (word, word.replace("'", ""))
        if form not in _NO_CONTRACTIONS
    )

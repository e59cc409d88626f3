"""Sentence to tagged words: what part of speech each is, in tags of the Penn Treebank.

English is tagged by Brill's rules, and what those get wrong beside cues is mended. French is
tagged from closed lists and endings; its cues are plainer than English ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from index.attribution import brill
from index.attribution.cues import verbs
from index.lexicon import entries, words

_WORD = re.compile(
    r"(?=\S)(?:"  # white space is passed over at once
    r"(?P<initials>(?:[^\W\d_]\.){2,})"  # "U.S."
    r"|(?P<number>[$€£]?\d+(?:[.,:]\d+)*[\w%]*(?:-\w+)*)"  # "$3.5bn", "59N6-TE", "10:30"
    # "Mi-35P", "O'Brien", "AT&T"; and "Gen." of "Gen. Doe": a full stop inside a sentence
    r"|(?P<word>[#@]?\w+(?:[-.&/'’]\w+)*-?(?:\.(?= [\s\S]))?)"
    r"|(?P<marks>\.\.\.|--|''|``|[^\w\s]))"
)
_ENGLISH_TAIL = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_FRENCH_HEAD = re.compile(r"(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
# "a-t-il", "dit-elle", "précise-t-on"
_FRENCH_TAIL = re.compile(r"(?:-t)?-(?:il|elle|on|ils|elles|je|nous|vous)$", re.IGNORECASE)
_MARK_TAGS = {"(": "(", "[": "(", ")": ")", "]": ")", ",": ",", ":": ":", ";": ":"}
_DASHES = frozenset(["-", "--", "–", "—", "...", "…"])
_FORMS_KEPT = 100_000


@dataclass(slots=True)
class Token:
    """A word or a mark of an article: text[start:end] of the article is `text`."""

    start: int
    end: int
    text: str
    lower: str
    tag: str


def tagged(
    text: str, start: int, end: int, language: str, wholes: Sequence[Token] = ()
) -> list[Token]:
    """The words and marks of the sentence text[start:end], each with its tag.

    `wholes`, in order and inside the sentence, stand as they are for all that they cover.
    """
    forms = _forms("fr" if language == "fr" else "en")
    tokens: list[Token] = []
    for whole in wholes:
        tokens.extend(_tokens(text, start, whole.start, forms))
        tokens.append(whole)
        start = whole.end
    tokens.extend(_tokens(text, start, end, forms))
    if forms.language == "fr":
        _tag_french(tokens)
    else:
        _tag_english(tokens)
    return tokens


_Form = tuple[str, str, str]
"""A word, the same in lower case, and the tag that it has wherever it stands; "" where its place
tells."""


class _Forms(dict[str, tuple[_Form, ...]]):
    """What stands between white space or marks, as the words that it is, each worked out once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, whole: str) -> tuple[_Form, ...]:
        if len(self) >= _FORMS_KEPT:
            self.clear()
        parts = _french_parts(whole) if self.language == "fr" else _english_parts(whole)
        self[whole] = found = tuple(map(self.form, parts))
        return found

    def form(self, word: str) -> _Form:
        lower = word.lower().replace("’", "'")
        tag = _french_tags().get(lower) if self.language == "fr" else _english_tag(word, lower)
        return word, lower, tag or ""


@cache
def _forms(language: str) -> _Forms:
    return _Forms(language)


def _tokens(text: str, start: int, end: int, forms: _Forms) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        begin, kind, whole = match.start(), match.lastgroup, match.group()
        if kind == "word":
            for word, lower, tag in forms[whole]:
                at, begin = begin, begin + len(word)
                yield Token(at, begin, word, lower, tag)
        elif kind == "marks":
            mark = _mark(begin, whole)
            if whole in "'’" and begin and text[begin - 1] in "sS":
                mark.tag = "POS"  # "the parties' leaders"
            yield mark
        else:
            yield Token(begin, match.end(), *forms.form(whole))


def _english_parts(whole: str) -> tuple[str, ...]:
    """ "didn't" as "did", "n't"."""
    tail = _ENGLISH_TAIL.search(whole)
    at = tail.start() if tail else 0
    return (whole[:at], whole[at:]) if at else (whole,)


def _french_parts(whole: str) -> Iterator[str]:
    """ "l'armée" as "l'", "armée"; "dit-il" as "dit", "-il"."""
    begin = 0
    while (head := _FRENCH_HEAD.match(whole, begin)) and head.end() < len(whole):
        yield head.group()
        begin = head.end()
    tail = _FRENCH_TAIL.search(whole, begin)
    if tail and tail.start() > begin:
        yield whole[begin : tail.start()]
        begin = tail.start()
    yield whole[begin:]


def _mark(begin: int, mark: str) -> Token:
    tag = _MARK_TAGS.get(mark) or (":" if mark in _DASHES else ".")
    return Token(begin, begin + len(mark), mark, mark, tag)


# English


_RELATIVES = frozenset(["that", "which", "what", "whatever", "whichever"])
_AFTER_POSSESSIVES = frozenset(
    ["NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB", "QN"]
)


def _english_tag(word: str, lower: str) -> str | None:
    """The tag of a word that the lexicon has, as it is written or else shouted."""
    if word == "US":
        return "NNP"  # not "us"
    return brill.lexicon().get(word) or (brill.lexicon().get(lower) if word.isupper() else None)


def _tag_english(tokens: list[Token]) -> None:
    lexicon = brill.lexicon()
    for place, token in enumerate(tokens):
        if not token.tag:
            known = lexicon.get(token.lower) if place == 0 else None
            token.tag = known or brill.guessed(token.text)
    tags = brill.mended([token.tag for token in tokens], [token.text for token in tokens])
    for token, tag in zip(tokens, tags, strict=True):
        token.tag = tag
    _mend_english(tokens)


def _mend_english(tokens: list[Token]) -> None:
    """What the rules get wrong beside cues."""
    lexicon = brill.lexicon()
    for place, (token, following) in enumerate(pairwise(tokens)):
        if token.tag == "WDT" and token.lower not in _RELATIVES:
            token.tag = "IN"  # "organisers of the push ... said"
        elif token.tag == "NNP" and token.text.islower() and lexicon.get(token.text) == "RB":
            token.tag = "RB"  # "China also said"
        elif (
            token.tag == "VBG"
            and following.tag in ("VBP", "VBZ", "VBD")
            and _in_noun_phrase(tokens, place)
        ):
            token.tag = "NN"  # "traders at the Namu crossing say"
        elif token.lower == "her" and following.tag not in _AFTER_POSSESSIVES:
            token.tag = "PRP"  # "told her she"; the rules know only "her house"
        elif token.tag in ("NNS", "NNP") and (
            token.text == "says"
            or (token.text in verbs("en") and (following.lower == "that" or _closes(tokens, place)))
        ):
            token.tag = "VBZ"  # "the narrator says", "the union claims that"
        elif (
            token.tag == "TO"
            and following.tag == "VB"
            and (place and tokens[place - 1].lower == "according")
        ):
            following.tag = "NN"  # "according to police"
        elif (
            following.tag == "VBZ"
            and following.lower in words("claim_nouns")
            and token.tag[0] == "V"
            and token.text in verbs("en")
        ):
            following.tag = "NNS"  # "denied reports the plane had crashed"


def _closes(tokens: list[Token], place: int) -> bool:
    """Whether the token and a name end a sentence behind what is told: '…,” the AFP reports.',
    '…, reports Reuters.'"""
    before, after = place - 1, place + 1
    while before > 0 and tokens[before].tag in ("NNP", "DT"):
        before -= 1
    while after < len(tokens) - 1 and tokens[after].tag in ("NNP", "DT"):
        after += 1
    told = tokens[before].tag in ("Q", ",")
    one_side = (before < place - 1) != (after > place + 1)
    return told and one_side and tokens[after].tag == "."


def _in_noun_phrase(tokens: list[Token], place: int) -> bool:
    """Whether an article stands before the token with nothing but names and nouns between."""
    before = place - 1
    while before > 0 and tokens[before].tag in ("NNP", "NN", "JJ"):
        before -= 1
    return before >= 0 and before < place - 1 and tokens[before].tag == "DT"


# French


@cache
def _french_tags() -> dict[str, str]:
    """Closed classes of French with a tag of the English set each: "le" DT, "qui" WP."""
    found: dict[str, str] = {}
    for tag, listed in entries("word_classes.fr"):
        for word in listed.split():
            found.setdefault(word, tag)
    return found


_FRENCH_ENDINGS = (
    ("ment", "RB"), ("aient", "VBD"), ("ait", "VBD"), ("èrent", "VBD"), ("eront", "MD"),
    ("erait", "MD"), ("eraient", "MD"), ("era", "MD"), ("issent", "VBP"), ("ant", "VBG"),
)  # fmt: skip
_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|u|us|i|is)$")
_BEFORE_VERBS = frozenset(["VBZ", "VBP", "VBD", "VBG", "MD"])


def _tag_french(tokens: list[Token]) -> None:
    for place, token in enumerate(tokens):
        if not token.tag:
            token.tag = _french_guess(tokens, place)
    for token, following in pairwise(tokens):
        if token.lower in ("s'", "l'", "les", "la", "le") and following.tag in ("VBZ", "VBD"):
            token.tag = "PRP_OBJECT"  # "il s'est dit prêt", "il l'a nié"


def _french_guess(tokens: list[Token], place: int) -> str:
    token = tokens[place]
    if token.lower[0] == "-":
        return "PRP"  # "dit-il"
    if token.lower in verbs("fr") and not (token.text[0].isupper() and place):
        return _french_verb(tokens, place)
    if token.text[0].isupper() and place:
        return "NNP"
    if any(c.isdigit() for c in token.text):
        return "CD"
    return next((tag for ending, tag in _FRENCH_ENDINGS if token.lower.endswith(ending)), "NN")


def _french_verb(tokens: list[Token], place: int) -> str:
    """The tag of a word that may be a reporting verb: "a déclaré" VBN, "déclare" VBZ, but
    "une annonce" NN and "le groupe déclaré terroriste" JJ."""
    lower = tokens[place].lower
    before = [t for t in tokens[max(0, place - 4) : place] if t.tag not in ("RB", "PRP")]
    previous = before[-1].tag if before else ""
    if _PARTICIPLE.search(lower):
        return "VBN" if previous in _BEFORE_VERBS else "JJ"
    if lower.endswith("ant"):
        return "VBG"
    if previous in ("DT", "IN", "CD") and before[-1].lower not in ("s'", "l'", "les", "la", "le"):
        return "NN"
    if previous == "DT" and len(before) > 1 and before[-2].tag in ("IN", "VBZ", "CC", ","):
        return "NN"  # "à l'annonce", "après la note"
    if previous == "DT" and len(before) == 1:
        return "NN"  # "L'annonce a surpris"
    return "VBZ"

"""Sentence to tagged words: what part of speech each is, in tags of the Penn Treebank.

English is tagged by Brill's rules (Brill 1992, "A simple rule-based part of speech tagger"):
a lexicon gives each word its commonest tag, rules on endings guess unknown words, rules on
neighbours mend both. textblob carries the data. Its files are read where they lie and its code
is never imported: that would load nltk, half a second for a program that answers in less.
French is tagged from closed lists and endings; its cues are plainer than English ones.
"""

import importlib.metadata
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from index.attribution.cues import verbs
from index.lexicon import entries, words

_WORD = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,})"  # "U.S."
    r"|(?P<number>[$€£]?\d+(?:[.,:]\d+)*[\w%]*(?:-\w+)*)"  # "$3.5bn", "59N6-TE", "10:30"
    r"|(?P<word>[#@]?\w+(?:[-.&/'’]\w+)*-?)"  # "Mi-35P", "O'Brien", "AT&T"
    r"|(?P<marks>\.\.\.|--|''|``|[^\w\s])"
)
_ENGLISH_TAIL = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_FRENCH_HEAD = re.compile(r"(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
# "a-t-il", "dit-elle", "précise-t-on"
_FRENCH_TAIL = re.compile(r"(?:-t)?-(?:il|elle|on|ils|elles|je|nous|vous)$", re.IGNORECASE)
_MARK_TAGS = {"(": "(", "[": "(", ")": ")", "]": ")", ",": ",", ":": ":", ";": ":"}
_DASHES = frozenset(["-", "--", "–", "—", "...", "…"])


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
    french = language == "fr"
    tokens: list[Token] = []
    for whole in wholes:
        tokens.extend(_tokens(text, start, whole.start, french))
        tokens.append(whole)
        start = whole.end
    tokens.extend(_tokens(text, start, end, french))
    if french:
        _tag_french(tokens)
    else:
        _tag_english(tokens)
    return tokens


def _tokens(text: str, start: int, end: int, french: bool) -> Iterator[Token]:
    at = start
    while match := _WORD.search(text, at, end):
        begin, at = match.span()
        if match.lastgroup == "marks":
            mark = _mark(begin, match.group())
            if mark.text in "'’" and begin and text[begin - 1] in "sS":
                mark.tag = "POS"  # "the parties' leaders"
            yield mark
            continue
        if match.lastgroup == "word":
            # A full stop inside a sentence belongs to an abbreviation: "Gen. Doe".
            if text[at : at + 2] == ". " and at + 2 < end:
                at += 1
            yield from _parted(text, begin, at, french)
            continue
        yield _word(text, begin, at)


def _parted(text: str, begin: int, end: int, french: bool) -> Iterator[Token]:
    """ "didn't" as "did", "n't"; "l'armée" as "l'", "armée"; "dit-il" as "dit", "-il"."""
    whole = text[begin:end]
    if not french:
        if "'" in whole or "’" in whole:
            tail = _ENGLISH_TAIL.search(whole)
            if tail and tail.start() > 0:
                yield _word(text, begin, begin + tail.start())
                begin += tail.start()
        yield _word(text, begin, end)
        return
    while (head := _FRENCH_HEAD.match(text, begin, end)) and head.end() < end:
        yield _word(text, begin, head.end())
        begin = head.end()
    tail = _FRENCH_TAIL.search(text, begin, end) if "-" in whole else None
    if tail and tail.start() > begin:
        yield _word(text, begin, tail.start())
        begin = tail.start()
    yield _word(text, begin, end)


def _word(text: str, begin: int, end: int) -> Token:
    word = text[begin:end]
    return Token(begin, end, word, word.lower().replace("’", "'"), "")


def _mark(begin: int, mark: str) -> Token:
    tag = _MARK_TAGS.get(mark) or (":" if mark in _DASHES else ".")
    return Token(begin, begin + len(mark), mark, mark, tag)


# English


# How rules of context look at neighbours. ("tag", -1) is the tag of the word before; of several
# in _ANY one must fit, of those in _BOTH all.
_ANY = {
    "PREVTAG": [("tag", -1)],
    "NEXTTAG": [("tag", 1)],
    "PREV2TAG": [("tag", -2)],
    "NEXT2TAG": [("tag", 2)],
    "PREV1OR2TAG": [("tag", -1), ("tag", -2)],
    "NEXT1OR2TAG": [("tag", 1), ("tag", 2)],
    "PREV1OR2OR3TAG": [("tag", -1), ("tag", -2), ("tag", -3)],
    "NEXT1OR2OR3TAG": [("tag", 1), ("tag", 2), ("tag", 3)],
    "PREVWD": [("word", -1)],
    "NEXTWD": [("word", 1)],
    "PREV1OR2WD": [("word", -1), ("word", -2)],
    "NEXT1OR2WD": [("word", 1), ("word", 2)],
    "CURWD": [("word", 0)],
}
_BOTH = {
    "SURROUNDTAG": [("tag", -1), ("tag", 1)],
    "PREVBIGRAM": [("tag", -2), ("tag", -1)],
    "NEXTBIGRAM": [("tag", 1), ("tag", 2)],
    "WDPREVTAG": [("tag", -1), ("word", 0)],
    "WDNEXTTAG": [("word", 0), ("tag", 1)],
    "WDAND2AFT": [("word", 0), ("word", 2)],
    "WDAND2TAGAFT": [("word", 0), ("tag", 2)],
    "WDAND2TAGBFR": [("tag", -2), ("word", 0)],
    "LBIGRAM": [("word", -1), ("word", 0)],
    "RBIGRAM": [("word", 0), ("word", 1)],
}
_RELATIVES = frozenset(["that", "which", "what", "whatever", "whichever"])
_AFTER_POSSESSIVES = frozenset(
    ["NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB", "QN"]
)
_MARGIN = 3  # no rule looks further
_EDGE = ["STAART"] * _MARGIN  # as the file of rules spells it

_Test = tuple[bool, int, str]  # on the tag or else on the word, how far off, what it must be
_Rule = tuple[int, str, _Test, _Test | None]  # rank, what the tag becomes where both hold


def _tag_english(tokens: list[Token]) -> None:
    lexicon = _lexicon()
    for place, token in enumerate(tokens):
        if not token.tag:
            known = "NNP" if token.text == "US" else lexicon.get(token.text)  # not "us"
            if known is None and (place == 0 or token.text.isupper()):
                known = lexicon.get(token.lower)
            token.tag = known or _guessed(token)
    tags = _EDGE + [token.tag for token in tokens] + _EDGE
    texts = _EDGE + [token.text for token in tokens] + _EDGE
    rules = _context_rules()
    for place, token in enumerate(tokens, start=_MARGIN):
        passed = 0
        while True:  # after a change the later rules of the new tag apply
            for rank, become, (on_tag, offset, value), second in rules.get(tags[place], ()):
                if rank < passed or (tags if on_tag else texts)[place + offset] != value:
                    continue
                if second is None or _holds(second, tags, texts, place):
                    tags[place], passed = become, rank + 1
                    break
            else:
                break
        token.tag = tags[place]
    _mend_english(tokens)


def _mend_english(tokens: list[Token]) -> None:
    """What the rules get wrong beside cues."""
    lexicon = _lexicon()
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


def _holds(test: _Test, tags: list[str], texts: list[str], place: int) -> bool:
    on_tag, offset, value = test
    return (tags if on_tag else texts)[place + offset] == value


def _guessed(token: Token) -> str:
    """A word that the lexicon lacks: names by their capital, others by their ending."""
    text = token.text
    if text[0].isupper() or text[0] == "@":
        return "NNP"
    if any(c.isdigit() for c in text):
        return "JJ" if "-" in text else "CD"
    for ending, tag in _ENDINGS:
        if text.endswith(ending):
            return tag
    return "NN"


# From the longest: "-ingly" before "-ly".
_ENDINGS = (
    ("ly", "RB"), ("ing", "VBG"), ("ed", "VBN"), ("ous", "JJ"), ("ful", "JJ"), ("ive", "JJ"),
    ("able", "JJ"), ("ible", "JJ"), ("al", "JJ"), ("ic", "JJ"), ("less", "JJ"), ("ss", "NN"),
    ("us", "NN"), ("is", "NN"), ("s", "NNS"), ("ize", "VB"), ("ise", "VB"),
)  # fmt: skip


def in_dictionary(word: str) -> bool:
    """Whether a word in lower case is one of the English tagger's dictionary."""
    return word in _lexicon()


@cache
def _lexicon() -> dict[str, str]:
    found = {}
    for line in _data("en-lexicon.txt"):
        word, tag = line.split(" ")[:2]
        found[word] = tag
    found.update({"'s": "POS", "’s": "POS", "n’t": "RB", "n't": "RB"})
    return found


@cache
def _context_rules() -> dict[str, list[_Rule]]:
    """For each tag the rules that may change it, in the order of the file."""
    found: dict[str, list[_Rule]] = {}
    for rank, line in enumerate(_data("en-context.txt")):
        wanted, become, kind, *values = line.split()
        if wanted == "IN" and become == "VB":
            continue  # meant for "they like it", it makes a verb of "of" in "accused him of"
        if kind.upper() in _ANY:
            for on, offset in _ANY[kind.upper()]:
                rule = (rank, become, (on == "tag", offset, values[0]), None)
                found.setdefault(wanted, []).append(rule)
        elif kind.upper() in _BOTH:
            first, second = (
                (on == "tag", offset, value)
                for (on, offset), value in zip(_BOTH[kind.upper()], values, strict=False)
            )
            found.setdefault(wanted, []).append((rank, become, first, second))
    return found


def _data(name: str) -> Iterable[str]:
    path = importlib.metadata.distribution("textblob").locate_file(f"textblob/en/{name}")
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123  (no file of the user's)
        return [line for line in file.read().splitlines() if line and not line.startswith(";;;")]


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
    known = _french_tags()
    for place, token in enumerate(tokens):
        if not token.tag:
            token.tag = known.get(token.lower) or _french_guess(tokens, place)
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

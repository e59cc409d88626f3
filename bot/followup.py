"""Questions that follow on others: "And when?", "Who disputes that?", "et en mars ?".

`rewritten` puts what the conversation is about in the place of the pronoun that stands for it, so
that the question can be read, and searched for, by itself. A question that stands by itself is
left as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import content_words, folded
from index.attribution.tagging import Token, tagged
from index.corpus import detected_language

_ABOUT = re.compile(
    r"\b(?:(?:tell|know|learn|hear)(?: (?:me|more|anything))* about|(?:what|how) about"
    r"|et (?:pour|à propos de)|parle[zr]?(?:-moi)? de)\s+(?P<topic>[^?.!,]+)",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"(?:and|but|so|or|also|et|mais|ou|donc|alors|sinon)\b", re.IGNORECASE)
_PRONOUNS_FR = frozenset(
    ["il", "elle", "ils", "elles", "lui", "leur", "leurs", "eux", "cela", "ca", "son", "sa", "ses"]
)
_POINTING = frozenset(["this", "that", "these", "those", "such"])
_SO = re.compile(r"\b(?:says? so|the same|that same|since then|by then|there)\b", re.IGNORECASE)
_FEW = 2
"""Content words that are too few to stand by themselves."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question of a conversation: as it can be read by itself, and how surely it follows on
    the one before: 1 where it says so, 0 where it names its own subject, else between."""

    text: str
    rewritten: str
    follows: float


@lru_cache(maxsize=256)
def follow_up(text: str, after: tuple[str, ...]) -> FollowUp:
    """Read `text` as the next question after those of `after`, oldest first."""
    theme = focus = ""
    for earlier in after:
        own = subject(earlier)
        if not own:
            continue
        leans = _leans(earlier)
        if not theme or (leans < 1 and not _ABOUT.search(earlier)):
            theme = focus = own  # a subject of its own
        elif leans < 1 or _ABOUT.search(earlier):
            focus = own
    follows = _leans(text) if after else 0.0
    if not focus or follows < 1:
        return FollowUp(text, text, follows)
    return FollowUp(text, _with_focus(text, focus, theme), follows)


def subject(text: str) -> str:
    """What a question is about, in its own words: "the helicopters" of "Who sold the
    helicopters?"; empty where no noun says it."""
    if match := _ABOUT.search(text):
        begin, end = match.span("topic")
    else:
        begin, end = 0, len(text)
    tokens = [t for t in _tokens(text) if begin <= t.start and t.end <= end]
    phrases = list(_noun_phrases(tokens))
    if not phrases:
        return ""
    named = [phrase for phrase in phrases if any(t.tag.startswith("NNP") for t in phrase)]
    best = (named or phrases)[-1]
    return text[best[0].start : best[-1].end]


def _leans(text: str) -> float:
    """How surely a question leans on the one before: 1 for one with a pronoun."""
    tokens = _tokens(text)
    if _LEADS_ON.match(text.strip()) or _SO.search(text) or any(_pronouns(tokens)):
        return 1.0
    words = content_words(text, detected_language(text))
    named = any(word.capital and word.span.start for word in words)
    if len(words) <= _FEW and not named:
        return 1.0
    return 0.0 if named else 0.5


def _with_focus(text: str, focus: str, theme: str) -> str:
    tokens = _tokens(text)
    for token in _pronouns(tokens):
        of = "'s" if token.tag in ("PRP$", "WP$") else ""
        return f"{text[: token.start]}{focus}{of}{text[token.end :]}"
    bare = text.rstrip(" ?!.")
    return f"{bare} {theme}{text[len(bare) :]}"


def _pronouns(tokens: Sequence[Token]) -> Iterator[Token]:
    """What stands for something said before."""
    for place, token in enumerate(tokens):
        following = tokens[place + 1].tag if place + 1 < len(tokens) else ""
        if token.tag in ("PRP", "PRP$"):
            if token.lower not in ("i", "you", "we", "me", "us", "my", "your", "our"):
                yield token
        elif token.lower in _POINTING:
            if place and not following.startswith(("NN", "JJ", "PRP", "DT", "CD")):
                yield token
        elif folded(token.text) in _PRONOUNS_FR and token.tag != "NN" and place:
            yield token


def _noun_phrases(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of nouns and what belongs to them, "of" between them passed over."""
    phrase: list[Token] = []
    for token in (*tokens, None):
        if token is not None and _in_phrase(token, phrase):
            phrase.append(token)
            continue
        while phrase and not phrase[-1].tag.startswith("NN"):
            phrase.pop()
        if phrase:
            yield phrase
        phrase = []


def _in_phrase(token: Token, phrase: Sequence[Token]) -> bool:
    if token.tag == "DT":
        return token.lower not in _POINTING and (not phrase or phrase[-1].tag == "IN")
    if token.lower in ("of", "de", "du", "des"):
        return bool(phrase) and phrase[-1].tag.startswith("NN")
    return token.tag.startswith(("NN", "JJ", "CD", "POS", "VBG"))


def _tokens(text: str) -> list[Token]:
    return tagged(text, 0, len(text), detected_language(text))

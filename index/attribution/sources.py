"""What is known of a source: that it wished to stay unnamed, and whom a description stands for.

"The official" is read as the most recent source that it fits; a reading, never a fact. Pronouns
are not read at all: the last person named is the right one too seldom to be printed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from index.lexicon import lines
from index.model import Attribution, Segmentation, Span

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DEFINITE = re.compile(r"(?:the|this|that|le|la|les|ce|cet|cette|ces)\s|l['’]", re.IGNORECASE)
_SAME = re.compile(r"\b(?:same|même)\b", re.IGNORECASE)
_GENERIC = frozenset(["source", "sources"])
_ATTRIBUTE = re.compile(r"\s(?:of|for|in|at|from|who|de|du|des|à|au|qui)\s|,")
_FARTHEST = 8  # attributions back to which a description may refer
_LONGEST_DESCRIPTION = 6  # words
_HUMBLE = frozenset(
    ["the", "this", "that", "he", "she", "they", "both", "it", "le", "la", "les", "il", "elle"]
)
"""Words with which a sentence speaks of somebody mentioned before."""


def with_antecedents(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each definite description with the source it most likely stands for."""
    known: list[Attribution] = []
    for attribution in found:
        if attribution.source and _is_description(attribution.source[0].of(text)):
            antecedent = _antecedent(text, attribution.source[0], known[-_FARTHEST:])
            known.append(replace(attribution, antecedent=antecedent))
        else:
            known.append(attribution)
    return known


def with_anonymity(
    text: str, segmentation: Segmentation, found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions, those marked whose source wished not to be named."""
    lowered = text.lower().replace("’", "'")
    phrases = [
        Span(at, at + len(phrase))
        for last, ending_so in _phrases().items()
        if last in lowered
        for phrase in ending_so
        for at in _all_of(lowered, phrase)
    ]
    if not phrases or len(lowered) != len(text):
        return list(found)
    # "asked not to be named" is no statement of its own
    found = [a for a in found if not any(a.cue[0].overlaps(phrase) for phrase in phrases)]
    marked: set[int] = set()
    for phrase in phrases:
        marked.update(_unnamed_by(text, segmentation, found, phrase.start))
    sources = {found[n].source[0] for n in marked if found[n].source}
    sources |= {a for n in marked if (a := found[n].antecedent) is not None}
    return [
        replace(attribution, anonymous=True)
        if n in marked
        or (attribution.source and attribution.source[0] in sources)
        or attribution.antecedent in sources
        else attribution
        for n, attribution in enumerate(found)
    ]


def _is_description(source: str) -> bool:
    """Whether a source is described, not named: "the same source", "the official"."""
    opener = _DEFINITE.match(source)
    if opener is None:
        return False
    rest = source[opener.end() :]
    few = len(_WORD.findall(rest)) <= _LONGEST_DESCRIPTION
    return few and not any(word[0].isupper() for word in _WORD.findall(rest))


def _antecedent(text: str, source: Span, known: Sequence[Attribution]) -> Span | None:
    wanted = source.of(text)
    head = _head(wanted)
    for attribution in reversed(known):
        for candidate in attribution.source[:1]:
            other = candidate.of(text)
            if _is_description(other):
                if other.lower() == wanted.lower() and attribution.antecedent:
                    return attribution.antecedent
                continue
            if len(other) > 3 and _may_be(wanted, head, other):
                return candidate
    return None


def _head(description: str) -> str:
    core = _ATTRIBUTE.split(description, maxsplit=1)[0]
    found = _WORD.findall(core)
    return found[-1].lower() if found else ""


def _may_be(wanted: str, head: str, other: str) -> bool:
    """Whether the description fits a source named before."""
    named = {word.lower() for word in _WORD.findall(other)}
    if len(named) == 1 and named <= _HUMBLE:
        return False
    if head in _GENERIC and _SAME.search(wanted):
        return True
    if head in named:
        return True
    return any(
        head in group and named & group and _plural(head) == _plural(next(iter(named & group)))
        for group in _groups()
    )


def _plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith("ss")


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in lines("person_nouns"))


@cache
def _phrases() -> Mapping[str, Sequence[str]]:
    """By their last words, of which there are few."""
    found: dict[str, list[str]] = {}
    for phrase in lines("anonymity"):
        found.setdefault(phrase.split()[-1], []).append(phrase)
    return found


def _all_of(lowered: str, phrase: str) -> list[int]:
    found = []
    at = lowered.find(phrase)
    while at >= 0:
        found.append(at)
        at = lowered.find(phrase, at + 1)
    return found


def _unnamed_by(
    text: str, segmentation: Segmentation, found: Sequence[Attribution], at: int
) -> list[int]:
    """Whose source stays unnamed by the phrase at the offset `at`."""
    place = next((n for n, s in enumerate(segmentation.sentences) if at < s.span.end), None)
    if place is None or any(span.start <= at < span.end for a in found for span in a.content):
        return []
    sentence = segmentation.sentences[place].span
    own = [
        n
        for n, a in enumerate(found)
        if a.source and sentence.contains(a.cue[0]) and not _names(a.source[0].of(text))
    ]
    if own:
        nearest = min(own, key=lambda n: abs(found[n].cue[0].start - at))
        return [nearest]
    opener = _WORD.search(text, sentence.start, sentence.end)
    if opener is None or opener.group().lower() not in _HUMBLE:
        return []
    # "The official spoke on condition of anonymity": whoever was quoted last
    before = [n for n, a in enumerate(found) if a.source and a.cue[0].end <= sentence.start]
    last = before[-1:] if before else []
    return [n for n in last if not _names(found[n].source[0].of(text))]


def _names(source: str) -> bool:
    """Whether a source is a name through and through: "Jane Doe", "Gen. John Doe"."""
    found = _WORD.findall(source)
    return len(found) > 1 and all(word[0].isupper() for word in found)

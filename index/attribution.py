"""Who says what: source, cue and content of every statement that an article reports.

There is no parser. Each sentence is tagged, its quotations standing for one word each; where a
reporting verb (index/lexicon/reporting_cues), "according to" or a name with a colon stands,
its source and its content are looked for where news puts them. A speaker under a quotation is
given only where the sentence gives one; where in doubt, none is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.contents import Stretch, left_of, right_of, says_something
from index.cues import Verb, verbs
from index.lexicon import lines, words
from index.model import Article, Attribution, Segmentation, Span
from index.phrases import Tokens, apposition_after, phrase_after
from index.speakers import Phrase, shared_subject, subject_after, subject_before
from index.tagging import Token, tagged

_BE = frozenset("be is are was were been being 's 're est sont était étaient été".split())
_AUXILIARIES = _BE | frozenset(
    "has have had having does do did 've 'd will would shall 'll".split()
    + "a ont avait avaient aurait auraient ayant".split()
)
_NEGATIONS = frozenset("not n't never ne n'".split())
_UNSAID = frozenset("could might may should must can cannot shall".split())
_ENDS_STATEMENT = re.compile(r"[,.!?…;:—–-][\"”»'’\s]*$")
_STRIPPED = " \t\r\n\u00a0\u202f,;:.–—-"


@dataclass(slots=True)
class _Found:
    """An attribution in terms of places; `open` until where its content may reach."""

    source: Phrase | None
    cue: Phrase
    left: Stretch | None
    right: int | None
    denies: bool = False
    trailing: bool = False


def attributions(article: Article, segmentation: Segmentation) -> tuple[Attribution, ...]:
    """Every statement that the article reports, in the order of the text. Never fails."""
    found: list[Attribution] = []
    language = "fr" if article.language == "fr" else "en"
    quotations = segmentation.quotations
    at = 0
    for sentence in segmentation.sentences:
        while at < len(quotations) and quotations[at].end <= sentence.span.start:
            at += 1
        touching = []
        for quotation in quotations[at:]:
            if quotation.start >= sentence.span.end:
                break
            touching.append(quotation)
        found.extend(_in_sentence(article.text, sentence.span, touching, language))
    return tuple(found)


def _in_sentence(
    text: str, sentence: Span, quotations: Sequence[Span], language: str
) -> Iterator[Attribution]:
    tokens = tagged(
        text, sentence.start, sentence.end, language, _wholes(text, sentence, quotations)
    )
    candidates = list(_candidates(tokens, language))
    for place, candidate in enumerate(candidates):
        end = len(tokens) - 1
        for later in candidates[place + 1 :]:
            if candidate.right is not None and later.trailing:
                begin = min(later.cue[0], later.source[0] if later.source else later.cue[0])
                if begin > candidate.right:
                    end = min(end, begin - 1)
        built = _built(text, tokens, candidate, end, quotations)
        if built is not None:
            yield built


def _wholes(text: str, sentence: Span, quotations: Sequence[Span]) -> list[Token]:
    """A token for each quotation in the sentence: "Q" where it says, "QN" where it names."""
    found = []
    for quotation in quotations:
        start, end = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
        inside = text[start:end]
        behind = text[end : end + 2].lstrip()[:1]
        before = text[max(sentence.start, start - 2) : start].rstrip()[-1:]
        says = (
            _ENDS_STATEMENT.search(inside) is not None
            or behind == ","
            or before in (":", ",", "")
            or inside.count(" ") > 5
        )
        found.append(Token(start, end, inside, "", "Q" if says else "QN"))
    return found


def _candidates(tokens: list[Token], language: str) -> Iterator[_Found]:
    known = verbs(language)
    for place, token in enumerate(tokens):
        verb = known.get(token.lower)
        if verb is not None and token.tag.startswith("V"):
            found = _by_verb(tokens, place, verb)
            if found is not None:
                yield found
        elif token.lower in ("according", "selon", "d'", "d’"):
            found = _according(tokens, place)
            if found is not None:
                yield found


def _by_verb(tokens: list[Token], head: int, verb: Verb) -> _Found | None:
    first = head
    while first > 0 and (
        tokens[first - 1].tag in ("RB", "MD") or tokens[first - 1].lower in _AUXILIARIES
    ):
        first -= 1
    group = [t.lower for t in tokens[first:head]]
    negated = any(w in _NEGATIONS for w in group)
    denies = "denies" in verb.frames
    if (negated and not denies) or any(w in _UNSAID for w in group):
        return None
    if any(w in _BE for w in group) and tokens[head].tag in ("VBN", "VBD"):
        return None
    if first > 0 and tokens[first - 1].tag == "TO":
        return None
    right = right_of(tokens, head, verb)
    source = None
    if tokens[head].tag == "VBG" and not group:
        if first and tokens[first - 1].tag in (",", "Q", "IN"):
            source = shared_subject(tokens, first)
    else:
        source = subject_before(tokens, first)
    trailing = False
    left = None
    begin = source[0] if source else first
    if source is None and "inverts" in verb.frames:
        source = subject_after(tokens, head)
        if source is not None:
            right = _after(tokens, source[1])
            left = left_of(tokens, first)
    elif source is not None and source[1] < first:
        left = left_of(tokens, begin)
    if source is None:
        return None
    if left is not None and not says_something(tokens, left):
        left = None if right is None or right[1] != "comma" else left
    place: int | None = None
    if right is not None:
        place, sign = right
        if sign == "comma":
            if left is None:
                return None
            if any(t.tag == "Q" for t in tokens[left[0] : left[1] + 1]):
                place = None
            elif tokens[place].tag == "VBG":
                place = None
        elif left is not None and sign != "quote":
            left = None
        elif left is not None and not any(t.tag == "Q" for t in tokens[left[0] : left[1] + 1]):
            left = None
    if left is None and place is None:
        return None
    trailing = left is not None
    return _Found(source, (first, head), left, place, denies and not negated, trailing)


def _after(tokens: Tokens, last: int) -> tuple[int, str] | None:
    place = last + 1
    if place < len(tokens) and tokens[place].tag in (",", ":"):
        place += 1
    if place < len(tokens) and tokens[place].tag == "Q":
        return place, "quote"
    return None


def _according(tokens: list[Token], place: int) -> _Found | None:
    last = place
    if tokens[place].lower == "according" or tokens[place].lower.startswith("d"):
        last = place + 1
        if last >= len(tokens) or tokens[last].lower not in ("to", "après"):
            return None
    end = phrase_after(tokens, last + 1)
    if end is None:
        return None
    end = apposition_after(tokens, end) if place else end
    source = (last + 1, end)
    before = tokens[place - 1] if place else None
    if before is None or before.tag in ("CC", ":"):
        right = end + 2 if end + 1 < len(tokens) and tokens[end + 1].tag == "," else end + 1
        return _Found(source, (place, last), None, right) if right < len(tokens) else None
    left = (0, place - 2 if before.tag == "," else place - 1)
    return _Found(source, (place, last), left, None, trailing=True) if left[1] >= 0 else None


def _built(
    text: str, tokens: list[Token], found: _Found, end: int, quotations: Sequence[Span]
) -> Attribution | None:
    content: list[Span] = []
    if found.left is not None:
        content.extend(_span(text, tokens, found.left))
    if found.right is not None and found.right <= end:
        content.extend(_span(text, tokens, (found.right, end)))
    if not content:
        return None
    for n, span in enumerate(content):
        for quotation in quotations:
            if quotation.overlaps(span):
                span = Span(min(span.start, quotation.start), max(span.end, quotation.end))
        content[n] = span
    cue = Span(tokens[found.cue[0]].start, tokens[found.cue[1]].end)
    source: tuple[Span, ...] = ()
    if found.source is not None:
        source = (Span(tokens[found.source[0]].start, tokens[found.source[1]].end),)
    quoted = [q for q in quotations if any(c.contains(q) for c in content)]
    mode: Literal["direct", "indirect", "mixed"] = "indirect"
    if quoted:
        direct = all(any(q.contains(c) for q in quoted) for c in content)
        mode = "direct" if direct else "mixed"
    return Attribution(
        source, (cue,), tuple(sorted(content)), mode, "denies" if found.denies else "asserts"
    )


def _span(text: str, tokens: list[Token], stretch: Stretch) -> Iterator[Span]:
    start, end = tokens[stretch[0]].start, tokens[stretch[1]].end
    while start < end and text[start] in _STRIPPED:
        start += 1
    while end > start and text[end - 1] in _STRIPPED:
        end -= 1
    if start < end:
        yield Span(start, end)

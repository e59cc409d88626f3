"""What is known of an article as bytes and back: versioned, explicit, never pickle.

JSON arrays of numbers, deflated. Spans are written as the distance from the span before and a
length; sentences, attributions and time expressions of a claim as their numbers in the lists
of the same article. Text and the article's id are not repeated: they are given when reading.
"""

import json
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Any, Literal

from index.errors import DamagedLibraryError
from index.model import (
    Attribution,
    Claim,
    Dispute,
    Passage,
    Segmentation,
    Sentence,
    Span,
    Strength,
    Timex,
)
from index.segmentation import passage_id

VERSION = 1
"""Of the form of the bytes; other ones are annotated anew, never guessed at."""

_LEVEL = 6
_MODES: tuple[Literal["direct", "indirect", "mixed"], ...] = ("direct", "indirect", "mixed")
_STANCES: tuple[Literal["asserts", "denies"], ...] = ("asserts", "denies")
_DENIES = _STANCES.index("denies")
_TYPES: tuple[Literal["DATE", "TIME", "DURATION", "SET"], ...] = (
    "DATE",
    "TIME",
    "DURATION",
    "SET",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article beside how it is cut up."""

    timexes: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


def pack_cut(cut: Segmentation) -> bytes:
    """Passages have to be the sentences in order, none left out; ValueError otherwise."""
    if tuple(s for passage in cut.passages for s in passage.sentences) != cut.sentences:
        raise ValueError("passages do not hold the sentences in order")
    return _deflated(
        [
            _flat(cut.paragraphs),
            _flat(sentence.span for sentence in cut.sentences),
            [sentence.paragraph for sentence in cut.sentences],
            _flat(cut.quotations),
            [len(passage.sentences) for passage in cut.passages],
        ]
    )


def unpack_cut(packed: bytes, article_id: str) -> Segmentation:
    paragraphs, spans, numbers, quotations, sizes = _inflated(packed)
    sentences = tuple(
        Sentence(article_id, span, paragraph)
        for span, paragraph in zip(_spans(spans), numbers, strict=True)
    )
    return Segmentation(
        tuple(_spans(paragraphs)),
        sentences,
        tuple(_spans(quotations)),
        tuple(_passages(sentences, sizes, article_id)),
    )


class Outline:
    """How an article is cut up, in numbers; a sentence is made of them when it is asked for: a
    question looks at a few in each of many articles. Any number of threads may ask."""

    def __init__(self, packed: bytes, article_id: str) -> None:
        self._packed, self._article_id = packed, article_id
        _, spans, paragraphs, _, _ = _inflated(packed)
        self._borders = array("q", accumulate(spans))  # where each starts, and where it ends
        self._paragraphs = array("q", paragraphs)

    def sentence(self, place: int) -> Sentence:
        """The sentence with so many before it."""
        start, end = self._borders[2 * place : 2 * place + 2]
        return Sentence(self._article_id, Span(start, end), self._paragraphs[place])

    def whole(self) -> Segmentation:
        """All of it."""
        return unpack_cut(self._packed, self._article_id)


def pack_known(cut: Segmentation, known: Known) -> bytes:
    """`known` of an article that is cut up so."""
    places = {sentence.span.start: place for place, sentence in enumerate(cut.sentences)}
    timexes = {timex.span.start: place for place, timex in enumerate(known.timexes)}
    said = {attribution: place for place, attribution in enumerate(known.attributions)}
    claims = []
    for claim in known.claims:
        by, stated = claim.attribution, claim.stated_on
        number = None if by is None else said.get(by)
        claims.append(
            [
                places[claim.sentences[0].span.start],
                len(claim.sentences),
                _attribution(by) if by and number is None else number,
                [timexes[timex.span.start] for timex in claim.timexes],
                timexes[stated.span.start] if stated else None,
            ]
        )
    return _deflated(
        [
            [_timex(timex) for timex in known.timexes],
            [_attribution(attribution) for attribution in known.attributions],
            claims,
        ]
    )


class Unpacked:
    """What is known of an article, as in Known; each made of its numbers when it is asked for:
    who quotes one sentence needs few of them. Any number of threads may ask."""

    def __init__(self, packed: bytes, cut: Segmentation, article_id: str) -> None:
        self._timexes, self._attributions, self._claims = _inflated(packed)
        self._cut, self._article_id = cut, article_id

    @cached_property
    def timexes(self) -> tuple[Timex, ...]:
        return tuple(map(_read_timex, self._timexes))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        return tuple(map(_read_attribution, self._attributions))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        _ = self.timexes, self.attributions  # several claims share them
        return tuple(self._claim(number) for number in range(len(self._claims)))

    @property
    def denies(self) -> bool:
        """Whether somebody in the article denies something."""
        own = (claim[2] for claim in self._claims if isinstance(claim[2], list))
        return any(said[4] == _DENIES for said in (*self._attributions, *own))

    def claims_over(self, span: Span) -> tuple[Claim, ...]:
        """Those with a sentence that overlaps the span, in their order."""
        sentences = self._cut.sentences
        first = bisect_right(sentences, span.start, key=lambda s: s.span.end)
        end = bisect_left(sentences, span.end, first, key=lambda s: s.span.start)
        return tuple(
            self._claim(number)
            for number, (at, count, _, _, _) in enumerate(self._claims)
            if at < end and first < at + count
        )

    def _claim(self, number: int) -> Claim:
        first, count, by, inside, stated = self._claims[number]
        return Claim(
            self._article_id,
            self._cut.sentences[first : first + count],
            self._attribution(by) if isinstance(by, int) else by and _read_attribution(by),
            tuple(map(self._timex, inside)),
            None if stated is None else self._timex(stated),
        )

    def _attribution(self, number: int) -> Attribution:
        if "attributions" in self.__dict__:  # all of them have been made
            return self.attributions[number]
        return _read_attribution(self._attributions[number])

    def _timex(self, number: int) -> Timex:
        if "timexes" in self.__dict__:
            return self.timexes[number]
        return _read_timex(self._timexes[number])


def pack_claim(claim: Claim) -> list[Any]:
    """A claim by itself, as JSON has it: a side of a dispute may be none of its article's."""
    return [
        _flat(sentence.span for sentence in claim.sentences),
        [sentence.paragraph for sentence in claim.sentences],
        claim.attribution and _attribution(claim.attribution),
        [_timex(timex) for timex in claim.timexes],
        claim.stated_on and _timex(claim.stated_on),
    ]


def unpack_claim(packed: Sequence[Any], article_id: str) -> Claim:
    spans, paragraphs, by, inside, stated = packed
    return Claim(
        article_id,
        tuple(
            Sentence(article_id, span, paragraph)
            for span, paragraph in zip(_spans(spans), paragraphs, strict=True)
        ),
        by and _read_attribution(by),
        tuple(_read_timex(timex) for timex in inside),
        stated and _read_timex(stated),
    )


def pack_sides(dispute: Dispute) -> bytes:
    """The denial and the claims, which have to stand in one article."""
    return _deflated([pack_claim(dispute.denial), [pack_claim(c) for c in dispute.claims]])


def unpack_sides(packed: bytes, strength: Strength, denial_in: str, claims_in: str) -> Dispute:
    """`denial_in` and `claims_in` are the ids of the articles of either side."""
    denial, claims = _inflated(packed)
    return Dispute(
        unpack_claim(denial, denial_in),
        tuple(unpack_claim(claim, claims_in) for claim in claims),
        strength,
    )


def _deflated(packed: list[Any]) -> bytes:
    written = json.dumps(packed, separators=(",", ":")).encode("ascii")
    return zlib.compress(written, _LEVEL)


def _inflated(packed: bytes) -> Any:
    try:
        return json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError) as error:
        raise DamagedLibraryError(
            "What the library knows of an article is not as it was stored; `saidwho reindex` puts "
            "it right."
        ) from error


def _flat(spans: Iterable[Span]) -> list[int]:
    """For each span the distance from the end of the one before, which may be below zero, and
    its length."""
    flat, at = [], 0
    for span in spans:
        flat += [span.start - at, span.end - span.start]
        at = span.end
    return flat


def _spans(flat: Sequence[int]) -> Iterator[Span]:
    at = 0
    for distance, length in zip(flat[::2], flat[1::2], strict=True):
        start = at + distance
        at = start + length
        yield Span(start, at)


def _passages(
    sentences: Sequence[Sentence], sizes: Iterable[int], article_id: str
) -> Iterator[Passage]:
    first = 0
    for number, size in enumerate(sizes, start=1):
        held = tuple(sentences[first : first + size])
        span = Span(held[0].span.start, held[-1].span.end)
        yield Passage(passage_id(article_id, number), article_id, span, held)
        first += size


def _timex(timex: Timex) -> list[Any]:
    first, last = timex.earliest, timex.latest
    return [
        timex.span.start,
        timex.span.end,
        _TYPES.index(timex.type),
        timex.value,
        first and first.toordinal(),
        last and last.toordinal(),
        int(timex.approximate),
    ]


def _read_timex(packed: Sequence[Any]) -> Timex:
    start, end, type_, value, first, last, approximate = packed
    return Timex(
        Span(start, end),
        _TYPES[type_],
        value,
        first and date.fromordinal(first),
        last and date.fromordinal(last),
        bool(approximate),
    )


def _attribution(said: Attribution) -> list[Any]:
    return [
        _flat(said.source),
        _flat(said.cue),
        _flat(said.content),
        _MODES.index(said.mode),
        _STANCES.index(said.stance),
        int(said.anonymous),
        *(_flat([span]) if span else 0 for span in (said.secondary_source, said.antecedent)),
    ]


def _read_attribution(packed: Sequence[Any]) -> Attribution:
    source, cue, content, mode, stance, anonymous, secondary, antecedent = packed
    return Attribution(
        tuple(_spans(source)),
        tuple(_spans(cue)),
        tuple(_spans(content)),
        _MODES[mode],
        _STANCES[stance],
        bool(anonymous),
        *(next(_spans(span)) if span else None for span in (secondary, antecedent)),
    )

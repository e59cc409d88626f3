"""The nouns: immutable, refusing to be built wrong.

All offsets are code points of `Article.text`, half-open, as Python slices them.
Text is stored once, in the article; everything else is spans into it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text that holds at least one character: text[start:end].

    Spans are equal, and sort, by their offsets alone.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start} and {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` at this span; ValueError where it reaches beyond the end."""
        if self.end > len(text):
            raise ValueError(f"span {self.start}-{self.end} reaches beyond {len(text)} characters")
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)


def stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """What of text[start:end] stands between its outer white space, if anything does."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. Articles are equal when they have the same id and the same text.

    `text` is the decoded file, header included, never altered. `body` is the part that was
    published; None where nothing follows the header. `published` is the document creation
    time, None where the file gives none. `language` is an ISO 639-1 code, or "und".
    """

    id: str
    text: str
    body: Span | None = field(compare=False)
    path: str = field(compare=False)
    published: date | None = field(default=None, compare=False)
    title: str | None = field(default=None, compare=False)
    outlet: str | None = field(default=None, compare=False)
    url: str | None = field(default=None, compare=False)
    language: str = field(default="und", compare=False)
    digest: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        if self.body is not None and self.body.end > len(self.text):
            raise ValueError(f"the body of {self.id} reaches beyond its text")
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "digest", digest)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; `paragraph` counts from 1, as a reader would count."""

    article_id: str
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is ranked: consecutive sentences of one paragraph. Passages are equal by id."""

    id: str
    article_id: str = field(compare=False)
    span: Span = field(compare=False)
    sentences: tuple[Sentence, ...] = field(compare=False)

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError(f"passage {self.id} has no sentence")
        if not all(self.span.contains(sentence.span) for sentence in self.sentences):
            raise ValueError(f"a sentence of passage {self.id} lies outside it")


@dataclass(frozen=True, slots=True)
class Segmentation:
    """An article cut up, everything in the order of the text.

    `paragraphs` and `sentences` leave out nothing of the body but white space.
    `quotations` are the spans between quotation marks, marks included, that hold
    more than one sentence or part of one; they never cross a paragraph's end.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, read against its article's date and the tense around it.

    `value` is TIMEX3's ("2022-03-31", "2020-08", "2022-SU", "P2W", "PRESENT_REF"); None where it
    cannot be told, as for "on Monday" in an article without a date. `earliest` and `latest` are
    the first and last day that it may mean, both included; None for durations, sets, and what
    cannot be told. `approximate`: "about", "a fortnight ago".
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("a time expression has both a first and a last day, or neither")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"{self.earliest} is later than {self.latest}")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say what: source, cue and content, each as spans in the order of the text.

    `source` is empty where none is named ("it was reported that"). `content` holds one span
    for each unbroken stretch. `mode` is "direct" where all of the content stands between
    quotation marks, "mixed" where part of it does. `stance`: whether the source asserts or
    denies the content. `anonymous`: the source wished not to be named. `secondary_source` is
    who passes it on ("the AFP" in "the official said, according to the AFP"). `antecedent` is
    the source, named before, that a description ("the same source") most likely stands for: a
    reading, never a fact; always None for pronouns.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Literal["direct", "indirect", "mixed"]
    stance: Literal["asserts", "denies"] = "asserts"
    anonymous: bool = False
    secondary_source: Span | None = None
    antecedent: Span | None = None

    def __post_init__(self) -> None:
        if not self.cue or not self.content:
            raise ValueError("an attribution needs a cue and a content")
        for spans in (self.source, self.cue, self.content):
            if list(spans) != sorted(spans):
                raise ValueError("spans of an attribution stand in the order of the text")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says in one go, or what the article itself says in one sentence.

    `sentences` follow one another; `attribution` is None where the article itself speaks.
    `timexes` tell when that happened which is claimed; `stated_on` when it was said.
    """

    article_id: str
    sentences: tuple[Sentence, ...]
    attribution: Attribution | None = None
    timexes: tuple[Timex, ...] = ()
    stated_on: Timex | None = None

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError(f"a claim of {self.article_id} has no sentence")
        if list(self.sentences) != sorted(self.sentences, key=lambda sentence: sentence.span):
            raise ValueError("sentences of a claim stand in the order of the text")

    @property
    def span(self) -> Span:
        """What to quote: its sentences, whole."""
        return Span(self.sentences[0].span.start, self.sentences[-1].span.end)

    @property
    def content(self) -> tuple[Span, ...]:
        """What is claimed, without the words that say by whom."""
        return self.attribution.content if self.attribution else (self.span,)


Strength = Literal[
    "denies", "rejects", "doubts", "may concern", "conflicting number", "conflicting date"
]

STRENGTHS: tuple[Strength, ...] = get_args(Strength)
"""Strongest first."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A denial and the claims it denies, which another source made; in one article or in two.

    "may concern": that the denial means these claims is told by its place alone. A conflict of
    numbers or dates has no denial in words: `denial` is the claim that came later.
    """

    denial: Claim
    claims: tuple[Claim, ...]
    strength: Strength

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("a dispute needs a claim that is disputed")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares a term with the query. Scores compare within one ranking only."""

    passage_id: str
    score: float


Query = Mapping[str, float]
"""What a retriever gets: index terms with weights above zero."""

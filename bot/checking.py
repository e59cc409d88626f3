"""A claim that somebody else made, in a post or in a message, held against the articles.

The articles may not have it in those words, or not at all. What they have is quoted, and it is
said whether that stands there word for word or only comes nearest; the reader compares.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from bot.answering import Answerer, Asked
from bot.evidence import Evidence, rank_sentences
from bot.message import Button, Draft, Message, Style
from bot.question import read_question
from bot.quotation import Quotation, quote, whole_quotation
from bot.rendering import add_quotations
from bot.sides import denials_bearing_on, without_sides
from bot.toolbar import toolbar
from bot.wording import Wording
from index.duplicates import as_told
from index.library import Library
from index.model import Article, Sentence, Span
from index.segmentation import segment

RESEMBLES = 0.6
"""Share of the words of a claim, by rarity, that a sentence needs to hold to be like it."""

MOST_SENTENCES = 12
"""Sentences of a post that are held against the articles: of a long one its beginning."""

FEWEST_WORDS = 3
"""Words below which a sentence claims nothing: "Breaking!", "Read more"."""

MOST_SHOWN = 3

LOOKED_AT = 10
"""Of the best sentences, those that are compared with the claim word for word."""

_ASKING = re.compile(
    r"\W*(?:(?:so|and|but|et|mais)\W+)?"
    r"(?:(?:is|was|isn't|has|does anybody|does anyone|anyone|anybody)\b\W*)?"
    r"(?:est[- ]ce que|est[- ]ce|c'est|c'est-ce|ce n'est|serait[- ]ce)?\W*"
    r"(?:this|that|it|ça|cela|ceci)?\W*(?:been|really|vraiment|bien)?\W*"
    r"(?:true|right|correct|accurate|disputed|denied|contested|real|fact[- ]?check(?:ed)?|check"
    r"|verify|vrai|exact|juste|contesté|démenti|vérifi(?:e|ez|er))?"
    r"\W*(?:this|that|it|ça|cela|ceci|please|svp)?\W*",
    re.IGNORECASE,
)
_OTHERWISE = frozenset(["otherwis", "opposit", "contrair", "contrari"])


@dataclass(frozen=True, slots=True)
class Found:
    """What the articles have of a claim: the quotes that are like it, whether those stand there
    word for word, and where there are none, the denials that bear on it."""

    like: tuple[Quotation, ...] = ()
    exact: bool = False
    denials: tuple[Quotation, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether anything stands against it, or what is like it is a denial itself."""
        return bool(self.denials) or any(_in_dispute(q) for q in self.like)


def asks_of_claim(text: str) -> bool:
    """Whether a question is only about what was said elsewhere, not about anything it names:
    "Who disputes this?", "Is that true?", or nothing at all."""
    if _ASKING.fullmatch(text):
        return True
    question = read_question(text)
    topic = without_sides(question).topic
    return question.kind == "who-disputes" and all(
        not _OTHERWISE.isdisjoint(asked.terms) for asked in topic
    )


def language_of(question: str) -> str | None:
    """The language in which it is asked; None where that cannot be told."""
    return read_question(question).language if question.strip() else None


def looked_up(answerer: Answerer, claim: str) -> Found:
    """As `held_against`, in the answerer's library as it is now; its witnesses hear of it."""
    began = perf_counter()
    found = held_against(answerer.library.latest(), claim)
    answered = bool(found.like or found.denials)
    answerer.tell(Asked(None, (), answered, perf_counter() - began))
    return found


def held_against(library: Library, claim: str) -> Found:
    """What the articles have of a claim of one or more sentences, the disputed first."""
    like: list[tuple[bool, Quotation]] = []
    denials: list[Quotation] = []
    for sentence in _sentences(claim):
        ranked = rank_sentences(library, read_question(sentence))
        match = _match(library, sentence, ranked)
        if match is not None:
            exact, evidence = match
            like.append((exact, _quoted(library, evidence.sentence)))
        else:
            denials += denials_bearing_on(library, ranked)
    if not like:  # beside a claim that was found they would be taken for denials of that one
        return Found(denials=tuple(_once(denials)[:MOST_SHOWN]))
    like = sorted(_apart(like), key=lambda pair: (not _in_dispute(pair[1]), not pair[0]))
    shown = like[:MOST_SHOWN]
    return Found(tuple(q for _, q in shown), exact=all(exact for exact, _ in shown))


def checked_message(found: Found, words: Wording, further: Sequence[Button] = ()) -> Message:
    """What was found, and plainly whether anybody disputes it; `further` buttons stand below."""
    draft = Draft()
    shown = (*found.like, *found.denials)
    if not shown:
        draft.add(words.nothing_like_it)
        return draft.done(further)
    if not found.disputed:
        draft.add(words.nobody_denies + "\n")
    if found.like:
        draft.add(words.stands_there if found.exact else words.comes_nearest, Style.BOLD)
    else:
        draft.add(words.denials_bearing, Style.BOLD)
    draft.add("\n\n")
    return draft.done(*toolbar(add_quotations(draft, shown, 1, words), 1, words, [*further]))


def _sentences(claim: str) -> Iterator[str]:
    """The sentences of a text that are long enough to claim something."""
    if not claim.strip():
        return
    post = Article(id="post", text=claim, body=Span(0, len(claim)), path="post")
    sentences = [s.span.of(claim) for s in segment(post).sentences] or [claim]
    for text in sentences[:MOST_SENTENCES]:
        if len(re.findall(r"\w+", text)) >= FEWEST_WORDS:
            yield text


def _match(
    library: Library, claim: str, ranked: Sequence[Evidence]
) -> tuple[bool, Evidence] | None:
    """The sentence that has the claim word for word, else the one most like it."""
    wanted = _bare(claim)
    for evidence in ranked[:LOOKED_AT]:
        article = library.articles[evidence.sentence.article_id]
        around = whole_quotation(library, article, evidence.sentence.span)
        if wanted in _bare(around.of(article.text)):
            return True, evidence
    best = max(ranked[:LOOKED_AT], key=lambda e: e.coverage, default=None)
    if best is not None and best.holds and best.coverage >= RESEMBLES:
        return False, best
    return None


def _bare(text: str) -> str:
    """Without what stands around words at the ends."""
    return as_told(text).strip(" .,;:!?…\"'«»()[]–—-")


def _quoted(library: Library, sentence: Sentence) -> Quotation:
    article = library.articles[sentence.article_id]
    span = whole_quotation(library, article, sentence.span)
    return quote(library, article, span, sentence.paragraph)


def _apart(found: Sequence[tuple[bool, Quotation]]) -> list[tuple[bool, Quotation]]:
    """Each quote once."""
    kept: list[tuple[bool, Quotation]] = []
    for exact, quotation in found:
        if not any(_same(quotation, other) for _, other in kept):
            kept.append((exact, quotation))
    return kept


def _once(found: Sequence[Quotation]) -> list[Quotation]:
    return [q for n, q in enumerate(found) if not any(_same(q, other) for other in found[:n])]


def _in_dispute(quotation: Quotation) -> bool:
    denies = any(c.attribution and c.attribution.stance == "denies" for c in quotation.claims)
    return denies or bool(quotation.disputed_by or quotation.disputes)


def _same(one: Quotation, other: Quotation) -> bool:
    return one.article.id == other.article.id and one.span.overlaps(other.span)

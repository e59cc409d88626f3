"""Who says what: source, cue and content of every statement that an article reports.

There is no parser. Each sentence is tagged, its quotations standing for one word each; where a
reporting verb (index/lexicon/reporting_cues), "according to" or a name with a colon stands,
its source and its content are looked for where news puts them. A speaker under a quotation is
given only where the sentence gives one; where in doubt, none is.

Content begins with its "that", as people who annotate news mark it, and ends without the
sentence's full stop. Sources keep their appositions: "Jane Doe, the head of the bank".
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from index.attribution.clauses import Stretch
from index.attribution.continuation import continued
from index.attribution.cues import verbs
from index.attribution.introductions import Statement
from index.attribution.quoting import quotations, whole_quotations
from index.attribution.sources import with_anonymity, with_antecedents
from index.attribution.statements import statements
from index.attribution.tagging import Token, tagged
from index.lexicon import letters, words
from index.model import Article, Attribution, Segmentation, Span

_STRIPPED = " \t\r\n\u00a0\u202f,;:.–—-"


def attributions(article: Article, segmentation: Segmentation) -> tuple[Attribution, ...]:
    """Every statement that the article reports, in the order of the text. Never fails."""
    found: list[Attribution] = []
    language = "fr" if article.language == "fr" else "en"
    quoted = quotations(article.text, segmentation)
    at = 0
    for number, sentence in enumerate(segmentation.sentences):
        while at < len(quoted) and quoted[at].end <= sentence.span.start:
            at += 1
        touching = []
        for quotation in quoted[at:]:
            if quotation.start >= sentence.span.end:
                break
            touching.append(quotation)
        following = _opening_next(segmentation, quoted, number)
        found.extend(_in_sentence(article.text, sentence.span, touching, following, language))
    found = continued(article.text, segmentation, quoted, found)
    found = with_antecedents(article.text, found)
    return tuple(with_anonymity(article.text, segmentation, found))


def _opening_next(segmentation: Segmentation, quoted: Sequence[Span], number: int) -> Span | None:
    """The quotation with which the sentence after the one of this number begins."""
    if number + 1 >= len(segmentation.sentences):
        return None
    start = segmentation.sentences[number + 1].span.start
    place = bisect_left(quoted, start, key=lambda quotation: quotation.start)
    return quoted[place] if place < len(quoted) and quoted[place].start == start else None


def _in_sentence(
    text: str, sentence: Span, touching: Sequence[Span], following: Span | None, language: str
) -> Iterator[Attribution]:
    if not _may_report(text, sentence, language):
        return
    tokens = tagged(
        text, sentence.start, sentence.end, language, whole_quotations(text, sentence, touching)
    )
    for statement in statements(tokens, language):
        built = _built(text, tokens, statement, touching, following)
        if built is not None:
            yield built


def _may_report(text: str, sentence: Span, language: str) -> bool:
    """Whether any cue can stand in the sentence: tagging the others would be wasted."""
    told = sentence.of(text)
    return ":" in told or not _openers(language).isdisjoint(letters(told))


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(verbs(language)) | words("claim_nouns") | {"according", "selon", "d"}


def _built(
    text: str,
    tokens: list[Token],
    found: Statement,
    touching: Sequence[Span],
    following: Span | None,
) -> Attribution | None:
    content: list[Span] = []
    for stretch in found.contents:
        span = _span(text, tokens, stretch)
        if span is not None:
            content.append(_with_quotations(span, touching))
    if not content and following is not None and tokens[-1].text == ":":
        content.append(following)  # "The statement reads:", and the quotation below
        touching = [*touching, following]
    if not content:
        return None
    cue = Span(tokens[found.cue[0]].start, tokens[found.cue[1]].end)
    source = _phrase(tokens, found.source)
    quoted = [q for q in touching if any(c.contains(q) for c in content)]
    mode: Literal["direct", "indirect", "mixed"] = "indirect"
    if quoted:
        direct = all(any(q.contains(c) for q in quoted) for c in content)
        mode = "direct" if direct else "mixed"
    return Attribution(
        source=(source,) if source else (),
        cue=(cue,),
        content=tuple(sorted(content)),
        mode=mode,
        stance="denies" if found.denies else "asserts",
        secondary_source=_phrase(tokens, found.secondary),
    )


def _phrase(tokens: list[Token], phrase: Stretch | None) -> Span | None:
    if phrase is None:
        return None
    start = tokens[phrase[0]].start
    if tokens[phrase[0]].text[0] == "-":
        start += tokens[phrase[0]].text.rindex("-") + 1  # "il" of "a-t-il dit"
    return Span(start, tokens[phrase[1]].end)


def _with_quotations(span: Span, touching: Sequence[Span]) -> Span:
    """Grown to hold the whole of a quotation that began in a sentence before."""
    for quotation in touching:
        if quotation.overlaps(span):
            span = Span(min(span.start, quotation.start), max(span.end, quotation.end))
    return span


def _span(text: str, tokens: list[Token], stretch: Stretch) -> Span | None:
    """Without the white space and marks around it."""
    start, end = tokens[stretch[0]].start, tokens[stretch[1]].end
    while start < end and text[start] in _STRIPPED:
        start += 1
    while end > start and text[end - 1] in _STRIPPED:
        end -= 1
    return Span(start, end) if start < end else None

"""Claims: the sentences of an article by who answers for them, and when.

Every sentence belongs to a claim: to one for each source that it quotes, or to one of the
article itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.denials import denials
from index.denials.denying import Denial
from index.model import Article, Attribution, Claim, Segmentation, Sentence, Span, Timex

_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that|where|qui|que|dont|où)\b", re.IGNORECASE)
_ASIDE = re.compile(  # "Since the war began in May, Paris has warned"; "said before Friday"
    r"(?:(?:^|[,;:(—–])\s*(?:since|after|before|until|when|while|once|if|although|though|because|as"
    r"|depuis|après|avant|quand|lorsqu[e'’]|alors|tandis|comme|dès|jusqu['’]|puisqu[e'’]|si)\b[^,;]*"
    r"|\b(?:since|until|before|after|depuis|avant|après|jusqu['’]\S*)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
_SPEAKER = frozenset(["i", "we", "je", "nous", "on", "you", "one"])
_LONGEST_FRAME = 160
"""Code points between the words that say who speaks and a date of the statement."""


def claims(
    article: Article,
    segmentation: Segmentation,
    attributions: Sequence[Attribution],
    timexes: Sequence[Timex],
) -> tuple[Claim, ...]:
    """The claims of an article in the order of the text, wider ones first where two begin
    together."""
    sentences = segmentation.sentences
    found: list[Claim] = []
    covered: set[Sentence] = set()
    for attribution in _with_denials(article, sentences, attributions):
        held = _sentences_of(attribution, sentences)
        if held:
            covered.update(held)
            found.append(_attributed(article, held, attribution, timexes))
    for sentence in sentences:
        if sentence not in covered:
            inside = tuple(timex for timex in timexes if sentence.span.contains(timex.span))
            found.append(Claim(article.id, (sentence,), None, inside))
    return tuple(sorted(found, key=_order))


def told(article: Article, denial: Denial, sentence: Sentence) -> Claim | None:
    """The allegation that a denial's own sentence tells: "accusations that it smuggled arms"."""
    if denial.told is None or denial.told_as is None:
        return None
    source = (denial.claimant,) if denial.claimant else ()
    attribution = Attribution(source, (denial.told_as,), (denial.told,), "indirect")
    return Claim(article.id, (sentence,), attribution)


def dated(claim: Claim) -> Iterator[tuple[Timex, bool, Sentence]]:
    """The days that a claim gives, each with the sentence around it; first, and with True, the
    day of the statement, then those of what it tells."""
    told = [(claim.stated_on, True)] if claim.stated_on else []
    for timex, said in (*told, *((timex, False) for timex in claim.timexes)):
        sentence = next((s for s in claim.sentences if s.span.overlaps(timex.span)), None)
        if sentence and timex.earliest and timex.latest and timex.type in ("DATE", "TIME"):
            yield timex, said, sentence


def speakers(claim: Claim) -> tuple[Span, ...]:
    """Who makes the claim as the article puts it, and what that most likely stands for."""
    attribution = claim.attribution
    if attribution is None:
        return ()
    antecedent = (attribution.antecedent,) if attribution.antecedent else ()
    return (*attribution.source, *antecedent)


def _order(claim: Claim) -> tuple[int, int, int]:
    cue = claim.attribution.cue[0].start if claim.attribution else -1
    return claim.span.start, -claim.span.end, cue


def _sentences_of(attribution: Attribution, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences from the first to the last that the cue or the content touches."""
    spans = (*attribution.cue, *attribution.content)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    first = max(0, bisect_right(sentences, start, key=lambda s: s.span.start) - 1)
    held = []
    for sentence in sentences[first:]:
        if sentence.span.start >= end:
            break
        if start < sentence.span.end:
            held.append(sentence)
    return tuple(held)


def _with_denials(
    article: Article, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[Attribution]:
    """The attributions, and denials that none of them has; where a denier follows the cue
    ("a claim disputed by two nurses"), the denier instead of the subject."""
    added: list[Attribution] = []
    wrong: list[Span] = []
    cues = sorted(cue for attribution in attributions for cue in attribution.cue)
    for sentence in sentences:
        for denial in denials(article.text, sentence.span, article.language):
            denier = denial.denier
            if denier is None or denier.of(article.text).lower() in _SPEAKER:
                continue
            passive = denier.start > denial.cue.start
            if passive:
                wrong.append(denial.cue)
            elif any(cue.overlaps(denial.cue) for cue in cues):
                continue
            content = denial.denied or denial.object or denial.cue
            added.append(Attribution((denier,), (denial.cue,), (content,), "indirect", "denies"))
    for attribution in attributions:
        if not any(cue.overlaps(bad) for cue in attribution.cue for bad in wrong):
            yield attribution
    yield from added


def _attributed(
    article: Article,
    sentences: tuple[Sentence, ...],
    attribution: Attribution,
    timexes: Sequence[Timex],
) -> Claim:
    told = _told_by(article, sentences, attribution)
    inside = [t for t in timexes if any(span.contains(t.span) for span in told)]
    stated = _stated_on(article.text, sentences, attribution, told, timexes)
    return Claim(article.id, sentences, attribution, tuple(inside), stated)


def _told_by(
    article: Article, sentences: tuple[Sentence, ...], attribution: Attribution
) -> tuple[Span, ...]:
    """The content, but of a denial only what it says is denied: of "denied the report on
    Tuesday" nothing, so that Tuesday is when it was denied."""
    if attribution.stance == "denies":
        for sentence in sentences:
            for denial in denials(article.text, sentence.span, article.language):
                if any(cue.overlaps(denial.cue) for cue in attribution.cue):
                    return (denial.denied,) if denial.denied else ()
    return attribution.content


def _stated_on(
    text: str,
    sentences: tuple[Sentence, ...],
    attribution: Attribution,
    told: tuple[Span, ...],
    timexes: Sequence[Timex],
) -> Timex | None:
    """The date nearest to the words that say who speaks, in their sentence but outside of what
    is said; None in a clause of its own ("the minister, who took office in 2019, said")."""
    cue = attribution.cue[-1]
    own = next((s.span for s in sentences if s.span.overlaps(cue)), cue)
    frame = (*attribution.source, *attribution.cue)
    source = attribution.source[-1] if attribution.source else cue
    apart = source.end <= cue.start and _RELATIVE.search(text, source.end, cue.start)
    best: tuple[int, Timex] | None = None
    for timex in timexes:
        if timex.earliest is None or not own.contains(timex.span):
            continue
        if any(span.overlaps(timex.span) for span in told):
            continue
        if apart and timex.span.end <= source.start:
            continue  # "Thursday's vote was a defeat for Caron, who has opposed it"
        gap = min((_gap(part, timex.span) for part in frame), key=lambda g: g[1] - g[0])
        crossed = any(span.start < gap[1] and gap[0] < span.end for span in told)
        length = gap[1] - gap[0]
        before = max((p.end for p in frame if p.end <= timex.span.start), default=gap[0])
        aside = _RELATIVE.search(text, min(before, gap[0]), max(timex.span.start, gap[1]))
        aside = aside or _ASIDE.search(text[own.start : timex.span.start])
        if length > _LONGEST_FRAME or crossed or aside:
            continue
        if best is None or length < best[0]:
            best = length, timex
    return best[1] if best else None


def _gap(one: Span, other: Span) -> tuple[int, int]:
    """From where the earlier of two spans ends to where the later begins."""
    earlier, later = sorted((one, other))
    return min(earlier.end, later.start), later.start

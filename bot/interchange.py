"""The JSON that programs get: answers, hits and annotations, as the README documents them.

Offsets are code points of the file's text; a span is {"text", "start", "end"}.
"""

from collections.abc import Iterable
from typing import Any

from bot.answering import Answer, NoAnswer
from bot.quotation import Quotation, Side
from bot.scope import Scope
from index.copies import Place
from index.library import Library
from index.model import Article, Attribution, Claim, Dispute, Span

Json = dict[str, Any]


def answer_json(answer: Answer | NoAnswer, asked_as: object = None) -> Json:
    """An answer; `asked_as` is the id that the asking program gave its question."""
    answered = isinstance(answer, Answer)
    quotes = answer.quotations if isinstance(answer, Answer) else ()
    nearest = answer.nearest if isinstance(answer, NoAnswer) else ()
    return {
        "id": asked_as,
        "question": answer.question.text,
        "answered": answered,
        "kind": answer.question.kind,
        "language": answer.question.language,
        "quotes": [quote_json(quotation) for quotation in quotes],
        "nearest": [quote_json(quotation) for quotation in nearest],
        "why": answer.why if isinstance(answer, NoAnswer) else None,
        "searched": {"articles": answer.searched.articles, "passages": answer.searched.passages},
        "scope": scope_json(answer.scope),
    }


def scope_json(scope: Scope) -> Json | None:
    """What the articles were narrowed to; null where all were searched."""
    narrows = scope.first or scope.last or scope.outlets is not None
    if not narrows or scope.wrong is not None:
        return None
    return {
        "outlets": None if scope.outlets is None else list(scope.outlets),
        "first": scope.first.isoformat() if scope.first else None,
        "last": scope.last.isoformat() if scope.last else None,
    }


def quote_json(quotation: Quotation) -> Json:
    """A quote; "source" is null where the article itself speaks most of it."""
    article = quotation.article
    attribution = quotation.speaking.attribution if quotation.speaking else None
    return {
        **_published(article, quotation.span),
        "score": round(quotation.score, 4),
        "source": hull(article, attribution.source if attribution else ()),
        "cue": hull(article, attribution.cue if attribution else ()),
        "secondary_source": hull(article, _secondary(attribution)),
        "anonymous": attribution.anonymous if attribution else False,
        "dates": [
            {
                **span_json(article, timex.span),
                "value": timex.value,
                "role": "said" if said else "happened",
            }
            for timex, said in quotation.dates()
            if timex.type in ("DATE", "TIME")
        ],
        "answer": span_json(article, quotation.answer) if quotation.answer else None,
        "disputed_by": [_side_json(side) for side in quotation.disputed_by],
        "disputes": [_side_json(side) for side in quotation.disputes],
        "also_in": [also_json(also) for also in quotation.also_in],
    }


def also_json(also: Place) -> Json:
    """Where else a quote stands; the text there has the same words, and maybe other quotation
    marks and white space."""
    return _published(also.article, also.span)


def _published(article: Article, span: Span) -> Json:
    """A span with the article, the outlet and the day on which it was published."""
    published = article.published.isoformat() if article.published else None
    return {**place(article, span), "outlet": article.outlet, "published": published}


def hit_json(article: Article, span: Span, score: float) -> Json:
    """A passage or sentence of a ranking."""
    return {**place(article, span), "score": round(score, 4)}


def annotation_json(library: Library, article: Article) -> Json:
    """All that the index knows of an article."""
    segmentation = library.segmentation(article.id)
    return {
        "article": article.id,
        "path": article.path,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "sentences": [{"start": s.span.start, "end": s.span.end} for s in segmentation.sentences],
        "passages": [
            {"id": p.id, "start": p.span.start, "end": p.span.end} for p in segmentation.passages
        ],
        "timexes": [
            {**span_json(article, t.span), "type": t.type, "value": t.value}
            for t in library.timexes(article.id)
        ],
        "attributions": [_attribution(article, a) for a in library.attributions(article.id)],
        "disputes": [
            dispute_json(library, d)
            for d in library.disputes_in(article.id)
            if d.denial.article_id == article.id
        ],
    }


def dispute_json(library: Library, dispute: Dispute) -> Json:
    return {
        "denial": claim_json(library, dispute.denial),
        "claims": [claim_json(library, claim) for claim in dispute.claims],
        "strength": dispute.strength,
    }


def claim_json(library: Library, claim: Claim) -> Json:
    article = library.articles[claim.article_id]
    attribution = claim.attribution
    return {
        **span_json(article, claim.span),
        "article": article.id,
        "source": hull(article, attribution.source if attribution else ()),
    }


def place(article: Article, span: Span) -> Json:
    """A span with the article and the file that it stands in."""
    bare = span_json(article, span)
    return {"text": bare["text"], "article": article.id, "path": article.path, **bare}


def span_json(article: Article, span: Span) -> Json:
    return {"text": span.of(article.text), "start": span.start, "end": span.end}


def hull(article: Article, spans: Iterable[Span]) -> Json | None:
    """The stretch from the first of the spans to the end of the last."""
    ordered = sorted(spans)
    if not ordered:
        return None
    return span_json(article, Span(ordered[0].start, max(span.end for span in ordered)))


def _secondary(attribution: Attribution | None) -> tuple[Span, ...]:
    secondary = attribution.secondary_source if attribution else None
    return (secondary,) if secondary else ()


def _side_json(side: Side) -> Json:
    quotation, attribution = side.quotation, side.claim.attribution
    published = quotation.article.published
    return {
        **span_json(quotation.article, quotation.span),
        "article": quotation.article.id,
        "outlet": quotation.article.outlet,
        "published": published.isoformat() if published else None,
        "source": hull(quotation.article, attribution.source if attribution else ()),
        "strength": side.strength,
    }


def _attribution(article: Article, attribution: Attribution) -> Json:
    def spans(found: Iterable[Span]) -> list[Json]:
        return [span_json(article, span) for span in found]

    secondary = attribution.secondary_source
    return {
        "source": spans(attribution.source),
        "cue": spans(attribution.cue),
        "content": spans(attribution.content),
        "mode": attribution.mode,
        "anonymous": attribution.anonymous,
        "stance": attribution.stance,
        "secondary_source": span_json(article, secondary) if secondary else None,
    }

"""The ranking itself, for programs: passages or sentences best first, never a refusal."""

from collections.abc import Sequence

from bot.evidence import rank_passages, rank_sentences
from bot.interchange import Json, hit_json, scope_json
from bot.question import read_question
from bot.scope import EVERYTHING, Scope, unsearchable
from bot.scoping import firmly
from bot.wording import wording
from index.library import Library


def ranking(
    library: Library,
    text: str,
    after: Sequence[str] = (),
    always: Scope = EVERYTHING,
    *,
    k: int,
    sentences: bool,
) -> Json:
    """{"hits"}, "scope" where filters narrowed it, "why" where one cannot be read or leaves no
    article. What words only mention narrows nothing: nobody would be told."""
    catalogue = library.catalogue
    scope = firmly(text, catalogue).inside(always)
    before = tuple(firmly(earlier, catalogue).question for earlier in after)
    question = read_question(scope.question, before)
    within, narrowed = None, scope_json(scope)
    beside: Json = {} if narrowed is None else {"scope": narrowed}
    if scope.narrows:
        within = scope.mask(library)
        if why := unsearchable(scope, within, catalogue, wording(question.language)):
            return {"hits": [], **beside, "why": why}
    if sentences:
        evidence = rank_sentences(library, question, at_least=k, within=within)[:k]
        scored = [(e.sentence.article_id, e.sentence.span, e.score) for e in evidence]
    else:
        found = rank_passages(library, question, k, within)
        passages = [(library.passage(hit.passage_id), hit.score) for hit in found]
        scored = [(passage.article_id, passage.span, score) for passage, score in passages]
    hits = [hit_json(library.articles[name], span, score) for name, span, score in scored]
    return {"hits": hits, **beside}

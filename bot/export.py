"""The ledger of claims as a file: who said what, when, about what day, disputed by whom.

JSON uses the terms of schema.org (Claim, ClaimReview, Person, CreativeWork) where they fit; a
review carries no rating, for none is given here. Offsets are code points of the file's text.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.interchange import also_json, hull, span_json
from bot.printings import Printings
from index.library import Library
from index.model import STRENGTHS, Article, Claim, Dispute, Span, Timex

Json = dict[str, Any]

COLUMNS = (
    *("claim", "article", "path", "start", "end", "text", "source", "source_start", "source_end"),
    *("stance", "anonymous", "secondary_source", "published", "said", "said_words", "about"),
    *("about_words", "disputed_by", "dispute", "denial", "denial_article", "denial_start"),
    *("denial_end", "also_in"),
)
"""Of the table, in order; a claim with several denials has a row for each."""


def ledger(library: Library, form: str) -> str:
    """The whole ledger as "json", "csv" or "md", article by article in the order of the text."""
    return FORMS[form](library)


def _json(library: Library) -> str:
    told = Printings(library, claims_of)
    graph = [_claim_json(library, told, claim) for claim in _claims(library, told)]
    whole = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _csv(library: Library) -> str:
    written = io.StringIO()
    written.write("\ufeff")  # spreadsheets read "Goïta" wrong without it
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(library):
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return written.getvalue()


def _markdown(library: Library) -> str:
    lines = ["# Who said what, when, and who disputes it", ""]
    told = Printings(library, claims_of)
    for article in library.articles.values():
        lines += [f"## {_escaped(article.title or article.path)}", ""]
        published = article.published.isoformat() if article.published else "no date"
        lines += [f"{_escaped(article.path)}, published: {published}", ""]
        for claim in told.claims(article.id):
            if claim.attribution is None and not told.disputes(claim, disputes_of):
                continue
            lines += _bullet(library, told, article, claim)
        lines.append("")
    return "\n".join(lines)


FORMS: Mapping[str, Callable[[Library], str]] = {"json": _json, "csv": _csv, "md": _markdown}


def _claims(library: Library, told: Printings) -> Iterator[Claim]:
    for article_id in library.articles:
        yield from told.claims(article_id)


def claims_of(library: Library, article_id: str) -> list[Claim]:
    """The claims of an article, and those that only a denial tells of ("denied accusations that
    it had bought drones"), in the order of the text."""
    claims = list(library.claims(article_id))
    for dispute in library.disputes_in(article_id):
        for claim in dispute.claims:
            if claim.article_id == article_id and _listed(claims, claim) is None:
                claims.append(claim)
    return sorted(claims, key=lambda claim: claim.span.start)  # stable: told ones come last


def _listed(claims: Sequence[Claim], claim: Claim) -> Claim | None:
    """The claim itself, or that with which it begins: a side of a dispute may reach further."""
    if claim in claims:
        return claim
    cues = _cues(claim)
    return next((c for c in claims if any(a.overlaps(b) for a in _cues(c) for b in cues)), None)


def _cues(claim: Claim) -> tuple[Span, ...]:
    return claim.attribution.cue if claim.attribution else ()


def disputes_of(library: Library, claim: Claim) -> list[Dispute]:
    """The disputes over what the claim says, strongest first; a claim that is the denial, or
    that only reports it, is not disputed by it."""
    found: list[Dispute] = []
    for sentence in claim.sentences:
        for dispute in library.disputes_over(sentence):
            same = (c for c in dispute.claims if c.article_id == claim.article_id)
            over = any(a.overlaps(b) for c in same for a in c.content for b in claim.content)
            if over and not _holds(claim, dispute.denial) and dispute not in found:
                found.append(dispute)
    return sorted(found, key=lambda dispute: STRENGTHS.index(dispute.strength))


def _holds(claim: Claim, denial: Claim) -> bool:
    words = (*_cues(claim), *(claim.content if claim.attribution else ()))
    return claim.article_id == denial.article_id and any(
        span.overlaps(cue) for span in words for cue in _cues(denial)
    )


def claim_id(library: Library, claim: Claim) -> str:
    """Stable across runs: the beginning of the article's digest, and where the claim stands."""
    digest = library.articles[claim.article_id].digest[:16]
    place = "-".join(str(span.start) for span in (*_cues(claim)[:1], claim.content[0]))
    return f"{digest}:{claim.span.start}-{claim.span.end}:{place}"


def _claim_json(library: Library, told: Printings, claim: Claim) -> Json:
    article = library.articles[claim.article_id]
    made: Json = {
        "@type": "Claim",
        "@id": claim_id(library, claim),
        **span_json(article, claim.span),
        "appearance": _work(article),
        "author": _author(article, claim),
        "dateStated": _day(article, claim.stated_on),
        "temporalCoverage": [_day(article, timex) for timex in claim.timexes],
    }
    if claim.attribution:
        made["content"] = [span_json(article, span) for span in claim.attribution.content]
        made["cue"] = hull(article, claim.attribution.cue)
        made["mode"] = claim.attribution.mode
        made["stance"] = claim.attribution.stance
    if also_in := told.also_in(claim):
        made["alsoIn"] = [also_json(place) for place in also_in]
    disputes = told.disputes(claim, disputes_of)
    made["review"] = [_review(library, told, claim, dispute) for dispute in disputes]
    return made


def _work(article: Article) -> Json:
    published = article.published.isoformat() if article.published else None
    return {
        "@type": "NewsArticle",
        "@id": article.id,
        "name": article.title,
        "publisher": article.outlet,
        "datePublished": published,
        "inLanguage": article.language,
        "url": article.url,
        "path": article.path,
        "sha256": article.digest,
    }


def _author(article: Article, claim: Claim) -> Json | None:
    attribution = claim.attribution
    if attribution is None:
        return None
    antecedent, secondary = attribution.antecedent, attribution.secondary_source
    return {
        "@type": "Thing",  # a person, an organisation or a document: not told apart
        "name": hull(article, attribution.source),
        "anonymous": attribution.anonymous,
        "perhaps": span_json(article, antecedent) if antecedent else None,
        "via": span_json(article, secondary) if secondary else None,
    }


def _review(library: Library, told: Printings, claim: Claim, dispute: Dispute) -> Json:
    own = library.claims(dispute.denial.article_id)
    denial = told.first(_listed(own, dispute.denial) or dispute.denial)
    article = library.articles[denial.article_id]
    return {
        "@type": "ClaimReview",
        "reviewAspect": dispute.strength,
        "author": _author(article, denial),
        "reviewBody": span_json(article, denial.span),
        "itemReviewed": claim_id(library, claim),
        "denial": claim_id(library, denial),
        "appearance": _work(article),
        "dateStated": _day(article, denial.stated_on),
    }


def _day(article: Article, timex: Timex | None) -> Json | None:
    if timex is None:
        return None
    return {
        **span_json(article, timex.span),
        "value": timex.value,
        "earliest": timex.earliest.isoformat() if timex.earliest else None,
        "latest": timex.latest.isoformat() if timex.latest else None,
        "approximate": timex.approximate,
    }


def _rows(library: Library) -> Iterator[dict[str, object]]:
    told = Printings(library, claims_of)
    for claim in _claims(library, told):
        row = _row(library, claim)
        row["also_in"] = "; ".join(place.article.path for place in told.also_in(claim))
        for dispute in told.disputes(claim, disputes_of) or (None,):
            yield {**row, **_denial_columns(library, dispute)}


def _row(library: Library, claim: Claim) -> dict[str, object]:
    article, attribution = library.articles[claim.article_id], claim.attribution
    source = hull(article, attribution.source if attribution else ()) or {}
    secondary = attribution.secondary_source if attribution else None
    said = claim.stated_on
    return {
        "claim": claim_id(library, claim),
        "article": article.id,
        "path": article.path,
        **span_json(article, claim.span),
        "source": source.get("text", ""),
        "source_start": source.get("start", ""),
        "source_end": source.get("end", ""),
        "stance": attribution.stance if attribution else "asserts",
        "anonymous": bool(attribution and attribution.anonymous),
        "secondary_source": secondary.of(article.text) if secondary else "",
        "published": article.published or "",
        "said": (said.value or "") if said else "",
        "said_words": said.span.of(article.text) if said else "",
        "about": "; ".join(t.value or "?" for t in claim.timexes),
        "about_words": "; ".join(t.span.of(article.text) for t in claim.timexes),
    }


def _denial_columns(library: Library, dispute: Dispute | None) -> dict[str, object]:
    if dispute is None:
        return {}
    denial = dispute.denial
    article = library.articles[denial.article_id]
    source = hull(article, denial.attribution.source if denial.attribution else ()) or {}
    return {
        "disputed_by": source.get("text", ""),
        "dispute": dispute.strength,
        "denial": denial.span.of(article.text),
        "denial_article": article.id,
        "denial_start": denial.span.start,
        "denial_end": denial.span.end,
    }


def _bullet(library: Library, told: Printings, article: Article, claim: Claim) -> list[str]:
    who = _who(article, claim)
    place = f"{claim.span.start}–{claim.span.end}"
    said = f", said {claim.stated_on.value}" if claim.stated_on and claim.stated_on.value else ""
    lines = [f"- **{_escaped(who)}**{said} ({place}): {_escaped(claim.span.of(article.text))}"]
    if also_in := told.also_in(claim):
        lines.append(f"  - also in {_escaped(', '.join(p.article.path for p in also_in))}")
    for dispute in told.disputes(claim, disputes_of):
        denial = dispute.denial
        other = library.articles[denial.article_id]
        by = _escaped(_who(other, denial))
        place = f"{denial.span.start}–{denial.span.end}"
        where = "" if other == article else f", {_escaped(other.path)}"
        text = _escaped(denial.span.of(other.text))
        lines.append(f"  - {dispute.strength}: **{by}** ({place}{where}): {text}")
    return lines


def _who(article: Article, claim: Claim) -> str:
    if claim.attribution is None:
        return "the article itself"
    source = hull(article, claim.attribution.source)
    return str(source["text"]) if source else "nobody named"


def _escaped(text: str) -> str:
    """On one line, and nothing in it read as markup."""
    line = " ".join(text.split())
    return "".join("\\" + c if c in "\\`*_[]<>#|&~$" else c for c in line)


def _harmless(value: object) -> object:
    """A spreadsheet takes text that begins so for a formula, and runs it; a leading apostrophe
    keeps it text. Offsets count without it."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else value

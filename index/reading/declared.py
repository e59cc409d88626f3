"""The day on which a web page says of itself that it was published.

Only what is declared as that day counts. A search through the page, as htmldate does it, gives the
day of a related article or of the footer where the page declares none; quotes would then be dated
wrongly, and "on Monday" read against the wrong week. A page that declares none is undated.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from index.reading.dates import day_of_mail, day_written

# Names of <meta> (name, property or itemprop), the surest first.
_NAMES = """
article:published_time og:article:published_time og:published_time datepublished
parsely-pub-date sailthru.date cxenseparse:recs:publishtime publishdate publish-date publish_date
pubdate publication_date published_time dcterms.issued dc.date.issued citation_publication_date
dcterms.date dc.date date
"""
_META = _NAMES.split()
_ARTICLES = re.compile(r"(?:\w*Article|\w*BlogPosting|ReportageNewsArticle|Report)$")
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d)[/-](?P<day>\d\d)(?:[/_-]|$)")
_ASIDE = frozenset(("aside", "nav", "footer", "li", "form"))
_DEEPEST = 20  # objects within objects of JSON-LD


def day_declared(page: Any, url: str | None) -> date | None:
    """The day of publication, in the outlet's time; None where the page leaves it open."""
    for days in (_of_data(page), _of_meta(page), _of_marked(page), _of_address(url)):
        if day := next((day for day in days if day), None):
            return day
    alone = set(_of_times(page))
    return alone.pop() if len(alone) == 1 else None


def _read(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    return day_written(value) or day_of_mail(value)


def _of_data(page: Any) -> Iterator[date | None]:
    """From JSON-LD: the datePublished of an article, not of a video or of a comment."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from (_read(found.get("datePublished")) for found in _articles(data, 0))


def _articles(data: object, depth: int) -> Iterator[dict[str, object]]:
    """The article at the top or in a list or graph at the top."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _articles(each, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and _ARTICLES.search(name) for name in names):
            yield data
        yield from _articles(data.get("@graph"), depth + 1)


def _of_meta(page: Any) -> Iterator[date | None]:
    said: dict[str, object] = {}
    for meta in page.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            said.setdefault(name, meta.get("content"))
    yield from (_read(said.get(name)) for name in _META)


def _of_marked(page: Any) -> Iterator[date | None]:
    for element in page.iter():
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield _read(element.get("datetime") or element.get("content"))


def _of_address(url: str | None) -> Iterator[date | None]:
    found = _IN_ADDRESS.search(url or "")
    if found:
        yield day_written(f"{found['year']}-{found['month']}-{found['day']}")


def _of_times(page: Any) -> Iterator[date]:
    """The days of <time> in the article itself; several tell nothing."""
    for time in page.iter("time"):
        around = {parent.tag for parent in time.iterancestors()}
        day = _read(time.get("datetime"))
        if day and around & {"article", "main"} and not around & _ASIDE:
            yield day

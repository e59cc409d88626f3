from datetime import date

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.declared import day_declared

DAY = date(2022, 4, 18)
RELATED = "<aside><li><a>Old</a> <time datetime='2015-01-02'>2 January</time></li></aside>"


def day(head: str, body: str = "", url: str | None = None) -> date | None:
    page = lxml.html.document_fromstring(f"<html><head>{head}<title>T</title></head><body>{body}")
    return day_declared(page, url)


def data(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-04-18T23:30:00-05:00">',
        '<meta itemprop="datePublished" content="2022-04-18">',
        '<meta name="DC.date.issued" content="2022-04-18">',
        '<meta name="pubdate" content="Mon, 18 Apr 2022 00:30:00 +0200">',
        data('{"@type": "NewsArticle", "datePublished": "2022-04-18T00:30:00+02:00"}'),
        data('[{"@type": "WebPage"}, {"@type": ["Article"], "datePublished": "2022-04-18"}]'),
        data('{"@graph": [{"@type": "BlogPosting", "datePublished": "2022-04-18"}]}'),
    ],
)
def test_the_head_of_a_page_declares_its_day(head: str) -> None:
    changed = '<meta property="article:modified_time" content="2022-05-01">'

    assert day(changed + head, RELATED) == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<article><time itemprop='datePublished' datetime='2022-04-18'>x</time></article>",
        "<article><time pubdate datetime='2022-04-18'>x</time></article>",
        "<article><time datetime='2022-04-18T06:00:00Z'>x</time></article>",
    ],
)
def test_a_time_in_the_article_declares_it(body: str) -> None:
    assert day("", body + RELATED) == DAY


def test_the_address_declares_it() -> None:
    assert day("", RELATED, url="https://example.org/2022/04/18/ship.html") == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", RELATED),
        ("", "<footer>Copyright 2011-2021. Updated 3 May 2021</footer>"),
        ("", "<article><p>On 3 May 2019 he left.</p></article>"),
        ("", "<main><time datetime='2022-04-18'></time><time datetime='2022-04-19'></time></main>"),
        ('<meta property="article:modified_time" content="2022-05-01">', ""),
        ('<meta name="date" content="18/04/2022">', ""),
        (data('{"@type": "VideoObject", "datePublished": "2015-01-02"}'), ""),
        (data('{"@type": "Article", "datePublished": 2015}'), ""),
        (data("{"), ""),
        (data("[" * 100_000), ""),
    ],
)
def test_other_days_on_the_page_are_not_taken_for_it(head: str, body: str) -> None:
    assert day(head, body) is None


@given(st.recursive(st.none() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_data_of_any_shape_is_read(value: object) -> None:
    import json  # noqa: PLC0415

    assert day(data(json.dumps({"@type": value, "datePublished": value, "@graph": value}))) is None

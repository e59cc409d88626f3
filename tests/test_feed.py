import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading import feed
from index.reading.document import Complaint, Document
from index.reading.raw import Raw

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Port &amp; News</title><language>en-gb</language>
<item><title>Ship &lt;i&gt;here&lt;/i&gt;</title><link>https://example.org/1</link>
<pubDate>Mon, 18 Apr 2022 00:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The <b>ship</b> is here.</p><p>It is &amp; stays.</p>]]>
</content:encoded></item>
<item><title>Empty</title><pubDate>yesterday</pubDate></item>
<item><description>No more &lt;em&gt;than&lt;/em&gt; this.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Gazette</title>
<entry><title>Le port</title><link href="https://example.org/2"/>
<published>2022-04-18T23:30:00-05:00</published><updated>2022-05-01T00:00:00Z</updated>
<content type="text">Le port 1 &lt; 2.</content></entry></feed>"""


def read(data: bytes | str) -> list[Document | Complaint]:
    data = data.encode() if isinstance(data, str) else data
    return list(feed.read(Raw("feed.xml", io.BytesIO(data))))


def test_entries_of_rss_are_articles() -> None:
    first, empty, last = read(RSS)

    assert first == Document(
        "The ship is here.\n\nIt is & stays.",
        "feed.xml, entry 1",
        title="Ship here",
        published=date(2022, 4, 18),
        outlet="Port & News",
        url="https://example.org/1",
        language="en",
    )
    assert str(empty) == "feed.xml, entry 2: holds no text; left out."
    assert isinstance(last, Document)
    assert (last.text, last.published) == ("No more than this.", None)


def test_what_an_entry_strikes_out_is_not_read() -> None:
    item = "<item><description>&lt;del&gt;Three&lt;/del&gt; Four came.</description></item>"
    (entry,) = read(f"<rss version='2.0'><channel>{item}</channel></rss>")

    assert isinstance(entry, Document)
    assert entry.text == "Four came."


def test_entries_of_atom_are_articles() -> None:
    assert read(ATOM) == [
        Document(
            "Le port 1 < 2.",
            "feed.xml, entry 1",
            title="Le port",
            published=date(2022, 4, 18),
            outlet="Gazette",
            url="https://example.org/2",
            language="fr",
        )
    ]


def test_a_feed_cut_off_gives_what_came_and_says_so() -> None:
    found = read(RSS[: RSS.index("<item><title>Empty")])

    assert isinstance(found[0], Document)
    assert "damaged" in str(found[-1])


@pytest.mark.parametrize("data", ["<html><p>x</p></html>", "nothing", "\x00", "{}"])
def test_what_is_no_feed_is_refused_in_a_sentence(data: str) -> None:
    with pytest.raises(ArticleError, match=r"^feed\.xml: .*\.$"):
        read(data)


def test_a_feed_of_empty_entries_is_given_up_soon() -> None:
    stream = io.BytesIO(
        b"<rss version='2.0'><channel>" + b"<item></item>" * 500 + b"</channel></rss>"
    )
    entries = feed.read(Raw("feed.xml", stream))

    with pytest.raises(ArticleError, match="none of the first 20 entries"):
        list(entries)


def test_entities_that_multiply_or_open_files_are_not_followed() -> None:
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 20}">' for n in range(9)
    )
    entities += '<!ENTITY file SYSTEM "file:///etc/passwd">'
    item = "<item><description>So &a8; &file; it is.</description></item>"
    found = read(f"<!DOCTYPE l [{entities}]><rss version='2.0'><channel>{item}</channel></rss>")

    assert len(str(found)) < 2_000
    assert "root:" not in str(found)


def test_a_name_in_place_of_a_feed_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(RSS)

    with pytest.raises(ArticleError):
        read(str(tmp_path / "secret.xml"))


@given(st.integers(0, len(RSS)), st.binary(max_size=3), st.integers(0, 40))
@settings(max_examples=60)
def test_damaged_feeds_are_read_or_complained_of(at: int, inserted: bytes, cut: int) -> None:
    data = RSS.encode()

    with suppress(ArticleError):
        found = read(data[:at] + inserted + data[at + cut :])
        assert all(isinstance(one, Document | Complaint) for one in found)

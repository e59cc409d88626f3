import io
import re
from datetime import date

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading import webpage
from index.reading.document import Complaint, Document
from index.reading.raw import Raw

HEAD = """<!doctype html><html lang="fr-FR"><head><meta charset="utf-8"><title>Le port</title>
<meta property="og:site_name" content="Courrier du Port">
<meta property="article:published_time" content="2022-04-18T23:30:00-05:00">
<link rel="canonical" href="https://example.org/port"></head><body>
<nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>"""
BODY = """<article><h1>Le port</h1>
<p>La ministre a <b>démenti</b> l'accord,
selon <a href="https://example.org/x">l'agence</a>\u00a0: «\u00a0C'est faux\u00a0», a-t-elle dit
devant la presse réunie au port.</p>
<p>Le directeur du port affirme le contraire depuis une semaine.<br>Il a montré la lettre.</p>
<blockquote><p>Nous avons signé lundi, tout le monde était là.</p></blockquote></article>
<footer>© Courrier du Port, tous droits réservés</footer></body></html>"""
SHOWN = (
    "La ministre a démenti l'accord, selon l'agence\u00a0: «\u00a0C'est faux\u00a0», a-t-elle dit "
    "devant la presse réunie au port.\n\n"
    "Le directeur du port affirme le contraire depuis une semaine.\nIl a montré la lettre.\n\n"
    "Nous avons signé lundi, tout le monde était là."
)


def read(data: bytes | str, **fields: str) -> list[Document | Complaint]:
    data = data.encode() if isinstance(data, str) else data
    return list(webpage.read(Raw("a.html", io.BytesIO(data), **fields)))


def test_the_article_is_read_without_what_stands_around_it() -> None:
    assert read(HEAD + BODY) == [
        Document(
            SHOWN,
            "a.html",
            title="Le port",
            published=date(2022, 4, 18),
            outlet="Courrier du Port",
            url="https://example.org/port",
            language="fr",
        )
    ]


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
@pytest.mark.parametrize("declared", ["on the page", "by the server"])
def test_accents_come_out_right_in_older_encodings(charset: str, declared: str) -> None:
    page = (HEAD + BODY).replace("utf-8", charset if declared == "on the page" else "utf-8")
    fields = {} if declared == "on the page" else {"charset": charset}
    document = read(page.encode(charset), **fields)[0]

    assert isinstance(document, Document)
    assert document.text == SHOWN


def test_a_page_that_does_not_say_when_it_was_published_is_undated() -> None:
    page = re.sub(r"<meta property=.article.*", "", HEAD) + BODY.replace("lundi", "le 3 mai 2019")
    document, remark = read(page)

    assert isinstance(document, Document)
    assert document.published is None
    assert "taken as undated" in str(remark)


def test_hidden_and_struck_out_words_and_numbers_of_footnotes_are_not_read() -> None:
    said = (
        "<p>It cost <del>three</del> <s>3</s> four million<sup><a href='#1'>1</a></sup> for 9 "
        "m<sup>2</sup>, he <span style='display: none'>never</span> said <i hidden>x</i>so.</p>"
    )
    document = read(HEAD + BODY.replace("<blockquote>", said + "<blockquote>"))[0]

    assert isinstance(document, Document)
    assert "It cost four million for 9 m2, he said so." in document.text


def test_the_address_it_was_fetched_from_comes_first() -> None:
    document = read(HEAD + BODY, url="https://example.org/fetched")[0]

    assert isinstance(document, Document)
    assert document.url == "https://example.org/fetched"


@pytest.mark.parametrize("page", ["<html></html>", "<p></p>", "\x00\x01", "<!-- -->"])
def test_a_page_without_text_is_refused_in_a_sentence(page: str) -> None:
    with pytest.raises(ArticleError, match=r"^a\.html: .*\.$"):
        read(page)


MARKS = "<p> </p> <b> <br> <div> </div> <table><tr><td> </table> <ul><li> <script> </script>"
OTHERS = ["<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#8220;", "&nbsp;", "\u00ad", "\u200b"]
WORDS = ["The ship is here. ", "He said no. ", "« Oui »", "date 2022-04-18 "]
PIECES = st.sampled_from([*MARKS.split(), *OTHERS, *WORDS])


@given(st.lists(PIECES, max_size=60).map("".join))
@example("<p><br>-->&nbsp;")
def test_every_word_read_stands_on_the_page(middle: str) -> None:
    page = f"<html><body><article><p>{'The ship has come in. ' * 20}</p>{middle}</article></body>"
    try:
        found = read(page)
    except ArticleError:
        return
    shown = re.sub(r"\s+", "", "".join(lxml.html.fromstring(page).itertext()))
    for document in found:
        if isinstance(document, Document):
            for paragraph in document.text.split("\n\n"):
                assert re.sub(r"\s+", "", paragraph) in shown

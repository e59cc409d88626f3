from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.intake import Counts, Found, Understood
from bot.message import LONGEST_MESSAGE
from bot.understood import line, offered, removal, removals, told
from bot.wording import ENGLISH, LANGUAGES
from index.model import Article, Span
from index.reading import Document

NAMES = st.none() | st.text(min_size=1, max_size=1_000).filter(lambda name: bool(name.strip()))
COUNTS = st.none() | st.builds(Counts, *[st.integers(0, 10**6)] * 3)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        id="a",
        text="A ship sank.",
        body=Span(0, 12),
        path=draw(st.text(max_size=1_000)),
        published=draw(st.none() | st.dates()),
        title=draw(NAMES),
        outlet=draw(NAMES),
        url=draw(NAMES),
        language=draw(st.sampled_from(["en", "fr", "und", "xx"])),
    )


READ = st.builds(
    Understood,
    articles(),
    st.none() | articles(),
    st.lists(articles(), max_size=5).map(tuple),
    st.sampled_from([None, "added", "replaced"]),
)
FOUND = st.builds(
    Found,
    st.just((Document("A ship sank.", "a"),)),
    st.lists(st.text(max_size=500), max_size=8).map(tuple),
    st.none() | st.dates(),
    st.booleans(),
)
WORDS = st.sampled_from(sorted(LANGUAGES.values(), key=lambda words: words.code))


@given(FOUND, st.lists(READ, min_size=1, max_size=12), COUNTS, WORDS, st.booleans())
def test_whatever_was_read_it_is_said_in_one_message(found, read, counts, words, kept) -> None:  # type: ignore[no-untyped-def]
    shown = [
        offered(found, read, counts, words, words.library_busy),
        told(found, read, counts, words, kept=kept),
        removals([one.article for one in read], words),
        removal(read[0].article, words),
    ]

    assert all(0 < len(message.text) <= LONGEST_MESSAGE for message in shown)


def test_an_article_in_a_list_is_named_by_day_title_and_outlet() -> None:
    fields = {"title": "No trains", "outlet": "The Harbour", "published": date(2023, 5, 9)}
    article = Article(id="a", text="x", body=Span(0, 1), path="a.txt", language="en", **fields)  # type: ignore[arg-type]

    assert line(article, ENGLISH) == "9 May 2023 – No trains, The Harbour"

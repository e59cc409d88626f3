from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import rendering
from bot.answering import Answer, Answerer, NoAnswer, Searched
from bot.callbacks import ShowContext, ShowMore, ShowSide
from bot.message import LONGEST_MESSAGE, Message, Quoted, Style, prove
from bot.question import read_question
from bot.quotation import Quotation, Side
from bot.rendering import answer_message
from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Article, Attribution, Claim, Sentence, Span, Timex
from index.segmentation import segment
from tests.conftest import article_of, library_of

ARTICLE = article_of(
    "It began. \n\nThe ship sank. Nobody died.\n\nIt ended.",
    title="A ship sinks",
    outlet="The Harbour",
    published=date(2023, 5, 9),
)
SINKING = Span(12, 26)
SEARCHED = Searched(1, 3, date(2023, 5, 9), date(2023, 5, 9))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=1500)


def answer(*quotations: Quotation, more: bool = False) -> Answer:
    return Answer(read_question("Who sank?"), quotations, SEARCHED, more)


def quotation(article: Article, span: Span, paragraph: int = 1) -> Quotation:
    return Quotation(article, span, paragraph, 1.0)


def quoted(message: Message) -> list[str]:
    return [q.at.of(message.text) for q in message.quotes]


def styled(message: Message, style: Style) -> list[str]:
    return [mark.span.of(message.text) for mark in message.marks if mark.style == style]


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


def test_an_answer_is_the_quote_and_below_it_where_it_stands() -> None:
    message = answer_message(answer(quotation(ARTICLE, SINKING, 2)))

    assert message.text == (
        "The ship sank.\nSays: the article itself\n"
        "A ship sinks, The Harbour · 9 May 2023 · paragraph 2"
    )
    assert styled(message, Style.QUOTE) == ["The ship sank."]
    assert styled(message, Style.ITALIC) == ["A ship sinks, The Harbour · 9 May 2023 · paragraph 2"]
    assert labels(message)[:2] == ["In context", "Copy quote"]


PAID = article_of(
    "“We paid in May,” the minister said.\n\nThe harbour denied that it was paid.",
    "paid",
    published=date(2023, 5, 9),
)
SAID, DENIED = Span(0, 36), Span(38, 74)
SAYING = Claim(
    "paid",
    (Sentence("paid", SAID, 1),),
    Attribution((Span(18, 30),), (Span(31, 35),), (Span(0, 17),), "direct", anonymous=True),
    (Timex(Span(12, 15), "DATE", "2023-05", date(2023, 5, 1), date(2023, 5, 31)),),
)
DENYING = Claim(
    "paid",
    (Sentence("paid", DENIED, 2),),
    Attribution((Span(38, 49),), (Span(50, 56),), (Span(57, 73),), "indirect", "denies"),
)


def minister(**fields: Any) -> Quotation:
    """The minister's claim, quoted."""
    return Quotation(PAID, SAID, 1, 1.0, claims=(SAYING,), speaking=SAYING, **fields)


def harbour() -> Quotation:
    """The harbour's denial, quoted."""
    return Quotation(PAID, DENIED, 2, 1.0, claims=(DENYING,), speaking=DENYING)


def test_under_a_quote_stand_who_says_it_and_when_it_happened_in_the_articles_words() -> None:
    message = answer_message(answer(minister()))

    assert message.text == (
        "“We paid in May,” the minister said.\n"
        "Says: the minister (anonymous)\n"
        "When: “May” (May 2023)\n"
        "paid · 9 May 2023 · paragraph 1"
    )
    assert quoted(message) == ["“We paid in May,” the minister said.", "the minister", "May"]
    assert labels(message)[:2] == ["In context", "Who says this?"]


def test_paragraphs_are_turned_like_pages_around_a_quote() -> None:
    cut, seen = segment(ARTICLE), []
    for number in (1, 2, 3):
        message = rendering.context_message(ARTICLE, cut, SINKING, paragraph=number)
        seen.append((labels(message), quoted(message), styled(message, Style.BOLD)))

    before, behind = "‹ Previous paragraph", "Next paragraph ›"
    assert seen == [
        ([behind], ["It began. \n\nThe ship sank. Nobody died."], ["The ship sank."]),
        ([before, behind], [ARTICLE.text], ["The ship sank."]),
        ([before], ["The ship sank. Nobody died.\n\nIt ended."], ["The ship sank."]),
    ]


def test_a_paragraph_that_there_is_not_is_not_shown() -> None:
    for number in (0, 4):
        with pytest.raises(ValueError, match="no paragraph"):
            rendering.context_message(ARTICLE, segment(ARTICLE), SINKING, paragraph=number)


def test_a_long_paragraph_without_the_quote_is_shown_from_its_beginning() -> None:
    article = article_of("It began.\n\n" + "The ship sank. " * 400 + "\n\nIt ended.")

    message = rendering.context_message(article, segment(article), Span(0, 9), paragraph=2)

    assert message.text.startswith("It began.\n\nThe ship sank.")
    assert len(message.text) <= LONGEST_MESSAGE


def test_a_denial_is_quoted_beneath_what_it_denies_with_its_own_source() -> None:
    message = answer_message(answer(minister(disputed_by=(Side(harbour(), DENYING, "denies"),))))

    assert message.text.endswith(
        "\nDenied by The harbour\nThe harbour denied that it was paid.\n"
        "paid · 9 May 2023 · paragraph 2"
    )
    assert "The harbour denied that it was paid." in styled(message, Style.QUOTE)
    actions = [button.action for row in message.buttons for button in row]
    assert ShowSide("disputes", PAID.digest[:16], SAID, PAID.text.index("said")) in actions


def test_what_a_denial_is_said_against_is_quoted_beneath_it() -> None:
    denial = replace(harbour(), disputes=(Side(minister(), SAYING, "denies"),))

    message = answer_message(answer(denial))

    assert "\nSaid against the minister (anonymous)\n“We paid in May,”" in message.text


@pytest.mark.parametrize(
    ("strength", "said"),
    [
        ("doubts", "Casts doubt on the minister"),
        ("may concern", "May be said against the minister"),
        ("conflicting number", "Another number than the minister"),
    ],
)
def test_what_is_no_denial_is_not_called_one(strength: str, said: str) -> None:
    message = answer_message(
        answer(replace(harbour(), disputes=(Side(minister(), SAYING, strength),)))
    )

    assert f"\n{said} (anonymous)\n" in message.text
    assert "\nSaid against" not in message.text


def test_a_quote_that_stands_in_the_message_already_is_referred_to() -> None:
    contested = minister(disputed_by=(Side(harbour(), DENYING, "denies"),))

    message = answer_message(answer(contested, harbour()))

    assert "Denied by The harbour – quote 2\n" in message.text
    assert quoted(message).count("The harbour denied that it was paid.") == 1


def test_a_side_that_did_not_fit_under_one_quote_is_not_referred_to_under_the_next() -> None:
    endless = article_of("The harbour denied" + " it" * 490 + ".", "endless")
    denial = quotation(endless, Span(0, len(endless.text)))
    side = Side(denial, Claim("endless", (Sentence("endless", denial.span, 1),)), "denies")
    wide = article_of("x" * 1400, "wide")
    first, second = (
        replace(quotation(wide, Span(0, 1400)), disputed_by=(side,)),
        replace(quotation(ARTICLE, SINKING), disputed_by=(side,)),
    )
    other = article_of("y" * 1400, "other")

    full = answer_message(answer(first, quotation(other, Span(0, 1400)), second)).text
    roomy = answer_message(answer(first, second)).text

    assert "Denied by" not in full
    assert roomy.count(denial.text) == 1
    assert roomy.endswith("Denied by the article itself – as under 1")


def test_the_short_answer_is_bold_inside_the_quote() -> None:
    message = answer_message(answer(minister(answer=Span(12, 15))))

    assert styled(message, Style.BOLD) == ["May", "the minister"]


def test_an_answer_speaks_the_language_of_the_question() -> None:
    asked = Answer(read_question("Qui a payé le port en mai ?"), (minister(),), SEARCHED)

    text = answer_message(asked).text

    assert "Qui le dit : the minister (anonyme)\nQuand : “May” (mai 2023)\n" in text
    assert text.endswith("paid · 9 mai 2023 · paragraphe 1 · en anglais")


def test_several_quotes_are_numbered_and_each_has_its_context() -> None:
    two = (quotation(ARTICLE, SINKING, 2), quotation(ARTICLE, Span(0, 9)))

    message = answer_message(answer(*two, more=True), skip=3)

    assert message.text.startswith("4.\nThe ship sank.")
    assert labels(message)[:2] == ["In context 4", "In context 5"]
    assert labels(message)[-3:] == ["· 4 ·", "… 5", "More"]
    actions = [button.action for row in message.buttons for button in row]
    assert actions[0] == ShowContext(ARTICLE.digest[:16], SINKING)
    assert actions[-1] == ShowMore(5)


def test_a_long_quote_is_collapsed() -> None:
    article = article_of("x" * 500)

    message = answer_message(answer(quotation(article, Span(0, 500))))

    assert styled(message, Style.COLLAPSED) == ["x" * 500]


def test_undated_french_and_untitled_articles_say_so() -> None:
    article = article_of("Il pleut.", "meteo", language="fr")

    message = answer_message(answer(quotation(article, Span(0, 9))))

    assert message.text.endswith("meteo · no date · paragraph 1 · in French")


@pytest.mark.parametrize("odd", ["a\tb", "a\rb", "a\u2028b", "a\u030ab", "a\x0bb"])
def test_a_quote_that_telegram_would_change_says_so(odd: str) -> None:
    message = answer_message(answer(quotation(article_of(odd), Span(0, len(odd)))))

    assert "typography normalised by Telegram" in message.text


def test_line_ends_of_windows_are_no_change_for_a_reader() -> None:
    message = answer_message(answer(quotation(article_of("a\r\nb"), Span(0, 4))))

    assert "normalised" not in message.text


def test_a_context_says_so_too_when_telegram_would_change_what_stands_around_the_quote() -> None:
    article = article_of("It\tbegan.\n\nThe ship sank.\n\nIt ended.")

    message = rendering.context_message(article, segment(article), Span(11, 25))

    assert styled(message, Style.BOLD) == ["The ship sank."]
    assert message.text.endswith("paragraph 2 · typography normalised by Telegram")


def test_silence_says_why_what_was_searched_and_what_is_nearest() -> None:
    silent = NoAnswer(
        read_question("?"), (quotation(ARTICLE, SINKING, 2),), "No price is given.", SEARCHED
    )

    message = answer_message(silent)

    assert message.text.startswith(
        "No price is given.\nSearched 1 article of 9 May 2023, 3 passages.\n\n"
        "Not an answer, but nearest:\nThe ship sank.\n"
    )
    assert quoted(message) == ["The ship sank."]


@pytest.mark.parametrize(
    ("searched", "line"),
    [
        (
            Searched(2, 1300, date(2022, 4, 18), date(2023, 5, 9), 1),
            "Searched 2 articles from 18 April 2022 to 9 May 2023 (1 without a date), "
            "1,300 passages.",
        ),
        (Searched(1, 1, undated=1), "Searched 1 article (1 without a date), 1 passage."),
    ],
)
def test_what_was_searched_is_told_in_a_line(searched: Searched, line: str) -> None:
    silent = NoAnswer(read_question("?"), (), "Nothing.", searched)

    assert rendering.searched_line(silent) == line


def test_the_context_is_the_paragraphs_around_with_the_quote_marked() -> None:
    message = rendering.context_message(ARTICLE, segment(ARTICLE), SINKING)

    assert quoted(message) == [ARTICLE.text]
    assert styled(message, Style.BOLD) == ["The ship sank."]


@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS, TEXTS)
def test_any_answer_fits_and_its_quotes_are_proved(
    texts: list[str], title: str, outlet: str
) -> None:
    articles = [
        article_of(text, f"a{n}", title=title, outlet=outlet) for n, text in enumerate(texts)
    ]
    held = [a for a in articles if a.body is not None]
    if not held:
        return
    found = [quotation(a, a.body) for a in held if a.body]

    for message in (
        answer_message(answer(*found, more=True)),
        answer_message(NoAnswer(read_question("?"), tuple(found), title * 9, SEARCHED)),
        *(rendering.context_message(q.article, segment(q.article), q.span) for q in found),
    ):
        assert len(message.text) <= LONGEST_MESSAGE
        assert message.quotes
        prove(message, library_of(*articles))


@given(st.integers(0, 30), st.integers(1, 1500), TEXTS)
def test_a_context_too_long_keeps_the_quote(number: int, length: int, word: str) -> None:
    words = " ".join(word.split()) or "x"
    text = " ".join([words] * (1 + 9000 // len(words)))[:9000].strip()
    article = article_of(text)
    start = min(number * 300, len(text) - 1)
    quote = Span(start, min(start + length, len(text)))

    message = rendering.context_message(article, segment(article), quote)

    assert len(message.text) <= LONGEST_MESSAGE
    assert styled(message, Style.BOLD) == [quote.of(text)]
    prove(message, library_of(article))


def test_a_message_with_a_false_quote_is_not_proved() -> None:
    library = library_of(ARTICLE)
    true = answer_message(answer(quotation(ARTICLE, SINKING)))
    shifted = Message(true.text, true.marks, (Quoted(Span(0, 14), "a", Span(13, 27)),))
    unnamed = Message(true.text, true.marks, ())

    prove(true, library)
    for false in (shifted, unnamed):
        with pytest.raises(UnprovenQuoteError):
            prove(false, library)


def test_an_article_changed_since_is_not_quoted() -> None:
    message = answer_message(answer(quotation(ARTICLE, SINKING)))
    changed = article_of(ARTICLE.text.replace("sank", "swam"))

    with pytest.raises(UnprovenQuoteError, match="other characters"):
        prove(message, library_of(changed))


def test_the_seed_article_is_named_by_its_path(seed_library: Library) -> None:
    message = answer_message(Answerer(seed_library).answer("airbus"))

    assert "000_1705b59eba423a5e.txt · 18 April 2022 · paragraph 8" in message.text

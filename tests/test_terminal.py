import io

import pytest
from rich.console import Console

from bot.answering import Answer, Answerer, NoAnswer
from bot.message import Mark, Message, Quoted, Style
from bot.terminal import Chat, draw
from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Span
from tests.conftest import article_of, library_of


def console() -> Console:
    return Console(file=io.StringIO(), width=80, highlight=False)


def printed(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def chat(library: Library, *lines: str) -> str:
    screen, left = console(), list(lines)

    def read(_: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    Chat(Answerer(library), screen).run(read)
    return printed(screen)


def test_a_question_is_answered_with_a_bar_beside_the_quote(seed_library: Library) -> None:
    shown = chat(seed_library, "airbus")

    assert "┃ According to the same source" in shown
    assert "18 April 2022 · paragraph 8" in shown


def test_each_question_of_a_line_is_answered_the_next_following_on_the_last(
    seed_library: Library,
) -> None:
    shown = chat(seed_library, "What did Bamako receive on March 31? Who disputes it?")

    received, denied = shown.index("On March 31, Bamako received"), shown.rindex("denied")
    assert received < denied


def test_commands_work_as_in_telegram(seed_library: Library) -> None:
    shown = chat(
        seed_library,
        "/ask Who delivered the helicopters to Mali?",
        "/context 2",
        "/more",
        "/context",
        "/sources",
        "/nonsense",
        "",
    )

    assert "┃ Against the backdrop of a diplomatic crisis" in shown
    assert "┃ On March 31, Bamako received" in shown
    assert "1 article, newest first" in shown
    assert "There is no /nonsense here" in shown


def test_a_wrong_number_and_a_missing_question_are_told(seed_library: Library) -> None:
    shown = chat(seed_library, "/context", "/more", "airbus", "/context 9", "/context x", "/more")

    assert "ask a question first" in shown
    assert shown.count("/context takes a number from 1 to 1") == 2
    assert shown.count("There are no further quotes") == 2


def test_a_quote_that_did_not_fit_is_the_first_of_the_next() -> None:
    filler = " and the waves were high" * 55
    articles = [
        article_of(f"The frigate {name} sank{filler}.", name) for name in ("Ada", "Bea", "Cleo")
    ]

    shown = chat(library_of(*articles), "frigate", "/context 3", "/more", "/context 3")

    first, rest = shown.split("/context takes a number from 1 to 2")
    assert [name in first for name in ("Ada", "Bea", "Cleo")] == [True, True, False]
    assert rest.count("The frigate Cleo sank") == 2


def test_the_chat_goes_on_in_the_language_it_was_begun_in(seed_library: Library) -> None:
    shown = chat(seed_library, "Qui a commandé les hélicoptères ?", "xyzzy", "Who is it?")

    assert "« xyzzy » ne figure pas dans les articles.\nConsulté : " in shown


def test_quit_ends_it(seed_library: Library) -> None:
    assert "Airbus" not in chat(seed_library, "/quit", "airbus")


def test_square_brackets_of_an_article_are_no_markup() -> None:
    library = library_of(article_of("The [bold]frigate[/bold] [red]sank[/] :smile: [...]"))

    assert "The [bold]frigate[/bold] [red]sank[/] :smile: [...]" in chat(library, "frigate")


def test_a_false_quote_is_not_printed(seed_library: Library) -> None:
    (article_id,) = seed_library.articles
    quotes = (Quoted(Span(0, 4), article_id, Span(17, 21)),)
    screen = console()

    with pytest.raises(UnprovenQuoteError):
        draw(Message("Lies", (Mark(Style.QUOTE, Span(0, 4)),), quotes), seed_library, screen)
    assert printed(screen) == ""


def test_a_question_and_its_further_quotes_follow_on_what_was_asked_before(
    seed_library: Library,
) -> None:
    heard: list[tuple[str, tuple[str, ...]]] = []

    class Listening(Answerer):
        def answer(
            self, text: str, after: tuple[str, ...] = (), skip: int = 0, spoken: str | None = None
        ) -> Answer | NoAnswer:
            heard.append((text, after))
            return super().answer(text, after, skip, spoken)

    talk = Chat(Listening(seed_library), console())
    for line in ("Who delivered the helicopters?", "/sources", "Who disputes it?", "/more"):
        talk.take(line)

    follow_up = ("Who disputes it?", ("Who delivered the helicopters?",))
    assert heard == [("Who delivered the helicopters?", ()), follow_up, follow_up]


def test_the_list_of_articles_is_turned_like_pages() -> None:
    many = library_of(*(article_of(f"Ship {n}.", f"n{n:03}") for n in range(30)))
    screen = console()
    talk = Chat(Answerer(many), screen)

    pages = []
    for line in ("/sources", "/more", "/more", "/back", "/back"):
        before = len(printed(screen))
        talk.take(line)
        pages.append(printed(screen)[before:])

    first, last, behind, again, ahead = pages
    assert "n000" in first
    assert "n029" not in first
    assert "n029" in last
    assert behind.strip() == ahead.strip() == "There are no further articles."
    assert again == first

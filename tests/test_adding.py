import asyncio
from datetime import date

import pytest
from telegram import Chat, User

from bot.callbacks import AddReplied, Answered
from bot.wording import ENGLISH, FRENCH
from tests.bot_api_forwards import of_channel, of_user
from tests.conftest import PORT_STRIKE, STORM, library_of
from tests.desk import ADMIN, DATED, UNDATED, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk(library_of(STORM))


def test_a_command_with_a_text_behind_it_adds_that(desk: Desk) -> None:
    desk.add(f"/add {DATED}")

    assert list(desk.articles.values()) == [date(2023, 5, 9)]
    assert "Added to the library." in desk.said
    assert "1 passage" in desk.said


def test_a_day_behind_the_command_is_that_of_the_post(desk: Desk) -> None:
    post = desk.message(UNDATED)

    desk.add("/add 9 May 2023", reply_to_message=post)

    assert list(desk.articles.values()) == [date(2023, 5, 9)]


def test_fields_behind_the_command_are_those_of_the_file(desk: Desk) -> None:
    fields = "/add date 2023-05-09\noutlet: Le Port"

    desk.caption(fields, file=("a.txt", UNDATED.encode()))

    assert "Outlet: Le Port" in desk.said
    assert list(desk.articles.values()) == [date(2023, 5, 9)]


def test_nothing_is_added_by_a_day_that_is_none(desk: Desk) -> None:
    desk.add("/add 03/04/2022", reply_to_message=desk.message(UNDATED))

    assert desk.said == ENGLISH.not_a_day
    assert not desk.articles


@pytest.mark.parametrize("text", ["/add", "/add strike"])
def test_a_command_alone_says_how_to_add(desk: Desk, text: str) -> None:
    desk.add(text)

    assert desk.said == ENGLISH.how_to_add


def test_a_command_that_somebody_else_gave_adds_nothing(desk: Desk) -> None:
    desk.add(f"/add {DATED}", origin=of_channel())

    assert desk.said == ENGLISH.how_to_add
    assert not desk.articles


def test_the_day_of_a_post_is_offered_for_a_file_that_came_in_it_and_not_taken(
    desk: Desk,
) -> None:
    sent = desk.caption("/add", file=("a.txt", UNDATED.encode()), origin=None)
    sent = desk.send(file=("b.txt", UNDATED.encode()), origin=of_channel())

    assert "Date: not given" in desk.said
    assert "Outlet: Port News" in desk.said
    assert "18 April 2022, as the post" in desk.labels
    assert not desk.articles
    desk.press(Answered("add", date(2022, 4, 18)), sent)
    assert list(desk.articles.values()) == [date(2022, 4, 18)]


def test_without_a_date_only_where_somebody_says_so(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", UNDATED.encode()))
    assert "Add without a date" in desk.labels
    assert not desk.articles

    desk.press(Answered("add"), sent)

    assert list(desk.articles.values()) == [None]
    assert "Date: not given" in desk.shown


def test_what_is_not_to_be_added_is_not(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", DATED.encode()))

    desk.press(Answered("drop"), sent)
    desk.press(Answered("add"), sent)

    assert desk.shown == ENGLISH.not_added
    assert desk.alerts[-1] == ENGLISH.offer_gone
    assert not desk.articles


def test_nearly_the_same_is_added_only_where_somebody_says_so(desk: Desk) -> None:
    desk.add(f"/add outlet: Le Port\n{PORT_STRIKE}".replace("outlet: Courrier du Port\n", ""))
    sent = desk.caption("/add", file=("strike.txt", PORT_STRIKE.encode()))

    assert "Nearly the same text stands in the library:" in desk.said
    assert "Le Port" in desk.said
    assert len(desk.articles) == 1
    desk.press(Answered("add"), sent)
    assert len(desk.articles) == 2


def test_what_stands_there_is_not_added_again_whatever_it_is_called(desk: Desk) -> None:
    desk.caption("/add", file=("strike.txt", PORT_STRIKE.encode()))
    body = PORT_STRIKE.partition("\n\n")[2]

    desk.add(f"/add {body}")

    assert "stands in the library already: 9 May 2023 – Dockers walk out" in desk.said
    assert len(desk.articles) == 1


def test_a_post_that_was_edited_is_a_new_version(desk: Desk) -> None:
    for words in ("eleven", "twelve"):
        post = desk.message(f"The company owes us {words} weeks of pay.", origin=of_channel())
        desk.add(reply_to_message=post)

    assert "Added as a new version" in desk.said
    assert set(desk.articles) == {"t.me/portnews/12"}


def test_the_words_beneath_a_picture_are_a_post(desk: Desk) -> None:
    post = desk.message(caption="A bridge fell at Kayes on Monday.", origin=of_channel())

    desk.press(AddReplied(), post)

    assert "Date: 18 April 2022 (when it was posted, in UTC)" in desk.said
    assert set(desk.articles) == {"t.me/portnews/12"}


def test_strangers_add_nothing_by_any_button(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", DATED.encode()))

    for action in (Answered("add"), AddReplied()):
        desk.press(action, sent, person=User(8, "Eve", is_bot=False))

    assert desk.alerts == [ENGLISH.only_admins] * 2
    assert not desk.articles


def test_what_strangers_send_is_left_to_others(desk: Desk) -> None:
    desk.send(file=("a.txt", DATED.encode()), person=User(8, "Eve", is_bot=False))

    assert len(desk.questions) == 1
    assert not desk.asked


def test_questions_and_days_that_nobody_asked_for_are_left_to_others(desk: Desk) -> None:
    desk.send("Who owes them eleven weeks?")
    desk.send("2022-04-18")

    assert len(desk.questions) == 2


def test_in_a_group_only_a_reply_is_taken_for_the_day(desk: Desk) -> None:
    group = Chat(-60, "supergroup")
    desk.caption("/add", file=("a.txt", UNDATED.encode()), chat=group)
    asked = desk.answer()

    desk.send("2023-05-09", chat=group)
    assert not desk.articles
    desk.send("2023-05-09", chat=group, reply_to_message=asked)
    assert len(desk.articles) == 1


def test_a_caption_for_another_bot_is_none_of_its_business(desk: Desk) -> None:
    desk.caption("/add@other_bot", file=("a.txt", DATED.encode()))

    assert not desk.asked


def test_it_speaks_french(desk: Desk) -> None:
    french = User(7, "Aminata", is_bot=False, language_code="fr")

    desk.caption("/add", file=("a.txt", UNDATED.encode()), person=french)

    assert FRENCH.which_day in desk.said
    assert "Date : non indiqué" in desk.said


def test_where_several_wait_for_their_day_a_reply_says_which(desk: Desk) -> None:
    desk.caption("/add", file=("a.txt", UNDATED.encode()))
    first = desk.sent[-1]
    desk.caption("/add", file=("b.txt", b"A bridge fell at Kayes on Monday."))

    desk.send("2023-05-09")
    assert desk.said == ENGLISH.day_of_which
    assert not desk.articles
    desk.send("2023-05-09", reply_to_message=first)
    assert set(desk.articles) == {"a"}


@pytest.mark.parametrize("told", ["no date", "Unknown.", "sans date"])
def test_whoever_says_that_there_is_no_date_is_believed(desk: Desk, told: str) -> None:
    desk.caption("/add", file=("a.txt", UNDATED.encode()))

    desk.send(told, reply_to_message=desk.answer())

    assert desk.articles == {"a": None}


def test_a_day_in_reply_to_what_has_one_corrects_it_and_is_shown_again(desk: Desk) -> None:
    desk.send(file=("a.txt", DATED.encode()))

    corrected = desk.send("2023-05-08", reply_to_message=desk.answer())

    assert "Date: 8 May 2023" in desk.said
    assert not desk.articles
    desk.press(Answered("add"), corrected)
    assert desk.articles == {"a": date(2023, 5, 8)}


def test_a_day_in_reply_to_something_else_is_about_that(desk: Desk) -> None:
    desk.caption("/add", file=("a.txt", UNDATED.encode()))
    other = desk.message("An answer.", person=User(desk.id, "SaidWho", is_bot=True))

    desk.send("2023-05-09", reply_to_message=other)

    assert len(desk.questions) == 1
    assert not desk.articles


def test_a_post_that_is_checked_can_be_added_but_not_the_bots_own_words(desk: Desk) -> None:
    own = of_user("SaidWho", desk.id, is_bot=True)

    assert [button.action for button in desk.further(of_channel())] == [AddReplied()]
    assert not desk.further(own)
    assert not desk.further(of_channel(), User(8, "Eve", is_bot=False))


def test_whoever_wants_to_be_forgotten_is_asked_nothing_more(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", DATED.encode()))

    asyncio.run(desk.adding.forget(ADMIN.id))
    desk.press(Answered("add"), sent)

    assert desk.alerts == [ENGLISH.offer_gone]

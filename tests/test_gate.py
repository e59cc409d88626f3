import asyncio
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberLeft,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    MessageReactionUpdated,
    Update,
    User,
)
from telegram.ext import ApplicationHandlerStop

from bot.admission import Admission
from bot.gate import Gate
from bot.limits import Limits
from bot.pairing import Pairing
from bot.tongues import Tongues
from bot.wording import ENGLISH
from index.errors import LibraryError
from index.store.database import Database
from index.store.languages import Languages
from index.store.roles import Roles
from tests.fakes import WHEN, FakeBot

OWNER = 7
GROUP = Chat(-60, "supergroup")


def user(number: int, *, is_bot: bool = False) -> User:
    return User(number, "Aminata", is_bot=is_bot)


def private(number: int, seconds: float = 0) -> Message:
    """Sent so many seconds later."""
    when = WHEN + timedelta(seconds=seconds)
    return Message(1, when, Chat(number, "private"), text="?", from_user=user(number))


def grouped(number: int, **fields: Any) -> Message:
    return Message(1, WHEN, GROUP, text="?", from_user=user(number), **fields)


KINDS: dict[str, Callable[[int], Update]] = {
    "message": lambda n: Update(1, message=private(n)),
    "in a group": lambda n: Update(1, message=grouped(n)),
    "edited": lambda n: Update(1, edited_message=private(n)),
    "inline": lambda n: Update(1, inline_query=InlineQuery("i", user(n), "?", "")),
    "guest": lambda n: Update(1, guest_message=grouped(n, guest_query_id="g")),
    "button": lambda n: Update(1, callback_query=_query(n)),
    "reaction": lambda n: Update(
        1, message_reaction=MessageReactionUpdated(GROUP, 1, WHEN, (), (), user=user(n))
    ),
    "added to a chat": lambda n: Update(
        1,
        my_chat_member=ChatMemberUpdated(
            GROUP, user(n), WHEN, ChatMemberLeft(user(1)), ChatMemberLeft(user(1))
        ),
    ),
}


def _query(number: int) -> CallbackQuery:
    query = CallbackQuery("q", user(number), "1", message=private(1), data="x")
    query.set_bot(FakeBot())  # type: ignore[arg-type]
    return query


class Door:
    """A gate, and what it has sent."""

    def __init__(self) -> None:
        database, self.now, self._updates = Database(None), WHEN.timestamp(), 0
        self.roles, self.bot = Roles(database), FakeBot()
        self.pairing = Pairing(self.roles)
        limits = Limits(2, 3, lambda: self.now)
        admission = Admission(OWNER, open=False, roles=self.roles)
        self._gate = Gate(admission, self.pairing, limits, Tongues(Languages(database)))

    def lets_in(self, update: Update, again: bool = False) -> bool:
        """Each time as an update of its own, unless it is the same one `again`."""
        with update._unfrozen():
            self._updates += not again
            update.update_id = self._updates
        try:
            asyncio.run(self._gate.check(update, SimpleNamespace(bot=self.bot)))  # type: ignore[arg-type]
        except ApplicationHandlerStop:
            return False
        return True


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_update_is_let_in_from_the_owner_and_from_nobody_else(kind: str) -> None:
    assert Door().lets_in(KINDS[kind](OWNER))
    assert not Door().lets_in(KINDS[kind](8))


def test_an_update_without_a_person_stays_outside() -> None:
    post = Message(1, WHEN, Chat(-70, "channel"), text="?", sender_chat=Chat(-70, "channel"))

    assert not Door().lets_in(Update(1, channel_post=post))
    assert not Door().lets_in(Update(1))


def test_whoever_writes_as_a_chat_or_is_a_bot_is_not_the_person_its_number_stands_for() -> None:
    door = Door()
    door.roles.give(1087968824, "member")  # the stand-in that all anonymous admins share
    door.roles.give(9, "member")

    assert not door.lets_in(Update(1, message=grouped(1087968824, sender_chat=GROUP)))
    bots = Message(1, WHEN, GROUP, text="?", from_user=user(9, is_bot=True))
    assert not door.lets_in(Update(1, message=bots))


def test_in_an_allowed_chat_strangers_and_anonymous_admins_may_ask() -> None:
    door = Door()
    door.roles.give(GROUP.id, "chat")

    assert door.lets_in(Update(1, message=grouped(8)))
    assert door.lets_in(Update(1, message=grouped(1087968824, sender_chat=GROUP)))
    assert not door.lets_in(Update(1, message=private(8)))


def test_a_stranger_is_told_their_number_once_and_only_in_private() -> None:
    door = Door()
    for _ in range(3):
        door.lets_in(Update(1, message=private(1234567)))
        door.lets_in(Update(1, message=grouped(1234567)))
        door.lets_in(Update(1, edited_message=private(1234567)))

    assert [sent["chat_id"] for sent in door.bot.asked] == [1234567]
    assert "Your number is 1234567:" in door.bot.asked[0]["text"]


def test_a_strangers_press_on_a_button_does_not_hang() -> None:
    pressed = FakeBot()
    query = CallbackQuery("q", user(8), "1", message=private(8), data="x")
    query.set_bot(pressed)  # type: ignore[arg-type]

    assert not Door().lets_in(Update(1, callback_query=query))
    assert pressed.alerts == ["I answer only to people I know."]


def test_a_stranger_who_types_is_told_above_results_that_are_empty() -> None:
    door = Door()

    for _ in range(2 * Limits.LETTERS + 9):
        door.lets_in(KINDS["inline"](8))

    assert door.bot.above == [ENGLISH.not_for_you_here] * 2 * Limits.LETTERS  # no flood of them


def test_a_stranger_who_names_it_where_it_is_a_guest_is_met_with_silence() -> None:
    door = Door()

    assert not door.lets_in(KINDS["guest"](8))
    assert [*door.bot.guest, *door.bot.asked] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_that_is_given_or_taken_holds_at_once_for_every_kind_of_update(kind: str) -> None:
    door = Door()
    steps = []
    for change in (
        lambda: None,
        lambda: door.roles.give(8, "member"),
        lambda: door.roles.take(8),
        lambda: door.roles.give(8, "admin"),
        lambda: door.roles.take(8),
    ):
        change()
        steps.append(door.lets_in(KINDS[kind](8)))

    assert steps == [False, True, False, True, False]


def test_an_invitation_lets_a_stranger_in_from_their_next_message_on() -> None:
    door = Door()
    code = door.pairing.invite("member", OWNER)
    sent = Message(1, WHEN, Chat(8, "private"), text=f"/start {code}", from_user=user(8))

    assert not door.lets_in(Update(1, message=sent))  # it is done with here
    assert door.lets_in(Update(1, message=private(8)))
    assert door.bot.asked[0]["text"].startswith("Welcome!")
    assert door.bot.asked[0]["chat_id"] == 8


def test_whoever_gave_an_invitation_is_told_who_accepted_it() -> None:
    door = Door()
    code = door.pairing.invite("admin", OWNER)
    stranger = User(8, "Ami\u202enata\n", is_bot=False)

    door.lets_in(
        Update(1, message=Message(1, WHEN, Chat(8, "private"), text=code, from_user=stranger))
    )

    told = door.bot.asked[1]
    assert told["chat_id"] == OWNER
    assert told["text"].startswith("Ami nata (8) has accepted your invitation, as admin.")


@pytest.mark.parametrize("form", ["{code}", "/revoke {code}"])
def test_the_owner_does_not_use_up_an_invitation_of_theirs(form: str) -> None:
    door = Door()
    code = door.pairing.invite("member", OWNER)
    text = form.format(code=code)
    sent = Message(1, WHEN, Chat(OWNER, "private"), text=text, from_user=user(OWNER))

    assert door.lets_in(Update(1, message=sent))
    assert door.pairing.withdraw(code)


def test_an_invitation_that_is_sent_to_a_group_is_not_taken() -> None:
    door = Door()
    code = door.pairing.invite("member", OWNER)
    sent = Message(1, WHEN, GROUP, text=code, from_user=user(8))

    assert not door.lets_in(Update(1, message=sent))
    assert door.roles.of(8) is None


def test_whoever_asks_too_much_is_told_once_how_long_to_wait() -> None:
    door = Door()
    door.roles.give(8, "member")

    let_in = [door.lets_in(Update(1, message=private(8))) for _ in range(5)]

    assert let_in == [True, True, False, False, False]
    assert [sent["text"] for sent in door.bot.asked] == [ENGLISH.slow_down.format(seconds=30)]
    assert door.lets_in(Update(1, message=private(8, 30)))


def test_what_was_sent_while_the_bot_was_down_is_no_flood() -> None:
    door = Door()
    door.roles.give(8, "member")

    assert all(door.lets_in(Update(1, message=private(8, 30 * n))) for n in range(20))


def test_a_message_that_is_handled_again_is_not_counted_again() -> None:
    door = Door()
    door.roles.give(8, "member")
    first, second, third = (Update(1, message=private(8)) for _ in range(3))
    assert [door.lets_in(one) for one in (first, second)] == [True, True]

    assert door.lets_in(second, again=True)
    assert not door.lets_in(third)


def test_over_a_button_it_is_said_each_time() -> None:
    door, pressed = Door(), FakeBot()
    door.roles.give(8, "member")
    for _ in range(4):
        query = CallbackQuery("q", user(8), "1", message=private(8), data="x")
        query.set_bot(pressed)  # type: ignore[arg-type]
        door.lets_in(Update(1, callback_query=query))

    assert len(pressed.alerts) == 2


def test_inline_and_as_a_guest_it_is_said_as_well() -> None:
    door = Door()
    door.roles.give(8, "member")
    typed = [door.lets_in(KINDS["inline"](8)) for _ in range(2 * Limits.LETTERS + 2)]
    guest = [door.lets_in(KINDS["guest"](8)) for _ in range(4)]

    assert typed == [True] * 2 * Limits.LETTERS + [False] * 2
    assert guest == [True] * 2 + [False] * 2
    assert door.bot.above == [ENGLISH.slow_down.format(seconds=20)] * 2
    assert door.bot.guest == [ENGLISH.slow_down.format(seconds=30)]


def test_an_admin_may_forward_a_heap_of_posts() -> None:
    door = Door()
    door.roles.give(8, "admin")

    assert all(door.lets_in(Update(1, message=private(8))) for _ in range(99))


def test_all_people_of_a_group_share_a_limit() -> None:
    door = Door()
    door.roles.give(GROUP.id, "chat")

    def asks(person: int) -> bool:
        asked = Message(1, WHEN, GROUP, text="/ask what?", from_user=user(person))
        return door.lets_in(Update(1, message=asked))

    assert [asks(n) for n in (10, 11, 12, 13, 14)] == [True, True, True, False, False]
    assert len(door.bot.asked) == 1
    assert asks(OWNER)


def test_what_people_of_a_group_say_to_each_other_counts_nothing() -> None:
    door = Door()
    door.roles.give(GROUP.id, "chat")

    assert all(door.lets_in(Update(1, message=grouped(8))) for _ in range(9))


def test_the_owner_may_as_often_as_they_like() -> None:
    door = Door()

    assert all(door.lets_in(Update(1, message=private(OWNER))) for _ in range(99))


@pytest.mark.parametrize(
    ("place", "moved"),
    [
        (Chat(-5, "group"), {"migrate_to_chat_id": GROUP.id}),
        (GROUP, {"migrate_from_chat_id": -5}),
    ],
)
def test_a_chat_that_becomes_a_supergroup_stays_allowed(place: Chat, moved: dict[str, Any]) -> None:
    door = Door()
    door.roles.give(-5, "chat")
    said = Message(1, WHEN, place, from_user=user(8), **moved)

    assert not door.lets_in(Update(1, message=said))
    assert door.lets_in(Update(1, message=grouped(8)))
    assert door.roles.of(-5) is None


class Unreadable:
    def of(self, _: int) -> None:
        raise LibraryError("The disk is gone.")


def test_where_it_is_not_known_who_may_nobody_is_let_in_but_the_owner() -> None:
    door = Door()
    door.roles.of = Unreadable().of  # type: ignore[method-assign, assignment]

    assert not door.lets_in(Update(1, message=private(8)))
    assert door.lets_in(Update(1, message=private(OWNER)))

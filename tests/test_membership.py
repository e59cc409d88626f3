import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, Message, Update, User

from bot.admission import Admission
from bot.membership import MOST_LISTED, Membership
from bot.message import LONGEST_MESSAGE
from bot.pairing import Pairing, code_in
from bot.tongues import Tongues
from bot.wording import ENGLISH
from index.library import Library
from index.store.roles import Accepted, Known, Rank
from tests.fakes import WHEN, FakeBot

OWNER, ADMIN, MEMBER = 7, 8, 9
GROUP = Chat(-60, "supergroup", title="Desk\n2")


class Desk:
    """The commands, with an admin and a member besides the owner."""

    def __init__(self, library: Library) -> None:
        self.roles, self.bot = library.roles, FakeBot()
        for known in self.roles.all():
            self.roles.take(known.number)
        self.roles.give(ADMIN, "admin")
        self.roles.give(MEMBER, "member", "Aminata")
        self.pairing = Pairing(self.roles)
        admission = Admission(OWNER, open=False, roles=self.roles)
        tongues = Tongues(library.languages)
        self._membership = Membership(library, admission, self.pairing, tongues)

    def says(self, person: int, text: str, chat: Chat | None = None, **fields: Any) -> str:
        """What is answered."""
        writer = User(person, "Aminata", is_bot=False)
        place = chat or Chat(person, "private")
        update = Update(1, message=Message(5, WHEN, place, text=text, from_user=writer, **fields))
        command = getattr(self._membership, text.split(maxsplit=1)[0].removeprefix("/"))
        asyncio.run(command(update, SimpleNamespace(bot=self.bot)))
        return str(self.bot.asked[-1]["text"])


@pytest.fixture
def desk(seed_library: Library) -> Desk:
    return Desk(seed_library)


@pytest.mark.parametrize("command", ["/invite", "/members", "/allow", "/revoke 8", "/revoke 9"])
def test_nobody_but_the_owner_and_admins_decides(desk: Desk, command: str) -> None:
    before = desk.roles.all()

    for person in (MEMBER, 10):
        assert desk.says(person, command) == ENGLISH.only_admins
        assert desk.says(person, command, GROUP) == ENGLISH.only_admins
    assert desk.says(OWNER, command, GROUP, sender_chat=GROUP) == ENGLISH.only_admins
    assert desk.roles.all() == before


@pytest.mark.parametrize(
    ("command", "rank"),
    [("/invite", "member"), ("/invite Admin", "admin"), ("/invite membre", "member")],
)
def test_an_invitation_holds_a_link_and_a_code(desk: Desk, command: str, rank: Rank) -> None:
    said = desk.says(OWNER, command)

    code = said.split()[-1]
    assert f"https://t.me/saidwho_bot?start={code_in(code)}" in said
    assert desk.pairing.accept(code, 10, "B") == Accepted(rank, OWNER)


def test_an_admin_lets_in_members_and_only_the_owner_admins(desk: Desk) -> None:
    code = desk.says(ADMIN, "/invite").split()[-1]

    assert desk.pairing.accept(code, 10, "B") == Accepted("member", ADMIN)
    assert desk.says(ADMIN, "/invite admin") == ENGLISH.only_owner


def test_what_is_not_for_everybody_is_not_said_in_a_group(desk: Desk) -> None:
    assert desk.says(OWNER, "/invite", GROUP) == ENGLISH.in_private
    assert desk.says(OWNER, "/members", GROUP) == ENGLISH.in_private
    assert desk.says(OWNER, "/allow") == ENGLISH.in_a_group


def test_members_names_all_who_may(desk: Desk) -> None:
    desk.says(ADMIN, "/allow", GROUP)

    shown = desk.says(ADMIN, "/members").split("\n\n")[0]

    assert shown == "owner: 7\nadmin: 8\ngroup: -60 – Desk 2\nmember: 9 – Aminata"


def test_more_than_fit_into_a_message_are_counted(desk: Desk) -> None:
    for number in range(100, 100 + MOST_LISTED):
        desk.roles.give(number, "member", "x" * 64)

    shown = desk.says(ADMIN, "/members")

    assert "and 2 more" in shown
    assert len(shown) <= LONGEST_MESSAGE


def test_a_role_is_taken_by_number_or_as_a_reply(desk: Desk) -> None:
    desk.roles.give(10, "member")
    theirs = Message(4, WHEN, GROUP, text="!", from_user=User(10, "B", is_bot=False))

    said = (
        desk.says(ADMIN, "/revoke 9"),
        desk.says(ADMIN, "/revoke", GROUP, reply_to_message=theirs),
    )

    assert said == ("9 has no role any more.", "10 has no role any more.")
    assert desk.roles.all() == [Known(ADMIN, "admin")]
    assert desk.says(ADMIN, "/revoke 9") == "9 has no role that could be taken."


def test_a_group_is_closed_again_where_it_was_opened(desk: Desk) -> None:
    desk.says(ADMIN, "/allow", GROUP)
    assert desk.roles.of(GROUP.id) == "chat"

    desk.says(ADMIN, "/revoke", GROUP)

    assert desk.roles.of(GROUP.id) is None


def test_an_invitation_is_taken_back_by_its_code(desk: Desk) -> None:
    code = desk.says(ADMIN, "/invite").split()[-1]

    assert desk.says(OWNER, f"/revoke {code}") == ENGLISH.invitation_withdrawn
    assert desk.pairing.accept(code, 10, "B") is None
    assert desk.says(OWNER, f"/revoke {code}") == ENGLISH.no_invitation


def test_only_the_owner_takes_the_role_of_another_admin(desk: Desk) -> None:
    desk.roles.give(10, "admin")

    assert desk.says(ADMIN, "/revoke 10") == ENGLISH.only_owner
    assert desk.says(ADMIN, "/revoke 7") == ENGLISH.owner_stays
    assert desk.says(OWNER, "/revoke 10") == "10 has no role any more."
    assert desk.says(ADMIN, "/revoke 8") == "8 has no role any more."


@pytest.mark.parametrize("command", ["/revoke", "/revoke @aminata", "/revoke 9 10", "/revoke ٩"])
def test_what_is_no_number_is_not_guessed_at(desk: Desk, command: str) -> None:
    assert desk.says(OWNER, command) == ENGLISH.how_to_revoke


def test_a_bot_or_a_channel_that_is_replied_to_is_nobody(desk: Desk) -> None:
    stand_in = User(MEMBER, "Group", is_bot=True)
    theirs = Message(4, WHEN, GROUP, text="!", from_user=stand_in, sender_chat=GROUP)

    assert desk.says(OWNER, "/revoke", GROUP, reply_to_message=theirs) == ENGLISH.how_to_revoke

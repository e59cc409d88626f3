from bot.admission import MOST_TOLD, TELLING_SPAN, TOLD_AGAIN_AFTER, Admission, Strangers
from index.store.database import Database
from index.store.roles import Roles

OWNER, ADMIN, MEMBER, STRANGER = 1, 2, 3, 4
ALLOWED, OTHER = -10, -20


def admission(*, open_to_all: bool = False, owner: int | None = OWNER) -> Admission:
    roles = Roles(Database(None))
    roles.give(ADMIN, "admin")
    roles.give(MEMBER, "member")
    roles.give(ALLOWED, "chat")
    return Admission(owner, open_to_all, roles)


def test_the_owner_admins_and_members_may_ask_everywhere() -> None:
    for person in (OWNER, ADMIN, MEMBER):
        assert all(admission().may_ask(person, chat) for chat in (person, ALLOWED, OTHER, None))


def test_a_stranger_may_ask_only_in_an_allowed_chat() -> None:
    places = [chat for chat in (STRANGER, ALLOWED, OTHER, None) if admission().may_ask(4, chat)]

    assert places == [ALLOWED]


def test_whoever_writes_as_a_chat_is_nobody() -> None:
    assert admission().may_ask(None, ALLOWED)
    assert not admission().may_ask(None, OTHER)
    assert not admission(owner=None).may_ask(None, None)
    assert not admission(owner=None).rules(None)


def test_a_private_chat_lets_nobody_in_as_a_chat() -> None:
    roles = Roles(Database(None))
    roles.give(STRANGER, "chat")

    assert not Admission(OWNER, False, roles).may_ask(STRANGER, STRANGER)  # noqa: FBT003


def test_only_the_owner_and_admins_rule_even_where_everybody_may_ask() -> None:
    assert [p for p in range(1, 5) if admission(open_to_all=True).rules(p)] == [OWNER, ADMIN]
    assert admission(open_to_all=True).may_ask(STRANGER, OTHER)


def test_a_role_that_is_taken_counts_no_more() -> None:
    given = admission()
    given.roles.take(MEMBER)  # type: ignore[attr-defined]

    assert not given.may_ask(MEMBER, MEMBER)


def test_a_stranger_is_told_once_a_day() -> None:
    now = [0.0]
    strangers = Strangers(lambda: now[0])

    told = [strangers.to_be_told(STRANGER), strangers.to_be_told(STRANGER)]
    now[0] = TOLD_AGAIN_AFTER

    assert [*told, strangers.to_be_told(STRANGER)] == [True, False, True]


def test_a_flood_of_strangers_is_met_with_silence_until_it_is_over() -> None:
    now = [0.0]
    strangers = Strangers(lambda: now[0])

    told = [strangers.to_be_told(person) for person in range(MOST_TOLD + 5)]
    now[0] = TELLING_SPAN

    assert told == [True] * MOST_TOLD + [False] * 5
    assert strangers.to_be_told(MOST_TOLD + 1)

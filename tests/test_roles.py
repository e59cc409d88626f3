from pathlib import Path

from index.store.database import Database
from index.store.roles import Accepted, Known, Roles


def test_a_role_holds_until_it_is_changed_or_taken() -> None:
    roles = Roles(Database(None))
    roles.give(7, "member")
    roles.give(7, "admin")
    roles.give(8, "member")

    assert (roles.take(8), roles.take(8)) == (True, False)
    assert (roles.of(7), roles.of(8)) == ("admin", None)
    assert roles.all() == [Known(7, "admin")]


def test_a_role_survives_a_restart(tmp_path: Path) -> None:
    before = Database(tmp_path)
    Roles(before).give(-1001234567890, "chat")
    before.close()

    assert Roles(Database(tmp_path)).of(-1001234567890) == "chat"


def test_a_chat_keeps_its_role_under_a_new_number() -> None:
    roles = Roles(Database(None))
    roles.give(-5, "chat", "Desk")

    roles.move(-5, -1001234567890)
    roles.move(-6, -7)  # had none

    assert roles.all() == [Known(-1001234567890, "chat", "Desk")]


def test_an_invitation_gives_its_role_to_one_person_and_not_after_its_time() -> None:
    roles = Roles(Database(None))
    roles.invite("ONE", "member", giver=1, until=100.0)
    roles.invite("OLD", "member", giver=1, until=10.0)

    assert roles.accept("OLD", 7, now=10.0) is None
    assert roles.accept("NONE", 7, now=50.0) is None
    assert roles.accept("ONE", 7, now=50.0, called="Aminata") == Accepted("member", 1)
    assert roles.accept("ONE", 8, now=50.0) is None
    assert roles.all() == [Known(7, "member", "Aminata")]


def test_an_invitation_that_gives_no_more_than_somebody_has_is_not_used_up() -> None:
    roles = Roles(Database(None))
    roles.give(7, "admin")
    roles.invite("ONE", "member", giver=1, until=100.0)

    assert roles.accept("ONE", 7, now=50.0) is None
    assert roles.of(7) == "admin"
    assert roles.accept("ONE", 8, now=50.0) == Accepted("member", 1)


def test_a_member_becomes_an_admin_by_an_invitation() -> None:
    roles = Roles(Database(None))
    roles.give(7, "member")
    roles.invite("ONE", "admin", giver=1, until=100.0)

    assert roles.accept("ONE", 7, now=50.0) == Accepted("admin", 1)


def test_invitations_of_somebody_whose_role_is_taken_hold_no_more() -> None:
    roles = Roles(Database(None))
    roles.give(2, "admin")
    roles.invite("ONE", "member", giver=2, until=100.0)

    roles.take(2)

    assert roles.accept("ONE", 8, now=50.0) is None


def test_no_code_is_kept_as_it_is(tmp_path: Path) -> None:
    database = Database(tmp_path)
    Roles(database).invite("7Q2M7Q2M7Q2M7Q2M", "admin", giver=1, until=100.0)
    database.close()

    assert not any(b"7Q2M" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

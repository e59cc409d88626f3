from pathlib import Path

from index.store.database import Database
from index.store.roles import Roles


def test_a_role_holds_until_it_is_changed_or_taken() -> None:
    roles = Roles(Database(None))
    roles.give(7, "member")
    roles.give(7, "admin")
    roles.give(8, "member")

    assert (roles.take(8), roles.take(8)) == (True, False)
    assert (roles.of(7), roles.of(8)) == ("admin", None)
    assert roles.all() == [(7, "admin")]


def test_a_role_survives_a_restart(tmp_path: Path) -> None:
    before = Database(tmp_path)
    Roles(before).give(-1001234567890, "chat")
    before.close()

    assert Roles(Database(tmp_path)).of(-1001234567890) == "chat"

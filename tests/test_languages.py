from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.store.database import Database
from index.store.languages import Languages


def test_a_choice_holds_until_it_is_changed_or_forgotten() -> None:
    languages = Languages(Database(None))
    languages.choose(7, "fr")
    languages.choose(8, "fr")
    languages.choose(7, "en")
    languages.forget(8)

    assert (languages.of(7), languages.of(8), languages.of(9)) == ("en", None, None)


def test_a_choice_survives_a_restart(tmp_path: Path) -> None:
    before = Database(tmp_path)
    Languages(before).choose(7, "fr")
    before.close()

    assert Languages(Database(tmp_path)).of(7) == "fr"


@given(st.integers(-(2**63), 2**63 - 1), st.text("abc-", max_size=9))
def test_every_number_that_telegram_may_give_is_kept(person: int, code: str) -> None:
    languages = Languages(Database(None))
    languages.choose(person, code)

    assert languages.of(person) == code

import pytest

from bot.pairing import ALL_GUESSES, GOOD_FOR, GUESSES, Pairing, code_in, spelt, tidy
from index.store.database import Database
from index.store.roles import Accepted, Roles

OWNER, STRANGER = 1, 8


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def pairing(clock: Clock | None = None) -> Pairing:
    return Pairing(Roles(Database(None)), clock or Clock())


@pytest.mark.parametrize(
    "form", ["{code}", " {code}\n", "/start {code}", "/start@saidwho_bot {code}", "/join {code}"]
)
def test_a_code_is_taken_as_a_link_sends_it_and_as_people_type_it(form: str) -> None:
    door = pairing()
    code = door.invite("member", OWNER)

    assert door.accept(form.format(code=spelt(code).lower()), STRANGER, "A") == Accepted(
        "member", OWNER
    )


@pytest.mark.parametrize(
    "text", ["", "/start", "Who delivered the helicopters?", "7Q2M-7Q2M-7Q2M", "x" * 4096]
)
def test_no_other_message_is_taken_for_a_code(text: str) -> None:
    assert code_in(text) is None


def test_no_two_codes_are_the_same() -> None:
    door = pairing()

    assert len({door.invite("member", OWNER) for _ in range(100)}) == 100


def test_a_code_that_was_taken_back_is_none() -> None:
    door = pairing()
    code = door.invite("member", OWNER)

    assert (door.withdraw(code), door.withdraw(code)) == (True, False)
    assert door.accept(code, STRANGER, "A") is None


def test_a_code_is_too_old_after_a_day() -> None:
    clock = Clock()
    door = pairing(clock)
    code = door.invite("member", OWNER)

    clock.now += GOOD_FOR

    assert door.accept(code, STRANGER, "A") is None


def test_whoever_guesses_is_heard_no_more_for_a_while_even_with_a_right_code() -> None:
    clock = Clock()
    door = pairing(clock)
    for number in range(GUESSES):
        door.accept(f"0000000000000{number:03}", STRANGER, "A")
    code = door.invite("member", OWNER)

    assert door.accept(code, STRANGER, "A") is None
    clock.now += 3600
    assert door.accept(code, STRANGER, "A") == Accepted("member", OWNER)


def test_many_who_guess_together_are_heard_no_more_either() -> None:
    door = pairing()
    for person in range(100, 100 + ALL_GUESSES):
        door.accept("0000000000000000", person, "A")

    assert door.accept(door.invite("member", OWNER), STRANGER, "A") is None


def test_a_name_is_shown_on_one_line_and_never_turns_it_around() -> None:
    assert tidy(" A\nmin\u202eata\u200b  Diallo " + "x" * 99).startswith("A min ata Diallo x")
    assert len(tidy("x" * 99)) == 64

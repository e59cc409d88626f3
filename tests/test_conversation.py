import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import conversation
from bot.conversation import (
    FORGOTTEN_AFTER,
    LONGEST_KEPT,
    MOST_EARLIER,
    Conversations,
    Exchange,
    Voice,
)

VOICE = Voice(chat_id=5, thread_id=None, person_id=7)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversations(clock: Clock) -> Conversations:
    return Conversations(clock)


def test_nothing_was_asked_before_the_first_question(conversations: Conversations) -> None:
    assert conversations.earlier(VOICE) == ()
    assert conversations.behind(5, 100) is None
    assert conversations.earlier_than_reply(5, 100) is None


@given(st.lists(st.text(max_size=2 * LONGEST_KEPT), max_size=8))
def test_the_last_questions_are_kept_in_order_and_in_bounds(questions: list[str]) -> None:
    conversations = Conversations()
    for question in questions:
        conversations.asked(VOICE, Exchange(question, conversations.earlier(VOICE)))

    kept = conversations.earlier(VOICE)

    assert list(kept) == [question[:LONGEST_KEPT] for question in questions[-MOST_EARLIER:]]


@pytest.mark.parametrize("other", [Voice(6, None, 7), Voice(5, 1, 7), Voice(5, None, 8)])
def test_voices_do_not_mix(conversations: Conversations, other: Voice) -> None:
    conversations.asked(VOICE, Exchange("Who?"))

    assert conversations.earlier(other) == ()


def test_a_question_that_branches_off_leaves_the_other_branch(conversations: Conversations) -> None:
    conversations.asked(VOICE, Exchange("What of wheat?"))
    conversations.asked(VOICE, Exchange("Who says so?", after=("What of rice?",)))

    assert conversations.earlier(VOICE) == ("What of rice?", "Who says so?")


def test_a_reply_follows_on_the_question_behind_the_answer(conversations: Conversations) -> None:
    conversations.answered(5, 100, Exchange("Who?", after=("What?",)))

    assert conversations.earlier_than_reply(5, 100) == ("What?", "Who?")
    assert conversations.earlier_than_reply(6, 100) is None


def test_what_is_silent_for_too_long_is_forgotten(
    conversations: Conversations, clock: Clock
) -> None:
    conversations.asked(VOICE, Exchange("Who?"))
    conversations.answered(5, 100, Exchange("Who?"))
    clock.now = FORGOTTEN_AFTER - 1
    kept = conversations.earlier(VOICE)
    clock.now += 1

    assert kept == ("Who?",)
    assert conversations.earlier(VOICE) == ()
    assert conversations.behind(5, 100) is None


def test_a_conversation_that_goes_on_is_not_forgotten(
    conversations: Conversations, clock: Clock
) -> None:
    for question in ("Who?", "When?"):
        conversations.asked(VOICE, Exchange(question, conversations.earlier(VOICE)))
        clock.now += FORGOTTEN_AFTER - 1

    assert conversations.earlier(VOICE) == ("Who?", "When?")


def test_the_oldest_conversations_make_room(
    conversations: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_KEPT", 2)
    for person in (1, 2, 1, 3):
        conversations.asked(Voice(5, None, person), Exchange("Who?"))

    kept = [n for n in (1, 2, 3) if conversations.earlier(Voice(5, None, n))]

    assert kept == [1, 3]


def test_a_question_too_long_to_keep_whole_is_not_kept_for_further_quotes(
    conversations: Conversations,
) -> None:
    conversations.answered(5, 100, Exchange("?" * (LONGEST_KEPT + 1)))

    assert conversations.behind(5, 100) is None

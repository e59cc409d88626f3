import pytest

from bot.incoming import question_in


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Who denies it?", "Who denies it?"),
        ("/ask Who denies it?", "Who denies it?"),
        ("/ask@saidwho_bot\nWho denies it?", "Who denies it?"),
        ("@saidwho_bot, who denies it?", "who denies it?"),
        ("Who denies it, @SaidWho_Bot?", "Who denies it,  ?"),
        ("/ask", ""),
        ("@saidwho_bot", ""),
        ("@saidwho_bot /ask Who denies it?", "Who denies it?"),
        ("Who wrote to desk@saidwho_bot.org?", "Who wrote to desk@saidwho_bot.org?"),
        ("mail@saidwho_bottle.org sent what?", "mail@saidwho_bottle.org sent what?"),
    ],
)
def test_a_question_is_the_text_without_command_and_mention(text: str, question: str) -> None:
    assert question_in(text, "saidwho_bot") == question

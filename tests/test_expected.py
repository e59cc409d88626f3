import pytest

from bot.expected import Candidates
from bot.question import read_question


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("How many helicopters came?", "Bamako received two Russian combat helicopters.", True),
        ("How many helicopters came?", "Bamako received Russian helicopters in 2022.", False),
        ("How many soldiers were there?", "It sent 2,400 troops to the border.", True),
        ("How many people died in 2020?", "In 2020 people died of hunger.", False),
        ("How many ships came?", "Two ministers, he added, met in Paris on the ships.", False),
        ("How much did it cost?", "They paid $3.5 million for it.", True),
        ("How much did it cost?", "They paid 30 million euros for it.", True),
        ("How much did it cost?", "They paid for two of them.", False),
        ("Combien de doses ?", "Le Togo a commandé 140 000 doses.", True),
        ("Combien cela a-t-il coûté ?", "Le Togo a payé deux millions d'euros.", True),
        ("Combien cela a-t-il coûté ?", "Le Togo a payé les deux doses.", False),
        ("Who came?", "Nobody.", False),
    ],
)
def test_what_is_asked_for_is_held_or_not(question: str, sentence: str, holds: bool) -> None:
    language = "fr" if question.startswith("Combien") else "en"

    found = list(Candidates(read_question(question)).of(sentence, language))

    assert bool(found) is holds

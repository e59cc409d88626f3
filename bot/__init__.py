"""How to be asked: questions, answers, Telegram and the terminal."""

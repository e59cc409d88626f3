from bot.app import application
from bot.settings import Settings
from index.library import Library

TOKEN = "123456:AbC-dEf_gh%i"


def test_the_bot_asks_only_the_server_it_is_told_to(seed_library: Library) -> None:
    settings = Settings(token=TOKEN, api_url="http://127.0.0.1:9/bot")  # type: ignore[arg-type]

    bot = application(settings, seed_library).bot

    assert bot.base_url == f"http://127.0.0.1:9/bot{TOKEN}"

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load, token_of

EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SAIDWHO_{name.upper()}", raising=False)


def test_the_example_holds_every_setting_with_a_line_on_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    settings = {line.split("=")[0]: lines[n - 1] for n, line in enumerate(lines) if "=" in line}

    assert settings.keys() == {f"SAIDWHO_{name.upper()}" for name in Settings.model_fields}
    assert all(re.match(r"# .{20}", explanation) for explanation in settings.values())


def test_the_example_itself_is_a_valid_env_file_with_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(EXAMPLE.read_bytes())

    assert load() == Settings(_env_file=None)  # type: ignore[call-arg]


def test_the_environment_comes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("SAIDWHO_SEEDS=a\nSAIDWHO_TOKEN=1:from-file\n")
    monkeypatch.setenv("SAIDWHO_SEEDS", "b")

    assert load().seeds == Path("b")
    assert token_of(load()) == "1:from-file"


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_token_is_a_missing_one(monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    monkeypatch.setenv("SAIDWHO_TOKEN", empty)

    with pytest.raises(SettingsError, match="@BotFather") as caught:
        token_of(load())
    assert "saidwho chat" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "LOUD"),
        ("FILE_URL", "ftp://x"),
        *(
            ("API_URL", wrong)
            for wrong in ("telegram", "https://", "http://[::1/bot", "http://a:99999", "http://a b")
        ),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SAIDWHO_{name}", value)
    monkeypatch.setenv("SAIDWHO_TOKEN", "1:kept-to-itself")

    with pytest.raises(SettingsError, match=f"SAIDWHO_{name} is wrong") as caught:
        load()
    assert "secret" not in str(caught.value)


def test_a_wrong_address_is_told_in_words_not_as_a_pattern(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAIDWHO_API_URL", "telegram")

    with pytest.raises(SettingsError, match="a web address such as http"):
        load()


@pytest.mark.parametrize("wrong", ["1:se cret", "1:secret\x07", "1:secrét", "1:secret\u200b"])
def test_a_token_that_can_be_none_is_refused_unseen(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("SAIDWHO_TOKEN", wrong)

    with pytest.raises(SettingsError, match="SAIDWHO_TOKEN is wrong") as caught:
        token_of(load())
    assert "cr" not in str(caught.value).replace("character", "")


def test_an_env_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SAIDWHO_SEEDS=\xff\xfe")

    with pytest.raises(SettingsError, match=r"\.env is not UTF-8"):
        load()


def test_the_token_does_not_show_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDWHO_TOKEN", "1:kept-to-itself")

    assert "kept-to-itself" not in repr(load())
    assert "kept-to-itself" not in str(load())

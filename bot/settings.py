"""The settings: the only reader of the environment and of .env."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    NonNegativeInt,
    PositiveInt,
    SecretStr,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SaidWhoError


class SettingsError(SaidWhoError):
    """A setting is missing or wrong; the text names the variable and what to do."""


def _web_address(text: str) -> str:
    """Refuses here what would only fail at every single call, for ever tried again."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # "http://[::1", "http://host:99999"
        sound = False
    if not sound or re.search(r"\s", text):
        raise PydanticCustomError(
            "web_address", "It has to be a web address such as http://localhost:8081/bot"
        )
    return text


def _header(secret: SecretStr) -> SecretStr:
    """What Telegram takes as a secret; a short one is guessed."""
    if not re.fullmatch("[A-Za-z0-9_-]{16,256}", secret.get_secret_value(), re.ASCII):
        raise PydanticCustomError(
            "secret", "It has to be 16 to 256 letters A-Z and a-z, digits, _ and -"
        )
    return secret


WebAddress = Annotated[str, AfterValidator(_web_address)]
Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """SAIDWHO_* variables, or lines of .env; the environment comes first.

    Every field is explained in .env.example.
    """

    model_config = SettingsConfigDict(
        env_prefix="SAIDWHO_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # "SAIDWHO_TOKEN=" is a missing token, not an empty one
        extra="ignore",
        hide_input_in_errors=True,  # pydantic would print the token
    )

    token: SecretStr | None = None
    owner: PositiveInt | None = None
    open: bool = False
    per_person: NonNegativeInt = 20
    per_chat: NonNegativeInt = 60
    api_url: WebAddress = "https://api.telegram.org/bot"
    file_url: WebAddress = "https://api.telegram.org/file/bot"
    seeds: Path = Path("seeds")
    fetch: bool = False
    data: Path = Path(".saidwho")
    webhook_url: WebAddress | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_header)] | None = None
    webhook_port: Port = 8080
    metrics_port: Port | None = None
    listen: str = "127.0.0.1"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"


def load() -> Settings:
    """Read the settings; SettingsError, in one sentence for each fault, where one is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"SAIDWHO_{str(fault['loc'][0]).upper()} is wrong: {fault['msg']}. "
            "Correct it in the environment or in .env; .env.example explains it."
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise SettingsError("\n".join(faults)) from None
    except UnicodeDecodeError as error:
        raise SettingsError(f".env is not UTF-8 ({error.reason}). Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f".env cannot be read ({error.strerror}).") from None


def token_of(settings: Settings) -> str:
    """The bot's token; SettingsError saying how to get one where there is none, or where what
    is there can be none."""
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        raise SettingsError(
            "No token: ask @BotFather in Telegram for one with /newbot and put it into .env "
            "as SAIDWHO_TOKEN=… . `saidwho chat` answers in the terminal and needs none."
        )
    if not re.fullmatch("[!-~]+", token):  # no address could be made of it
        raise SettingsError(
            "SAIDWHO_TOKEN is wrong: it holds a space or another character that no token has. "
            "Copy it once more from @BotFather."
        )
    return token


def webhook_of(settings: Settings) -> tuple[str, str] | None:
    """The address that Telegram is to post to, and the secret that it sends along; None where
    updates are polled. SettingsError where there is no secret."""
    if settings.webhook_url is None:
        return None
    if settings.webhook_secret is None:
        raise SettingsError(
            "SAIDWHO_WEBHOOK_URL needs SAIDWHO_WEBHOOK_SECRET, else anybody could post questions: "
            "put 16 to 256 random letters and digits there, such as `openssl rand -hex 32` prints."
        )
    return settings.webhook_url.rstrip("/"), settings.webhook_secret.get_secret_value()

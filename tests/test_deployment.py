"""What can be held of the container file and the systemd unit without either tool."""

import re
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
UNIT = (ROOT / ".deploy" / "saidwho.service").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    lines = [line for line in CONTAINER.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_every_line_of_the_container_file_is_an_instruction() -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "STOPSIGNAL"}

    assert {name for name, _ in instructions()} == known | {"HEALTHCHECK", "ENTRYPOINT", "CMD"}


def test_the_container_runs_as_nobody_in_particular_with_one_volume() -> None:
    after = [given for given in instructions() if given[0] in ("USER", "ENTRYPOINT")]

    assert after == [("USER", "10001:10001"), ("ENTRYPOINT", '["saidwho"]')]
    assert [value for name, value in instructions() if name == "VOLUME"] == ["/data"]


def test_what_the_container_copies_is_there() -> None:
    copied = [value.split() for name, value in instructions() if name == "COPY"]
    sources = [one for words in copied for one in words[:-1] if not one.startswith("--")]

    assert all((ROOT / one).exists() for one in sources if not one.startswith("/"))


def test_settings_named_are_settings() -> None:
    named = re.findall(r"SAIDWHO_([A-Z_]+)", CONTAINER + UNIT)

    assert {name.lower() for name in named} <= Settings.model_fields.keys()


def test_the_unit_keeps_the_service_in_its_place() -> None:
    given = set(UNIT.splitlines())

    assert {"[Unit]", "[Service]", "[Install]"} <= given
    assert {"DynamicUser=yes", "ProtectSystem=strict", "StateDirectory=saidwho"} <= given
    assert {"CapabilityBoundingSet=", "RestartPreventExitStatus=2"} <= given

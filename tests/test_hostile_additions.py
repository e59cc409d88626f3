"""Harm that is brought to the library: by an admin who forwards what they were sent, and by those
who may not add anything."""

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.callbacks import (
    VERSION_DIGITS,
    AddReplied,
    Answered,
    AskRemove,
    Keeping,
    Removed,
    encode,
)
from bot.wording import ENGLISH
from index.library import Library
from tests.attacks import POSTS, bomb
from tests.bot_api import Call
from tests.bot_api_rules import Json
from tests.conftest import PORT_STRIKE
from tests.inside import OWNER, Inside

MEMBER = 8


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../etc/cron.d/x", b"\0" * 50_000_000, compresslevel=1)
    return packed.getvalue()


def pdf(stream: bytes) -> bytes:
    """A page whose content unpacks to far more than it is."""
    size = str(len(stream)).encode()
    return (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n"
        b"4 0 obj\n<</Filter/FlateDecode/Length " + size + b">>\nstream\n" + stream + b"\nendstream"
        b"\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    )


ZIPPED = zipped()
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(12))
FILES = {
    "empty.txt": b"",
    "nothing.txt": b"\0" * 1_000_000,
    "bomb.zip": ZIPPED,
    "bomb.txt": ZIPPED,
    "bomb.gz": bomb(b"0", 50),
    "bomb.pdf": pdf(bomb(b"0", 300)),
    "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000,
    "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">'
    + LAUGHS
    + b"]><rss><channel><item><title>&l12;</title></item></channel></rss>",
    "entity.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss version='2.0'><channel><item><title>T</title><description>&x;</description>"
    b"</item></channel></rss>",
    "deep.jsonl": b'{"text": ' + b"[" * 200_000,
    "page.html": b"<html><head><meta http-equiv=refresh content='0;url=https://127.0.0.1/'></head>"
    b"<body><iframe src='file:///etc/passwd'></iframe><img src='https://169.254.169.254/'>",
    "no kind": bytes(range(256)) * 100,
}
NAMES = [
    "../../../../tmp/escaped.txt",
    "/etc/cron.d/escaped.txt",
    "..\\..\\escaped.txt",
    "a\x00b.txt",
    "cod\u202etxt.exe",
    "\u200b.txt",
    "." * 300 + ".txt",
    "x" * 4_000 + ".txt",
    "<b>&{$name}%s</b>.txt",
    "",
]
ADDRESSES = """
https://169.254.169.254/latest/meta-data/ https://[::1]/ https://127.0.0.1:8443/ https://0x7f.1/
https://2130706433/ https://localhost/ https://intranet/ http://example.org/ https://10.0.0.1/
https://user:hunter2@example.org/ https://[::ffff:127.0.0.1]/ https://127.0.0.1.nip.invalid/
https://example.org:22/ https://exam\u200bple.org/ https://t.me/c/1/2
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("additions")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "strike.txt").write_text(PORT_STRIKE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    library = Library.open(folder / "data", folder / "seeds")
    library.roles.give(MEMBER, "member")
    return library


@pytest.fixture(scope="module")
def bot(library: Library) -> Iterator[Inside]:
    with Inside(library, per_person=0, fetch=True) as bot:
        yield bot


@pytest.fixture(autouse=True)
def _nothing_goes_wrong(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records] == []


def articles(library: Library) -> list[str]:
    return [article.path for article in library.latest().articles.values()]


def answer(bot: Inside, calls: list[Call]) -> str:
    """The one message that answers; it holds nothing of the machine."""
    assert all(call.status == 200 for call in calls), calls
    (sent,) = [call for call in calls if call.method == "sendMessage"]
    said: str = sent.parameters["text"]
    assert bot.api.token.split(":")[1] not in said
    assert not any(words in said for words in ("Traceback", "root:", "site-packages", "/tmp/"))
    return said


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_to_do_harm_ends_in_a_sentence(
    bot: Inside, library: Library, name: str
) -> None:
    before = articles(library)
    bot.api.person_sends_file(FILES[name], name, OWNER, caption="/add 2023-05-09")

    said = answer(bot, bot.hands_over())

    assert name.partition(".")[0] in said
    assert articles(library) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_leads_nowhere(bot: Inside, library: Library, folder: Path, name: str) -> None:
    there, before = sorted(folder.iterdir()), articles(library)
    text = PORT_STRIKE.replace("Sète", f"Port {NAMES.index(name)}")
    bot.api.person_sends_file(text.encode(), name, OWNER, caption="/add")
    offer = answer(bot, bot.hands_over())
    if ENGLISH.nearly_the_same in offer:
        bot.api.person_presses(bot.api.messages[-1], ENGLISH.add, OWNER)
        bot.hands_over()

    (path,) = set(articles(library)) - set(before)
    assert sorted(folder.iterdir()) == there
    assert not {"", ".", ".."} & set(path.split("/"))
    assert path.isprintable()
    assert len(path) < 200
    assert not Path("/tmp/escaped.txt").exists()


@pytest.mark.parametrize("address", ADDRESSES.split())
@pytest.mark.parametrize("command", ["", "/add "])
def test_no_address_leads_into_the_network_around_here(
    bot: Inside, library: Library, address: str, command: str
) -> None:
    before = articles(library)
    bot.api.person_writes(command + address, OWNER)

    said = answer(bot, bot.hands_over())

    assert "hunter2" not in said
    assert articles(library) == before


@pytest.mark.parametrize("post", POSTS)
def test_a_post_without_words_that_are_seen_is_no_article(
    bot: Inside, library: Library, post: str
) -> None:
    before = articles(library)
    for text in ("\u200b\u2060", "\u202e\u202c", "\u00ad"):
        bot.api.person_sends({"text": text, "forward_origin": POSTS[post]}, OWNER)
        bot.hands_over()
        bot.api.person_writes("/add", OWNER, reply_to=_last_of(bot, text))
        bot.hands_over()

    assert articles(library) == before


def _last_of(bot: Inside, text: str) -> Json:
    return next(m for m in [*bot.api._stored.values()][::-1] if m.get("text") == text)


# Those who may not


@pytest.mark.parametrize("caption", ["", "/add", "/add 2023-05-09", "/ADD@saidwho_test_bot"])
def test_a_members_file_is_not_even_fetched(bot: Inside, library: Library, caption: str) -> None:
    before = articles(library)
    bot.api.person_sends_file(PORT_STRIKE.encode(), "strike.txt", MEMBER, caption=caption)

    calls = bot.hands_over()

    assert answer(bot, calls) in (ENGLISH.only_admins, ENGLISH.text_only)
    assert {call.method for call in calls} <= {"sendMessage", "sendChatAction"}
    assert articles(library) == before


@pytest.mark.parametrize("command", ["/add https://example.org/", "/remove strike", "/remove"])
def test_a_members_command_does_nothing(bot: Inside, library: Library, command: str) -> None:
    before = articles(library)
    bot.api.person_writes(command, MEMBER)

    assert answer(bot, bot.hands_over()) == ENGLISH.only_admins
    assert articles(library) == before


def keeping(version: str) -> list[Keeping]:
    day = date(2023, 5, 9)
    asked: list[Keeping] = [
        Answered("add"),
        Answered("add", day),
        Answered("drop"),
        AskRemove(version),
    ]
    return [AddReplied(), *asked, Removed(version)]


def test_a_member_who_forges_the_buttons_of_admins_is_told_so(
    bot: Inside, library: Library
) -> None:
    before = articles(library)
    version = next(iter(library.articles.values())).digest[:VERSION_DIGITS]
    asked = bot.api.person_writes("Who walked out?", MEMBER)
    bot.hands_over()
    under = bot.api.replies_to(asked)
    for action in keeping(version):
        bot.api.person_presses(under, "", MEMBER, encode(action))
        (told,) = bot.hands_over()

        assert told.method == "answerCallbackQuery"
        assert told.parameters["text"] == ENGLISH.only_admins
    assert articles(library) == before


def test_an_admins_offer_is_not_taken_up_by_a_member(bot: Inside, library: Library) -> None:
    before = articles(library)
    group = -60
    library.roles.give(group, "chat")
    text = PORT_STRIKE.replace("dockers", "weavers").partition("\n")[2]
    sent = bot.api.person_sends_file(
        text.encode(), "weavers.txt", group, OWNER, "supergroup", caption="/add"
    )
    bot.hands_over()
    offer = bot.api.replies_to(sent)
    bot.api.person_writes("2023-05-09", group, MEMBER, "supergroup", reply_to=offer)
    bot.hands_over()
    bot.api.person_presses(offer, "", MEMBER, encode(Answered("add", date(2023, 5, 9))))
    bot.hands_over()

    assert articles(library) == before
    assert json.dumps(bot.api.calls[-1].parameters).count(ENGLISH.only_admins) == 1

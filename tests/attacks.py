"""What people may send to do harm, or just because they can."""

import zlib

from hypothesis import strategies as st

from tests.bot_api_rules import Json

WHO = "Who delivered the helicopters?"

TEXTS = {
    "huge": f"{WHO} " * 132,
    "one huge word": "x" * 4096,
    "many questions": "Who? " * 800,
    "empty": "",
    "a command alone": "/",
    "white space": " \n\t\u00a0\u2003",
    "zero-width": "\u200b\u200c\u200d\ufeff\u2060",
    "zero-width between the letters": "\u200b".join(WHO),
    "right to left": "\u202eWho delivered\u202c \u2067it\u2069 \u05d0\u0627?",
    "combining": "e" + "\u0301" * 2000,
    "astral": "\U0001f600\U000e0041" * 900,
    "control": "Who\x00 \x1b[31mdelivered\x7f it?",
    "markup": "<b>*_`[x](tg://user?id=7)`</b> &lt; {$name} %s {0.__class__}",
    "fluent": '{ $text } { "{" } -> [one] *[other]',
    "sql": "'; DROP TABLE roles; -- \" OR 1=1",
    "a regular expression": "(a+)+$ [[[[ (?P<x>.*)*" * 50,
    "a path": "../../../../etc/passwd\x00.json",
    "addresses": "http://169.254.169.254/latest http://[::1]/ file:///etc/passwd https://0x7f.1/",
    "numbers": "9" * 4000,
    "one number": "-1001234567890",
    "dates": "on 99 May 99999999, 2022-02-30, 0000-00-00, week 99 of the year -1",
    "where to look": 'from: since:99999-99 before:0000-00-00 after:-1 until:\u0663 from:"',
    "quotation marks": "“«\"'" * 900,
    "mentions": "@saidwho_test_bot " * 200,
    "commands": "/ask /who /revoke 7 /ask@saidwho_test_bot " * 50,
    "a code": "7Q2M-7Q2M-7Q2M-7Q2M",
    "a quote's name": "q_" + "0" * 16 + "_0_999999999",
}

FILES: dict[str, Json] = {
    "path": {"file_name": "../../../../etc/cron.d/x.txt", "mime_type": "text/plain"},
    "zero": {"file_name": "a\x00.txt", "mime_type": "text/plain"},
    "nothing": {"file_name": "", "mime_type": ""},
    "huge": {"file_name": "x" * 4000 + ".pdf", "file_size": 10**15},
    "right to left": {"file_name": "cod\u202etxt.exe", "mime_type": "application/x-dosexec"},
    "no kind": {"mime_type": "../../../x"},
}

POSTS: dict[str, Json] = {
    "a person": {
        "type": "user",
        "date": 1,
        "sender_user": {"id": 7, "is_bot": False} | {"first_name": "Owner"},
    },
    "somebody hidden": {"type": "hidden_user", "date": 1, "sender_user_name": "<owner> 7"},
    "a chat": {"type": "chat", "date": 1, "sender_chat": {"id": -60, "type": "supergroup"}},
    "a channel": {
        "type": "channel",
        "date": 1,
        "chat": {"id": -700, "type": "channel", "title": "\u202e", "username": "x" * 64},
        "message_id": 2**31 - 1,
    },
}

_VERSION = "[0-9a-f]{16}"

FORGED = st.one_of(
    st.text(min_size=1, max_size=64),
    st.from_regex(rf"[a-zA-Z]:{_VERSION}(:[0-9]{{1,10}}){{2,4}}", fullmatch=True),
    st.from_regex(r"[a-zA-Z]:[0-9]{1,10}", fullmatch=True),
    st.from_regex(r"[a-z]:[a-zA-Z-]{0,8}", fullmatch=True),
)
"""Data of buttons: such as none of the bot's carries, and such as some might."""


def forged_for(version: str) -> st.SearchStrategy[str]:
    """Data that is about places in an article that is there."""
    return st.tuples(
        st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
        st.integers(0, 9000),
        st.integers(1, 9000),
        st.lists(st.integers(0, 9000), max_size=2),
    ).map(lambda t: ":".join(map(str, [t[0], version, t[1], t[1] + t[2], *t[3]])))


SAYINGS = st.one_of(
    st.sampled_from(list(TEXTS.values())),
    st.text(max_size=300),
    st.text(st.characters(categories=["Cf", "Zs", "Mn", "Co", "Cn"]), max_size=60),
)


def bomb(byte: bytes, megabytes: int) -> bytes:
    """So many megabytes of one byte, packed by zlib: one of them, again and again."""
    megabyte = byte * 1_000_000
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packing.compress(megabyte) + packing.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(megabytes):
        checksum = zlib.adler32(megabyte, checksum)
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + checksum.to_bytes(4, "big")

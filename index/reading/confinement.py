"""Reading foreign formats in a child process, so that no file can stop or fill this one.

The child is started when first needed, serves one file after the other, and is replaced when it
fails; its memory, computing time and waiting time are limited.
"""

import json
from collections.abc import Iterator
from datetime import date
from subprocess import Popen
from threading import Timer
from types import TracebackType
from typing import Any

from index.processes import ended, started
from index.reading.document import Complaint, Document
from index.reading.kinds import KINDS
from index.reading.raw import Raw

LARGEST_BYTES = 30_000_000
"""What is handed to the child at most; readers have limits of their own below it."""

_PATIENCE = 10  # seconds beyond the computing time: the machine may be busy with other things


class Confinement:
    """Use it in a `with` block, by one thread; the child ends with it."""

    def __init__(self) -> None:
        self._child: Popen[bytes] | None = None

    def __enter__(self) -> "Confinement":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, kind: str, raw: Raw) -> Iterator[Document | Complaint]:
        """What the reader of that kind finds, or why nothing could be read."""
        data = raw.whole(LARGEST_BYTES)
        request = {
            "kind": kind,
            "origin": raw.origin,
            "url": raw.url,
            "charset": raw.charset,
            "size": len(data),
        }
        reply = self._asked(json.dumps(request).encode() + b"\n" + data, KINDS[kind].seconds)
        if reply is None:
            yield Complaint(
                f"{raw.origin}: could not be read as {KINDS[kind].name} within "
                f"{KINDS[kind].seconds} seconds and the memory allowed for it; left out."
            )
            return
        for found in reply["found"]:
            if "sentence" in found:
                yield Complaint(**found)
            else:
                day = found.pop("published")
                yield Document(**found, published=date.fromisoformat(day) if day else None)
        if reply["fault"]:
            yield Complaint(reply["fault"])

    def _asked(self, request: bytes, seconds: int) -> dict[str, Any] | None:
        """The child's reply; None where it died over the request or took too long."""
        child = self._child or self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = Timer(seconds + _PATIENCE, child.kill)
        alarm.start()
        try:
            child.stdin.write(request)
            child.stdin.flush()
            reply: dict[str, Any] | None = json.loads(child.stdout.readline() or b"null")
        except (OSError, ValueError):  # a pipe that broke, a line that was cut
            reply = None
        finally:
            alarm.cancel()
        if reply is None or reply["last"]:
            self._end()
        return reply

    def _started(self) -> Popen[bytes]:
        self._child = started("index.reading.confined")
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        ended(child)

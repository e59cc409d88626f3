"""The child process that reads foreign formats, within limits: `python -m index.reading.confined`.

It is told on standard input what to read, one line of JSON and the bytes behind it, and answers
with one line of JSON; so on until its input ends. `index.reading.confinement` is the other end.
"""

import io
import json
import os
import sys
from dataclasses import asdict
from typing import Any

from index.errors import ArticleError
from index.reading.document import Document
from index.reading.kinds import KINDS, Kind
from index.reading.raw import Raw

MEMORY_BYTES = 1 << 30
"""Address space; Python and the libraries take a third of it."""


def main() -> None:
    """Answer until there is nothing more to read, or the memory was once too small."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print is no answer
    _limit_memory()
    while line := requests.readline():
        request = json.loads(line)
        kind = KINDS[request["kind"]]
        data = requests.read(request["size"])
        _limit_computing(kind.seconds)
        reply = _answered(kind, data, request)
        replies.write(json.dumps(reply).encode() + b"\n")
        replies.flush()
        if reply["last"]:
            return


def _answered(kind: Kind, data: bytes, request: dict[str, Any]) -> dict[str, Any]:
    origin = request["origin"]
    raw = Raw(origin, io.BytesIO(data), request["url"], request["charset"])
    found: list[dict[str, Any]] = []
    fault, last = "", False
    try:
        for one in kind.reader(raw):
            if isinstance(one, Document):
                day = one.published.isoformat() if one.published else None
                found.append({**asdict(one), "published": day})
            else:
                found.append(asdict(one))
    except ArticleError as error:
        fault = str(error)
    except RecursionError:
        fault = f"{origin}: nested too deeply to be read as {kind.name}; left out."
    except MemoryError:
        found.clear()
        fault = f"{origin}: needs too much memory to be read as {kind.name}; left out."
        last = True  # what is left of the memory is in pieces
    except Exception as error:  # a library given foreign bytes may raise anything
        fault = f"{origin}: cannot be read as {kind.name} ({type(error).__name__}); left out."
    return {"found": found, "fault": fault, "last": last}


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: int) -> None:
    """Ends this process once it has computed for so long from now on."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main()

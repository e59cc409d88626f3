"""PDF files made for tests: text drawn at places, as printing programs write it."""

import zlib
from collections.abc import Sequence

Run = tuple[float, float, float, str]
"""x, y, size and the words."""


def pdf(pages: Sequence[Sequence[Run]], info: str = "", packed: bool = False) -> bytes:
    """A file with these pages; `info` is what stands in its Info dictionary."""
    streams = [_stream(b"\n".join(_drawn(*run) for run in page), packed=packed) for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        font.encode(),
    ]
    for number, stream in enumerate(streams):
        page = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>"
        )
        objects += [page.encode(), stream]
    objects.append(f"<<{info}>>".encode("cp1252"))
    return _file(objects)


def column(lines: Sequence[str], x: float = 72, y: float = 760, size: float = 10) -> list[Run]:
    """Lines one under the other, "" for a wider gap, leading white space for an indent."""
    runs = []
    for line in lines:
        if line:
            runs.append((x + 7 * (len(line) - len(line.lstrip())), y, size, line.strip()))
        y -= 1.2 * size if line else 0.6 * size
    return runs


def _drawn(x: float, y: float, size: float, words: str) -> bytes:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {x} {y} Td ({escaped}) Tj ET".encode("cp1252")


def _stream(data: bytes, packed: bool) -> bytes:
    data = zlib.compress(data, 9) if packed else data
    coding = b"/Filter/FlateDecode" if packed else b""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (coding, len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects), len(body))
    )

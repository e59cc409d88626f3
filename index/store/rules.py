"""By which rules articles are annotated: a digest of the modules and word lists that do it.

A number kept by hand would be forgotten once, and the library be silently stale from then on.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import index

ANNOTATING = (
    *(
        "model",
        "lexicon",
        "furniture",
        "segmentation",
        "temporal",
        "attribution",
        "analysis",
        "places",
    ),
    *("concepts", "denials", "claims", "disputes", "annotation"),
)
"""The modules and packages of `index` that index.annotation is made of."""

OF_QUESTIONS = ("answer_", "english_french.", "forms.", "idioms.", "order.")
"""How the word lists begin that only questions are read by."""

DATA = ("countryinfo", "PyStemmer", "textblob")
"""Distributions whose data annotation depends on."""


@cache
def rules() -> str:
    """The same as long as an article would be annotated the same. Some milliseconds."""
    digest = blake2b(digest_size=12)
    for path in _files(Path(index.__file__).parent):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for distribution in DATA:
        digest.update(f"{distribution} {version(distribution)}".encode())
    return digest.hexdigest()


def _files(package: Path) -> Iterator[Path]:
    for name in ANNOTATING:
        module = package / f"{name}.py"
        if module.is_file():
            yield module
        else:
            found = (package / name).rglob("*")
            yield from sorted(
                path
                for path in found
                if path.suffix in (".py", ".txt") and not path.name.startswith(OF_QUESTIONS)
            )

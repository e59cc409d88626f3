"""Which articles are nearly the same text: agency copy that several outlets print.

MinHash (Broder 1997) by rensa, over groups of three words: how many of their groups two texts
share, estimated from signatures of half a kilobyte, found through bands (Leskovec et al., Mining
of Massive Datasets, 3.4). That two articles are nearly the same does not make any two of their
sentences the same: a later version may have other numbers. What is quoted is to be compared by
itself.
"""

import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b

from index.model import Article

ALIKE = 0.5
"""The share of common groups of words from which on two texts are nearly the same. Agency copy
under another headline has .9 and more, shorter by a third .65; two reports of one event in own
words, with the same quotations, have .1."""

DIGEST = 8
"""Bytes of a digest of a sentence."""

DAYS = 14
"""By which near-copies may be apart: what comes every year or month in the same words, each time
of something else, is no agency copy. An article without a date may be of any day."""

_PERMUTATIONS = 128  # the estimate is off by .04 on average
_BANDS = 32  # of four values each: texts that share .5 are found in 87 of 100, .6 in 99 of 100
_ROWS = _PERMUTATIONS // _BANDS
_GROUP = 3  # words
_MARKS = {**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’‛", "'")}
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """What of a text has to be kept to compare it; b"" for a text without words.

    It begins with the version of the algorithm: signatures of two versions are never alike.
    Whether letters are large, and punctuation and white space, make no difference.
    """
    from rensa import RMinHash  # noqa: PLC0415 - only those who add articles need it

    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return b""
    behind_each = (words[at:] for at in range(_GROUP))
    groups = list(map(" ".join, zip(*behind_each, strict=False))) or [" ".join(words)]
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update(groups)
    return struct.pack(f"<B{_PERMUTATIONS}I", RMinHash.ALGORITHM_VERSION, *sketch.digest())


def signed(article: Article) -> bytes:
    """The signature of what stands below the header of an article."""
    return signature(article.body.of(article.text) if article.body else "")


def as_told(text: str) -> str:
    """What two printings of one sentence have in common: everything but the form of quotation
    marks and apostrophes, and how much white space stands between words."""
    for mark, plain in _MARKS.items():
        text = text.replace(mark, plain)  # most marks are in no text: ten times faster than a table
    return " ".join(text.split())


def digest_of(sentence: str) -> bytes:
    """Eight bytes: the same for two printings of one sentence, and surely for nothing else
    among a few thousand sentences."""
    return blake2b(as_told(sentence).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def likeness(one: bytes, other: bytes) -> float:
    """The share of groups of words that two texts have in common, from 0 to 1, estimated."""
    if not one or not other or one[0] != other[0]:
        return 0.0
    pairs = zip(_values(one), _values(other), strict=True)
    return sum(a == b for a, b in pairs) / _PERMUTATIONS


def bands(of: bytes) -> tuple[bytes, ...]:
    """Keys under which a signature is found again: texts that are alike share at least one.

    An index of a database may hold them instead of `Duplicates`; 17 bytes each.
    """
    return tuple(_bands(of))


class Duplicates:
    """Signatures by id, to be asked which is most like another. One thread at a time."""

    def __init__(self) -> None:
        self._signatures: dict[str, bytes] = {}
        self._by_band: dict[bytes, list[str]] = defaultdict(list)

    def add(self, key: str, of: bytes) -> None:
        """Keep a signature; another one under the same key is replaced."""
        self.remove(key)
        self._signatures[key] = of
        for band in _bands(of):
            self._by_band[band].append(key)

    def remove(self, key: str) -> None:
        """Forget a signature; one that is not there is no fault."""
        for band in _bands(self._signatures.pop(key, b"")):
            self._by_band[band].remove(key)
            if not self._by_band[band]:
                del self._by_band[band]

    def alike(self, of: bytes) -> list[tuple[str, float]]:
        """The ids whose texts are nearly the same, and how much they share; most alike first,
        ties by id."""
        candidates = {key for band in _bands(of) for key in self._by_band.get(band, ())}
        found = [(key, likeness(of, self._signatures[key])) for key in candidates]
        return sorted(
            ((key, share) for key, share in found if share >= ALIKE),
            key=lambda pair: (-pair[1], pair[0]),
        )

    def __len__(self) -> int:
        return len(self._signatures)


def _values(of: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{_PERMUTATIONS}I", of, 1)


def _bands(of: bytes) -> Iterator[bytes]:
    width = 4 * _ROWS
    for number in range(_BANDS if of else 0):
        # With its number: the same values elsewhere in the signature mean nothing.
        yield bytes((number,)) + of[1 + number * width : 1 + (number + 1) * width]

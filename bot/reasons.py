"""Why something cannot be read, in the language of whoever sent it.

The readers of `index.reading` say it in English, and more exactly; in other languages it is told
which kind of reason it is.
"""

import re

from bot.wording import ENGLISH, Wording
from index.errors import ArticleError

_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"more than [\w ]*[\d,]+ (?:bytes|characters|articles)|larger than", "too long"),
        (r"binary file|not a kind|no kind of text|not text in UTF-8|that no text has", "no kind"),
        (r"holds no|empty", "no text"),
        (r"seconds and the memory|too much memory|nested too deeply", "too heavy"),
        (r"only https|by number|of its own|password|public|no name on|not an address", "address"),
        (r"no host|fetched|did not come|server answered|came |redirect|packed as", "not there"),
        (r"cannot be read|damaged|not JSON|JSON object|in JSON|not UTF-8|scan|none of", "damaged"),
    )
)


def reason(error: ArticleError, words: Wording) -> str:
    """The reader's own sentence in English; in other languages the kind of reason, and the
    sentence only where it is of none that is known."""
    told = str(error)
    if words is ENGLISH:
        return told
    sentence = told.partition(": ")[2]  # names of files may hold anything
    return next((words.unreadable[kind] for at, kind in _KINDS if at.search(sentence)), told)

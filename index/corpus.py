"""Files to articles. Every complaint names the file and the reason; the other files load.

An article is a .txt file, with or without a header. The header is what stands first:
`date YYYY-MM-DD`, alone on its line or with the text right behind it, and lines of the form
`title: …`, `outlet: …`, `url: …`, `language: …`, in any order, each at most once.
The first line of another form begins the text that was published. `date unknown`, alone on its
line, says outright that there is no date.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.errors import ArticleError, NoArticlesError
from index.lexicon import UNDERSTOOD, words
from index.model import Article, Span

LARGEST_BYTES = 5_000_000
"""A larger file is no news article; reading it would only cost memory."""

_DATE = re.compile(r"date[ \t]*:?[ \t]+(?P<value>\S+)", re.IGNORECASE)
_UNDATED = re.compile(r"date[ \t]*:?[ \t]+unknown[ \t]*", re.IGNORECASE)
# "title: Mali receives helicopters"
_FIELD = re.compile(r"(?P<key>title|outlet|url|language)[ \t]*:[ \t]*(?P<value>.*)", re.IGNORECASE)
# "2022-04-18", also wrong ones such as "2022-13-45": they are complained of, not published
_LOOKS_LIKE_A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
"""Characters that stand in binary files, never in an article."""
_BLANK = " \t\r\n\v\f\ufeff"
_BLANK_AT_THE_END = _BLANK + "\u2028\u2029\x85\xa0"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a folder holds: articles sorted by id, and one sentence for each thing amiss."""

    articles: tuple[Article, ...]
    complaints: tuple[str, ...]


def read_folder(folder: Path) -> Corpus:
    """Read every .txt file below `folder`; hidden files and folders are passed over.

    An article's id is its path below the folder without ".txt", the same on every machine.
    Raises NoArticlesError when no article is found; its text says where was looked and
    what was wrong with each file there.
    """
    if (missing := missing_folder(folder)) is not None:
        raise missing
    articles: dict[str, Article] = {}
    complaints: list[str] = []
    for path in text_files(folder, complaints):
        try:
            article, remarks = read_file(path, article_id=id_below(path, folder))
            twin = articles.setdefault(article.digest, article)
            if twin is not article:
                raise ArticleError(same_text(path, twin.path))
        except ArticleError as error:
            complaints.append(str(error))
        else:
            complaints.extend(remarks)
    if not articles:
        raise empty_folder(folder, complaints)
    return Corpus(tuple(sorted(articles.values(), key=lambda a: a.id)), tuple(complaints))


def missing_folder(folder: Path) -> NoArticlesError | None:
    """What to say where `folder` is none; None where it is one."""
    if folder.is_dir():
        return None
    kind = "is a file, not a folder" if folder.exists() else "does not exist"
    return NoArticlesError(
        f"No articles: {folder} {kind}. Name a folder of .txt files with --seeds or SAIDWHO_SEEDS."
    )


def empty_folder(folder: Path, complaints: Iterable[str]) -> NoArticlesError:
    """What to say where no file of a folder is an article."""
    reasons = "".join(f"\n  {complaint}" for complaint in complaints)
    return NoArticlesError(
        f"No articles: {folder} was searched and holds no readable .txt file. "
        f"Put articles there, or name another folder with --seeds or SAIDWHO_SEEDS.{reasons}"
    )


def same_text(path: Path | str, twin: str) -> str:
    """What to say where a file is left out for another one."""
    return f"{path}: the same text as {twin}; left out."


def read_file(path: Path, article_id: str) -> tuple[Article, tuple[str, ...]]:
    """The article in one file, and remarks on what was odd but no obstacle.

    Raises ArticleError when the file holds no text that could be quoted.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise ArticleError(
                f"{path}: {size:,} bytes, more than the {LARGEST_BYTES:,} an article may have; "
                "left out. Cut it into articles."
            )
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}); left out.") from error
    text, remarks = decoded(data, str(path))
    article, more = article_of(text, article_id, path.as_posix())
    return article, (*remarks, *more)


def article_of(text: str, article_id: str, path: str) -> tuple[Article, tuple[str, ...]]:
    """The article that a text with its header is, and remarks; `path` is how they call it.

    Raises ArticleError when nothing stands beside the header.
    """
    remarks: list[str] = []
    article = Article(id=article_id, text=text, body=None, path=path)
    return _with_header(article, remarks), tuple(remarks)


def trimmed(text: str) -> str:
    """What of a text without a header would be the body: all but what is blank at both ends."""
    return text[_skip(text, 0) :].rstrip(_BLANK_AT_THE_END)


def header_key(line: str) -> str | None:
    """ "date", "title", "outlet", "url" or "language" where the line could be one of a header."""
    line = line.rstrip("\r")
    dated = _DATE.match(line)
    if _UNDATED.fullmatch(line) or (dated and _LOOKS_LIKE_A_DATE.fullmatch(dated["value"])):
        return "date"
    named = _FIELD.fullmatch(line)
    return named["key"].lower() if named else None


def detected_language(text: str) -> str:
    """ "en" or "fr" by the function words in `text`, "und" where neither speaks clearly.

    Good for a sentence and more; one content word alone is "und".
    """
    found = [word.lower().replace("’", "'") for word in _WORD.findall(text[:5_000])]
    counts = {
        language: sum(
            word in words(f"function_words.{language}")
            or word.split("'")[0] + "'" in words(f"function_words.{language}")
            for word in found
        )
        for language in UNDERSTOOD
    }
    best, other = sorted(UNDERSTOOD, key=lambda language: -counts[language])
    if counts[best] == counts[other] or counts[best] < len(found) / 10:
        return "und"
    return best


def text_files(folder: Path, complaints: list[str]) -> Iterator[Path]:
    """The .txt files below a folder, in order, links to such files too; what else is there is
    complained of."""
    for found in walked(folder):
        if isinstance(found, str):
            complaints.append(found)
        elif found.is_dir():
            complaints.append(f"{found}: a link to a folder; not followed.")
        elif found.suffix.lower() != ".txt":
            complaints.append(f"{found}: not a .txt file; left out.")
        elif not found.is_file():  # a pipe would keep the program waiting for ever
            complaints.append(f"{found}: not a regular file; left out.")
        else:
            yield found


def walked(folder: Path) -> Iterator[Path | str]:
    """What lies below a folder, sorted, and a sentence for each folder in it that cannot be read.
    Hidden files and folders are passed over; links to folders are told and not followed."""
    complaints: list[str] = []

    def complain(error: OSError) -> None:
        complaints.append(f"{error.filename}: cannot be read ({error.strerror}); left out.")

    for parent, folders, names in os.walk(folder, onerror=complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from complaints
        complaints.clear()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in [*linked, *sorted(names)]:
            if not name.startswith("."):
                yield Path(parent, name)
    yield from complaints


def id_below(path: Path, folder: Path) -> str:
    """The id of the article in a file: the same on every machine."""
    return path.relative_to(folder).with_suffix("").as_posix()


def decoded(data: bytes, path: str) -> tuple[str, list[str]]:
    """The text that bytes are, UTF-8 as a rule, and remarks; `path` is how they call it.

    Raises ArticleError where they are no text.
    """
    if not data:
        raise ArticleError(f"{path}: empty file; left out.")
    remarks = []
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        try:
            text = data.decode("windows-1252")
        except UnicodeDecodeError:
            raise ArticleError(
                f"{path}: not text in UTF-8 (byte {error.start}: {error.reason}); left out. "
                "Save it as UTF-8."
            ) from error
        line = data.count(b"\n", 0, error.start) + 1
        remarks.append(
            f"{path}, line {line}: not UTF-8, so read as Windows-1252; "
            "save it as UTF-8 if accents look wrong."
        )
    if NOT_TEXT.search(text):
        raise ArticleError(f"{path}: a binary file, not text; left out.")
    return text, remarks


def _with_header(article: Article, remarks: list[str]) -> Article:
    """Read the header lines off `article.text`, adding to `remarks` what cannot be used."""
    text, at = article.text, _skip(article.text, 0)
    found: dict[str, str] = {}
    published: date | None = None
    while True:
        line = text[at:].split("\n", 1)[0].rstrip("\r")
        number = text.count("\n", 0, at) + 1
        dated = _DATE.match(line)
        if dated and _LOOKS_LIKE_A_DATE.fullmatch(dated["value"]) and "date" not in found:
            found["date"] = dated["value"]
            published = _day(dated["value"])
            if published is None:
                remarks.append(
                    f'{article.path}, line {number}: "{dated["value"]}" is no day of the '
                    "calendar as YYYY-MM-DD; the article is taken as undated."
                )
            at = _skip(text, at + dated.end())
        elif _UNDATED.fullmatch(line) and "date" not in found:
            found["date"] = "unknown"
            at = _skip(text, at + len(line))
        elif (named := _FIELD.fullmatch(line)) and named["key"].lower() not in found:
            found[named["key"].lower()] = named["value"].strip()
            at = _skip(text, at + len(line))
        else:
            break
    end = len(text.rstrip(_BLANK_AT_THE_END))
    if at >= end:
        raise ArticleError(f"{article.path}: holds no text beside its header; left out.")
    if "date" not in found:
        remarks.append(
            f"{article.path}: no date; start it with a line such as "
            '"date 2022-04-18" so that its quotes can say when.'
        )
    language = found.get("language", "").lower()[:2] or detected_language(text[at:end])
    return replace(
        article,
        body=Span(at, end),
        published=published,
        title=found.get("title") or None,
        outlet=found.get("outlet") or None,
        url=found.get("url") or None,
        language=language,
    )


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

"""What the bot says of something that is to be added: what it understood, what it still needs to
know, and what has become of it."""

from collections.abc import Sequence

from bot.callbacks import VERSION_DIGITS, Answered, AskRemove, Removed
from bot.citation import LONGEST_TITLE, clipped, named
from bot.intake import Counts, Found, Understood
from bot.message import Button, Draft, Message, Style
from bot.wording import Wording
from index.lexicon import UNDERSTOOD
from index.model import Article

MOST_LISTED = 10
MOST_NEAR = 3
MOST_COMPLAINTS = 5
LONGEST_COMPLAINT = 160
LONGEST_URL = 300

LONGEST_LINE = 200
"""Code points that name an article in a list. With these bounds a message holds all of it."""


def offered(
    found: Found, read: Sequence[Understood], counts: Counts | None, words: Wording, lead: str = ""
) -> Message:
    """What was understood, with the question whether, and of which day, it is to be added."""
    draft = Draft()
    draft.add(f"{lead}\n\n" if lead else "")
    _describe(draft, found, read, counts, words)
    _remark(draft, found, words)
    undated = [one for one in read if one.article.published is None and one.known is None]
    if undated:
        asked = words.which_day if len(read) == 1 else words.which_days.format(number=len(undated))
        draft.add("\n\n" + asked, Style.BOLD)
    else:
        draft.add("\n\n" + words.add_it, Style.BOLD)
    return draft.done(*_choices(found, bool(undated), words))


def _choices(found: Found, undated: bool, words: Wording) -> list[list[Button]]:
    if not undated:
        return [[Button(words.add, Answered("add")), Button(words.do_not_add, Answered("drop"))]]
    day = found.suggested
    posted = words.day_of_post.format(day=words.day(day)) if day else ""
    return [
        [Button(posted, Answered("add", day))] if day else [],
        [
            Button(words.add_undated, Answered("add")),
            Button(words.do_not_add, Answered("drop")),
        ],
    ]


def told(
    found: Found, done: Sequence[Understood], counts: Counts | None, words: Wording, *, kept: bool
) -> Message:
    """What has become of it; `kept`: it will still be there after a restart."""
    draft = Draft()
    if len(done) == 1:
        one = done[0]
        if one.known is not None:
            draft.add(words.there_already.format(article=line(one.known, words)))
            return draft.done([_removal(one.known, words.remove)])
        draft.add(words.new_version if one.fate == "replaced" else words.added, Style.BOLD)
    else:
        draft.add(_sum(done, words), Style.BOLD)
    draft.add("\n")
    _describe(draft, found, done, counts, words)
    _remark(draft, found, words)
    draft.add("" if kept else "\n\n" + words.only_until_restart)
    alone = [_removal(one.article, words.remove_again) for one in done if len(done) == 1]
    return draft.done(alone)


def _removal(article: Article, label: str) -> Button:
    return Button(label, AskRemove(article.digest[:VERSION_DIGITS]))


def _sum(done: Sequence[Understood], words: Wording) -> str:
    """ "12 articles added, 3 there already." """
    known = sum(one.known is not None for one in done)
    replaced = sum(one.fate == "replaced" for one in done if one.known is None)
    parts = [words.articles_added.format(number=len(done) - known - replaced)]
    parts += [words.articles_replaced.format(number=replaced)] if replaced else []
    parts += [words.articles_known.format(number=known)] if known else []
    return ", ".join(parts) + "."


def _describe(
    draft: Draft,
    found: Found,
    read: Sequence[Understood],
    counts: Counts | None,
    words: Wording,
) -> None:
    """One article by its fields, several by a line each."""
    if len(read) == 1:
        _add_fields(draft, read[0].article, words, posted=found.posted)
    else:
        draft.add(words.counted(len(read), words.article) + ":")
        for one in read[:MOST_LISTED]:
            mark = f" – {words.there}" if one.known is not None and one.fate is None else ""
            draft.add(f"\n{line(one.article, words)}{mark}")
        if len(read) > MOST_LISTED:
            draft.add("\n" + words.and_more.format(number=len(read) - MOST_LISTED).strip())
    if counts is not None:
        numbers = (
            words.counted(counts.passages, words.passage),
            words.counted(counts.claims, words.claim),
            words.counted(counts.disputes, words.dispute),
        )
        draft.add("\n" + ", ".join(numbers))
    near = [one for one in read if one.near and one.known is None]
    if len(read) == 1 and near:
        draft.add("\n\n" + words.nearly_the_same)
        for other in near[0].near[:MOST_NEAR]:
            draft.add(f"\n{line(other, words)}")
        if (more := len(near[0].near) - MOST_NEAR) > 0:
            draft.add(words.and_more.format(number=more))
    elif near:
        draft.add("\n" + words.of_them_nearly.format(number=len(near)))


def _add_fields(draft: Draft, article: Article, words: Wording, *, posted: bool) -> None:
    none = words.not_given
    day = words.day(article.published) if article.published else none
    day = words.as_posted.format(day=day) if posted else day
    lines = [
        (words.field_title, clipped(article.title or none, LONGEST_TITLE)),
        (words.field_date, day),
        (words.field_outlet, clipped(article.outlet or none, LONGEST_TITLE)),
        (words.field_language, words.language(article.language) or words.not_recognised),
    ]
    if article.url:
        lines.append((words.field_link, clipped(article.url, LONGEST_URL)))
    draft.add("\n".join(f"{label} {value}" for label, value in lines))
    if article.language not in UNDERSTOOD:
        draft.add("\n" + words.not_understood)


def line(article: Article, words: Wording) -> str:
    """An article in a list: its day, title or file, and outlet."""
    return clipped(f"{words.day(article.published)} – {named(article, words)}", LONGEST_LINE)


def _remark(draft: Draft, found: Found, words: Wording) -> None:
    """What is amiss, in the reader's own sentences."""
    if not found.complaints:
        return
    draft.add("\n\n" + words.remarks)
    for complaint in found.complaints[:MOST_COMPLAINTS]:
        draft.add("\n" + clipped(complaint, LONGEST_COMPLAINT))
    if (more := len(found.complaints) - MOST_COMPLAINTS) > 0:
        draft.add(words.and_more.format(number=more))


def removal(article: Article, words: Wording) -> Message:
    """The question whether an article is to be removed."""
    draft = Draft(words.remove_this.format(article=line(article, words)))
    version = article.digest[:VERSION_DIGITS]
    return draft.done([Button(words.remove, Removed(version)), Button(words.keep, Removed(None))])


def removals(articles: Sequence[Article], words: Wording) -> Message:
    """Which of several is meant: a button for each."""
    draft = Draft(words.remove_which)
    rows = []
    for number, article in enumerate(articles[:MOST_LISTED], start=1):
        draft.add(f"\n{number}. {line(article, words)}")
        rows.append(Button(str(number), AskRemove(article.digest[:VERSION_DIGITS])))
    if len(articles) > MOST_LISTED:
        draft.add("\n" + words.and_more.format(number=len(articles) - MOST_LISTED).strip())
    return draft.done(rows[:5], rows[5:])

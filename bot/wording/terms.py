"""The words that the program says itself: what a language of the interface has to have."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import get_type_hints

from babel import Locale

from bot.wording.phrase import Phrase, WordingError, messages
from index.model import Timex

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, eq=False)
class Wording:
    """One language of the interface: the messages of its Fluent file, and the names of months,
    days and languages as Unicode's CLDR has them. A file is read once, so that each is itself."""

    code: str

    day_in_year: Phrase
    day_of_year: Phrase
    month: Phrase
    strengths: Mapping[str, str]
    against: Mapping[str, str]
    commands: Mapping[str, str]
    short_description: str
    description: str
    help: str
    start: str
    privacy: str
    forgotten: str
    which_language: str
    as_in_telegram: str
    language_chosen: str
    how_to_ask: str
    how_to_name: str
    text_only: str
    not_for_you: Phrase
    not_for_you_here: str
    slow_down: Phrase
    admin_commands: Mapping[str, str]
    ranks: Mapping[str, str]
    welcome: Mapping[str, str]
    only_admins: str
    only_owner: str
    owner_stays: str
    in_private: str
    in_a_group: str
    how_to_invite: str
    invited: Phrase
    accepted: Phrase
    invitation_withdrawn: str
    no_invitation: str
    chat_allowed: str
    how_to_revoke: str
    revoked: Phrase
    nobody_revoked: Phrase
    question_gone: str
    button_unknown: str
    article_changed: str
    no_more: str
    no_more_articles: str
    went_wrong: Phrase
    too_large: str
    sides_gone: str
    article: Phrase
    passage: Phrase
    quote: Phrase
    dispute: Phrase
    event: Phrase
    no_disputes: str
    no_events: str
    nothing_said: Phrase
    nothing_else: Phrase
    said_then: Phrase
    searched: Phrase
    of_day: Phrase
    from_to: Phrase
    undated: Phrase
    nearest: str
    taken_as: Phrase
    no_words: str
    none_occurs: str
    not_occurring: Phrase
    quoted: Phrase
    no_money: str
    no_number: str
    apart: Phrase
    no_words_of: Phrase
    no_role: Phrase
    other_time: str
    bad_filter: Phrase
    no_article_there: Phrase
    no_outlet_there: Phrase
    outlets_are: Phrase
    no_outlets: str
    only_outlets: Phrase
    only_days: Phrase
    only_both: Phrase
    since_day: Phrase
    until_day: Phrase
    between_days: Phrase
    on_day: Phrase
    none_outlets: Phrase
    none_days: Phrase
    none_both: Phrase
    too_many: Phrase
    list_them: Phrase
    as_before: Phrase
    not_covered: str
    nobody_denies: str
    says: str
    itself: str
    quoting: str
    nobody_named: str
    anonymous: str
    via: Phrase
    perhaps: Phrase
    said: str
    happened: str
    about: Phrase  # a month or a year; French needs other words before a day and a period
    about_day: Phrase
    about_period: Phrase
    unresolved: str
    to: Phrase
    paragraph: Phrase
    also_in: str
    and_more: Phrase
    no_date: str
    in_language: Phrase
    normalised: str
    untitled: str
    newest_first: Phrase
    newest_found: Phrase
    found_inside: Phrase
    see_quote: Phrase
    see_under: Phrase
    in_context: str
    newer: str
    older: str
    more: str
    who_disputes: str
    who_says: str
    paragraph_before: str
    paragraph_behind: str
    open_source: str
    copy_quote: str
    share: str
    proof: str
    helpful: str
    wrong_quote: str
    rated_helpful: str
    rated_wrong: str
    rating_not_kept: str
    stats_nothing: Phrase
    stats_head: Phrase
    stats_asked: Phrase
    stats_rated: Phrase
    stats_inline: Phrase
    stats_took: Phrase
    stats_day: Phrase
    stats_unanswered: str
    stats_after: Phrase
    stats_in_private: str
    stats_bars: Mapping[str, str]
    may_not_rate: str
    how_to_prove: str
    nothing_like_it: str
    stands_there: str
    comes_nearest: str
    denials_bearing: str
    disputed: str
    how_inline: str
    how_inline_button: str
    nothing_found: str
    how_as_guest: str
    add_post: str
    how_to_add: str
    not_a_day: str
    not_read: Phrase
    unreadable: Mapping[str, str]
    file_too_large: Phrase
    file_gone: str
    no_fetching: str
    forward_post: str
    library_busy: str
    library_fails: str
    only_until_restart: str
    offer_gone: str
    which_day: str
    which_days: Phrase
    day_of_which: str
    add_it: str
    add: str
    do_not_add: str
    add_undated: str
    day_of_post: Phrase
    added: str
    new_version: str
    not_added: str
    there_already: Phrase
    there: str
    articles_added: Phrase
    articles_replaced: Phrase
    articles_known: Phrase
    field_title: str
    field_date: str
    field_outlet: str
    field_language: str
    field_link: str
    not_given: str
    as_posted: Phrase
    not_recognised: str
    not_understood: str
    claim: Phrase
    nearly_the_same: str
    of_them_nearly: Phrase
    remarks: str
    remove_again: str
    remove_this: Phrase
    remove_which: str
    remove: str
    keep: str
    kept: str
    removed: Phrase
    how_to_remove: str
    nothing_called: str
    last_article: str

    @classmethod
    def read(cls, code: str, written: str) -> "Wording":
        """The language of a Fluent file; WordingError where a message lacks, is of another kind
        than its field, or has none."""
        found = dict(messages(code, written))
        kinds = get_type_hints(cls)
        named = {field.name for field in fields(cls)} - {"code"}
        if wrong := found.keys() ^ named:
            raise WordingError(f"{code}.ftl: missing or unknown: {', '.join(sorted(wrong))}.")
        for name, message in found.items():
            kind = kinds[name]
            if not isinstance(message, kind if isinstance(kind, type) else Mapping):
                raise WordingError(f"{code}.ftl: {name} has to be a {kind}.")
        return cls(code=code, **found)  # type: ignore[arg-type]

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.code, sep="-")

    @property
    def name(self) -> str:
        """What the language calls itself."""
        own = self.language(self.code)
        return own[:1].upper() + own[1:]

    def language(self, code: str) -> str:
        """ "French"; empty where it is unknown."""
        known: str | None = self._locale.languages.get(code)
        return known if known and code != "und" else ""

    def counted(self, number: int, noun: Phrase) -> str:
        """ "1 article", "2,079 articles"; French counts nought as one."""
        return noun.format(number=number)

    def day(self, day: date | None) -> str:
        """ "18 April 2022" """
        if day is None:
            return self.no_date
        return self.day_in_year.format(day=day.day, month=self._month(day), year=str(day.year))

    def day_of_month(self, day: date) -> str:
        """ "18 April" """
        return self.day_of_year.format(day=day.day, month=self._month(day))

    def _month(self, day: date) -> str:
        """As it is called beside a day."""
        called: str = self._locale.months["format"]["wide"][day.month]
        return called

    def when(self, timex: Timex) -> str:
        """What a time expression means as a day or period; empty where it cannot be told."""
        first, last = timex.earliest, timex.latest
        if first is None or last is None:
            return ""
        about = self.about
        if first == last:
            meant, about = self.day(first), self.about_day
        elif timex.approximate and (day := _day_of(timex.value)):
            meant, about = self.day(day), self.about_day
        elif _whole_year(first, last):
            meant = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        elif _whole_month(first, last):
            called = self._locale.months["stand-alone"]["wide"][first.month]
            meant = self.month.format(month=called, year=str(first.year))
        else:
            start = self.day(first)
            if first.year == last.year:
                start = self.day_of_month(first)
            meant = self.to.format(first=start, last=self.day(last))
            about = self.about_period
        return about.format(when=meant) if timex.approximate else meant


def _day_of(value: str | None) -> date | None:
    """The day in the middle of what a TIMEX3 value leaves open; None where it is no day."""
    if not _DAY.fullmatch(value or ""):  # date.fromisoformat takes a week for its Monday
        return None
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _whole_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _whole_month(first: date, last: date) -> bool:
    return (
        first.day == 1
        and (first.year, first.month) == (last.year, last.month)
        and last.day == monthrange(last.year, last.month)[1]
    )

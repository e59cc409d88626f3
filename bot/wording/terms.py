"""The words that the program says itself: what a language of the interface has to have.

Fields with braces are templates for str.format. A quote is never part of them: it stays in the
language of its article.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from index.model import Timex

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language of the interface. Equal when every word is equal."""

    code: str
    months: tuple[str, ...]
    ordinal_first: str  # "1er mai"; English news writes "1 May"
    thousands: str
    languages: dict[str, str]
    strengths: dict[str, str]  # beneath a claim, before whoever disputes it
    against: dict[str, str]  # beneath a denial, before whoever made the claim

    commands: dict[str, str]
    short_description: str
    description: str
    help: str
    start: str
    how_to_ask: str
    how_to_name: str
    text_only: str

    question_gone: str
    button_unknown: str
    article_changed: str
    no_more: str
    no_more_articles: str
    went_wrong: str
    too_large: str
    sides_gone: str

    article: tuple[str, str]
    passage: tuple[str, str]
    quote: tuple[str, str]
    dispute: tuple[str, str]
    event: tuple[str, str]
    no_disputes: str
    no_events: str
    nothing_said: str
    nothing_else: str
    said_then: str
    searched: str
    of_day: str
    from_to: str
    undated: str
    nearest: str
    taken_as: str

    no_words: str
    none_occurs: str
    not_occurring: tuple[str, str]
    quoted: str
    no_money: str
    no_number: str
    no_role: str
    not_covered: str
    nobody_denies: str

    says: str
    itself: str
    quoting: str
    nobody_named: str
    anonymous: str
    via: str
    perhaps: str
    said: str
    happened: str
    about: str  # a month or a year; French needs other words before a day and a period
    about_day: str
    about_period: str
    unresolved: str
    to: str
    paragraph: str
    also_in: str
    and_more: str
    no_date: str
    in_language: str
    normalised: str
    untitled: str
    newest_first: str

    see_quote: str
    see_under: str

    in_context: str
    more: str
    who_disputes: str
    who_says: str

    def counted(self, number: int, noun: tuple[str, str]) -> str:
        """ "1 article", "2,079 articles"; French counts nought as one."""
        plural = number > 1 if self.code == "fr" else number != 1
        return f"{number:,} {noun[plural]}".replace(",", self.thousands)

    def day(self, day: date | None) -> str:
        """ "18 April 2022" """
        if day is None:
            return self.no_date
        number = self.ordinal_first if day.day == 1 else str(day.day)
        return f"{number} {self.months[day.month - 1]} {day.year}"

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
            meant = f"{self.months[first.month - 1]} {first.year}"
        else:
            start = self.day(first)
            if first.year == last.year:
                start = start.removesuffix(f" {first.year}")
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

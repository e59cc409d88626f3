"""One message in the place of another's: as a result of inline mode, and as a guest's answer.

Under such a message no button can ask the bot for anything that it could show there, so its
buttons are links: into the chat with the bot, and to the page of the source.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.citation import clipped
from bot.delivery import outgoing
from bot.links import deep_link, page
from bot.message import Button, Draft, Message, Open, Style
from bot.quotation import Quotation
from bot.references import Reference
from bot.rendering import add_quotations
from bot.wording import Wording
from index.library import Library

LONGEST_TITLE = 80
LONGEST_PREVIEW = 250
"""Code points of what the list of results shows of a quote; what is sent has all of it."""

MOST_LINKED = 3
"""Quotes of one message with links of their own."""


def quote_result(
    quotation: Quotation, library: Library, bot_name: str, words: Wording, head: str = ""
) -> InlineQueryResultArticle:
    """A quote in the list of results, with outlet and date; chosen, it is sent with who says it,
    and who disputes it. `head`: what is to be known before it is read."""
    draft = Draft()
    draft.add(f"{head}\n\n" if head else "", Style.BOLD)
    add_quotations(draft, [quotation], 1, words)
    article = quotation.article
    named = clipped(article.outlet or article.title or article.path, LONGEST_TITLE)
    disputed = f" · {words.disputed}" if quotation.disputed_by else ""
    title = f"{named or words.untitled} · {words.day(article.published)}{disputed}"
    preview = clipped(quotation.text, LONGEST_PREVIEW)
    message = draft.done()
    key = str(Reference.to(quotation))
    return result(key, title, preview, linked(message, [quotation], bot_name, words), library)


def linked(message: Message, shown: Sequence[Quotation], bot_name: str, words: Wording) -> Message:
    """The message with links in the place of its buttons."""
    several = len(shown) > 1
    rows = []
    for number, quotation in enumerate(shown[:MOST_LINKED], start=1):
        behind = f" {number}" if several else ""
        row = [
            Button(words.in_context + behind, Open(deep_link(bot_name, Reference.to(quotation))))
        ]
        if url := page(quotation.article.url, quotation.text):
            row.append(Button(words.open_source + behind, Open(url)))
        rows.append(tuple(row))
    return replace(message, buttons=tuple(rows))


def result(
    key: str, title: str, preview: str, message: Message, library: Library
) -> InlineQueryResultArticle:
    """UnprovenQuoteError where a quote of the message fails."""
    ready = outgoing(message, library)
    return InlineQueryResultArticle(
        id=key,
        title=title,
        description=preview,
        input_message_content=InputTextMessageContent(
            ready.text,
            entities=ready.entities,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=ready.keyboard,
    )

"""Proofs as files in a chat: of the quotes under a message of the bot."""

import asyncio
import re

from telegram import Bot, Message

from bot.callbacks import ShowContext, ShowTools
from bot.delivery import send_file
from bot.incoming import is_by, replied_to, thread_of
from bot.presses import carried
from bot.proof import file_name, proof_of, written
from bot.references import Reference
from index.library import Library


def referred(message: Message) -> dict[int, Reference]:
    """The quotes of a message of the bot by their numbers in it, as its buttons tell them."""
    actions = [button.action for row in carried(message) for button in row]
    named = {a.number: Reference(a.version, a.span) for a in actions if isinstance(a, ShowTools)}
    if named:
        return named
    alone = [Reference(a.version, a.span) for a in actions if isinstance(a, ShowContext)]
    return {1: alone[0]} if alone else {}


async def prove_replied(message: Message, bot: Bot, library: Library, argument: str) -> bool:
    """Send the proofs for /proof [NUMBER] in reply to an answer; False where it is none, or has
    no such quote."""
    replied = replied_to(message)
    named = referred(replied) if replied is not None and is_by(replied, bot) else {}
    if argument:
        number = int(argument) if re.fullmatch("[0-9]{1,9}", argument) else 0
        named = {number: named[number]} if number in named else {}
    to = message.chat.id, message.message_id, thread_of(message)
    return any([await send_proof(bot, library, reference, *to) for reference in named.values()])


async def send_proof(
    bot: Bot,
    library: Library,
    reference: Reference,
    chat_id: int,
    reply_to: int,
    thread_id: int | None,
) -> bool:
    """Send the proof of a quote as a file; False where the quote is gone."""
    article = await asyncio.to_thread(reference.article, library)
    if article is None:
        return False
    span = reference.span
    file = written(proof_of(library, article, span))
    await send_file(bot, file, file_name(article, span), chat_id, reply_to, thread_id)
    return True

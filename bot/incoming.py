"""What an incoming message says of itself: what it asks, who writes it, what it replies to."""

import re

from telegram import Bot, Message, User
from telegram.constants import ChatType

from bot.conversation import Voice

_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")  # "/ask ", "/ask@saidwho_bot "


def question_in(text: str, bot_name: str) -> str:
    """What is asked: the text without a leading command and without mentions of the bot."""
    mention = re.compile(rf"(?<!\w)@{re.escape(bot_name)}\b[,:]?", re.IGNORECASE)
    bare = mention.sub(" ", text).strip()
    command = _COMMAND.match(bare)
    return bare[command.end() :] if command else bare


def addressed(message: Message, bot: Bot) -> bool:
    """Whether a message in a group is meant for the bot: a reply to it, or a mention."""
    replied = replied_to(message)
    if replied is not None and is_by(replied, bot):
        return True
    named = message.parse_entities(["mention"]).values() if message.text else ()
    return f"@{bot.username}".lower() in (name.lower() for name in named)


def for_the_bot(message: Message, bot: Bot) -> bool:
    """Whether a message wants something of the bot: all do in a private chat; in a group a
    command, unless it is another bot's, and what is addressed to it."""
    if message.chat.type == ChatType.PRIVATE or addressed(message, bot):
        return True
    command = _COMMAND.match(message.text or message.caption or "")
    name = command[0].strip().partition("@")[2] if command else None
    return name is not None and name.lower() in ("", bot.username.lower())


def replied_to(message: Message) -> Message | None:
    """What a person chose to reply to; in a forum all messages reply to the topic's beginning."""
    replied = message.reply_to_message
    return replied if replied is not None and replied.forum_topic_created is None else None


def claim_in(message: Message, bot: Bot) -> str | None:
    """What somebody else said that a message is about: the words selected with Telegram's quote,
    else the message that it replies to; None for a question, which claims nothing."""
    if message.quote is not None:
        claim = message.quote.text
    else:
        replied = replied_to(message)
        if replied is None or is_by(replied, bot):
            return None
        claim = question_in(replied.text or replied.caption or "", bot.username)
    return claim if claim.strip() and not claim.rstrip().endswith("?") else None


def forwarded(message: Message) -> str | None:
    """The words of a post that somebody forwards; None for a question, as for `claim_in`."""
    text = (message.text or message.caption or "").strip()
    return text if message.forward_origin and text and not text.endswith("?") else None


def is_by(message: Message, bot: Bot) -> bool:
    return message.from_user is not None and message.from_user.id == bot.id


def voice_of(message: Message) -> Voice | None:
    """Whoever writes; anonymous admins and channels write as a chat, not as a person."""
    writer = message.sender_chat or message.from_user
    return Voice(message.chat.id, thread_of(message), writer.id) if writer is not None else None


def thread_of(message: Message) -> int | None:
    """The forum topic; replies outside forums carry a thread id that sending would refuse."""
    return message.message_thread_id if message.is_topic_message else None


def spoken_by(person: User | None) -> str | None:
    """The language of the person's Telegram, as an IETF tag, where it is told."""
    return person.language_code if person is not None else None

"""The stand-in Bot API posts updates to a webhook; see tests.bot_api.

As Telegram does: those of one chat one after the other, each again until it is taken.
"""

import asyncio
import json
from collections import defaultdict
from itertools import cycle
from typing import Protocol

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from tests.bot_api_rules import Json

HEADER = "X-Telegram-Bot-Api-Secret-Token"
WEBHOOK_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Posting(Protocol):
    webhook: Json
    behind: list[int]

    def to_post(self) -> list[Json]: ...

    def not_posted(self, update: Json) -> None: ...


class Poster:
    def __init__(self, api: Posting) -> None:
        self._api = api
        self._chats: defaultdict[object, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._client = AsyncHTTPClient(force_instance=True)

    async def post(self) -> None:
        """Until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                for update in self._api.to_post():
                    tasks.create_task(self._post(update))
                await asyncio.sleep(0.01)

    async def _post(self, update: Json) -> None:
        content = next(v for k, v in update.items() if k != "update_id")
        chat = content.get("chat") or content.get("message", {}).get("chat") or {}
        async with self._chats[chat.get("id")]:
            turns = cycle(range(len(self._api.behind) or 1))
            for turn in turns:
                if not self._api.webhook:
                    self._api.not_posted(update)
                    return
                status = await self._once(update, turn + update["update_id"])
                if 200 <= status < 300:
                    return
                await asyncio.sleep(0.1)

    async def _once(self, update: Json, turn: int) -> int:
        """The status of the answer; 599 for none."""
        webhook, behind = self._api.webhook, self._api.behind
        url = webhook["url"]
        if behind:  # a balancer hands requests on in turns
            _, _, path = url.partition("://")[2].partition("/")
            url = f"http://127.0.0.1:{behind[turn % len(behind)]}/{path}"
        headers = {"Content-Type": "application/json", HEADER: webhook.get("secret_token", "")}
        request = HTTPRequest(url, "POST", headers, json.dumps(update), request_timeout=5)
        try:
            return (await self._client.fetch(request, raise_error=False)).code
        except OSError:  # nobody listens there
            return 599

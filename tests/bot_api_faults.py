"""What goes wrong on script in the stand-in Bot API; see tests.bot_api."""

from dataclasses import dataclass

from tests.bot_api_rules import Json

CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: CONFLICT,
    500: "Internal Server Error",
}


@dataclass
class Fault:
    """What happens to the next `times` calls instead of an answer, or before it."""

    method: str
    chat_id: int | None
    times: int
    error_code: int = 0
    retry_after: int = 0
    description: str | None = None
    drop: bool = False
    done: bool = False
    delay: float = 0.0
    late: float = 0.0

    def answer(self) -> tuple[int, Json | str]:
        """Status and body; from 502 on they are nginx's, which knows no JSON."""
        code = self.error_code
        if code > 500 and self.description is None:
            return code, f"<html><head><title>{code}</title></head><body>nginx</body></html>"
        body: Json = {"ok": False, "error_code": code}
        body["description"] = self.description or _DESCRIPTIONS.get(code, "")
        if code == 429:
            text = f"Too Many Requests: retry after {self.retry_after}"
            body["description"] = self.description or text
            body["parameters"] = {"retry_after": self.retry_after}
        return code, body

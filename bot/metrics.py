"""What can be counted of a bot at work, for Prometheus: numbers alone, nothing of any person."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.answering import Asked
from bot.journal import handling

SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Upper bounds of the latency histogram."""


class Metrics:
    """Of one process; each of several has its own."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        ProcessCollector(registry=own)
        self.questions = Counter("saidwho_questions", "Questions asked", registry=own)
        self.answered = Counter("saidwho_answered", "Questions answered by quotes", registry=own)
        self.refused = Counter(
            "saidwho_refused", "Questions that the articles do not answer", registry=own
        )
        self.updates = Counter("saidwho_updates", "Updates received, known ones too", registry=own)
        self.put_off = Counter(
            "saidwho_put_off", "Updates left for later, since Telegram did not answer", registry=own
        )
        self.latency = Histogram(
            "saidwho_answer_seconds",
            "From receiving a question to having answered it",
            buckets=SECONDS,
            registry=own,
        )
        self.finding = Histogram(
            "saidwho_finding_seconds",
            "Of that, looking for the answer in the articles",
            buckets=SECONDS,
            registry=own,
        )
        self.queue = Gauge(
            "saidwho_queue", "Updates not answered yet, of all processes", registry=own
        )

    def asked(self, asked: Asked) -> None:
        """A question was looked up: a witness of `bot.answering`."""
        self.questions.inc()
        self.finding.observe(asked.seconds)
        (self.answered if asked.answered else self.refused).inc()
        if (current := handling.get()) is not None:
            current.questions += 1

    def written(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self._registry)

"""Logs hold no capability: a token in a path would let whoever reads the log act on the booking."""

import logging
import re

CAPABILITY = re.compile(r"(/b/|/calendar/|/details/|/message-pages/)[^/\s?\"']+")


def redact(text: str) -> str:
    return CAPABILITY.sub(r"\1[redacted]", text)


class RedactCapabilityPaths(logging.Filter):
    """Rewrites each record's message before it is printed."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = redact(message)
        if clean != message:
            record.msg, record.args = clean, ()
        return True

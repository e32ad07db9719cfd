"""The four families of refusals, and what a refusal carries.

A refusal is an answer, not a fault: it names itself (`type`), never varies its `title`, says in `detail` what a
person can do, and carries facts a program can act on. Only `common.api.problems` knows their HTTP statuses.
"""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Base of every refusal. `facts` become members of the problem document."""

    type: ClassVar[str]
    title: ClassVar[str | Promise]

    def __init__(self, detail: str | Promise = "", **facts: Any) -> None:
        super().__init__(str(detail) or str(self.title))
        self.detail: str | Promise = detail or self.title
        self.facts = facts


class NotPermitted(Refusal):
    """The caller may not do this (403)."""

    type = "not-permitted"
    title: ClassVar[str | Promise] = "Not permitted"


class Missing(Refusal):
    """Not there, which includes rows the caller may not see (404)."""

    type = "missing"
    title: ClassVar[str | Promise] = "Not found"


class Conflict(Refusal):
    """The world moved: look again, choose again (409)."""

    type = "conflict"
    title: ClassVar[str | Promise] = "The situation has changed"


class RuleViolation(Refusal):
    """A house rule says no, however often one asks (422)."""

    type = "rule"
    title: ClassVar[str | Promise] = "A house rule does not allow this"


class Invalid(Refusal):
    """The shape is wrong (400). `errors` is a list of `{pointer, code, detail}`, all of them at once."""

    type = "invalid"
    title: ClassVar[str | Promise] = "Some of the input is not valid"

    def __init__(self, detail: str | Promise = "", *, errors: list[dict[str, str]]) -> None:
        super().__init__(detail, errors=errors)


class Unreadable(Refusal):
    """Not a request that makes sense at all (400)."""

    type = "unreadable"
    title: ClassVar[str | Promise] = "The request could not be read"


class TooManyRequests(Refusal):
    """A limit was reached (429); `retry_after_seconds` says when to come back."""

    type = "too-many-requests"
    title: ClassVar[str | Promise] = _("Too many tries in a row")

    def __init__(self, detail: str | Promise = "", *, retry_after_seconds: int) -> None:
        super().__init__(detail)
        self.retry_after_seconds = retry_after_seconds


class NotNow(Refusal):
    """Contention or a part that is away (503); nothing was done, so asking again is right."""

    type = "unavailable"
    title: ClassVar[str | Promise] = _("Not available at the moment")

    def __init__(self, detail: str | Promise = "", *, retry_after_seconds: int) -> None:
        super().__init__(detail)
        self.retry_after_seconds = retry_after_seconds


class Busy(NotNow):
    """Somebody else is writing to the same calendar (503)."""

    type = "busy"
    title: ClassVar[str | Promise] = _("Busy, try again in a moment")

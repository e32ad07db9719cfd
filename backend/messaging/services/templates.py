"""The studio's own words."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from common.errors import Invalid
from messaging.default_texts import DEFAULTS, Words
from messaging.models import MessageTemplate
from messaging.placeholders import unknown_in


@transaction.atomic
def write_template(*, event: str, channel: str, language: str, words: Words, actor: User, now: datetime) -> None:
    """Use these words from now on; the default ones, word for word, are as good as a reset.

    Raises Invalid, naming the placeholder, when they name one that this event does not have.
    """
    check_words(words, event)
    if words == DEFAULTS[event, channel, language]:
        reset_template(event=event, channel=channel, language=language, actor=actor, now=now)
        return
    before = _own(event, channel, language)
    MessageTemplate.objects.update_or_create(
        event=event,
        channel=channel,
        language=language,
        defaults={"subject_line": words.subject_line, "body": words.body, "updated_at": now},
    )
    _tell("template.changed", event, channel, language, actor=actor, now=now, before=before, after=words)


@transaction.atomic
def reset_template(*, event: str, channel: str, language: str, actor: User, now: datetime) -> None:
    """Back to the words that come with Stillpoint. Without own words, nothing happens."""
    before = _own(event, channel, language)
    if MessageTemplate.objects.filter(event=event, channel=channel, language=language).delete()[0]:
        _tell("template.reset", event, channel, language, actor=actor, now=now, before=before, after=None)


def check_words(words: Words, event: str) -> None:
    """Raises Invalid for every part that names an unknown placeholder."""
    errors = [
        {"pointer": f"#/{field}", "code": "unknown_placeholder", "detail": _detail(unknown)}
        for field, template in (("subject_line", words.subject_line), ("body", words.body))
        if (unknown := unknown_in(template, event))
    ]
    if errors:
        raise Invalid(errors=errors)


def _detail(unknown: str) -> str:
    if set(unknown) <= {"{", "}"}:
        return _("A brace stands alone. Braces go around a placeholder, as in {service}.")
    return _("%(name)s is no placeholder of this message.") % {"name": unknown}


def _own(event: str, channel: str, language: str) -> Words | None:
    row = MessageTemplate.objects.select_for_update().filter(event=event, channel=channel, language=language).first()
    return Words(row.subject_line, row.body) if row else None


def _tell(
    action: str,
    event: str,
    channel: str,
    language: str,
    *,
    actor: User,
    now: datetime,
    before: Words | None,
    after: Words | None,
) -> None:
    audit.record(
        action=action,
        subject_kind="template",
        subject_id=f"{event} {channel} {language}",
        actor=actor,
        now=now,
        before=_fields(before),
        after=_fields(after),
    )


def _fields(words: Words | None) -> dict[str, str]:
    return {"subject_line": words.subject_line, "body": words.body} if words else {}

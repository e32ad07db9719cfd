"""Which mail providers the environment names, and in which order they are asked."""

import base64
import binascii

from django.core.exceptions import ImproperlyConfigured

from config import env

# What each cannot do without, in the order in which they are asked when nothing else is said.
NEEDED = {"resend": "RESEND_API_KEY", "sendgrid": "SENDGRID_API_KEY", "smtp": "SMTP_HOST"}
TWILIO = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM")
WEBHOOK_KEYS = ("RESEND_WEBHOOK_SECRET", "SENDGRID_WEBHOOK_KEY")


def mail_providers() -> list[str]:
    """`MAIL_PROVIDERS`, or else all that have what they need. A name that is unknown or lacks its key stops
    start-up."""
    named = [name.lower() for name in env.words("MAIL_PROVIDERS")]
    for name in named:
        if name not in NEEDED:
            raise ImproperlyConfigured(f"MAIL_PROVIDERS names {name!r}; it may name {', '.join(NEEDED)}.")
        if not env.text(NEEDED[name], ""):
            raise ImproperlyConfigured(f"MAIL_PROVIDERS names {name}, but {NEEDED[name]} is not set.")
    return list(dict.fromkeys(named)) or [name for name, key in NEEDED.items() if env.text(key, "")]


def what_is_missing() -> list[str]:
    """What stands between these settings and messages that arrive, one sentence each."""
    found = []
    try:
        if not mail_providers():
            found.append(
                "No mail provider is set up. Set RESEND_API_KEY, SENDGRID_API_KEY or SMTP_HOST: clients hear nothing."
            )
    except ImproperlyConfigured as error:
        found.append(str(error))
    try:
        if not env.email_address("MAIL_FROM"):
            found.append("MAIL_FROM is not set: give the address on your sending subdomain, as hello@mail.example.com.")
    except ImproperlyConfigured as error:
        found.append(str(error))
    given = [name for name in TWILIO if env.text(name, "")]
    if given and len(given) < len(TWILIO):
        lacking = [name for name in TWILIO if name not in given]
        found.append(f"SMS are set up by half: {', '.join(given)} without {', '.join(lacking)}.")
    for name in WEBHOOK_KEYS:
        if not _is_base64(env.text(name, "").removeprefix("whsec_")):
            found.append(f"{name} is not the key that the provider shows: it was cut or mistyped.")
    if bool(env.text("SMTP_USER", "")) != bool(env.text("SMTP_PASSWORD", "")):
        found.append("SMTP_USER and SMTP_PASSWORD go together: one of them is not set.")
    return found


def _is_base64(value: str) -> bool:
    try:
        base64.b64decode(value, validate=True)
    except binascii.Error:
        return False
    return True

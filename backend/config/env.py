"""Typed readers of the environment.

A bad value stops start-up with the variable's name and what was wrong with it, since a setting that was silently
replaced by a default is found out by a client.
"""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator
from phonenumbers import SUPPORTED_REGIONS


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it must be set and not empty."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """`true`/`1`/`yes`/`on` or `false`/`0`/`no`/`off`, in any case."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def whole_number(name: str, *, default: int, minimum: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < minimum:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {minimum}, not {value!r}.")
    return int(value)


def words(name: str) -> list[str]:
    """A comma-separated list; empty when not set."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def countries(name: str) -> list[str]:
    """A comma-separated list of ISO 3166-1 alpha-2 codes such as `CA,US`; empty when not set."""
    codes = [word.upper() for word in words(name)]
    if unknown := [code for code in codes if code not in SUPPORTED_REGIONS]:
        raise ImproperlyConfigured(f"{name} must list countries such as CA,US, not {unknown[0]!r}.")
    return codes


def choice(name: str, *, of: tuple[str, ...]) -> str:
    """One of these words; the first when not set."""
    value = os.environ.get(name, "").strip().lower() or of[0]
    if value not in of:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(of)}, not {value!r}.")
    return value


def email_address(name: str) -> str:
    """A bare address such as `hello@mail.example.com`; empty when not set."""
    value = os.environ.get(name, "").strip()
    if value:
        try:
            EmailValidator()(value)
        except ValidationError as error:
            raise ImproperlyConfigured(f"{name} must read name@host, not {value!r}.") from error
    return value


def database(name: str = "DATABASE_URL") -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host:port/name`."""
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must read postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
    }


def origin(name: str, default: str) -> str:
    """Scheme, host and port without a trailing slash, such as `https://book.example.com`."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        raise ImproperlyConfigured(f"{name} must read https://host, not {value!r}.")
    return value

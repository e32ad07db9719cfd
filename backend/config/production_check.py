"""What stands between these environment variables and a server for real clients."""

from config import env, providers

SHORTEST_SECRET = 32  # characters
# Words of examples and tests: such a value has been read by others.
KNOWN_VALUES = ("test-", "insecure", "change-me", "changeme", "example", "build")


def what_is_missing() -> list[str]:
    """One sentence for each thing to put right; empty when there is none."""
    found = []
    if not env.text("DATABASE_URL", ""):
        found.append("DATABASE_URL names no database.")
    if not env.text("REDIS_URL", ""):
        found.append("REDIS_URL is not set: limits on guessing must be shared by all processes.")
    found += [reason for name in ("SECRET_KEY", "MANAGE_TOKEN_KEY") if (reason := _why_no_secret(name))]
    if env.text("SECRET_KEY", "") and env.text("SECRET_KEY", "") == env.text("MANAGE_TOKEN_KEY", ""):
        found.append("MANAGE_TOKEN_KEY is the same as SECRET_KEY: each must be replaceable without the other.")
    hosts = env.words("ALLOWED_HOSTS")
    if not hosts:
        found.append("ALLOWED_HOSTS is empty: list the host names of the site.")
    elif "*" in hosts:
        found.append("ALLOWED_HOSTS holds *: list the host names of the site instead.")
    if not env.text("PUBLIC_URL", ""):
        found.append("PUBLIC_URL is not set: links in messages would lead nowhere.")
    if not env.flag("RATELIMIT_ENABLE", default=True):
        found.append("RATELIMIT_ENABLE is off: that is for load tests only.")
    return found + providers.what_is_missing()


def _why_no_secret(name: str) -> str:
    value = env.text(name, "")
    if not value:
        return f"{name} is not set."
    if len(value) < SHORTEST_SECRET or len(set(value)) < 8:
        return f"{name} is too short or too plain: use at least {SHORTEST_SECRET} random characters."
    if value.lower().startswith(KNOWN_VALUES):
        return f"{name} is a known example value: make one of your own."
    return ""

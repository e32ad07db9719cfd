"""Production starts with everything it needs, or says what it lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.production_check import what_is_missing

BACKEND = Path(__file__).parents[2]
GOOD = {
    "DATABASE_URL": "postgresql://stillpoint:x@db:5432/stillpoint",
    "REDIS_URL": "redis://redis:6379/0",
    "SECRET_KEY": "0f3b1c9a77de42b5a1e6d08c34f95b27",
    "MANAGE_TOKEN_KEY": "9c2d71e04ab84f6f93d55a6b17e8c0d3",
    "ALLOWED_HOSTS": "book.example.com",
    "PUBLIC_URL": "https://book.example.com",
    "MAIL_FROM": "hello@mail.example.com",
    "RESEND_API_KEY": "re_0f3b1c9a77de42b5",
}
OTHERS = (
    *("RATELIMIT_ENABLE", "MAIL_PROVIDERS", "SENDGRID_API_KEY", "SMTP_HOST", "SMTP_USER", "SMTP_PASSWORD"),
    *("RESEND_WEBHOOK_SECRET", "SENDGRID_WEBHOOK_KEY"),
    *("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"),
)


@pytest.fixture
def environment(monkeypatch):
    for name in (*GOOD, *OTHERS):
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_whole_environment_misses_nothing(environment):
    assert what_is_missing() == []


@pytest.mark.parametrize("name", GOOD)
def test_each_missing_variable_is_named(environment, name):
    environment.delenv(name)

    assert [reason for reason in what_is_missing() if name in reason]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "test-secret-key-that-signs-nothing-real-0123456789"),
        ("MANAGE_TOKEN_KEY", GOOD["SECRET_KEY"]),
        ("ALLOWED_HOSTS", "*"),
        ("RATELIMIT_ENABLE", "false"),
        ("MAIL_FROM", "Stillpoint"),
        ("MAIL_PROVIDERS", "pigeon"),
        ("MAIL_PROVIDERS", "resend,sendgrid"),
        ("TWILIO_ACCOUNT_SID", "AC0f3b1c9a77de42b5"),
        ("SMTP_USER", "studio"),
        ("RESEND_WEBHOOK_SECRET", "whsec_no base64"),
        ("SENDGRID_WEBHOOK_KEY", "-----BEGIN PUBLIC KEY-----"),
    ],
)
def test_a_dangerous_value_is_refused(environment, name, value):
    environment.setenv(name, value)

    assert [reason for reason in what_is_missing() if name in reason]


def test_twilio_set_up_by_half_says_what_is_lacking(environment):
    environment.setenv("TWILIO_ACCOUNT_SID", "AC0f3b1c9a77de42b5")
    environment.setenv("TWILIO_FROM", "+15875550100")

    assert [reason for reason in what_is_missing() if "without TWILIO_AUTH_TOKEN" in reason]


def test_django_does_not_start_and_lists_all_that_is_missing():
    bare = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"}

    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=BACKEND, env=bare, capture_output=True, text=True)  # noqa: PLW1510

    assert done.returncode != 0
    assert all(name in done.stderr for name in GOOD)


def test_django_starts_with_all_of_it():
    whole = GOOD | {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"}

    done = subprocess.run(  # noqa: PLW1510
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=BACKEND,
        env=whole,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr

import pytest

from messaging.tests.providers.peers import http_peer, mail_server

TIMEOUT_SECONDS = 0.5


@pytest.fixture(autouse=True)
def configured(settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.MAIL_FROM = "hello@mail.example.com"
    settings.PROVIDER_TIMEOUT_SECONDS = TIMEOUT_SECONDS
    settings.PUBLIC_URL = "https://book.example.com"
    return settings


@pytest.fixture
def resend(settings):
    with http_peer("resend") as (address, told):
        settings.ANYMAIL = {
            "RESEND_API_KEY": "re_key",
            "RESEND_API_URL": address,
            "REQUESTS_TIMEOUT": TIMEOUT_SECONDS,
        }
        yield told


@pytest.fixture
def sendgrid(settings):
    with http_peer("sendgrid") as (address, told):
        settings.ANYMAIL = {
            "SENDGRID_API_KEY": "SG.key",
            "SENDGRID_API_URL": address,
            "REQUESTS_TIMEOUT": TIMEOUT_SECONDS,
        }
        yield told


@pytest.fixture
def twilio(settings):
    with http_peer("twilio") as (address, told):
        settings.TWILIO = {
            "ACCOUNT_SID": "AC0f3b",
            "AUTH_TOKEN": "token",
            "FROM": "+15875550100",
            "API_URL": address,
        }
        yield told


@pytest.fixture
def smtp(settings):
    with mail_server() as (port, told):
        settings.SMTP = {"HOST": "127.0.0.1", "PORT": port, "USER": "", "PASSWORD": "", "SECURITY": "none"}
        yield told

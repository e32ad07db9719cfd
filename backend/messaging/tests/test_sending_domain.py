"""What the DNS must say about the sending subdomain, and how one is told what it lacks."""

import dns.resolver
import pytest
from django.core.management import CommandError, call_command

from messaging import sending_domain
from messaging.sending_domain import PROVIDERS, CouldNotLook, Needs, State, examine, look_up

DOMAIN = "mail.example.com"
KEY = "p=MIGfMA0GCSqGSIb3"
DMARC = {"_dmarc.example.com": "v=DMARC1; p=none"}
RESEND = {"send.mail.example.com": "v=spf1 include:amazonses.com ~all", "resend._domainkey.mail.example.com": KEY}


def answering(texts, names=()):
    records = {("TXT", name): [text] if isinstance(text, str) else text for name, text in texts.items()}
    records |= {("NS", "com"): ["a.gtld-servers.net"]}
    records |= {("CNAME", name): [target] for name, target in dict(names).items()}
    return lambda name, kind: records.get((kind, name), [])


def states(*findings):
    return {finding.what: finding.state for finding in findings}


def test_a_domain_with_everything_is_fine():
    findings = examine(DOMAIN, {"resend": PROVIDERS["resend"]}, answering(RESEND | DMARC))

    assert set(states(*findings).values()) == {State.FINE}


def test_an_empty_domain_is_told_each_record():
    findings = examine(DOMAIN, {"resend": PROVIDERS["resend"]}, answering({}))

    assert states(*findings) == {
        "SPF (resend)": State.MISSING,
        "DKIM (resend, resend)": State.MISSING,
        "DMARC": State.MISSING,
    }
    assert findings[0].add == 'send.mail.example.com. TXT "v=spf1 include:amazonses.com ~all"'
    assert "resend._domainkey.mail.example.com." in findings[1].add
    assert "_dmarc.mail.example.com." in findings[2].add


def test_an_spf_record_for_others_is_kept_and_added_to():
    lookup = answering({DOMAIN: "v=spf1 mx include:_spf.google.com -all"})

    [spf, *_] = examine(DOMAIN, {"sendgrid": PROVIDERS["sendgrid"]}, lookup)

    assert spf.add == f'{DOMAIN}. TXT "v=spf1 mx include:_spf.google.com include:sendgrid.net -all"'


def test_two_spf_records_count_as_none():
    lookup = answering({"send.mail.example.com": ["v=spf1 include:amazonses.com ~all", "v=spf1 -all"]})

    [spf, *_] = examine(DOMAIN, {"resend": PROVIDERS["resend"]}, lookup)

    assert spf.state == State.MISSING


def test_a_key_that_was_revoked_is_missing():
    lookup = answering(RESEND | {"resend._domainkey.mail.example.com": "v=DKIM1; p="})

    findings = examine(DOMAIN, {"resend": PROVIDERS["resend"]}, lookup)

    assert states(*findings)["DKIM (resend, resend)"] == State.MISSING


def test_what_is_delegated_to_sendgrid_needs_no_spf_of_ours():
    selectors = [f"{selector}._domainkey.{DOMAIN}" for selector in ("s1", "s2")]
    names = dict.fromkeys(selectors, "s1.domainkey.u1.wl.sendgrid.net")
    lookup = answering(dict.fromkeys(selectors, KEY) | DMARC, names)

    findings = examine(DOMAIN, {"sendgrid": PROVIDERS["sendgrid"]}, lookup)

    assert set(states(*findings).values()) == {State.FINE}


def test_a_mail_server_that_we_do_not_know_is_not_called_fine():
    lookup = answering({DOMAIN: "v=spf1 a:mx.example.com -all"} | DMARC)

    findings = examine(DOMAIN, {"smtp": Needs(spf="", selectors=())}, lookup)

    assert states(*findings) == {"SPF (smtp)": State.UNKNOWN, "DKIM (smtp)": State.UNKNOWN, "DMARC": State.FINE}


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def configured(self, settings):
        settings.MAIL_FROM = f"hello@{DOMAIN}"
        settings.MAIL_PROVIDERS = ["resend"]

    def run(self, monkeypatch, lookup):
        monkeypatch.setattr("messaging.management.commands.check_sending_domain.look_up", lookup)
        call_command("check_sending_domain")

    def test_says_fine_only_when_it_is(self, monkeypatch, capsys):
        self.run(monkeypatch, answering(RESEND | DMARC))

        assert f"{DOMAIN} is fine." in capsys.readouterr().out

    def test_fails_when_something_is_missing_and_names_it(self, monkeypatch, capsys):
        with pytest.raises(CommandError, match="lacks DMARC"):
            self.run(monkeypatch, answering(RESEND))

        assert "add: _dmarc.mail.example.com. TXT" in capsys.readouterr().out

    def test_without_a_network_says_that_it_could_not_look(self, monkeypatch, capsys):
        def no_answer(*args, **kwargs):
            raise dns.resolver.NoNameservers

        monkeypatch.setattr(sending_domain.dns.resolver, "resolve", no_answer)

        with pytest.raises(CommandError, match="was not checked"):
            call_command("check_sending_domain")
        assert "fine" not in capsys.readouterr().out.lower()

    def test_a_name_server_that_knows_no_com_says_nothing_about_the_domain(self, monkeypatch):
        with pytest.raises(CommandError, match="was not checked"):
            self.run(monkeypatch, lambda name, kind: [])

    def test_without_a_provider_there_is_nothing_to_check_against(self, settings):
        settings.MAIL_PROVIDERS = []

        with pytest.raises(CommandError, match="No mail provider"):
            call_command("check_sending_domain")


@pytest.mark.parametrize(("error", "gives"), [(dns.resolver.NXDOMAIN, []), (dns.resolver.NoAnswer, [])])
def test_a_name_that_does_not_exist_holds_nothing(monkeypatch, error, gives):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr(sending_domain.dns.resolver, "resolve", refuse)

    assert look_up("nothing.example.com", "TXT") == gives


def test_a_time_out_is_not_an_absence(monkeypatch):
    def too_slow(*args, **kwargs):
        raise dns.resolver.LifetimeTimeout

    monkeypatch.setattr(sending_domain.dns.resolver, "resolve", too_slow)

    with pytest.raises(CouldNotLook):
        look_up("nothing.example.com", "TXT")

"""What the DNS of the sending subdomain must say, so that mail from it is believed: SPF, DKIM and DMARC."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import dns.exception
import dns.resolver

Lookup = Callable[[str, str], list[str]]

TIMEOUT_SECONDS = 5


class CouldNotLook(Exception):
    """No name server answered: this says nothing about the domain."""


class State(StrEnum):
    FINE = "fine"
    MISSING = "missing"
    UNKNOWN = "unknown"  # nobody can tell from here


@dataclass(frozen=True)
class Finding:
    """`add`: what to put into the DNS, exactly, or where the provider shows it."""

    what: str
    state: State
    said: str
    add: str = ""


@dataclass(frozen=True)
class Needs:
    """What a provider's mail is recognised by; `spf` and `selectors` are empty where we do not know. `bounces`: the
    subdomain whose SPF counts, since bounces go there."""

    spf: str
    selectors: tuple[str, ...]
    bounces: str = ""
    where: str = ""


PROVIDERS = {
    "resend": Needs("include:amazonses.com", ("resend",), bounces="send", where="Resend → Domains"),
    # With SendGrid's automated security both selectors and the SPF of its own em… subdomain are CNAMEs.
    "sendgrid": Needs("include:sendgrid.net", ("s1", "s2"), where="SendGrid → Sender authentication"),
}
KNOWN_MAIL_SERVERS = {
    "smtp.gmail.com": Needs(
        "include:_spf.google.com", ("google",), where="Google Workspace → Gmail → Authenticate email"
    ),
    "smtp-relay.gmail.com": Needs("include:_spf.google.com", ("google",), where="Google Workspace → Gmail"),
    "smtp.office365.com": Needs("include:spf.protection.outlook.com", ("selector1", "selector2"), where="Defender"),
}


def examine(domain: str, needs: dict[str, Needs], lookup: Lookup) -> list[Finding]:
    """What is there and what is not, for each provider by name. Raises CouldNotLook when no name server answers, or
    one that knows nothing of the world outside."""
    if not lookup(domain.rpartition(".")[2], "NS"):
        raise CouldNotLook("its top-level domain is unknown here")
    found = [finding for name, need in needs.items() for finding in _of_provider(domain, name, need, lookup)]
    return [*found, _dmarc(domain, lookup)]


def look_up(name: str, kind: str) -> list[str]:
    """The texts or names that stand there; empty when there are none. Raises CouldNotLook."""
    try:
        answer = dns.resolver.resolve(name, kind, lifetime=TIMEOUT_SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise CouldNotLook(type(error).__name__) from error
    if kind == "TXT":  # one text may come in pieces
        return [b"".join(record.strings).decode(errors="replace") for record in answer]
    return [str(record.target).rstrip(".") for record in answer]


def _of_provider(domain: str, name: str, need: Needs, lookup: Lookup) -> Sequence[Finding]:
    keys = [_dkim(domain, selector, name, need, lookup) for selector in need.selectors]
    if not keys:
        keys = [Finding(f"DKIM ({name})", State.UNKNOWN, "Its selector is not known: set DKIM_SELECTORS.")]
    if not need.spf:
        return [_spf_of_unknown_server(domain, name, lookup), *keys]
    if name == "sendgrid" and all(key.state == State.FINE for key in keys) and _is_delegated(domain, need, lookup):
        return [Finding("SPF (sendgrid)", State.FINE, "SendGrid keeps it on its own subdomain."), *keys]
    return [_spf(domain, name, need, lookup), *keys]


def _spf(domain: str, name: str, need: Needs, lookup: Lookup) -> Finding:
    at = f"{need.bounces}.{domain}" if need.bounces else domain
    what = f"SPF ({name})"
    records = _spf_records(at, lookup)
    if len(records) > 1:
        said = f"{at} has {len(records)} SPF records, and receivers then count none."
        return Finding(what, State.MISSING, said, "Merge them into one that starts with v=spf1.")
    if records and need.spf in records[0].lower().split():
        return Finding(what, State.FINE, f"{at} allows {need.spf.partition(':')[2]}.")
    if not records:
        return Finding(what, State.MISSING, f"{at} has no SPF record.", f'{at}. TXT "v=spf1 {need.spf} ~all"')
    merged = _with_mechanism(records[0], need.spf)
    return Finding(what, State.MISSING, f"{at} does not allow {need.spf.partition(':')[2]}.", f'{at}. TXT "{merged}"')


def _spf_of_unknown_server(domain: str, name: str, lookup: Lookup) -> Finding:
    records = _spf_records(domain, lookup)
    if len(records) == 1:
        return Finding(
            f"SPF ({name})", State.UNKNOWN, f"There is one; see that it allows your mail server: {records[0]}"
        )
    add = f'{domain}. TXT "v=spf1 a:<your mail server> ~all"'
    return Finding(f"SPF ({name})", State.MISSING, f"{domain} has {len(records)} SPF records.", add)


def _dkim(domain: str, selector: str, name: str, need: Needs, lookup: Lookup) -> Finding:
    at = f"{selector}._domainkey.{domain}"
    what = f"DKIM ({name}, {selector})"
    keys = [text for text in lookup(at, "TXT") if "p=" in text]
    if any(part.strip().startswith("p=") and part.strip() != "p=" for key in keys for part in key.split(";")):
        return Finding(what, State.FINE, f"{at} holds a key.")
    said = f"{at} holds a key that was revoked." if keys else f"{at} holds no key."
    return Finding(what, State.MISSING, said, f"{at}. with the value that is shown under {need.where or 'your server'}")


def _is_delegated(domain: str, need: Needs, lookup: Lookup) -> bool:
    return all(
        any(target.endswith(".sendgrid.net") for target in lookup(f"{selector}._domainkey.{domain}", "CNAME"))
        for selector in need.selectors
    )


def _dmarc(domain: str, lookup: Lookup) -> Finding:
    """At the domain itself, or at a parent that speaks for it (RFC 7489, 6.6.3)."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        at = "_dmarc." + ".".join(labels[start:])
        policies = [text for text in lookup(at, "TXT") if text.lower().startswith("v=dmarc1")]
        if len(policies) == 1:
            return Finding("DMARC", State.FINE, f"{at} says {policies[0]}")
        if policies:
            return Finding("DMARC", State.MISSING, f"{at} says {len(policies)} things.", "Keep one of these records.")
    add = (
        f'_dmarc.{domain}. TXT "v=DMARC1; p=none; rua=mailto:<your inbox>" (then p=quarantine, once reports are clean)'
    )
    return Finding("DMARC", State.MISSING, "There is no policy.", add)


def _spf_records(at: str, lookup: Lookup) -> list[str]:
    return [text for text in lookup(at, "TXT") if text.lower().split(" ")[0] == "v=spf1"]


def _with_mechanism(record: str, mechanism: str) -> str:
    """The record with one more mechanism, before its closing `all`."""
    words = record.split()
    at = next((place for place, word in enumerate(words) if word.lstrip("+-~?").lower() == "all"), len(words))
    return " ".join([*words[:at], mechanism, *words[at:]])

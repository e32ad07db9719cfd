"""Where a request comes from, as far as that can be known."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address as a key for limits: an IPv4 address, or the /64 network of an IPv6 one.

    With `TRUSTED_PROXY_COUNT` = n the n-th entry from the right of X-Forwarded-For counts, since only the last n were
    written by our own proxies; with 0 the header is ignored, whatever it says. A household or a cheap server has a
    whole /64 to itself, so single IPv6 addresses would be no limit at all. What is no address shares one bucket.
    """
    trusted: int = settings.TRUSTED_PROXY_COUNT
    forwarded = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",") if entry.strip()]
    # A header shorter than our chain of proxies did not come through it.
    given = forwarded[-trusted] if 0 < trusted <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)

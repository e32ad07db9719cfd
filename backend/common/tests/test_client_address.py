"""Whom a request is counted against."""

import pytest

from common.client_address import client_address

FORGED = "192.0.2.66, 203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "address"),
    [
        (0, "", "198.51.100.7", "198.51.100.7"),
        (0, FORGED, "198.51.100.7", "198.51.100.7"),
        (1, FORGED, "172.18.0.1", "203.0.113.9"),
        (2, f"{FORGED}, 10.0.0.1", "172.18.0.1", "203.0.113.9"),
        (3, "203.0.113.9", "172.18.0.1", "172.18.0.1"),  # shorter than the chain: it went round it
        (1, "", "172.18.0.1", "172.18.0.1"),
        (1, "not an address", "172.18.0.1", "unknown"),
        (0, "", "", "unknown"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (0, "", "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(rf, settings, proxies, forwarded, remote, address):
    settings.TRUSTED_PROXY_COUNT = proxies

    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=remote)

    assert client_address(request) == address

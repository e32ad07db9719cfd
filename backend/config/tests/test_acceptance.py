"""docs/acceptance.md names what is there."""

import re

import pytest
from django.conf import settings

TEXT = (settings.ROOT / "docs" / "acceptance.md").read_text()
NAMED = sorted(set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*(?:::\w+)?)`", TEXT)))


def test_the_page_names_a_good_many():
    assert len(NAMED) > 50


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_is_there(named):
    path, _, function = named.partition("::")
    found = next((base / path for base in (settings.BACKEND, settings.ROOT) if (base / path).exists()), None)

    assert found, f"{path} does not exist"
    assert not function or f"def {function}(" in found.read_text()

from collections.abc import Iterator

import pytest
from django.utils import translation

from website.tests.visitor import Visitor


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A French page leaves its language behind in this thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def visitor(db: None, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    return Visitor(monkeypatch)

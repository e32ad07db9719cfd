import pytest

from website.tests.visitor import Visitor


@pytest.fixture
def visitor(db: None, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    return Visitor(monkeypatch)

"""What the trail tells and what it keeps to itself."""

from datetime import UTC, datetime

import pytest

from accounts.services.audit import record

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def entry(before, after):
    return record(
        action="client.changed",
        subject_kind="client",
        subject_id=7,
        actor=None,
        now=NOW,
        before=before,
        after=after,
    )


def test_fields_that_did_not_change_are_left_out():
    told = entry({"language": "en", "is_active": True}, {"language": "fr", "is_active": True})

    assert (told.before, told.after) == ({"language": "en"}, {"language": "fr"})


def test_personal_fields_are_told_to_have_changed_but_not_how():
    told = entry({"phone": "", "email": "a@example.com"}, {"phone": "+14035550100", "email": "b@example.com"})

    assert (told.before, told.after) == ({"phone": "", "email": "•••"}, {"phone": "•••", "email": "•••"})


def test_moments_are_kept_as_text():
    told = entry({}, {"starts_at": NOW})
    told.refresh_from_db()

    assert told.after == {"starts_at": "2027-03-01T09:00:00Z"}

"""People: made once, and never without an owner."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import AddressTaken, LastOwner, UserMissing
from accounts.models import AuditEntry, User
from accounts.services import users
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def test_an_address_is_taken_whatever_its_case(owner):
    with pytest.raises(AddressTaken):
        users.create_user(email="MIA@example.com", name="Other", role="member", actor=None, now=NOW)

    assert User.objects.count() == 1


def test_the_database_itself_holds_addresses_in_lower_case(owner):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=owner.pk).update(email="Mia@example.com")


def test_the_database_itself_knows_the_roles(owner):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=owner.pk).update(role="root")


def test_making_somebody_is_written_down_without_who_they_are(owner):
    made = users.create_user(email="leo@example.com", name="Leo", role="member", actor=owner, now=NOW)

    entry = AuditEntry.objects.get(action="user.created", subject_id=str(made.pk))
    assert entry.after == {"email": "•••", "name": "•••", "role": "member"}


def test_the_last_owner_cannot_be_shut_out(owner):
    with pytest.raises(LastOwner):
        users.deactivate(user_id=owner.pk, actor=owner, now=NOW)


def test_the_last_owner_cannot_become_anything_else(owner):
    UserFactory(role="owner", is_active=False)

    with pytest.raises(LastOwner):
        users.change_role(user_id=owner.pk, role="front_desk", actor=owner, now=NOW)


def test_one_of_two_owners_may_go(owner):
    UserFactory(role="owner")

    assert users.deactivate(user_id=owner.pk, actor=None, now=NOW).is_active is False


def test_a_change_of_role_is_written_down(owner):
    desk = UserFactory(role="front_desk")

    users.change_role(user_id=desk.pk, role="practitioner", actor=owner, now=NOW)

    entry = AuditEntry.objects.get(action="user.role-changed")
    assert (entry.actor, entry.before, entry.after) == (owner, {"role": "front_desk"}, {"role": "practitioner"})


def test_nobody_is_nobody(db):
    with pytest.raises(UserMissing):
        users.deactivate(user_id=404, actor=None, now=NOW)

"""Users, the tokens they act with, and the trail of what they changed."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address whatever its case, and makes them with a hashed password."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail address; raises User.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """One user; without a password nobody can sign in until a set-up link was used."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. What they may do follows from `role` alone."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        FRONT_DESK = "front_desk", _("Front desk")
        PRACTITIONER = "practitioner", _("Practitioner")
        MEMBER = "member", _("Member")

    STAFF_ROLES: ClassVar[frozenset[str]] = frozenset({Role.OWNER, Role.FRONT_DESK, Role.PRACTITIONER})

    # Kept in lower case (constraint below), so that plain uniqueness ignores case.
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "front_desk", "practitioner", "member"]),
                name="user_role_known",
            ),
        ]

    def __str__(self) -> str:
        """The name, which is safe in a log where an e-mail address is not."""
        return self.name

    @property
    def is_staff_member(self) -> bool:
        """Whether this person works here."""
        return self.role in self.STAFF_ROLES

    def get_session_auth_hash(self) -> str:
        """A fingerprint of all that a sign-in relied on: 64 hex digits.

        Django keeps it in the session and we keep it beside each token. Because the role and the active flag are part
        of it, changing one of them ends every session and token of this person, also where the change went round the
        service functions (`.update()`, SQL by hand).
        """
        return self._fingerprint(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier secret keys, so that changing the key signs nobody out."""
        for fallback in settings.SECRET_KEY_FALLBACKS:
            yield self._fingerprint(fallback)

    def matches_fingerprint(self, fingerprint: str) -> bool:
        """Whether nothing that a sign-in relied on has changed since `fingerprint` was taken."""
        candidates = [self.get_session_auth_hash(), *self.get_session_auth_fallback_hash()]
        return any(constant_time_compare(fingerprint, candidate) for candidate in candidates)

    def _fingerprint(self, secret: str | bytes) -> str:
        facts = "\0".join([self.password, self.role, str(self.is_active)])
        return salted_hmac("accounts.User.fingerprint", facts, secret=secret, algorithm="sha256").hexdigest()


class ExpiringToken(models.Model):
    """The one credential after sign-in: opaque, 256 bits, stored as its SHA-256 only. See ADR 0004.

    Life: sign-in makes it; rotation gives it a successor of the same family and session; the end of its Django session
    (logout, password change) deletes the row by cascade.
    """

    LIFE: ClassVar[timedelta] = timedelta(hours=24)
    # Two tabs, or a request in flight, may still carry the predecessor for this long.
    GRACE: ClassVar[timedelta] = timedelta(seconds=30)

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hex.")
    # Empty while sign-in waits for a second factor: such a token opens nothing but sign-in itself.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens", null=True)
    # The migration makes this a real foreign key with ON DELETE CASCADE, which Django cannot say: whoever deletes the
    # session, allauth or a hand at psql, kills its tokens with it, and no rotation can slip in between.
    session = models.ForeignKey(Session, on_delete=models.DO_NOTHING, related_name="tokens", db_constraint=False)
    device = models.UUIDField(default=uuid.uuid4, help_text="Random id that the app keeps.")
    family = models.UUIDField(default=uuid.uuid4, db_index=True, help_text="One sign-in and all its rotations.")
    predecessor = models.OneToOneField("self", on_delete=models.SET_NULL, related_name="successor", null=True)
    fingerprint = models.CharField(max_length=64, help_text="User.get_session_auth_hash() at sign-in.")
    signed_in_at = models.DateTimeField(help_text="When the family began.")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    rotated_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "device"], name="token_user_device")]
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="token_lives"),
        ]

    def __str__(self) -> str:
        """The row's number; nothing of the token."""
        return f"token {self.pk}"


class AuditEntry(models.Model):
    """One thing that somebody did: append-only, written by service functions in the same transaction."""

    at = models.DateTimeField(db_index=True)
    # People are anonymised, never deleted, so the trail keeps its actors. Empty: the system itself.
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="audit_entries", null=True)
    action = models.CharField(max_length=60, help_text="Noun and participle: user.deactivated.")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_by_subject")]

    def __str__(self) -> str:
        """What happened to what."""
        return f"{self.action} {self.subject_kind} {self.subject_id}"

"""Refusals about people and their accounts."""

from common.errors import Conflict, Missing, RuleViolation


class AddressTaken(Conflict):
    type = "already-exists"
    title = "There is one already"


class LastOwner(RuleViolation):
    """A studio without an owner could never be run again from the staff app."""

    type = "last-owner"
    title = "The studio needs an owner"


class UserMissing(Missing):
    """No such person."""


class SignInMissing(Missing):
    """No such sign-in, or somebody else's."""

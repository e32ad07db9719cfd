"""From the outbox to a provider: claim in one short transaction, send outside of any, record in another."""

from uuid import UUID


def deliver(key: UUID) -> bool:
    """Try one message, if it is due and nobody else has it in hand. True when it was tried."""
    raise NotImplementedError

"""Refusals about messages. Each `type` has a paragraph in docs/problems.md."""

from common.errors import Conflict, Missing


class MessageMissing(Missing):
    pass


class MessageUnderWay(Conflict):
    """It waits or is being sent; carries `message_status`."""

    type = "message-under-way"
    title = "This message is still on its way"


class MessageDone(Conflict):
    """There is nothing left to do about it; carries `message_status`, and `resent_as` where it was sent again."""

    type = "message-done"
    title = "This message is dealt with already"

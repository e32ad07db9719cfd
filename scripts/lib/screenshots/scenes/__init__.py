"""Every scene there is, in the order of the index page. A scene acts as a person would and yields moments to take."""

from __future__ import annotations

from scenes import booking, content, flow, messages, staff, staff_messages, staff_trouble

SCENES = [
    *content.SCENES,
    *flow.SCENES,
    *booking.SCENES,
    *staff.SCENES,
    *staff_messages.SCENES,
    *staff_trouble.SCENES,
    *messages.SCENES,
]

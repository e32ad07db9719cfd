"""Every row lock of this app. Order: the studio, then resources by key, as in integrity.md, section 2."""

from studio.errors import PractitionerMissing, RoomMissing, ServiceMissing, StudioNotSetUp
from studio.models import Practitioner, Resource, Room, Service, StudioSettings


def lock_studio() -> StudioSettings:
    """The studio's row, on which changes of its facts queue; no booking waits for it. Raises StudioNotSetUp."""
    studio = StudioSettings.objects.select_for_update(no_key=True).filter(pk=1).first()
    if studio is None:
        raise StudioNotSetUp()
    return studio


def lock_practitioner(slug: str) -> Practitioner:
    """Somebody's calendar, as a booking locks it, then read anew; raises PractitionerMissing."""
    _lock_resource("practitioner", slug)
    practitioner = Practitioner.objects.filter(slug=slug).first()
    if practitioner is None:
        raise PractitionerMissing()
    return practitioner


def lock_room(slug: str) -> Room:
    """A room's calendar; raises RoomMissing."""
    _lock_resource("room", slug)
    room = Room.objects.filter(slug=slug).first()
    if room is None:
        raise RoomMissing()
    return room


def lock_service(slug: str) -> Service:
    """A service's row; raises ServiceMissing. Bookings never lock it: it would order nothing (integrity, section 1)."""
    service = Service.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if service is None:
        raise ServiceMissing()
    return service


def _lock_resource(kind: str, slug: str) -> None:
    list(Resource.objects.select_for_update(no_key=True).filter(kind=kind, slug=slug).values_list("pk"))

import pytest

from messaging.events import EVENTS
from messaging.models import Message
from messaging.rendering import render
from messaging.tests.letters import letter
from studio.tests.factories import StudioFactory


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("event", "channel"), [(e.slug, c.value) for e in EVENTS.values() for c in e.channels])
def test_smoke(event, channel, language):
    StudioFactory(name="Stillwater Bodywork", email="hello@stillwater.example")
    r = render(Message(event=event, channel=channel, address="a@b.example"), letter(event, language))
    print(r.ready.subject_line)
    print(r.ready.text)
    print(r.content.get("segments"), len(r.ready.html), len(r.text))
    open(f"/tmp/mails/{event}-{channel}-{language}.html", "w").write(r.ready.html)
    assert "{" not in r.text

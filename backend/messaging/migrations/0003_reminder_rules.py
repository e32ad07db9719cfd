"""When each rule began to be in force, and the rules that a studio begins with."""

import django.utils.timezone
from django.db import migrations, models

DEFAULTS = [
    ("client", "email", 48 * 60),
    ("client", "email", 2 * 60),
    ("client", "sms", 48 * 60),
    ("client", "sms", 2 * 60),
    ("practitioner", "email", 2 * 60),
]


def add_defaults(apps, schema_editor):
    rule = apps.get_model("messaging", "ReminderRule")
    now = django.utils.timezone.now()
    for audience, channel, minutes_before in DEFAULTS:
        rule.objects.get_or_create(
            audience=audience, channel=channel, minutes_before=minutes_before, defaults={"since": now}
        )


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_message_addressed_by_hand")]

    operations = [
        migrations.AddField(
            model_name="reminderrule",
            name="since",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="What was due before is not owed: a new rule reminds nobody of what is about to begin.",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(add_defaults, migrations.RunPython.noop),
    ]

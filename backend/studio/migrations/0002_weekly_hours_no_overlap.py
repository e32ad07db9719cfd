from django.db import migrations

# Two openings (or two breaks) of one practitioner on one weekday may not overlap. Built-in range operators only, so that
# no extension is needed (docs/adr/0003).
ADD = """
ALTER TABLE studio_weeklyhours ADD CONSTRAINT weekly_hours_no_overlap EXCLUDE USING gist (
    int8range(practitioner_id, practitioner_id, '[]') WITH &&,
    int4range(weekday, weekday, '[]') WITH &&,
    int4range(CASE kind WHEN 'open' THEN 0 ELSE 1 END, CASE kind WHEN 'open' THEN 0 ELSE 1 END, '[]') WITH &&,
    int4range(start_minute, end_minute) WITH &&
)
"""


class Migration(migrations.Migration):
    dependencies = [("studio", "0001_initial")]

    operations = [
        migrations.RunSQL(ADD, "ALTER TABLE studio_weeklyhours DROP CONSTRAINT weekly_hours_no_overlap"),
    ]

from django.db import migrations

# The promise that no resource is ever promised twice, kept by the database whichever door a booking came through.
# A range of one id takes the place of "=", which GiST has only with btree_gist (docs/adr/0003).
ADD = """
ALTER TABLE bookings_reservation ADD CONSTRAINT reservation_no_overlap EXCLUDE USING gist (
    int8range(resource_id, resource_id, '[]') WITH &&,
    period WITH &&
)
"""


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]

    operations = [
        migrations.RunSQL(ADD, "ALTER TABLE bookings_reservation DROP CONSTRAINT reservation_no_overlap"),
    ]

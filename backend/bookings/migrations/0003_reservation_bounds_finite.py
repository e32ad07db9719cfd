from django.db import migrations

# `upper_inf` knows only a missing bound; the timestamp 'infinity' is a bound like any other, and would block for ever.
ADD = """
ALTER TABLE bookings_reservation ADD CONSTRAINT reservation_bounds_finite
    CHECK (isfinite(lower(period)) AND isfinite(upper(period)))
"""


class Migration(migrations.Migration):
    dependencies = [("bookings", "0002_reservation_no_overlap")]

    operations = [
        migrations.RunSQL(ADD, "ALTER TABLE bookings_reservation DROP CONSTRAINT reservation_bounds_finite"),
    ]

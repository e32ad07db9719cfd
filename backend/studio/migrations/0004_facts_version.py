from django.db import migrations, models

# Every table that `studio.facts` keeps a copy of. Statement by statement and for TRUNCATE too, so that no way of
# writing goes round it: services, .update(), bulk_create, SQL by hand.
TABLES = [
    "studio_studiosettings",
    "studio_resource",
    "studio_practitioner",
    "studio_room",
    "studio_weeklyhours",
    "studio_closure",
    "studio_service",
    "studio_service_practitioners",
    "studio_service_rooms",
]
# The row is locked until the writer's transaction ends, so versions follow one another as the writes do. Named with its
# schema, since a restore runs with an empty search path.
FUNCTION = """
CREATE FUNCTION studio_facts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO %I.studio_factsversion (id, version) VALUES (1, gen_random_uuid()) '
        'ON CONFLICT (id) DO UPDATE SET version = excluded.version', TG_TABLE_SCHEMA);
    RETURN NULL;
END
$$;
INSERT INTO studio_factsversion (id, version) VALUES (1, gen_random_uuid());
"""


def trigger(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER facts_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION studio_facts_changed()",
        f"DROP TRIGGER facts_changed ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("studio", "0003_daily_cap")]

    operations = [
        migrations.CreateModel(
            name="FactsVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.UUIDField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="facts_version_one_row")],
            },
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION studio_facts_changed()"),
        *[trigger(table) for table in TABLES],
    ]

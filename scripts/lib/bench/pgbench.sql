-- Lock the calendar, look, insert: what a booking asks of PostgreSQL at the least, under the same constraint.
\set calendar random(1, :calendars)
BEGIN;
SELECT id FROM bench_calendar WHERE id = :calendar FOR NO KEY UPDATE;
SELECT nextval('bench_start') AS start \gset
SELECT count(*) FROM bench_claim WHERE int8range(calendar_id, calendar_id, '[]') && int8range(:calendar, :calendar, '[]') AND period && tstzrange(to_timestamp(:start * 1800.0), to_timestamp(:start * 1800.0 + 1800));
INSERT INTO bench_claim (calendar_id, period) VALUES (:calendar, tstzrange(to_timestamp(:start * 1800.0), to_timestamp(:start * 1800.0 + 1800)));
COMMIT;

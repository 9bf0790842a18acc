"""How many entries each hour has, kept as they come: the figures of a month are no walk through all of its entries."""

from migrations.sql import run

revision = "0137"
down_revision = "0136"

COUNTS = """
CREATE TABLE logs.hourly_counts (
    -- Of UTC. A clinic's day is whole hours of it, on the mainland and in Galápagos.
    hour    timestamptz NOT NULL,
    service text        NOT NULL,
    level   text        NOT NULL,
    type    text        NOT NULL,
    entries bigint      NOT NULL CONSTRAINT hourly_counts_entries CHECK (entries > 0),
    CONSTRAINT hourly_counts_pkey PRIMARY KEY (hour, service, level, type)
);
REVOKE ALL ON logs.hourly_counts FROM omni_logs;
GRANT SELECT ON logs.hourly_counts TO omni_logs;
GRANT SELECT, INSERT, UPDATE (entries) ON logs.hourly_counts TO omni_housekeeper;

-- Told by the table itself: whoever writes an entry, it is counted, and one that was there already is not counted again.
CREATE FUNCTION logs.count_entries() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = logs, pg_temp AS $$
BEGIN
    INSERT INTO hourly_counts AS c (hour, service, level, type, entries)
         SELECT date_trunc('hour', occurred_at, 'UTC') AS hour, service, level, type, count(*)
           FROM added
          GROUP BY 1, 2, 3, 4
          -- In one order: of two deliveries at once, one waits for the other and neither for both.
          ORDER BY 1, 2, 3, 4
    ON CONFLICT (hour, service, level, type) DO UPDATE SET entries = c.entries + excluded.entries;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION logs.count_entries() FROM PUBLIC;

LOCK TABLE logs.system_logs IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO logs.hourly_counts (hour, service, level, type, entries)
     SELECT date_trunc('hour', occurred_at, 'UTC'), service, level, type, count(*) FROM logs.system_logs GROUP BY 1, 2, 3, 4;
CREATE TRIGGER system_logs_counted AFTER INSERT ON logs.system_logs
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION logs.count_entries();
"""


def upgrade():
    run(COUNTS)


def downgrade():
    run(
        "DROP TRIGGER system_logs_counted ON logs.system_logs; DROP FUNCTION logs.count_entries; DROP TABLE logs.hourly_counts"
    )

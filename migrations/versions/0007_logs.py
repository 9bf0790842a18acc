"""The log: one table, a partition for each month, to which rows are only ever added."""

from migrations.sql import run

revision = "0007"
down_revision = "0006"

TABLE = """
CREATE TABLE logs.system_logs (
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    occurred_at timestamptz NOT NULL,
    event_id    uuid        NOT NULL,
    service     text        NOT NULL,
    level       text        NOT NULL CONSTRAINT system_logs_level CHECK (level IN ('INFO', 'WARNING', 'ERROR')),
    type        text        NOT NULL,
    message     text        NOT NULL,
    aggregate   text        NOT NULL,
    user_id     text,
    user_name   text,
    user_role   text,
    ip          text,
    patient_id  bigint,
    request_id  text,
    data        jsonb       NOT NULL,
    -- Stored: a search for one or two letters, which no index helps, need not take the accents off every row.
    search_text text        NOT NULL GENERATED ALWAYS AS (public.plain(message)) STORED,
    CONSTRAINT system_logs_pkey PRIMARY KEY (id, occurred_at),
    CONSTRAINT system_logs_event UNIQUE (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);

-- Whatever happened when: nothing is refused for its date.
CREATE TABLE logs.system_logs_default PARTITION OF logs.system_logs DEFAULT;

-- One for the list and one for each filter; all in the order in which the list is read.
CREATE INDEX system_logs_by_time ON logs.system_logs (occurred_at, id);
CREATE INDEX system_logs_by_service ON logs.system_logs (service, occurred_at, id);
CREATE INDEX system_logs_by_type ON logs.system_logs (type, occurred_at, id);
-- Nearly everything is INFO, which the index by time finds as fast.
CREATE INDEX system_logs_by_level ON logs.system_logs (level, occurred_at, id) WHERE level <> 'INFO';
CREATE INDEX system_logs_by_user ON logs.system_logs (user_id, occurred_at, id) WHERE user_id IS NOT NULL;
CREATE INDEX system_logs_by_patient ON logs.system_logs (patient_id, occurred_at, id) WHERE patient_id IS NOT NULL;
CREATE INDEX system_logs_by_request ON logs.system_logs (request_id, occurred_at, id) WHERE request_id IS NOT NULL;
CREATE INDEX system_logs_search ON logs.system_logs USING gin (search_text gin_trgm_ops);

REVOKE UPDATE, DELETE, TRUNCATE ON logs.system_logs FROM omni_logs;
-- Rows go in and out through the whole table, whose rights they have; the parts need none.
REVOKE ALL ON logs.system_logs_default FROM omni_logs;
CREATE TRIGGER system_logs_append_only BEFORE UPDATE OR DELETE ON logs.system_logs
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('system_logs_append_only');

-- The months from three ago to `months_ahead` from now each get a partition, unless the default one already holds
-- rows of that month: then the whole month stays there, as fast to read, and nothing has to move.
CREATE FUNCTION logs.ensure_partitions(months_ahead integer) RETURNS void
    LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    this_month timestamptz := date_trunc('month', now());
    first_day  timestamptz;
    next_month timestamptz;
    partition  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('logs.ensure_partitions'));
    FOR first_day IN
        SELECT generate_series(this_month - interval '3 months', this_month + months_ahead * interval '1 month', '1 month')
    LOOP
        next_month := first_day + interval '1 month';
        partition := 'system_logs_' || to_char(first_day, 'YYYY_MM');
        CONTINUE WHEN to_regclass('logs.' || partition) IS NOT NULL
                   OR EXISTS (SELECT FROM logs.system_logs_default
                               WHERE occurred_at >= first_day AND occurred_at < next_month);
        BEGIN
            EXECUTE format('CREATE TABLE logs.%I PARTITION OF logs.system_logs FOR VALUES FROM (%L) TO (%L)',
                           partition, first_day, next_month);
            EXECUTE format('REVOKE ALL ON logs.%I FROM omni_logs', partition);
        EXCEPTION WHEN check_violation OR lock_not_available THEN
            -- A row of that month came meanwhile, or readers kept the table busy: the next hour tries again.
            RAISE WARNING 'partition % not made: %', partition, SQLERRM;
        END;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION logs.ensure_partitions(integer) FROM PUBLIC;
SELECT logs.ensure_partitions(3);
"""

# The housekeeping that every service has, and what this one does beside it. It runs with its owner's rights.
HOUSEKEEPING = """
CREATE OR REPLACE FUNCTION logs.housekeeping() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = logs AS $$
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours';
    DELETE FROM outbox o
     WHERE occurred_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    DELETE FROM inbox WHERE received_at < now() - interval '60 days';
    %s
$$;
"""


def upgrade():
    run(TABLE)
    run(HOUSEKEEPING % "SELECT logs.ensure_partitions(3);")


def downgrade():
    run(HOUSEKEEPING % "")
    run("DROP FUNCTION logs.ensure_partitions; DROP TABLE logs.system_logs")

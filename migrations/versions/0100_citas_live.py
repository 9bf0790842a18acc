"""What changed in the agenda and when: a page asks whether anything did since it last looked, and draws it again only then."""

from migrations.sql import run

revision = "0100"
down_revision = "0099"

# A number that grows would not do: drawn before its commit, a slower transaction would appear under a number that everybody has
# seen already; held until the commit, it would make all writers wait for one another. So each transaction leaves its own id
# here, and a page shows the snapshot of the database that it knows (pg_current_snapshot): what is not visible in it is news.
# Unlogged: after a crash the server's start says that everything may have changed.
CHANGES = """
CREATE UNLOGGED TABLE citas.agenda_changes (
    txid   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    starts timestamptz NOT NULL,
    ends   timestamptz NOT NULL,
    at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT agenda_changes_pkey PRIMARY KEY (txid, starts, ends)
);
CREATE INDEX agenda_changes_at ON citas.agenda_changes (at);
REVOKE UPDATE ON citas.agenda_changes FROM omni_citas;
GRANT DELETE, UPDATE (at) ON citas.agenda_changes TO omni_citas;

CREATE FUNCTION citas.note_change(spans tstzrange[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO citas.agenda_changes (starts, ends)
         SELECT DISTINCT coalesce(lower(span), '-infinity'), coalesce(upper(span), 'infinity')
           FROM unnest(spans) AS span WHERE span IS NOT NULL
    ON CONFLICT DO NOTHING;
    -- What nobody asks for any more goes now and then; whoever is at it is not waited for.
    IF random() < 0.05 THEN
        DELETE FROM citas.agenda_changes
         WHERE (txid, starts, ends) IN (SELECT txid, starts, ends FROM citas.agenda_changes
                                         WHERE at < now() - interval '1 hour' LIMIT 200 FOR UPDATE SKIP LOCKED);
    END IF;
END $$;
CREATE FUNCTION citas.note_span() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM citas.note_change(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.during END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.during END]);
    RETURN NULL;
END $$;
CREATE FUNCTION citas.note_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM citas.note_change(ARRAY['(,)'::tstzrange]);
    RETURN NULL;
END $$;
"""
SPANS = ("appointments", "holds", "time_off")
WHOLE = ("rooms", "doctor_schedules", "holidays", "booking_rules")


def upgrade():
    run(CHANGES)
    for table in SPANS:
        run(f"""
            CREATE TRIGGER {table}_change AFTER INSERT OR UPDATE OR DELETE ON citas.{table}
                FOR EACH ROW EXECUTE FUNCTION citas.note_span()
        """)
    for table in WHOLE:
        run(f"""
            CREATE TRIGGER {table}_change AFTER INSERT OR UPDATE OR DELETE ON citas.{table}
                FOR EACH STATEMENT EXECUTE FUNCTION citas.note_all()
        """)


def downgrade():
    for table in (*SPANS, *WHOLE):
        run(f"DROP TRIGGER {table}_change ON citas.{table}")
    run("""
        DROP FUNCTION citas.note_span, citas.note_all, citas.note_change;
        DROP TABLE citas.agenda_changes;
    """)

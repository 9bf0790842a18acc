"""Outages: when the clinic worked on paper, and which visits were entered afterwards with the hours that the paper says."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0113"
down_revision = "0112"

TABLES = """
CREATE TABLE citas.outages (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT outages_pkey PRIMARY KEY,
    started_at timestamptz NOT NULL,
    -- Open while the clinic still works on paper.
    ended_at   timestamptz,
    reason     text        NOT NULL CONSTRAINT outages_reason CHECK (length(reason) BETWEEN 3 AND 500),
    declared_by_id   text  NOT NULL,
    declared_by_name text  NOT NULL,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outages_span CHECK (ended_at > started_at AND ended_at <= started_at + interval '14 days'),
    -- A visit belongs to one of them.
    CONSTRAINT outages_apart EXCLUDE USING gist (tstzrange(started_at, ended_at) WITH &&)
);
CREATE TRIGGER outages_version BEFORE UPDATE ON citas.outages FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER outages_keep BEFORE DELETE ON citas.outages
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('outages_kept');
CREATE TRIGGER outages_not_emptied BEFORE TRUNCATE ON citas.outages
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('outages_kept');
REVOKE UPDATE ON citas.outages FROM omni_citas;
GRANT UPDATE (started_at, ended_at, reason) ON citas.outages TO omni_citas;

CREATE TABLE citas.outage_entries (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT outage_entries_pkey PRIMARY KEY,
    outage_id      bigint      NOT NULL CONSTRAINT outage_entries_outage REFERENCES citas.outages,
    appointment_id bigint      NOT NULL CONSTRAINT outage_entries_appointment REFERENCES citas.appointments,
    -- Which completion it is: one that was undone is entered again.
    completion     integer     NOT NULL,
    -- The number of a blank sheet.
    sheet          text        CONSTRAINT outage_entries_sheet CHECK (sheet ~ '^[0-9]{8}-[0-9]{2}$'),
    started_at     timestamptz NOT NULL,
    ended_at       timestamptz NOT NULL,
    entered_by_id   text       NOT NULL,
    entered_by_name text       NOT NULL,
    entered_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outage_entries_once UNIQUE (appointment_id, completion),
    CONSTRAINT outage_entries_sheet_once UNIQUE (sheet),
    CONSTRAINT outage_entries_span CHECK (ended_at > started_at AND ended_at <= started_at + interval '12 hours')
);
CREATE INDEX outage_entries_of_outage ON citas.outage_entries (outage_id, id);

-- What the paper says happened while the clinic worked on paper, and not in the future.
CREATE FUNCTION citas.entry_within_outage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ended_at > now() OR NOT EXISTS (
        SELECT FROM citas.outages o
         WHERE o.id = NEW.outage_id AND NEW.started_at >= o.started_at AND NEW.started_at < coalesce(o.ended_at, 'infinity')
           FOR SHARE) THEN
        RAISE EXCEPTION 'not of that outage' USING ERRCODE = 'check_violation', CONSTRAINT = 'outage_entries_within';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outage_entries_within BEFORE INSERT ON citas.outage_entries
    FOR EACH ROW EXECUTE FUNCTION citas.entry_within_outage();
CREATE TRIGGER outage_entries_keep BEFORE UPDATE OR DELETE ON citas.outage_entries
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('outage_entries_kept');
CREATE TRIGGER outage_entries_not_emptied BEFORE TRUNCATE ON citas.outage_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('outage_entries_kept');
REVOKE UPDATE ON citas.outage_entries FROM omni_citas;

-- Its hours hold what was entered of it.
CREATE FUNCTION citas.outage_holds_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM citas.outage_entries e
                WHERE e.outage_id = NEW.id
                  AND (e.started_at < NEW.started_at OR e.started_at >= coalesce(NEW.ended_at, 'infinity'))) THEN
        RAISE EXCEPTION 'an entry would lie outside' USING ERRCODE = 'check_violation', CONSTRAINT = 'outages_hold_entries';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outages_hold_entries BEFORE UPDATE ON citas.outages
    FOR EACH ROW EXECUTE FUNCTION citas.outage_holds_entries();
"""


def upgrade():
    run(TABLES)
    both = ("outages:read", "outages:write")
    grant("appointments:write", administrator=both, practitioner=both, reception=both)
    grant("logs:read", auditor=("outages:read",))


def downgrade():
    withdraw("outages:read", "outages:write")
    run("""
        DROP TABLE citas.outage_entries, citas.outages;
        DROP FUNCTION citas.outage_holds_entries, citas.entry_within_outage;
        """)

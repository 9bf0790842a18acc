"""Feeds: a private address at which a professional's calendar reads their visits, until it is revoked."""

from migrations.sql import run

revision = "0096"
down_revision = "0095"


def upgrade():
    run("""
        CREATE TABLE citas.calendar_feeds (
            id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT calendar_feeds_pkey PRIMARY KEY,
            doctor_id       bigint      NOT NULL,
            doctor_name     text        NOT NULL,
            -- Whoever reads the table cannot read the calendar.
            token_hash      bytea       NOT NULL CONSTRAINT calendar_feeds_token UNIQUE,
            names           text        NOT NULL CONSTRAINT calendar_feeds_names CHECK (names IN ('NONE', 'INITIALS', 'SHORT')),
            created_by_id   text        NOT NULL,
            created_by_name text        NOT NULL,
            created_at      timestamptz NOT NULL DEFAULT now(),
            read_at         timestamptz,
            revoked_at      timestamptz,
            revoked_by_name text,
            CONSTRAINT calendar_feeds_revoked CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL))
        );
        -- A new address ends the one before: who was given that reads no more.
        CREATE UNIQUE INDEX calendar_feeds_one ON citas.calendar_feeds (doctor_id) WHERE revoked_at IS NULL;
        CREATE TRIGGER calendar_feeds_final BEFORE UPDATE ON citas.calendar_feeds
            FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL)
            EXECUTE FUNCTION public.refuse_change('calendar_feeds_final');
        """)


def downgrade():
    run("DROP TABLE citas.calendar_feeds;")

"""Busy feeds: a professional's calendar from elsewhere blocks their hours as absences do, marked with its source."""

from migrations.sql import run

revision = "0123"
down_revision = "0122"


def upgrade():
    run("""
        CREATE TABLE citas.busy_feeds (
            id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT busy_feeds_pkey PRIMARY KEY,
            doctor_id       bigint      NOT NULL,
            doctor_name     text        NOT NULL,
            name            text        NOT NULL CONSTRAINT busy_feeds_name CHECK (length(name) BETWEEN 1 AND 80),
            -- Whoever has it reads that calendar: no answer and no event says it.
            url             text        NOT NULL CONSTRAINT busy_feeds_url CHECK (url ~ '^https://' AND length(url) <= 2000),
            created_at      timestamptz NOT NULL DEFAULT now(),
            created_by_id   text        NOT NULL,
            created_by_name text        NOT NULL,
            next_read_at    timestamptz NOT NULL DEFAULT now(),
            -- When it was last read well; since when it is not, and why.
            read_at         timestamptz,
            failing_since   timestamptz,
            failure         text,
            revoked_at      timestamptz,
            revoked_by_name text,
            CONSTRAINT busy_feeds_failing CHECK ((failing_since IS NULL) = (failure IS NULL)),
            CONSTRAINT busy_feeds_revoked CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL))
        );
        CREATE UNIQUE INDEX busy_feeds_one ON citas.busy_feeds (doctor_id, url) WHERE revoked_at IS NULL;
        CREATE INDEX busy_feeds_due ON citas.busy_feeds (next_read_at) WHERE revoked_at IS NULL;

        ALTER TABLE citas.time_off
            ADD COLUMN feed_id bigint CONSTRAINT time_off_feed REFERENCES citas.busy_feeds;
        CREATE INDEX time_off_by_feed ON citas.time_off (feed_id, lower(during)) WHERE feed_id IS NOT NULL AND cancelled_at IS NULL;
        """)


def downgrade():
    run("""
        UPDATE citas.time_off SET cancelled_at = now() WHERE feed_id IS NOT NULL AND cancelled_at IS NULL;
        ALTER TABLE citas.time_off DROP COLUMN feed_id;
        DROP TABLE citas.busy_feeds;
        """)

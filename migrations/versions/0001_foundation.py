"""Schemas, roles, and what every service's schema holds: outbox, deliveries, inbox, idempotency keys."""

from migrations.sql import run

revision = "0001"
down_revision = None

# Those there were, whatever the registry (common/suite.py) says by now: a service that comes later brings its own schema.
SERVICES = ("auth", "inventario", "historia_clinica", "facturacion", "citas", "logs")

SHARED = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- What a search compares: without accents or case. Immutable, so that an index can hold it.
CREATE FUNCTION public.plain(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

CREATE FUNCTION public.bump_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    RETURN NEW;
END $$;

-- For append-only tables: the trigger's argument is the name that the services translate.
CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% cannot be changed', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
END $$;

GRANT SELECT ON public.alembic_version TO PUBLIC;
"""

# Roles belong to the whole server and may serve other databases of it: they are made once and never dropped here.
SCHEMA = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'omni_{service}') THEN
        CREATE ROLE omni_{service} LOGIN;
    END IF;
END $$;

CREATE SCHEMA {service};
GRANT USAGE ON SCHEMA {service} TO omni_{service};
ALTER DEFAULT PRIVILEGES IN SCHEMA {service} GRANT SELECT, INSERT, UPDATE ON TABLES TO omni_{service};
ALTER DEFAULT PRIVILEGES IN SCHEMA {service} GRANT USAGE ON SEQUENCES TO omni_{service};

CREATE TABLE {service}.outbox (
    id          uuid        NOT NULL CONSTRAINT outbox_pkey PRIMARY KEY,
    seq         bigint      GENERATED ALWAYS AS IDENTITY,
    type        text        NOT NULL,
    aggregate   text        NOT NULL,
    actor       jsonb,
    request_id  text,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    data        jsonb       NOT NULL
);
CREATE INDEX outbox_occurred_at ON {service}.outbox (occurred_at);

CREATE TABLE {service}.deliveries (
    event_id         uuid        NOT NULL CONSTRAINT deliveries_event REFERENCES {service}.outbox,
    subscriber       text        NOT NULL,
    seq              bigint      NOT NULL,
    aggregate        text        NOT NULL,
    attempts         integer     NOT NULL DEFAULT 0,
    available_at     timestamptz NOT NULL DEFAULT now(),
    first_attempt_at timestamptz,
    leased_until     timestamptz,
    parked_at        timestamptz,
    last_error       text,
    CONSTRAINT deliveries_pkey PRIMARY KEY (event_id, subscriber)
);
CREATE INDEX deliveries_in_order ON {service}.deliveries (subscriber, aggregate, seq);
CREATE INDEX deliveries_due ON {service}.deliveries (subscriber, available_at);
CREATE INDEX deliveries_by_seq ON {service}.deliveries (seq, subscriber);
GRANT DELETE ON {service}.deliveries TO omni_{service};

CREATE TABLE {service}.inbox (
    event_id    uuid        NOT NULL CONSTRAINT inbox_pkey PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbox_received_at ON {service}.inbox (received_at);

CREATE TABLE {service}.idempotency_keys (
    subject     text        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL,
    status      integer,
    etag        text,
    body        text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_keys_created_at ON {service}.idempotency_keys (created_at);

-- Run by the relay every hour. An event stays 30 days for replay, a heard id 60: longer than it could be sent again.
CREATE FUNCTION {service}.housekeeping() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = {service} AS $$
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours';
    DELETE FROM outbox o
     WHERE occurred_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    DELETE FROM inbox WHERE received_at < now() - interval '60 days';
$$;
REVOKE EXECUTE ON FUNCTION {service}.housekeeping() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {service}.housekeeping() TO omni_{service};
"""


def upgrade():
    run(SHARED)
    for service in SERVICES:
        run(SCHEMA.format(service=service))


def downgrade():
    for service in SERVICES:
        run(f"DROP SCHEMA {service} CASCADE")
    run("DROP FUNCTION public.plain, public.bump_version, public.refuse_change")

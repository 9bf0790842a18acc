"""Wrong passwords slow down who tries, from where they try; nobody is locked out, and a known device is let in.

What was a lock of the person becomes a count that the person is told at the next login.
"""

from migrations.sql import run

revision = "0020"
down_revision = "0019"

VERSION = """
CREATE TRIGGER users_version BEFORE UPDATE ON auth.users
    FOR EACH ROW WHEN (
        (OLD.email, OLD.full_name, OLD.role_id, OLD.phone, OLD.specialty, OLD.professional_registration, OLD.active,
         OLD.password_hash, OLD.must_change_password{more_old})
        IS DISTINCT FROM
        (NEW.email, NEW.full_name, NEW.role_id, NEW.phone, NEW.specialty, NEW.professional_registration, NEW.active,
         NEW.password_hash, NEW.must_change_password{more_new}))
    EXECUTE FUNCTION public.bump_version();
"""

TABLES = """
CREATE TABLE auth.login_attempts (
    account       text        NOT NULL,
    origin        text        NOT NULL,
    failures      integer     NOT NULL CONSTRAINT login_attempts_counted CHECK (failures >= 0),
    failed_at     timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL,
    CONSTRAINT login_attempts_pkey PRIMARY KEY (account, origin)
);
CREATE INDEX login_attempts_by_age ON auth.login_attempts (failed_at);
GRANT DELETE ON auth.login_attempts TO omni_auth;
COMMENT ON COLUMN auth.login_attempts.account IS 'SHA-256 of the e-mail that was typed, whether anybody has it or not';
COMMENT ON COLUMN auth.login_attempts.origin IS 'The address or the known device it was typed at; * for all addresses';

CREATE TABLE auth.devices (
    token_hash text        NOT NULL,
    user_id    bigint      NOT NULL CONSTRAINT devices_user REFERENCES auth.users,
    trusted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT devices_pkey PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX devices_of_user ON auth.devices (user_id);
CREATE INDEX devices_by_age ON auth.devices (trusted_at);
COMMENT ON TABLE auth.devices IS 'Browsers in which somebody entered: SHA-256 of the cookie that each was given';
"""

HOUSEKEEPING = """
CREATE OR REPLACE FUNCTION auth.housekeeping() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = auth, pg_temp AS $$
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours';
    DELETE FROM outbox o
     WHERE occurred_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    DELETE FROM inbox WHERE received_at < now() - interval '60 days';
    DELETE FROM revocations WHERE expires_at < now();{more}
$$;
"""
MORE = """
    DELETE FROM login_attempts WHERE failed_at < now() - interval '1 day';
    DELETE FROM devices WHERE trusted_at < now() - interval '180 days';"""


def upgrade():
    run("DROP TRIGGER users_version ON auth.users")
    run("UPDATE auth.users SET failed_attempts = 0 WHERE failed_attempts > 0")
    run("ALTER TABLE auth.users DROP COLUMN locked_until, ADD COLUMN last_failed_at timestamptz")
    run(VERSION.format(more_old="", more_new=""))
    run(TABLES)
    run(HOUSEKEEPING.format(more=MORE))


def downgrade():
    run(HOUSEKEEPING.format(more=""))
    run("DROP TABLE auth.devices, auth.login_attempts")
    run("DROP TRIGGER users_version ON auth.users")
    run("ALTER TABLE auth.users DROP COLUMN last_failed_at, ADD COLUMN locked_until timestamptz")
    run(VERSION.format(more_old=", OLD.locked_until", more_new=", NEW.locked_until"))

"""The tables of auth: users, roles, API clients, revocations."""

from migrations.sql import run

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE auth.roles (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT roles_pkey PRIMARY KEY,
    code        text        CONSTRAINT roles_code_unique UNIQUE,
    name        text        NOT NULL CONSTRAINT roles_name_length CHECK (length(name) BETWEEN 1 AND 80),
    description text        NOT NULL DEFAULT '',
    permissions text[]      NOT NULL
                CONSTRAINT roles_no_client_permissions
                CHECK (NOT permissions && ARRAY['events:deliver', 'metrics:read']),
    menu_config jsonb       NOT NULL,
    version     integer     NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX roles_name_unique ON auth.roles (public.plain(name));
CREATE INDEX roles_search ON auth.roles USING gin (public.plain(name || ' ' || description) gin_trgm_ops);
COMMENT ON COLUMN auth.roles.code IS 'Names the seeded roles, whatever people call them; null for the others';

CREATE TABLE auth.users (
    id                        bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT users_pkey PRIMARY KEY,
    email                     text        NOT NULL
                              CONSTRAINT users_email_length CHECK (length(email) BETWEEN 3 AND 254),
    full_name                 text        NOT NULL
                              CONSTRAINT users_full_name_length CHECK (length(full_name) BETWEEN 1 AND 200),
    role_id                   bigint      NOT NULL CONSTRAINT users_role REFERENCES auth.roles,
    phone                     text,
    specialty                 text,
    professional_registration text,
    active                    boolean     NOT NULL DEFAULT true,
    password_hash             text        NOT NULL,
    password_changed_at       timestamptz NOT NULL DEFAULT now(),
    must_change_password      boolean     NOT NULL DEFAULT false,
    failed_attempts           integer     NOT NULL DEFAULT 0,
    locked_until              timestamptz,
    last_login_at             timestamptz,
    version                   integer     NOT NULL DEFAULT 1,
    created_at                timestamptz NOT NULL DEFAULT now(),
    updated_at                timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_active_email_unique ON auth.users (lower(email)) WHERE active;
CREATE INDEX users_role ON auth.users (role_id);
CREATE INDEX users_by_name ON auth.users (public.plain(full_name), id);
CREATE INDEX users_by_email ON auth.users (lower(email), id);
CREATE INDEX users_by_creation ON auth.users (created_at, id);
CREATE INDEX users_search ON auth.users USING gin (public.plain(full_name || ' ' || email) gin_trgm_ops);

CREATE TABLE auth.api_clients (
    id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT api_clients_pkey PRIMARY KEY,
    client_id    text        NOT NULL CONSTRAINT api_clients_client_id_unique UNIQUE,
    name         text        NOT NULL
                 CONSTRAINT api_clients_name_length CHECK (length(name) BETWEEN 1 AND 200),
    secret_hash  text        NOT NULL,
    permissions  text[]      NOT NULL,
    active       boolean     NOT NULL DEFAULT true,
    system       boolean     NOT NULL DEFAULT false,
    last_used_at timestamptz,
    version      integer     NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX api_clients_by_name ON auth.api_clients (public.plain(name), id);
COMMENT ON COLUMN auth.api_clients.system IS 'Made by the installation, which holds its secret';

CREATE TABLE auth.revocations (
    subject     text        NOT NULL CONSTRAINT revocations_pkey PRIMARY KEY,
    void_before timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX revocations_by_expiry ON auth.revocations (expires_at);

CREATE TABLE auth.password_resets (
    id       bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT password_resets_pkey PRIMARY KEY,
    user_id  bigint      NOT NULL CONSTRAINT password_resets_user REFERENCES auth.users,
    reset_by jsonb       NOT NULL,
    reset_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX password_resets_of_user ON auth.password_resets (user_id);
REVOKE UPDATE ON auth.password_resets FROM omni_auth;
CREATE TRIGGER password_resets_append_only BEFORE UPDATE OR DELETE ON auth.password_resets
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('password_resets_append_only');
"""

# A version is of what people edit: a login must not make the form that an administrator has open stale.
VERSIONS = """
CREATE TRIGGER roles_version BEFORE UPDATE ON auth.roles
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER users_version BEFORE UPDATE ON auth.users
    FOR EACH ROW WHEN (
        (OLD.email, OLD.full_name, OLD.role_id, OLD.phone, OLD.specialty, OLD.professional_registration, OLD.active,
         OLD.password_hash, OLD.must_change_password, OLD.locked_until)
        IS DISTINCT FROM
        (NEW.email, NEW.full_name, NEW.role_id, NEW.phone, NEW.specialty, NEW.professional_registration, NEW.active,
         NEW.password_hash, NEW.must_change_password, NEW.locked_until))
    EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER api_clients_version BEFORE UPDATE ON auth.api_clients
    FOR EACH ROW WHEN (
        (OLD.name, OLD.permissions, OLD.active, OLD.secret_hash)
        IS DISTINCT FROM (NEW.name, NEW.permissions, NEW.active, NEW.secret_hash))
    EXECUTE FUNCTION public.bump_version();
"""

# The advisory lock lets one such change count at a time: of two administrators who disable each other at once, the
# second to come counts after the first has committed.
ADMINISTRATORS = """
CREATE FUNCTION auth.keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('auth.keep_an_administrator', 0));
    -- What takes no administrator away is none of this trigger's business.
    IF TG_TABLE_NAME = 'users' THEN
        IF NOT EXISTS (SELECT FROM auth.roles WHERE id = OLD.role_id AND 'users:write' = ANY (permissions)) THEN
            RETURN NULL;
        END IF;
    ELSIF NOT EXISTS (SELECT FROM auth.users WHERE role_id = OLD.id AND active) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
                    WHERE u.active AND 'users:write' = ANY (r.permissions)) THEN
        RAISE EXCEPTION 'the last active administrator cannot be removed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'users_last_administrator';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER users_last_administrator AFTER UPDATE ON auth.users
    FOR EACH ROW WHEN (OLD.active AND (NOT NEW.active OR OLD.role_id <> NEW.role_id))
    EXECUTE FUNCTION auth.keep_an_administrator();
CREATE CONSTRAINT TRIGGER users_last_administrator_deleted AFTER DELETE ON auth.users
    FOR EACH ROW WHEN (OLD.active) EXECUTE FUNCTION auth.keep_an_administrator();
CREATE CONSTRAINT TRIGGER roles_last_administrator AFTER UPDATE ON auth.roles
    FOR EACH ROW WHEN ('users:write' = ANY (OLD.permissions) AND NOT 'users:write' = ANY (NEW.permissions))
    EXECUTE FUNCTION auth.keep_an_administrator();
"""

# As the foundation made it, with room for what auth alone has to clear.
HOUSEKEEPING = """
CREATE OR REPLACE FUNCTION auth.housekeeping() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = auth AS $$
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours';
    DELETE FROM outbox o
     WHERE occurred_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    DELETE FROM inbox WHERE received_at < now() - interval '60 days';
    {more}
$$;
"""


def upgrade():
    run(TABLES)
    run(VERSIONS)
    run(ADMINISTRATORS)
    run(HOUSEKEEPING.format(more="DELETE FROM revocations WHERE expires_at < now();"))


def downgrade():
    run(HOUSEKEEPING.format(more=""))
    run("DROP TABLE auth.password_resets, auth.revocations, auth.api_clients, auth.users, auth.roles")
    run("DROP FUNCTION auth.keep_an_administrator")

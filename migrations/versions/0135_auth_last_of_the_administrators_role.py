"""Somebody active keeps the administrators' role, not only the permission to administer users: nobody grants more than they
hold, so with the last of that role every permission that nobody else holds would be gone for good."""

from migrations.sql import run

revision = "0135"
down_revision = "0134"

KEEPER = """
CREATE OR REPLACE FUNCTION auth.keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('auth.keep_an_administrator', 0));
    -- What takes no administrator away is none of this trigger's business.
    IF TG_TABLE_NAME = 'users' THEN
        IF NOT EXISTS (SELECT FROM auth.roles WHERE id = OLD.role_id AND 'users:write' = ANY (permissions)) THEN
            RETURN NULL;
        END IF;{whole_role}
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
"""
WHOLE_ROLE = """
        IF EXISTS (SELECT FROM auth.roles WHERE id = OLD.role_id AND code = 'administrator')
           AND NOT EXISTS (SELECT FROM auth.users WHERE role_id = OLD.role_id AND active) THEN
            RAISE EXCEPTION 'the last active person of the administrators'' role cannot be removed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'users_last_of_administrators_role';
        END IF;"""


def upgrade():
    run(KEEPER.format(whole_role=WHOLE_ROLE))


def downgrade():
    run(KEEPER.format(whole_role=""))

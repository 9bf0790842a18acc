"""A role made by mistake is retired, and comes back: what was written under its name keeps it, so it is not deleted."""

from migrations.sql import run

revision = "0138"
down_revision = "0137"

RETIRED = """
ALTER TABLE auth.roles
    ADD COLUMN active boolean NOT NULL DEFAULT true,
    ADD CONSTRAINT roles_built_in_stays CHECK (active OR code IS NULL);
COMMENT ON COLUMN auth.roles.active IS 'False once retired: nobody active holds it, and its name stays taken';

-- Nobody active holds a retired role. Who gives one waits for who retires it, and the other way round.
CREATE FUNCTION auth.check_role_is_active() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM auth.roles WHERE id = NEW.role_id FOR SHARE;
    IF EXISTS (SELECT FROM auth.roles WHERE id = NEW.role_id AND NOT active) THEN
        RAISE EXCEPTION 'a retired role is given to nobody'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'users_role_retired';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER users_role_retired AFTER INSERT OR UPDATE OF role_id, active ON auth.users
    FOR EACH ROW WHEN (NEW.active) EXECUTE FUNCTION auth.check_role_is_active();

CREATE FUNCTION auth.check_role_is_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM auth.users WHERE role_id = NEW.id AND active) THEN
        RAISE EXCEPTION 'somebody holds the role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'roles_held';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER roles_held AFTER UPDATE OF active ON auth.roles
    FOR EACH ROW WHEN (NOT NEW.active) EXECUTE FUNCTION auth.check_role_is_free();
"""

BACK = """
DROP TRIGGER roles_held ON auth.roles;
DROP TRIGGER users_role_retired ON auth.users;
DROP FUNCTION auth.check_role_is_free;
DROP FUNCTION auth.check_role_is_active;
ALTER TABLE auth.roles DROP COLUMN active;
"""


def upgrade():
    run(RETIRED)


def downgrade():
    run(BACK)

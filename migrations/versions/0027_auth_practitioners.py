"""Who attends patients is said of each person, and no longer follows from what their role may do.

Whoever was a practitioner stays one: the active and the disabled whose role signs notes. An administrator, whose role
holds every permission, is one only with a specialty or a professional registration.
"""

from migrations.sql import run

revision = "0027"
down_revision = "0026"

BACKFILL = """
UPDATE auth.users u
   SET practitioner = true
  FROM auth.roles r
 WHERE r.id = u.role_id
   AND 'records:sign' = ANY (r.permissions)
   AND (r.code IS DISTINCT FROM 'administrator' OR u.specialty IS NOT NULL OR u.professional_registration IS NOT NULL);
"""
VERSION = """
DROP TRIGGER users_version ON auth.users;
CREATE TRIGGER users_version BEFORE UPDATE ON auth.users
    FOR EACH ROW WHEN (
        (OLD.email, OLD.full_name, OLD.role_id, OLD.phone, OLD.specialty, OLD.professional_registration, OLD.active,
         OLD.password_hash, OLD.must_change_password{old})
        IS DISTINCT FROM
        (NEW.email, NEW.full_name, NEW.role_id, NEW.phone, NEW.specialty, NEW.professional_registration, NEW.active,
         NEW.password_hash, NEW.must_change_password{new}))
    EXECUTE FUNCTION public.bump_version();
"""


def upgrade():
    run("ALTER TABLE auth.users ADD COLUMN practitioner boolean NOT NULL DEFAULT false;")
    run(BACKFILL)
    run(VERSION.format(old=", OLD.practitioner", new=", NEW.practitioner"))


def downgrade():
    run(VERSION.format(old="", new=""))
    run("ALTER TABLE auth.users DROP COLUMN practitioner;")

"""What kind of professional somebody is registered as, and until when: who prescribes is a doctor, dentist or midwife in force."""

from migrations.sql import run

revision = "0065"
down_revision = "0064"

VERSION = """
DROP TRIGGER users_version ON auth.users;
CREATE TRIGGER users_version BEFORE UPDATE ON auth.users
    FOR EACH ROW WHEN (
        (OLD.email, OLD.full_name, OLD.role_id, OLD.phone, OLD.specialty, OLD.professional_registration, OLD.active,
         OLD.password_hash, OLD.must_change_password, OLD.practitioner{old})
        IS DISTINCT FROM
        (NEW.email, NEW.full_name, NEW.role_id, NEW.phone, NEW.specialty, NEW.professional_registration, NEW.active,
         NEW.password_hash, NEW.must_change_password, NEW.practitioner{new}))
    EXECUTE FUNCTION public.bump_version();
"""


def upgrade():
    run("""
        ALTER TABLE auth.users
            ADD COLUMN registration_kind text,
            ADD COLUMN registration_expires_on date,
            ADD CONSTRAINT users_registration_kind CHECK (
                registration_kind IN ('PHYSICIAN', 'DENTIST', 'OBSTETRICIAN', 'OTHER'));
        """)
    run(
        VERSION.format(
            old=", OLD.registration_kind, OLD.registration_expires_on",
            new=", NEW.registration_kind, NEW.registration_expires_on",
        )
    )


def downgrade():
    run(VERSION.format(old="", new=""))
    run("ALTER TABLE auth.users DROP COLUMN registration_kind, DROP COLUMN registration_expires_on;")

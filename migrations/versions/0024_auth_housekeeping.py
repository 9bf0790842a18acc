"""The role that housekeeping runs with may clear what auth keeps of logins for a while."""

from migrations.sql import run

revision = "0024"
down_revision = "0023"


def upgrade():
    run("GRANT SELECT, DELETE ON auth.login_attempts, auth.devices TO omni_housekeeper")


def downgrade():
    run("REVOKE SELECT, DELETE ON auth.login_attempts, auth.devices FROM omni_housekeeper")

"""One-time passwords expire and are used once: when each ends, and when it was used.

Those that wait to be used when this comes get the three days of a new one.
"""

from migrations.sql import run

revision = "0013"
down_revision = "0012"

ADD = """
ALTER TABLE auth.users
    ADD COLUMN one_time_expires_at timestamptz,
    ADD COLUMN one_time_used_at    timestamptz;
UPDATE auth.users SET one_time_expires_at = now() + interval '72 hours' WHERE must_change_password;
ALTER TABLE auth.users
    ADD CONSTRAINT users_one_time_password CHECK (must_change_password = (one_time_expires_at IS NOT NULL));
COMMENT ON COLUMN auth.users.one_time_expires_at IS 'Until when a one-time password may be used; null for one''s own';
COMMENT ON COLUMN auth.users.one_time_used_at IS 'When a one-time password was used: it is not used again';
"""


def upgrade():
    run(ADD)


def downgrade():
    run("ALTER TABLE auth.users DROP COLUMN one_time_expires_at, DROP COLUMN one_time_used_at")

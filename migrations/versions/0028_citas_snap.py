"""The grid of minutes that a visit snaps to when it is drawn or dragged in the agenda: 5, 10 or 15."""

from migrations.sql import run

revision = "0028"
down_revision = "0027"


def upgrade():
    run("""
        ALTER TABLE citas.booking_rules
            ADD COLUMN snap_minutes integer NOT NULL DEFAULT 5,
            ADD CONSTRAINT booking_rules_snap_minutes CHECK (snap_minutes IN (5, 10, 15));
    """)


def downgrade():
    run("ALTER TABLE citas.booking_rules DROP COLUMN snap_minutes;")

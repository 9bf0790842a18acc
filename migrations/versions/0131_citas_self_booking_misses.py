"""Whoever misses is not booked by the page alone: somebody of the clinic asks for the deposit first."""

from migrations.sql import run

revision = "0131"
down_revision = "0130"

DOUBTS = """
    ALTER TABLE citas.self_bookings
        DROP CONSTRAINT self_bookings_doubt,
        ADD CONSTRAINT self_bookings_doubt CHECK (doubt IN ({doubts}));
"""


def upgrade():
    run(DOUBTS.format(doubts="'MODE', 'UNKNOWN', 'BUSY', 'MISSED', 'MANY'"))


def downgrade():
    run("UPDATE citas.self_bookings SET doubt = 'MANY' WHERE doubt = 'MISSED'")
    run(DOUBTS.format(doubts="'MODE', 'UNKNOWN', 'BUSY', 'MANY'"))

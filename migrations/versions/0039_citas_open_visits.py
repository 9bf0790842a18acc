"""Citas: visits still open by their start in an index of their own; the trigger of places plans its question once.

`status = ANY(…)` in the order of the start walked through every visit there ever was; planning the question of
`take_place` took a hundred times as long as its answer.
"""

from migrations.sql import run

revision = "0039"
down_revision = "0038"


def upgrade():
    run("""
        CREATE INDEX appointments_open ON citas.appointments (lower(during), id)
         WHERE status IN ('PENDING', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS');
        ALTER FUNCTION citas.take_place() SET plan_cache_mode = force_generic_plan;
    """)


def downgrade():
    run("""
        ALTER FUNCTION citas.take_place() RESET plan_cache_mode;
        DROP INDEX citas.appointments_open;
    """)

"""Who has a visit open to change it: two people who write in the same one see each other."""

from migrations.sql import run

revision = "0110"
down_revision = "0109"


def upgrade():
    run("""
        -- Seen for some seconds after each sign of life; unlogged, for after a crash nobody has anything open.
        CREATE UNLOGGED TABLE citas.editing (
            appointment_id bigint      NOT NULL,
            editor_id      text        NOT NULL,
            editor_name    text        NOT NULL,
            seen_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
            CONSTRAINT editing_pkey PRIMARY KEY (appointment_id, editor_id)
        );
        REVOKE UPDATE ON citas.editing FROM omni_citas;
        GRANT DELETE, UPDATE (seen_at) ON citas.editing TO omni_citas;
        """)


def downgrade():
    run("DROP TABLE citas.editing")

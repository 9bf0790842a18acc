"""The waiting room: how its board colours waits, and how the screen on its wall says names."""

from migrations.sql import run

revision = "0105"
down_revision = "0104"


def upgrade():
    run("""
        CREATE TABLE citas.waiting_room_settings (
            one           boolean     NOT NULL DEFAULT true CONSTRAINT waiting_room_settings_pkey PRIMARY KEY
                                      CONSTRAINT waiting_room_settings_one CHECK (one),
            names         text        NOT NULL DEFAULT 'FIRST_INITIAL'
                                      CONSTRAINT waiting_room_settings_names CHECK (names IN ('FIRST_INITIAL', 'FIRST', 'INITIALS')),
            amber_minutes integer     NOT NULL DEFAULT 10,
            red_minutes   integer     NOT NULL DEFAULT 20,
            note          text        CONSTRAINT waiting_room_settings_note CHECK (length(note) BETWEEN 1 AND 160),
            version       integer     NOT NULL DEFAULT 1,
            updated_at    timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT waiting_room_settings_minutes CHECK (
                amber_minutes BETWEEN 1 AND 120 AND red_minutes > amber_minutes AND red_minutes <= 240)
        );
        INSERT INTO citas.waiting_room_settings (note) VALUES ('Si espera más de 20 minutos, avise en recepción.');
        REVOKE INSERT ON citas.waiting_room_settings FROM omni_citas;
        CREATE TRIGGER waiting_room_settings_version BEFORE UPDATE ON citas.waiting_room_settings
            FOR EACH ROW EXECUTE FUNCTION public.bump_version();
        """)


def downgrade():
    run("DROP TABLE citas.waiting_room_settings")

"""Holidays: the days on which the clinic is closed, and national ones on which it attends. The law's own are computed."""

from migrations.sql import run

revision = "0074"
down_revision = "0073"


def upgrade():
    run("""
        CREATE TABLE citas.holidays (
            date       date        NOT NULL CONSTRAINT holidays_pkey PRIMARY KEY,
            name       text        NOT NULL,
            closed     boolean     NOT NULL DEFAULT true,
            version    integer     NOT NULL DEFAULT 1,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT holidays_name CHECK (length(name) BETWEEN 3 AND 100)
        );
        CREATE TRIGGER holidays_version BEFORE UPDATE ON citas.holidays
            FOR EACH ROW EXECUTE FUNCTION public.bump_version();
        -- What the clinic said of a day is taken back: then the law says it.
        GRANT DELETE ON citas.holidays TO omni_citas;
        """)


def downgrade():
    run("DROP TABLE citas.holidays;")

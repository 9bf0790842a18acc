"""Plan items in the agenda and in billing: what a visit was booked for, and which signature a quote comes of."""

from migrations.sql import run

revision = "0088"
down_revision = "0087"


def upgrade():
    run("""
        ALTER TABLE citas.appointment_treatments ADD COLUMN plan_item_id bigint;
        ALTER TABLE facturacion.quotes ADD COLUMN plan_acceptance_id bigint;
        -- One quote of a signature; its later editions say whose plan they are, no more.
        CREATE UNIQUE INDEX quotes_of_acceptance ON facturacion.quotes (plan_acceptance_id);
        CREATE INDEX quote_lines_of_plan_item ON facturacion.quote_lines (plan_item_id) WHERE plan_item_id IS NOT NULL;
        """)


def downgrade():
    run("""
        DROP INDEX facturacion.quote_lines_of_plan_item, facturacion.quotes_of_acceptance;
        ALTER TABLE facturacion.quotes DROP COLUMN plan_acceptance_id;
        ALTER TABLE citas.appointment_treatments DROP COLUMN plan_item_id;
        """)

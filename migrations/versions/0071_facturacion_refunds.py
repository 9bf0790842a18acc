"""The list of what was given back, by day."""

from migrations.sql import run

revision = "0071"
down_revision = "0070"


def upgrade():
    run("""
        CREATE INDEX account_movements_given_back ON facturacion.account_movements (day, id)
            WHERE kind IN ('REFUND', 'RETURNED')
        """)


def downgrade():
    run("DROP INDEX facturacion.account_movements_given_back")

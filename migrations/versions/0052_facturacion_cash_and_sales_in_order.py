"""Movements of a till in their order, and money on account by method: what a closing and the sales read grows no more."""

from migrations.sql import run

revision = "0052"
down_revision = "0051"


def upgrade():
    run("""
        CREATE INDEX cash_movements_in_order ON facturacion.cash_movements (session_id, id);
        CREATE INDEX account_movements_by_method ON facturacion.account_movements (method, day, (-id));
        """)


def downgrade():
    run("""
        DROP INDEX facturacion.account_movements_by_method;
        DROP INDEX facturacion.cash_movements_in_order;
        """)

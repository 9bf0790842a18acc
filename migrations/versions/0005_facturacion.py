"""The tables of facturacion."""

from migrations.sql import run

revision = "0005"
down_revision = "0004"


def upgrade():
    run("SELECT 1")


def downgrade():
    run("SELECT 1")

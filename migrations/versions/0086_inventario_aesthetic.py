"""Treatments that are done for looks, whose IVA depends on why they were done."""

from migrations.sql import run

revision = "0086"
down_revision = "0085"


def upgrade():
    run("ALTER TABLE inventario.treatments ADD COLUMN aesthetic boolean NOT NULL DEFAULT false;")


def downgrade():
    run("ALTER TABLE inventario.treatments DROP COLUMN aesthetic;")

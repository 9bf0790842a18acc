"""The tables of inventario."""

from migrations.sql import run

revision = "0003"
down_revision = "0002"


def upgrade():
    run("SELECT 1")


def downgrade():
    run("SELECT 1")

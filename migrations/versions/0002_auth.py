"""The tables of auth."""

from migrations.sql import run

revision = "0002"
down_revision = "0001"


def upgrade():
    run("SELECT 1")


def downgrade():
    run("SELECT 1")

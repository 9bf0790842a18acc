"""The tables of logs."""

from migrations.sql import run

revision = "0007"
down_revision = "0006"


def upgrade():
    run("SELECT 1")


def downgrade():
    run("SELECT 1")

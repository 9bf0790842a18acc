"""The tables of citas."""

from migrations.sql import run

revision = "0006"
down_revision = "0005"


def upgrade():
    run("SELECT 1")


def downgrade():
    run("SELECT 1")

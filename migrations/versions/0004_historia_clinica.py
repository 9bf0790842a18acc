"""The tables of historia_clinica."""

from migrations.sql import run

revision = "0004"
down_revision = "0003"


def upgrade():
    run("SELECT 1")


def downgrade():
    run("SELECT 1")

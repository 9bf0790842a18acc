"""${words}."""

from migrations.sql import run

revision = "${up_revision}"
down_revision = "${down_revision}"


def upgrade():
    run("""
    """)


def downgrade():
    run("""
    """)

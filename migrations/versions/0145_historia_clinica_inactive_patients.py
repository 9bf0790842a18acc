"""Patients who are no longer attended are few among all: they are counted by an index of them, as their list asks for them."""

from migrations.sql import run

revision = "0145"
down_revision = "0144"


def upgrade():
    run("""
        CREATE INDEX patients_inactive ON historia_clinica.patients (id)
         WHERE NOT active AND merged_into_id IS NULL AND erased_at IS NULL
        """)


def downgrade():
    run("DROP INDEX historia_clinica.patients_inactive")

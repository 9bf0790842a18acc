"""Patients in the order of their surnames; who has one name alone stands under it."""

from migrations.sql import run

revision = "0033"
down_revision = "0032"


def upgrade():
    run("""
        CREATE INDEX patients_by_surname
            ON historia_clinica.patients (public.plain(coalesce(last_name || ' ', '') || first_name), id)
    """)


def downgrade():
    run("DROP INDEX historia_clinica.patients_by_surname")

"""Patients by e-mail: who may be registered already is looked for by document, day of birth, phone and e-mail, each by an index."""

from migrations.sql import run

revision = "0062"
down_revision = "0061"


def upgrade():
    run("CREATE INDEX patients_by_email ON historia_clinica.patients (email) WHERE email IS NOT NULL")


def downgrade():
    run("DROP INDEX historia_clinica.patients_by_email")

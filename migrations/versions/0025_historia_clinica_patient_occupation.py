"""What a patient works as."""

from migrations.sql import run

revision = "0025"
down_revision = "0024"


def upgrade():
    run("""
        ALTER TABLE historia_clinica.patients
            ADD COLUMN occupation text,
            ADD CONSTRAINT patients_occupation CHECK (length(occupation) BETWEEN 1 AND 100);
    """)


def downgrade():
    run("ALTER TABLE historia_clinica.patients DROP COLUMN occupation;")

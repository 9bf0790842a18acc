"""What printed documents say of the clinic as a company: its legal name, RUC, address, phone and e-mail."""

from migrations.sql import run

revision = "0026"
down_revision = "0025"


def upgrade():
    run("""
        ALTER TABLE auth.clinic
            ADD COLUMN legal_name text CONSTRAINT clinic_legal_name CHECK (length(legal_name) BETWEEN 1 AND 300),
            ADD COLUMN ruc        text CONSTRAINT clinic_ruc CHECK (ruc ~ '^[0-9]{13}$'),
            ADD COLUMN address    text CONSTRAINT clinic_address CHECK (length(address) BETWEEN 1 AND 300),
            ADD COLUMN phone      text CONSTRAINT clinic_phone CHECK (length(phone) BETWEEN 1 AND 50),
            ADD COLUMN email      text CONSTRAINT clinic_email CHECK (length(email) BETWEEN 3 AND 254);
    """)


def downgrade():
    run(
        "ALTER TABLE auth.clinic DROP COLUMN legal_name, DROP COLUMN ruc, DROP COLUMN address, DROP COLUMN phone,"
        " DROP COLUMN email;"
    )

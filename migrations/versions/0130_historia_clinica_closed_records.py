"""Nothing is added to the record of somebody who was erased: what is kept of it is kept as it was, and for no longer."""

from migrations.sql import run

revision = "0130"
down_revision = "0129"

# What a person adds. What an event still does to a plan or an odontogram that was there, it does.
ADDED = (
    "allergy_denials", "attachments", "certificates", "clinical_notes", "consent_requests", "medical_history", "oral_health", "orders",
    "orthodontic_controls", "patient_consents", "periodontograms", "prescriptions", "procedure_consents", "treatment_plans", "vital_signs",
)  # fmt: skip
CLOSED = """
-- It waits for who is erasing the person just now.
CREATE FUNCTION historia_clinica.refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    erased timestamptz;
BEGIN
    SELECT p.erased_at INTO erased FROM historia_clinica.patients p WHERE p.id = NEW.patient_id FOR KEY SHARE;
    IF erased IS NOT NULL THEN
        RAISE EXCEPTION 'the person was erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'patients_erased_closed';
    END IF;
    RETURN NEW;
END $$;
"""


def upgrade():
    run(CLOSED)
    for table in ADDED:
        run(f"""
            CREATE TRIGGER {table}_closed BEFORE INSERT ON historia_clinica.{table}
                FOR EACH ROW EXECUTE FUNCTION historia_clinica.refuse_erased()
            """)


def downgrade():
    for table in ADDED:
        run(f"DROP TRIGGER {table}_closed ON historia_clinica.{table}")
    run("DROP FUNCTION historia_clinica.refuse_erased()")

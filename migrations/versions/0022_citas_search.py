"""Appointments are found by the patient's phone too."""

from migrations.sql import run

revision = "0022"
down_revision = "0021"

SEARCH = """
ALTER TABLE citas.appointments DROP COLUMN patient_search;
ALTER TABLE citas.appointments ADD COLUMN patient_search text GENERATED ALWAYS AS (public.plain({searched})) STORED;
CREATE INDEX appointments_search ON citas.appointments USING gin (patient_search gin_trgm_ops);
"""
BEFORE = "patient_name || ' ' || coalesce(patient_document_number, '')"


def upgrade():
    run(SEARCH.replace("{searched}", f"{BEFORE} || ' ' || coalesce(patient_phone, '')"))


def downgrade():
    run(SEARCH.replace("{searched}", BEFORE))

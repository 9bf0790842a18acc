"""Every column that holds a patient's number is read by all the numbers of a person, or says why it is not."""

import re
from pathlib import Path

import pytest

from common.suite import SERVICES

# Read through `patient_ids` (or compared by `person`): two files that were merged answer as one.
READ_THROUGH = {
    "citas.appointments.patient_id",
    "citas.channel_choices.patient_id",
    "citas.message_choices.patient_id",
    "citas.recalls.patient_id",
    "citas.waitlist_entries.patient_id",
    "facturacion.account_movements.patient_id",
    "facturacion.invoices.patient_id",
    "facturacion.message_choices.patient_id",
    "facturacion.package_redemptions.patient_id",
    "facturacion.package_sharers.patient_id",
    "facturacion.patient_accounts.patient_id",
    "facturacion.patient_packages.patient_id",
    "facturacion.quotes.patient_id",
    "historia_clinica.allergy_denials.patient_id",
    "historia_clinica.attachments.patient_id",
    "historia_clinica.certificates.patient_id",
    "historia_clinica.clinical_notes.patient_id",
    "historia_clinica.consent_requests.patient_id",
    "historia_clinica.erasures.patient_id",
    "historia_clinica.family_links.patient_id",
    "historia_clinica.family_links.relative_id",
    "historia_clinica.medical_history.patient_id",
    "historia_clinica.odontograms.patient_id",
    "historia_clinica.oral_health.patient_id",
    "historia_clinica.orders.patient_id",
    "historia_clinica.orthodontic_controls.patient_id",
    "historia_clinica.patient_consents.patient_id",
    "historia_clinica.periodontograms.patient_id",
    "historia_clinica.prescriptions.patient_id",
    "historia_clinica.procedure_consents.patient_id",
    "historia_clinica.record_exports.patient_id",
    "historia_clinica.treatment_plans.patient_id",
    "historia_clinica.vital_signs.patient_id",
    "inventario.consumptions.patient_id",
    "inventario.material_uses.patient_id",
    "inventario.pack_uses.patient_id",
    "logs.system_logs.patient_id",
}
# Why each of these needs nothing.
EXEMPT = {}

COLUMNS = """
SELECT format('%s.%s.%s', c.table_schema, c.table_name, c.column_name)
  FROM information_schema.columns c
  JOIN information_schema.tables t USING (table_schema, table_name)
 WHERE t.table_type = 'BASE TABLE'
   AND c.table_schema = ANY (%s)
   AND (c.column_name ~ '(^|_)patient_ids?$' OR c.column_name = 'relative_id')
   AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = format('%I.%I', c.table_schema, c.table_name)::regclass)
"""
# A statement that asks for one number of a patient alone.
ALONE = re.compile(r"\b(?:patient|relative)_id\s*=\s*(?:%\(\w+\)s|NEW\.|patients\.id|p\.id|asked\.id)")


def test_every_column_is_covered(shared):
    with shared.connection.cursor() as cursor:
        cursor.execute(
            COLUMNS.replace("%s.%s.%s", "%%s.%%s.%%s").replace("'%I.%I'", "'%%I.%%I'"), (list(SERVICES),)
        )
        found = {name for (name,) in cursor}
    assert found == READ_THROUGH | EXEMPT.keys()


@pytest.mark.parametrize("service", SERVICES)
def test_no_statement_asks_for_one_number_alone(service):
    alone = [
        f"{path.name}: {line.strip()}"
        for path in Path(f"services/{service}/src").rglob("*.py")
        for line in path.read_text().splitlines()
        if ALONE.search(line)
    ]
    assert alone == []

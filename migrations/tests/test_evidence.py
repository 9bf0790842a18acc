"""Evidence: what not even its owner empties."""

import psycopg2
import pytest

# What is evidence of what was done, cared for, paid or kept.
EVIDENCE = (
    "auth.users", "auth.roles", "auth.revocations", "auth.password_resets",
    "inventario.products", "inventario.lots", "inventario.stock_movements", "inventario.receipts", "inventario.consumptions",
    "inventario.material_uses", "inventario.sterilisation_cycles", "inventario.sterile_packs", "inventario.pack_uses",
    "inventario.shortages", "inventario.treatments", "inventario.treatment_prices", "inventario.treatment_recipes",
    "historia_clinica.patients", "historia_clinica.medical_history", "historia_clinica.clinical_notes",
    "historia_clinica.allergy_denials", "historia_clinica.patient_consents", "historia_clinica.consent_texts",
    "historia_clinica.files", "historia_clinica.attachments", "historia_clinica.image_annotations", "historia_clinica.signing_certificates", "historia_clinica.procedure_consents", "historia_clinica.consent_editions", "facturacion.files",
    "historia_clinica.diagnoses", "historia_clinica.note_addenda", "historia_clinica.note_template_editions", "historia_clinica.vital_signs",
    "historia_clinica.prescriptions", "historia_clinica.prescription_items", "historia_clinica.prescription_documents",
    "historia_clinica.certificates", "historia_clinica.certificate_documents", "historia_clinica.certificate_annulments",
    "historia_clinica.paper_codes", "historia_clinica.orders", "historia_clinica.order_documents",
    "historia_clinica.order_annulments", "historia_clinica.order_results", "historia_clinica.order_views",
    "historia_clinica.prescription_annulments", "historia_clinica.odontograms", "historia_clinica.tooth_findings",
    "historia_clinica.periodontograms", "historia_clinica.periodontal_teeth", "historia_clinica.oral_health",
    "historia_clinica.oral_hygiene", "historia_clinica.orthodontic_controls", "historia_clinica.note_restrictions", "historia_clinica.patient_pairs", "historia_clinica.note_openings", "historia_clinica.erasures",
    "historia_clinica.treatment_plans", "historia_clinica.plan_items", "historia_clinica.plan_acceptances",
    "historia_clinica.plan_sessions",
    "citas.appointments", "citas.appointment_treatments", "citas.appointment_extras",
    "facturacion.invoices", "facturacion.invoice_lines", "facturacion.payments", "facturacion.cheques", "facturacion.series",
    "facturacion.electronic_invoices", "facturacion.electronic_invoice_attempts", "facturacion.certificates",
    "facturacion.electronic_invoice_copies",
    "facturacion.operational_expenses", "facturacion.appointment_costs",
    "facturacion.iva_rates", "facturacion.iva_years", "facturacion.discounts", "facturacion.discount_approvals",
    "facturacion.appointment_materials", "facturacion.result_entries", "facturacion.stock_changes",
    "facturacion.receipts", "facturacion.credit_note_documents", "facturacion.expense_receipts", "facturacion.payment_reminders",
    "facturacion.cash_sessions", "facturacion.cash_movements", "facturacion.cash_counts", "facturacion.cash_closings",
    "facturacion.credit_notes", "facturacion.credit_note_lines", "facturacion.account_movements",
    "facturacion.commission_lines", "facturacion.commission_entries", "facturacion.commission_settlements",
    "facturacion.commission_settlement_documents", "facturacion.commission_settlement_entries",
    "facturacion.patient_packages", "facturacion.patient_package_items", "facturacion.package_extensions",
    "facturacion.package_redemptions",
    "facturacion.quotes", "facturacion.quote_lines", "facturacion.quote_discounts", "facturacion.quote_acceptances",
    "facturacion.quote_billings", "facturacion.quote_documents",
    "facturacion.instalment_plans", "facturacion.instalments",
    "logs.system_logs", "logs.system_logs_default",
)  # fmt: skip


@pytest.mark.parametrize("table", EVIDENCE)
def test_not_even_the_owner_empties_what_is_evidence(rolled_back, table):
    with rolled_back.connection.cursor() as cursor:
        with pytest.raises(psycopg2.errors.CheckViolation):
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_no_month_of_the_log_is_emptied_whenever_it_was_made(rolled_back):
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("SELECT logs.ensure_partitions(5)")
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'logs.system_logs'::regclass"
        )
        months = [name for (name,) in cursor.fetchall()]
        assert len(months) >= 9
        for month in months:
            cursor.execute("SAVEPOINT before")
            with pytest.raises(psycopg2.errors.CheckViolation):
                cursor.execute(f"TRUNCATE {month}")
            cursor.execute("ROLLBACK TO SAVEPOINT before")

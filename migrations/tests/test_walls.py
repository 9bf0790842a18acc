"""Walls: what each service's role may do, table by table."""

import pytest

from common.suite import SERVICES
from migrations.tests.conftest import ask

# What every service has. An event and the ids of handled ones are written once.
SHARED = {
    "outbox": "SELECT INSERT",
    "inbox": "SELECT INSERT",
    "deliveries": "SELECT INSERT DELETE"
    " UPDATE(attempts available_at dead_lettered_at first_attempt_at last_error leased_until)",
    "idempotency_keys": "SELECT INSERT UPDATE(body etag status)",
    "link_ends": "SELECT INSERT DELETE UPDATE(expires_at void_before)",
}
WRITTEN = "SELECT INSERT UPDATE"
MERGED = "SELECT DELETE INSERT(id merged_into_id)"
APPENDED = "SELECT INSERT"
REPLACED = "SELECT INSERT DELETE"
PRODUCT = "active category iva_code minimum_stock name sale_price sku unit"
# Whoever widens a grant writes it down here.
OWN = {
    "auth": {
        "api_clients": WRITTEN,
        "clinic": "SELECT UPDATE",
        "devices": WRITTEN,
        "login_attempts": "SELECT INSERT UPDATE DELETE",
        "password_resets": APPENDED,
        "revocations": WRITTEN,
        "roles": WRITTEN,
        "users": WRITTEN,
    },
    "inventario": {
        "consumptions": "SELECT INSERT UPDATE(cost patient_id patient_name returned_at)",
        "lots": "SELECT INSERT(expiry_date lot_number product_id unit_cost) UPDATE(expiry_date recalled unit_cost)",
        "material_uses": "SELECT INSERT(appointment_id lot_id noted_by_id noted_by_name patient_id patient_name quantity tooth"
        " used_on)"
        " UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "erased_patients": "SELECT",
        "merged_patients": MERGED,
        "pack_uses": "SELECT INSERT(appointment_id noted_by_id noted_by_name pack_id patient_id patient_name tooth used_on)"
        " UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "products": f"SELECT INSERT({PRODUCT}) UPDATE({PRODUCT})",
        "receipts": "SELECT INSERT(amount authorisation base_zero date document_number document_type iva payment_method"
        " received_by_id received_by_name repeated stocked supplier_name supplier_ruc)"
        " UPDATE(amount annulled_at annulled_by_id annulled_by_name annulled_reason authorisation base_zero date"
        " document_number document_type iva payment_method repeated stocked supplier_name supplier_ruc)",
        "shortages": "SELECT INSERT UPDATE(resolution resolved_at resolved_by)",
        "sterile_packs": "SELECT INSERT(contents cycle_id position sterile_until)"
        " UPDATE(discarded_at discarded_by_id discarded_by_name discarded_reason)",
        "sterilisation_cycles": "SELECT INSERT(autoclave biological biological_at biological_by_id biological_by_name chemical"
        " minutes number operator_id operator_name program remark started_at temperature)"
        " UPDATE(biological biological_at biological_by_id biological_by_name remark)",
        "stock_movements": APPENDED,
        "treatment_recipes": REPLACED,
        "treatment_prices": "SELECT INSERT UPDATE(withdrawn_by_id withdrawn_by_name withdrawn_on)",
        "treatments": WRITTEN,
    },
    "historia_clinica": {
        "allergy_denials": "SELECT INSERT(asserted_by_id asserted_by_name patient_id)"
        " UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name)",
        "image_annotations": "SELECT INSERT(attachment_id drawn_by_id drawn_by_name edition marks)",
        "signing_certificates": "SELECT INSERT(holder issuer owner_id owner_name pem sealed_key serial valid_from valid_to)"
        " UPDATE(removed_at sealed_key)",
        "prescription_signatures": "SELECT",
        "note_handovers": "SELECT INSERT(by_id by_name note_id note_version to_id to_name)",
        "note_supervisions": "SELECT INSERT(note_id supervisor_id supervisor_name) DELETE"
        " UPDATE(cosigned_at cosigned_by_id cosigned_by_name redraft_id remark return_reason returned_at returned_by_id"
        " returned_by_name supervisor_id supervisor_name)",
        "note_openings": "SELECT INSERT(note_id opened_by_id opened_by_name opened_by_role reason)"
        " UPDATE(reviewed_at reviewed_by_id reviewed_by_name)",
        "patient_pair_sweep": "SELECT UPDATE",
        "patient_pairs": "SELECT INSERT UPDATE DELETE",
        "record_exports": "SELECT INSERT(asked_by_id asked_by_name asked_by_role letterhead patient_id told)"
        " UPDATE(done error sha256 size_bytes state told total touched_at)",
        "note_outlines": "SELECT UPDATE(id)",
        "note_restrictions": "SELECT INSERT(author_id note_id restricted_by_id restricted_by_name roles)"
        " UPDATE(author_id lifted_at lifted_by_id lifted_by_name)",
        "prescription_numbers": "SELECT",
        "certificate_annulments": APPENDED,
        "certificate_documents": APPENDED,
        "certificates": APPENDED,
        "cie10": "SELECT INSERT(code description) UPDATE(description)",
        "attachments": WRITTEN,
        "clinical_notes": WRITTEN,
        "plan_acceptances": "SELECT INSERT UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "plan_items": WRITTEN,
        "plan_sessions": "SELECT INSERT UPDATE(undone_at undone_by_id undone_by_name undone_reason)",
        "plan_suggestions": REPLACED,
        "treatment_plans": WRITTEN,
        "consent_editions": APPENDED,
        "consent_requests": "SELECT INSERT UPDATE(consent_id withdrawn_at)",
        "consent_requirements": REPLACED,
        "consent_templates": WRITTEN,
        "consent_texts": "SELECT",
        "diagnoses": "SELECT INSERT UPDATE DELETE",
        "family_links": "SELECT DELETE INSERT(patient_id recorded_by_id recorded_by_name relation relative_id)",
        "files": APPENDED,
        "medical_history": WRITTEN,
        "medicines": WRITTEN,
        "note_addenda": APPENDED,
        "note_phrases": WRITTEN,
        "note_template_editions": APPENDED,
        "note_templates": WRITTEN,
        "odontograms": WRITTEN,
        "oral_health": "SELECT INSERT UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "oral_hygiene": APPENDED,
        "orthodontic_controls": "SELECT INSERT UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "periodontal_teeth": REPLACED,
        "periodontograms": WRITTEN,
        "patient_consents": "SELECT INSERT(given given_by patient_id purpose recorded_by_id recorded_by_name text_version)",
        "patient_merges": "SELECT INSERT(after before from_id into_id merged_by_id merged_by_name reason was_active)"
        " UPDATE(separated_at separated_by_id separated_by_name separated_reason)",
        "patients": WRITTEN,
        "vital_signs": "SELECT INSERT UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "procedure_consents": APPENDED,
        "photo_pairs": "SELECT INSERT UPDATE DELETE",
        "erasures": "SELECT INSERT(asked_by_id asked_by_name patient_id reason requested_by)"
        " UPDATE(confirmed_at confirmed_by_id confirmed_by_name invoices_until record_until state whole withdrawn_at"
        " withdrawn_by_name withdrawn_reason)",
        "retention": "SELECT UPDATE(invoice_years record_years)",
        "exams": WRITTEN,
        "order_annulments": APPENDED,
        "order_documents": APPENDED,
        "order_results": "SELECT INSERT UPDATE(withdrawn_at withdrawn_by_id withdrawn_by_name withdrawn_reason)",
        "order_views": "SELECT INSERT UPDATE(undone_at)",
        "order_numbers": "SELECT",
        "orders": APPENDED,
        "unseen_results": REPLACED,
        "paper_codes": "SELECT INSERT(code kind paper_id)",
        "papers": "SELECT",
        "prescription_annulments": APPENDED,
        "prescription_documents": APPENDED,
        "prescription_items": APPENDED,
        "prescription_templates": WRITTEN,
        "prescriptions": APPENDED,
        "tooth_finding_kinds": "SELECT INSERT UPDATE(active)",
        "tooth_findings": REPLACED,
    },
    "citas": {
        "appointment_changes": APPENDED,
        "agenda_changes": REPLACED + " UPDATE(at)",
        "appointment_corrections": APPENDED,
        "appointment_extras": REPLACED,
        "appointment_treatments": REPLACED,
        "appointments": WRITTEN,
        "booking_rules": "SELECT UPDATE",
        "busy_feeds": WRITTEN,
        "calendar_feeds": WRITTEN,
        "erased_patients": "SELECT",
        "merged_patients": MERGED,
        "doctor_schedules": WRITTEN,
        "editing": REPLACED + " UPDATE(seen_at)",
        "holds": REPLACED + " UPDATE(expires_at)",
        "holidays": WRITTEN + " DELETE",
        "timetables": WRITTEN + " DELETE",
        "equipment": WRITTEN,
        "treatment_rules": WRITTEN,
        "message_choices": WRITTEN,
        "recall_rules": WRITTEN,
        "recalls": WRITTEN + " DELETE",
        "channel_choices": WRITTEN,
        "outages": "SELECT INSERT UPDATE(ended_at reason started_at)",
        "outage_entries": APPENDED,
        "reminder_rules": WRITTEN,
        "reminder_settings": WRITTEN,
        "reminders": WRITTEN + " DELETE",
        "rooms": WRITTEN,
        "self_booking_settings": "SELECT UPDATE",
        "self_bookings": WRITTEN + " DELETE",
        "series": "SELECT INSERT UPDATE(rule)",
        "time_off": WRITTEN,
        "waiting_room_settings": "SELECT UPDATE",
        "waitlist_entries": WRITTEN,
        "waitlist_gaps": WRITTEN,
        "waitlist_offers": WRITTEN,
        "waitlist_skips": APPENDED,
        "wanted_reminders": "SELECT",
        "working_hours": REPLACED,
    },
    "facturacion": {
        "account_movements": APPENDED,
        "annulment_requests": "SELECT INSERT UPDATE(ended_at ended_by_id ended_by_name outcome)",
        "appointment_costs": "SELECT INSERT UPDATE(consumed_at cost)",
        "appointment_materials": APPENDED,
        "stock_changes": "SELECT INSERT UPDATE(undone_at undone_reason)",
        "credit_note_documents": APPENDED,
        "credit_note_lines": APPENDED,
        "credit_notes": APPENDED,
        "credit_series": WRITTEN,
        "message_choices": WRITTEN,
        "discount_approvals": APPENDED,
        "discount_limits": WRITTEN,
        "discounts": REPLACED,
        "commission_rules": "SELECT INSERT DELETE UPDATE(valid_to)",
        "commission_settlement_documents": APPENDED,
        "commission_settlement_entries": APPENDED,
        "commission_lines": "SELECT INSERT UPDATE(accrued)",
        "commission_entries": "SELECT INSERT UPDATE(settlement_id)",
        "commission_settlements": "SELECT INSERT UPDATE(expense_id undone_at undone_by_name undone_reason)",
        "packages": WRITTEN,
        "package_items": REPLACED,
        "patient_packages": WRITTEN,
        "patient_package_items": APPENDED,
        "package_sharers": WRITTEN,
        "package_extensions": APPENDED,
        "package_redemptions": "SELECT INSERT UPDATE(undone_at undone_by_id undone_by_name undone_reason)",
        "cash_closings": "SELECT INSERT UPDATE(reopen_reason reopened_at reopened_by_id reopened_by_name)",
        "cash_counts": APPENDED,
        "cash_movements": APPENDED,
        "cash_rules": "SELECT UPDATE",
        "cash_sessions": "SELECT INSERT UPDATE(closed_at)",
        "certificates": APPENDED,
        "electronic_invoice_attempts": APPENDED,
        "electronic_invoice_copies": APPENDED,
        "electronic_invoices": "SELECT INSERT UPDATE(annulment authorised_at authorised_xml mail_refused mailed_at"
        " mailed_to messages received_at"
        " signed_at snapshot status xml)",
        "establishments": REPLACED,
        "issuer": "SELECT UPDATE",
        "issuer_logos": "SELECT INSERT",
        "aesthetic_treatments": "SELECT INSERT DELETE",
        "invoice_diagnoses": "SELECT INSERT UPDATE DELETE",
        "instalment_plans": "SELECT INSERT UPDATE(end_reason ended_at ended_by_id ended_by_name)",
        "instalments": APPENDED,
        "invoice_lines": "SELECT INSERT UPDATE DELETE",
        "invoices": WRITTEN,
        "erased_patients": "SELECT",
        "merged_patients": MERGED,
        "expense_imports": "SELECT INSERT UPDATE(undone_at undone_by_id undone_by_name undone_reason)",
        "expense_receipts": WRITTEN,
        "files": APPENDED,
        "expense_categories": "SELECT INSERT UPDATE(name)",
        "iva_rates": "SELECT",
        "iva_years": APPENDED,
        "operational_expenses": WRITTEN,
        "patient_accounts": WRITTEN,
        "cheques": WRITTEN,
        "payments": WRITTEN,
        "quote_acceptances": "SELECT INSERT UPDATE(undone_at)",
        "quote_billings": "SELECT INSERT UPDATE(released_at)",
        "quote_discounts": REPLACED,
        "quote_documents": APPENDED,
        "quote_lines": "SELECT INSERT DELETE UPDATE(acceptance_id billed)",
        "quote_rules": "SELECT UPDATE",
        "quotes": WRITTEN,
        "receipts": APPENDED,
        "recurring_expenses": WRITTEN,
        "recurring_months": "SELECT INSERT UPDATE(undone_at)",
        "reopenings": WRITTEN,
        "expense_sharing": "SELECT UPDATE",
        "result_changes": REPLACED,
        "result_days": WRITTEN,
        "result_entries": APPENDED,
        "result_months": WRITTEN,
        "reminder_template": "SELECT UPDATE",
        "payment_reminders": APPENDED,
        "result_methods": WRITTEN,
        "result_sales": WRITTEN,
        "item_categories": WRITTEN,
        "series": WRITTEN,
        "tills": WRITTEN,
    },
    "logs": {
        "erased_patients": "SELECT",
        "hourly_counts": "SELECT",
        "merged_patients": MERGED,
        "system_logs": APPENDED,
    },
}
# Each of the two views is worked out once: joined to one another they would be for every row.
GRANTS = """
    WITH whole AS MATERIALIZED (
           SELECT table_schema, table_name, privilege_type
             FROM information_schema.table_privileges WHERE grantee = 'omni_' || table_schema),
         parts AS MATERIALIZED (
           SELECT table_schema, table_name, privilege_type, column_name
             FROM information_schema.column_privileges WHERE grantee = 'omni_' || table_schema)
    SELECT table_schema AS service, table_name, privilege_type AS privilege, NULL AS columns FROM whole
    UNION ALL
    SELECT table_schema, table_name, privilege_type, string_agg(column_name, ' ' ORDER BY column_name COLLATE "C")
      FROM parts LEFT JOIN whole w USING (table_schema, table_name, privilege_type)
     WHERE w.table_name IS NULL
     GROUP BY table_schema, table_name, privilege_type
"""


@pytest.fixture(scope="module")
def granted(migrated):
    """What each service's role may do, by table."""
    found = {service: {} for service in SERVICES}
    for service, table, privilege, columns in ask(migrated(), GRANTS):
        rights = found[service].setdefault(table, set())
        rights.add(f"{privilege}({columns})" if columns else privilege)
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_a_role_may_do_what_its_service_does_and_no_more(granted, service):
    assert granted[service] == {
        table: set(split(grants)) for table, grants in (SHARED | OWN[service]).items()
    }


def split(grants):
    """ "SELECT UPDATE(a b)" → SELECT, UPDATE(a b)."""
    whole = []
    for word in grants.split():
        if whole and whole[-1].count("(") > whole[-1].count(")"):
            whole[-1] += f" {word}"
        else:
            whole.append(word)
    return whole

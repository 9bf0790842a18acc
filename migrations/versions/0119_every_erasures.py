"""Erasing a person on request: what the law lets go is replaced in every service, what must stay is cut from them once it may.

Whatever refuses a change of evidence lets exactly one thing through: an UPDATE by a function of `omni_housekeeper` that says it
is erasing (`public.erasing`). That role holds the columns that name a person and no others: never what a note says once it is
signed. Retention is checked here again, whoever asks.
"""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0119"
down_revision = "0118"

ERASING = """
CREATE FUNCTION public.erasing() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_user = 'omni_housekeeper' AND current_setting('omni.erasing', true) = 'on'
$$;
"""
TABLES = """
CREATE TABLE historia_clinica.retention (
    one           boolean     NOT NULL DEFAULT true CONSTRAINT retention_pkey PRIMARY KEY,
    record_years  integer     NOT NULL DEFAULT 15 CONSTRAINT retention_record CHECK (record_years BETWEEN 5 AND 50),
    invoice_years integer     NOT NULL DEFAULT 7 CONSTRAINT retention_invoice CHECK (invoice_years BETWEEN 7 AND 20),
    version       integer     NOT NULL DEFAULT 1,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT retention_one CHECK (one)
);
INSERT INTO historia_clinica.retention DEFAULT VALUES;
CREATE TRIGGER retention_version BEFORE UPDATE ON historia_clinica.retention
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
REVOKE ALL ON historia_clinica.retention FROM omni_historia_clinica;
GRANT SELECT, UPDATE (record_years, invoice_years) ON historia_clinica.retention TO omni_historia_clinica;

CREATE TABLE historia_clinica.erasures (
    id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT erasures_pkey PRIMARY KEY,
    patient_id        bigint      NOT NULL CONSTRAINT erasures_patient REFERENCES historia_clinica.patients,
    requested_by      text        NOT NULL CONSTRAINT erasures_requested_by
                                  CHECK (requested_by IN ('PATIENT', 'GUARDIAN', 'REPRESENTATIVE', 'RELATIVE', 'CLINIC')),
    reason            text        NOT NULL CONSTRAINT erasures_reason CHECK (length(reason) BETWEEN 3 AND 500),
    state             text        NOT NULL DEFAULT 'ASKED' CONSTRAINT erasures_state
                                  CHECK (state IN ('ASKED', 'WITHDRAWN', 'DONE')),
    asked_by_id       text        NOT NULL,
    asked_by_name     text        NOT NULL,
    asked_at          timestamptz NOT NULL DEFAULT now(),
    withdrawn_by_name text,
    withdrawn_reason  text        CONSTRAINT erasures_withdrawn_reason CHECK (length(withdrawn_reason) BETWEEN 3 AND 500),
    withdrawn_at      timestamptz,
    -- Everything, or all but the record, which is kept until that day.
    whole             boolean,
    record_until      date,
    invoices_until    date,
    confirmed_by_id   text,
    confirmed_by_name text,
    confirmed_at      timestamptz,
    CONSTRAINT erasures_two_people CHECK (confirmed_by_id <> asked_by_id),
    CONSTRAINT erasures_done CHECK (num_nonnulls(whole, confirmed_by_id, confirmed_by_name, confirmed_at)
                                    = CASE state WHEN 'DONE' THEN 4 ELSE 0 END),
    CONSTRAINT erasures_withdrawn CHECK (num_nonnulls(withdrawn_by_name, withdrawn_reason, withdrawn_at)
                                         = CASE state WHEN 'WITHDRAWN' THEN 3 ELSE 0 END)
);
CREATE UNIQUE INDEX erasures_one_open ON historia_clinica.erasures (patient_id) WHERE state = 'ASKED';
CREATE INDEX erasures_of_patient ON historia_clinica.erasures (patient_id, id);
REVOKE ALL ON historia_clinica.erasures FROM omni_historia_clinica;
GRANT SELECT, INSERT (patient_id, requested_by, reason, asked_by_id, asked_by_name),
      UPDATE (state, withdrawn_by_name, withdrawn_reason, withdrawn_at, whole, record_until, invoices_until,
              confirmed_by_id, confirmed_by_name, confirmed_at)
   ON historia_clinica.erasures TO omni_historia_clinica;
CREATE TRIGGER erasures_decided_once BEFORE UPDATE ON historia_clinica.erasures
    FOR EACH ROW WHEN (OLD.state <> 'ASKED') EXECUTE FUNCTION public.refuse_change('erasures_decided_once');
CREATE TRIGGER erasures_keep BEFORE DELETE ON historia_clinica.erasures
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('erasures_decided_once');
CREATE TRIGGER erasures_not_emptied BEFORE TRUNCATE ON historia_clinica.erasures
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('erasures_not_emptied');

ALTER TABLE historia_clinica.patients
    ADD COLUMN erased_at timestamptz,
    -- The name and the document went too: the record is nobody's any more.
    ADD COLUMN erased_whole boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT patients_erased CHECK (erased_at IS NULL AND NOT erased_whole OR erased_at IS NOT NULL AND NOT active);
CREATE INDEX patients_erased_at ON historia_clinica.patients (erased_at) WHERE erased_at IS NOT NULL;
-- Whoever comes back after they were erased is registered anew.
DROP INDEX historia_clinica.patients_document_key;
CREATE UNIQUE INDEX patients_document_key
    ON historia_clinica.patients (document_type, document_number, coalesce(document_country, ''))
 WHERE merged_into_id IS NULL AND erased_at IS NULL;
CREATE TRIGGER patients_erased_kept BEFORE UPDATE ON historia_clinica.patients
    FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION public.refuse_change('patients_erased_kept');
"""
# When the record was last written to: its retention runs from there. A row without an act is no record.
ACTS = {
    "clinical_notes": "coalesce(signed_at, updated_at)", "medical_history": "created_at", "allergy_denials": "asserted_at",
    "vital_signs": "taken_at", "attachments": "created_at", "prescriptions": "issued_at", "certificates": "issued_at",
    "orders": "issued_at", "odontograms": "created_at", "periodontograms": "created_at", "oral_health": "taken_at",
    "orthodontic_controls": "controlled_at", "procedure_consents": "signed_at", "treatment_plans": "created_at",
}  # fmt: skip
LAST_ACT = """
CREATE FUNCTION historia_clinica.last_act(ids bigint[]) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = historia_clinica, pg_temp AS $$
    SELECT max(at) FROM (
           {acts}
           UNION ALL
           SELECT max(s.done_at) FROM plan_sessions s JOIN plan_items i ON i.id = s.item_id
                                                     JOIN treatment_plans t ON t.id = i.plan_id
            WHERE t.patient_id = ANY (ids)) AS acts
$$;
CREATE FUNCTION historia_clinica.files_in_use(hashes text[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = historia_clinica, pg_temp AS $$
    SELECT DISTINCT f.sha256 FROM files f
     WHERE f.sha256 = ANY (hashes)
       AND (EXISTS (SELECT FROM attachments a WHERE a.file_id = f.id)
            OR EXISTS (SELECT FROM procedure_consents c WHERE c.file_id = f.id))
$$;
CREATE FUNCTION historia_clinica.files_of(ids bigint[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = historia_clinica, pg_temp AS $$
    SELECT DISTINCT f.sha256 FROM files f
     WHERE f.id IN (SELECT file_id FROM attachments WHERE patient_id = ANY (ids)
                     UNION ALL SELECT file_id FROM procedure_consents WHERE patient_id = ANY (ids))
$$;
"""
# What goes at once: how to reach the person, and what is no record.
CONTACTS = """
    UPDATE patients
       SET phone = NULL, email = NULL, address = NULL, occupation = NULL, workplace = NULL, insurer = NULL,
           insurance_number = NULL, came_by = NULL, preferred_channel = NULL, emergency_contact_name = NULL,
           emergency_contact_phone = NULL, emergency_contact_relation = NULL, guardian_phone = NULL, tags = '{}', known_as = NULL,
           active = false, erased_at = coalesce(erased_at, now())
     WHERE id = ANY (ids);
    DELETE FROM family_links WHERE patient_id = ANY (ids) OR relative_id = ANY (ids);
    DELETE FROM patient_pairs WHERE one_id = ANY (ids) OR other_id = ANY (ids);
    UPDATE patient_merges
       SET before = '{}', after = '{}', reason = '(suprimido)',
           separated_reason = CASE WHEN separated_reason IS NOT NULL THEN '(suprimido)' END
     WHERE from_id = ANY (ids) OR into_id = ANY (ids);
    UPDATE record_exports SET state = 'EXPIRED', told = NULL, letterhead = '{}', error = NULL
     WHERE patient_id = ANY (ids);
"""
# What names the person in their record, once nothing has to be kept any more. Not one word of a signed note.
RECORD = """
    UPDATE patients
       SET document_type = NULL, document_number = NULL, document_country = NULL, no_document_reason = 'OTHER',
           first_name = label, last_name = NULL, birth_date = date_trunc('year', birth_date)::date, nationality = NULL,
           birth_place = NULL, ethnicity = NULL, marital_status = NULL, education = NULL, guardian_name = NULL,
           guardian_relation = NULL, guardian_document = NULL, erased_whole = true
     WHERE id = ANY (ids);
    UPDATE patient_consents SET given_by = label WHERE patient_id = ANY (ids);
    UPDATE clinical_notes SET reason = '(suprimido)', subjective = NULL, objective = NULL, assessment = NULL, plan = NULL
     WHERE patient_id = ANY (ids) AND status = 'DRAFT';
    UPDATE photo_pairs SET title = '(suprimido)'
     WHERE before_id IN (SELECT a.id FROM attachments a WHERE a.patient_id = ANY (ids));
    UPDATE files SET sha256 = blank_sha256, media_type = 'application/pdf', size_bytes = length(blank), width = NULL, height = NULL, pages = 1
     WHERE id IN (SELECT a.file_id FROM attachments a WHERE a.patient_id = ANY (ids)
                   UNION ALL SELECT c.file_id FROM procedure_consents c WHERE c.patient_id = ANY (ids));
    UPDATE image_annotations SET marks = '[]'
     WHERE attachment_id IN (SELECT a.id FROM attachments a WHERE a.patient_id = ANY (ids));
    UPDATE attachments SET title = '(suprimido)', note = NULL, view = NULL, stage = NULL,
           withdrawn_reason = CASE WHEN withdrawn_reason IS NOT NULL THEN '(suprimido)' END
     WHERE patient_id = ANY (ids);
    UPDATE certificates SET patient = patient || whose WHERE patient_id = ANY (ids);
    UPDATE certificate_documents SET pdf = blank
     WHERE certificate_id IN (SELECT c.id FROM certificates c WHERE c.patient_id = ANY (ids));
    UPDATE prescriptions SET patient = patient || whose WHERE patient_id = ANY (ids);
    UPDATE prescription_documents SET pdf = blank
     WHERE prescription_id IN (SELECT p.id FROM prescriptions p WHERE p.patient_id = ANY (ids));
    UPDATE orders SET patient = patient || whose WHERE patient_id = ANY (ids);
    UPDATE order_documents SET pdf = blank
     WHERE order_id IN (SELECT o.id FROM orders o WHERE o.patient_id = ANY (ids));
    UPDATE procedure_consents
       SET text = '(suprimido)', signer_name = label, signer_document = NULL,
           signer_relation = CASE WHEN signer_relation IS NOT NULL THEN '(suprimido)' END,
           signature = CASE WHEN signature IS NOT NULL THEN '[]'::jsonb END,
           reason = CASE WHEN reason IS NOT NULL THEN '(suprimido)' END
     WHERE patient_id = ANY (ids);
    UPDATE plan_acceptances
       SET signer_name = label, signer_document = NULL, signer_relation = NULL, signature = '[[]]', content = '{}',
           withdrawn_reason = CASE WHEN withdrawn_reason IS NOT NULL THEN '(suprimido)' END
     WHERE plan_id IN (SELECT t.id FROM treatment_plans t WHERE t.patient_id = ANY (ids));
    UPDATE paper_codes c SET patient = '—'
     WHERE c.kind = 'NOTE' AND c.paper_id IN (SELECT n.id FROM clinical_notes n WHERE n.patient_id = ANY (ids))
        OR c.kind = 'PRESCRIPTION' AND c.paper_id IN (SELECT p.id FROM prescriptions p WHERE p.patient_id = ANY (ids))
        OR c.kind = 'CERTIFICATE' AND c.paper_id IN (SELECT d.id FROM certificates d WHERE d.patient_id = ANY (ids))
        OR c.kind = 'ORDER' AND c.paper_id IN (SELECT o.id FROM orders o WHERE o.patient_id = ANY (ids));
"""
ERASE = """
CREATE FUNCTION historia_clinica.erase(asked bigint, label text, blank bytea, blank_sha256 text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = historia_clinica, pg_temp AS $$
DECLARE
    decided erasures;
    ids     bigint[];
    whose   jsonb := jsonb_build_object('full_name', label, 'document_type', NULL, 'document_number', NULL);
BEGIN
    PERFORM set_config('omni.erasing', 'on', true);
    SELECT * INTO STRICT decided FROM erasures WHERE id = asked;
    ids := patient_ids(decided.patient_id);
    IF decided.state <> 'DONE' THEN
        RAISE EXCEPTION 'two people decide it' USING ERRCODE = 'check_violation', CONSTRAINT = 'erasures_done';
    END IF;
    IF decided.whole AND last_act(ids) + make_interval(years => (SELECT record_years FROM retention)) > now() THEN
        RAISE EXCEPTION 'the record must stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'erasures_retained';
    END IF;
    {contacts}
    IF decided.whole THEN
        {record}
    END IF;
    DELETE FROM outbox o
     WHERE (o.data ->> 'patient_id')::bigint = ANY (ids) AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    PERFORM set_config('omni.erasing', '', true);
END $$;
"""
CITAS = """
CREATE FUNCTION citas.erase(ids bigint[], label text, documents text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = citas, pg_temp AS $$
BEGIN
    PERFORM set_config('omni.erasing', 'on', true);
    UPDATE self_bookings
       SET first_name = label, last_name = '—', document_number = '—', phone = '—', email = '—',
           reject_reason = CASE WHEN reject_reason IS NOT NULL THEN '(suprimido)' END
     WHERE (document_number = ANY (documents)
            OR appointment_id IN (SELECT a.id FROM appointments a WHERE a.patient_id = ANY (ids)))
       AND state <> 'HELD';
    UPDATE appointments
       SET patient_name = label, patient_document_type = NULL, patient_document_number = NULL, patient_phone = NULL,
           patient_email = NULL, patient_address = NULL, reason = NULL,
           cancel_reason = CASE WHEN cancel_reason IS NOT NULL THEN '(suprimido)' END,
           overbook_reason = CASE WHEN overbook_reason IS NOT NULL THEN '(suprimido)' END
     WHERE patient_id = ANY (ids);
    UPDATE waitlist_entries
       SET patient_name = label, patient_document_type = NULL, patient_document_number = NULL, patient_phone = NULL,
           patient_email = NULL, patient_address = NULL, note = NULL,
           priority_reason = CASE WHEN priority_reason IS NOT NULL THEN '(suprimido)' END,
           withdraw_reason = CASE WHEN withdraw_reason IS NOT NULL THEN '(suprimido)' END
     WHERE patient_id = ANY (ids);
    UPDATE reminders SET sent_to = NULL, answer_note = NULL
     WHERE appointment_id IN (SELECT a.id FROM appointments a WHERE a.patient_id = ANY (ids));
    DELETE FROM recalls WHERE patient_id = ANY (ids);
    UPDATE message_choices SET wanted = false WHERE patient_id = ANY (ids);
    UPDATE channel_choices SET channel = NULL WHERE patient_id = ANY (ids);
    DELETE FROM outbox o
     WHERE (o.data ->> 'patient_id')::bigint = ANY (ids) AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    PERFORM set_config('omni.erasing', '', true);
END $$;
"""
INVENTARIO = """
CREATE FUNCTION inventario.erase(ids bigint[], label text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
BEGIN
    PERFORM set_config('omni.erasing', 'on', true);
    UPDATE consumptions SET patient_name = label WHERE patient_id = ANY (ids);
    UPDATE material_uses SET patient_name = label WHERE patient_id = ANY (ids);
    UPDATE pack_uses SET patient_name = label WHERE patient_id = ANY (ids);
    DELETE FROM outbox o
     WHERE (o.data ->> 'patient_id')::bigint = ANY (ids) AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    PERFORM set_config('omni.erasing', '', true);
END $$;
"""
# An invoice stays whole for seven years at least, whatever the event says; quotes and reminders go at once.
FACTURACION = """
CREATE FUNCTION facturacion.erase(ids bigint[], label text, before date, blank bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = facturacion, pg_temp AS $$
DECLARE
    cut bigint[];
BEGIN
    PERFORM set_config('omni.erasing', 'on', true);
    UPDATE quotes
       SET patient_name = label, patient_document = NULL, patient_phone = NULL, patient_email = NULL, notes = NULL,
           reject_reason = CASE WHEN reject_reason IS NOT NULL THEN '(suprimido)' END
     WHERE patient_id = ANY (ids);
    UPDATE quote_documents SET pdf = blank WHERE quote_id IN (SELECT q.id FROM quotes q WHERE q.patient_id = ANY (ids));
    UPDATE quote_lines SET notes = NULL WHERE quote_id IN (SELECT q.id FROM quotes q WHERE q.patient_id = ANY (ids));
    UPDATE quote_acceptances SET accepted_by = label
     WHERE quote_id IN (SELECT q.id FROM quotes q WHERE q.patient_id = ANY (ids));
    UPDATE patient_packages SET patient_name = label WHERE patient_id = ANY (ids);
    UPDATE package_sharers SET patient_name = label WHERE patient_id = ANY (ids);
    UPDATE package_redemptions SET patient_name = label WHERE patient_id = ANY (ids);
    UPDATE account_movements SET patient_name = label, reason = CASE WHEN reason IS NOT NULL THEN '(suprimido)' END
     WHERE patient_id = ANY (ids);
    UPDATE payment_reminders SET person = label, recipient = '—', text = '(suprimido)'
     WHERE invoice_id IN (SELECT i.id FROM invoices i WHERE i.patient_id = ANY (ids));
    UPDATE electronic_invoices SET mailed_to = '—'
     WHERE invoice_id IN (SELECT i.id FROM invoices i WHERE i.patient_id = ANY (ids)) AND mailed_to IS NOT NULL;

    cut := ARRAY(SELECT i.id FROM invoices i
                  WHERE i.patient_id = ANY (ids)
                    AND (i.status = 'DISCARDED'
                         OR i.issue_date < least(before, (now() - interval '7 years')::date)));
    UPDATE invoices
       SET buyer_document = CASE buyer_id_type WHEN '07' THEN buyer_document ELSE '—' END,
           buyer_name = CASE buyer_id_type WHEN '07' THEN buyer_name ELSE label END,
           buyer_email = NULL, buyer_phone = NULL, buyer_address = NULL, patient_name = label, patient_document = NULL, notes = NULL,
           buyer_reason = CASE WHEN buyer_reason IS NOT NULL THEN '(suprimido)' END,
           annul_reason = CASE WHEN annul_reason IS NOT NULL THEN '(suprimido)' END
     WHERE id = ANY (cut);
    UPDATE receipts SET pdf = blank WHERE invoice_id = ANY (cut);
    UPDATE payments SET note = NULL, reference = NULL WHERE invoice_id = ANY (cut);
    UPDATE credit_note_documents SET pdf = blank
     WHERE credit_note_id IN (SELECT n.id FROM credit_notes n WHERE n.invoice_id = ANY (cut));
    UPDATE electronic_invoice_copies SET xml = ''
     WHERE electronic_invoice_id IN (
               SELECT e.id FROM electronic_invoices e
                WHERE e.invoice_id = ANY (cut)
                   OR e.credit_note_id IN (SELECT n.id FROM credit_notes n WHERE n.invoice_id = ANY (cut)));
    UPDATE electronic_invoices e
       SET xml = CASE WHEN xml IS NOT NULL THEN ''::bytea END,
           authorised_xml = CASE WHEN authorised_xml IS NOT NULL THEN ''::bytea END, snapshot = '{}'
     WHERE e.invoice_id = ANY (cut)
        OR e.credit_note_id IN (SELECT n.id FROM credit_notes n WHERE n.invoice_id = ANY (cut));
    DELETE FROM outbox o
     WHERE (o.data ->> 'patient_id')::bigint = ANY (ids) AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    PERFORM set_config('omni.erasing', '', true);
END $$;
"""
# A line of the log stays and says what was done; whoever it names does not. `words` are names, documents, phones.
LOGS = r"""
-- What was told before they were erased and arrives afterwards names them no more.
CREATE TABLE logs.erased_patients (
    id        bigint      NOT NULL CONSTRAINT erased_patients_pkey PRIMARY KEY,
    label     text        NOT NULL,
    erased_at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON logs.erased_patients FROM omni_logs;
GRANT SELECT ON logs.erased_patients TO omni_logs;
GRANT SELECT, INSERT (id, label), UPDATE (erased_at) ON logs.erased_patients TO omni_housekeeper;
CREATE FUNCTION logs.erase(ids bigint[], label text, words text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = logs, pg_temp AS $$
DECLARE
    named text := '\m(' || (SELECT string_agg(regexp_replace(word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|'
                                              ORDER BY length(word) DESC)
                              FROM unnest(words) AS word WHERE word <> '') || ')(?!\w)';
BEGIN
    PERFORM set_config('omni.erasing', 'on', true);
    INSERT INTO erased_patients AS e (id, label) SELECT id, label FROM unnest(ids) AS id
    ON CONFLICT (id) DO UPDATE SET erased_at = now();
    UPDATE system_logs SET message = coalesce(regexp_replace(message, named, label, 'g'), message), data = '{"erased": true}'
     WHERE patient_id = ANY (ids);
    PERFORM set_config('omni.erasing', '', true);
END $$;
"""
# Triggers that stand in the way of what is replaced: they let through what `public.erasing` says, as it is.
GUARDS = (
    "public.refuse_change",
    "historia_clinica.attachments_keep", "historia_clinica.guard_plan_acceptance", "historia_clinica.merges_are_separated_once",
    "historia_clinica.pair_of_one_patient",
    "citas.keep_final", "citas.note_span", "citas.count_completion",
    "inventario.use_is_kept",
    "facturacion.guard_invoice", "facturacion.guard_annulment", "facturacion.guard_einvoice", "facturacion.guard_quote",
    "facturacion.guard_quote_line", "facturacion.guard_patient_package", "facturacion.guard_undone_redemption",
    "facturacion.count_redemption", "facturacion.guard_payment", "facturacion.guard_cash_payment", "facturacion.sum_payments",
)  # fmt: skip
LET_THROUGH = """
DO $do$
DECLARE
    was text := pg_get_functiondef('{function}'::regproc);
    now text := regexp_replace(was, E'\\nBEGIN\\n', E'\\nBEGIN\\n    IF TG_OP = ''UPDATE'' AND public.erasing() THEN RETURN NEW; END IF;\\n');
BEGIN
    IF was = now THEN
        RAISE EXCEPTION '{function} is not as it was';
    END IF;
    EXECUTE now;
END $do$;
"""
AS_BEFORE = """
DO $do$
BEGIN
    EXECUTE replace(pg_get_functiondef('{function}'::regproc),
                    E'    IF TG_OP = ''UPDATE'' AND public.erasing() THEN RETURN NEW; END IF;\\n', '');
END $do$;
"""
# What the role of those functions reads, and which columns it may replace.
READ = {
    "historia_clinica": (
        "patients", "erasures", "retention", "files", "family_links", "patient_pairs", "patient_merges", "record_exports",
        "patient_consents", "photo_pairs", "image_annotations", "certificate_documents", "prescription_documents", "order_documents",
        "plan_acceptances", "plan_items", "plan_sessions", "paper_codes", *ACTS,
    ),
    "citas": (
        "appointments", "waitlist_entries", "self_bookings", "reminders", "recalls", "message_choices", "channel_choices",
    ),
    "inventario": ("consumptions", "material_uses", "pack_uses"),
    "facturacion": (
        "quotes", "quote_documents", "quote_lines", "quote_acceptances", "patient_packages", "package_sharers",
        "package_redemptions", "account_movements", "payment_reminders", "electronic_invoices", "invoices", "receipts",
        "payments", "credit_notes", "credit_note_documents", "electronic_invoice_copies",
    ),
}  # fmt: skip
REPLACED = {
    "historia_clinica.patients": "document_type, document_number, document_country, no_document_reason, first_name, last_name,"
    " birth_date, phone, email, address, emergency_contact_name, emergency_contact_phone, emergency_contact_relation, active,"
    " occupation, nationality, birth_place, ethnicity, marital_status, education, workplace, insurer,"
    " insurance_number, came_by, preferred_channel, guardian_name, guardian_relation, guardian_document, guardian_phone, tags,"
    " known_as, erased_at, erased_whole",
    "historia_clinica.patient_merges": "before, after, reason, separated_reason",
    "historia_clinica.record_exports": "state, told, letterhead, error",
    "historia_clinica.patient_consents": "given_by",
    "historia_clinica.clinical_notes": "reason, subjective, objective, assessment, plan",
    "historia_clinica.photo_pairs": "title",
    "historia_clinica.image_annotations": "marks",
    "historia_clinica.files": "sha256, media_type, size_bytes, width, height, pages",
    "historia_clinica.attachments": "title, note, view, stage, withdrawn_reason",
    "historia_clinica.certificates": "patient",
    "historia_clinica.certificate_documents": "pdf",
    "historia_clinica.prescriptions": "patient",
    "historia_clinica.prescription_documents": "pdf",
    "historia_clinica.orders": "patient",
    "historia_clinica.order_documents": "pdf",
    "historia_clinica.procedure_consents": "text, signer_name, signer_document, signer_relation, signature, reason",
    "historia_clinica.plan_acceptances": "signer_name, signer_document, signer_relation, signature, content, withdrawn_reason",
    "historia_clinica.paper_codes": "patient",
    "citas.self_bookings": "first_name, last_name, document_number, phone, email, reject_reason",
    "citas.appointments": "patient_name, patient_document_type, patient_document_number, patient_phone, patient_email,"
    " patient_address, reason, cancel_reason, overbook_reason",
    "citas.waitlist_entries": "patient_name, patient_document_type, patient_document_number, patient_phone, patient_email,"
    " patient_address, note, priority_reason, withdraw_reason",
    "citas.reminders": "sent_to, answer_note",
    "citas.message_choices": "wanted",
    "citas.channel_choices": "channel",
    "inventario.consumptions": "patient_name",
    "inventario.material_uses": "patient_name",
    "inventario.pack_uses": "patient_name",
    "facturacion.quotes": "patient_name, patient_document, patient_phone, patient_email, notes, reject_reason",
    "facturacion.quote_documents": "pdf",
    "facturacion.quote_lines": "notes",
    "facturacion.quote_acceptances": "accepted_by",
    "facturacion.patient_packages": "patient_name",
    "facturacion.package_sharers": "patient_name",
    "facturacion.package_redemptions": "patient_name",
    "facturacion.account_movements": "patient_name, reason",
    "facturacion.payment_reminders": "person, recipient, text",
    "facturacion.electronic_invoices": "mailed_to, xml, authorised_xml, snapshot",
    "facturacion.invoices": "buyer_document, buyer_name, buyer_email, buyer_phone, buyer_address, patient_name, patient_document,"
    " notes, buyer_reason, annul_reason",
    "facturacion.receipts": "pdf",
    "facturacion.payments": "note, reference",
    "facturacion.credit_note_documents": "pdf",
    "facturacion.electronic_invoice_copies": "xml",
}
GONE = ("historia_clinica.family_links", "historia_clinica.patient_pairs", "citas.recalls")
# Restricted notes hide what hangs from them from whoever does not say who reads; a note is replaced as a draft only.
HIDDEN = (
    "vital_signs", "oral_health", "prescriptions", "prescription_documents", "orthodontic_controls", "attachments",
    "image_annotations", "orders", "order_documents",
)  # fmt: skip
POLICIES = """
CREATE POLICY {table}_erased ON historia_clinica.{table} TO omni_housekeeper USING (true);
"""
NOTES = """
CREATE POLICY clinical_notes_counted ON historia_clinica.clinical_notes FOR SELECT TO omni_housekeeper USING (true);
CREATE POLICY clinical_notes_erased ON historia_clinica.clinical_notes FOR UPDATE TO omni_housekeeper USING (status = 'DRAFT');
"""
FUNCTIONS = {
    "historia_clinica": (
        "erase(bigint, text, bytea, text)", "last_act(bigint[])", "files_in_use(text[])", "files_of(bigint[])",
    ),
    "citas": ("erase(bigint[], text, text[])",),
    "inventario": ("erase(bigint[], text)",),
    "facturacion": ("erase(bigint[], text, date, bytea)",),
    "logs": ("erase(bigint[], text, text[])",),
}  # fmt: skip


def upgrade():
    grant(
        "patients:write",
        administrator=("erasures:confirm", "erasures:read", "erasures:write"),
        reception=("erasures:read", "erasures:write"),
    )
    grant("patients:read", auditor=("erasures:read",))
    run(ERASING)
    run(TABLES)
    acts = "\n           UNION ALL\n           ".join(
        f"SELECT max({act}) AS at FROM {table} WHERE patient_id = ANY (ids)" for table, act in ACTS.items()
    )
    run(LAST_ACT.replace("{acts}", acts))
    run(ERASE.replace("{contacts}", CONTACTS).replace("{record}", RECORD))
    for function in (CITAS, INVENTARIO, FACTURACION, LOGS):
        run(function)
    for function in GUARDS:
        run(LET_THROUGH.replace("{function}", function))
    for service, tables in READ.items():
        run(f"GRANT SELECT ON {', '.join(f'{service}.{table}' for table in tables)} TO omni_housekeeper")
    for table, columns in REPLACED.items():
        run(f"GRANT UPDATE ({columns}) ON {table} TO omni_housekeeper")
    run(f"GRANT DELETE ON {', '.join(GONE)} TO omni_housekeeper")
    for table in HIDDEN:
        run(POLICIES.format(table=table))
    run(NOTES)
    for service, functions in FUNCTIONS.items():
        for function in functions:
            run(f"REVOKE ALL ON FUNCTION {service}.{function} FROM PUBLIC")
            run(f"GRANT EXECUTE ON FUNCTION {service}.{function} TO omni_{service}")
    run("GRANT EXECUTE ON FUNCTION historia_clinica.last_act(bigint[]) TO omni_housekeeper")


def downgrade():
    withdraw("erasures:confirm", "erasures:read", "erasures:write")
    for service, functions in FUNCTIONS.items():
        for function in functions:
            run(f"DROP FUNCTION {service}.{function}")
    for function in GUARDS:
        run(AS_BEFORE.replace("{function}", function))
    for table in HIDDEN:
        run(f"DROP POLICY {table}_erased ON historia_clinica.{table}")
    run("""
        DROP POLICY clinical_notes_counted ON historia_clinica.clinical_notes;
        DROP POLICY clinical_notes_erased ON historia_clinica.clinical_notes;
        """)
    for table, columns in REPLACED.items():
        run(f"REVOKE UPDATE ({columns}) ON {table} FROM omni_housekeeper")
    run(f"REVOKE DELETE ON {', '.join(GONE)} FROM omni_housekeeper")
    for service, tables in READ.items():
        kept = {"waitlist_entries"} if service == "citas" else set()
        named = ", ".join(f"{service}.{table}" for table in tables if table not in kept)
        run(f"REVOKE SELECT ON {named} FROM omni_housekeeper")
    # Whoever was erased may have a document that somebody registered anew: it goes, as the columns that say so do.
    run("""
        DROP TABLE logs.erased_patients;
        DROP TABLE historia_clinica.erasures, historia_clinica.retention;
        DROP TRIGGER patients_erased_kept ON historia_clinica.patients;
        UPDATE historia_clinica.patients SET document_type = NULL, document_number = NULL, document_country = NULL,
               no_document_reason = 'OTHER' WHERE erased_at IS NOT NULL;
        DROP INDEX historia_clinica.patients_document_key;
        CREATE UNIQUE INDEX patients_document_key
            ON historia_clinica.patients (document_type, document_number, coalesce(document_country, ''))
         WHERE merged_into_id IS NULL;
        ALTER TABLE historia_clinica.patients DROP COLUMN erased_at, DROP COLUMN erased_whole;
        DROP FUNCTION public.erasing();
        """)

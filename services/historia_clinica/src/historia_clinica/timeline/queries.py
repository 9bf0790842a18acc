"""The statement of the timeline: every kind of entry of one patient, merged by time."""

from common.clock import clinic_zone
from common.store.search import has_words, words
from common.web.paging import Listing
from historia_clinica.timeline.rules import PLACES

# How much of a text stands in a line; what is searched is the whole.
SHOWN = 280
OF_PATIENT = "patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))"
NOTES = f"""
        SELECT 'NOTE' AS kind, n.id, coalesce(n.attended_at, n.created_at) AS at, n.appointment_id, n.reason AS title,
               concat_ws(' ', n.assessment, n.plan, n.subjective, n.objective) AS text,
               (SELECT jsonb_agg(jsonb_build_object('code', d.code, 'description', d.description) ORDER BY d.position)
                  FROM historia_clinica.diagnoses d WHERE d.note_id = n.id) AS diagnoses,
               (SELECT string_agg(a.text, ' ') FROM historia_clinica.note_addenda a WHERE a.note_id = n.id) AS added,
               (SELECT count(*) FROM historia_clinica.note_addenda a WHERE a.note_id = n.id) AS addenda,
               CASE WHEN historia_clinica.is_returned(n.id) THEN 'RETURNED' ELSE n.status END AS status, n.author_id, n.author_name,
               NULL::text AS file_id, NULL::text AS media_type
          FROM historia_clinica.clinical_notes n
         WHERE n.{OF_PATIENT} AND 'NOTE' = ANY (%(kinds)s::text[]) AND (%(drafts)s OR n.status = 'SIGNED')"""
VITAL_SIGNS = f"""
        SELECT 'VITAL_SIGNS', v.id, v.taken_at, n.appointment_id, 'Signos vitales',
               concat_ws(' · ', 'PA ' || v.systolic || '/' || v.diastolic || ' mmHg', 'pulso ' || v.pulse || ' lpm',
                         replace(v.temperature::text, '.', ',') || ' °C', 'SpO₂ ' || v.saturation || ' %%', v.respiration || ' resp./min',
                         replace(trim_scale(v.weight)::text, '.', ',') || ' kg',
                         replace(trim_scale(v.height)::text, '.', ',') || ' cm', 'glucosa ' || v.glucose || ' mg/dL',
                         'dolor ' || v.pain, v.remark),
               NULL, NULL, 0, NULL, v.recorded_by_id, v.recorded_by_name, NULL, NULL
          FROM historia_clinica.vital_signs v
          LEFT JOIN historia_clinica.clinical_notes n ON n.id = v.note_id
         WHERE v.{OF_PATIENT} AND 'VITAL_SIGNS' = ANY (%(kinds)s::text[]) AND v.withdrawn_at IS NULL"""
PRESCRIPTIONS = f"""
        SELECT 'PRESCRIPTION', p.id, p.issued_at, n.appointment_id, 'Receta ' || lpad(p.number::text, 7, '0'),
               (SELECT string_agg(concat_ws(' ', i.dci, i.concentration, i.form), ', ' ORDER BY i.position)
                  FROM historia_clinica.prescription_items i WHERE i.prescription_id = p.id),
               NULL, NULL, 0,
               CASE WHEN EXISTS (SELECT FROM historia_clinica.prescription_annulments a WHERE a.prescription_id = p.id)
                    THEN 'ANNULLED' END,
               p.prescriber_id, p.prescriber_name, NULL, NULL
          FROM historia_clinica.prescriptions p
          LEFT JOIN historia_clinica.clinical_notes n ON n.id = p.note_id
         WHERE p.{OF_PATIENT} AND 'PRESCRIPTION' = ANY (%(kinds)s::text[])"""
# Of a document only the day is known on which it was taken: noon, unless it was added on that day.
DOCUMENTS = f"""
        SELECT 'DOCUMENT', a.id,
               CASE WHEN a.taken_on = (a.created_at AT TIME ZONE %(zone)s)::date THEN a.created_at
                    ELSE (a.taken_on + time '12:00') AT TIME ZONE %(zone)s END,
               coalesce(a.appointment_id, n.appointment_id), a.title, a.note, NULL, NULL, 0, NULL,
               a.added_by_id, a.added_by_name, a.file_id::text, f.media_type
          FROM historia_clinica.attachments a
          JOIN historia_clinica.files f ON f.id = a.file_id
          LEFT JOIN historia_clinica.clinical_notes n ON n.id = a.note_id
         WHERE a.{OF_PATIENT} AND 'DOCUMENT' = ANY (%(kinds)s::text[]) AND a.withdrawn_at IS NULL"""
CONSENTS = f"""
        SELECT 'CONSENT', c.id, c.signed_at, c.appointment_id, c.title, c.reason, NULL, NULL, 0, c.decision,
               c.recorded_by_id, c.recorded_by_name, NULL, NULL
          FROM historia_clinica.procedure_consents c
         WHERE c.{OF_PATIENT} AND 'CONSENT' = ANY (%(kinds)s::text[])"""
CERTIFICATES = f"""
        SELECT 'CERTIFICATE', c.id, c.issued_at, NULL, 'Certificado médico ' || lpad(c.number::text, 7, '0'), c.reason,
               (SELECT jsonb_agg(jsonb_build_object('code', d ->> 'code', 'description', d ->> 'description'))
                  FROM jsonb_array_elements(c.diagnoses) AS d),
               NULL, 0,
               CASE WHEN EXISTS (SELECT FROM historia_clinica.certificate_annulments a WHERE a.certificate_id = c.id)
                    THEN 'ANNULLED' END,
               c.professional_id, c.professional_name, NULL, NULL
          FROM historia_clinica.certificates c
         WHERE c.{OF_PATIENT} AND 'CERTIFICATE' = ANY (%(kinds)s::text[])"""
ORDERS = f"""
        SELECT 'ORDER', o.id, o.issued_at, n.appointment_id,
               CASE o.kind WHEN 'IMAGING' THEN 'Orden de imagen ' ELSE 'Orden de laboratorio ' END || lpad(o.number::text, 7, '0'),
               (SELECT string_agg(concat_ws(' ', i ->> 'name', i ->> 'detail'), ', ') FROM jsonb_array_elements(o.items) AS i),
               (SELECT jsonb_agg(jsonb_build_object('code', d ->> 'code', 'description', d ->> 'description'))
                  FROM jsonb_array_elements(o.diagnoses) AS d),
               (SELECT string_agg(r.value, ' ') FROM historia_clinica.order_results r
                 WHERE r.order_id = o.id AND r.withdrawn_at IS NULL),
               0,
               CASE WHEN EXISTS (SELECT FROM historia_clinica.order_annulments a WHERE a.order_id = o.id) THEN 'ANNULLED' END,
               o.professional_id, o.professional_name, NULL, NULL
          FROM historia_clinica.orders o
          LEFT JOIN historia_clinica.clinical_notes n ON n.id = o.note_id
         WHERE o.{OF_PATIENT} AND 'ORDER' = ANY (%(kinds)s::text[])"""
CHARTS = f"""
        SELECT 'CHART', o.id, coalesce(o.signed_at, o.created_at), n.appointment_id, 'Odontograma',
               (SELECT count(*) FROM historia_clinica.tooth_findings f WHERE f.odontogram_id = o.id) || ' hallazgos',
               NULL, NULL, 0, o.status, coalesce(o.signed_by_id, o.author_id), coalesce(o.signed_by_name, o.author_name),
               NULL, NULL
          FROM historia_clinica.odontograms o
          LEFT JOIN historia_clinica.clinical_notes n ON n.id = o.note_id
         WHERE o.{OF_PATIENT} AND 'CHART' = ANY (%(kinds)s::text[])
           AND (o.status = 'SIGNED' OR %(drafts)s AND o.status = 'DRAFT')"""
ENTRY = f"""e.kind, e.id, e.at, e.appointment_id, e.title, nullif(left(e.text, {SHOWN}), '') AS text,
               coalesce(e.diagnoses, '[]') AS diagnoses, e.addenda, e.status,
               jsonb_build_object('id', e.author_id, 'name', e.author_name) AS author, e.file_id, e.media_type"""
# Ids of different kinds may be equal: the place of the kind makes them one order.
PLACE = f"(e.id * {len(PLACES)} + array_position(ARRAY{PLACES}::text[], e.kind) - 1)"
TIMELINE = Listing(
    ENTRY,
    f"({' UNION ALL '.join((NOTES, VITAL_SIGNS, PRESCRIPTIONS, DOCUMENTS, CONSENTS, CERTIFICATES, CHARTS, ORDERS))}) AS e",
    has_words("public.plain(concat_ws(' ', e.title, e.text, e.diagnoses::text, e.added, e.author_name))"),
    {"at": ("e.at", "%(after)s::text::timestamptz")},
    id=PLACE,
)


def page(db, patient_id, wanted, kinds, drafts):
    """`kinds`: those the caller may see of those that were asked for; `drafts`: with the notes that are not signed."""
    return TIMELINE.page(
        db,
        wanted,
        patient_id=patient_id,
        kinds=kinds,
        drafts=drafts,
        zone=str(clinic_zone()),
        **words(wanted.search),
    )

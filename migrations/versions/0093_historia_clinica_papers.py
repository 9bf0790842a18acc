"""Certificates (form 117) with a gapless number of their own, and the codes by which a paper is told from a forged one."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0093"
down_revision = "0092"

# A certificate is never changed: an annulment is a row of its own, beside it.
CERTIFICATES = """
CREATE TABLE historia_clinica.certificates (
    id                bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT certificates_pkey PRIMARY KEY,
    number            bigint  NOT NULL CONSTRAINT certificates_number UNIQUE,
    patient_id        bigint  NOT NULL CONSTRAINT certificates_patient REFERENCES historia_clinica.patients,
    -- The clinic's own day and hours.
    attended_on       date    NOT NULL,
    attended_from     time    NOT NULL,
    attended_until    time,
    reason            text    NOT NULL,
    diagnoses         jsonb   NOT NULL,
    show_diagnosis    boolean NOT NULL,
    rest              text    NOT NULL,
    rest_hours        integer,
    rest_from         date,
    rest_until        date,
    rest_kind         text,
    contingency       text,
    advice            text,
    -- Whose it is and who certifies, as both were at that moment.
    patient           jsonb   NOT NULL,
    professional      jsonb   NOT NULL,
    professional_id   text    NOT NULL,
    professional_name text    NOT NULL,
    issued_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT certificates_diagnoses CHECK (jsonb_array_length(diagnoses) BETWEEN 1 AND 10),
    CONSTRAINT certificates_hours CHECK (attended_until IS NULL OR attended_until > attended_from),
    -- The clinic's day has begun in UTC, too, whenever it has begun there.
    CONSTRAINT certificates_attended CHECK (attended_on <= (issued_at AT TIME ZONE 'UTC')::date),
    CONSTRAINT certificates_rest CHECK (CASE rest
        WHEN 'NONE'  THEN num_nonnulls(rest_hours, rest_from, rest_until, rest_kind, contingency) = 0
        WHEN 'HOURS' THEN rest_hours BETWEEN 1 AND 23 AND rest_from = rest_until AND rest_kind IS NOT NULL AND contingency IS NOT NULL
        WHEN 'DAYS'  THEN rest_hours IS NULL AND rest_kind IS NOT NULL AND contingency IS NOT NULL
                          AND rest_until - rest_from BETWEEN 0 AND 364
        ELSE false END IS TRUE),
    CONSTRAINT certificates_rest_kind CHECK (rest_kind IN ('ABSOLUTE', 'RELATIVE')),
    CONSTRAINT certificates_contingency CHECK (
        contingency IN ('ILLNESS', 'ACCIDENT', 'WORK_ACCIDENT', 'WORK_ILLNESS', 'MATERNITY', 'OTHER')),
    CONSTRAINT certificates_rest_after_care CHECK (rest_from >= attended_on),
    CONSTRAINT certificates_registered CHECK (
        professional ->> 'kind' IN ('PHYSICIAN', 'DENTIST', 'OBSTETRICIAN')
        AND length(professional ->> 'registration') > 0
        AND (professional ->> 'expires_on' IS NULL
             OR professional ->> 'expires_on' >= to_char(issued_at AT TIME ZONE 'UTC' - interval '1 day', 'YYYY-MM-DD')))
);
CREATE INDEX certificates_by_patient ON historia_clinica.certificates (patient_id, id);

CREATE TABLE historia_clinica.certificate_documents (
    certificate_id bigint NOT NULL CONSTRAINT certificate_documents_pkey PRIMARY KEY
                   CONSTRAINT certificate_documents_certificate REFERENCES historia_clinica.certificates,
    pdf            bytea  NOT NULL
);

CREATE TABLE historia_clinica.certificate_annulments (
    certificate_id   bigint NOT NULL CONSTRAINT certificate_annulments_pkey PRIMARY KEY
                     CONSTRAINT certificate_annulments_certificate REFERENCES historia_clinica.certificates,
    reason           text   NOT NULL CONSTRAINT certificate_annulments_reason CHECK (length(reason) BETWEEN 3 AND 300),
    annulled_by_id   text   NOT NULL,
    annulled_by_name text   NOT NULL,
    annulled_at      timestamptz NOT NULL DEFAULT now()
);

-- One after the other, so that no number is left out and none is given twice.
CREATE FUNCTION historia_clinica.number_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('historia_clinica.certificates', 0));
    NEW.number := coalesce((SELECT max(number) FROM historia_clinica.certificates), 0) + 1;
    NEW.issued_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER certificates_numbered BEFORE INSERT ON historia_clinica.certificates
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.number_certificate();

-- Its PDF is written in its own transaction or never.
CREATE FUNCTION historia_clinica.written_with_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM historia_clinica.certificates WHERE id = NEW.certificate_id AND issued_at = now()) THEN
        RAISE EXCEPTION 'the certificate was issued before'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificates_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER certificate_documents_with_it BEFORE INSERT ON historia_clinica.certificate_documents
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.written_with_certificate();
"""
# What a paper vouches for is read from the rows that it was made of, which nobody changes: the database computes the hash
# when the paper is made and again whenever somebody shows its code. The canonical content is the text of a jsonb, moments in
# UTC.
PAPERS = """
CREATE FUNCTION historia_clinica.sha256_of(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(content::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION historia_clinica.utc(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- Views read with their owner's rights, whom no policy holds: who asks what a code vouches for is nobody.
CREATE VIEW historia_clinica.note_papers AS
    SELECT 'NOTE'::text AS kind, n.id, NULL::text AS number, n.signed_at AS issued_at, n.signed_by_name AS professional,
           p.full_name AS patient, NULL::timestamptz AS annulled_at, n.content_sha256
      FROM historia_clinica.clinical_notes n
      JOIN historia_clinica.patients p ON p.id = n.patient_id
     WHERE n.status = 'SIGNED';

CREATE VIEW historia_clinica.prescription_papers AS
    SELECT 'PRESCRIPTION'::text AS kind, p.id, lpad(p.number::text, 7, '0') AS number, p.issued_at,
           p.prescriber_name AS professional, p.patient ->> 'full_name' AS patient, a.annulled_at,
           historia_clinica.sha256_of(jsonb_build_object(
               'number', p.number, 'patient_id', p.patient_id, 'patient', p.patient, 'diagnoses', p.diagnoses,
               'prescriber', p.prescriber, 'prescriber_id', p.prescriber_id, 'prescriber_name', p.prescriber_name,
               'general', p.general, 'warning', p.warning, 'issued_at', historia_clinica.utc(p.issued_at),
               'valid_until', p.valid_until,
               'items', (SELECT jsonb_agg(jsonb_build_object(
                                    'medicine_id', i.medicine_id, 'dci', i.dci, 'concentration', i.concentration,
                                    'form', i.form, 'dose', i.dose, 'route', i.route, 'frequency', i.frequency,
                                    'days', i.days, 'quantity', i.quantity, 'instructions', i.instructions,
                                    'allergy', i.allergy, 'allergy_answer', i.allergy_answer) ORDER BY i.position)
                           FROM historia_clinica.prescription_items i
                          WHERE i.prescription_id = p.id))) AS content_sha256
      FROM historia_clinica.prescriptions p
      LEFT JOIN historia_clinica.prescription_annulments a ON a.prescription_id = p.id;

CREATE VIEW historia_clinica.certificate_papers AS
    SELECT 'CERTIFICATE'::text AS kind, c.id, lpad(c.number::text, 7, '0') AS number, c.issued_at,
           c.professional_name AS professional, c.patient ->> 'full_name' AS patient, a.annulled_at,
           historia_clinica.sha256_of(jsonb_build_object(
               'number', c.number, 'patient_id', c.patient_id, 'patient', c.patient, 'attended_on', c.attended_on,
               'attended_from', c.attended_from, 'attended_until', c.attended_until, 'reason', c.reason,
               'diagnoses', c.diagnoses, 'show_diagnosis', c.show_diagnosis, 'rest', c.rest, 'rest_hours', c.rest_hours,
               'rest_from', c.rest_from, 'rest_until', c.rest_until, 'rest_kind', c.rest_kind,
               'contingency', c.contingency, 'advice', c.advice, 'professional', c.professional,
               'professional_id', c.professional_id, 'professional_name', c.professional_name,
               'issued_at', historia_clinica.utc(c.issued_at))) AS content_sha256
      FROM historia_clinica.certificates c
      LEFT JOIN historia_clinica.certificate_annulments a ON a.certificate_id = c.id;

CREATE VIEW historia_clinica.papers AS
    SELECT * FROM historia_clinica.note_papers
     UNION ALL SELECT * FROM historia_clinica.prescription_papers
     UNION ALL SELECT * FROM historia_clinica.certificate_papers;
REVOKE ALL ON historia_clinica.note_papers, historia_clinica.prescription_papers, historia_clinica.certificate_papers,
              historia_clinica.papers FROM omni_historia_clinica;
GRANT SELECT ON historia_clinica.papers TO omni_historia_clinica;

CREATE FUNCTION historia_clinica.initials(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_agg(upper(left(word, 1)) || '.', ' ' ORDER BY place)
      FROM regexp_split_to_table(trim(name), '\\s+') WITH ORDINALITY AS words (word, place)
$$;

CREATE TABLE historia_clinica.paper_codes (
    code           text   NOT NULL CONSTRAINT paper_codes_pkey PRIMARY KEY
                   CONSTRAINT paper_codes_code CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
    kind           text   NOT NULL,
    paper_id       bigint NOT NULL,
    patient        text   NOT NULL,
    content_sha256 text   NOT NULL,
    made_at        timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL DEFAULT now() + interval '5 years'
);
CREATE INDEX paper_codes_of_paper ON historia_clinica.paper_codes (kind, paper_id);

-- Whoever asks for a code says only of which paper: what it vouches for is the database's to say.
CREATE FUNCTION historia_clinica.vouch_for_paper() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paper record;
BEGIN
    SELECT p.patient, p.content_sha256 INTO paper FROM historia_clinica.papers p WHERE p.kind = NEW.kind AND p.id = NEW.paper_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such paper' USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_codes_of_a_paper';
    END IF;
    NEW.patient := historia_clinica.initials(paper.patient);
    NEW.content_sha256 := paper.content_sha256;
    NEW.made_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER paper_codes_vouched BEFORE INSERT ON historia_clinica.paper_codes
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.vouch_for_paper();
REVOKE ALL ON historia_clinica.paper_codes FROM omni_historia_clinica;
GRANT SELECT, INSERT (code, kind, paper_id) ON historia_clinica.paper_codes TO omni_historia_clinica;
"""
FROZEN = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON historia_clinica.{table}
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('{constraint}');
CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON historia_clinica.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('{constraint}');
REVOKE UPDATE ON historia_clinica.{table} FROM omni_historia_clinica;
"""
TABLES = {
    "certificates": "certificates_frozen",
    "certificate_documents": "certificates_frozen",
    "certificate_annulments": "certificates_frozen",
    "paper_codes": "paper_codes_frozen",
}


def upgrade():
    run(CERTIFICATES)
    run(PAPERS)
    for table, constraint in TABLES.items():
        run(FROZEN.format(table=table, constraint=constraint))
    grant("records:sign", administrator=("records:certify",), practitioner=("records:certify",))


def downgrade():
    withdraw("records:certify")
    run("""
        DROP TABLE historia_clinica.paper_codes;
        DROP VIEW historia_clinica.papers, historia_clinica.note_papers, historia_clinica.prescription_papers,
                  historia_clinica.certificate_papers;
        DROP TABLE historia_clinica.certificate_annulments, historia_clinica.certificate_documents,
                   historia_clinica.certificates;
        DROP FUNCTION historia_clinica.vouch_for_paper, historia_clinica.initials, historia_clinica.utc,
                      historia_clinica.sha256_of, historia_clinica.written_with_certificate,
                      historia_clinica.number_certificate;
        """)

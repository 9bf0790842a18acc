"""Patients, their background, and the clinical notes that nobody changes once they are signed."""

from migrations.sql import run

revision = "0004"
down_revision = "0003"

DOCUMENTS = """
-- Ten digits, a province and a check digit; any third digit up to 6, as the civil registry gives them.
CREATE FUNCTION historia_clinica.is_cedula(number text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN number ~ '^(0[1-9]|1[0-9]|2[0-4]|30)[0-6][0-9]{7}$'
                THEN (SELECT sum(CASE WHEN position % 2 = 0 THEN digit
                                      WHEN digit > 4 THEN digit * 2 - 9
                                      ELSE digit * 2
                                 END) % 10 = 0
                        FROM (SELECT position, substr(number, position, 1)::integer AS digit
                                FROM generate_series(1, 10) AS position) AS digits)
                ELSE false
           END
$$;

-- A company's RUC (third digit 9) or an institution's (6) follows no check digit that the SRI holds to.
CREATE FUNCTION historia_clinica.is_ruc(number text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT number ~ '^[0-9]{10}001$'
       AND (number ~ '^(0[1-9]|1[0-9]|2[0-4]|30)[69]' OR historia_clinica.is_cedula(left(number, 10)))
$$;
"""

PATIENTS = """
CREATE TABLE historia_clinica.patients (
    id                      bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT patients_pkey PRIMARY KEY,
    document_type           text    NOT NULL,
    document_number         text    NOT NULL,
    first_name              text    NOT NULL,
    last_name               text    NOT NULL,
    full_name               text    NOT NULL GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED,
    birth_date              date,
    gender                  text    NOT NULL DEFAULT 'unknown',
    phone                   text,
    email                   text,
    address                 text,
    emergency_contact_name  text,
    emergency_contact_phone text,
    active                  boolean NOT NULL DEFAULT true,
    -- Stored, so that a search does not take the accents off every candidate again.
    search_text             text    NOT NULL GENERATED ALWAYS AS (
        public.plain(first_name || ' ' || last_name || ' ' || document_number || coalesce(' ' || phone, ''))) STORED,
    version                 integer NOT NULL DEFAULT 1,
    created_at              timestamptz NOT NULL DEFAULT now(),
    updated_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT patients_document_key UNIQUE (document_type, document_number),
    CONSTRAINT patients_document_type CHECK (document_type IN ('CEDULA', 'RUC', 'PASSPORT')),
    CONSTRAINT patients_document_valid CHECK (CASE document_type
        WHEN 'CEDULA' THEN historia_clinica.is_cedula(document_number)
        WHEN 'RUC' THEN historia_clinica.is_ruc(document_number)
        ELSE document_number ~ '^[A-Z0-9]{5,20}$'
    END),
    CONSTRAINT patients_gender CHECK (gender IN ('female', 'male', 'other', 'unknown')),
    CONSTRAINT patients_email_lower CHECK (email = lower(email)),
    CONSTRAINT patients_phone CHECK (phone ~ '^[+]?[0-9]+$')
);
CREATE INDEX patients_search ON historia_clinica.patients USING gin (search_text gin_trgm_ops);
CREATE INDEX patients_by_name ON historia_clinica.patients (public.plain(full_name), id);
CREATE INDEX patients_by_creation ON historia_clinica.patients (created_at, id);
CREATE TRIGGER patients_version BEFORE UPDATE ON historia_clinica.patients
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE historia_clinica.medical_history (
    id               bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT medical_history_pkey PRIMARY KEY,
    patient_id       bigint  NOT NULL CONSTRAINT medical_history_patient REFERENCES historia_clinica.patients,
    category         text    NOT NULL,
    description      text    NOT NULL,
    severity         text,
    onset_date       date,
    active           boolean NOT NULL DEFAULT true,
    recorded_by_id   text    NOT NULL,
    recorded_by_name text    NOT NULL,
    version          integer NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT medical_history_category CHECK (category IN (
        'ALLERGY', 'CONDITION', 'MEDICATION', 'SURGERY', 'FAMILY', 'HABIT', 'PREGNANCY', 'OTHER')),
    CONSTRAINT medical_history_severity CHECK (severity IN ('LOW', 'MODERATE', 'HIGH'))
);
CREATE INDEX medical_history_by_patient ON historia_clinica.medical_history (patient_id, id);
CREATE TRIGGER medical_history_version BEFORE UPDATE ON historia_clinica.medical_history
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
"""

NOTES = """
CREATE TABLE historia_clinica.clinical_notes (
    id             bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT clinical_notes_pkey PRIMARY KEY,
    patient_id     bigint  NOT NULL CONSTRAINT clinical_notes_patient REFERENCES historia_clinica.patients,
    appointment_id bigint,
    reason         text    NOT NULL,
    subjective     text,
    objective      text,
    assessment     text,
    plan           text,
    status         text    NOT NULL DEFAULT 'DRAFT',
    author_id      text    NOT NULL,
    author_name    text    NOT NULL,
    signed_by_id   text,
    signed_by_name text,
    signed_at      timestamptz,
    content_sha256 text,
    version        integer NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT clinical_notes_status CHECK (status IN ('DRAFT', 'SIGNED')),
    CONSTRAINT clinical_notes_signature CHECK (
        num_nonnulls(signed_by_id, signed_by_name, signed_at, content_sha256)
        = CASE status WHEN 'SIGNED' THEN 4 ELSE 0 END),
    CONSTRAINT clinical_notes_content_sha256 CHECK (content_sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX clinical_notes_by_patient ON historia_clinica.clinical_notes (patient_id, id);
CREATE INDEX clinical_notes_by_appointment ON historia_clinica.clinical_notes (appointment_id, id);
CREATE TRIGGER clinical_notes_version BEFORE UPDATE ON historia_clinica.clinical_notes
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER clinical_notes_locked BEFORE UPDATE OR DELETE ON historia_clinica.clinical_notes
    FOR EACH ROW WHEN (OLD.status = 'SIGNED') EXECUTE FUNCTION public.refuse_change('clinical_notes_signed');

CREATE TABLE historia_clinica.diagnoses (
    id          bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT diagnoses_pkey PRIMARY KEY,
    note_id     bigint  NOT NULL CONSTRAINT diagnoses_note REFERENCES historia_clinica.clinical_notes,
    position    integer NOT NULL,
    code        text    NOT NULL,
    description text    NOT NULL,
    kind        text    NOT NULL,
    CONSTRAINT diagnoses_position UNIQUE (note_id, position),
    CONSTRAINT diagnoses_code_once UNIQUE (note_id, code),
    CONSTRAINT diagnoses_code CHECK (code ~ '^[A-Z][0-9]{2}([.][0-9A-Z]{1,2})?$'),
    CONSTRAINT diagnoses_kind CHECK (kind IN ('PRESUMPTIVE', 'DEFINITIVE'))
);
-- The diagnoses of a draft are written anew with every change of it.
GRANT DELETE ON historia_clinica.diagnoses TO omni_historia_clinica;

CREATE TABLE historia_clinica.note_addenda (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT note_addenda_pkey PRIMARY KEY,
    note_id     bigint NOT NULL CONSTRAINT note_addenda_note REFERENCES historia_clinica.clinical_notes,
    text        text   NOT NULL,
    author_id   text   NOT NULL,
    author_name text   NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX note_addenda_by_note ON historia_clinica.note_addenda (note_id, id);
REVOKE UPDATE ON historia_clinica.note_addenda FROM omni_historia_clinica;
CREATE TRIGGER note_addenda_append_only BEFORE UPDATE OR DELETE ON historia_clinica.note_addenda
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('note_addenda_append_only');

-- FOR SHARE waits for whoever is signing the note at this moment, and then sees it signed.
CREATE FUNCTION historia_clinica.note_status(note bigint) RETURNS text
    LANGUAGE sql AS $$ SELECT status FROM historia_clinica.clinical_notes WHERE id = note FOR SHARE $$;

CREATE FUNCTION historia_clinica.diagnoses_of_drafts_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND historia_clinica.note_status(OLD.note_id) = 'SIGNED'
       OR TG_OP <> 'DELETE' AND historia_clinica.note_status(NEW.note_id) = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER diagnoses_locked BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.diagnoses
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.diagnoses_of_drafts_only();

CREATE FUNCTION historia_clinica.addenda_of_signed_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF historia_clinica.note_status(NEW.note_id) = 'DRAFT' THEN
        RAISE EXCEPTION 'the note is not signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'note_addenda_note_signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER note_addenda_note_signed BEFORE INSERT ON historia_clinica.note_addenda
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.addenda_of_signed_only();
"""


def upgrade():
    run(DOCUMENTS)
    run(PATIENTS)
    run(NOTES)


def downgrade():
    run("""
        DROP TABLE historia_clinica.note_addenda, historia_clinica.diagnoses, historia_clinica.clinical_notes,
                   historia_clinica.medical_history, historia_clinica.patients;
        DROP FUNCTION historia_clinica.addenda_of_signed_only, historia_clinica.diagnoses_of_drafts_only,
                      historia_clinica.note_status, historia_clinica.is_ruc, historia_clinica.is_cedula;
        """)

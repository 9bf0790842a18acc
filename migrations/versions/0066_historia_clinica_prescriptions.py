"""Medicines of the clinic, prescriptions with a gapless number of their own, their annulments, and favourites."""

from migrations.sql import run

revision = "0066"
down_revision = "0065"

MEDICINES = """
CREATE TABLE historia_clinica.medicines (
    id            bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT medicines_pkey PRIMARY KEY,
    dci           text    NOT NULL,
    concentration text    NOT NULL,
    form          text    NOT NULL,
    controlled    boolean NOT NULL DEFAULT false,
    active        boolean NOT NULL DEFAULT true,
    search_text   text    NOT NULL GENERATED ALWAYS AS (
        public.plain(dci || ' ' || concentration || ' ' || form)) STORED,
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT medicines_dci CHECK (length(dci) BETWEEN 2 AND 120)
);
CREATE UNIQUE INDEX medicines_once
    ON historia_clinica.medicines (public.plain(dci), public.plain(concentration), public.plain(form));
CREATE INDEX medicines_by_name ON historia_clinica.medicines (public.plain(dci), id);
CREATE INDEX medicines_search ON historia_clinica.medicines USING gin (search_text gin_trgm_ops);
CREATE TRIGGER medicines_version BEFORE UPDATE ON historia_clinica.medicines
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
"""

# A prescription is never changed: an annulment is a row of its own, beside it.
PRESCRIPTIONS = """
CREATE TABLE historia_clinica.prescriptions (
    id              bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT prescriptions_pkey PRIMARY KEY,
    number          bigint  NOT NULL CONSTRAINT prescriptions_number UNIQUE,
    patient_id      bigint  NOT NULL CONSTRAINT prescriptions_patient REFERENCES historia_clinica.patients,
    note_id         bigint  CONSTRAINT prescriptions_note REFERENCES historia_clinica.clinical_notes,
    diagnoses       jsonb   NOT NULL,
    -- Whose it was and who wrote it, as both were at that moment.
    patient         jsonb   NOT NULL,
    prescriber      jsonb   NOT NULL,
    prescriber_id   text    NOT NULL,
    prescriber_name text    NOT NULL,
    general         text,
    warning         text,
    issued_at       timestamptz NOT NULL DEFAULT now(),
    valid_until     date    NOT NULL,
    CONSTRAINT prescriptions_diagnoses CHECK (jsonb_array_length(diagnoses) BETWEEN 1 AND 10),
    CONSTRAINT prescriptions_registered CHECK (
        prescriber ->> 'kind' IN ('PHYSICIAN', 'DENTIST', 'OBSTETRICIAN')
        AND length(prescriber ->> 'registration') > 0
        AND (prescriber ->> 'expires_on' IS NULL
             OR prescriber ->> 'expires_on' >= to_char(issued_at AT TIME ZONE 'UTC' - interval '1 day', 'YYYY-MM-DD')))
);
CREATE INDEX prescriptions_by_patient ON historia_clinica.prescriptions (patient_id, id);
CREATE INDEX prescriptions_by_note ON historia_clinica.prescriptions (note_id);

CREATE TABLE historia_clinica.prescription_items (
    prescription_id bigint  NOT NULL CONSTRAINT prescription_items_prescription REFERENCES historia_clinica.prescriptions,
    position        integer NOT NULL,
    medicine_id     bigint  NOT NULL CONSTRAINT prescription_items_medicine REFERENCES historia_clinica.medicines,
    dci             text    NOT NULL,
    concentration   text    NOT NULL,
    form            text    NOT NULL,
    dose            text    NOT NULL,
    route           text    NOT NULL,
    frequency       text    NOT NULL,
    days            integer NOT NULL,
    quantity        integer NOT NULL,
    instructions    text,
    -- What the patient is recorded to be allergic to, and why it was prescribed all the same.
    allergy         text,
    allergy_answer  text,
    CONSTRAINT prescription_items_pkey PRIMARY KEY (prescription_id, position),
    CONSTRAINT prescription_items_days CHECK (days BETWEEN 1 AND 365),
    CONSTRAINT prescription_items_quantity CHECK (quantity BETWEEN 1 AND 999),
    CONSTRAINT prescription_items_allergy_answered CHECK ((allergy IS NULL) = (allergy_answer IS NULL))
);

CREATE TABLE historia_clinica.prescription_documents (
    prescription_id bigint NOT NULL CONSTRAINT prescription_documents_pkey PRIMARY KEY
                    CONSTRAINT prescription_documents_prescription REFERENCES historia_clinica.prescriptions,
    pdf             bytea  NOT NULL
);

CREATE TABLE historia_clinica.prescription_annulments (
    prescription_id  bigint NOT NULL CONSTRAINT prescription_annulments_pkey PRIMARY KEY
                     CONSTRAINT prescription_annulments_prescription REFERENCES historia_clinica.prescriptions,
    reason           text   NOT NULL,
    annulled_by_id   text   NOT NULL,
    annulled_by_name text   NOT NULL,
    annulled_at      timestamptz NOT NULL DEFAULT now()
);

-- One after the other, so that no number is left out and none is given twice.
CREATE FUNCTION historia_clinica.number_prescription() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('historia_clinica.prescriptions', 0));
    NEW.number := coalesce((SELECT max(number) FROM historia_clinica.prescriptions), 0) + 1;
    NEW.issued_at := now();
    IF NEW.note_id IS NOT NULL THEN
        IF historia_clinica.note_status(NEW.note_id) = 'SIGNED' THEN
            RAISE EXCEPTION 'the note is signed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
        END IF;
        IF (SELECT patient_id FROM historia_clinica.clinical_notes WHERE id = NEW.note_id) <> NEW.patient_id THEN
            RAISE EXCEPTION 'the note is of somebody else'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'prescriptions_note_of_patient';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prescriptions_numbered BEFORE INSERT ON historia_clinica.prescriptions
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.number_prescription();

-- What belongs to a prescription is written in its own transaction or never.
CREATE FUNCTION historia_clinica.written_with_prescription() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM historia_clinica.prescriptions WHERE id = NEW.prescription_id AND issued_at = now()) THEN
        RAISE EXCEPTION 'the prescription was issued before'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prescriptions_frozen';
    END IF;
    IF TG_TABLE_NAME = 'prescription_items' THEN
        IF EXISTS (SELECT FROM historia_clinica.medicines WHERE id = NEW.medicine_id AND controlled) THEN
            RAISE EXCEPTION 'controlled medicines need their own pad'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'prescription_items_not_controlled';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prescription_items_with_it BEFORE INSERT ON historia_clinica.prescription_items
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.written_with_prescription();
CREATE TRIGGER prescription_documents_with_it BEFORE INSERT ON historia_clinica.prescription_documents
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.written_with_prescription();
"""
FROZEN = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON historia_clinica.{table}
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('prescriptions_frozen');
CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON historia_clinica.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('prescriptions_frozen');
REVOKE UPDATE ON historia_clinica.{table} FROM omni_historia_clinica;
"""
FAVOURITES = """
CREATE TABLE historia_clinica.prescription_templates (
    id         bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT prescription_templates_pkey PRIMARY KEY,
    name       text    NOT NULL,
    content    jsonb   NOT NULL,
    active     boolean NOT NULL DEFAULT true,
    author_id  text    NOT NULL,
    author_name text   NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT prescription_templates_name CHECK (length(name) BETWEEN 1 AND 80)
);
CREATE UNIQUE INDEX prescription_templates_once ON historia_clinica.prescription_templates (public.plain(name))
    WHERE active;
"""
TABLES = (
    "prescriptions",
    "prescription_items",
    "prescription_documents",
    "prescription_annulments",
)


def upgrade():
    run(MEDICINES)
    run(PRESCRIPTIONS)
    for table in TABLES:
        run(FROZEN.format(table=table))
    run(FAVOURITES)


def downgrade():
    run("""
        DROP TABLE historia_clinica.prescription_templates, historia_clinica.prescription_annulments,
                   historia_clinica.prescription_documents, historia_clinica.prescription_items,
                   historia_clinica.prescriptions, historia_clinica.medicines;
        DROP FUNCTION historia_clinica.written_with_prescription, historia_clinica.number_prescription;
        """)

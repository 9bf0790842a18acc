"""Vital signs of a patient: measured at a time, never changed, withdrawn with a reason; locked with the note that they hang from."""

from migrations.sql import run

revision = "0077"
down_revision = "0076"

TABLE = """
CREATE TABLE historia_clinica.vital_signs (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT vital_signs_pkey PRIMARY KEY,
    patient_id  bigint      NOT NULL CONSTRAINT vital_signs_patient REFERENCES historia_clinica.patients,
    note_id     bigint      CONSTRAINT vital_signs_note REFERENCES historia_clinica.clinical_notes,
    taken_at    timestamptz NOT NULL,
    -- mmHg, beats and breaths a minute, °C, %, kg, cm, mg/dL, and 0 to 10.
    systolic    integer,
    diastolic   integer,
    pulse       integer,
    respiration integer,
    temperature numeric(4,1),
    saturation  integer,
    weight      numeric(6,3),
    height      numeric(4,1),
    head        numeric(4,1),
    glucose     integer,
    pain        integer,
    remark      text        CONSTRAINT vital_signs_remark CHECK (length(remark) BETWEEN 1 AND 500),
    recorded_by_id    text  NOT NULL,
    recorded_by_name  text  NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    withdrawn_at      timestamptz,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text,
    CONSTRAINT vital_signs_something CHECK (num_nonnulls(
        systolic, pulse, respiration, temperature, saturation, weight, height, head, glucose, pain) > 0),
    CONSTRAINT vital_signs_pressure CHECK ((systolic IS NULL) = (diastolic IS NULL) AND diastolic < systolic IS NOT FALSE),
    -- What no living body has; what is only unusual is a warning of the service.
    CONSTRAINT vital_signs_possible CHECK (
        systolic BETWEEN 20 AND 350 IS NOT FALSE AND diastolic BETWEEN 10 AND 250 IS NOT FALSE
        AND pulse BETWEEN 10 AND 350 IS NOT FALSE AND respiration BETWEEN 1 AND 150 IS NOT FALSE
        AND temperature BETWEEN 20 AND 46 IS NOT FALSE AND saturation BETWEEN 20 AND 100 IS NOT FALSE
        AND weight BETWEEN 0.2 AND 650 IS NOT FALSE AND height BETWEEN 15 AND 275 IS NOT FALSE
        AND head BETWEEN 10 AND 90 IS NOT FALSE AND glucose BETWEEN 5 AND 2500 IS NOT FALSE
        AND pain BETWEEN 0 AND 10 IS NOT FALSE),
    CONSTRAINT vital_signs_not_ahead CHECK (taken_at <= created_at + interval '5 minutes'),
    CONSTRAINT vital_signs_withdrawal CHECK (
        num_nonnulls(withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason) IN (0, 4)
        AND length(withdrawn_reason) >= 3 IS NOT FALSE)
);
CREATE INDEX vital_signs_by_patient ON historia_clinica.vital_signs (patient_id, taken_at, id);
CREATE INDEX vital_signs_by_note ON historia_clinica.vital_signs (note_id);
REVOKE UPDATE ON historia_clinica.vital_signs FROM omni_historia_clinica;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason)
    ON historia_clinica.vital_signs TO omni_historia_clinica;

-- A measurement is of its note's patient and is not added to a signed note; it is not changed, only withdrawn, once. Of a
-- signed note it is not even that: an addendum says it.
CREATE FUNCTION historia_clinica.vital_signs_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.note_id IS NOT NULL AND historia_clinica.note_status(OLD.note_id) = 'SIGNED'
       OR TG_OP = 'INSERT' AND NEW.note_id IS NOT NULL AND historia_clinica.note_status(NEW.note_id) = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.note_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM historia_clinica.clinical_notes n WHERE n.id = NEW.note_id
              AND historia_clinica.person(n.patient_id) = historia_clinica.person(NEW.patient_id)) THEN
        RAISE EXCEPTION 'another patient''s note'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vital_signs_note_of_patient';
    END IF;
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (
           OLD.withdrawn_at IS NOT NULL
           OR to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[]
              <> to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[]) THEN
        RAISE EXCEPTION 'a measurement is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vital_signs_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vital_signs_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.vital_signs
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.vital_signs_keep();
CREATE TRIGGER vital_signs_not_emptied BEFORE TRUNCATE ON historia_clinica.vital_signs
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('vital_signs_kept');
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("""
        DROP TABLE historia_clinica.vital_signs;
        DROP FUNCTION historia_clinica.vital_signs_keep;
        """)

"""What an allergy does and how sure it is, conditions of a fixed list, until when, and that no allergy is known."""

from migrations.sql import run

revision = "0051"
down_revision = "0050"

HISTORY = """
ALTER TABLE historia_clinica.medical_history
    ADD COLUMN reaction text,
    ADD COLUMN certainty text,
    ADD COLUMN condition_code text,
    ADD COLUMN end_date date,
    ADD CONSTRAINT medical_history_reaction CHECK (
        reaction IS NULL OR category = 'ALLERGY' AND length(reaction) BETWEEN 1 AND 200),
    ADD CONSTRAINT medical_history_certainty CHECK (
        certainty IS NULL OR category = 'ALLERGY' AND certainty IN ('SUSPECTED', 'CONFIRMED')),
    ADD CONSTRAINT medical_history_condition_code CHECK (
        condition_code IS NULL
        OR category = 'CONDITION' AND condition_code IN (
            'PACEMAKER', 'ANTICOAGULATED', 'PROSTHETIC_VALVE', 'HYPERTENSION', 'DIABETES', 'EPILEPSY', 'ASTHMA',
            'BLEEDING_DISORDER', 'IMMUNOSUPPRESSED', 'BONE_MEDICATION', 'KIDNEY_FAILURE', 'BREASTFEEDING')),
    ADD CONSTRAINT medical_history_end CHECK (end_date IS NULL OR NOT active AND end_date >= onset_date IS NOT FALSE);
"""

# That no allergy is known is something that somebody says at a time. It is taken back, never changed nor deleted.
DENIALS = """
CREATE TABLE historia_clinica.allergy_denials (
    id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT allergy_denials_pkey PRIMARY KEY,
    patient_id        bigint      NOT NULL CONSTRAINT allergy_denials_patient REFERENCES historia_clinica.patients,
    asserted_by_id    text        NOT NULL,
    asserted_by_name  text        NOT NULL,
    asserted_at       timestamptz NOT NULL DEFAULT now(),
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_at      timestamptz,
    CONSTRAINT allergy_denials_withdrawal CHECK (
        num_nonnulls(withdrawn_by_id, withdrawn_by_name, withdrawn_at) IN (0, 3))
);
CREATE UNIQUE INDEX allergy_denials_standing ON historia_clinica.allergy_denials (patient_id)
    WHERE withdrawn_at IS NULL;
CREATE INDEX allergy_denials_by_patient ON historia_clinica.allergy_denials (patient_id, id);
REVOKE ALL ON historia_clinica.allergy_denials FROM omni_historia_clinica;
GRANT SELECT, INSERT (patient_id, asserted_by_id, asserted_by_name),
      UPDATE (withdrawn_by_id, withdrawn_by_name, withdrawn_at)
   ON historia_clinica.allergy_denials TO omni_historia_clinica;

CREATE FUNCTION historia_clinica.denials_are_withdrawn_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
       OR (NEW.id, NEW.patient_id, NEW.asserted_by_id, NEW.asserted_by_name, NEW.asserted_at)
          IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.asserted_by_id, OLD.asserted_by_name, OLD.asserted_at) THEN
        RAISE EXCEPTION 'an assertion is only withdrawn, once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allergy_denials_append_only';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER allergy_denials_append_only BEFORE UPDATE OR DELETE ON historia_clinica.allergy_denials
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.denials_are_withdrawn_once();
CREATE TRIGGER allergy_denials_not_emptied BEFORE TRUNCATE ON historia_clinica.allergy_denials
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('allergy_denials_not_emptied');

-- The patient is locked, so that an allergy and its denial cannot both be written at the same moment.
CREATE FUNCTION historia_clinica.denial_contradicted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM historia_clinica.patients WHERE id = NEW.patient_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM historia_clinica.medical_history
                WHERE patient_id = NEW.patient_id AND category = 'ALLERGY' AND active) THEN
        RAISE EXCEPTION 'the patient has an allergy'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allergy_denials_contradicted';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER allergy_denials_contradicted BEFORE INSERT ON historia_clinica.allergy_denials
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.denial_contradicted();

CREATE FUNCTION historia_clinica.allergy_denied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM historia_clinica.patients WHERE id = NEW.patient_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM historia_clinica.allergy_denials
                WHERE patient_id = NEW.patient_id AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'somebody says that no allergy is known'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'medical_history_allergy_denied';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER medical_history_allergy_denied BEFORE INSERT OR UPDATE ON historia_clinica.medical_history
    FOR EACH ROW WHEN (NEW.category = 'ALLERGY' AND NEW.active)
    EXECUTE FUNCTION historia_clinica.allergy_denied();
"""


def upgrade():
    run(HISTORY)
    run(DENIALS)


def downgrade():
    run("""
        DROP TRIGGER medical_history_allergy_denied ON historia_clinica.medical_history;
        DROP TABLE historia_clinica.allergy_denials;
        DROP FUNCTION historia_clinica.allergy_denied, historia_clinica.denial_contradicted,
                      historia_clinica.denials_are_withdrawn_once;
        ALTER TABLE historia_clinica.medical_history
            DROP COLUMN reaction, DROP COLUMN certainty, DROP COLUMN condition_code, DROP COLUMN end_date;
        """)

"""What the Ministry's admission form asks of a patient, who signs for a minor, tags, family, and consents to the use of data."""

from migrations.sql import run

revision = "0057"
down_revision = "0056"

ADMISSION = """
ALTER TABLE historia_clinica.patients
    ADD COLUMN nationality text,
    ADD COLUMN birth_place text,
    ADD COLUMN ethnicity text,
    ADD COLUMN marital_status text,
    ADD COLUMN education text,
    ADD COLUMN workplace text,
    ADD COLUMN insurer text,
    ADD COLUMN insurance_number text,
    ADD COLUMN came_by text,
    ADD COLUMN preferred_channel text,
    ADD COLUMN emergency_contact_relation text,
    ADD COLUMN guardian_name text,
    ADD COLUMN guardian_relation text,
    ADD COLUMN guardian_document text,
    ADD COLUMN guardian_phone text,
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT patients_nationality CHECK (nationality ~ '^[A-Z]{2}$'),
    ADD CONSTRAINT patients_ethnicity CHECK (ethnicity IN (
        'INDIGENOUS', 'AFRO_ECUADORIAN', 'BLACK', 'MULATTO', 'MONTUBIO', 'MESTIZO', 'WHITE', 'OTHER', 'NOT_SAID')),
    ADD CONSTRAINT patients_marital_status CHECK (marital_status IN (
        'SINGLE', 'UNION', 'MARRIED', 'SEPARATED', 'DIVORCED', 'WIDOWED')),
    ADD CONSTRAINT patients_education CHECK (education IN ('NONE', 'BASIC', 'SECONDARY', 'HIGHER', 'POSTGRADUATE')),
    ADD CONSTRAINT patients_came_by CHECK (came_by IN (
        'RECOMMENDED', 'REFERRED', 'SOCIAL_MEDIA', 'INTERNET', 'PASSING_BY', 'INSURER', 'OTHER')),
    ADD CONSTRAINT patients_preferred_channel CHECK (preferred_channel IN ('WHATSAPP', 'CALL', 'EMAIL', 'SMS')),
    ADD CONSTRAINT patients_insurer CHECK (insurance_number IS NULL OR insurer IS NOT NULL),
    ADD CONSTRAINT patients_guardian CHECK (
        guardian_name IS NOT NULL OR num_nonnulls(guardian_relation, guardian_document, guardian_phone) = 0),
    ADD CONSTRAINT patients_admission_lengths CHECK (
        (length(birth_place) <= 100 AND length(workplace) <= 100 AND length(insurer) <= 100
         AND length(insurance_number) <= 40 AND length(emergency_contact_relation) <= 60
         AND length(guardian_name) <= 100 AND length(guardian_relation) <= 60 AND length(guardian_document) <= 40)
        IS NOT FALSE),
    ADD CONSTRAINT patients_guardian_phone CHECK (historia_clinica.is_phone(guardian_phone)),
    ADD CONSTRAINT patients_tags CHECK (
        cardinality(tags) <= 10 AND array_position(tags, NULL) IS NULL AND array_position(tags, '') IS NULL
        AND length(array_to_string(tags, '')) <= 300);
-- A list filtered by tag, and the tags in use, whoever has them.
CREATE INDEX patients_tags_in_use ON historia_clinica.patients USING gin (tags);
CREATE INDEX patients_tagged ON historia_clinica.patients (id) INCLUDE (tags) WHERE tags <> '{}';

-- What the relative is to the patient. Two patients have one link, seen from both sides.
CREATE TABLE historia_clinica.family_links (
    id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT family_links_pkey PRIMARY KEY,
    patient_id    bigint      NOT NULL CONSTRAINT family_links_patient REFERENCES historia_clinica.patients,
    relative_id   bigint      NOT NULL CONSTRAINT family_links_relative REFERENCES historia_clinica.patients,
    relation      text        NOT NULL CONSTRAINT family_links_relation CHECK (
        relation IN ('PARENT', 'CHILD', 'SIBLING', 'PARTNER', 'GRANDPARENT', 'GRANDCHILD', 'OTHER')),
    recorded_by_id   text     NOT NULL,
    recorded_by_name text     NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT family_links_another CHECK (patient_id <> relative_id)
);
CREATE UNIQUE INDEX family_links_once
    ON historia_clinica.family_links (least(patient_id, relative_id), greatest(patient_id, relative_id));
CREATE INDEX family_links_by_patient ON historia_clinica.family_links (patient_id);
CREATE INDEX family_links_by_relative ON historia_clinica.family_links (relative_id);
REVOKE ALL ON historia_clinica.family_links FROM omni_historia_clinica;
GRANT SELECT, DELETE, INSERT (patient_id, relative_id, relation, recorded_by_id, recorded_by_name)
   ON historia_clinica.family_links TO omni_historia_clinica;
"""

# A consent is an act: given or withdrawn, by somebody, to one version of a text. None is changed or deleted.
CONSENTS = """
CREATE TABLE historia_clinica.consent_texts (
    purpose text    NOT NULL CONSTRAINT consent_texts_purpose CHECK (purpose IN ('DATA', 'MESSAGES')),
    version integer NOT NULL,
    text    text    NOT NULL,
    CONSTRAINT consent_texts_pkey PRIMARY KEY (purpose, version)
);
REVOKE ALL ON historia_clinica.consent_texts FROM omni_historia_clinica;
GRANT SELECT ON historia_clinica.consent_texts TO omni_historia_clinica;
INSERT INTO historia_clinica.consent_texts (purpose, version, text) VALUES
    ('DATA', 1, 'Autorizo a la clínica a tratar mis datos personales y de salud para atenderme, llevar mi historia clínica, facturar y cumplir la ley. Sé que puedo pedir verlos, corregirlos y retirar esta autorización cuando quiera; lo que la ley manda conservar se conserva.'),
    ('MESSAGES', 1, 'Autorizo a la clínica a escribirme por el canal que elegí para recordar citas, controles y pagos. Puedo retirar esta autorización cuando quiera, sin que cambie mi atención.');

CREATE TABLE historia_clinica.patient_consents (
    id               bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT patient_consents_pkey PRIMARY KEY,
    patient_id       bigint      NOT NULL CONSTRAINT patient_consents_patient REFERENCES historia_clinica.patients,
    purpose          text        NOT NULL,
    text_version     integer     NOT NULL,
    given            boolean     NOT NULL,
    given_by         text        NOT NULL CONSTRAINT patient_consents_given_by CHECK (length(given_by) BETWEEN 1 AND 200),
    recorded_by_id   text        NOT NULL,
    recorded_by_name text        NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT patient_consents_text FOREIGN KEY (purpose, text_version) REFERENCES historia_clinica.consent_texts
);
CREATE INDEX patient_consents_by_patient ON historia_clinica.patient_consents (patient_id, purpose, id);
REVOKE ALL ON historia_clinica.patient_consents FROM omni_historia_clinica;
GRANT SELECT, INSERT (patient_id, purpose, text_version, given, given_by, recorded_by_id, recorded_by_name)
   ON historia_clinica.patient_consents TO omni_historia_clinica;
CREATE TRIGGER patient_consents_append_only BEFORE UPDATE OR DELETE ON historia_clinica.patient_consents
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('patient_consents_append_only');
CREATE TRIGGER patient_consents_not_emptied BEFORE TRUNCATE ON historia_clinica.patient_consents
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('patient_consents_not_emptied');
CREATE TRIGGER consent_texts_append_only BEFORE UPDATE OR DELETE ON historia_clinica.consent_texts
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('consent_texts_append_only');
CREATE TRIGGER consent_texts_not_emptied BEFORE TRUNCATE ON historia_clinica.consent_texts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('consent_texts_not_emptied');

-- What was given is withdrawn, and what was withdrawn is given again; a new version of the text is given anew.
CREATE FUNCTION historia_clinica.consents_alternate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    PERFORM FROM historia_clinica.patients WHERE id = NEW.patient_id FOR NO KEY UPDATE;
    SELECT given, text_version INTO last
      FROM historia_clinica.patient_consents
     WHERE patient_id = NEW.patient_id AND purpose = NEW.purpose
     ORDER BY id DESC LIMIT 1;
    IF NEW.given AND last.given AND last.text_version = NEW.text_version
       OR NOT NEW.given AND last.given IS NOT TRUE THEN
        RAISE EXCEPTION 'nothing changes'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = CASE WHEN NEW.given THEN 'patient_consents_given' ELSE 'patient_consents_withdrawn' END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER patient_consents_alternate BEFORE INSERT ON historia_clinica.patient_consents
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.consents_alternate();
"""


def upgrade():
    run(ADMISSION)
    run(CONSENTS)


def downgrade():
    run("""
        DROP TABLE historia_clinica.patient_consents, historia_clinica.consent_texts, historia_clinica.family_links;
        DROP FUNCTION historia_clinica.consents_alternate;
        ALTER TABLE historia_clinica.patients
            DROP COLUMN nationality, DROP COLUMN birth_place, DROP COLUMN ethnicity, DROP COLUMN marital_status,
            DROP COLUMN education, DROP COLUMN workplace, DROP COLUMN insurer, DROP COLUMN insurance_number,
            DROP COLUMN came_by, DROP COLUMN preferred_channel, DROP COLUMN emergency_contact_relation,
            DROP COLUMN guardian_name, DROP COLUMN guardian_relation, DROP COLUMN guardian_document,
            DROP COLUMN guardian_phone, DROP COLUMN tags;
        """)

"""Identity as life has it: a patient without document, with a foreign card, with one name; who may be registered twice.

And a note is not inserted signed: signing is the only way, and the database checks the signature.
"""

from migrations.sql import run

revision = "0021"
down_revision = "0020"

IDENTITY = """
ALTER TABLE historia_clinica.patients
    DROP CONSTRAINT patients_document_key,
    DROP CONSTRAINT patients_document_type,
    DROP CONSTRAINT patients_document_valid,
    DROP COLUMN search_text,
    DROP COLUMN full_name,
    ALTER COLUMN document_type DROP NOT NULL,
    ALTER COLUMN document_number DROP NOT NULL,
    ALTER COLUMN last_name DROP NOT NULL,
    ADD COLUMN document_country text,
    ADD COLUMN no_document_reason text;
ALTER TABLE historia_clinica.patients
    ADD COLUMN full_name text NOT NULL GENERATED ALWAYS AS (first_name || coalesce(' ' || last_name, '')) STORED,
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
        public.plain(first_name || coalesce(' ' || last_name, '') || coalesce(' ' || document_number, '')
                     || coalesce(' ' || phone, ''))) STORED,
    ADD CONSTRAINT patients_document_type CHECK (document_type IN ('CEDULA', 'RUC', 'PASSPORT', 'FOREIGN_CARD')),
    ADD CONSTRAINT patients_document_or_reason CHECK (
        num_nonnulls(document_type, document_number) = CASE WHEN no_document_reason IS NULL THEN 2 ELSE 0 END),
    ADD CONSTRAINT patients_no_document_reason CHECK (no_document_reason IN ('NEWBORN', 'LOST', 'OTHER')),
    ADD CONSTRAINT patients_document_valid CHECK (CASE document_type
        WHEN 'CEDULA' THEN historia_clinica.is_cedula(document_number)
        WHEN 'RUC' THEN historia_clinica.is_ruc(document_number)
        WHEN 'FOREIGN_CARD' THEN document_number ~ '^[A-Z0-9]{4,20}$'
        ELSE document_number ~ '^[A-Z0-9]{5,20}$'
    END),
    -- ISO 3166, alpha-2. A card says nothing without its country; passports from before have none.
    ADD CONSTRAINT patients_document_country CHECK (CASE document_type
        WHEN 'FOREIGN_CARD' THEN document_country IS NOT NULL AND document_country ~ '^[A-Z]{2}$'
        WHEN 'PASSPORT' THEN document_country ~ '^[A-Z]{2}$'
        ELSE document_country IS NULL
    END);
CREATE UNIQUE INDEX patients_document_key
    ON historia_clinica.patients (document_type, document_number, coalesce(document_country, ''));
CREATE INDEX patients_by_document ON historia_clinica.patients (document_number);
CREATE INDEX patients_by_birth_date ON historia_clinica.patients (birth_date);
CREATE INDEX patients_by_phone ON historia_clinica.patients (phone);
CREATE INDEX patients_search ON historia_clinica.patients USING gin (search_text gin_trgm_ops);
CREATE INDEX patients_by_name ON historia_clinica.patients (public.plain(full_name), id);
"""

# What a signature vouches for, written as historia_clinica.notes.rules.content_sha256 writes it: the members in the order
# of the alphabet, no spaces, UTF-8. to_json escapes a text exactly as Python's json does.
SIGNING = """
CREATE FUNCTION historia_clinica.content_sha256(note historia_clinica.clinical_notes) RETURNS text
    LANGUAGE sql STABLE SET search_path = historia_clinica, pg_temp AS $$
    SELECT encode(sha256(convert_to(
           '{"appointment_id":' || coalesce(note.appointment_id::text, 'null')
        || ',"assessment":' || coalesce(to_json(note.assessment)::text, 'null')
        || ',"author":{"id":' || to_json(note.author_id) || ',"name":' || to_json(note.author_name) || '}'
        || ',"diagnoses":[' || coalesce(string_agg(
               '{"code":' || to_json(d.code) || ',"description":' || to_json(d.description)
               || ',"kind":' || to_json(d.kind) || '}', ',' ORDER BY d.position), '') || ']'
        || ',"objective":' || coalesce(to_json(note.objective)::text, 'null')
        || ',"patient_id":' || note.patient_id
        || ',"plan":' || coalesce(to_json(note.plan)::text, 'null')
        || ',"reason":' || to_json(note.reason)
        || ',"subjective":' || coalesce(to_json(note.subjective)::text, 'null') || '}', 'UTF8')), 'hex')
      FROM historia_clinica.diagnoses d
     WHERE d.note_id = note.id
$$;

-- Signing is the only way to a signed note: by its author, at its hour, of what it says.
CREATE FUNCTION historia_clinica.check_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.signed_at <> now() OR NEW.signed_by_id <> NEW.author_id
       OR NEW.content_sha256 <> historia_clinica.content_sha256(NEW) THEN
        RAISE EXCEPTION 'the signature of note % is not one of its author, now, over its content', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signature_true';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clinical_notes_signing BEFORE UPDATE ON historia_clinica.clinical_notes
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'SIGNED')
    EXECUTE FUNCTION historia_clinica.check_signature();
CREATE TRIGGER clinical_notes_begin_as_drafts BEFORE INSERT ON historia_clinica.clinical_notes
    FOR EACH ROW WHEN (NEW.status <> 'DRAFT') EXECUTE FUNCTION public.refuse_change('clinical_notes_begin_as_drafts');
"""

# Who has no document gets a number that says so, and a foreign card becomes a passport: the version before knows neither.
DOWN = """
DROP TRIGGER clinical_notes_begin_as_drafts ON historia_clinica.clinical_notes;
DROP TRIGGER clinical_notes_signing ON historia_clinica.clinical_notes;
DROP FUNCTION historia_clinica.check_signature;
DROP FUNCTION historia_clinica.content_sha256;

DROP INDEX historia_clinica.patients_by_phone;
DROP INDEX historia_clinica.patients_by_birth_date;
DROP INDEX historia_clinica.patients_by_document;
DROP INDEX historia_clinica.patients_document_key;
ALTER TABLE historia_clinica.patients
    DROP CONSTRAINT patients_document_country,
    DROP CONSTRAINT patients_document_valid,
    DROP CONSTRAINT patients_no_document_reason,
    DROP CONSTRAINT patients_document_or_reason,
    DROP CONSTRAINT patients_document_type,
    DROP COLUMN search_text,
    DROP COLUMN full_name;
UPDATE historia_clinica.patients
   SET document_type = 'PASSPORT', document_number = 'SINDOC' || id
 WHERE document_type IS NULL;
UPDATE historia_clinica.patients
   SET document_type = 'PASSPORT', document_number = left(document_country || document_number, 20)
 WHERE document_type = 'FOREIGN_CARD';
UPDATE historia_clinica.patients SET last_name = '-' WHERE last_name IS NULL;
ALTER TABLE historia_clinica.patients
    DROP COLUMN no_document_reason,
    DROP COLUMN document_country,
    ALTER COLUMN last_name SET NOT NULL,
    ALTER COLUMN document_number SET NOT NULL,
    ALTER COLUMN document_type SET NOT NULL,
    ADD COLUMN full_name text NOT NULL GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED,
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
        public.plain(first_name || ' ' || last_name || ' ' || document_number || coalesce(' ' || phone, ''))) STORED,
    ADD CONSTRAINT patients_document_key UNIQUE (document_type, document_number),
    ADD CONSTRAINT patients_document_type CHECK (document_type IN ('CEDULA', 'RUC', 'PASSPORT')),
    ADD CONSTRAINT patients_document_valid CHECK (CASE document_type
        WHEN 'CEDULA' THEN historia_clinica.is_cedula(document_number)
        WHEN 'RUC' THEN historia_clinica.is_ruc(document_number)
        ELSE document_number ~ '^[A-Z0-9]{5,20}$'
    END);
CREATE INDEX patients_search ON historia_clinica.patients USING gin (search_text gin_trgm_ops);
CREATE INDEX patients_by_name ON historia_clinica.patients (public.plain(full_name), id);
"""


def upgrade():
    run(IDENTITY + SIGNING)


def downgrade():
    run(DOWN)
